"""Identifiers of an infobox row: what it shows, or the address it links to; checked, or kept unread with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.evidence import Evidence
from ...model.identifier import CHECK_DIGITS, Identifier, is_valid_identifier
from ...model.quality import UnparsedStatement
from .addresses import in_address
from .normal import has_form_of, normal_form
from .rows import Row, Value, split_brackets, without_remarks
from .structures import read_atc, read_inchi, read_smiles

__all__ = ["read_identifiers"]

_RULE = "infobox.identifier"
_WORDS_ONLY = frozenset({"drugs_com", "dailymed", "genereviews"})
"""Systems whose value stands only in the address: the words of the link name a page, or the subject again."""
_MANY = frozenset({"atc", "atcvet", "icd10", "icd9cm", "icd11", "icdo", "omim", "emedicine", "mesh", "orphanet"})
"""Systems that give one subject several codes of equal rank."""
_NO_QUALIFIER = re.compile(
    r"(?:(?:WHO|PDBe|RCSB PDB|RCSB|EPA|EBI|link|search|data|page|details|entry|as of \d{4})(?:,\s*|$))+", re.IGNORECASE
)
"""Names of sites and of their pages: neither qualifiers nor values."""
_BOOK = re.compile(r"^NBK\d+\b")
_MARK = re.compile(r"\s+[YN]$")
"""A check mark that has lost its sign."""
_COMMENTED = frozenset({"e_number"})
"""Systems where a bracket tells what the value is used for, not what else it identifies."""
_LABELLED = re.compile(r"^(?P<head>[^:]{1,40}):\s+(?P<tail>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Found:
    """A value before it is an identifier."""

    value: str
    evidence: tuple[Evidence, ...]
    references: tuple[str, ...]
    qualifier: str | None = None
    system: str | None = None


def read_identifiers(row: Row, system: str) -> Iterator[Identifier | UnparsedStatement]:
    """Each identifier of a row; what fails its form or check digit comes as UnparsedStatement."""
    found: dict[tuple[str, str], Identifier] = {}
    unread: list[UnparsedStatement] = []
    plain: set[str] = set()
    for made in _candidates(row, system):
        if isinstance(made, UnparsedStatement):
            unread.append(made)
            continue
        of = made.system or system
        if (of, made.value) in found:
            continue
        primary = made.qualifier is None and (of in _MANY or of not in plain)
        if made.qualifier is None:
            plain.add(of)
        found[of, made.value] = Identifier(
            evidence=made.evidence,
            reference_ids=made.references,
            system=of,
            value=made.value,
            qualifier=made.qualifier,
            primary=primary,
        )
    yield from found.values()
    yield from unread


def _candidates(row: Row, system: str) -> Iterator[_Found | UnparsedStatement]:
    if system == "dailymed":
        yield from _licences(row)
        return
    if system in ("inchi", "inchikey"):
        for of, start, end, value in read_inchi(row):
            yield _checked(row, of, start, end, value)
        return
    if system == "smiles":
        for start, end, value in read_smiles(row):
            yield _checked(row, "smiles", start, end, value)
        return
    lines = list(row.lines())
    for line in lines:
        if system in ("atc", "atcvet"):
            yield from _atc_codes(row, system, line)
        else:
            for part in row.parts(line.start, line.end):
                yield from _read_value(row, system, part)
    if not row.text.strip():
        yield from _from_links(row, system, 0, 0, None)


def _checked(row: Row, system: str, start: int, end: int, value: str) -> _Found | UnparsedStatement:
    if is_valid_identifier(system, value):
        return _Found(value, row.evidence(start, end, _RULE), row.references(start, end), system=system)
    return _refused(row, system, start, end)


def _refused(row: Row, system: str, start: int, end: int) -> UnparsedStatement:
    checked = system in CHECK_DIGITS and has_form_of(system, row.text[start:end])
    if checked:
        return row.unparsed(start, end, "check_digit", f"{system}: check digit does not hold")
    return row.unparsed(start, end, "unknown_pattern", f"{system}: form does not hold")


def _atc_codes(row: Row, system: str, line: Value) -> Iterator[_Found | UnparsedStatement]:
    codes = [
        (start, end, code)
        for start, end, code in read_atc(row.text, line.start, line.end)
        if system == "atc" or code.startswith("Q")
    ]
    for start, end, code in codes:
        of = "atcvet" if code.startswith("Q") else "atc"
        if is_valid_identifier(of, code):
            yield _Found(code, row.evidence(start, end, _RULE), row.references(start, line.end), system=of)
    if not codes:
        links = list(_from_links(row, system, line.start, line.end, None))
        yield from links
        if not links:
            yield _refused(row, system, line.start, line.end)


def _read_value(row: Row, system: str, value: Value) -> Iterator[_Found | UnparsedStatement]:
    """One value: as it stands, with a qualifier, several parted by spaces, or only in its link."""
    start, end = value.start, value.end
    in_words = system not in _WORDS_ONLY or _BOOK.search(value.text) is not None
    if in_words:
        for text, qualifier in _readings(_MARK.sub("", value.text)):
            normal = normal_form(system, text)
            if is_valid_identifier(system, normal) and not _NO_QUALIFIER.fullmatch(text):
                said = None if system in _COMMENTED else _qualifier(qualifier)
                yield _Found(normal, row.evidence(start, end, _RULE), row.references(start, end), said)
                return
        words = [normal_form(system, word) for word in split_brackets(value.text)[0].split()]
        if len(words) > 1 and all(is_valid_identifier(system, word) for word in words):
            at = start
            for word in row.text[start:end].split()[: len(words)]:
                at = row.text.index(word, at)
                evidence = row.evidence(at, at + len(word), _RULE)
                yield _Found(normal_form(system, word), evidence, row.references(at, end))
            return
        if (one := _among_words(system, value.text)) is not None:
            yield _Found(one[0], row.evidence(start, end, _RULE), row.references(start, end), one[1])
            return
    wrong = in_words and has_form_of(system, value.text)
    found = [] if wrong else list(_from_links(row, system, start, end, value.text))
    yield from found
    if not found and (in_words or row.links_in(start, end)):  # words without an address are no value
        yield _refused(row, system, start, end)


def _readings(text: str) -> Iterator[tuple[str, str | None]]:
    """Ways to part a value from its qualifier: `V`, `V (q)`, `q: V`, `(q) V`."""
    yield text, None
    core, bracket = split_brackets(text)
    if bracket is not None:
        yield core, bracket
        inner, second = split_brackets(core)
        if second is not None:
            yield inner, _both(second, bracket)
    if match := _LABELLED.match(core):
        yield match["tail"], _both(match["head"], bracket)
    if core.startswith("(") and (close := core.find(")")) > 0:
        yield core[close + 1 :].strip(), core[1:close]


def _both(first: str, second: str | None) -> str:
    return first if second is None or _NO_QUALIFIER.fullmatch(second) else f"{first}, {second}"


def _qualifier(said: str | None) -> str | None:
    if said is None or _NO_QUALIFIER.fullmatch(said):
        return None
    return said


def _among_words(system: str, text: str) -> tuple[str, str | None] | None:
    """The only word of a value that has the system's form, and the words round it: "50-78-2 hydrochloride"."""
    if system not in ("cas", "drugbank", "comptox", "chembl", "ec_number", "inchikey", "echa_infocard"):
        return None
    words = text.split()
    right = [at for at, word in enumerate(words) if is_valid_identifier(system, normal_form(system, word))]
    others = [word for at, word in enumerate(words) if at not in right]
    if len(right) != 1 or any(char.isdigit() for word in others for char in word):
        return None
    qualifier = " ".join(others).strip(" :–—-()")
    return normal_form(system, words[right[0]]), qualifier or None


def _from_links(row: Row, system: str, start: int, end: int, words: str | None) -> Iterator[_Found]:
    """The value that the first telling address of a stretch holds. A bracket beside the link is a qualifier."""
    links = row.links_in(start, end) if end else tuple(s.target for s in row.links if s.target)
    qualifier = split_brackets(words)[1] if words and system not in _WORDS_ONLY else None
    for link in links:
        for candidate in in_address(link, system):
            normal = normal_form(system, candidate)
            if is_valid_identifier(system, normal):
                evidence = row.in_link(link, f"{_RULE}.link")
                if qualifier := _qualifier(qualifier):
                    evidence += row.evidence(start, end, _RULE)
                yield _Found(normal, evidence, row.references(start, end), qualifier)
                break


_LICENCE = re.compile(r"^(?P<who>.*?\bDailyMed)\s*:?\s*(?P<name>.*)$", re.IGNORECASE | re.DOTALL)


def _licences(row: Row) -> Iterator[_Found | UnparsedStatement]:
    """Licence data: DailyMed's set id from the address, else the name it is searched by."""
    for line in row.lines():
        match = _LICENCE.match(line.text)
        if match is None:  # another agency's line: it has no identifier of a known system
            continue
        links = list(_from_links(row, "dailymed", line.start, line.end, None))
        name = without_remarks(match["name"])
        if links:
            yield from links[:1]
        elif name:
            at = row.text.index(name, line.start) if name in row.text[line.start : line.end] else line.start
            stop = at + len(name) if row.text[at : at + len(name)] == name else line.end
            yield _Found(name, row.evidence(at, stop, _RULE), row.references(line.start, line.end))
        else:
            yield _refused(row, "dailymed", line.start, line.end)

"""Identifiers of an infobox row: from the link's address first, then the text; checked, or kept unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from ...model.identifier import Identifier, is_valid_identifier
from ...model.quality import UnparsedStatement
from .rows import NO_VALUE, Row, Value, split_values, without_remarks

__all__ = ["read_identifiers"]

_RULE = "infobox.identifier"
_ONLY_IN_LINKS = frozenset(
    {"drugs_com", "dailymed", "genereviews", "medlineplus_drug", "medlineplus_encyclopedia", "emedicine"}
)
_NUMERIC = frozenset(
    {"pubchem_cid", "pubchem_sid", "chemspider", "iuphar", "orphanet", "diseasesdb", "omim", "gard", "rxcui"}
)
_CHECKED = {"cas", "ec_number", "snomedct"}


def _chebi(value: str) -> str:
    return f"CHEBI:{value.upper().removeprefix('CHEBI:').strip()}"


def _chembl(value: str) -> str:
    return f"CHEMBL{value.upper().removeprefix('CHEMBL').strip()}"


def _no_spaces(value: str) -> str:
    return "".join(value.split())


_NORMAL: dict[str, Callable[[str], str]] = {
    "chebi": _chebi,
    "chembl": _chembl,
    "smiles": _no_spaces,
    "inchi": _no_spaces,
    "atc": _no_spaces,
    "atcvet": _no_spaces,
    "cas": lambda value: value.replace("\u2010", "-").replace("\u2011", "-").replace("\u2013", "-"),
    "inchikey": lambda value: value.removeprefix("Key:").strip(),
    "icd10": lambda value: value.removeprefix("ICD-10:").strip(),
}
_CAS_LIKE = re.compile(r"\d{2,7}[-\u2010\u2011\u2013]\d{2}[-\u2010\u2011\u2013]\d(?!\d)")


def read_identifiers(row: Row, system: str) -> Iterator[Identifier | UnparsedStatement]:
    """Each identifier of a row; what fails its form or check digit comes as UnparsedStatement."""
    if row.text.casefold() in NO_VALUE and not row.row.links:
        return
    found: dict[str, Identifier] = {}
    unread: list[UnparsedStatement] = []
    if system in ("inchi", "smiles", "inchikey", "atc", "atcvet"):
        values = [Value(without_remarks(line), line) for line in row.lines()]
        if system in ("inchi", "smiles") and len(values) > 1:
            values = [Value(_no_spaces(row.text), row.row.text)]  # one formula broken over lines
    else:
        values = [value for line in row.lines() for value in split_values(line)]
    for value in values:
        made = _make(row, system, value, primary=not found)
        if made is None:
            continue
        if isinstance(made, Identifier):
            found.setdefault(made.value, made)
        else:
            unread.append(made)
    if not found:
        for link in row.row.links:
            for candidate in _in_address(link):
                normal = _NORMAL.get(system, str)(candidate)
                if _plausible(system, normal) and is_valid_identifier(system, normal):
                    made = Identifier(
                        evidence=row.evidence(link, f"{_RULE}.link"),
                        reference_ids=row.row.references,
                        system=system,
                        value=normal,
                        primary=not found,
                    )
                    found.setdefault(normal, made)
                    break
    yield from found.values()
    if not found or any(statement.reason == "check_digit" for statement in unread):
        yield from unread


def _make(row: Row, system: str, value: Value, *, primary: bool) -> Identifier | UnparsedStatement | None:
    text, qualifier = value.text, value.qualifier
    if system == "cas" and (match := _CAS_LIKE.search(value.exact)):
        rest = (value.exact[: match.start()] + value.exact[match.end() :]).strip(" :()\u2003")
        text, qualifier = match[0], without_remarks(rest) or qualifier
    normal = _NORMAL.get(system, str)(text.strip())
    if system in _ONLY_IN_LINKS and not is_valid_identifier(system, normal):
        return None
    if system in ("drugs_com", "dailymed", "genereviews"):
        return None  # the words of the link are no identifier
    if is_valid_identifier(system, normal):
        return Identifier(
            evidence=row.evidence(value.exact, _RULE),
            reference_ids=row.row.references,
            system=system,
            value=normal,
            qualifier=qualifier,
            primary=primary and qualifier is None,
        )
    shape = "check digit" if system in _CHECKED and _CAS_LIKE.fullmatch(normal) else "form"
    return row.unparsed(value.exact, "check_digit", f"{system}: {shape} does not hold")


def _in_address(link: str) -> Iterator[str]:
    """Stretches of an address that may be an identifier: values of its query, then its path from the end."""
    parts = urlsplit(link)
    for values in parse_qs(parts.query).values():
        yield from values
    if parts.fragment:
        yield unquote(parts.fragment)
    for part in reversed([piece for piece in unquote(parts.path).split("/") if piece]):
        yield re.sub(r"\.(?:html?|php|aspx?)$", "", part)


def _plausible(system: str, value: str) -> bool:
    """Systems whose form any word has take only what looks like a value, not a word of the site's paths."""
    if system in ("drugs_com", "dailymed", "genereviews"):
        return len(value) > 3 and value not in ("monograph", "index", "books", "drugs", "search")
    return system not in _NUMERIC or value.isdigit()

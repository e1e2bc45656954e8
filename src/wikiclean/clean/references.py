"""References: lists joined to their marks, with what citations say in the usual places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..model.document import Reference
from .dom import Element, text_of
from .links import percent_decoded

__all__ = ["ReferenceNotes", "mark_targets"]

_GROUP = re.compile(r"^\[?\s*(?P<group>.*?)\s*(?P<number>\d+)\s*\]?$")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b")
_PMC = re.compile(r"\bPMC:?\s*(?:PMC)?(\d{3,9})\b")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_IN_WORDS = (("doi", "10.", _DOI), ("pmid", "PMID", _PMID), ("pmcid", "PMC", _PMC), ("isbn", "ISBN", _ISBN))
"""(identifier, what stands in every one, its pattern)."""
_BRACKETED_YEAR = re.compile(r"\((?:[^()]*\s)?(1[5-9]\d\d|20\d\d)[a-z]?\)")
_ACCESS = re.compile(r"(?:retrieved|accessed|archived)[^.;]*", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_LINKED = (
    ("pmid", "nih.gov", re.compile(r"(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/(\d{1,9})")),
    (
        "pmcid",
        "nih.gov",
        re.compile(r"(?:ncbi\.nlm\.nih\.gov/pmc/articles|pmc\.ncbi\.nlm\.nih\.gov/articles)/PMC(\d{3,9})"),
    ),
    ("doi", "doi.org", re.compile(r"(?:doi\.org|dx\.doi\.org)/(10\.\d{4,9}/[^\s?#]+)")),
)
"""(identifier, part of the host, pattern of the address)."""

Reader = Callable[[Element], tuple[str, list[str]]]
"""Reads a note: its text, and the targets of its links."""


def mark_targets(mark: Element) -> list[tuple[str, str]]:
    """(fragment, words) of each link of a reference mark: `("cite_note-3", "[3]")`."""
    found = []
    for link in mark.iter_elements("a", include_self=True):
        _, hash_sign, fragment = (link.attr("href") or "").partition("#")
        if hash_sign and fragment:
            found.append((_key(fragment), text_of(link).strip()))
    return found


def _key(fragment: str) -> str:
    """A note's anchor in one form: MediaWiki writes the same one escaped in different ways."""
    return percent_decoded(fragment).replace("&#95;", "_").replace("&amp;", "&")


@dataclass(slots=True)
class _Entry:
    key: str
    text: str
    links: tuple[str, ...]
    coins: str
    found: dict[str, str] = field(default_factory=dict)


class ReferenceNotes:
    """Collects marks and lists of one page, and joins them at its end."""

    def __init__(self) -> None:
        self._marks: dict[str, int] = {}
        self._groups: dict[str, str] = {}
        self._entries: dict[str, _Entry] = {}

    def mark(self, key: str, shown: str) -> None:
        """A mark that points at note `key` and shows `shown`."""
        self._marks[key] = self._marks.get(key, 0) + 1
        if (match := _GROUP.match(shown)) and match["group"]:
            self._groups.setdefault(key, match["group"])
        elif shown.strip("[]").isalpha():
            self._groups.setdefault(key, "lower-alpha" if shown.strip("[]").islower() else "upper-alpha")

    def read_list(self, element: Element, read: Reader) -> None:
        """Take the entries of a reference list (`ol.references`, or an element that holds some)."""
        for item in element.iter_elements("li", include_self=True):
            name = item.attr("id")
            body = coins = None
            for part in item.iter_elements("span"):
                if (classes := part.attr("class")) is None:
                    continue
                if body is None and "reference-text" in classes:
                    body = part
                elif coins is None and "Z3988" in classes:
                    coins = part.attr("title")
            if name is None and body is None:
                continue
            text, targets = read(item if body is None else body)
            if body is None:
                text = re.sub(r"^(?:↑|\^|Jump up(?: to:)?)[\s\da-z,.]*(?=\s)", "", text).strip()
            if not text:
                continue
            key = _key(name) if name else f"entry-{len(self._entries) + 1}"
            links = tuple(dict.fromkeys(target for target in targets if "//" in target))
            self._entries.setdefault(key, _Entry(key, text, links, coins or ""))

    def finish(self) -> tuple[tuple[Reference, ...], dict[str, str]]:
        """The references in page order, and note key -> `Reference.id`."""
        references = []
        ids: dict[str, str] = {}
        numbers: dict[str | None, int] = {}
        for entry in self._entries.values():
            group = self._groups.get(entry.key)
            number = numbers[group] = numbers.get(group, 0) + 1
            ref_id = f"ref-{group.replace(' ', '-')}-{number}" if group else f"ref-{number}"
            ids[entry.key] = ref_id
            references.append(_reference(entry, ref_id, number, group, self._marks.get(entry.key, 0)))
        return tuple(references), ids


def _reference(entry: _Entry, ref_id: str, number: int, group: str | None, marks: int) -> Reference:
    coins = _coins(entry.coins)
    said: dict[str, str | None] = {"doi": None, "pmid": None, "pmcid": None, "isbn": None}
    for value in coins.get("rft_id", ()):
        kind, _, rest = value.removeprefix("info:").partition("/")
        if kind in ("doi", "pmid") and rest:
            said[kind] = rest
        elif kind == "pmc" and rest:
            said["pmcid"] = rest
    for link in entry.links:
        for kind, site, pattern in _LINKED:
            if site in link and not said[kind] and (match := pattern.search(percent_decoded(link))):
                said[kind] = match[1]
    for kind, sign, pattern in _IN_WORDS:
        if sign in entry.text and not said[kind] and (match := pattern.search(entry.text)):
            said[kind] = match[1] if pattern.groups else match[0].rstrip(".,;)")
    if not said["isbn"] and "rft.isbn" in coins:
        said["isbn"] = coins["rft.isbn"][0]
    if said["pmcid"]:
        said["pmcid"] = "PMC" + said["pmcid"].removeprefix("PMC")
    return Reference(
        ref_id,
        number,
        group,
        entry.text,
        entry.links,
        said["doi"],
        said["pmid"],
        said["pmcid"],
        re.sub(r"[- ]", "", said["isbn"]) if said["isbn"] else None,
        tuple(coins.get("rft.au", ())),
        _year(coins, entry.text),
        marks,
    )


_COINS = ("rft_id", "rft.au", "rft.date", "rft.isbn")


def _coins(title: str) -> dict[str, list[str]]:
    """What a COinS span (Z39.88 in its `title`) says of the fields that are read here."""
    said: dict[str, list[str]] = {}
    for pair in title.split("&"):
        if pair.startswith("rft"):
            name, _, value = pair.partition("=")
            if value and name in _COINS:
                said.setdefault(name, []).append(percent_decoded(value.replace("+", " ")))
    return said


def _year(coins: dict[str, list[str]], text: str) -> int | None:
    """Year from the citation's own data, else the only year its words name in brackets or alone."""
    if match := _YEAR.search(coins.get("rft.date", [""])[0]):
        return int(match[1])
    years = set(_YEAR.findall(text))
    if not years:
        return None
    bracketed = set(_BRACKETED_YEAR.findall(text))
    if len(bracketed) != 1:
        bracketed = set(_YEAR.findall(_ACCESS.sub("", text)))
    return int(bracketed.pop()) if len(bracketed) == 1 else None

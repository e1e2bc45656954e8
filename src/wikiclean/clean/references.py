"""References: lists joined to their marks, with what citations say in the usual places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..model.document import Reference
from .dom import Element, child_elements, text_of
from .links import percent_decoded

__all__ = ["ReferenceNotes", "is_bracketed", "is_mark", "is_source", "mark_targets"]

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


def is_source(address: str) -> bool:
    """Whether a note's link leads to its source: out of the wiki, or to a full citation on the page."""
    return "//" in address or "#CITEREF" in address


def mark_targets(mark: Element) -> list[tuple[str, str]]:
    """(fragment, words) of each link of a reference mark: `("cite_note-3", "[3]")`."""
    found = []
    for link in mark.iter_elements("a", include_self=True):
        _, hash_sign, fragment = (link.attr("href") or "").partition("#")
        if hash_sign and fragment:
            found.append((_key(fragment), text_of(link).strip()))
    return found


_NOTE_ANCHORS = ("cite_note", "_note-", "endnote_", "mw-reference-text-cite_note")


def is_mark(element: Element) -> bool:
    """Whether an element that no class names is a reference mark: a link to a note is all it holds."""
    children = element.children
    link = children[0] if len(children) == 1 else None
    if type(link) is not Element or link.tag != "a":
        return False
    return (link.attr("href") or "").partition("#")[2].startswith(_NOTE_ANCHORS)


def is_bracketed(link: Element) -> bool:
    """Whether a link to a note is a mark by itself: HTML5 sets one outside its `sup` where it stood inside a link."""
    words = text_of(link).strip()
    return words[:1] == "[" and words[-1:] == "]"


def _key(fragment: str) -> str:
    """A note's anchor in one form: MediaWiki writes the same one escaped in different ways, and old ones with `_`."""
    return percent_decoded(fragment).replace("&#95;", "_").replace("&amp;", "&").lstrip("_")


@dataclass(slots=True)
class _Entry:
    key: str
    text: str
    links: tuple[str, ...]
    coins: str
    cited: str | None = None
    """Anchor of the full citation, where the note names it shortly ("Smith 2001, p. 5")."""
    group: str | None = None


class ReferenceNotes:
    """Collects marks and lists of one page, and joins them at its end."""

    def __init__(self) -> None:
        self._marks: dict[str, int] = {}
        self._groups: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        self._entries: dict[str, _Entry] = {}

    def mark(self, key: str, shown: str) -> None:
        """A mark that points at note `key` and shows `shown`."""
        self._marks[key] = self._marks.get(key, 0) + 1
        if (match := _GROUP.match(shown)) and match["group"]:
            self._groups.setdefault(key, match["group"])
        elif (letters := shown.strip("[] ")).isalpha():
            self._letters.setdefault(key, letters)

    def read_list(self, element: Element, read: Reader) -> None:
        """Take the entries of a reference list (`ol.references`, or an element that holds some)."""
        group = _LISTED_GROUP.search(element.attr("class") or "")
        for item, listed in _entries_of(element):
            name = item.attr("id")
            if name is not None and _PARSOID_ID.match(name):
                name = None
            body = coins = None
            for part in item.iter_elements("span"):
                if (classes := part.attr("class")) is None:
                    continue
                if body is None and "reference-text" in classes:
                    body = part
                elif coins is None and "Z3988" in classes:
                    coins = part.attr("title")
                elif name is None and (part.attr("id") or "").startswith("endnote_"):
                    name = part.attr("id")
            text, targets = read(item if body is None else body)
            if body is None:
                text = _BACK_LINKS.sub("", text).strip()
            if not text:  # nothing but remarks of editors, "dead link"
                text = " ".join(_BACK_LINKS.sub("", text_of(item if body is None else body)).split())
            if not text:
                continue
            key = _key(name) if name else f"entry-{len(self._entries) + 1}"
            links = tuple(dict.fromkeys(target for target in targets if "//" in target))
            cited = next((target.partition("#")[2] for target in targets if "#CITEREF" in target), None)
            self._entries.setdefault(
                key, _Entry(key, text, links, coins or "", cited, listed or (group[1] if group else None))
            )

    def entry(self, key: str, text: str, links: tuple[str, ...], coins: str, *, group: str | None, marks: int) -> None:
        """Take one entry of which everything is known: its group, and how many marks point at it."""
        if text:
            self._entries.setdefault(key, _Entry(key, text, links, coins, group=group))
            self._marks[key] = marks

    def finish(self, root: Element) -> tuple[tuple[Reference, ...], dict[str, str]]:
        """The references in page order, and note key -> `Reference.id`.

        `root` holds the citations that short notes point at.
        """
        references = []
        ids: dict[str, str] = {}
        numbers: dict[str | None, int] = {}
        lettered = _kind_of_letters(self._letters.values())
        cited = _citations(root) if any(entry.cited for entry in self._entries.values()) else {}
        for entry in self._entries.values():
            group = self._groups.get(entry.key) or entry.group
            if group is None and entry.key in self._letters:
                group = lettered
            number = numbers[group] = numbers.get(group, 0) + 1
            ref_id = f"ref-{group.replace(' ', '-')}-{number}" if group else f"ref-{number}"
            ids[entry.key] = ref_id
            marks = self._marks.get(entry.key, 0)
            made = _reference(entry, ref_id, number, group, marks)
            if entry.cited in cited:
                made = _with_citation(made, *cited[entry.cited])
            references.append(made)
        return tuple(references), ids


_PARSOID_ID = re.compile(r"mw[\w-]{1,7}$")
_LISTED_GROUP = re.compile(r"\breflist-((?:lower|upper)-(?:alpha|roman|greek))\b")
_BACK_LINKS = re.compile(r"^(?:↑|\^|Jump up(?: to)?:?)[\s,]*(?:\^?(?:\d+\.\d+|[a-z]{1,2})[\s,]+)*")
_HOLDERS = frozenset("ol ul div section dl dd center table tbody tr td span".split())


def _entries_of(element: Element) -> Iterator[tuple[Element, str | None]]:
    """The outermost items of a list, each with the group that its list names."""
    if element.tag == "li":
        yield element, None
        return
    group = element.attr("data-mw-group") or None
    for child in child_elements(element):
        if child.tag == "li":
            yield child, group
        elif child.tag in _HOLDERS:
            yield from _entries_of(child)


def _kind_of_letters(shown: Iterable[str]) -> str:
    """The group of marks that show letters: `[a]` comes first in an alphabet, `[i]` among Roman numbers."""
    marks = set(shown)
    first = min(marks, default="a")
    case = "lower" if first.islower() else "upper"
    if "α" in marks:
        return "lower-greek"
    if marks & {"a", "A"} or not set("".join(marks).casefold()) <= set("ivxlc"):
        return f"{case}-alpha"
    return f"{case}-roman"


def _citations(root: Element) -> dict[str, tuple[str, str]]:
    """Anchor -> (COinS, words) of the full citations of a page."""
    found: dict[str, tuple[str, str]] = {}
    for element in root.select('[id^="CITEREF"]'):
        near = [*element.iter_elements("span"), *islice(element.next_siblings, 3)]
        coins = next(
            (part.attr("title") for part in near if type(part) is Element and "Z3988" in (part.attr("class") or "")), ""
        )
        found.setdefault(element.attr("id") or "", (coins or "", " ".join(text_of(element).split())))
    return found


def _with_citation(reference: Reference, coins: str, text: str) -> Reference:
    """A short note with what the citation that it points at says."""
    said = _reference(_Entry("", text, (), coins), "", 0, None, 0)
    names = ("doi", "pmid", "pmcid", "isbn", "authors", "year")
    return replace(reference, **{name: getattr(reference, name) or getattr(said, name) for name in names})


def _reference(entry: _Entry, ref_id: str, number: int, group: str | None, marks: int) -> Reference:
    coins = _coins(entry.coins)
    said: dict[str, str | None] = {"doi": None, "pmid": None, "pmcid": None, "isbn": None}
    for value in coins.get("id", ()):
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
    if not said["isbn"] and "isbn" in coins:
        said["isbn"] = coins["isbn"][0]
    if said["doi"]:
        said["doi"] = _OF_A_VIEW.sub("", said["doi"])
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
        tuple(coins.get("author", ())) or _authors(entry.text),
        _year(coins, entry.text),
        marks,
    )


_COINS = {"_id": "id", ".au": "author", ".date": "date", ".isbn": "isbn"}
"""What follows `rft` in the keys that are read here -> what it says."""


def _coins(title: str) -> dict[str, list[str]]:
    """What a COinS span (Z39.88 in its `title`) says of the fields that are read here."""
    said: dict[str, list[str]] = {}
    for pair in title.split("&rft"):
        key, _, value = pair.partition("=")
        if (name := _COINS.get(key)) is not None and (value := value.partition("&")[0]):
            said.setdefault(name, []).append(percent_decoded(value.replace("+", " ")))
    return said


_OF_A_VIEW = re.compile(r"(?:/(?:abstract|full|fulltext|pdf|epdf|html|summary|meta))?[.,;)\]]*$")
"""What publishers add to a DOI in the address of one view of the article."""
_BEFORE_YEAR = re.compile(
    r"(?P<names>[^\"“”«»„()\[\]:]{4,300}?)[ ,]*\((?:[^()\d]*\s)?(?:\d{1,2} )?(?:[^\W\d]+,? )?(?:1[5-9]|20)\d\d"
)
_INITIALS = re.compile(r"[^\W\d][\w'’ -]* [^\W\d_]{1,4}")
_SURNAME_FIRST = re.compile(r"[^\W\d][\w'’. -]*, [^\W\d][\w'’. -]*")
_ET_AL = re.compile(r"[,;]?\s*(?:et al\.?|&\s*al\.?)$")


def _authors(text: str) -> tuple[str, ...]:
    """Authors that stand before the year in brackets: "Smith, J.; Roe, R. (2001)" or "Smith J, Roe R (2001)"."""
    match = _BEFORE_YEAR.match(text)
    if not match:
        return ()
    names = _ET_AL.sub("", match["names"].strip())
    for sign, form in ((",", _INITIALS), (";", _SURNAME_FIRST)):
        parts = [part.strip().removeprefix("& ").removeprefix("and ") for part in names.split(sign)]
        given = (word for part in parts for word in part.partition(sign if sign == "," else ", ")[2].split())
        if all(form.fullmatch(part) and len(part) < 50 for part in parts) and all(w[0].isupper() for w in given):
            return tuple(parts)
    return ()


def _year(coins: dict[str, list[str]], text: str) -> int | None:
    """Year from the citation's own data, else the only year its words name in brackets or alone."""
    if match := _YEAR.search(coins.get("date", [""])[0]):
        return int(match[1])
    years = set(_YEAR.findall(text))
    if not years:
        return None
    bracketed = set(_BRACKETED_YEAR.findall(text))
    if len(bracketed) != 1:
        bracketed = set(_YEAR.findall(_ACCESS.sub("", text)))
    return int(bracketed.pop()) if len(bracketed) == 1 else None

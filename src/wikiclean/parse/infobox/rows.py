"""One infobox row as readers see it: its values with their places, and evidence in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.document import Span
from ...model.evidence import Evidence, InfoboxEvidence
from ...model.quality import UnparsedReason, UnparsedStatement
from ...sites.infobox_labels import LabelField, find_cell_label
from ..passage import Passage
from .labels import KnownRow

__all__ = ["Row", "Value", "is_no_value", "split_brackets", "without_remarks"]

_REMARKS = re.compile(
    r"\s*(?:\[\s*(?:data missing|edit|\d+|citation needed)\s*\]|\(\s*(?:what is this\?|verify|listen|help·info)\s*\)"
    r"|\^?[☑☒✓✔✗✘ⓘ✎]\s*(?:[YN]\b)?|\bcheck\s?[YN]\b|Edit this (?:at|on) Wikidata)\s*",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"^(?:UnlinkedWikibase error|Script error|Lua error)", re.IGNORECASE)
_NO_VALUE = frozenset(
    {"", "n/a", "na", "-", "–", "—", "−", "?", "none", "unknown", "not applicable", "not available", "nil", "tba",
     "not known", "none known"}
)  # fmt: skip
_BRACKETS = re.compile(r"\s*\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*$", re.DOTALL)
_SEPARATOR = re.compile(r"[,;](?=\s|$|\[\d+\])\s*(?:(?:and|or|&)\s+)?")
_OPEN, _CLOSE = "([{", ")]}"


def without_remarks(text: str) -> str:
    """A stretch of a value without editors' remarks and check marks."""
    return " ".join(_REMARKS.sub(" ", text).split())


def is_no_value(text: str) -> bool:
    """Whether a value says that there is none, or is a template's error message."""
    said = without_remarks(text).strip(" .")
    return said.casefold() in _NO_VALUE or _BROKEN.match(said) is not None


def split_brackets(text: str) -> tuple[str, str | None]:
    """A value and what its closing bracket says: `26787-78-0 (trihydrate)`."""
    match = _BRACKETS.search(text)
    if match is None or not text[: match.start()].strip():
        return text.strip(), None
    return text[: match.start()].strip(), match["inner"].strip() or None


@dataclass(frozen=True, slots=True)
class Value:
    """One of a row's values: `text` is the stretch from `start` to `end` without remarks."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what the taxonomy says of it, its text as a passage, and its place if it stands in a box.

    `links`: link spans, counted from the start of `text`. `country`: the label where that is a country.
    """

    entry: LabelField
    passage: Passage
    links: tuple[Span, ...] = ()
    label: str = ""
    own_label: str = ""
    box: int | None = None
    index: int = 0
    group: str | None = None

    @classmethod
    def of_box(cls, known: KnownRow, box: int, *, title: str, aliases: tuple[str, ...]) -> Row:
        """A row of box number `box`, whose entry is known."""
        assert known.entry is not None
        row = known.row
        passage = Passage(
            record_text=row.text,
            start=known.start,
            end=len(row.text),
            kinds=("infobox",),
            title=title,
            aliases=aliases,
            label=known.label,
            references=tuple((s.start, s.target) for s in row.spans if s.kind == "reference" and s.target),
        )
        links = tuple(
            Span(s.kind, s.start - known.start, s.end - known.start, s.target)
            for s in row.spans
            if s.kind == "link" and s.target and s.start >= known.start
        )
        return cls(known.entry, passage, links, known.label, row.label, box, known.index, known.group)

    @classmethod
    def of_cell(cls, passage: Passage) -> Row | None:
        """A cell on its own, with the label of its row; None where the taxonomy does not know the label."""
        entry = find_cell_label(passage.label or "")
        return cls(entry, passage, label=passage.label or "") if entry else None

    @property
    def text(self) -> str:
        """The row's value as it is shown."""
        return self.passage.text

    def evidence(self, start: int, end: int, rule: str) -> tuple[Evidence, ...]:
        """Evidence for `text[start:end]`."""
        if self.box is None:
            return (self.passage.evidence(start, end, rule),)
        return (self._in_box(self.text[start:end], rule),)

    def in_link(self, address: str, rule: str) -> tuple[Evidence, ...]:
        """Evidence in the address of one of the row's links."""
        return (self._in_box(address, rule),)

    def in_label(self, rule: str) -> tuple[Evidence, ...]:
        """Evidence for a value that is the row's label, and for the text beside it."""
        beside = self.evidence(0, len(self.text), rule) if self.text else ()
        return (self._in_box(self.own_label, rule), *beside)

    def _in_box(self, exact: str, rule: str | None) -> InfoboxEvidence:
        return InfoboxEvidence(
            group=self.group, label=self.own_label, box=self.box or 0, row=self.index, exact=exact, rule=rule
        )

    def references(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of citation marks on `text[start:end]`."""
        return self.passage.references_in(start, end)

    def moved(self, evidence: Evidence) -> Evidence:
        """Evidence that a reader of statements found in the row's text, as evidence in the box."""
        if self.box is None or isinstance(evidence, InfoboxEvidence):
            return evidence
        return self._in_box(evidence.exact, evidence.rule)

    def unparsed(self, start: int, end: int, reason: UnparsedReason, detail: str) -> UnparsedStatement:
        """A value that could not be read, kept as text."""
        return UnparsedStatement(
            evidence=self.evidence(start, end, "infobox.unparsed"),
            reference_ids=self.references(start, end),
            topic="infobox",
            reason=reason,
            detail=detail,
        )

    def links_in(self, start: int, end: int) -> tuple[str, ...]:
        """Addresses and page titles that `text[start:end]` links to."""
        return tuple(dict.fromkeys(s.target for s in self.links if s.target and start <= s.start and s.end <= end))

    def lines(self) -> Iterator[Value]:
        """The value's lines: list items, or lines parted by a break; without those that say there is no value."""
        at = 0
        held: Value | None = None
        for line in self.text.split("\n"):
            value = self.value(at, at + len(line))
            at += len(line) + 1
            if value is None:
                continue
            if held is not None and value.text.startswith("(") and value.text.endswith(")"):
                held = Value(held.start, value.end, f"{held.text} {value.text}")  # a bracket on a line of its own
                continue
            if held is not None:
                yield held
            held = value
        if held is not None:
            yield held

    def values(self) -> Iterator[Value]:
        """Values of all lines, parted at commas and semicolons outside brackets."""
        for line in self.lines():
            yield from self.parts(line.start, line.end)

    def parts(self, start: int, end: int) -> Iterator[Value]:
        """Values of `text[start:end]`, parted at commas and semicolons outside brackets."""
        depth, begin, at = 0, start, start
        text = self.text
        while at < end:
            char = text[at]
            depth = depth + 1 if char in _OPEN else max(0, depth - 1) if char in _CLOSE else depth
            if depth == 0 and char in ",;" and (match := _SEPARATOR.match(text, at, end)):
                if (value := self.value(begin, at)) is not None:
                    yield value
                begin = at = match.end()
                continue
            at += 1
        if (value := self.value(begin, end)) is not None:
            yield value

    def value(self, start: int, end: int) -> Value | None:
        """`text[start:end]` without white space round it; None where nothing is said."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        if start < end and (mark := _REMARKS.match(text, start, end)) is not None:
            start = mark.end()
        while end > start and text[end - 1].isspace():
            end -= 1
        said = text[start:end]
        return None if is_no_value(said) else Value(start, end, without_remarks(said))

"""One infobox row as readers see it: its values, what they are said of, and evidence in the row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.document import InfoboxRow
from ...model.evidence import InfoboxEvidence
from ...model.quality import UnparsedReason, UnparsedStatement
from ...sites.infobox_labels import LabelField

__all__ = ["NO_VALUE", "Row", "Value", "split_values"]

_REMARKS = re.compile(
    r"\s*(?:\[\s*(?:data missing|\d+)\s*\]|\(\s*(?:what is this\?|verify)\s*\)|\((?:what is this\?)\)|\^?[☑☒✓✔✗✘]\s*[YN]?|check\s?[YN]\b)\s*",
    re.IGNORECASE,
)
NO_VALUE = frozenset({"", "n/a", "na", "-", "–", "—", "?", "none", "unknown", "not applicable", "variable", "various"})
_QUALIFIER = re.compile(r"^(?P<value>.*?)\s*\((?P<qualifier>[^()]+)\)\s*$", re.DOTALL)
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Value:
    """One of a row's values; `exact` is how the row writes it."""

    text: str
    exact: str
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its place: index of the box, index of the row in it, group heading, taxonomy entry."""

    box: int
    index: int
    group: str | None
    row: InfoboxRow
    entry: LabelField

    @property
    def text(self) -> str:
        """The value without editors' remarks."""
        return _REMARKS.sub(" ", self.row.text).strip()

    def evidence(self, exact: str, rule: str) -> tuple[InfoboxEvidence, ...]:
        """Evidence in this row. `exact` stands in its text, one of its items, or one of its links."""
        return (
            InfoboxEvidence(
                group=self.group, label=self.row.label, box=self.box, row=self.index, exact=exact, rule=rule
            ),
        )

    def unparsed(self, exact: str, reason: UnparsedReason, detail: str) -> UnparsedStatement:
        """A value that could not be read, kept as text."""
        return UnparsedStatement(
            evidence=self.evidence(exact, "infobox.unparsed"),
            reference_ids=self.row.references,
            topic="infobox",
            reason=reason,
            detail=detail,
        )

    def lines(self) -> Iterator[str]:
        """The value's lines: list items, or lines parted by a break."""
        for line in self.row.text.split("\n"):
            cleaned = _REMARKS.sub(" ", line).strip()
            if cleaned.casefold() not in NO_VALUE:
                yield line.strip()


def without_remarks(text: str) -> str:
    """A stretch of a value without editors' remarks."""
    return _REMARKS.sub(" ", text).strip()


def split_values(line: str, *, separators: str = ",;") -> Iterator[Value]:
    """Values of one line, parted at separators outside brackets; a closing bracket holds a qualifier."""
    depth = start = 0
    parts = []
    for at, char in enumerate(line):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in separators and depth == 0 and not _inside_number(line, at):
            parts.append(line[start:at])
            start = at + 1
    parts.append(line[start:])
    for part in parts:
        exact = part.strip()
        cleaned = without_remarks(exact)
        if cleaned.casefold().strip(". ") in NO_VALUE:
            continue
        match = _QUALIFIER.match(cleaned)
        if match and match["value"]:
            yield Value(match["value"].strip(), exact, match["qualifier"].strip())
        else:
            yield Value(cleaned, exact)


def _inside_number(line: str, at: int) -> bool:
    return line[at] == "," and line[at - 1 : at].isdigit() and line[at + 1 : at + 2].isdigit()

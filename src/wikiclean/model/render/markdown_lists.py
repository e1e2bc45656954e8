"""Blocks that are list items as Markdown lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..document import Block

__all__ = ["MarkdownLists"]

_NUMBER = re.compile(r"-?[0-9]{1,9}(?=\.\Z)")


_DEEPEST = 8
"""Levels that are shown; readers of Markdown drop what nests much deeper (markdown-it: twenty elements)."""


class _Open(NamedTuple):
    """An item that holds what comes next: its level, and the column in which its words begin."""

    level: int
    column: int


class MarkdownLists:
    """Collects the items of one run of lists."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[_Open] = []
        self._term: int | None = None

    def add(self, block: Block, lines: list[str]) -> None:
        """One item, term or definition; paragraphs of an open item stand below its words."""
        level = max(1, block.level)
        continued = block.kind == "item" and block.marker is None
        sibling = False
        while self._open and self._open[-1].level >= level + continued:
            sibling = self._open.pop().level == level
        del self._open[_DEEPEST:]
        if block.kind == "term":
            self._paragraph(lines)
            self._term = level
        elif continued or (block.kind == "definition" and self._term != level):
            self._paragraph(lines)
        else:
            self._item(level, block.marker, lines, sibling=sibling)
            if block.kind == "item":
                self._term = None

    def take(self) -> str:
        """All lines so far; the lists end here."""
        text = "\n".join(self._lines)
        self._lines, self._open, self._term = [], [], None
        return text

    @property
    def _column(self) -> int:
        return self._open[-1].column if self._open else 0

    def _paragraph(self, lines: list[str]) -> None:
        if self._lines:
            self._lines.append("")
        self._lines += [" " * self._column + line for line in lines]

    def _item(self, level: int, marker: str | None, lines: list[str], *, sibling: bool) -> None:
        number = _NUMBER.match(marker or "")
        sign = f"{max(0, int(number[0]))}. " if number else "- "
        if self._lines and number and not sibling and sign != "1. ":
            self._lines.append("")  # a list that begins with another number cannot interrupt a paragraph
        del self._open[_DEEPEST - 1 :]
        indent = " " * self._column
        inner = " " * len(sign)
        self._lines.append(indent + sign + lines[0])
        self._lines += [indent + inner + line for line in lines[1:]]
        self._open.append(_Open(level, len(indent) + len(sign)))

"""Blocks that are list items as nested HTML lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..document import Block

__all__ = ["HtmlLists"]

_NUMBER = re.compile(r"-?[0-9]{1,9}(?=\.\Z)")
_TAGS = {"item": "li", "term": "dt", "definition": "dd"}


class _Open(NamedTuple):
    """A list that is being written, with the entry in it that holds what comes next."""

    tag: str
    entry: str
    number: int


class HtmlLists:
    """Writes items to `out`; a deeper item stands inside the entry before it."""

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._open: list[_Open] = []

    def add(self, block: Block, inner: str) -> None:
        """One item, or a further paragraph of the one that is open."""
        level = max(1, block.level)
        self._close_to(level)
        if block.kind == "item" and block.marker is None and self._continues(level):
            self._out.append(f"<p>{inner}</p>\n")
            return
        while len(self._open) < level - 1:  # a level that the page skips
            self._begin("ul", "li", ' class="continued"', 0)
        tag, number = _list_of(block, self._open[level - 1].tag if len(self._open) == level else None)
        entry = _TAGS[block.kind]
        note = ' class="continued"' if block.kind == "item" and block.marker is None else ""
        if len(self._open) == level and self._open[-1].tag == tag:
            last = self._open.pop()
            value = f' value="{number}"' if tag == "ol" and not note and number != last.number + 1 else ""
            if note:
                number = last.number
            self._out.append(f"</{last.entry}>\n<{entry}{note}{value}>")
            self._open.append(_Open(tag, entry, number))
        else:
            self._close_to(level - 1)
            self._begin(tag, entry, note, number)
        self._out.append(inner)

    def close(self) -> None:
        """End all lists."""
        self._close_to(0)

    def _continues(self, level: int) -> bool:
        return len(self._open) == level and self._open[-1].entry == "li"

    def _begin(self, tag: str, entry: str, note: str, number: int) -> None:
        start = f' start="{number}"' if tag == "ol" and not note and number != 1 else ""
        self._out.append(f"\n<{tag}{start}>\n<{entry}{note}>")
        self._open.append(_Open(tag, entry, number if not note else number - 1))

    def _close_to(self, level: int) -> None:
        while len(self._open) > level:
            last = self._open.pop()
            self._out.append(f"</{last.entry}>\n</{last.tag}>\n")


def _list_of(block: Block, open_tag: str | None) -> tuple[str, int]:
    """The kind of list that an item stands in, and its number there."""
    if block.kind != "item":
        return "dl", 0
    if block.marker is None:
        return (open_tag if open_tag in ("ul", "ol") else "ul"), 0
    match = _NUMBER.match(block.marker)
    return ("ol", int(match[0])) if match else ("ul", 0)

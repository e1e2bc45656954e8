"""Which visible letters of a page a piece of its Document or ledger is made of.

Words are compared by letters and digits alone, as closed accounting counts them (`docs/accounting.md`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from ..model.document import Document, Figure, Infobox, Table
from ..model.ledger import Ledger
from ..text import letters
from .items import visible_text, without_math

__all__ = ["KEPT", "kept_letters", "place_blocks", "place_removals", "place_rows"]

KEPT = -1
"""In the place of a ledger entry's index, for letters that are in the Document."""


def place_removals(visible: str, places: Mapping[str, Sequence[tuple[int, int]]], ledger: Ledger) -> array[int]:
    """For each visible letter the ledger entry that it belongs to.

    First entries that are all of an element, then those that are a part of one, at last those whose place says nothing.
    """
    fates = array("l", [KEPT]) * len(visible)
    taken = bytearray(len(visible))

    def take(removal: int, first: int, end: int) -> None:
        fates[first:end] = array("l", [removal]) * (end - first)
        taken[first:end] = b"\x01" * (end - first)

    waiting: list[tuple[int, str]] = []
    for index, removal in enumerate(ledger.removals):
        wanted = letters(removal.text)
        if not wanted:
            continue
        for first, end in places.get(removal.where, ()):
            if visible[first:end] == wanted and taken.find(1, first, end) < 0:
                take(index, first, end)
                break
        else:
            waiting.append((index, wanted))
    everywhere = [(0, len(visible))]
    for index, wanted in waiting:
        inside = places.get(ledger.removals[index].where, [])
        for first, end in [*inside, *everywhere]:
            at = _find_free(visible, taken, wanted, first, end)
            if at >= 0:
                take(index, at, at + len(wanted))
                break
        else:
            for first, end in [*inside, *everywhere]:
                if found := _find_scattered(visible, taken, wanted, first, end):
                    for at in found:
                        take(index, at, at + 1)
                    break
    return fates


def _find_free(visible: str, taken: bytearray, wanted: str, first: int, end: int) -> int:
    """Where `wanted` stands in one piece that nothing else has taken; -1 if nowhere."""
    at = visible.find(wanted, first, end)
    while at >= 0:
        inside = taken.rfind(1, at, at + len(wanted))
        if inside < 0:
            return at
        at = visible.find(wanted, inside + 1, end)
    return -1


def _find_scattered(visible: str, taken: bytearray, wanted: str, first: int, end: int) -> list[int]:
    """Free letters of a range that read `wanted` with others between them; the empty list where there are none."""
    found: list[int] = []
    at = first
    for letter in wanted:
        at = visible.find(letter, at, end)
        while at >= 0 and taken[at]:
            at = visible.find(letter, at + 1, end)
        if at < 0:
            return []
        found.append(at)
        at += 1
    return found


def place_blocks(kept: str, document: Document) -> Iterator[tuple[int, int]]:
    """Start of each block in the Document's text, and where its letters begin among the kept ones."""
    at = 0
    for block in document.blocks:
        wanted = letters(without_math(document.text, document.spans, block.start, block.end))
        found = kept.find(wanted, at)
        if wanted and found >= 0:
            yield block.start, found
            at = found + len(wanted)


def place_rows(kept: str, document: Document) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Infobox and row, and where the row's letters stand among the kept ones."""
    at = 0
    for number, box in enumerate(document.infoboxes):
        for index, row in enumerate(box.rows):
            text = without_math(row.text, row.spans)
            wanted = letters(row.label) + letters(text)
            found = kept.find(wanted, at)
            if wanted and found >= 0:
                yield (number, index), (found, found + len(wanted))
                at = found + len(wanted)


def kept_letters(document: Document) -> Iterator[str]:
    """The letters that the Document holds, each piece once."""
    yield letters(without_math(document.text, document.spans))
    others: list[Table | Infobox | Figure] = [*document.tables, *document.infoboxes, *document.figures]
    for item in others:
        yield letters(visible_text(item))

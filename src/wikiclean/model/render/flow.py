"""What every renderer needs: the Document's parts in page order, and spans as nested openings and closings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ..document import Block, Document, DocumentSection, Figure, Notice, Span, Table

__all__ = ["GALLERY", "nested", "notices_around", "page_order", "spans_by_block", "weave"]

Part = Block | Table | Figure | DocumentSection


_AT_THE_TOP = 3
_AT_THE_END = frozenset({"stub", "disclaimer", "licence", "protection"})

GALLERY = 4
"""From so many figures in one section on, they stand below its text."""


def page_order(document: Document) -> Iterator[Part]:
    """Blocks, tables and figures as they stood; apparatus sections (which have no block) at their place.

    A figure's place within its section is not kept: a few figures follow their section's heading, many end it.
    """
    tables = deque(document.tables)
    figures: dict[int, list[Figure]] = {}
    for figure in document.figures:
        figures.setdefault(figure.section, []).append(figure)
    shown = -1

    def sections_to(index: int) -> Iterator[Part]:
        nonlocal shown
        while shown < index:
            yield from figures.pop(shown, ())
            shown += 1
            if document.sections[shown].apparatus:
                yield document.sections[shown]
            if len(figures.get(shown, ())) < GALLERY:
                yield from figures.pop(shown, ())

    for block in document.blocks:
        while tables and tables[0].start <= block.start and tables[0].section <= block.section:
            if tables[0].section < block.section or block.kind != "heading":
                yield from sections_to(tables[0].section)
                yield tables.popleft()
            else:
                break
        if block.kind == "heading":
            yield from sections_to(block.section - 1)
            yield from figures.pop(block.section - 1, ())
            yield block
        yield from sections_to(block.section)
        if block.kind != "heading":
            yield block
    for table in tables:
        yield from sections_to(table.section)
        yield table
    yield from sections_to(len(document.sections) - 1)
    for left in figures.values():
        yield from left


def notices_around(document: Document) -> tuple[tuple[Notice, ...], tuple[Notice, ...]]:
    """Notices to show over the article and under it, together in their order.

    A notice's place is not kept: the first few stand over the text, those of later sections and stub lines under it.
    """
    notices = document.notices
    top = 0
    while top < min(len(notices), _AT_THE_TOP) and notices[top].kind not in _AT_THE_END:
        top += 1
    return notices[:top], notices[top:]


def spans_by_block(document: Document) -> list[tuple[Span, ...]]:
    """For each block its spans, counted from the block's start; one pass over both."""
    found: list[tuple[Span, ...]] = []
    spans = document.spans
    at = 0
    for block in document.blocks:
        while at < len(spans) and spans[at].start < block.start:
            at += 1
        first = at
        while at < len(spans) and spans[at].start <= block.end:
            at += 1
        start = block.start
        found.append(
            tuple(
                Span(kind, begin - start, min(end, block.end) - start, target)
                for kind, begin, end, target in spans[first:at]
            )
        )
    return found


def nested(spans: Sequence[Span], *, outer: Callable[[Span], int] | None = None) -> list[Span]:
    """Spans in the order in which they open: the cleaner lists the inner of two equally wide ones first.

    `outer`: among equally wide spans, those with the least number open first.
    """
    ordered: list[Span] = []
    for _, group in groupby(spans, key=lambda span: (span.start, span.end)):
        same = list(group)
        if len(same) > 1 and same[0].start < same[0].end:
            same.reverse()
            if outer is not None:
                same.sort(key=outer)
        if same[0].start == same[0].end:
            before = len(ordered)
            while before and ordered[before - 1].start == same[0].start:
                before -= 1  # a mark stands before what begins with it, never inside
            ordered[before:before] = same
        else:
            ordered += same
    return ordered


def weave(
    length: int,
    spans: Sequence[Span],
    *,
    write: Callable[[int, int], str],
    open_span: Callable[[Span], str],
    close_span: Callable[[Span], str],
) -> str:
    """A text of `length` characters with marks at the edges of its spans.

    `write(start, end)` gives a stretch of the text between two edges. Spans are in the order in which they open
    (`nested`); one that crosses another's end is cut there.
    """
    out: list[str] = []
    stack: list[Span] = []
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        while stack and stack[-1].end <= to:
            span = stack.pop()
            if span.end > at:
                out.append(write(at, span.end))
                at = span.end
            out.append(close_span(span))
        if to > at:
            out.append(write(at, to))
            at = to

    for span in spans:
        advance(span.start)
        if stack and span.end > stack[-1].end:
            span = Span(span.kind, span.start, stack[-1].end, span.target)
        out.append(open_span(span))
        if span.end > span.start:
            stack.append(span)
        else:
            out.append(close_span(span))
    advance(length)
    while stack:
        out.append(close_span(stack.pop()))
    return "".join(out)

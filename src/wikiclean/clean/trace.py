"""Where the pieces of a cleaned page stand on the page as received.

A Document and its ledger are words without their markup. Here the page is parsed once more and each visible letter
gets back what became of it: removed, by which entry of the ledger, or kept, and at which place of the Document. Signs
between letters go with their neighbours.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model.document import Document
from ..model.page import Page
from ..text import count_letters, letters
from .dom import Element, Text, parse_html, place_of
from .items import without_math
from .letter_places import KEPT, kept_letters, place_blocks, place_removals, place_rows
from .maths import FORMULA, take_out_maths
from .steps import Cleaned, read_source
from .survey import survey_page

__all__ = ["Close", "Open", "Trace", "Words", "trace_page"]


class Open(NamedTuple):
    """An element begins. `names`: its id and classes, as selectors (`#x`, `.y`)."""

    tag: str
    attributes: dict[str, str]
    names: tuple[str, ...] = ()


class Close(NamedTuple):
    """An element ends."""

    tag: str


class Words(NamedTuple):
    """Text with one fate: `removal` is an index into the ledger's removals, or `KEPT`.

    `first` and `end` are the page's letters that it holds, half-open.
    """

    text: str
    removal: int
    first: int
    end: int


_SHOWN_ATTRIBUTES = ("colspan", "rowspan", "start", "value", "alt", "dir", "lang")


@dataclass(slots=True)
class Trace:
    """The visible letters of a page, in page order, with what became of each."""

    letters: str
    removals: array[int]
    """For each letter the index of the ledger entry that holds it, or `KEPT`."""
    closed: bool
    """Whether the letters that are left without an entry are those of the Document: none lost, none invented."""
    text: dict[int, int]
    """Start of a block in the Document's text -> its first letter on the page."""
    rows: dict[tuple[int, int], tuple[int, int]]
    """Infobox and row -> first letter of the row on the page, and the one behind its last."""
    _nodes: list[Open | Close | _Stretch]
    _document: Document

    def place_of_text(self, start: int, end: int) -> tuple[int, int] | None:
        """First letter on the page of `text[start:end]`, and the one behind its last; None where it is not found."""
        block = next((each for each in self._document.blocks if each.start <= start < each.end), None)
        if block is None or block.start not in self.text:
            return None
        text, spans = self._document.text, self._document.spans
        first = self.text[block.start]
        before = count_letters(without_math(text, spans, block.start, start))
        inside = count_letters(without_math(text, spans, start, min(end, block.end)))
        return self._nth_kept(first, before), self._nth_kept(first, before + inside - 1) + 1 if inside else first

    def place_of_row(self, box: int, row: int, exact: str) -> tuple[int, int] | None:
        """The same for words of an infobox's row; the whole row where they are no visible words of it."""
        place = self.rows.get((box, row))
        if place is None:
            return None
        wanted = letters(exact)
        at = self.letters.find(wanted, *place) if wanted else -1
        return (at, at + len(wanted)) if at >= 0 else place

    def _nth_kept(self, first: int, number: int) -> int:
        at = first
        while at < len(self.removals):
            if self.removals[at] == KEPT:
                if number == 0:
                    return at
                number -= 1
            at += 1
        return len(self.removals)

    def pieces(self, cuts: Iterator[int] | tuple[int, ...] = ()) -> Iterator[Open | Close | Words]:
        """The page from its first element to its last; text is also cut at the letters `cuts`."""
        wanted = sorted(set(cuts))
        place = 0
        for node in self._nodes:
            if not isinstance(node, _Stretch):
                yield node
                continue
            while place < len(wanted) and wanted[place] <= node.first:
                place += 1
            ahead = place
            while ahead < len(wanted) and wanted[ahead] < node.end:
                ahead += 1
            yield from self._cut(node, wanted[place:ahead])

    def _cut(self, node: _Stretch, cuts: list[int]) -> Iterator[Words]:
        """The words of one text node, apart where their fate changes or a cut is wanted."""
        if node.first == node.end:
            yield Words(node.text, node.inherited, node.first, node.end)
            return
        fates = self.removals[node.first : node.end]
        edges = set(cuts)
        edges.update(node.first + at for at in range(1, len(fates)) if fates[at] != fates[at - 1])
        if not edges:
            yield Words(node.text, fates[0], node.first, node.end)
            return
        first = letter = node.first
        begin = 0
        for at, sign in enumerate(node.text):
            number = count_letters(sign)
            if number and letter in edges and at > begin:
                yield Words(node.text[begin:at], self.removals[first], first, letter)
                begin, first = at, letter
            letter += number
        yield Words(node.text[begin:], self.removals[min(first, node.end - 1)], first, node.end)


class _Stretch(NamedTuple):
    """A text node: its letters on the page, and the fate of a node without letters."""

    text: str
    first: int
    end: int
    inherited: int


@dataclass(slots=True)
class _Page:
    """The page as it is walked."""

    nodes: list[Open | Close | _Stretch] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: defaultdict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Where a piece may stand, as the ledger writes it -> first letter and the one behind the last."""

    def add(self, text: str) -> None:
        found = letters(text)
        self.parts.append(found)
        self.nodes.append(_Stretch(text, self.length, self.length + len(found), KEPT))
        self.length += len(found)


def trace_page(page: Page, cleaned: Cleaned) -> Trace:
    """Find the pieces of `cleaned` on `page`, from which it was made. Raises what `clean_page` raises."""
    source, _ = read_source(page)
    walked = _walk_lines(source) if page.transport == "plain_text" else _walk_html(source)
    visible = "".join(walked.parts)
    removals = place_removals(visible, walked.places, cleaned.ledger)
    kept_at = array("l", (at for at, removal in enumerate(removals) if removal == KEPT))
    kept = "".join(visible[at] for at in kept_at)
    document = cleaned.document
    closed = Counter(kept) == Counter("".join(kept_letters(document)))
    text = {start: kept_at[at] for start, at in place_blocks(kept, document)}
    rows = {key: (kept_at[at], kept_at[end - 1] + 1) for key, (at, end) in place_rows(kept, document) if end > at}
    return Trace(visible, removals, closed, text, rows, _inherit(walked.nodes, removals), document)


def _walk_lines(source: str) -> _Page:
    walked = _Page()
    for number, line in enumerate(source.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"), 1):
        first = walked.length
        walked.nodes.append(Open("p", {}))
        walked.add(line)
        walked.nodes.append(Close("p"))
        walked.places[f"line {number}"].append((first, walked.length))
    return walked


def _walk_html(source: str) -> _Page:
    """The body as a reader sees it, in page order: without recursion, as pages may nest deeply."""
    tree = parse_html(source)
    take_out_maths(tree, survey_page(tree).maths)
    tree.drop_invisible()
    walked = _Page()
    waiting: list[Element | Text | tuple[Element, int]] = [tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            element, first = node
            walked.nodes.append(Close(element.tag))
            walked.places[place_of(element)].append((first, walked.length))
            if element.tag == "body":
                walked.places["body"].append((first, walked.length))
        elif type(node) is Text:
            walked.add(node.data)
        elif type(node) is Element:
            if node.tag == FORMULA:
                walked.nodes += [Open(FORMULA, {"tex": node.attr("tex") or ""}), Close(FORMULA)]
                continue
            shown = {name: value for name in _SHOWN_ATTRIBUTES if (value := node.attr(name)) is not None}
            walked.nodes.append(Open(node.tag, shown, _names_of(node)))
            waiting.append((node, walked.length))
            waiting += reversed([child for child in node.children if type(child) in (Element, Text)])  # type: ignore[misc]
    return walked


def _names_of(element: Element) -> tuple[str, ...]:
    name, classes = element.attr("id"), element.attr("class")
    return (*((f"#{name}",) if name else ()), *(f".{each}" for each in (classes or "").split()))


def _inherit(nodes: list[Open | Close | _Stretch], removals: array[int]) -> list[Open | Close | _Stretch]:
    """Signs and spaces without a letter went with the smallest element round them that has letters of one fate."""
    run_ends = array("l", removals)
    for at in range(len(removals) - 1, -1, -1):
        goes_on = at + 1 < len(removals) and removals[at + 1] == removals[at]
        run_ends[at] = run_ends[at + 1] if goes_on else at + 1
    settled = list(nodes)
    opened: list[tuple[int, list[tuple[int, str]]]] = []
    """For each element round the place: its first letter, and its signs whose fate is not known yet."""
    letter = 0
    for index, node in enumerate(nodes):
        if isinstance(node, _Stretch):
            letter = node.end
            if node.first == node.end and node.text.strip() and opened:
                opened[-1][1].append((index, node.text))
        elif isinstance(node, Open):
            opened.append((letter, []))
        elif opened:
            first, signs = opened.pop()
            if first == letter:
                if opened:
                    opened[-1][1].extend(signs)
            elif run_ends[first] >= letter:
                for place, text in signs:
                    settled[place] = _Stretch(text, letter, letter, removals[first])
    return settled

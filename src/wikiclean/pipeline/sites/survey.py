"""The pages of a site as `learn` looks at them: what a profile keeps of each, block by block and element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...clean.letter_places import KEPT
from ...clean.root import OUTSIDE
from ...clean.steps import clean_page
from ...clean.trace import Close, Open, Trace, Words, trace_page
from ...model.document import Document
from ...model.page import Page
from ...sites.headings import OTHER, classify_heading, classify_in_any_language
from ...sites.profile import SiteProfile
from ...text import count_letters, fold

__all__ = ["TITLE", "Block", "Box", "Surveyed", "survey_pages"]

TITLE = "{title}"
"""Stands for the page's title in what pages are compared by."""

_BOXES = frozenset("aside center div dl figure footer header nav ol p section table ul".split())
_MOST_LETTERS = 2000
"""Of a box; what is larger holds the article."""
_WHOLE = 0.8
"""Share of a box's letters that no rule of the profile names: the others have their rules already."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the article. `key` is what it is compared by; `first` and `end` are its letters on the page."""

    key: str
    text: str
    level: int
    """Of a heading; 0 for all else."""
    is_known: bool
    """Whether it is a heading that the taxonomy knows as one of an article's."""
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """An element of the page with an id or classes, whose words no rule names."""

    selectors: tuple[str, ...]
    key: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One page of the site."""

    title: str
    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]


def survey_pages(pages: Iterator[Page], profile: SiteProfile) -> Iterator[Surveyed]:
    """The articles among `pages`, as `profile` cleans them; what is no article or no page is passed over."""
    from ...errors import InputError

    for page in pages:
        try:
            cleaned = clean_page(page, profile=profile)
        except InputError:
            continue
        if cleaned.document.outcome != "article":
            continue
        trace = trace_page(page, cleaned)
        unnamed = {KEPT, *(at for at, each in enumerate(cleaned.ledger.removals) if each.rule == OUTSIDE[0])}
        document = cleaned.document
        yield Surveyed(document.title, tuple(_blocks(document, trace)), tuple(_boxes(document, trace, unnamed)))


def _blocks(document: Document, trace: Trace) -> Iterator[Block]:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        place = trace.place_of_text(block.start, block.end)
        if place is None or place[0] == place[1]:
            continue
        level = block.level if block.kind == "heading" else 0
        yield Block(_key(text, document.title), text, level, bool(level) and _is_known(text, document), *place)


def _is_known(heading: str, document: Document) -> bool:
    found = classify_heading(heading, title=document.title, language=document.language)
    found = found if found is not OTHER else classify_in_any_language(heading)
    return found is not OTHER and not found.drop


def _boxes(document: Document, trace: Trace, unnamed: set[int]) -> Iterator[Box]:
    opened: list[tuple[Open, int, int]] = []
    words: list[str] = []
    letter = 0
    for piece in trace.pieces():
        if isinstance(piece, Words):
            words.append(piece.text)
            letter = piece.end
        elif isinstance(piece, Open):
            opened.append((piece, letter, len(words)))
            words.append(" ")
        elif isinstance(piece, Close) and opened:
            begun, first, at = opened.pop()
            words.append(" ")
            size = letter - first
            if not (begun.tag in _BOXES and begun.names and 0 < size <= _MOST_LETTERS):
                continue
            if sum(fate in unnamed for fate in trace.removals[first:letter]) >= _WHOLE * size:
                selectors = tuple(name if name[0] == "#" else f"{begun.tag}{name}" for name in begun.names)
                yield Box(selectors, _key("".join(words[at:]), document.title), first, letter)


def _key(text: str, title: str) -> str:
    """What is the same on every page, whatever the page is about."""
    key = fold(text)
    name = fold(title)
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", TITLE, key) if count_letters(name) > 1 else key

"""Pasted plain text: lines become headings and paragraphs.

A line with a blank line before it is a heading if the taxonomy knows it as one of its page's headings, or if a
rule of the profile names it; never by its looks alone.
"""

from __future__ import annotations

import re

from ..model.document import BlockKind
from ..model.ledger import Removal
from ..sites.headings import classify_heading
from ..text import fold
from .inline import clean_string
from .items import Item, LiftedBlock, LiftedHeading
from .rules import Rulebook, TextRules

__all__ = ["lift_plain_text"]

_HEADING_LENGTH = 100
_LEVEL = 2
_ABOVE_TITLE = 4
"""Lines that may stand above a repeated title: tagline, jump links."""
_ITEM = re.compile(r"^\s*(?:[•‣◦▪*–-]|(?P<number>\d{1,3})[.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?;,:…]$")


def lift_plain_text(text: str, rules: Rulebook, *, title: str, language: str) -> list[Item]:
    """Items of a plain text. Blank lines part paragraphs; every line of its own stays a block of its own."""
    headings = rules.text_rules("heading", title)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    items: list[Item] = []
    for number, raw in enumerate(lines, 1):
        line = clean_string(raw)
        if not line:
            continue
        where = f"line {number}"
        if _nothing_kept(items) and fold(line) == fold(title):
            items.append(Removal("title", "the page's title; the Document has it as `title`", line, where))
            continue
        if _is_blank(lines, number - 2) and _is_heading(line, headings, title, language):
            items.append(LiftedHeading(_LEVEL, line, where=where))
            continue
        kind: BlockKind = "paragraph"
        marker = None
        if match := _ITEM.match(raw):
            kind, marker = "item", f"{match['number']}." if match["number"] else "-"
            shown = clean_string(raw[match.end() :])
            if match["number"] is None and shown:
                line = shown
            else:
                kind, marker = "paragraph", None  # a number is content until a list proves it is not
        items.append(LiftedBlock(kind, line, level=1 if kind == "item" else 0, marker=marker, where=where))
    return items


def _nothing_kept(items: list[Item]) -> bool:
    return not any(isinstance(item, LiftedHeading) for item in items) and len(items) <= _ABOVE_TITLE


def _is_blank(lines: list[str], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].strip()


def _is_heading(line: str, rules: TextRules, title: str, language: str) -> bool:
    if len(line) > _HEADING_LENGTH or _SENTENCE_END.search(line):
        return False
    if rules.naming(line) is not None:
        return True
    return "other" not in classify_heading(line, title=title, language=language).kinds

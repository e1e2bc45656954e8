"""Lists of terms in running text: "A, B, and C of the D", parted where the list is, with their places."""

from __future__ import annotations

import re

__all__ = ["split_terms", "strip_term"]

_PART = re.compile(
    r",\s*(?:and\s+|or\s+|as well as\s+|and/or\s+)?|;\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as|and/or|\+)\s+"
)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"\((?:\d|[a-e]|i{1,3}|iv|v)\)\s+")
_OPEN = {"(": 1, "[": 1, ")": -1, "]": -1}


def split_terms(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of the terms of `text[start:end]`, parted at commas, "and" and "or" outside brackets."""
    depth = 0
    cuts: list[tuple[int, int]] = []
    at = start
    while at < end:
        depth += _OPEN.get(text[at], 0)
        if depth <= 0 and (match := _PART.match(text, at, end)):
            cuts.append((match.start(), match.end()))
            at = match.end()
            continue
        at += 1
    made = []
    begin = start
    for low, high in [*cuts, (end, end)]:
        if (term := strip_term(text, begin, low)) is not None:
            made.append(term)
        begin = high
    return made


def strip_term(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A term without white space, punctuation, a leading number "(1)" or article or a closing "(ABBR)"; None if nothing is left."""
    while start < end and text[start] in " \n\t,;:.\u00a0":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:.\u00a0":
        end -= 1
    if match := re.compile(r".*?(?P<tail>\s*\([A-Z][A-Za-z0-9-]{0,9}\))").fullmatch(text, start, end):
        end = match.start("tail")
    if match := _NUMBERED.match(text, start, end):
        start = match.end()
    if match := _ARTICLE.match(text, start, end):
        start = match.end()
    return (start, end) if end > start else None

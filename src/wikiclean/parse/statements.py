"""A passage as statements: sentences, lines and list items, with their places."""

from __future__ import annotations

import re

__all__ = ["split_statements"]

_END = re.compile(r"[.!?](?=[\"”')\]]*(?:\s|$))|\n+")
# Words before a full stop that does not end a sentence.
_ABBREVIATIONS = frozenset(
    "e.g i.e etc vs approx ca cf dr mr mrs ms st prof fig no nos vol al inc ltd co jr sr dept i.v i.m s.c p.o b.i.d t.i.d "
    "jan feb mar apr jun jul aug sep sept oct nov dec q.i.d q.d u.s u.k e.u subq max min avg resp incl sp spp var".split()
)
_ENDS_ANYWAY = frozenset(
    {"u.s", "u.k", "e.u", "etc", "co", "inc", "ltd", "b.i.d", "t.i.d", "q.i.d", "q.d", "min", "max", "p.o", "i.v"}
)
# Words that go on after "U.S.": the name of an office.
_OFFICES = re.compile(
    r"\s*(?:Food|FDA|Department|National|Centers?|Congress|Drug|Environmental|Public|Surgeon|Patent|Pharmacopo?eia|Preventive|"
    r"Government|Army|Navy|Air|Supreme|Federal|Securities|Veterans|Department|Agency|Senate|House|Adopted|Medicines|Commission)\b"
)
_LAST_WORD = re.compile(r"[\w.]+$")


def split_statements(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the statements of `text`, the closing full stop inside, white space round them outside.

    >>> [("Take 2.5 mg. twice daily e.g. at night\\nNext")[a:b] for a, b in
    ...  split_statements("Take 2.5 mg. twice daily e.g. at night\\nNext")]
    ['Take 2.5 mg.', 'twice daily e.g. at night', 'Next']
    """
    made: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        at, end = match.start(), match.end()
        if text[at] == "\n":
            _take(text, start, at, made)
            start = end
            continue
        if text[at] == "." and _is_abbreviation(text, at, end):
            continue
        while end < len(text) and text[end] in "\"”')]":
            end += 1
        _take(text, start, end, made)
        start = end
    _take(text, start, len(text), made)
    return tuple(made)


def _is_abbreviation(text: str, at: int, end: int) -> bool:
    word = _LAST_WORD.search(text, max(0, at - 12), at)
    if word is None:
        return False
    lower = word.group().lower()
    following = text[end : end + 2].lstrip()[:1]
    if lower in ("u.s", "u.k", "e.u") and _OFFICES.match(text, end):
        return True
    if lower in _ABBREVIATIONS:
        return not (lower in _ENDS_ANYWAY and (not following or following.isupper()))
    return len(lower) == 1 and lower.isalpha() and word.group().isupper() and following.isalpha()


def _take(text: str, start: int, end: int, made: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        made.append((start, end))

"""Text of one block as it grows: white space collapsed, Unicode in NFC, spans by offset.

Offsets are final the moment they are taken, so nothing is mapped afterwards.
"""

from __future__ import annotations

import re
import unicodedata

from ..model.document import Span, SpanKind
from ..text import ZERO_WIDTH

__all__ = ["Inline", "caret_needed", "clean_string"]

_DROP = dict.fromkeys(map(ord, ZERO_WIDTH))
_NUMBER_SPACES = "\u00a0\u2007\u2009\u202f"
_OUTSIDE_NUMBER = re.compile(f"(?<!\\d)[{_NUMBER_SPACES}]|[{_NUMBER_SPACES}](?!\\d)")
_WHITE = re.compile(r"[\s\u0085\u2800]+")
_HAS_NUMBER_SPACE = re.compile(f"\\d[{_NUMBER_SPACES}]\\d")
_WHITE_BUT_NUMBER_SPACES = re.compile(
    r"[ \t\n\r\f\v\x1c-\x1f\u0085\u1680\u2000-\u2006\u2008\u200a\u2028\u2029\u205f\u2800\u3000]+"
)

RawSpan = tuple[SpanKind, int, int, str | None]
"""A `Span` before it is one."""

# Letters that follow a number as an ordinal or a mark, not as an exponent.
_ORDINALS = frozenset(
    "st nd rd th e er re ère ème eme ième nde nd d o a os as º ª r tm sm mr mme mlle me dr lle le bis ter no".split()
)


def caret_needed(content: str) -> bool:
    """Whether a superscript changes what is written before it: exponents and isotopes do, "st" does not.

    >>> caret_needed("6"), caret_needed("−1"), caret_needed("n"), caret_needed("th"), caret_needed("†")
    (True, True, True, False, False)
    """
    content = content.strip()
    return any(map(str.isalnum, content)) and content.casefold().rstrip(".") not in _ORDINALS


def clean_string(raw: str) -> str:
    """One stretch of text by itself: white space collapsed and stripped, NFC, nothing invisible."""
    return " ".join(raw.split()) if raw.isascii() else _collapse(raw).strip()


def _collapse(raw: str) -> str:
    """NFC without characters that draw nothing; runs of white space as one space, also at the edges.

    Fixed and thin spaces stay inside numbers, and where they are all that stands at an edge.
    """
    text = raw.strip()
    if "  " in text or not text.isprintable():
        text = " ".join(text.split())
    if not text.isprintable() or "\u2800" in text or not unicodedata.is_normalized("NFC", raw):
        raw = unicodedata.normalize("NFC", raw.translate(_DROP))
        text = _WHITE.sub(" ", raw).strip()
    if not text:
        return raw if len(raw) < 2 else " "
    if raw[-1] == text[-1] and raw[0] == text[0]:
        before = after = ""
    else:
        before, after = raw[: raw.index(text[0])], raw[raw.rindex(text[-1]) + 1 :]
    if _HAS_NUMBER_SPACE.search(raw):
        text = _WHITE_BUT_NUMBER_SPACES.sub(" ", _OUTSIDE_NUMBER.sub(" ", raw.strip()))
    return f"{before if len(before) < 2 else ' '}{text}{after if len(after) < 2 else ' '}"


class Inline:
    """Collects text and spans of one block. Offsets are code points from the block's start."""

    __slots__ = ("_guard", "_parts", "_pending", "length", "spans")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pending = ""
        self._guard = False
        self.length = 0
        self.spans: list[RawSpan] = []

    def add(self, raw: str) -> None:
        """Append text as the page holds it."""
        if not raw.isascii():
            self._add_unicode(raw)
            return
        text = raw.strip()
        if not text:
            self._pending = self._pending or " "
            return
        if "  " in text or not text.isprintable():
            text = " ".join(text.split())
        if raw[0] <= " " and not self._pending:
            self._pending = " "
        if self._pending or self._guard:
            self._append(text)
        else:
            self._parts.append(text)
            self.length += len(text)
        if raw[-1] <= " ":
            self._pending = " "

    def _add_unicode(self, raw: str) -> None:
        raw = _collapse(raw)
        text = raw.strip()
        if not text:
            if raw:
                self._pending = self._pending or _edge(raw)
            return
        if not self._pending and raw[0].isspace():
            self._pending = _edge(raw[0])
        self._append(text)
        if raw[-1].isspace():
            self._pending = _edge(raw[-1])

    def _append(self, text: str) -> None:
        pending = self._pending
        if pending:
            if self.length:
                if pending in _NUMBER_SPACES and not (text[0].isdigit() and self._parts[-1][-1].isdigit()):
                    pending = " "
                self._parts.append(pending)
                self.length += 1
            self._pending = ""
        elif self._guard and self._parts and text[0].isdigit() and self._parts[-1][-1].isdigit():
            self._parts.append(" ")  # 10<sup>6</sup>5 is not 10^65
            self.length += 1
        self._guard = False
        self._parts.append(text)
        self.length += len(text)

    def space(self) -> None:
        """White space stands here; it counts once, and only between words."""
        if not self._pending:
            self._pending = " "

    def newline(self) -> None:
        """A line break stands here; it counts once, and only between words."""
        self._pending = "\n"

    def reset(self) -> None:
        """Forget white space that stands before the block's first word."""
        self._pending = ""
        self._guard = False

    def mark(self, sign: str) -> None:
        """Add a sign that is not on the page, such as `^`."""
        self._append(sign)

    def guard_number(self) -> None:
        """Keep a digit that follows from running into the digit that stands here."""
        self._guard = True

    def verbatim(self, text: str) -> None:
        """Append preformatted text: line breaks and indentation stay."""
        if text:
            self._append(unicodedata.normalize("NFC", text.translate(_DROP)))

    @property
    def here(self) -> int:
        """Where the next word will begin, if something stands before it."""
        return self.length + 1 if self._pending and self.length else self.length

    @property
    def ends_with_digit(self) -> bool:
        """Whether the last character is a digit with nothing after it."""
        return not self._pending and bool(self._parts) and self._parts[-1][-1].isdigit()

    @property
    def at_line_start(self) -> bool:
        """Whether nothing, or a line break, stands directly before."""
        return not self.length or self._pending == "\n"

    def span(self, kind: SpanKind, start: int, target: str | None = None) -> None:
        """Close a span that was opened `here`."""
        if self.length > start:
            self.spans.append((kind, start, self.length, target))

    def point(self, kind: SpanKind, target: str | None) -> None:
        """Set a mark without width at this place."""
        self.spans.append((kind, self.length, self.length, target))

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The text and its spans in order of their start; longer ones first."""
        parts = self._parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if not self.spans:
            return text, ()
        spans = [Span._make(span if text[span[1] : span[1] + 1] not in _GAPS else _without_space_before(span, text))
                 for span in self.spans]  # fmt: skip
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text, spans = _compose(text, spans)
        if len(spans) > 1:
            spans.sort(key=_by_start)
        return text, tuple(spans)


_GAPS = frozenset(" \n")


def _edge(sign: str) -> str:
    """White space at an edge counts as a space, but for the fixed space of a number that may go on."""
    return sign if sign in _NUMBER_SPACES else " "


def _by_start(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _without_space_before(span: RawSpan, text: str) -> RawSpan:
    """A span that opened before the space in front of its first word."""
    kind, start, end, target = span
    while start < end and text[start] in _GAPS:
        start += 1
    return kind, start, end, target


def _compose(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """NFC over the seams of the pieces; offsets move with the text before them."""
    moved: dict[int, int] = {}
    done = length = 0  # NFC(text[:done]) has `length` characters
    for at in sorted({place for span in spans for place in (span.start, span.end)}):
        safe = at
        while safe > done and not text[safe : safe + 1].isascii():
            safe -= 1  # an ASCII character composes with nothing before it
        length += len(unicodedata.normalize("NFC", text[done:safe]))
        done = safe
        moved[at] = length + len(unicodedata.normalize("NFC", text[safe:at]))
    return unicodedata.normalize("NFC", text), [
        span._replace(start=moved[span.start], end=moved[span.end]) for span in spans
    ]

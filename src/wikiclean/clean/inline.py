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
    line = Inline()
    line.add(raw)
    return line.finish()[0]


class Inline:
    """Collects text and spans of one block. Offsets are code points from the block's start."""

    __slots__ = ("_guard", "_parts", "_pending", "length", "spans")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pending = ""
        self._guard = False
        self.length = 0
        self.spans: list[tuple[SpanKind, int, int, str | None]] = []

    def add(self, raw: str) -> None:
        """Append text as the page holds it."""
        if raw.isascii():
            words = raw.split()
            if not words:
                self.space()
                return
            text = " ".join(words)
            if raw[0] <= " ":
                self.space()
            self._append(text)
            if raw[-1] <= " ":
                self._pending = " "
            return
        text = unicodedata.normalize("NFC", raw.translate(_DROP))
        inner = text.strip()
        if not inner:
            if text:
                self._white(text)
            return
        if text[0].isspace():
            self._white(text[: text.index(inner[0])])
        if _HAS_NUMBER_SPACE.search(inner):
            self._append(_WHITE_BUT_NUMBER_SPACES.sub(" ", _OUTSIDE_NUMBER.sub(" ", inner)))
        else:
            self._append(_WHITE.sub(" ", inner))
        if text[-1].isspace():
            self._white(text[text.rindex(inner[-1]) + 1 :])

    def _white(self, run: str) -> None:
        """White space at an edge: one space, unless it is the lone fixed space of a number that goes on."""
        if not self._pending:
            self._pending = run if len(run) == 1 and run in _NUMBER_SPACES else " "

    def _append(self, text: str) -> None:
        if self._pending:
            if self.length:
                fixed = self._pending in _NUMBER_SPACES
                inside_number = fixed and text[0].isdigit() and self._parts[-1][-1].isdigit()
                self._parts.append(self._pending if inside_number or not fixed else " ")
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
    def ends_with_digit(self) -> bool:
        """Whether the last character is a digit with nothing after it."""
        return not self._pending and bool(self._parts) and self._parts[-1][-1].isdigit()

    @property
    def at_line_start(self) -> bool:
        """Whether nothing, or a line break, stands directly before."""
        return not self.length or self._pending == "\n"

    def span(self, kind: SpanKind, start: int, target: str | None = None) -> None:
        """Close a span that was opened when `length` was `start`."""
        if self.length > start:
            self.spans.append((kind, start, self.length, target))

    def point(self, kind: SpanKind, target: str | None) -> None:
        """Set a mark without width at this place."""
        self.spans.append((kind, self.length, self.length, target))

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The text and its spans in order of their start; longer ones first."""
        text = "".join(self._parts)
        spans = []
        for kind, start, end, target in self.spans:
            while start < end and text[start] in " \n":
                start += 1
            if start < end or kind in ("reference", "flag"):
                spans.append(Span(kind, start, end, target))
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text, spans = _compose(text, spans)
        if len(spans) > 1:
            spans.sort(key=lambda span: (span.start, -span.end))
        return text, tuple(spans)


def _compose(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """NFC over the seams of the pieces; offsets move with the text before them."""

    def moved(at: int) -> int:
        return len(unicodedata.normalize("NFC", text[:at]))

    return unicodedata.normalize("NFC", text), [
        Span(span.kind, moved(span.start), moved(span.end), span.target) for span in spans
    ]

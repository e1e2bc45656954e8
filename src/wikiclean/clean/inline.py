"""Text of one block as it grows: white space collapsed, Unicode in NFC, spans by offset.

Pieces are only collected while the block grows; its end joins them. Most blocks need no more than that: their
text is plain, and offsets are sums of lengths. Any other block is written piece by piece.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import Literal

from ..model.document import Span, SpanKind
from ..text import ZERO_WIDTH
from .dom import Element

__all__ = ["Inline", "caret_needed", "clean_string", "plain_text", "words_of"]

_DROP = dict.fromkeys(map(ord, ZERO_WIDTH))
_NUMBER_SPACES = "\u00a0\u2007\u2009\u202f"
_OUTSIDE_NUMBER = re.compile(f"(?<!\\d)[{_NUMBER_SPACES}]|[{_NUMBER_SPACES}](?!\\d)")
_SPACES = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
"""Unicode's separators (categories Zs, Zl, Zp)."""
_WHITE = re.compile(r"[\s\u0085\u2800]+")
_HAS_NUMBER_SPACE = re.compile(f"\\d[{_NUMBER_SPACES}]\\d")
_WHITE_BUT_NUMBER_SPACES = re.compile(
    r"[ \t\n\r\f\v\x1c-\x1f\u0085\u1680\u2000-\u2006\u2008\u200a\u2028\u2029\u205f\u2800\u3000]+"
)

RawSpan = tuple[SpanKind, int, int, str | None]
"""A `Span` before it is one: its places may still be numbers of pieces."""

Sign = tuple[Literal["mark", "verbatim", "space", "newline", "guard"], str]
"""A piece that is no text of the page as it stands: what to write, and its words."""

_NEWLINE: Sign = ("newline", "")
_SPACE: Sign = ("space", "")
_GUARD: Sign = ("guard", "")

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
    return content[:1] != "[" and any(map(str.isalnum, content)) and content.casefold().rstrip(".") not in _ORDINALS


def words_of(element: Element) -> str:
    """All words under an element on one line, those of neighbouring elements apart: as the ledger holds them."""
    text = " ".join(element.stripped_strings)
    if "  " in text or not text.isprintable():
        text = " ".join(text.split())
    return text if text.isprintable() else clean_string(text)  # zero-width signs do not print


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
    if any(space in raw for space in _NUMBER_SPACES) and _HAS_NUMBER_SPACE.search(raw):
        text = _WHITE_BUT_NUMBER_SPACES.sub(" ", _OUTSIDE_NUMBER.sub(" ", raw.strip()))
    return f"{before if len(before) < 2 else ' '}{text}{after if len(after) < 2 else ' '}"


def plain_text(raw: str) -> str | None:
    """What `clean_string` makes of `raw`, where only its ends have to go and single signs to become a space.

    None for any other text: it has to be written piece by piece.
    """
    text = raw.strip()
    if not text.isprintable():  # fixed spaces, zero-width and control characters do not print
        text = text.replace("\n", " ")
        if "\u00a0" in text and not _HAS_NUMBER_SPACE.search(text):
            text = text.replace("\u00a0", " ")
        if not text.isprintable():
            return None
    if "  " in text:
        return None
    if not text.isascii() and ("\u2800" in text or not unicodedata.is_normalized("NFC", text)):
        return None
    return text


class Inline:
    """Collects text and spans of one block after the other."""

    __slots__ = ("_signs", "block", "parts", "spans")

    def __init__(self) -> None:
        self.parts: list[str | Sign] = []
        """The pieces; text as the page holds it may be appended directly."""
        self.spans: list[RawSpan] = []
        """Spans by the numbers of their first piece and of the piece after their last; equal for a mark."""
        self._signs = False
        self.block = 0
        """How many blocks were finished: places taken in an earlier one are void."""

    def add(self, raw: str) -> None:
        """Append text as the page holds it."""
        self.parts.append(raw)

    def _sign(self, sign: Sign) -> None:
        self._signs = True
        self.parts.append(sign)

    def space(self) -> None:
        """White space stands here; it counts once, and only between words."""
        self._sign(_SPACE)

    def newline(self) -> None:
        """A line break stands here; it counts once, and only between words."""
        if self.parts:
            self._sign(_NEWLINE)

    def mark(self, sign: str) -> None:
        """Add a sign that is not on the page, such as `^`."""
        self._sign(("mark", sign))

    def guard_number(self) -> None:
        """Keep a digit that follows from running into the digit that stands here."""
        self._sign(_GUARD)

    def verbatim(self, text: str) -> None:
        """Append preformatted text: line breaks and indentation stay."""
        if text:
            self._sign(("verbatim", text))

    @property
    def here(self) -> int:
        """The place where the next piece will stand, for `span`."""
        return len(self.parts)

    @property
    def ends_with_digit(self) -> bool:
        """Whether the last character is a digit with nothing after it."""
        for part in reversed(self.parts):
            if part in (_SPACE, _NEWLINE):
                return False
            if words := _words_of(part).rstrip(ZERO_WIDTH):
                return words[-1].isdigit()
        return False

    @property
    def at_line_start(self) -> bool:
        """Whether nothing, or a line break, stands directly before."""
        for part in reversed(self.parts):
            if part == _NEWLINE:
                return True
            if _words_of(part).strip(_NO_WORDS):
                return False
        return True

    def skip_blank(self) -> bool:
        """Forget the block if it is a single piece of white space, as stands between most blocks."""
        parts = self.parts
        if len(parts) == 1 and not self._signs and not self.spans and parts[0].isspace():  # type: ignore[union-attr]
            parts.clear()
            self.block += 1
        return not parts

    @property
    def is_empty(self) -> bool:
        """Whether no word stands in the block so far."""
        return not any(_words_of(part).strip(_NO_WORDS) for part in self.parts)

    def span(self, kind: SpanKind, start: int, target: str | None = None) -> None:
        """Close a span that was opened `here`; white space at its edges is no part of it."""
        if len(self.parts) > start:
            self.spans.append((kind, start, len(self.parts), target))

    def point(self, kind: SpanKind, target: str | None) -> None:
        """Set a mark without width at this place."""
        self.spans.append((kind, len(self.parts), len(self.parts), target))

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The block's text and its spans in order of their start, longer ones first; the next block begins."""
        done = self._join()
        self.parts.clear()
        self.spans.clear()
        self._signs = False
        self.block += 1
        return done

    def _join(self) -> tuple[str, tuple[Span, ...]]:
        parts, marked = self.parts, self.spans
        if self._signs:
            return self._written()
        raw: str = parts[0] if len(parts) == 1 else "".join(parts)  # type: ignore[arg-type, assignment]  # no signs
        text = plain_text(raw)
        if text is None:
            return self._written()
        if not marked:
            return text, ()
        before = len(raw) - len(raw.lstrip()) if raw[:1].isspace() else 0
        places = list(accumulate(map(len, parts), initial=-before))
        length = len(text)
        spans: list[Span] = []
        last, ordered = (-1, 0), True
        for kind, first, end, target in marked:
            stop = places[end]
            if stop > length:
                stop = length
            while stop > 0 and text[stop - 1] == " ":
                stop -= 1
            if first == end:
                start = stop = stop if stop > 0 else 0
            else:
                start = places[first]
                if start < 0:
                    start = 0
                while start < stop and text[start] == " ":
                    start += 1
                if start >= stop:
                    continue
            at = (start, -stop)
            ordered = ordered and last <= at
            last = at
            spans.append(_new_span(Span, (kind, start, stop, target)))
        if not ordered:
            spans.sort(key=_by_start)
        return text, tuple(spans)

    def _written(self) -> tuple[str, tuple[Span, ...]]:
        """The block written piece by piece."""
        writer = _Writer()
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        wanted = {place for span in self.spans for place in (span[1], span[2])}
        for place, part in enumerate((*self.parts, "")):
            if place in wanted:
                starts[place], ends[place] = writer.here, writer.length
            if isinstance(part, str):
                writer.add(part)
            else:
                writer.take(part)
        spans = []
        for kind, first, end, target in self.spans:
            if first == end:
                spans.append(Span(kind, ends[end], ends[end], target))
            elif ends[end] > starts[first]:
                spans.append(Span(kind, starts[first], ends[end], target))
        return writer.finish(spans)


def _words_of(part: str | Sign) -> str:
    return part if isinstance(part, str) else part[1]


_new_span = tuple.__new__
"""`Span._make` without its checks."""

_NO_WORDS = "".join({*ZERO_WIDTH, *" \t\n\r\f\v\x1c\x1d\x1e\x1f\u0085\u2800", *map(chr, _SPACES)})


class _Writer:
    """Writes a block piece by piece. Offsets are code points from the block's start."""

    __slots__ = ("_guard", "_parts", "_pending", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pending = ""
        self._guard = False
        self.length = 0

    def take(self, sign: Sign) -> None:
        """One sign."""
        match sign:
            case "mark", words:
                self._append(words)
            case "verbatim", words:
                self._append(unicodedata.normalize("NFC", words.translate(_DROP)))
            case "newline", _:
                self._pending = "\n"
            case "space", _:
                self._pending = self._pending or " "
            case _:
                self._guard = True

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

    @property
    def here(self) -> int:
        """Where the next word will begin, if something stands before it."""
        return self.length + 1 if self._pending and self.length else self.length

    def finish(self, spans: list[Span]) -> tuple[str, tuple[Span, ...]]:
        """The text, and the spans in order."""
        text = "".join(self._parts)
        spans = [s if text[s.start : s.start + 1] not in _GAPS else _without_space_before(s, text) for s in spans]
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


def _without_space_before(span: Span, text: str) -> Span:
    """A span that opened before the space in front of its first word."""
    start = span.start
    while start < span.end and text[start] in _GAPS:
        start += 1
    return span._replace(start=start)


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

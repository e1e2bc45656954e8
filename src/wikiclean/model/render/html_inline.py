"""A stretch of text with its spans as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from ..document import Span
from .addresses import Addresses
from .flow import nested, weave

__all__ = ["InlineHtml", "attribute", "words"]

_IRREGULAR = re.compile(
    r"^\s|\s$|^$|\s\s|[^\S \u00a0\u2007\u2009\u202f]|\u2800"
    r"|(?<!\d)[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?!\d)"
)
"""White space that HTML would not keep, in one line: it stands only where the page had preformatted text."""

_TAGS = {"emphasis": "em", "strong": "strong", "code": "code"}


def words(text: str) -> str:
    """Text as the content of an element."""
    return escape(text, quote=False).replace("\r", "&#13;")


def attribute(name: str, value: str) -> str:
    """An attribute with a space before it."""
    return f' {name}="{escape(value).replace(chr(13), "&#13;")}"'


class InlineHtml:
    """Writes texts with spans. `mark`: the HTML of a reference mark, by the reference's id."""

    def __init__(self, addresses: Addresses, mark: Callable[[str], str]) -> None:
        self._addresses = addresses
        self._mark = mark
        self._links = 0
        self._closing: list[str] = []

    def render(self, text: str, spans: Sequence[Span] = ()) -> str:
        """`text` as content of an element; lines that HTML would reflow stand in `pre`."""
        if not spans and "\n" not in text and _IRREGULAR.search(text) is None:
            return words(text)
        pieces = _Pieces(text, spans)
        self._links = 0
        self._closing = []
        return weave(
            len(text),
            nested(spans),
            write=pieces.write,
            open_span=lambda span: self._open(span, signed=pieces.takes_sign(span)),
            close_span=self._close,
        )

    def _close(self, span: Span) -> str:
        self._links -= span.kind == "link"
        return self._closing.pop()

    def _open(self, span: Span, *, signed: bool) -> str:
        opening, closing = self._tags(span, signed=signed)
        self._links += span.kind == "link"
        self._closing.append(closing)
        return opening

    def _tags(self, span: Span, *, signed: bool) -> tuple[str, str]:
        target = span.target or ""
        match span.kind:
            case "link":
                return self._link(target)
            case "sup" | "sub":
                name = "exponent" if span.kind == "sup" else "index"
                return f"<{span.kind}{attribute('class', name) if signed else ''}>", f"</{span.kind}>"
            case "abbreviation":
                return f"<abbr{attribute('title', target)}>", "</abbr>"
            case "pronunciation":
                return '<span class="IPA">', "</span>"
            case "math":
                tex = words(target)
                shown = f"<mtext>{tex}</mtext>"
                source = f'<annotation encoding="application/x-tex">{tex}</annotation>'
                return f"<math><semantics>{shown}{source}</semantics></math>", ""
            case "reference":
                return self._mark(target), ""
            case "flag":
                return f'<sup class="flag">[{words(target)}]</sup>', ""
            case _:
                tag = _TAGS[span.kind]
                return f"<{tag}>", f"</{tag}>"

    def _link(self, target: str) -> tuple[str, str]:
        """A link; the target is said again in `title` where the address is another. Links do not nest."""
        href = self._addresses.link(target)
        if href is None or self._links > 0:
            return f'<span class="link"{attribute("data-target", target)}>', "</span>"
        title = attribute("title", target) if href != target else ""
        return f"<a{attribute('href', href)}{title}>", "</a>"


class _Pieces:
    """Stretches of one text as HTML, without the signs that stand for markup (`^`, `_`, TeX)."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._left_out: set[int] = set()
        formulas = {(span.start, span.end) for span in spans if span.kind == "math"}
        for start, end in formulas:
            self._left_out.update(range(start, end))
        ends = {span.end for span in spans}
        said = _without(text, formulas)
        self._signs = {
            span.start: span.kind
            for span in spans
            if span.start not in ends and (span.start, span.end) not in formulas and _is_signed(span, said)
        }
        """Where a raised or lowered span begins before which the cleaner set a sign, and which of the two it is."""
        self._left_out.update(start - 1 for start in self._signs)
        self._verbatim = _verbatim_lines(text)

    def takes_sign(self, span: Span) -> bool:
        """Whether the cleaner set a sign before this span: one that holds another from its start on had it first."""
        if self._signs.get(span.start) != span.kind:
            return False
        del self._signs[span.start]
        return True

    def write(self, start: int, end: int) -> str:
        """`text[start:end]`."""
        out = []
        at = start
        for first, last in self._verbatim:
            if last <= start or first >= end:
                continue
            out.append(self._plain(at, min(first - 1, end)) if at < first else "")
            out.append(f"<pre>{words(self._text[max(first, start) : min(last, end)])}</pre>")
            at = last + 1  # `pre` begins and ends lines by itself
        out.append(self._plain(at, end))
        return "".join(out)

    def _plain(self, start: int, end: int) -> str:
        text = self._text[start:end] if start < end else ""
        if self._left_out:
            text = "".join(sign for at, sign in enumerate(text, start) if at not in self._left_out)
        return words(text).replace("\n", "<br>")


def _without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with blanks where formulas stand: they raise nothing by themselves."""
    for start, end in stretches:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _is_signed(span: Span, text: str) -> bool:
    """Whether the sign before a raised or lowered span was put there by the cleaner.

    It stands outside the span, but inside all spans that hold it, and nothing between: a sign that another span ends
    with, or that a mark follows, is the page's own.
    """
    before = text[max(0, span.start - 2) : span.start]
    if span.kind == "sup":
        return before[-1:] == "^" and any(map(str.isalnum, text[span.start : span.end]))
    return span.kind == "sub" and before[-1:] == "_" and before[:-1].isdigit() and text[span.start].isdigit()


def _verbatim_lines(text: str) -> list[tuple[int, int]]:
    """Runs of whole lines that were preformatted: those with irregular white space, and what such a run holds."""
    lines = text.split("\n")
    runs: list[tuple[int, int]] = []  # of line numbers
    for at, line in enumerate(lines):
        if _IRREGULAR.search(line) is not None:
            first = at - 1 if not line and at else at
            last = at + 1 if not line and at + 1 < len(lines) else at
            if runs and runs[-1][1] >= first - 1:
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append((first, last))
    if not runs:
        return []
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return [(starts[first], starts[last + 1] - 1) for first, last in runs]

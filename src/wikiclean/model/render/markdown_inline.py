"""A stretch of text with its spans as inline GFM: https://github.github.com/gfm/

Emphasis stands only where every reader of GFM sees it: a delimiter next to punctuation moves to the nearest letter
inside ("foo(**bar**)baz"), and where there is none it is left out. Words are never lost, and no sign of the text is
taken for markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..document import Span
from .addresses import Addresses
from .flow import nested, weave

__all__ = ["InlineMarkdown", "destination", "escape_text"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|$])|&(?=#?\w+;)|:(?=//)|(?<!:)/(?=/\w)")
"""Signs of markup, and those that make an address of what stands round them: readers show such addresses decoded."""
_ADDRESS = re.compile(
    r"(?<![^\s(\[\"'*_~<>:;,|])(?:https?://|www\.)[^\s<>]*[^\s<>?!.,:;*_~'\"()\[\]{}|\\`]", re.IGNORECASE
)
"""An address in running text: written as a link, as its signs are not to be escaped."""
_LINE_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-+:?\s*$|:(?=-)|\d{1,9}(?=[.)](?:\s|$))")
_ORDER = {"link": 0, "strong": 1, "emphasis": 2, "code": 3, "math": 4}
_PLAIN_TEX = re.compile(r"(?!\s)(?:[^`*_\[\]<>~|$&\n\\]|\\(?=[A-Za-z]))+(?<!\s)")
"""TeX in which no sign is GFM's: it can stand between bare dollars."""


@dataclass(slots=True)
class _Token:
    """A piece of the output: `text`, `code`, `raw`, or a delimiter that `open`s or `close`s."""

    role: str
    text: str = ""
    kind: str = ""
    pair: int = 0


class InlineMarkdown:
    """Writes texts with spans. `mark`: a footnote mark, by the reference's id; absent where none are written."""

    def __init__(self, addresses: Addresses, mark: Callable[[str], str] | None = None) -> None:
        self._addresses = addresses
        self._mark = mark

    def lines(self, text: str, spans: Sequence[Span] = ()) -> list[str]:
        """The lines of a paragraph; all but the last end in a hard break."""
        lines = self._write(text, spans).split("\n")
        return [_escape_line_start(line) + ("" if at == len(lines) else "\\") for at, line in enumerate(lines, 1)]

    def line(self, text: str, spans: Sequence[Span] = ()) -> str:
        """All in one line, as a heading has it: trailing number signs would close it."""
        line = _escape_line_start(" ".join(self._write(text, spans).split("\n")))
        return re.sub(r"(^|\s)(#+)$", r"\1\\\2", line)

    def cell(self, text: str, spans: Sequence[Span] = ()) -> str:
        """The content of a table's cell; GFM takes the backslash from `\\|` before it reads the cell."""
        return self._write(text, spans, in_cell=True).replace("\n", "<br>")

    def _write(self, text: str, spans: Sequence[Span], *, in_cell: bool = False) -> str:
        if not spans and "//" not in text and "ww." not in text.lower():
            return escape_text(text)
        tokens = _Tokenizer(text, self._addresses, self._mark).tokens(spans)
        _place_emphasis(tokens)
        _join(tokens)
        return "".join(_shown(tokens, at, in_cell=in_cell) for at in range(len(tokens)))


def escape_text(text: str) -> str:
    """Words with every sign escaped that GFM might take for markup within a line."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def destination(address: str) -> str:
    """An address as the destination of a link."""
    quoted = quote(address, safe="%/:=&?#+!$,;'@-._~", errors="replace")
    return re.sub(r"&(?=#?\w+;)", r"\\&", quoted)


def _escape_line_start(line: str) -> str:
    """Keep a line's first signs from making it a heading, an item or a rule."""
    if match := _LINE_START.match(line):
        at = match.end() if line[0].isdigit() else 0
        return line[:at] + "\\" + line[at:]
    return line


class _Tokenizer:
    """Turns one text and its spans into tokens, without what GFM cannot nest."""

    def __init__(self, text: str, addresses: Addresses, mark: Callable[[str], str] | None) -> None:
        self._text = text
        self._addresses = addresses
        self._mark = mark
        self._tokens: list[_Token] = []
        self._open: list[tuple[str, str]] = []  # (kind, or '' where the span is left out; what closes it)
        self._depth = dict.fromkeys(_ORDER, 0)
        self._after_link: list[_Token] = []
        self._pairs = 0
        self._numbers: list[int] = []

    def tokens(self, spans: Sequence[Span]) -> list[_Token]:
        """The tokens, in order."""
        kinds = (*_ORDER, "reference", "flag")
        shown = [span for span in spans if span.kind in kinds]
        weave(
            len(self._text),
            nested(shown, outer=lambda span: _ORDER.get(span.kind, 9)),
            write=self._words,
            open_span=self._begin,
            close_span=self._end,
        )
        return self._tokens

    def _words(self, start: int, end: int) -> str:
        text = self._text[start:end]
        if self._depth["math"]:
            self._tokens.append(_Token("math", text))
        elif self._depth["code"]:
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._tokens.append(_Token("text", "\n"))
                self._code(line)
        elif self._depth["link"]:
            self._tokens.append(_Token("text", text))
        else:
            at = 0
            for match in _ADDRESS.finditer(text):
                if at < match.start():
                    self._tokens.append(_Token("text", text[at : match.start()]))
                address = match[0] if "://" in match[0][:8] else f"http://{match[0]}"
                self._tokens += [
                    _Token("raw", "["),
                    _Token("text", match[0]),
                    _Token("raw", f"]({destination(address)})"),
                ]
                at = match.end()
            if at < len(text):
                self._tokens.append(_Token("text", text[at:]))
        return ""

    def _code(self, line: str) -> None:
        """Code without its outer white space, which GFM would take for padding."""
        inner = line.strip()
        if not inner:
            self._tokens += [_Token("text", line)] if line else []
            return
        before, _, after = line.partition(inner)
        self._tokens += [_Token("text", before)] if before else []
        self._tokens.append(_Token("code", inner))
        self._tokens += [_Token("text", after)] if after else []

    def _begin(self, span: Span) -> str:
        kind: str = span.kind
        if kind in ("reference", "flag"):
            self._point(span)
            self._open.append(("", ""))
            return ""
        closing = ""
        if self._depth[kind] or self._depth["math"] or (self._depth["code"] and kind in ("strong", "emphasis")):
            kind = ""
        elif kind == "link":
            address = self._addresses.link(span.target or "")
            kind, closing = ("", "") if address is None else (kind, f"]({destination(address)})")
        self._open.append((kind, closing))
        if not kind:
            return ""
        self._depth[kind] += 1
        if kind == "link":
            self._tokens.append(_Token("raw", "["))
        elif kind in ("strong", "emphasis"):
            last = self._tokens[-1] if self._tokens else None
            if last is not None and last.role == "close" and last.kind == kind:
                self._numbers.append(last.pair)
                self._tokens.pop()  # goes on where the last one ended
            else:
                self._pairs += 1
                self._numbers.append(self._pairs)
                self._tokens.append(_Token("open", kind=kind, pair=self._pairs))
        return ""

    def _end(self, span: Span) -> str:  # noqa: ARG002 - weave closes the one that opened last
        kind, closing = self._open.pop()
        if not kind:
            return ""
        self._depth[kind] -= 1
        if kind == "link":
            self._tokens.append(_Token("raw", closing))
            self._tokens += self._after_link
            self._after_link.clear()
        elif kind in ("strong", "emphasis"):
            self._tokens.append(_Token("close", kind=kind, pair=self._numbers.pop()))
        return ""

    def _point(self, span: Span) -> None:
        if self._mark is None:
            return
        target = span.target or ""
        text = self._mark(target) if span.kind == "reference" else f" \\[{escape_text(target)}\\]"
        if text:
            (self._after_link if self._depth["link"] else self._tokens).append(_Token("raw", text))


# ------------------------------------------------------------------ emphasis
_SPACE, _WORD, _SIGN, _UNSURE = "space", "word", "sign", "unsure"


def _class_of(sign: str) -> str:
    """What a sign is to GFM's rules of emphasis; readers do not agree on punctuation beyond ASCII."""
    if not sign or sign.isspace():
        return _SPACE
    if sign.isascii():
        return _WORD if sign.isalnum() else _SIGN if sign.isprintable() else _UNSURE
    return _WORD if unicodedata.category(sign)[0] in "LMN" else _UNSURE


def _signs_beside(tokens: list[_Token], at: int, step: int) -> set[str]:
    """Classes that the sign before (`step` -1) or after (1) token `at` may have.

    Two delimiters side by side count as signs, or as one run beyond which GFM looks.
    """
    found: set[str] = set()
    at += step
    while 0 <= at < len(tokens) and tokens[at].role in ("open", "close"):
        found.add(_SIGN)
        at += step
    if not 0 <= at < len(tokens):
        return found | {_SPACE}
    token = tokens[at]
    edge = token.text[:1] if step > 0 else token.text[-1:]
    return found | {_class_of(edge) if token.role == "text" else _SIGN}


def _holds(inside: set[str], outside: set[str]) -> bool:
    """Whether a delimiter between signs of these classes surely opens or closes emphasis."""
    return inside == {_WORD} or (_SPACE not in inside and outside <= {_SPACE, _SIGN})


def _place_emphasis(tokens: list[_Token]) -> None:
    """Give each pair of delimiters its signs and its place, or take it out; see the module's first lines."""
    for _ in range(4):
        broken = _move_inwards(tokens)
        if not broken:
            broken = _crowded(tokens)
        if not broken:
            break
        _remove(tokens, broken)
    else:
        _remove(tokens, {token.pair for token in tokens if token.role in ("open", "close")})
    sides: dict[int, list[str]] = {}
    for at, token in enumerate(tokens):
        if token.role in ("open", "close"):
            beside = tokens[at - 1 : at] if token.role == "open" else tokens[at + 1 : at + 2]
            outside = _signs_beside(tokens, at, -1 if token.role == "open" else 1)
            if beside and beside[0].role in ("open", "close"):
                outside = {_SIGN}  # two stars, which run into no underscore
            sides.setdefault(token.pair, []).extend(outside)
    for token in tokens:
        if token.role in ("open", "close"):
            alone = all(side in (_SPACE, _SIGN) for side in sides[token.pair])
            token.text = "**" if token.kind == "strong" else "_" if alone else "*"


def _move_inwards(tokens: list[_Token]) -> set[int]:
    """Move delimiters to where they surely work; returns the pairs for which there is no such place."""
    broken: set[int] = set()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        before, after = _signs_beside(tokens, at, -1), _signs_beside(tokens, at, 1)
        if token.role == "open" and not _holds(after, before):
            moved = _skip_forward(tokens, at)
            if not moved:
                broken.add(token.pair)
            at += moved
        elif token.role == "close" and not _holds(before, after) and not _skip_back(tokens, at):
            broken.add(token.pair)
        at += 1
    return broken


def _skip_forward(tokens: list[_Token], at: int) -> int:
    """Move an opening delimiter past signs to the first letter of the text after it; 1 if that was done."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.role != "text":
        return 0
    first = next((i for i, sign in enumerate(after.text) if _class_of(sign) == _WORD), 0)
    if not first:
        return 0
    tokens[at : at + 2] = [_Token("text", after.text[:first]), tokens[at], _Token("text", after.text[first:])]
    return 1


def _skip_back(tokens: list[_Token], at: int) -> bool:
    """Move a closing delimiter back to the last letter of the text before it; whether that was done."""
    before = tokens[at - 1] if at else None
    if before is None or before.role != "text":
        return False
    last = next((i for i in range(len(before.text) - 1, -1, -1) if _class_of(before.text[i]) == _WORD), -1)
    if last < 0:
        return False
    tokens[at - 1 : at + 1] = [
        _Token("text", before.text[: last + 1]),
        tokens[at],
        _Token("text", before.text[last + 1 :]),
    ]
    return True


def _crowded(tokens: list[_Token]) -> set[int]:
    """Emphasis in runs of delimiters longer than GFM tells apart, and pairs with nothing between."""
    crowded: set[int] = set()
    run: list[_Token] = []
    for token in [*tokens, _Token("text", " ")]:
        if token.role in ("open", "close"):
            if run and run[-1].pair == token.pair:
                crowded.add(token.pair)
            run.append(token)
            continue
        if sum(2 if one.kind == "strong" else 1 for one in run) > 3:
            crowded.update(one.pair for one in run)
        run = []
    return crowded


def _remove(tokens: list[_Token], pairs: set[int]) -> None:
    """Take pairs out; emphasis that then goes on where another of its kind ends is one with it."""
    kept: list[_Token] = []
    renamed: dict[int, int] = {}
    for token in tokens:
        if token.role not in ("open", "close"):
            kept.append(token)
        elif token.pair not in pairs:
            token.pair = renamed.get(token.pair, token.pair)
            last = kept[-1] if kept else None
            if token.role == "open" and last is not None and last.role == "close" and last.kind == token.kind:
                renamed[token.pair] = last.pair
                kept.pop()
            else:
                kept.append(token)
    tokens[:] = kept


def _join(tokens: list[_Token]) -> None:
    """Make one of text that stands side by side, which is escaped as one; and of code, whose backticks would run on."""
    joined: list[_Token] = []
    for token in tokens:
        if token.role in ("code", "text") and joined and joined[-1].role == token.role:
            joined[-1].text += token.text
        else:
            joined.append(token)
    tokens[:] = joined


# ------------------------------------------------------------------ output
def _shown(tokens: list[_Token], at: int, *, in_cell: bool) -> str:
    token = tokens[at]
    match token.role:
        case "text":
            text = escape_text(token.text)
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if text.endswith(("!", "^")) and after is not None and after.text.startswith("["):
                text = f"{text[:-1]}\\{text[-1]}"  # it would make a picture or a footnote of the link
            return text
        case "code":
            return _code_span(token.text, in_cell=in_cell)
        case "math":
            alone = _signs_beside(tokens, at, 1) <= {_SPACE, _SIGN} and not any(
                beside.role == "math" for beside in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
            )
            return _maths(token.text, alone=alone, in_cell=in_cell)
        case _:
            return token.text


def _code_span(code: str, *, in_cell: bool) -> str:
    if in_cell and "|" in code:
        if "\\" in code:
            return escape_text(code)  # no way to write it that all readers share
        code = code.replace("|", "\\|")
    fence = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
    pad = " " if code[0] == "`" or code[-1] == "`" else ""
    return f"{fence}{pad}{code}{pad}{fence}"


def _maths(text: str, *, alone: bool, in_cell: bool) -> str:
    """TeX between bare dollars where none of its signs is GFM's, else in GitHub's form for all other TeX.

    `alone`: neither a digit nor another formula follows or stands before, which bare dollars do not bear.
    """
    tex = text[1:-1]
    if not (text.startswith("$") and text.endswith("$") and tex):
        return escape_text(text)
    if alone and _PLAIN_TEX.fullmatch(tex):
        return text
    if in_cell and "|" in tex:
        tex = tex.replace("\\|", "\\Vert ").replace("|", "\\vert ")
    return f"${_code_span(tex, in_cell=False)}$"

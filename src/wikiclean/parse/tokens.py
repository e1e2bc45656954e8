"""Text as tokens: numbers, words, signs, each with its place. One pass, linear in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

__all__ = ["NUMBER_WORDS", "Token", "tokenize"]

TokenKind = Literal["number", "word", "sign"]

NUMBER_WORDS = {
    word: Decimal(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "half": Decimal("0.5"), "thirty": Decimal(30), "forty": Decimal(40), "fifty": Decimal(50), "sixty": Decimal(60),
    "seventy": Decimal(70), "eighty": Decimal(80), "ninety": Decimal(90),
}  # fmt: skip

_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125"}

_TOKEN = re.compile(
    r"""
    (?P<number>
        [1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![\d]|,\d)   # 600,000
      | (?P<unclear>\d+(?:,\d+)+)                         # 0,5: a decimal comma, or a list without spaces
      | \d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)
      | \d+\.\d+ | \d+ | (?<![\w.])\.\d+ | [½¼¾⅛]
    )
  | (?P<word>(?:[A-Za-z]\.){2,}[A-Za-z]?(?![A-Za-z]) | [^\W\d_]+(?:['’][^\W\d_]+)*(?:\^[-−]?\d)?)
  | (?P<sign>[^\s])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `lower` is its text in lower case, `value` the number it is.

    A number without a value is one that can be read in two ways ("0,5"): no reader may take it, or pass over it.
    """

    kind: TokenKind
    text: str
    lower: str
    start: int
    end: int
    value: Decimal | None = None


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Tokens of `text[start:end]`, with offsets into `text`.

    >>> [(t.text, t.value) for t in tokenize("600,000 IU/kg twice")]  # doctest: +NORMALIZE_WHITESPACE
    [('600,000', Decimal('600000')), ('IU', None), ('/', None), ('kg', None), ('twice', None)]
    """
    made: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        word, at, stop = match.group(), match.start(), match.end()
        if kind == "number":
            value = None if match["unclear"] else _number(word)
            made.append(Token("number", word, word, at, stop, value))
        elif kind == "word":
            lower = word.lower()
            made.append(Token("word", word, lower, at, stop, NUMBER_WORDS.get(lower)))
        else:
            made.append(Token("sign", word, word, at, stop))
    return tuple(made)


def _number(word: str) -> Decimal:
    if word in _FRACTIONS:
        return Decimal(_FRACTIONS[word])
    return Decimal(re.sub(r"[,\u00a0\u2007\u2009\u202f]", "", word))

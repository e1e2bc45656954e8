"""Pure functions on str that more than one room needs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "ZERO_WIDTH",
    "count_letters",
    "fold",
    "letters",
    "normal_title",
    "one_line",
    "slug",
]

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that draw nothing: soft hyphen, zero-width spaces and joiners, byte-order mark, direction marks."""

_ZERO_WIDTH_TABLE = dict.fromkeys(map(ord, ZERO_WIDTH))


def letters(text: str) -> str:
    """The letters and digits of `text` after NFKC, in order: what closed accounting counts."""
    if text.isascii():
        return "".join(filter(str.isalnum, text))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


_NOT_LETTERS = re.compile(r"[\W_]+")
_ASCII = bytes(range(128))
_ASCII_NOT_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


def count_letters(text: str) -> int:
    """How many letters and digits `text` holds after NFKC."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _ASCII_NOT_LETTERS))
    encoded = text.encode("utf-8", "ignore")
    others = encoded.translate(None, _ASCII)
    plain = len(encoded.translate(None, _ASCII_NOT_LETTERS)) - len(others)
    return plain + len(_NOT_LETTERS.sub("", unicodedata.normalize("NFKC", others.decode())))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` for comparing labels and headings: NFKC, case folded, white space collapsed, ’ as '.

    >>> fold(" Elimination\\u00a0half–Life ")
    'elimination half-life'
    """
    text = unicodedata.normalize("NFKC", text.translate(_ZERO_WIDTH_TABLE)).casefold()
    text = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u2010", "-").replace("\u2011", "-")
    return " ".join(text.split())


_NOT_SLUG = re.compile(r"[^\w]+")


def slug(text: str) -> str:
    """A stable id part made of a heading: folded, runs of anything but letters and digits as one hyphen.

    >>> slug("Liver safety of Aldesleukin")
    'liver-safety-of-aldesleukin'
    """
    return _NOT_SLUG.sub("-", fold(text)).strip("-_") or "section"


def normal_title(title: str) -> str:
    """A title in MediaWiki's normal form: NFC, underscores as spaces, spaces collapsed, first letter upper.

    Case is kept everywhere else; "first letter" holds for wikis with MediaWiki's default `$wgCapitalLinks`.

    >>> normal_title("aldesleukin_(drug)")
    'Aldesleukin (drug)'
    """
    if not title.isascii():
        title = unicodedata.normalize("NFC", title.translate(_ZERO_WIDTH_TABLE))
    title = title.replace("_", " ")
    if "  " in title or not title.isprintable() or title[:1] == " " or title[-1:] == " ":
        title = " ".join(title.split())
    if "A" <= title[:1] <= "Z":
        return title
    head = title[:1].upper()
    return (head if len(head) == 1 else title[:1]) + title[1:]


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """`text` with control characters, line breaks and direction marks as escapes."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)

"""Bytes as received become str, as a browser would read them."""

from __future__ import annotations

import codecs
import re

from ..errors import DecodeError, LimitError
from ..model.page import Page
from .limits import MAX_BYTES, MAX_TAGS

__all__ = ["decode_body"]

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive (or Office file)",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"BZh": "bzip2 data",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
    b"RIFF": "a media file",
    b"ZIM\x04": "a ZIM archive",
}

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_SOMETHING = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf]")
_SAMPLE = 8192
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# WHATWG Encoding Standard: labels that browsers read as a superset.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
              "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "euc_kr": "cp949",
              "shift_jis": "cp932"}  # fmt: skip


def decode_body(page: Page) -> str:
    """The text of `page.body`. Charset: byte-order mark, UTF-8 if valid, HTTP header, `<meta>`, then a guess.

    Bytes above ASCII that are valid UTF-8 are UTF-8 whatever the page declares: no other charset's text looks
    like it by chance.

    Raises DecodeError for bytes that are no text, LimitError for more than `MAX_BYTES` or `MAX_TAGS`.
    """
    body, where = page.body, page.url
    if len(body) > MAX_BYTES:
        raise LimitError(
            f"the page has {len(body):,} bytes, more than the {MAX_BYTES:,} that one page may have; "
            "if it is a dump or an archive, give it to `wikiclean process`",
            where=where,
        )
    if not _SOMETHING.search(body):
        raise DecodeError("the input is empty", where=where)
    for magic, name in _MAGIC.items():
        if body.startswith(magic):
            raise DecodeError(f"the input is {name}, not a page of text", where=where)
    if not body.startswith(_UTF16_BOMS):
        sample = body[:_SAMPLE]
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if controls * 20 > len(sample):
            raise DecodeError(f"the input is binary: {controls} control bytes in its first {len(sample)}", where=where)
    if (tags := body.count(b"<")) > MAX_TAGS:
        raise LimitError(f"the page has {tags:,} tags, more than the {MAX_TAGS:,} that one page may have", where=where)
    text = _decode(body, page.headers.get("content-type", ""))
    return text.replace("\x00", "") if b"\x00" in body else text


def _decode(body: bytes, content_type: str) -> str:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if not body.isascii():
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for encoding in _declared(body, content_type):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if body.isascii():
        return body.decode("ascii")
    return _guess(body)


def _declared(body: bytes, content_type: str) -> list[str]:
    """Encodings that header and `<meta>` name, as Python knows them."""
    labels = []
    if match := _HEADER_CHARSET.search(content_type):
        labels.append(match[1])
    if meta := _META_CHARSET.search(body, 0, 4096):
        labels.append(meta[1].decode("ascii"))
    found = []
    for label in labels:
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        if meta and name.startswith("utf-16"):
            name = "utf-8"  # a <meta> that could be read as ASCII is no UTF-16
        found.append(_SUPERSETS.get(name, name))
    return found


def _guess(body: bytes) -> str:
    """A page that declares nothing true: let bs4 look at the bytes; UTF-8 with replacements at worst."""
    from bs4.dammit import UnicodeDammit

    if len(body.decode("utf-8", "ignore")) > 0.98 * len(body):
        return body.decode("utf-8", "replace")  # UTF-8 with a broken byte here and there
    dammit = UnicodeDammit(body, is_html=True)
    if isinstance(dammit.unicode_markup, str):
        return dammit.unicode_markup
    return body.decode("utf-8", "replace")

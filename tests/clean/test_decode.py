from __future__ import annotations

import pytest

from wikiclean.clean.decode import decode_body
from wikiclean.clean.limits import MAX_BYTES, MAX_TAGS
from wikiclean.clean.steps import clean_page
from wikiclean.errors import DecodeError, LimitError
from wikiclean.model.page import Page


def page(body: bytes, content_type: str = "") -> Page:
    return Page(body=body, transport="page_html", headers={"content-type": content_type} if content_type else {})


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>5 µg – naïve</p>".encode(), "text/html; charset=utf-8"),
        ("<p>5 µg – naïve</p>".encode("cp1252"), "text/html; charset=iso-8859-1"),
        (b"\xff\xfe" + "<p>5 µg – naïve</p>".encode("utf-16-le"), ""),
        ("<meta charset=windows-1252><p>5 µg – naïve</p>".encode("cp1252"), ""),
        ("<p>5 µg – naïve</p>".encode(), "text/html; charset=ascii"),
        ("<p>5 µg – naïve</p>".encode(), "text/html; charset=no-such-charset"),
    ],
)
def test_charsets(body: bytes, content_type: str) -> None:
    assert "5 µg – naïve" in decode_body(page(body, content_type))


@pytest.mark.parametrize(
    "body",
    [b"", b" \n\t ", b"\x00\x00", b"%PDF-1.7 ...", b"\x89PNG\r\n", b"PK\x03\x04rest", bytes(range(1, 9)) * 50],
)
def test_what_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(DecodeError):
        decode_body(page(body))


def test_a_few_nul_bytes_are_dropped() -> None:
    assert clean_page(page(b"<p>one\x00 two</p>" + b"<p>three</p>" * 30)).document.text.startswith("one two")


def test_a_page_beyond_the_limit_is_refused() -> None:
    with pytest.raises(LimitError, match="more than"):
        decode_body(page(b"x" * (MAX_BYTES + 1)))


def test_a_page_of_nothing_but_tags_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(LimitError, match="tags"):
        clean_page(page(b"<p>" + b"<b>" * MAX_TAGS))

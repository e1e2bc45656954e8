from __future__ import annotations

import pytest
import requests
from bs4 import BeautifulSoup

from wikiclean.clean.steps import clean_page
from wikiclean.errors import UsageError
from wikiclean.model.page import Page

HTML = "<h1 id='firstHeading'>T</h1><div id='mw-content-text'><p>5 × 10<sup>6</sup> and <b>µ</b></p></div>"


def response() -> requests.Response:
    made = requests.Response()
    made.status_code = 404
    made.url = "https://w.example/wiki/T"
    made.headers["Content-Type"] = "text/html; charset=utf-8"
    made._content = HTML.encode()
    return made


@pytest.mark.parametrize(
    "html",
    [
        HTML,
        HTML.encode(),
        bytearray(HTML.encode()),
        BeautifulSoup(HTML, "lxml"),
        BeautifulSoup(HTML, "html.parser").div,
    ],
    ids=["str", "bytes", "bytearray", "soup", "tag"],
)
def test_every_kind_of_input_gives_the_same_text(html: object) -> None:
    page = Page.from_html(html, url="https://w.example/wiki/T")  # type: ignore[arg-type]
    assert clean_page(page).document.text == "5 × 10^6 and µ"


def test_a_response_brings_what_it_knows() -> None:
    page = Page.from_html(response())
    assert (page.status, page.url, page.transport) == (404, "https://w.example/wiki/T", "page_html")
    assert clean_page(page).document.outcome == "missing"


def test_anything_else_is_refused() -> None:
    with pytest.raises(UsageError, match="got int"):
        Page.from_html(5)  # type: ignore[arg-type]

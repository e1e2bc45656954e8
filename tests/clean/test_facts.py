from __future__ import annotations

import pytest

from wikiclean.clean.steps import clean_page
from wikiclean.model.document import Coordinates, Document
from wikiclean.model.page import Page


def document_of_page(inside: str, *, around: str = "", head: str = "") -> Document:
    html = (
        f"<html><head><title>Testol</title>{head}</head><body><h1 id='firstHeading'>Testol</h1>"
        f"<div id='mw-content-text'><div class='mw-parser-output'><p>Words</p>{inside}</div></div>{around}</body></html>"
    )
    return clean_page(Page.from_html(html, url="https://wiki.example/wiki/Testol")).document


@pytest.mark.parametrize(
    "line",
    [
        "<div id='catlinks'><div id='mw-normal-catlinks'><a href='/wiki/Special:Categories'>Categories</a>: <ul>"
        "<li><a href='/wiki/Category:Tests'>Tests</a></li><li><a href='/wiki/Category:Old_ones'>Old ones</a></li></ul></div>"
        "<div id='mw-hidden-catlinks'>Hidden: <ul><li><a href='/wiki/Category:Stubs'>Stubs</a></li></ul></div></div>",
        "<div id='catlinks'><div id='mw-normal-catlinks'><a href='/wiki/Special:Categories'>Categories</a>: "
        "<span dir='ltr'><a href='C_Tests.html'>Tests</a></span> | <span dir='ltr'><a href='C_Old.html'>Old ones</a></span>"
        "</div></div>",
        "<div id='catlinks'><p class='catlinks'><a href='/wiki/Special:Categories'>Categories</a>: "
        "<span dir='ltr'><a href='/wiki/Category:Tests'>Tests</a></span> | <span><a href='/x'>Old ones</a></span></p></div>",
        "<div id='catlinks'><div id='mw-normal-catlinks'>Categories: <ul><li><span>Tests</span></li><li>Old ones</li></ul>"
        "</div></div>",
    ],
)
def test_categories_of_every_version(line: str) -> None:
    assert document_of_page("", around=line).categories == ("Tests", "Old ones")


def test_categories_of_parsoid() -> None:
    links = (
        "<link rel='mw:PageProp/Category' href='./Category:Tests'>"
        "<link rel='mw:PageProp/Category' href='./Kategorie:Old_ones#key'>"
    )
    assert document_of_page(links).categories == ("Tests", "Old ones")


def test_hidden_categories_alone_are_none() -> None:
    line = (
        "<div id='catlinks'><div id='mw-hidden-catlinks'>Hidden: <ul><li><a href='/x'>Stubs</a></li></ul></div></div>"
    )
    assert document_of_page("", around=line).categories == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<span id='coordinates'><span class='geo'>48.5; -7.25</span></span>",
        "<span id='coordinates'><span class='geo'><span class='latitude'>48.5</span><span class='longitude'>-7.25</span>"
        "</span></span>",
        "<span id='coordinates'><a class='mw-kartographer-maplink' data-lat='48.5' data-lon='-7.25' href='/m'>here</a></span>",
        "<span id='coordinates'><a href='//geohack.example/geohack.php?pagename=T&params=48_30_N_7_15_W_type:x'>48°</a></span>",
        "<span id='coordinates'><a href='//geohack.example/geohack.php?params=48.5_N_7.25_W_region:X'>48°</a></span>",
        "<p>At <span class='geo noexcerpt' style='display:none'><span class='latitude'>48.5</span>"
        "<span class='longitude'>−7.25</span></span></p>",
        "<table class='infobox'><tr><th>Place</th><td><span class='geo'>48.5; −7.25</span></td></tr></table>"
        "<p>Far from <span class='geo'>1; 2</span></p>",
        "<p>Far from <span class='geo'>1; 2</span></p><span id='coordinates'><span class='geo'>48.5; -7.25</span></span>",
    ],
)
def test_coordinates_in_all_forms(markup: str) -> None:
    assert document_of_page(markup).coordinates == Coordinates(48.5, -7.25)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>From <span class='geo'>1; 2</span> to <span class='geo'>3; 4</span></p>",
        "<span id='coordinates'><span class='geo'>148.5; 7.25</span></span>",
        "<span id='coordinates'><a href='/wiki/Help'>Coordinates</a></span>",
        "<p><a data-lat='x' data-lon='y' href='/m'>map</a></p>",
    ],
)
def test_no_place_of_the_page(markup: str) -> None:
    assert document_of_page(markup).coordinates is None


@pytest.mark.parametrize(
    ("around", "head"),
    [
        ("<li id='t-wikibase'><a href='https://www.wikidata.example/wiki/Special:EntityPage/Q42'>Item</a></li>", ""),
        ("<span class='wb-langlinks-link'><a href='https://d.example/wiki/Special:EntityPage/Q42#sitelinks-x'>Edit</a></span>",
         ""),
        ("", "<script>RLCONF={\"wgPageName\":\"Testol\",\"wgWikibaseItemId\":\"Q42\"};</script>"),
    ],
)  # fmt: skip
def test_wikidata_item(around: str, head: str) -> None:
    assert document_of_page("", around=around, head=head).source.wikidata == "Q42"


def test_languages_of_newer_and_older_skins() -> None:
    new = (
        "<ul><li class='interlanguage-link interwiki-de'><a href='https://de.wiki.example/wiki/Testol_(Stoff)' lang='de' "
        "hreflang='de'>Deutsch</a></li></ul>"
    )
    old = "<ul><li class='interwiki-de'><a href='//de.wiki.example/wiki/Testol_(Stoff)' hreflang='de'>Deutsch</a></li></ul>"
    for around in (new, old):
        (language,) = document_of_page("", around=around).languages
        assert (language.code, language.title) == ("de", "Testol (Stoff)")
        assert language.url == "https://de.wiki.example/wiki/Testol_(Stoff)"

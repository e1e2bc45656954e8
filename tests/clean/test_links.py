from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiclean.clean.links import LinkResolver, percent_decoded


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/wiki/Gout", "Gout"),
        ("/wiki/G%C3%B6t%20a_b#Top_c", "Göt a b#Top_c"),
        ("./Gout#Uses", "Gout#Uses"),
        ("Gout.html", "Gout"),
        ("/w/index.php?title=New_page&action=edit&redlink=1", "New page"),
        ("https://wiki.example/wiki/Gout", "Gout"),
        ("//wiki.example/wiki/Gout", "Gout"),
        ("https://other.example/wiki/Gout", "https://other.example/wiki/Gout"),
        ("/wiki/Testol#Uses", "#Uses"),
        ("#Uses", "#Uses"),
        ("javascript:void(0)", None),
        ("", None),
    ],
)
def test_targets_are_titles_on_the_wiki_and_addresses_elsewhere(href: str, target: str | None) -> None:
    assert LinkResolver("Testol", "https://wiki.example/wiki/Testol").target(href) == target


@pytest.mark.parametrize(
    ("own", "href", "target"),
    [
        ("https://wiki.example/title/Testol", "/title/Gout#Uses", "Gout#Uses"),
        ("https://wiki.example/title/Testol", "https://wiki.example/title/Help:Gout", "Help:Gout"),
        ("https://wiki.example/title/Testol", "/packages/gout", "/packages/gout"),
        ("https://wiki.example/Testol", "/Gout", "Gout"),
        ("https://wiki.example/Testol", "/images/Gout.png", "/images/Gout.png"),
        ("https://wiki.example/Testol", "/api.php", "/api.php"),
    ],
)
def test_a_wiki_s_own_article_path_is_read_off_the_page_s_address(own: str, href: str, target: str) -> None:
    assert LinkResolver("Testol", own).target(href) == target


@given(st.text(alphabet="%aéß4eE2C3 \\\\日_x", max_size=30))
def test_escapes_are_decoded_as_the_standard_library_does(text: str) -> None:
    assert percent_decoded(text) == unquote(text)

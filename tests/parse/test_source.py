from __future__ import annotations

import pytest

from wikiclean.clean.steps import clean_page
from wikiclean.model.page import Page
from wikiclean.parse.source import lead_names


def names(lead: str) -> tuple[str, ...]:
    html = f'<div id="mw-content-text"><div class="mw-parser-output"><p>{lead}</p></div></div>'
    return lead_names(clean_page(Page.from_html(html, title="Testol", site="mediawiki")).document)


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("<b>Testol</b>, also known as <b>Brandol</b>, is a drug.", ("Testol", "Brandol")),
        ("<b>Autosomal dominant polycystic kidney disease type 2</b> (<b>PKD2</b>) is a disease.",
         ("Autosomal dominant polycystic kidney disease type 2", "PKD2")),
        ("<b>Testol</b> (<b>N-(4-hydroxyphenyl)ethanamide</b>) is a drug.", ("Testol", "N-(4-hydroxyphenyl)ethanamide")),
        ("<b>Testol</b> is a drug. <b>It is strongly discouraged to mix it with others.</b>", ("Testol",)),
        ("<b>Warning: never take it alone</b> <b>Testol</b> is a drug.", ("Testol",)),
        ("<b>Fatal overdose may occur when it is combined with depressants!</b>", ()),
        ("<b>Users of this substance in combination with other substances of this class</b>", ()),
    ],
)  # fmt: skip
def test_names_of_the_lead_are_short_and_no_sentences(lead: str, found: tuple[str, ...]) -> None:
    assert names(lead) == found

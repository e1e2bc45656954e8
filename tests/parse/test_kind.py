from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.errors import NotAnArticleError
from wikiclean.parse.kind import decide_kind
from wikiclean.parse.sections import read_outline
from wikiclean.parse.steps import parse_document


def kind_of(content: str, title: str = "Testol") -> str:
    document = document_of(content, title=title)
    return decide_kind(document, read_outline(document)).kind


@pytest.mark.parametrize(
    ("content", "title", "kind"),
    [
        ("<h2>Dosage and administration for Testol</h2><p>x</p>", "Testol", "drug"),
        ("<h2>Side effects</h2><p>x</p><h2>Contraindications</h2><p>x</p>", "Testol", "drug"),
        ("<h2>Signs and symptoms</h2><p>x</p><h2>Prognosis</h2><p>x</p>", "Testitis", "condition"),
        ("<table class='infobox drugbox'><tr><th>ATC code</th><td>A01</td></tr></table><p>x</p>", "Testol", "drug"),
        ("<h2>Uses</h2><p>x</p><h2>Toxicity</h2><p>x</p><h2>Cultivation</h2><p>x</p>", "Tomato", "article"),
        ("<h2>Side effects</h2><p>x</p>", "Testol", "article"),
        ("<h2>Side effects</h2><p>x</p><h2>Contraindications</h2><p>x</p>", "Beta blockers", "article"),
        ("<h2>History</h2><p>x</p>", "Town", "article"),
    ],
)
def test_kinds(content: str, title: str, kind: str) -> None:
    assert kind_of(content, title) == kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<h2>Side effects</h2><p>x</p><h2>Contraindications</h2><p>x</p>", ["Side effects", "Contraindications"]),
        ("<table class='infobox drugbox'><tr><th>ATC code</th><td>A01</td></tr></table><p>x</p>", ["A01"]),
        ("<p>x</p>", []),
    ],
)
def test_a_record_says_what_its_kind_was_decided_by(content: str, said: list[str]) -> None:
    quality = parse_document(document_of(content, title="Testol")).quality
    assert [piece.exact for piece in quality.kind_evidence] == said
    assert all((piece.rule or "").startswith("kind.") for piece in quality.kind_evidence)


def test_an_article_has_no_doses_whatever_it_says() -> None:
    record = parse_document(document_of("<h2>Dosage</h2><p>The recommended dose is 5 mg once daily.</p>", title="Town"))
    assert record.kind == "article"
    assert not hasattr(record, "dosage")


def test_a_page_that_is_no_article_gives_no_record() -> None:
    with pytest.raises(NotAnArticleError, match="blank"):
        parse_document(document_of(""))

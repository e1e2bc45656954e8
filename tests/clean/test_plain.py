from __future__ import annotations

from accounting import letters
from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.model.page import Page

TEXT = """From WikiMD's Food, Medicine & Wellness Encyclopedia
Jump to navigation
Jump to search

Testinib

Testinib (pronounced TES ti nib) is a made-up inhibitor.

Etymology
Its maker coined the name.

Dosage and Administration

The recommended dose is 40 mg orally once daily.

Related Terms
- Other
- 5. Another

Side Effects

Common side effects include rash.
It may cause thirst.

This WikiMD dictionary article is a stub. YOU can help!
Languages: - English, - Deutsch
Contributors: Somebody, MD
WikiMD's Wellness Encyclopedia
Semaglutide (Ozempic / Wegovy and Tirzepatide (Mounjaro / Zepbound) available.
"""


def cleaned() -> Cleaned:
    return clean_page(Page.from_text(TEXT, title="Testinib", site="wikimd"))


def test_headings_paragraphs_and_items() -> None:
    document = cleaned().document
    assert document.text == (
        "Testinib (pronounced TES ti nib) is a made-up inhibitor.\n\nEtymology\n\nIts maker coined the name.\n\n"
        "Dosage and Administration\n\nThe recommended dose is 40 mg orally once daily.\n\n"
        "Side Effects\n\nCommon side effects include rash.\n\nIt may cause thirst."
    )
    assert [(s.heading, s.apparatus) for s in document.sections] == [
        (None, False),
        ("Etymology", False),
        ("Dosage and Administration", False),
        ("Related Terms", True),
        ("Side Effects", False),
    ]


def test_every_line_is_kept_or_in_the_ledger_once() -> None:
    made = cleaned()
    accounted = letters(made.document.text) + letters("".join(r.text for r in made.ledger.removals))
    assert sorted(accounted) == sorted(letters(TEXT))
    rules = {r.rule for r in made.ledger.removals}
    assert {"wikimd-tagline", "jump-line", "title", "apparatus", "wikimd-stub", "wikimd-ad"} <= rules


def test_the_language_of_an_unknown_site_is_plain_too() -> None:
    page = Page.from_text(
        "Wirkstoff\n\nNebenwirkungen\n\nKopfschmerz.", title="Wirkstoff", url="https://de.x.example/wiki/W"
    )
    document = clean_page(page).document
    assert document.text == "Nebenwirkungen\n\nKopfschmerz."
    assert len(document.sections) == 1  # English and German are told apart by the page, which says nothing here

"""Furniture that no rule names: navigation tables and rows of links, told by their shape and place."""

from __future__ import annotations

import pytest
from page_of import clean_content

WORDS = (
    "<p>Testol is a medicine of our own making, and these are some plain words about it, set down for a test.</p>" * 3
)


def links(*names: str, between: str = " • ") -> str:
    return between.join(f"<a href='/wiki/{name}'>{name}</a>" for name in names)


NAMES = [f"Medicine {letter}" for letter in "ABCDE"]
NAVIGATION = (
    f"<table><tr><td>Old:</td><td>{links(*NAMES)}</td></tr><tr><td>New:</td><td>{links(*NAMES, '<b>Testol</b>')}</td></tr>"
    "</table>"
)


def removed(content: str, rule: str) -> list[str]:
    return [removal.text for removal in clean_content(content).ledger.removals if removal.rule == rule]


def test_a_table_of_links_after_the_last_word_goes() -> None:
    cleaned = clean_content(WORDS + NAVIGATION + "<h2>References</h2><ul><li>A book</li></ul>")
    assert not cleaned.document.tables
    assert "Medicine C" in next(r.text for r in cleaned.ledger.removals if r.rule == "link-table")


def test_such_a_table_with_words_after_it_stays() -> None:
    assert len(clean_content(NAVIGATION + WORDS).document.tables) == 1


def test_signed_view_talk_edit_it_goes_wherever_it_stands() -> None:
    signed = NAVIGATION.replace("<tr>", "<tr><th colspan='2'>[v · t · e] Medicines</th></tr><tr>", 1)
    assert len(removed(signed + WORDS, "link-table")) == 1


def test_a_table_of_data_with_links_stays_at_the_end() -> None:
    rows = "".join(f"<tr><td>{links(name)}</td><td>{links('Maker ' + name)}</td></tr>" for name in NAMES * 2)
    assert len(clean_content(f"{WORDS}<table class='wikitable'>{rows}</table>").document.tables) == 1


@pytest.mark.parametrize("content", ["{row}{words}", "{words}{row}"])
def test_a_row_of_links_at_either_end_goes(content: str) -> None:
    row = f"<p>{links(*NAMES, between=' | ')}</p>"
    assert len(removed(content.format(row=row, words=WORDS), "link-line")) == 1


def test_a_row_of_links_among_words_stays_and_so_does_a_page_of_rows() -> None:
    row = f"<p>{links(*NAMES, between=' | ')}</p>"
    assert removed(WORDS + row + WORDS, "link-line") == []
    assert removed(row * 3, "link-line") == []
    assert removed(row * 6 + WORDS, "link-line") == []


def test_an_advertisement_in_a_small_table_or_a_caption_goes_by_the_rules_for_blocks() -> None:
    box = "<table><tr><td>Ad. Somebody sells something</td></tr><tr><td>Tired of being overweight?</td></tr></table>"
    picture = "<div class='thumb'><img src='/x.png' alt=''><div class='thumbcaption'>W8MD weight loss logo</div></div>"
    cleaned = clean_content(WORDS + box + picture + WORDS, site="wikimd")
    assert not cleaned.document.tables
    assert not cleaned.document.figures
    assert {"Ad.", "W8MD"} <= {r.text.split()[0] for r in cleaned.ledger.removals if r.rule == "wikimd-ad"}


def test_a_table_with_one_cell_of_data_stays() -> None:
    box = "<table><tr><th>Advertisement</th><th>Year</th></tr><tr><td>First</td><td>1901</td></tr></table>"
    assert len(clean_content(WORDS + box + WORDS).document.tables) == 1


def test_apparatus_headings_of_another_script_than_the_page_says() -> None:
    cleaned = clean_content(
        WORDS + "<h2>参考文献</h2><ul><li>A book</li></ul><h2>Литература</h2><ul><li>Another</li></ul>"
    )
    assert [section.heading for section in cleaned.document.sections if section.apparatus] == ["参考文献", "Литература"]


def test_a_table_whose_cells_are_lists_of_links_stays_at_the_end() -> None:
    listed = links(*NAMES, between="<br>")
    content = f"{WORDS}<table><tr><th>Old</th><td>{listed}</td></tr><tr><th>New</th><td>{listed}</td></tr></table>"
    assert removed(content, "link-table") == []

from __future__ import annotations

import pytest

from wikiclean.cli.paint import paint_terminal
from wikiclean.model.ledger import Ledger, Removal
from wikiclean.model.render.records.paint import paint_markdown, paint_text
from wikiclean.model.render.records.view import NOT_ADVICE, Entry, Panel, View, view_ledger

VIEW = View(
    "Velmo*restat\x1b[2J",
    ("drug w:1",),
    (Panel("Dosage", (Entry("40 mg [usual]", ("“40 mg” [3-8]",)),)), Panel("Nothing", ())),
)


def test_plain_text_has_headings_values_and_evidence() -> None:
    assert paint_text(VIEW).splitlines() == [
        "Velmo*restat\\x1b[2J",
        "===================",
        "drug w:1",
        "",
        "Dosage",
        "------",
        "  40 mg [usual]",
        "      “40 mg” [3-8]",
        "",
        NOT_ADVICE,
    ]


def test_markdown_is_escaped() -> None:
    text = paint_markdown(VIEW)
    assert text.startswith("# Velmo\\*restat")
    assert "- 40 mg \\[usual\\]\n  - “40 mg” \\[3-8\\]\n" in text
    assert "Nothing" not in text
    assert "\x1b" not in text


def test_a_terminal_shows_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    paint_terminal(VIEW)
    shown = capsys.readouterr().out
    assert "  40 mg [usual]\n      “40 mg” [3-8]\n" in shown
    assert "\x1b[2J" not in shown
    assert shown.endswith(f"{NOT_ADVICE}\n")


def test_the_ledger_is_summed_by_rule() -> None:
    ledger = Ledger(
        (Removal("a/x", "why", "ab c", "p"), Removal("a/x", "why", "d", "p"), Removal("b/y", "why", "e", "p"))
    )
    panel = view_ledger(ledger)
    assert panel.heading == "Removed from the page (5 letters and digits)"
    assert [entry.text for entry in panel.entries] == [
        "a/x: 2 pieces, 4 letters and digits",
        "b/y: 1 pieces, 1 letters and digits",
    ]

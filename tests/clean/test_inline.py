from __future__ import annotations

import pytest

from wikiclean.clean.inline import Inline, caret_needed, clean_string


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two \n\t words ", "two words"),
        ("1\u00a0000 mg", "1\u00a0000 mg"),
        ("5\u00a0mg", "5 mg"),
        ("3.2\u2009±\u20090.1", "3.2 ± 0.1"),
        ("12\u202f345\u202f678", "12\u202f345\u202f678"),
        ("−5 and ½", "−5 and ½"),
        ("hy\u00adphen\u200bated\ufeff", "hyphenated"),
        ("e\u0301te\u0301", "été"),
        ("日本\u3000語", "日本 語"),
    ],
)
def test_white_space_and_unicode(raw: str, clean: str) -> None:
    assert clean_string(raw) == clean


def test_white_space_between_pieces_counts_once_and_spans_leave_it_out() -> None:
    line = Inline()
    line.add("take ")
    start = line.here
    line.add(" two ")
    line.span("strong", start)
    line.add(" daily")
    text, spans = line.finish()
    assert text == "take two daily"
    assert [(s.kind, text[s.start : s.end]) for s in spans] == [("strong", "two")]


@pytest.mark.parametrize("pieces", [("1", "\u00a0", "000 mg"), ("1\u00a0", "000 mg"), ("1", "\u00a0000 mg")])
def test_a_fixed_space_inside_a_number_stays_wherever_the_markup_parts_it(pieces: tuple[str, ...]) -> None:
    line = Inline()
    for piece in pieces:
        line.add(piece)
    assert line.finish()[0] == "1\u00a0000 mg"
    line = Inline()
    for piece in ("5", "\u00a0", " ", "mg", "\u00a0", "daily"):
        line.add(piece)
    assert line.finish()[0] == "5 mg daily"


def test_composition_over_the_seam_of_two_pieces_moves_offsets() -> None:
    line = Inline()
    line.add("cafe")
    line.add("\u0301 au lait")
    start = line.here
    line.add(" noir")
    line.span("emphasis", start)
    text, spans = line.finish()
    assert text == "café au lait noir"
    assert text[spans[0].start : spans[0].end] == "noir"


def test_a_guarded_number_never_runs_into_the_next_digit() -> None:
    line = Inline()
    line.add("10^6")
    line.guard_number()
    line.add("5 cells")
    assert line.finish()[0] == "10^6 5 cells"


@pytest.mark.parametrize(
    ("content", "needed"),
    [("6", True), ("−1", True), ("2+", True), ("n", True), ("131", True), ("st", False), ("TM", False), ("‡", False)],
)
def test_carets_stand_where_a_superscript_changes_meaning(content: str, needed: bool) -> None:
    assert caret_needed(content) is needed

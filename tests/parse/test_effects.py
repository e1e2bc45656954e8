"""Adverse effects: statements and their readings, cells, headings, items; and that evidence holds what a fact says."""

from __future__ import annotations

import pytest

from effect_lines import DRUG, line, lines, read
from effect_statements import FIGURES, FRAMES, LISTS, NEGATED, NOTHING, REFUSED
from wikiclean.parse.facts import read_passage
from wikiclean.parse.passage import Passage

CELLS = {
    "Drowsiness, dizziness, weight gain": ["Drowsiness", "dizziness", "weight gain"],
    "Nausea, vomiting, and diarrhea": ["Nausea", "vomiting", "diarrhea"],
    "Headache; nausea; rash": ["Headache", "nausea", "rash"],
    "Headache\nnausea": ["Headache", "nausea"],
    "Low blood sugar, injection site reactions": ["Low blood sugar", "injection site reactions"],
    "Nausea, loss of appetite, others": ["Nausea", "loss of appetite"],
    "Common: nausea, headache Serious: seizures": [
        "nausea; common; class common",
        "headache; common; class common",
        "seizures; (serious)",
    ],
    "Common side effects: nausea, headache": ["nausea; common", "headache; common"],
    "Few": [],
    "See below for the most important ones, which are dealt with elsewhere": [],
}
HEADED = {
    "Cardiovascular: hypotension, tachycardia; skin: rash": [
        "hypotension; @Cardiovascular",
        "tachycardia; @Cardiovascular",
        "rash; @skin",
    ],
    "Central nervous system: dizziness, headache": [
        "dizziness; @Central nervous system",
        "headache; @Central nervous system",
    ],
    "Serious: anaphylaxis, seizures. Other: cough, rash.": [
        "anaphylaxis; (serious)",
        "seizures; (serious)",
        "cough",
        "rash",
    ],
    "Common side effects include:\n- nausea\n- rash (5%)\nA sentence about something else stands here.\nfever": [
        "nausea; common",
        "rash; common; drug 5%",
    ],
    "Very common (≥1/10):\nheadache\nCommon:\nrash, fever": [
        "headache; very common; class very_common",
        "rash; common; class common",
        "fever; common; class common",
    ],
}


READ = FRAMES | LISTS | FIGURES | NEGATED


@pytest.mark.parametrize("text", READ)
def test_statements_are_read(text: str) -> None:
    assert lines(text) == READ[text]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_read(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_plain_stays_text(text: str) -> None:
    found = read(text)
    assert not found.facts.get("adverse_effects")
    (unread,) = (one for one in found.unparsed if one.topic == "adverse_effect")
    assert unread.evidence[0].exact == text


@pytest.mark.parametrize(
    "text",
    [
        "It causes inhibition of the enzyme and relaxation of the airways.",
        "This causes inflammation and pain.",
        "The disease causes fever, and relapses are common.",
        "High mercury levels can be found in larger fish.",
        "Heart: failure, attack",
    ],
)
def test_mechanisms_and_diseases_are_no_effects_in_a_lead(text: str) -> None:
    assert lines(text, section="overview") == []


@pytest.mark.parametrize("text", CELLS)
def test_cells_are_lists(text: str) -> None:
    assert lines(text, section="infobox", label="Side effects") == CELLS[text]


@pytest.mark.parametrize("text", HEADED)
def test_labels_head_groups(text: str) -> None:
    assert lines(text) == HEADED[text]


def test_a_heading_says_it_of_the_items_under_it() -> None:
    record = "Serious side effects\nliver failure\nan index of pages\nbleeding\n"
    passage = Passage(
        record_text=record,
        start=21,
        end=len(record),
        kinds=("adverse_effects",),
        title=DRUG,
        path=("Side effects", "Serious side effects"),
        heading_start=0,
    )
    found = read_passage(passage).facts["adverse_effects"]
    assert [line(fact) for fact in found] == ["liver failure; (serious)", "bleeding; (serious)"]  # type: ignore[arg-type]
    assert [piece.exact for piece in found[1].evidence] == ["Serious side effects", "bleeding"]


@pytest.mark.parametrize("text", READ)
def test_evidence_holds_all_that_a_fact_says(text: str) -> None:
    for fact in read(text).facts["adverse_effects"]:
        for piece in fact.evidence:
            assert text[piece.start : piece.end] == piece.exact
        said = " ".join(piece.exact for piece in fact.evidence).lower()
        carried = fact.term == "clinically significant acute liver injury"  # its proviso stands in the clause before
        words = [None if carried else fact.condition, fact.frequency_as_written, fact.body_system]
        words += [arm.value.as_written for arm in fact.incidence]
        words += fact.term.split()
        assert [word for word in words if word and word.lower() not in said] == []
        if fact.negated:
            assert any(f"{word} " in said for word in ("not", "no", "never", "neither"))

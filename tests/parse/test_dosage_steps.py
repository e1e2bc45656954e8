"""Targets of a change, maxima, drugs given with it, people and occasions, as other writers put them."""

from __future__ import annotations

import pytest

from dosage_essence import read_dosages
from wikiclean.parse.facts import read_facts

READ: list[tuple[str, list[str]]] = [
    # the target of a change
    (
        "Dosing starts at 5 mg daily and is increased by 5 mg weekly to the usual maintenance dosage of 20 mg daily in two divided doses.",
        ["5 mg a day, initial", "20 mg a day, in 2 {dose}, maintenance, step 2"],
    ),
    (
        "Begin with 25 mg daily and work up to 100 mg daily over four weeks.",
        ["25 mg a day, initial", "100 mg a day, (over four weeks), subsequent, step 2"],
    ),
    (
        "Treatment starts at 1 mg daily before being stepped up over a week to the full 2 mg daily.",
        ["1 mg a day, initial", "2 mg a day, subsequent, step 2"],
    ),
    (
        "The first dose is 50 mg twice daily, which may be raised each week by 25 mg twice daily up to a maintenance dose of 100 mg twice daily.",
        ["50 mg each, 2x1d, initial", "100 mg each, 2x1d, maintenance, step 2"],
    ),
    (
        "It is started at 0.5 mg and increased by 0.5 mg every fourth day until 2 mg twice daily is reached.",
        ["0.5 mg each, initial", "2 mg each, 2x1d, subsequent, step 2"],
    ),
    (
        "Start with 10 mg once daily; after a month this is increased to 20 mg once daily and, if more is needed, to 40 mg once daily.",
        [
            "10 mg each, 1x1d, initial",
            "20 mg each, 1x1d, (after a month), subsequent, step 2",
            "40 mg each, 1x1d, (if more is needed), subsequent, step 3",
        ],
    ),
    (
        "Start with one tablet daily for a week, if tolerated, then two tablets daily.",
        ["1 {tablet} a day, for 1 wk, initial", "2 {tablet} a day, (if tolerated), subsequent, step 2"],
    ),
    (
        "A test dose of 5 mg in 50 mL of saline is infused over 30 minutes; if there is no reaction, continue with 1 mg/kg daily.",
        ["5 mg each, over 30 min, initial", "1 mg/kg a day, (if there is no reaction), subsequent, step 2"],
    ),
    # maxima
    (
        "1 or 2 tablets every 6 hours as needed, maximum 8 a day.",
        ["1..2 {tablet} each, 1x6h, as needed, max 8 {tablet}/1 d"],
    ),
    (
        "Two puffs every four hours when needed, no more than 12 in 24 hours.",
        ["2 {puff} each, 1x4h, as needed, max 12 {puff}/24 h"],
    ),
    ("Adults take 20 mg daily; doses above 40 mg per day are rarely needed.", ["20 mg a day, Adults [adult]"]),
    (
        "The infusion is commenced at 5 mcg/kg/min; rates above 20 mcg/kg/min are seldom necessary.",
        ["5 ug/kg/min each, initial"],
    ),
    (
        "Adults take 20 mg daily; daily doses above 40 mg are not recommended.",
        ["20 mg a day, max 40 mg/1 d, Adults [adult]"],
    ),
    # drugs given with it
    ("The dose is 600 mg once daily with prednisone 5 mg twice daily.", ["600 mg each, 1x1d, with prednisone"]),
    ("10 mg is taken once a day with a snack.", ["10 mg each, 1x1d, (with a snack)"]),
    # people
    (
        "Insulin-naive adults usually begin with 10 units injected under the skin once daily.",
        ["10 U each, subcutaneous, 1x1d, Insulin-naive adults [adult], initial"],
    ),
    (
        "For steroid-dependent patients with asthma the dose is 400 mcg twice daily.",
        ["400 ug each, 2x1d, steroid-dependent patients [], use asthma"],
    ),
    (
        "Children under six take 5 mg once daily and those over six 10 mg once daily.",
        ["5 mg each, 1x1d, Children under six [child <6 a]", "10 mg each, 1x1d, those over six [>6 a], regimen 2"],
    ),
    ("Adults with normal kidneys get 1 g every 12 hours.", ["1 g each, 1x12h, Adults [adult], (with normal kidneys)"]),
    ("Most adults do well on 20 mg once a day.", ["20 mg each, 1x1d, adults [adult]"]),
    # uses
    (
        "For ringworm give 250 mg by mouth once a day for six weeks.",
        ["250 mg each, oral, 1x1d, for 6 wk, use ringworm"],
    ),
    ("In acne treatment begins with 40 mg once daily.", ["40 mg each, 1x1d, use acne, initial"]),
    ("Migraine: 50 mg at onset, up to 200 mg/24 h.", ["50 mg each, max 200 mg/24 h, use Migraine, (at onset)"]),
    # routes and occasions
    (
        "0.3 mg is injected into the joint once a week for three weeks.",
        ["0.3 mg each, intra-articular, 1x1wk, for 3 wk"],
    ),
    ("0.5 mg is injected into the vitreous once a month.", ["0.5 mg each, intravitreal, 1x1mo"]),
    ("Before surgery 2 g is given intravenously.", ["2 g each, intravenous, (Before surgery)"]),
    (
        "At the first sign of an attack one tablet is dissolved under the tongue.",
        ["1 {tablet} each, sublingual, (At the first sign of an attack)"],
    ),
    (
        "After exposure adults take 500 mg once daily for at least 60 days following contact.",
        ["500 mg each, 1x1d, for >=60 d, adults [adult], (After exposure; following contact)"],
    ),
    ("75 mg by slow (30 min) intravenous infusion.", ["75 mg each, intravenous, over 30 min"]),
    # shorthand
    ("500 mg/12 h IV for 10 days.", ["500 mg each, intravenous, 1x12h, for 10 d"]),
    ("Adults >65: 5 mg qd.", ["5 mg each, 1x1d, Adults >65 [adult >65 a]"]),
    (
        "CrCl 30-60 mL/min: 250 mg q12h; CrCl <30 mL/min: 250 mg q24h.",
        ["250 mg each, 1x12h, (CrCl 30-60 mL/min)", "250 mg each, 1x24h, (CrCl <30 mL/min), regimen 2"],
    ),
    (
        "In renal impairment (CrCl <30 mL/min) 250 mg once daily.",
        ["250 mg each, 1x1d, (In renal impairment (CrCl <30 mL/min))"],
    ),
    # amounts and times
    ("A 2-mg patch is worn for 24 hours and changed every morning.", ["2 mg each, 1x1d, MORN, over 24 h"]),
    ("20 mg is taken with your evening meal.", ["20 mg each, CV"]),
    ("Half a gram three times a day for 5 days.", ["0.5 g each, 3x1d, for 5 d"]),
    ("100 anti-Xa IU/kg is injected under the skin twice daily.", ["100 [iU]/kg each, subcutaneous, 2x1d"]),
    ("The dose is 60 mg a day shared out over two or three doses.", ["60 mg a day, in 2..3 {dose}"]),
    ("10 mg is given one time in the day.", ["10 mg each, 1x1d"]),
    ("A total of 1.5 g is taken over three days.", ["1.5 g a course, for 3 d"]),
    (
        "It is taken four times a day, 250 mg with each meal and 500 mg at bedtime.",
        ["250 mg each, C", "500 mg each, HS"],
    ),
    ("It is taken once a week, 10 mg; it must never be taken daily.", ["10 mg each, 1x1wk"]),
    ("250 mg IM on days 1 and 15 and then once a month.", ["250 mg each, intramuscular, 1x1mo, (on days 1 and 15)"]),
    (
        "The dose is 30 mg at weeks 0 and 4 and then every 8 weeks, patients who weigh more than 90 kg receiving 60 mg.",
        ["30 mg each, 1x8wk, (at weeks 0 and 4)", "60 mg each, patients who weigh more than 90 kg [>90 kg], regimen 2"],
    ),
]


@pytest.mark.parametrize(("text", "said"), READ, ids=[text for text, _ in READ])
def test_steps(text: str, said: list[str]) -> None:
    assert read_dosages(text) == said


REFUSED = {
    "With rifampicin the dose is raised to 600 mg twice daily.": "conditional",
    "1 g is given before the operation and another gram 6 hours later.": "ambiguous_list",
    "On hemodialysis days, 50 mg is given after the session.": "conditional",
    "Doses of 200 mg daily or more require blood tests.": "unknown_pattern",
    "Blood pressure is measured every 15 minutes after a dose of 10 mg.": "unknown_pattern",
    "Most people need 5-10 mg; a few need 20 mg.": "ambiguous_list",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=list(REFUSED))
def test_what_is_not_told_for_whom_or_how_much_is_refused(text: str, reason: str) -> None:
    facts = read_facts(text, section="background", title="Testol")
    assert "dosage" not in facts.facts
    assert [u.reason for u in facts.unparsed if u.topic == "dosage"] == [reason]

"""Frames of dosage statements: cycles, further steps, uses, people, forms and times, as other writers put them."""

from __future__ import annotations

import pytest

from dosage_essence import read_dosages
from wikiclean.parse.facts import read_facts

READ: list[tuple[str, list[str]]] = [
    # cycles and rests
    (
        "It is given at 75 mg/m2 once daily on days 1 to 7 of a 28-day cycle.",
        ["75 mg/m2 each, 1x1d, on 7 d, cycle 28 d"],
    ),
    (
        "The dose is 1000 mg/m2 twice daily for 14 days, after which comes a rest of 7 days, in cycles of 3 weeks.",
        ["1000 mg/m2 each, 2x1d, on 14 d, rest 7 d, cycle 3 wk"],
    ),
    (
        "The dose is 1000 mg/m2 twice daily for two weeks, after which there is a week of rest.",
        ["1000 mg/m2 each, 2x1d, on 2 wk, rest 1 wk"],
    ),
    (
        "Cycles of 4 weeks consist of 50 mg daily for 2 weeks and a 2-week rest.",
        ["50 mg a day, on 2 wk, rest 2 wk, cycle 4 wk"],
    ),
    ("It is given as 20 mg daily for 3 weeks, then a one-week pause.", ["20 mg a day, on 3 wk, rest 1 wk"]),
    (
        "It is taken as 125 mg once daily for 21 days, followed by 7 days without treatment, to complete a cycle of 28 days.",
        ["125 mg each, 1x1d, on 21 d, rest 7 d, cycle 28 d"],
    ),
    (
        "Testol is taken at 50 mg once a day on a schedule of 4 weeks on and 2 weeks off.",
        ["50 mg each, 1x1d, on 4 wk, rest 2 wk"],
    ),
    (
        "Each cycle consists of 20 mg/m2 intravenously over 1 hour daily for 5 days, repeated every 4 weeks.",
        ["20 mg/m2 a day, intravenous, over 1 h, on 5 d, cycle 4 wk"],
    ),
    (
        "75 mg/m2 daily is given for 7 days, with the cycle being repeated at intervals of 28 days.",
        ["75 mg/m2 a day, on 7 d, cycle 28 d"],
    ),
    # further steps
    (
        "The loading dose of 8 mg/kg is followed every three weeks by 6 mg/kg.",
        ["8 mg/kg each, loading", "6 mg/kg each, 1x3wk, subsequent, step 2"],
    ),
    (
        "It is administered in an initial dose of 400 mg, followed weekly by 250 mg.",
        ["400 mg each, initial", "250 mg each, 1x1wk, subsequent, step 2"],
    ),
    (
        "75 mg/m2 is given on day 1, followed after 2 weeks by 50 mg/m2 weekly.",
        ["75 mg/m2 each, (on day 1), initial", "50 mg/m2 each, 1x1wk, (after 2 weeks), subsequent, step 2"],
    ),
    (
        "Testol is started at 0.25 mg once weekly; after 4 weeks the dose goes up to 0.5 mg once weekly.",
        ["0.25 mg each, 1x1wk, initial", "0.5 mg each, 1x1wk, (after 4 weeks), subsequent, step 2"],
    ),
    (
        "Treatment is begun with 180 mg and continued at 90 mg twice a day.",
        ["180 mg each, initial", "90 mg each, 2x1d, subsequent, step 2"],
    ),
    (
        "Treatment is started with half a tablet a day and increased to one tablet after a week.",
        ["0.5 {tablet} a day, initial", "1 {tablet} a day, (after a week), subsequent, step 2"],
    ),
    # one dose, points in time and an interval
    (
        "Testol is injected under the skin at weeks 0 and 4 and every 12 weeks thereafter, in a dose of 45 mg.",
        ["45 mg each, subcutaneous, 1x12wk, (at weeks 0 and 4)"],
    ),
    (
        "For Crohn disease 5 mg/kg is infused at weeks 0, 2 and 6 and thereafter every 8 weeks.",
        ["5 mg/kg each, 1x8wk, use Crohn disease, (at weeks 0, 2 and 6)"],
    ),
    (
        "The usual course is 150 mg at weeks 0, 1, 2, 3 and 4, then monthly.",
        ["150 mg each, 1x1mo, (at weeks 0, 1, 2, 3 and 4)"],
    ),
    # a further dose is no more of the first
    (
        "Adults take 50 mg at the start of an attack; the dose may be repeated once after 2 hours, up to 200 mg in 24 hours.",
        ["50 mg each, max 200 mg/24 h, Adults [adult], (at the start of an attack)"],
    ),
    (
        "A dose of 10 mg is injected intramuscularly; this can be given again every 4 hours if needed.",
        ["10 mg each, intramuscular, 1x4h, as needed"],
    ),
    (
        "Against threadworm a single 100 mg dose is given, and a second dose follows two weeks later.",
        ["100 mg each, doses 1, use threadworm"],
    ),
    (
        "The dose is 0.5 mg by mouth once a day, the first dose being given under observation for six hours.",
        ["0.5 mg each, oral, 1x1d"],
    ),
    (
        "An infusion of 5 mcg/kg/min is started and increased by 5 mcg/kg/min every 5 minutes as required.",
        ["5 ug/kg/min each, initial"],
    ),
    # what it is for
    (
        "Scabies is usually treated with a single oral dose of 200 mcg/kg.",
        ["200 ug/kg each, oral, doses 1, use Scabies"],
    ),
    ("Trichomoniasis is most often treated with 2 g as a single dose.", ["2 g each, doses 1, use Trichomoniasis"]),
    ("Early syphilis needs one injection of 2.4 million units.", ["2400000.0 U each, doses 1, use Early syphilis"]),
    (
        "As antibiotic prophylaxis before dental procedures, 2 g is given orally one hour beforehand.",
        ["2 g each, oral, use antibiotic prophylaxis before dental procedures, (one hour beforehand), prophylaxis"],
    ),
    (
        "For thromboprophylaxis in medical patients, 40 mg is injected under the skin once daily.",
        ["40 mg each, subcutaneous, 1x1d, medical patients [], use thromboprophylaxis, prophylaxis"],
    ),
    (
        "200 mg twice daily is used for acute infections, and 100 mg at night for prophylaxis.",
        ["200 mg each, 2x1d, use acute infections", "100 mg each, NIGHT, prophylaxis, regimen 2"],
    ),
    ("A single 150 mg dose suffices for vaginal candidiasis.", ["150 mg each, doses 1, use vaginal candidiasis"]),
    ("In nasal polyps 300 mg is injected every two weeks.", ["300 mg each, 1x2wk, use nasal polyps"]),
    (
        "In an acute flare 1.2 mg is taken at the first sign, followed by 0.6 mg an hour later.",
        [
            "1.2 mg each, use acute flare, (at the first sign), initial",
            "0.6 mg each, use acute flare, (an hour later), subsequent, step 2",
        ],
    ),
    (
        "Typical adult doses: 5 mg once daily (hypertension) or 10 mg twice daily (heart failure).",
        [
            "5 mg each, 1x1d, adult [adult], use hypertension",
            "10 mg each, 2x1d, adult [adult], use heart failure, regimen 2",
        ],
    ),
    ("Hypertension (adults): 10 mg once daily.", ["10 mg each, 1x1d, adults [adult], use Hypertension"]),
    # people and their state
    ("In the acute phase 100 mg/kg is given daily.", ["100 mg/kg a day, (In the acute phase)"]),
    (
        "With a creatinine clearance below 30 mL/min, the dose is reduced to 500 mg once daily.",
        ["500 mg each, 1x1d, (With a creatinine clearance below 30 mL/min)"],
    ),
    (
        "Asthmatic children receive 5 mg once daily in the evening.",
        ["5 mg each, 1x1d, EVE, Asthmatic children [child]"],
    ),
    ("Dialysis patients receive 50 mg after each session.", ["50 mg each, Dialysis patients [], (after each session)"]),
    (
        "Children below 20 kg are given 5 mg/kg twice a day, heavier children 100 mg.",
        ["5 mg/kg each, 2x1d, Children below 20 kg [child <20 kg]", "100 mg each, heavier children [child], regimen 2"],
    ),
    (
        "It is dosed by weight: 1000 mg per day below 75 kg and 1200 mg per day from 75 kg upward.",
        ["1000 mg a day, below 75 kg [<75 kg]", "1200 mg a day, from 75 kg upward [>=75 kg], regimen 2"],
    ),
    (
        "In patients taking rifampicin the dose is doubled to 400 mg daily.",
        ["400 mg a day, patients taking rifampicin []"],
    ),
    # forms
    (
        "It is given orally in doses of 500 mg twice daily, or rectally as a 1000 mg suppository at night.",
        ["500 mg each, oral, 2x1d", "1000 mg each, rectal, NIGHT, regimen 2"],
    ),
    ("The patient inserts a 100 mg pessary at night for 6 nights.", []),
    ("One patch is applied to the upper arm and changed every 72 hours.", ["1 {patch} each, 1x72h"]),
    (
        "Patients are started on a 25 mcg/hour patch, which is replaced every 72 hours.",
        ["25 ug/h each, 1x72h, initial"],
    ),
    ("Nasal spray: 2 sprays in each nostril once a day.", ["2 {spray} each, nasal, 1x1d"]),
    ("One tablet of 5 or 10 mg is taken at bedtime.", ["1 {tablet} each, HS"]),
    # amounts in brackets alone
    (
        "It is given by mouth (10 mg three times daily) or by injection under the skin (20 mg once daily).",
        ["10 mg each, oral, 3x1d", "20 mg each, subcutaneous, 1x1d, regimen 2"],
    ),
    (
        "It is given once a year in osteoporosis (5 mg over at least 15 minutes) and every 3 to 4 weeks in bone metastases (4 mg).",
        ["5 mg each, 1x1a, over >=15 min, use osteoporosis", "4 mg each, 1x3-4wk, use bone metastases, regimen 2"],
    ),
    # times
    (
        "The usual regimen is 10 mg/kg every 8 hours for 3 doses in one day.",
        ["10 mg/kg each, 1x8h, doses 3, (in one day)"],
    ),
    ("A dose between 5 and 10 mg is taken an hour before bed.", ["5..10 mg each, (an hour before bed)"]),
    ("10 mg is taken a week before travel.", ["10 mg each, (a week before travel)"]),
    ("20 mg is given a day before surgery.", ["20 mg each, (a day before surgery)"]),
    (
        "It is given as 150 mg intramuscularly every 3 months (13 weeks).",
        ["150 mg each, intramuscular, 1x3mo, (13 weeks)"],
    ),
    (
        "200 mg is given intravenously on five occasions within two weeks.",
        ["200 mg each, intravenous, doses 5, (within two weeks)"],
    ),
    ("420 mg is infused over half an hour every third week.", ["420 mg each, 1x3wk, over 0.5 h"]),
    ("The dose is raised to 20 mg daily over four weeks.", ["20 mg a day, (over four weeks), subsequent"]),
    ("Sixty milligrams are swallowed every evening.", ["60 mg each, oral, 1x1d, EVE"]),
    ("It is taken as 15 mg a day for 14 days with chloroquine.", ["15 mg a day, for 14 d, with chloroquine"]),
    # how often, said first; days out of days
    ("It is injected once a week; the dose is 25 mg.", ["25 mg each, 1x1wk"]),
    (
        "It is taken twice a day; adults take 500 mg and children 250 mg.",
        ["500 mg each, 2x1d, adults [adult]", "250 mg each, 2x1d, children [child], regimen 2"],
    ),
    (
        "It is taken once a day at 15, 30 or 45 mg with or without food.",
        ["15 mg each, 1x1d", "30 mg each, 1x1d, regimen 2", "45 mg each, 1x1d, (with or without food), regimen 3"],
    ),
    (
        "Testol is taken once daily in the evening, as 10 mg from age 15 and 5 mg from 6 to 14 years.",
        ["10 mg each, 1x1d, EVE, from age 15 [>=15 a]", "5 mg each, 1x1d, from 6 to 14 years [6..14 a], regimen 2"],
    ),
    ("50 mg daily is taken for 3 weeks and then nothing for one week.", ["50 mg a day, on 3 wk, rest 1 wk"]),
    ("50 mg daily is taken for 3 weeks out of 4.", ["50 mg a day, on 3 wk, cycle 4 wk"]),
    ("Six cycles of 100 mg/m2 every 3 weeks are given.", ["100 mg/m2 each, 1x3wk, cycles 6"]),
    ("30 mg is given on Mondays, Wednesdays and Fridays.", ["30 mg each, (on Mondays, Wednesdays and Fridays)"]),
    (
        "It is begun with 50 mcg subcutaneously twice a day and later replaced by 20 mg intramuscularly every 4 weeks.",
        ["50 ug each, subcutaneous, 2x1d, initial", "20 mg each, intramuscular, 1x4wk, subsequent, step 2"],
    ),
    (
        "0.5 to 2 mg is given three times daily in moderate and 3 to 5 mg in severe illness.",
        ["0.5..2 mg each, 3x1d, (in moderate)", "3..5 mg each, (in severe illness), regimen 2"],
    ),
    (
        "Testol is started one week before the quit date at 0.5 mg once daily for 3 days.",
        ["0.5 mg each, 1x1d, for 3 d, (one week before the quit date), initial"],
    ),
    # people by what they do
    ("People with liver disease take 5 mg every other day.", ["5 mg each, 1x2d, (People with liver disease)"]),
    ("Users of inhaled steroids take 5 mg daily.", ["5 mg a day, Users of inhaled steroids []"]),
    ("Survivors of a heart attack take 75 mg daily.", ["75 mg a day, Survivors of a heart attack []"]),
    ("Smokers need 20 mg daily.", ["20 mg a day, Smokers []"]),
    ("Severe infections may require 10 mg daily.", ["10 mg a day, use Severe infections"]),
    ("Patients already on insulin begin with 10 mg daily.", ["10 mg a day, Patients already on insulin [], initial"]),
    (
        "Pregnant women take 400 mcg a day before conception.",
        ["400 ug a day, Pregnant women [female], (before conception)"],
    ),
    ("Every 8 weeks 7 mg is infused, four times in all.", ["7 mg each, 1x8wk, doses 4"]),
    (
        "600 mg is taken at once, then 300 mg after 6, 24 and 48 hours.",
        ["600 mg each, initial", "300 mg each, (after 6, 24 and 48 hours), subsequent, step 2"],
    ),
    ("The dose is 100 mg/kg a day divided into four doses, less in kidney disease.", ["100 mg/kg a day, in 4 {dose}"]),
    (
        "The dose is 10 mg in the first week, 20 mg in the second week and 30 mg from the third week on.",
        [
            "10 mg each, (in the first week), initial",
            "20 mg each, (in the second week), subsequent, step 2",
            "30 mg each, (from the third week on), subsequent, step 3",
        ],
    ),
    (
        "Approved in 2004 for gout, it is infused at 400 mg in the first week and at 250 mg weekly after that.",
        ["400 mg each, (in the first week), initial", "250 mg each, 1x1wk, subsequent, step 2"],
    ),
    (
        "Adults start with 600 mg (two injections) and go on with 300 mg every other week.",
        ["600 mg each, Adults [adult], initial", "300 mg each, 1x2wk, Adults [adult], subsequent, step 2"],
    ),
    # drugs of a list, a bolus, others
    (
        "Helicobacter pylori is treated with Testol 500 mg, amoxicillin 1 g and omeprazole 20 mg, each twice daily for 14 days.",
        ["500 mg each, 2x1d, for 14 d, use Helicobacter pylori, with amoxicillin, omeprazole"],
    ),
    ("0.1 mg/kg is injected as a single bolus.", ["0.1 mg/kg each, doses 1"]),
    (
        "Testol is limited to 20 mg daily in people older than 60 and 40 mg daily in others.",
        ["max 20 mg/1 d, people older than 60 [>60 a]", "max 40 mg/1 d, others [], regimen 2"],
    ),
    (
        "It is injected monthly; the first dose is 240 mg and later doses are 80 mg.",
        ["240 mg each, initial", "80 mg each, 1x1mo, subsequent, step 2"],
    ),
    (
        "Ambulatory patients take 20 mg daily, bedridden patients 10 mg.",
        ["20 mg a day, Ambulatory patients []", "10 mg a day, bedridden patients [], regimen 2"],
    ),
]


@pytest.mark.parametrize(("text", "said"), READ, ids=[text for text, _ in READ])
def test_frames(text: str, said: list[str]) -> None:
    assert read_dosages(text) == said


REFUSED = {
    "Four doses of 1 g a day are taken.": "ambiguous_list",
    "No more than two doses of 10 mg should be taken in a day.": "ambiguous_list",
    "It is given as 5 mg/kg every 8 hours, or in three divided doses of 1.7 mg/kg each.": "ambiguous_list",
    "The dose is titrated from 25 mg once daily to 200 mg once daily.": "ambiguous_list",
    "At a GFR of 15 to 29 mL/min 30 mg once daily is recommended.": "conditional",
    "If taken with juice, 500 mg twice daily; without juice, 750 mg.": "conditional",
    "The dose is 40 mg daily, followed by a week at 20 degrees.": "orphan_number",
    "50 mg daily is taken for 3 weeks and nothing for the fourth week.": "unknown_pattern",
    "Mild gout is treated with 15 mg, severe with 60 mg a day.": "multiple_subjects",
    "Absorption of a 20 mg dose is complete within 2 hours.": "unknown_pattern",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=list(REFUSED))
def test_what_cannot_be_told_is_refused(text: str, reason: str) -> None:
    facts = read_facts(text, section="background", title="Testol")
    assert "dosage" not in facts.facts
    assert [u.reason for u in facts.unparsed if u.topic == "dosage"] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "The WHO defined daily dose is 40 mg.",
        "A defined daily dose of 15 mg has been assigned.",
        "400 mg daily reduces deaths by 10%.",
        "A dose of 50 mg is effective for 6 hours.",
        "A dose of 50 mg is active within 30 minutes.",
        "Doses of 5 mg daily are tolerated by most patients for years.",
    ],
)
def test_what_is_told_of_a_dose_is_no_dosage(text: str) -> None:
    assert read_dosages(text) == []

"""Dosage statements: what is read whole, what is refused, and what gives nothing."""

from __future__ import annotations

import pytest

from dosage_essence import read_dosages
from wikiclean.parse.facts import read_facts

READ = [
    # basis and timing
    ("The usual dose is 5 mg daily.", ["5 mg a day"]),
    ("The dose is 5 mg once daily.", ["5 mg each, 1x1d"]),
    ("Testol is taken as 10 mg every other day.", ["10 mg each, 1x2d"]),
    ("10-20mg daily", ["10..20 mg a day"]),
    ("Doses are 5 mg to 10 mg at night.", ["5..10 mg each, NIGHT"]),
    ("300 mg q 4 weeks", ["300 mg each, 1x4wk"]),
    ("5 mg/kg q6h", ["5 mg/kg each, 1x6h"]),
    ("1 mg PO q4-6 hr PRN", ["1 mg each, oral, 1x4-6h, as needed"]),
    ("Testol 25 mg is taken b.i.d.", ["25 mg each, 2x1d"]),
    ("25 mg each morning with food", ["25 mg each, 1x1d, MORN+C"]),
    ("It is injected as 40 mg weekly.", ["40 mg each, 1x1wk"]),
    ("The weekly dose is 50 mg.", ["50 mg each, 1x1wk"]),
    ("A single daily dose of 20 mg is taken.", ["20 mg each, 1x1d"]),
    ("5 mg three times daily before meals and at bedtime", ["5 mg each, 3x1d, AC+HS"]),
    (
        "The dose is 20 mg by mouth daily, either in the morning or at bedtime.",
        ["20 mg a day, oral, (in the morning or at bedtime)"],
    ),
    ("10 mg three or four times daily, 30 minutes before meals", ["10 mg each, 3-4x1d, AC, (30 minutes before meals)"]),
    (
        "The dose is one tablet twice daily, taken about 12 hours apart.",
        ["1 {tablet} each, 2x1d, (about 12 hours apart)"],
    ),
    ("Testol is injected subcutaneously once a week.", ["subcutaneous, 1x1wk"]),
    # amounts
    ("The dose is .5 mg daily.", ["0.5 mg a day"]),
    ("The dose is 1½ tablets daily.", ["1.5 {tablet} a day"]),
    ("Half a tablet is taken at bedtime.", ["0.5 {tablet} each, HS"]),
    ("1/2 tablet twice daily", ["0.5 {tablet} each, 2x1d"]),
    ("1 to 2 million units are given every 4 hours.", ["1000000..2000000 U each, 1x4h"]),
    ("The dose is 22 million IU/m2 three times a week.", ["22000000 [iU]/m2 each, 3x1wk"]),
    ("Between 20 and 40 mg is taken daily.", ["20..40 mg a day"]),
    ("0.5 µg/kg/min intravenously", ["0.5 ug/kg/min each, intravenous"]),
    ("Two 250 mg capsules are taken every 6 hours.", ["2 {capsule} each, 1x6h"]),
    ("The dose is two tablets (500 mg each) three times a day.", ["2 {tablet} each, 3x1d"]),
    ("150 mg (one capsule) twice daily", ["150 mg each, 2x1d"]),
    ("1 or 2 puffs every 4 hours p.r.n.", ["1..2 {puff} each, 1x4h, as needed"]),
    ("1-2 drops into the affected eye(s) four times daily", ["1..2 [drp] each, ophthalmic, 4x1d"]),
    ("One spray in each nostril once daily", ["1 {spray} each, nasal, 1x1d"]),
    ("10 units subcutaneously before each meal", ["10 U each, subcutaneous, AC"]),
    ("The dose is 10 ml of a 10% solution given by slow intravenous injection.", ["10 mL each, intravenous"]),
    # divided
    ("The dose is 1.5 g per day in two or three divided doses.", ["1.5 g a day, in 2..3 {dose}"]),
    ("20 mg/kg/day divided every 6 hours", ["20 mg/kg a day, 1x6h, divided"]),
    ("The total daily dose of 1200 mg is divided into three doses.", ["1200 mg a day, in 3 {dose}"]),
    ("4 g/day in divided doses q6h", ["4 g a day, 1x6h, divided"]),
    (
        "The usual dose is 2 g daily, divided either as 500 mg every 6 hours or 1 g every 12 hours.",
        ["2 g a day, divided"],
    ),
    ("The total daily dose is 20 mg, given as 10 mg twice daily.", ["20 mg a day, 2x1d, divided"]),
    # what stands behind a second dose is said of that dose
    (
        "It is given as a loading dose of 8 mg/kg over 90 minutes and a maintenance dose of 6 mg/kg every 3 weeks over "
        "30 minutes.",
        [
            "8 mg/kg each, over 90 min, loading",
            "6 mg/kg each, 1x3wk, over 30 min, maintenance, step 2",
        ],
    ),
    (
        "The dose is 5 mg in children and 10 mg twice daily in adults.",
        ["5 mg each, children [child]", "10 mg each, 2x1d, adults [adult], regimen 2"],
    ),
    (
        "The dose is 5 mg in children and 10 mg in adults twice daily.",
        ["5 mg each, 2x1d, children [child]", "10 mg each, 2x1d, adults [adult], regimen 2"],
    ),
    (
        "The dose is 100 mg intravenously or 200 mg by mouth every 8 hours.",
        ["100 mg each, intravenous", "200 mg each, oral, 1x8h, regimen 2"],
    ),
    # a later dose, and a lower one for some
    (
        "The dose is 5 mg at once and 2.5 mg two hours later.",
        ["5 mg each, initial", "2.5 mg each, (two hours later), subsequent, step 2"],
    ),
    (
        "The initial dose is 5 mg daily, and 10 mg daily is given if the response is poor.",
        ["5 mg a day, initial", "10 mg a day, (if the response is poor), subsequent, step 2"],
    ),
    (
        "The dose is 20 mg daily, reduced to 10 mg daily in renal impairment.",
        ["20 mg a day", "10 mg a day, (renal impairment), regimen 2"],
    ),
    (
        "The dose is 20 mg daily, decreased to 10 mg daily after two weeks.",
        ["20 mg a day, initial", "10 mg a day, (after two weeks), subsequent, step 2"],
    ),
    (
        "The dose is 5 mg; a second dose of 5 mg may be given after 2 hours.",
        ["5 mg each, initial", "5 mg each, (after 2 hours), subsequent, step 2"],
    ),
    (
        "The dose is 5 mg as soon as pain appears; a second tablet may be taken if it returns.",
        ["5 mg each, (as soon as pain appears)"],
    ),
    (
        "Injections of 1 mg are given every day for a week, weekly for a month and then every month.",
        [
            "1 mg each, 1x1d, for 1 wk, initial",
            "1 mg each, 1x1wk, for 1 mo, subsequent, step 2",
            "1 mg each, 1x1mo, subsequent, step 3",
        ],
    ),
    (
        "Therapy is begun with 40 mg daily (20 mg in renal impairment), and the dose can be raised to 80 mg daily.",
        [
            "40 mg a day, initial",
            "20 mg a day, (renal impairment), initial, regimen 2",
            "80 mg a day, subsequent, step 2",
        ],
    ),
    (
        "The dose is 150 mg twice daily, whereas 150 mg at bedtime suffices for maintenance.",
        ["150 mg each, 2x1d", "150 mg each, HS, maintenance, regimen 2"],
    ),
    # what a use or people are said with
    (
        "Gout is treated with 1 mg once daily, pericarditis in children with 0.5 mg twice daily.",
        [
            "1 mg each, 1x1d, use Gout",
            "0.5 mg each, 2x1d, children [child], use pericarditis, regimen 2",
        ],
    ),
    (
        "Neonates in the first week of life need 2 mg/kg every 12 hours.",
        ["2 mg/kg each, 1x12h, Neonates in the first week of life [neonate]"],
    ),
    (
        "In people with asthma who have never used steroids, the dose is 5 mg daily.",
        ["5 mg a day, people with asthma who have never used steroids [], use asthma"],
    ),
    (
        "5 mg every 6 hours, not above 20 mg in 24 hours or 10 days of use",
        ["5 mg each, 1x6h, for <=10 d, max 20 mg/24 h"],
    ),
    # strengths beside a dose
    (
        "Capsule sizes range from 10 to 40 mg; adults take 10 mg twice daily.",
        ["10 mg each, 2x1d, adults [adult]"],
    ),
    ("One 25 mcg/hour patch is applied every 72 hours.", ["1 {patch} each, 1x72h"]),
    (
        "Anemia in adults is treated with 200 mg three times daily.",
        ["200 mg each, 3x1d, adults [adult], use Anemia"],
    ),
    (
        "A single dose of 6 mg is given; no more than 12 mg should be used in 24 hours.",
        ["6 mg each, doses 1, max 12 mg/24 h"],
    ),
    # courses and single administrations
    ("2 g as a single dose", ["2 g each, doses 1"]),
    ("50 mg PO BID x 7 days", ["50 mg each, oral, 2x1d, for 7 d"]),
    ("500 mg twice daily for up to 2 weeks", ["500 mg each, 2x1d, for <=2 wk"]),
    ("60 mg as a 1-hour infusion every 2 weeks", ["60 mg each, 1x2wk, over 1 h"]),
    ("15 mg/kg intravenously over 30 to 60 minutes", ["15 mg/kg each, intravenous, over 30..60 min"]),
    ("3 mg/kg every 3 weeks for 4 doses", ["3 mg/kg each, 1x3wk, doses 4"]),
    # cycles
    ("75 mg/m2 over 1 hour on day 1 of each 21-day cycle", ["75 mg/m2 each, over 1 h, on 1 d, cycle 21 d"]),
    ("100 mg/m2 on days 1, 8 and 15 of a 28-day cycle", ["100 mg/m2 each, cycle 28 d, (on days 1, 8 and 15)"]),
    ("Testol 50 mg daily for 3 weeks, followed by 1 week off.", ["50 mg a day, on 3 wk, rest 1 wk"]),
    (
        "It is given at 100 mg/m² daily for 5 days every 28 days for 4 cycles.",
        ["100 mg/m2 a day, on 5 d, cycle 28 d, cycles 4"],
    ),
    (
        "1,000 mg/m2 twice daily on days 1 to 14 of repeated 21-day cycles",
        ["1000 mg/m2 each, 2x1d, on 14 d, cycle 21 d"],
    ),
    (
        "500,000 IU/kg every 8 hours for a maximum of 12 doses, which may be repeated after a 7 day rest if tolerated",
        ["500000 [iU]/kg each, 1x8h, doses <=12, rest 7 d, (if tolerated)"],
    ),
    # maxima
    ("The maximum dose is 4 g per day.", ["max 4 g/1 d"]),
    (
        "1 to 2 tablets every 4 to 6 hours, no more than 8 tablets in 24 hours",
        ["1..2 {tablet} each, 1x4-6h, max 8 {tablet}/24 h"],
    ),
    ("10 mg OD (max 40 mg/day)", ["10 mg each, 1x1d, max 40 mg/1 d"]),
    ("Doses of up to 40 mg daily have been used.", ["max 40 mg/1 d"]),
    (
        "10 to 15 mg/kg every 4 to 6 hours, not exceeding five doses in 24 hours",
        ["10..15 mg/kg each, 1x4-6h, max 5 {dose}/24 h"],
    ),
    ("20 mg once daily; doses above 80 mg per day are not recommended", ["20 mg each, 1x1d, max 80 mg/1 d"]),
    ("10 mg/kg every 8 hours, maximum 500 mg per dose", ["10 mg/kg each, 1x8h, max 500 mg/1 {dose}"]),
    # steps
    (
        "Initially 25 mg twice daily, titrated to 100-200 mg twice daily.",
        ["25 mg each, 2x1d, initial", "100..200 mg each, 2x1d, titration, step 2"],
    ),
    (
        "A loading dose of 500 mg IV is followed by 250 mg IV every 12 hours.",
        ["500 mg each, intravenous, loading", "250 mg each, intravenous, 1x12h, subsequent, step 2"],
    ),
    (
        "Start with 5 mg once daily and increase by 5 mg weekly to a maximum of 20 mg daily.",
        ["5 mg each, 1x1d, max 20 mg/1 d, initial"],
    ),
    ("The dose may be increased to 40 mg daily.", ["40 mg a day, subsequent"]),
    (
        "15 mg once daily, which may be raised to 30 mg based upon tolerance",
        ["15 mg each, 1x1d, initial", "30 mg each, (based upon tolerance), subsequent, step 2"],
    ),
    (
        "The starting dose is 10 mg daily and the maintenance dose 20 to 40 mg daily.",
        ["10 mg a day, initial", "20..40 mg a day, maintenance, step 2"],
    ),
    (
        "500 mg on day 1, then 250 mg once daily on days 2 to 5",
        ["500 mg each, (on day 1), initial", "250 mg each, 1x1d, (on days 2 to 5), subsequent, step 2"],
    ),
    (
        "200 mg once daily for the first 14 days and 200 mg twice daily thereafter",
        ["200 mg each, 1x1d, for 14 d, initial", "200 mg each, 2x1d, subsequent, step 2"],
    ),
    (
        "After a loading dose of 1 g over 10 minutes, Testol is infused at 125 mg/h.",
        ["1 g each, over 10 min, loading", "125 mg/h each, subsequent, step 2"],
    ),
    (
        "80 mg every 2 weeks after an initial dose of 160 mg",
        ["80 mg each, 1x2wk, subsequent, step 2", "160 mg each, initial"],
    ),
    (
        "5 mg/kg every 2 weeks for the first 3 doses and every 4 weeks thereafter",
        ["5 mg/kg each, 1x2wk, doses 3, initial", "5 mg/kg each, 1x4wk, subsequent, step 2"],
    ),
    ("10 mg in the morning and 20 mg in the evening", ["10 mg each, MORN", "20 mg each, EVE"]),
    # alternatives
    ("The dose is 5 or 10 mg daily.", ["5..10 mg a day"]),
    (
        "In adults, 25, 50 or 100 mg is taken three times a day.",
        [
            "25 mg each, 3x1d, adults [adult]",
            "50 mg each, 3x1d, adults [adult], regimen 2",
            "100 mg each, 3x1d, adults [adult], regimen 3",
        ],
    ),
    (
        "10 mg for hypertension and 20 mg for heart failure, once daily",
        ["10 mg each, 1x1d, use hypertension", "20 mg each, 1x1d, use heart failure, regimen 2"],
    ),
    (
        "The dose is 5 mg (children) or 10 mg (adults) twice daily.",
        ["5 mg each, 2x1d, children [child]", "10 mg each, 2x1d, adults [adult], regimen 2"],
    ),
    (
        "Adults: 500 mg every 8 hours; children: 20 mg/kg/day in 3 divided doses",
        ["500 mg each, 1x8h, Adults [adult]", "20 mg/kg a day, in 3 {dose}, children [child], regimen 2"],
    ),
    ("4 mg/kg every 2 weeks, or 6 mg/kg every 3 weeks", ["4 mg/kg each, 1x2wk", "6 mg/kg each, 1x3wk, regimen 2"]),
    (
        "Women should take 1 mg daily, men 2 mg daily.",
        ["1 mg a day, Women [female]", "2 mg a day, men [male], regimen 2"],
    ),
    ("Oral: 10 mg daily; IV: 5 mg every 12 hours.", ["10 mg a day, oral", "5 mg each, intravenous, 1x12h, regimen 2"]),
    (
        "1 g intravenously or intramuscularly every 12 hours",
        ["1 g each, intravenous, 1x12h", "1 g each, intramuscular, 1x12h, regimen 2"],
    ),
    ("5 to 10 mg OD (children 0.1 mg/kg)", ["5..10 mg each, 1x1d", "0.1 mg/kg each, children [child], regimen 2"]),
    # people
    (
        "In children aged 2 to 12 years, 5 mg/kg every 6 hours (maximum 60 mg/kg/day).",
        ["5 mg/kg each, 1x6h, max 60 mg/kg/1 d, children aged 2 to 12 years [child 2..12 a]"],
    ),
    ("Patients over 65 years of age should receive 5 mg.", ["5 mg each, Patients over 65 years of age [>65 a]"]),
    (
        "In patients aged 6 and above the dose is 30 mg once daily.",
        ["30 mg each, 1x1d, patients aged 6 and above [>=6 a]"],
    ),
    (
        "Adults and children over 12 years: 1-2 tablets every 4-6 hours.",
        ["1..2 {tablet} each, 1x4-6h, Adults and children over 12 years [>12 a]"],
    ),
    (
        "For patients weighing less than 50 kg, 15 mg/kg every 6 hours; over 50 kg, 1 g every 6 hours.",
        [
            "15 mg/kg each, 1x6h, patients weighing less than 50 kg [<50 kg]",
            "1 g each, 1x6h, over 50 kg [>50 kg], regimen 2",
        ],
    ),
    ("Elderly patients should start with 2.5 mg daily.", ["2.5 mg a day, Elderly patients [geriatric], initial"]),
    ("In dogs, 5 mg/kg twice daily.", ["5 mg/kg each, 2x1d, dogs []"]),
    # uses, other drugs, provisos
    ("For the treatment of gout the dose is 100 to 300 mg daily.", ["100..300 mg a day, use gout"]),
    ("To prevent malaria, 250 mg is taken once a week.", ["250 mg each, 1x1wk, use malaria, prophylaxis"]),
    (
        "90 mg/kg/day in two divided doses for children with otitis media",
        ["90 mg/kg a day, in 2 {dose}, children [child], use otitis media"],
    ),
    (
        "Vaginal thrush is treated with a single oral dose of 150 mg.",
        ["150 mg each, oral, doses 1, use Vaginal thrush"],
    ),
    ("400 mg with low-dose ritonavir twice daily", ["400 mg each, 2x1d, with ritonavir"]),
    ("400 mg once daily in combination with ribavirin for 24 weeks", ["400 mg each, 1x1d, for 24 wk, with ribavirin"]),
    ("In patients with renal impairment the dose is 5 mg daily.", ["5 mg a day, (patients with renal impairment)"]),
    (
        "For patients with a creatinine clearance of 30 to 50 mL/min the dose is 50 mg once daily.",
        ["50 mg each, 1x1d, (patients with a creatinine clearance of 30 to 50 mL/min)"],
    ),
    ("Testol 10 mg is taken once daily, with or without food.", ["10 mg each, 1x1d, (with or without food)"]),
    (
        "100 mg twice daily, continued until disease progression",
        ["100 mg each, 2x1d, (continued until disease progression)"],
    ),
    # other clauses
    ("Testol is available as 10 mg tablets, and the usual dose is 10 mg daily.", ["10 mg a day"]),
    ("The dose is 5 mg daily, and the drug should be avoided in pregnancy.", ["5 mg a day"]),
    ("The usual dose is 20 mg once daily, and side effects include nausea and 10% weight loss.", ["20 mg each, 1x1d"]),
    ("The half-life is 10 hours, and the usual dose is 10 mg twice daily.", ["10 mg each, 2x1d"]),
    ("Each tablet contains 5 mg, and the dose is one tablet daily.", ["1 {tablet} a day"]),
    (
        "The dose varies by indication, the usual maintenance dose being 40 to 80 mg every 2 weeks.",
        ["40..80 mg each, 1x2wk, maintenance"],
    ),
    # of many writers
    (
        "The recommended dose is 160 mg (two 80 mg injections) at weeks 0, 2, 4 and 6, followed by 80 mg every 4 weeks.",
        ["160 mg each, (at weeks 0, 2, 4 and 6), initial", "80 mg each, 1x4wk, subsequent, step 2"],
    ),
    (
        "Treatment: 75 mg twice daily for 5 days; prevention: 75 mg once daily for 10 days.",
        ["75 mg each, 2x1d, for 5 d", "75 mg each, 1x1d, for 10 d, prophylaxis, regimen 2"],
    ),
    (
        "The maximum daily dose is 40 mg for adults and 20 mg for children.",
        ["max 40 mg/1 d, adults [adult]", "max 20 mg/1 d, children [child], regimen 2"],
    ),
    (
        "75–150 mg/day (up to 300 mg/day in hospitalized patients)",
        ["75..150 mg a day", "max 300 mg/1 d, hospitalized patients [], regimen 2"],
    ),
    ("10 mg daily, up to 40 mg daily in adults", ["10 mg a day", "max 40 mg/1 d, adults [adult], regimen 2"]),
    ("2.5–5 mg bid, max 10 mg bid", ["2.5..5 mg each, 2x1d, (max 10 mg bid)"]),
    (
        "Adult: 1 g q12h IV; Child: 25 mg/kg q12h",
        ["1 g each, intravenous, 1x12h, Adult [adult]", "25 mg/kg each, 1x12h, Child [child], regimen 2"],
    ),
    ("Testol (Brandex) is given at a dose of 10 mg once daily.", ["10 mg each, 1x1d"]),
    ("For melanoma: 3 mg/kg every 3 weeks for a total of 4 doses.", ["3 mg/kg each, 1x3wk, doses 4, use melanoma"]),
    (
        "1 g every 8 hours for most infections and 2 g every 8 hours for meningitis",
        ["1 g each, 1x8h, use most infections", "2 g each, 1x8h, use meningitis, regimen 2"],
    ),
    (
        "Treatment starts with 0.5 mg and is increased to 1 mg after a week.",
        ["0.5 mg each, initial", "1 mg each, (after a week), subsequent, step 2"],
    ),
    (
        "4 mg/day for 2 weeks, 8 mg/day for 2 weeks and 12 mg/day thereafter",
        [
            "4 mg a day, for 2 wk, initial",
            "8 mg a day, for 2 wk, subsequent, step 2",
            "12 mg a day, subsequent, step 3",
        ],
    ),
    (
        "50 mg on day 1, 100 mg on day 2 and 200 mg daily thereafter",
        [
            "50 mg each, (on day 1), initial",
            "100 mg each, (on day 2), subsequent, step 2",
            "200 mg a day, subsequent, step 3",
        ],
    ),
    ("A dose of 5 mg twice daily (10 mg/day) is recommended.", ["5 mg each, 2x1d"]),
    (
        "One or two 500 mg tablets every four to six hours; maximum eight tablets in 24 hours.",
        ["1..2 {tablet} each, 1x4-6h, max 8 {tablet}/24 h"],
    ),
    ("One patch is applied to the skin once weekly.", ["1 {patch} each, transdermal, 1x1wk"]),
    (
        "The infusion rate is 5 to 10 mcg/min, increased by 5 mcg/min every 5 minutes to a maximum of 200 mcg/min.",
        ["5..10 ug/min each, (to a maximum of 200 mcg/min)"],
    ),
    (
        "Loading doses of 800 mg daily for 1 week are followed by 400 mg daily for one month and then a maintenance dose of 200 mg daily.",
        [
            "800 mg a day, for 1 wk, loading",
            "400 mg a day, for 1 mo, subsequent, step 2",
            "200 mg a day, maintenance, step 3",
        ],
    ),
    (
        "300 mg in the morning, 300 mg at midday and 600 mg at night",
        ["300 mg each, MORN", "300 mg each, NOON", "600 mg each, NIGHT"],
    ),
    ("The dose is 0.05 mg/kg/h by continuous intravenous infusion.", ["0.05 mg/kg/h each, intravenous"]),
    ("5 mg IV/IM every 4 hours", ["5 mg each, intravenous, 1x4h", "5 mg each, intramuscular, 1x4h, regimen 2"]),
    (
        "Initial dosage is 0.1 mg/kg/day given as two divided doses 12 hours apart.",
        ["0.1 mg/kg a day, 1x12h, in 2 {dose}, initial"],
    ),
    (
        "The cream is applied thinly to the affected areas twice daily for up to two weeks.",
        ["topical, 2x1d, for <=2 wk"],
    ),
    ("A cumulative dose of 120 to 150 mg/kg is given.", ["120..150 mg/kg a course"]),
    ("Doses range from 0.25 to 4 mg daily.", ["0.25..4 mg a day, range"]),
    (
        "10 mg daily, increased by no more than 5 mg per week to 40 mg daily",
        ["10 mg a day, initial", "40 mg a day, subsequent, step 2"],
    ),
    ("Adults 10 mg daily; not recommended in children under 12 years.", ["10 mg a day, Adults [adult]"]),
    ("For hypertension adults take 10 mg daily.", ["10 mg a day, adults [adult], use hypertension"]),
    ("In hypertensive patients the dose is 10 mg daily.", ["10 mg a day, hypertensive patients []"]),
    ("For febrile children 10 mg/kg is given every 6 hours.", ["10 mg/kg each, 1x6h, febrile children [child]"]),
    ("For patients on dialysis, the dose is 5 mg daily.", ["5 mg a day, patients on dialysis []"]),
    (
        "10 mg daily is given for 5 days before and 10 days after surgery.",
        ["10 mg a day, (for 5 days before and 10 days after surgery)"],
    ),
    ("Treatment calls for 5 mg daily.", ["5 mg a day"]),
    # words of open class
    (
        "Treatment of gout flares demands 1 mg twice daily, and 0.5 mg once daily suffices for maintenance.",
        ["1 mg each, 2x1d, use gout flares", "0.5 mg each, 1x1d, use gout flares, maintenance, step 2"],
    ),
    (
        "Testol, a widely prescribed tranquilliser, is begun in frail outpatients at 2 mg nightly.",
        ["2 mg each, 1x1d, NIGHT, frail outpatients [], initial"],
    ),
    (
        "Once symptoms have settled, a maintenance dose of 5 mg daily suffices.",
        ["5 mg a day, (Once symptoms have settled), maintenance"],
    ),
    ("Heavy drinkers take 5 mg nightly.", ["5 mg each, 1x1d, NIGHT, Heavy drinkers []"]),
    ("Severe infections call for 2 g every 4 hours.", ["2 g each, 1x4h, use Severe infections"]),
    (
        "Two sprays daily, reduced to one spray once symptoms are controlled.",
        ["2 {spray} a day, initial", "1 {spray} a day, (once symptoms are controlled), subsequent, step 2"],
    ),
    ("Tablets of 70 mg are swallowed once weekly.", ["70 mg each, oral, 1x1wk"]),
    ("One injection of 500 mg is given intramuscularly.", ["500 mg each, intramuscular, doses 1"]),
    ("A course of three 1 mL intramuscular doses is given.", ["1 mL each, intramuscular, doses 3"]),
    ("The usual dose is 20 mg BID to QID.", ["20 mg each, 2-4x1d"]),
    ("It is given at 5 mg/kg five days per week.", ["5 mg/kg each, 5x1wk"]),
    ("It is given as 5 mg daily for four more days.", ["5 mg a day, for 4 d"]),
    (
        "The starting dose is 10 units (or 0.1 units/kg) once daily.",
        ["10 U each, 1x1d, initial", "0.1 U/kg each, 1x1d, initial, regimen 2"],
    ),
    (
        "For gout adults receive 10 mg/day and children 5 mg/day, in both cases for 10 days.",
        [
            "10 mg a day, for 10 d, adults [adult], use gout",
            "5 mg a day, for 10 d, children [child], regimen 2",
        ],
    ),
    ("The dose is 5 mg daily, and the effect, which is checked every 6 hours, wanes in women.", ["5 mg a day"]),
    ("7.5 mg is taken once a week, not daily.", ["7.5 mg each, 1x1wk"]),
    ("The dose is 20 mg daily and should not go beyond 60 mg a day.", ["20 mg a day, max 60 mg/1 d"]),
    (
        "In Crohn disease an induction dose of 160 mg is followed two weeks later by 80 mg.",
        [
            "160 mg each, use Crohn disease, induction",
            "80 mg each, use Crohn disease, (two weeks later), subsequent, step 2",
        ],
    ),
    (
        "It is started at 1 mg and stepped up at intervals of at least 24 hours to 2 mg daily.",
        ["1 mg each, initial", "2 mg a day, subsequent, step 2"],
    ),
]


@pytest.mark.parametrize(("text", "said"), READ, ids=[text for text, _ in READ])
def test_statements(text: str, said: list[str]) -> None:
    assert read_dosages(text) == said
    for fact in read_facts(text, section="background", title="Testol").facts["dosage"]:
        for span in fact.evidence:
            assert text[span.start : span.end] == span.exact  # type: ignore[union-attr]


REFUSED = {
    "The dose may be raised by 5 mg every week.": "unknown_pattern",
    "The dose is 5 mg, or 10 mg in the others, three capsules.": "ambiguous_list",
    "Take 5 widgets of 20 mg daily.": "orphan_number",
    "The dose of 20 mg daily was doubled in 12 of 40.": "unknown_pattern",
    "The dose is 10,5 mg daily.": "orphan_number",
    "Give 50.000 IU weekly.": "orphan_number",
    "Give 50 000 IU weekly.": "orphan_number",
    "The dose is 100 units/mL daily.": "orphan_number",
    "The dose is 18 units/kg/h.": "orphan_number",
    "The dose is not 10 mg daily.": "unknown_pattern",
    "The dose is 10 mg daily, 20 mg daily and 30 mg daily.": "ambiguous_list",
    "The dose should not exceed 60 mg.": "unknown_pattern",
    "The usual dose is 20 mg once daily, but 40 mg may be needed.": "ambiguous_list",
    "50 mg once daily, and the dose should be reduced by half in liver disease.": "orphan_number",
    "10 mg of Testol daily is equivalent to 20 mg of prednisone.": "unknown_pattern",
    "Testol is given with levodopa 100 mg three times daily.": "multiple_subjects",
    "Patients received 20 mg daily.": "unknown_pattern",
    "5 mg twice daily every 6 hours": "ambiguous_list",
    "In children the dose depends on weight: 10 mg for those weighing 15-25 kg.": "unknown_pattern",
    "The dose is 2 g daily, divided as 500 mg every 4 hours.": "ambiguous_list",
    "The dose is 5 mg in children and 10 mg daily in adults.": "ambiguous_list",
    "Tablets range from 5 to 40 mg in strength.": "unknown_pattern",
    "5 mg in children, 10 mg in adults and 20 mg in heavy adults at first and every 4 weeks thereafter": "ambiguous_list",
    "The dose is 5 mg daily by mouth; it is given rectally if the patient vomits.": "multiple_subjects",
    "10 mg daily up to 40 mg daily in adults": "multiple_subjects",
    "Doses above 100 mg daily have been associated with seizures.": "unknown_pattern",
    "Doses are increased by no more than 5 mg per week.": "unknown_pattern",
    "The dose is 10 mg daily, but 20 mg daily is not recommended.": "unknown_pattern",
    "A 10 mg dose lasts 6 hours.": "orphan_number",
    "10 mg orally, then rectally daily, then intravenously 5 widgets": "orphan_number",
}


NO_DOSE = [
    "Hypotension is common at 40 mg daily.",
    "Resistance emerges rapidly on 10 mg daily.",
    "People eat 20 mg of copper daily in some regions.",
    "Doses of 10 mg daily inhibit platelets.",
    "A dose of 10 mg daily lowered mortality.",
    "Folic acid 5 mg daily should be added.",
    "Premedication consists of diphenhydramine 50 mg orally.",
    "Patients given 40 mg daily died sooner.",
    "Jaundice has arisen in patients taking 80 mg daily.",
    "Reactions are treated with 50 mg of prednisone.",
    "The drug is given with 500 mL of water.",
    "All patients should receive folic acid, 400 mcg daily.",
    "The antidote, vitamin K, is given at 10 mg intravenously.",
    "Doses of 20 mg or more daily should be tapered.",
    "The infant receives about 0.1 mg/kg daily through breast milk.",
    "It may interact with warfarin given at 5 mg daily.",
    "Auto-injectors deliver 0.15 mg or 0.3 mg.",
]


@pytest.mark.parametrize("text", NO_DOSE)
def test_amounts_that_are_said_of_something_else(text: str) -> None:
    assert read_dosages(text) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_read_whole_is_kept_unread(text: str) -> None:
    facts = read_facts(text, section="background", title="Testol")
    assert "dosage" not in facts.facts
    assert [statement.reason for statement in facts.unparsed if statement.topic == "dosage"] == [REFUSED[text]]


@pytest.mark.parametrize(
    "text",
    [
        "In a trial patients took 20 mg daily.",
        "Rats were given 20 mg/kg daily.",
        "It costs 5.55 USD per month at 10 mg daily.",
        "There were 3 million prescriptions.",
        "An overdose of 500 mg is lethal.",
        "Dosing depends on body surface and platelet counts.",
        "A 30-year-old woman took 20 mg daily.",
        "A 45-year-old man who took 10 mg daily developed jaundice.",
        "In the morning the boats leave twice a day.",
        "Testol is taken by mouth.",
        "Dosing in children depends on weight.",
        "The village lies 5 mL from the sea, in a study of 1990.",
    ],
)
def test_what_is_no_dosage_gives_nothing(text: str) -> None:
    facts = read_facts(text, section="background", title="Testol")
    assert "dosage" not in facts.facts
    assert not [statement for statement in facts.unparsed if statement.topic == "dosage"]


@pytest.mark.parametrize("section", ["case_report", "overdose", "research", "abuse_dependence", "veterinary"])
def test_no_dosage_from_narratives_and_misuse(section: str) -> None:
    facts = read_facts("The dose is 20 mg once daily.", section=section, title="Testol")
    assert (facts.facts, facts.unparsed) == ({}, ())


def test_a_section_on_animals_gives_the_doses_that_name_the_animal() -> None:
    assert read_dosages("In dogs, Testol is given at 5 mg/kg once daily.", section="veterinary") == [
        "5 mg/kg each, 1x1d, dogs []"
    ]


@pytest.mark.parametrize("text", ["Common: 50 - 100 mg", "Threshold: 4 mg", "Heavy dose: 200 mg", "Light 5–10 mg"])
def test_scales_of_misuse_are_refused(text: str) -> None:
    facts = read_facts(text, section="dosage_and_administration", title="Testol")
    assert not facts.facts
    assert [statement.reason for statement in facts.unparsed] == ["recreational"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("20 mg OD", ["20 mg each, 1x1d"]),
        ("500 mg by mouth three times per day", ["500 mg each, oral, 3x1d"]),
        ("600 mg IV q 4 weeks", ["600 mg each, intravenous, 1x4wk"]),
        ("Depends on use", []),
    ],
)
def test_cells_of_an_infobox(cell: str, said: list[str]) -> None:
    assert read_dosages(cell, section="infobox", label="Typical dose") == said


def test_the_defined_daily_dose_is_no_dosage() -> None:
    assert read_dosages("10 mg", section="infobox", label="Defined daily dose") == []


def test_evidence_holds_the_step_and_what_was_said_for_all_steps() -> None:
    text = "In adults, 5 mg daily is given for 3 days, then 10 mg daily, and side effects include 2% rash."
    facts = read_facts(text, section="background", title="Testol").facts["dosage"]
    spans = [[span.exact for span in fact.evidence] for fact in facts]  # type: ignore[union-attr]
    assert spans[0] == ["In adults, 5 mg daily is given for 3 days"]
    assert spans[1] == ["In adults", "then 10 mg daily"]
    assert {span.rule for fact in facts for span in fact.evidence} == {"dosage.clause"}


def test_a_long_text_without_an_end_is_read_in_time() -> None:
    assert read_dosages("the dose is 5 mg and " * 4000) == []

"""Adverse effects by what stands round their lists: nouns as predicates, appositions, provisos, what follows of what."""

from __future__ import annotations

import pytest

from effect_lines import lines, read

READ: dict[str, list[str]] = {
    "Headache and dry mouth are reported side effects, while seizures are a very rare one.": [
        "Headache",
        "dry mouth",
        "seizures; very rare",
    ],
    "Rash, palpitations and swelling of the ankles count among the usual side effects.": [
        "Rash",
        "palpitations",
        "swelling of the ankles",
    ],
    "Slow pulse and rash may appear as adverse effects.": ["Slow pulse", "rash"],
    "No liver injury has been traced to zelotrine so far.": ["liver injury; NOT"],
    "When given for more than a month it may cause deafness, and large doses have also been tied to seizures.": [
        "deafness; if: for more than a month",
        "seizures; if: large doses",
    ],
    "Common side effects are aching of joints and muscles, fever and low blood sugar.": [
        "aching of joints and muscles; common",
        "fever; common",
        "low blood sugar; common",
    ],
    "Side effects include pain in the back, legs and stomach, nausea, and rash.": [
        "pain in the back, legs and stomach",
        "nausea",
        "rash",
    ],
    "It can cause rash, which is usually mild but may progress to blistering.": ["rash", "blistering; <- rash"],
    "It may cause a rash, which may turn into erythema multiforme.": ["rash", "erythema multiforme; <- rash"],
    "Side effects common to this drug include fatigue and rash, as well as loss of vision in over 20% of users.": [
        "fatigue; common",
        "rash; common",
        "loss of vision; common; drug >20%",
    ],
    "Adverse effects reported by many users are thirst and weight gain.": ["thirst", "weight gain"],
    "Adverse effects that are common include rash and fever, and those that are rare but serious include liver failure.": [
        "rash; common",
        "fever; common",
        "liver failure; rare; (serious)",
    ],
    "Side effects occur in up to 30% of patients, with nausea and dizziness the most common.": [
        "nausea; common",
        "dizziness; common",
    ],
    "Dry cough, the most common side effect, occurs in 10% of users.": ["Dry cough; common; drug 10%"],
    "Agranulocytosis, a rare but serious side effect, may occur.": ["Agranulocytosis; rare; (serious)"],
    "Headache is common, vomiting and rash uncommon, and seizures very rare.": [
        "Headache; common",
        "vomiting; uncommon",
        "rash; uncommon",
        "seizures; very rare",
    ],
    "Fatigue is common and so is nausea.": ["Fatigue; common", "nausea; common"],
    "Inflammation of the pancreas has been reported, as have low platelets.": [
        "Inflammation of the pancreas",
        "low platelets",
    ],
    "Long-term use or high doses may result in cataracts.": ["cataracts; if: Long-term use or high doses"],
    "Taking too much can cause liver failure.": ["liver failure; if: Taking too much"],
    "By mouth it often causes diarrhea.": ["diarrhea; frequent; if: By mouth"],
    "Hair loss and mouth ulcers also occur.": ["Hair loss", "mouth ulcers"],
    "Drowsiness may be a problem.": ["Drowsiness"],
    "It may cause confusion in older people and agitation in children.": [
        "confusion; if: in older people",
        "agitation; if: in children",
    ],
    "Prolonged use can lead to stretch marks and, if large areas are treated, adrenal suppression.": [
        "stretch marks; if: Prolonged use",
        "adrenal suppression; if: if large areas are treated",
    ],
    "It is a well established cause of acute, clinically apparent liver injury.": [
        "acute, clinically apparent liver injury"
    ],
    "Hives occur in five to ten percent of patients.": ["Hives; drug 5-10%"],
    "Zelotrine, which may cause nausea and rash, was approved in Peru in 2009.": ["nausea", "rash"],
    "It is taken by mouth, and rash, fever and headache are its usual side effects.": ["rash", "fever", "headache"],
    "Reported side effects include nausea and isolated cases of hepatitis.": ["nausea", "hepatitis"],
    "Since its launch, cases of pancreatitis have been reported.": ["pancreatitis"],
    # provisos with amounts, and before their clause
    "At doses above 30 mg a day drowsiness is common.": ["drowsiness; common; if: At doses above 30 mg a day"],
    "At doses of 20 mg three times a day rash was reported by 12% of patients.": [
        "rash; if: At doses of 20 mg three times a day; drug 12%"
    ],
    "With long-term use tolerance, dependence and memory loss may develop.": [
        "tolerance; if: With long-term use",
        "dependence; if: With long-term use",
        "memory loss; if: With long-term use",
    ],
    # figures and people
    "In 7% of patients a rash occurred.": ["rash; drug 7%"],
    "Rash affected 9% of patients taking 20 mg, 6% taking 10 mg and 2% given placebo.": [
        "Rash; drug 9%; drug 6%; placebo 2%"
    ],
    "Adverse reactions seen more often than with placebo were rash (8% vs 3%) and fever (6% vs 2%).": [
        "rash; drug 8%; placebo 3%",
        "fever; drug 6%; placebo 2%",
    ],
    "About one patient in six notices a metallic taste.": ["metallic taste"],
    "You may feel dizzy or drowsy at first, and some people put on weight.": ["dizzy", "drowsy; if: at first"],
    "Side effects include fever, chills and rash, and in up to 12% of patients ALT rises above 3 times the upper limit of normal.": [
        "fever",
        "chills",
        "rash",
        "ALT rises above 3 times the upper limit of normal; drug <=12%",
    ],
    "Fever, rash (4%) and itching (3%) head the list.": ["Fever", "rash; drug 4%", "itching; drug 3%"],
    # groups, and what follows of what
    "It may cause extrapyramidal effects such as tremor and rigidity.": [
        "extrapyramidal effects",
        "tremor; of extrapyramidal effects",
        "rigidity; of extrapyramidal effects",
    ],
    "Marrow suppression is common, leading to infections and bleeding.": [
        "Marrow suppression; common",
        "infections; common; <- Marrow suppression",
        "bleeding; common; <- Marrow suppression",
    ],
    "Rash is common, and seldom there is fever.": ["Rash; common", "fever; rare"],
    "Side effects include headache, cold hands and feet, and rash.": ["headache", "cold hands and feet", "rash"],
    "Rarely reported: cough, hoarseness.": ["cough; rare", "hoarseness; rare"],
    "Rash and cough are among the commoner side effects.": ["Rash; common", "cough; common"],
    "Dizziness has been reported, even while driving, and compulsive behaviours such as gambling may develop.": [
        "Dizziness",
        "compulsive behaviours",
        "gambling; of compulsive behaviours",
    ],
}

NOTHING = [
    "Zelotrine prevents headaches in 40% of patients.",
    "Headache cleared in 60% of patients.",
    "In 60% of patients the rash cleared.",
    "Call a doctor if fever, sore throat or bruising develops.",
    "Patients with gout may have fever and joint pain.",
]

REFUSED = [
    "Cough was reported by 8% and fever by 6% of those treated (3% and 4% with placebo), and rash by 2%.",
    "Side effects include rash, arms and fever.",
    "Side effects include fever, acute and rash.",
    "Side effects include hyper- or hypotension and rash.",
    "Men may develop acne and women irregular periods.",
]


@pytest.mark.parametrize("text", READ)
def test_clauses_are_read(text: str) -> None:
    assert lines(text) == READ[text]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_effect_of_the_drug(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize("text", REFUSED)
def test_half_a_term_is_no_term(text: str) -> None:
    found = read(text)
    assert "adverse_effects" not in found.facts
    assert found.unparsed


@pytest.mark.parametrize(
    "text",
    [
        "Seizures are common in epilepsy.",
        "Epilepsy affects 1% of adults.",
        "About 10% of people have asthma.",
        "Up to 30% of patients have migraine with aura.",
    ],
)
def test_what_an_illness_has_is_no_effect_of_the_drug(text: str) -> None:
    assert lines(text, section="overview") == []


def test_what_may_not_be_so_is_not_denied() -> None:
    assert lines("It may not cause drowsiness.") == []

"""How writers say that a drug is on the market: frames of sentences, and what in them is no product."""

from __future__ import annotations

import pytest

from product_essence import essences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # what a sentence is about: place, reason, use, maker, other clauses
        ("Zendrafen is available in tablets of 5 and 10 mg under the brand name Zendra, and generic versions "
         "have been available since 2011.",
         ["tablet: 5 mg, 10 mg = Zendra (generic)"]),
        ("Zendrafen is sold in the US by Novelis, as Zendra, in tablets of 5 mg and 10 mg; the typical dose "
         "is 10 mg daily.",
         ["tablet: 5 mg, 10 mg = Zendra"]),
        ("Zendrafen is available in capsules of 100 and 200 mg, in chewable tablets of 50 mg, and in liquid "
         "form (25 mg/5 mL) for children.",
         ["capsule: 100 mg, 200 mg", "chewable tablet: 50 mg", "liquid: 25 mg in 5 mL"]),
        ("Zendrafen has been available since 1985, in tablets of 5 mg under the brand name Zendra.",
         ["tablet: 5 mg = Zendra"]),
        ("Zendrafen is available only through a restricted program as 5 mg capsules under the brand name Zendra.",
         ["capsule: 5 mg = Zendra"]),
        ("Because of its toxicity, zendrafen is available only as a topical ointment (0.2%).",
         ["topical ointment: 0.2 %"]),
        ("Zendrafen was available as 5 mg tablets under the brand name Zendra until it was withdrawn in 2005.",
         ["tablet: 5 mg = Zendra"]),
        ("Zendrafen is available in 5 mg tablets, the usual dose being 5 mg twice daily.", ["tablet: 5 mg"]),
        ("Zendrafen is available in 5 mg tablets, and treatment begins with 5 mg twice daily.", ["tablet: 5 mg"]),
        ("Zendrafen is available in 5 mg tablets; adults take one or two tablets daily.", ["tablet: 5 mg"]),
        ("Zendrafen is available in 5 mg tablets with a recommended dose of 5 mg daily.", ["tablet: 5 mg"]),
        ("Zendrafen is available in 5 mg tablets to be taken once daily.", ["tablet: 5 mg"]),
        ("For oral administration, zendrafen is available as 5 mg tablets.", ["tablet: 5 mg"]),
        ("Zendrafen hydrochloride is available for oral use as tablets of 5 mg and for parenteral use as a "
         "solution of 2 mg/mL.",
         ["tablet: 5 mg", "solution: 2 mg/mL"]),
        ("Zendrafen can be bought over the counter in 220 mg tablets, but higher strengths require a prescription.",
         ["tablet: 220 mg"]),
        ("Zendrafen is not sold in the United States, but is available in Europe as 10 mg tablets under the "
         "name Zendra.",
         ["tablet: 10 mg = Zendra"]),
        ("Zendrafen was first marketed in 1962 as 100 mg tablets.", ["tablet: 100 mg"]),
        ("Zendrafen is sold as 10 mg tablets by Novelis (Basel, Switzerland) under the trade name Zendra®.",
         ["tablet: 10 mg = Zendra"]),
        ("For children there is an oral suspension of 50 mg/5 mL.", ["oral suspension: 50 mg in 5 mL"]),
        ("Zendrafen comes in a 30 mg prefilled syringe that is injected subcutaneously once monthly.",
         ["- @prefilled syringe: 30 mg"]),
        ("Zendrafen is supplied to hospitals in 20 mL vials containing 10 mg/mL, ready for dilution.",
         ["- @vial: 10 mg/mL"]),
        # verbs of sale, and verbs that no list holds
        ("Zendrafen remains available in generic forms as 5 mg tablets.", ["tablet: 5 mg (generic)"]),
        ("Zendrafen continues to be available as 5 mg tablets.", ["tablet: 5 mg"]),
        ("Zendrafen reaches pharmacies as 5 mg tablets, known as Zendra.", ["tablet: 5 mg = Zendra"]),
        ("It is to be had in tablets of 5 mg, generically or under the brand name Zendra.",
         ["tablet: 5 mg = Zendra (generic)"]),
        ("Zendrafen is made in tablet form (5 and 10 mg) and as an injection (2 mg/mL).",
         ["tablet: 5 mg, 10 mg", "injection: 2 mg/mL"]),
        ("The dose is 5 mg daily and tablets of 5 mg are available.", ["tablet: 5 mg"]),
        ("There are tablets of 5 and 10 mg, an oral solution of 1 mg/mL and suppositories.",
         ["tablet: 5 mg, 10 mg", "oral solution: 1 mg/mL", "suppository"]),
        ("The tablets hold 5 or 10 mg and the syrup 1 mg/mL.", ["tablet: 5 mg, 10 mg", "syrup: 1 mg/mL"]),
        ("Zendrafen is usually given as a 1% cream applied twice daily.", ["cream: 1 %"]),
        ("Over-the-counter products contain 20 mg of zendrafen per tablet.", ["tablet: 20 mg"]),
        ("Zendrafen comes as a powder that is dissolved in water before use.", ["powder"]),
        ("Generic tablets of 5 and 10 mg have been on the market since 2009.", ["tablet: 5 mg, 10 mg (generic)"]),
        # headings in a sentence
        ("Commercial formulations include tablets of 25 and 50 mg and an oral suspension of 10 mg/mL under "
         "the brand name Zendra.",
         ["tablet: 25 mg, 50 mg = Zendra", "oral suspension: 10 mg/mL = Zendra"]),
        ("The usual formulation is a 0.5% solution.", ["solution: 0.5 %"]),
        ("The available dosage forms are 5 mg tablets and 1% gel.", ["tablet: 5 mg", "gel: 1 %"]),
        ("Available strengths are 5, 10 and 20 mg.", ["-: 5 mg, 10 mg, 20 mg"]),
        # brand names: where they are said, and of what
        ("Zendrafen is marketed worldwide, in the United States as Zendra and in Europe as Zopar.",
         ["- = Zendra, Zopar"]),
        ("Zendrafen is sold over the counter under various brand names, the best known of which is Zendra, in "
         "tablets of 5 mg.",
         ["tablet: 5 mg = Zendra"]),
        ("Zendrafen is sold as the hydrochloride salt in 5 mg tablets.", ["tablet: 5 mg"]),
        ("Zendrafen is available as 250 and 500 mg tablets, generically and as Zendra, and as an extended "
         "release form (Zendra XR) of 500 and 1000 mg.",
         ["tablet: 250 mg, 500 mg = Zendra (generic)", "extended release form: 500 mg, 1000 mg = Zendra XR"]),
        ("Zendrafen is available under the brand name Zendra as tablets of 5 mg, under the name Zendra XR as "
         "capsules of 10 mg, and generically.",
         ["tablet: 5 mg = Zendra (generic)", "capsule: 10 mg = Zendra XR (generic)"]),
        ("It is available by prescription in generic forms and under several brand names as tablets (25, 50 "
         "mg) and in solution for injection (25 mg/mL).",
         ["tablet: 25 mg, 50 mg (generic)", "solution for injection: 25 mg/mL (generic)"]),
        ("Zendrafen is available generically and as the proprietary products Zendra and Zopar.",
         ["- = Zendra, Zopar (generic)"]),
        ("Zendrafen is available as Zendra (5 mg tablets), Zendra SR (10 mg sustained release capsules) and "
         "several generics.",
         ["tablet: 5 mg = Zendra (generic)", "sustained release capsule: 10 mg = Zendra SR (generic)"]),
        ("Sold as Zendra, the drug comes in 5 mg tablets.", ["tablet: 5 mg = Zendra"]),
        ("A nasal spray (Zendra) delivering 50 mcg per actuation is available without prescription.",
         ["nasal spray: 50 ug in 1 {puff} = Zendra"]),
        ("Its maker sells zendrafen as Zendra in capsules of 50 and 100 mg.", ["capsule: 50 mg, 100 mg = Zendra"]),
        # brand names in passing
        ("Zendrafen, marketed as Zendra by Novelis, is a medication used to treat gout.", ["- = Zendra"]),
        ("Zendrafen (trade name Zendra) is an oral anticoagulant developed by Novelis.", ["- = Zendra"]),
        ("It was introduced in 1998 under the brand name Zendra.", ["- = Zendra"]),
        ("Zendrafen was launched in Japan as Zendra.", ["- = Zendra"]),
        ("Its brand names include Zendra and Zopar.", ["- = Zendra, Zopar"]),
        ("Brand names for zendrafen include Zendra, Zopar, and Lumivex.", ["- = Zendra, Zopar, Lumivex"]),
        ("Zendra is a brand name of zendrafen.", ["- = Zendra"]),
        ("Common trade names are Zendra (US) and Zopar (UK).", ["- = Zendra, Zopar"]),
        ("Zendrafen (marketed as Zendra and Zopar) is an antibiotic.", ["- = Zendra, Zopar"]),
        ("In 2001 the FDA approved zendrafen, marketed as Zendra, for gout.", ["- = Zendra"]),
        ("It is on the market as Zendra.", ["- = Zendra"]),
        ("Zendrafen, sold under the brand names Zendra (in the US) and Zopar (elsewhere), is a calcium "
         "channel blocker.",
         ["- = Zendra, Zopar"]),
        ("Zendrafen, commonly known by the brand name Zendra, is an antibiotic.", ["- = Zendra"]),
        # generics
        ("Zendrafen is on the World Health Organization's List of Essential Medicines and is available as a "
         "generic medication.",
         ["- (generic)"]),
        ("A generic version entered the market in 2015.", ["- (generic)"]),
        ("As of 2019, no generic version was available in the United States.", ["- (no generic)"]),
        ("There is no generic version of zendrafen as of 2020.", ["- (no generic)"]),
        ("Several generic versions exist, but the brand, Zendra, has been discontinued.", ["- (generic)"]),
        ("Zendrafen is not yet available as a generic.", ["- (no generic)"]),
        ("In 2017 it was the 30th most commonly prescribed medication, available as a generic.", ["- (generic)"]),
        # strengths, sizes and containers
        ("Zendrafen is supplied in 100 mg/4 mL vials.", ["- @vial: 100 mg in 4 mL"]),
        ("It comes in single-dose prefilled syringes (40 mg/0.4 mL) and pens (80 mg/0.8 mL).",
         ["- @prefilled syringe: 40 mg in 0.4 mL", "- @pen: 80 mg in 0.8 mL"]),
        ("Zendrafen is available as an injectable solution (25 mg/mL) in 2 mL ampules and 10 mL vials.",
         ["injectable solution @ampule: 25 mg/mL", "injectable solution @vial: 25 mg/mL"]),
        ("Each vial contains 50 mg of zendrafen in 10 mL.", ["- @vial: 50 mg in 10 mL"]),
        ("Zendrafen is supplied in packs of 28 tablets of 5 mg.", ["tablet: 5 mg"]),
        ("Zendrafen is sold as a 5 mg/mL oral solution and as 100 mg/5 mL ampoules.",
         ["oral solution: 5 mg/mL", "- @ampoule: 100 mg in 5 mL"]),
        ("Zendrafen is available as a liquid in 0.5 mL single use prefilled syringes and pens containing 75 "
         "mg under the brand name Zendra.",
         ["liquid @prefilled syringe: 75 mg = Zendra", "liquid @pen: 75 mg = Zendra"]),
        ("It is provided in single-use vials of 100 mg in 10 mL (10 mg/mL) as a concentrate for intravenous infusion.",
         ["concentrate for intravenous infusion @vial: 100 mg in 10 mL, 10 mg/mL"]),
        ("It is sold in tubes of 15, 30 and 60 g as a 0.05% cream.", ["cream @tube: 0.05 %"]),
        ("A topical 2% gel and a 5% patch are also marketed.", ["topical gel: 2 %", "patch: 5 %"]),
        ("Zendrafen is available for intravenous infusion in 50 and 100 mL bags with 5 mg/mL, and orally as "
         "400 mg tablets.",
         ["- @bag: 5 mg/mL", "tablet: 400 mg"]),
        ("Zendrafen is available as 0.5, 1 and 2 mg tablets and as a depot injection, zendrafen pamoate, of "
         "30 mg per vial.",
         ["tablet: 0.5 mg, 1 mg, 2 mg", "depot injection @vial: 30 mg"]),
        ("Zendrafen is produced by Novelis as a cream with 1% zendrafen.", ["cream: 1 %"]),
        ("Tablets are available in strengths of 5, 10 and 20 mg; capsules hold 25 mg.",
         ["tablet: 5 mg, 10 mg, 20 mg", "capsule: 25 mg"]),
        # combinations
        ("Zendrafen is available as Zendra in tablets of 5 mg and, combined with hydrochlorothiazide, as Zendra-HCT.",
         ["tablet: 5 mg = Zendra", "- = Zendra-HCT + hydrochlorothiazide"]),
        ("It is available alone and in combination with metformin under the brand name Zendramet.",
         ["- = Zendramet + metformin"]),
        ("The combination zendrafen/metformin is sold under the brand name Zendramet.", ["- = Zendramet + metformin"]),
        ("Zendrafen is available as 1 and 5 mg tablets, both as a single agent (Zendra) and in combination "
         "with metformin (Zendramet).",
         ["tablet: 1 mg, 5 mg = Zendra", "- = Zendramet + metformin"]),
        ("It is available in combination with aspirin.", ["- + aspirin"]),
        ("The drug comes in vials of 2, 5 and 10 million units.", ["- @vial: 2000000 U, 5000000 U, 10000000 U"]),
        ("Zendrafen is available as tablets, plain and chewable, of 5 and 10 mg; one takes 5 mg at bedtime.",
         ["tablet: 5 mg, 10 mg"]),
        ("Together with mefradol it is sold as a cream and a foam (Zendramef).",
         ["cream + mefradol", "foam = Zendramef + mefradol"]),
        ("A fixed combination with amlodipine is sold as Amlozen, and one with indapamide as Indazen.",
         ["- = Amlozen + amlodipine", "- = Indazen + indapamide"]),
        ("Zendrafen, in tablets of 200 mg called Zendra, is used for worms.", ["tablet: 200 mg = Zendra"]),
        ("The 0.1% ointment goes by the name of Zendra.", ["ointment: 0.1 % = Zendra"]),
        ("Besides buccal tablets (2 mg) there are a 1% gel and a lingual spray.",
         ["buccal tablet: 2 mg", "gel: 1 %", "lingual spray"]),
        ("It is sold as capsules; the combination with foxatin is marketed as Foxazen.",
         ["capsule", "- = Foxazen + foxatin"]),
    ],
)  # fmt: skip
def test_frames(text: str, said: list[str]) -> None:
    assert essences(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Zendrafen is not available in the United States.",
        "Zendrafen is found in many over-the-counter cough remedies.",
        "Zendrafen is contained in cough syrups.",
        "Zendra is available as 5 mg tablets.",
        "Both an oral and an intravenous formulation are available.",
        "Zendrafen costs about 5 USD for a bottle of 30 tablets of 5 mg.",
        "In the trial patients received zendrafen as 5 mg tablets.",
        "Mice were given zendrafen as a 1% solution.",
        "Zendrafen is not available as tablets.",
        "Patients should take zendrafen as 5 mg tablets twice daily.",
        "Unlike mefradol, which is sold under the brand name Mefra, zendrafen has no hepatic toxicity.",
        "Zendrafen is similar to mefradol, which is available as 5 mg tablets.",
        "Zendrafen is a metabolite of mefradol, sold as Mefra.",
        "Zendrafen is prescribed as 5 mg tablets.",
        "Zendrafen is not marketed in the United States.",
        "Zendrafen is often combined with metformin.",
        "Zendrafen is used in combination with metformin.",
        "An intravenous formulation of 10 mg/mL was added in 2010.",
        "Adults receive 5 mg tablets daily.",
        "Start with 5 mg tablets.",
        "She had taken forty 5 mg tablets of zendrafen.",
        "The patient was given zendrafen as a 10% solution.",
        "Zendrafen tablets were withdrawn from the market in 1998.",
        "The 40 mg tablets were discontinued in 2007.",
        "Zendrafen and mefradol are both available as generics.",
        "Zendrafen is a generic name.",
        "Mefradol (Mefra) is available as 5 mg tablets; zendrafen is given intravenously.",
        "Zendrafen should not be confused with mefradol, sold as Mefra.",
        "One 5 mg tablet of zendrafen is taken daily.",
        "Zendrafen was given as 5 mg tablets to 30 volunteers.",
    ],
)
def test_no_product(text: str) -> None:
    assert essences(text) == []

"""Statements about products: what they hold, product by product, and what is no product."""

from __future__ import annotations

from typing import Any

import pytest

from product_essence import essence, products, read
from wikiclean.model.kinds.drug import Product


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # strengths before and after the form, units shared or said each time
        ("Zendrafen is available in tablets of 4, 8 and 16 mg.", ["tablet: 4 mg, 8 mg, 16 mg"]),
        ("It comes as 40 mg and 80 mg capsules.", ["capsule: 40 mg, 80 mg"]),
        ("The drug is sold as 2-, 4- and 6-mg tablets.", ["tablet: 2 mg, 4 mg, 6 mg"]),
        ("Tablets of 3 and 6 mg are available.", ["tablet: 3 mg, 6 mg"]),
        ("Zendrafen tablets come in strengths of 15 mg or 30 mg.", ["tablet: 15 mg, 30 mg"]),
        ("The tablets contain either 15 mg or 30 mg of zendrafen.", ["tablet: 15 mg, 30 mg"]),
        ("Each capsule contains 75 mg of zendrafen.", ["capsule: 75 mg"]),
        ("Zendrafen is available in 30 and 60 mg strengths.", ["-: 30 mg, 60 mg"]),
        ("It is available in two strengths, 15 mg and 30 mg, as tablets.", ["tablet: 15 mg, 30 mg"]),
        ("Zendrafen is available as 1,000 and 2,000 IU capsules.", ["capsule: 1000 [iU], 2000 [iU]"]),
        ("It is supplied in vials of 2 and 4 million units.", ["- @vial: 2000000 U, 4000000 U"]),
        ("Zendrafen is available as tablets of 0.25 to 2 mg.", ["tablet: 0.25-2 mg"]),
        # sharing between forms
        ("Zendrafen comes as a 0.1% cream, gel and lotion.", ["cream: 0.1 %", "gel: 0.1 %", "lotion: 0.1 %"]),
        ("It is available as tablets and capsules of 25 mg.", ["tablet: 25 mg", "capsule: 25 mg"]),
        ("Zendrafen is available in 25 mg tablets and capsules.", ["tablet: 25 mg", "capsule: 25 mg"]),
        ("It is available in 25 mg tablets and as a syrup.", ["tablet: 25 mg", "syrup"]),
        ("It is available in tablets and an elixir of 3 mg/mL.", ["tablet", "elixir: 3 mg/mL"]),
        ("Zendrafen comes as a 2% cream and 1% lotion.", ["cream: 2 %", "lotion: 1 %"]),
        ("It is available as gum (2 mg), lozenges, patches (7 and 14 mg), and a nasal spray.",
         ["gum: 2 mg", "lozenge", "patch: 7 mg, 14 mg", "nasal spray"]),
        # concentrations
        ("It is supplied at 200 units/mL in 10 mL vials and in 3 mL pens.",
         ["- @vial: 200 U in 1 mL", "- @pen: 200 U in 1 mL"]),
        ("Zendrafen is marketed as an oral suspension of 150 mg/5 mL.", ["oral suspension: 150 mg in 5 mL"]),
        ("It is sold as a 100 or 200 mg/5 mL suspension.", ["suspension: 100 mg in 5 mL, 200 mg in 5 mL"]),
        ("Each 5 mL of the syrup contains 60 mg of zendrafen.", ["syrup: 60 mg in 5 mL"]),
        ("The ophthalmic solution (0.02%) is dispensed in 3 mL bottles.", ["ophthalmic solution @bottle: 0.02 %"]),
        ("Zendrafen is available as oral drops, 15 mg/mL.", ["oral drop: 15 mg/mL"]),
        ("It is supplied as 300 units/mL in 1.5 mL cartridges.", ["- @cartridge: 300 U in 1 mL"]),
        ("The patches deliver 5 mg.", []),
        ("It is available as transdermal patches releasing 2, 4 or 8 mg per 24 hours.",
         ["transdermal patch: 2 mg in 24 h, 4 mg in 24 h, 8 mg in 24 h"]),
        ("It is sold as patches delivering 12 or 24 mcg/hour.", ["patch: 12 ug/h, 24 ug/h"]),
        ("Zendrafen comes in a metered-dose inhaler that delivers 80 mcg per puff.",
         ["metered-dose inhaler: 80 ug in 1 {puff}"]),
        # containers; a size is no strength
        ("Zendrafen is supplied as a solution in 2 and 5 mL vials of 15 mg/mL.", ["solution @vial: 15 mg/mL"]),
        ("Zendrafen is available as 50 mg in 10 mL vials.", ["- @vial: 50 mg in 10 mL"]),
        ("It comes in 20 mL vials of 600 mg.", ["- @vial: 600 mg"]),
        ("It is supplied in ampoules containing 3 mL.", ["- @ampoule"]),
        ("It is supplied as a powder for injection in single-dose vials of 80 mg.", ["powder for injection @vial: 80 mg"]),
        ("Zendrafen is available in prefilled syringes of 60 mg/0.6 mL.", ["- @prefilled syringe: 60 mg in 0.6 mL"]),
        ("The drug comes in prefilled pens and syringes (50 mg/mL).",
         ["- @prefilled pen: 50 mg/mL", "- @syringe: 50 mg/mL"]),
        ("It is provided as a solution (20 mg/mL) in 5-mL and 10-mL multi-dose vials.", ["solution @vial: 20 mg/mL"]),
        ("Zendrafen is supplied in boxes of 10 glass ampules of 5 mg/2 mL.", ["- @ampule: 5 mg in 2 mL"]),
        ("It is a liquid supplied in 8 mL vials (15 mg/mL).", ["liquid @vial: 15 mg/mL"]),
        ("It is supplied in vials of 120 mg in 8 mL (15 mg/mL).", ["- @vial: 120 mg in 8 mL, 15 mg/mL"]),
        ("It is sold as an injection of 20 mg/mL, in 2 mL ampoules and in vials of 10 mL.",
         ["injection @ampoule: 20 mg/mL", "injection @vial: 20 mg/mL"]),
        # several products, each with its own
        ("It is available as 5 mg tablets, 10 mg sustained-release capsules and an injection of 2 mg/mL.",
         ["tablet: 5 mg", "sustained-release capsule: 10 mg", "injection: 2 mg/mL"]),
        ("Zendrafen is available in orally disintegrating tablets (5, 10 mg) as well as in an oral solution (1 mg/mL).",
         ["orally disintegrating tablet: 5 mg, 10 mg", "oral solution: 1 mg/mL"]),
        ("It comes in three dosage forms: tablets (20 mg), suppositories (40 mg) and a nasal spray.",
         ["tablet: 20 mg", "suppository: 40 mg", "nasal spray"]),
        ("It comes in immediate- and extended-release tablets of 6 mg.",
         ["immediate-release tablet: 6 mg", "extended-release tablet: 6 mg"]),
        ("The tablets are sold in Canada; oral zendrafen also comes as 5 mg wafers, while the parenteral form comes "
         "in vials of 10 mg.", ["tablet", "wafer: 5 mg", "- @vial: 10 mg"]),
        # brands and generics
        ("Zendrafen is available generically and under the brand names Zendra, Fenzo and Rafex in 10 mg tablets.",
         ["tablet: 10 mg = Zendra, Fenzo, Rafex (generic)"]),
        ("It comes as capsules (Zendra) and an injection (Fenzo).", ["capsule = Zendra", "injection = Fenzo"]),
        ("It is available as 5 mg tablets under the trade name Zendra® and as a 1% cream.",
         ["tablet: 5 mg = Zendra", "cream: 1 %"]),
        ("Zendrafen is sold as Zendra XR 20 mg tablets.", ["tablet: 20 mg = Zendra XR"]),
        ("It is sold as Zendra (5 and 10 mg tablets) and Zendra-D (20 mg capsules).",
         ["tablet: 5 mg, 10 mg = Zendra", "capsule: 20 mg = Zendra-D"]),
        ("It is sold as Zendra in the US and Rafex in Europe as tablets of 5 mg.", ["tablet: 5 mg = Zendra, Rafex"]),
        ("Zendrafen is marketed by Norvex as Zendra in 10 mg tablets.", ["tablet: 10 mg = Zendra"]),
        ("Zendrafen (Zendra) is available in 25 mg tablets.", ["tablet: 25 mg = Zendra"]),
        ("Zendrafen is available in 10 mg tablets as Zendra; no generic is available.",
         ["tablet: 10 mg = Zendra (no generic)"]),
        ("It is not available generically and is sold as Zendra in 25 mg tablets.",
         ["tablet: 25 mg = Zendra (no generic)"]),
        ("Zendrafen is available as a generic medication.", ["- (generic)"]),
        ("No generic version is available.", ["- (no generic)"]),
        ("As of 2019, no generic version of zendrafen was available.", ["- (no generic)"]),
        ("There are generic forms of zendrafen.", ["- (generic)"]),
        ("The patent ran out in 2010 and generic versions are now available.", ["- (generic)"]),
        ("Norvex markets the drug as Zendra in 10 mg tablets.", ["tablet: 10 mg = Zendra"]),
        ("A generic version is not available in the United States.", ["- (no generic)"]),
        ("It is available over the counter as 10 mg lozenges and by prescription as 20 mg tablets.",
         ["lozenge: 10 mg", "tablet: 20 mg"]),
        ("Zendrafen, sold under the brand name Zendra among others, is used to treat gout.", ["- = Zendra"]),
        ("It is available in generic forms as tablets of 25 mg and under the brand name Zendra as tablets of 50 mg.",
         ["tablet: 25 mg (generic)", "tablet: 50 mg = Zendra"]),
        # fixed combinations
        ("The combination of zendrafen and amlodipine was approved in 2017 and is available as tablets under the name "
         "Amlozen.", ["tablet = Amlozen + amlodipine"]),
        ("It is also available in combination with hydrochlorothiazide as Zendrazide.",
         ["- = Zendrazide + hydrochlorothiazide"]),
        ("Zendrafen is available as 50 mg tablets under the brand name Zendra and in fixed-dose combination with "
         "amlodipine and indapamide as Trizendra.",
         ["tablet: 50 mg = Zendra", "- = Trizendra + amlodipine, indapamide"]),
        ("Fixed combinations of zendrafen and amlodipine are available as tablets of 10/5 and 20/5 mg.",
         ["tablet + amlodipine"]),
        ("It is sold in combination with indapamide (Indazen) or amlodipine (Amlozen).",
         ["- = Indazen + indapamide", "- = Amlozen + amlodipine"]),
        ("It is available as tablets containing 25 mg zendrafen and 5 mg amlodipine.", ["tablet: 25 mg + amlodipine"]),
        ("Capsules of 15 mg of zendrafen with 200 mg of foxatin and 5 mg of mefradol are sold.",
         ["capsule: 15 mg + foxatin, mefradol"]),
        # what the clause is about
        ("Approved in 1997, zendrafen is available as 25 mg tablets.", ["tablet: 25 mg"]),
        ("Zendrafen, a selective blocker of restat, is available as 25 mg tablets.", ["tablet: 25 mg"]),
        ("It was approved in 1997 and is available as 25 mg tablets.", ["tablet: 25 mg"]),
        ("Zendrafen is available as tablets; tablets of 5 mg are taken twice daily.", ["tablet"]),
        ("The first dose is one tablet; tablets of 50 mg are also available.", ["tablet: 50 mg"]),
    ],
)  # fmt: skip
def test_products(text: str, said: list[str]) -> None:
    assert [essence(product) for product in products(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "Zendrafen is available as 50 mg/12.5 mg tablets.",
        "It is available in 25 mg (Zendra) and 50 mg (Fenzo) tablets.",
        "It is available as tablets of 25 mg 50 mg capsules.",
        "It is available as tablets of 5 widgets and 10 mg.",
        "It is available as a solution of 5 mg/mL, in ampoules of 10 mg/mL.",
        "Zendrafen is no longer available as tablets of 10 mg.",
    ],
)
def test_what_is_not_read_whole_is_kept_unread(text: str) -> None:
    facts = read(text)
    assert "products" not in facts.facts
    assert [unread.topic for unread in facts.unparsed] == ["product"]


@pytest.mark.parametrize(
    "text",
    [
        "It is available as tablets of 0,5 mg.",
        "It is available as 1,25 mg and 2,5 mg tablets.",
        "It is available as tablets of 5 and 2,5 mg.",
        "It is available as 5 mg tablets and 0,5 mg capsules.",
        "Zendrafen is available as a 2,5% cream.",
        "It is available as tablets (5 mg) and an oral solution (5 mg/2,5 mL).",
        "It is available in 2,5 mL vials of 5 mg/mL.",
        "It is available as tablets of 5,10 mg.",
        "It is available in combination with foxatin as tablets of 2,5/5 mg.",
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    facts = read(text)
    assert "products" not in facts.facts
    assert [unread.reason for unread in facts.unparsed] == ["orphan_number"]


def test_a_number_that_can_be_read_in_two_ways_is_refused_in_a_list() -> None:
    facts = read("Tablets: 0,5 mg, 1 mg", "dose_forms")
    assert "products" not in facts.facts
    assert [unread.reason for unread in facts.unparsed] == ["orphan_number"]


@pytest.mark.parametrize(
    "text",
    [
        "Its metabolite foxatin is available as 20 mg tablets.",
        "Foxatin tablets are available in strengths of 20 mg.",
        "Zendrafen and foxatin are available as 25 mg tablets.",
        "Take one 10 mg tablet twice daily.",
        "Zendrafen is taken as 25 mg tablets with food.",
        "A month of 10 mg tablets is available for a price of 5 USD.",
        "In a trial, the drug was supplied as 10 mg tablets.",
        "Zendrafen is available in blue and in 3 sizes.",
        "The phone comes with a pen.",
        "Tablets of clay were sold in the market.",
        "All films released before 1930 are available in the archive.",
        "Zendrafen tablets should be swallowed whole.",
        "Zendrafen will be available as 10 mg tablets.",
        "It is available as tablets and capsules of 10 and 20 mg, respectively.",
        "Foxatin is sold under the brand name Foxor.",
        "It is available in oral and topical forms.",
    ],
)
def test_no_product(text: str) -> None:
    assert not products(text)


def test_a_list_of_forms_is_a_statement_where_the_section_says_so() -> None:
    assert [essence(product) for product in products("Tablets: 5 mg, 10 mg", "dose_forms")] == ["tablet: 5 mg, 10 mg"]
    text = "Available forms: powder for injection, 2 mg vial; capsules, 5 mg (generic)."
    said = ["powder for injection @vial: 2 mg", "capsule: 5 mg (generic)"]
    assert [essence(product) for product in products(text, "dose_forms")] == said
    text = "Available forms: solution, 5 mL vial; cream, 1% tube."
    assert [essence(product) for product in products(text, "dose_forms")] == ["solution @vial", "cream @tube: 1 %"]
    assert not products("Tablets: 5 mg, 10 mg", "background")
    assert not products("Tablets should be taken with food.", "dose_forms")


def test_dose_and_product_of_one_sentence_are_both_read() -> None:
    for text in (
        "Zendrafen is available as 5 and 10 mg tablets, and the usual dose is 10 mg once daily.",
        "The usual dose is 10 mg once daily, and zendrafen is available as 5 and 10 mg tablets.",
        "It is available as 5 and 10 mg tablets; the recommended dose is 10 mg once daily.",
    ):
        facts = read(text)
        (dose,) = facts.facts["dosage"]
        assert [essence(product) for product in products(text)] == ["tablet: 5 mg, 10 mg"]
        assert "10 mg once daily" in dose.evidence[0].exact
        assert "tablets" not in dose.evidence[0].exact


def test_evidence_of_a_product_holds_what_it_says() -> None:
    text = "Zendrafen comes in 40 mg capsules and as a cream (1%), sold as Zendra."
    capsule, cream = products(text)
    assert [piece.exact for piece in capsule.evidence] == ["40 mg capsules", "sold as Zendra"]
    assert [piece.exact for piece in cream.evidence] == ["cream (1%)", "sold as Zendra"]
    (alone,) = products("Zendrafen comes in 40 mg capsules, sold as Zendra.")
    assert [piece.exact for piece in alone.evidence] == ["Zendrafen comes in 40 mg capsules, sold as Zendra."]
    assert as_written(capsule) == ["40 mg"]


def as_written(product: Product) -> list[Any]:
    return [each.quantity.as_written for each in product.strengths if each.quantity]

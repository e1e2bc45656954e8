from __future__ import annotations

import pytest

from wikiclean.model.kinds.drug import PKParameter
from wikiclean.parse.facts import read_facts


def essence(fact: PKParameter) -> str:
    """kind, figure, unit; `of` a subject, `by` a route."""
    quantity = fact.quantity
    if quantity is None:
        return f"{fact.kind} {fact.text}"
    figure = f"{quantity.value}" if quantity.value is not None else f"{quantity.low}-{quantity.high}"
    error = f"±{quantity.plus_minus}" if quantity.plus_minus is not None else ""
    said = f"{fact.kind} {quantity.comparator or ''}{figure}{error} {quantity.unit}"
    return said + (f" of {fact.subject}" if fact.subject else "") + (f" by {fact.route}" if fact.route else "")


def sentence(text: str, *, section: str = "pharmacokinetics") -> list[str]:
    found = read_facts(text, section=section, title="Testol").facts.get("pharmacokinetics", ())
    for fact in found:
        assert isinstance(fact, PKParameter)
        for piece in fact.evidence:
            assert piece.kind == "text"
            assert text[piece.start : piece.end] == piece.exact
    return [essence(fact) for fact in found if isinstance(fact, PKParameter)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The elimination half-life is 5 to 7 hours.", ["half_life 5-7 h"]),
        ("Testol has a terminal half-life of about 9 days.", ["half_life ~9 d"]),
        ("It has a 12-hour half-life.", ["half_life 12 h"]),
        ("Testol's half-life is between 3 and 5 hours.", ["half_life 3-5 h"]),
        ("With a half-life of 5 hours, testol is given twice daily.", ["half_life 5 h"]),
        ("Owing to its short half-life of 1 hour, it is given often.", ["half_life 1 h"]),
        ("It has a serum half-life that averages 3.8 hours.", ["half_life 3.8 h"]),
        ("The drug has a long half-life (about 58 days).", ["half_life ~58 d"]),
        ("The half-life was found to be 9.5 ± 1.2 hours.", ["half_life 9.5±1.2 h"]),
        ("Plasma half-life: 3.5 h.", ["half_life 3.5 h"]),
        ("The half-life is 5 hours in adults and 8 hours in children.", ["half_life 5 h", "half_life 8 h"]),
        (
            "The half-life is 10 hours in patients with normal renal function, but is prolonged to 40 hours in those "
            "with renal failure.",
            ["half_life 10 h", "half_life 40 h"],
        ),
        ("Oral bioavailability is about 60%.", ["bioavailability ~60 % by oral"]),
        ("The bioavailability of testol following oral administration is 45%.", ["bioavailability 45 % by oral"]),
        ("Bioavailability is 60% orally and 90% when given rectally.",
         ["bioavailability 60 % by oral", "bioavailability 90 % by rectal"]),
        ("The drug's oral bioavailability is low (5 to 10%).", ["bioavailability 5-10 % by oral"]),
        ("Testol is 40% bioavailable by mouth.", ["bioavailability 40 % by oral"]),
        ("It is 95% protein bound.", ["protein_binding 95 %"]),
        ("Testol is highly protein bound (>99%).", ["protein_binding >99 %"]),
        ("It is minimally bound to plasma proteins (<5%).", ["protein_binding <5 %"]),
        ("About 95% of the drug is bound to plasma proteins, mainly albumin.", ["protein_binding ~95 %"]),
        ("Plasma protein binding exceeds 99%.", ["protein_binding >99 %"]),
        ("Peak levels are reached in 1-2 hours.", ["tmax 1-2 h"]),
        ("Testol is rapidly absorbed, with peak plasma concentrations occurring 1 to 2 hours after oral administration.",
         ["tmax 1-2 h by oral"]),
        ("Following intramuscular injection, peak serum levels occur within 1 hour.", ["tmax <=1 h by intramuscular"]),
        ("Testol reaches peak plasma levels 2–4 hours after ingestion.", ["tmax 2-4 h"]),
        ("Tmax is 1.5 hours.", ["tmax 1.5 h"]),
        ("The onset of action is within 30 minutes and the duration of action is 4–6 hours.",
         ["onset <=30 min", "duration_of_action 4-6 h"]),
        ("Effects usually begin within an hour and last for up to a day.", ["onset <=1 h", "duration_of_action <=1 d"]),
        ("It begins working within 30 minutes.", ["onset <=30 min"]),
        ("The apparent volume of distribution is 40 L.", ["volume_of_distribution 40 L"]),
    ],
)  # fmt: skip
def test_sentences(text: str, read: list[str]) -> None:
    assert sentence(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "If taken orally, testol starts to act within 30 minutes, and if inhaled within four minutes; its effects persist from half an hour to an hour.",
            ["onset <=30 min by oral", "onset <=4 min by inhalation", "duration_of_action 0.5-1 h"],
        ),
        (
            "Testol takes effect within 15 minutes when inhaled and within an hour by mouth.",
            ["onset <=15 min by inhalation", "onset <=1 h by oral"],
        ),
        (
            "Effects set in after 5–10 minutes and wear off after two hours.",
            ["onset 5-10 min", "duration_of_action 2 h"],
        ),
        (
            "The drug has an onset of 5 to 8 minutes and its action persists some 2 to 3 hours.",
            ["onset 5-8 min", "duration_of_action ~2-3 h"],
        ),
        ("The sedative effect persists for 6 to 9 hours once the patch is taken off.", ["duration_of_action 6-9 h"]),
        (
            "Its action begins within 30 minutes of an oral dose, peaks at 2 hours and lasts 6 to 8 hours.",
            ["onset <=30 min by oral", "duration_of_action 6-8 h"],
        ),
        ("Benefits may take two to four weeks to appear.", ["onset 2-4 wk"]),
        ("A single dose acts for 12 to 24 hours.", ["duration_of_action 12-24 h"]),
        ("Its blood pressure lowering effect lasts 24 hours.", ["duration_of_action 24 h"]),
        (
            "Sedation begins within 2 to 3 minutes and lasts 30 to 80 minutes.",
            ["onset 2-3 min", "duration_of_action 30-80 min"],
        ),
        (
            "Intramuscular testol has a bioavailability of 85–95%, attains its peak in serum within 1 to 3 hours and is more than 80% bound to albumin; the final half-life varies between 9 and 11 hours.",
            ["bioavailability 85-95 % by intramuscular", "tmax 1-3 h", "protein_binding >80 %", "half_life 9-11 h"],
        ),
        (
            "Following oral intake roughly 25% of the dose enters the bloodstream, 30 to 35% is protein-bound, and its serum half-life falls between 6.5 and 8 hours.",
            ["bioavailability ~25 % by oral", "protein_binding 30-35 %", "half_life 6.5-8 h"],
        ),
        (
            "The drug is poorly absorbed, around 12 per cent being bound to plasma albumin, and shows a half-life of 2 to 3 days, prolonged to as long as 9 days in renal failure.",
            ["protein_binding ~12 %", "half_life 2-3 d", "half_life <=9 d"],
        ),
        ("Testol binds extensively to albumin (more than 98%).", ["protein_binding >98 %"]),
        ("The degree of plasma protein binding is between 60 and 70%.", ["protein_binding 60-70 %"]),
        ("Nearly all of the drug (98%) is bound to plasma proteins.", ["protein_binding 98 %"]),
        ("The drug is highly bound to plasma proteins, about 99%.", ["protein_binding ~99 %"]),
        (
            "Bioavailability after subcutaneous injection is 80%, against 50% by mouth.",
            ["bioavailability 80 % by subcutaneous", "bioavailability 50 % by oral"],
        ),
        (
            "Owing to extensive first-pass metabolism only 20 to 30% of an oral dose becomes bioavailable.",
            ["bioavailability 20-30 % by oral"],
        ),
        (
            "The bioavailability of the tablet form is 60%, that of the solution 80%.",
            ["bioavailability 60 %", "bioavailability 80 %"],
        ),
        ("Bioavailability by mouth does not exceed 10%.", ["bioavailability <=10 % by oral"]),
        ("Oral bioavailability is poor at 5%.", ["bioavailability 5 % by oral"]),
        (
            "The half-life is around five days in young adults, but can exceed 14 days in patients with cirrhosis.",
            ["half_life ~5 d", "half_life >14 d"],
        ),
        (
            "In older children the half-life is roughly 4 hours, in infants 6 to 20 hours.",
            ["half_life ~4 h", "half_life 6-20 h"],
        ),
        ("The half-life, normally 5 hours, rises to 20 hours in renal failure.", ["half_life 5 h", "half_life 20 h"]),
        ("The half-life is short, about 90 minutes.", ["half_life ~90 min"]),
        ("Elimination follows first-order kinetics with a half-life of 12 hours.", ["half_life 12 h"]),
        ("With repeated doses the half-life lengthens to 20 hours.", ["half_life 20 h"]),
        ("A half-life of roughly 20 hours permits once-daily dosing.", ["half_life ~20 h"]),
        ("Plasma concentrations peak within 2 hours of an oral dose.", ["tmax <=2 h by oral"]),
        ("Blood levels are highest 2 hours after a dose.", ["tmax 2 h"]),
        ("It takes 2 to 4 hours for plasma levels to peak.", ["tmax 2-4 h"]),
        ("Peak plasma concentrations of 50 ng/mL are reached after 2 hours.", ["tmax 2 h"]),
        (
            "The peak plasma concentration is attained in approximately 6 hours with the extended-release tablet.",
            ["tmax ~6 h"],
        ),
        ("In patients over 65 years the half-life is 14 hours.", ["half_life 14 h"]),
        (
            "Bioavailability is 60% for the oral form and 40% for the rectal form.",
            ["bioavailability 60 % by oral", "bioavailability 40 % by rectal"],
        ),
        ("Onset of action: 5 min (IV), 15 min (IM).", ["onset 5 min by intravenous", "onset 15 min by intramuscular"]),
        ("A terminal half-life of 14 days has been reported.", ["half_life 14 d"]),
        ("The half-life is two and a half hours.", ["half_life 2.5 h"]),
        ("Testol's half-life is 72 hours (3 days).", ["half_life 72 h"]),
        (
            "The half-life was 5 hours in 12 healthy volunteers and 9 hours in 8 patients with cirrhosis.",
            ["half_life 5 h", "half_life 9 h"],
        ),
        ("Half-lives of 8 to 11 hours have been measured in volunteers.", ["half_life 8-11 h"]),
        ("Oral bioavailability (about 50%) is not affected by food.", ["bioavailability ~50 % by oral"]),
        ("Because testol is 99% protein bound, it cannot be dialysed.", ["protein_binding 99 %"]),
        ("The oral solution has a bioavailability of 60%.", ["bioavailability 60 % by oral"]),
        ("Between 80% and 90% is bound to protein.", ["protein_binding 80-90 %"]),
        ("Only 15% of a swallowed dose reaches the circulation.", ["bioavailability 15 % by oral"]),
        (
            "The half-life is 4 hours and the volume of distribution at steady state about 60 L.",
            ["half_life 4 h", "volume_of_distribution ~60 L"],
        ),
        (
            "Bioavailability is 4% after intranasal use and a mere 0.2% by mouth.",
            ["bioavailability 4 % by nasal", "bioavailability 0.2 % by oral"],
        ),
        ("Peak blood levels come 1 to 2 hours after a tablet.", ["tmax 1-2 h"]),
    ],
)
def test_word_order_links_and_routes(text: str, read: list[str]) -> None:
    assert sentence(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Testol, with a half-life of about 30 hours, can be given once a day.", ["half_life ~30 h"]),
        ("The half-life is 5 hours, so it is given every 8 hours.", ["half_life 5 h"]),
        ("Peak levels are reached in 2 hours and are undetectable after 24 hours.", ["tmax 2 h"]),
        ("The half-life is 5 hours and it is detectable in urine for up to 3 days.", ["half_life 5 h"]),
        ("The drug is 50% bound to plasma proteins and 60% is excreted in the urine.", ["protein_binding 50 %"]),
        (
            "The effect begins after 20 to 30 minutes, is at its height after 2 hours and lasts about 6 hours.",
            ["onset 20-30 min", "duration_of_action ~6 h"],
        ),
    ],
)
def test_what_goes_on_about_something_else_gives_no_figure(text: str, read: list[str]) -> None:
    assert sentence(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Ketoconazole raises testol's half-life to 20 hours.",
        "Food reduces its bioavailability by 20%.",
        "The half-life increases from 5 to 20 hours in renal failure.",
        "Drugs that are 95% bound to plasma proteins may interact with testol.",
        "The radioactive half-life of iodine-131 is 8 days.",
        "The side effects last for 2 days.",
        "The effects of withdrawal start within 24 hours and last a week.",
        "Serum levels of ALT peak within 2 weeks.",
        "The effect on platelets lasts 7 to 10 days.",
        "Onset is usually within 1 to 4 weeks of starting testol.",
        "Peak levels should be 5 to 10 mcg/mL within 1 hour.",
        "Steady-state levels are reached in 5 to 7 days.",
        "Treatment takes effect within 2 weeks.",
    ],
)
def test_what_is_no_figure_of_the_drug_is_never_read(text: str) -> None:
    assert sentence(text) == []


def test_figures_are_read_in_sections_of_other_kinds_but_no_levels_of_harm() -> None:
    assert sentence("Testol has a half-life of 5 days.", section="regulatory_approval") == ["half_life 5 d"]
    assert sentence("Plasma levels peak after 2 weeks and effects last 3 weeks.", section="hepatotoxicity") == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The half-life of the parent drug is 4 hours and that of nortestol is 20 hours.", ["half_life 4 h", "half_life 20 h of nortestol"]),
        ("The half-life is 5 hours (for testol) and 20 hours (for nortestol).", ["half_life 5 h", "half_life 20 h of nortestol"]),
        ("Testol has a half-life of 9 hours, compared with 40 hours for warfarin.", ["half_life 9 h", "half_life 40 h of warfarin"]),
        ("Testol has a half-life of 9 hours compared to 40 hours.", ["half_life 9 h"]),
        ("Testol (half-life 5 hours) is shorter-acting than warfarin (half-life 40 hours).", ["half_life 5 h", "half_life 40 h of warfarin"]),
        ("Testol is converted to nortestol, whose half-life is 30 hours.", ["half_life 30 h of nortestol"]),
        ("The active metabolite has a longer half-life (40 hours).", ["half_life 40 h of active metabolite"]),
        ("Testol hydrochloride has a half-life of 4 hours.", ["half_life 4 h"]),
        ("Testol (Brandol) is a macrolide with a long half-life of 68 hours.", ["half_life 68 h"]),
        ("Its active metabolite has a half-life of 20 hours.", ["half_life 20 h of active metabolite"]),
        ("The half-life of its active metabolite, nortestol, is 7 to 15 days.", ["half_life 7-15 d of nortestol"]),
        ("Testol has a half-life of 5 hours, and its active metabolite has a half-life of 20 hours.",
         ["half_life 5 h", "half_life 20 h of active metabolite"]),
        ("Testol has a half-life of 8 hours, whereas nortestol has one of 30 hours.",
         ["half_life 8 h", "half_life 30 h of nortestol"]),
        ("The half-life of its active metabolite nortestol is 30 hours.", ["half_life 30 h of nortestol"]),
        ("With a half-life of around 50 days, it stays in the body for long.", ["half_life ~50 d"]),
        ("The half-life of warfarin is about 40 hours.", ["half_life ~40 h of warfarin"]),
        ("Testol is hydrolysed to testolic acid, which has a half-life of 12 hours.", []),
        ("Testol is converted to nortestol, with a half-life of 12 hours.", []),
    ],
)  # fmt: skip
def test_whose_figure_it_is(text: str, read: list[str]) -> None:
    assert sentence(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "The half-lives of testol and its metabolite are 5 and 20 hours.",
        "The half-life of testol is 5 hours (9 hours).",
        "The half-life is 2.5 times longer in elderly patients.",
        "Testol reduces the half-life of warfarin by 20%.",
        "The bioavailability of the tablets is 90% that of the solution.",
        "Bioavailability increases by 50% when taken with food.",
        "The volume of distribution is 0.6 L/kg.",
        "Plasma clearance is 500 mL/min.",
    ],
)
def test_what_is_not_read_whole_is_said_to_be_unread(text: str) -> None:
    found = read_facts(text, section="pharmacokinetics", title="Testol")
    assert not found.facts
    assert [statement.topic for statement in found.unparsed] == ["pharmacokinetics"]


@pytest.mark.parametrize(
    "text",
    [
        "The half-life in rats is 3 hours.",
        "Testol is not protein bound.",
        "Treatment usually lasts 7 to 10 days.",
        "Symptoms begin within 2 weeks of starting the drug.",
        "Serum enzyme elevations peak after 2 weeks.",
        "A blood level above 1,000 ng/mL indicates severe poisoning.",
        "The dose is reduced when creatinine clearance falls below 50 mL/min.",
    ],
)
def test_what_is_about_something_else_is_nothing(text: str) -> None:
    found = read_facts(text, section="pharmacokinetics", title="Testol")
    assert "pharmacokinetics" not in found.facts
    assert not found.unparsed


def test_a_condition_is_the_qualifier_and_stands_in_the_evidence() -> None:
    text = "In healthy adults the terminal half-life is roughly 9 hours."
    (fact,) = read_facts(text, section="background", title="Testol").facts["pharmacokinetics"]
    assert isinstance(fact, PKParameter)
    assert fact.quantity is not None
    assert fact.quantity.qualifier == "In healthy adults"
    assert fact.evidence[0].exact == text.rstrip(".")


def test_case_reports_hold_no_figures() -> None:
    assert sentence("The half-life was 12 hours.", section="case_report") == []


def cell(text: str, label: str) -> list[str]:
    found = read_facts(text, section="infobox", title="Testol", label=label)
    refused = [statement.reason for statement in found.unparsed]
    facts = [fact for facts in found.facts.values() for fact in facts]
    return [essence(fact) for fact in facts if isinstance(fact, PKParameter)] + refused


@pytest.mark.parametrize(
    ("label", "text", "read"),
    [
        ("Elimination half-life", "1–3 hours, 6–10 hours (active metabolite)",
         ["half_life 1-3 h", "half_life 6-10 h of active metabolite"]),
        ("Half-life:", "11 ± 4 days", ["half_life 11±4 d"]),
        ("Elimination half-life", "5 h / 10 h (nortestol)", ["half_life 5 h", "half_life 10 h of nortestol"]),
        ("Elimination half-life", "2 h (testol), 18–30 h (oxypurinol)", ["half_life 2 h", "half_life 18-30 h of oxypurinol"]),
        ("Elimination half-life", "2 h; 6–9 h (EXP3174)", ["half_life 2 h", "half_life 6-9 h of EXP3174"]),
        ("Elimination half-life", "3 h (neonate), 9 h (CYP2D6 poor metabolizers)", ["half_life 3 h", "half_life 9 h"]),
        ("Protein binding", "99% (albumin)", ["protein_binding 99 %"]),
        ("Bioavailability", "90% (oral, fasting)", ["bioavailability 90 % by oral"]),
        ("Elimination half-life", "IV: 2 hours; oral: 5 hours", ["half_life 2 h by intravenous", "half_life 5 h by oral"]),
        ("Elimination half-life", "2.5 hours (range 1.5–4)", ["ambiguous_list"]),
        ("Elimination half-life", "1 hour 30 minutes", ["ambiguous_list"]),
        ("Elimination half-life", "12", ["unknown_unit"]),
        ("Onset of action", "30–60 s", ["onset 30-60 s"]),
        ("Duration of action", "Up to 12 hours", ["duration_of_action <=12 h"]),
        ("Bioavailability", "95% by mouth", ["bioavailability 95 % by oral"]),
        ("Bioavailability", "High (90%)", ["bioavailability 90 %"]),
        ("Bioavailability", "Good", ["bioavailability Good"]),
        ("Bioavailability", "n/a", []),
        ("Protein binding", ">97%, mainly to albumin", ["protein_binding >97 %"]),
        ("Bioavailability", "120%", ["out_of_range"]),
        ("Protein binding", "42% (parent drug), 3% (9-hydroxy metabolite)",
         ["protein_binding 42 %", "protein_binding 3 % of 9-hydroxy metabolite"]),
        ("Molar mass", "312.410 g·mol^−1", ["molar_mass 312.410 g/mol"]),
        ("Molar mass", "≈ 149 kDa", ["molar_mass ~149 ku"]),
        ("Molar mass", "312.4 bananas", ["unknown_unit"]),
        ("Molar mass", "Variable", []),
    ],
)  # fmt: skip
def test_cells(label: str, text: str, read: list[str]) -> None:
    assert cell(text, label) == read

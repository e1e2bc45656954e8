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
        ("Its active metabolite has a half-life of 20 hours.", ["half_life 20 h of active metabolite"]),
        ("The half-life of its active metabolite, nortestol, is 7 to 15 days.", ["half_life 7-15 d of nortestol"]),
        ("Testol has a half-life of 5 hours, and its active metabolite has a half-life of 20 hours.",
         ["half_life 5 h", "half_life 20 h of active metabolite"]),
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

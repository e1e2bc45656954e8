from __future__ import annotations

import pytest

from wikiclean.model.kinds.drug import PregnancyCategory
from wikiclean.parse.facts import read_facts

AU, US, OTHER = "AU_TGA", "US_FDA_legacy", "OTHER"


def read(text: str, *, label: str | None = None) -> list[tuple[str, str]]:
    section = "infobox" if label else "pregnancy_and_lactation"
    found = read_facts(text, section=section, title="Testol", label=label).facts.get("pregnancy", ())
    return [(fact.system, fact.category) for fact in found if isinstance(fact, PregnancyCategory)]


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("It is assigned to pregnancy category C by the FDA.", [(US, "C")]),
        ("Its pregnancy category is D in Australia.", [(AU, "D")]),
        ("In Australia, it is in pregnancy category B3.", [(AU, "B3")]),
        ("The TGA lists testol in pregnancy category D, while the FDA assigns it category C.", [(AU, "D"), (US, "C")]),
        ("Testol falls into pregnancy category B (US) and B1 (Australia).", [(US, "B"), (AU, "B1")]),
        ("Pregnancy category D in Australia and C in the US.", [(AU, "D"), (US, "C")]),
        ("Pregnancy category C.", [(OTHER, "C")]),
        ("Testol is pregnancy category C in the first trimester and D thereafter in the US.", [(US, "C"), (US, "D")]),
        ("It is contraindicated in pregnancy (FDA category X).", [(US, "X")]),
        ("US category C before week 30; category D from week 30 onward.", [(US, "C"), (US, "D")]),
        ("In Australia it is category C, and US labelling gave it a D until 2015.", [(AU, "C"), (US, "D")]),
        ("US category C; category D elsewhere.", [(US, "C")]),
        ("Testol carries a pregnancy rating of C in the US.", [(US, "C")]),
        ("The FDA has placed it in pregnancy category D.", [(US, "D")]),
        ("In Australia it is category B3, in the United States category C.", [(AU, "B3"), (US, "C")]),
        ("The FDA moved testol from pregnancy category B to category C.", []),
        ("Warfarin is pregnancy category X in the US.", []),
        ("Drugs in pregnancy category X must be avoided.", []),
        ("Testol has not been assigned a pregnancy category.", []),
        ("The FDA no longer uses a pregnancy category for testol.", []),
        ("Vitamin A in pregnancy belongs to another category.", []),
        ("Use in pregnancy is not recommended.", []),
        ("It is a category 4 storm.", []),
    ],
)
def test_sentences(text: str, categories: list[tuple[str, str]]) -> None:
    assert read(text) == categories


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("AU: B3 US: C (Risk not ruled out)", [(AU, "B3"), (US, "C")]),
        ("AU: B1\nUS: N (Not classified yet)", [(AU, "B1"), (US, "N")]),
        ("C (US)", [(US, "C")]),
        ("US: C (inhaled), D (oral)", [(US, "C"), (US, "D")]),
        ("N/A", []),
    ],
)
def test_cells(text: str, categories: list[tuple[str, str]]) -> None:
    assert read(text, label="Pregnancy category") == categories


def test_what_is_no_category_of_a_system_is_unread() -> None:
    found = read_facts("AU: E\nUS: B3", section="infobox", title="Testol", label="Pregnancy category")
    assert not found.facts
    assert [statement.evidence[0].exact for statement in found.unparsed] == ["AU: E", "US: B3"]


def test_a_comment_is_kept_and_the_system_is_in_the_evidence() -> None:
    text = "US: C (inhaled), D (oral)"
    facts = read_facts(text, section="infobox", title="Testol", label="Pregnancy category").facts["pregnancy"]
    assert [fact.comment for fact in facts if isinstance(fact, PregnancyCategory)] == ["inhaled", "oral"]
    assert [piece.exact for piece in facts[1].evidence] == ["US", "D (oral)"]

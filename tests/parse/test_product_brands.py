"""Whose a brand, a generic and a strength is where a sentence tells of several products."""

from __future__ import annotations

import pytest

from product_essence import essences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a brand with its own products, in a bracket or right behind it
        ("It is available as Zendra (tablets 10 mg) and Fenzo (capsules 20 mg).",
         ["tablet: 10 mg = Zendra", "capsule: 20 mg = Fenzo"]),
        ("It is available as Zendra® (tablets 10 mg) and as Fenzo® (capsules 20 mg).",
         ["tablet: 10 mg = Zendra", "capsule: 20 mg = Fenzo"]),
        ("It is sold as Zendra (tablets 10 mg), Fenzo (capsules 20 mg) and Rafex (a 1% cream).",
         ["tablet: 10 mg = Zendra", "capsule: 20 mg = Fenzo", "cream: 1 % = Rafex"]),
        ("It is sold under the brand names Zendra (tablets, 10 mg) and Fenzo (20 mg, capsules).",
         ["tablet: 10 mg = Zendra", "capsule: 20 mg = Fenzo"]),
        ("It is sold under the brand names Zendra (tablets) and Fenzo (capsules).",
         ["tablet = Zendra", "capsule = Fenzo"]),
        ("It is available as Zendra tablets (10 mg) and Fenzo capsules (20 mg).",
         ["tablet: 10 mg = Zendra", "capsule: 20 mg = Fenzo"]),
        ("Zendrafen is available as Zendra 5 mg tablets, Fenzo 10 mg capsules, and Rafex 1% cream.",
         ["tablet: 5 mg = Zendra", "capsule: 10 mg = Fenzo", "cream: 1 % = Rafex"]),
        ("Zendrafen is available as Zendra (5 mg) tablets and Fenzo (10 mg) capsules.",
         ["tablet: 5 mg = Zendra", "capsule: 10 mg = Fenzo"]),
        ("It is marketed as Zendra (tablets 10 mg) and capsules of 20 mg.",
         ["tablet: 10 mg = Zendra", "capsule: 20 mg"]),
        # a brand behind "and", before its product
        ("It is available as 5 mg tablets and under the brand name Zendra as 10 mg capsules.",
         ["tablet: 5 mg", "capsule: 10 mg = Zendra"]),
        # generics
        ("It is available as 5 mg tablets under the brand name Zendra and as generic 10 mg capsules.",
         ["tablet: 5 mg = Zendra", "capsule: 10 mg (generic)"]),
        ("It is available as 5 mg generic tablets, as Zendra (10 mg capsules) and as Fenzo (1% cream).",
         ["tablet: 5 mg (generic)", "capsule: 10 mg = Zendra", "cream: 1 % = Fenzo"]),
        ("It is available in generic 5 mg tablets and as Zendra 10 mg capsules.",
         ["tablet: 5 mg (generic)", "capsule: 10 mg = Zendra"]),
    ],
)  # fmt: skip
def test_each_has_its_own(text: str, said: list[str]) -> None:
    assert essences(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "It is available as Zendra (tablets 10 mg) and Fenzo.",
        "It is available as Zendra and Fenzo (capsules 20 mg).",
        "It is available as Zendra and Fenzo 20 mg capsules.",
        "It is available as Zendra (10 mg) and Fenzo (20 mg) tablets.",
        "It is available as Zendra (tablets) and Fenzo (capsules), in strengths of 10 mg.",
        "It is available in tablets (5 mg) and, as Zendra, capsules (10 mg).",
        "It comes as a 5 mg tablet marketed as Zendra, a 10 mg capsule and a 1% cream marketed as Fenzo.",
        "It is available as tablets, capsules and a syrup of 5 mg, 10 mg and 2 mg/mL.",
        "It is available as Zendra (tablets 10 mg) and foxatin (capsules 20 mg).",
        "It is available as 10 mg tablets and 20 mg capsules, as Zendra and Fenzo respectively.",
    ],
)
def test_no_one_knows_whose_it_is(text: str) -> None:
    assert essences(text) == []

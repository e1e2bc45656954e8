"""Amounts, units and tokens: as written, never converted, and nothing where it is not sure."""

from __future__ import annotations

import pytest

from wikiclean.model.quantity import UCUM
from wikiclean.parse.quantities import read_amount
from wikiclean.parse.tokens import tokenize
from wikiclean.parse.units import read_time_unit, read_unit, unit_forms


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("600,000 IU/kg", "600000", None, "[iU]/kg"),
        ("18 million international units", "18000000", None, "[iU]"),
        ("1 to 2 million units", "1000000", "2000000", "U"),
        ("500,000 to 1 million units", "500000", "1000000", "U"),
        ("10- to 20-mg", "10", "20", "mg"),
        ("500-mg", "500", None, "mg"),
        ("5 mg to 10 mg", "5", "10", "mg"),
        (".5 mg", "0.5", None, "mg"),
        ("1½ tablets", "1.5", None, "{tablet}"),
        ("1/2 tablet", "0.5", None, "{tablet}"),
        ("one or two puffs", "1", "2", "{puff}"),
        ("twenty-eight days", "28", None, "d"),
        ("100 mg per square metre", "100", None, "mg/m2"),
        ("2 mg/kg of body weight", "2", None, "mg/kg"),
        ("0.5 μg/kg/min", "0.5", None, "ug/kg/min"),
        ("40 mEq", "40", None, "meq"),
        ("5 mL", "5", None, "mL"),
    ],
)
def test_amounts(text: str, low: str, high: str | None, unit: str) -> None:
    tokens = tokenize(text)
    amount = read_amount(tokens, 0)
    assert amount is not None
    assert (f"{amount.low:f}", amount.high and f"{amount.high:f}", amount.unit) == (low, high, unit)
    assert amount.next == len(tokens)


@pytest.mark.parametrize("text", ["50.000 IU", "20 to 10 mg", "mg", "5 mg to 10 g of", "1 3/8 tablets"])
def test_what_is_not_sure_is_no_range(text: str) -> None:
    amount = read_amount(tokenize(text), 0)
    assert amount is None or amount.high is None


def test_a_unit_outside_the_closed_table_is_read_as_far_as_the_table_goes() -> None:
    tokens = tokenize("units/kg/h")
    unit = read_unit(tokens, 0)
    assert unit is not None
    assert unit.code == "U/kg"
    assert tokens[unit.next].text == "/"


def test_every_form_of_the_unit_table_gives_its_code() -> None:
    for dimension in set(UCUM.values()):
        for word in unit_forms(dimension):
            assert word == word.lower()
    assert read_time_unit(tokenize("weeks"), 0) == ("wk", 1)
    assert read_time_unit(tokenize("mg"), 0) is None

"""Quantities as written and as understood, with units from a closed UCUM table."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from .base import Model, NonEmpty, Num

__all__ = ["UCUM", "Code", "Quantity", "Ratio", "UcumCode"]

_BY_DIMENSION: dict[str, tuple[str, ...]] = {
    "mass": ("kg", "g", "mg", "ug", "ng", "pg"),
    "volume": ("L", "mL", "uL"),
    "amount": ("mol", "mmol", "umol", "meq"),
    "activity": ("[iU]", "[USP'U]", "U", "k[iU]"),
    "radioactivity": ("kBq", "MBq", "GBq", "Ci", "mCi", "uCi"),
    "time": ("s", "min", "h", "d", "wk", "mo", "a"),
    "dimensionless": ("%", "1"),
    "temperature": ("Cel", "[degF]", "K"),
    "molar_mass": ("g/mol", "kg/mol", "u", "ku"),
    "density": ("g/cm3", "g/mL", "kg/m3"),
    "concentration": ("mg/mL", "ug/mL", "g/L", "mg/L", "mg/dL", "ng/mL", "mmol/L", "umol/L"),
    "dose/weight": ("mg/kg", "ug/kg", "g/kg", "ng/kg", "mL/kg", "[iU]/kg", "U/kg", "mmol/kg", "meq/kg"),
    "dose/bsa": ("mg/m2", "ug/m2", "g/m2", "[iU]/m2", "U/m2"),
    "rate": (
        "ug/kg/min", "mg/kg/min", "ng/kg/min", "mg/kg/h", "ug/kg/h", "ug/h", "ug/min", "mg/min", "mg/h",
        "mL/h", "U/h", "[iU]/h", "[iU]/kg/h",
    ),
    "count": (
        "{tablet}", "{capsule}", "{dose}", "{puff}", "{spray}", "{patch}", "{suppository}", "{application}",
        "[drp]", "{vial}", "{cycle}",
    ),
    # Multiples of the upper limit of normal: a project code, UCUM has none.
    "ratio": ("[fold]ULN",),
}  # fmt: skip

UCUM: dict[str, str] = {code: dimension for dimension, codes in _BY_DIMENSION.items() for code in codes}
"""The closed table: code -> dimension. A code is added by review only. Source: https://ucum.org"""

UcumCode = Annotated[str, Field(json_schema_extra={"codesystem": "http://unitsofmeasure.org"})]

_NUMBER = re.compile(
    r"\d|[¼½¾⅓⅔⅛]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|single|once|twice|half|an?|"
    r"a hundred|per|each|every|daily|weekly)\b|/",
    re.IGNORECASE,
)


class Quantity(Model):
    """One number, or a range, with its unit: `value` or `low`/`high`, never both, never averaged."""

    value: Num | None = None
    """The one number."""
    low: Num | None = None
    """Lower end of a range."""
    high: Num | None = None
    """Upper end of a range."""
    comparator: Literal["<", "<=", ">", ">=", "~"] | None = None
    """FHIR Quantity.comparator, and `~` for "about"."""
    plus_minus: Num | None = None
    """4 in "11 ± 4 days"."""
    unit: UcumCode
    """UCUM code of the closed table."""
    as_written: NonEmpty
    """The page's own words, e.g. "600,000 IU/kg"."""
    qualifier: str | None = None
    """What the number holds for, e.g. "active metabolite"."""

    @field_validator("unit")
    @classmethod
    def _unit_known(cls, unit: str) -> str:
        if unit not in UCUM:
            raise ValueError(f"unit {unit!r} is not in the closed UCUM table")
        return unit

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if (self.value is None) == (self.low is None and self.high is None):
            raise ValueError("give value, or low and/or high, and not both")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        if not _NUMBER.search(self.as_written):
            raise ValueError(f"as_written {self.as_written!r} holds no number")
        return self


class Ratio(Model):
    """An amount in another amount, e.g. "100 mg/5 mL"."""

    numerator: Quantity
    """100 mg in "100 mg/5 mL"."""
    denominator: Quantity
    """5 mL in "100 mg/5 mL"."""


class Code(Model):
    """A code of a coding system (FHIR Coding, trimmed)."""

    system: NonEmpty
    """URI of the coding system."""
    code: NonEmpty
    """The code."""
    display: str | None = None
    """Its meaning in words."""

"""What every model of a record shares: strict, frozen, no unknown keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

__all__ = ["LangTag", "Model", "NonEmpty", "Num", "PartialDate", "Region", "Sha256"]


class Model(BaseModel):
    """Frozen; unknown keys are refused; strings are kept to the letter."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=False,
        use_attribute_docstrings=True,
        use_enum_values=True,
    )


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


# 15 significant digits survive JSON's double unchanged.
Num = Annotated[
    Decimal,
    Field(max_digits=15, allow_inf_nan=False),
    PlainSerializer(_plain_number, return_type=int | float, when_used="json"),
]
NonEmpty = Annotated[str, StringConstraints(min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# BCP 47
LangTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
# EDTF level 0: year, year-month or full date; the precision is the length.
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
# ISO 3166-1 alpha-2, EU, or INTL.
Region = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|EU|INTL)$")]

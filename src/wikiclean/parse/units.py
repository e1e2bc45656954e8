"""The unit table: how pages write a unit, and its UCUM code. The forms are data, in `lexicon/units.toml`.

A unit is a base (`mg`), or a base by one or two denominators (`mg/kg`, `ug/kg/min`); what comes out must stand in
the closed table of `wikiclean.model.quantity`, or there is no unit. Denominators of time that tell how a dose is
counted ("mg/kg/day") are left to the reader.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..model.quantity import UCUM
from .grammar import Phrases
from .tokens import Token

__all__ = ["TIME_UNITS", "Unit", "read_time_unit", "read_unit", "unit_forms"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: its UCUM code, and the index of the token after it."""

    code: str
    next: int


@dataclass(frozen=True, slots=True)
class _Table:
    base: Phrases[str]
    time: Phrases[str]
    per: Phrases[str]
    body: Phrases[str]
    forms: Mapping[str, tuple[str, ...]]


@cache
def _table() -> _Table:
    source = files(__package__).joinpath("lexicon", "units.toml").read_text("utf-8")
    data: dict[str, dict[str, list[str]]] = tomllib.loads(source)
    phrases = {name: {form: code for code, forms in data[name].items() for form in forms} for name in data}
    return _Table(
        base=Phrases(phrases["base"] | phrases["time"]),
        time=Phrases(phrases["time"]),
        per=Phrases(phrases["per"]),
        body=Phrases(phrases["of"]),
        forms={code: tuple(forms) for code, forms in (data["base"] | data["time"]).items()},
    )


TIME_UNITS: Mapping[str, str] = {
    form: code for code in ("s", "min", "h", "d", "wk", "mo", "a") for form in _table().forms[code]
}
"""Words for spans of time -> UCUM code."""


def unit_forms(*dimensions: str) -> frozenset[str]:
    """First words of the units of these dimensions of the closed table: `unit_forms("mass", "count")`."""
    table = _table()
    return frozenset(
        form.split()[0] for code, forms in table.forms.items() if UCUM.get(code) in dimensions for form in forms
    )


def read_time_unit(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A span of time ("weeks", "h") at token `at`: (UCUM code, index after it)."""
    return _table().time.at(tokens, at)


def read_unit(tokens: Sequence[Token], at: int) -> Unit | None:
    """The longest unit that begins at token `at`."""
    table = _table()
    found = table.base.at(tokens, at)
    if found is None:
        return None
    code, at = found
    best = Unit(code, at) if code in UCUM else None
    while at + 1 < len(tokens) and tokens[at].lower in ("/", "per", "·"):
        step = table.per.at(tokens, at + 1)
        if step is None:
            break
        word, at = step
        if word in ("kg", "m2") and (said := table.body.at(tokens, at)):
            at = said[1]
        code = f"{code}/{word}"
        if code in UCUM:
            best = Unit(code, at)
    return best

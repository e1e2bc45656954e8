"""Measures named by a noun: "the elimination half-life of X", "X's oral bioavailability", "a 12-hour half-life"."""

from __future__ import annotations

from ...grammar import Statement, lower_at
from ...units import TIME_UNITS
from .conditions import route_among
from .figures import fits, read_figure
from .heads import Head, after_symbol, figure_ending
from .measures import MODIFIERS, measure_at
from .subjects import owner_before, owner_of

__all__ = ["find_noun", "number_ahead"]

_ROUTED = frozenset({"bioavailability", "half_life", "onset", "duration_of_action", "tmax"})
_PARTS = frozenset({"extent", "degree", "level", "percentage", "fraction", "value", "rate"})
_OTHER = frozenset(
    "physical radioactive radiological decay sensitive receptor viral mrna enzyme nuclear chemical".split()
)
"""Words before a measure that make it another: a physical half-life, a context-sensitive one."""
_GUESSED_FROM = 12
"""Tokens behind a measure in which a figure may be its own."""


def find_noun(statement: Statement, at: int) -> Head | None:
    """The measure whose name stands at token `at`."""
    tokens = statement.tokens
    found = measure_at(tokens, at)
    if found is None:
        return None
    kind, after = found
    first, route = at, None
    while first > 0 and (tokens[first - 1].lower in MODIFIERS or tokens[first - 1].text == "-"):
        first -= 1
        route = MODIFIERS.get(tokens[first].lower) or route
    if lower_at(tokens, first - 1) in _OTHER:
        return None
    plural = "lives" in {token.lower for token in tokens[at:after]}
    last = lower_at(tokens, first - 1)
    if (last in TIME_UNITS or last in ("%", "percent")) and (
        figure := figure_ending(statement, first, kind)
    ) is not None:
        return Head(kind, figure.start, after, owner_before(statement, figure.start), route, figure, plural)
    while (symbol := after_symbol(statement, after)) is not None:
        after = symbol
    if lower_at(tokens, first - 1) == "of" and lower_at(tokens, first - 2) in _PARTS:  # "the extent of protein binding"
        first -= 2
    owner, behind = owner_of(statement, first, after)
    if kind in _ROUTED:
        route = route or route_among(statement, after, behind)
    begin = min(first, owner.first) if owner is not None and owner.first is not None else first
    return Head(kind, begin, behind, owner, route, plural=plural)


def number_ahead(statement: Statement, after: int, kind: str) -> bool:
    """Whether the clause goes on with a figure that may be the measure's, without a further measure between."""
    tokens = statement.tokens
    for at in range(after, min(after + _GUESSED_FROM, len(tokens))):
        if tokens[at].text in (";", ".") or measure_at(tokens, at) is not None:
            return False
        if tokens[at].value is not None and tokens[at].lower != "half":
            figure = read_figure(tokens, at)
            return figure is None or fits(kind, figure.unit) or figure.unit == "%"
    return False

"""Shares of the drug: "is 95% bound to plasma proteins", "about 40% of a dose reaches the circulation"."""

from __future__ import annotations

from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount
from .conditions import route_among
from .figures import read_figure
from .heads import Head, figure_ending, figure_in_bracket
from .subjects import Owner, owner_before, read_owner

__all__ = ["find_share"]

_PROTEINS: Phrases[None] = Phrases(
    dict.fromkeys(
        ["plasma proteins", "plasma protein", "serum proteins", "serum protein", "proteins", "protein", "albumin", "serum albumin",
         "human serum albumin", "plasma albumin", "human plasma proteins", "human proteins", "blood proteins", "human plasma protein",
         "proteins in plasma", "proteins in the blood", "proteins in the plasma", "protein in plasma", "protein in the blood",
         "proteins in serum", "protein in the plasma", "proteins in blood", "circulating proteins", "human serum proteins",
         "alpha-1-acid glycoprotein", "alpha-1 acid glycoprotein", "the plasma proteins", "the proteins of plasma",
         "proteins of the plasma", "plasma constituents"]
    )
)  # fmt: skip
_HOW = frozenset(
    "highly extensively strongly largely mostly tightly heavily primarily mainly poorly weakly moderately very approximately almost "
    "completely only chiefly predominantly reversibly loosely minimally slightly considerably substantially well nearly avidly".split()
)
_BE = frozenset(
    "is are was were be been being becomes circulates circulating circulate exists found remains in form".split()
)
_EXTENT = frozenset({"to", "at", "by", "the", "extent", "of", "an", "a", "level", "degree", "rate", ","})
_WHERE = frozenset({"in", "the", "plasma", "blood", "serum", "circulation", "circulating", "human"})
_REACH = frozenset("reaches reach reaching reached enters enter entering gains attains appears arrives gets".split())
_INTO = frozenset({"the", "systemic", "in", "into", "general", "to"})


def find_share(statement: Statement, at: int) -> Head | None:
    """The share that is told by the word at token `at`."""
    word = statement.tokens[at].lower
    if word in ("bound", "bind", "binds"):
        return _bound(statement, at)
    if word == "bioavailable":
        return _bioavailable(statement, at)
    if word in ("circulation", "bloodstream"):
        return _circulation(statement, at)
    return None


def _bound(statement: Statement, at: int) -> Head | None:
    tokens = statement.tokens
    left, proteins = _proteins_before(statement, at)
    after = at + 1
    while lower_at(tokens, after) in _HOW:
        after += 1
    inner = figure_in_bracket(statement, after)  # "bound (95%) to"
    after = inner[1] if inner is not None else after
    if lower_at(tokens, after) in ("to", "with"):
        begin = after + 1
        while lower_at(tokens, begin) in _HOW:
            begin += 1
        if (found := _PROTEINS.at(tokens, begin)) is not None:
            proteins, after = True, _further_proteins(statement, found[1])
    if not proteins:
        return None
    how = _before_adverbs(statement, left)
    for figure, start, end, owner in (
        (inner[0] if inner is not None else None, how, after, None),  # "bound (95%) to proteins"
        _before(statement, left, how, after),
        _of_drug(statement, how, after),
        _behind(statement, how, after),
    ):
        if figure is not None and figure.unit == "%":
            whose = owner or owner_before(statement, start)
            first = min(start, whose.first) if whose is not None and whose.first is not None else start
            return Head("protein_binding", first, end, whose, figure=figure)
    return None


_Part = tuple[Amount | None, int, int, Owner | None]
"""A figure, the tokens of the predicate with it, and whose it is if that is said."""


def _proteins_before(statement: Statement, at: int) -> tuple[int, bool]:
    """Where "plasma protein-" before "bound" begins, and whether it is there."""
    tokens, left = statement.tokens, at
    if lower_at(tokens, left - 1) in ("-", "–") and left > 1:
        left -= 1
    for length in (3, 2, 1):
        if left >= length and (found := _PROTEINS.at(tokens, left - length)) and found[1] == left:
            return left - length, True
    return at, False


def _further_proteins(statement: Statement, at: int) -> int:
    """The index after ", mainly albumin", "and albumin"."""
    tokens = statement.tokens
    while True:
        begin = at
        while lower_at(tokens, begin) in _HOW | {",", "and", "to", "especially", "particularly"}:
            begin += 1
        found = _PROTEINS.at(tokens, begin) if begin > at else None
        if found is None:
            return at
        at = found[1]


def _before_adverbs(statement: Statement, at: int) -> int:
    while at > 0 and (statement.tokens[at - 1].lower in _HOW or statement.tokens[at - 1].lower.endswith("ly")):
        at -= 1
    return at


def _before(statement: Statement, left: int, how: int, after: int) -> _Part:
    """ "95% bound", "highly (95%) bound"."""
    for end in (left, how):
        figure = figure_ending(statement, end, "protein_binding")
        if figure is not None:
            return figure, figure.start, after, None
        for start in range(max(0, end - 8), end):
            inner = figure_in_bracket(statement, start)
            if inner is not None and inner[1] == end:
                return inner[0], _before_adverbs(statement, start), after, None
    return None, how, after, None


def _of_drug(statement: Statement, how: int, after: int) -> _Part:
    """ "about 95% of the drug in plasma is", "93% is", "nearly all of the drug (98%) is" before "bound"."""
    tokens, stop = statement.tokens, how
    while stop > 0 and tokens[stop - 1].lower in _BE | _HOW:
        stop -= 1
    if stop == how:
        return None, how, after, None
    if (figure := figure_ending(statement, stop, "protein_binding")) is not None:
        return figure, figure.start, after, None
    for start in range(max(0, stop - 18), stop):
        inner = figure_in_bracket(statement, start)
        if inner is not None and inner[1] == stop:
            whole = _whole_before(statement, start)
            return (inner[0], whole[1], after, whole[0]) if whole is not None else (None, how, after, None)
        figure = read_figure(tokens, start)
        if figure is None or figure.unit != "%" or lower_at(tokens, figure.next) not in ("of", "in"):
            continue
        if lower_at(tokens, figure.next) == "of":
            owner = read_owner(statement, figure.next + 1)
            if owner is None:
                continue
            end, whose = owner[1], owner[0]
        else:
            end, whose = figure.next, None
        while lower_at(tokens, end) in _WHERE:
            end += 1
        if end == stop:
            return figure, figure.start, after, whose
    return None, how, after, None


def _whole_before(statement: Statement, at: int) -> tuple[Owner, int] | None:
    """ "nearly all of the drug", "most of it" that ends before token `at`: whose, and where it begins."""
    for start in range(max(0, at - 9), at):
        if lower_at(statement.tokens, start) in ("all", "most") and lower_at(statement.tokens, start + 1) == "of":
            found = read_owner(statement, start + 2)
            if found is not None and found[1] == at:
                return found[0], start
    return None


def _behind(statement: Statement, how: int, after: int) -> _Part:
    """A figure behind the proteins: "(95%)", "to about 98%", ", about 99%"."""
    tokens, begin = statement.tokens, after
    inner = figure_in_bracket(statement, begin)
    if inner is not None:
        return inner[0], how, inner[1], None
    while lower_at(tokens, begin) in _EXTENT and read_figure(tokens, begin) is None:
        begin += 1
    figure = read_figure(tokens, begin) if begin > after else None
    return (figure, how, figure.next, None) if figure is not None else (None, how, after, None)


def _bioavailable(statement: Statement, at: int) -> Head | None:
    """ "40% bioavailable", "highly bioavailable (90%)", "20% of an oral dose is bioavailable"."""
    tokens = statement.tokens
    left, route = at, None
    if lower_at(tokens, left - 1) == "orally":
        left, route = left - 1, "oral"
    figure = figure_ending(statement, left, "bioavailability")
    if figure is not None:
        return Head("bioavailability", figure.start, at + 1, owner_before(statement, figure.start), route, figure)
    inner = figure_in_bracket(statement, at + 1)
    how = _before_adverbs(statement, left)
    if inner is not None:
        return Head("bioavailability", how, inner[1], owner_before(statement, how), route, inner[0])
    stop = how
    while stop > 0 and tokens[stop - 1].lower in _BE:
        stop -= 1
    return _share_of_dose(statement, stop, at + 1) if stop < how else None


def _circulation(statement: Statement, at: int) -> Head | None:
    """ "40% of X reaches the systemic circulation"."""
    tokens, stop = statement.tokens, at
    while lower_at(tokens, stop - 1) in _INTO:
        stop -= 1
    if lower_at(tokens, stop - 1) not in _REACH:
        return None
    return _share_of_dose(statement, stop - 1, at + 1)


def _share_of_dose(statement: Statement, stop: int, after: int) -> Head | None:
    """ "about 40% of an oral dose" that ends before the verb at token `stop`."""
    tokens = statement.tokens
    for start in range(max(0, stop - 14), stop):
        figure = read_figure(tokens, start)
        if figure is None or figure.unit != "%" or lower_at(tokens, figure.next) != "of":
            continue
        owner = read_owner(statement, figure.next + 1)
        if owner is None or owner[1] != stop:
            continue
        while lower_at(tokens, after) in ("unchanged", "intact"):
            after += 1
        return Head("bioavailability", figure.start, after, owner[0], route_among(statement, figure.next, stop), figure)
    return None

"""Conditions of a figure: "in adults", "after a single 50 mg oral dose", "when taken with food", "(by mouth)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ....model.quantity import UCUM
from ...grammar import Statement, lower_at
from ...quantities import Amount, read_amount
from ...tokens import Token
from ...units import read_unit
from ..routes import ROUTES, read_route
from .figures import read_figure
from .measures import CHANGES, measure_at
from .subjects import METABOLITES, Owner, read_owner

__all__ = ["Tail", "is_boundary", "read_tail", "route_among"]

_NO_MORE = frozenset([*"the its it a an peak is are lasts last has then".split(), ""])
"""Words that no condition goes on with behind a joint."""


class Tail(NamedTuple):
    """Conditions from a token on: the index after them, the route they name, the words, and whose figure it is."""

    after: int
    route: str | None = None
    qualifier: str | None = None
    owner: Owner | None = None


_HEADS = frozenset(
    "in among for after following when if with by via upon on at during under from regardless depending per once as given taken "
    "administered injected inhaled applied until before despite among, unless thereafter afterwards otherwise overall".split()
)
"""Words that begin a condition."""
_CLAUSES = frozenset({"when", "if", "once", "unless", "until", "after", "before", "regardless", "as", "because"})
"""Those after which a clause with a verb of its own may stand."""
_ADVERBS = frozenset({"thereafter", "afterwards", "otherwise", "overall", "later"})
_PEOPLE = frozenset(
    "adults adult children child infants infant neonates neonate newborns elderly older younger young patients patient people persons "
    "individuals subjects volunteers men women those others most some many metabolizers metabolisers smokers".split()
)
_GIVING = frozenset(
    "administration dosing dose doses the a an ingestion injection intake taking use oral single".split()
)
_ARTICLES = frozenset({"the", "a", "an", "its"})
_VERBS = frozenset(
    "is are was were has have had averages averaged ranges ranged varies may can could lies runs reaches amounts equals exceeds "
    "occurs occur remains does do will approaches rises stands".split()
)
_ENDS = frozenset(
    {".", ",", ";", ":", ")", "it", "and", "but", "while", "whereas", "or", "with", "which", "although", "though", "making", "allowing",
     "because", "so", "due", "owing", "compared", "versus", "permitting", "necessitating", "requiring", "—", "–", "thus", "hence", "since",
     "then", "against", "reflecting", "suggesting", "being", "given", "as", "however", "rising", "increasing", "permits", "allows",
     "makes", "requires", "supports"}
)  # fmt: skip
_STOPS = frozenset(
    {".", ";", ",", ":", ")", "while", "whereas", "but", "which", "although", "making", "so", "versus", "compared", "allowing",
     "permitting", "requiring", "—", "–", "against", "whose"}
)  # fmt: skip
_LIMITS = frozenset({"over", "under", "above", "below", "than", "aged", "least", "age", "<", ">", "≤", "≥", "beyond"})
_COURSE = frozenset({"of", "old", "or", "-", "treatment", "therapy", "dosing"})
_LONGEST = 24
"""Tokens of a condition."""


def is_boundary(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause may end before token `at`."""
    return at >= len(tokens) or tokens[at].lower in _ENDS


def read_tail(statement: Statement, at: int, until: int | None = None, *, between: bool = False) -> Tail | None:
    """Conditions at token `at`; none at all is fine. None where one holds a figure, or speaks of something else.

    `until`: the index of a token to stop at. `between`: conditions between a measure and its verb, where a verb ends them.
    """
    tokens, start = statement.tokens[:until], at
    route: str | None = None
    owner: Owner | None = None
    while at < len(tokens):
        word = tokens[at].lower
        if word == "(":
            inner = _bracketed(statement, at)
            if inner is None:
                return None if not between else _tail(statement, start, at, route, owner)
            route, owner, at = inner.route or route, inner.owner or owner, inner.after
        elif word == "for" and (found := _named(statement, at + 1)) is not None:
            route = route_among(statement, at + 1, found[1]) or route
            owner, at = found
        elif (named := read_route(tokens, at)) is not None:
            route, at = named[0], named[1]
        elif word in _HEADS or (word == "of" and at > 0 and _is_giving(tokens, at + 1)):
            if _opens_measure(tokens, at):
                break
            phrase = _phrase(statement, at, len(tokens), between=between)
            if phrase is None:
                return None
            if phrase.after == at:
                break
            route, at = phrase.route or route, phrase.after
        else:
            break
        if at - start > _LONGEST:
            return None
    return _tail(statement, start, at, route, owner)


def _tail(statement: Statement, start: int, at: int, route: str | None, owner: Owner | None) -> Tail:
    return Tail(at, route, statement.quote(start, at) if at > start else None, owner)


def route_among(statement: Statement, first: int, after: int) -> str | None:
    """The only route that tokens `first` up to `after` name."""
    named = {found[0] for at in range(first, after) if (found := read_route(statement.tokens, at)) is not None}
    return named.pop() if len(named) == 1 else None


def _is_giving(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of" is followed by the giving of a dose: "within 5 minutes of intravenous injection"."""
    return lower_at(tokens, at) in _GIVING or read_route(tokens, at) is not None


def _named(statement: Statement, at: int) -> tuple[Owner, int] | None:
    """ "for norfluoxetine", "for the active metabolite"; people and spans of time are no names."""
    if {token.lower for token in statement.tokens[at : at + 3]} & _PEOPLE:
        return None
    found = read_owner(statement, at)
    return found if found is not None and is_boundary(statement.tokens, found[1]) else None


def _opens_measure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure, or a further measure with its figure, follows: "in neonates" against "in 2 hours"."""
    figure = read_figure(tokens, at + 1)
    if figure is not None and _is_figure(figure) and lower_at(tokens, figure.next) not in _COURSE:
        return True
    return lower_at(tokens, at) == "with" and any(measure_at(tokens, ahead) for ahead in range(at + 1, at + 6))


def _phrase(statement: Statement, at: int, end: int, *, between: bool) -> Tail | None:
    """One condition from its head on, up to a sign, a joint before another clause, or a verb."""
    tokens, first = statement.tokens, at
    clause = tokens[at].lower in _CLAUSES
    route: str | None = None
    if tokens[at].lower in _ADVERBS:
        return Tail(at + 1)
    at += 1
    while at < end and at - first < _LONGEST:
        word = tokens[at].lower
        if word in _STOPS:
            break
        if word in METABOLITES:
            return None
        if word in ("and", "or", "to", "with", "compared") and not _continues(statement, at, end):
            break
        if (named := read_route(tokens, at)) is not None:
            route, at = named
            continue
        if measure_at(tokens, at) is not None:
            return None
        if word in _VERBS or (word in CHANGES and lower_at(tokens, at + 1) == "to"):
            if not clause or between:
                break
        elif word == "(":
            inner = _bracketed(statement, at)
            if inner is None:
                return Tail(at, route) if between else None
            at = inner.after
            continue
        elif (amount := _amount(tokens, at)) is not None:
            if _belongs(tokens, at, amount):
                at = amount.next
                continue
            return Tail(at, route) if between else None
        at += 1
    while at > first and tokens[at - 1].lower in _ARTICLES:
        at -= 1
    return Tail(at if at > first + 1 else first, route)


def _in_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is part of a name ("CYP2D6", "type 2")."""
    if tokens[at].value is None:
        return False
    glued = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at - 1].kind == "word"
    return glued or lower_at(tokens, at - 1) in ("type", "class", "phase", "stage", "grade", "day")


def _amount(tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount at token `at`, with the words before it that are part of it: "within an hour", "up to 5 days"."""
    if _in_word(tokens, at):
        return None
    return read_figure(tokens, at) or read_amount(tokens, at)


def _is_limit(tokens: Sequence[Token], at: int) -> bool:
    return lower_at(tokens, at - 1) in _LIMITS


def _belongs(tokens: Sequence[Token], at: int, amount: Amount) -> bool:
    """Whether an amount is of the condition: a dose given, an age, a laboratory limit, a course before."""
    if amount.unit is None:
        counted = {token.lower for token in tokens[amount.next : amount.next + 3]} & (_PEOPLE | {"doses", "times"})
        return _is_limit(tokens, at) or bool(counted) or lower_at(tokens, amount.next) == "-"
    if _is_figure(amount):
        return amount.unit == "a" or (
            amount.unit != "%" and (_is_limit(tokens, at) or lower_at(tokens, amount.next) in _COURSE)
        )
    return amount.unit != "L"


def _is_figure(amount: Amount) -> bool:
    """Whether an amount may be a measure's own figure: a share or a span of time."""
    return amount.unit == "%" or (amount.unit is not None and UCUM.get(amount.unit) == "time")


def _continues(statement: Statement, at: int, end: int) -> bool:
    """Whether a joint inside a condition is followed by more of it ("adults and children"), not by a new clause."""
    tokens = statement.tokens
    if tokens[at].lower == "to":
        return lower_at(tokens, at + 1) not in ("a", "an", "the") and tokens[min(at + 1, end - 1)].value is None
    for ahead in range(at + 1, min(at + 9, end)):
        word = tokens[ahead].lower
        if word in _STOPS:
            break
        if word in _VERBS or measure_at(tokens, ahead) or _amount(tokens, ahead) is not None:
            return False
    return lower_at(tokens, at + 1) not in _NO_MORE


def _same_unit(tokens: Sequence[Token], at: int, amount: Amount) -> bool:
    """Whether the figure before a bracket at `at` has the unit of the one in it: then it is another figure."""
    unit = read_unit(tokens, at - 1)
    return unit is None or unit.code == amount.unit


def _bracketed(statement: Statement, at: int) -> Tail | None:
    """A bracket behind a figure: a route, words without figures, a range or spread, the figure in another unit."""
    tokens = statement.tokens
    for end in range(at + 1, min(at + 16, len(tokens))):
        if tokens[end].text != ")":
            continue
        inner = tokens[at + 1 : end]
        if not inner:
            return None
        if route := ROUTES.get(" ".join(token.lower for token in inner)):
            return Tail(end + 1, route)
        if inner[0].lower in ("range", "ranging", "median", "sd", "interquartile"):
            return Tail(end + 1)
        restated = read_figure(tokens, at + 1)
        if (
            restated is not None
            and restated.next == end
            and _is_figure(restated)
            and not _same_unit(tokens, at, restated)
        ):
            return Tail(end + 1)
        if inner[0].lower in ("for", "of"):
            named = read_owner(statement, at + 2)
            return Tail(end + 1, owner=named[0]) if named is not None and named[1] == end else None
        if any(token.value is not None or token.lower in METABOLITES for token in inner):
            return None
        # a word alone may be the name of a metabolite
        return Tail(end + 1) if inner[0].lower in _HEADS or any(token.lower in _PEOPLE for token in inner) else None
    return None

"""Pharmacokinetics in sentences: half-life, bioavailability, protein binding, peak, onset, duration, distribution.

A clause is read from the words that name the measure ("elimination half-life") outwards: what stands before must
tell whose figure it is, what stands between and after must be of closed lists, up to the clause's end. A clause
that is about a measure, holds a number and does not parse is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ....model.kinds.drug import PKParameter
from ....model.quality import UnparsedReason, UnparsedStatement
from ...grammar import Statement, lower_at
from ...quantities import Amount, quantity_of
from ...tokens import NUMBER_WORDS
from ...units import TIME_UNITS
from .conditions import (
    ANIMALS,
    MEASURES,
    MODIFIERS,
    NEGATIONS,
    TRIGGERS,
    VERBS,
    Tail,
    is_boundary,
    read_tail,
    skip_fillers,
)
from .figures import Said, fits, read_figure
from .predicates import Predicate, find_predicate
from .subjects import REACH, Owner, owner_before, owner_of

__all__ = ["KineticReading", "read_kinetics"]


@dataclass(slots=True)
class KineticReading:
    """What a statement gave: figures, and clauses about a measure that could not be read whole."""

    facts: list[PKParameter] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A measure with its words: tokens `first` up to `after`; the figure is looked for at `after`."""

    kind: str
    first: int
    after: int
    owner: Owner
    route: str | None = None
    qualifier: str | None = None
    plural: bool = False


class _Refused(Exception):  # noqa: N818 - no error: it carries the reason to the caller
    def __init__(self, reason: UnparsedReason) -> None:
        self.reason: UnparsedReason = reason


def read_kinetics(statement: Statement) -> KineticReading:
    """Every measure that one statement gives a figure for; nothing where animals are spoken of."""
    reading = KineticReading()
    if not statement.words & TRIGGERS or statement.words & ANIMALS:
        return reading
    tokens = statement.tokens
    if not any(token.kind == "number" for token in tokens) and not statement.words & (_NUMBERS):
        return reading
    if "respectively" in statement.words:
        reading.unparsed.append(statement.refuse("pharmacokinetics", "ambiguous_list", rule="kinetics.refused"))
        return reading
    at = 0
    while at < len(tokens):
        try:
            end = _read_at(statement, at, reading.facts)
        except _Refused as refused:
            if not reading.unparsed:
                reading.unparsed.append(statement.refuse("pharmacokinetics", refused.reason, rule="kinetics.refused"))
            end = None
        at = end if end is not None else at + 1
    return reading


def _read_at(statement: Statement, at: int, facts: list[PKParameter]) -> int | None:
    """Read the measure whose words begin at token `at`; the index after its clause, None where none begins there."""
    tokens = statement.tokens
    found = MEASURES.at(tokens, at)
    if found is not None:
        kind, after = found
        return _noun(statement, kind, at, after, facts)
    predicate = find_predicate(statement, at)
    if predicate is None:
        return None
    return _predicate(statement, predicate, facts)


# ------------------------------------------------------------------ "the half-life of X is 5 to 7 hours"
def _noun(statement: Statement, kind: str, at: int, after: int, facts: list[PKParameter]) -> int | None:
    tokens = statement.tokens
    first, route = at, None
    while first > 0 and (tokens[first - 1].lower in MODIFIERS or tokens[first - 1].text == "-"):
        first -= 1
        route = MODIFIERS.get(tokens[first].lower) or route
    if kind == "clearance" and lower_at(tokens, first - 1) in ("creatinine", "renal", "urea", "inulin"):
        return None
    if (figure := _figure_before(statement, kind, first)) is not None:  # "a 12-hour half-life"
        owner = owner_before(statement, figure.start)
        if owner is None:
            raise _Refused("multiple_subjects")
        tail = read_tail(statement, after)
        if tail is None:
            raise _Refused("unknown_pattern")
        frame = _Frame(kind, figure.start, after, owner, route or tail.route, tail.qualifier)
        said = Said(owner.subject, frame.route, frame.qualifier)
        _add(statement, frame, figure, [(figure.start, tail.after)], facts, said)
        return tail.after
    while (bracket := _bracket(statement, after)) is not None:
        after = bracket
    opening = _opening(statement, first)
    owner, after = owner_of(statement, opening.after, after)
    if owner is None:
        if _number_ahead(statement, after):
            raise _Refused("multiple_subjects")
        return None
    between = read_tail(statement, after)
    if between is None:
        if _number_ahead(statement, after):
            raise _Refused("unknown_pattern")
        return None
    told = between.after + (lower_at(tokens, between.after) in ("that", "which"))
    verb = VERBS.at(tokens, told)
    start = verb[1] if verb is not None else between.after
    start = skip_fillers(tokens, start, timed=kind in _TIMED)
    if verb is None and not _follows_at_once(statement, between, after):
        if _number_ahead(statement, after):
            raise _Refused("unknown_pattern")
        return None
    if NEGATIONS & {token.lower for token in tokens[first:start]}:
        return None
    begin = min(opening.after, owner.first) if owner.first is not None else opening.after
    frame = _Frame(
        kind,
        begin,
        start,
        owner,
        route or between.route or opening.route,
        opening.qualifier or between.qualifier,
        plural="lives" in {token.lower for token in tokens[at:after]},
    )
    return _figures(statement, frame, facts)


def _opening(statement: Statement, first: int) -> Tail:
    """A condition that opens the clause right before token `first`: "In children, the …". `after`: where it begins."""
    tokens = statement.tokens
    end = first
    while end > 0 and tokens[end - 1].lower in ("the", "its", "a", "an", ","):
        end -= 1
    begin = end
    while begin > max(0, end - REACH) and tokens[begin - 1].text not in ".;:,":
        begin -= 1
    if begin < end:
        tail = read_tail(statement, begin, end)
        if tail is not None and tail.after == end and tail.qualifier:
            return Tail(begin, tail.route, tail.qualifier)
    return Tail(first)


def _follows_at_once(statement: Statement, between: Tail, after: int) -> bool:
    """Whether a figure stands right behind the measure: "half-life 5 hours", "half-life: 5 h"."""
    if between.after != after:
        return False
    return read_figure(statement.tokens, after) is not None or _in_bracket(statement, after) is not None


def _figure_before(statement: Statement, kind: str, first: int) -> Amount | None:
    """A figure that ends right before token `first`."""
    last = lower_at(statement.tokens, first - 1)
    if last not in TIME_UNITS and last not in ("%", "percent"):
        return None
    for start in range(max(0, first - 9), first):
        figure = read_figure(statement.tokens, start)
        if figure is not None and figure.next == first and fits(kind, figure.unit):
            return figure
    return None


def _bracket(statement: Statement, at: int) -> int | None:
    """The index after a bracket without a figure: "(t1/2)", "(Vd)"."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "(":
        return None
    for end in range(at + 1, min(at + 8, len(tokens))):
        if tokens[end].text == ")":
            inner = "".join(token.lower for token in tokens[at + 1 : end])
            return end + 1 if inner in _SYMBOLS else None
    return None


_SYMBOLS = frozenset(
    {"t1/2", "t½", "t½β", "t1/2β", "vd", "vss", "tmax", "cmax", "f", "cl", "cl/f", "vd/f", "v", "vz/f", "auc"}
)


def _number_ahead(statement: Statement, after: int) -> bool:
    """Whether the clause goes on with a figure that may be the measure's."""
    tokens = statement.tokens
    for at in range(after, min(after + REACH, len(tokens))):
        if tokens[at].text in (";", ".") or MEASURES.at(tokens, at) is not None:
            return False
        if tokens[at].value is not None and tokens[at].lower != "half":
            return True
    return False


# ------------------------------------------------------------------ figures and what follows them
def _figures(statement: Statement, frame: _Frame, facts: list[PKParameter]) -> int | None:
    """The figure at the frame's end, and further ones that share the frame: "5 hours in adults and 8 in children".

    All of them or, if one is refused, none.
    """
    tokens, made = statement.tokens, list[PKParameter]()
    at = _figure(statement, frame, frame.after, made)
    while at is not None:
        joint = at
        while lower_at(tokens, joint) in _AND:
            joint += 1
        if joint > at and (verb := VERBS.at(tokens, joint)) is not None and read_figure(tokens, verb[1]) is not None:
            joint = verb[1]
        if joint == at or not _goes_on(statement, frame, joint):
            if lower_at(tokens, at) in _AGAINST:
                raise _Refused("multiple_subjects")
            break
        if frame.plural and made[-1].quantity is not None and made[-1].quantity.qualifier is None:
            raise _Refused("ambiguous_list")  # "half-lives … 5 hours and 20 hours in …": which is whose is not said
        at = _figure(statement, frame, joint, made)
    facts += made
    return at


def _figure(statement: Statement, frame: _Frame, at: int, made: list[PKParameter]) -> int | None:
    """One figure at token `at`, with what is said of it; the index after it, None where there is none."""
    tokens, first = statement.tokens, not made
    lead = None if first else read_tail(statement, at)
    start = lead.after if lead is not None else at
    figure = read_figure(tokens, start)
    if figure is not None:
        closing = figure.next
    elif (inner := _in_bracket(statement, start)) is not None:
        figure, closing = inner
    elif first and _number_ahead(statement, at):
        raise _Refused("unknown_pattern")
    else:
        return None
    if not fits(frame.kind, figure.unit):
        raise _Refused("unknown_unit")
    tail = read_tail(statement, closing)
    if tail is None or not is_boundary(tokens, tail.after):
        raise _Refused(_why(statement, closing))
    own = [part for part in (lead.qualifier if lead else None, tail.qualifier) if part]
    qualifiers = [frame.qualifier, *own] if first or not own else own
    _add(
        statement,
        frame,
        figure,
        [(frame.first, tail.after)] if first else [(frame.first, frame.after), (at, tail.after)],
        made,
        Said((tail.owner or frame.owner).subject, (lead.route if lead else None) or tail.route or frame.route,
             ", ".join(part for part in qualifiers if part) or None),
    )  # fmt: skip
    return tail.after


def _goes_on(statement: Statement, frame: _Frame, at: int) -> bool:
    """Whether another figure of the same measure follows a joint."""
    tokens = statement.tokens
    lead = read_tail(statement, at)
    start = lead.after if lead is not None else at
    figure = read_figure(tokens, start)
    if figure is None or not fits(frame.kind, figure.unit):
        return False
    if (
        lower_at(tokens, figure.next) in ("of", "is", "are", "was", "were")
        or lower_at(tokens, figure.next) in MODIFIERS
    ):
        return False
    return MEASURES.at(tokens, figure.next) is None and find_predicate(statement, figure.next) is None


def _why(statement: Statement, at: int) -> UnparsedReason:
    numbers = any(token.kind == "number" for token in statement.tokens[at : at + 12])
    return "orphan_number" if numbers else "unknown_pattern"


def _in_bracket(statement: Statement, at: int) -> tuple[Amount, int] | None:
    """ "is high (95%)": the figure in a bracket behind a word of degree."""
    tokens = statement.tokens
    if lower_at(tokens, at) in _DEGREES:
        at += 1
    if lower_at(tokens, at) != "(":
        return None
    figure = read_figure(tokens, at + 1)
    if figure is None or lower_at(tokens, figure.next) != ")":
        return None
    return figure, figure.next + 1


_NUMBERS = frozenset({"hour", "day", "week", "minute", "month", "year", *NUMBER_WORDS}) - {"half"}
"""Words that may be a figure: "an hour", "six"."""
_AGAINST = frozenset({"compared", "versus"})
_AND = frozenset({",", ";", "and", "or", "/", "but", "while", "whereas", "to", "compared", "with", "versus"})
_TIMED = frozenset({"onset", "tmax", "duration_of_action"})
_DEGREES = frozenset(
    "high low good poor complete extensive moderate short long excellent limited variable substantial shorter longer higher lower "
    "rapid fast slow quick brief prolonged slower faster".split()
)


# ------------------------------------------------------------------ "is 95% bound to plasma proteins"
def _predicate(statement: Statement, predicate: Predicate, facts: list[PKParameter]) -> int | None:
    tokens = statement.tokens
    if NEGATIONS & {token.lower for token in tokens[predicate.first : predicate.after]}:
        return None
    owner = predicate.owner or owner_before(statement, predicate.first)
    if owner is None:
        if predicate.figure is None and not _number_ahead(statement, predicate.after):
            return None
        raise _Refused("multiple_subjects")
    first = min(predicate.first, owner.first) if owner.first is not None else predicate.first
    opening = _opening(statement, first)
    first = opening.after
    frame = _Frame(predicate.kind, first, predicate.after, owner, predicate.route or opening.route, opening.qualifier)
    if predicate.figure is None:
        return _figures(statement, frame, facts)
    tail = read_tail(statement, predicate.after)
    if tail is None or not is_boundary(tokens, tail.after):
        raise _Refused(_why(statement, predicate.after))
    qualifier = ", ".join(part for part in (frame.qualifier, tail.qualifier) if part) or None
    said = Said((tail.owner or owner).subject, tail.route or frame.route, qualifier)
    _add(statement, frame, predicate.figure, [(first, tail.after)], facts, said)
    return tail.after


def _add(
    statement: Statement,
    frame: _Frame,
    figure: Amount,
    spans: list[tuple[int, int]],
    facts: list[PKParameter],
    said: Said,
) -> None:
    evidence = tuple(statement.evidence(first, after, f"kinetics.{frame.kind}") for first, after in spans)
    quantity = quantity_of(statement.text, statement.tokens, figure, qualifier=said.qualifier)
    facts.append(
        PKParameter.model_validate(
            {
                "evidence": evidence,
                "reference_ids": statement.references(evidence),
                "kind": frame.kind,
                "quantity": quantity,
                "text": " ".join(piece.exact for piece in evidence),
                "subject": said.subject,
                "route": said.route,
            }
        )
    )

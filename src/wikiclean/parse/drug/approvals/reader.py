"""The approvals of a statement, each an event with its evidence.

A statement is read as predicates ("was approved", "the FDA granted approval to X") with their adjuncts (by whom, where,
when, what for). Adjuncts that come again after "and", "followed by" or a comma make another event of the same predicate.
"Introduced", "marketed" and "patented" are no approval, and a year belongs to the clause it stands in. Every word of
approval must be read, or be known to say nothing: else the statement stays text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ....model.evidence import TextEvidence
from ....model.kinds.drug import ApprovalEvent, Indication
from ....model.quality import UnparsedStatement
from ...grammar import Statement, lower_at
from ...tokens import tokenize
from ..dates import read_date
from ..regions import read_place
from ..regulators import read_regulator
from .clauses import Clauses
from .events import UnreadError, events_of
from .words import EVENTS

__all__ = ["ApprovalReading", "read_approvals"]

_TOLD = frozenset("approved approval approvals licensed licenced unapproved authorisation authorised".split())


@dataclass(slots=True)
class ApprovalReading:
    """What a statement gave; `indications` are those that the events name."""

    events: list[ApprovalEvent] = field(default_factory=list)
    indications: list[Indication] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


def read_approvals(statement: Statement) -> ApprovalReading:
    """The events of one statement."""
    reading = ApprovalReading()
    if not statement.words & EVENTS:
        return reading
    try:
        groups = Clauses(statement).read()
        reading.events, reading.indications = events_of(statement, groups, _heading_regulator(statement))
    except UnreadError as problem:
        if _is_told(statement):
            reading.unparsed.append(
                statement.refuse("approval", problem.reason, rule="approval.refused", detail=problem.detail)
            )
        return reading
    if not reading.events and any(group.unsayable for group in groups):
        reading.unparsed.append(
            statement.refuse(
                "approval",
                "unknown_pattern",
                rule="approval.refused",
                detail="a place without a code, or a further status",
            )
        )
    return reading


def _is_told(statement: Statement) -> bool:
    """Whether the statement is about approvals at all: a regulator is named, or a place or year with a word of approval."""
    tokens = statement.tokens
    if any((found := read_regulator(tokens, k)) is not None and found[0].code is not None for k in range(len(tokens))):
        return True
    return bool(statement.words & _TOLD) and any(
        read_place(tokens, k) is not None or read_date(tokens, k) is not None for k in range(len(tokens))
    )


def _heading_regulator(statement: Statement) -> tuple[str, TextEvidence] | None:
    """A regulator named in the section's own heading, with its place."""
    passage = statement.passage
    if passage.heading_start is None or not passage.path:
        return None
    heading = passage.path[-1]
    tokens = tokenize(heading)
    for at in range(len(tokens)):
        found = read_regulator(tokens, at)
        if found is None or found[0].code is None:
            continue
        after = found[1] + (lower_at(tokens, found[1]) == "approval")
        heading_at = passage.heading_start - passage.start
        low, high = heading_at + tokens[at].start, heading_at + tokens[after - 1].end
        return found[0].code, passage.evidence(low, high, "regulator_from_heading")
    return None

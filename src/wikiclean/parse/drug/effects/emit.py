"""From a frame and its list to facts: what the frame says of all, what a term says of itself, and the words of both."""

from __future__ import annotations

from typing import Any

from ....model.kinds.drug import AdverseEffect
from ...grammar import Statement, lower_at
from .frames import Frame, Item, Listing, Span, Unreadable, Word
from .lexicon import MEASURES
from .sharing import head_of
from .words import SEVERITIES

__all__ = ["facts_of"]

_TERM_APART = frozenset({"effect.list", "effect.heading", "effect.row"})
"""Rules whose evidence is frame and term apart; that of the others is the clause."""
_BEFORE_PROVISO = frozenset("in at for with during by as".split())


def facts_of(statement: Statement, frame: Frame, listing: Listing, clause: Span) -> list[AdverseEffect]:
    """One fact a term. Raises Unreadable where one figure stands after several terms and none of them is named."""
    _lift_severity(statement, frame, listing)
    _spread_figures(listing)
    return [_fact(statement, frame, listing, item, clause) for item in listing.items]


def _lift_severity(statement: Statement, frame: Frame, listing: Listing) -> None:
    """ "mild elevations in A and B": an adjective before a change that is shared is said of the whole list."""
    tokens, items = statement.tokens, listing.items
    if not items or frame.severity is not None:
        return
    first = items[0].spans[0]
    level = SEVERITIES.at(tokens, first[0])
    sharing = [item for item in items[1:] if len(item.spans) > 1 and item.spans[0][0] == first[0]]
    head = head_of(tokens, items[0])
    measured = head is not None and any(tokens[i].lower in MEASURES for i in range(head[1], items[0].after))
    if level is None or not (sharing or (len(items) == 1 and measured)):
        return
    frame.severity = Word(level[0], (first[0], level[1]))
    for item in (items[0], *sharing):
        item.spans[0] = (level[1], item.spans[0][1])


def _spread_figures(listing: Listing) -> None:
    """ "A and B, each in 10%": the figure is each term's; "A and B in 10%" leaves open whose it is."""
    top = listing.top
    if len(top) < 2 or not top[-1].arms or any(item.arms for item in top[:-1]):
        return
    if listing.each:
        for item in top[:-1]:
            item.arms, item.figures = top[-1].arms, top[-1].figures
    elif not top[-1].apart:
        raise Unreadable("ambiguous_list")


def _fact(statement: Statement, frame: Frame, listing: Listing, item: Item, clause: Span) -> AdverseEffect:
    """The fact of one term: its evidence is the frame and the term, as in the record made by hand; the term it belongs to
    is a fact with evidence of its own, and so is a proviso carried over from the clause before."""
    ancestors = item.ancestors()
    follows = item.relation == "caused_by" or any(above.relation == "caused_by" for above in ancestors)
    line = (item, *ancestors)
    frequency = next((one.frequency for one in line if one.frequency is not None), frame.frequency)
    condition = next((one.condition for one in line if one.condition is not None), frame.condition or listing.condition)
    severity = None if follows else frame.severity
    spans: list[Span] = list(frame.spans) if frame.rule in _TERM_APART else [clause]
    spans += [word.span for word in (frequency, severity) if word is not None]
    spans += [span for span in (item.figures, frame.body_system) if span is not None]
    if condition is not None and not frame.carried:
        spans.append(condition)
    spans.append((item.first, item.after))
    evidence = tuple(statement.evidence(first, after, frame.rule) for first, after in _merged(spans))
    slots: dict[str, Any] = {
        "term": _term(statement, item),
        "evidence": evidence,
        "reference_ids": statement.references(evidence),
        "incidence": item.arms or (frame.arms if item.parent is None or (frame.bounded and not follows) else ()),
        "negated": frame.negated,
    }
    if frequency is not None:
        slots["frequency_wording"] = frequency.value
        slots["frequency_as_written"] = statement.quote(*frequency.span)
    if frame.frequency_class is not None and frequency is frame.frequency:
        slots["frequency_class"] = frame.frequency_class
    if severity is not None:
        slots["severity"] = severity.value
    if condition is not None:
        slots["condition"] = _condition(statement, condition)
    if frame.body_system is not None:
        slots["body_system"] = statement.quote(*frame.body_system)
    if item.parent is not None and item.relation is not None:
        slots[item.relation] = _term(statement, item.parent)
    return AdverseEffect.model_validate(slots)


def _term(statement: Statement, item: Item) -> str:
    """The term as written; one that shares a head or an end is put together of its two parts."""
    return " ".join(statement.quote(first, after) for first, after in item.spans)


def _condition(statement: Statement, span: Span) -> str:
    """ "in high doses" of "when given in high doses"."""
    first, after = span
    tokens = statement.tokens
    if (
        lower_at(tokens, first) in ("when", "if")
        and lower_at(tokens, first + 1) in ("given", "used", "taken", "administered")
        and lower_at(tokens, first + 2) in _BEFORE_PROVISO
        and after - first > 3
    ):
        first += 2
    return statement.quote(first, after)


def _merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those inside another left out."""
    made: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one[0], -one[1])):
        if not made or span[1] > made[-1][1]:
            made.append(span)
    return made

"""One statement read for figures of pharmacokinetics.

From each head on ("the elimination half-life of X", "X is bound to plasma proteins") the words up to its figure and
from there to the clause's end must be of closed lists, or a condition. What is about a measure, holds a number and does
not parse is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ....model.kinds.drug import PKParameter
from ....model.quality import UnparsedStatement
from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount, quantity_of
from .action import LASTING, find_action, span_at
from .binding import find_share
from .conditions import Tail, is_boundary, read_tail, route_among
from .figures import Said, fits, read_figure
from .heads import Found, Head, Refused, figure_behind, is_timed, opening_of
from .measures import ANIMALS, FILLERS, MODIFIERS, NEGATIONS, NUMBERS, TRIGGERS, measure_at
from .nouns import find_noun, number_ahead
from .peaks import find_peak
from .subjects import Owner, read_owner

__all__ = ["KineticReading", "read_kinetics"]


@dataclass(slots=True)
class KineticReading:
    """What a statement gave: figures, and clauses about a measure that could not be read whole."""

    facts: list[PKParameter] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


_OF_ACTION = frozenset(
    {"overview", "background", "dosage_and_administration", "dose_forms", "pharmacokinetics", "pharmacology", "pharmacodynamics",
     "mechanism_of_action", "special_populations", "organ_impairment", "pediatric_use", "geriatric_use", "indications", "chemistry"}
)  # fmt: skip
"""Kinds of section where levels that peak and effects that last are the drug's."""
_OF_HARM = frozenset({"hepatotoxicity", "adverse_effects", "warnings", "boxed_warning"})
"""Kinds where they are those of harm: there, and in all others, only shares and half-lives are read."""
_AND = frozenset({",", ";", "and", "or", "/", "but", "while", "whereas", "compared", "with", "versus", "against", "though", "although",
                  "rising", "then"})  # fmt: skip
_AGAINST = frozenset({"compared", "versus", "against"})
_FINITE = frozenset(
    "is are was were has have had can may might could will would does do means makes allows permits".split()
)
_REPORTED: Phrases[None] = Phrases.of(
    {None: "|".join(f"{be} {seen}" for be in ("is", "are", "was", "were", "has been", "have been")
                    for seen in ("reported", "found", "observed", "described", "noted", "measured", "documented", "seen", "typical",
                                 "usual", "obtained", "calculated", "expected"))}
)  # fmt: skip
"""What a sentence may end with behind a figure: "a half-life of 14 days has been reported"."""
_TOPS = frozenset({"peak", "peaks", "maximum", "height"})
_TOP = _TOPS | {"reaches", "reach", "a", "its", "the", "is", "are", "at", "their"}
"""Words of a peak between an onset and a duration."""
_LONGEST = 250
"""Tokens of a statement: what runs on longer is no sentence."""


def read_kinetics(statement: Statement) -> KineticReading:
    """Every measure that one statement gives a figure for; nothing where animals are spoken of."""
    reading = KineticReading()
    words = statement.words
    if words.isdisjoint(TRIGGERS) or not words.isdisjoint(ANIMALS):
        return reading
    tokens = statement.tokens
    if len(tokens) > _LONGEST or (words.isdisjoint(NUMBERS) and not any(token.kind == "number" for token in tokens)):
        return reading
    kinds = frozenset(statement.passage.kinds)
    of_action = bool(kinds & _OF_ACTION) and not kinds & _OF_HARM
    at = 0
    while at < len(tokens):
        head = find_noun(statement, at) or find_share(statement, at)
        if of_action:
            head = head or find_peak(statement, at) or find_action(statement, at)
        elif head is not None and is_timed(head.kind):
            head = None
        end = None
        if head is not None:
            try:
                end = _read(statement, head, reading.facts)
            except Refused as refused:
                reason = refused.reason
                if not reading.unparsed:
                    reading.unparsed.append(statement.refuse("pharmacokinetics", reason, rule="kinetics.refused"))
        at = max(end, at + 1) if end is not None else at + 1
    if "respectively" in words and (reading.facts or reading.unparsed):
        refusal = statement.refuse("pharmacokinetics", "ambiguous_list", rule="kinetics.refused")
        return KineticReading([], [refusal])
    return reading


def _read(statement: Statement, head: Head, facts: list[PKParameter]) -> int | None:
    """Read the figures of a head; the index after its clause, None where it has none."""
    found = (
        Found(head.figure, head.after) if head.figure is not None else figure_behind(statement, head.after, head.kind)
    )
    if found is None:
        if number_ahead(statement, head.after, head.kind) and not _is_negative(statement, head):
            raise Refused("unknown_pattern" if head.owner is not None else "multiple_subjects")
        return None
    if _is_negative(statement, head):
        return None
    opening = opening_of(statement, head.first, head.kind)
    owner = head.owner or opening.owner
    if owner is None:
        raise Refused("multiple_subjects")
    if not fits(head.kind, found.figure.unit):
        raise Refused("unknown_unit")
    return _figures(statement, head._replace(owner=owner), found, opening, facts)


def _is_negative(statement: Statement, head: Head) -> bool:
    return any(token.lower in NEGATIONS for token in statement.tokens[head.first : head.after])


# ------------------------------------------------------------------ figures of one head
def _figures(statement: Statement, head: Head, found: Found, opening: Tail, facts: list[PKParameter]) -> int:
    """The figure and further ones that share the head: all of them or, if one is refused, none."""
    made: list[PKParameter] = []
    first = min(head.first, opening.after)
    owner = head.owner or Owner()
    after, tail_owner, tail_route, tail_qualifier = _closing(statement, found)
    qualifier = _joined(opening.qualifier, head.qualifier, found.qualifier, tail_qualifier)
    route = _route(head.kind, tail_route, found.route, head.route, opening.route)
    said = Said((tail_owner or owner).subject, route, qualifier)
    made.append(_fact(statement, head.kind, found.figure, [(first, after)], said))
    core = (first if opening.after == head.first else head.first, head.after)
    while (more := _more(statement, head, after)) is not None:
        if head.plural and made[-1].quantity is not None and made[-1].quantity.qualifier is None:
            raise Refused("ambiguous_list")  # "half-lives … 5 hours and 20 hours": which is whose is not said
        kind, begin, further, whose = more
        after, tail_owner, tail_route, tail_qualifier = _closing(statement, further)
        said = Said(
            (tail_owner or whose or owner).subject,
            _route(
                kind,
                tail_route,
                further.route,
                None if kind != head.kind or whose or tail_qualifier or further.qualifier else head.route,
            ),
            _joined(further.qualifier, tail_qualifier),
        )
        made.append(_fact(statement, kind, further.figure, [core, (begin, after)], said))
    facts += made
    return after


def _joined(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _route(kind: str, *routes: str | None) -> str | None:
    if kind in ("protein_binding", "volume_of_distribution"):
        return None
    return next((route for route in routes if route), None)


def _closing(statement: Statement, found: Found) -> tuple[int, Owner | None, str | None, str | None]:
    """What is said behind a figure, up to the end of its clause: (index after it, owner, route, words)."""
    at = found.after
    tail = read_tail(statement, at)
    if tail is not None and (closing := _REPORTED.at(statement.tokens, tail.after)) is not None:
        further = read_tail(statement, closing[1])
        tail = tail._replace(after=further.after if further is not None else closing[1])
    if tail is not None and found.bracketed and lower_at(statement.tokens, tail.after) in _FINITE:
        return tail.after, tail.owner, tail.route, tail.qualifier  # "(about 50%) is not affected by food"
    if tail is None or not is_boundary(statement.tokens, tail.after):
        numbers = any(token.kind == "number" for token in statement.tokens[at : at + 12])
        raise Refused("orphan_number" if numbers else "unknown_pattern")
    return tail.after, tail.owner, tail.route, tail.qualifier


def _more(statement: Statement, head: Head, at: int) -> tuple[str, int, Found, Owner | None] | None:
    """A further figure of the head behind a joint: (kind, index of its first token, the figure, whose it is)."""
    tokens, joint = statement.tokens, at
    if head.figure is not None:
        return None
    while lower_at(tokens, joint) in _AND:
        joint += 1
    if joint == at:
        return None
    kind = head.kind
    if kind == "onset" and (lasting := _lasting(statement, joint)) is not None:
        found = figure_behind(statement, lasting, "duration_of_action")
        return ("duration_of_action", joint, found, None) if found is not None else None
    if is_timed(kind) and lower_at(tokens, joint) in _FINITE:
        return None  # "and is at its height after 2 hours"
    owner: Owner | None = None
    begin = joint
    if lower_at(tokens, joint) in ("that", "those") and lower_at(tokens, joint + 1) in ("of", "for"):
        named = read_owner(statement, joint + 2)
        if named is None:
            return None
        owner, begin = named
    elif (other := read_owner(statement, joint)) is not None:
        one = other[1] + (lower_at(tokens, other[1]) in ("has", "have", "had"))
        if lower_at(tokens, one) == "one" and lower_at(tokens, one + 1) == "of":
            owner, begin = other[0], one + 2  # "and its metabolite has one of 30 hours"
    found = figure_behind(statement, begin, kind)
    if found is not None and owner is not None:
        found = found._replace(route=found.route or route_among(statement, joint, begin))
    if found is None or not fits(kind, found.figure.unit) or not _is_free(statement, found.after):
        return None
    if owner is None and not found.qualifier and any(token.lower in _AGAINST for token in tokens[at:joint]):
        tail = read_tail(statement, found.after)
        if tail is None or tail.after == found.after:
            return None  # "compared to 40 hours": of what is not said
    return kind, joint, found, owner


def _lasting(statement: Statement, at: int) -> int | None:
    """Where the span of "and can last for" begins."""
    tokens = statement.tokens
    top = at
    while lower_at(tokens, top) in _TOP:
        top += 1
    if any(token.lower in _TOPS for token in tokens[at:top]) and (peak := span_at(statement, top)) is not None:
        figure = read_figure(tokens, peak)
        at = figure.next if figure is not None else at
        while lower_at(tokens, at) in _AND:
            at += 1
    while lower_at(tokens, at) in FILLERS | {"can", "may", "will", "it", "they"}:
        at += 1
    if lower_at(tokens, at) == "duration":  # "onset is 15 minutes and duration 3 hours"
        at += 3 if lower_at(tokens, at + 1) == "of" and lower_at(tokens, at + 2) in ("action", "effect") else 1
        while lower_at(tokens, at) in ("is", "was", "of"):
            at += 1
        return at if read_figure(tokens, at) is not None else None
    verb = LASTING.at(tokens, at)
    return span_at(statement, verb[1]) if verb is not None else None


def _is_free(statement: Statement, at: int) -> bool:
    """Whether a figure behind a joint is no part of what follows: "and 60% of a dose is …", "and a 12-hour onset"."""
    tokens = statement.tokens
    word = lower_at(tokens, at)
    if word in ("of", "is", "are", "was", "were", "bound", "protein", "plasma") or word in MODIFIERS:
        return False
    return measure_at(tokens, at) is None


def _fact(statement: Statement, kind: str, figure: Amount, spans: list[tuple[int, int]], said: Said) -> PKParameter:
    evidence = tuple(statement.evidence(first, after, f"kinetics.{kind}") for first, after in spans)
    return PKParameter.model_validate(
        {
            "evidence": evidence,
            "reference_ids": statement.references(evidence),
            "kind": kind,
            "quantity": quantity_of(statement.text, statement.tokens, figure, qualifier=said.qualifier),
            "text": " ".join(piece.exact for piece in evidence),
            "subject": said.subject,
            "route": said.route,
        }
    )

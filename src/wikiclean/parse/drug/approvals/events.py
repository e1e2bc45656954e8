"""Events made of what a reader of approvals collected: one for each region or regulator, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ....model.evidence import TextEvidence
from ....model.kinds.drug import ApprovalEvent, Indication
from ....model.quality import UnparsedReason
from ...grammar import Statement, index_at
from ..dates import Date
from ..regions import Place
from ..regulators import Regulator, home_of
from ..uses.reader import Use
from .adjuncts import Adjunct
from .notions import Action, Predicate

__all__ = ["Group", "UnreadError", "events_of"]


class UnreadError(Exception):
    """The statement cannot be read whole."""

    def __init__(self, reason: UnparsedReason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


@dataclass(slots=True)
class Group:
    """What one predicate says of one event, or of several that share all but the region or the regulator."""

    predicate: Predicate
    subject: str | None
    first: int
    next: int
    action: Action = "approved"
    places: list[Place] = field(default_factory=list)
    regulators: list[Regulator] = field(default_factory=list)
    date: Date | None = None
    since: bool = False
    """Whether the date is the one from which it holds."""
    dated: bool = False
    """Whether a time was told, be it one that is no date ("a year later")."""
    everywhere: bool = False
    """Whether "in any country" was said."""
    again: bool = False
    """Whether it is of the uses that an earlier clause names ("for both")."""
    uses: list[Use] = field(default_factory=list)
    further: bool = False
    """Whether it is of a further status, or for something else than use (as a generic, for import)."""
    young: bool = False
    """Whether it is said of children only."""
    market: bool = False
    people: bool = False
    """Whether it is said of some people only."""
    last: str | None = None
    """Kind of the fact that was read last."""
    extra: list[tuple[int, int]] = field(default_factory=list)
    """Further tokens that the event rests on: first, after."""
    upgraded: bool = False
    """Whether it is the full approval after one that was conditional."""
    origin: tuple[int, int] | None = None
    """The predicate with its subject, where another group of it stands before."""

    @classmethod
    def of(cls, predicate: Predicate, subject: str | None, first: int) -> Group:
        """The first group of a predicate."""
        assert predicate.action is not None
        return cls(predicate, subject, first, predicate.next, predicate.action)

    def take(self, adjunct: Adjunct) -> None:
        """Add what an adjunct says."""
        if adjunct.place is not None:
            self.places.append(adjunct.place)
        if adjunct.regulator is not None:
            self.regulators.append(adjunct.regulator)
        if adjunct.use is not None:
            self.uses.append(adjunct.use)
        if adjunct.kind == "until" and self.action == "not_approved":
            self.action, self.date, self.since = "approved", adjunct.date, True
        elif adjunct.kind == "date":
            self.since = self.since or (adjunct.since and self.action == "approved")
            self.date, self.dated = (
                (None if adjunct.bound and "approved" in self.action else adjunct.date) or self.date,
                True,
            )
        self.everywhere = self.everywhere or adjunct.everywhere
        self.market = self.market or adjunct.kind == "market" or adjunct.on_market
        self.people = self.people or adjunct.kind == "people"
        self.again = self.again or adjunct.again
        if adjunct.kind not in ("nothing", "people"):
            self.last = adjunct.kind
            self.next = max(self.next, adjunct.next)

    def _has(self, kind: str) -> bool:
        filled = {"place": self.places, "regulator": self.regulators, "date": self.dated, "use": self.uses}
        return bool(filled.get(kind))

    @property
    def codes(self) -> list[str]:
        """The regions, each once."""
        return list(dict.fromkeys(place.code for place in self.places if place.code is not None))

    @property
    def unsayable(self) -> bool:
        """Whether it is of a further status, or of places without a code only: the event would say more than the page."""
        if self.further or (self.young and not self.uses and self.action == "approved"):
            return True
        known = self.codes or self.regulators or (self.everywhere and self.action != "approved")
        if known or not (self.places or self.everywhere):
            return False
        return self.dated or not self.uses or any(not place.counted for place in self.places)

    @property
    def decided(self) -> Date | None:
        """The date, where it is a decision's: a time at which something was not approved is none."""
        opposite = self.action == "not_approved" and self.predicate.action != "not_approved"
        lasting = opposite or (self.predicate.lasting and not self.since)
        return None if lasting else self.date

    def parts_at(self, adjunct: Adjunct, joint: str | None, *, later: bool) -> bool:
        """Whether the adjunct, after the connective `joint`, makes another event."""
        kind = adjunct.kind
        if kind in ("nothing", "people", "market", "until") or not (
            self.places or self.regulators or self.dated or self.uses
        ):
            return False
        if joint is None:
            if kind == "date" and adjunct.date is None:
                return False  # "in 1998, within a year of its launch"
            if kind == "place":
                return bool(self.places) and adjunct.place not in self.places
            return kind in ("date", "regulator") and self._has(kind)
        if later:
            return True
        if kind == "date" and joint == "," and self.dated and self.date is None and self.last == "date":
            return False  # "in the year of its approval, 2000"
        if kind == self.last:
            return kind == "date"
        return joint == "and" or self._has(kind)

    def another(self, first: int) -> Group:
        """A further event of the same predicate."""
        made = Group(self.predicate, self.subject, first, first, self.action)
        made.origin = self.origin or (self.first, self.predicate.next)
        made.extra.append(made.origin)
        made.further, made.young = self.further, self.young
        return made

    def opposite(self, first: int) -> Group:
        """After "but not": where, or for what, it did not happen."""
        made = self.another(first)
        made.action = "not_approved"
        return made


def events_of(
    statement: Statement, groups: list[Group], heading: tuple[str, TextEvidence] | None
) -> tuple[list[ApprovalEvent], list[Indication]]:
    """The events that the groups say, and the indications that they name."""
    events: list[ApprovalEvent] = []
    indications: list[Indication] = []
    for n, group in enumerate(groups):
        before = groups[n - 1] if n and groups[n - 1].predicate is group.predicate else None
        if before is not None and before.subject != group.subject:
            continue
        if before is not None and not group.places and not group.regulators and not group.everywhere:
            if len(before.places) + len(before.regulators) > 1 and not group.uses:
                raise UnreadError("ambiguous_list", "several dates for several places")
            group.places, group.regulators = list(before.places), list(before.regulators)
            if group.uses and group.action == "approved" and not (group.upgraded and not before.uses):
                group.action = "indication_added"
        elif n and _is_addition(statement, group, groups[:n]):
            group.action = "indication_added"
        if heading is not None and n and group.predicate.listed and not group.places and not group.regulators:
            _carry_home(group, groups[n - 1], heading[0])
    _share_uses(groups)
    for group in groups:
        made = _events(statement, group, heading)
        events += made
        if (
            group.subject is None
            and not group.unsayable
            and not group.again
            and group.predicate.rule != "approval.noun_given"
            and group.action in ("approved", "indication_added", "not_approved")
        ):
            indications += _indications(statement, group, made)
    return events, indications


def _carry_home(group: Group, before: Group, regulator: str) -> None:
    """Under the heading of a regulator, an indication added later is one of its country, where the approval was."""
    if [place.code for place in before.places] == [home_of(regulator)]:
        group.places = list(before.places)


_ALSO = frozenset("since also later subsequently additionally further".split())


def _is_addition(statement: Statement, group: Group, before: list[Group]) -> bool:
    """ "was approved for A in 1995, and has since been approved for B"."""
    predicate = group.predicate
    said = {token.lower for token in statement.tokens[predicate.first : predicate.next]}
    return (
        bool(group.uses and said & _ALSO)
        and group.action == "approved"
        and not (group.places or group.regulators)
        and any(other.uses and other.action == "approved" and other.subject == group.subject for other in before)
    )


def _share_uses(groups: list[Group]) -> None:
    """ "in Japan in 1996 and in Europe in 1998 for A": what is said last is said of all, where each has its own place."""
    shared = False
    for n in range(len(groups) - 1, 0, -1):
        group, before = groups[n], groups[n - 1]
        same = before.predicate is group.predicate and before.action == group.action == "approved"
        if (
            same
            and not group.upgraded
            and group.uses
            and not before.uses
            and (group.last == "use" or shared)
            and (before.places or before.regulators)
        ):
            before.uses = list(group.uses)
            before.extra.append((group.uses[0].first, group.uses[-1].next))
            shared = True
        else:
            shared = False


def _events(statement: Statement, group: Group, heading: tuple[str, TextEvidence] | None) -> list[ApprovalEvent]:
    text = statement.text
    if group.unsayable:
        return []
    codes, date = group.codes, group.decided
    regulators = list(dict.fromkeys(group.regulators))
    terms = tuple(dict.fromkeys(text[a:b] for use in group.uses for a, b in use.whole))
    shared: dict[str, Any] = {"action": group.action, "indications": terms, "subject": group.subject}
    if date is not None:
        shared["date"] = date.edtf
        shared["date_as_written"] = statement.quote(date.first, date.next)
    pairs: list[tuple[str | None, str | None]]
    if len(regulators) > 1:
        pairs = [(regulator.region, regulator.code) for regulator in regulators]
    elif regulators:
        own = regulators[0]
        pairs = [(code, own.code) for code in codes] or [(own.region, own.code)]
    else:
        pairs = [(code, None) for code in codes] or [(None, None)]
    told = group.market or terms or date is not None or group.action in ("withdrawn", "suspended", "reintroduced")
    made: list[ApprovalEvent] = []
    for region, regulator in pairs:
        if region is None and regulator is None and not told and not (group.everywhere and group.action != "approved"):
            continue
        slots = {**shared, "region": region, "regulator": regulator}
        evidence = _evidence(statement, group)
        home = heading and home_of(heading[0])
        if heading is not None and group.action == "approved" and regulator is None and region in (None, home):
            slots["regulator"] = heading[0]
            evidence = (*evidence, heading[1])
        made.append(
            ApprovalEvent.model_validate(
                {
                    "evidence": evidence,
                    "reference_ids": statement.references(
                        evidence[:-1] if evidence[-1].rule == "regulator_from_heading" else evidence
                    ),
                    **{name: value for name, value in slots.items() if value},
                }
            )
        )
    return made


def _evidence(statement: Statement, group: Group) -> tuple[TextEvidence, ...]:
    """The tokens of the group and what it shares with others, where they overlap as one piece."""
    spans: list[tuple[int, int]] = []
    for first, after in sorted([*group.extra, (group.first, group.next)]):
        if first >= after:
            continue
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(after, spans[-1][1]))
        else:
            spans.append((first, after))
    return tuple(statement.evidence(first, after, group.predicate.rule) for first, after in spans)


def _up_to(statement: Statement, group: Group, end: int) -> tuple[TextEvidence, ...]:
    """The frame of a list of new indications, up to the one that ends at character `end`."""
    return (statement.evidence(group.first, index_at(statement.tokens, end), group.predicate.rule),)


def _indications(statement: Statement, group: Group, events: list[ApprovalEvent]) -> list[Indication]:
    status = "not_approved" if group.action == "not_approved" else "approved"
    regions = {event.region for event in events}
    region = regions.pop() if len(regions) == 1 else None
    evidence = _evidence(statement, group)
    return [
        Indication.model_validate(
            {
                "evidence": _up_to(statement, group, b) if group.predicate.listed else evidence,
                "reference_ids": statement.references(evidence), "text": statement.text[a:b], "status": status,
                **({"region": region} if region else {}), **({"population": use.population} if use.population else {}),
            }
        )
        for use in group.uses
        for a, b in use.terms
    ]  # fmt: skip

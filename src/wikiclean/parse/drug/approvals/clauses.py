"""A statement as clauses of approval: predicate after predicate, each with its subject and what stands round it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...grammar import Statement, lower_at
from ..english import ADVERBS, FINITE
from ..regulators import read_regulator
from ..uses.frames import OFF_LABEL, USED
from ..uses.reader import Use, read_terms, read_use
from .adjuncts import Adjunct, Adjuncts
from .drugs import Drug
from .events import Group, UnreadError
from .fronts import Fronts
from .guards import Guards
from .notions import Predicate
from .nouns import NounPredicate, noun_predicate, says_nothing
from .predicates import predicate_at
from .sequels import JOINTS, Sequels
from .subjects import date_within, subject_of, use_as_subject
from .words import EVENTS, TRIGGERS

__all__ = ["Clauses"]

_LONGEST_PREDICATE = 28
"""Tokens up to the word that tells of the event."""
_MOST_EVENTS = 24
"""Words that tell of an event in one statement."""
_AS_BEFORE = frozenset("followed following so likewise same not".split())
"""Words that tell of an event by another: "the US followed", "the FDA has not"."""
_ELLIPTIC = ("approval.agency_followed", "approval.agency_has_not")
"""Rules of predicates that are about the drug of the clause before."""
_DOUBTS = frozenset("whether if unless".split())
_ENDS = frozenset(
    ", ; : — – and but or nor which who that while whereas although though where when . ) yet until before after because since so having as with".split()
)


class Clauses:
    """One statement, from left to right."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.tokens = statement.tokens
        self.adjuncts = Adjuncts(statement)
        self.guards = Guards(statement, self.adjuncts)
        self.fronts = Fronts(statement, self.adjuncts)
        self.sequels = Sequels(statement, self.adjuncts)
        self.groups: list[Group] = []
        self.read_until: set[int] = set()
        self.subject: Drug | None = None
        self.events = [k for k, token in enumerate(self.tokens) if token.lower in EVENTS or token.lower in _AS_BEFORE]
        """Words that tell of an event."""
        self.copies = False
        """Whether the approval of a generic or biosimilar was told, and passed over."""

    def read(self) -> list[Group]:
        """What the statement says of approvals; UnreadError where a word of approval could not be read."""
        if len(self.events) > _MOST_EVENTS:
            raise UnreadError("unknown_pattern", "more words of approval than a sentence has")
        at = 0
        while (found := self._next(at)) is not None:
            at = self._clause(at, found)
        for k, token in enumerate(self.tokens):
            if token.lower in TRIGGERS and k not in self.read_until and not says_nothing(self.statement, k):
                raise UnreadError("unknown_pattern", f"{token.text!r} is not read")
        if any(group.action == "not_approved" and group.people and not group.uses for group in self.groups):
            raise UnreadError("conditional", "not approved for some people only")
        if self.groups and "respectively" in self.statement.words:
            raise UnreadError("ambiguous_list", "'respectively'")
        if self.groups and self.guards.has_stray_fact(self.groups, self.read_until):
            raise UnreadError("unknown_pattern", "a date, place or use after the event is not read")
        if self.copies and not self.groups:
            raise UnreadError("multiple_subjects", "a generic or biosimilar")
        return self.groups

    def _next(self, at: int) -> NounPredicate | None:
        for k in self._near_events(at):
            if (found := predicate_at(self.statement, k)) is not None:
                return NounPredicate(found, ())
            if (noun := noun_predicate(self.statement, k, self.adjuncts)) is not None:
                return noun
        return None

    def _near_events(self, at: int) -> Iterator[int]:
        """The tokens from `at` on that a predicate may begin at: a word of an event follows soon."""
        k = at
        for event in self.events:
            k = max(k, event - _LONGEST_PREDICATE)
            while k <= event:
                yield k
                k += 1

    def _clause(self, start: int, found: NounPredicate) -> int:
        """The clause of a predicate, its words from token `start` on; the token after what was read of it."""
        predicate = self._as_before(found.predicate)
        if predicate.action is None or _DOUBTS & {token.lower for token in self.tokens[start : predicate.first]}:
            self._mark(predicate.first, predicate.next)
            return predicate.next
        fronted, begin = self.fronts.read(start, predicate.first)
        told = use_as_subject(self.statement, begin, predicate.first)
        after = fronted[0].first if fronted and fronted[0].first > begin else predicate.first
        drug = (Drug(None, told.next, told.first) if told else predicate.drug) or subject_of(
            self.statement, begin, after, self.subject, reduced=predicate.reduced
        )
        if drug is None and predicate.rule in _ELLIPTIC and self.groups:
            drug = self.subject
        if drug is not None and drug.copy:
            self.copies = True
            at = self.sequels.read(predicate.next, [Group.of(predicate, None, predicate.first)])
            self._mark(start, at)
            return at
        if drug is None:
            if predicate.certain:
                raise UnreadError("multiple_subjects", "not known which drug is meant")
            return predicate.next
        group = Group.of(predicate, drug.name, first=self._first(start, predicate))
        if (
            not fronted
            and drug.first is not None
            and group.first < drug.first < predicate.first
            and "which" not in self.statement.words
        ):
            group.first = drug.first
        self._carried(start, predicate, group)
        group.places += predicate.places
        group.regulators += predicate.regulators
        if predicate.rule in ("approval.active", "approval.resumed"):
            self._take_agent(begin, predicate, group)
        group.uses += [use for use in (predicate.use, told) if use is not None]
        group.date = predicate.date or group.date
        if predicate.reduced and not fronted and drug.first is not None:
            fronted = self.fronts.of_described(start, drug)
        if predicate.reduced and (within := date_within(self.statement, drug)) is not None:
            group.date, group.dated = within, True
            self._mark(within.first - 1, within.next)
        group.everywhere = predicate.nobody
        if not group.uses and self.guards.is_of_antecedent(start, predicate.first):
            raise UnreadError("conditional", "approved for what another clause names")
        if sum(adjunct.kind == "date" for adjunct in fronted) > 1:
            raise UnreadError("ambiguous_list", "two dates before the event")
        if fronted and drug.name is None and self.fronts.has_verb(start, fronted[0].first):
            group.first = fronted[0].first
        for adjunct in (*fronted, *found.facts):
            group.take(adjunct)
            group.young |= self.sequels.is_of_young(adjunct)
        groups = [group]
        at = predicate.next
        if predicate.listed_before:
            self._subject_list(begin, predicate, group)
        if predicate.listed:
            at = self.sequels.listed(at, group)
        opening = predicate.reduced and not self.groups and group.first == predicate.first
        aside = predicate.reduced and lower_at(self.tokens, predicate.first - 1) == ","
        at = self.sequels.read(at, groups, opening=opening, aside=aside)
        for one in groups if told or any(adjunct.use for adjunct in fronted) else ():
            one.uses = one.uses or [*group.uses]
        if not self._is_closed(at, predicate):
            if predicate.certain:
                raise UnreadError("unknown_pattern", f"{self.tokens[at].text!r} after the predicate")
            return predicate.next
        if predicate.certain or self.guards.is_event(groups, self.groups):
            if self.guards.has_exception(start, at, denied=any(one.action == "not_approved" for one in groups)):
                raise UnreadError("conditional", "all or none, with an exception")
            if group.action == "indication_added" and self.guards.is_of_label(groups, predicate.first, at):
                self._mark(start, at)
                return at
            if self.guards.is_no_medicine(max(begin, predicate.first - 1), at):
                raise UnreadError("conditional", "animals, or no medicine")
            if self._tells_when(start, predicate, groups):
                self.groups[-1].uses += group.uses
                self.groups[-1].extra.append((group.first, group.next))
                self.groups += groups[1:]
            else:
                self._add(groups)
            self.subject = drug
            self._mark(start if not fronted else predicate.first, at)
            for adjunct in fronted:
                self._mark(adjunct.first, adjunct.next)
        return at

    def _as_before(self, predicate: Predicate) -> Predicate:
        """ "[Italy] followed": what the clause right before it told, whatever that was; nothing, after another story.

        "[that indication] was withdrawn" tells nothing where no clause before named one use.
        """
        if predicate.rule == "approval.indication_gone" and predicate.use is None:
            return predicate if self._one_use() is not None else replace(predicate, action=None)
        if predicate.rule != "approval.agency_followed" or predicate.certain:
            return predicate
        last = self.groups[-1] if self.groups else None
        between = self.tokens[last.next : predicate.first] if last is not None else ()
        if last is None or any(token.lower in FINITE for token in between):
            return replace(predicate, action=None)
        return replace(predicate, action="approved" if last.action == "indication_added" else last.action)

    def _one_use(self) -> Use | None:
        """The use that the clause before is about, if it is about one."""
        uses = self.groups[-1].uses if self.groups and self.groups[-1].action == "approved" else []
        return uses[0] if len(uses) == 1 and len(uses[0].terms) == 1 else None

    def _tells_when(self, start: int, predicate: Predicate, groups: list[Group]) -> bool:
        """ "[US approval was withheld until 2009], when it was approved for A": the event of the clause before again."""
        joined = [token.lower for token in self.tokens[start : predicate.first]]
        before, group = self.groups[-1] if self.groups else None, groups[0]
        return (
            before is not None
            and before.date is not None
            and not before.uses
            and joined[:2] == [",", "when"]
            and before.action == group.action == "approved"
            and before.subject == group.subject
            and not (group.dated or group.places or group.regulators)
        )

    def _add(self, groups: list[Group]) -> None:
        """The groups; one that only says "has not" or "for both" is about uses told before."""
        group = groups[0]
        if group.predicate.rule == "approval.agency_has_not" and self.groups:
            before = self.groups[-1]
            if before.uses and not group.uses:
                group.uses = list(before.uses)
                group.extra += [(use.first, use.next) for use in before.uses]
        for one in groups:
            if one.again and not one.uses:
                self._take_uses(one, one.predicate.first)
        self.groups += groups

    def _take_uses(self, group: Group, before: int) -> None:
        """ "used for A and B, but not approved for either": the uses that were told last before token `before`."""
        for k in range(before - 1, -1, -1):
            if self.tokens[k].lower not in USED:
                continue
            at = k + 1
            while (adverb := ADVERBS.at(self.tokens, at) or OFF_LABEL.at(self.tokens, at)) is not None:
                at = adverb[1]
            lead = lower_at(self.tokens, at) == "in"
            use = read_use(self.statement, at, self.adjuncts.halts) or (
                read_terms(self.statement, at + 1, self.adjuncts.halts, first=at) if lead else None
            )
            if use is None or not use.terms:
                break
            group.uses = [use]
            while lower_at(self.tokens, use.next) in (",", "and", "or"):
                further = read_use(self.statement, use.next + 1, self.adjuncts.halts) or (
                    read_terms(self.statement, use.next + 2, self.adjuncts.halts, first=use.next + 1)
                    if lower_at(self.tokens, use.next + 1) == "in"
                    else None
                )
                if further is None:
                    break
                group.uses.append(further)
                use = further
            group.extra.append((k, use.next))
            return
        raise UnreadError("conditional", "not known which uses are meant")

    def _take_agent(self, begin: int, predicate: Predicate, group: Group) -> None:
        """Who decided, where the predicate is only the verb: "[the FDA rejected it in 2010] and approved it in 2013"."""
        lead = self.fronts.lead(begin, predicate.first)
        if (found := read_regulator(self.tokens, lead)) is not None and self._acts(found[1], predicate.first):
            group.regulators.append(found[0])
            return
        before = self.groups[-1] if self.groups else None
        ahead = lower_at(self.tokens, predicate.first - 1)
        pronoun = ahead in ("it", "they", "before", "after") or predicate.first == lead
        pronoun |= predicate.rule == "approval.resumed"
        if before is not None and before.predicate.rule.startswith(("approval.agency", "approval.resumed")) and pronoun:
            group.regulators += before.regulators
            group.places += before.predicate.places
            group.extra.append((before.first, before.predicate.next))
            return
        raise UnreadError("multiple_subjects", "not known who approved")

    def _acts(self, at: int, first: int) -> bool:
        """Whether the verb at token `first` is that of a subject which ends at token `at`."""
        if self.tokens[first - 1].lower in ("and", "but", "then"):
            return at < first
        while at < first:
            adverb = ADVERBS.at(self.tokens, at)
            fact = self.adjuncts.fact(at)
            if adverb is None and fact is None and self.tokens[at].lower not in (",", "which", "who", "that", "having"):
                return False
            at = adverb[1] if adverb is not None else fact.next if fact is not None else at + 1
        return at == first

    def _mark(self, first: int, after: int) -> None:
        self.read_until.update(range(first, after))

    def _first(self, start: int, predicate: Predicate) -> int:
        """Where the evidence begins: at the clause's subject, its lead words left out."""
        k = start
        while k < predicate.first:
            if (led := ADVERBS.at(self.tokens, k) or JOINTS.at(self.tokens, k)) is not None:
                k = led[1]
            elif self.tokens[k].lower in _ENDS and not (
                self.tokens[k].lower == "as" and lower_at(self.tokens, k + 1) == "of"
            ):
                k += 1
            else:
                break
        return min(k, predicate.first)

    def _carried(self, start: int, predicate: Predicate, group: Group) -> None:
        """ "never in the United States, where the FDA declined ...": the place before "where" is the new event's."""
        if not self.groups:
            self._placed_before(start, predicate, group)
            return
        last = self.groups[-1]
        joined = [token.lower for token in self.tokens[start : predicate.first]]
        if predicate.rule == "approval.indication_gone" and predicate.use is None:
            group.uses += last.uses
            group.extra.append((last.first, last.next))
        elif "where" in joined[:3] and last.places and last.last == "place":
            self._placed_before(start, predicate, group)
            group.places = group.places or [last.places[-1]]
            if last.action == predicate.action and last.date is None and not last.uses:
                self.groups.pop()
                group.extra.append((last.first, last.next))
        elif (
            last.predicate.reduced and last.predicate.rule == "approval.gained" and predicate.action == "approved"
            and last.date is None and not last.uses and joined == [","]
        ):  # fmt: skip
            self.groups.pop()
            group.places += last.places
            group.regulators += last.regulators
            group.extra.append((last.first, last.next))
        elif last.predicate.rule == "approval.noun_given" and joined in ([], [","], [")"]):
            group.uses += last.uses
            group.extra.append((last.first, last.next))
        elif (
            (
                (joined[:1] == ["when"] and last.predicate.reduced)
                or "having" in {token.lower for token in self.tokens[predicate.first : predicate.next]}
            )
            and predicate.action == last.action
            and not (last.places or last.regulators or last.dated)
        ):  # "licensed for A, its US approval having come in 2018", "the first drug licensed for A when Japan approved it"
            self.groups.pop()
            group.uses += last.uses
            group.extra.append((last.first, last.next))

    def _placed_before(self, start: int, predicate: Predicate, group: Group) -> None:
        """ "went on sale in the US, where approval came in 1984": the place before "where"."""
        for k in range(start, predicate.first):
            if self.tokens[k].lower != "where":
                continue
            end = k - (self.tokens[k - 1].lower == ",")
            for j in range(max(0, end - 5), end):
                fact = self.adjuncts.fact(j)
                if fact is not None and fact.place is not None and fact.next == end and fact.place not in group.places:
                    group.places.append(fact.place)
                    group.extra.append((j, end))
                    return

    def _subject_list(self, begin: int, predicate: Predicate, group: Group) -> None:
        """ "... and A and B | were added as indications"."""
        begin = self.fronts.lead(begin, predicate.first)
        use = read_terms(self.statement, begin, lambda k: k >= predicate.first)
        if use is None:
            raise UnreadError("ambiguous_list", "a list of indications is not read")
        group.take(Adjunct("use", begin, use.next, use=use))
        group.first = begin

    def _is_closed(self, at: int, predicate: Predicate) -> bool:
        """Whether the clause may end at token `at`: always, where the predicate is a noun whose clause tells another thing."""
        return (
            predicate.rule in ("approval.dated", "approval.since")
            or at >= len(self.tokens)
            or self.tokens[at].lower in _ENDS
            or lower_at(self.tokens, at - 1) in (",", ";")
        )

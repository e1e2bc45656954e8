"""What a clause of approval may not hold: with it an event would say more, or less, than the page does."""

from __future__ import annotations

import re
from itertools import takewhile

from ...grammar import Statement, lower_at
from ..english import DRUG_NOUNS, FINITE
from ..regulators import home_of
from .adjuncts import Adjuncts
from .events import Group
from .words import EXCEPTIONS, NO_INDICATION, NO_MEDICINE, WHATEVER

__all__ = ["Guards"]

_DRUG_NAME = re.compile(r"(?:ine|one|ol|ide|ate|il|an|ib|ab|in|um|ane|ene|am|ast|vir|ole|al|on|ex|ir|ax)$")
_ELSEWHERE = frozenset("although though while whereas which where but ;".split())
"""Words after which something else is told."""

_ASK = frozenset("use uses prescribe prescribes give gives take takes employ employs recommend recommends".split())
"""What clinics and doctors do with a drug: "and some clinics use it off label"."""


class Guards:
    """Looks over the clauses of one statement. Tokens are given as the first and the one after the last."""

    def __init__(self, statement: Statement, adjuncts: Adjuncts) -> None:
        self.statement, self.adjuncts = statement, adjuncts
        self.tokens = statement.tokens

    def has_exception(self, first: int, after: int, *, denied: bool) -> bool:
        """ "in any country other than Japan", "for anything but acne", "everywhere but in Japan"; `denied`: of whatever."""
        for k in range(first, after):
            found = EXCEPTIONS.at(self.tokens, k)
            whole = WHATEVER & {token.lower for token in self.tokens[max(first, k - 4) : k]}
            if found is None and not (self.tokens[k].lower == "but" and whole):
                continue
            excepted = k + 1 if found is None else found[1]
            if denied or self.adjuncts.fact(excepted) or self.adjuncts.member(excepted):
                return True
        return False

    def is_of_label(self, groups: list[Group], first: int, after: int) -> bool:
        """ "A boxed warning was added to the label", "heart failure was added as a contraindication": no indication."""
        terms = [self.statement.text[a:b].lower() for group in groups for use in group.uses for a, b in use.terms]
        said = {token.lower for token in self.tokens[first:after]}.union(*(term.split() for term in terms))
        return not (NO_INDICATION - {"risk", "risks"}).isdisjoint(said) or any(
            not NO_INDICATION.isdisjoint(term.split()[:2]) for term in terms
        )

    def is_of_antecedent(self, first: int, after: int) -> bool:
        """ "gout, for which it was approved": whether the use stands before a relative clause."""
        return any(
            self.tokens[k].lower == "for" and lower_at(self.tokens, k + 1) == "which" for k in range(first, after)
        )

    def is_no_medicine(self, first: int, after: int) -> bool:
        """Whether the approval is one for animals, or of something else than a medicine."""
        words = takewhile(lambda word: word not in _ELSEWHERE, (token.lower for token in self.tokens[first:after]))
        return not NO_MEDICINE.isdisjoint(words)

    def has_stray_fact(self, groups: list[Group], read: set[int]) -> bool:
        """Whether words without a verb that no clause read hold a date, place or regulator: "the tablets in 1999"."""
        at = min(read, default=0)
        while at < len(self.tokens):
            end = at + 1
            if at not in read:
                while end < len(self.tokens) and end not in read:
                    end += 1
                verb = any(
                    token.lower in FINITE
                    or token.lower.endswith("ed")
                    or (token.lower in _ASK and lower_at(self.tokens, k + 1) in ("it", "the", "this"))
                    for k, token in enumerate(self.tokens[at:end], at)
                )
                if not verb and (
                    any(self._is_stray(k, groups) for k in range(at, end)) or self._goes_on(at, end, groups[-1])
                ):
                    return True
            at = end
        return False

    def _goes_on(self, first: int, after: int, group: Group) -> bool:
        """Whether the list of uses right before token `first` goes on there: ", and, in combination with B, for gout"."""
        if first != group.next or not group.uses:
            return False
        joined = [token.lower for token in self.tokens[first : first + 2]]
        begins = first + 1 + (joined[0] == ",")
        return ("and" in joined or "or" in joined) and after - first > 2 and not self.adjuncts.halts(begins)

    def _is_stray(self, at: int, groups: list[Group]) -> bool:
        fact = self.adjuncts.fact(at)
        if fact is None or (fact.date is None and fact.place is None and fact.regulator is None):
            return False
        places = [place.code for group in groups for place in group.places]
        regulators = [regulator for group in groups for regulator in group.regulators]
        homes = [regulator.region or home_of(regulator.code or "") for regulator in regulators]
        if fact.place is not None:
            return fact.place.code not in (*places, *homes)
        return fact.date is not None or fact.regulator not in regulators

    def is_event(self, groups: list[Group], before: list[Group]) -> bool:
        """`before`: the groups of the clauses before. Whether a happening ("was withdrawn") is about a drug on a market."""
        group = groups[0]
        if group.predicate.rule == "approval.maker_withdrew":
            return group.market
        if group.predicate.rule == "approval.agency_followed":
            return bool(before)
        told = bool(group.codes or group.regulators or group.market or group.everywhere)
        again = bool(before)
        word = self.tokens[group.predicate.next - 1].lower
        match group.action:
            case "withdrawn" if word in ("withdrawn", "revoked"):
                named = self._names_drug(group) or (
                    self._is_it(group) and "regulatory_approval" in self.statement.passage.kinds
                )
                return told or again or (group.date is not None and named)
            case "withdrawn":
                return (
                    group.market
                    or (again and group.date is not None)
                    or bool(group.codes and "market" in self.statement.words)
                )
            case "not_approved":
                noun = again and before[-1].predicate.rule.startswith("approval.noun") and bool(group.codes)
                return bool(group.regulators) or noun or (again and group.predicate.rule == "approval.agency_has_not")
            case "reintroduced" if word == "restored":
                return again
            case "reintroduced":
                return told or again or (group.date is not None and self._names_drug(group))
            case "approved":
                return again
            case _:
                return bool(group.codes or group.regulators) or (again and group.date is not None)

    def _is_it(self, group: Group) -> bool:
        return lower_at(self.tokens, group.predicate.first - 1) == "it"

    def _names_drug(self, group: Group) -> bool:
        """Whether the subject is said by a name that is formed as a drug's, or as a drug."""
        said = {token.lower for token in self.tokens[group.first : group.predicate.first]}
        return bool(said & DRUG_NOUNS) or any(
            len(word) > 5 and _DRUG_NAME.search(word) for word in self.statement.subject_words & said
        )

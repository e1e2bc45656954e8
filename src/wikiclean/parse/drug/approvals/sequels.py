"""What stands after a predicate: its adjuncts, and further events of the same predicate."""

from __future__ import annotations

from ...grammar import Phrases, Statement, lower_at
from ..english import ADVERBS
from ..uses.reader import read_terms
from .adjuncts import Adjunct, Adjuncts
from .drugs import FORMS, Drug, is_named, read_drug
from .events import Group, UnreadError
from .labels import widened_list
from .notions import approval_noun
from .nouns import noun_predicate
from .predicates import predicate_at
from .words import LATER_STATUS, OTHER_PURPOSES, THE_YOUNG

__all__ = ["JOINTS", "Sequels"]


JOINTS = Phrases.listed(
    ", |and|but|or|followed by|followed by approval|followed by approvals|followed by authorisation|then|as well as|plus|including|"
    "and then|as well as by|with|not|after which|and also"
)

_CONTRARY = frozenset("not never".split())

_FULL = frozenset("full regular unconditional traditional standard complete formal definitive".split())
"""What an approval is called that takes the place of a conditional one."""

_COVERS = frozenset("cover covers covered covering".split())

_AGAIN = frozenset("later subsequently then afterwards eventually soon more recently thereafter".split())


class Sequels:
    """What stands after the predicates of one statement."""

    def __init__(self, statement: Statement, adjuncts: Adjuncts) -> None:
        self.statement, self.adjuncts = statement, adjuncts
        self.tokens = statement.tokens

    def listed(self, at: int, group: Group) -> int:
        """The list after "were later expanded to include"; a date may stand before it."""
        while True:
            if (to := widened_list(self.statement, at)) is not None:
                at = to
                break
            adjunct = self.adjuncts.fact(at)
            adverb = ADVERBS.at(self.tokens, at)
            if adjunct is not None:
                group.take(adjunct)
                at = adjunct.next
            elif adverb is not None:
                at = adverb[1]
            else:
                break
        use = read_terms(self.statement, at, self.adjuncts.halts)
        if use is None:
            raise UnreadError("ambiguous_list", "a list of indications is not read")
        group.take(Adjunct("use", at, use.next, use=use))
        return use.next

    def read(self, at: int, groups: list[Group], *, opening: bool = False, aside: bool = False) -> int:
        """Adjuncts, and further events that adjuncts after a connective make.

        `opening`: the clause leads in another; `aside`: it is put in between commas.
        """
        pending: str | None = None
        told: str | None = None
        while at < len(self.tokens):
            if self._tells_when(at):
                return at
            k, joint, later, contrary = self._joint(at)
            if joint is not None and (again := self._again(k, groups)) is not None:
                groups.append(again)
                at, pending, told = again.next, None, None
                continue
            if joint is not None and (covered := self._covered(k, groups[-1])) is not None:
                groups[-1].take(covered)
                at, pending, told = covered.next, None, None
                continue
            adjunct = self._adjunct(k, joint, groups)
            if adjunct is None or adjunct.next <= at:
                return at if joint is not None else k
            leads_on = joint is not None and not opening and self._leads_on(k, adjunct, later=later)
            if leads_on and not (aside and self.adjuncts.closes_aside(k)):
                return at
            joint = joint or pending
            parts = groups[-1].parts_at(adjunct, joint, later=later) and not self._restates(adjunct, joint, groups[-1])
            if joint is None and told is not None and adjunct.kind in ("place", "regulator", "date"):
                if parts or (told == "why" and adjunct.kind != "date"):
                    at = adjunct.next  # a fact of what was told beside the event
                    continue
            elif joint is None and parts:
                raise UnreadError("ambiguous_list", "two facts of one kind")
            told = adjunct.told
            if contrary and adjunct.kind == "date":
                raise UnreadError("conditional", "a date at which it did not happen")
            either = any(token.lower == "or" for token in self.tokens[at:k]) and groups[-1].action != "not_approved"
            if parts and adjunct.kind != "use" and either:
                raise UnreadError("ambiguous_list", "one event or another")
            young = self.is_of_young(adjunct)
            further = self._is_further(adjunct)
            if contrary:
                groups.append(groups[0].opposite(at + (lower_at(self.tokens, at) == ",")))
            elif parts or (
                (further or young or adjunct.everywhere) and joint is not None and adjunct.kind == "nothing"
            ):
                groups.append(groups[-1].another(at + 1 if later and joint else k))
            pending = joint if adjunct.kind in ("nothing", "people") else None
            groups[-1].take(adjunct)
            groups[-1].further |= further
            groups[-1].young |= young
            at = adjunct.next
        return at

    def _restates(self, adjunct: Adjunct, joint: str | None, group: Group) -> bool:
        """ "in 1984, two years later": a time that tells the date before it again, and no fact of another event."""
        if adjunct.kind != "date" or adjunct.date is not None or joint != "," or group.last != "date":
            return False
        after = self.adjuncts.at(adjunct.next)
        return after is None or after.kind not in ("place", "regulator", "use")

    def _covered(self, at: int, group: Group) -> Adjunct | None:
        """ "[approval came in 2013 and] covers A and B": what an approval told as a noun is for."""
        if lower_at(self.tokens, at) in ("it", "they"):
            at += 1
        if not group.predicate.rule.startswith("approval.noun") or lower_at(self.tokens, at) not in _COVERS:
            return None
        use = read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
        return None if use is None or not use.terms else Adjunct("use", at, use.next, use=use)

    def _tells_when(self, at: int) -> bool:
        """Whether the clause at token `at` tells when it was decided: "when the FDA authorized it"."""
        if lower_at(self.tokens, at) != "when":
            return False
        drug = read_drug(self.statement, at + 1)
        predicate = predicate_at(self.statement, at + 1 if drug is None else drug.next)
        return predicate is not None and predicate.certain and predicate.action == "approved"

    def _is_further(self, adjunct: Adjunct) -> bool:
        """ "over the counter", "as a generic", "for import": whether it is of a status that is not the drug's approval."""
        inside = range(adjunct.first, adjunct.next)
        return any(LATER_STATUS.at(self.tokens, k) for k in inside) or (
            self.tokens[adjunct.first].lower == "for" and any(self.tokens[k].lower in OTHER_PURPOSES for k in inside)
        )

    def is_of_young(self, adjunct: Adjunct) -> bool:
        """ "for children", "for paediatric use"; not "for adults and children"."""
        if adjunct.kind != "people" and not (adjunct.kind == "nothing" and self.tokens[adjunct.first].lower == "for"):
            return False
        words = {token.lower for token in self.tokens[adjunct.first : adjunct.next]}
        return bool(words & THE_YOUNG) and not words & {"adults", "adult"}

    def _adjunct(self, at: int, joint: str | None, groups: list[Group]) -> Adjunct | None:
        group = groups[-1]
        if group.action == "restricted" and joint is None and (limits := self.adjuncts.limits(at)) is not None:
            return limits
        if (
            group.action in ("withdrawn", "suspended")
            and joint is None
            and (maker := self.adjuncts.maker(at)) is not None
        ):
            return maker
        dated = group.last in ("date", "place", "regulator") and not group.uses
        if (
            dated
            and group.action in ("approved", "indication_added")
            and joint is None
            and (illness := self.adjuncts.illness(at))
        ):
            return illness
        found = self.adjuncts.at(at, bare=joint is not None)
        if found is not None or joint is None:
            return found
        if group.predicate.listed and lower_at(self.tokens, at) == "to":
            use = read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
            return None if use is None else Adjunct("use", at, use.next, use=use)
        return self._bare_use(at) if group.uses and group.last == "date" else None

    def _again(self, at: int, groups: list[Group]) -> Group | None:
        """ "[was granted accelerated approval in 2014] and full approval in 2017", "[X was approved in 2014] and Y in 2017"."""
        predicate = groups[0].predicate
        if predicate.rule in ("approval.passive", "approval.agency_first") and (other := self._other(at)) is not None:
            made = groups[-1].another(at)
            made.subject, made.next = other.name, other.next
            made.places += predicate.places
            made.regulators += predicate.regulators
            return made
        if predicate.rule not in ("approval.granted", "approval.gained", "approval.passive", "approval.noun"):
            return None
        notion = approval_noun(self.statement, at)
        if notion is None or notion.owner is not None or notion.none:
            return None
        if self.adjuncts.at(notion.next) is None or noun_predicate(self.statement, at, self.adjuncts) is not None:
            return None
        made = groups[-1].another(at)
        made.next = notion.next
        made.upgraded = any(token.lower in _FULL for token in self.tokens[at : notion.next])
        made.places += notion.places
        made.regulators += notion.regulators
        return made

    def _other(self, at: int) -> Drug | None:
        """A drug by its name, with a fact or use after it and no verb."""
        drug = read_drug(self.statement, at)
        if drug is None or drug.copy:
            return None
        form = lower_at(self.tokens, at - 1) == "and" and any(t.lower in FORMS for t in self.tokens[at : drug.next])
        if drug.name is None and not (form or is_named(self.statement, at)):
            return None
        if predicate_at(self.statement, drug.next) is not None:
            return None
        found = self.adjuncts.at(drug.next)
        return drug if found is not None and found.kind in ("date", "place", "regulator", "use") else None

    def _leads_on(self, at: int, adjunct: Adjunct, *, later: bool) -> bool:
        """Whether the fact after a connective is the next clause's."""
        return (adjunct.kind in ("place", "date", "regulator", "nothing") or later) and self.adjuncts.fronts_clause(at)

    def _bare_use(self, at: int) -> Adjunct | None:
        """ "for A in 2001, B in 2003": the second with its date, and no "for"."""
        if read_drug(self.statement, at) is not None:
            return None
        use = read_terms(self.statement, at + (lower_at(self.tokens, at) == "in"), self.adjuncts.halts)
        if use is None or len(use.terms) != 1 or " for " in self.statement.text[use.terms[0][0] : use.terms[0][1]]:
            return None
        following = self.adjuncts.at(use.next)
        if following is None or following.kind != "date":
            return None
        return Adjunct("use", at, use.next, use=use)

    def _joins_longer(self, at: int, after: int) -> bool:
        """Whether a connective longer than the adverb at token `at` stands there: "as well as"."""
        joint = JOINTS.at(self.tokens, at)
        return joint is not None and joint[1] > after

    def _joint(self, at: int) -> tuple[int, str | None, bool, bool]:
        """(token after connectives and adverbs, the connective, whether "later" was said, whether "not" was)."""
        joint: str | None = None
        later = contrary = False
        k = at
        while k < len(self.tokens):
            word = self.tokens[k].lower
            following = lower_at(self.tokens, k + 1)
            if (word, following) == ("not", "only"):
                k += 2
            elif word in ("though", "although") and following == "not":
                joint, contrary, k = "and", True, k + 2
            elif word in _CONTRARY and joint is not None:
                contrary = True
                k += 1 + (lower_at(self.tokens, k + 1) == "yet")
            elif (
                word != "and"
                and (found := ADVERBS.at(self.tokens, k)) is not None
                and not self._joins_longer(k, found[1])
            ):
                later = later or word in _AGAIN
                k = found[1]
            elif (found := JOINTS.at(self.tokens, k)) is not None and word not in ("not", "with"):
                joint = "and" if word != "," or joint == "and" else ","
                later = later or word in ("followed", "then", "after") or (word == "and" and found[1] > k + 1)
                k = found[1]
            else:
                break
        return k, joint, later, contrary

"""Indications: what a drug is said to be used for, in known frames, with the status that the words give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ....model.kinds.drug import Indication, Population
from ...grammar import Phrases, Statement, lower_at
from ..approvals.adjuncts import Adjuncts
from ..approvals.drugs import Drug, read_drug
from ..approvals.notions import after_adverbs
from ..approvals.subjects import subject_of
from ..english import ADVERBS, AUXILIARIES, CONNECTIVES, DRUG_NOUNS, FINITE
from ..terms import split_terms
from ..uses.frames import OFF_LABEL, USED, WITH_OTHERS
from ..uses.illness import is_illness, names_illness
from ..uses.people import read_people
from ..uses.reader import Use, read_terms, read_use
from .echoes import is_unapproved_later
from .frames import LONGEST_FRAME, kind_at, verb_at
from .words import AMONG, DENIED, LIST, STATES, UNTOLD, WORDS, Status

__all__ = ["read_indications", "read_uses_row"]


_MOST_WORDS = 24
"""Words of use in one statement; more are no sentence."""


_IN = frozenset(
    "indicated label studied investigated evaluated tested explored tried useful effective trialled assessed".split()
)
"""What "in A" may follow without a word of treatment."""


_COPULAS = frozenset("is are was remains became represents".split())


_OF_TREATMENT = Phrases.listed(
    "for the treatment of|for treatment of|for treating|to treat|for the management of|for the prevention of|to prevent|for managing|"
    "for preventing|against|in the treatment of|that treats|which treats|for relief of|for the relief of|for control of"
)


_TREATMENTS = frozenset("treatment therapy remedy medication drug medicine option prophylactic cure".split())


@dataclass(frozen=True, slots=True)
class _Found:
    """One use that was told; its evidence begins at token `first`."""

    use: Use
    status: Status
    first: int
    after: int = 0
    """Where what says the status ends, if that is after the use."""


def read_indications(statement: Statement) -> list[Indication]:
    """ "used in immune therapy of A and B": one indication a term, with the whole frame as evidence."""
    if not statement.words & WORDS or sum(token.lower in WORDS for token in statement.tokens) > _MOST_WORDS:
        return []
    return [indication for one in _Uses(statement).read() for indication in _made(statement, one)]


class _Uses:
    """The uses that a statement tells of, from left to right."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.tokens = statement.tokens
        self.adjuncts = Adjuncts(statement)
        self.subject: Drug | None = None
        self.clause = 0
        """Where the words of the clause begin."""

    def read(self) -> list[_Found]:
        """All of them."""
        found: list[_Found] = []
        at = 0
        told = [k for k, token in enumerate(self.tokens) if token.lower in WORDS]
        while told and at < len(self.tokens):
            if told[0] < at:
                told.pop(0)
                continue
            at = max(at, told[0] - LONGEST_FRAME)
            many = self._listed(at) or self._among(at) or self._state(at) or self._treatment(at) or self._verb(at)
            found += many
            if many:
                at = self.clause = max(max(one.use.next, one.after) for one in many)
            else:
                at += 1
        return found

    # ------------------------------------------------------------------ "is used for A"
    def _verb(self, at: int) -> list[_Found]:
        verb = verb_at(self.statement, self.clause, at)
        if verb is None:
            return []
        status, first, after = verb
        drug = self._subject(at)
        if drug is None or drug.name is not None or drug.copy:
            return []
        plain = status == "unspecified" and "indicated" not in {token.lower for token in self.tokens[first:after]}
        uses = self._uses(after, plain=plain)
        if not uses:
            return []
        self.subject = drug
        last = uses[-1][0].next
        if "longer" in {token.lower for token in self.tokens[last : last + 6]}:
            return []  # "... but is no longer used"
        if status != "off_label" and is_unapproved_later(self.statement, last):
            status = "not_approved"
        return [_Found(use, "off_label" if off_label else status, first) for use, off_label in uses]

    def _subject(self, at: int) -> Drug | None:
        """Whose use the verb at token `at` tells of."""
        tokens = self.tokens
        before = at
        while before > self.clause and lower_at(tokens, before - 1).endswith("ly"):  # "While widely | used for A"
            before -= 1
        reduced = lower_at(tokens, at) not in AUXILIARIES
        drug = subject_of(self.statement, self.clause, before, self.subject, reduced=reduced)
        if drug is None and self.subject is not None and lower_at(tokens, at - 1) in ("and", "but"):
            aside = range(self.clause, at)  # "..., for instance from A, and | is used for B"
            if not any(tokens[k].lower in FINITE or read_drug(self.statement, k) for k in aside):
                return self.subject
        return drug

    def _uses(self, at: int, *, plain: bool) -> list[tuple[Use, bool]]:
        """ "for A, in the treatment of B and, off-label, to prevent C": uses, and whether each was said to be off-label."""
        tokens = self.tokens
        found: list[tuple[Use, bool]] = []
        population: Population | None = None
        off_label = False
        k = at
        while k < len(tokens):
            if (place := self.adjuncts.fact(k)) is not None and not found:
                k = place.next
                continue
            if (people := read_people(self.statement, k)) is not None:
                population, k = people[0], self._described(people[1])
                if found and (whole := self._with_people(found[-1][0], k)) is not None:
                    found[-1] = (whole, found[-1][1])
                continue
            use = self._use(k, after=lower_at(tokens, at - 1), off_label=off_label) or (
                self._put_in(k) if found else None
            )
            if use is None or (plain and k == at and not is_illness(self.statement, use)):
                break
            if use.terms:
                with_people = population is None or use.population is not None or bool(found)
                found.append((use if with_people else replace(use, population=population), off_label))
            k, off_label = self._between(use.next)
        return found

    def _described(self, at: int) -> int:
        """After "[children] who weigh at least 13 kg"."""
        if lower_at(self.tokens, at) != "who":
            return at
        while at < len(self.tokens) and self.tokens[at].lower not in (",", ";", ".", "(", "and", "but"):
            at += 1
        return at

    def _with_people(self, use: Use, after: int) -> Use | None:
        """ "[gout in] adults and in children": the use with all whom it is said of, up to token `after`."""
        if use.population is None or use.population.text is None or not use.terms:
            return None
        text = self.statement.text
        start = text.find(use.population.text, use.terms[-1][1])
        end = self.tokens[after - 1].end
        if start < 0:
            return None
        return replace(use, population=Population(text=text[start:end]), next=after)

    def _use(self, at: int, *, after: str, off_label: bool) -> Use | None:
        """The use at token `at`; "of B" may follow after "for the treatment of A and, off-label,"."""
        if lower_at(self.tokens, at) == "with":  # "used with metformin for diabetes"
            lead = (k for k in range(at + 1, min(at + 7, len(self.tokens))) if self.tokens[k].lower in ("for", "to"))
            at = next(lead, at)
        use = read_use(self.statement, at, self.adjuncts.halts)
        bare = lower_at(self.tokens, at) == "in" and after in _IN
        if use is None and lower_at(self.tokens, at) == "in" and after in USED:  # "used in gout"
            inside = read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
            return inside if inside is not None and names_illness(self.statement, inside) else None
        if use is None and (bare or (off_label and lower_at(self.tokens, at) in ("in", "of"))):
            return read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
        return use

    def _put_in(self, at: int) -> Use | None:
        """ "A and, less often, | B": a further member behind an adverb between commas."""
        if lower_at(self.tokens, at - 1) != ",":
            return None
        use = read_terms(self.statement, at, self.adjuncts.halts)
        return use if use is not None and use.terms and names_illness(self.statement, use) else None

    def _between(self, at: int) -> tuple[int, bool]:
        """The token after connectives, and whether "off-label" is among them."""
        tokens = self.tokens
        off_label = False
        while True:
            if (off := OFF_LABEL.at(tokens, at)) is not None:
                off_label, at = True, off[1]
            elif lower_at(tokens, at) in (",", "and", "or", "but", "also"):
                at += 1
            elif (said := ADVERBS.at(tokens, at) or UNTOLD.at(tokens, at)) is not None:
                at = said[1]
            else:
                return at, off_label

    # ------------------------------------------------------------------ "indications include A"
    def _listed(self, at: int) -> list[_Found]:
        """ "Current indications for X include A and B", "Off-label uses are A and B"."""
        tokens = self.tokens
        if at and CONNECTIVES.at(tokens, at - 1) is None:
            return []
        kind = kind_at(self.statement, at)
        if kind is None:
            return []
        status, k, plain = kind
        of = lower_at(tokens, at) == "the" and lower_at(tokens, k) in ("for", "of")
        if plain and not of and lower_at(tokens, at) not in ("indications", "indication", "uses", "its"):
            return []
        while lower_at(tokens, k) in ("for", "of") and (drug := read_drug(self.statement, k + 1)) is not None:
            if drug.name is not None:
                return []
            k = drug.next
        k = self._beside(k)
        verb = LIST.at(tokens, k)
        if verb is None or lower_at(tokens, verb[1]) in _NO_LIST:
            return []
        begin = verb[1] + (lower_at(tokens, verb[1]) == ":")
        use = read_use(self.statement, begin, self.adjuncts.halts) or read_terms(
            self.statement, begin, self.adjuncts.halts
        )
        if use is None or not use.terms:
            return []
        found = [_Found(use, status, at)]
        while (further := self._inserted(found[-1].use.next) or self._more(found[-1].use)) is not None:
            found.append(_Found(further, status, at))
        return found

    def _more(self, use: Use) -> Use | None:
        """ "A in adults, and B in children": the members after people."""
        k = use.next
        if use.population is None or [lower_at(self.tokens, k), lower_at(self.tokens, k + 1)] != [",", "and"]:
            return None
        further = read_terms(self.statement, k + 2, self.adjuncts.halts)
        return further if further is not None and further.terms and is_illness(self.statement, further) else None

    def _beside(self, at: int) -> int:
        """After a place, a date or adverbs between the noun and its verb."""
        while True:
            if (fact := self.adjuncts.fact(at)) is not None:
                at = fact.next
            elif (said := ADVERBS.at(self.tokens, at) or _AS_OF_NOW.at(self.tokens, at)) is not None:
                at = said[1]
            else:
                return at

    def _inserted(self, at: int) -> Use | None:
        """ "... A, B and, in combination with Y, C": the member after what was put in."""
        tokens = self.tokens
        while lower_at(tokens, at) in (",", "and"):
            at += 1
        partner = WITH_OTHERS.at(tokens, at)
        if partner is None or lower_at(tokens, at - 1) != ",":
            return None
        comma = next((k for k in range(partner[1], min(partner[1] + 8, len(tokens))) if tokens[k].text == ","), None)
        return None if comma is None else read_terms(self.statement, comma + 1, self.adjuncts.halts)

    def _among(self, at: int) -> list[_Found]:
        """ "Migraine prevention is among its approved uses"."""
        verb = AMONG.at(self.tokens, at)
        if verb is None or at == self.clause:
            return []
        kind = kind_at(self.statement, verb[1])
        if kind is None or (kind[2] and lower_at(self.tokens, verb[1]) != "its"):
            return []
        use = read_terms(self.statement, self.clause, lambda k: k >= at)
        return [] if use is None or not use.terms else [_Found(use, kind[0], self.clause, kind[1])]

    # ------------------------------------------------------------------ "its use in A is investigational"
    def _state(self, at: int) -> list[_Found]:
        tokens = self.tokens
        if lower_at(tokens, at) != "use" or not (
            at == 0 or CONNECTIVES.at(tokens, at - 1) or lower_at(tokens, at - 1) in ("its", "the", "their")
        ):
            return []
        k = at + 1
        if lower_at(tokens, k) == "of" and (drug := read_drug(self.statement, k + 1)) is not None:
            if drug.name is not None:
                return []
            k = drug.next
        if lower_at(tokens, k) not in ("in", "for", "against", "as", "to"):
            return []
        for j in range(k + 1, min(k + 20, len(tokens))):
            if lower_at(tokens, j) not in ("is", "remains", "are"):
                continue
            state = STATES.at(tokens, after_adverbs(self.statement, j + 1)) or STATES.at(tokens, j + 1)
            if state is None:
                return []
            ends = _from(j)
            use = read_use(self.statement, k, ends) or read_terms(self.statement, k + 1, ends, first=k)
            return [] if use is None or not use.terms else [_Found(use, state[0], at, state[1])]
        return []

    # ------------------------------------------------------------------ "is a medication for the treatment of A"
    def _treatment(self, at: int) -> list[_Found]:
        tokens = self.tokens
        if lower_at(tokens, at) == "treats":
            return self._treats(at)
        if lower_at(tokens, at) not in _COPULAS or lower_at(tokens, at + 1) not in ("a", "an", "the", "one"):
            return []
        for k in range(at + 2, min(at + 16, len(tokens))):
            word = tokens[k].lower
            if word in (",", ";", "(", ".") or word in FINITE or word in DENIED:
                return []
            if word not in _TREATMENTS and word not in DRUG_NOUNS:
                continue
            leads = ("for", "of")
            if (lower_at(tokens, k + 1), lower_at(tokens, k + 2)) == ("of", "choice"):
                k, leads = k + 2, ("for", "in")
            strong = _OF_TREATMENT.at(tokens, k + 1) is not None
            if not strong and lower_at(tokens, k + 1) not in leads:
                continue
            named = word not in ("treatment", "therapy", "remedy")
            drug = subject_of(self.statement, self.clause, at, self.subject, reduced=False)
            if drug is None or drug.name is not None or drug.copy:
                return []
            use = read_use(self.statement, k + 1, self.adjuncts.halts) or read_terms(
                self.statement, k + 2, self.adjuncts.halts, first=k + 1
            )
            if use is None or not use.terms or not (strong or is_illness(self.statement, use, named=named)):
                return []
            self.subject = drug
            status: Status = "investigational" if _EXPERIMENTAL & {t.lower for t in tokens[at:k]} else "unspecified"
            return [_Found(use, status, at)]
        return []

    def _treats(self, at: int) -> list[_Found]:
        drug = subject_of(self.statement, self.clause, at, self.subject, reduced=False)
        use = read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
        if (
            drug is None
            or drug.name is not None
            or use is None
            or not use.terms
            or not is_illness(self.statement, use, named=True)
        ):
            return []
        return [_Found(use, "unspecified", at)]


def _from(end: int) -> Callable[[int], bool]:
    """Whether a token stands at or after `end`."""
    return lambda k: k >= end


_EXPERIMENTAL = frozenset("experimental investigational potential candidate possible proposed".split())


_AS_OF_NOW = Phrases.listed("as of now|at the present time|as things stand|nowadays|to this day|at the time of writing")


_NO_LIST = frozenset("limited unknown similar not restricted broadened expanded unclear uncertain same".split())


def _made(statement: Statement, found: _Found) -> list[Indication]:
    after = max(found.use.next, found.after)
    if found.status == "not_approved" and not found.after:
        after = len(statement.tokens) - (statement.tokens[-1].lower == ".")
    evidence = statement.evidence(found.first, max(after, found.use.next), "indication.used_for")
    return [
        Indication(
            evidence=(evidence,),
            reference_ids=statement.references((evidence,)),
            text=statement.text[a:b],
            status=found.status,
            population=found.use.population,
        )
        for a, b in found.use.terms
    ]


def read_uses_row(statement: Statement) -> list[Indication]:
    """A row "Main uses": one indication a value."""
    passage, start, end = statement.passage, statement.start, statement.end
    text = passage.text
    return [
        Indication(
            evidence=(passage.evidence(a, b, "indication.row"),),
            reference_ids=passage.references_in(a, b),
            text=text[a:b],
        )
        for a, b in split_terms(text, start, end)
    ]

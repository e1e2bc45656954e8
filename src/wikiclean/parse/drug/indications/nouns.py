"""Frames in which a noun tells of a use: "indications include A", "its use in A is investigational", "is a medication for A"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...grammar import Phrases, Statement, lower_at
from ..approvals.adjuncts import Adjuncts
from ..approvals.drugs import Drug, read_drug
from ..approvals.notions import after_adverbs
from ..approvals.subjects import subject_of
from ..english import ADVERBS, CONNECTIVES, DRUG_NOUNS, FINITE
from ..uses.frames import OFF_LABEL, WITH_OTHERS
from ..uses.illness import ends_as_illness, is_illness, names_illness
from ..uses.reader import Use, read_terms, read_use
from .frames import kind_at
from .words import AMONG, DENIED, HELPS, LIST, MEDICINES, STATES, Status

__all__ = ["Found", "NounFrames"]


_PRESCRIBED = frozenset("used prescribed recommended".split())
"""What may stand before "medication": "a commonly prescribed medication"."""


_POOR = frozenset("poor unsuitable ineffective inferior former veterinary".split())


_KNOWN_AS = Phrases.listed(
    "best known as|mainly known as|mostly known as|considered|regarded as|primarily|mainly|chiefly"
)


_STATING = frozenset("is was remains are has occurs".split())


_COPULAS = frozenset("is are was remains became represents".split())


_OF_TREATMENT = Phrases.listed(
    "for the treatment of|for treatment of|for treating|to treat|for the management of|for the prevention of|to prevent|for managing|"
    "for preventing|against|in the treatment of|that treats|which treats|for relief of|for the relief of|for control of"
)


_TREATMENTS = frozenset(
    "antidote treatment therapy remedy medication drug medicine option prophylactic cure treatments therapies medications drugs medicines".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """One use that was told; its evidence begins at token `first`."""

    use: Use
    status: Status
    first: int
    after: int = 0
    """Where what says the status ends, if that is after the use."""


class NounFrames:
    """What is read of one statement, from left to right."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.tokens = statement.tokens
        self.adjuncts = Adjuncts(statement)
        self.subject: Drug | None = None
        self.clause = 0
        """Where the words of the clause begin."""

    # ------------------------------------------------------------------ "indications include A"
    def _listed(self, at: int) -> list[Found]:
        """ "Current indications for X include A and B", "Off-label uses are A and B"."""
        tokens = self.tokens
        place = self.adjuncts.fact(self.clause) if at else None
        if place is None or place.next != at:
            place = None
        if at and place is None and CONNECTIVES.at(tokens, at - 1) is None:
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
        noun = lower_at(tokens, kind[1] - 1)
        verb = LIST.at(tokens, k)
        if verb is None or lower_at(tokens, verb[1]) in _NO_LIST:
            return []
        if lower_at(tokens, verb[1]) in _ALONE and lower_at(tokens, verb[1] + 1) in (
            "",
            ".",
            ";",
            ",",
            "in",
            "and",
            "among",
        ):
            return []
        begin = verb[1] + (lower_at(tokens, verb[1]) == ":")
        use = read_use(self.statement, begin, self.adjuncts.halts) or read_terms(
            self.statement, begin, self.adjuncts.halts
        )
        if use is None or not use.terms:
            return []
        if self._is_no_therapy(use, status, noun):
            return []
        found = [Found(use, status, at)]
        while (further := self._inserted(found[-1].use.next) or self._more(found[-1].use)) is not None:
            found.append(Found(further, status, at))
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

    def _among(self, at: int) -> list[Found]:
        """ "Migraine prevention is among its approved uses"."""
        verb = AMONG.at(self.tokens, at)
        if verb is None or at == self.clause:
            return []
        kind = kind_at(self.statement, verb[1])
        if kind is None or (kind[2] and lower_at(self.tokens, verb[1]) != "its"):
            return []
        use = read_terms(self.statement, self.clause, lambda k: k >= at)
        if use is None or not use.terms or self._is_no_therapy(use, kind[0], lower_at(self.tokens, kind[1] - 1)):
            return []
        return [Found(use, kind[0], self.clause, kind[1])]

    def _is_no_therapy(self, use: Use, status: Status, noun: str) -> bool:
        """Whether "uses" may be any: "its uses are as a solvent and a dye"."""
        if noun not in ("use", "uses") or status != "unspecified":
            return False
        begin = use.first + (lower_at(self.tokens, use.first) in ("the", "a", "an"))
        framed = use.terms[0][0] != self.tokens[begin].start  # "uses are the treatment of A"
        words = (self.statement.text[low:high].lower().split() for low, high in use.terms)
        return not framed and not any(ends_as_illness(term) for term in words)

    # ------------------------------------------------------------------ "its use in A is investigational"
    def _state(self, at: int) -> list[Found]:
        tokens = self.tokens
        if (off := OFF_LABEL.at(tokens, at)) is not None and lower_at(tokens, off[1]) == "use":
            return self._off_label(at, off[1] + 1)
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
            return [] if use is None or not use.terms else [Found(use, state[0], at, state[1])]
        return []

    def _off_label(self, at: int, k: int) -> list[Found]:
        """ "Off-label use in A is common"."""
        tokens = self.tokens
        if lower_at(tokens, k) == "of" and (drug := read_drug(self.statement, k + 1)) is not None and drug.name is None:
            k = drug.next
        if lower_at(tokens, k) not in ("in", "for", "against"):
            return []
        verb = next((j for j in range(k + 1, min(k + 20, len(tokens))) if lower_at(tokens, j) in _STATING), None)
        if verb is None:
            return []
        use = read_use(self.statement, k, _from(verb)) or read_terms(self.statement, k + 1, _from(verb), first=k)
        return [] if use is None or not names_illness(self.statement, use) else [Found(use, "off_label", at)]

    # ------------------------------------------------------------------ "is a medication for the treatment of A"
    def _treatment(self, at: int) -> list[Found]:
        tokens = self.tokens
        if (helps := HELPS.at(tokens, at)) is not None:
            return self._treats(at, helps[1])
        known = _KNOWN_AS.at(tokens, at + 1)
        noun = known[1] if known else at + 1
        if lower_at(tokens, at) not in _COPULAS or lower_at(tokens, noun) not in ("a", "an", "the", "one"):
            return []
        for k in range(noun + 1, min(noun + 15, len(tokens))):
            word = tokens[k].lower
            if word in _PRESCRIBED and lower_at(tokens, k + 1) in _TREATMENTS | DRUG_NOUNS:
                continue
            if word in (",", ";", "(", ".") or word in FINITE or word in DENIED or word in _POOR:
                return []
            if word not in _TREATMENTS and word not in DRUG_NOUNS:
                continue
            leads = ("for",) if word in MEDICINES else ("for", "of")
            if (lower_at(tokens, k + 1), lower_at(tokens, k + 2)) == ("of", "choice"):
                k, leads = k + 2, ("for", "in")
            leads = ("to", "for") if word == "antidote" else leads
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
            return [Found(use, status, at)]
        return []

    def _treats(self, at: int, after: int) -> list[Found]:
        """ "treats A", "helps with A": the illness from token `after` on."""
        drug = subject_of(self.statement, self.clause, at, self.subject, reduced=False)
        use = read_terms(self.statement, after, self.adjuncts.halts, first=at)
        if drug is None or drug.name is not None or use is None or not use.terms:
            return []
        plain = lower_at(self.tokens, at) != "treats"
        if not (names_illness(self.statement, use) if plain else is_illness(self.statement, use, named=True)):
            return []
        return [Found(use, "unspecified", at)]


def _from(end: int) -> Callable[[int], bool]:
    """Whether a token stands at or after `end`."""
    return lambda k: k >= end


_EXPERIMENTAL = frozenset("experimental investigational potential candidate possible proposed".split())


_AS_OF_NOW = Phrases.listed("as of now|at the present time|as things stand|nowadays|to this day|at the time of writing")


_ALONE = frozenset("common high low".split())
"""What stands before no list where no noun follows: "off-label use is common"."""
_NO_LIST = frozenset(
    "rare uncommon widespread frequent infrequent possible illegal legal permitted allowed controversial growing increasing debated "
    "discouraged popular very quite so relatively fairly extremely increasingly largely poorly well safe established "
    "declining prohibited banned forbidden occasional known supported under limited unknown similar not restricted broadened expanded unclear uncertain same".split()
)

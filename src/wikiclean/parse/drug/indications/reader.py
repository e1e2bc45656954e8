"""Indications: what a drug is said to be used for, in known frames, with the status that the words give it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from ....model.kinds.drug import Indication, Population
from ...grammar import Statement, lower_at
from ..approvals.drugs import Drug, read_drug
from ..approvals.subjects import subject_of
from ..english import ADVERBS, AUXILIARIES, FINITE
from ..terms import split_terms
from ..uses.frames import OFF_LABEL, UNAPPROVED, USED
from ..uses.illness import is_illness, names_illness
from ..uses.people import read_people
from ..uses.reader import Use, read_terms, read_use
from .echoes import is_unapproved_later
from .frames import LONGEST_FRAME, after_manner, verb_at
from .nouns import Found, NounFrames
from .words import (
    AGENTS,
    ASK,
    BESIDES,
    DENIED,
    KINDS,
    THAT,
    UNTOLD,
    WITH_NEXT,
    WORDS,
    Status,
)  # fmt: skip

__all__ = ["read_indications", "read_uses_row"]


_MOST_WORDS = 24
"""Words of use in one statement; more are no sentence."""


_GIVEN_UP = frozenset(
    "used prescribed recommended approved available marketed indicated sold employed given advised".split()
)


_IN = frozenset(
    "indicated label studied investigated evaluated tested explored tried useful effective trialled assessed".split()
)
"""What "in A" may follow without a word of treatment."""


_USED_IN = USED | frozenset("place use value benefit helpful valuable finds application".split())
"""What "in A" may follow, where A is an illness by its name."""

_OPENING = frozenset("sold marketed branded available known developed launched introduced".split())
"""Participles that open a sentence before its subject."""
_BE = frozenset("is are was were has have".split())

_MEANT = frozenset("meant intended reserved place role".split())
"""What "for A" may follow, where A must be known as an illness."""

_LEARNED = ("ists", "icians", "doctors", "gps", "specialists", "prescribers", "surgeons")
"""Endings of those who prescribe."""

_IT = frozenset("it the this them".split())
_ALL = WORDS | ASK | WITH_NEXT.keys()

_MAY_ALSO = frozenset("may can also often sometimes still mainly".split())


def read_indications(statement: Statement) -> list[Indication]:
    """ "used in immune therapy of A and B": one indication a term, with the whole frame as evidence."""
    if statement.words.isdisjoint(_ALL) or sum(token.lower in WORDS for token in statement.tokens) > _MOST_WORDS:
        return []
    return [indication for one in _Uses(statement).read() for indication in _made(statement, one)]


class _Uses(NounFrames):
    """The uses that a statement tells of, from left to right."""

    def read(self) -> list[Found]:
        """All of them."""
        found: list[Found] = []
        at = 0
        told = [k for k in range(len(self.tokens)) if self._tells(k)]
        while told and at < len(self.tokens):
            if told[0] < at:
                told.pop(0)
                continue
            at = max(at, told[0] - LONGEST_FRAME)
            many = self._listed(at) or self._among(at) or self._state(at) or self._treatment(at)
            many = many or self._asked(at) or self._verb(at)
            found += many
            if many:
                at = self.clause = max(max(one.use.next, one.after) for one in many)
            else:
                at += 1
        return [*self._besides(found[0].first), *found] if found else []

    def _tells(self, at: int) -> bool:
        """Whether the word at token `at`, with the one behind it, may tell of a use."""
        word, following = self.tokens[at].lower, lower_at(self.tokens, at + 1)
        return (
            word in WORDS
            or (word in WITH_NEXT and following in WITH_NEXT[word])
            or (word in ASK and (following in _IT or following in self.statement.subject_words))
        )

    def _besides(self, until: int) -> list[Found]:
        """ "Besides its labelled role in A, [it is used for B]"; `until`: where the use that it is beside begins."""
        tokens = self.tokens
        lead = BESIDES.at(tokens, 0)
        if lead is None:
            return []
        status: Status = "unspecified"
        k = lead[1] + (lower_at(tokens, lead[1]) in ("its", "the"))
        while (kind := KINDS.at(tokens, k)) is not None:
            status, k = kind[0] if kind[0] != "unspecified" else status, kind[1]
        if lower_at(tokens, k) in ("role", "use", "uses", "place", "indication", "indications", "being"):
            k += 1 + (lower_at(tokens, k + 1) == "used")
        k += lower_at(tokens, k) in ("in", "for", "as", "against")
        use = read_terms(self.statement, k, lambda j: j >= until or self.adjuncts.halts(j), first=0)
        if use is None or not names_illness(self.statement, use) or lower_at(tokens, use.next) != ",":
            return []
        return [Found(use, status, 0)]

    # ------------------------------------------------------------------ "is used for A"
    def _asked(self, at: int) -> list[Found]:
        """ "Doctors prescribe it for A", "Patients take X against B"."""
        tokens = self.tokens
        if lower_at(tokens, at) not in ASK:
            return []
        before = at - 1
        while before > self.clause and (lower_at(tokens, before).endswith("ly") or tokens[before].lower in _MAY_ALSO):
            before -= 1
        agent = lower_at(tokens, before)
        if (agent not in AGENTS and not agent.endswith(_LEARNED)) or any(
            token.lower in DENIED for token in tokens[max(0, before - 2) : at]
        ):
            return []
        drug = read_drug(self.statement, at + 1)
        if drug is None or drug.name is not None or drug.copy:
            return []
        status, after = after_manner(self.statement, drug.next)
        self.subject = drug
        uses = self._uses(after, USED, plain=True, named=not agent.endswith(_LEARNED))
        return [Found(use, said or status or "unspecified", before) for use, said in uses]

    def _verb(self, at: int) -> list[Found]:
        verb = verb_at(self.statement, self.clause, at)
        if verb is None:
            return []
        status, first, after = verb
        drug = self._subject(at)
        if drug is None or drug.name is not None or drug.copy:
            return []
        said = {token.lower for token in self.tokens[first:after]}
        plain = status == "unspecified" and "indicated" not in said
        uses = self._uses(after, said, plain=plain, named=not said.isdisjoint(_MEANT))
        if not uses:
            return []
        self.subject = drug
        last = uses[-1][0].next
        ending = [token.lower for token in self.tokens[last : last + 7]]
        if "longer" in ending and _GIVEN_UP & set(ending):
            return []  # "... but is no longer used"
        if status != "off_label" and is_unapproved_later(self.statement, last):
            status = "not_approved"
        return [Found(use, own or status, first) for use, own in uses]

    def _subject(self, at: int) -> Drug | None:
        """Whose use the verb at token `at` tells of."""
        tokens = self.tokens
        before = at
        while before > self.clause and lower_at(tokens, before - 1).endswith("ly"):  # "While widely | used for A"
            before -= 1
        reduced = lower_at(tokens, at) not in AUXILIARIES
        drug = subject_of(self.statement, self.clause, before, self.subject, reduced=reduced)
        if drug is None and self.subject is not None and lower_at(tokens, at - 1) in ("and", "but"):
            aside = [k for k in range(self.clause, at) if not self._is_relative(k)]
            if not any(tokens[k].lower in FINITE or read_drug(self.statement, k) for k in aside):
                return self.subject  # "..., for instance from A, and | is used for B"
        return drug or (self._opened(at) or self._form_of_drug(before) if reduced else None)

    def _opened(self, at: int) -> Drug | None:
        """ "Sold as Zendra and | given for A, it is ...": the subject of the main clause, behind the opener's comma."""
        tokens = self.tokens
        if self.clause or lower_at(tokens, 0) not in _OPENING:
            return None
        comma = next((k for k in range(at, len(tokens)) if tokens[k].lower in (",", ";") or tokens[k].lower in _BE), at)
        drug = read_drug(self.statement, comma + 1) if lower_at(tokens, comma) == "," else None
        whole = drug is not None and lower_at(tokens, drug.next) in FINITE | AUXILIARIES
        return drug if whole and not any(token.lower in _BE for token in tokens[:at]) else None

    def _form_of_drug(self, before: int) -> Drug | None:
        """ "Eye drops with 0.005% of the drug, | used in A,": a strength of the drug stands before the comma."""
        tokens = self.tokens
        if lower_at(tokens, before - 1) != "," or all(token.kind != "number" for token in tokens[self.clause : before]):
            return None
        for k in range(max(self.clause, before - 5), before - 1):
            if lower_at(tokens, k) == "of" and (drug := read_drug(self.statement, k + 1)) and drug.next == before - 1:
                return drug
        return None

    def _is_relative(self, at: int) -> bool:
        """Whether token `at` stands in ", in people who are overweight,"."""
        while at > self.clause and self.tokens[at].lower not in (",", "who"):
            at -= 1
        return self.tokens[at].lower == "who"

    def _uses(self, at: int, verb: Set[str], *, plain: bool, named: bool = False) -> list[tuple[Use, Status | None]]:
        """ "for A, in the treatment of B and, off-label, to prevent C": uses, and the status that was put in before each."""
        tokens = self.tokens
        found: list[tuple[Use, Status | None]] = []
        population: Population | None = None
        said: Status | None = None
        k = at
        while k < len(tokens):
            if (place := self.adjuncts.fact(k)) is not None and not found:
                k = place.next
                continue
            if not found and (told := UNTOLD.at(tokens, k)) is not None:
                k = told[1]
                continue
            if (people := read_people(self.statement, k)) is not None:
                population, k = people[0], self._described(people[1])
                if found and (whole := self._with_people(found[-1][0], k)) is not None:
                    found[-1] = (whole, found[-1][1])
                continue
            use = self._use(k, verb, put_in=said is not None) or (self._put_in(k) if found else None)
            if use is None or (plain and k == at and not is_illness(self.statement, use, named=named)):
                break
            aim = lower_at(tokens, k) == "to" and lower_at(tokens, k - 1) == ","  # "in women with A, to lower the risk"
            if use.terms and not (aim and found and found[-1][0].population is not None):
                with_people = population is None or use.population is not None or bool(found)
                found.append((use if with_people else replace(use, population=population), said))
            k, said = self._between(use.next)
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

    def _use(self, at: int, verb: Set[str], *, put_in: bool) -> Use | None:
        """The use at token `at`; "of B" may follow after "for the treatment of A and, off-label,". `verb`: its words."""
        at += lower_at(self.tokens, at) == "or" and lower_at(self.tokens, at + 1) == "with"
        if lower_at(self.tokens, at) == "with":  # "used with metformin for diabetes"
            lead = (k for k in range(at + 1, min(at + 7, len(self.tokens))) if self.tokens[k].lower in ("for", "to"))
            at = next(lead, at)
        use = read_use(self.statement, at, self.adjuncts.halts)
        bare = lower_at(self.tokens, at) == "in" and not verb.isdisjoint(_IN)
        if use is None and (bare or (put_in and lower_at(self.tokens, at) in ("in", "of"))):
            return read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
        if use is None and lower_at(self.tokens, at) == "in" and not verb.isdisjoint(_USED_IN):  # "used in gout"
            inside = read_terms(self.statement, at + 1, self.adjuncts.halts, first=at)
            return inside if inside is not None and names_illness(self.statement, inside) else None
        return use

    def _put_in(self, at: int) -> Use | None:
        """ "A and, less often, | B": a further member behind an adverb between commas."""
        if lower_at(self.tokens, at - 1) != ",":
            return None
        use = read_terms(self.statement, at, self.adjuncts.halts)
        return use if use is not None and use.terms and names_illness(self.statement, use) else None

    def _between(self, at: int) -> tuple[int, Status | None]:
        """The token after connectives, and the status among them: ", off-label,", ", though not approved for it,"."""
        tokens = self.tokens
        status: Status | None = None
        while True:
            if (off := OFF_LABEL.at(tokens, at)) is not None:
                status, at = "off_label", off[1]
            elif (denied := UNAPPROVED.at(tokens, at)) is not None and lower_at(tokens, at - 1) == ",":
                that = THAT.at(tokens, denied[1])
                after = denied[1] if that is None else that[1]
                if lower_at(tokens, after) != ",":
                    return at, status
                status, at = "not_approved", after
            elif lower_at(tokens, at) in (",", "and", "or", "but", "also"):
                at += 1
            elif (said := ADVERBS.at(tokens, at) or UNTOLD.at(tokens, at)) is not None:
                at = said[1]
            else:
                return at, status


def _made(statement: Statement, found: Found) -> list[Indication]:
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

"""The page's drug in a clause, and the verbs of what it does: "Long-term treatment with X has rarely been linked to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...grammar import Statement, lower_at
from ...tokens import Token, tokenize
from .frames import Frame, Span, Word
from .provisos import read_condition
from .words import ADVERBS, BE, CASES, CAUSES, FREQUENCIES, HAVE, INCLUDES, LINKED, MODALS, QUALIFIERS, SEVERITIES, USES

__all__ = ["Subject", "SubjectReader"]

_GENERIC = frozenset(
    "drug drugs medication medications medicine medicines agent agents compound substance product vaccine preparation form formulation "
    "antibody".split()
)
_FORMS = _GENERIC | frozenset(
    "tablets capsules cream ointment patches drops gel solution spray tablet capsule patch".split()
)
_DEVICES = frozenset(
    "inhaler inhalers injection injections pill pills implant implants tablets capsules cream ointment patches patch drops gel spray".split()
)
"""Forms that stand for the drug behind an article."""
_DETERMINERS = frozenset("the a an this its these".split())
_CONDITIONAL = frozenset(
    "high higher large long prolonged chronic excessive repeated heavy rapid continued low extensive short abrupt "
    "sudden".split()
)
_ROUTES = frozenset(
    "oral intravenous iv topical inhaled intranasal systemic subcutaneous intramuscular nasal transdermal sublingual "
    "ophthalmic rectal vaginal intrathecal".split()
)
_ADJECTIVES = _ROUTES | frozenset(
    "high higher low lower large long short term dose chronic prolonged continued repeated excessive regular frequent heavy "
    "extended standard concomitant acute injectable generic pegylated liposomal combined full extensive - conventional "
    "therapeutic very even both release immediate all rapid abrupt sudden widespread wide daily continuous eye cumulative total small massive accidental usual toxic initial first maternal "
    "fetal intensive".split()
)
_STOPPING = frozenset("withdrawal discontinuation cessation".split())
_OVERDOSE = frozenset("overdose overdosage overdoses overuse misuse abuse".split())
_NO_USE = _OVERDOSE | frozenset("pregnancy breastfeeding".split())
_ACTS = frozenset(
    "stopping discontinuing withdrawing taking using injecting swallowing inhaling snorting starting interrupting".split()
)
_HOW = frozenset("suddenly abruptly quickly rapidly too early regularly chronically during pregnancy in excess".split())
_OF = frozenset("of with by to for".split())
_ASIDE_OPENS = frozenset(
    "like as a an the alone either when if especially particularly sold in even along also at such unlike".split()
)
_NOT = frozenset("not never cannot".split())
_SEEMS = frozenset(
    "appear appears appeared seem seems seemed to been be have has known shown found reported believed thought yet usually "
    "so far well said".split()
)
_COUNTS = frozenset(
    "a an the low lower high higher small increased greater elevated reduced modest moderate slight slightly minor isolated "
    "few several some sporadic many single extremely exceptional well documented number at least one or two possible "
    "potential appreciable significant significantly substantial substantially dose dependent related - markedly but case "
    "clinically convincing clear other".split()
)
_LONGEST_USE = 8
"""Tokens of a use before "or" and another one."""
_KNOWN = frozenset("well recognized recognised likely definite probable established proven documented of the".split())
_RATES = frozenset("rate rates risk risks incidence frequency likelihood chance possibility number".split())


@dataclass(frozen=True, slots=True)
class Subject:
    """The drug as subject of a clause: the token after it, and the proviso in it ("high doses of")."""

    next: int
    condition: Span | None = None


class SubjectReader:
    """Reads the drug, and what it is said to do, over the tokens of one statement."""

    def __init__(self, statement: Statement, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        names = (statement.passage.title, *statement.passage.aliases)
        split = (tuple(token.lower for token in tokenize(name)) for name in names)
        self._names = tuple(sorted((name for name in split if name), key=len, reverse=True))
        self.administered = False
        """Whether the clause opened with "when given": its subject is then a drug, by whatever name."""

    # ------------------------------------------------------------------ the drug
    def named(self, at: int) -> int | None:
        """The page's drug by name at token `at`: the token after it."""
        word = lower_at(self.tokens, at)
        own = word.removesuffix("'s").removesuffix("’s")
        for name in self._names:
            if own != word and name == (own,):
                return at + 1
            if name[0] == word and tuple(token.lower for token in self.tokens[at : at + len(name)]) == name:
                return at + len(name)
        return None

    def drug(self, at: int) -> int | None:
        """The page's drug by name or by a word for it, "the drug", "this medication": the token after it."""
        if named := self.named(at):
            return named + (lower_at(self.tokens, named) in ("therapy", "treatment"))
        word = lower_at(self.tokens, at)
        if word == "it":
            return at + 1
        following = lower_at(self.tokens, at + 1)
        if word in ("the", "this", "active", "study") and (
            following in _GENERIC or following in ("therapy", "treatment")
        ):
            return at + 2
        return None

    def subject(self, at: int) -> Subject | None:
        """The drug as a subject: "Long-term treatment with X", "High doses", "X (BRAND), like other statins,"."""
        tokens = self.tokens
        begin = at
        if lower_at(tokens, at) == "it":
            return Subject(at + 1)
        while lower_at(tokens, at) in _DETERMINERS | _ADJECTIVES and lower_at(tokens, at) not in ("dose",):
            at += 1
        if (
            lower_at(tokens, at) == "dose"
            and lower_at(tokens, at + 1) not in _NO_USE
            and (lower_at(tokens, at + 1) in USES | _GENERIC | _ADJECTIVES or self.named(at + 1))
        ):
            at += 1
            while lower_at(tokens, at) in _ADJECTIVES:
                at += 1
        conditional = any(tokens[i].lower in _CONDITIONAL for i in range(begin, min(at, len(tokens))))
        if at == begin and (act := self._act(at)) is not None:
            return Subject(act, (at, act))
        found = self._head(at, begin)
        if found is None:
            return None
        head, at = found, found
        conditional |= any(tokens[i].lower in _STOPPING for i in range(begin, head))
        conditional |= lower_at(tokens, head - 1) in USES and any(
            tokens[i].lower in _ROUTES for i in range(begin, head)
        )
        at = self._after_head(at)
        condition: Span | None = None
        if (after := read_condition(tokens, at, len(tokens))) is not None and after < len(tokens):
            condition, at = (at, after), after + (lower_at(tokens, after) == "," and lower_at(tokens, at - 1) == ",")
        if conditional and condition is None:
            condition = (begin, self._use_end(begin, head))
        if lower_at(tokens, at) in ("or", "and") and at < begin + _LONGEST_USE:
            other = self.subject(at + 1)
            if other is not None and other.condition is not None and self.cause(other.next, Frame("")) is not None:
                return Subject(other.next, (begin, other.condition[1]))  # "large doses or long-term use"
        return Subject(at, condition)

    def _act(self, at: int) -> int | None:
        """ "Overdose", "Stopping the drug suddenly": what is done with the drug, and itself the proviso."""
        tokens = self.tokens
        word = lower_at(tokens, at)
        if word in _OVERDOSE:
            after = self._use_of(at + 1) or at + 1
            return after if lower_at(tokens, after) in MODALS | CAUSES.first_words | HAVE | BE else None
        taken = (self.drug(at + 1) or self._use_of_any(at + 1)) if word in _ACTS else None
        if word in _ACTS and taken is None and lower_at(tokens, at + 1) == "too" and lower_at(tokens, at + 2) == "much":
            taken = at + 3 + 2 * (lower_at(tokens, at + 3) == "of" and lower_at(tokens, at + 4) == "it")
        while taken is not None and lower_at(tokens, taken) in _HOW:
            taken += 1
        return taken

    def _use_of_any(self, at: int) -> int | None:
        """ "large doses of the drug", "treatment"."""
        while lower_at(self.tokens, at) in _DETERMINERS | _ADJECTIVES:
            at += 1
        if lower_at(self.tokens, at) in _GENERIC:
            return at + 1
        return (self._use_of(at + 1) or at + 1) if lower_at(self.tokens, at) in USES - _NO_USE else None

    def _head(self, at: int, begin: int) -> int | None:
        """The noun of a subject: the token after it and what belongs to it."""
        tokens = self.tokens
        word = lower_at(tokens, at)
        if word in USES and word not in _NO_USE:
            if word in _STOPPING and at == begin:
                return None
            while lower_at(tokens, at + 1) in USES and lower_at(tokens, at + 1) not in _NO_USE:
                at += 1
            return self._use_of(at + 1) or at + 1
        if named := self.named(at):
            after = named
            while lower_at(tokens, after) in _FORMS | {"eye", "nasal", "oral"}:
                after += 1
            return after + (lower_at(tokens, after) in USES and lower_at(tokens, after) not in _NO_USE)
        determined = at == begin + 1 and tokens[begin].lower in _DETERMINERS
        if (word in _GENERIC and at > begin) or (word in _DEVICES and determined) or (word == "class" and at > begin):
            return at + 1
        if self.administered and at < len(tokens) and tokens[at].kind == "word" and word not in BE | MODALS | HAVE:
            at += 1
            while lower_at(tokens, at) == "-" or (at < len(tokens) and tokens[at].kind == "number"):
                at += 1
            return at
        return None

    def _after_head(self, at: int) -> int:
        """Past a bracket and an aside: "(BRAND)", ", like other statins,"."""
        tokens = self.tokens
        if lower_at(tokens, at) == "(":
            close = next((i for i in range(at, min(at + 12, len(tokens))) if tokens[i].text == ")"), None)
            figured = close is None or any(tokens[i].lower in ("%", "percent") for i in range(at, close))
            at = at if close is None or figured else close + 1
        if lower_at(tokens, at) == "," and lower_at(tokens, at + 1) in _ASIDE_OPENS:
            for i in range(at + 2, min(at + 12, len(tokens))):
                if tokens[i].text == ",":
                    return i + 1
                if tokens[i].text in (";", ":", "("):
                    break
        return at

    def _use_end(self, begin: int, at: int) -> int:
        """ "Long-term use of X": the proviso is "long-term use"."""
        for i in range(begin, at):
            if self.tokens[i].lower in USES - {"dose"} and (i + 1 >= at or self.tokens[i + 1].lower not in USES):
                return i + 1
        return at

    def _use_of(self, at: int) -> int | None:
        """After "treatment": "with X", "of the drug"."""
        if lower_at(self.tokens, at) not in _OF:
            return None
        after = at + 1
        while lower_at(self.tokens, after) in _DETERMINERS | _ADJECTIVES:
            after += 1
        if named := self.named(after):
            return named
        return after + 1 if lower_at(self.tokens, after) in _GENERIC | {"it"} else None

    def class_name(self, at: int) -> int | None:
        """ "opioids", "this class of drugs": a group that the drug stands in, up to the verb."""
        after = at
        stops = INCLUDES.first_words | BE | MODALS | HAVE
        while (
            after < len(self.tokens)
            and self.tokens[after].kind == "word"
            and after - at < 4
            and self.tokens[after].lower not in stops
        ):
            after += 1
        if after == at or not self.tokens[after - 1].lower.endswith("s"):
            return None
        return after if lower_at(self.tokens, after) in stops else None

    # ------------------------------------------------------------------ what it does
    def cause(self, at: int, frame: Frame, *, linked: bool = False) -> int | None:
        """The verb of a drug that does something, with "rarely", "does not" and the like: the token after it.

        `linked`: an "is" stood before the subject, so that "associated with" may follow.
        """
        tokens = self.tokens
        negated = False
        for _ in range(14):
            word = lower_at(tokens, at)
            if word == "," and (often := FREQUENCIES.at(tokens, at + 1)) and lower_at(tokens, often[1]) == ",":
                if negated or frame.frequency is not None:
                    return None
                frame.frequency, at = Word(often[0], (at + 1, often[1])), often[1] + 1
                continue
            if (often := FREQUENCIES.at(tokens, at)) is not None:
                if negated or frame.frequency is not None:
                    return None
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
                continue
            found = CAUSES.at(tokens, at) or (LINKED.at(tokens, at) if linked else None)
            if found is not None:
                frame.negated = negated
                return found[1]
            if (
                linked
                and word in ("linked", "associated", "implicated", "tied")
                and lower_at(tokens, at + 1) in ADVERBS
            ):
                if lower_at(tokens, at + 2) not in ("to", "with", "in"):
                    return None
                frame.negated = negated
                return at + 3
            if word in _NOT:
                if negated or lower_at(tokens, at - 1) in ("may", "might"):
                    return None  # "may not cause": perhaps, perhaps not
                negated = True
            elif word in BE or word in HAVE:
                linked = True
            elif linked and word in ("a", "an", "the", "one") and (cause := self._cause_noun(at, frame)) is not None:
                frame.negated = negated
                return cause
            elif not (word in MODALS or word in ADVERBS or word in _SEEMS or word in ("do", "does", "did")):
                return None
            at += 1
        return None

    def _cause_noun(self, at: int, frame: Frame) -> int | None:
        """ "a rare but well-known cause of"."""
        tokens = self.tokens
        at += 1
        for _ in range(8):
            word = lower_at(tokens, at)
            if (often := FREQUENCIES.at(tokens, at)) is not None:
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            elif word in ("cause", "causes") and lower_at(tokens, at + 1) == "of":
                return at + 2
            elif word in QUALIFIERS or word in _KNOWN:
                at += 1
            else:
                return None
        return None

    def counted(self, at: int, frame: Frame) -> int:
        """ "a low rate of", "rare instances of", "fatal cases of": the token where what is counted begins."""
        tokens = self.tokens
        begin = at
        often = grave = None
        while at < len(tokens) and at - begin < 10:
            if (cases := CASES.at(tokens, at)) is not None:
                frame.frequency = frame.frequency or often
                frame.severity = frame.severity or grave
                return cases[1]
            if lower_at(tokens, at) in _RATES and lower_at(tokens, at + 1) in ("of", "for"):
                nested = self.counted(at + 2, frame) if CASES.at(tokens, at + 2) else at + 2
                frame.frequency = frame.frequency or often
                return nested
            if (found := FREQUENCIES.at(tokens, at)) is not None:
                often, at = Word(found[0], (at, found[1])), found[1]
            elif (level := SEVERITIES.at(tokens, at)) is not None:
                grave, at = Word(level[0], (at, level[1])), level[1]
            elif lower_at(tokens, at) in _COUNTS:
                at += 1
            else:
                break
        return begin

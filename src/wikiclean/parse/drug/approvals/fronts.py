"""What leads in a clause of approval, before its subject: "In March 2012, in Japan, X was approved", "For gout, the FDA ..."."""

from __future__ import annotations

from dataclasses import replace

from ...grammar import Statement, lower_at
from ..english import ADVERBS, FINITE
from .adjuncts import Adjunct, Adjuncts
from .drugs import Drug, read_drug

__all__ = ["Fronts"]

_BEFORE_ADJECTIVE = frozenset("a an the its their this of for by with under after and - more highly newly".split())
"""Words after which one in -ed is no verb."""

_LEADS_IN = frozenset(", and but ; while whereas although though however yet :".split())


class Fronts:
    """What leads in the clauses of one statement."""

    def __init__(self, statement: Statement, adjuncts: Adjuncts) -> None:
        self.statement, self.adjuncts = statement, adjuncts
        self.tokens = statement.tokens

    def read(self, start: int, first: int) -> tuple[list[Adjunct], int]:
        """The facts before the subject of the predicate at token `first`, and the token after them.

        `start`: where the clause before ended.
        """
        begin = self.lead(start, first)
        if begin == start > 0:
            return self._later(start, first)  # facts here are of the clause before
        if (cleft := self._cleft(begin, first)) is not None:
            return cleft
        found: list[Adjunct] = []
        k = begin
        while k < first and (adjunct := self._leading(k)) is not None and adjunct.next <= first:
            found.append(adjunct)
            k = adjunct.next
            while (
                lower_at(self.tokens, k) == "and"
                and (more := self.adjuncts.member(k + 1)) is not None
                and more.next <= first
            ):
                found.append(more)
                k = more.next
            k = self._placed_aside(k, first)
            while k < first and (lower_at(self.tokens, k) in (",", "and") or ADVERBS.at(self.tokens, k) is not None):
                k += 1
            begin = k
        if not found:
            return self._later(begin, first)
        if self.has_verb(begin, first):
            return [], start  # they are facts of the clause before
        return found, begin

    def of_described(self, start: int, drug: Drug) -> list[Adjunct]:
        """ "In 1987, X became | the first drug approved for A": facts that lead in the clause that describes the drug."""
        first = drug.first or 0
        if lower_at(self.tokens, drug.next) not in ("became", "was", "is", "becomes"):
            return []
        begin = self.lead(start, first)
        return self.read(start, first)[0] if begin < first and self.adjuncts.fact(begin) is not None else []

    def _cleft(self, at: int, first: int) -> tuple[list[Adjunct], int] | None:
        """ "It was not until 2003, in Japan, that the FDA ...", "only in 2003 did the FDA ...": the facts, and after them."""
        tokens = self.tokens
        clause = lower_at(tokens, at) == "it" and lower_at(tokens, at + 1) in ("was", "is")
        k = at + 2 if clause else at
        while (adverb := ADVERBS.at(tokens, k)) is not None:
            k = adverb[1]
        only = lower_at(tokens, k - 1) == "only"
        if lower_at(tokens, k) == "not" and lower_at(tokens, k + 1) == "until":
            only, k = True, k + 1
        found: list[Adjunct] = []
        while k < first and (adjunct := self.adjuncts.fact(k)) is not None:
            found.append(replace(adjunct, kind="date") if adjunct.kind == "until" else adjunct)
            k = adjunct.next + (lower_at(tokens, adjunct.next) == ",")
        closes = lower_at(tokens, k) == "that" if clause else only and lower_at(tokens, k) in ("did", "has", "had")
        return (found, k + 1) if found and closes and k < first else None

    def _leading(self, at: int) -> Adjunct | None:
        """A fact that may lead in a clause, or what the drug is for: "For gout, the FDA ..."."""
        if (fact := self.adjuncts.fact(at)) is not None:
            return fact
        return self.adjuncts.leading_use(at) if lower_at(self.tokens, at) in ("for", "as", "to") else None

    def has_verb(self, begin: int, first: int) -> bool:
        """Whether a clause stands in tokens `begin` up to `first`, what is put in between commas left out."""
        words = [token.lower for token in self.tokens[begin:first]]
        if ";" in words or ":" in words:
            return True
        commas = [n for n, word in enumerate(words) if word == ","]
        if len(commas) > 1:
            words = words[: commas[0]] + words[commas[-1] + 1 :]
        return any(
            word in FINITE or (word.endswith("ed") and len(word) > 5 and before not in _BEFORE_ADJECTIVE)
            for before, word in zip(["", *words], words, strict=False)
        )

    def _placed_aside(self, at: int, first: int) -> int:
        """After "[in Germany], where it was developed,"."""
        if lower_at(self.tokens, at) != "," or lower_at(self.tokens, at + 1) not in ("where", "which"):
            return at
        for k in range(at + 2, first):
            if self.tokens[k].lower == ",":
                return k
        return at

    def _later(self, start: int, first: int) -> tuple[list[Adjunct], int]:
        """After "..., and in December 2021 X was denied": facts that lead in the clause after a connective."""
        for k in range(first - 1, start, -1):
            if self.tokens[k - 1].lower not in ("and", "but", ";", "while", "whereas", ",", "although", "though"):
                continue
            found: list[Adjunct] = []
            at = k
            while at < first and (adjunct := self.adjuncts.fact(at)) is not None and adjunct.next <= first:
                found.append(adjunct)
                at = adjunct.next
                while at < first and lower_at(self.tokens, at) == ",":
                    at += 1
            if found and at == first:
                return found, start
            if found and (drug := read_drug(self.statement, at)) is not None and drug.next == first:
                return found, at
        return [], start

    def lead(self, at: int, first: int) -> int:
        """After connectives and adverbs, up to token `first`."""
        while at < first and (lower_at(self.tokens, at) in _LEADS_IN or ADVERBS.at(self.tokens, at) is not None):
            at += 1
        return at

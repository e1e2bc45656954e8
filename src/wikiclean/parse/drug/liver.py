"""LiverTox's likelihood score: "Likelihood score: C[HD] (probable cause of clinically apparent liver injury)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from ...model.kinds.drug import Hepatotoxicity
from ..grammar import Phrases, Statement, lower_at
from ..tokens import Token, tokenize
from .products.subjects import names_of, read_subject

__all__ = ["read_likelihood"]

Score = Literal["A", "B", "C", "D", "E", "E*", "X"]

# LiverTox's categories: A to E by how many cases are known, E* for suspected, X for unknown, [HD] for high doses.
_LETTERS = frozenset("ABCDEX")
_SCORES = frozenset({"score", "scores", "category", "rating", "grade"})
_IS = frozenset({":", "of", "is", "was", "=", "–", "—", "-"})
_LABELS = frozenset({"category", "score", "grade", '"', "“", "”"})
_HIGH_DOSE: Phrases[bool] = Phrases.of({True: "hd|h|high dose|high doses"})
# What may stand between the drug and "likelihood score".
_GIVES = frozenset(
    "has have had is was been given assigned carries received rated with a an the its livertox hepatotoxicity overall "
    "current currently therefore thus also".split()
)
# A score behind them is of what they relate the drug to: "a metabolite of X has a likelihood score of B".
_RELATING = frozenset("of like unlike than to from and or with by".split())
_POSSESSIVE = ("'s", "’s")
_CLAUSE_ENDS = frozenset({";", "."})
_JOINS = frozenset({"or", "and", ",", "/", "to", "-", "–", "through", "versus", "but"})
# One of them is in every wording of LiverTox for a score.
_WORDING = frozenset(
    "cause causes hepatotoxicity hepatotoxin hepatotoxins hepatotoxic injury unproven unlikely likely probable possible suspected "
    "rare known established unknown doses dose liver".split()
)


@dataclass(frozen=True, slots=True)
class _Category:
    """A score as it is written, up to token `next`."""

    score: Score
    high: bool
    next: int


def read_likelihood(statement: Statement) -> list[Hepatotoxicity]:
    """The score that one statement gives to the page's drug; none where it gives several, or another drug's."""
    if "likelihood" not in statement.words:
        return []
    tokens, names = statement.tokens, names_of(statement)
    for at, token in enumerate(tokens):
        if token.lower == "likelihood" and lower_at(tokens, at + 1) in _SCORES:
            category = _after_label(statement, names, at + 2) if _is_of_drug(statement, names, at) else None
            return [] if category is None else _fact(statement, at, category)
    return []


def _is_of_drug(statement: Statement, names: Phrases[bool], at: int) -> bool:
    """Whether nothing stands before "likelihood" in its clause, or the drug and what says that it has a score."""
    tokens = statement.tokens
    begin = at
    while begin > 0 and tokens[begin - 1].text not in _CLAUSE_ENDS:
        begin -= 1
    for first in range(at - 1, begin - 1, -1):
        if tokens[first].lower.endswith(_POSSESSIVE):
            owned = all(token.lower in _GIVES for token in tokens[first + 1 : at])
            return owned and _owns(statement, names, begin, first)
        after = read_subject(statement, names, first)
        if after is None or after > at:
            continue
        before = lower_at(tokens, first - 1) if first > begin else ""
        return before not in _RELATING and all(token.lower in _GIVES for token in tokens[after:at])
    return all(token.lower in _GIVES for token in tokens[begin:at])


def _owns(statement: Statement, names: Phrases[bool], begin: int, at: int) -> bool:
    """Whether "X's" at token `at` is the drug's."""
    tokens = statement.tokens
    owner = tokenize(statement.passage.text, tokens[begin].start, tokens[at].end - len(_POSSESSIVE[0]))
    return any((found := names.at(owner, first)) and found[1] == len(owner) for first in range(len(owner)))


def _after_label(statement: Statement, names: Phrases[bool], at: int) -> _Category | None:
    """The category behind "likelihood score", with "for X" or "(X)" between only where X is the drug."""
    tokens = statement.tokens
    if lower_at(tokens, at) in ("for", "of", "in", "(") and _read_category(tokens, at + 1) is None:
        here = at + 1
        while lower_at(tokens, here) in ("the", "this", "is", "a"):
            here += 1
        after = read_subject(statement, names, here)
        if after is None:
            return None
        at = after + (lower_at(tokens, at) == "(" and lower_at(tokens, after) == ")")
    if lower_at(tokens, at) not in _IS and _read_category(tokens, at) is None:
        return None
    while lower_at(tokens, at) in _IS:
        at += 1
    while lower_at(tokens, at) in _LABELS:
        at += 1
    return _read_category(tokens, at)


def _read_category(tokens: Sequence[Token], at: int) -> _Category | None:
    """ "C", "E*", "A[HD]", "B (HD)"."""
    if at >= len(tokens) or tokens[at].text not in _LETTERS:
        return None
    score, here = tokens[at].text, at + 1
    if lower_at(tokens, here) == "*":
        score, here = score + "*", here + 1
    elif here < len(tokens) and tokens[here].start == tokens[at].end and tokens[here].kind != "sign":
        return None
    if score not in (*_LETTERS, "E*"):
        return None
    high = False
    if lower_at(tokens, here) in ("[", "(") and (found := _HIGH_DOSE.at(tokens, here + 1)):
        high = lower_at(tokens, found[1]) in ("]", ")")
        here = found[1] + 1 if high else here
    while lower_at(tokens, here) in ('"', "”"):
        here += 1
    return _Category(cast(Score, score), high, here)


def _fact(statement: Statement, first: int, category: _Category) -> list[Hepatotoxicity]:
    """The score with its wording; nothing where another score follows."""
    tokens = statement.tokens
    wording = _wording(tokens, category.next)
    if wording is None:
        return []
    low, high, end = wording
    if _another_follows(tokens, category.next) or _another_follows(tokens, end):
        return []
    evidence = statement.evidence(first, end, "liver.likelihood")
    return [
        Hepatotoxicity(
            evidence=(evidence,),
            reference_ids=statement.references((evidence,)),
            likelihood_score=category.score,
            high_dose_qualifier=category.high,
            wording=statement.quote(low, high) if low < high else None,
        )
    ]


def _wording(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """The words for the category in a bracket or behind a dash, and where they end; None where it is of something else."""
    opened = lower_at(tokens, at) == "("
    if not opened and lower_at(tokens, at) not in (":", "–", "—", "-"):
        return at, at, at
    end = at + 1
    while end < len(tokens) and tokens[end].text not in ("(", ")", *_CLAUSE_ENDS):
        end += 1
    inside = tokens[at + 1 : end]
    if opened != (lower_at(tokens, end) == ")") or _WORDING.isdisjoint(token.lower for token in inside):
        return None
    return at + 1, end, end + opened


def _another_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether "or C", ", A (…)" stands here: which of them is the drug's is not said."""
    if lower_at(tokens, at) not in _JOINS:
        return False
    while lower_at(tokens, at) in _JOINS | _LABELS:
        at += 1
    return _read_category(tokens, at) is not None

"""Words on how an effect runs and when: "which usually resolve", ", typically arising early", "in the first weeks"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import lower_at
from ...tokens import Token
from .incidence import read_percent
from .lexicon import is_effect
from .provisos import FOCUS, LONGEST, TIMES
from .words import (
    AUXILIARIES,
    BE,
    CAUSES,
    FOLLOWS,
    FREQUENCIES,
    HAVE,
    INCLUDES,
    MEMBERS,
    MODALS,
    NEGATIONS,
    NOUNS,
    PREDICATES,
    RESULTING,
)

__all__ = ["is_apposed", "read_aside", "read_circumstance", "read_consequence", "read_going_on", "read_remark"]


def _continues(word: str) -> bool:
    """Whether a remark goes on after a comma: "mild, transient and reversible"."""
    return word in PREDICATES and not (word in BE or word in MODALS or word in _OPENS_CLAUSE)


_OPENS_CLAUSE = frozenset("the they these it which that its or when if during".split())
_RUNS = frozenset(
    "resolve resolves subside subsides tend tends improve improves disappear disappears usually generally resolved wear".split()
)
_TO = frozenset("to - –".split())


def read_remark(tokens: Sequence[Token], at: int, end: int, *, verb: bool = True) -> int | None:
    """Words on how an effect runs, "which usually resolve within 2 weeks", up to a comma or the end: the token after.

    `verb`: whether it must hold a verb, so that no bare adjective passes for a remark.
    """
    begin = at
    if lower_at(tokens, at) in ("but", "and", "which", "although", "though", "that"):
        at += 1
    said = not verb
    while at < end:
        word = tokens[at].lower
        if tokens[at].kind == "number":
            if lower_at(tokens, at + 1) not in TIMES | _TO and lower_at(tokens, at + 1) not in (
                "day",
                "week",
                "month",
            ):
                return None
        elif word == ",":
            if not _continues(lower_at(tokens, at + 1 + (lower_at(tokens, at + 1) in ("and", "or")))):
                break
        elif word not in PREDICATES:
            break
        said |= word in BE or word in MODALS or word in _RUNS
        at += 1
    return at if at > begin and said and (at >= end or tokens[at].text in (",", ";", ")")) else None


_LONGEST_APPOSITION = 14


def is_apposed(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether ", the most common side effect," at token `at`, after its comma, says what the term before it is."""
    if lower_at(tokens, at - 1) != "," or lower_at(tokens, at) not in ("the", "its", "a", "an"):
        return False
    for i in range(at + 1, min(at + _LONGEST_APPOSITION, end)):
        if (noun := NOUNS.at(tokens, i)) is not None:
            return lower_at(tokens, noun[1]) == ","
        if tokens[i].kind != "word":
            return False
    return False


_PORTIONS = frozenset("some most many all both".split())
_RELATIVES = _PORTIONS | frozenset("which that these they this".split())
_ORDINALS = frozenset("last first latter former".split())
_PARTICIPLES = frozenset(
    "arising occurring appearing beginning starting developing lasting resolving requiring necessitating making reaching "
    "presenting peaking affecting limiting persisting subsiding improving disappearing depending related owing due "
    "attributed ranging".split()
)
_MANNER = frozenset(
    "usually typically generally often mostly mainly sometimes most commonly particularly especially".split()
)
_OPEN_PREPOSITIONS = frozenset(
    "in during after at on within throughout before between despite upon when if unless while for".split()
)


def read_aside(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Words of any kind on how effects run - "which need no treatment", "most of which are dose related", "typically
    arising in the first month" -: the token after them, a comma or the end.

    None where they hold what a fact would have to say: a figure, how often, a further effect.
    """
    begin = at
    if lower_at(tokens, at) in ("but", "and", "although", "though"):
        at += 1
    word = lower_at(tokens, at)
    if (word, lower_at(tokens, at + 1)) == ("for", "which"):
        at, word = at + 1, "which"
    elif word == "the" and lower_at(tokens, at + 1) in _ORDINALS:
        at += 2
        word = "which"
    elif word in _PORTIONS and lower_at(tokens, at + 1) != "of":
        return None
    while lower_at(tokens, at) in _MANNER:
        at += 1
    if (often := FREQUENCIES.at(tokens, at)) is not None and tokens[often[1] - 1].lower.endswith("ly"):
        at = often[1]
    following = lower_at(tokens, at)
    manner = at > begin and following.endswith("ing") and not is_effect([following])
    with_onset = word == "with" and any(
        tokens[i].lower in _PARTICIPLES | {"onset", "recovery", "resolution"} for i in range(at, min(at + 5, end))
    )
    if not (manner or with_onset or word in _RELATIVES or lower_at(tokens, at) in _PARTICIPLES):
        return None
    return _run(tokens, at, end)


def read_circumstance(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Any phrase that says when or in whom, "in the first weeks of treatment": the token after it, a comma or the end.

    For what stands after a predicate or the last term; within a list a preposition may belong to a term.
    """
    begin = at
    while at < end and tokens[at].lower in FOCUS:
        at += 1
    if lower_at(tokens, at) not in _OPEN_PREPOSITIONS | ({"with"} if at > begin else set()) or at + 1 >= end:
        return None
    return _run(tokens, at + 1, end)


def _run(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Past words of any kind to a comma or the end, if none of them says what a fact would have to say."""
    begin = at
    while at < end and tokens[at].text not in (",", ";"):
        if tokens[at].text in ("(", ":", "%") or at - begin > LONGEST or tokens[at].lower in NEGATIONS:
            return None
        if tokens[at].lower in _CLAUSE_PARTS or (
            tokens[at].lower in ("and", "or") and _verb_follows(tokens, at + 1, end)
        ):
            break
        for closed in (FREQUENCIES, NOUNS, INCLUDES, CAUSES, MEMBERS, FOLLOWS, RESULTING):
            if closed.at(tokens, at) is not None and tokens[at].lower not in _MANNER:
                return None
        if read_percent(tokens, at) is not None:
            return None
        named = at > 0 and tokens[at - 1].end == tokens[at].start
        if tokens[at].kind == "number" and not named and lower_at(tokens, at + 1) not in _MEASURED:
            return None
        at += 1
    return at if at > begin else None


def _verb_follows(tokens: Sequence[Token], at: int, end: int) -> bool:
    for i in range(at, min(at + 8, end)):
        if tokens[i].kind != "word":
            return False
        if tokens[i].lower in AUXILIARIES:
            return True
    return False


_MEASURED = TIMES | frozenset("to - – day week month year minute hour mg g mcg kg ml".split())
"""What follows a number that is no count of patients."""
_CLAUSE_PARTS = frozenset("but whereas while although though".split())

_MAY = (
    MODALS
    | HAVE
    | frozenset(
        "then in turn sometimes occasionally rarely also eventually often even ultimately usually potentially if severe untreated "
        "possibly further".split()
    )
)


def read_going_on(tokens: Sequence[Token], at: int) -> int | None:
    """ "(which is usually mild but) can progress to": the verb of what an effect has as its consequence; after it."""
    for i in range(at, min(at + 6, len(tokens))):
        if (follows := FOLLOWS.at(tokens, i)) is not None:
            return follows[1]
        if tokens[i].lower not in _MAY:
            return None
    return None


def read_consequence(tokens: Sequence[Token], at: int) -> int | None:
    """ "which can then lead to", "sometimes resulting in": the token where what follows of an effect begins."""
    if lower_at(tokens, at) in ("which", "that"):
        return read_going_on(tokens, at + 1)
    at += lower_at(tokens, at) in _MAY
    resulting = RESULTING.at(tokens, at)
    return resulting[1] if resulting is not None else None

"""What a figure is looked for behind: a measure named in a clause, with its owner, its route, and its figure."""

from __future__ import annotations

from typing import NamedTuple

from ....model.quality import UnparsedReason
from ...grammar import Statement, lower_at
from ...quantities import Amount
from .conditions import Tail, read_tail, route_among
from .figures import fits, read_figure
from .measures import CHANGES, DEGREES, FILLERS, LINKS, MODIFIERS, NEGATIONS, TIMED
from .subjects import DETERMINERS, HOLDS, REACH, Owner, read_owner

__all__ = [
    "Found",
    "Head",
    "Refused",
    "after_symbol",
    "figure_behind",
    "figure_ending",
    "figure_in_bracket",
    "is_timed",
    "opening_of",
]


class Refused(Exception):  # noqa: N818 - no error: it carries the reason to the caller
    """A clause is about a measure and holds a figure, and cannot be read whole."""

    def __init__(self, reason: UnparsedReason) -> None:
        self.reason: UnparsedReason = reason


class Head(NamedTuple):
    """A measure in its clause: tokens `first` up to `after`. `figure`: where it stands before or among them.

    `owner` None: it cannot be told whose the figure is. `plural`: several figures of several owners may follow.
    """

    kind: str
    first: int
    after: int
    owner: Owner | None
    route: str | None = None
    figure: Amount | None = None
    plural: bool = False
    qualifier: str | None = None


class Found(NamedTuple):
    """A figure that words join to a measure, and the index after it (and its bracket)."""

    figure: Amount
    after: int
    route: str | None = None
    qualifier: str | None = None
    bracketed: bool = False


_TIMED_KINDS = frozenset({"onset", "tmax", "duration_of_action"})
_UNROUTED = frozenset({"protein_binding", "volume_of_distribution"})
_SYMBOLS = frozenset(
    {
        "t1/2",
        "t½",
        "t½β",
        "t1/2β",
        "vd",
        "vss",
        "tmax",
        "cmax",
        "f",
        "cl",
        "cl/f",
        "vd/f",
        "v",
        "vz/f",
        "auc",
        "t_1/2",
        "t1/2z",
    }
)
_OPENERS = frozenset(
    "with in after following when given taken administered injected inhaled by at for during on among under upon via if".split()
)
_STARTS = frozenset({",", ".", ";", ":", "and", "but", "while", "whereas", "(", "—", "–"})
_GIVEN = frozenset("given taken administered injected inhaled applied used dosed".split())
_PLACES = frozenset({"between", "in", "within", "at", "around"})
"""Behind "falls" they tell where a value lies, not how it changes."""
_BE = frozenset("is are was were be been being".split())
_LONGEST = 30
_ENDS_LOOK = 9


def is_timed(kind: str) -> bool:
    """Whether a figure of `kind` is a point or span of time after a dose."""
    return kind in _TIMED_KINDS


def figure_behind(statement: Statement, at: int, kind: str) -> Found | None:
    """The figure that the words from token `at` on join to a measure: "is usually", "in children averages about"."""
    tokens = statement.tokens
    route: str | None = None
    said: list[str] = []
    changed = told = False
    end = min(len(tokens), at + _LONGEST)
    at += lower_at(tokens, at) in ("that", "which")
    while at < end:
        figure = read_figure(tokens, at)
        if figure is not None:
            return None if changed and not told else Found(figure, figure.next, route, ", ".join(said) or None)
        word = tokens[at].lower
        if word == "(":
            inside = figure_in_bracket(statement, at)
            if inside is not None:
                return None if changed else Found(inside[0], inside[1], route, ", ".join(said) or None, bracketed=True)
            symbol = after_symbol(statement, at)
            if symbol is None:
                return None
            at = symbol
            continue
        if word in NEGATIONS or (word in _GIVEN and lower_at(tokens, at - 1) in _BE) or _is_interval(statement, at):
            return None
        tail = read_tail(statement, at, between=True)
        if tail is not None and tail.after > at:
            route = tail.route or route
            said += [tail.qualifier] if tail.qualifier else []
            at = tail.after
            continue
        if word in CHANGES and not (word in ("falls", "fall") and lower_at(tokens, at + 1) in _PLACES):
            changed = True
        elif word == "to":
            told = True
        elif word == "of" and lower_at(tokens, at + 1) in statement.subject_words:
            at += 1
        elif word == "and" and lower_at(tokens, at + 1) in DEGREES and lower_at(tokens, at - 1) in DEGREES:
            pass
        elif not (
            word in LINKS or word in FILLERS or word in DEGREES or word == "," or (word in TIMED and is_timed(kind))
        ):
            return None
        at += 1
    return None


def _is_interval(statement: Statement, at: int) -> bool:
    """Whether a dosing interval stands here, not a figure: "once a day", "every 8 hours"."""
    word, after = lower_at(statement.tokens, at), lower_at(statement.tokens, at + 1)
    return word in ("every", "twice", "times", "daily", "weekly") or (
        word == "once" and after in ("a", "every", "daily", "per", "in")
    )


def figure_in_bracket(statement: Statement, at: int) -> tuple[Amount, int] | None:
    """ "(95%)", "(usually about 5 hours)": the figure, and the index after the bracket."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "(":
        return None
    begin = at + 1
    while read_figure(tokens, begin) is None and lower_at(tokens, begin) in FILLERS | TIMED:
        begin += 1
    figure = read_figure(tokens, begin)
    if figure is None or lower_at(tokens, figure.next) != ")":
        return None
    return figure, figure.next + 1


def after_symbol(statement: Statement, at: int) -> int | None:
    """The index after a bracket that holds a symbol: "(t1/2)", "(Vd)"."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "(":
        return None
    for end in range(at + 1, min(at + 8, len(tokens))):
        if tokens[end].text == ")":
            inner = "".join(token.lower for token in tokens[at + 1 : end])
            return end + 1 if inner in _SYMBOLS else None
    return None


def figure_ending(statement: Statement, at: int, kind: str) -> Amount | None:
    """A figure of `kind` that ends right before token `at`, with the words that belong to it."""
    for start in range(max(0, at - _ENDS_LOOK), at):
        figure = read_figure(statement.tokens, start)
        if figure is not None and figure.next == at and fits(kind, figure.unit):
            return figure
    return None


def opening_of(statement: Statement, first: int, kind: str) -> Tail:
    """A condition that opens the clause of the head at token `first`. `after`: where the clause's words begin.

    `owner`: the drug, where no other subject stands between the condition and the head.

    "In children, the …", "Given by mouth, X has a …", "Oral X has a …".
    """
    tokens = statement.tokens
    for begin in range(first - 1, max(-1, first - REACH), -1):
        if tokens[begin].text in ".;:":
            break
        if begin and tokens[begin - 1].lower not in _STARTS:
            continue
        word = tokens[begin].lower
        if word in _OPENERS:
            tail = read_tail(statement, begin, first)
            if tail is not None and tail.after > begin and _is_direct(statement, tail.after, first):
                bare = all(token.lower in DETERMINERS or token.text == "," for token in tokens[tail.after : first])
                return Tail(begin, None if kind in _UNROUTED else tail.route, tail.qualifier, Owner() if bare else None)
        elif kind not in _UNROUTED and (found := read_owner(statement, begin)) is not None and found[0].subject is None:
            route = route_among(statement, begin, min(found[1], first))
            if route is not None and _is_direct(statement, begin, first):
                return Tail(begin, route)
    return Tail(first)


def _is_direct(statement: Statement, at: int, first: int) -> bool:
    """Whether between an opening and a head only their subject stands: ", X has a"."""
    tokens = statement.tokens
    at += lower_at(tokens, at) == ","
    if at >= first:
        return at == first
    found = read_owner(statement, at)
    at = found[1] if found is not None and found[1] <= first else at
    return all(
        token.lower in HOLDS or token.lower in DETERMINERS or token.lower in MODIFIERS or token.lower in FILLERS
        for token in tokens[at:first]
    )

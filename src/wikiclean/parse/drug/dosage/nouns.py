"""Open noun phrases with closed edges: what an indication, a patient or a drug is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...grammar import lower_at
from ...quantities import is_joined
from ...tokens import Token

__all__ = [
    "INNER",
    "NAME_ADJECTIVES",
    "STOP",
    "Stops",
    "is_name_number",
    "is_part_of_name",
    "read_noun_phrase",
    "read_noun_phrases",
]

Stops = Callable[[int], bool]
"""Whether another phrase of a dosage begins at a token."""


# A noun phrase cannot hold these words.
STOP = frozenset(
    "is are was were be been being may can should must will would has have had given taken administered used begins "
    "begin "
    "begun starts start started starting initiated injected infused applied dose doses dosage dosages dosing regimen "
    "usual "
    "usually typical typically recommended generally commonly initial initially maximum followed then until if unless "
    "depending based according which that who whom whose while whereas but although because though every each daily "
    "weekly "
    "monthly nightly once twice thrice times per not no never at it its this these those they as up than over under "
    "above "
    "below via within without only also usual normally not thereafter alternatively however so such starting loading "
    "adults "
    "children infants elderly should receive receives take takes requires require consists consist depends increased "
    "reduced titrated adults' the-usual a an whenever when where about approximately least following "
    "call calls suffice suffices consisted gets get goes go keep keeps kept uses use using involve involves comprise "
    "comprises give gives administer administers prescribe infuse mean means precede precedes wear wears inhale swallow inject apply instil instill insert continue continues continued "
    "need needs demands respond responds work works seem seems appear appears remain remains settle settles carry carries treated corrected managed prevented "
    "available approved sold supplied marketed include includes including cause causes caused".split()
)
INNER = frozenset("of with due to in from associated by and or and/or the".split())


# "oral candidiasis", but "oral administration".
NAME_ADJECTIVES = frozenset(
    "oral nasal vaginal rectal topical ophthalmic intravenous epidural single maintenance intramuscular".split()
)
_NO_NAME = frozenset("administration route use therapy treatment injection and or infusion in for of with".split())


def read_noun_phrase(tokens: Sequence[Token], at: int, stops: Stops) -> int | None:
    """Index after a noun phrase that begins at token `at`: words up to the next phrase of the dosage or closed word."""
    begin = at
    if lower_at(tokens, at) in ("the", "a", "an"):
        at += 1
    last = None
    while at < len(tokens):
        word = tokens[at].lower
        if tokens[at].kind == "sign":
            if word in "-–'’/" and is_joined(tokens, at) and is_joined(tokens, at + 1):
                at += 1
                continue
            if (
                word == "."
                and last == at
                and at == begin + 1
                and len(tokens[begin].text) == 1
                and tokens[begin].text.isupper()
            ):
                at += 1  # "C. difficile"
                continue
            if word in "'’" and is_joined(tokens, at) and last is not None:  # "travelers' diarrhea"
                at += 1
                continue
            break
        if tokens[at].value is not None:
            if not is_name_number(tokens, at) or at == begin:
                break
        elif word in INNER:
            if last is None or (word == "the" and lower_at(tokens, at - 1) not in INNER):
                break
            if at + 1 >= len(tokens) or stops(at + 1) or stops(at) or lower_at(tokens, at + 1) in STOP:
                break
            at += 1
            continue
        elif word in STOP or (stops(at) and not is_part_of_name(tokens, at, stops)):
            break
        at += 1
        last = at
    return last


def is_name_number(tokens: Sequence[Token], at: int) -> bool:
    """ "type 2", "COVID-19", "HER2", "stage 3": a number that is part of a name."""
    if lower_at(tokens, at - 1) in ("type", "stage", "grade", "class", "types", "hepatitis"):
        return True
    if not is_joined(tokens, at) or tokens[at].kind != "number":
        return False
    return tokens[at - 1].kind == "word" or (tokens[at - 1].text in "-–" and is_joined(tokens, at - 1))


def is_part_of_name(tokens: Sequence[Token], at: int, stops: Stops) -> bool:
    """ "oral candidiasis", "nasal congestion": an adjective of a route in front of an open word."""
    while tokens[at].lower in NAME_ADJECTIVES and lower_at(tokens, at + 1) in NAME_ADJECTIVES:
        at += 1
    following = lower_at(tokens, at + 1)
    return (
        tokens[at].lower in NAME_ADJECTIVES
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "word"
        and following not in STOP
        and following not in _NO_NAME
        and not stops(at + 1)
    )  # fmt: skip


def read_noun_phrases(tokens: Sequence[Token], at: int, stops: Stops) -> int | None:
    """A noun phrase, or "A, B and C" of them."""
    end = read_noun_phrase(tokens, at, stops)
    if end is None:
        return None
    after, closed = end, False
    while lower_at(tokens, after) == ",":
        begin = after + 1
        last = lower_at(tokens, begin) in ("and", "or")
        begin += last
        if begin >= len(tokens) or stops(begin) or lower_at(tokens, begin) in STOP | INNER:
            break
        if last and lower_at(tokens, begin).endswith("s") and lower_at(tokens, begin + 1) in ("the", "a", "an", "its"):
            break  # "in kidney disease, and prolongs the QT interval": a verb
        found = read_noun_phrase(tokens, begin, stops)
        if found is None:
            break
        words = {token.lower for token in tokens[begin:found]}
        after, closed = found, closed or last or bool(words & {"and", "or"})
    return after if closed else end

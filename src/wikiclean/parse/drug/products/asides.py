"""Asides of a product clause: who makes it, since when, where, why and for whom. They say nothing of a product."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import Token
from ..routes import read_route
from .brands import FRAME_WORDS, read_in_place
from .combinations import read_partners
from .dose_forms import PRODUCT_NOUNS, read_made_for, read_noun, read_qualifiers
from .verbs import read_verb
from .words import ASIDES, BLOCKING, FILLERS, FINITE, GENERIC_WORDS, HOLDS, USES, is_adjective, read_purpose

__all__ = ["read_adjectives", "read_aside", "read_empty_bracket", "read_phrase", "read_use"]

_LONGEST_PHRASE = 14
"""Words of a phrase."""
_PHRASE_ENDS = frozenset({",", ";", "(", ")", ".", ":", "as", "in", "with", "under", "containing", "called", "—", "–"})
_SINCE = frozenset({"since", "in", "from", "by", "until", "after", "before", "during"})
_BEFORE_YEAR = frozenset("in since from until by of after before late early mid and to -".split())
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_aside(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """The index after "for injection", "for oral use", "in Canada", "by Novelis", "since May 1998", "orally"."""
    for after in (
        read_made_for(tokens, at),
        read_purpose(tokens, at),
        read_in_place(tokens, at),
        _maker(tokens, at),
        _time(tokens, at),
    ):
        if after is not None:
            return after
    route = read_route(tokens, at)
    if route is None:
        return None
    nouns = (read_noun(text, tokens, begin) for begin in range(at, route[1]))
    return None if any(noun is not None and noun.next > route[1] for noun in nouns) else route[1]


def read_phrase(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """The index after "for the treatment of gout", "through a restricted programme", "since the early 1990s".

    A preposition and words of the open class, up to a comma or to where a part of a product or a verb begins.
    """
    if tokens[at].lower not in ASIDES or FILLERS.at(tokens, at) is not None:
        return None
    here = at + 1
    while here < len(tokens) and here - at < _LONGEST_PHRASE and not _ends_phrase(text, tokens, here):
        here += 1
    if here == at + 1 or (here < len(tokens) and tokens[here].kind == "number"):
        return None
    if tokens[here - 1].lower.endswith("ing") and lower_at(tokens, here) in ("under", "as"):  # "a firm trading under"
        return None
    joined = lower_at(tokens, here) in ("and", "or") and lower_at(tokens, here + 1) in ("as", "under")
    ended = here == len(tokens) or tokens[here].lower in _PHRASE_ENDS or joined
    return here if ended or _begins_item(text, tokens, here) else None


def read_use(tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> int | None:
    """The index after ", used in glaucoma," before the verb of a product, "[sold as Zendra] and given for gout, [it is]"."""
    begin = at + 1 + (lower_at(tokens, at + 1) == "and")
    if lower_at(tokens, begin) not in USES or lower_at(tokens, begin + 1) not in ("in", "for", "against", "to"):
        return None
    for here in range(begin + 2, min(begin + _LONGEST_PHRASE, len(tokens))):
        if tokens[here].text == ",":
            goes_on = lower_at(tokens, here + 1) in FINITE or lower_at(tokens, here + 1) == "it"
            return here + 1 if goes_on or drug.at(tokens, here + 1) is not None else None
        if tokens[here].kind == "number" or tokens[here].text in (";", "("):
            return None
    return None


def read_adjectives(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "scored and unscored", "plain or flavoured", behind a form."""
    here, many = at, False
    while here < len(tokens) and (is_adjective(tokens[here]) or tokens[here].lower == "plain"):
        here += 1
        if lower_at(tokens, here) not in ("and", "or"):
            break
        here, many = here + 1, True
    return here if many and lower_at(tokens, here) in (",", ".", ";", ")", "under", "as", "in") else None


def read_empty_bracket(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> int | None:
    """After a bracket that holds nothing of a product: no number, form, brand, partner or place for a name."""
    end = at + 1
    while end < len(tokens) and tokens[end].text not in (")", "]"):
        end += 1
    inside = tokens[at + 1 : end]
    if not inside or end == len(tokens):
        return None
    if len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) <= 4:  # "(MDI)", "(OTC)"
        return end + 1
    if read_qualifiers(tokens, at + 1) == end:  # "(film coated)"
        return end + 1
    if any(_is_part(token) for token in inside) or read_partners(text, tokens, at + 1, drug) is not None:
        return None
    return end + 1


def _is_part(token: Token) -> bool:
    """Whether a word or number may tell of a product."""
    if token.kind == "number" or token.text == "%" or token.text[0].isupper():
        return True
    return token.lower in PRODUCT_NOUNS or token.lower in GENERIC_WORDS or token.lower in FRAME_WORDS


def _ends_phrase(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower in ("and", "or"):
        return at + 1 >= len(tokens) or tokens[at + 1].lower in ("and", "or") or _ends_phrase(text, tokens, at + 1)
    if token.kind == "number":
        return _YEAR.fullmatch(token.text) is None or lower_at(tokens, at - 1) not in _BEFORE_YEAR
    if token.kind == "sign":
        return token.text not in ("-", "'", "’")
    closed = token.lower in _PHRASE_ENDS or token.lower in BLOCKING or token.lower in FINITE
    return closed or _begins_item(text, tokens, at)


def _begins_item(text: str, tokens: Sequence[Token], at: int) -> bool:
    lower = tokens[at].lower
    if lower in GENERIC_WORDS or lower in FRAME_WORDS or lower in HOLDS or lower in PRODUCT_NOUNS:
        return True
    return read_noun(text, tokens, at) is not None or read_verb(tokens, at) is not None


def _maker(tokens: Sequence[Token], at: int) -> int | None:
    """After "by Novelis and Norvex Ltd."."""
    if lower_at(tokens, at) not in ("by", "from"):
        return None
    here = at + 1
    while here < len(tokens) and (
        _is_name(tokens, here) or (tokens[here].lower in _IN_NAMES and _is_name(tokens, here + 1))
    ):
        here += 1
    if here == at + 1:
        return None
    return _past_seat(tokens, here)


def _past_seat(tokens: Sequence[Token], at: int) -> int:
    """After "(Basel, Switzerland)" behind a maker's name."""
    if lower_at(tokens, at) != "(":
        return at
    here = at + 1
    while _is_name(tokens, here) or lower_at(tokens, here) == ",":
        here += 1
    return here + 1 if lower_at(tokens, here) == ")" and here > at + 1 else at


_IN_NAMES = frozenset({"and", "&", ",", ".", "-"})


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text[0].isupper()


def _time(tokens: Sequence[Token], at: int) -> int | None:
    """After "in 1998", "since early 2019", "as of May 2019"."""
    as_of = lower_at(tokens, at) == "as" and lower_at(tokens, at + 1) == "of"
    if lower_at(tokens, at) not in _SINCE and not as_of:
        return None
    here = at + 1 + as_of
    for _ in range(2):
        if _is_name(tokens, here) or lower_at(tokens, here) in ("early", "late", "about"):
            here += 1
    return here + 1 if here < len(tokens) and _YEAR.fullmatch(tokens[here].text) else None

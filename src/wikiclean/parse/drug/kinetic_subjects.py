"""Whose figure it is: the page's drug, one of its metabolites, another drug - or it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..grammar import Statement, lower_at
from ..tokens import Token

__all__ = ["NOT_THE_DRUG", "Owner", "owner_before", "owner_of", "read_owner"]


class Owner(NamedTuple):
    """`subject` None: the page's drug. `first`: the token where its words begin."""

    subject: str | None = None
    first: int | None = None


NOT_THE_DRUG = Owner("")
"""Of nothing that is a drug: the figure is no fact."""

_DETERMINERS = frozenset("the its a an this that their these both each main major principal primary most".split())
_GENERIC = frozenset(
    "it its drug drugs medication medicine agent compound substance molecule product antibody vaccine hormone parent unchanged intact "
    "tablet tablets capsule capsules formulation formulations form forms oral intravenous injection solution suspension extended immediate "
    "release sustained modified delayed - administered dose doses inhaled topical subcutaneous intramuscular this the they enzyme protein "
    "peptide antibiotic insulin analogue analog free base active ingredient total absorbed and orally".split()
)
_METABOLITES = frozenset({"metabolite", "metabolites", "carboxylate", "glucuronide", "sulfoxide", "prodrug"})
_DESCRIBING = frozenset(
    "active main major principal primary inactive pharmacologically more less potent hydroxy hydroxylated - first second minor its the "
    "demethylated acid phase plasma circulating important chief longer-lived".split()
)
_VERBS = frozenset(
    "is are was were has have had having shows show exhibits exhibit displays display possesses binds bind reaches reach undergoes appears "
    "crosses can may does will begins starts acts works lasts peaks takes demonstrates attains achieves being remains".split()
)
_NO_NAME = frozenset(
    "patients patient treatment therapy disease infection symptoms surgery elimination absorption distribution metabolism excretion "
    "most many some several other others effects effect action activity onset duration peak plasma blood levels concentrations "
    "people adults children they there what study studies".split()
)
_BREAKS = frozenset({".", ";", ":", "(", "while", "whereas", "but"})
_LONGEST = 9


def read_owner(statement: Statement, at: int) -> tuple[Owner, int] | None:
    """A noun phrase at token `at` that names what a figure is of: (owner, index after it)."""
    tokens, start = statement.tokens, at
    while lower_at(tokens, at) in _DETERMINERS:
        at += 1
    begin = at
    generic = True
    metabolite = False
    names: list[int] = []
    while at < len(tokens) and at - begin < _LONGEST:
        word = _bare(tokens[at])
        if word in _METABOLITES:
            metabolite, generic = True, False
        elif tokens[at].value is not None and not _in_name(tokens, at):
            break
        elif (
            word in statement.subject_words
            or word in _GENERIC
            or (word in _DESCRIBING and (metabolite or _metabolite_ahead(tokens, at)))
        ):
            pass
        elif (
            tokens[at].kind == "word"
            and word not in _VERBS
            and word not in _STOP_WORDS
            and (not names or _in_name(tokens, at))
        ):
            names.append(at)
            generic = False
        elif _in_name(tokens, at):
            pass
        else:
            break
        at += 1
    while at > begin and tokens[at - 1].text in "-,":
        at -= 1
    if at == begin:
        return (Owner(None, start), at) if begin > start and lower_at(tokens, begin - 1) in ("its", "this") else None
    if lower_at(tokens, at) == "," and metabolite and (named := _apposition(statement, at)) is not None:
        return Owner(named[0], start), named[1]
    if generic:
        return Owner(None, start), at
    if not metabolite and any(_bare(tokens[place]) in _NO_NAME for place in names):
        return None
    return Owner(statement.quote(begin, at).removesuffix("'s").removesuffix("’s"), start), at


_STOP_WORDS = frozenset(
    "in of for after following when with by via at on to from and or as if during which that who is upon under per within until about "
    "approximately around between than then also only".split()
)


def _bare(token: Token) -> str:
    return token.lower.removesuffix("'s").removesuffix("’s")


def _in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is glued to its neighbour as in a chemical name: "9-hydroxy", "N-desmethyl"."""
    before = at > 0 and tokens[at - 1].end == tokens[at].start
    after = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    if tokens[at].kind == "sign":
        return tokens[at].text in "-′'" and before and after
    glued = (before and tokens[at - 1].text == "-") or (after and tokens[at + 1].text == "-")
    return glued and tokens[at].text != "%"


def _metabolite_ahead(tokens: Sequence[Token], at: int) -> bool:
    return any(token.lower in _METABOLITES for token in tokens[at : at + 5])


def _apposition(statement: Statement, comma: int) -> tuple[str, int] | None:
    """ "its active metabolite, norfluoxetine,": the name between the commas."""
    tokens = statement.tokens
    for end in range(comma + 1, min(comma + 8, len(tokens))):
        if tokens[end].text == ",":
            return (statement.quote(comma + 1, end), end + 1) if end > comma + 1 else None
        if tokens[end].lower in _VERBS | _STOP_WORDS:
            return None
    return None


def owner_of(statement: Statement, first: int, after: int) -> tuple[Owner | None, int]:
    """Owner of a measure whose words are tokens `first` up to `after`: "X's …", "… of X", "X has a …", or the drug."""
    tokens = statement.tokens
    if lower_at(tokens, after) in ("of", "for") and (found := read_owner(statement, after + 1)) is not None:
        return found[0], found[1]
    if lower_at(tokens, after) == "of" and not _figure_like(tokens, after + 1):
        return None, after
    return owner_before(statement, first), after


def _figure_like(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure begins within the next few words."""
    return any(token.value is not None for token in tokens[at : at + 5])


def owner_before(statement: Statement, first: int) -> Owner | None:
    """Owner of a measure or predicate by what stands before it in the sentence; None where that cannot be told."""
    tokens = statement.tokens
    at = first
    while at > 0 and tokens[at - 1].lower in _DETERMINERS:
        if tokens[at - 1].lower in ("its", "their") and any(t.lower in _METABOLITES for t in tokens[: at - 1]):
            return None
        at -= 1
    if at > 0 and tokens[at - 1].text.endswith(("'s", "’s")):
        begin = at - 1
        while begin > 0 and _in_name(tokens, begin - 1):
            begin -= 1
        found = read_owner(statement, begin)
        return Owner(found[0].subject, begin) if found else None
    clause = at
    while clause > 0 and tokens[clause - 1].lower not in _BREAKS:
        clause -= 1
    subject = read_owner(statement, _skip_opening(statement, clause, at))
    if clause == at or subject is None:
        return Owner() if not any(token.lower in _METABOLITES for token in tokens[:at]) else None
    owner, end = subject
    said = [token.lower for token in tokens[clause:at]]
    if owner.subject is not None and lower_at(tokens, end) not in _VERBS and end < at:
        return None
    if any(word in _METABOLITES for word in said) and owner.subject is None:
        return None
    if owner.subject is not None and end <= at and _is_plain_name(owner.subject, statement):
        return owner
    return Owner(None, None) if owner.subject is None else owner


def _is_plain_name(subject: str, statement: Statement) -> bool:
    return bool(subject) and subject.casefold() not in statement.subject_words


def _skip_opening(statement: Statement, clause: int, at: int) -> int:
    """Where the subject begins: after an opening phrase and its comma ("After oral use, X …")."""
    tokens = statement.tokens
    if clause < at and tokens[clause].lower in _OPENINGS:
        for place in range(clause, at):
            if tokens[place].text == ",":
                return place + 1
    while clause < at and tokens[clause].lower in ("and", "then", "however", ",", "also", "with"):
        clause += 1
    return clause


_OPENINGS = frozenset(
    "after following in when if on with upon at because as given once for among during by under".split()
)

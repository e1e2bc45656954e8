"""What a clause is about: the page's drug by name or by a word for it, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token, tokenize
from .brands import SOLD
from .dose_forms import PRODUCT_NOUNS, read_noun
from .verbs import read_header_noun
from .words import ADVERBS, ARTICLES, DRUG_NOUNS, FINITE, SALTS, read_generic

__all__ = ["CHEMICAL", "is_about", "names_of", "past_name", "read_header_of", "read_subject", "subject_before"]

_JOINS = frozenset({"and", "or", "but"})
_RELATIVES = frozenset({"which", "that"})
_GENERIC = frozenset({"generic", "generics"})
_LONGEST_NOUN = 8
# Said of a drug before its name, and of it still.
# Another drug stands between the page's and what is said.
_OTHER_DRUG = frozenset(
    "similar related unlike than compared versus analog analogue derivative derivatives metabolite isomer enantiomer "
    "successor predecessor like whereas resembles comparable replaced combination combined prodrug biosimilars confused superseded instead against".split()
)
CHEMICAL = frozenset({"iupac", "systematic", "chemical", "chemically"})
"""Kinds of chemical name."""

_MARKS = frozenset({"®", "™", '"', "“", "”"})


def names_of(statement: Statement) -> Phrases[bool]:
    """The names of the page's drug."""
    title = statement.passage.title
    return _listed((title, *statement.passage.aliases, title.partition("/")[0]))


@lru_cache(maxsize=64)
def _listed(names: tuple[str, ...]) -> Phrases[bool]:
    return Phrases({name: True for name in names if tokenize(name)})


def read_subject(statement: Statement, names: Phrases[bool], at: int) -> int | None:
    """The index after the drug's name, with its salt, or after a word for it."""
    tokens = statement.tokens
    if found := names.at(tokens, at):
        here = found[1]
        while lower_at(tokens, here) in SALTS or lower_at(tokens, here) in _MARKS:
            here += 1
        return here
    return found[1] if (found := DRUG_NOUNS.at(tokens, at)) else None


def past_name(names: Phrases[bool], tokens: Sequence[Token], at: int) -> int:
    """The index after the drug at token `at`, "of X", "X", "of the drug"; `at` where it is not named."""
    of = lower_at(tokens, at) == "of"
    found = names.at(tokens, at + of) or (_OF_IT.at(tokens, at) if of else None)
    return found[1] if found else at


_OF_IT = Phrases.listed(
    "of the drug|of the active drug|of the medicine|of the medication|of the active substance|of the active ingredient|"
    "of the antibody|of the vaccine|of the compound|of the substance|of active ingredient|of active substance|of active drug|of drug|"
    "of the hormone|of the agent|of this drug|of this medicine|of the product"
)
"""What a strength is of, where the drug is not named again."""


def read_header_of(text: str, tokens: Sequence[Token], at: int, names: Phrases[bool]) -> int | None:
    """The index after "dosage forms of X include", a header that names the drug."""
    noun = read_header_noun(tokens, at)
    if noun is None or lower_at(tokens, noun) not in ("of", "for"):
        return None
    named = past_name(names, tokens, noun + 1)
    if named == noun + 1 or lower_at(tokens, named) not in ("include", "includes", "included", "are", ":"):
        return None
    listed = named + 1 < len(tokens) and (
        tokens[named + 1].kind == "number" or read_noun(text, tokens, named + 1) is not None
    )
    return named + 1 if listed or lower_at(tokens, named) != "are" else None


def subject_before(statement: Statement, names: Phrases[bool], verb: int) -> int | None:
    """Where the clause with a verb at token `verb` begins, if it is about the drug; None if it is about something else.

    "… and it is available": at "it". "X was approved and is available": at the verb, the subject is that of the
    sentence. "X, an antibiotic, is available" and "X (Brand) is available": at X.
    """
    tokens = statement.tokens
    here = verb
    while here > 0 and lower_at(tokens, here - 1) in ADVERBS:
        here -= 1
    if here > 0 and tokens[here - 1].text == ")":
        here = _before_bracket(statement, here)
    if here == 0:
        return verb
    last = lower_at(tokens, here - 1)
    if last in _RELATIVES:
        before = here - 1 - (lower_at(tokens, here - 2) == ",")
        return verb if _names_end(statement, names, before) is not None else None
    if last in _JOINS or last in (",", ";", "—", "–"):
        begin = _opening(statement, names)
        if begin is None or (last == "," and lower_at(tokens, verb) not in FINITE and _is_of_kin(statement, here)):
            return None
        return begin if last == "," and begin == 0 and _is_apposition(statement, here - 1) else verb
    begin = _names_end(statement, names, here)
    if begin is None and lower_at(tokens, verb) not in FINITE and _is_kind_of_drug(statement, names, here):
        return verb
    described = (
        begin is not None and lower_at(tokens, begin) in ("a", "an") and lower_at(tokens, begin - 1) in ("is", "was")
    )
    if begin is not None and described and read_noun(statement.passage.text, tokens, begin + 1) is None:
        return None if _opening(statement, names) is None else verb  # "it is a drug sold as …"
    return begin


def _is_kind_of_drug(statement: Statement, names: Phrases[bool], end: int) -> bool:
    """Whether "X is an older oral antihistamine" stands before token `end`, and no other thing is named in it."""
    tokens = statement.tokens
    named = read_subject(statement, names, 0)
    if named is None or lower_at(tokens, named) not in ("is", "was") or lower_at(tokens, named + 1) not in ("a", "an"):
        return False
    kind = tokens[named + 2 : end]
    return 0 < len(kind) <= _LONGEST_KIND and all(
        (token.kind == "word" or token.text == "-") and token.lower not in _OTHER_DRUG | FINITE | _LINKS
        for token in kind
    )


_LONGEST_KIND = 7
_LINKS = frozenset("of in to for by with on at that which and or used as".split())


def _is_of_kin(statement: Statement, end: int) -> bool:
    """ "X is a metabolite of Y, sold as …": the last that was named is not X."""
    return any(token.lower in _OTHER_DRUG for token in statement.tokens[:end])


def _before_bracket(statement: Statement, here: int) -> int:
    tokens = statement.tokens
    at = here - 1
    while at > 0 and tokens[at].text != "(":
        at -= 1
    return at


def _names_end(statement: Statement, names: Phrases[bool], end: int) -> int | None:
    """Where the noun that ends at token `end` begins, if it is the drug, a word for it, or a form of it."""
    tokens = statement.tokens
    if end <= 0:
        return None
    if tokens[end - 1].text == ")":
        return _names_end(statement, names, _before_bracket(statement, end))
    for begin in range(end - 1, max(-1, end - 8), -1):
        if read_subject(statement, names, begin) == end:
            return _generic_of(statement, begin) or _with_article(statement, begin)
    text = statement.passage.text
    if lower_at(tokens, end - 1) in PRODUCT_NOUNS:
        for begin in range(max(0, end - _LONGEST_NOUN), end):
            noun = read_noun(text, tokens, begin)
            if noun is not None and noun.next == end:
                return _unnamed(statement, names, begin)
    return _with_article(statement, end - 1) if lower_at(tokens, end - 1) in _GENERIC else None


def _unnamed(statement: Statement, names: Phrases[bool], begin: int) -> int | None:
    """Where "the tablets" or "X tablets" begins; None where another name stands before the form."""
    tokens = statement.tokens
    before = lower_at(tokens, begin - 1)
    if begin == 0 or before in _JOINS or before in (",", ";", ":"):
        return begin
    if before in ARTICLES or before in ("its", "these", "both", "all", "each"):
        return begin - 1
    return _names_end(statement, names, begin)


def _with_article(statement: Statement, begin: int) -> int:
    """With the words before it that belong to the noun, up to an article."""
    tokens = statement.tokens
    for at in range(begin, max(-1, begin - 4), -1):
        if lower_at(tokens, at - 1) in ARTICLES | {"no"}:
            return at - 1
        if at > 0 and (tokens[at - 1].kind != "word" or lower_at(tokens, at - 1) in _JOINS):
            return at
    return begin


def _generic_of(statement: Statement, begin: int) -> int | None:
    """Where "a generic version of X", "no generic form of X" begins."""
    tokens = statement.tokens
    if lower_at(tokens, begin - 1) not in ("of", "for"):
        return None
    for at in range(max(0, begin - 8), begin - 1):
        if (found := read_generic(tokens, at)) and found[1] == begin - 1:
            return at
    return None


def _opening(statement: Statement, names: Phrases[bool]) -> int | None:
    """0 where the sentence is about the drug: it begins with it, or the drug stands before its first verb."""
    tokens = statement.tokens
    at = 1 if lower_at(tokens, 0) in ARTICLES else 0
    if read_subject(statement, names, at) is not None:
        return 0
    for index, token in enumerate(tokens):
        if token.lower in FINITE:
            return 0 if _names_end(statement, names, index) is not None else None
    return None


def _is_apposition(statement: Statement, comma: int) -> bool:
    """ "X, an antibiotic, is available": a comma, words without a verb of their own, and the comma before the verb."""
    words = [token.lower for token in statement.tokens[:comma]]
    return "," in words and not {"is", "was", "are", "were", "has", "have", "had"} & set(words)


def is_about(statement: Statement, names: Phrases[bool], frame: int) -> bool:
    """Whether what stands at token `frame` is said of the page's drug: it is named, or the sentence begins with it."""
    tokens = statement.tokens
    named = [index for index in range(len(tokens)) if names.at(tokens, index)]
    start = max((index for index in named if index < frame), default=0)
    if any(token.lower in _OTHER_DRUG for token in tokens[start:frame]):
        return False
    return bool(named) or _begins_with_drug(statement, names)


def _begins_with_drug(statement: Statement, names: Phrases[bool]) -> bool:
    tokens = statement.tokens
    at = 1 if lower_at(tokens, 0) in ("the", "this", "a", "an", "common", "other") else 0
    if read_subject(statement, names, at) or DRUG_NOUNS.at(tokens, 0):
        return True
    first = lower_at(tokens, 0)
    return first in _FIRST or lower_at(tokens, at) in CHEMICAL or lower_at(tokens, at) in ("brand", "trade")


_FIRST = SOLD | frozenset("its under tablets capsules generic brands".split())

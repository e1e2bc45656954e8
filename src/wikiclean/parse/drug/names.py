"""Names that a sentence gives to the page's drug: brands, synonyms, codes, abbreviations, INN and its kin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ...model.name import Name
from ..grammar import Phrases, Statement, lower_at
from ..tokens import Token
from .products.brands import FRAME_WORDS, SOLD, read_brands_sold, read_framed_brands
from .products.subjects import CHEMICAL, is_about, names_of
from .products.words import DRUG_NOUNS
from .pronunciation import read_pronunciations

__all__ = ["read_names"]

Kind = Literal["inn", "usan", "ban", "jan", "aan", "brand", "synonym", "abbreviation", "research_code", "iupac"]

_KNOWN = frozenset("known called referred abbreviated codenamed coded named code codes designated shortened".split())
_LISTS: dict[str, Kind] = {"inn": "inn", "usan": "usan", "ban": "ban", "jan": "jan", "aan": "aan"}

_KNOWN_AS: Phrases[Kind] = Phrases.of(
    {
        "synonym": "known as|referred to as|known by the names|known by the name|known by the synonyms|"
        "known under the name|known under the names|known chemically as|known commonly as|"
        "also called|commonly called|sometimes called|often called|formerly called|previously called|originally called|"
        "usually called",
        "abbreviation": "abbreviated as|abbreviated to|abbreviated|abbreviation|shortened to",
        "research_code": "codenamed|code named|code-named|code name|code names|development code|development codes|"
        "developmental code name|developmental code names|development code name|development code names|research code|"
        "research codes|laboratory code|developmental code|developmental codes|designated|coded as|coded|"
        "investigational name|developmental name|experimental code|company code|designated as",
    }
)
# What may stand between a name and "known as".
_BETWEEN = frozenset(
    "is was are were also formerly previously originally commonly sometimes often better widely generally usually once and "
    "has been initially , ( ; or internationally occasionally more less alternatively now colloquially with the by its".split()
)
_FRAMED_BY = frozenset({"the", "under", "by", "with", "its"})
_JOINS = frozenset({",", "and", "or", "/", ";", "•", "·", "|"})
_QUOTES = frozenset("\"'“”‘’«»")
_OTHERS = frozenset("others many several various other more etc among amongst".split())
"""Words that say that there are further names, where a name may stand."""
# Where a list of names ends, if it stands after a comma or a name.
_STOPS = frozenset(
    "is was are were has have had which that who in by for with as a an the used sold marketed developed on under but its it "
    "belongs acts works among before after when since because during while being can may not to from among if at".split()
)
_BEFORE_NAME = frozenset("the a an of for as by and or with in to from is was drug medication agent like than".split())
_CODE = re.compile(r"(?:[A-Z]{2,5}[A-Za-z]{0,2}[ -]?|[A-Z]-?)\d{1,3}(?:[,-]?\d{2,4}){0,3}[A-Za-z]?")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Z0-9-]{0,5}")
_CHEMICAL_NAME = re.compile(
    r"(?:IUPAC|[Ss]ystematic|[Cc]hemical)\s+name\s*(?:of\s+[\w-]+\s+)?(?:is|:|,)\s*(?P<name>[^\s;]+(?:\s(?:acid|hydrochloride|ester|sodium|oxide|"
    r"hydrate|salt|amide))?)"
)
_LONGEST = 6
"""Words of the longest synonym; what is longer is a phrase."""
_MOST_CHARACTERS = 60


def read_names(statement: Statement) -> list[Name]:
    """Names that one statement gives to the page's drug."""
    words = statement.words
    found: list[Name] = []
    if "(" in words or "pronounced" in words:
        found += read_pronunciations(statement)
    framed = not words.isdisjoint(FRAME_WORDS) or not words.isdisjoint(SOLD)
    known = not words.isdisjoint(_KNOWN)
    bracket = "(" in words and not words.isdisjoint(statement.subject_words)
    if not (framed or known or bracket or not words.isdisjoint(CHEMICAL)):
        return found
    names = names_of(statement)
    if framed:
        found += _brands(statement, names)
    if known:
        found += _known_as(statement, names)
    if bracket:
        found += _in_brackets(statement, names)
    if not words.isdisjoint(CHEMICAL) and is_about(statement, names, len(statement.tokens)):
        found += _chemical(statement)
    return found


def _name(statement: Statement, value: str, kind: Kind, first: int, after: int, rule: str) -> Name:
    evidence = statement.evidence(first, after, rule)
    return Name(evidence=(evidence,), reference_ids=statement.references((evidence,)), value=value, kind=kind)


# ---------------------------------------------------------------------- brands


def _brands(statement: Statement, names: Phrases[bool]) -> Iterator[Name]:
    tokens, text = statement.tokens, statement.passage.text
    at = 0
    while at < len(tokens):
        found = read_framed_brands(text, tokens, at) or read_brands_sold(text, tokens, at, names)
        if found is None:
            at += 1
            continue
        if is_about(statement, names, found.first):
            for value in found.names:
                yield _name(statement, value, "brand", found.first, found.next, "name.brand")
        at = found.next


# ---------------------------------------------------------------------- synonyms and codes


def _known_as(statement: Statement, names: Phrases[bool]) -> Iterator[Name]:
    tokens = statement.tokens
    for at in range(len(tokens)):
        found = _KNOWN_AS.at(tokens, at)
        if found is None:
            continue
        kind, here = found
        while lower_at(tokens, here) in ("the", "is", ":", "was", "as", "are", "either", "both", "simply", "“", '"'):
            here += 1
        items = _list_of_names(statement, names, here)
        if not items:
            return
        after = items[-1][1]
        coded = kind == "research_code" and lower_at(tokens, at - 1) in _FRAMED_BY and is_about(statement, names, at)
        if (
            coded
            or _said_of_drug(statement, names, at)
            or (at <= 1 and lower_at(tokens, after) == "," and names.at(tokens, after + 1))
        ):
            for low, high in items:
                value = statement.quote(low, high)
                yield _name(statement, value, _kind_of(value, kind), at, high, "name.also_known")
        return


def _said_of_drug(statement: Statement, names: Phrases[bool], at: int) -> bool:
    """Whether the drug's name, or a word for it at the start, stands before "known as" with nothing of weight between."""
    tokens = statement.tokens
    here = at
    while here > 0 and lower_at(tokens, here - 1) in _BETWEEN:
        here -= 1
    depth_closed = here > 0 and tokens[here - 1].text == ")"
    while depth_closed and here > 0 and tokens[here].text != "(":
        here -= 1
    if here <= 0 or here == at:
        return False
    for begin in range(here - 1, max(-1, here - 8), -1):
        if (found := names.at(tokens, begin)) and found[1] == here:
            return not _is_compound(statement, begin)
    if lower_at(tokens, 0) in ("the", "this"):
        noun = DRUG_NOUNS.at(tokens, 1)
        return noun is not None and noun[1] == here
    return here == 1 and lower_at(tokens, 0) == "it"


def _list_of_names(statement: Statement, names: Phrases[bool], at: int) -> list[tuple[int, int]]:
    """Places of the names from token `at` on; a comma before the drug's own name ends the list."""
    tokens = statement.tokens
    items: list[tuple[int, int]] = []
    here = at
    while here < len(tokens):
        while lower_at(tokens, here) in ("simply", "just") or lower_at(tokens, here) in _QUOTES:
            here += 1
        if lower_at(tokens, here) in _OTHERS:
            break
        begin = here
        while here < len(tokens) and not _ends_name(statement, here, begin):
            here += 1
        words = sum(token.kind == "word" for token in tokens[begin:here])
        if here == begin or words > _LONGEST or tokens[here - 1].end - tokens[begin].start > _MOST_CHARACTERS:
            break
        items.append((begin, here))
        while lower_at(tokens, here) in _QUOTES:
            here += 1
        joined = here
        while lower_at(tokens, joined) in _JOINS:
            joined += 1
        follows = lower_at(tokens, joined)
        if joined == here or follows in _STOPS or follows in _BETWEEN or names.at(tokens, joined):
            break
        here = joined
    return items


def _ends_name(statement: Statement, at: int, begin: int) -> bool:
    token = statement.tokens[at]
    touches = at > begin and token.start == statement.tokens[at - 1].end
    if token.text == "-" or (touches and token.kind != "sign"):
        return False
    if token.text in ("/", "'", "’") and touches and _touches(statement.tokens, at + 1):
        after = statement.tokens[at + 1]
        return after.kind == "sign" and after.text != "-"  # "A/B" and a prime are of the name, a closing quote is not
    if token.text == "," and touches and _is_locant(statement.tokens, at + 1):
        return False  # "N,N-dimethyl"
    if token.text == "A" and at > begin:  # "interleukin A"
        return False
    return token.kind == "sign" or token.lower in _JOINS or token.lower in _STOPS


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].start == tokens[at - 1].end


def _is_locant(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token says where in a molecule a group is, as "N" does in "N,N-dimethyl"; it touches the comma before."""
    if not _touches(tokens, at):
        return False
    return tokens[at].kind == "number" or (
        len(tokens[at].text) == 1 and lower_at(tokens, at + 1) in ("-", ",", "′", "'")
    )


def _kind_of(value: str, kind: Kind) -> Kind:
    if _CODE.fullmatch(value) and sum(char.isdigit() for char in value) >= 2:
        return "research_code"
    if kind == "synonym" and _ABBREVIATION.fullmatch(value):
        return "abbreviation"
    return kind if kind != "research_code" else "synonym"


# ---------------------------------------------------------------------- brackets


def _in_brackets(statement: Statement, names: Phrases[bool]) -> Iterator[Name]:
    """ "X (MK-3475)", "X (APAP)", "X (INN, USAN)", "X (INN) or Y (USAN)"."""
    tokens = statement.tokens
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "(":
            continue
        close = at + 1
        while close < len(tokens) and tokens[close].text != ")" and close - at < 12:
            close += 1
        if lower_at(tokens, close) != ")":
            continue
        before = next((begin for begin in range(at - 1, max(-1, at - 8), -1)
                       if (found := names.at(tokens, begin)) and found[1] == at), None)  # fmt: skip
        inside = tokens[at + 1 : close]
        listed = [token.lower for token in inside if token.lower in _LISTS and token.text.isupper()]
        if listed and all(token.lower in _LISTS or token.text in (",", "/", "and") for token in inside):
            first = before if before is not None else at - 1
            if before is None and not (tokens[first].kind == "word" and lower_at(tokens, first - 1) in ("or", "and", ",")
                                       and names.at(tokens, 0)):  # fmt: skip
                continue
            value = statement.quote(first, at)
            for word in dict.fromkeys(listed):
                yield _name(statement, value, _LISTS[word], first, close + 1, "name.list")
        elif before is not None and inside and not _is_compound(statement, before):
            value = statement.quote(at + 1, close)
            if _CODE.fullmatch(value) and sum(char.isdigit() for char in value) >= 3:
                yield _name(statement, value, "research_code", at, close + 1, "name.bracket")
            elif _ABBREVIATION.fullmatch(value) and value.isupper():
                yield _name(statement, value, "abbreviation", at, close + 1, "name.bracket")


def _is_compound(statement: Statement, at: int) -> bool:
    """Whether a word before the drug's name makes it another's: "pegylated X (PX)"."""
    tokens = statement.tokens
    return at > 0 and tokens[at - 1].kind == "word" and tokens[at - 1].lower not in _BEFORE_NAME


def _chemical(statement: Statement) -> Iterator[Name]:
    """ "The IUPAC name is …"."""
    passage = statement.passage
    match = _CHEMICAL_NAME.search(passage.text, statement.start, statement.end)
    if match is None:
        return
    low, high = match.span("name")
    value = passage.text[low:high].rstrip(".,")
    if not any(char.isdigit() or char == "-" for char in value):
        return
    evidence = passage.evidence(match.start(), low + len(value), "name.iupac")
    yield Name(evidence=(evidence,), reference_ids=statement.references((evidence,)), value=value, kind="iupac")

"""Whom a clause of an approval is about: the subject before its predicate."""

from __future__ import annotations

from dataclasses import replace

from ...grammar import Phrases, Statement, lower_at
from ..dates import Date, read_date
from ..english import ADVERBS, CONNECTIVES, FINITE
from ..uses.illness import names_illness
from ..uses.reader import Use, read_terms
from .drugs import FORMS, NOT_IT, PREPOSITIONS, Drug, read_drug
from .words import LATER_STATUS

__all__ = ["date_within", "subject_of", "use_as_subject"]


_KINDRED = frozenset("analogue analog derivative prodrug metabolite enantiomer isomer combination formulation".split())


_COPULAS = frozenset("is was became becomes remains".split())


_PREDICATE_NOUN = frozenset("a an the one among".split())


_CALLED = frozenset("sold marketed also known branded formerly previously available commonly".split())


_RELATIONS = frozenset(
    "predecessor successor rival competitor relative forerunner drug drugs medication agent antibody inhibitor".split()
)


_LEADS_IN = Phrases.listed(
    "unlike|like|along with|together with|as with|in addition to|besides|despite|although|though|while|whereas|after|before|since|"
    "when|once|because|however|where|until|until then|yet|and|but|or|so|thus|;|,|:|—|–|in contrast|by contrast|in contrast to|"
    "following|then|which|that|who|even though|if|nor|neither|initially|originally|first|subsequently|later|finally|"
    "nevertheless|nonetheless|eventually|in fact|today|currently|now|additionally|also|moreover|furthermore|consequently|"
    "as a result|therefore|meanwhile|ultimately|(|-|whilst|more recently|most recently|recently|historically|"
    "previously|in turn|overall|as of|similarly|conversely|instead|only after|only"
)


def subject_of(statement: Statement, first: int, after: int, previous: Drug | None, *, reduced: bool) -> Drug | None:
    """The drug that a predicate at token `after` is about, from the words `first` up to it; None: not known.

    `previous`: the subject of the clause before, that a clause without its own takes over. `reduced`: the predicate
    is a bare participle or infinitive, as in "the first statin approved in Japan".
    """
    tokens = statement.tokens
    begin = first
    while first < after and (lead := _LEADS_IN.at(tokens, first)) is not None and lead[1] <= after:
        first = lead[1]
    end = after
    while end > first and _LEADS_IN.at(tokens, end - 1) is not None:
        end -= 1
    if first >= end:
        return previous or Drug(None, after)
    last = _ending_at(statement, first, end, own=True)
    if last is not None and not reduced and end == after:
        return last
    head = read_drug(statement, first)
    joined = {token.lower for token in tokens[end:after]}
    if joined & {"which", "that"}:
        near = _ending_at(statement, first, end)
        if head is None or (near is not None and near.name is None):
            return near
        return head if _describes(statement, head, end) else None
    if joined:
        if head is None:
            if "and" in joined and not reduced and tokens[begin].lower in _BESIDE and previous is not None:
                return previous  # "[was withdrawn] when no benefit could be shown, and"
            if tokens[first].lower in FINITE:  # "Sold as A, it comes in tablets, and"
                return previous or _acting(statement, first, end)
            return _ending_at(statement, first, end) or _acting(statement, first, end)
        if reduced and joined == {","} and not _describes(statement, head, end):
            return head if head.name is None and _is_series(statement, head.next, end) else None
        return head if head.name is None or head.next == end or tokens[head.next].lower in FINITE | {","} else None
    if head is not None and head.next == end:
        return head
    if (found := _ending_at(statement, first, end)) is not None:
        return found
    head = head or _acting(statement, first, end)
    return head if reduced and head is not None and _describes(statement, head, end) else None


def use_as_subject(statement: Statement, first: int, after: int) -> Use | None:
    """ "Use in type 1 diabetes | was approved": the illness whose treatment the predicate at token `after` is about."""
    tokens = statement.tokens
    while first < after and (lead := _LEADS_IN.at(tokens, first)) is not None and lead[1] <= after:
        first = lead[1]
    k = first + (lower_at(tokens, first) in ("its", "the", "their"))
    if lower_at(tokens, k) != "use":
        return None
    k += 1
    if lower_at(tokens, k) == "of":
        drug = read_drug(statement, k + 1)
        if drug is None or drug.name is not None or drug.copy:
            return None
        k = drug.next
    if lower_at(tokens, k) not in ("in", "for", "against") or k >= after:
        return None
    use = read_terms(statement, k + 1, lambda j: j >= after, first=first)
    return use if use is not None and use.next == after and names_illness(statement, use) else None


def _acting(statement: Statement, first: int, end: int) -> Drug | None:
    """The page's drug as the subject of a clause that begins after a sign: "Canada - X is sold freely, and"."""
    tokens = statement.tokens
    for j in range(first + 1, end):
        found = read_drug(statement, j) if tokens[j - 1].kind == "sign" else None
        if found is not None and found.name is None and lower_at(tokens, found.next) in FINITE:
            return found
    return None


def _describes(statement: Statement, head: Drug, end: int) -> bool:
    """ "X is a statin", "X, the first statin": what follows the name says what the drug is, and names no other."""
    words = [token.lower for token in statement.tokens[head.next : end]]
    for n, word in enumerate(words):
        following = words[n + 1] if n + 1 < len(words) else ""
        if word in NOT_IT and (following in ("of", "to", "from", "as") or word not in _KINDRED):
            return False
    if not words:
        return True
    if words[0] == ",":
        if len(words) > 1 and words[1] in _CALLED and "," in words[2:]:
            words = words[words.index(",", 2) + 1 :]
            return len(words) > 1 and words[0] in _COPULAS and words[1] in _PREDICATE_NOUN
        return len(words) > 1 and words[1] in _PREDICATE_NOUN
    said = 1
    if words[0] in _COPULAS and (date := date_within(statement, head)) is not None:
        said = date.next - head.next
        said += lower_at(statement.tokens, date.next) == ","
    return words[0] in _COPULAS and (len(words) == said or words[said] in _PREDICATE_NOUN)


def date_within(statement: Statement, head: Drug) -> Date | None:
    """ "[X] became in 1987 (the first drug approved for A)": the date after the verb."""
    tokens = statement.tokens
    at = head.next + 1
    at += lower_at(tokens, at) == ","
    if lower_at(tokens, head.next) not in _COPULAS or lower_at(tokens, at) not in ("in", "on"):
        return None
    return read_date(tokens, at + 1)


_BESIDE = frozenset("when after because once since until before".split())
"""Words of a clause beside another, which an "and" after it goes on with."""

_HISTORY = frozenset(
    "patented discovered developed introduced synthesized synthesised made described launched approved licensed isolated marketed "
    "invented reported prepared authorised authorized designated used tested released withdrawn registered sold formulated identified "
    "created produced studied".split()
)


def _is_series(statement: Statement, at: int, end: int) -> bool:
    """ "[X] was first patented in 1996 |, approved in 1998": verbs of one subject, its history told in a row."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("was", "were", "had", "has"):
        return False
    k = at + 1 + (lower_at(tokens, at + 1) == "been")
    while (adverb := ADVERBS.at(tokens, k)) is not None:
        k = adverb[1]
    return lower_at(tokens, k) in _HISTORY and not any(
        (found := read_drug(statement, j)) is not None and found.name is not None
        for j in range(max(k + 1, end - 3), end)
    )


def _ending_at(statement: Statement, first: int, end: int, *, own: bool = False) -> Drug | None:
    """The drug whose name, with what belongs to it, ends before token `end`, after a comma or connective.

    `own`: the page's drug, after any word but one that makes it part of something else ("a rival of X").
    """
    tokens = statement.tokens
    for j in range(end - 1, max(first, end - 16) - 1, -1):
        begins = j == first or CONNECTIVES.at(tokens, j - 1) is not None or tokens[j - 1].lower in _RELATIONS
        if own:
            found = read_drug(statement, j)
            if found is not None and found.next == end and tokens[j].lower not in FORMS:
                if found.name is not None or found.copy:
                    return None
                before = lower_at(tokens, j - 1)
                if any((status := LATER_STATUS.at(tokens, k)) and status[1] == j for k in range(max(first, j - 5), j)):
                    return replace(found, copy=True)
                apart = j == first or not (
                    before in PREPOSITIONS or before in ("and", "or", "like", "as", "plus", "the", "a")
                )
                return found if apart else None
            continue
        if begins and (found := read_drug(statement, j)) is not None and found.next == end:
            if found.name is None and lower_at(tokens, j - 1) == "," and (other := _apposed(statement, first, j - 1)):
                return other
            joined = j > first and tokens[j - 1].lower in ("and", "or", "plus", "with")
            return None if joined and not any(token.lower in FINITE for token in tokens[first : j - 1]) else found
    return None


def _apposed(statement: Statement, first: int, comma: int) -> Drug | None:
    """Another drug that ends before the comma at token `comma`: "metformin, the first drug (approved for A)"."""
    for k in range(comma - 1, max(first, comma - 6) - 1, -1):
        found = read_drug(statement, k)
        if found is not None and found.name is not None and found.next == comma:
            return found
    return None

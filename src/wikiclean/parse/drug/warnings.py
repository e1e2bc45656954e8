"""Warnings that a sentence states in a fixed form, in whatever section it stands."""

from __future__ import annotations

from ...model.evidence import TextFact
from ..grammar import Phrases, Statement, lower_at
from .products.dose_forms import PRODUCT_NOUNS
from .products.subjects import is_about, names_of, read_subject, subject_before
from .products.words import ARTICLES, FINITE

__all__ = ["read_warnings"]

_MODALS = frozenset({"should", "must", "shall"})
_PASSIVE: Phrases[bool] = Phrases(
    {
        f"{before}{verb}": True
        for before in ("be ", "only be ", "always be ", "be only ", "not be ", "never be ")
        for verb in ("given", "administered", "used", "initiated", "started", "prescribed", "handled", "undertaken",
                     "performed", "infused", "injected", "taken", "begun")
    }
)  # fmt: skip
_SUPERVISION = frozenset({"supervision", "guidance", "direction", "oversight", "surveillance"})
_UNDER = frozenset("the a an close direct strict medical careful constant continuous expert specialist physician's physician’s "
                   "adequate appropriate and".split())  # fmt: skip
# A clause begins behind these.
_BEGINS = frozenset({",", ";", ".", ":", "(", "—", "–"})
_ENDS = frozenset({";", ")", "."})
_LEADING: Phrases[bool] = Phrases.of(
    {True: "and|but|so|thus|therefore|particularly with|especially with|which|hence|because|since|as"}
)
# What may stand in a subject beside the drug and words for it: how it is given, and to whom.
_SUBJECT = ARTICLES | PRODUCT_NOUNS | frozenset(
    "with of for in by to and or its this such all any both each every first initial early further intravenous oral intramuscular "
    "subcutaneous parenteral intrathecal long - term high low test loading maintenance daily patients people children adults "
    "elderly pregnant women use administration initiation therapy treatment dose doses dosing infusion infusions injection "
    "injections course courses induction titration escalation rechallenge desensitization chemotherapy withdrawal discontinuation "
    "monotherapy therefore also however always".split()
)  # fmt: skip
_PRONOUNS = frozenset({"it", "this", "they", "these"})
_JOINING = frozenset({"which", "that", "and", "but", ","})


def read_warnings(statement: Statement) -> list[TextFact]:
    """ "… should be administered under the supervision of …"."""
    words = statement.words
    if words.isdisjoint(_MODALS) or words.isdisjoint(_SUPERVISION) or "under" not in words:
        return []
    tokens = statement.tokens
    for at in range(len(tokens)):
        if tokens[at].lower in _MODALS and (passive := _PASSIVE.at(tokens, at + 1)) is not None:
            supervised = _supervised(statement, passive[1])
            if supervised is not None and _is_of_drug(statement, _clause_begin(statement, at), at):
                return [_warning(statement, at, supervised)]
    return []


def _supervised(statement: Statement, at: int) -> int | None:
    """The index after "under the close supervision", in the same clause."""
    tokens = statement.tokens
    while at < len(tokens) and tokens[at].text not in _ENDS:
        if tokens[at].lower == "under":
            here = at + 1
            while lower_at(tokens, here) in _UNDER:
                here += 1
            if lower_at(tokens, here) in _SUPERVISION:
                return here + 1
        at += 1
    return None


def _clause_begin(statement: Statement, modal: int) -> int:
    tokens = statement.tokens
    first = modal
    while first > 0 and tokens[first - 1].text not in _BEGINS:
        first -= 1
    while (leading := _LEADING.at(tokens, first)) and leading[1] < modal:
        first = leading[1]
    return first


def _is_of_drug(statement: Statement, first: int, modal: int) -> bool:
    """Whether the subject at `tokens[first:modal]` is the page's drug or how it is given; another drug's name refuses."""
    tokens, names = statement.tokens, names_of(statement)
    if modal > 0 and tokens[modal - 1].lower in _JOINING:
        return subject_before(statement, names, modal) is not None or _narrows(statement, first)
    at = first
    while at < modal:
        after = read_subject(statement, names, at)
        if after is None and tokens[at].lower not in _SUBJECT:
            return False
        at = after or at + 1
    if modal - first != 1 or first == 0 or tokens[first].lower not in _PRONOUNS:
        return True
    before = {token.lower for token in tokens[:first]}
    return not before.isdisjoint(_PRONOUNS) or before.isdisjoint(FINITE) or is_about(statement, names, modal)


def _narrows(statement: Statement, first: int) -> bool:
    """ "side effects are common, particularly with high dose X, which …": a dose of the drug that the sentence is about."""
    tokens = statement.tokens
    opened = lower_at(tokens, first - 1) == "with" and lower_at(tokens, first - 2) in ("particularly", "especially")
    return opened and "dose" in (lower_at(tokens, first), lower_at(tokens, first + 1), lower_at(tokens, first + 2))


def _warning(statement: Statement, modal: int, after: int) -> TextFact:
    tokens = statement.tokens
    first = _clause_begin(statement, modal)
    while after < len(tokens) and tokens[after].text not in _ENDS:
        after += 1
    evidence = statement.evidence(first, after, "warning.supervision")
    return TextFact(evidence=(evidence,), reference_ids=statement.references((evidence,)), text=evidence.exact)

"""Predicates of the label: "indications were later expanded to include A", "A was added as an indication"."""

from __future__ import annotations

from collections.abc import Callable

from ...grammar import Phrases, Statement, lower_at, once_per_token
from ..english import AUXILIARIES
from ..uses.illness import names_illness
from ..uses.reader import Use, read_terms
from .drugs import Drug, read_drug
from .notions import Action, Predicate, after_adverbs, approval_noun, meaning, read_auxiliary

__all__ = ["LABELLING", "LABELS", "TO", "adding", "by_label", "gained_use", "named_indication", "widened_list"]


LABELS = Phrases(
    dict.fromkeys(
        f"{owner}{noun}"
        for owner in ("its ", "the ", "their ", "", "the approved ", "its approved ", "the licensed ", "its licensed ", "approved ")
        for noun in (
            "indications", "indication", "labelling", "labeling", "approval", "approvals", "marketing authorisation",
            "marketing authorization", "labelled indications", "labeled indications", "product label", "product labelling",
            "product labeling", "drug's label", "drug's indications", "drug's approval", "approved use", "approved uses", "licensed uses",
            *(("label", "licence", "license") if owner in ("its ", "their ") else ()), *(("label",) if owner == "the " else ()),
        )
    )
)  # fmt: skip


_WIDENED = frozenset("broadened expanded extended widened enlarged amended updated revised".split())

_NARROWED = frozenset("restricted narrowed limited".split())


TO = Phrases.listed(
    "to include|to cover|to add|to encompass|to|and now covers|and now includes|and now cover|and now include|, and now covers|"
    ", and now includes|, and now cover|, and now include|to also include|to now include|now including|, now including|, now covering|"
    "and covers|and includes|to embrace|to treat|, including|, among them|, notably|, to include|and now also covers|and now also includes|and currently include|"
    "and currently includes|, and currently include|, and currently includes|and include|with the addition of|by adding|for|, and include|"
    "and now extend to|, and now extend to|and came to include|, and today include|and today include|to treating|to the treatment of"
)


_AS_INDICATION = Phrases.listed(
    "as an indication|as indications|as a new indication|as new indications|as an additional indication|as additional indications|"
    "as a second indication|as an approved indication|as approved indications|as a further indication|as further indications|"
    "to its indications|to the indications|to the label|to its label|to the labelling|to the labeling|to its labelling|to its labeling|"
    "to the list of indications|to the list of approved indications|to its approved indications|to the approved indications|"
    "to its list of indications|to the approved uses|to its approved uses|to the indication|to the licence|to its licence|"
    "to the license|to its license|to the approved label|to the product label|to the drug's label|to the approval"
)


_AN_INDICATION = Phrases.listed(
    "an approved indication|approved indications|an approved use|approved uses|a licensed indication|licensed indications|"
    "a licensed use|licensed uses|an indication|indications|a new indication|a further indication|an additional indication"
)


_NEW_USE = Phrases(
    {
        f"{article} {kind} {noun}": True
        for article in ("a", "another", "the", "its", "one")
        for kind in "new second third fourth further additional later supplementary supplemental".split()
        for noun in ("use", "indication")
    }
    | dict.fromkeys(("another use", "another indication", "an indication"), True)
)
_NEW_USES = Phrases(
    {
        f"{several}{kind} {noun}": True
        for several in ("", "several ")
        for kind in "further additional new other more later".split()
        for noun in ("indications", "uses")
    }
)
LABELLING = (
    LABELS.first_words
    | _NEW_USE.first_words
    | _NEW_USES.first_words
    | AUXILIARIES
    | frozenset(["adding", "their", "this"])
)
"""Words that such a predicate may begin with, beside names."""


def read_label(statement: Statement, at: int) -> tuple[Drug | None, int] | None:
    """ "its labelling", "the label of X", "its approval": whose it is, None where that is not known, and the index after.

    None where no label and no approval with an owner stands at `at`.
    """
    tokens = statement.tokens
    if (label := LABELS.at(tokens, at)) is not None:
        after = label[1]
        if lower_at(tokens, after) not in ("of", "for"):
            return Drug(None, after), after
        drug = read_drug(statement, after + 1)
        return drug, drug.next if drug is not None else after
    if (notion := approval_noun(statement, at)) is not None and notion.owner is not None:
        return notion.owner, notion.next
    return None


def named_indication(statement: Statement, at: int) -> tuple[Use, int] | None:
    """ "the breast cancer indication": the use, and the token after the noun; None where no illness is named."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("the", "its"):
        return None
    for k in range(at + 2, min(at + _LONGEST_INDICATION, len(tokens))):
        if tokens[k].lower in ("indication", "indications"):
            use = read_terms(statement, at + 1, _from(k), first=at)
            named = use is not None and use.next == k and names_illness(statement, use)
            return (use, k + 1) if use is not None and named else None
        if tokens[k].kind != "word" and tokens[k].text != "-":
            break
    return None


_LONGEST_INDICATION = 9
_GONE: Phrases[Action] = Phrases(
    {**meaning("withdrawn", "withdrawn|revoked|removed|dropped|rescinded"), **meaning("suspended", "suspended")}
)


def _gone(statement: Statement, at: int) -> Predicate | None:
    """ "the breast cancer indication was withdrawn", "that indication was withdrawn" of one named before."""
    named = named_indication(statement, at)
    back = _BACK.at(statement.tokens, at)
    if named is None and back is None:
        return None
    auxiliary = read_auxiliary(statement, named[1] if named is not None else back[1] if back is not None else at)
    if not auxiliary.any or auxiliary.negative or auxiliary.modal:
        return None
    gone = _GONE.at(statement.tokens, after_adverbs(statement, auxiliary.next))
    if gone is None:
        return None
    return Predicate(
        action=gone[0], first=at, next=gone[1], rule="approval.indication_gone", drug=Drug(None, at),
        use=None if named is None else named[0],
    )  # fmt: skip


_BACK = Phrases.listed("the indication|that indication|this indication|that use|this use|the use")


@once_per_token
def by_label(statement: Statement, at: int) -> Predicate | None:
    """ "its labelling was afterwards widened, and now covers", "indications have since been expanded to include"."""
    tokens = statement.tokens
    if (gone := _gone(statement, at)) is not None:
        return gone
    if (labelled := read_label(statement, at)) is not None:
        drug, k = labelled
        if drug is None:
            return None
    else:
        return _joining(statement, at) or _added(statement, at) or _new_use(statement, at) or _new_uses(statement, at)
    k = after_adverbs(statement, k)
    auxiliary = read_auxiliary(statement, k)
    if not auxiliary.any or auxiliary.negative or auxiliary.modal:
        return None
    k = after_adverbs(statement, auxiliary.next)
    narrowed = lower_at(tokens, k) in _NARROWED and any(token.lower.startswith("indication") for token in tokens[at:k])
    if narrowed:
        return Predicate(action="restricted", first=at, next=k + 1, rule="approval.narrowed", drug=drug, listed=True)
    if lower_at(tokens, k) not in _WIDENED:
        return None
    return Predicate(action="indication_added", first=at, next=k + 1, rule="approval.widened", drug=drug, listed=True)


def gained_use(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "[gained] a second indication, hypertension,": a use that the drug gained."""
    new = _NEW_USE.at(statement.tokens, at)
    if new is None or lower_at(statement.tokens, new[1]) not in (",", "for", ":", "in"):
        return None
    return Predicate(action="indication_added", first=first, next=new[1] + 1, rule="approval.gained_use", listed=True)


def _added(statement: Statement, at: int) -> Predicate | None:
    """ "A and B were later added as indications", "A became an approved indication"."""
    tokens = statement.tokens
    auxiliary = read_auxiliary(statement, at)
    k = after_adverbs(statement, auxiliary.next)
    if not auxiliary.any or auxiliary.negative or auxiliary.modal:
        return None
    if lower_at(tokens, k) in ("added", "included"):
        said = _AS_INDICATION.at(tokens, after_adverbs(statement, k + 1))
    else:
        said = _AN_INDICATION.at(tokens, k) if lower_at(tokens, k - 1) in ("became", "become") else None
    if said is None:
        return None
    return Predicate(
        action="indication_added",
        first=at,
        next=said[1],
        rule="approval.added",
        drug=Drug(None, at),
        listed_before=True,
    )


def adding(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "[The FDA] added | A and B to its approved uses"."""
    for k in range(at, min(at + 24, len(statement.tokens))):
        if (said := _AS_INDICATION.at(statement.tokens, k)) is not None:
            use = read_terms(statement, at, _from(k))
            return None if use is None else Predicate(
                action="indication_added", first=first, next=said[1], rule="approval.agency_added", drug=Drug(None, at), use=use
            )  # fmt: skip
    return None


_WON = frozenset("won gained received obtained secured got".split())
_CLEARED = frozenset("approved added licensed licenced authorised authorized granted".split())


def _new_use(statement: Statement, at: int) -> Predicate | None:
    """ "A second indication, migraine prevention, was approved": the use stands in the subject."""
    tokens = statement.tokens
    new = _NEW_USE.at(tokens, at)
    if new is None:
        return None
    begin = new[1]
    comma = lower_at(tokens, begin) == ","
    begin += comma
    begin += lower_at(tokens, begin) in ("for", "in", "of")
    for k in range(begin, min(begin + 24, len(tokens))):
        verb = after_adverbs(statement, k)
        after = None
        if (
            tokens[verb : verb + 1]
            and tokens[verb].lower in _WON
            and (notion := approval_noun(statement, verb + 1)) is not None
        ):
            after = notion.next
        elif (auxiliary := read_auxiliary(statement, k)).any and not auxiliary.negative and not auxiliary.modal:
            done = after_adverbs(statement, auxiliary.next)
            after = done + 1 if lower_at(tokens, done) in _CLEARED else None
        if after is None:
            continue
        if k == begin:
            return Predicate(
                action="indication_added",
                first=at,
                next=after,
                rule="approval.new_use",
                drug=Drug(None, k),
                listed=lower_at(tokens, after) == "for",
            )
        use = read_terms(statement, begin, _from(k))
        if use is None:
            return None
        return Predicate(
            action="indication_added", first=at, next=after, rule="approval.new_use", drug=Drug(None, k), use=use
        )
    return None


def _new_uses(statement: Statement, at: int) -> Predicate | None:
    """ "further indications were added, among them A in 1991": the uses are listed after the verb."""
    tokens = statement.tokens
    new = _NEW_USES.at(tokens, at)
    if new is None:
        return None
    auxiliary = read_auxiliary(statement, new[1])
    done = after_adverbs(statement, auxiliary.next)
    if not auxiliary.any or auxiliary.negative or auxiliary.modal or lower_at(tokens, done) not in _CLEARED:
        return None
    after = after_adverbs(statement, done + 1)
    if widened_list(statement, after) is None:
        return None
    return Predicate(
        action="indication_added", first=at, next=after, rule="approval.new_uses", drug=Drug(None, at), listed=True
    )


def _from(end: int) -> Callable[[int], bool]:
    """Whether a token stands at or after `end`."""
    return lambda k: k >= end


def _joining(statement: Statement, at: int) -> Predicate | None:
    """ "adding chronic weight management in 2023": a later approval, told as a participle."""
    if lower_at(statement.tokens, at) == "adding" and lower_at(statement.tokens, at - 1) == ",":
        return Predicate(
            action="indication_added", first=at, next=at + 1, rule="approval.adding", reduced=True, listed=True
        )
    return None


def widened_list(statement: Statement, at: int) -> int | None:
    """After "to include", "and now covers": where the list of new indications begins."""
    found = TO.at(statement.tokens, at)
    return None if found is None else found[1]

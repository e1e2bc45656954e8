"""Strengths that are said once of several products: "tablets and capsules of 5 mg"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .dose_forms import Noun
from .parts import ClauseError, Draft, shares
from .strengths import Strengths

__all__ = ["named_before", "share_ahead", "share_back", "share_each"]


def share_back(drafts: Sequence[Draft], groups: Sequence[Strengths]) -> None:
    """ "tablets and capsules of 5 mg": of both, where nothing else is said of the first."""
    if drafts[-1].join == ",":  # the list goes on
        return
    for index in range(len(drafts) - 1, 0, -1):
        draft, before = drafts[index], drafts[index - 1]
        if not draft.bare or before.groups or not all(shares(group, before, draft) for group in groups):
            return
        before.take(groups)


def share_ahead(drafts: Sequence[Draft]) -> None:
    """ "5 mg tablets and capsules", "at 5 mg/mL in vials and in pens": of all, where nothing else is said of the second."""
    for before, draft in pairwise(drafts):
        if draft.groups:
            continue
        if draft.container and not draft.form and before.solution:
            draft.take(before.groups)
            draft.solution = True
        elif draft.bare and before.ahead and all(shares(group, before, draft) for group in before.groups):
            draft.take(before.groups)
            draft.ahead = True


def share_each(drafts: Sequence[Draft], groups: Sequence[Strengths]) -> None:
    """ "a cream, an ointment and a lotion, each in a strength of 0.05%": of all, where nothing is said of any."""
    if any(draft.groups for draft in drafts):
        raise ClauseError("ambiguous_list", "each of several")
    for draft in drafts:
        draft.take(groups)


def named_before(drafts: Sequence[Draft], noun: Noun) -> Draft | None:
    """The product that "the tablets" go back to: nothing is said yet of how strong they are."""
    if noun.first + 1 != noun.next:
        return None
    found = [draft for draft in drafts if (form := draft.form or draft.container) and form.name == noun.name]
    return found[0] if len(found) == 1 and not found[0].groups else None

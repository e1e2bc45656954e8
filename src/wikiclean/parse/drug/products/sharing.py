"""Strengths that are said once of several products: "tablets and capsules of 5 mg"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .parts import Draft, shares
from .strengths import Strengths

__all__ = ["share_ahead", "share_back"]


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

"""The parts of a product clause: products as far as they are read, and what is said of brands and generics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ....model.quality import UnparsedReason
from .dose_forms import Noun, Sort
from .strengths import Strengths

__all__ = ["Block", "Clause", "ClauseError", "Draft", "Span", "fills", "fits", "shares"]

Span = tuple[int, int]
"""Tokens: the first, and the index after the last."""

# Sorts of form that one kind of strength can be of at once: "1% cream and lotion", "5 mg tablets and capsules".
_SHARING: dict[str, frozenset[Sort]] = {
    "mass": frozenset({"unit", "container"}),
    "rate": frozenset({"unit", "device"}),
    "percent": frozenset({"semisolid", "liquid"}),
    "concentration": frozenset({"liquid", "container"}),
}


class ClauseError(Exception):
    """The clause could not be read whole."""

    def __init__(self, reason: UnparsedReason, detail: str, *, cut: int | None = None) -> None:
        """`cut`: the token before which the clause may end, its last item being the subject of the next clause."""
        super().__init__(detail)
        self.cut = cut
        self.reached = self.stood = 0
        """`reached`: the token behind the verb at which the clause was refused, 0 where it has no verb; `stood`: the
        token at which it was refused, with or without a verb."""
        self.reason: UnparsedReason = reason
        self.detail = detail


@dataclass(slots=True)
class Block:
    """Brand names and whether a generic is on the market, said together."""

    names: tuple[str, ...]
    generic: bool | None
    spans: list[Span]

    def add(self, other: Block) -> None:
        """What another block says, too."""
        self.names += tuple(name for name in other.names if name not in self.names)
        self.generic = other.generic if other.generic is not None else self.generic
        self.spans += other.spans


@dataclass(slots=True)
class Draft:
    """One product as far as it is read."""

    form: Noun | None = None
    container: Noun | None = None
    partners: tuple[str, ...] = ()
    groups: list[Strengths] = field(default_factory=list)
    said: Block = field(default_factory=lambda: Block((), None, []))
    spans: list[Span] = field(default_factory=list)
    ahead: bool = False
    """Its strengths stand before its noun."""
    bare: bool = False
    """Joined to the product before it by a mere "and": what is said of one may be said of both."""
    solution: bool = False
    """Its concentration stands before its container and the next: "at 5 mg/mL in vials and in pens"."""
    dissolved: bool = False
    """Its concentration stands before its container: "25 mg/mL in vials and pens" is said of both."""
    join: str = ""
    """What joins it to the product before."""
    apart: bool = False
    """A comma stands before its container: a strength behind it may be of another product."""
    copied: bool = False
    """Its form is that of the product before it: "in vials and prefilled syringes"."""

    @property
    def sort(self) -> Sort | None:
        """The sort of its form, else of its container."""
        noun = self.form or self.container
        return noun.sort if noun else None

    @property
    def is_subject(self) -> bool:
        """Whether it is a combination of which nothing else is said yet."""
        return bool(self.partners) and self.sort is None and not self.groups and not self.said.spans

    def comes_in(self, noun: Noun) -> bool:
        """Whether it is a solution of some strength that may come in a container: "injection: 10 mg/mL, in vials"."""
        solution = self.form is not None and self.form.sort == "liquid" and bool(self.groups)
        return solution and noun.is_container and self.container is None

    def set(self, noun: Noun, span: Span) -> None:
        """Its form or container."""
        if noun.is_container:
            self.container = noun
            self.dissolved = bool(self.groups) and all(group.of == "concentration" for group in self.groups)
        else:
            self.form = noun
        self.spans.append(span)

    def take(self, groups: Sequence[Strengths]) -> None:
        """Strengths that are said of it."""
        self.groups += groups
        self.spans += [(group.first, group.next) for group in groups]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause read: its products, and the index after its last token."""

    drafts: Sequence[Draft]
    end: int
    used: bool
    """Its verb says how the drug is used: what it says is of a dose, too."""

    @property
    def tells_preparations(self) -> bool:
        """Whether each is a form of a percentage: "applied as a 2% cream" tells a product, "taken as 5 mg tablets" a dose."""
        return bool(self.drafts) and all(
            draft.form and draft.groups and all(group.of == "percent" for group in draft.groups)
            for draft in self.drafts
        )

    @property
    def tells_strengths(self) -> bool:
        """Whether each is a form with a strength."""
        return bool(self.drafts) and all(draft.form and draft.groups for draft in self.drafts)


def shares(group: Strengths, first: Draft, second: Draft) -> bool:
    """Whether a strength can be of both products: "1% cream and lotion" shares, "5 mg tablets and syrup" does not."""
    sorts = _SHARING.get(group.of, frozenset())
    if first.container and second.container:
        return "container" in sorts
    return first.sort in sorts and second.sort in sorts


def fits(form: Noun, container: Noun) -> bool:
    """Whether a form comes in both containers: a powder is in vials, a solution in anything."""
    return form.sort == "liquid" or container.name.split()[-1] in ("vial", "ampoule", "ampule", "bottle", "sachet")


def fills(group: Strengths, container: Noun | None) -> bool:
    """Whether an amount is how much a tube holds of a cream: "tubes of 15 and 30 g"."""
    if container is None or container.name.split()[-1] not in ("tube", "jar"):
        return False
    return all(item.quantity is not None and item.quantity.unit == "g" for item in group.items)

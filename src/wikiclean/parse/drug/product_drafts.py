"""Products in the making: which strength, container and brand belongs to which form of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.quality import UnparsedReason
from .dose_forms import Noun, Sort
from .strengths import Strengths

__all__ = ["Block", "ClauseError", "Draft", "Drafts"]

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

    def __init__(self, reason: UnparsedReason, detail: str) -> None:
        super().__init__(detail)
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
    join: str = ""
    """What joins it to the product before."""
    copied: bool = False
    """Its form is that of the product before it: "in vials and prefilled syringes"."""

    @property
    def sort(self) -> Sort | None:
        """The sort of its form, else of its container."""
        noun = self.form or self.container
        return noun.sort if noun else None


class Drafts:
    """Takes the items of a clause one by one, in their order."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._events: list[Draft | Block] = []
        self._pending: list[Strengths] = []
        self._pending_preposition = ""
        self._pending_last = ""
        self._pending_joined = False
        self._volume: Strengths | None = None
        self._scope: Block | None = None
        self._scope_closes = self._scoped = False
        self.last = ""
        """The kind of the last item: "noun", "strengths", "brands", "generic", "verb", "partners", "open"."""
        self.preposition = ""
        self.article = False
        self.alone = False
        self._joined = ""

    # ------------------------------------------------------------------ what stands between items

    @property
    def takes_brand(self) -> bool:
        """Whether a further brand may follow an "and"."""
        return self.last == "brands" or self._scoped

    @property
    def combines(self) -> bool:
        """Whether the last product is a fixed combination."""
        return bool(self._drafts and self._drafts[-1].partners)

    @property
    def combines_further(self) -> bool:
        """Whether an "or" or "and" stands behind a fixed combination, or behind its brand."""
        return self.combines and self._joined in ("and", "or")

    def join(self, word: str) -> None:
        """A comma, "and", "or"."""
        self._joined = word if self._joined in ("", ",") else self._joined
        self.preposition = ""
        self.article = False
        if self._scope is not None and not self._scope_closes:
            self._scope = None

    def opens(self) -> None:
        """A bracket opens."""
        self._follow("open")
        if self._scope is not None:
            self._scope_closes = True

    def closes(self) -> None:
        """A bracket closes."""
        self._joined = self.preposition = ""
        self.article = False
        if self._scope_closes:
            self._scope, self._scope_closes, self._scoped = None, False, True

    def after_verb(self) -> None:
        """A verb: what joined it to the clause before joins what follows."""
        joined = self._joined
        self._follow("verb")
        self._joined = joined

    def _follow(self, last: str) -> None:
        self.last = last
        self.preposition = self._joined = ""
        self.article = False

    # ------------------------------------------------------------------ items

    def noun(self, noun: Noun) -> None:
        """A dose form or container: a new product, or more of the one before."""
        span = (noun.first, noun.next)
        current = self._drafts[-1] if self._drafts else None
        if self._pending:
            self._noun_with_strengths(noun, current, span)
        elif current is not None and not self._joined and not (current.sort and self.last in ("brands", "generic")):
            self._more(current, noun, span)
        else:
            self._another(noun, current, span)
        self._follow("noun")

    def _noun_with_strengths(self, noun: Noun, current: Draft | None, span: Span) -> None:
        groups, self._pending = self._pending, []
        into = self._pending_preposition in ("in", "as", "with", "of")
        if current is not None and noun.is_container and current.form and not current.container and into:
            current.container = noun
            current.spans.append(span)
            self._attach(current, groups)
        elif current is not None and current.partners and current.sort is None and not self._joined and not self.alone:
            self._set(current, noun, span)
            self._attach(current, groups)
        elif current is not None and current.form and not current.groups and self._pending_last == "verb":
            self._set(current, noun, span)  # "the eye drops come as a 1% solution"
            self._attach(current, groups)
        else:
            solution = self.preposition == "in" and all(group.of == "concentration" for group in groups)
            self._add(noun, span, groups=groups, ahead=True)
            self._drafts[-1].solution = solution and noun.is_container

    def _more(self, current: Draft, noun: Noun, span: Span) -> None:
        """A noun not joined by "and" to the product before it."""
        if current.sort is None:
            if self.alone and current.partners:
                raise ClauseError("ambiguous_list", "alone or in combination")
            self._set(current, noun, span)
        elif noun.is_container and current.container is None:
            self._set(current, noun, span)
        elif not noun.is_container and (current.form is None or current.copied):
            current.form, current.copied = noun, False
            current.spans.append(span)
        elif (noun.is_container and self.preposition in ("in", "of")) or self.last in (
            "verb",
            "open",
        ):  # "cartons of vials": what holds the drug
            self._set(current, noun, span)
        else:
            raise ClauseError("ambiguous_list", noun.name)

    def _another(self, noun: Noun, current: Draft | None, span: Span) -> None:
        bare = current is not None and self.last == "noun" and not self.preposition and not self.article
        form = None
        spans = [span]
        if (
            current is not None and noun.is_container and current.form is not None and current.container is not None
            and _fits(current.form, noun)
        ):  # fmt: skip
            form = current.form
            spans.append((form.first, form.next))
        self._add(noun, span, bare=bare)
        if form is not None:
            self._drafts[-1].form, self._drafts[-1].copied = form, True
            self._drafts[-1].spans = spans

    def _set(self, draft: Draft, noun: Noun, span: Span) -> None:
        if noun.is_container:
            draft.container = noun
        else:
            draft.form = noun
        draft.spans.append(span)

    def _add(
        self,
        noun: Noun | None,
        span: Span,
        *,
        groups: Sequence[Strengths] = (),
        ahead: bool = False,
        bare: bool = False,
    ) -> None:
        draft = Draft(groups=list(groups), spans=[span, *((group.first, group.next) for group in groups)], ahead=ahead)
        draft.bare, draft.join = bare, self._joined
        if noun is not None and noun.is_container:
            draft.container = noun
        else:
            draft.form = noun
        if self._scope is not None:
            draft.said.add(self._scope)
        self._drafts.append(draft)
        self._events.append(draft)

    def strengths(self, groups: list[Strengths], ahead: Noun | None, *, inside: bool) -> None:
        """Numbers with units; `ahead`: the noun that stands directly behind them."""
        current = self._drafts[-1] if self._drafts else None
        if all(group.is_size for group in groups):
            self._size(groups, ahead, current)
            return
        if any(group.is_size for group in groups):
            raise ClauseError("ambiguous_list", "sizes among strengths")
        elif ahead is not None:
            self._before_noun(groups, ahead, current)
        elif current is None:
            if self._pending and not self._joined:
                raise ClauseError("ambiguous_list", "strengths twice")
            if not self._pending:
                self._pending_preposition, self._pending_last = self.preposition, self.last
                self._pending_joined = bool(self._joined) and self.last != "verb"
            self._pending += groups
        elif self._joined and not inside and not (self._joined == "," and self.last == "noun"):
            raise ClauseError("ambiguous_list", "strengths of no form")
        elif current.groups and self.last in ("brands", "generic", "verb"):
            raise ClauseError("ambiguous_list", "strengths twice")
        else:
            self._attach(current, groups)
            if not inside or all(group.of in ("concentration", "percent") for group in groups):
                self._share_back(groups)
        self._follow("strengths")

    def _size(self, groups: list[Strengths], ahead: Noun | None, current: Draft | None) -> None:
        """How much a package holds: said of a container, or of the volume that each strength is in."""
        if ahead is not None or (current is not None and (current.container is not None or current.sort == "unit")):
            return
        if current is None and len(groups) == 1 and groups[0].of == "volume" and len(groups[0].items) == 1:
            self._volume = groups[0]
            return
        raise ClauseError("ambiguous_list", "a size of nothing")

    def _before_noun(self, groups: list[Strengths], ahead: Noun, current: Draft | None) -> None:
        direct = current is not None and not self._joined and (self.last == "noun" or self.preposition == "of")
        if current is not None and direct:
            if len(groups) > 1 and not ahead.is_container:
                self._attach(current, groups[:-1])
                self._share_back(groups[:-1])
                groups = groups[-1:]
            elif current.container is not None and current.form is None and not ahead.is_container:
                self._attach(current, groups)
                return
            elif not (ahead.is_container and current.form is not None and current.container is None
                      and self.preposition in ("in", "with", "as")):  # fmt: skip
                raise ClauseError("ambiguous_list", "strengths between two forms")
        if not self._joined and (self._pending or (self.last == "strengths" and not self.preposition)):
            raise ClauseError("ambiguous_list", "strengths twice")
        if not self._pending:
            self._pending_preposition = self.preposition if not self._joined else ""
            self._pending_last = self.last if not self._joined else ""
        self._pending = [*self._pending, *groups]

    def _attach(self, draft: Draft, groups: Sequence[Strengths]) -> None:
        if self._volume is not None:
            groups = [group.in_volume(self._volume) for group in groups]
            draft.spans.append((self._volume.first, self._volume.next))
            self._volume = None
        draft.groups += groups
        draft.spans += [(group.first, group.next) for group in groups]

    def _share_back(self, groups: Sequence[Strengths]) -> None:
        """ "tablets and capsules of 5 mg": of both, where nothing else is said of the first."""
        if self._drafts[-1].join == ",":  # the list goes on
            return
        for index in range(len(self._drafts) - 1, 0, -1):
            draft, before = self._drafts[index], self._drafts[index - 1]
            if not draft.bare or before.groups or not all(_shares(group, before, draft) for group in groups):
                return
            self._attach(before, groups)

    def block(self, block: Block, *, inside: bool) -> None:
        """Brand names or a generic: of the product before it in a bracket, else of all that the clause has."""
        generic = block.generic is not None
        if inside and self._pending:  # "25 mg (A) and 50 mg (B) tablets"
            raise ClauseError("ambiguous_list", "a brand of one strength")
        current = self._drafts[-1] if self._drafts else None
        if current is not None and (inside or (self.last == "partners" and not self._joined)):
            current.said.add(block)
            for index in range(len(self._drafts) - 1, 0, -1):
                if not self._drafts[index].bare or self._drafts[index - 1].said.spans:
                    break
                self._drafts[index - 1].said.add(block)
        else:
            self._events.append(block)
        self._follow("generic" if generic else "brands")

    def scope(self, block: Block) -> None:
        """A brand whose own products follow it."""
        self._scope, self._scope_closes = block, False
        self._follow("brands")

    def deny_generic(self) -> bool:
        """ "a generic version is not available": whether the last item is a generic, now denied."""
        last = self._events[-1] if self._events else None
        if self.last != "generic" or not isinstance(last, Block):
            return False
        last.generic = False
        return True

    def partners(self, names: tuple[str, ...], form: Noun | None, span: Span) -> None:
        """A fixed combination: of the form before it, or a product of its own."""
        current = self._drafts[-1] if self._drafts else None
        if current is not None and not self._joined and self.last in ("noun", "strengths") and not current.partners:
            current.partners = names
            current.spans.append(span)
        else:
            self._add(None, span)
            self._drafts[-1].partners = names
        if form is not None:
            self._drafts[-1].form = form
        self._follow("partners")

    # ------------------------------------------------------------------ all of it

    def finish(self) -> Sequence[Draft]:
        """The products of the clause."""
        self._place_pending()
        if self._volume is not None:
            raise ClauseError("ambiguous_list", "a size of nothing")
        for before, draft in pairwise(self._drafts):
            if draft.groups:
                continue
            if draft.container and not draft.form and before.solution:
                self._attach(draft, before.groups)
                draft.solution = True
            elif draft.bare and before.ahead and all(_shares(group, before, draft) for group in before.groups):
                self._attach(draft, before.groups)
                draft.ahead = True
        self._spread_blocks()
        return self._drafts

    def _place_pending(self) -> None:
        """Strengths that stand before all else: "in strengths of 5 and 10 mg"."""
        if not self._pending:
            return
        if self._drafts or self._pending_joined:
            raise ClauseError("ambiguous_list", "strengths of no form")
        span = (self._pending[0].first, self._pending[-1].next)
        self._add(None, span, groups=self._pending)

    def _spread_blocks(self) -> None:
        runs = _runs(self._events)
        if not runs:
            return
        if not any(isinstance(event, Draft) for event in self._events):
            only = Draft()
            for event in self._events:
                if isinstance(event, Block):
                    only.said.add(event)
            only.spans = list(only.said.spans)
            self._drafts.append(only)
            return
        forward = runs[0] if isinstance(runs[0], Block) else None
        waiting: list[Draft] = []
        for index, run in enumerate(runs):
            if isinstance(run, list):
                waiting += run
                if forward is not None:
                    _say(run, forward)
            elif index and forward is None:
                _say(waiting, run)
                waiting = []
            elif index and forward is not None:
                if index < len(runs) - 1:
                    forward = run
                elif forward.names and run.names and set(run.names) != set(forward.names):
                    waiting[-1].said = run
                else:
                    _say(waiting, run)


def _runs(events: Sequence[Draft | Block]) -> list[list[Draft] | Block]:
    """Products and blocks in turn: neighbours of a kind put together."""
    runs: list[list[Draft] | Block] = []
    for event in events:
        last = runs[-1] if runs else None
        if isinstance(event, Draft):
            if isinstance(last, list):
                last.append(event)
            else:
                runs.append([event])
        elif isinstance(last, Block):
            last.add(event)
        else:
            runs.append(event)
    return runs


def _say(drafts: Sequence[Draft], block: Block) -> None:
    for draft in drafts:
        if draft.said.names and block.names:  # its own brand is said in a bracket
            continue
        draft.said.add(block)


def _shares(group: Strengths, first: Draft, second: Draft) -> bool:
    sorts = _SHARING.get(group.of, frozenset())
    return first.sort in sorts and second.sort in sorts


def _fits(form: Noun, container: Noun) -> bool:
    """Whether a form comes in both containers: a powder is in vials, a solution in anything."""
    return form.sort == "liquid" or container.name.split()[-1] in ("vial", "ampoule", "ampule", "bottle", "sachet")

"""Products in the making: which strength, container and brand belongs to which form of a clause."""

from __future__ import annotations

from collections.abc import Sequence

from .dose_forms import Noun
from .naming import is_of_its_own, spread_blocks
from .parts import Block, ClauseError, Draft, Span, fills, fits
from .scope import Scope
from .sharing import named_before, share_ahead, share_back, share_each
from .strengths import Strengths

__all__ = ["Drafts"]


class Drafts:
    """Takes the items of a clause one by one, in their order."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._events: list[Draft | Block | None] = []
        """Products and what is said of them in their order; None where another subject begins."""
        self._pending: list[Strengths] = []
        self._pending_preposition = ""
        self._pending_last = ""
        self._pending_joined = False
        self._pending_after = ""
        self._volume: Strengths | None = None
        self._scope = Scope()
        self._leading: Block | None = None
        """Brand names or a generic behind an "and" and a product: "tablets and under the name A ..."."""
        self.last = ""
        """The kind of the last item: "noun", "strengths", "brands", "generic", "verb", "partners", "open"; "scope": a brand's bracket closed."""
        self.preposition = ""
        self.article = self.definite = False
        self.alone = False
        self.each = False
        """Whether "each" stands behind a comma and several products: what follows is said of all."""
        self.own = False
        """Whether a word for strengths stands before the next: they are of no form."""
        self._joined = ""
        self._bracket = False
        self._verbs = 0
        self._subject: Draft | None = None
        """The combination that the clause is about."""

    # ------------------------------------------------------------------ what stands between items

    @property
    def takes_brand(self) -> bool:
        """Whether a further brand may follow an "and"."""
        return self.last == "brands" or self._scope.is_over or (self._scope.block is not None and not self._bracket)

    @property
    def follows_scope(self) -> bool:
        """Whether a brand has had its own products, so that a further one has them too."""
        return self._scope.is_over or self._scope.block is not None

    @property
    def has_products(self) -> bool:
        """Whether a form, a strength or a combination is read."""
        return bool(self._drafts)

    @property
    def _current(self) -> Draft | None:
        """The product that more may be said of; none where a brand has just opened its own."""
        return self._drafts[-1] if self._drafts and not self._scope.is_empty else None

    @property
    def combines(self) -> bool:
        """Whether the last product is a fixed combination."""
        return bool(self._drafts[-1].partners if self._drafts else self._subject)

    @property
    def combines_further(self) -> bool:
        """Whether an "or" or "and" stands behind a fixed combination, or behind its brand."""
        return self.combines and self._joined in ("and", "or")

    @property
    def only_generic(self) -> bool:
        """Whether nothing but a generic is said so far."""
        return not self._drafts and bool(self._events)

    @property
    def holds_units(self) -> bool:
        """Whether the last product is one of single units, as a patch is."""
        return bool(self._drafts and self._drafts[-1].sort == "unit")

    @property
    def joined(self) -> bool:
        """Whether a comma, "and" or "or" stands behind the last item."""
        return bool(self._joined)

    def join(self, word: str) -> None:
        """A comma, "and", "or"."""
        self._joined = word if self._joined in ("", ",") else self._joined
        self.preposition = ""
        self.article = self.definite = False
        self._scope.join()
        if word != ",":
            self._leading = None

    def opens(self) -> None:
        """A bracket opens."""
        self._follow("open")
        self._bracket = True
        self._scope.open_bracket()

    def closes(self) -> None:
        """A bracket closes."""
        self._bracket = False
        self._joined = self.preposition = ""
        self.article = self.definite = False
        if self._scope.close_bracket(pending=bool(self._pending)):
            self.last = "scope"

    def after_verb(self, *, finite: bool) -> None:
        """A verb: what joined it to the clause before joins what follows.

        `finite`: it is no mere participle, so that what stands before it is its subject.
        """
        joined = self._joined
        if (
            finite
            and not self._joined
            and self.last in ("noun", "partners")
            and self._verbs
            and is_of_its_own(self._events, self._drafts)
        ):
            self._events.insert(self._events.index(self._drafts[-1]), None)
        self._verbs += 1
        self._follow("verb")
        self._joined = joined

    def _follow(self, last: str) -> None:
        self.last = last
        self.each = False
        self.preposition = self._joined = ""
        self.article = self.definite = False

    # ------------------------------------------------------------------ items

    def noun(self, noun: Noun) -> None:
        """A dose form or container: a new product, or more of the one before."""
        span = (noun.first, noun.next)
        current = self._current
        if self._pending:
            self._noun_with_strengths(noun, current, span)
        elif (named := named_before(self._drafts, noun) if self.definite else None) is not None:
            self._drafts.remove(named)
            self._drafts.append(named)
        elif (
            current is not None and self.last == "partners" and self._joined == "," and self.preposition in ("as", "in")
        ):
            current.set(noun, span)
        elif current is not None and self._joined == "," and self.preposition == "in" and current.comes_in(noun):
            current.set(noun, span)
            current.apart = True
        elif current is not None and not self._joined and not (current.sort and self.last in ("brands", "generic")):
            self._more(current, noun, span)
        else:
            self._another(noun, current, span)
        self._follow("noun")

    def per(self, noun: Noun) -> None:
        """ "100 mg per vial": what the strength is in, where nothing else is said of it."""
        current = self._drafts[-1] if self._drafts else None
        if self._pending:
            self.noun(noun)
        elif current is not None and (current.container if noun.is_container else current.form) is None:
            current.set(noun, (noun.first, noun.next))

    def _noun_with_strengths(self, noun: Noun, current: Draft | None, span: Span) -> None:
        groups, self._pending = self._pending, []
        if current is not None and self._completes(current, noun):
            current.set(noun, span)
            self._attach(current, groups)
        else:
            solution = self.preposition == "in" and all(group.of == "concentration" for group in groups)
            self._add(noun, span, groups=groups, ahead=not self._bracket)
            self._drafts[-1].solution = solution and noun.is_container

    def _completes(self, current: Draft, noun: Noun) -> bool:
        """Whether a noun with its strengths before it says more of the last product."""
        into = self._pending_preposition in ("in", "as", "with", "of")
        empty = not current.groups
        if noun.is_container and current.form and not current.container and (into or (self._bracket and empty)):
            return True
        if noun.is_container and current.form and not current.container and empty and self._pending_after == ",":
            return current.sort in ("powder", "liquid", "semisolid")  # "powder for injection, 2 mg vial"
        if current.sort is None:
            return bool(current.partners) and not self._joined and not self.alone
        if current.form is None:  # "in tubes as a 1% cream"
            return not noun.is_container and not self._joined and into and empty
        return empty and self._pending_last == "verb"  # "the eye drops come as a 1% solution"

    def _more(self, current: Draft, noun: Noun, span: Span) -> None:
        """A noun not joined by "and" to the product before it."""
        if current.sort is None:
            if self.last == "verb" and current.partners:
                self._subject = current
            if self.alone and current.partners:
                raise ClauseError("ambiguous_list", "alone or in combination")
            current.set(noun, span)
        elif noun.is_container and current.container is None:
            current.set(noun, span)
        elif not noun.is_container and (current.form is None or current.copied):
            current.form, current.copied = noun, False
            current.spans.append(span)
        elif (noun.is_container and self.preposition in ("in", "of")) or self.last == "verb":
            current.set(noun, span)  # "cartons of vials": what holds the drug
        else:
            raise ClauseError("ambiguous_list", noun.name)

    def _another(self, noun: Noun, current: Draft | None, span: Span) -> None:
        bare = (
            current is not None
            and self.last == "noun"
            and self._joined != ";"
            and not self.preposition
            and not self.article
        )
        form: Noun | None = None
        groups: tuple[Strengths, ...] = ()
        spans = [span]
        if (
            current is not None and noun.is_container and current.form is not None and current.container is not None
            and fits(current.form, noun)
        ):  # fmt: skip
            form = current.form
            spans.append((form.first, form.next))
            groups = tuple(current.groups) if current.dissolved else ()
        self._add(noun, span, groups=groups, bare=bare)
        if form is not None:
            draft = self._drafts[-1]
            draft.form, draft.copied, draft.dissolved = form, True, bool(groups)
            draft.spans += spans[1:]

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
        if self._subject is not None:
            draft.partners = self._subject.partners
            draft.spans.append(self._subject.spans[0])
        if self._leading is not None and self._events[-1] is self._leading:
            if self._joined:  # "tablets and, as A, capsules"
                raise ClauseError("ambiguous_list", "a brand between two products")
            draft.said.add(self._leading)
            self._events.pop()
        self._leading = None
        if self._scope.block is not None:
            draft.said.add(self._scope.block)
        self._drafts.append(draft)
        self._events.append(draft)
        self._scope.is_empty = False

    def strengths(self, groups: list[Strengths], ahead: Noun | None, *, inside: bool) -> None:
        """Numbers with units; `ahead`: the noun that stands directly behind them."""
        current = self._current
        held = ahead or (current.container if current else None)
        if all(group.is_size or fills(group, held) for group in groups):
            self._size(groups, ahead, current)
            return
        if any(group.is_size for group in groups):
            raise ClauseError("ambiguous_list", "sizes among strengths")
        elif self.own and ahead is None:
            self._add(None, (groups[0].first, groups[-1].next), groups=groups)
            self.own = False
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
        elif current.groups and (current.apart or self.last in ("brands", "generic", "verb")):
            raise ClauseError("ambiguous_list", "strengths twice")
        elif self.each and self._volume is None and not current.groups:
            share_each(self._drafts, groups)
        else:
            self._attach(current, groups)
            if len(self._drafts) > 1 and not inside and len({group.of for group in groups}) > 1:
                raise ClauseError("ambiguous_list", "strengths of several forms")
            if not inside or all(group.of in ("concentration", "percent") for group in groups):
                share_back(self._drafts, groups)
        self._follow("strengths")

    def _size(self, groups: list[Strengths], ahead: Noun | None, current: Draft | None) -> None:
        """How much a package holds: said of a container, or of the volume that each strength is in."""
        held = current is not None and current.form is not None and current.container is None
        if ahead is not None and ahead.is_container and held and self._joined == "," and self.last == "noun":
            self._joined = ""  # "solution, 5 mL vial"
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
                share_back(self._drafts, groups[:-1])
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
            self._pending_after = self._joined if self.last == "noun" and not self.article else ""
        self._pending = [*self._pending, *groups]

    def _attach(self, draft: Draft, groups: Sequence[Strengths]) -> None:
        if self._volume is not None:
            groups = [group.in_volume(self._volume) for group in groups]
            draft.spans.append((self._volume.first, self._volume.next))
            self._volume = None
        draft.take(groups)

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
            self._scope.join()
            follows = self._joined and self.last not in ("brands", "generic", "verb")
            self._leading = block if follows and self._events and isinstance(self._events[0], Draft) else None
            self._events.append(block)
        self._follow("generic" if generic else "brands")

    def scope(self, block: Block, *, lasts: bool = False) -> None:
        """A brand whose own products follow it; `lasts`: all that follow."""
        if self._pending:  # "A (25 mg) and B (50 mg) tablets"
            raise ClauseError("ambiguous_list", "a brand of one strength")
        current = self._current
        if current is not None and self.last == "verb" and len(self._drafts) == 1 and current.is_subject:
            self._subject = current  # "combined with B it is sold as A (5 mg tablets)"
            self._drafts.remove(current)
            self._events.remove(current)
        self._scope.open(block, lasts=lasts)
        self._follow("brands")

    def deny_generic(self) -> bool:
        """ "a generic version is not available": whether the last item is a generic, now denied."""
        last = self._events[-1] if self._events else None
        if self.last != "generic" or not isinstance(last, Block):
            return False
        last.generic = False
        return True

    def partners(self, names: tuple[str, ...], form: Noun | None, span: Span, *, verb: bool = False) -> None:
        """A fixed combination: of the form before it, or a product of its own; `verb`: of all, "is combined with"."""
        current = self._drafts[-1] if self._drafts else None
        if current is not None and not self._joined and self.last in ("noun", "strengths") and not current.partners:
            current.partners = names
            current.spans.append(span)
        else:
            self._add(None, span)
            self._drafts[-1].partners = names
        if form is not None:
            self._drafts[-1].form = form
        if verb:
            self._subject = self._drafts[-1]
        self._follow("partners")

    def mixed(self, names: tuple[str, ...], span: Span) -> None:
        """ "5 mg of it with 10 mg of another": the last product is a combination."""
        if not self._drafts or self._pending:
            raise ClauseError("ambiguous_list", "a mixture of no form")
        self._drafts[-1].partners = names
        self._drafts[-1].spans.append(span)

    # ------------------------------------------------------------------ all of it

    def finish(self) -> Sequence[Draft]:
        """The products of the clause."""
        self._place_pending()
        if self._volume is not None:
            raise ClauseError("ambiguous_list", "a size of nothing")
        share_ahead(self._drafts)
        spread_blocks(self._events, self._drafts)
        return self._drafts

    def _place_pending(self) -> None:
        """Strengths that stand before all else: "in strengths of 5 and 10 mg"."""
        if not self._pending:
            return
        if self._drafts or self._pending_joined:
            raise ClauseError("ambiguous_list", "strengths of no form")
        span = (self._pending[0].first, self._pending[-1].next)
        self._add(None, span, groups=self._pending)

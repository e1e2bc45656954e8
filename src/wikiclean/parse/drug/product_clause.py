"""The grammar of a product clause: forms, containers, strengths and brands, put together token by token.

Every token of the clause is a part of a product, or a word of the closed lists that say nothing of one; the clause
ends where the statement does or where another clause begins, else it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..grammar import Phrases, Statement, lower_at
from ..tokens import Token
from .brands import FRAME_WORDS, Brands, read_brand_name, read_brand_names, read_framed_brands, read_in_place
from .combinations import read_further_partners, read_partners
from .dose_forms import PRODUCT_NOUNS, read_made_for, read_noun, read_parted_nouns
from .product_drafts import Drafts
from .product_parts import Block, ClauseError, Draft
from .product_words import (
    ADVERBS,
    ARTICLES,
    CLAUSE_STARTS,
    FILLERS,
    FINITE,
    HOLDING,
    HOLDS,
    JOINS,
    PARTICIPLES,
    PREPOSITIONS,
    SALTS,
    read_generic,
    read_purpose,
    read_quantity_of_forms,
    read_verb,
)  # fmt: skip
from .routes import read_route
from .strengths import StrengthError, Strengths, read_strengths, skip_combined
from .subjects import read_subject

__all__ = ["Clause", "ClauseReader"]

_SKIPPED_SIGNS = frozenset({".", "®", "™", '"', "“", "”", ":", "–", "—", "‘", "’"})
_GENERIC_WORDS = frozenset({"generic", "generics", "generically"})
_SINCE = frozenset({"since", "in", "from"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause read: its products, and the index after its last token."""

    drafts: Sequence[Draft]
    end: int


class ClauseReader:
    """Reads the clause from token `begin` on; one use."""

    def __init__(self, statement: Statement, names: Phrases[bool], begin: int, end: int | None = None) -> None:
        self._statement, self._names, self._begin = statement, names, begin
        self._text, self._tokens = statement.passage.text, statement.tokens[:end]
        self._join_at: int | None = None
        self._cut: int | None = None
        self._made = Drafts()
        self.reached = 0
        """The token behind its verb that it stands at: where the clause is refused, it is refused there."""
        self._depth = 0
        self._item_end, self._subject_end = begin, -1
        self._affirmed = self._denied = self._named = False
        self._steps: tuple[Callable[[int], int | None], ...] = (
            self._sign, self._brands, self._generic, self._partners, self._verb, self._holding, self._strengths,
            self._noun, self._subject, self._aside, self._words,
        )  # fmt: skip

    def read(self, *, about: bool, verbless: bool = False) -> Clause:
        """The products; raises `ClauseError`.

        `about`: the clause is known to be about the drug, else it must name it or a strength. `verbless`: a bare list
        of forms is a statement here.
        """
        at, tokens = self._begin, self._tokens
        while at < len(tokens):
            self.reached = at if self._affirmed else 0
            after = self._step(at)
            if after is None:
                self._check_boundary(at)
                if not self._affirmed:
                    raise ClauseError("unknown_pattern", tokens[at].text)
                break
            at = after
        else:
            self._item_end = len(tokens)
        if self._depth:
            raise ClauseError("unknown_pattern", "bracket")
        if not self._affirmed and not verbless:
            raise ClauseError("unknown_pattern", "no verb")
        drafts = self._made.finish()
        if (
            not about
            and not self._named
            and not any(draft.groups or draft.said.generic is not None for draft in drafts)
        ):
            raise ClauseError("multiple_subjects", "not said to be of the drug")
        return Clause(drafts, self._item_end)

    def _step(self, at: int) -> int | None:
        try:
            for step in self._steps:
                if (after := step(at)) is not None:
                    return after
        except StrengthError as error:
            raise ClauseError("ambiguous_list", str(error)) from error
        return None

    def _took(self, after: int) -> int:
        if self._join_at is not None and not self._depth:
            self._cut = self._join_at
        self._join_at = None
        self._item_end = after
        return after

    # ------------------------------------------------------------------ signs and words that say nothing

    def _sign(self, at: int) -> int | None:
        token = self._tokens[at]
        if token.kind != "sign":
            return None
        if token.text in ("(", "["):
            if (closing := self._empty_bracket(at)) is not None:
                return self._took(closing)
            self._depth += 1
            self._made.opens()
            return at + 1
        if token.text in (")", "]"):
            if not self._depth:
                raise ClauseError("unknown_pattern", "bracket")
            self._depth -= 1
            self._made.closes()
            return self._took(at + 1)
        if token.text in JOINS:
            return self._join(at, token.text)
        return at + 1 if token.text in _SKIPPED_SIGNS else None

    def _empty_bracket(self, at: int) -> int | None:
        """After a bracket that holds nothing of a product: no number, form, brand or place for a name."""
        tokens = self._tokens
        end = at + 1
        while end < len(tokens) and tokens[end].text not in (")", "]"):
            end += 1
        inside = tokens[at + 1 : end]
        if not inside or end == len(tokens):
            return None
        if len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) <= 4:  # "(MDI)", "(OTC)"
            return end + 1
        if any(token.kind == "number" or token.lower in PRODUCT_NOUNS or token.lower in _GENERIC_WORDS
               or token.lower in FRAME_WORDS or token.text[0].isupper() or token.text == "%" for token in inside):  # fmt: skip
            return None
        return None if read_partners(self._text, tokens, at + 1, self._names) else end + 1

    def _join(self, at: int, word: str) -> int:
        self._join_at = at if self._join_at is None else self._join_at
        self._made.join(word)
        return at + 1

    def _words(self, at: int) -> int | None:
        """Fillers, articles, prepositions and joins, in this order."""
        tokens = self._tokens
        lower = tokens[at].lower
        if found := FILLERS.at(tokens, at):
            if lower in JOINS or "as well as" in self._text[tokens[at].start : tokens[found[1] - 1].end].lower():
                self._made.join("and")
            if lower == "alone":
                self._made.alone = True
            return found[1]
        if lower in ARTICLES:
            self._made.article = True
            return at + 1
        if lower in PREPOSITIONS:
            self._made.preposition = lower
            return at + 1
        if lower in JOINS:
            return self._join(at, lower)
        return at + 1 if lower in SALTS or lower in ADVERBS else None

    def _aside(self, at: int) -> int | None:
        """ "for oral use", "orally", "in Canada", "by Novelis", "in several forms", "since 1998", "per vial"."""
        tokens = self._tokens
        for after in (
            read_made_for(tokens, at), read_purpose(tokens, at), read_in_place(tokens, at), read_quantity_of_forms(tokens, at), self._maker(at),
            self._time(at),
        ):  # fmt: skip
            if after is not None:
                return after
        if tokens[at].lower in ("per", "/") and (noun := read_noun(self._text, tokens, at + 1)) is not None:
            return noun.next
        route = read_route(tokens, at)
        return route[1] if route else None

    def _maker(self, at: int) -> int | None:
        if lower_at(self._tokens, at) not in ("by", "from"):
            return None
        here = at + 1
        while here < len(self._tokens) and (
            self._tokens[here].text[0].isupper()
            or (lower_at(self._tokens, here) in ("and", "&", ",", ".", "-") and here + 1 < len(self._tokens)
                and self._tokens[here + 1].text[0].isupper())
        ):  # fmt: skip
            here += 1
        return here if here > at + 1 else None

    def _time(self, at: int) -> int | None:
        if lower_at(self._tokens, at) not in _SINCE:
            return None
        here = at + 1
        if here < len(self._tokens) and self._tokens[here].text[0].isupper():
            here += 1
        if here >= len(self._tokens):
            return None
        year = self._tokens[here].text
        return here + 1 if len(year) == 4 and year.isdigit() and year[:2] in ("19", "20") else None

    # ------------------------------------------------------------------ what a product holds

    def _subject(self, at: int) -> int | None:
        after = read_subject(self._statement, self._names, at)
        if after is not None:
            self._named, self._subject_end = True, after
        return after

    def _verb(self, at: int) -> int | None:
        found = read_verb(self._tokens, at)
        if found is None or (
            at == self._subject_end and self._tokens[at].lower in PARTICIPLES
        ):  # "caviar sold in jars"
            return None
        affirms, after = found
        self._affirmed = True
        if not affirms:
            if self._made.deny_generic():
                return self._took(after)
            self._denied = True
        self._made.after_verb()
        return self._took(after)

    def _generic(self, at: int) -> int | None:
        found = read_generic(self._tokens, at)
        if found is None:
            return None
        available, after = found
        if self._denied:
            available, self._denied = False, False
        self._made.block(Block((), available, [(at, after)]), inside=bool(self._depth))
        return self._took(after)

    def _brands(self, at: int) -> int | None:
        found = read_framed_brands(self._text, self._tokens, at) or self._weak_brands(at)
        if found is None:
            return None
        block = Block(found.names, None, [(found.first, found.next)])
        if self._opens_products(found.next):
            self._made.scope(block)
        else:
            self._made.block(block, inside=bool(self._depth))
        return self._took(found.next)

    def _weak_brands(self, at: int) -> Brands | None:
        """Names without a word that says so: after "as", in a bracket, or with a mark."""
        text, tokens = self._text, self._tokens
        lower = lower_at(tokens, at)
        if lower == "as" or (lower in ("and", "or", ",") and self._made.takes_brand and self._depth == 0):
            begin = at + 1
            if self._names.at(tokens, begin):
                return None
            found = read_brand_names(text, tokens, begin)
            if found is None or (found.names[0].isupper() and len(found.names[0]) <= 3 and lower == "as"):
                return None
            first = at - 1 if lower_at(tokens, at - 1) in PARTICIPLES else at
            return Brands(found.names, first, found.next)
        inside = self._depth > 0 and tokens[at - 1].text in ("(", "[", ";", ",", "and", "or")
        marked = (name := read_brand_name(text, tokens, at)) is not None and tokens[name[1] - 1].text in ("®", "™")
        if not (inside or marked) or self._names.at(tokens, at) or read_noun(text, tokens, at) is not None:
            return None
        return read_brand_names(text, tokens, at)

    def _opens_products(self, at: int) -> bool:
        """Whether a form or strength stands directly behind a brand, or in the bracket behind it: they are its own."""
        tokens = self._tokens
        if lower_at(tokens, at) in ("(", ":"):
            at += 1
        elif lower_at(tokens, at) == "," or not (
            self._made.last in ("verb", "brands", "") or lower_at(tokens, at - 1) in ("®", "™")
        ):
            return False
        if at >= len(tokens) or (tokens[at].text == ")" or self._depth):
            return False
        return tokens[at].kind == "number" or read_noun(self._text, tokens, at) is not None

    def _partners(self, at: int) -> int | None:
        found = read_partners(self._text, self._tokens, at, self._names)
        if found is None and self._made.combines_further and self._tokens[at].kind == "word":
            found = read_further_partners(self._text, self._tokens, at)
        if found is None:
            return None
        self._named = self._named or any(self._names.at(self._tokens, index) for index in range(at, found.next))
        self._made.partners(found.names, found.form, (at, found.next))
        return self._took(found.next)

    def _holding(self, at: int) -> int | None:
        """ "containing", "in strengths of", where a strength follows."""
        tokens = self._tokens
        found = HOLDING.at(tokens, at)
        if found is None:
            return None
        here = found[1]
        while lower_at(tokens, here) in ARTICLES or lower_at(tokens, here) in ("either", "both", "from", ":"):
            here += 1
        here = self._past_name(here)
        if here >= len(tokens) or tokens[here].kind != "number":
            return None
        self._affirmed = self._affirmed or tokens[at].lower in HOLDS
        self._made.preposition = "of"
        return here

    def _strengths(self, at: int) -> int | None:
        if self._tokens[at].kind != "number":
            return None
        if self._made.combines and (after := skip_combined(self._tokens, at)) is not None:
            return self._took(after)
        groups: list[Strengths] = []
        here = at
        while (group := read_strengths(self._text, self._tokens, here)) is not None:
            groups.append(group)
            here = group.next
            after = here
            while lower_at(self._tokens, after) in (",", "and", "or"):
                after += 1
            if after == here or lower_at(self._tokens, after)[:1].isdigit() is False:
                break
            here = after
        if not groups:
            if lower_at(self._tokens, at - 1) == "of" and read_noun(self._text, self._tokens, at + 1) is not None:
                return at + 1  # "boxes of 10 vials"
            raise ClauseError("unknown_unit" if at + 1 < len(self._tokens) else "orphan_number", self._tokens[at].text)
        after = groups[-1].next
        noun_at = self._past_name(after)
        ahead = read_noun(self._text, self._tokens, noun_at)
        if ahead is None and (parted := read_parted_nouns(self._text, self._tokens, noun_at)):
            ahead = parted[0]
        self._made.strengths(groups, ahead, inside=bool(self._depth))
        return self._took(after)

    def _past_name(self, at: int) -> int:
        found = self._names.at(self._tokens, at)
        return found[1] if found else at

    def _noun(self, at: int) -> int | None:
        noun = read_noun(self._text, self._tokens, at)
        nouns = [noun] if noun else read_parted_nouns(self._text, self._tokens, at)
        if not nouns:
            return None
        if self._denied:
            raise ClauseError("unknown_pattern", "denied")
        for index, each in enumerate(nouns):
            if index:
                self._made.join("and")
            self._made.noun(each)
        return self._took(nouns[-1].next)

    # ------------------------------------------------------------------ the end of the clause

    def _check_boundary(self, at: int) -> None:
        """The clause ends at its last item, if what follows begins another clause or says nothing of products."""
        tokens = self._tokens
        if self._depth:
            raise ClauseError("unknown_pattern", tokens[at].text)
        rest = tokens[self._item_end :]
        if _begins_with_verb(rest):
            raise ClauseError("unknown_pattern", rest[0].text, cut=self._cut if self._affirmed else None)
        if any(token.lower in HOLDS and lower_at(rest, index + 1)[:1].isdigit() for index, token in enumerate(rest)):
            raise ClauseError("unknown_pattern", "strength said apart")
        if any(token.lower in FRAME_WORDS or token.lower in _GENERIC_WORDS for token in rest):
            raise ClauseError("unknown_pattern", tokens[at].text)
        if any(CLAUSE_STARTS.at(tokens, index) for index in range(self._item_end, at + 1)):
            return
        if any(token.kind == "number" or token.lower in PRODUCT_NOUNS for token in rest):
            raise ClauseError("unknown_pattern", tokens[at].text)
        if rest[0].lower not in JOINS or self._made.combines:
            raise ClauseError("unknown_pattern", tokens[at].text)


def _begins_with_verb(rest: Sequence[Token]) -> bool:
    """Whether what stands before is the subject of another verb: "; tablets of 5 mg | are taken daily"."""
    at = 0
    while lower_at(rest, at) in ADVERBS:
        at += 1
    return lower_at(rest, at) in FINITE

"""The grammar of a product clause: forms, containers, strengths and brands, put together token by token.

Every token of the clause is a part of a product, or a word of the closed lists that say nothing of one; the clause
ends where the statement does or where another clause begins, else it is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from ...grammar import Phrases, Statement, lower_at
from ...tokens import TokenKind
from .asides import read_adjectives, read_aside, read_empty_bracket, read_phrase, read_use
from .bounds import begins_dose, begins_with_verb, is_apart, is_led
from .brands import CARRIES, Brands, read_framed_brands, skip_unnamed_brands
from .combinations import read_further_partners, read_mixture, read_partners
from .dose_forms import read_noun, read_parted_nouns, read_qualifiers, read_trailing_qualifiers
from .drafts import Drafts
from .naming import (
    CALLED,
    is_item,
    opens_products,
    read_absolute,
    read_apposed,
    read_holder,
    read_marked,
    read_named,
    read_titled,
)
from .parts import Block, Clause, ClauseError
from .strengths import Of, StrengthError, after_counts, is_unclear, read_groups, skip_bracketed, skip_combined
from .subjects import past_name, read_header_of, read_subject
from .verbs import read_verb
from .words import (
    ADVERBS,
    ARTICLES,
    FILLERS,
    FINITE,
    GENERIC_WORDS,
    HOLDING,
    HOLDS,
    JOINS,
    PAIRS,
    PARTICIPLES,
    PREPOSITIONS,
    SALTS,
    USES,
    is_adjective,
    is_adverb,
    is_open,
    read_generic,
    read_quantity_of_forms,
)

__all__ = ["ClauseReader"]

_SKIPPED_SIGNS = frozenset({".", "®", "™", '"', "“", "”", ":", "–", "—", "‘", "’"})
_HEADS = frozenset("include includes are :".split())
_MOST_LOOSE = 5
_DELIVERS = frozenset("deliver delivers release releases delivering releasing".split())
_EACH = frozenset({"each", "all", "both"})
_RANGES = frozenset({"range", "ranges"})
_STRENGTHS = frozenset({"strengths", "strength", "dosages"})


class ClauseReader:
    """Reads the clause from token `begin` on; one use."""

    def __init__(self, statement: Statement, names: Phrases[bool], begin: int, end: int | None = None) -> None:
        self._statement, self._names, self._begin = statement, names, begin
        self._text, self._tokens = statement.passage.text, statement.tokens[:end]
        self._join_at: int | None = None
        self._cut: int | None = None
        self._made = Drafts()
        self.stood = self.reached = 0
        """The token behind its verb that it stands at: where the clause is refused, it is refused there."""
        self._depth = 0
        self._loose = 0
        self._pairs = False
        """Whether the strength that follows is of a drug that another is paired with."""
        self._last_of: Of | None = None
        """What the strength that was read last measures."""
        self._qualifier: tuple[int, int] | None = None
        self._led = False
        """Whether the first item stands behind the drug and "as" or "in": it is of the drug whatever the verb."""
        self._item_end, self._subject_end = begin, -1
        self._affirmed = self._denied = self._named = self._used = False
        self._steps: dict[TokenKind, tuple[Callable[[int], int | None], ...]] = {
            "sign": (self._sign, self._brands, self._aside, self._words),
            "number": (self._subject, self._strengths),
            "word": (
                self._header_of, self._brands, self._generic, self._partners, self._verb, self._holding, self._noun, self._subject,
                self._aside, self._words, self._open,
            ),
        }  # fmt: skip

    def read(self, *, about: bool, verbless: bool = False) -> Clause:
        """The products; raises `ClauseError`.

        `about`: the clause is known to be about the drug, else it must name it or a strength. `verbless`: a bare list
        of forms is a statement here.
        """
        at, tokens = self._begin, self._tokens
        while at < len(tokens):
            self.stood, self.reached = at, at if self._affirmed else 0
            after = self._step(at)
            if after is None:
                self._check_boundary(at)
                break
            at = after
        else:
            self._item_end = len(tokens)
        if self._depth:
            raise ClauseError("unknown_pattern", "bracket")
        if not (self._affirmed or self._used or verbless or self._led):
            raise ClauseError("unknown_pattern", "no verb")
        clause = Clause(self._made.finish(), self._item_end, used=self._used and not self._affirmed)
        if clause.used and not clause.tells_preparations:
            raise ClauseError("unknown_pattern", "a dose")
        if not (self._affirmed or self._used or verbless or clause.tells_strengths):
            raise ClauseError("unknown_pattern", "no verb")
        said = any(draft.groups or draft.said.generic is not None for draft in clause.drafts)
        if not (about or self._named or said):
            raise ClauseError("multiple_subjects", "not said to be of the drug")
        return clause

    def _step(self, at: int) -> int | None:
        try:
            for step in self._steps[self._tokens[at].kind]:
                first = not self._made.last
                if (after := step(at)) is not None:
                    self._led = self._led or (
                        first and self._made.last in ("noun", "strengths") and self._named and is_led(self._tokens, at)
                    )
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
            if (closing := read_empty_bracket(self._text, self._tokens, at, self._names)) is not None:
                return self._took(closing)
            if self._made.last == "partners" and (closing := skip_bracketed(self._text, self._tokens, at, self._names)):
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
        if (absolute := self._absolute(at)) is not None:
            return absolute
        if (apposed := self._apposed(at)) is not None:
            return apposed
        if token.text == "," and not self._depth and (used := read_use(self._tokens, at, self._names)):
            return used
        if token.text == "," and self._made.takes_brand and (after := self._brands(at)) is not None:
            return after
        if token.text in JOINS:
            return self._join(at, token.text)
        return at + 1 if token.text in _SKIPPED_SIGNS else None

    def _absolute(self, at: int) -> int | None:
        """ ", Zendra being its best known brand name"."""
        absolute = None if self._depth else read_absolute(self._text, self._tokens, at, self._names)
        if absolute is None:
            return None
        self._made.block(Block(absolute.names, None, [(absolute.first, absolute.next)]), inside=False)
        return self._took(absolute.next)

    def _apposed(self, at: int) -> int | None:
        """ "[a suspension for children], Zendra Junior." at the end of a clause: the brand of the last product."""
        if self._depth or self._tokens[at].text != "," or self._made.last not in ("noun", "strengths"):
            return None
        name = read_apposed(self._text, self._tokens, at + 1, self._names)
        if name is None:
            return None
        self._made.block(Block(name.names, None, [(name.first, name.next)]), inside=True)
        return self._took(name.next)

    def _join(self, at: int, word: str) -> int:
        self._join_at = at if self._join_at is None else self._join_at
        self._made.join(word)
        return at + 1

    def _words(self, at: int) -> int | None:
        """Fillers, articles, prepositions and joins, in this order."""
        tokens = self._tokens
        lower = tokens[at].lower
        if tokens[at].value is not None and read_noun(self._text, tokens, at + 1) is not None:  # "one tablet": a dose
            return None
        self._begins_strengths(at)
        if found := FILLERS.at(tokens, at):
            if lower in JOINS or "as well as" in self._text[tokens[at].start : tokens[found[1] - 1].end].lower():
                self._made.join("and")
            if lower in _EACH and self._made.joined and self._made.last == "noun":
                self._made.each = True
            if lower == "alone":
                self._made.alone = True
            return found[1]
        if lower in ARTICLES:
            self._made.article = True
            self._made.definite = lower == "the"
            return at + 1
        if lower in PREPOSITIONS:
            self._made.preposition = lower
            return at + 1
        if lower in JOINS:
            used = None if self._depth else read_use(tokens, at, self._names)
            return used or self._join(at, lower)
        return at + 1 if lower in SALTS or lower in ADVERBS else None

    def _aside(self, at: int) -> int | None:
        """ "for oral use", "orally", "in Canada", "by Novelis", "in several forms", "since 1998", "per vial"."""
        tokens = self._tokens
        if (quantity := read_quantity_of_forms(tokens, at)) is not None:
            self._begins_strengths(quantity - 1)
            return quantity
        if (after := read_aside(self._text, tokens, at)) is not None:
            return after
        if tokens[at].lower in ("per", "/") and (noun := read_noun(self._text, tokens, at + 1)) is not None:
            self._made.per(noun)
            return self._took(noun.next)
        if self._made.last == "noun" and (qualified := read_trailing_qualifiers(tokens, at)) is not None:
            return qualified
        if self._made.last == "noun" and (described := read_adjectives(tokens, at)) is not None:
            return described
        return read_phrase(self._text, tokens, at)

    def _begins_strengths(self, at: int) -> None:
        """ "…, and lower strengths (5 mg)": strengths of no form that was named."""
        if (
            lower_at(self._tokens, at) in _STRENGTHS
            and self._made.joined
            and self._made.last
            and lower_at(self._tokens, at + 1) == "("
        ):
            self._made.own = True

    def _open(self, at: int) -> int | None:
        """Words of the open class: an adverb, an adjective before a form."""
        tokens = self._tokens
        if is_adverb(tokens[at]):
            return at + 1
        here = at
        if is_open(tokens[at]) and lower_at(tokens, at + 1) == "-" and lower_at(tokens, at + 2).endswith("ed"):
            here = at + 3  # "strawberry-flavoured"
        elif is_adjective(tokens[at]) and self._made.last != "strengths":
            here = at + 1
        if here > at:
            if here < len(tokens) and is_adjective(tokens[here]):
                here += 1
            strength = here < len(tokens) and tokens[here].kind == "number" and self._made.article
            if strength or read_noun(self._text, tokens, here) is not None or lower_at(tokens, here) in GENERIC_WORDS:
                return here
        return self._loosely(at)

    def _loosely(self, at: int) -> int | None:
        """A verb that no list holds, between the drug and its first item: "X reaches pharmacies as 5 mg tablets"."""
        tokens = self._tokens
        if not self._named or self._affirmed or self._made.last or self._made.joined or not is_open(tokens[at]):
            return None
        if self._loose >= _MOST_LOOSE:
            return None
        if tokens[at].lower in FINITE and not lower_at(tokens, at + 1).endswith(("ed", "be")):
            return None
        self._loose += 1
        return at + 1

    # ------------------------------------------------------------------ what a product holds

    def _subject(self, at: int) -> int | None:
        after = read_subject(self._statement, self._names, at)
        if after is not None:
            self._named, self._subject_end = True, after
        return after

    def _header_of(self, at: int) -> int | None:
        after = read_header_of(self._text, self._tokens, at, self._names) if at == self._begin else None
        if after is None:
            return None
        self._named = self._affirmed = True
        self._made.after_verb(finite=False)
        return self._took(after)

    def _verb(self, at: int) -> int | None:
        found = read_verb(self._tokens, at)
        if found is None and self._made.combines and lower_at(self._tokens, at + 1) in CALLED:
            found = (True, at + 1) if lower_at(self._tokens, at) in ("is", "are") else None  # "… is called Zendra"
        if found is None or (
            at == self._subject_end and self._tokens[at].lower in PARTICIPLES
        ):  # "caviar sold in jars"
            return None
        if self._loose and not self._made.last:
            raise ClauseError("multiple_subjects", self._tokens[at].text)
        affirms, after = found
        if at == self._begin and after == at + 1 and read_noun(self._text, self._tokens, after) is not None:
            return None  # "available tablets"
        if lower_at(self._tokens, after - 1) in USES:
            self._used = True
        else:
            self._affirmed = True
        if affirms:
            self._denied = False  # "not sold in the US, but it is sold in Europe as …"
        else:
            if self._made.deny_generic():
                return self._took(after)
            self._denied = True
        if lower_at(self._tokens, at) == "there":
            self._made.join("and")
        self._made.after_verb(finite=lower_at(self._tokens, at) not in PARTICIPLES)
        if any(token.lower in GENERIC_WORDS for token in self._tokens[at:after]):
            self._made.block(Block((), affirms, [(at, after)]), inside=False)
        return self._took(after)

    def _generic(self, at: int) -> int | None:
        found = read_generic(self._tokens, at)
        if found is None:
            return None
        available, after = found
        if (verb := read_verb(self._tokens, at)) is not None and verb[1] > after:  # "generic preparations include"
            return None
        if self._denied:
            available, self._denied = False, False
        block = Block((), available, [(at, after)])
        joined = self._made.joined or self._tokens[at].lower in JOINS
        if joined and self._made.has_products and not self._depth and is_item(self._text, self._tokens, after):
            self._made.scope(block)  # "and as generic 10 mg capsules"
        else:
            self._made.block(block, inside=bool(self._depth))
        return self._took(after)

    def _brands(self, at: int) -> int | None:
        found = read_framed_brands(self._text, self._tokens, at) or self._unframed(at)
        if found is None and at == self._begin:
            found = read_titled(self._text, self._tokens, at, self._names)
        if found is None and not self._made.last:
            found = read_holder(self._text, self._tokens, at, self._names)
        if found is None:
            absolute = self._absolute(at) if self._tokens[at].lower == "with" else None
            return absolute if absolute is not None else skip_unnamed_brands(self._tokens, at)
        frame = {token.lower for token in self._tokens[found.first : found.next]}
        header = at == self._begin and lower_at(self._tokens, found.next) == "(" and not frame.isdisjoint(_HEADS)
        self._affirmed = self._affirmed or self._tokens[at].lower in CARRIES or header
        block = Block(found.names, None, [(found.first, found.next)])
        if not self._depth and opens_products(
            self._text, self._tokens, found.next, self._made.last, again=self._made.follows_scope
        ):
            if len(found.names) > 1 and lower_at(self._tokens, found.next) != ":":
                raise ClauseError("ambiguous_list", "a product of one of several brands")  # "A and B (5 mg tablets)"
            self._made.scope(block, lasts=lower_at(self._tokens, found.next) == ":")
        else:
            self._made.block(block, inside=bool(self._depth))
        return self._took(found.next)

    def _unframed(self, at: int) -> Brands | None:
        follows = self._made.takes_brand and not self._depth
        if (found := read_named(self._text, self._tokens, at, self._names, follows=follows)) is not None:
            return found if self._made.last or lower_at(self._tokens, at) not in CALLED else None
        bracketed = self._depth > 0 and self._tokens[at - 1].text in ("(", "[", ";", ",", "and", "or")
        return read_marked(self._text, self._tokens, at, self._names, bracketed=bracketed)

    def _partners(self, at: int) -> int | None:
        found = read_partners(self._text, self._tokens, at, self._names)
        if found is None and self._made.combines_further and self._tokens[at].kind == "word":
            found = read_further_partners(self._text, self._tokens, at)
        if found is None:
            return None
        self._named = True
        verb = self._tokens[at].lower == "combined" and self._made.last == "verb"
        self._made.partners(found.names, found.form, (at, found.next), verb=verb)
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
        here = past_name(self._names, tokens, here)
        if here >= len(tokens) or tokens[here].kind != "number":
            return None
        self._affirmed = self._affirmed or tokens[at].lower in HOLDS | _RANGES
        self._pairs = tokens[found[1] - 1].lower in PAIRS
        self._made.each = (
            tokens[at].lower in _EACH and self._made.joined and self._made.last == "noun"
        ) or self._made.each
        self._made.preposition = "of"
        return here

    def _strengths(self, at: int) -> int | None:
        if lower_at(self._tokens, at + 1) == ":" and lower_at(self._tokens, at + 2)[:1].isdigit():
            return at + 3  # "1:1000", how thin it is
        if begins_dose(self._tokens, at):
            return None
        if is_unclear(self._tokens, at):
            raise ClauseError("orphan_number", self._tokens[at].text)
        if self._made.combines and (after := skip_combined(self._tokens, at)) is not None:
            return self._took(after)
        if self._qualifier is not None and self._qualifier[1] != at:
            self._qualifier = None
        delivered = lower_at(self._tokens, at - 1) in _DELIVERS and self._made.holds_units
        if lower_at(self._tokens, at - 1) in {"of", "with", "containing"} | HOLDS and (
            counted := after_counts(self._text, self._tokens, at)
        ):
            return counted  # "boxes of 10 vials"
        groups = read_groups(self._text, self._tokens, at, self._names)
        if not groups:
            raise ClauseError("unknown_unit" if at + 1 < len(self._tokens) else "orphan_number", self._tokens[at].text)
        if delivered and any(group.of == "mass" for group in groups):
            raise ClauseError("ambiguous_list", "a rate without its time")
        after = groups[-1].next
        noun_at = past_name(self._names, self._tokens, after)
        ahead = read_noun(self._text, self._tokens, noun_at)
        if ahead is None and (parted := read_parted_nouns(self._text, self._tokens, noun_at)):
            ahead = parted[0]
        in_volume = groups[0].of == "volume" and lower_at(self._tokens, at - 1) == "in" and ahead is None
        if in_volume and self._made.last == "strengths" and self._last_of == "mass":
            raise ClauseError("ambiguous_list", "an amount in a volume that was not read as one")
        self._last_of = groups[-1].of
        self._made.strengths(groups, ahead, inside=bool(self._depth))
        mixture = read_mixture(self._text, self._tokens, noun_at) if ahead is None and noun_at > after else None
        if mixture is None and self._pairs:
            raise ClauseError("unknown_pattern", "what it is paired with")
        if mixture is not None:
            self._made.mixed(mixture.names, (mixture.first, mixture.next))
            after = mixture.next
        return self._took(after)

    def _split_qualifier(self, at: int) -> int | None:
        """ "a topical 2% gel", "chewable 4 and 5 mg tablets": what belongs to the form behind the strength."""
        end = read_qualifiers(self._tokens, at)
        if end is None or end >= len(self._tokens) or self._tokens[end].kind != "number":
            return None
        self._qualifier = (at, end)
        return end

    def _noun(self, at: int) -> int | None:
        noun = read_noun(self._text, self._tokens, at)
        nouns = [noun] if noun else read_parted_nouns(self._text, self._tokens, at)
        if not nouns:
            return self._split_qualifier(at)
        if self._qualifier is not None and not nouns[0].is_container and self._made.last == "strengths":
            nouns[0] = nouns[0].qualified(self._text, self._tokens, *self._qualifier)
        self._qualifier = None
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
        rest = tokens[self._item_end :]
        told = self._led and rest[0].text in (",", ";")
        if self._depth or not (self._affirmed or self._used or told):
            raise ClauseError("unknown_pattern", tokens[at].text)
        if told and not self._affirmed and lower_at(rest, 1) in FINITE:
            return  # "X, in tablets of 5 mg, is taken …"
        if begins_with_verb(rest):
            raise ClauseError("unknown_pattern", rest[0].text, cut=self._cut)
        if not is_apart(rest, at - self._item_end, generic=self._made.only_generic, combined=self._made.combines):
            raise ClauseError("unknown_pattern", tokens[at].text)

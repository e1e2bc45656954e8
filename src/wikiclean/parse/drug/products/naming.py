"""Brand names in a product clause: names without a frame, and which products a brand name or a generic is said of."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import Token
from ..regions import read_place
from .brands import Brands, read_brand_name, read_brand_names
from .dose_forms import read_noun
from .parts import Block, ClauseError, Draft
from .words import ARTICLES, HOLDS, PARTICIPLES

__all__ = [
    "CALLED",
    "is_item",
    "is_of_its_own",
    "opens_products",
    "read_absolute",
    "read_apposed",
    "read_holder",
    "read_marked",
    "read_named",
    "read_titled",
    "spread_blocks",
]

CALLED = frozenset("called named dubbed branded labelled labeled known".split())
"""Words before a brand name, behind a product."""


def read_named(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool], *, follows: bool) -> Brands | None:
    """ "as Zendra", "called Zendra"; "and Zendra" where it `follows` a brand. The drug's own name is none."""
    lower = lower_at(tokens, at)
    begin = at + 1
    if lower in CALLED:
        begin += lower_at(tokens, begin) == "as"
    elif lower != "as" and not (follows and lower in ("and", "or", ",")):
        return None
    if drug.at(tokens, begin) is not None or read_noun(text, tokens, begin) is not None:
        return None
    found = read_brand_names(text, tokens, begin)
    if found is None or (found.names[0].isupper() and len(found.names[0]) <= 3 and lower == "as"):
        return None
    first = at - 1 if lower_at(tokens, at - 1) in PARTICIPLES and lower not in CALLED else at
    return Brands(found.names, first, found.next)


def read_marked(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool], *, bracketed: bool) -> Brands | None:
    """Names in a bracket, or with the mark of a trade name: "(Zendra)", "Zendra®"."""
    marked = (name := read_brand_name(text, tokens, at)) is not None and tokens[name[1] - 1].text in ("®", "™")
    if not (bracketed or marked) or drug.at(tokens, at) or read_noun(text, tokens, at) is not None:
        return None
    return read_brand_names(text, tokens, at)


def read_absolute(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Brands | None:
    """ ", Zendra and Alvix being the best known brands", "with Zendra among its brand names"; the drug's own name is none."""
    begin = at + 1 + (lower_at(tokens, at) == "," and lower_at(tokens, at + 1) == "with")
    if lower_at(tokens, begin - 1) not in (",", "with") or drug.at(tokens, begin) is not None:
        return None
    found = read_brand_names(text, tokens, begin)
    if found is None or lower_at(tokens, found.next) not in ("being", "as", "among", "amongst", "one"):
        return None
    after = _after_title(tokens, found.next + 1)
    return None if after is None else Brands(found.names, begin, after)


def read_apposed(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Brands | None:
    """One name that ends a clause; neither the drug's own nor a place."""
    name = read_brand_name(text, tokens, at) if drug.at(tokens, at) is None and read_place(tokens, at) is None else None
    if name is None or lower_at(tokens, name[1]) not in ("", ".", ";"):
        return None
    return Brands((name[0],), at, name[1])


def read_titled(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Brands | None:
    """ "Zendra, the original brand, [comes as]"; the drug's own name is none."""
    found = read_brand_names(text, tokens, at) if drug.at(tokens, at) is None else None
    if found is None or lower_at(tokens, found.next) != "," or lower_at(tokens, found.next + 1) not in _TITLES:
        return None
    after = _after_title(tokens, found.next + 1)
    if after is None or lower_at(tokens, after) != ",":
        return None
    return Brands(found.names, found.first, after + 1)


def read_holder(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Brands | None:
    """ "[Each] Zendra | tablet contains 30 mg of X": the brand of a form that is said to hold the drug."""
    name = read_brand_name(text, tokens, at) if drug.at(tokens, at) is None and read_place(tokens, at) is None else None
    noun = read_noun(text, tokens, name[1]) if name is not None else None
    if (
        name is None
        or noun is None
        or read_noun(text, tokens, at) is not None
        or lower_at(tokens, noun.next) not in HOLDS
    ):
        return None
    after = range(noun.next + 2, min(noun.next + _FARTHEST_DRUG, len(tokens)))
    holds = lower_at(tokens, noun.next + 1)[:1].isdigit() and any(drug.at(tokens, k) is not None for k in after)
    return Brands((name[0],), at, name[1]) if holds else None


_FARTHEST_DRUG = 7
"""Tokens from the verb to the name of the drug, with the strength between them."""

_TITLES = ARTICLES | {"its", "one"}


def _after_title(tokens: Sequence[Token], at: int) -> int | None:
    """After "two of the best-known international brands"."""
    for here in range(at, min(at + _LONGEST_TITLE - 1, len(tokens))):
        word = lower_at(tokens, here)
        if word in ("brand", "brands", "brand-name", "brand-names"):
            return here + 1 + (lower_at(tokens, here + 1) in ("name", "names", "product", "products"))
        if tokens[here].kind != "word" and tokens[here].text != "-":
            return None
    return None


_LONGEST_TITLE = 9
"""Tokens of "being two of the best-known international brands"."""


def opens_products(text: str, tokens: Sequence[Token], at: int, last: str, *, again: bool) -> bool:
    """Whether a form or strength stands directly behind a brand, or in the bracket behind it: they are its own.

    `last`: the kind of the item before the brand, "" where it is the first. `again`: a brand before has its own.
    """
    if lower_at(tokens, at) in ("(", ":"):
        at += 1
        at += lower_at(tokens, at) in ARTICLES
    elif lower_at(tokens, at) == "," or not (
        again or last in ("verb", "brands", "") or lower_at(tokens, at - 1) in ("®", "™")
    ):
        return False
    return is_item(text, tokens, at)


def is_item(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number or a form stands here."""
    return at < len(tokens) and (tokens[at].kind == "number" or read_noun(text, tokens, at) is not None)


def spread_blocks(events: Sequence[Draft | Block | None], drafts: list[Draft]) -> None:
    """Give each product the brands that are said of it.

    Names behind products are of all products since the names before; names that stand first are of what follows. A
    clause of names alone is one product. `events`: products and names in their order, None where another subject
    begins.
    """
    begin = 0
    for index, event in enumerate((*events, None)):
        if event is None:
            _spread([event for event in events[begin:index] if event is not None], drafts)
            begin = index + 1


def _spread(events: Sequence[Draft | Block], drafts: list[Draft]) -> None:
    runs = _runs(events)
    if not runs:
        return
    forward = runs[0] if isinstance(runs[0], Block) else None
    if forward is not None and len(runs) == 1:
        drafts.append(Draft(said=forward, spans=list(forward.spans)))
        return
    waiting: list[Draft] = []
    named = False
    for index, run in enumerate(runs):
        if isinstance(run, list):
            waiting += run
            if index == 1 and forward is not None and forward.names and _are_named_combinations(run):
                drafts.insert(0, Draft(said=forward, spans=list(forward.spans)))  # "as A and with B as C"
                forward = None
            elif forward is not None:
                _say(_said_ahead(run, forward, combined=bool(waiting[0].partners)), forward)
        elif index and forward is None and waiting:
            if named and run.names and not all(draft.bare or draft.said.names for draft in waiting[1:]):
                raise ClauseError("ambiguous_list", "a brand of the last product or of several")
            _say(waiting, run)
            waiting, named = [], named or bool(run.names)
        elif index and forward is not None:
            if index < len(runs) - 1:
                forward = run
            elif run.names and (
                _is_parted(waiting, forward) if not forward.names else set(run.names) != set(forward.names)
            ):
                waiting[-1].said = run
            else:
                _say(waiting, run)


def _is_parted(drafts: Sequence[Draft], forward: Block) -> bool:
    """ "generically as tablets and as a suspension under the name A": the name is of the last product, which is no generic."""
    return bool(forward.generic) and len(drafts) > 1 and not drafts[-1].bare


def _are_named_combinations(run: Sequence[Draft]) -> bool:
    """Whether each is a combination with a brand of its own, told beside the drug's own brand."""
    return bool(run[0].join) and all(draft.partners and draft.said.names for draft in run)


def _said_ahead(run: Sequence[Draft], forward: Block, *, combined: bool) -> list[Draft]:
    """Which products names that stand first are of: combinations only if they come first, generics without a brand."""
    said = [draft for draft in run if combined or not draft.partners]
    unbranded = [draft for draft in said if not draft.said.names]
    return unbranded if unbranded and not forward.names else said


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
    if block.names and drafts and all(draft.said.names for draft in drafts) and not _is_repeated(drafts, block):
        raise ClauseError("ambiguous_list", "a brand of no product")
    for draft in drafts:
        if draft.said.names and block.names:  # its own brand is said in a bracket
            continue
        draft.said.add(block)


def _is_repeated(drafts: Sequence[Draft], block: Block) -> bool:
    return set(block.names) <= {name for draft in drafts for name in draft.said.names}


def is_of_its_own(events: Sequence[Draft | Block | None], drafts: Sequence[Draft]) -> bool:
    """Whether the last product, now a subject, is apart from what was said before: other products, or a brand of no form."""
    if len(drafts) == 1:
        return isinstance(events[0], Block) and drafts[0].join not in ("", ",")
    return bool(drafts)

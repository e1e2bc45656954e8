"""Figures of an effect: "in 12% of patients on the drug, compared with 4% on placebo", as arms, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ....model.kinds.drug import Incidence
from ...grammar import Phrases, lower_at
from ...quantities import Amount, quantity_of, read_amount
from ...tokens import Token
from .words import BE, PEOPLE

__all__ = ["Arm", "Figures", "is_comparison", "read_figures", "read_paired", "read_percent", "read_respective"]

Arm = Literal["drug", "placebo", "comparator"]
Bound = Literal["<", "<=", ">", ">=", "~"]

_HEDGES = Phrases(dict.fromkeys(("as many as", "as much as")))
_FEWER: Phrases[Bound] = Phrases(
    {"fewer than": "<", "under": "<", "below": "<", "above": ">", "upwards of": ">", "in excess of": ">"}
)
_COMPARED = Phrases(
    dict.fromkeys(
        "compared with|compared to|as compared with|as compared to|in comparison with|in comparison to|versus|vs.|vs|"
        "against|as opposed to|and|but|while|whereas|in contrast to|v|as against|relative to|than|or".split("|")
    )
)
_BEFORE_FIGURES = frozenset(
    "between from fewer under below above upwards in as about approximately around roughly ~ approx < > ≤ ≥ less more greater "
    "at no not up over".split()
)
"""What a figure begins with, if not with its number."""
_CLAUSES = frozenset("but while whereas".split())
_CONJUNCTIONS = _CLAUSES | {"and", "or"}
_ONLY = frozenset("only just in by with about at for the a among of".split())
_PLACEBO = frozenset("placebo placebos dummy sham vehicle".split())
_OTHERS = frozenset("comparator comparators control controls alone".split())
# Words of the phrase that says whose figure it is, and how they were treated.
_WHOSE = (
    frozenset(
        "of the all these treated treatment with on taking receiving given who took received take receive in group groups arm "
        "arms - assigned to randomized randomised a an for at and who had been by drug using used use has have under "
        "after exposed therapy least daily dose doses high low higher lower standard any cases every about only active "
        "overall each per cent up adult pediatric long term short chronic once twice weekly monthly every nightly some".split()
    )
    | PEOPLE
)
_MASSES = frozenset("mg g mcg".split())
_DURATIONS = _MASSES | frozenset("week weeks month months year years day days hour hours".split())
_LONGEST_WHOSE = 16


@dataclass(frozen=True, slots=True)
class Figures:
    """What was read: the arms, the token after them, and whether "each" says that they hold for every term of a list."""

    arms: tuple[Incidence, ...]
    next: int
    each: bool = False


def read_percent(tokens: Sequence[Token], at: int) -> Amount | None:
    """An amount in percent at token `at`: "up to 10%", "1% to 3%", "fewer than 1 percent", "5% or more"."""
    start = at
    if at >= len(tokens) or (tokens[at].value is None and tokens[at].lower not in _BEFORE_FIGURES):
        return None
    if tokens[at].lower in ("between", "from"):
        return _read_between(tokens, at)
    comparator: Bound | None = None
    if found := _FEWER.at(tokens, at):
        comparator, at = found
    elif hedge := _HEDGES.at(tokens, at):
        comparator, at = "<=", hedge[1]
    amount = read_amount(tokens, at)
    if amount is None or (end := _percent_end(tokens, amount)) is None:
        return None
    said = amount.comparator
    if comparator is not None:
        if said is not None:
            return None
        said = comparator
    if said is None and lower_at(tokens, end) == "or" and lower_at(tokens, end + 1) in ("more", "less", "fewer"):
        said, end = (">=" if lower_at(tokens, end + 1) == "more" else "<="), end + 2
    top = amount.high if amount.high is not None else amount.low
    if top > Decimal(100):
        return None
    return Amount(amount.low, amount.high, "%", start, end, said, amount.plus_minus)


def _read_between(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "between 10% and 20%", "from 1 to 3 percent"."""
    low = read_amount(tokens, at + 1)
    if low is not None and low.high is not None and low.unit == "%" and low.comparator is None:
        return Amount(low.low, low.high, "%", at, low.next)
    if (
        low is None
        or low.high is not None
        or low.unit not in (None, "%")
        or lower_at(tokens, low.next) not in ("and", "to")
    ):
        return None
    high = read_amount(tokens, low.next + 1)
    if high is None or high.unit != "%" or high.high is not None or not low.low < high.low <= Decimal(100):
        return None
    return Amount(low.low, high.low, "%", at, high.next)


def _percent_end(tokens: Sequence[Token], amount: Amount) -> int | None:
    if amount.unit == "%":
        return amount.next
    if amount.unit is None and lower_at(tokens, amount.next) == "per" and lower_at(tokens, amount.next + 1) == "cent":
        return amount.next + 2
    return None


def read_figures(
    text: str, tokens: Sequence[Token], at: int, *, drug: Callable[[int], int | None], labels: tuple[Arm, ...] = ()
) -> Figures | None:
    """One figure and those compared with it, from token `at`. `drug`: reads the page's drug at a token; `labels`: the
    arms that figures before these in a list were given to, in order.

    None where a figure's arm is not plain: a figure is never given to an arm that the words do not name.
    """
    arms: list[Incidence] = []
    first = read_percent(tokens, at)
    if first is None:
        return None
    amount: Amount | None = first
    each = False
    doses = True
    bracket = False
    before = at
    while amount is not None:
        whose, at, repeated, dose = _read_whose(tokens, amount.next, drug, compared=bool(arms))
        each |= repeated
        doses &= dose or whose not in (None, "drug")
        if whose is None and arms and not dose:
            if len(arms) >= len(labels):
                if lower_at(tokens, before) in _CLAUSES or lower_at(tokens, before + 1) in _CLAUSES:
                    at = before  # ", but only 1% had B": another clause
                    break
                return None
            whose = labels[len(arms)]
        arms.append(Incidence(value=quantity_of(text, tokens, amount), arm=whose or "drug"))
        if (named := _read_named(text, tokens, at)) is not None:
            arms.append(named[0])
            at = named[1]
        before = at
        if bracket:
            if lower_at(tokens, at) != ")":
                return None
            at += 1
        bracket = lower_at(tokens, at) == "("
        compared = _read_compared(tokens, at)
        amount = read_percent(tokens, compared) if compared is not None else None
        bracket &= amount is not None
        if amount is None and lower_at(tokens, at) == ",":
            amount = read_percent(tokens, at + 1)
            if amount is not None:
                whose, _next, _each, dose = _read_whose(tokens, amount.next, drug, compared=True)
                amount = amount if whose not in (None, "drug") or (dose and doses) else None
        if amount is not None and len(arms) == 3:
            return None
    if lower_at(tokens, at) == "," and lower_at(tokens, at + 1) == "each":
        at += 1
    if lower_at(tokens, at) == "each":
        each, at = True, at + 1
    if len(arms) > 1:
        at += lower_at(tokens, at) == "respectively"
    if len({item.arm for item in arms}) != len(arms) and not doses:
        return None
    return Figures(tuple(arms), at, each)


def is_comparison(tokens: Sequence[Token], at: int) -> bool:
    """Whether "compared with", "versus" or the like stands here, which no clause begins with."""
    return lower_at(tokens, at) not in _CONJUNCTIONS and _COMPARED.at(tokens, at) is not None


def _read_named(text: str, tokens: Sequence[Token], at: int) -> tuple[Incidence, int] | None:
    """ ", placebo 17%", "(placebo: 9%)": an arm that is named before its figure."""
    bracket = lower_at(tokens, at) == "("
    if not (bracket or lower_at(tokens, at) in (",", ";", "/")) or lower_at(tokens, at + 1) not in _PLACEBO:
        return None
    at += 2 + (lower_at(tokens, at + 2) in (":", "group", "="))
    amount = read_percent(tokens, at)
    if amount is None or (bracket and lower_at(tokens, amount.next) != ")"):
        return None
    return Incidence(value=quantity_of(text, tokens, amount), arm="placebo"), amount.next + bracket


def _read_compared(tokens: Sequence[Token], at: int) -> int | None:
    """The token of the next figure, after "compared with", ", vs" or "and only"."""
    opened = lower_at(tokens, at) in (",", "(", ";")
    if opened:
        at += 1
    found = _COMPARED.at(tokens, at)
    if found is None:
        return None
    at = found[1]
    while lower_at(tokens, at) in _ONLY and read_percent(tokens, at) is None:
        at += 1
    return at


def _read_whose(
    tokens: Sequence[Token], at: int, drug: Callable[[int], int | None], *, compared: bool
) -> tuple[Arm | None, int, bool, bool]:
    """Whose figure it was: (arm or None, next token, whether "each" stands in it, whether a dose does).

    `compared`: it stands beside another, so that a name which is not the page's drug is what it is compared with.
    """
    begin = at
    arm: Arm | None = None
    each = dose = False
    last = at
    names = 0
    while at < len(tokens) and at - begin < _LONGEST_WHOSE:
        word = tokens[at].lower
        if named := drug(at):
            arm = arm or "drug"
            at = last = named
            continue
        if word in _PLACEBO:
            arm = "placebo"
        elif word in _OTHERS:
            arm = arm if arm == "placebo" else "comparator"
        elif word in ("each", "apiece"):
            each = True
        elif tokens[at].value is not None and lower_at(tokens, at + 1) in _DURATIONS:
            dose |= lower_at(tokens, at + 1) in _MASSES
            at += 2
            last = at
            continue
        elif compared and word not in _WHOSE and _is_name(tokens, at, names):
            arm, names = arm or "comparator", names + 1
        elif word in _SMALL and not _goes_on(tokens, at, drug, compared=compared):
            break
        elif word in BE and lower_at(tokens, at - 1) in ("who", "that"):
            pass
        elif word not in _WHOSE or read_percent(tokens, at) is not None:
            break
        at += 1
        last = at
    return arm, last, each, dose


def _goes_on(tokens: Sequence[Token], at: int, drug: Callable[[int], int | None], *, compared: bool) -> bool:
    """Whether a small word is followed by more of the phrase that says whose figure it is."""
    after = at + 1
    word = lower_at(tokens, after)
    if read_percent(tokens, after) is not None or tokens[at].lower in ("and", "or", "but"):
        return False
    if after < len(tokens) and tokens[after].value is not None and lower_at(tokens, after + 1) in _DURATIONS:
        return True
    if word in _WHOSE or word in _PLACEBO or word in _OTHERS or word in _DURATIONS or drug(after) is not None:
        return True
    return compared and after < len(tokens) and _is_name(tokens, after, 0)


def _is_name(tokens: Sequence[Token], at: int, names: int) -> bool:
    """A word after "with", "on" or "given", or the second of a name."""
    if tokens[at].kind != "word" or names > 1 or tokens[at].lower in _NO_NAMES:
        return False
    return names > 0 or lower_at(tokens, at - 1) in _BEFORE_NAMES


_BEFORE_NAMES = frozenset(
    "with on given taking receiving received took of for in the standard usual conventional other".split()
)
_SMALL = frozenset("and or but for at after in with a an to on of".split())
_NO_NAMES = frozenset("which that who and or but when while although it they these this respectively".split())


def read_paired(
    text: str, tokens: Sequence[Token], at: int, *, drug: Callable[[int], int | None]
) -> tuple[tuple[Incidence, ...], int] | None:
    """ "with X (5%) than with Y (32%)", "with X than with placebo (18% vs 9%)": the arms and the token after them."""
    first = _read_arm(tokens, at, drug, compared=False)
    if first is None:
        return None
    arm, at = first
    one = _bracketed(tokens, at)
    at = one.next + 1 if one is not None else at
    compared = _COMPARED.at(tokens, at + (lower_at(tokens, at) == ","))
    second = _read_arm(tokens, compared[1], drug, compared=True) if compared is not None else None
    if second is None or second[0] == arm:
        return None
    other, at = second
    if one is not None:
        two = _bracketed(tokens, at)
        if two is None:
            return None
        after = two.next + 1
    else:
        one = read_percent(tokens, at + 1) if lower_at(tokens, at) in ("(", ":") else None
        versus = _COMPARED.at(tokens, one.next) if one is not None else None
        two = read_percent(tokens, versus[1]) if versus is not None else None
        if one is None or two is None or lower_at(tokens, two.next) != ")":
            return None
        after = two.next + 1
    pairs = ((one, arm), (two, other))
    return tuple(Incidence(value=quantity_of(text, tokens, amount), arm=whose) for amount, whose in pairs), after


def _bracketed(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "(5%)"."""
    amount = read_percent(tokens, at + 1) if lower_at(tokens, at) == "(" else None
    return amount if amount is not None and lower_at(tokens, amount.next) == ")" else None


def _read_arm(
    tokens: Sequence[Token], at: int, drug: Callable[[int], int | None], *, compared: bool
) -> tuple[Arm, int] | None:
    """ "with X", "in those on placebo", "with glipizide" where it is compared: (arm, next)."""
    while lower_at(tokens, at) in (
        "with",
        "on",
        "for",
        "in",
        "among",
        "those",
        "patients",
        "taking",
        "receiving",
        "the",
    ):
        at += 1
    arm: Arm
    if named := drug(at):
        arm, at = "drug", named
    elif lower_at(tokens, at) in _PLACEBO:
        arm, at = "placebo", at + 1
    elif compared and at < len(tokens) and tokens[at].kind == "word" and tokens[at].lower not in _NO_NAMES:
        arm, at = "comparator", at + 1
    else:
        return None
    return arm, at + (lower_at(tokens, at) in ("group", "recipients", "patients"))


def read_respective(
    text: str, tokens: Sequence[Token], at: int, *, count: int, drug: Callable[[int], int | None]
) -> tuple[tuple[Incidence, ...], int] | None:
    """ "10%, 5% and 2% of patients, respectively": a figure for each of `count` terms, and the token after them."""
    figures: list[Incidence] = []
    while (amount := read_percent(tokens, at)) is not None:
        figures.append(Incidence(value=quantity_of(text, tokens, amount)))
        at = amount.next
        while (
            lower_at(tokens, at) in (",", "and")
            and read_percent(tokens, at + 1) is None
            and lower_at(tokens, at + 1) == "and"
        ):
            at += 1
        if lower_at(tokens, at) not in (",", "and") or read_percent(tokens, at + 1) is None:
            break
        at += 1
    arm, at, _each, _dose = _read_whose(tokens, at, drug, compared=False)
    if lower_at(tokens, at) == ",":
        at += 1
    if lower_at(tokens, at) != "respectively" or len(figures) != count or arm not in (None, "drug"):
        return None
    return tuple(figures), at + 1

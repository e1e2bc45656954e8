"""Partners in a fixed combination: "in fixed-dose combination with abacavir and lamivudine"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....model.quantity import UCUM
from ...grammar import Phrases, lower_at
from ...quantities import read_amount
from ...tokens import Token, tokenize
from .dose_forms import Noun, read_noun

__all__ = ["Partners", "read_further_partners", "read_mixture", "read_partners"]

_BEFORE = frozenset(
    "in as a an the several various multiple many two three fixed fixed-dose dose single - other".split()
)
_HEADS: Phrases[bool] = Phrases.of(
    {
        True: "together|combination|combinations|combined|co-formulated|coformulated|combination product|combination products|"
        "combination form|combination forms|combination preparation|combination preparations|combination formulation|"
        "combination formulations"
    }
)
_COMBINING = frozenset("combining combines combine".split())
_FIRST_WORDS = _BEFORE | _HEADS.first_words
_JOINS = frozenset({",", "and", "plus", "&", "/"})
_MIXED = frozenset({",", "together", "and", "plus", "with", "&", "+"})
_ANOTHER = frozenset("one another that those a an in fixed combination also second the other".split())
# Where a partner's name ends.
_STOPS = frozenset(
    "under as in for by sold marketed available which that is are was were known called and or , ; . ( ) : with plus & / "
    "to of at from both generically generic branded containing tablets capsules tablet capsule alone also "
    "it they this these there can may had could comes come goes go exists exist will "
    "used since after when while until though but taken given made per each either every than if because during on".split()
)
# No partner by name: "with other antihypertensives", "with food".
_UNNAMED = frozenset(
    "other others another several various many multiple different drugs agents medications medicines drug agent medication "
    "products diuretics antibiotics analgesics opioids chemotherapy surgery diet food its the a an one two three either "
    "any some certain these it them each such vitamins minerals water insulins radiation".split()
)
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Partners:
    """The other drugs of a combination at `tokens[first:next]`, and the form that is named with it."""

    names: tuple[str, ...]
    form: Noun | None
    first: int
    next: int


def read_partners(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Partners | None:
    """The drugs that the page's drug (`drug`: its names) is combined with in one product.

    "in combination with B", "fixed combinations of A and B": `("B",)`, where A is the page's.
    """
    relative = lower_at(tokens, at) in ("that", "which")
    if lower_at(tokens, at + relative) in _COMBINING:
        return _combining(text, tokens, at + relative, drug)
    if lower_at(tokens, at) not in _FIRST_WORDS:
        return None
    here = at
    while lower_at(tokens, here) in _BEFORE:
        here += 1
    head = _HEADS.at(tokens, here)
    if head is None:
        return None
    form = read_noun(text, tokens, here)
    after = form.next if form else head[1]
    word = lower_at(tokens, after)
    if word not in ("with", "of") and drug.at(tokens, after) is None:
        return None
    partners, end = _list(text, tokens, after + (word in ("with", "of")))
    others = tuple(name for name in partners if not _is_drug(name, drug))
    if not others or (word != "with" and len(others) == len(partners)):
        return None
    return Partners(others, form, at, end)


def _combining(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Partners | None:
    """ "[tablets] combining it with B", "that combine A and B"."""
    here = at + 1
    if lower_at(tokens, here) == "it":
        after = here + 1
    elif (found := drug.at(tokens, here)) is not None:
        after = found[1]
    else:
        return None
    if lower_at(tokens, after) not in ("with", "and", "plus"):
        return None
    partners, end = _list(text, tokens, after + 1)
    return Partners(tuple(partners), None, at, end) if partners else None


def read_further_partners(text: str, tokens: Sequence[Token], at: int) -> Partners | None:
    """One more combination behind "or" or "and": "with amlodipine", "one with amlodipine", "amlodipine (Brand)"."""
    here = at
    while lower_at(tokens, here) in _ANOTHER:
        here += 1
    led = lower_at(tokens, here) == "with"
    partners, end = _list(text, tokens, here + led)
    if read_noun(text, tokens, here + led) is not None:
        return None
    alone = here == at and len(partners) == 1 and lower_at(tokens, end) in ("(", "as", "under")
    return Partners(tuple(partners), None, at, end) if partners and (led or alone) else None


def read_mixture(text: str, tokens: Sequence[Token], at: int) -> Partners | None:
    """The other drugs behind a strength of the page's: "with 300 mg of paracetamol and 15 mg of caffeine"."""
    names: list[str] = []
    here = end = at
    while lower_at(tokens, here) in _MIXED:
        while lower_at(tokens, here) in _MIXED:
            here += 1
        amount = read_amount(tokens, here, words=False) if here < len(tokens) else None
        bare = _name(text, tokens, here) if amount is None else None
        if bare is not None and not names and _ends_mixture(tokens, here, bare[1]):
            return Partners((bare[0],), None, at, bare[1])
        if amount is None or amount.unit is None or UCUM[amount.unit] not in ("mass", "activity"):
            break
        name = _name(text, tokens, amount.next + (lower_at(tokens, amount.next) == "of"))
        if name is None or read_noun(text, tokens, amount.next) is not None:
            break
        names.append(name[0])
        here = end = name[1]
    return Partners(tuple(names), None, at, end) if names else None


def _ends_mixture(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a partner without an amount is all that follows, and no excipient: "30 mg of X with paracetamol."."""
    words = {token.lower for token in tokens[at:after]}
    return after == at + 1 and lower_at(tokens, after) in ("", ".", ";") and words.isdisjoint(_EXCIPIENTS)


_EXCIPIENTS = frozenset(
    "lactose starch mannitol sorbitol gelatin gelatine sucrose glucose saline alcohol ethanol propellant preservative preservatives "
    "excipient excipients ingredients stearate cellulose glycerol glycerin oil talc dye dyes flavouring flavoring sugar sulfites "
    "sulphites gluten sodium phenol cresol coating diluent solvent flavour flavor desiccant adjuvant buffer".split()
)


def _list(text: str, tokens: Sequence[Token], at: int) -> tuple[list[str], int]:
    here = at + 1 if lower_at(tokens, at) in ("both", "either") else at
    partners: list[str] = []
    end = here
    while (name := _name(text, tokens, here)) is not None:
        partners.append(name[0])
        end = here = name[1]
        if lower_at(tokens, here) == "(" and lower_at(tokens, here + 2) == ")" and tokens[here + 1].text.isupper():
            end = here = here + 3
        while lower_at(tokens, here) in _JOINS:
            here += 1
        if here == end:
            break
    return partners, end


def _is_drug(name: str, drug: Phrases[bool]) -> bool:
    tokens = tokenize(name)
    found = drug.at(tokens, 0)
    return found is not None and found[1] == len(tokens)


def _name(text: str, tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A name of up to three words; None where a closed word stands."""
    here = at
    while here < len(tokens) and here - at < 2 * _LONGEST:
        token = tokens[here]
        if token.text == "-" and here > at and token.start == tokens[here - 1].end:
            here += 1
            continue
        touches = here > at and tokens[here - 1].text == "-"
        if token.lower in _UNNAMED and here == at:
            return None
        if token.kind != "word" and not touches:
            break
        if token.lower in _STOPS and not touches:
            break
        here += 1
    return (text[tokens[at].start : tokens[here - 1].end], here) if here > at else None

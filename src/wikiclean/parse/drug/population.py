"""Whom a statement is about: age groups, sexes, ages, weights, animals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...model.kinds.drug import Population
from ...model.quantity import Quantity
from ..grammar import Phrases, Statement, lower_at
from ..quantities import Amount, quantity_of, read_amount
from ..tokens import tokenize

__all__ = ["BAND_WORDS", "POPULATION_WORDS", "is_animal", "read_described", "read_naive", "read_population"]

AgeGroup = Literal["neonate", "infant", "child", "adolescent", "adult", "geriatric"]
Sex = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class _Group:
    """A noun or adjective for people (or animals): what it says of them."""

    age: AgeGroup | None = None
    sex: Sex | None = None
    animal: bool = False


_NOUNS: Phrases[_Group] = Phrases.of(
    {
        _Group("neonate"): "neonates|newborns|newborn infants|newborn babies|preterm infants|premature infants|neonate",
        _Group("infant"): "infants|babies|toddlers|infant",
        _Group("child"): "older children|younger children|children|child|kids|paediatric patients|pediatric patients|schoolchildren",
        _Group("child", "male"): "boys",
        _Group("child", "female"): "girls",
        _Group("adolescent"): "adolescents|teenagers|adolescent patients|teens",
        _Group("adult"): "an adult|adults|adult patients|adult subjects|adult people|grown-ups",
        _Group("adult", "male"): "adult men|adult males",
        _Group("adult", "female"): "adult women|adult females",
        _Group("geriatric"): "the elderly and debilitated|elderly and debilitated|elderly or debilitated|elderly or frail|elderly and frail|frail elderly|"
        "frail elderly patients|frail elderly people|frail older people|frail older patients|the elderly|elderly|elderly patients|older adults|elderly people|elderly persons|"
        "older people|"
        "older patients|geriatric patients|elderly adults|elderly individuals|the aged|seniors|elderly subjects",
        _Group("geriatric", "female"): "elderly women|older women",
        _Group("geriatric", "male"): "elderly men|older men",
        _Group(sex="female"): "women of childbearing age|women of reproductive age|women of childbearing potential|women|females|female patients",
        _Group(sex="male"): "men|males|male patients",
        _Group(): "patients|people|persons|individuals|those|travelers|travellers|subjects|anyone|recipients|inpatients|outpatients|patient",
        _Group(animal=True): "dogs|cats|horses|cattle|cows|pigs|sheep|goats|poultry|chickens|ferrets|birds|calves|"
        "puppies|"
        "kittens|foals|swine|dogs and cats|cats and dogs|animals|small animals|ponies|piglets|lambs|livestock",
    }
)  # fmt: skip
# "the adult dose": only before the noun it stands with.
_ADJECTIVES: Phrases[_Group] = Phrases.of(
    {
        _Group("adult"): "adult|adults'|adult's",
        _Group("child"): "pediatric|paediatric|children's|childhood",
        _Group("geriatric"): "geriatric",
        _Group("neonate"): "neonatal",
    }
)
_DOSE_NOUNS = frozenset(
    "dose doses dosage dosages dosing starting maintenance initial oral daily regimen usual loading".split()
)
_BEHIND_ADJECTIVE = _DOSE_NOUNS | {":"}
_QUALIFIERS = frozenset(
    "younger heavier lighter smaller bigger larger healthy treatment-naive treatment-experienced pregnant postmenopausal premenopausal hospitalized "
    "hospitalised "
    "lactating breastfeeding obese average-sized opioid-naive overweight frail debilitated small large very "
    "full-term adult "
    "young older term preterm premature".split()
)
_HYPHENATED = Phrases.of({None: "full-term|post-menopausal|pre-menopausal|average-sized"})
_EMPTY = frozenset({"the", "most", "all", "many"})
_BEFORE_AGE = Phrases.of(
    {
        None: "aged|ages|age|of age|who are aged|who are|between the ages of|between|of|who are at least",
        ">": "over|above|above age|over age|older than|over the age of|above the age of|aged over|aged above|"
        "more than|greater than|older than age|"
        "aged more than|ages over",
        "<": "under|below|under age|below age|younger than|under the age of|below the age of|aged under|less than|"
        "aged below|aged less than|"
        "younger than age|up to but not including",
        ">=": "from|from age|aged from|aged at least|at least|from the age of|≥|of at least|aged ≥",
        "<=": "up to|aged up to|up to the age of|≤",
    }
)
_AFTER_AGE = Phrases.of({None: "of age|old|years of age"})
_OPEN_END = Phrases.of(
    {
        ">=": "and older|or older|and over|or over|and above|or above|and up|or more|and more|of age and older|"
        "of age or older|"
        "of age and over|of age or over|and greater|or greater|of age and above|or heavier|and upward|and upwards|upward|upwards|+",
        "<=": "and younger|or younger|and under|or under|and below|or less|or below|or lighter|and less",
    }
)
_BEFORE_WEIGHT = Phrases.of(
    {
        None: "of|weighing|who weigh|with a body weight of|with a weight of|weighing between|with a bodyweight of|"
        "weighing from|"
        "weighing about|weight|body weight",
        ">": "weighing more than|weighing over|who weigh more than|over|above|weighing above|heavier than|"
        "weighing greater than|>|"
        "with a body weight over|more than|who weigh over|with a body weight above",
        "<": "weighing less than|weighing under|who weigh less than|under|below|weighing below|lighter than|<|"
        "less than|"
        "with a body weight below|with a body weight under|with a body weight less than|who weigh under",
        ">=": "from|weighing at least|who weigh at least|≥|at least|with a body weight of at least",
        "<=": "weighing up to|≤|up to|who weigh up to",
    }
)
_PREPOSITIONS = frozenset({"in", "for", "to", "among", "by", "with"})
_COMPARATORS: dict[str, Literal["<", "<=", ">", ">="]] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}


BAND_WORDS = _BEFORE_AGE.first_words | _BEFORE_WEIGHT.first_words
"""Words that a bare age or weight may begin with."""

POPULATION_WORDS = (
    _PREPOSITIONS
    | _EMPTY
    | _QUALIFIERS
    | _NOUNS.first_words
    | _ADJECTIVES.first_words
    | _HYPHENATED.first_words
    | {"treatment", "opioid", "steroid", "insulin"}
)
"""Words that a population may begin with, where no bare age counts."""


def read_population(statement: Statement, at: int, *, bare_age: bool = False) -> tuple[Population, int] | None:
    """ "in adults", "children 12 years and older", "patients weighing less than 50 kg", "(under 12 years)".

    `bare_age`: an age without a noun counts, as in brackets behind a dose.
    """
    tokens = statement.tokens
    if lower_at(tokens, at) in _PREPOSITIONS:
        at += 1
    start = at
    if lower_at(tokens, at) in _EMPTY and _NOUNS.at(tokens, at) is None:
        at += 1
    said = at
    while (qualifier := _read_qualifier(statement, at)) is not None:
        at = qualifier
    noun = _NOUNS.at(tokens, at)
    if noun is None:
        adjective = _ADJECTIVES.at(tokens, said)
        if adjective is not None and lower_at(tokens, adjective[1]) in _BEHIND_ADJECTIVE:
            return Population(text=statement.quote(said, adjective[1]), age_group=adjective[0].age), adjective[1]
        banded = _read_band(statement, at, with_unit=True) if bare_age and not _is_no_age(statement, at) else None
        if banded is None or banded[1] == at:
            return None
        (age, weight), at = banded
        return Population(text=statement.quote(start, at), age=age, weight=weight), at
    group, after = noun
    qualified = at > said
    joined = False
    while lower_at(tokens, after) in ("and", "or", "and/or") and (
        more := _NOUNS.at(
            tokens, _skip_qualifiers(statement, after + 1 + (lower_at(tokens, after + 1) in ("in", "for")))
        )
    ):
        joined, after = True, more[1]
    banded = _read_band(statement, after)
    age = weight = None
    if banded is not None:
        (age, weight), after = banded
    if group.animal and not joined:
        return Population(text=statement.quote(said, after)), after
    if group == _Group() and not qualified and banded is None:
        return None
    if group == _Group() and qualified and joined:
        return None
    return (
        Population(
            text=statement.quote(said, after),
            age_group=None if joined else group.age,
            sex=None if joined else group.sex if group.sex else _sex_of(statement, said, at),
            age=age,
            weight=weight,
        ),
        after,
    )


def _is_no_age(statement: Statement, at: int) -> bool:
    """ "(cycles) of 4 weeks", "(the first) 28 days": a span of time without a noun, and no age."""
    return lower_at(statement.tokens, at) == "of" or lower_at(statement.tokens, at - 1) in ("first", "last", "next")


def _sex_of(statement: Statement, first: int, after: int) -> Sex | None:
    return "female" if any(token.lower == "pregnant" for token in statement.tokens[first:after]) else None


def _read_qualifier(statement: Statement, at: int) -> int | None:
    if (found := _HYPHENATED.at(statement.tokens, at)) is not None:
        return found[1]
    if (naive := read_naive(statement, at)) is not None:
        return naive
    word = lower_at(statement.tokens, at)
    return at + 1 if word in _QUALIFIERS and _NOUNS.at(statement.tokens, at) is None else None


_NAIVE = frozenset("naive naïve experienced tolerant resistant dependent".split())
"""What people are towards a treatment: "insulin-naive adults"."""


def read_naive(statement: Statement, at: int) -> int | None:
    """ "insulin-naive", "steroid-dependent" of people: index after it."""
    tokens = statement.tokens
    after = at + 3 if lower_at(tokens, at + 1) == "-" else at + 2
    named = at < len(tokens) and tokens[at].kind == "word" and tokens[at].value is None
    return after if named and lower_at(tokens, after - 1) in _NAIVE else None


def _skip_qualifiers(statement: Statement, at: int) -> int:
    while (after := _read_qualifier(statement, at)) is not None:
        at = after
    return at


def _read_band(
    statement: Statement, at: int, *, with_unit: bool = False
) -> tuple[tuple[Quantity | None, Quantity | None], int] | None:
    """Age and weight behind a noun, also in brackets or between commas: ((age, weight), next)."""
    tokens = statement.tokens
    opened = lower_at(tokens, at) in ("(", ",")
    begin = at + 1 if opened else at
    band: tuple[Quantity | None, Quantity | None]
    if (found := _read_weight(statement, begin)) is not None:
        band, after = (None, found[0]), found[1]
    elif (aged := _read_age(statement, begin, with_unit=with_unit)) is not None:
        band, after = (aged[0], None), aged[1]
        joint = after + (lower_at(tokens, after) in ("and", "or"))
        if (also := _read_weight(statement, joint)) is not None:
            if lower_at(tokens, after) == "or":
                return None
            band, after = (aged[0], also[0]), also[1]
    else:
        return None
    if opened and lower_at(tokens, at) == "(":
        if lower_at(tokens, after) != ")":
            return None
        after += 1
    return band, after


def _read_age(statement: Statement, at: int, *, with_unit: bool = False) -> tuple[Quantity | None, int] | None:
    """ "aged 12 years and older", "over 65", "6 to 11 years old", "6 months to 12 years" (no one quantity: None)."""
    tokens = statement.tokens
    before = _BEFORE_AGE.at(tokens, at)
    sign, begin = before if before else (None, at)
    amount = read_amount(tokens, begin)
    if amount is None and lower_at(tokens, begin - 1) == "between":
        return None
    if amount is None:
        return None
    if (
        amount.unit is None
        and lower_at(tokens, amount.next) in ("and", "to")
        and before
        and "between" in _words(statement, at, begin)
    ):
        upper = read_amount(tokens, amount.next + 1)
        if upper is not None and upper.unit in _AGE_UNITS and upper.high is None and upper.low > amount.low:
            amount = Amount(amount.low, upper.low, upper.unit, amount.start, upper.next)
    years = statement.quote(amount.start, amount.next)
    unit = amount.unit
    after = amount.next
    if unit is None:
        # "over 65", "aged 12 and over", "under the age of 12": an age in words that allow nothing else.
        closed = _OPEN_END.at(tokens, after)
        if (
            (with_unit and "age" not in _words(statement, at, begin))
            or before is None
            or (closed is None and with_unit and "age" not in _words(statement, at, begin) and amount.low < 18)
        ):
            return None
        if closed is None and lower_at(tokens, after) not in _BEHIND_AGE:
            return None
        unit = "a"
    elif unit not in _AGE_UNITS:
        return None
    elif lower_at(tokens, after) == "to" and (upper := read_amount(tokens, after + 1)) and upper.unit in _AGE_UNITS:
        return None, _skip_of_age(statement, upper.next)
    elif before is None and not _is_age(statement, after) and unit != "a" and lower_at(tokens, after) not in (":", ")"):
        return None
    after = _skip_of_age(statement, after)
    if closed := _OPEN_END.at(tokens, after):
        sign, after = closed
        after = _skip_of_age(statement, after)
    quantity = quantity_of(statement.text, tokens, amount, unit=unit)
    assert quantity.as_written == years
    if sign is not None and amount.high is None:
        quantity = quantity.model_copy(update={"comparator": _COMPARATORS[sign]})
    return quantity, after


# What may stand behind an age without "years": "over 65 should", "aged 5-12 and".
_BEHIND_AGE = frozenset({"", ",", ".", ")", ":", ";"}) | frozenset(
    "is are the should may take and or with who receive".split()
)
_AGE_UNITS = ("a", "mo", "wk", "d")


def _words(statement: Statement, first: int, after: int) -> list[str]:
    return [token.lower for token in statement.tokens[first:after]]


def _is_age(statement: Statement, at: int) -> bool:
    return _AFTER_AGE.at(statement.tokens, at) is not None or _OPEN_END.at(statement.tokens, at) is not None


def _skip_of_age(statement: Statement, at: int) -> int:
    tokens = statement.tokens
    if lower_at(tokens, at) == "-" and lower_at(tokens, at + 1) == "old":
        return at + 2
    found = _AFTER_AGE.at(tokens, at)
    return found[1] if found and _OPEN_END.at(tokens, at) is None else at


def _read_weight(statement: Statement, at: int) -> tuple[Quantity, int] | None:
    tokens = statement.tokens
    before = _BEFORE_WEIGHT.at(tokens, at)
    sign, begin = before if before else (None, at)
    amount = read_amount(tokens, begin)
    if amount is None:
        return None
    if amount.unit is None and lower_at(tokens, amount.next) == "and" and "between" in _words(statement, at, begin):
        upper = read_amount(tokens, amount.next + 1)
        if upper is not None and upper.unit == "kg" and upper.high is None and upper.low > amount.low:
            amount = Amount(amount.low, upper.low, "kg", amount.start, upper.next)
    if amount.unit != "kg" or (
        before is None and amount.comparator is None and _OPEN_END.at(tokens, amount.next) is None
    ):
        return None
    after = amount.next
    if lower_at(tokens, after) == "in" and lower_at(tokens, after + 1) == "weight":
        after += 2
    if closed := _OPEN_END.at(tokens, after):
        sign, after = closed
    quantity = quantity_of(statement.text, tokens, amount)
    if sign is not None and amount.high is None:
        quantity = quantity.model_copy(update={"comparator": _COMPARATORS[sign]})
    return quantity, after


def read_described(statement: Statement, first: int, at: int) -> tuple[Population, int] | None:
    """A noun for people at token `at`, described by the words from `first` on: "febrile children". (population, next)."""
    noun = _NOUNS.at(statement.tokens, at)
    if noun is None or noun[0].animal:
        return None
    group, after = noun
    banded = _read_band(statement, after)
    (age, weight), after = banded if banded is not None else ((None, None), after)
    said = statement.quote(first, after)
    return Population(text=said, age_group=group.age, sex=group.sex, age=age, weight=weight), after


def is_animal(population: Population | None) -> bool:
    """Whether a population is one of animals."""
    if population is None:
        return False
    found = _NOUNS.at(tokenize(population.text), 0)
    return found is not None and found[0].animal

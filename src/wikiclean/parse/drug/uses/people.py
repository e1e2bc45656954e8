"""Whom a use is said of: "in adults", "in children aged 6 years and older", "adults with" an illness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ....model.kinds.drug import Population
from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token

__all__ = [
    "PEOPLE",
    "after_age",
    "have_illness",
    "only_people",
    "people_at",
    "population_of",
    "read_people",
    "with_illness",
]

AgeGroup = Literal["neonate", "infant", "child", "adolescent", "adult", "geriatric"]


PEOPLE: dict[str, AgeGroup | None] = {
    "patients": None, "people": None, "persons": None, "individuals": None, "women": None, "men": None, "those": None,
    "subjects": None, "females": None, "males": None, "girls": None, "boys": None, "outpatients": None, "inpatients": None,
    "humans": None, "recipients": None, "survivors": None, "carriers": None, "smokers": None, "users": None,
    "adults": "adult", "children": "child", "adolescents": "adolescent", "infants": "infant", "neonates": "neonate",
    "newborns": "neonate", "teenagers": "adolescent", "elderly": "geriatric",
}  # fmt: skip


_OF_PEOPLE: dict[str, AgeGroup | None] = {
    "adult": "adult", "pediatric": "child", "paediatric": "child", "elderly": "geriatric", "older": None, "younger": None,
    "young": None, "certain": None, "some": None, "selected": None, "all": None, "hospitalized": None, "hospitalised": None,
    "immunocompromised": None, "healthy": None, "critically": None, "ill": None, "high-risk": None, "obese": None,
    "overweight": None, "ambulatory": None, "premature": None, "preterm": "neonate", "newborn": "neonate", "male": None, "female": None,
    "human": None, "school-age": "child", "geriatric": "geriatric", "nonpregnant": None, "unvaccinated": None, "at-risk": None,
    "postmenopausal": None, "pregnant": None, "premenopausal": None, "most": None, "many": None, "other": None,
    "the": None, "both": None, "adolescent": "adolescent",
}  # fmt: skip


_WITH_ILLNESS = Phrases.listed("with|suffering from|who have|having|diagnosed with|who suffer from|affected by")


def with_illness(tokens: Sequence[Token], at: int) -> int | None:
    """After "with", "suffering from", "who have"; not before a verb's participle ("who have had")."""
    found = _WITH_ILLNESS.at(tokens, at)
    return None if found is None or lower_at(tokens, found[1]) in ("had", "been", "not", "already") else found[1]


def read_people(statement: Statement, at: int) -> tuple[Population, int] | None:
    """ "in adults", "in children aged 6 years and older", and no illness after them: (Population, next)."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("in", "for"):
        return None
    found = people_at(tokens, at + 1)
    if found is None:
        return None
    after = after_age(tokens, found[1])
    if with_illness(tokens, after) is not None:
        return None
    return Population(text=statement.quote(at + 1, after), age_group=found[0]), after


def people_at(tokens: Sequence[Token], at: int) -> tuple[AgeGroup | None, int] | None:
    """ "adult patients", "children and adolescents", "women": (age group, next)."""
    group: AgeGroup | None = None
    while lower_at(tokens, at) in _OF_PEOPLE and lower_at(tokens, at) not in PEOPLE:
        group = _OF_PEOPLE[lower_at(tokens, at)] or group
        at += 1
    if lower_at(tokens, at) not in PEOPLE:
        return None
    group = PEOPLE[lower_at(tokens, at)] or group
    at += 1
    while lower_at(tokens, at) in ("and", "or", ","):
        after = at + 1 + (lower_at(tokens, at) == "," and lower_at(tokens, at + 1) in ("and", "or"))
        while lower_at(tokens, after) in _OF_PEOPLE and lower_at(tokens, after) not in PEOPLE:
            after += 1
        if lower_at(tokens, after) not in PEOPLE:
            break
        group, at = None, after + 1
    return group, at


def only_people(tokens: Sequence[Token], at: int, after: int) -> bool:
    """ "children aged 6 years and older": whom, and no illness."""
    found = people_at(tokens, at)
    return found is not None and after_age(tokens, found[1]) >= after


def after_age(tokens: Sequence[Token], at: int) -> int:
    """After "aged 12 years and older", "12 years of age or older", where it stands."""
    k = at
    if lower_at(tokens, k) in ("aged", "ages", "over", "above", "under", "from", "at", "older"):
        k += 1
    digits = False
    while k < min(at + 12, len(tokens)):
        token = tokens[k]
        if token.kind == "number":
            digits = True
        elif token.lower not in (
            "years", "year", "months", "month", "of", "age", "and", "or", "older", "over", "above", "to", "-", "–", "up",
            "at", "least", "old", "than", "years-old", "younger", "≥", "weeks",
        ):  # fmt: skip
            break
        k += 1
    return k if digits else at


def have_illness(tokens: Sequence[Token], people: int, after: int) -> bool:
    """Whether the people are those with another illness: then a term says too little without them."""
    found = people_at(tokens, people + 1)
    return found is not None and found[1] < after and with_illness(tokens, after_age(tokens, found[1])) is not None


def population_of(statement: Statement, first: int, after: int, limit: int) -> Population | None:
    """ "in adults", "patients who cannot swallow": up to token `after`, or to `limit` with what says who they are."""
    tokens = statement.tokens
    at = first + (tokens[first].lower == "in")
    found = people_at(tokens, at)
    if found is None:
        return None
    end = after
    while end > at and tokens[end - 1].lower in ("with", ",", "and", "only"):
        end -= 1
    end = found[1] if end < found[1] else end
    if end == at + 1 and found[0] is None and lower_at(tokens, end) == "who":
        end = limit - (lower_at(tokens, limit - 1) in (",", "."))  # "patients" alone says nothing
    return Population(text=statement.quote(at, end), age_group=found[0])

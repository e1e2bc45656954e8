"""What a dosage fact says, in one short line, so that tables of statements can be read."""

from __future__ import annotations

from typing import Any

from wikiclean.model.kinds.drug import DosageInstruction, Population, Timing
from wikiclean.model.quantity import Quantity
from wikiclean.parse.facts import read_facts

_BASES = {"per_administration": "each", "per_day": "a day", "per_course": "a course"}


def read_dosages(text: str, *, section: str = "background", label: str | None = None) -> list[str]:
    """The dosage facts of a statement about "Testol", a line each."""
    facts = read_facts(text, section=section, title="Testol", label=label).facts.get("dosage", ())
    return [say(fact) for fact in facts if isinstance(fact, DosageInstruction)]


def say(fact: DosageInstruction) -> str:
    """E.g. `10..20 mg each, oral, 2x1d, for 7 d, adults [adult], use gout, phase initial, step 2`."""
    parts: list[str | None] = [
        f"{amount(fact.dose)} {_BASES[fact.dose_basis or 'per_administration']}" if fact.dose else None,
        fact.route,
        *_timing(fact.timing),
        f"in {amount(fact.divided_doses)}" if fact.divided_doses else "divided" if fact.divided else None,
        *_cycle(fact),
        _maximum(fact),
        _whom(fact.population),
        f"use {fact.indication}" if fact.indication else None,
        f"with {', '.join(fact.with_drug)}" if fact.with_drug else None,
        f"({fact.condition})" if fact.condition else None,
        fact.phase if fact.phase != "usual" else None,
        f"step {fact.sequence}" if fact.sequence > 1 else None,
        f"regimen {fact.regimen}" if fact.regimen != "1" else None,
    ]
    return ", ".join(part for part in parts if part)


def amount(quantity: Quantity | None) -> str:
    """E.g. `<=2 wk`, `10..20 mg`."""
    assert quantity is not None
    number = quantity.value if quantity.value is not None else f"{number_of(quantity.low)}..{number_of(quantity.high)}"
    return f"{quantity.comparator or ''}{number_of(number)} {quantity.unit}"


def number_of(number: Any) -> str:
    """Without trailing noughts."""
    return str(number) if isinstance(number, str) else f"{number:f}"


def _timing(timing: Timing | None) -> list[str | None]:
    if timing is None:
        return []
    often = None
    if timing.frequency is not None:
        most = f"-{timing.frequency_max}" if timing.frequency_max else ""
        longest = f"-{timing.period_max}" if timing.period_max else ""
        often = f"{timing.frequency}{most}x{timing.period}{longest}{timing.period_unit}"
    return [
        often,
        "+".join(timing.when) or None,
        "as needed" if timing.as_needed else None,
        f"for {amount(timing.bounds)}" if timing.bounds else None,
        f"over {amount(timing.duration)}" if timing.duration else None,
        f"doses {timing.count}" if timing.count else None,
        f"doses <={timing.count_max}" if timing.count_max else None,
    ]


def _cycle(fact: DosageInstruction) -> list[str | None]:
    cycle = fact.cycle
    if cycle is None:
        return []
    return [
        f"on {amount(cycle.on)}" if cycle.on else None,
        f"rest {amount(cycle.rest)}" if cycle.rest else None,
        f"cycle {amount(cycle.length)}" if cycle.length else None,
        f"cycles {cycle.repeats}" if cycle.repeats else None,
        f"({cycle.condition})" if cycle.condition else None,
    ]


def _maximum(fact: DosageInstruction) -> str | None:
    top = fact.max_dose_per_period
    return f"max {amount(top.numerator)}/{amount(top.denominator)}" if top else None


def _whom(population: Population | None) -> str | None:
    if population is None:
        return None
    known = [population.age_group, population.sex]
    known += [amount(band) for band in (population.age, population.weight) if band]
    return f"{population.text} [{' '.join(item for item in known if item)}]"

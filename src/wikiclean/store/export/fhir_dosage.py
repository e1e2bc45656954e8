"""A step of a regimen as FHIR's Dosage. What FHIR has no slot for stays in its `text`, which is the page's words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...model.kinds.drug import DosageInstruction, Timing
from ...model.quantity import UCUM, Quantity, Ratio
from ...model.render.records.describe import describe

__all__ = ["dosage_of", "patient_characteristics", "quantity_of", "ratio_of"]

Part = dict[str, Any]

_UCUM = "http://unitsofmeasure.org"
_COMPARATORS = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
_PROJECT_UNITS = frozenset({"[fold]ULN"})


def quantity_of(quantity: Quantity, *, unit: str | None = None) -> Part | None:
    """A single value as SimpleQuantity: None for a range, and for one with a comparator, which that type forbids."""
    if quantity.value is None or quantity.comparator is not None:
        return None
    return _amount(quantity.value, unit or quantity.unit)


def range_of(quantity: Quantity, *, unit: str | None = None) -> Part | None:
    """Both ends or one, as Range."""
    if quantity.value is not None or quantity.comparator is not None:
        return None
    ends = {"low": quantity.low, "high": quantity.high}
    return {name: _amount(end, unit or quantity.unit) for name, end in ends.items() if end is not None}


def ratio_of(ratio: Ratio) -> Part | None:
    """A ratio of two single values."""
    numerator, denominator = quantity_of(ratio.numerator), quantity_of(ratio.denominator)
    return {"numerator": numerator, "denominator": denominator} if numerator and denominator else None


def _amount(value: Decimal, unit: str) -> Part:
    number = int(value) if value == value.to_integral_value() else float(value)
    coded = {} if unit in _PROJECT_UNITS else {"system": _UCUM, "code": unit}
    return {"value": number, "unit": unit, **coded}


def dosage_of(step: DosageInstruction) -> Part:
    """The instruction; `text` always holds the whole statement."""
    made: Part = {
        "sequence": step.sequence,
        "text": " … ".join(piece.exact for piece in step.evidence),
        "route": {"text": step.route} if step.route else None,
        "timing": _timing(step.timing) if step.timing else None,
        "asNeeded": True if step.timing and step.timing.as_needed else None,
        "doseAndRate": [dose] if (dose := _dose(step)) else None,
        "maxDosePerPeriod": [most]
        if step.max_dose_per_period and (most := ratio_of(step.max_dose_per_period))
        else None,
        "additionalInstruction": [{"text": text} for text in _provisos(step)],
    }
    return {name: value for name, value in made.items() if value not in (None, [], {})}


def _dose(step: DosageInstruction) -> Part | None:
    """An amount a time as dose, an amount a day as rate; a rate (ug/kg/min) as rate."""
    dose = step.dose
    if dose is None or step.dose_basis == "per_course":
        return None
    if step.dose_basis == "per_day":
        day = {"value": 1, "unit": "d", "system": _UCUM, "code": "d"}
        if amount := quantity_of(dose):
            return {"rateRatio": {"numerator": amount, "denominator": day}}
        return {"rateRange": span} if (span := range_of(dose, unit=f"{dose.unit}/d")) else None
    name = "rate" if UCUM.get(dose.unit) == "rate" else "dose"
    if amount := quantity_of(dose):
        return {f"{name}Quantity": amount}
    return {f"{name}Range": span} if (span := range_of(dose)) else None


def _provisos(step: DosageInstruction) -> list[str]:
    """What the instruction depends on, and what of its timing FHIR has no slot for."""
    most = step.timing.count_max if step.timing and step.timing.count is None else None
    partners = f"with {', '.join(step.with_drug)}" if step.with_drug else None
    cycle = f"cycle: {describe(step.cycle)}" if step.cycle else None
    return [text for text in (step.condition, partners, f"at most {most} doses" if most else None, cycle) if text]


def _timing(timing: Timing) -> Part | None:
    repeat: Part = {}
    for name, value in (("frequency", timing.frequency), ("frequencyMax", timing.frequency_max),
                        ("period", timing.period), ("periodMax", timing.period_max),
                        ("periodUnit", timing.period_unit), ("count", timing.count),
                        ("countMax", timing.count_max if timing.count is not None else None)):  # fmt: skip
        if value is not None:
            repeat[name] = float(value) if isinstance(value, Decimal) else value
    if timing.when:
        repeat["when"] = list(timing.when)
    if (bounds := timing.bounds) is not None:
        if (span := range_of(bounds)) is not None:
            repeat["boundsRange"] = span
        elif bounds.value is not None and bounds.comparator != "~":
            comparator = {"comparator": _COMPARATORS[bounds.comparator]} if bounds.comparator else {}
            repeat["boundsDuration"] = _amount(bounds.value, bounds.unit) | comparator
    if (
        (duration := timing.duration) is not None
        and duration.comparator is None
        and duration.unit in "s min h d".split()
    ):
        low, high = (duration.value, None) if duration.value is not None else (duration.low, duration.high)
        if low is not None:
            repeat |= {"duration": float(low), "durationUnit": duration.unit}
            if high is not None:
                repeat["durationMax"] = float(high)
    return {"repeat": repeat} if repeat else None


def patient_characteristics(step: DosageInstruction) -> list[Part]:
    """Whom the regimen is for: age group, age and weight as far as FHIR can say them, else in words."""
    population = step.population
    if population is None:
        return []
    found: list[Part] = []
    for name, quantity in (("age", population.age), ("weight", population.weight)):
        if quantity is None:
            continue
        span = range_of(quantity)
        if quantity.comparator in (">=", "<=") and quantity.value is not None:
            span = {"low" if quantity.comparator == ">=" else "high": _amount(quantity.value, quantity.unit)}
        if span:
            found.append({"type": {"text": name}, "valueRange": span})
        elif (amount := quantity_of(quantity)) is not None:
            found.append({"type": {"text": name}, "valueQuantity": amount})
    if population.sex is not None:
        found.append({"type": {"text": "sex"}, "valueCodeableConcept": {"text": population.sex}})
    return [*found, {"type": {"text": "population"}, "valueCodeableConcept": {"text": population.text}}]

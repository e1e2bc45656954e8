"""Dosage statements: which they are, and their clauses as instructions. Whole or not at all.

The grammar of a clause is in `clause.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ...model.evidence import TextFact
from ...model.kinds.drug import Cycle, DosageInstruction, Timing
from ...model.quality import UnparsedStatement
from ..grammar import Statement
from ..passage import Passage
from .clause import ClauseParser, Refused, Step

__all__ = ["DosageReading", "read_dosage"]

_NOT_DOSAGE = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|mice|mouse|rats?|rabbits?|dogs?|cats?|horses?|monkeys?|overdos\w+|ingest\w+|lethal|LD50|defined daily|"
    r"prescriptions?|cost|costs|price|USD|dollars?|volunteers|reported|toxic|monitor\w*|weeks? after|serum|plasma|"
    r"levels?|concentrations?|half-life|clearance)\b",
    re.IGNORECASE,
)
# Steps of a scale of misuse ("Threshold: 5 mg", "Common 20 - 40 mg"): never a dosage.
_RECREATIONAL = re.compile(
    r"(?:threshold|light|common|strong|heavy)(?:\s+dos(?:e|age))?\s*[:|–-]?\s*[<>~]?\d", re.IGNORECASE
)


@dataclass(slots=True)
class DosageReading:
    """What a statement gave: instructions with their routes, or the statement unread."""

    dosage: list[DosageInstruction] = field(default_factory=list)
    routes: list[TextFact] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


def read_dosage(statement: Statement) -> DosageReading:
    """Read `passage.text[start:end]`, one statement. Nothing at all where it is about no dose."""
    passage, start, end = statement.passage, statement.start, statement.end
    reading = DosageReading()
    text = passage.text
    said = text[start:end]
    if _RECREATIONAL.match(said):
        reading.unparsed.append(passage.unparsed(start, end, "dosage", "recreational", rule="dosage.recreational"))
        return reading
    if not _looks_like_dosage(said) or _NOT_DOSAGE.search(said):
        return reading
    try:
        steps = ClauseParser(passage, start, end).steps()
    except Refused as refused:
        reading.unparsed.append(
            passage.unparsed(start, end, "dosage", refused.reason, rule="dosage.refused", detail=refused.detail)
        )
        return reading
    for number, step in enumerate(steps, 1):
        span = (start, end) if len(steps) == 1 else (step.start, step.end)
        reading.dosage.append(_instruction(passage, step, number, span))
        if step.route is not None:
            route, low, high = step.route
            evidence = passage.evidence(low, high, "dosage.route")
            reading.routes.append(TextFact(evidence=(evidence,), text=route))
    return reading


_LIKELY = re.compile(
    r"\d[\d,.]*\s*(?:million\s+|billion\s+)?(?:mg|mcg|µg|μg|ug|g|grams?|ng|IU|units?|mL|ml|mEq|mmol|MBq|tablets?|capsules?|puffs?|"
    r"drops?|patch(?:es)?|sprays?|suppositor\w+|international)\b|\b(?:one|two|three|four|half)\b[^.]{0,20}\b(?:tablets?|capsules?|puffs?|drops?|"
    r"sprays?|patch(?:es)?)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:taken|given|administered|injected|applied|dosed)\b.*\b(?:daily|weekly|monthly|times|every|once|twice)\b"
)


def _looks_like_dosage(statement: str) -> bool:
    return bool(_LIKELY.search(statement) or _TAKEN.search(statement))


def _instruction(passage: Passage, step: Step, number: int, span: tuple[int, int]) -> DosageInstruction:
    low, high = span
    route = step.route
    return DosageInstruction.model_validate(
        {
            "evidence": (passage.evidence(low, high, "dosage.clause"),),
            "reference_ids": passage.references_in(low, high),
            "sequence": number,
            "phase": step.phase,
            "dose": step.dose,
            "dose_basis": step.basis if step.dose is not None else None,
            "divided": step.divided,
            "divided_doses": step.divided_doses,
            "route": route[0] if route else None,
            "route_as_written": passage.text[route[1] : route[2]] if route else None,
            "timing": _timing(step),
            "cycle": Cycle(**step.cycle) if step.cycle else None,
            "max_dose_per_period": step.maximum,
            "population": step.population,
            "indication": step.indication,
            "condition": step.condition,
            "amount_stated": step.dose is not None,
        }
    )


def _timing(step: Step) -> Timing | None:
    values: dict[str, Any] = {}
    if step.frequency is not None:
        found = step.frequency
        values = {"frequency": found.frequency, "frequency_max": found.frequency_max, "period": found.period,
                  "period_max": found.period_max, "period_unit": found.unit}  # fmt: skip
    when = (*(step.frequency.when if step.frequency else ()), *step.when)
    values |= {"count": step.count, "count_max": step.count_max, "bounds": step.bounds, "duration": step.duration}
    if step.as_needed:
        values["as_needed"] = True
    if when:
        values["when"] = tuple(dict.fromkeys(when))
    kept = {name: value for name, value in values.items() if value is not None}
    return Timing(**kept) if kept else None

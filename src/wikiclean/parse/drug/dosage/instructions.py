"""Dosage statements: which they are, and their clauses as instructions. Whole or not at all.

`reader` reads the tokens as pieces, `regimen` puts the pieces together; here they become facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import ValidationError

from ....model.evidence import TextEvidence, TextFact
from ....model.kinds.drug import Cycle, DosageInstruction, Timing
from ....model.quality import UnparsedStatement
from ...grammar import Statement
from ...units import unit_forms
from ..population import is_animal
from .amounts import DOSE_DIMENSIONS
from .closed import RENEWED
from .pieces import Close, Link, Open, Piece
from .reader import DosageReader
from .refusal import Refused
from .regimen import build_regimens
from .step import Step
from .words import DOSE_NOUNS, GIVING, NARRATIVE

__all__ = ["DosageReading", "read_dosage"]

_TAKEN = frozenset(
    "taken given administered injected applied dosed infused inhaled instilled inserted take apply".split()
)
_OFTEN = frozenset(
    "daily weekly monthly nightly times every once twice hourly bid tid qid b.i.d. t.i.d. q.i.d.".split()
)
# Steps of a scale of misuse ("Threshold: 5 mg", "Common 20 - 40 mg"): never a dosage.
_SCALE = frozenset({"threshold", "light", "common", "strong", "heavy"})
_SCALE_SIGNS = frozenset(":|–-<>~")


@dataclass(slots=True)
class DosageReading:
    """What a statement gave: instructions with their routes, or the statement unread."""

    dosage: list[DosageInstruction] = field(default_factory=list)
    routes: list[TextFact] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


def read_dosage(statement: Statement) -> DosageReading:
    """Read one statement. Nothing at all where it is about no dose."""
    reading = DosageReading()
    if _is_scale(statement):
        reading.unparsed.append(statement.refuse("dosage", "recreational", rule="dosage.recreational"))
        return reading
    if not _may_be_dosage(statement):
        return reading
    try:
        _refuse_unclear(statement)
        pieces = DosageReader(statement).pieces()
        steps = build_regimens(statement, pieces)
        if "veterinary" in statement.passage.kinds and not all(is_animal(step.population) for step in steps):
            return reading
        if any(_says_too_little(statement, step) for step in steps):
            return reading
        for step in steps:
            _add(reading, statement, pieces, step, len(steps))
    except ValidationError as error:  # the model knows better: nothing is read
        reading = DosageReading()
        detail = error.errors()[0]["msg"]
        reading.unparsed.append(statement.refuse("dosage", "unknown_pattern", rule="dosage.refused", detail=detail))
    except Refused as refused:
        if "veterinary" not in statement.passage.kinds:
            reading.unparsed.append(
                statement.refuse("dosage", refused.reason, rule="dosage.refused", detail=refused.detail)
            )
    return reading


def _says_too_little(statement: Statement, step: Step) -> bool:
    """ "It is given every year", "Weight: 560 grams": without a word of giving it may be about anything."""
    if step.dose is not None and ":" in statement.words and not statement.words & (GIVING | DOSE_NOUNS):
        told = (
            step.population,
            step.frequency,
            step.daily,
            step.duration,
            step.bounds,
            step.count,
            step.length,
            step.maximum,
        )
        if not (step.routes or step.when or step.conditions) and not any(part is not None for part in told):
            return statement.passage.kinds != ("infobox",)
    if step.dose is not None or step.maximum is not None or step.routes or step.frequency is None:
        return False
    if not statement.words & (GIVING | DOSE_NOUNS | RENEWED) and statement.passage.kinds != ("infobox",):
        return True
    return step.frequency.unit == "a" and not statement.words & statement.subject_words


def _is_scale(statement: Statement) -> bool:
    """ "Common: 50 - 100 mg": a step of a scale of misuse in front of a number."""
    if not statement.words & _SCALE:
        return False
    tokens = statement.tokens
    if tokens[0].lower not in _SCALE:
        return False
    at = 1
    while at < len(tokens) and (tokens[at].lower in ("dose", "dosage") or tokens[at].text in _SCALE_SIGNS):
        at += 1
    return at < len(tokens) and tokens[at].kind == "number"


def _refuse_unclear(statement: Statement) -> None:
    """Raise Refused for a number that can be read in two ways: "0,5"."""
    for token in statement.tokens:
        if token.kind == "number" and token.value is None:
            raise Refused("orphan_number", f"{token.text!r} can be read in two ways")


@cache
def _dose_words() -> frozenset[str]:
    return unit_forms(*DOSE_DIMENSIONS) - {"dose", "doses", "cycle", "cycles"}


def _may_be_dosage(statement: Statement) -> bool:
    """Whether it names an amount, or says how often something is taken, and is no narrative of a case or a trial."""
    words = statement.words
    numbers = any(token.kind == "number" or token.value is not None for token in statement.tokens)
    amount = numbers and words & _dose_words()
    if not amount and not (words & _TAKEN and words & _OFTEN):
        return False
    told = words & NARRATIVE
    if told and told <= _OVERDOSE and _treats_overdose(statement):
        told = frozenset()
    return not told and "-year-old" not in statement.text[statement.start : statement.end]


_OVERDOSE = frozenset({"overdose", "overdosage", "poisoning", "toxic"})


def _treats_overdose(statement: Statement) -> bool:
    """ "adults with opioid overdose", "for digoxin overdose": of another drug, and what is treated."""
    tokens = statement.tokens
    return all(
        tokens[n - 2].lower in ("with", "for", "of", "in")
        and tokens[n - 1].lower not in statement.subject_words | {"an", "the", "a"}
        for n in range(2, len(tokens))
        if tokens[n].lower in _OVERDOSE
    )


def _add(reading: DosageReading, statement: Statement, pieces: Sequence[Piece], step: Step, count: int) -> None:
    evidence = _evidence(statement, pieces, step, count)
    reading.dosage.append(_instruction(statement, step, evidence))
    if step.routes:
        route, low, high = step.routes[0]
        span = statement.passage.evidence(low, high, "dosage.route")
        reading.routes.append(TextFact(evidence=(span,), text=route))


def _instruction(statement: Statement, step: Step, evidence: tuple[TextEvidence, ...]) -> DosageInstruction:
    route = step.routes[0] if step.routes else None
    cycle = {"length": step.length, "on": step.on, "rest": step.rest, "repeats": step.repeats}
    conditions = "; ".join(dict.fromkeys(step.conditions)) or None
    cyclic = any(part is not None for part in cycle.values())
    return DosageInstruction.model_validate(
        {
            "evidence": evidence,
            "reference_ids": statement.references(evidence),
            "sequence": step.sequence,
            "regimen": str(step.regimen),
            "phase": step.phase or "usual",
            "dose": step.dose,
            "dose_basis": step.basis if step.dose is not None else None,
            "divided": step.divided,
            "divided_doses": step.divided_doses,
            "route": route[0] if route else None,
            "route_as_written": statement.text[route[1] : route[2]] if route else None,
            "timing": _timing(step),
            "cycle": Cycle(**cycle, condition=conditions) if cyclic else None,
            "max_dose_per_period": step.maximum,
            "population": step.population,
            "indication": step.indication,
            "with_drug": step.partners,
            "condition": None if cyclic else conditions,
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


def _evidence(statement: Statement, pieces: Sequence[Piece], step: Step, count: int) -> tuple[TextEvidence, ...]:
    """The words of the step: its phrases, with the words between them that say nothing."""
    tokens = statement.tokens
    left_out = any(isinstance(piece.value, Link) and piece.after - piece.first > 2 for piece in pieces)
    if count == 1 and not left_out:
        return (statement.evidence(0, len(tokens), "dosage.clause"),)
    parting = Link | Open | Close
    edges = [0] * (len(tokens) + 1)  # 1: a phrase, 2: a sign or conjunction between phrases
    for piece in pieces:
        edges[piece.first : piece.after] = [2 if isinstance(piece.value, parting) else 1] * (piece.after - piece.first)
    spans: list[list[int]] = []
    for first, after in sorted(set(step.spans)):
        begin = first
        while begin > 0 and edges[begin - 1] == 0:
            begin -= 1
        if spans and (begin <= spans[-1][1] or all(edges[n] == 2 for n in range(spans[-1][1], begin))):
            spans[-1][1] = max(spans[-1][1], after)
        else:
            spans.append([begin, after])
    last = max(after for _, after in spans)
    end = last
    while end < len(tokens) and edges[end] == 0:
        end += 1
    if end == len(tokens):
        spans[-1][1] = end
    return tuple(statement.evidence(first, after, "dosage.clause") for first, after in spans)

"""Facts in words: what was understood, in one line, made from the model's own fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...base import Model
from ...evidence import Evidence, InfoboxEvidence, TableEvidence, TextEvidence
from ...kinds.drug import Strength, Timing
from ...quantity import Quantity, Ratio

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["describe", "describe_evidence", "spell"]

_QUIET = frozenset({"evidence", "reference_ids"})
# Values that say nothing by themselves: a fact that has them is described without them.
_PLAIN = {"sequence": 1, "regimen": "1", "phase": "usual", "amount_stated": True, "frequency_wording": "not stated",
          "status": "unspecified", "primary": True, "divided": False, "as_needed": False, "negated": False}  # fmt: skip
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
_LEADING = ("value", "text", "term", "action", "dose", "as_written")


def spell(name: str) -> str:
    """A field's name for people: `adverse_effects` is "Adverse effects"."""
    return name.replace("_", " ").replace(".", ": ").capitalize()


def describe(fact: Model) -> str:
    """One line: the chief value first, then everything else that was read, each with its field's name."""
    parts: list[str] = []
    names = sorted(type(fact).model_fields, key=lambda name: name not in _LEADING)
    for name in names:
        value = getattr(fact, name)
        if name in _QUIET or value is None or value == () or _PLAIN.get(name, _QUIET) == value:
            continue
        shown = _show(value)
        if shown and not _is_repeated(fact, name, shown):
            parts.append(shown if name in _LEADING and not parts else f"{name.replace('_', ' ')} {shown}")
    return "; ".join(parts)


def _is_repeated(fact: Model, name: str, shown: str) -> bool:
    """Whether the page's own words are the same as what was understood, which is told too."""
    if not name.endswith("_as_written"):
        return False
    stem = name.removesuffix("_as_written")
    understood = [getattr(fact, twin, None) for twin in (stem, f"{stem}_wording")]
    return shown.casefold() in [_show(value).casefold() for value in understood if value is not None]


def _show(value: object) -> str:
    if isinstance(value, Quantity):
        return _quantity(value)
    if isinstance(value, Ratio):
        return f"{_quantity(value.numerator)} in {_quantity(value.denominator)}"
    if isinstance(value, Strength):
        return _show(value.quantity or value.ratio)
    if isinstance(value, Timing):
        return _timing(value)
    if isinstance(value, Model):
        return f"({describe(value)})"
    if isinstance(value, tuple):
        return ", ".join(_show(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ") if isinstance(value, str) and _CODE.fullmatch(value) else str(value)


def _number(value: Decimal | None) -> str:
    return "?" if value is None else format(value, "f")


def _quantity(quantity: Quantity) -> str:
    if quantity.value is not None:
        number = _number(quantity.value)
    elif quantity.low is not None and quantity.high is not None:
        number = f"{_number(quantity.low)} to {_number(quantity.high)}"
    else:
        number = f"from {_number(quantity.low)}" if quantity.low is not None else f"up to {_number(quantity.high)}"
    spread = f" ± {_number(quantity.plus_minus)}" if quantity.plus_minus is not None else ""
    of = f" [{quantity.qualifier}]" if quantity.qualifier else ""
    return f"{quantity.comparator or ''}{number}{spread} {quantity.unit}{of} (“{quantity.as_written}”)"


def _timing(timing: Timing) -> str:
    parts = []
    if timing.frequency is not None:
        often = _range(timing.frequency, timing.frequency_max)
        parts.append(f"{often} per {_range(timing.period, timing.period_max)} {timing.period_unit}")
    if timing.count is not None or timing.count_max is not None:
        parts.append(f"{_range(timing.count, timing.count_max)} doses")
    if timing.bounds is not None:
        parts.append(f"for {_quantity(timing.bounds)}")
    if timing.duration is not None:
        parts.append(f"over {_quantity(timing.duration)}")
    if timing.as_needed:
        parts.append("as needed")
    return ", ".join((*parts, *timing.when))


def _range(low: Decimal | int | None, high: Decimal | int | None) -> str:
    if low is None:
        return f"at most {high}"
    return f"{low}" if high is None else f"{low} to {high}"


def describe_evidence(evidence: Evidence) -> str:
    """The words, where they stand, and the rule that read them."""
    match evidence:
        case TextEvidence():
            place = f"{evidence.start}-{evidence.end}"
            if evidence.section_id:
                place += f" in {evidence.section_id}"
        case InfoboxEvidence():
            place = f"infobox row {evidence.row} {evidence.label!r}"
        case TableEvidence():
            place = f"table {evidence.table_id} row {evidence.row} column {evidence.col}"
        case _:
            place = f"page {evidence.field}"
    rule = f", by {evidence.rule}" if evidence.rule else ""
    return f"“{evidence.exact}” [{place}{rule}]"

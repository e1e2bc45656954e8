"""A row as facts by the record's field: which reader reads it, by the taxonomy's field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...model.evidence import Fact
from ...model.kinds.drug import DefinedDailyDose
from ...model.quality import UnparsedStatement
from ..drug.dosage import read_dosage
from ..drug.effects import read_effect_list
from ..drug.indications import read_uses_row
from ..drug.kinetics import read_kinetic_cell
from ..drug.pregnancy import read_pregnancy_cell
from ..grammar import Statement
from ..quantities import quantity_of, read_amount
from .chemistry import read_formula, read_property
from .identifiers import read_identifiers
from .names import read_names
from .rows import Row, split_brackets
from .status import read_legal_status
from .texts import (
    read_classes,
    read_components,
    read_liability,
    read_routes,
    read_targets,
    read_texts,
    route_of,
)

__all__ = ["read_row"]

_LONGEST_CELL = 2000
"""Characters; what runs on longer is no value of a row that is read as a statement."""

_LONGEST_ROW = 10_000
"""Characters of a whole row; what is longer is no row of a box, and is refused whole."""

_WHOLE = frozenset({"text", "text_time", "text_count"})

Read = Iterable[Fact]


def read_row(row: Row) -> Iterator[tuple[str, Fact]]:
    """Facts of one row by field of the record (`unparsed` for what could not be read)."""
    field = row.entry.field or ""
    if field and len(row.text) > _LONGEST_ROW:
        yield "unparsed", row.unparsed(0, len(row.text), "unknown_pattern", "too long for a row")
        return
    head, _, rest = field.partition(".")
    for name, facts in _read(row, field, head, rest):
        for fact in facts:
            yield ("unparsed" if isinstance(fact, UnparsedStatement) else name), fact


def _read(row: Row, field: str, head: str, rest: str) -> Iterator[tuple[str, Read]]:
    if head == "identifiers":
        yield head, read_identifiers(row, rest)
    elif head == "names":
        yield head, read_names(row, rest)
    elif head == "drug_classes":
        yield head, read_classes(row, rest or "class")
    elif field == "warnings.dependence" or field == "warnings.addiction":
        yield "liability", read_liability(row, rest)
    elif head == "pharmacokinetics" or field == "chemistry.molar_mass":
        yield field if head == "chemistry" else head, _figures(row, rest)
    elif (reader := _BY_FIELD.get(field)) is not None:
        yield reader[0], reader[1](row)
    elif field and (row.entry.reader.startswith("comma_list") or row.entry.reader in _WHOLE):
        yield head, read_texts(row, f"infobox.{head}", split=row.entry.reader.startswith("comma_list"))


def _figures(row: Row, kind: str) -> Iterator[Fact]:
    """Figures of pharmacokinetics, a statement a line."""
    for statement in _line_statements(row):
        yield from _moved(row, read_kinetic_cell(statement, kind))


def _moved(row: Row, facts: Iterable[Fact]) -> Iterator[Fact]:
    for fact in facts:
        yield fact.model_copy(update={"evidence": tuple(row.moved(piece) for piece in fact.evidence)})


def _dosage(row: Row) -> Iterator[Fact]:
    """Doses, a statement a line; a line that no reader reads is said to be unread."""
    numbered = any(char.isdigit() for char in row.text)
    for statement in _line_statements(row):
        reading = read_dosage(statement)
        found: list[Fact] = [*reading.dosage, *reading.unparsed]
        if any((dose.condition or "").startswith("depending") for dose in reading.dosage):
            found = [statement.refuse("dosage", "conditional", rule="dosage.refused")]
        if not found and numbered:
            found.append(statement.refuse("dosage", "unknown_pattern", rule="dosage.refused"))
        yield from _moved(row, found)


def _effects(row: Row) -> Iterator[Fact]:
    """Effects, a list a line: a label in it ("Common:") is said of all that follows it."""
    for statement in _line_statements(row):
        reading = read_effect_list(statement)
        yield from _moved(row, [*reading.effects, *reading.unparsed])


def _indications(row: Row) -> Iterator[Fact]:
    if row.entry.variant == "vaccine":
        yield from read_targets(row)
        return
    for statement in _value_statements(row):
        yield from _moved(row, read_uses_row(statement))


def _value_statements(row: Row) -> Iterator[Statement]:
    """Each value of a cell as a statement."""
    for value in row.values():
        yield Statement(row.passage, row.text, value.start, value.end)


def _line_statements(row: Row) -> Iterator[Statement]:
    """Each line of a cell as a statement."""
    for line in row.lines():
        if line.end - line.start <= _LONGEST_CELL:
            yield Statement(row.passage, row.text, line.start, line.end)


def _pregnancy(row: Row) -> Iterator[Fact]:
    """Categories, a statement a line; a row may have a country as its label."""
    for statement in _line_statements(row):
        yield from _moved(row, read_pregnancy_cell(statement, row.own_label))


def _daily_dose(row: Row) -> Iterator[Fact]:
    """WHO's defined daily dose, a value a line: never a dosage."""
    for value in row.values():
        statement = Statement(row.passage, row.text, value.start, value.end)
        amount = read_amount(statement.tokens, 0, words=False)
        tail = split_brackets(value.text)[1]
        if not any(token.kind == "number" for token in statement.tokens):
            continue  # "not established"
        if amount is None or amount.unit is None or amount.high is not None:
            yield row.unparsed(value.start, value.end, "unknown_pattern", "defined daily dose: no amount")
            continue
        yield DefinedDailyDose(
            evidence=row.evidence(value.start, value.end, "infobox.defined_daily_dose"),
            reference_ids=row.references(value.start, value.end),
            text=value.text,
            quantity=quantity_of(row.text, statement.tokens, amount),
            route=route_of(tail) if tail else None,
        )


_BY_FIELD: dict[str, tuple[str, Callable[[Row], Read]]] = {
    "dosage": ("dosage", _dosage),
    "indications": ("indications", _indications),
    "adverse_effects": ("adverse_effects", _effects),
    "products.ddd": ("defined_daily_dose", _daily_dose),
    "products.components": ("components", read_components),
    "routes": ("routes", read_routes),
    "legal_status": ("legal_status", read_legal_status),
    "pregnancy": ("pregnancy", _pregnancy),
    "pregnancy.text": ("pregnancy_safety", lambda row: read_texts(row, "infobox.pregnancy_safety", split=False)),
    "pregnancy.lactation": ("lactation", lambda row: read_texts(row, "infobox.lactation", split=False)),
    "chemistry.formula": ("chemistry.formula", read_formula),
    "chemistry.properties": ("chemistry.properties", read_property),
    "metabolism": ("metabolism", lambda row: read_texts(row, "infobox.metabolism", split=False)),
    "metabolism.metabolites": ("metabolites", lambda row: read_texts(row, "infobox.metabolites", split=False)),
    "excretion": ("excretion", lambda row: read_texts(row, "infobox.excretion", split=False)),
}
"""Field of the taxonomy -> field of the record, and its reader."""

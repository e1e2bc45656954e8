"""The facts of a record one by one, found by walking its model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args, get_origin

from .base import Model
from .evidence import Fact, TextEvidence
from .kinds.condition import ConditionMonograph
from .kinds.drug import DrugMonograph
from .monograph import Article, Monograph

__all__ = ["FactRow", "fact_columns", "fact_fields", "holds_many", "iter_facts", "list_fields", "models_in"]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a record. `field` is the path of names; offsets are those of the first text evidence."""

    field: str
    index: int
    fact: Fact

    @property
    def json(self) -> str:
        """The whole fact, evidence included, as one line."""
        return self.fact.model_dump_json(exclude_none=True)

    @property
    def text_evidence(self) -> TextEvidence | None:
        """The first piece of evidence that is running text."""
        return next((piece for piece in self.fact.evidence if isinstance(piece, TextEvidence)), None)

    @property
    def exact(self) -> str:
        """The words that the fact was read from."""
        return (self.text_evidence or self.fact.evidence[0]).exact


def iter_facts(record: Monograph) -> Iterator[FactRow]:
    """All facts of a record, in the order of the model's fields.

    A new field of a model is found here without being named.
    """
    yield from _walk(record, "")


def _walk(model: Model, prefix: str) -> Iterator[FactRow]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        field = f"{prefix}{name}"
        if isinstance(value, Fact):
            yield FactRow(field, 0, value)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Fact):
                    yield FactRow(field, index, item)
        elif isinstance(value, Model):
            yield from _walk(value, f"{field}.")


@cache
def fact_fields() -> dict[str, type[Fact]]:
    """Every field of the records that holds facts, as `FactRow.field` spells it, with the facts' type."""
    found: dict[str, type[Fact]] = {}
    for record in (DrugMonograph, ConditionMonograph, Article):
        for field, fact, _ in _fields_of(record, ""):
            found.setdefault(field, fact)
    return found


@cache
def list_fields() -> frozenset[str]:
    """Those of `fact_fields` that may hold several facts."""
    kinds = (DrugMonograph, ConditionMonograph, Article)
    return frozenset(field for record in kinds for field, _, many in _fields_of(record, "") if many)


def _fields_of(model: type[Model], prefix: str) -> Iterator[tuple[str, type[Fact], bool]]:
    for name, info in model.model_fields.items():
        for part in models_in(info.annotation):
            if issubclass(part, Fact):
                yield f"{prefix}{name}", part, holds_many(info.annotation)
            elif not holds_many(info.annotation):
                yield from _fields_of(part, f"{prefix}{name}.")


def fact_columns(fact: type[Model], prefix: str = "") -> tuple[str, ...]:
    """The single values of a fact, models within it spread (`dose.unit`); a list is one column. No evidence."""
    columns: list[str] = []
    for name, info in fact.model_fields.items():
        if name in ("evidence", "reference_ids") and not prefix:
            continue
        parts = models_in(info.annotation)
        if parts and not holds_many(info.annotation):
            columns += fact_columns(parts[0], f"{prefix}{name}.")
        else:
            columns.append(f"{prefix}{name}")
    return tuple(columns)


def models_in(annotation: object) -> tuple[type[Model], ...]:
    """The models that a field's type names."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return (annotation,)
    return tuple(model for part in get_args(annotation) for model in models_in(part))


def holds_many(annotation: object) -> bool:
    """Whether a field's type is a tuple or a mapping, or may be one."""
    return get_origin(annotation) in (tuple, dict) or any(holds_many(part) for part in get_args(annotation))

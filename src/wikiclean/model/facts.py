"""The facts of a record one by one, found by walking its model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .base import Model
from .evidence import Fact, TextEvidence

if TYPE_CHECKING:
    from .monograph import Monograph

__all__ = ["FactRow", "iter_facts"]


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

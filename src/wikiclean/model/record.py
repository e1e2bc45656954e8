"""One record of any kind, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from .kinds.condition import ConditionMonograph
from .kinds.drug import DrugMonograph
from .monograph import Article

__all__ = ["Record", "RecordAdapter"]

Record = Annotated[DrugMonograph | ConditionMonograph | Article, Field(discriminator="kind")]
RecordAdapter: TypeAdapter[DrugMonograph | ConditionMonograph | Article] = TypeAdapter(Record)

"""What is missing, unread or contradictory in a record, said aloud."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Model, NonEmpty
from .evidence import Evidence, Fact

__all__ = ["Conflict", "Quality", "UnparsedReason", "UnparsedStatement", "UnparsedTopic"]

UnparsedTopic = Literal["dosage", "approval", "adverse_effect", "product", "pharmacokinetics", "infobox"]
UnparsedReason = Literal[
    "orphan_number",
    "unknown_unit",
    "ambiguous_list",
    "multiple_subjects",
    "conditional",
    "unknown_pattern",
    "check_digit",
    "out_of_range",
    "recreational",
]


class UnparsedStatement(Fact):
    """A statement that is about a topic and could not be read whole: it stays text, and says why."""

    topic: UnparsedTopic
    """What it is about."""
    reason: UnparsedReason
    """Why it was not read."""
    detail: str | None = None
    """The word or value that stood in the way."""


class Conflict(Model):
    """Facts of one record that disagree; both stay."""

    field: NonEmpty
    """Field of the record in which the facts stand."""
    facts: tuple[str, ...] = Field(min_length=2)
    """JSON pointers."""
    note: str
    """What about them disagrees."""


class Quality(Model):
    """Figures to watch a site by."""

    kind_evidence: tuple[Evidence, ...] = ()
    """What decided that the page is a drug or a condition: a row of an infobox, headings, categories."""
    expected_kinds: tuple[str, ...] = ()
    """Section kinds that a full page of this kind has."""
    present_kinds: tuple[str, ...] = ()
    """Section kinds that this page has."""
    completeness: float = Field(ge=0, le=1)
    """Share of the expected section kinds that are present."""
    classified_chars: float = Field(ge=0, le=1)
    """Share of the text in sections whose kind is not `other`."""
    removed_chars: int = Field(ge=0)
    """Letters and digits in the ledger."""
    facts: int = Field(ge=0)
    """How many facts the record holds."""
    unparsed: int = Field(ge=0)
    """How many statements could not be read."""
    warnings: tuple[str, ...] = ()
    """Codes, e.g. `lower_case_sentence_start`."""
    conflicts: tuple[Conflict, ...] = ()
    """Facts that disagree with each other."""

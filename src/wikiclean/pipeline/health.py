"""What is found on one page, as names of figures: what a profile's health is told by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.facts import iter_facts
from ..store.health import PageHealth
from ..text import count_letters
from .report import unknown_headings

if TYPE_CHECKING:
    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.ledger import Ledger
    from ..model.monograph import Article

__all__ = ["examine"]


def examine(
    record: DrugMonograph | ConditionMonograph | Article, ledger: Ledger, *, profile: str | None = None
) -> PageHealth:
    """Everything that holds for a page, and how many letters were kept and removed.

    `profile`: the one that the user gave, whose rules may change from run to run.
    """
    totals = ledger.by_rule()
    source = record.source
    return PageHealth(
        figures=frozenset((*_of_record(record), *(f"rule.{rule}" for rule in totals))),
        kept=count_letters(record.text),
        removed=sum(total.letters for total in totals.values()),
        read_as=f"{source.transport} {source.site} {source.rules_version} {_version(profile)}".rstrip(),
    )


def _of_record(record: DrugMonograph | ConditionMonograph | Article) -> Iterator[str]:
    sections = record.sections
    if sections and sections[0].level == 0 and sections[0].end > sections[0].body_start:
        yield "lead"
    if any(section.level > 0 for section in sections):
        yield "sections"
    if not any(True for _ in unknown_headings(record)):
        yield "known_headings"
    if "content_found_by_structure" not in record.quality.warnings:
        yield "root"
    if record.page.categories:
        yield "categories"
    if record.references:
        yield "references"
    if record.infoboxes:
        yield "infobox"
    yield f"kind.{record.kind}"
    yield from (f"section.{kind}" for kind in record.quality.present_kinds)
    yield from (f"infobox.{row.field}" for box in record.infoboxes for row in box.rows if row.field)
    yield from (f"field.{row.field}" for row in iter_facts(record) if row.field not in ("names", "unparsed"))


@lru_cache(maxsize=8)
def _version(profile: str | None) -> str:
    """A hash of a profile that is not of this package; what ships is in the version of the rules."""
    if profile is None or not profile.endswith(".toml"):
        return ""
    from ..sites.registry import load_profile

    return hashlib.sha256(load_profile(profile).model_dump_json().encode()).hexdigest()[:12]

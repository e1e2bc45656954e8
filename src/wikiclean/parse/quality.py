"""Figures that say what is missing, unread or contradictory in a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..model.document import Document
from ..model.evidence import Fact
from ..model.identifier import Identifier
from ..model.kinds.drug import ApprovalEvent
from ..model.quality import Conflict, Quality, UnparsedStatement
from ..sites.headings import section_kinds
from .kind import Decision, RecordKind
from .sections import Outline

__all__ = ["judge_quality"]

_LOWER_START = re.compile(r"(?:\A|[.!?]\s+|\n\n)(?=[a-z]{2,}\s)")


def judge_quality(
    document: Document, outline: Outline, decision: Decision, facts: Mapping[str, Iterable[Fact]]
) -> Quality:
    """Figures over the record's facts, which are given by field; `unparsed` is one of the fields."""
    present = tuple(dict.fromkeys(kind for info in outline.infos for kind in info.kinds if kind != "other"))
    expected = _expected(decision.kind)
    unparsed = tuple(facts.get("unparsed", ()))
    counted = [fact for field, found in facts.items() if field != "unparsed" for fact in found]
    classified = sum(info.end - info.start for info in outline.infos if info.kinds != ("other",))
    whole = sum(info.end - info.start for info in outline.infos)
    return Quality(
        kind_evidence=decision.evidence,
        expected_kinds=expected,
        present_kinds=present,
        completeness=round(sum(k in present for k in expected) / len(expected), 3) if expected else 1.0,
        classified_chars=round(classified / whole, 3) if whole else 0.0,
        removed_chars=document.source.removed_letters,
        facts=len(counted),
        unparsed=len(unparsed),
        warnings=_warnings(document, unparsed),
        conflicts=tuple(_conflicts(facts)),
    )


def _expected(kind: RecordKind) -> tuple[str, ...]:
    if kind == "article":
        return ()
    return tuple(entry.id for entry in section_kinds().values() if entry.expect and entry.audience in (kind, "both"))


def _warnings(document: Document, unparsed: tuple[Fact, ...]) -> tuple[str, ...]:
    found = []
    if any(
        _LOWER_START.search(document.text[block.start : block.end])
        for block in document.blocks
        if block.kind == "paragraph"
    ):
        found.append("lower_case_sentence_start")
    if document.quality.confidence < 1:
        found.append("content_found_by_structure")
    if any(isinstance(s, UnparsedStatement) and s.reason == "check_digit" for s in unparsed):
        found.append("identifier_fails_check_digit")
    return tuple(found)


def _conflicts(facts: Mapping[str, Iterable[Fact]]) -> Iterable[Conflict]:
    """Two primary identifiers of one system that differ; two first approvals in one region, years apart."""
    by_system: dict[str, list[tuple[int, Identifier]]] = {}
    for at, fact in enumerate(facts.get("identifiers", ())):
        if isinstance(fact, Identifier) and fact.primary and fact.qualifier is None and fact.system in _ONE_VALUE:
            by_system.setdefault(fact.system, []).append((at, fact))
    for system, found in by_system.items():
        if len({fact.value for _, fact in found}) > 1:
            yield Conflict(
                field="identifiers",
                facts=tuple(f"/identifiers/{at}" for at, _ in found),
                note=f"different values of {system}",
            )
    by_region: dict[tuple[str | None, tuple[str, ...]], list[tuple[int, ApprovalEvent]]] = {}
    for at, event in enumerate(facts.get("approvals", ())):
        if isinstance(event, ApprovalEvent) and event.action == "approved" and event.date and event.subject is None:
            by_region.setdefault((event.region or event.regulator, event.indications), []).append((at, event))
    for (region, _), events in by_region.items():
        if region and len({(event.date or "")[:4] for _, event in events}) > 1:
            yield Conflict(
                field="approvals",
                facts=tuple(f"/approvals/{at}" for at, _ in events),
                note=f"different years of approval in {region}",
            )


_ONE_VALUE = frozenset({"cas", "unii", "drugbank", "inchikey", "chebi", "ec_number"})

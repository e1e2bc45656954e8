"""A record as headings and lines, the same for the terminal, plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...facts import iter_facts
from .describe import describe, describe_evidence, spell

if TYPE_CHECKING:
    from ...ledger import Ledger
    from ...monograph import Monograph
    from ...structure import Section

__all__ = ["NOT_ADVICE", "Entry", "Panel", "View", "view_ledger", "view_record"]

NOT_ADVICE = "Not medical advice: read by rules from a wiki page; check every fact against its source."

_FIRST = ("dosage", "approvals", "products", "adverse_effects")
"""What a reader looks for first; the other fields follow in the model's order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, and smaller lines under it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A heading with its lines."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A page for people: its title, what it is, its panels, and the closing line."""

    title: str
    about: tuple[str, ...]
    panels: tuple[Panel, ...]
    closing: str = NOT_ADVICE


def view_record(record: Monograph, *more: Panel) -> View:
    """Every fact with the words it was read from, the sections, what could not be read, and `more`."""
    return View(record.page.title, tuple(_about(record)), (*_fact_panels(record), _section_panel(record), *more))


def view_ledger(ledger: Ledger) -> Panel:
    """What was removed from the page, by rule."""
    entries = tuple(
        Entry(f"{rule}: {total.pieces} pieces, {total.letters} letters and digits")
        for rule, total in ledger.by_rule().items()
    )
    return Panel(f"Removed from the page ({ledger.letters} letters and digits)", entries)


def _about(record: Monograph) -> Iterator[str]:
    source = record.source
    yield f"{getattr(record, 'kind', 'article')} {record.record_id}"
    if source.url is not None:
        yield f"from {source.url}"
    if source.revision_id is not None:
        yield f"revision {source.revision_id}"
    if source.licence is not None:
        yield f"licence {source.licence.name}"


def _fact_panels(record: Monograph) -> Iterator[Panel]:
    fields: dict[str, list[Entry]] = {}
    for row in iter_facts(record):
        notes = tuple(describe_evidence(piece) for piece in row.fact.evidence)
        fields.setdefault(row.field, []).append(Entry(describe(row.fact), notes))
    for field in sorted(fields, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
        yield Panel(spell(field), tuple(fields[field]))


def _section_panel(record: Monograph) -> Panel:
    return Panel("Sections", tuple(_sections(record.sections, 0)))


def _sections(sections: tuple[Section, ...], depth: int) -> Iterator[Entry]:
    for section in sections:
        heading = section.heading or "(lead)"
        size = section.end - section.body_start
        yield Entry(f"{'  ' * depth}{heading}: {section.kind}, {section.start}-{section.end}, {size} characters")
        yield from _sections(section.children, depth + 1)

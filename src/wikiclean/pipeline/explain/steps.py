"""From a page to the file that explains it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...clean.letter_places import KEPT
from ...clean.steps import Cleaned
from ...clean.trace import Trace, trace_page
from ...errors import NotAnArticleError
from ...model.evidence import InfoboxEvidence, TextEvidence
from ...model.facts import FactRow, iter_facts
from ...model.render.records.describe import describe, describe_evidence, spell
from ..html_file import render_html
from ..process import Result, process_page
from .article import Found, paint_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document
    from ...model.monograph import Monograph
    from ...model.page import Page
    from ...sites.profile import SiteProfile

__all__ = ["explain_page"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that removed something, for the list beside the page."""

    number: int
    name: str
    reason: str
    pieces: int
    letters: int


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact, for the list beside the page."""

    number: int
    text: str
    sources: tuple[str, ...]
    placed: bool
    """Whether its words are marked on the page; a title or an address of a link cannot be."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the record with its facts."""

    number: int
    name: str
    facts: tuple[_Fact, ...]


def explain_page(page: Page, *, profile: SiteProfile | None = None, result: Result | None = None) -> str:
    """One HTML file, complete in itself, that shows the page with everything kept, removed and read marked on it.

    `result`: what `process_page` made of the page, where that is at hand. The file asks for nothing, runs no script but
    its own, and holds the page's words only as text. Raises what `clean_page` raises, and NotAnArticleError where the
    page has no words at all.
    """
    result = result or process_page(page, profile=profile)
    if result.document is None:
        raise result.error or NotAnArticleError("the page became no Document", where=page.url)
    trace = trace_page(page, Cleaned(result.document, result.ledger))
    rules, numbers = _rules(result)
    fields, found = _facts(result.record, trace)
    article = paint_article(trace, numbers, found)
    return _render(result, trace, article, rules, fields)


def _rules(result: Result) -> tuple[list[_Rule], list[int]]:
    """The rules, largest first, and for each entry of the ledger the number of its rule."""
    reasons: dict[str, str] = {}
    for removal in result.ledger.removals:
        reasons.setdefault(removal.rule, removal.reason)
    listed = [
        _Rule(number, name, reasons[name], total.pieces, total.letters)
        for number, (name, total) in enumerate(result.ledger.by_rule().items())
    ]
    number_of = {rule.name: rule.number for rule in listed}
    return listed, [number_of[removal.rule] for removal in result.ledger.removals]


def _facts(record: Monograph | None, trace: Trace) -> tuple[list[_Field], list[Found]]:
    fields: dict[str, int] = {}
    facts: defaultdict[str, list[_Fact]] = defaultdict(list)
    found: list[Found] = []
    for number, row in enumerate(iter_facts(record) if record is not None else ()):
        field = fields.setdefault(row.field, len(fields))
        places = list(_places(row, trace))
        found += [Found(first, end, number, field) for first, end in places]
        sources = tuple(describe_evidence(piece) for piece in row.fact.evidence)
        facts[row.field].append(_Fact(number, describe(row.fact), sources, bool(places)))
    return [_Field(number, spell(name), tuple(facts[name])) for name, number in fields.items()], found


def _places(row: FactRow, trace: Trace) -> list[tuple[int, int]]:
    places = []
    for piece in row.fact.evidence:
        place = None
        if isinstance(piece, TextEvidence):
            place = trace.place_of_text(piece.start, piece.end)
        elif isinstance(piece, InfoboxEvidence):
            place = trace.place_of_row(piece.box, piece.row, piece.exact)
        if place is not None and place[1] > place[0]:
            places.append(place)
    return places


def _render(result: Result, trace: Trace, article: str, rules: list[_Rule], fields: list[_Field]) -> str:
    document, record = result.document, result.record
    assert document is not None
    removed = sum(removal != KEPT for removal in trace.removals)
    return render_html(
        "wikiclean.pipeline.explain",
        title=document.title or "a page without a title",
        outcome=document.outcome,
        about=list(_about(document, record)),
        kind=record.kind if record is not None else None,
        error=str(result.error) if result.error is not None else None,
        letters=len(trace.letters),
        removed=removed,
        closed=trace.closed,
        rules=rules,
        fields=fields,
        article=article,
    )


def _about(document: Document, record: Monograph | None) -> Iterator[str]:
    """What stands under the title: where the page is from, and how its article was found."""
    source, quality = document.source, document.quality
    if record is not None:
        yield record.record_id
    if source.revision_id is not None:
        yield f"revision {source.revision_id}"
    if source.url is not None:
        yield source.url
    yield f"profile {source.site}"
    if quality.confidence < 1:
        yield f"article found by {quality.root}, confidence {quality.confidence:.2f}"

"""From the store to the file that shows how a run went."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ...errors import StoreError
from ...store.base import Store
from ...store.health import Figure
from ...store.runs import StoredRun
from ..html_file import render_html
from ..measures import Measures, PageMeasure
from ..report import Headings, Tally
from ..run_ids import find_run
from .changed import read_changes
from .failed import read_reasons
from .figures import WIKIS, rule_sparks, wiki_figures
from .plots import Spark, draw_bars, draw_buckets, draw_spark
from .words import Linked, link_of, say_bytes, say_ms, say_number, say_seconds, shorten

__all__ = ["last_run", "report_run"]

HISTORY = 30
"""Runs that are shown beside the one that the file is about."""


def last_run(store: Store, name: str | None = None) -> StoredRun:
    """The run that is called or begins so, or the last one of which anything is kept.

    Raises UsageError for a name that fits none or several, StoreError where nothing is kept of it.
    """
    runs = store.runs()
    if name is not None:
        found = runs[find_run(runs, name)]
        if found.report is None:
            raise StoreError("only figures are kept of this run: it was pruned", where=found.run_id)
        return found
    kept = [run for run in runs if run.report is not None]
    if not kept:
        raise StoreError("no run is kept here; make one with `wikiclean scrape … -o DIR`")
    return kept[-1]


def report_run(store: Store, run: StoredRun, directory: Path | None = None) -> str:
    """One HTML file, complete in itself: how a run went, and how that compares with the runs before.

    `directory`: where its `failures.jsonl` is. Its size depends on wikis, rules and fields, not on pages.
    """
    runs = store.runs()
    until = next(at for at, each in enumerate(runs) if each.run_id == run.run_id)
    past = runs[max(0, until - HISTORY + 1) : until + 1]
    figures = [store.run_figures(each.run_id) for each in past]
    told = json.loads(run.report or "{}")
    tally = _tally(store, run, told)
    measures = Measures.from_report(run.report)
    link = _linker(store)
    headings, number = store.unknown_headings(run.run_id, limit=Headings.SHOWN)
    rows = [_run_row(each, tally if each.run_id == run.run_id else None) for each in past]
    return render_html(
        "wikiclean.pipeline.run_page",
        run=rows[-1],
        about=_about(run, told),
        stopped_by=told.get("stopped_by"),
        tally=tally,
        outcomes=draw_bars(tally.outcomes),
        records=draw_bars(tally.changes),
        reasons=read_reasons(directory, tally.failures),
        drift=_drift(told.get("drift"), link),
        wikis=wiki_figures(figures),
        most_wikis=WIKIS,
        unpublished=not figures[-1],
        headings=draw_bars(headings),
        headings_number=number,
        rules=_rules(measures, figures),
        changed=read_changes(store.iter_changes(run.run_id), link),
        measured=measures.pages,
        buckets=_buckets(measures),
        slowest=[_page_row(page) for page in measures.slowest],
        largest=[_page_row(page) for page in measures.largest],
        runs=rows[::-1],
        trends=_trends(rows),
        shorten=shorten,
        say=say_number,
    )


def _tally(store: Store, run: StoredRun, told: Mapping[str, Any]) -> Tally:
    """Counts of run.json; of a run that goes on, or was killed, from its queue."""
    counts = told.get("counts")
    if counts is None or run.state == "running":
        return Tally.of_totals(store.run_totals(run.run_id))
    return Tally(
        pending=counts["pending"],
        failed=counts["failed"],
        bugs=counts["bugs"],
        outcomes=counts["outcomes"],
        failures=counts["failures"],
        changes=counts["records"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _RunRow:
    """A run in the list of runs; numbers are None where nothing is kept of them."""

    run_id: str
    command: str
    state: str
    exit_code: int | None
    started_at: str
    seconds: float | None
    done: int | None = None
    failed: int | None = None
    changes: str = ""
    stored: int | None = None
    requests: int | None = None

    @property
    def took(self) -> str:
        return say_seconds(self.seconds) if self.seconds is not None else ""


def _run_row(run: StoredRun, tally: Tally | None) -> _RunRow:
    told = json.loads(run.report or "{}")
    counts = told.get("counts") or {}
    changes = tally.changes if tally is not None else counts.get("records", {})
    return _RunRow(
        run_id=run.run_id,
        command=run.command,
        state=run.state,
        exit_code=run.exit_code,
        started_at=run.started_at,
        seconds=_seconds(run),
        done=tally.done if tally is not None else counts.get("done"),
        failed=tally.failed if tally is not None else counts.get("failed"),
        changes=", ".join(f"{count:,} {name}" for name, count in changes.items() if name != "unchanged"),
        stored=counts.get("stored"),
        requests=(told.get("network") or {}).get("requests"),
    )


def _seconds(run: StoredRun) -> float | None:
    if run.finished_at is None:
        return None
    return (datetime.fromisoformat(run.finished_at) - datetime.fromisoformat(run.started_at)).total_seconds()


def _about(run: StoredRun, told: Mapping[str, Any]) -> list[str]:
    """What stands under the title."""
    said = [f"began {run.started_at}"]
    if run.finished_at is not None:
        said.append(f"ended {run.finished_at}")
    if told.get("resumed"):
        said.append("gone on with after an interruption")
    network = told.get("network")
    if network is not None:
        said.append(f"{network['requests']:,} requests, {say_bytes(network['bytes'])}")
    for wiki, checked in (told.get("checked") or {}).items():
        said.append(f"{checked['pages']:,} pages of {shorten(wiki)} checked ({checked['how']})")
    versions = told.get("versions")
    if versions is not None:
        said.append(f"wikiclean {versions['wikiclean']}")
    return said


@dataclass(frozen=True, slots=True)
class _Finding:
    figure: str
    wiki: str
    lost: int
    had: int
    allowed: int
    message: str
    examples: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class _Drift:
    compared: int
    accepted: bool
    findings: tuple[_Finding, ...]


def _drift(told: Mapping[str, Any] | None, link: Callable[[str, str], str | None]) -> _Drift | None:
    if told is None:
        return None
    findings = tuple(
        _Finding(
            figure=shorten(each["figure"]),
            wiki=shorten(each["wiki"]),
            lost=each["lost"],
            had=each["had"],
            allowed=each["allowed"],
            message=shorten(each["message"].partition(" on ")[0]),
            examples=tuple(Linked(shorten(title), link(each["wiki"], title)) for title in each["examples"]),
        )
        for each in told["findings"]
    )
    return _Drift(sum(told["compared"].values()), told["accepted"], findings)


def _linker(store: Store) -> Callable[[str, str], str | None]:
    from ...fetch.target import page_address

    bases = {wiki.wiki: wiki.base for wiki in store.wikis.all()}

    def link(wiki: str, title: str) -> str | None:
        base = bases.get(wiki)
        if base is None:
            return None
        return link_of(page_address(base, title.encode("utf-8", "replace").decode()))

    return link


@dataclass(frozen=True, slots=True)
class _RuleRow:
    name: str
    pages: int
    pieces: int | None
    letters: int | None
    spark: Spark | None


def _rules(measures: Measures, figures: Sequence[Sequence[Figure]]) -> list[_RuleRow]:
    """Rules that fired in this run, or in those before: one that fires no more is worth a look."""
    sparks = rule_sparks(figures)
    fired: dict[str, int] = {}
    for each in figures[-1]:
        if each.name.startswith("rule."):
            name = each.name.removeprefix("rule.")
            fired[name] = fired.get(name, 0) + each.hits
    rows = []
    for name in {*sparks, *measures.rules, *fired}:
        hits = measures.rules.get(name)
        pages = hits.pages if hits is not None else 0 if measures.rules else fired.get(name, 0)
        pieces, letters = (hits.pieces, hits.letters) if hits is not None else (None, None)
        rows.append(_RuleRow(shorten(name), pages, pieces, letters, sparks.get(name)))
    return sorted(rows, key=lambda row: (-row.pages, row.name))


def _buckets(measures: Measures) -> list[Any]:
    return [
        draw_buckets("Bytes a page, as received", measures.bytes, say_bytes),
        draw_buckets("Time to fetch a page, with what is waited between requests", measures.fetch_ms, say_ms),
        draw_buckets("Time to clean a page", measures.clean_ms, say_ms),
        draw_buckets("Time to parse a page", measures.parse_ms, say_ms),
    ]


@dataclass(frozen=True, slots=True)
class _PageRow:
    page: Linked
    outcome: str
    measure: PageMeasure

    @property
    def cells(self) -> list[tuple[float, str]]:
        """Values to sort by, and in words: bytes, ms to fetch, clean, parse, and clean and parse together."""
        each = self.measure
        times = (each.fetch_ms, each.clean_ms, each.parse_ms, each.work_ms)
        return [(each.bytes, say_bytes(each.bytes)), *((value, say_ms(value)) for value in times)]


def _page_row(page: PageMeasure) -> _PageRow:
    return _PageRow(Linked(shorten(page.title), link_of(page.url)), page.outcome, page)


def _trends(rows: Sequence[_RunRow]) -> list[tuple[str, Spark]]:
    """Lines over the runs."""
    drawn = [
        ("Pages done", draw_spark([row.done for row in rows], say_number)),
        ("Pages failed", draw_spark([row.failed for row in rows], say_number)),
        ("Records in the store", draw_spark([row.stored for row in rows], say_number)),
        ("Time", draw_spark([row.seconds for row in rows], say_seconds)),
    ]
    return [(name, spark) for name, spark in drawn if spark is not None]

"""Runs, and how they ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, insert, select, update

from .tables import headings, runs

__all__ = [
    "RunState",
    "StoredRun",
    "add_run",
    "count_headings",
    "iter_runs",
    "resumable_run",
    "unfinished_runs",
    "unknown_headings",
    "update_run",
]


RunState = Literal["running", "interrupted", "stopped", "finished"]
"""A killed run stays `running`; the lock tells whether it still is. `stopped`: before publishing what it staged."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as the store remembers it."""

    run_id: str
    command: str
    state: RunState
    selection: str | None
    started_at: str
    finished_at: str | None = None
    exit_code: int | None = None
    report: str | None = None
    """run.json; of a run that has not ended, its settings and what was measured so far"""


def add_run(connection: Connection, run: StoredRun) -> None:
    """Note that a run has begun."""
    connection.execute(
        insert(runs).values(
            run_id=run.run_id,
            command=run.command,
            state=run.state,
            selection=run.selection,
            started_at=run.started_at,
            report=run.report,
        )
    )


def update_run(connection: Connection, run: StoredRun) -> None:
    """Note how a run ended, or that it goes on."""
    connection.execute(
        update(runs)
        .where(runs.c.run_id == run.run_id)
        .values(state=run.state, finished_at=run.finished_at, exit_code=run.exit_code, report=run.report)
    )


def unfinished_runs(connection: Connection, command: str, selection: str) -> list[StoredRun]:
    """Runs that were asked for the same and did not come to their end, latest first."""
    query = (
        select(runs)
        .where((runs.c.command == command) & (runs.c.selection == selection) & (runs.c.state != "finished"))
        .order_by(runs.c.started_at.desc(), runs.c.run_id.desc())
    )
    return [StoredRun(*row) for row in connection.execute(query)]


def resumable_run(connection: Connection, command: str, selection: str, *, stopped: bool) -> StoredRun | None:
    """The run to go on with; one that was stopped before publishing only if `stopped`."""
    unfinished = unfinished_runs(connection, command, selection)
    return next((each for each in unfinished if stopped or each.state != "stopped"), None)


def iter_runs(connection: Connection) -> list[StoredRun]:
    """All runs, oldest first."""
    return [StoredRun(*row) for row in connection.execute(select(runs).order_by(runs.c.started_at, runs.c.run_id))]


def count_headings(connection: Connection, run_id: str, found: Iterable[str]) -> None:
    """Note that one page of a run holds these headings, each once."""
    for heading in dict.fromkeys(found):
        row = (headings.c.run_id == run_id) & (headings.c.heading == heading)
        known = connection.execute(update(headings).where(row).values(pages=headings.c.pages + 1))
        if not known.rowcount:
            connection.execute(insert(headings).values(run_id=run_id, heading=heading, pages=1))


def unknown_headings(connection: Connection, run_id: str, *, limit: int) -> tuple[dict[str, int], int]:
    """Headings of unknown kind that most pages of a run hold, with the number of pages; and how many there are."""
    mine = headings.c.run_id == run_id
    query = select(headings.c.heading, headings.c.pages).where(mine)
    rows = connection.execute(query.order_by(headings.c.pages.desc(), headings.c.heading).limit(limit))
    number = connection.scalar(select(func.count()).select_from(headings).where(mine))
    return {row.heading: row.pages for row in rows}, number or 0

"""Runs that need no longer be remembered."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from .health import band_figures
from .runs import StoredRun, iter_runs
from .tables import changes, headings, health, queue, runs, staged

__all__ = ["find_old_runs", "forget_run"]


def find_old_runs(connection: Connection, *, keep: int) -> list[StoredRun]:
    """All but the last `keep` runs, without those that broke off and can still be gone on with.

    A run that was forgotten already, and is there for its figures alone, has no report any more.
    """
    newest_first = iter_runs(connection)[::-1]
    begun_again: set[tuple[str, str | None]] = set()
    old = []
    for place, run in enumerate(newest_first):
        asked = (run.command, run.selection)
        is_over = run.report is not None if run.state == "finished" else asked in begun_again
        if place >= keep and is_over:
            old.append(run)
        begun_again.add(asked)
    return old[::-1]


def forget_run(connection: Connection, run_id: str) -> None:
    """Forget what a run did. What failed in it may still be tried again, and its figures stay while they are needed."""
    for table in (changes, headings, staged):
        connection.execute(delete(table).where(table.c.run_id == run_id))
    connection.execute(delete(queue).where((queue.c.run_id == run_id) & (queue.c.state != "failed")))
    for wiki in connection.scalars(select(health.c.wiki).where(health.c.run_id == run_id).distinct()).all():
        if run_id not in band_figures(connection, wiki):
            connection.execute(delete(health).where((health.c.run_id == run_id) & (health.c.wiki == wiki)))
    if connection.scalar(select(health.c.run_id).where(health.c.run_id == run_id).limit(1)) is None:
        connection.execute(delete(runs).where(runs.c.run_id == run_id))
    else:
        connection.execute(update(runs).where(runs.c.run_id == run_id).values(report=None))

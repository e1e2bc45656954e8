"""A run begins: its targets are queued, or an earlier run for the same, which broke off, is gone on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from .queue import clear_done, drop_queue, fill_queue, retry_failed, selection_of
from .runs import StoredRun, add_run, resumable_run, unfinished_runs, update_run
from .staging import drop_stage

__all__ = ["begin_run"]


def begin_run(
    connection: Connection,
    run: StoredRun,
    targets: Iterable[str],
    *,
    site: str | None,
    selected: str | None,
    resume: bool,
    stopped: bool,
) -> StoredRun:
    """The run to carry out, as `Store.begin_run` says."""
    selection = selection_of(site, selected) if selected is not None else None
    if resume and selection is not None:
        earlier = _resumable(connection, run, selection, stopped=stopped)
        if earlier is not None:
            return earlier
    filled = fill_queue(connection, run.run_id, targets, site=site)
    if selection is None:
        selection = filled
        earlier = _resumable(connection, run, selection, stopped=stopped) if resume else None
        if earlier is not None:
            drop_queue(connection, run.run_id)
            return earlier
    for over in unfinished_runs(connection, run.command, selection):
        if over.state == "stopped":
            drop_stage(connection, over.run_id)
            clear_done(connection, over.run_id)
            update_run(connection, replace(over, state="finished"))
    begun = replace(run, state="running", selection=selection)
    add_run(connection, begun)
    return begun


def _resumable(connection: Connection, run: StoredRun, selection: str, *, stopped: bool) -> StoredRun | None:
    """The run to go on with, made ready for it."""
    earlier = resumable_run(connection, run.command, selection, stopped=stopped)
    if earlier is None:
        return None
    retry_failed(connection, earlier.run_id)
    going_on = replace(earlier, state="running")
    update_run(connection, going_on)
    return going_on

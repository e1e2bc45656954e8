"""What a run was asked for, and what of it is done: the place where an interrupted run goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from .tables import queue, runs

__all__ = [
    "QueueItem",
    "QueueTotal",
    "clear_done",
    "drop_queue",
    "failed_targets",
    "failing_runs",
    "fill_queue",
    "forget_failed",
    "item_at",
    "mark",
    "next_items",
    "once",
    "retry_failed",
    "selection_of",
    "set_change",
    "totals",
]

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One target of a run, in the order in which it was asked for."""

    position: int
    target: str
    site: str | None


@dataclass(frozen=True, slots=True)
class QueueTotal:
    """How many targets of a run ended in one way."""

    state: str
    outcome: str | None
    change: str | None
    count: int


def selection_of(site: str | None, said: str) -> str:
    """The hash of a selection that is known by its words, before its targets are."""
    return hashlib.sha256(f"selection\n{site or ''}\n{said}\n".encode("utf-8", "surrogatepass")).hexdigest()


def selection_of_targets(targets: Iterable[str], *, site: str | None) -> str:
    """The hash of a selection that is known by its targets: the same for the same ones in the same order."""
    digest = _Digest(site)
    for target in once(targets):
        digest.add(target)
    return digest.text


def fill_queue(connection: Connection, run_id: str, targets: Iterable[str], *, site: str | None) -> str:
    """Queue each target once; the hash of the selection, as `selection_of_targets` gives it."""
    digest = _Digest(site)
    rows: list[dict[str, object]] = []
    for position, target in enumerate(once(targets)):
        digest.add(target)
        rows.append({"run_id": run_id, "position": position, "target": target, "site": site, "state": "pending"})
        if len(rows) == _BATCH:
            connection.execute(insert(queue), rows)
            rows = []
    if rows:
        connection.execute(insert(queue), rows)
    return digest.text


class _Digest:
    """Of a selection, target by target."""

    def __init__(self, site: str | None) -> None:
        self._hash = hashlib.sha256(f"{site or ''}\n".encode())

    def add(self, target: str) -> None:
        self._hash.update(f"{target}\n".encode("utf-8", "surrogatepass"))

    @property
    def text(self) -> str:
        return self._hash.hexdigest()


def once(targets: Iterable[str]) -> Iterator[str]:
    """Each target once, in order; what was seen is remembered as a short hash."""
    seen: set[bytes] = set()
    for target in targets:
        key = hashlib.blake2b(target.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        if key not in seen:
            seen.add(key)
            yield target


def next_items(connection: Connection, run_id: str, *, after: int, limit: int = 100) -> list[QueueItem]:
    """Targets that are still to do, behind position `after`."""
    query = (
        select(queue.c.position, queue.c.target, queue.c.site)
        .where((queue.c.run_id == run_id) & (queue.c.state == "pending") & (queue.c.position > after))
        .order_by(queue.c.position)
        .limit(limit)
    )
    return [QueueItem(*row) for row in connection.execute(query)]


def waiting_items(connection: Connection, run_id: str, *, after: int, limit: int = 1000) -> list[QueueItem]:
    """Targets that a run does when it is gone on with, behind position `after`: what is to do, and what failed."""
    query = (
        select(queue.c.position, queue.c.target, queue.c.site)
        .where((queue.c.run_id == run_id) & (queue.c.state != "done") & (queue.c.position > after))
        .order_by(queue.c.position)
        .limit(limit)
    )
    return [QueueItem(*row) for row in connection.execute(query)]


def mark(
    connection: Connection,
    run_id: str,
    item: QueueItem,
    *,
    failed: bool,
    outcome: str | None,
    change: str | None = None,
) -> None:
    """Note how a target ended. A target that is done is no longer to be retried for an earlier run."""
    here = (queue.c.run_id == run_id) & (queue.c.position == item.position)
    connection.execute(
        update(queue).where(here).values(state="failed" if failed else "done", outcome=outcome, change=change)
    )
    if not failed:
        same_site = queue.c.site.is_(None) if item.site is None else queue.c.site == item.site
        connection.execute(
            delete(queue).where(
                (queue.c.target == item.target) & same_site & (queue.c.state == "failed") & (queue.c.run_id != run_id)
            )
        )


def item_at(connection: Connection, run_id: str, position: int) -> QueueItem:
    """One target of a run."""
    query = select(queue.c.position, queue.c.target, queue.c.site)
    return QueueItem(
        *connection.execute(query.where((queue.c.run_id == run_id) & (queue.c.position == position))).one()
    )


def set_change(connection: Connection, run_id: str, position: int, change: str | None) -> None:
    """Note what a target's result changed, once it is published."""
    here = (queue.c.run_id == run_id) & (queue.c.position == position)
    connection.execute(update(queue).where(here).values(change=change))


def retry_failed(connection: Connection, run_id: str) -> None:
    """A run that goes on tries again what failed in its first part."""
    connection.execute(
        update(queue)
        .where((queue.c.run_id == run_id) & (queue.c.state == "failed"))
        .values(state="pending", outcome=None)
    )


def totals(connection: Connection, run_id: str) -> list[QueueTotal]:
    """Counts of a run's targets by how they ended."""
    keys = (queue.c.state, queue.c.outcome, queue.c.change)
    query = select(*keys, func.count()).where(queue.c.run_id == run_id).group_by(*keys).order_by(*keys)
    return [QueueTotal(*row) for row in connection.execute(query)]


def failed_targets(connection: Connection, command: str) -> list[QueueItem]:
    """What failed and was not done since, over all runs of `command` that have ended or broken off."""
    query = (
        select(queue.c.position, queue.c.target, queue.c.site)
        .where((queue.c.state == "failed") & queue.c.run_id.in_(select(runs.c.run_id).where(runs.c.command == command)))
        .order_by(queue.c.run_id, queue.c.position)
    )
    return [QueueItem(*row) for row in connection.execute(query)]


def forget_failed(connection: Connection, target: str) -> None:
    """A target that failed is no longer to be retried."""
    connection.execute(delete(queue).where((queue.c.target == target) & (queue.c.state == "failed")))


def failing_runs(connection: Connection, site: str | None) -> set[str]:
    """Runs with targets that failed and were not done since, for one site or all of them."""
    query = select(queue.c.run_id).where(queue.c.state == "failed").distinct()
    return set(connection.scalars(query if site is None else query.where(queue.c.site == site)))


def clear_done(connection: Connection, run_id: str) -> None:
    """A finished run needs no list of what it did; its failures stay to be retried."""
    connection.execute(delete(queue).where((queue.c.run_id == run_id) & (queue.c.state != "failed")))


def drop_queue(connection: Connection, run_id: str) -> None:
    """Forget a run's targets."""
    connection.execute(delete(queue).where(queue.c.run_id == run_id))

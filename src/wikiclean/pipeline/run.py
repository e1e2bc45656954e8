"""Many pages: fetched or read, processed, stored. What is finished is there once, whatever happens."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ..errors import RequestsSpentError, RobotsDeniedError, SafetyError, StoreError, UsageError
from ..fetch.archive import Archive
from ..store.base import Store, open_store
from ..store.files import replace_file
from ..store.lock import hold_lock
from ..store.queue import QueueItem
from ..store.visit import write_time
from .archiving import ARCHIVE_NAME, connect_archive, indexing
from .drift import Drift
from .failures import Failure, clear_failures
from .job import Job, Loader, check_settings, fetch_job, file_job
from .report import Headings, RunReport
from .reprocess import archive_job
from .results import Results
from .run_ids import new_run
from .settings import RunSettings
from .signals import Interrupted, Stop, interruptible
from .workers import Workers, open_workers

__all__ = ["carry_out", "reprocess", "run", "run_files"]

logger = logging.getLogger(__name__)


def run(targets: Iterable[str], out: str | Path, *, settings: RunSettings | None = None) -> RunReport:
    """Fetch, clean, parse and store pages; `targets` are titles or addresses, `out` is the directory.

    A run for the same targets that broke off is gone on with. A page that fails is in the report and in
    `failures.jsonl`, never an exception. Raises LockedError, StoreError, UsageError; Interrupted where a signal, or
    the end of `max_time`, comes before the first page: nothing has begun then.
    """
    settings = settings or RunSettings()
    check_settings(settings)
    archive = Archive(Path(out) / ARCHIVE_NAME)
    return _carry(fetch_job(targets, settings, archive), Path(out), settings)


def run_files(sources: Iterable[str | Path], out: str | Path, *, settings: RunSettings | None = None) -> RunReport:
    """The same path for pages that are on disk already: files of pages, folders, archives, tables."""
    settings = settings or RunSettings()
    check_settings(settings)
    return _carry(file_job(sources, settings.inputs), Path(out), settings)


def reprocess(out: str | Path, *, settings: RunSettings | None = None) -> RunReport:
    """Clean and parse again, from the archive, the pages of all current records; no wiki is asked.

    What is not in the archive stays as it is. A reprocessing that broke off is gone on with by the same version.
    """
    settings = settings or RunSettings()
    check_settings(settings)
    with open_store(settings.store or out) as store:
        return _carry(archive_job(store, Path(out) / ARCHIVE_NAME, settings), Path(out), settings)


def _carry(job: Job, out: Path, settings: RunSettings) -> RunReport:
    with (
        interruptible(settings.max_time) as stop,
        hold_lock(out),
        open_store(settings.store or out, create=True) as store,
        store.lock(),
    ):
        return carry_out(job, out, settings, store, stop)


def carry_out(job: Job, out: Path, settings: RunSettings, store: Store, stop: Stop) -> RunReport:
    """Do what a job is about, from its queue to its report; the locks are held."""
    return _Run(job, out, settings, store, stop).carry()


_MOST_REFUSED = 20
"""Pages in a row that a wiki may refuse; who asks on after that only makes the wall higher."""


class _Walled(Exception):  # noqa: N818 - no error: a way out of the loop
    """The wiki gives no page any more."""


class _QuotaExceeded(Exception):  # noqa: N818 - no error: a way out of the loop
    """More pages failed than may fail."""


class _Run:
    """One run; lives from the lock to the report."""

    def __init__(self, job: Job, out: Path, settings: RunSettings, store: Store, stop: Stop) -> None:
        self._job, self._settings, self._store, self._stop = job, settings, store, stop
        connect_archive(job.archive, store)
        wanted = islice(iter(job.targets), settings.limit)
        fresh = new_run(job.command, settings, store, out)
        self._run = store.begin_run(
            fresh,
            wanted,
            site=settings.site,
            selected=job.selected,
            resume=settings.resume,
            stopped=settings.accept_drift,
        )
        self._resumed = self._run.run_id != fresh.run_id
        self._directory = out / "runs" / self._run.run_id
        self._out = out
        self._results = Results(job, settings, store, stop, run=self._run, directory=self._directory)

    def carry(self) -> RunReport:
        if self._resumed:
            clear_failures(self._directory)  # they are tried again
            logger.info(
                "going on with run %s of %s: %d of %d pages are done",
                self._run.run_id, self._run.started_at, self._results.done, self._results.total,
            )  # fmt: skip
        stopped_by, exit_code, drift = None, None, None
        try:
            self._work()
            with self._stop.shielded():
                drift = self._results.publisher.publish(
                    self._stop, self._results.refuse, accept=self._settings.accept_drift
                )
        except Interrupted as interrupted:
            stopped_by, exit_code = interrupted.reason, interrupted.exit_code
        except _QuotaExceeded:
            stopped_by, exit_code = f"the quota of failures ({self._settings.max_failures})", 3
        except _Walled:
            stopped_by, exit_code = f"the wiki, which gave none of the last {_MOST_REFUSED} pages", 3
        except RequestsSpentError as spent:
            stopped_by, exit_code = f"--max-requests: {spent.message}", spent.exit_code
        with self._stop.shielded():
            return self._end(stopped_by, exit_code, drift)

    def _work(self) -> None:
        with ExitStack() as stack:
            loader: Loader | None = None
            workers: Workers | None = None
            spent: RequestsSpentError | None = None
            for item in self._pending():
                if loader is None or workers is None:
                    workers = stack.enter_context(open_workers(self._settings.workers, self._settings.profile))
                    loader = stack.enter_context(self._job.open_loader())
                try:
                    self._do(item, loader, workers)
                except RequestsSpentError as error:
                    spent = error  # what was fetched already is worth keeping
                    break
                self._check()
            if workers is not None:
                for worked in workers.drain():
                    self._results.keep(worked)
                    self._check()
            if spent is not None:
                raise spent

    def _do(self, item: QueueItem, loader: Loader, workers: Workers) -> None:
        try:
            began = time.perf_counter()
            page = loader(item)
            took = time.perf_counter() - began
        except (StoreError, RequestsSpentError):
            raise
        except RobotsDeniedError as denied:
            logger.info("%s", denied)
            self._results.note(item, "robots_denied")  # a result like a missing page
            return
        except Exception as error:
            if isinstance(error, UsageError) and not self._results.failed and not self._results.done:
                raise  # what is wrong with the first page is wrong with all
            with self._stop.shielded():
                self._results.fail(item, Failure.of_error(item.target, error))
            return
        if page is None:
            self._results.note(item, "unchanged")
            return
        self._results.fetched(item, page, took)
        for worked in workers.submit(item, page):
            self._results.keep(worked)

    def _check(self) -> None:
        self._stop.check()
        quota = self._settings.max_failures
        if quota is not None and quota.is_exceeded(self._results.failed, self._results.total):
            raise _QuotaExceeded
        if self._job.traffic is not None and self._results.refused >= _MOST_REFUSED:
            raise _Walled

    def _pending(self) -> Iterator[QueueItem]:
        after = -1
        while True:
            with self._stop.shielded():
                items = self._store.next_items(self._run.run_id, after=after)
            if not items:
                return
            yield from items
            after = items[-1].position

    def _end(self, stopped_by: str | None, exit_code: int | None, drift: Drift | None) -> RunReport:
        with indexing(self._job.archive, self._store, self._run.run_id):
            pass  # what no page came of
        tally = self._results.tally()
        is_stopped = drift is not None and drift.stops
        if is_stopped:
            exit_code = SafetyError.exit_code
        self._results.publisher.write_changes(self._directory)
        if self._settings.jsonl:
            self._store.write_jsonl(self._out)
        finished_at = write_time(self._settings.now())
        assert finished_at is not None
        report = RunReport(
            run_id=self._run.run_id,
            command=self._run.command,
            state="interrupted" if stopped_by is not None else "stopped" if is_stopped else "finished",
            exit_code=tally.exit_code(is_refresh=self._job.checked is not None) if exit_code is None else exit_code,
            started_at=self._run.started_at,
            finished_at=finished_at,
            tally=tally,
            headings=Headings(*self._store.unknown_headings(self._run.run_id, limit=Headings.SHOWN)),
            stored=len(self._store),
            directory=self._directory,
            resumed=self._resumed,
            stopped_by=stopped_by,
            network=self._job.traffic.described() if self._job.traffic is not None else None,
            checked=self._job.checked,
            drift=drift,
            measured=self._results.measures,
        )
        text = report.to_json(self._settings.described())
        replace_file(self._directory / "run.json", [text])
        ended = replace(self._run, state=report.state, finished_at=finished_at, exit_code=report.exit_code, report=text)
        with self._store.transaction():
            self._store.end_run(ended)
            if self._job.finish is not None and report.state == "finished":
                self._job.finish()
        return report

"""What came of the targets of a run: stored, marked in the queue, counted, told."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

from ..errors import InputError, StoreError
from ..model.document import Document
from ..model.page import Page
from ..store.base import Store
from ..store.queue import QueueItem
from ..store.records import Change
from ..store.runs import StoredRun
from ..store.visit import Visit, write_time
from .archiving import indexing
from .failures import Failure, append_failure
from .health import examine
from .job import Job
from .measures import Measures, PageMeasure
from .process import Result
from .progress import Step
from .publish import Publisher
from .report import BUG, FAILING_OUTCOMES, Tally, unknown_headings
from .settings import RunSettings
from .signals import Stop
from .workers import Worked

__all__ = ["Results"]

logger = logging.getLogger(__name__)

_REFUSALS = frozenset({"blocked", "RefusedError", "TimedOutError", "UnreachableError"})
"""Failures that may be those of the whole wiki: a wall, a host that is down."""
_KEPT_EACH = 50
"""Pages after which their measures are kept: what a killed run loses of them at most."""


class Results:
    """The results of a run as they come. A signal waits until what is being stored is stored."""

    def __init__(
        self, job: Job, settings: RunSettings, store: Store, stop: Stop, *, run: StoredRun, directory: Path
    ) -> None:
        self._job, self._settings, self._store, self._stop = job, settings, store, stop
        self._run, self._run_id, self._directory = run, run.run_id, directory
        self.publisher = Publisher(store, run.run_id)
        self.measures = Measures.from_report(run.report)
        """Of the pages that are done, before an interruption and since."""
        self._received: dict[int, tuple[int, float]] = {}
        """Position -> bytes of the page that was fetched for it, and milliseconds that took."""
        self._seen_at: dict[int, str] = {}
        """Position -> the wiki's time of the page that was fetched for it."""
        self._noted: set[str] = set()
        """Wikis that were noted."""
        tally = self.tally()
        self.total, self.done = tally.total, tally.done
        self.failed = 0
        """Since the run began, or went on."""
        self.refused = 0
        """Pages in a row, up to now, that the wiki did not give."""

    def tally(self) -> Tally:
        """Counts of the whole run, from its queue."""
        return Tally.of_totals(self._store.run_totals(self._run_id))

    def fetched(self, item: QueueItem, page: Page, seconds: float) -> None:
        """Remember what is known of a target's page before it is cleaned; `seconds`: what it took to have it."""
        self._received[item.position] = (len(page.body), seconds * 1000)
        if (seen_at := write_time(page.served_at)) is not None:
            self._seen_at[item.position] = seen_at

    def note(self, item: QueueItem, outcome: str) -> None:
        """A result without a page."""
        with self._stop.shielded():
            self._store.mark(self._run_id, item, failed=False, outcome=outcome)
            self.done += 1
            self.refused = 0
            self._tell(item, outcome, None)

    def keep(self, worked: Worked) -> None:
        """Store what came of a page, and its mark in the queue, together."""
        with self._stop.shielded():
            self._store_result(worked)

    def fail(self, item: QueueItem, failure: Failure, result: Result | None = None) -> None:
        """Note that a target could not be done, and why."""
        append_failure(self._directory, failure)
        with indexing(self._job.archive, self._store, self._run_id):
            document = result.document if result is not None and result.outcome in FAILING_OUTCOMES else None
            if document is not None and document.title:
                self._store.put(self._visit(item, document), None, run_id=self._run_id)
            outcome = BUG if failure.is_bug else failure.error
            self._store.mark(self._run_id, item, failed=True, outcome=outcome)
        self.failed += 1
        self.refused = self.refused + 1 if failure.error in _REFUSALS else 0
        if failure.is_bug:
            logger.error("%s: a bug of wikiclean: %s: %s", item.target, failure.error, failure.message)
            logger.debug("%s", failure.traceback)
        else:
            logger.warning("%s: %s: %s", item.target, failure.error, failure.message)
        self._tell(item, failure.error, result)

    def refuse(self, position: int, error: Exception) -> None:
        """A staged result turned out to be one that cannot be stored."""
        item = self._store.item_at(self._run_id, position)
        self.fail(item, Failure.of_error(item.target, error))

    def _store_result(self, worked: Worked) -> None:
        item, result = worked.item, worked.result
        size, fetch_ms = self._received.pop(item.position, (0, 0.0))
        error = worked.bug or (result.error if result is not None else None)
        if error is not None:
            self.fail(item, Failure.of_error(item.target, error, worked.trace), result)
            return
        assert result is not None
        assert result.document is not None
        if result.outcome in FAILING_OUTCOMES:
            message = f"the wiki did not show its page: {result.outcome}"
            where = result.document.source.url
            self.fail(item, Failure(target=item.target, error=result.outcome, message=message, where=where), result)
            return
        try:
            change = self._put(item, result, result.document)
        except InputError as refused:
            self.fail(item, Failure.of_error(item.target, refused), result)
            return
        except StoreError:
            raise
        except Exception as bug:  # noqa: BLE001 - a bug of ours: recorded with its traceback, the batch goes on
            self.fail(item, Failure.of_error(item.target, bug), result)
            return
        self.done += 1
        self.refused = 0
        self._measure(item, result, size, fetch_ms)
        level = logging.INFO if result.outcome in ("missing", "deleted") else logging.DEBUG
        logger.log(level, "%s: %s%s", item.target, result.outcome, f", {change}" if change else "")
        self._tell(item, result.outcome, result)

    def _measure(self, item: QueueItem, result: Result, size: int, fetch_ms: float) -> None:
        """Count a page that is done; now and then keep the counts, lest a run that is killed loses them."""
        document = result.document
        measure = PageMeasure(
            title=(document.title if document is not None else None) or item.target,
            outcome=result.outcome,
            bytes=size,
            fetch_ms=fetch_ms,
            clean_ms=result.clean_seconds * 1000,
            parse_ms=result.parse_seconds * 1000,
            url=(document.source.url or document.source.canonical_url) if document is not None else None,
        )
        self.measures.add(measure, result.ledger.by_rule() if result.record is not None else {})
        if self.measures.pages % _KEPT_EACH == 0:
            told = {"settings": self._settings.described(), "measured": self.measures.to_dict()}
            self._store.note_run(replace(self._run, report=json.dumps(told, ensure_ascii=False)))

    def _put(self, item: QueueItem, result: Result, document: Document) -> Change | None:
        run_id, change, visit = self._run_id, None, self._visit(item, document)
        if result.record is not None:
            health = examine(result.record, result.ledger, profile=self._settings.profile)
            visit = replace(visit, health=health.to_json())
        with indexing(self._job.archive, self._store, run_id):
            if document.title:  # a page that says no title cannot be told from others
                change = self.publisher.put(item, visit, result.record)
            if result.record is not None:
                self._store.count_headings(run_id, unknown_headings(result.record))
            if self._job.note_wiki is not None and visit.wiki not in self._noted:
                self._store.wikis.note(self._job.note_wiki(item, visit, document.source.site))
            self._store.mark(run_id, item, failed=False, outcome=result.outcome, change=change)
        self._noted.add(visit.wiki)
        return change

    def _visit(self, item: QueueItem, document: Document) -> Visit:
        seen_at = self._seen_at.pop(item.position, None)
        return replace(Visit.of_document(document), seen_at=seen_at, reread=self._job.reread)

    def _tell(self, item: QueueItem, outcome: str, result: Result | None) -> None:
        if self._settings.observe is None:
            return
        done = self.done + self.failed
        self._settings.observe(
            Step(target=item.target, done=done, total=self.total, failed=self.failed, outcome=outcome, result=result)
        )

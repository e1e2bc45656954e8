"""The store that everyone else uses: `open_store`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..errors import NoStoreError, StoreError
from . import begin as _begin
from . import changes as _changes
from . import health as _health
from . import old_runs as _old_runs
from . import put as _put
from . import queue as _queue
from . import runs as _runs
from . import staging as _staging
from .database import Database, database_url
from .files import make_directory
from .health import Figure, KnownPage, PageHealth
from .jsonl import write_jsonl
from .queue import QueueItem, QueueTotal
from .records import (
    Change,
    StoredRecord,
    count_records,
    find_record,
    stored_batch,
    stored_digest,
    stored_facts,
)
from .responses import ArchiveIndex
from .runs import StoredRun
from .staging import Staged
from .visit import Visit
from .wikis import Wikis

if TYPE_CHECKING:
    from ..model.document import Document
    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.monograph import Article, Monograph

__all__ = ["DATABASE_NAME", "Store", "open_store"]

DATABASE_NAME = "wikiclean.db"


def open_store(url_or_dir: str | Path, *, create: bool = False) -> Store:
    """Open the records in a directory, or at a database's address (`postgresql://…`, `sqlite:///…`).

    `create` makes what is not there yet; without it a directory that holds no records raises StoreError, so that
    a slip of the pen makes no empty store.
    """
    if isinstance(url_or_dir, str) and "://" in url_or_dir:
        return Store(Database(database_url(url_or_dir), create=create))
    directory = Path(url_or_dir)
    if directory.exists() and not directory.is_dir():
        raise StoreError("a file stands where the store's directory should be", where=str(directory))
    path = directory / DATABASE_NAME
    if not path.exists():
        if not create:
            raise NoStoreError("no records here; a store is made by `wikiclean scrape … -o DIR`", where=str(directory))
        make_directory(directory)
    return Store(Database(database_url(path), create=create), directory=directory)


class Store:
    """Records, the pages they were read from, and the runs that wrote them.

    Every method raises StoreError when the database cannot do it; what was stored before is untouched then.
    Use it in a `with` block, or call `close()`.
    """

    def __init__(self, database: Database, *, directory: Path | None = None) -> None:
        self._database = database
        self.directory = directory
        self.wikis = Wikis(database)
        """The wikis that records were fetched from, and what was last seen of their pages."""

    @property
    def name(self) -> str:
        """The database, for messages: a path or an address without its password."""
        return self._database.name or ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything done inside is stored together, or not at all."""
        with self._database.transaction():
            yield

    def lock(self) -> AbstractContextManager[None]:
        """Hold the lock of the database. Raises LockedError at once if another run has it."""
        return self._database.lock()

    # --- records

    def put_record(self, record: Monograph, document: Document | None = None, *, run_id: str | None = None) -> Change:
        """Make `record` the current one of its page, and say whether that changed anything.

        `document`, where it is at hand, tells more about the visit than the record remembers. Raises InputError
        if the record's id is that of another page.
        """
        change = self.put(Visit.of_document(document) if document else Visit.of_record(record), record, run_id=run_id)
        assert change is not None
        return change

    def put(self, visit: Visit, record: Monograph | None, *, run_id: str | None = None) -> Change | None:
        """Note a visit, and make its record, if it found an article, the current one; a line in the change feed.

        None where the visit concerns no record. Raises InputError if the record's id is that of another page.
        """
        with self._database.transaction() as connection:
            if record is not None:
                return _put.put_article(connection, record, visit, run_id)
            return _put.put_outcome(connection, visit, run_id)

    def put_outcome(self, document: Document, *, run_id: str | None = None) -> Change | None:
        """Note what a page without an article was; a record that is there stays, and is told to be gone if it is.

        A page that says no title cannot be told from others, and is not noted.
        """
        if document.outcome == "article":
            raise StoreError("an article is stored with put_record", where=document.title)
        if not document.title:
            return None
        return self.put(Visit.of_document(document), None, run_id=run_id)

    def get_by_title(self, title: str, *, wiki: str | None = None) -> StoredRecord:
        """The record of a title, a redirect to it, an earlier title, a name in its lead, or a record id.

        The case of the first letter does not matter. Raises NotStoredError, naming near titles.
        """
        with self._database.transaction() as connection:
            return find_record(connection, title, wiki=wiki)

    def iter_stored(self, *, gone: bool = False) -> Iterator[StoredRecord]:
        """The current records as they are stored, by record id; `gone`: those whose page is no more, too."""
        return self._database.paged(
            lambda connection, after: stored_batch(connection, after, gone=gone),
            after="",
            key=lambda stored: stored.record_id,
        )

    def digest_and_facts(self, record_id: str) -> tuple[str | None, list[tuple[str, int, str]]]:
        """What the store keeps beside a record: the hash of what counts as a change, and (field, index, JSON)."""
        with self._database.transaction() as connection:
            return stored_digest(connection, record_id), stored_facts(connection, record_id)

    def iter_records(self) -> Iterator[DrugMonograph | ConditionMonograph | Article]:
        """The current records, validated, by record id."""
        for stored in self.iter_stored():
            yield stored.record

    def __len__(self) -> int:
        with self._database.transaction() as connection:
            return count_records(connection)

    def write_jsonl(self, directory: Path) -> bool:
        """Write `records.jsonl` if a record changed since it was last written there; whether it did."""
        return write_jsonl(self._database, directory)

    @property
    def archive_index(self) -> ArchiveIndex:
        """Which archived response lies where."""
        return ArchiveIndex(self._database)

    # --- the stage, and the change feed

    def stage(self, run_id: str, item: QueueItem, visit: Visit, record: Monograph | None) -> None:
        """Keep what came of a target until the run is published."""
        with self._database.transaction() as connection:
            _staging.stage(connection, run_id, item.position, visit, record)

    def iter_staged(self, run_id: str) -> Iterator[Staged]:
        """A run's stage, in the order of its queue."""
        return self._database.paged(
            lambda connection, after: _staging.staged_batch(connection, run_id, after),
            after=-1,
            key=lambda staged: staged.position,
        )

    def publish(self, run_id: str, each: Staged) -> Change | None:
        """Store one staged result and note in the queue what that changed; inside `transaction()`, for all at once.

        Raises InputError for a record whose id is that of another page.
        """
        with self._database.transaction() as connection:
            change = _staging.publish(connection, each, run_id)
            _queue.set_change(connection, run_id, each.position, change)
            return change

    def drop_stage(self, run_id: str) -> None:
        """Forget a run's stage."""
        with self._database.transaction() as connection:
            _staging.drop_stage(connection, run_id)

    def iter_visits(self, run_id: str) -> Iterator[Visit]:
        """The visits of a run's stage, without their records."""
        rows = self._database.paged(
            lambda connection, after: _staging.visit_batch(connection, run_id, after), after=-1, key=lambda row: row[0]
        )
        return (visit for _, visit in rows)

    def count_staged(self, run_id: str) -> int:
        """How many results wait on a run's stage."""
        with self._database.transaction() as connection:
            return _staging.count_staged(connection, run_id)

    def iter_changes(self, run_id: str) -> Iterator[str]:
        """The lines of a run's `changes.jsonl`, by record id."""
        rows = self._database.paged(
            lambda connection, after: _changes.change_batch(connection, run_id, after), after="", key=lambda row: row[0]
        )
        return (line for _, line in rows)

    # --- health

    def find_known(self, visit: Visit) -> KnownPage | None:
        """What the store knows of a visited page."""
        with self._database.transaction() as connection:
            return _health.find_known(connection, visit)

    def iter_visited(self, run_id: str) -> Iterator[tuple[str, str, PageHealth | None]]:
        """Pages whose last visit was of this run, as stored: wiki, outcome, and what was found on an article."""
        rows = self._database.paged(
            lambda connection, after: _health.visited_batch(connection, run_id, after), after=-1, key=lambda row: row[0]
        )
        return (page for _, page in rows)

    def put_figures(self, run_id: str, figures: Iterable[Figure]) -> None:
        """Keep a run's figures, instead of those that it had."""
        with self._database.transaction() as connection:
            _health.put_figures(connection, run_id, figures)

    def run_figures(self, run_id: str) -> list[Figure]:
        """A run's figures, by wiki and name; none until it was published."""
        with self._database.transaction() as connection:
            return _health.run_figures(connection, run_id)

    def has_earlier_figures(self, wiki: str, *, but: str) -> bool:
        """Whether a run other than `but` has figures of a wiki."""
        with self._database.transaction() as connection:
            return _health.has_earlier(connection, wiki, but=but)

    def band_figures(self, wiki: str, *, but: str) -> list[list[Figure]]:
        """The figures of the last runs over a wiki, latest first, that those of the run `but` are compared with."""
        with self._database.transaction() as connection:
            return list(_health.band_figures(connection, wiki, but=but).values())

    def count_records(self, wiki: str) -> int:
        """How many current records a wiki has."""
        with self._database.transaction() as connection:
            return count_records(connection, wiki)

    # --- runs and their queues

    def begin_run(
        self,
        run: StoredRun,
        targets: Iterable[str],
        *,
        site: str | None,
        selected: str | None = None,
        resume: bool = True,
        stopped: bool = False,
    ) -> StoredRun:
        """Queue `targets` for `run`; or, where an earlier run for the same broke off, that one, to go on with.

        `selected`: what the targets have in common, in words that are the same next time; where it is given and
        an earlier run for it broke off, `targets` is not asked at all. A run that was stopped before publishing
        is gone on with if `stopped`; else it is over, and what it staged is forgotten.
        """
        with self._database.transaction() as connection:
            return _begin.begin_run(
                connection, run, targets, site=site, selected=selected, resume=resume, stopped=stopped
            )

    def waiting_items(self, command: str, selection: str, *, stopped: bool = False) -> Iterator[QueueItem] | None:
        """What `begin_run` would go on with: the targets that are still to do; None where it would begin anew.

        `selection`: as `store.queue` makes it, of the targets or of what they have in common.
        """
        with self._database.transaction() as connection:
            run = _runs.resumable_run(connection, command, selection, stopped=stopped)
        if run is None:
            return None
        return self._database.paged(
            lambda connection, after: _queue.waiting_items(connection, run.run_id, after=after),
            after=-1,
            key=lambda item: item.position,
        )

    def next_items(self, run_id: str, *, after: int) -> list[QueueItem]:
        """Some targets of a run that are still to do, behind position `after`."""
        with self._database.transaction() as connection:
            return _queue.next_items(connection, run_id, after=after)

    def mark(
        self, run_id: str, item: QueueItem, *, failed: bool, outcome: str | None, change: Change | None = None
    ) -> None:
        """Note how a target of a run ended."""
        with self._database.transaction() as connection:
            _queue.mark(connection, run_id, item, failed=failed, outcome=outcome, change=change)

    def item_at(self, run_id: str, position: int) -> QueueItem:
        """One target of a run."""
        with self._database.transaction() as connection:
            return _queue.item_at(connection, run_id, position)

    def run_totals(self, run_id: str) -> list[QueueTotal]:
        """How the targets of a run ended, counted."""
        with self._database.transaction() as connection:
            return _queue.totals(connection, run_id)

    def failed_targets(self, command: str) -> list[QueueItem]:
        """What failed in earlier runs of a command and was not done since."""
        with self._database.transaction() as connection:
            return _queue.failed_targets(connection, command)

    def forget_failed(self, target: str) -> None:
        """A target that failed is no longer to be retried."""
        with self._database.transaction() as connection:
            _queue.forget_failed(connection, target)

    def failing_runs(self, site: str | None = None) -> list[StoredRun]:
        """The runs of `failed_targets`, oldest first; of one site, or of all."""
        with self._database.transaction() as connection:
            failing = _queue.failing_runs(connection, site)
            return [run for run in _runs.iter_runs(connection) if run.run_id in failing]

    def count_headings(self, run_id: str, headings: Iterable[str]) -> None:
        """Note headings of unknown kind that one page of a run holds."""
        with self._database.transaction() as connection:
            _runs.count_headings(connection, run_id, headings)

    def unknown_headings(self, run_id: str, *, limit: int) -> tuple[dict[str, int], int]:
        """The headings of unknown kind that most pages of a run hold, and how many there are in all."""
        with self._database.transaction() as connection:
            return _runs.unknown_headings(connection, run_id, limit=limit)

    def note_run(self, run: StoredRun) -> None:
        """Note how far a run is that goes on."""
        with self._database.transaction() as connection:
            _runs.update_run(connection, run)

    def end_run(self, run: StoredRun) -> None:
        """Note how a run ended; a finished one forgets what it did and remembers what failed."""
        with self._database.transaction() as connection:
            _runs.update_run(connection, run)
            if run.state == "finished":
                _queue.clear_done(connection, run.run_id)

    def old_runs(self, *, keep: int) -> list[StoredRun]:
        """All but the last `keep` runs, without those that can still be gone on with; oldest first."""
        with self._database.transaction() as connection:
            return _old_runs.find_old_runs(connection, keep=keep)

    def forget_run(self, run_id: str) -> None:
        """Forget what a run did; what failed in it can still be tried again."""
        with self._database.transaction() as connection:
            _old_runs.forget_run(connection, run_id)

    def runs(self) -> list[StoredRun]:
        """All runs, oldest first."""
        with self._database.transaction() as connection:
            return _runs.iter_runs(connection)

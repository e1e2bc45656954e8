"""Old runs and old archive files go, so that a daily job does not fill the disk; what records were read from stays.

Kill it at any moment: what is still needed is in a new file, and on the disk, before the index leads there, and the
index no longer leads to a file before that is deleted.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, StoreError, UsageError
from ..store.base import Store, open_store
from ..store.lock import hold_lock
from ..store.responses import ArchiveIndex, IndexRow
from ..store.visit import write_time
from .archiving import ARCHIVE_NAME
from .settings import utc_now

if TYPE_CHECKING:
    from ..fetch.archive import Archive

__all__ = ["Pruned", "prune"]

logger = logging.getLogger(__name__)

_NEEDED_SHARE = 0.75
"""An old file of whose responses more than this share is still needed stays as it is: to write it anew every day
would cost more than it frees."""
_BATCH_BYTES = 32 * 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Pruned:
    """What went."""

    runs: int = 0
    files: int = 0
    """Of the archive."""
    rewritten: int = 0
    """Of them, those whose needed responses lie in a new file now."""
    bytes: int = 0
    """By which the archive is smaller."""

    def summary(self) -> str:
        """One line for people."""
        return (
            f"{self.runs} runs forgotten; {self.files} archive files gone, {self.rewritten} of them written anew; "
            f"{self.bytes:,} bytes freed"
        )


def prune(
    out: str | Path,
    *,
    keep_runs: int | None = None,
    keep_archive: float | None = None,
    store: str | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Pruned:
    """Forget all but the last `keep_runs` runs, and responses older than `keep_archive` days that no record needs.

    A run that broke off and can be gone on with stays; so do the responses that records were read from, and those
    of the last visit to their pages. Raises UsageError for numbers that cannot be meant, LockedError, StoreError.
    """
    if keep_runs is None and keep_archive is None:
        raise UsageError("nothing to prune; say how many runs or how many days of the archive stay")
    if keep_runs is not None and keep_runs < 1:
        raise UsageError(f"keeping {keep_runs} runs would forget the last one; keep 1 or more")
    if keep_archive is not None and keep_archive < 0:
        raise UsageError(f"an archive of {keep_archive:g} days cannot be kept; give 0 or more")
    directory, pruned = Path(out), Pruned()
    if not directory.is_dir():
        raise StoreError("there is no such directory", where=str(directory))
    with hold_lock(directory), open_store(store or directory) as opened, opened.lock():
        if keep_runs is not None:
            _prune_runs(opened, directory / "runs", keep_runs, pruned)
        if keep_archive is not None:
            before = write_time(now() - timedelta(days=keep_archive))
            assert before is not None
            _Archive(opened.archive_index, directory / ARCHIVE_NAME, before).prune(pruned)
    return pruned


def _prune_runs(store: Store, directory: Path, keep: int, pruned: Pruned) -> None:
    for run in store.old_runs(keep=keep):
        try:
            shutil.rmtree(directory / run.run_id)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise StoreError(f"cannot be removed: {error.strerror}", where=str(directory / run.run_id)) from error
        store.forget_run(run.run_id)
        pruned.runs += 1


@dataclass(slots=True)
class _Archive:
    """An archive that is pruned. `before`: what was received before is old."""

    index: ArchiveIndex
    directory: Path
    before: str
    needed: set[bytes] = field(default_factory=set)
    """Hashes of bodies that must stay somewhere."""

    def prune(self, pruned: Pruned) -> None:
        from ..fetch.archive import archive_files

        ages = self.index.files()
        old = []
        for path in archive_files(self.directory):
            latest = ages.get(path.name) or write_time(datetime.fromtimestamp(path.stat().st_mtime, UTC)) or ""
            if latest < self.before:
                old.append((latest, path))
        if not old:
            return
        self.needed = set(map(bytes.fromhex, self.index.needed()))
        self._settle_young(ages.keys() - {path.name for _, path in old})
        gone: dict[Path, list[IndexRow]] = {}
        for _, path in sorted(old, reverse=True):
            rows = self.index.rows_of(path.name)
            kept = [row for row in rows if self._takes(row)]
            if not kept or len(kept) <= _NEEDED_SHARE * len(rows):
                gone[path] = kept
        self._replace(gone, pruned)

    def _settle_young(self, files: Iterable[str]) -> None:
        """What young files hold need be nowhere else; what their revisits stand for must stay."""
        held: set[bytes] = set()
        for file in files:
            for row in self.index.rows_of(file):
                where = self.needed if row.response.revisit else held
                where.add(bytes.fromhex(row.response.content_sha256))
        self.needed -= held

    def _takes(self, row: IndexRow) -> bool:
        """Whether this row is the one that a needed body stays with."""
        content = bytes.fromhex(row.response.content_sha256)
        if row.response.revisit or content not in self.needed:
            return False
        self.needed.discard(content)
        return True

    def _replace(self, gone: dict[Path, list[IndexRow]], pruned: Pruned) -> None:
        """Write what is needed of these files into new ones, let the index lead there, and delete the old ones."""
        from ..fetch.archive import Archive, sync_directory

        archive, moved, done = Archive(self.directory), dict[int, tuple[str, int]](), list[Path]()
        before = self._size()
        for path, rows in gone.items():
            try:
                moved |= _copy(archive, path, rows)
            except InputError as error:
                logger.warning("%s stays as it is: what is needed of it cannot be read: %s", path, error)
                continue
            done.append(path)
            pruned.rewritten += bool(rows)
        self.index.replace_files([path.name for path in done], moved)
        for path in done:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(f"cannot be removed: {error.strerror}", where=str(path)) from error
        sync_directory(self.directory)
        pruned.files += len(done)
        pruned.bytes += before - self._size()

    def _size(self) -> int:
        from ..fetch.archive import archive_files

        return sum(path.stat().st_size for path in archive_files(self.directory))


def _copy(archive: Archive, path: Path, rows: Iterable[IndexRow]) -> dict[int, tuple[str, int]]:
    """Copy exchanges into new files; key of the row -> where it lies now. Raises InputError for what cannot be read."""
    moved: dict[int, tuple[str, int]] = {}
    for batch in _batches(path, rows):
        moved |= zip(batch, archive.copy(list(batch.values())), strict=True)
    return moved


def _batches(path: Path, rows: Iterable[IndexRow]) -> Iterator[dict[int, bytes]]:
    """Exchanges that hold what the index says, by key, some megabytes at a time."""
    from ..fetch.compact import read_exchange
    from ..fetch.inputs.warc import read_response

    batch: dict[int, bytes] = {}
    size = 0
    for row in rows:
        found = hashlib.sha256(read_response(path, row.response.offset).body).hexdigest()
        if found != row.response.content_sha256:
            raise InputError("the body is not the one that was received", where=f"{path}#{row.response.offset}")
        batch[row.key] = read_exchange(path, row.response.offset)
        size += len(batch[row.key])
        if size >= _BATCH_BYTES:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch

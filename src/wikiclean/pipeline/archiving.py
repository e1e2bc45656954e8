"""The archive of a run and its index in the store, kept together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..store.base import Store

if TYPE_CHECKING:
    from ..fetch.archive import Archive

__all__ = ["ARCHIVE_NAME", "connect_archive", "indexing"]

ARCHIVE_NAME = "archive"
"""Of the folder in a run's directory."""


def connect_archive(archive: Archive | None, store: Store) -> None:
    """Let the archive know what earlier runs archived: what is the same again is not stored again."""
    if archive is not None:
        archive.find_earlier = store.archive_index.find_earlier


@contextmanager
def indexing(archive: Archive | None, store: Store, run_id: str) -> Iterator[None]:
    """A transaction: what is done inside is stored together with the index of what was archived since."""
    rows = archive.pending if archive is not None else ()
    with store.transaction():
        yield
        store.archive_index.add(run_id, rows)
    if archive is not None:
        archive.indexed(rows)

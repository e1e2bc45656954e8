"""`records.jsonl`: the records of a store, one JSON object a line, sorted by record id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from .database import Database
from .files import make_directory, replace_file
from .records import stored_batch
from .tables import state

__all__ = ["FILE_NAME", "write_jsonl"]

FILE_NAME = "records.jsonl"


def write_jsonl(database: Database, directory: Path) -> bool:
    """Write `directory/records.jsonl` if a record changed since it was last written; whether it did.

    Atomic: a reader sees the old file or the new one, and a failure leaves the old one.
    """
    path = make_directory(directory) / FILE_NAME
    name = "jsonl:" + hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:16]
    with database.transaction() as connection:
        version = _read(connection, "records_version") or "0"
        if _read(connection, name) == version and path.is_file():
            return False
        replace_file(path, _lines(connection))
        connection.execute(delete(state).where(state.c.name == name))
        connection.execute(insert(state).values(name=name, value=version))
    return True


def _lines(connection: Connection) -> Iterator[str]:
    """One line a record; a batch at a time, so that memory stays flat."""
    after = ""
    while batch := stored_batch(connection, after):
        for stored in batch:
            yield f"{stored.json}\n"
        after = batch[-1].record_id


def _read(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(state.c.value).where(state.c.name == name))

"""Connections and transactions; whatever the database says goes out as StoreError."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Select, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ..errors import LockedError, NoStoreError, StoreError, UsageError
from .lock import hold_lock
from .migrations import read_version, upgrade
from .tables import VERSION

__all__ = ["Database", "database_url"]

_Key = TypeVar("_Key")
_Row = TypeVar("_Row")

_RUN, _UPGRADE = 0x77696B69, 0x636C6561
"""First halves of PostgreSQL's advisory locks: one run at a time, one upgrade of the tables at a time."""
_SERVER_DEFAULTS = {"connect_timeout": "10", "keepalives_idle": "60", "application_name": "wikiclean"}
"""Of PostgreSQL, unless the address says otherwise: a server that is gone is noticed in seconds or minutes."""


def database_url(where: str | Path) -> URL:
    """The address of a store: a SQLite file, or any address that SQLAlchemy knows."""
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise UsageError(
            f"{where!r} is no address of a store; give sqlite:///FILE or postgresql://HOST/NAME"
        ) from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url


class Database:
    """One database, opened and brought to this version's tables.

    `transaction()` may be nested: only the outermost one commits, so that a page, its facts and its mark in
    the queue are there together or not at all. There is one connection, and a server's lock belongs to it: who
    loses the connection loses the lock, and cannot write without noticing.
    """

    def __init__(self, url: URL, *, create: bool) -> None:
        self._path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        self.name = str(self._path) if self._path is not None else url.render_as_string()
        self._connection: Connection | None = None
        if self._path is not None and not create and not self._path.is_file():
            raise NoStoreError("no records here; a store is made by `wikiclean scrape … -o DIR`", where=self.name)
        self._engine = self._open(self._as_allowed(url, create=create))
        try:
            with self.transaction() as connection:
                self._prepare(connection, create=create)
        except BaseException:
            self.close()
            raise

    def _prepare(self, connection: Connection, *, create: bool) -> None:
        found = read_version(connection)
        if found == 0 and not create:
            raise NoStoreError("no records here; a store is made by `wikiclean scrape … -o DIR`", where=self.name)
        if found != VERSION and self._path is None:
            connection.execute(_lock_call("pg_advisory_xact_lock", _UPGRADE))
        upgrade(connection)

    def _as_allowed(self, url: URL, *, create: bool) -> URL:
        """The address to open: read-only for who may not write beside the file, as SQLite would make files there.

        What a run has not put into the file yet lies beside it and would be overlooked: then it is opened as ever.
        """
        path = self._path
        if path is None or create or os.access(path.parent, os.W_OK):
            return url
        unfinished = path.with_name(f"{path.name}-wal")
        if unfinished.exists() and unfinished.stat().st_size:
            return url
        return URL.create(
            "sqlite",
            database=f"file:{quote(str(path.absolute()))}",
            query={"mode": "ro", "immutable": "1", "uri": "true"},
        )

    def _open(self, url: URL) -> Engine:
        if url.drivername == "postgresql+psycopg":
            url = url.set(query={**_SERVER_DEFAULTS, **url.query})
        try:
            engine = create_engine(url, pool_size=1, max_overflow=0)
        except NoSuchModuleError as error:
            raise UsageError(f"no database of the kind {url.drivername!r} is known", where=self.name) from error
        except ImportError as error:
            raise UsageError(
                f"the driver for {url.drivername!r} is not installed ({error}); pip install 'wikiclean[postgresql]'",
                where=self.name,
            ) from error
        if engine.dialect.name == "sqlite":
            if "immutable" not in url.query:
                event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        return engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection inside a transaction; leaves nothing behind if the block raises."""
        if self._connection is not None:
            with self._errors_named():
                yield self._connection
            return
        with self._errors_named(), self._engine.begin() as connection:
            self._connection = connection
            try:
                yield connection
            finally:
                self._connection = None

    def paged(
        self, read: Callable[[Connection, _Key], list[_Row]], *, after: _Key, key: Callable[[_Row], _Key]
    ) -> Iterator[_Row]:
        """All rows that `read` gives batch by batch, each batch from a transaction of its own.

        `read` gets the key of the last row that it gave, `after` at first; the empty batch is the end.
        """
        while True:
            with self.transaction() as connection:
                batch = read(connection, after)
            if not batch:
                return
            yield from batch
            after = key(batch[-1])

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of the database. Raises LockedError at once if another run has it.

        The system or the server drops it when the process ends, however it ends.
        """
        if self._path is not None:
            with hold_lock(self._path.parent, f".{self._path.name}.lock"):
                yield
            return
        with self.transaction() as connection:
            if not connection.scalar(_lock_call("pg_try_advisory_lock", _RUN)):
                raise LockedError("another run is writing here; wait until it has ended", where=self.name)
        try:
            yield
        finally:
            with suppress(StoreError), self.transaction() as connection:
                connection.execute(_lock_call("pg_advisory_unlock", _RUN))

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(_explain(error), where=self.name) from error

    def close(self) -> None:
        """Close what is open; the store can be used again."""
        self._engine.dispose()


def _lock_call(function: str, key: int) -> Select[Any]:
    """A call of one of PostgreSQL's functions for locks that the tables of this schema stand behind."""
    return select(getattr(func, function)(key, func.hashtext(func.current_schema())))


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin late and end before DDL: take over (SQLAlchemy's recipe).
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _explain(error: SQLAlchemyError) -> str:
    """What happened and what to do next."""
    said = str(getattr(error, "orig", None) or error).splitlines()[0]
    hints = {
        "disk is full": "free some space and run again; what was stored before is untouched",
        "disk i/o error": "the disk is full or damaged; free some space and run again",
        "readonly": "the store cannot be written; check its permissions",
        "unable to open": "the store cannot be opened; check the path and its permissions",
        "locked": "another program is writing to the store; try again when it has ended",
        "not a database": "the file is no SQLite database; move it away and run again, or restore a copy",
        "malformed": "the database is damaged; move it away and run again, or restore a copy",
        "connect": "the database server does not answer; check address, user and password",
    }
    hint = next(
        (advice for sign, advice in hints.items() if sign in said.lower()), "what was stored before is untouched"
    )
    return f"{hint} ({said})"

"""The index of the archive: which response lies where. The files themselves are the fetch room's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, insert, select, true, update

from ..model.archived import ArchivedResponse
from .database import Database
from .tables import pages, records, responses, staged, wikis

__all__ = ["ArchiveIndex", "ArchivedPage", "IndexRow"]

_BATCH = 500
_NAMES = tuple(ArchivedResponse.__slots__)
_ROWS = select(*(responses.c[name] for name in _NAMES))
_WHOLE = ~responses.c.revisit
"""Rows whose records hold a body."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A row with its key."""

    key: int
    response: ArchivedResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """What the last visit to a page that was an article received, and how it was asked for."""

    url: str | None
    canonical_url: str | None
    transport: str
    retrieved_at: str | None
    title: str
    profile: str | None
    """Name or file of the site profile to clean with, where the user named one for the wiki."""
    response: ArchivedResponse


class ArchiveIndex:
    """The index in a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, run_id: str, rows: Iterable[ArchivedResponse]) -> None:
        """Note responses that a run has archived."""
        values = [{"run_id": run_id, **{name: getattr(row, name) for name in _NAMES}} for row in rows]
        if values:
            with self._database.transaction() as connection:
                connection.execute(insert(responses), values)

    def find_earlier(self, content_sha256: str, url: str) -> ArchivedResponse | None:
        """The response of this address, with status 200, that holds this body; the latest of several."""
        return self._latest(content_sha256, (responses.c.url == url) & (responses.c.status == 200))

    def find_body(self, content_sha256: str) -> ArchivedResponse | None:
        """The response that holds this body, of whatever address; the latest of several."""
        return self._latest(content_sha256, true())

    def _latest(self, content_sha256: str, where: ColumnElement[bool]) -> ArchivedResponse | None:
        query = _ROWS.where(_WHOLE & (responses.c.content_sha256 == content_sha256) & where)
        with self._database.transaction() as connection:
            row = connection.execute(query.order_by(responses.c.id.desc()).limit(1)).mappings().first()
        return ArchivedResponse(**row) if row is not None else None

    def iter_pages(self) -> Iterator[tuple[str, bool]]:
        """The ids of all current records, in order, and whether the archive holds what the last visit received."""
        held = select(responses.c.id).where(_WHOLE & (responses.c.content_sha256 == pages.c.content_sha256)).exists()
        query = (
            select(records.c.record_id, held)
            .join_from(records, pages, records.c.page == pages.c.id)
            .where(pages.c.tombstone.is_(None))
            .order_by(records.c.record_id)
            .limit(_BATCH)
        )
        after = ""
        while True:
            with self._database.transaction() as connection:
                batch = connection.execute(query.where(records.c.record_id > after)).all()
            if not batch:
                return
            yield from ((row[0], bool(row[1])) for row in batch)
            after = batch[-1][0]

    def find_page(self, record_id: str) -> ArchivedPage | None:
        """The page of a current record as the last visit received it; None where the archive does not hold it."""
        query = (
            select(pages, wikis.c.site, wikis.c.profile)
            .join_from(records, pages, records.c.page == pages.c.id)
            .join(wikis, wikis.c.wiki == pages.c.wiki, isouter=True)
            .where((records.c.record_id == record_id) & pages.c.tombstone.is_(None))
        )
        with self._database.transaction() as connection:
            row = connection.execute(query).first()
        if row is None or row.content_sha256 is None or (response := self.find_body(row.content_sha256)) is None:
            return None
        return ArchivedPage(
            url=row.url,
            canonical_url=row.canonical_url,
            transport=row.transport,
            retrieved_at=row.retrieved_at,
            title=row.title,
            profile=row.profile or (row.site if row.site and "://" not in row.site else None),
            response=response,
        )

    def files(self) -> dict[str, str]:
        """The files that the index knows, each with the time of its latest response, the oldest file first."""
        latest = func.max(responses.c.retrieved_at)
        query = select(responses.c.file, latest).group_by(responses.c.file).order_by(latest, responses.c.file)
        with self._database.transaction() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def rows_of(self, file: str) -> list[IndexRow]:
        """What the index knows of a file, in the order of the file."""
        query = select(responses.c.id, *_ROWS.selected_columns).where(responses.c.file == file)
        with self._database.transaction() as connection:
            rows = connection.execute(query.order_by(responses.c.offset)).mappings().all()
        return [IndexRow(row["id"], ArchivedResponse(**{name: row[name] for name in _NAMES})) for row in rows]

    def needed(self) -> Iterator[str]:
        """Hashes of the bodies that records were read from, of what the last visits to their pages received, and of
        what waits on a stage."""
        with self._database.transaction() as connection:
            visits = connection.scalars(select(staged.c.visit)).all()
        for visit in visits:
            if (content := json.loads(visit).get("content_sha256")) is not None:
                yield content
        query = (
            select(records.c.record_id, records.c.json, pages.c.content_sha256)
            .join_from(records, pages, records.c.page == pages.c.id)
            .order_by(records.c.record_id)
            .limit(_BATCH)
        )
        after = ""
        while True:
            with self._database.transaction() as connection:
                batch = connection.execute(query.where(records.c.record_id > after)).all()
            if not batch:
                return
            for row in batch:
                yield str(json.loads(row.json)["source"]["content_sha256"])
                if row.content_sha256 is not None:
                    yield row.content_sha256
            after = batch[-1].record_id

    def replace_files(self, files: Iterable[str], moved: Mapping[int, tuple[str, int]]) -> None:
        """Forget files, but for the rows in `moved`: key -> file and offset where their records lie now."""
        with self._database.transaction() as connection:
            for key, (file, offset) in moved.items():
                connection.execute(update(responses).where(responses.c.id == key).values(file=file, offset=offset))
            for file in files:
                connection.execute(delete(responses).where(responses.c.file == file))

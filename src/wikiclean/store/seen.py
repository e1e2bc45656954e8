"""The pages of one wiki as they were last seen: what a refresh starts from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, func, select, update

from ..model.seen import SeenPage
from .database import Database
from .tables import aliases, pages

__all__ = ["SeenPages"]

_BATCH = 500
"""Pages a query: databases bound the number of parameters."""

_T = TypeVar("_T")

_age = func.coalesce(pages.c.retrieved_at, "")


class SeenPages:
    """Read as they are asked for; a million pages never sit in memory. Special pages are none."""

    def __init__(self, database: Database, wiki: str) -> None:
        self._database = database
        self._mine: ColumnElement[bool] = (pages.c.wiki == wiki) & (pages.c.namespace >= 0)
        self._wiki = wiki

    def count(self) -> int:
        """How many."""
        with self._database.transaction() as connection:
            return connection.scalar(select(func.count()).select_from(pages).where(self._mine)) or 0

    def namespaces(self) -> list[int]:
        """The namespaces that they are in."""
        query = select(pages.c.namespace).where(self._mine).distinct().order_by(pages.c.namespace)
        with self._database.transaction() as connection:
            return list(connection.scalars(query))

    def with_ids(self, ids: Collection[int]) -> list[SeenPage]:
        """Those with one of these page ids."""
        return [page for some in _some(ids) for page in self._where(pages.c.page_id.in_(some))]

    def with_titles(self, titles: Collection[str]) -> list[SeenPage]:
        """Those that were last seen under one of these titles."""
        return [page for some in _some(titles) for page in self._where(pages.c.title.in_(some))]

    def aliases_among(self, titles: Collection[str]) -> set[str]:
        """Titles that lead to one of the pages: redirects, earlier titles."""
        mine = (aliases.c.kind == "title") & (aliases.c.wiki == self._wiki)
        found: set[str] = set()
        with self._database.transaction() as connection:
            for some in _some(titles):
                found.update(connection.scalars(select(aliases.c.value).where(mine & aliases.c.value.in_(some))))
        return found

    def batches(self) -> Iterator[list[SeenPage]]:
        """All, some at a time, those first that were visited longest ago."""
        after: ColumnElement[bool] | None = None
        while True:
            query = self._query().order_by(_age, pages.c.id).limit(_BATCH)
            with self._database.transaction() as connection:
                rows = connection.execute(query if after is None else query.where(after)).all()
            if not rows:
                return
            yield [_page_of(row) for row in rows]
            last = rows[-1].retrieved_at or ""
            after = (_age > last) | ((_age == last) & (pages.c.id > rows[-1].id))

    def note_unchanged(self, page: SeenPage, at: str | None) -> None:
        """The page was asked for at `at`, and the wiki said that it is as it was."""
        same = pages.c.page_id == page.page_id if page.page_id is not None else pages.c.title == page.title
        with self._database.transaction() as connection:
            connection.execute(update(pages).where(self._mine & same).values(retrieved_at=at))

    def _where(self, condition: ColumnElement[bool]) -> list[SeenPage]:
        with self._database.transaction() as connection:
            rows = connection.execute(self._query().where(condition).order_by(pages.c.id)).all()
        return [_page_of(row) for row in rows]

    def _query(self) -> Select[Any]:
        return select(pages).where(self._mine)


def _some(values: Collection[_T]) -> Iterator[list[_T]]:
    coming = iter(values)
    while some := list(islice(coming, _BATCH)):
        yield some


def _page_of(row: Row[Any]) -> SeenPage:
    return SeenPage(
        title=row.title,
        page_id=row.page_id,
        outcome=row.outcome,
        revision_id=row.revision_id,
        seen_at=row.seen_at or row.retrieved_at,
        transport=row.transport,
        address=row.url,
        etag=row.etag,
        last_modified=row.last_modified,
    )

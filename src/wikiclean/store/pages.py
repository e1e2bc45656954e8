"""Which stored page a visited page is: one row a page, however it was asked for and whatever it was called.

A page that was stored under its title takes its number when the wiki tells it; the earlier id, earlier titles
and the redirects that led here stay as aliases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from ..text import normal_title
from .tables import aliases, facts, pages, records, revisions
from .visit import Visit

__all__ = ["GONE", "Settled", "add_alias", "find_page", "settle_page"]

GONE = frozenset({"missing", "deleted", "redirect"})
"""Outcomes that say that the wiki no longer has the page: they put a tombstone beside an earlier record, which is
then no current one. The others (blank, disambiguation, blocked, …) are noted beside it: blanking is mostly vandalism,
and a wall says nothing about the article."""


_NOT_SHOWN = frozenset({"blocked", "error", "not_html", "too_deep", "too_large"})
"""Outcomes of visits that did not show the page: of its revision they say nothing."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a visit was noted. `tombstone`: the one that the page had before."""

    page: int
    """Key in `pages`."""
    tombstone: str | None = None
    merged: str | None = None
    """Id of a record that turned out to be of this page too, and is no more."""


def settle_page(connection: Connection, visit: Visit, run_id: str | None) -> Settled:
    """Insert or update the row of the visited page."""
    merged = _merge_claims(connection, visit)
    row = find_page(connection, visit)
    values = _values(visit, run_id)
    if row is None:
        key = connection.execute(insert(pages).values(**_first_values(visit), **values)).inserted_primary_key
        assert key is not None
        page, tombstone = int(key[0]), None
    else:
        page, tombstone = row.id, row.tombstone
        if visit.outcome == "article":
            values |= _first_values(visit) | {"page_id": visit.page_id if visit.page_id is not None else row.page_id}
            if row.title != visit.title:
                add_alias(connection, "title", visit.wiki, row.title, page)
        connection.execute(update(pages).where(pages.c.id == page).values(**values))
    if visit.outcome == "article":
        _claim_title(connection, visit, page)
    return Settled(page, tombstone, merged)


def add_alias(connection: Connection, kind: str, wiki: str, value: str, page: int) -> None:
    """Let `value` lead to `page` too."""
    same = (aliases.c.kind == kind) & (aliases.c.wiki == wiki) & (aliases.c.value == value) & (aliases.c.page == page)
    if connection.scalar(select(aliases.c.page).where(same)) is None:
        connection.execute(insert(aliases).values(kind=kind, wiki=wiki, value=value, page=page))


def _first_values(visit: Visit) -> dict[str, Any]:
    return {
        "wiki": visit.wiki,
        "page_id": visit.page_id,
        "title": visit.title,
        "namespace": visit.namespace,
    }


def _values(visit: Visit, run_id: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "outcome": visit.outcome,
        "http_status": visit.http_status,
        "retrieved_at": visit.retrieved_at,
        "run_id": run_id,
    }
    if visit.outcome not in _NOT_SHOWN:
        values |= {"seen_at": visit.seen_at, "revision_id": visit.revision_id}
    if visit.outcome in GONE:
        return values | {"tombstone": visit.outcome}
    if visit.outcome != "article":
        return values
    return values | {
        "tombstone": None,
        "health": visit.health,
        "url": visit.url,
        "canonical_url": visit.canonical_url,
        "transport": visit.transport,
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "content_type": visit.content_type,
        "content_sha256": visit.content_sha256,
    }


def find_page(connection: Connection, visit: Visit) -> Row[Any] | None:
    """The row of this page: by its number, else by its title where the number is not known on one side."""
    if visit.page_id is None:
        return connection.execute(_titled(visit)).first()
    return _numbered(connection, visit) or _unnumbered(connection, visit)


def _titled(visit: Visit) -> Select[Any]:
    here = select(pages).where((pages.c.wiki == visit.wiki) & (pages.c.title == visit.title))
    return here.order_by(pages.c.tombstone.is_not(None), pages.c.id.desc())


def _numbered(connection: Connection, visit: Visit) -> Row[Any] | None:
    return connection.execute(
        select(pages).where((pages.c.wiki == visit.wiki) & (pages.c.page_id == visit.page_id))
    ).first()


def _unnumbered(connection: Connection, visit: Visit) -> Row[Any] | None:
    return connection.execute(_titled(visit).where(pages.c.page_id.is_(None))).first()


def _merge_claims(connection: Connection, visit: Visit) -> str | None:
    """Where a page stored under its title turns out to be one that is stored under its number, keep one."""
    if visit.page_id is None:
        return None
    numbered, unnumbered = _numbered(connection, visit), _unnumbered(connection, visit)
    if numbered is None or unnumbered is None:
        return None
    return _merge(connection, keep=numbered.id, gone=unnumbered)


def _merge(connection: Connection, *, keep: int, gone: Row[Any]) -> str | None:
    """Let one page be what two rows stand for; the id of the record that this costs."""
    old_id = connection.scalar(select(records.c.record_id).where(records.c.page == gone.id))
    if old_id is not None:
        connection.execute(delete(facts).where(facts.c.record_id == old_id))
        connection.execute(delete(records).where(records.c.record_id == old_id))
        add_alias(connection, "record_id", gone.wiki, old_id, keep)
    for alias in connection.execute(select(aliases).where(aliases.c.page == gone.id)).all():
        add_alias(connection, alias.kind, alias.wiki, alias.value, keep)
    connection.execute(delete(aliases).where(aliases.c.page == gone.id))
    connection.execute(delete(revisions).where(revisions.c.page == gone.id))
    connection.execute(delete(pages).where(pages.c.id == gone.id))
    return old_id


def _claim_title(connection: Connection, visit: Visit, page: int) -> None:
    """Aliases of this title end: it is a page of its own; what redirected here becomes an alias.

    Another page with the same title stays as it is: on wikis that tell "polish" from "Polish" both are there,
    and where the other one was deleted, a visit to it will say so.
    """
    connection.execute(
        delete(aliases).where(
            (aliases.c.kind == "title")
            & (aliases.c.wiki == visit.wiki)
            & (aliases.c.value == visit.title)
            & (aliases.c.page != page)
        )
    )
    if visit.redirected_from and (earlier := normal_title(visit.redirected_from)) != visit.title:
        add_alias(connection, "title", visit.wiki, earlier, page)

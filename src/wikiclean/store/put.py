"""What one visit does to a store: the page's row, its record, and a line of the change feed, together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, update

from ..errors import InputError
from ..text import normal_title
from .changes import PageChange, describe_change, put_change
from .pages import GONE, find_page, settle_page
from .records import Change, Replaced, count_version, holds_same, put_revision, replace_record
from .tables import pages, records
from .visit import Visit

if TYPE_CHECKING:
    from ..model.monograph import Monograph

__all__ = ["is_stored", "put_article", "put_outcome", "put_same"]


def put_article(connection: Connection, record: Monograph, visit: Visit, run_id: str | None) -> Change:
    """Make `record` the current one of its page. Raises InputError if its id is that of another page."""
    if visit.reread:
        return _put_reread(connection, record, visit, run_id)
    settled = settle_page(connection, visit, run_id)
    put_revision(connection, record, settled.page, visit=visit, run_id=run_id)
    replaced = replace_record(connection, record, settled.page, visit=visit, run_id=run_id)
    change = _change_of(replaced, was_gone=settled.tombstone is not None)
    if change == "back":
        count_version(connection)
    if run_id is not None:
        if change != "unchanged":
            put_change(connection, describe_change(change, replaced.record, replaced.before, run_id=run_id))
        if settled.merged is not None and settled.merged != replaced.record.record_id:
            _tell_gone(connection, run_id, settled.merged, visit.title, f"merged into {replaced.record.record_id}")
    _retire_redirect(connection, visit, settled.page, run_id)
    return change


def _put_reread(connection: Connection, record: Monograph, visit: Visit, run_id: str | None) -> Change:
    """Replace a record by another reading of its page; the page's row keeps what the last visit found."""
    row = find_page(connection, visit)
    if row is None:
        raise InputError(
            f"read again it would be another record, {record.record_id!r}; give the profile that it was scraped with"
        )
    _put_health(connection, visit, row.id)
    replaced = replace_record(connection, record, row.id, visit=visit, run_id=run_id)
    change = _change_of(replaced, was_gone=False)
    if run_id is not None and change != "unchanged":
        put_change(connection, describe_change(change, replaced.record, replaced.before, run_id=run_id))
    return change


def _put_health(connection: Connection, visit: Visit, page: int) -> None:
    if visit.health is not None:
        connection.execute(update(pages).where(pages.c.id == page).values(health=visit.health))


def _change_of(replaced: Replaced, *, was_gone: bool) -> Change:
    if not replaced.changed:
        return "back" if was_gone else "unchanged"
    if replaced.before is None:
        return "added"
    if was_gone:
        return "back"
    return "changed" if replaced.before.title == replaced.record.page.title else "renamed"


def is_stored(connection: Connection, record: Monograph, visit: Visit) -> bool:
    """Whether the store's current record says what `record` says, so that `put_same` is enough."""
    row = find_page(connection, visit)
    return row is not None and row.tombstone is None and holds_same(connection, record, row.id)


def put_same(connection: Connection, visit: Visit, run_id: str | None) -> Change:
    """Note a visit that found what is stored."""
    if visit.reread:
        if (row := find_page(connection, visit)) is not None:
            _put_health(connection, visit, row.id)
        return "unchanged"
    settled = settle_page(connection, visit, run_id)
    _retire_redirect(connection, visit, settled.page, run_id)
    return "unchanged"


def put_outcome(
    connection: Connection, visit: Visit, run_id: str | None, *, reason: str | None = None
) -> Change | None:
    """Note what a page without an article was; `gone` if that ends a current record."""
    if visit.reread:
        return None  # the record stays: the page was an article when it was read first
    settled = settle_page(connection, visit, run_id)
    if visit.outcome not in GONE or settled.tombstone is not None:
        return None
    record_id = connection.scalar(select(records.c.record_id).where(records.c.page == settled.page))
    if record_id is None:
        return None
    count_version(connection)
    if run_id is not None:
        _tell_gone(connection, run_id, record_id, visit.title, reason or _reason_of(visit))
    return "gone"


def _reason_of(visit: Visit) -> str:
    """Why a page is none any more."""
    if visit.outcome == "missing":
        return "deleted"
    return f"redirect to {visit.redirects_to}" if visit.redirects_to else "redirect"


def _retire_redirect(connection: Connection, visit: Visit, page: int, run_id: str | None) -> None:
    """A page that leads to another one now is none of its own any more."""
    earlier = normal_title(visit.redirected_from) if visit.redirected_from else ""
    if not earlier or earlier == visit.title:
        return
    for row in _current(connection, visit.wiki, earlier, page):
        connection.execute(
            update(pages)
            .where(pages.c.id == row.id)
            .values(outcome="redirect", tombstone="redirect", retrieved_at=visit.retrieved_at, run_id=run_id)
        )
        if row.record_id is not None:
            count_version(connection)
            if run_id is not None:
                _tell_gone(connection, run_id, row.record_id, row.title, f"redirect to {visit.title}")


def _current(connection: Connection, wiki: str, title: str, page: int) -> Sequence[Any]:
    """Other pages of this very title that are not known to be gone: key, title, record id."""
    query = (
        select(pages.c.id, pages.c.title, records.c.record_id)
        .join_from(pages, records, records.c.page == pages.c.id, isouter=True)
        .where((pages.c.wiki == wiki) & (pages.c.title == title) & (pages.c.id != page) & pages.c.tombstone.is_(None))
    )
    return connection.execute(query).all()


def _tell_gone(connection: Connection, run_id: str, record_id: str, title: str, reason: str) -> None:
    change = PageChange(run_id=run_id, record_id=record_id, title=title, change="gone", reason=reason)
    put_change(connection, change)

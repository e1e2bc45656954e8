"""The index of the archive: which response lies where. The files themselves are the fetch room's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, insert, select, true

from ..model.archived import ArchivedResponse
from .tables import responses

__all__ = ["add_responses", "find_body", "find_earlier"]

_NAMES = tuple(ArchivedResponse.__slots__)
_ROWS = select(*(responses.c[name] for name in _NAMES))


def add_responses(connection: Connection, run_id: str, rows: Iterable[ArchivedResponse]) -> None:
    """Note responses that a run has archived."""
    values = [{"run_id": run_id, **{name: getattr(row, name) for name in _NAMES}} for row in rows]
    if values:
        connection.execute(insert(responses), values)


def find_earlier(connection: Connection, content_sha256: str, url: str) -> ArchivedResponse | None:
    """The response of this address, with status 200, that holds this body; the latest where there are several."""
    return _latest(connection, content_sha256, (responses.c.url == url) & (responses.c.status == 200))


def find_body(connection: Connection, content_sha256: str) -> ArchivedResponse | None:
    """The response that holds this body, of whatever address; the latest where there are several."""
    return _latest(connection, content_sha256, true())


def _latest(connection: Connection, content_sha256: str, where: ColumnElement[bool]) -> ArchivedResponse | None:
    whole = (responses.c.content_sha256 == content_sha256) & ~responses.c.revisit
    row = connection.execute(_ROWS.where(whole & where).order_by(responses.c.id.desc()).limit(1)).mappings().first()
    return ArchivedResponse(**row) if row is not None else None

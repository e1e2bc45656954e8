"""The index of the archive: which response lies where. The files themselves are the fetch room's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from ..model.archived import ArchivedResponse
from .tables import responses

__all__ = ["add_responses", "find_body", "find_earlier"]

_BATCH = 1000


def add_responses(connection: Connection, run_id: str, rows: Iterable[ArchivedResponse]) -> None:
    """Note responses that a run has archived."""
    values = [
        {
            "run_id": run_id,
            "url": row.url,
            "status": row.status,
            "file": row.file,
            "offset": row.offset,
            "content_sha256": row.content_sha256,
            "retrieved_at": row.retrieved_at,
            "revisit": row.revisit,
        }
        for row in rows
    ]
    if values:
        connection.execute(insert(responses), values)


def find_earlier(connection: Connection, content_sha256: str, url: str) -> ArchivedResponse | None:
    """The response of this address, with status 200, that holds this body; the latest where there are several."""
    whole = (responses.c.content_sha256 == content_sha256) & ~responses.c.revisit
    here = whole & (responses.c.url == url) & (responses.c.status == 200)
    return _first(connection.execute(select(responses).where(here).order_by(responses.c.id.desc()).limit(1)).first())


def find_body(connection: Connection, content_sha256: str) -> ArchivedResponse | None:
    """The response that holds this body, of whatever address; the latest where there are several."""
    whole = (responses.c.content_sha256 == content_sha256) & ~responses.c.revisit
    return _first(connection.execute(select(responses).where(whole).order_by(responses.c.id.desc()).limit(1)).first())

"""The wikis that records were fetched from, and up to where their changes are known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from .tables import wikis

__all__ = ["StoredWiki", "commit_plans", "drop_plans", "note_wiki", "plan_wiki", "stored_wikis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWiki:
    """Fields as in `tables.wikis`."""

    wiki: str
    base: str
    site: str | None = None
    profile: str | None = None
    selections: tuple[str, ...] = ()
    """Each as JSON."""
    api: str | None = None
    checked_at: str | None = None
    cursor: str | None = None


def note_wiki(connection: Connection, wiki: StoredWiki) -> None:
    """Remember where a wiki is and what was asked of it; up to where its changes are known stays as it is."""
    row = connection.execute(select(wikis).where(wikis.c.wiki == wiki.wiki)).first()
    known = _wiki_of(row).selections if row is not None else ()
    selections = list(dict.fromkeys((*known, *wiki.selections)))
    values = {
        "base": wiki.base,
        "site": wiki.site,
        "profile": wiki.profile,
        "selections": json.dumps(selections) if selections else None,
    }
    if row is None:
        first = {"wiki": wiki.wiki, "api": wiki.api, "checked_at": wiki.checked_at, "cursor": wiki.cursor}
        connection.execute(insert(wikis).values(**first, **values))
    else:
        if wiki.api is not None:
            values["api"] = wiki.api
        connection.execute(update(wikis).where(wikis.c.wiki == wiki.wiki).values(**values))


def stored_wikis(connection: Connection) -> list[StoredWiki]:
    """All of them, by name."""
    return [_wiki_of(row) for row in connection.execute(select(wikis).order_by(wikis.c.wiki))]


def plan_wiki(connection: Connection, wiki: str, *, checked_at: str | None, cursor: str) -> None:
    """Up to where the changes of a wiki will be known when the run that goes on has come to its end."""
    planned = json.dumps({"checked_at": checked_at, "cursor": cursor})
    connection.execute(update(wikis).where(wikis.c.wiki == wiki).values(planned=planned))


def drop_plans(connection: Connection) -> None:
    """Forget what was planned."""
    connection.execute(update(wikis).values(planned=None))


def commit_plans(connection: Connection) -> None:
    """What was planned holds now."""
    for row in connection.execute(select(wikis).where(wikis.c.planned.is_not(None))).all():
        planned = json.loads(row.planned)
        connection.execute(
            update(wikis)
            .where(wikis.c.wiki == row.wiki)
            .values(checked_at=planned["checked_at"], cursor=planned["cursor"], planned=None)
        )


def _wiki_of(row: Row[Any]) -> StoredWiki:
    return StoredWiki(
        wiki=row.wiki,
        base=row.base,
        site=row.site,
        profile=row.profile,
        selections=tuple(json.loads(row.selections)) if row.selections else (),
        api=row.api,
        checked_at=row.checked_at,
        cursor=row.cursor,
    )

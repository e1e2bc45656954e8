"""The wikis that records were fetched from, and up to where their changes are known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from .database import Database
from .seen import SeenPages
from .tables import wikis

__all__ = ["StoredWiki", "Wikis"]


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


class Wikis:
    """The wikis of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[StoredWiki]:
        """All of them, by name."""
        with self._database.transaction() as connection:
            return [_wiki_of(row) for row in connection.execute(select(wikis).order_by(wikis.c.wiki))]

    def pages_of(self, wiki: str) -> SeenPages:
        """The pages of a wiki as they were last seen."""
        return SeenPages(self._database, wiki)

    def note(self, wiki: StoredWiki) -> None:
        """Remember where a wiki is and what was asked of it; up to where its changes are known stays as it is."""
        here = wikis.c.wiki == wiki.wiki
        with self._database.transaction() as connection:
            row = connection.execute(select(wikis).where(here)).first()
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
                connection.execute(update(wikis).where(here).values(**values))

    def plan(self, wiki: str, *, api: str | None, checked_at: str | None, cursor: str) -> None:
        """What will be known of a wiki when the run that goes on has come to its end."""
        planned = json.dumps({"api": api, "checked_at": checked_at, "cursor": cursor})
        with self._database.transaction() as connection:
            connection.execute(update(wikis).where(wikis.c.wiki == wiki).values(planned=planned))

    def drop_plans(self) -> None:
        """Forget what was planned."""
        with self._database.transaction() as connection:
            connection.execute(update(wikis).values(planned=None))

    def commit_plans(self) -> None:
        """What was planned holds now."""
        with self._database.transaction() as connection:
            for row in connection.execute(select(wikis).where(wikis.c.planned.is_not(None))).all():
                planned = json.loads(row.planned)
                connection.execute(update(wikis).where(wikis.c.wiki == row.wiki).values(**planned, planned=None))


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

"""Health: what was found on each page, kept beside it, and a run's figures over the pages of a wiki."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from .pages import find_page
from .tables import health, pages, records, runs
from .visit import Visit

__all__ = [
    "Figure",
    "KnownPage",
    "PageHealth",
    "earlier_figures",
    "find_known",
    "put_figures",
    "run_figures",
    "visited_batch",
]

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHealth:
    """What was found on a page that is an article."""

    figures: frozenset[str]
    """Names of what holds: `lead`, `field.dosage`, `rule.NAME`, …"""
    kept: int
    """Letters and digits of the record's text."""
    removed: int
    """Letters and digits in the ledger."""
    read_as: str
    """Rendering, profile and version of the rules: pages read alike can be compared to the letter."""

    def to_json(self) -> str:
        """One line."""
        return json.dumps({**asdict(self), "figures": sorted(self.figures)}, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> PageHealth:
        """What `to_json` wrote."""
        data = json.loads(line)
        return cls(**{**data, "figures": frozenset(data["figures"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a run over the pages of one wiki; a row of the table `health`.

    `same` and `edited` count pages for which it held at the visit before this one, by whether this visit saw the
    same revision; `…_lost` those of them for which it holds no more.
    """

    wiki: str
    name: str
    pages: int = 0
    hits: int = 0
    same: int = 0
    same_lost: int = 0
    edited: int = 0
    edited_lost: int = 0
    examples: tuple[str, ...] = ()
    """Titles of pages that lost it."""
    broke: bool = False
    """Whether it left its band."""

    @property
    def had(self) -> int:
        """Pages for which it held before."""
        return self.same + self.edited

    @property
    def lost(self) -> int:
        """Of them, those for which it holds no more."""
        return self.same_lost + self.edited_lost

    def broken(self) -> Figure:
        """The same, said to have left its band."""
        return replace(self, broke=True)


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the store knew of a page before a run's result is published."""

    is_current: bool
    """Whether it has a record whose page was there."""
    revision_id: int | None
    health: PageHealth | None


def find_known(connection: Connection, visit: Visit) -> KnownPage | None:
    """What the store knows of the visited page."""
    row = find_page(connection, visit)
    if row is None:
        return None
    has_record = connection.scalar(select(records.c.page).where(records.c.page == row.id)) is not None
    found = PageHealth.from_json(row.health) if row.health else None
    return KnownPage(has_record and row.tombstone is None, row.revision_id, found)


def visited_batch(
    connection: Connection, run_id: str, after: int
) -> list[tuple[int, tuple[str, str, PageHealth | None]]]:
    """The next pages by key whose last visit was of this run: key, and (wiki, outcome, what an article held)."""
    query = (
        select(pages.c.id, pages.c.wiki, pages.c.outcome, pages.c.health)
        .where((pages.c.run_id == run_id) & (pages.c.id > after))
        .order_by(pages.c.id)
        .limit(_BATCH)
    )
    found = []
    for row in connection.execute(query):
        is_article = row.outcome == "article" and row.health
        page = (row.wiki, row.outcome, PageHealth.from_json(row.health) if is_article else None)
        found.append((row.id, page))
    return found


def put_figures(connection: Connection, run_id: str, figures: Iterable[Figure]) -> None:
    """Keep a run's figures, instead of those that it had."""
    connection.execute(delete(health).where(health.c.run_id == run_id))
    rows = [
        {
            "run_id": run_id, "wiki": each.wiki, "figure": each.name, "pages": each.pages, "hits": each.hits,
            "same": each.same, "same_lost": each.same_lost, "edited": each.edited, "edited_lost": each.edited_lost,
            "examples": json.dumps(each.examples, ensure_ascii=False), "broke": int(each.broke),
        }
        for each in figures
    ]  # fmt: skip
    if rows:
        connection.execute(insert(health), rows)


def run_figures(connection: Connection, run_id: str) -> list[Figure]:
    """A run's figures, by wiki and name; none until it was published."""
    query = select(health).where(health.c.run_id == run_id).order_by(health.c.wiki, health.c.figure)
    return [_read(row) for row in connection.execute(query).mappings()]


def earlier_figures(connection: Connection, wiki: str, *, but: str, limit: int) -> list[list[Figure]]:
    """The figures of the last `limit` runs over a wiki, newest first, without those of the run `but`."""
    ids = (
        select(runs.c.run_id)
        .where((runs.c.run_id != but) & runs.c.run_id.in_(select(health.c.run_id).where(health.c.wiki == wiki)))
        .order_by(runs.c.started_at.desc(), runs.c.run_id.desc())
        .limit(limit)
    )
    found = []
    for run_id in connection.scalars(ids).all():
        query = select(health).where((health.c.run_id == run_id) & (health.c.wiki == wiki))
        found.append([_read(row) for row in connection.execute(query).mappings()])
    return found


def _read(row: Any) -> Figure:  # noqa: ANN401 - a row by names
    return Figure(
        wiki=row["wiki"],
        name=row["figure"],
        pages=row["pages"],
        hits=row["hits"],
        same=row["same"],
        same_lost=row["same_lost"],
        edited=row["edited"],
        edited_lost=row["edited_lost"],
        examples=tuple(json.loads(row["examples"])),
        broke=bool(row["broke"]),
    )

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
    "BAND_PAGES",
    "BAND_RUNS",
    "Figure",
    "KnownPage",
    "PageHealth",
    "band_figures",
    "find_known",
    "has_earlier",
    "put_figures",
    "run_figures",
    "visited_batch",
]

BAND_PAGES, BAND_RUNS = 1000, 100
"""Pages that earlier runs must have seen to make a band, and runs that are looked at for them."""
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


def has_earlier(connection: Connection, wiki: str, *, but: str) -> bool:
    """Whether a run other than `but` has figures of a wiki."""
    query = select(health.c.run_id).where((health.c.wiki == wiki) & (health.c.run_id != but)).limit(1)
    return connection.scalar(query) is not None


def band_figures(connection: Connection, wiki: str, *, but: str | None = None) -> dict[str, list[Figure]]:
    """The figures that make a wiki's band, by run, latest first, without those of the run `but`.

    Of as many runs as it takes to have BAND_PAGES pages, and BAND_RUNS at the most: a refresh may visit only a few.
    """
    of_wiki = select(health.c.run_id).where(health.c.wiki == wiki)
    ids = select(runs.c.run_id).where(runs.c.run_id.in_(of_wiki))
    if but is not None:
        ids = ids.where(runs.c.run_id != but)
    found: dict[str, list[Figure]] = {}
    seen = 0
    for run_id in connection.scalars(
        ids.order_by(runs.c.started_at.desc(), runs.c.run_id.desc()).limit(BAND_RUNS)
    ).all():
        query = select(health).where((health.c.run_id == run_id) & (health.c.wiki == wiki))
        found[run_id] = [_read(row) for row in connection.execute(query).mappings()]
        seen += max((figure.pages for figure in found[run_id]), default=0)
        if seen >= BAND_PAGES:
            break
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

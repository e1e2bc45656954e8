"""The figures of a wiki over runs: how many pages hold each field, section and other thing that is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.render.records.describe import spell
from ...store.health import Figure
from .plots import Spark, draw_spark
from .words import say_share, shorten

__all__ = ["FigureRow", "WikiFigures", "rule_sparks", "wiki_figures"]

WIKIS = 4
"""Wikis that are shown; those with most pages."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure."""

    name: str
    hits: int
    pages: int
    share: float
    lost: int
    """Pages that held it before and hold it no more."""
    broke: bool
    spark: Spark | None

    @property
    def percent(self) -> str:
        """The share in words."""
        return say_share(self.share)


@dataclass(frozen=True, slots=True)
class WikiFigures:
    """The figures of one wiki."""

    wiki: str
    pages: int
    fields: tuple[FigureRow, ...]
    """How complete the records are, a row a field of theirs."""
    others: tuple[FigureRow, ...]

    @property
    def others_broke(self) -> bool:
        """Whether one of them left its band."""
        return any(row.broke for row in self.others)


def wiki_figures(runs: Sequence[Sequence[Figure]]) -> list[WikiFigures]:
    """Of each wiki of the last of `runs` (oldest first) what that run found, and how it was before."""
    if not runs:
        return []
    history = [{(each.wiki, each.name): each for each in figures} for figures in runs]
    sizes: dict[str, int] = {}
    for each in runs[-1]:
        sizes[each.wiki] = max(sizes.get(each.wiki, 0), each.pages)
    largest = sorted(sizes, key=lambda wiki: (-sizes[wiki], wiki))[:WIKIS]
    return [_of_wiki(wiki, sizes[wiki], history) for wiki in largest]


def _of_wiki(wiki: str, size: int, history: Sequence[Mapping[tuple[str, str], Figure]]) -> WikiFigures:
    names = {name for figures in history for of, name in figures if of == wiki}
    rows = {name: row for name in names for row in _row(wiki, name, history)}
    fields = [row for name, row in rows.items() if name.startswith("field.")]
    others = [row for name, row in rows.items() if not name.startswith(("field.", "rule."))]

    def order(row: FigureRow) -> tuple[float, str]:
        return -row.share, row.name

    return WikiFigures(shorten(wiki), size, tuple(sorted(fields, key=order)), tuple(sorted(others, key=order)))


def _row(wiki: str, name: str, history: Sequence[Mapping[tuple[str, str], Figure]]) -> Iterator[FigureRow]:
    shares = [_share(figures.get((wiki, name)), figures.get((wiki, "article"))) for figures in history]
    now = history[-1].get((wiki, name))
    articles = history[-1].get((wiki, "article"))
    pages = now.pages if now is not None else articles.hits if articles is not None else 0
    if not pages or name.startswith("text."):  # a text is only compared with the one before
        return
    hits = now.hits if now is not None else 0
    kind, _, rest = name.partition(".")
    yield FigureRow(
        name=shorten(spell(rest if kind == "field" else name)),
        hits=hits,
        pages=pages,
        share=hits / pages,
        lost=now.lost if now is not None else 0,
        broke=now.broke if now is not None else False,
        spark=draw_spark(shares, top=1.0),
    )


def _share(figure: Figure | None, articles: Figure | None) -> float | None:
    """Share of a run's pages that hold a figure: none of them where it has pages and not the figure."""
    if figure is not None and figure.pages:
        return figure.hits / figure.pages
    return 0.0 if figure is None and articles is not None and articles.hits else None


def rule_sparks(runs: Sequence[Sequence[Figure]]) -> dict[str, Spark | None]:
    """Rule -> share of the pages on which it fired, over all wikis, run by run."""
    shares: list[dict[str, float]] = []
    for figures in runs:
        articles = sum(each.hits for each in figures if each.name == "article")
        hits: dict[str, float] = {}
        for each in figures:
            if each.name.startswith("rule.") and articles:
                rule = each.name.removeprefix("rule.")
                hits[rule] = hits.get(rule, 0) + each.hits / articles
        shares.append(hits)
    rules = {rule for hits in shares for rule in hits}
    return {rule: draw_spark([hits.get(rule, 0.0) if hits else None for hits in shares], top=1.0) for rule in rules}

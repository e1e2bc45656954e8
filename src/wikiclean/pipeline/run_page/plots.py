"""Plots as numbers: the template draws them as SVG, with the same in words for those who do not see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..measures import Histogram
from .words import say_number, say_share

__all__ = ["Bar", "Buckets", "Spark", "draw_bars", "draw_buckets", "draw_spark"]

SPARK_WIDTH, SPARK_HEIGHT = 120, 22
_EDGE = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar plot; `width` of 100."""

    name: str
    count: int
    width: float


def draw_bars(counts: Mapping[str, int]) -> list[Bar]:
    """Counts, largest first, against the largest."""
    most = max(counts.values(), default=0) or 1
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [Bar(name, count, 100 * count / most) for name, count in ordered]


@dataclass(frozen=True, slots=True)
class Column:
    """A bucket of a histogram; `height` of 100."""

    label: str
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class Buckets:
    """A histogram."""

    name: str
    columns: tuple[Column, ...]
    summary: str
    """In one line."""
    words: str
    """All of it, for those who do not see it."""


def draw_buckets(name: str, histogram: Histogram, say: Callable[[float], str]) -> Buckets:
    """A histogram without gaps between its first and its last bucket."""
    counts = histogram.counts
    most = max(counts.values(), default=0) or 1
    span = range(min(counts), max(counts) + 1) if counts else range(0)
    columns = tuple(Column(say(2**at), counts.get(at, 0), 100 * counts.get(at, 0) / most) for at in span)
    half, nearly = histogram.below(0.5), histogram.below(0.95)
    summary = "none"
    if half is not None and nearly is not None:
        mean = histogram.total / histogram.number
        summary = (
            f"{say(mean)} on average; half below {say(half)}, 95 % below {say(nearly)}; {say(histogram.total)} in all"
        )
    words = "; ".join(f"below {each.label}: {say_number(each.count)} pages" for each in columns if each.count)
    return Buckets(name, columns, summary, words)


@dataclass(frozen=True, slots=True)
class Spark:
    """A line over runs; `last` is where its dot stands."""

    points: str
    last: tuple[float, float]
    words: str
    width: int = SPARK_WIDTH
    height: int = SPARK_HEIGHT


def draw_spark(
    values: Sequence[float | None], say: Callable[[float], str] = say_share, *, top: float | None = None
) -> Spark | None:
    """Values of runs, oldest first, against `top` or the largest; None where less than two runs have one."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    most = top or max(value for _, value in known) or 1
    step = (SPARK_WIDTH - 2 * _EDGE) / (len(values) - 1)
    room = SPARK_HEIGHT - 2 * _EDGE
    places = [(round(_EDGE + at * step, 1), round(_EDGE + room * (1 - value / most), 1)) for at, value in known]
    shown = [value for _, value in known]
    words = (
        f"over {len(shown)} runs from {say(shown[0])} to {say(shown[-1])}, "
        f"lowest {say(min(shown))}, highest {say(max(shown))}"
    )
    return Spark(" ".join(f"{x:g},{y:g}" for x, y in places), places[-1], words)

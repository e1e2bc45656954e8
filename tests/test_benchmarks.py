"""The benchmarks' files agree with each other; nothing is measured here."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import figures

    yield figures
    for name in ("figures", "results_page"):
        sys.modules.pop(name, None)


def test_each_floor_names_a_figure_that_was_measured(figures: Any) -> None:
    results = figures.read_results()
    for floor in figures.read_floors():
        assert floor.value_in(results) is not None, floor.figure
        assert floor.why


def test_a_missed_floor_says_by_what(figures: Any) -> None:
    at_most = figures.Floor("speed/time", None, 3.0, "three parses")
    assert at_most.missed_by({"speed": {"time": 3.0}}) is None
    assert at_most.missed_by({"speed": {"time": 3.1}}) == "speed/time is 3.1, the ceiling is 3.0: three parses"
    at_least = figures.Floor("speed/lead", 15, None, "faster")
    assert at_least.missed_by({"speed": {"lead": 14}}) == "speed/lead is 14, the floor is 15: faster"
    assert at_least.missed_by({"quality": {}}) is None


def test_a_floor_has_one_side(figures: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "floors.json"
    wrong.write_text(json.dumps([{"figure": "speed/time", "why": "neither side"}]), "utf-8")
    monkeypatch.setattr(figures, "FLOORS", wrong)
    with pytest.raises(ValueError, match="speed/time"):
        figures.read_floors()


def test_the_page_shows_the_saved_results(figures: Any) -> None:
    page = figures.PAGE.read_text("utf-8")
    assert figures.with_results(page) == page, "run: python benchmarks/figures.py"

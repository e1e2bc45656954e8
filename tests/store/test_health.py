from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from wikiclean.store.base import Store
from wikiclean.store.health import Figure, PageHealth
from wikiclean.store.runs import StoredRun
from wikiclean.store.visit import Visit

Make = Callable[..., Any]

HEALTH = PageHealth(figures=frozenset({"lead", "rule.x"}), kept=9, removed=2, read_as="api_parse wikimd 1")


def test_what_was_found_on_a_page_stays_beside_it(store: Store, record: Make) -> None:
    given = record(revision_id=7)
    visit = replace(Visit.of_record(given), health=HEALTH.to_json())
    assert store.find_known(visit) is None
    store.put(visit, given, run_id="r1")
    known = store.find_known(replace(visit, health=None, revision_id=8))
    assert known is not None
    assert (known.is_current, known.revision_id, known.health) == (True, 7, HEALTH)
    assert list(store.iter_visited("r1")) == [("testwiki", "article", HEALTH)]

    store.put(replace(visit, outcome="blank", health=None), None, run_id="r2")
    known = store.find_known(visit)
    assert known is not None
    assert (known.is_current, known.health) == (True, HEALTH), "what it was as an article"
    assert list(store.iter_visited("r2")) == [("testwiki", "blank", None)]
    store.put(replace(visit, outcome="missing", health=None), None, run_id="r3")
    gone = store.find_known(visit)
    assert gone is not None
    assert not gone.is_current


def test_earlier_runs_are_taken_until_there_are_enough_pages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, pages in enumerate((2000, 3, 2, 500), start=1):
        store.begin_run(
            StoredRun(f"r{number}", "refresh", "running", None, f"2026-01-0{number}"), [f"{number}"], site=None
        )
        store.put_figures(f"r{number}", [Figure(wiki="w", name="lead", pages=pages, hits=pages)])
    assert store.has_earlier_figures("w", but="r4")
    assert not store.has_earlier_figures("other", but="r4")

    def seen() -> list[int]:
        return [figures[0].pages for figures in store.band_figures("w", but="r4")]

    assert seen() == [2, 3, 2000]
    monkeypatch.setattr("wikiclean.store.health.BAND_PAGES", 1)
    assert seen() == [2]
    monkeypatch.setattr("wikiclean.store.health.BAND_PAGES", 100)
    monkeypatch.setattr("wikiclean.store.health.BAND_RUNS", 2)
    assert seen() == [2, 3]


def test_a_run_has_the_figures_it_was_given_last(store: Store) -> None:
    store.put_figures("r1", [Figure(wiki="w", name="lead", pages=2)])
    figure = Figure(wiki="w", name="lead", pages=3, hits=2, edited=2, edited_lost=1, examples=("A",), broke=True)
    store.put_figures("r1", [figure])
    assert store.run_figures("r1") == [figure]
    assert (figure.had, figure.lost) == (2, 1)

"""Sizes and times of a run's pages: counted where they arise, kept in little room, added up over interruptions."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.model.ledger import RuleTotal
from wikiclean.model.page import Page
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.measures import Histogram, Measures, PageMeasure
from wikiclean.pipeline.process import process_page

Make = Callable[..., Any]


def measure(number: int, **given: Any) -> PageMeasure:
    return PageMeasure(**{"title": f"Page {number}", "outcome": "article", "bytes": 1000 + number, **given})


def as_report(measures: Measures) -> str:
    return json.dumps({"measured": measures.to_dict()})


@pytest.mark.parametrize(
    ("value", "below"),
    [(0, 1), (0.99, 1), (1, 2), (1.5, 2), (2, 4), (1023, 1024), (1024, 2048), (3_000_000, 4_194_304)],
)
def test_a_value_is_below_the_end_of_its_bucket(value: float, below: int) -> None:
    histogram = Histogram()
    histogram.add(value)
    assert histogram.to_dict()["below"] == {str(below): 1}
    assert Histogram.from_dict(histogram.to_dict()).counts == histogram.counts


def test_shares_are_reached_below_the_end_of_a_bucket() -> None:
    histogram = Histogram()
    for value in [3] * 90 + [100] * 10:
        histogram.add(value)
    assert (histogram.number, histogram.total) == (100, 1270)
    assert (histogram.below(0.5), histogram.below(0.9), histogram.below(0.95)) == (4, 4, 128)
    assert Histogram().below(0.5) is None


def test_many_pages_take_no_more_room_than_few() -> None:
    measures = Measures()
    for number in range(5000):
        measures.add(measure(number, parse_ms=float(number % 700)), {"edit-link": RuleTotal(2, 8)})
    told = measures.to_dict()
    assert len(json.dumps(told)) < 20_000
    assert (told["pages"], sum(told["parse_ms"]["below"].values())) == (5000, 5000)
    assert told["rules"] == {"edit-link": {"pages": 5000, "pieces": 10_000, "letters": 40_000}}
    assert [page.bytes for page in measures.largest] == list(range(5999, 5979, -1))
    slowest = measures.slowest
    assert len(slowest) == 20
    assert [page.title for page in slowest[:7]] == [f"Page {699 + 700 * number}" for number in range(7)]


def test_a_title_cannot_fill_the_report() -> None:
    measures = Measures()
    measures.add(measure(1, title="x" * 10_000, url="https://wiki.example/" + "y" * 10_000), {})
    (page,) = measures.largest
    assert (len(page.title), page.url) == (200, None)


def test_measures_that_are_gone_on_with_are_those_of_the_whole() -> None:
    whole, part = Measures(), Measures()
    pages = [measure(number % 37, parse_ms=float(number % 13), clean_ms=2.0) for number in range(120)]
    for page in pages:
        whole.add(page, {"a": RuleTotal(1, 1)})
    for page in pages[:50]:
        part.add(page, {"a": RuleTotal(1, 1)})
    rest = Measures.from_report(as_report(part))
    for page in pages[50:]:
        rest.add(page, {"a": RuleTotal(1, 1)})
    assert rest.to_dict() == whole.to_dict()


@pytest.mark.parametrize("report", [None, "{}", '{"settings": {}}'])
def test_a_run_of_an_earlier_version_has_none(report: str | None) -> None:
    assert Measures.from_report(report).pages == 0


def test_a_page_says_how_long_it_took_and_is_the_same_page(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 0.25, 1.0, 2.0, 2.5, 4.0])
    monkeypatch.setattr("wikiclean.pipeline.process.time.perf_counter", lambda: next(ticks))
    page = Page.from_html("<h1>Testol</h1><div id='mw-content-text'><p>Testol is a medicine.</p></div>", title="Testol")
    first, second = process_page(page), process_page(page)
    assert (first.clean_seconds, first.parse_seconds) == (0.25, 0.75)
    assert (second.clean_seconds, second.parse_seconds) == (0.5, 1.5)
    assert first == second


def test_a_run_measures_what_it_received_and_did(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: a", "B": "blank: ", "C": "blocked: "})
    report = runs._carry(site.job("A", "B", "C", "D"), tmp_path, settings())
    told = json.loads((report.directory / "run.json").read_text("utf-8"))["measured"]
    assert (told["pages"], told["bytes"]["sum"]) == (3, len(b"article: a" + b"blank: " + b"missing: "))
    assert {page["title"]: page["outcome"] for page in told["largest"]} == {
        "A": "article",
        "B": "blank",
        "D": "missing",
    }


def test_a_run_that_goes_on_adds_up(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: a", "B": "article: b", "C": "article: c"})

    def stop(step: Any) -> None:
        if step.target == "B":
            os.kill(os.getpid(), signal.SIGINT)

    first = runs._carry(site.job("A", "B", "C"), tmp_path, settings(observe=stop))
    assert first.measured.pages == 2
    second = runs._carry(site.job("A", "B", "C"), tmp_path, settings())
    assert (second.run_id, second.measured.pages) == (first.run_id, 3)
    assert {page.title for page in second.measured.slowest} == {"A", "B", "C"}
    assert runs._carry(site.job("A", "B", "C"), tmp_path, settings()).measured.pages == 3, "another run begins anew"


class Killed(BaseException):
    """Ends a run as a kill does: nothing more is done."""


def test_a_killed_run_has_kept_what_it_measured_up_to_then(
    wiki: Make, settings: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wikiclean.pipeline.results._KEPT_EACH", 2)
    site = wiki({name: f"article: {name}" for name in "ABCDE"})

    def kill(step: Any) -> None:
        if step.target == "D":
            raise Killed

    with pytest.raises(Killed):
        runs._carry(site.job(*"ABCDE"), tmp_path, settings(observe=kill))
    report = runs._carry(site.job(*"ABCDE"), tmp_path, settings())
    assert (report.resumed, report.measured.pages) == (True, 5)

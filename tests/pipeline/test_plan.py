"""A dry run says what the run would ask for if it was made now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import UnreachableError
from wikiclean.fetch.selection import Selection
from wikiclean.fetch.session import SessionSettings
from wikiclean.model.page import Page
from wikiclean.pipeline.plan import plan_run
from wikiclean.pipeline.quota import Quota
from wikiclean.pipeline.run import run
from wikiclean.pipeline.settings import RunSettings

SITE = "https://wiki.example"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles that were asked for; B gives no answer. The wiki lists A, B and C."""
    targets: list[str] = []

    def fetch_page(target: str, **_: Any) -> Page:
        targets.append(target)
        if target == "B":
            raise UnreachableError("no answer")
        html = f"<h1 id='firstHeading'>{target}</h1><div id='mw-content-text'><p>Text.</p></div>"
        return Page.from_html(html, url=f"{SITE}/wiki/{target}")

    def discover_titles(*_: Any, **__: Any) -> Iterator[str]:
        targets.append("list")
        yield from ("A", "B", "C", "A")

    monkeypatch.setattr("wikiclean.fetch.steps.fetch_page", fetch_page)
    monkeypatch.setattr("wikiclean.fetch.discover.discover_titles", discover_titles)
    return targets


def planned(targets: list[str], out: Path, settings: RunSettings) -> list[str]:
    return [page.url.removeprefix(f"{SITE}/wiki/") for page in plan_run(targets, out, settings)]


@pytest.mark.parametrize("targets", [["A", "B", "C", "A"], []])
def test_it_is_what_the_run_asks_for(
    asked: list[str], settings: Callable[..., RunSettings], tmp_path: Path, targets: list[str]
) -> None:
    told = settings(site=SITE, selection=None if targets else Selection(everything=True))
    lists = [] if targets else ["list"]
    for limit in (None, 2):
        wanted = planned(targets, tmp_path / "none", replace(told, limit=limit))
        assert asked == lists
        asked.clear()
        run(targets, tmp_path / str(limit), settings=replace(told, limit=limit, jsonl=False))
        assert asked == [*lists, *wanted]
        asked.clear()


@pytest.mark.parametrize("targets", [["C", "B", "A"], []])
def test_a_run_that_broke_off_is_planned_from_where_it_is(
    asked: list[str], settings: Callable[..., RunSettings], tmp_path: Path, targets: list[str]
) -> None:
    told = settings(site=SITE, selection=None if targets else Selection(everything=True))
    run(targets, tmp_path, settings=replace(told, max_failures=Quota.parse("0")))
    asked.clear()
    wanted = planned(targets, tmp_path, told)
    assert wanted == (["B", "A"] if targets else ["B", "C"])
    assert asked == [], "the queue knows"
    assert len(planned(targets, tmp_path, replace(told, resume=False))) == 3
    asked.clear()
    run(targets, tmp_path, settings=told)
    assert asked == wanted


def test_the_pause_of_each_page_is_known(tmp_path: Path) -> None:
    told = RunSettings(site=SITE, session=SessionSettings(rate=4))
    assert [page.seconds for page in plan_run(["A"], tmp_path, told)] == [0.25]
    assert [page.seconds for page in plan_run(["A"], tmp_path, RunSettings(site=SITE))] == [1.0]
    assert list(tmp_path.iterdir()) == []

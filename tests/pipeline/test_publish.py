"""Nothing is published that is worse than what was there."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import InputError
from wikiclean.pipeline import run as runs
from wikiclean.store import staging
from wikiclean.store.base import open_store

Make = Callable[..., Any]

LONG = "article: " + "A drug is told of at length. " * 20
SHORT = "article: x"
NAMES = [f"P{number}" for number in range(6)]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def scraped(wiki: Make, settings: Make, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    assert runs._carry(wiki(dict.fromkeys(NAMES, LONG)).job(*NAMES), out, settings()).exit_code == 0
    return out


def told(report: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((report.directory / "run.json").read_text(encoding="utf-8"))
    return data


def test_a_first_run_has_nothing_to_be_compared_with(wiki: Make, settings: Make, tmp_path: Path) -> None:
    report = runs._carry(wiki(dict.fromkeys(NAMES, SHORT)).job(*NAMES), tmp_path, settings())
    assert told(report)["drift"] == {"compared": {}, "accepted": False, "findings": []}
    feed = lines(report.directory / "changes.jsonl")
    assert [(line["record_id"], line["change"], line["fields"]) for line in feed] == [
        (f"testwiki:{name}", "added", []) for name in NAMES
    ]


def test_a_run_that_finds_less_than_before_publishes_nothing(wiki: Make, settings: Make, scraped: Path) -> None:
    before = (scraped / "records.jsonl").read_bytes()
    site = wiki({**dict.fromkeys(NAMES, SHORT), "P5": "missing: "})
    report = runs._carry(site.job(*NAMES), scraped, settings())
    assert (report.exit_code, report.state, report.tally.changes) == (4, "stopped", {})
    assert (scraped / "records.jsonl").read_bytes() == before
    assert (report.directory / "changes.jsonl").read_text() == ""
    with open_store(settings().store or scraped) as store:
        assert store.get_by_title("P0").record.text != "x"
        assert store.get_by_title("P5").tombstone is None
    (finding,) = told(report)["drift"]["findings"]
    assert (finding["figure"], finding["had"], finding["lost"]) == ("text.length", 5, 5)
    assert finding["examples"] == ["P0", "P1", "P2"]
    assert "stopped before publishing" in report.summary()
    assert "P0, P1, P2" in report.summary()


def test_accepting_publishes_what_was_staged_without_asking_again(wiki: Make, settings: Make, scraped: Path) -> None:
    site = wiki({**dict.fromkeys(NAMES, SHORT), "P5": "missing: "})
    first = runs._carry(site.job(*NAMES), scraped, settings())
    site.asked.clear()
    report = runs._carry(site.job(*NAMES), scraped, settings(accept_drift=True))
    assert (report.exit_code, report.run_id, site.asked) == (0, first.run_id, [])
    assert report.tally.changes == {"changed": 5, "gone": 1}
    assert [line["text"] for line in lines(scraped / "records.jsonl")] == ["x"] * 5
    assert told(report)["drift"]["accepted"] is True
    feed = {line["title"]: line for line in lines(report.directory / "changes.jsonl")}
    assert feed["P5"]["reason"] == "deleted"
    assert feed["P0"]["parts"] == ["text"]
    again = runs._carry(site.job(*NAMES), scraped, settings())
    assert (again.exit_code, again.tally.changes) == (0, {"unchanged": 5})


def test_the_next_run_after_a_stop_asks_the_wiki_again(wiki: Make, settings: Make, scraped: Path) -> None:
    before = (scraped / "records.jsonl").read_bytes()
    bad = wiki(dict.fromkeys(NAMES, SHORT))
    stopped = runs._carry(bad.job(*NAMES), scraped, settings())
    good = wiki(dict.fromkeys(NAMES, LONG))
    report = runs._carry(good.job(*NAMES), scraped, settings())
    assert (report.exit_code, good.asked) == (0, NAMES)
    assert report.run_id != stopped.run_id
    assert (scraped / "records.jsonl").read_bytes() == before
    late = runs._carry(good.job(*NAMES), scraped, settings(accept_drift=True))
    assert late.run_id not in (stopped.run_id, report.run_id), "what the stopped run staged is forgotten"
    with open_store(settings().store or scraped) as store:
        assert [run.state for run in store.runs()] == ["finished"] * 4


def test_an_interrupted_run_keeps_its_stage_and_shows_nothing_of_it(wiki: Make, settings: Make, scraped: Path) -> None:
    before = (scraped / "records.jsonl").read_bytes()
    site = wiki(dict.fromkeys(NAMES, LONG + " More of it."))

    def stop(step: Any) -> None:
        if step.target == "P3":
            os.kill(os.getpid(), signal.SIGTERM)

    first = runs._carry(site.job(*NAMES), scraped, settings(observe=stop))
    assert (first.exit_code, told(first)["drift"]) == (143, None)
    assert (scraped / "records.jsonl").read_bytes() == before
    second = runs._carry(site.job(*NAMES), scraped, settings())
    assert site.asked == NAMES
    assert (second.run_id, second.tally.changes) == (first.run_id, {"changed": 6})


def test_a_wiki_that_is_new_to_the_store_is_stored_at_once(wiki: Make, settings: Make, scraped: Path) -> None:
    site = wiki({"Other A": LONG, "P0": LONG + " More."})
    stop = settings(observe=lambda step: os.kill(os.getpid(), signal.SIGINT) if step.target == "P0" else None)
    runs._carry(site.job("Other A", "P0", "P1"), scraped, stop)
    with open_store(settings().store or scraped) as store:
        assert store.get_by_title("Other A").record_id == "otherwiki:Other A"
        assert not store.get_by_title("P0").record.text.endswith("More.")


@pytest.mark.parametrize(("error", "code"), [(InputError("its id is that of another page"), 1), (KeyError("x"), 70)])
def test_a_staged_record_that_cannot_be_stored_costs_that_page_alone(
    wiki: Make, settings: Make, scraped: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    original = staging.put_article

    def refuse(connection: Any, record: Any, *more: Any) -> Any:
        change = original(connection, record, *more)
        if record.page.title == "P1":
            raise error
        return change

    monkeypatch.setattr(staging, "put_article", refuse)
    report = runs._carry(wiki(dict.fromkeys(NAMES, LONG + " More.")).job(*NAMES), scraped, settings())
    assert (report.exit_code, report.tally.failed, report.tally.changes) == (code, 1, {"changed": 5})
    (failure,) = lines(report.directory / "failures.jsonl")
    assert (failure["target"], failure["error"]) == ("P1", type(error).__name__)
    with open_store(settings().store or scraped) as store:
        assert [stored.title for stored in store.iter_stored() if not stored.record.text.endswith("More.")] == ["P1"]


def test_a_signal_while_publishing_publishes_nothing_and_the_next_run_goes_on(
    wiki: Make, settings: Make, scraped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (scraped / "records.jsonl").read_bytes()
    site = wiki(dict.fromkeys(NAMES, LONG + " More."))
    original = staging.publish

    def interrupted(connection: Any, each: Any, run_id: str) -> Any:
        if each.position == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return original(connection, each, run_id)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "publish", interrupted)
        first = runs._carry(site.job(*NAMES), scraped, settings())
    assert (first.exit_code, first.state, first.tally.changes) == (143, "interrupted", {})
    assert (scraped / "records.jsonl").read_bytes() == before
    second = runs._carry(site.job(*NAMES), scraped, settings())
    assert (second.exit_code, second.tally.changes, site.asked) == (0, {"changed": 6}, NAMES)

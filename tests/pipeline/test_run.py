from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import (
    LockedError,
    RequestsSpentError,
    RobotsDeniedError,
    StoreError,
    UnreachableError,
    UsageError,
)
from wikiclean.fetch.traffic import Traffic
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.quota import Quota
from wikiclean.store.base import open_store
from wikiclean.store.lock import hold_lock

Make = Callable[..., Any]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_kind_of_ending_is_in_its_place(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki(
        {
            "Good": "article: text",
            "List": "disambiguation: a list",
            "Wall": "blocked: ",
            "Gone": UnreachableError("no answer", where="http://wiki.example/"),
        }
    )
    report = runs._carry(site.job("Good", "List", "Nowhere", "Wall", "Gone", "Good"), tmp_path, settings())
    assert site.asked == ["Good", "List", "Nowhere", "Wall", "Gone"]
    assert report.exit_code == 1
    assert report.tally.outcomes == {"article": 1, "disambiguation": 1, "missing": 1}
    assert report.tally.failures == {"UnreachableError": 1, "blocked": 1}
    assert [line["record_id"] for line in lines(tmp_path / "records.jsonl")] == ["testwiki:Good"]

    failures = lines(report.directory / "failures.jsonl")
    assert [(line["target"], line["error"]) for line in failures] == [("Wall", "blocked"), ("Gone", "UnreachableError")]
    assert failures[1]["where"] == "http://wiki.example/"
    told = json.loads((report.directory / "run.json").read_text())
    assert told["counts"]["targets"] == 5
    assert told["counts"]["records"] == {"added": 1}
    assert told["exit_code"] == 1
    assert told["versions"]["wikiclean"]
    assert (told["started_at"], told["finished_at"]) == ("2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z")


@pytest.mark.parametrize(
    ("pages", "targets", "code"),
    [
        ({"A": "article: x"}, ["A"], 0),
        ({"A": "article: x", "B": "redirect: "}, ["A", "B"], 0),
        ({"B": "missing: "}, ["B"], 3),
        ({"B": "missing: ", "C": "blank: "}, ["B", "C"], 0),
        ({"A": "article: x", "F": UnreachableError("x")}, ["A", "F"], 1),
        ({"F": UnreachableError("x")}, ["F"], 3),
        ({"W": "blocked: "}, ["W"], 3),
        ({"A": "article: x", "R": "raise: oops"}, ["A", "R"], 70),
        ({}, [], 3),
    ],
)
def test_the_exit_code_says_how_it_went(
    wiki: Make, settings: Make, tmp_path: Path, pages: dict[str, Any], targets: list[str], code: int
) -> None:
    report = runs._carry(wiki(pages).job(*targets), tmp_path, settings())
    assert report.exit_code == code
    with open_store(settings().store or tmp_path) as store:
        assert [(run.exit_code, run.state) for run in store.runs()] == [(code, "finished")]


def test_a_bug_is_recorded_with_its_traceback_and_the_batch_goes_on(wiki: Make, settings: Make, tmp_path: Path) -> None:
    report = runs._carry(wiki({"R": "raise: oops", "A": "article: x"}).job("R", "A"), tmp_path, settings())
    (failure,) = lines(report.directory / "failures.jsonl")
    assert "RuntimeError: oops" in failure["traceback"]
    assert (report.tally.bugs, report.tally.done) == (1, 1)


def test_a_bug_in_fetching_is_one_too(wiki: Make, settings: Make, tmp_path: Path) -> None:
    report = runs._carry(wiki({"R": KeyError("oops")}).job("R"), tmp_path, settings())
    assert report.exit_code == 70


def test_a_bug_in_storing_is_one_too(
    wiki: Make, settings: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> str:
        raise KeyError("oops")

    monkeypatch.setattr("wikiclean.pipeline.results.unknown_headings", fall)
    report = runs._carry(wiki({"A": "article: a", "B": "blank: "}).job("A", "B"), tmp_path, settings())
    assert (report.exit_code, report.tally.bugs, report.tally.done) == (70, 1, 1)
    assert report.stored == 0, "the page and its mark go together"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_saves_the_state_and_the_next_run_goes_on(
    wiki: Make, settings: Make, tmp_path: Path, number: int, code: int
) -> None:
    site = wiki({"A": "article: a", "B": "article: b", "C": "article: c"})

    def stop(step: Any) -> None:
        if step.target == "B":
            os.kill(os.getpid(), number)

    before = signal.getsignal(number)
    first = runs._carry(site.job("A", "B", "C"), tmp_path, settings(observe=stop))
    assert signal.getsignal(number) is before
    assert (first.exit_code, first.state, first.tally.done) == (code, "interrupted", 2)
    assert len(lines(tmp_path / "records.jsonl")) == 2
    assert json.loads((first.directory / "run.json").read_text())["exit_code"] == code

    second = runs._carry(site.job("A", "B", "C"), tmp_path, settings())
    assert site.asked == ["A", "B", "C"]
    assert (second.exit_code, second.resumed, second.run_id, second.tally.done) == (0, True, first.run_id, 3)
    assert len(lines(tmp_path / "records.jsonl")) == 3

    runs._carry(site.job("A", "B", "C"), tmp_path, settings())
    assert site.asked == ["A", "B", "C"] * 2, "a finished run is not resumed"


def test_a_run_that_goes_on_tries_its_failures_again(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": UnreachableError("no answer"), "B": "article: b", "C": "article: c"})

    def stop(step: Any) -> None:
        if step.target == "B":
            os.kill(os.getpid(), signal.SIGINT)

    first = runs._carry(site.job("A", "B", "C"), tmp_path, settings(observe=stop))
    assert len(lines(first.directory / "failures.jsonl")) == 1
    site.pages["A"] = "article: a"
    second = runs._carry(site.job("A", "B", "C"), tmp_path, settings())
    assert second.exit_code == 0
    assert not (second.directory / "failures.jsonl").exists()


def test_resuming_can_be_refused(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: a", "B": "article: b"})
    runs._carry(site.job("A", "B"), tmp_path, settings(observe=lambda _: os.kill(os.getpid(), signal.SIGINT)))
    runs._carry(site.job("A", "B"), tmp_path, settings(resume=False))
    assert site.asked == ["A", "A", "B"]


def test_too_many_failures_stop_the_run(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({str(number): UnreachableError("no") for number in range(10)})
    names = list(site.pages)
    report = runs._carry(site.job(*names), tmp_path, settings(max_failures=Quota.parse("20%")))
    assert (report.exit_code, report.state, len(site.asked)) == (3, "interrupted", 3)
    assert "quota of failures (20%)" in report.summary()


def test_a_bad_visit_leaves_the_good_record(wiki: Make, settings: Make, tmp_path: Path) -> None:
    runs._carry(wiki({"A": "article: good"}).job("A"), tmp_path, settings())
    before = (tmp_path / "records.jsonl").read_bytes()
    for bad in ("blocked: ", "blank: ", "disambiguation: ", "error: ", "not_html: "):
        runs._carry(wiki({"A": bad}).job("A"), tmp_path, settings())
        assert (tmp_path / "records.jsonl").read_bytes() == before
        with open_store(settings().store or tmp_path) as store:
            assert store.get_by_title("A").record.text == "good"


def test_a_page_that_is_no_more_leaves_the_file_and_stays_readable(wiki: Make, settings: Make, tmp_path: Path) -> None:
    runs._carry(wiki({"A": "article: good"}).job("A"), tmp_path, settings())
    before = (tmp_path / "records.jsonl").read_bytes()
    report = runs._carry(wiki({"A": "missing: "}).job("A"), tmp_path, settings())
    assert (tmp_path / "records.jsonl").read_bytes() == b""
    assert (report.tally.changes, report.stored) == ({"gone": 1}, 0)
    with open_store(settings().store or tmp_path) as store:
        stored = store.get_by_title("A")
        assert (stored.record.text, stored.tombstone) == ("good", "missing")
    report = runs._carry(wiki({"A": "article: good"}).job("A"), tmp_path, settings())
    assert (tmp_path / "records.jsonl").read_bytes() == before
    assert report.tally.changes == {"back": 1}


def test_a_second_run_in_the_directory_is_refused_at_once(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({})
    with hold_lock(tmp_path), pytest.raises(LockedError):
        runs._carry(site.job("A"), tmp_path, settings())
    assert site.asked == []


def test_two_directories_may_share_a_database_but_not_at_once(wiki: Make, settings: Make, tmp_path: Path) -> None:
    address = settings().store or f"sqlite:///{tmp_path}/shared.db"
    site = wiki({"A": "article: a", "B": "article: b"})
    with open_store(address, create=True) as store, store.lock(), pytest.raises(LockedError):
        runs._carry(site.job("A"), tmp_path / "one", settings(store=address))
    assert site.asked == []
    for title, directory in (("A", "one"), ("B", "two")):
        assert runs._carry(site.job(title), tmp_path / directory, settings(store=address)).exit_code == 0
    assert len((tmp_path / "two" / "records.jsonl").read_text().splitlines()) == 2


def test_a_store_that_fails_ends_the_run_and_the_next_one_goes_on(
    wiki: Make, settings: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = wiki({"A": "article: a", "B": "article: b"})
    with monkeypatch.context() as patch:

        def full(*_: object, **__: object) -> None:
            raise StoreError("disk full")

        patch.setattr("wikiclean.store.base.Store.put", full)
        with pytest.raises(StoreError):
            runs._carry(site.job("A", "B"), tmp_path, settings())
    report = runs._carry(site.job("A", "B"), tmp_path, settings())
    assert (report.resumed, report.tally.done) == (True, 2)


def test_the_database_can_be_elsewhere(wiki: Make, settings: Make, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/other.db"
    runs._carry(wiki({"A": "article: a"}).job("A"), tmp_path / "out", settings(store=url))
    assert not (tmp_path / "out" / "wikiclean.db").exists()
    with open_store(url) as store:
        assert len(store) == 1


def test_jsonl_can_be_left_out_and_limits_hold(wiki: Make, settings: Make, tmp_path: Path) -> None:
    report = runs._carry(wiki({}).job("A", "B", "C"), tmp_path, settings(jsonl=False, limit=2))
    assert report.tally.total == 2
    assert not (tmp_path / "records.jsonl").exists()


def test_settings_in_the_report_hold_no_password(settings: Make) -> None:
    shown = settings(store="postgresql://me:secret@db.example/x", site="s").described()
    assert shown["site"] == "s"
    assert "secret" not in json.dumps(shown)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"limit": 0, "site": "wikimd"}, "limit of 0"),
        ({"site": "wikimed"}, "did you mean 'wikimd'"),
        ({"site": "wikimd", "profile": "nowhere.toml"}, "cannot be read"),
        ({}, "'A' is a title, and no wiki is named"),
        ({"site": "wikipedia"}, "stands for many wikis"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_written(
    settings: Make, tmp_path: Path, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        runs.run(["A"], tmp_path / "out", settings=settings(**given))
    assert not (tmp_path / "out").exists()


def test_wrong_use_found_with_the_first_page_ends_the_run(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": UsageError("give a contact"), "B": "article: b", "C": UsageError("no page")})
    with pytest.raises(UsageError):
        runs._carry(site.job("A", "B"), tmp_path, settings())
    assert site.asked == ["A"]
    assert runs._carry(site.job("B", "C"), tmp_path, settings()).exit_code == 1


def test_a_selection_that_broke_off_is_not_asked_for_again(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: x", "B": UnreachableError("gone"), "C": "article: y"})
    job = site.job("A", "B", "C")
    first = runs._carry(replace(job, selected="all"), tmp_path, settings(max_failures=Quota.parse("0")))
    assert first.stopped_by is not None
    asked: list[str] = []

    def titles() -> Iterator[str]:
        asked.append("again")
        yield "A"

    again = runs._carry(replace(job, targets=titles(), selected="all"), tmp_path, settings())
    assert (again.run_id, again.resumed, asked) == (first.run_id, True, [])
    assert again.tally.total == 3


def test_a_page_that_robots_txt_keeps_from_us_is_a_result(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: x", "B": RobotsDeniedError("robots.txt disallows this address")})
    report = runs._carry(site.job("A", "B"), tmp_path, settings())
    assert report.tally.outcomes == {"article": 1, "robots_denied": 1}
    assert (report.exit_code, report.tally.failed) == (0, 0)
    alone = runs._carry(site.job("B"), tmp_path, settings())
    assert alone.exit_code == 3


@pytest.mark.parametrize("workers", [1, 2])
def test_a_spent_budget_of_requests_ends_a_run_that_is_gone_on_with(
    wiki: Make, settings: Make, tmp_path: Path, workers: int
) -> None:
    pages: dict[str, Any] = {title: f"article: {title}" for title in "ABCD"}
    site = wiki(pages | {"C": RequestsSpentError("the budget of 2 requests is spent", where="http://wiki.example/")})
    options = settings(workers=workers)
    report = runs._carry(site.job(*"ABCD"), tmp_path, options)
    assert (report.exit_code, report.state) == (1, "interrupted")
    assert (report.tally.done, report.tally.failed, report.tally.pending) == (2, 0, 2)
    assert "--max-requests: the budget of 2 requests is spent; the same command goes on" in report.summary()
    assert not (report.directory / "failures.jsonl").exists()

    site.pages, site.asked = pages, []
    again = runs._carry(site.job(*"ABCD"), tmp_path, options)
    assert (again.run_id, again.exit_code, site.asked) == (report.run_id, 0, ["C", "D"])
    assert again.stored == 4


def test_a_wiki_that_gives_nothing_is_left_alone(wiki: Make, settings: Make, tmp_path: Path) -> None:
    """Twenty walls in a row end a run that asks over the network; the next one begins where this one came to."""
    names = [f"P{number}" for number in range(60)]
    pages = {name: "article: a" if number < 5 else "blocked: " for number, name in enumerate(names)}

    def job(known: dict[str, str]) -> Any:
        return replace(wiki(known).job(*names), traffic=Traffic())

    report = runs._carry(job(pages), tmp_path, settings())
    assert (report.exit_code, report.state) == (3, "interrupted")
    assert report.tally.failed == 20
    assert report.tally.pending == 35
    assert report.stopped_by is not None
    assert "none of the last 20 pages" in report.stopped_by
    report = runs._carry(job(dict.fromkeys(names, "article: a")), tmp_path, settings())
    assert (report.exit_code, report.resumed, report.tally.done) == (0, True, 60)


def test_walls_among_pages_do_not_end_a_run(wiki: Make, settings: Make, tmp_path: Path) -> None:
    names = [f"P{number}" for number in range(60)]
    pages = {name: "blocked: " if number % 10 else "article: a" for number, name in enumerate(names)}
    report = runs._carry(replace(wiki(pages).job(*names), traffic=Traffic()), tmp_path, settings())
    assert (report.state, report.tally.failed, report.tally.done) == ("finished", 54, 6)


def test_files_of_walls_are_all_looked_at(wiki: Make, settings: Make, tmp_path: Path) -> None:
    names = [f"P{number}" for number in range(30)]
    report = runs._carry(wiki(dict.fromkeys(names, "blocked: ")).job(*names), tmp_path, settings())
    assert (report.state, report.tally.failed) == ("finished", 30)

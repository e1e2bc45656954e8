"""What cron needs of a run: an end in time, one line, numbers for a monitor, an exit code for every ending."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.model.page import Page
from wikiclean.store.lock import hold_lock

Make = Callable[..., Any]


@pytest.fixture
def wiki(monkeypatch: pytest.MonkeyPatch, page: Make) -> list[str]:
    """A wiki in which the alarm clock rings over the page "Late"; what was asked for."""
    asked: list[str] = []

    def fetch_page(target: str, **_: Any) -> Page:
        asked.append(target)
        if target == "Late" and asked.count("Late") == 1:
            os.kill(os.getpid(), signal.SIGALRM)
        return Page.from_html(page(target), url=f"https://wiki.example/wiki/{target}", site=None)

    monkeypatch.setattr("wikiclean.fetch.steps.fetch_page", fetch_page)
    return asked


def scrape(run: Make, *args: str) -> Any:
    return run("scrape", *args, "--site", "https://wiki.example/", "-o", "out")


def exit_code_in(path: Path) -> float:
    (line,) = [
        each for each in path.read_text("utf-8").splitlines() if each.startswith("wikiclean_last_run_exit_code{")
    ]
    return float(line.rsplit(" ", 1)[1])


def test_a_run_ends_in_time_and_the_same_command_goes_on(run: Make, wiki: list[str], tmp_path: Path) -> None:
    pages = ("First", "Late", "Last")
    ended = scrape(run, *pages, "--max-time", "1h", "--metrics", "x.prom")
    assert ended.code == 1
    assert ended.err == (
        "wikiclean: warning: 1 of 3 pages done; 1 added; stopped by --max-time; the same command goes on from here\n"
    )
    assert exit_code_in(tmp_path / "x.prom") == 1
    assert len((tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()) == 1
    assert scrape(run, *pages, "--max-time", "1h", "--metrics", "x.prom").code == 0
    assert wiki == ["First", "Late", "Late", "Last"]
    assert exit_code_in(tmp_path / "x.prom") == 0


@pytest.mark.usefixtures("wiki")
@pytest.mark.parametrize(
    "given", [("--max-time", "soon"), ("--max-time", "0"), ("--metrics", "nowhere/x.prom"), ("--metrics", "x.txt")]
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    run: Make, tmp_path: Path, given: tuple[str, str]
) -> None:
    assert scrape(run, "First", *given).code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("wiki")
def test_a_quiet_run_that_went_well_says_nothing(run: Make) -> None:
    ended = scrape(run, "First", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


@pytest.mark.usefixtures("wiki")
def test_a_line_for_machines(run: Make) -> None:
    ended = scrape(run, "First", "--log-format", "json")
    (line,) = [json.loads(each) for each in ended.err.splitlines()]
    assert (line["level"], line["exit_code"], line["stored"]) == ("info", 0, 1)
    assert line["message"] == "1 of 1 pages done; 1 added"


@pytest.mark.usefixtures("wiki")
def test_who_is_kept_out_leaves_the_numbers_of_the_run_that_works(run: Make, tmp_path: Path) -> None:
    (tmp_path / "x.prom").write_text("mine\n")
    with hold_lock(tmp_path / "out"):
        ended = scrape(run, "First", "--metrics", "x.prom", "--quiet")
    assert ended.code == 5
    assert "another run is writing here" in ended.errors[0]
    assert (tmp_path / "x.prom").read_text() == "mine\n"


@pytest.mark.usefixtures("wiki")
def test_a_run_that_never_came_to_a_page_has_numbers_too(run: Make, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "wikiclean.db").write_bytes(b"no database" * 200)
    assert scrape(run, "First", "--metrics", "x.prom").code == 3
    assert exit_code_in(tmp_path / "x.prom") == 3
    assert run("scrape", "--retry-failed", "-o", "nowhere", "--metrics", "y.prom").code == 3
    assert exit_code_in(tmp_path / "y.prom") == 3


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGALRM, 1)])
def test_a_signal_while_the_wiki_lists_its_pages(
    run: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    def discover_titles(*_: Any, **__: Any) -> Any:
        yield "First"
        os.kill(os.getpid(), number)

    monkeypatch.setattr("wikiclean.fetch.discover.discover_titles", discover_titles)
    ended = scrape(run, "--all", "--max-time", "1h", "--metrics", "x.prom")
    assert ended.code == code
    assert "before the first page; nothing is stored" in ended.errors[0]
    assert exit_code_in(tmp_path / "x.prom") == code


@pytest.mark.parametrize(("number", "code", "workers"), [(signal.SIGTERM, 143, "2"), (signal.SIGINT, 130, "1")])
def test_a_process_at_work_keeps_others_out_and_saves_what_it_has_when_asked_to_end(
    spawn: Make, page: Make, tmp_path: Path, number: int, code: int, workers: str
) -> None:
    (tmp_path / "pages").mkdir()
    for count in range(150):
        (tmp_path / "pages" / f"{count:03}.html").write_text(page(f"Page {count}"), "utf-8")
    command = ("process", "pages", "-o", "out", "--workers", workers)
    process = spawn(*command, "--verbose")
    assert any(b"005.html: article" in line for line in process.stderr)
    process.send_signal(signal.SIGSTOP)
    second = spawn(*command)
    assert b"another run is writing here" in second.communicate(timeout=60)[1]
    assert second.returncode == 5
    process.send_signal(number)
    process.send_signal(signal.SIGCONT)
    rest = process.communicate(timeout=60)[1].decode()
    assert process.returncode == code, rest
    assert "stopped by a signal; the same command goes on from here" in rest
    assert "a bug of wikiclean" not in rest, rest
    saved = len((tmp_path / "out" / "records.jsonl").read_bytes().splitlines())
    assert 5 < saved < 150
    again = spawn(*command)
    said = again.communicate(timeout=120)[1].decode()
    assert again.returncode == 0, said
    assert f"{saved} of 150 pages are done" in said
    assert len((tmp_path / "out" / "records.jsonl").read_bytes().splitlines()) == 150

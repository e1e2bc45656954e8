from __future__ import annotations

import io
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import UnreachableError
from wikiclean.model.page import Page
from wikiclean.text import one_line

Make = Callable[..., Any]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, page: Make) -> list[str]:
    """A wiki in which titles in capitals do not answer; what was asked for."""
    targets: list[str] = []

    def fetch_page(target: str, **_: Any) -> Page:
        targets.append(target)
        if target.isupper():
            raise UnreachableError("no answer; try again later", where=target)
        if target == "Stop":
            os.kill(os.getpid(), signal.SIGTERM)
        return Page.from_html(page(target), url=f"https://wiki.example/wiki/{target}", site=None)

    monkeypatch.setattr("wikiclean.fetch.steps.fetch_page", fetch_page)
    return targets


def scrape(run: Make, *args: str) -> Any:
    return run("scrape", *args, "--site", "https://wiki.example/", "-o", "out")


def titles(tmp_path: Path) -> list[str]:
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["page"]["title"] for line in lines]


@pytest.mark.usefixtures("asked")
def test_pages_become_records(run: Make, tmp_path: Path) -> None:
    ended = scrape(run, "Velmorestat", "Äther")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "wikiclean: 2 of 2 pages done; 2 added\n"
    assert titles(tmp_path) == ["Velmorestat", "Äther"]
    (report,) = (tmp_path / "out" / "runs").glob("*/run.json")
    assert json.loads(report.read_text())["settings"]["site"] == "https://wiki.example/"


def test_titles_come_from_a_file_or_standard_input(
    run: Make, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "titles.txt").write_text("\ufeffVelmorestat\n\n# a remark\n  Äther \nVelmorestat\n", encoding="utf-8")
    assert scrape(run, "First", "--titles", "titles.txt").code == 0
    assert asked == ["First", "Velmorestat", "Äther"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Äther\n".encode())))
    assert scrape(run, "--titles", "-").code == 0
    assert asked[3:] == ["Äther"]


@pytest.mark.usefixtures("asked")
def test_a_titles_file_that_is_no_text_is_wrong_use(run: Make, tmp_path: Path) -> None:
    (tmp_path / "titles.txt").write_bytes(b"\xff\xfe\x00")
    assert scrape(run, "--titles", "titles.txt").code == 2


def test_what_failed_can_be_tried_again(run: Make, asked: list[str]) -> None:
    ended = scrape(run, "Velmorestat", "XYZ")
    assert ended.code == 1
    assert "UnreachableError: no answer; try again later" in ended.err
    assert run("scrape", "--retry-failed", "-o", "out").code == 3
    assert asked == ["Velmorestat", "XYZ", "XYZ"]
    ended = run("scrape", "--retry-failed", "-o", "out", "--site", "wikimd")
    assert (ended.code, ended.err) == (0, "wikiclean: nothing failed before: nothing to do\n")
    assert scrape(run, "--retry-failed", "Velmorestat").code == 2


def test_a_dry_run_asks_for_nothing_and_writes_nothing(run: Make, asked: list[str], tmp_path: Path) -> None:
    ended = scrape(run, "Velmorestat", "https://wiki.example/wiki/X", "--limit", "2", "--dry-run")
    assert ended.code == 0
    assert ended.out == "https://wiki.example/wiki/Velmorestat\nhttps://wiki.example/wiki/X\n"
    assert ended.err == "wikiclean: 2 pages: 2 requests or more, in 2 s or more\n"
    assert asked == []
    assert not (tmp_path / "out").exists()


def test_sigterm_saves_the_state_and_the_same_command_goes_on(run: Make, asked: list[str], tmp_path: Path) -> None:
    ended = scrape(run, "First", "Stop", "Last")
    assert ended.code == 143
    assert "stopped by a signal; the same command goes on from here" in ended.err
    assert titles(tmp_path) == ["First"]
    ended = scrape(run, "First", "Stop", "Last")
    assert ended.code == 143
    assert asked == ["First", "Stop", "Stop"]


def test_too_many_failures_stop_it(run: Make, asked: list[str]) -> None:
    ended = scrape(run, "A", "B", "C", "D", "Velmorestat", "--max-failures", "50%")
    assert ended.code == 3
    assert asked == ["A", "B", "C"]


@pytest.mark.usefixtures("asked")
def test_replaying_and_recording_exclude_each_other(run: Make, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("")
    assert scrape(run, "X", "--cassette", "c.yaml", "--record", "d.yaml").code == 2


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_titles_forge_no_line(run: Make, tmp_path: Path, form: str) -> None:
    hostile = ["X\x1b[2JY", "X\u202eY", "X\x9b31KY", "X\x85WIKICLEAN: ERROR: FORGED"]
    (tmp_path / "titles.txt").write_text("\n".join(hostile), encoding="utf-8")
    ended = scrape(run, "Velmorestat", "--titles", "titles.txt", "--log-format", form)
    assert ended.code == 1
    assert ended.err == "".join(f"{one_line(line)}\n" for line in ended.err.removesuffix("\n").split("\n"))
    assert len(ended.err.splitlines()) == len(hostile) + 1
    (failures,) = (tmp_path / "out" / "runs").glob("*/failures.jsonl")
    told = [json.loads(line)["target"] for line in failures.read_text("utf-8").removesuffix("\n").split("\n")]
    assert told == hostile


@pytest.mark.parametrize("address", ["https://wiki.example/wiki/A\x1b[2J", "https://wiki.example/wiki/A\u202eB"])
def test_an_address_with_control_characters_is_wrong_use(run: Make, address: str) -> None:
    ended = run("scrape", address, "-o", "out", "--dry-run")
    assert (ended.code, ended.out) == (2, "")
    assert "control characters" in ended.err

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]

NAMES = ("Velmorestat", "Quendrostat", "Ärzte")


@pytest.fixture
def folder(tmp_path: Path, page: Make) -> Path:
    path = tmp_path / "pages"
    path.mkdir()
    for name in NAMES:
        (path / f"{name}.html").write_text(page(name), encoding="utf-8")
    return path


def titles(tmp_path: Path) -> list[str]:
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted(json.loads(line)["page"]["title"] for line in lines)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_folder_becomes_records(run: Make, folder: Path, tmp_path: Path, workers: str) -> None:
    ended = run("process", folder, "-o", "out", "--workers", workers)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "wikiclean: 3 of 3 pages done; 3 added\n"
    assert titles(tmp_path) == sorted(NAMES)


def test_workers_change_nothing(run: Make, folder: Path, tmp_path: Path) -> None:
    run("process", folder, "-o", "one")
    run("process", folder, "-o", "two", "--workers", "2")
    assert (tmp_path / "one/records.jsonl").read_bytes() == (tmp_path / "two/records.jsonl").read_bytes()


def test_again_changes_no_byte(run: Make, folder: Path, tmp_path: Path) -> None:
    run("process", folder, "-o", "out", "-q")
    path = tmp_path / "out" / "records.jsonl"
    before = (path.read_bytes(), path.stat().st_ino)
    ended = run("process", folder, "-o", "out")
    assert ended.err == "wikiclean: 3 of 3 pages done; 3 unchanged\n"
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_an_empty_folder_is_nothing_to_produce(run: Make, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("process", "empty", "-o", "out").code == 3


def test_a_locked_directory_is_5(run: Make, folder: Path, tmp_path: Path) -> None:
    from wikiclean.store.lock import hold_lock

    with hold_lock(tmp_path / "out"):
        ended = run("process", folder, "-o", "out")
    assert ended.code == 5
    assert ended.errors == ["wikiclean: error: out: another run is writing here; wait until it has ended"]


def test_an_unwritable_place_is_3(run: Make, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ended = run("process", folder, "-o", "file/out")
    assert ended.code == 3
    assert len(ended.err.splitlines()) == 1


def test_a_damaged_store_is_3_and_left(run: Make, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "wikiclean.db"
    path.write_bytes(b"not a database" * 100)
    ended = run("process", folder, "-o", "out")
    assert ended.code == 3
    assert "no SQLite database" in ended.err
    assert path.read_bytes() == b"not a database" * 100


def test_logs_as_json_name_the_run(run: Make, folder: Path) -> None:
    (line,) = run("process", folder, "-o", "out", "--log-format", "json").err.splitlines()
    assert {"time", "level", "logger", "message", "run_id", "exit_code"} <= set(json.loads(line))


def test_verbose_names_each_page_and_quiet_none(run: Make, folder: Path) -> None:
    assert len(run("-v", "process", folder, "-o", "out").err.splitlines()) == 4
    assert run("process", folder, "-o", "out", "-q").err == ""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.fixture
def out(run: Make, tmp_path: Path, page: Make) -> str:
    (tmp_path / "p.html").write_text(page(), encoding="utf-8")
    assert run("process", "p.html", "-o", "out").code == 0
    return "out"


def test_a_record_can_be_read(run: Make, out: str) -> None:
    ended = run("show", out, "velmorestat")
    assert ended.code == 0
    assert ended.out.startswith("Velmorestat\n===========\n")
    assert "Not medical advice" in ended.out
    assert "\x1b" not in ended.out


def test_markdown_and_json_are_the_same_record(run: Make, out: str, tmp_path: Path) -> None:
    assert run("show", out, "Velmorestat", "--format", "markdown").out.startswith("# Velmorestat\n")
    shown = run("show", out, "Velmorestat", "--format", "json").out
    assert shown == (tmp_path / out / "records.jsonl").read_text(encoding="utf-8")
    record_id = json.loads(shown)["record_id"]
    assert run("show", out, record_id, "--format", "json").out == shown


def test_a_title_that_is_not_there_names_near_ones(run: Make, out: str) -> None:
    ended = run("show", out, "Velmorestatt")
    assert (ended.code, ended.out) == (3, "")
    assert ended.errors == ["wikiclean: error: no record of 'Velmorestatt'; near: Velmorestat"]


def test_a_directory_without_records_says_how_to_make_one(run: Make) -> None:
    ended = run("show", "nowhere", "X")
    assert ended.code == 3
    assert "wikiclean scrape" in ended.err

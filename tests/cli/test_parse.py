from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.model.record import RecordAdapter

Make = Callable[..., Any]


@pytest.fixture
def saved(tmp_path: Path, page: Make) -> list[str]:
    for name in ("Velmorestat", "Quendrostat"):
        (tmp_path / f"{name}.html").write_text(page(name), encoding="utf-8")
    return ["Velmorestat.html", "Quendrostat.html"]


def test_one_record_a_line(run: Make, saved: list[str]) -> None:
    ended = run("parse", *saved)
    assert (ended.code, ended.err) == (0, "")
    records = [RecordAdapter.validate_json(line) for line in ended.out.splitlines()]
    assert [record.page.title for record in records] == ["Velmorestat", "Quendrostat"]


def test_a_record_spread_over_lines_is_the_same(run: Make, saved: list[str]) -> None:
    spread = run("parse", saved[0], "--indent").out
    assert len(spread.splitlines()) > 10
    assert json.loads(spread) == json.loads(run("parse", saved[0]).out)


def test_the_same_page_gives_the_same_bytes(run: Make, saved: list[str]) -> None:
    first = run("parse", *saved).out
    assert run("parse", *reversed(saved)).out.splitlines() == first.splitlines()[::-1]


def test_what_is_no_article_is_no_record(run: Make, saved: list[str], tmp_path: Path) -> None:
    (tmp_path / "wall.html").write_text("")
    ended = run("parse", "wall.html")
    assert (ended.code, ended.out) == (3, "")
    assert run("parse", "wall.html", *saved).code == 1

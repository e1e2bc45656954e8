from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.fixture
def twice(run: Make, tmp_path: Path, page: Make) -> list[str]:
    """A page that was processed, edited, and processed again; the names of the two runs."""
    for dose in ("40 mg", "60 mg"):
        (tmp_path / "p.html").write_text(page().replace("40 mg", dose), encoding="utf-8")
        assert run("process", "p.html", "-o", "out").code == 0
    return sorted((path.name for path in (tmp_path / "out" / "runs").iterdir()), key=lambda name: (len(name), name))


def test_the_last_run_is_told_field_by_field_with_both_evidences(run: Make, twice: list[str]) -> None:
    ended = run("diff", "out")
    assert ended.code == 0
    assert ended.out.startswith(f"{twice[1]}  process, ")
    assert "changed: Velmorestat (" in ended.out
    assert "  dosage changed\n    - 40 mg" in ended.out
    assert "    + 60 mg" in ended.out
    assert "“The typical dose is 40 mg orally once daily.”" in ended.out
    assert "also changed: text" in ended.out


def test_jsonl_is_the_change_feed(run: Make, twice: list[str], tmp_path: Path) -> None:
    feeds = [(tmp_path / "out" / "runs" / name / "changes.jsonl").read_text("utf-8") for name in twice]
    assert run("diff", "out", "--format", "jsonl").out == feeds[1]
    assert run("diff", "out", "--since", twice[0], "--format", "jsonl").out == feeds[1]
    assert run("diff", "out", "--since", twice[1], "--format", "jsonl").out == ""
    assert [json.loads(feed)["change"] for feed in feeds] == ["added", "changed"]


def test_a_run_without_changes_says_so(run: Make, twice: list[str]) -> None:
    assert run("process", "p.html", "-o", "out").code == 0
    ended = run("diff", "out")
    assert (ended.code, ended.out) == (0, "")
    assert "no record changed" in ended.err
    assert "dosage changed" in run("diff", "out", "--since", twice[0]).out


def test_a_run_that_is_not_there_names_those_that_are(run: Make, twice: list[str]) -> None:
    ended = run("diff", "out", "--since", "1999")
    assert (ended.code, ended.out) == (2, "")
    assert twice[1] in ended.err
    assert run("diff", "out", "--since", "20").code == 2, "several begin so"


def test_a_title_cannot_paint_the_terminal(run: Make, tmp_path: Path, page: Make) -> None:
    (tmp_path / "p.html").write_text(page("Evil\x1b[31m"), encoding="utf-8")
    run("process", "p.html", "-o", "out")
    assert "\x1b" not in run("diff", "out").out

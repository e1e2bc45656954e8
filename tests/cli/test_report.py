from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def done(run: Make, tmp_path: Path, page: Make) -> None:
    (tmp_path / "p.html").write_text(page(), encoding="utf-8")
    assert run("process", "p.html", "-o", "out").code == 0


def test_the_last_run_is_reported_beside_its_run_json(run: Make, tmp_path: Path) -> None:
    ended = run("report", "out")
    assert (ended.code, ended.out) == (0, "")
    (folder,) = (tmp_path / "out" / "runs").iterdir()
    text = (folder / "report.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert f"Run {folder.name}" in text
    assert "edit-link" in text
    assert str(Path("out", "runs", folder.name, "report.html")) in ended.err


def test_or_a_run_by_the_beginning_of_its_name_in_another_file(run: Make, tmp_path: Path) -> None:
    (folder,) = (tmp_path / "out" / "runs").iterdir()
    assert run("report", "out", "--run", folder.name[:15], "-o", "r.html").code == 0
    assert f"Run {folder.name}" in (tmp_path / "r.html").read_text("utf-8")
    assert not (folder / "report.html").exists()
    assert run("report", "out", "-o", "-").out.startswith("<!DOCTYPE html>")


def test_a_run_that_is_not_there_is_wrong_use(run: Make, tmp_path: Path) -> None:
    ended = run("report", "out", "--run", "1999", "-o", "r.html")
    assert ended.code == 2
    assert "no such run" in ended.err
    assert not (tmp_path / "r.html").exists()


def test_a_directory_without_records_is_said(run: Make, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("report", "empty").code == 3
    assert run("report", "nowhere").code == 2

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from server import Reply, serve

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def saved(tmp_path: Path, page: Make) -> None:
    (tmp_path / "p.html").write_text(page(), encoding="utf-8")


def test_a_page_is_explained_in_a_file(run: Make, tmp_path: Path) -> None:
    ended = run("explain", "p.html", "-o", "explained.html")
    assert (ended.code, ended.out) == (0, "")
    text = (tmp_path / "explained.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "edit-link" in text
    assert "40 mg" in text


def test_or_on_standard_output(run: Make) -> None:
    ended = run("explain", "p.html")
    assert ended.code == 0
    assert ended.out.startswith("<!DOCTYPE html>")


def test_one_page_at_a_time(run: Make) -> None:
    ended = run("explain", "p.html", "p.html", "-o", "x.html")
    assert ended.code == 2
    assert "give one INPUT" in ended.err


def test_what_is_no_page_leaves_no_file(run: Make, tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"\x00\x01" * 500)
    ended = run("explain", "b.html", "-o", "x.html")
    assert ended.code == 3
    assert not (tmp_path / "x.html").exists()


def test_a_page_of_a_run_is_explained_from_the_archive(run: Make, tmp_path: Path) -> None:
    with serve() as site:
        site.replies["/wiki/Velmorestat"] = [
            Reply(200, (tmp_path / "p.html").read_bytes(), {"Content-Type": "text/html"})
        ]
        at = ("--allow-private", "--rate", "1000")
        assert run("scrape", f"{site.url}/wiki/Velmorestat", *at, "-o", "out").code == 0
    ended = run("explain", "out", "velmorestat", "-o", "explained.html")
    assert ended.code == 0, ended.err
    assert "40 mg" in (tmp_path / "explained.html").read_text("utf-8")
    assert run("explain", "out", "Nowhere", "-o", "x.html").code == 3
    assert not (tmp_path / "x.html").exists()

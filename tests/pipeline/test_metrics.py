from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import StoreError, UnreachableError
from wikiclean.fetch.traffic import Traffic
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.metrics import LastRun, write_metrics

Make = Callable[..., Any]


def values(path: Path) -> dict[str, float]:
    """Metrics by name and the label that is not the same for all."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            metric, value = line.rsplit(" ", 1)
            name, _, labels = metric.rstrip("}").partition("{")
            own = [each for each in labels.split(",") if each and not each.startswith(("command=", "directory="))]
            found[" ".join([name, *own])] = float(value)
    return found


def ended(code: int, at: float, **given: Any) -> LastRun:
    return LastRun(
        **{"command": "scrape", "directory": "/srv/drugs", "exit_code": code, "ended_at": at, "seconds": 5.0, **given}
    )


def test_a_run_in_numbers(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: a", "B": "blank: ", "C": UnreachableError("no")})
    report = runs._carry(site.job("A", "B", "C"), tmp_path / "out", settings())
    write_metrics(tmp_path / "x.prom", ended(report.exit_code, 1000.0, report=report))
    assert values(tmp_path / "x.prom") == {
        "wikiclean_last_run_timestamp_seconds": 1000,
        "wikiclean_last_success_timestamp_seconds": 1000,
        "wikiclean_last_run_exit_code": 1,
        "wikiclean_last_run_duration_seconds": 5,
        'wikiclean_last_run_pages state="done"': 2,
        'wikiclean_last_run_pages state="failed"': 1,
        'wikiclean_last_run_pages state="pending"': 0,
        'wikiclean_last_run_outcomes outcome="article"': 1,
        'wikiclean_last_run_outcomes outcome="blank"': 1,
        'wikiclean_last_run_failures error="UnreachableError"': 1,
        'wikiclean_last_run_records change="added"': 1,
        "wikiclean_records": 1,
    }
    text = (tmp_path / "x.prom").read_text("utf-8")
    assert 'wikiclean_records{command="scrape",directory="/srv/drugs"} 1.0' in text
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ""] == ["x.prom"]


def test_requests_are_told_where_there_are_any(wiki: Make, settings: Make, tmp_path: Path) -> None:
    job = replace(wiki({"A": "article: a"}).job("A"), traffic=Traffic(requests=7))
    report = runs._carry(job, tmp_path / "out", settings())
    write_metrics(tmp_path / "x.prom", ended(0, 1.0, report=report))
    assert values(tmp_path / "x.prom")["wikiclean_last_run_requests"] == 7


def test_a_failure_keeps_the_time_of_the_last_success(tmp_path: Path) -> None:
    path = tmp_path / "x.prom"
    for code, at, success in (
        (3, 1.0, 0.0),
        (0, 2.0, 2.0),
        (3, 3.0, 2.0),
        (4, 4.0, 2.0),
        (1, 5.0, 5.0),
        (70, 6.0, 5.0),
    ):
        write_metrics(path, ended(code, at))
        found = values(path)
        assert found["wikiclean_last_run_exit_code"] == code
        assert found.get("wikiclean_last_success_timestamp_seconds") == success
    write_metrics(path, ended(3, 7.0, directory="/srv/other"))
    assert values(path)["wikiclean_last_success_timestamp_seconds"] == 0, "that was another job's"


def test_a_file_of_somebody_else_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "x.prom").write_text("this { is no metric\n")
    write_metrics(tmp_path / "x.prom", ended(3, 1.0))
    assert values(tmp_path / "x.prom")["wikiclean_last_run_exit_code"] == 3


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="metrics cannot be written"):
        write_metrics(tmp_path / "nowhere" / "x.prom", ended(0, 1.0))


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(StoreError, match="no regular file"):
        write_metrics(Path(os.devnull), ended(0, 1.0))
    assert Path(os.devnull).is_char_device()

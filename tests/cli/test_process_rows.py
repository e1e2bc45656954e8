"""`process` over files of rows."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]

NAMES = [f"Velmorestat {number}" for number in range(12)]


@pytest.fixture
def rows(page: Make) -> list[dict[str, Any]]:
    return [
        {"name": name, "url": f"https://w.example/wiki/{name.replace(' ', '_')}", "article_body": {"html": page(name)}}
        for name in NAMES
    ]


def write(path: Path, rows: list[Any]) -> Path:
    data = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.name.endswith(".gz") else data)
    return path


def titles(out: Path) -> list[str]:
    return [json.loads(line)["page"]["title"] for line in (out / "records.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_rows_become_records(run: Make, rows: list[Any], tmp_path: Path, workers: str) -> None:
    write(tmp_path / "dump.ndjson.gz", rows)
    ended = run("process", "dump.ndjson.gz", "-o", "out", "--workers", workers)
    assert (ended.code, ended.errors) == (0, [])
    assert "12 of 12 pages done; 12 added" in ended.err
    assert sorted(titles(tmp_path / "out")) == sorted(NAMES)
    again = run("process", "dump.ndjson.gz", "-o", "out")
    assert "12 unchanged" in again.err


def test_a_broken_row_is_one_failure(run: Make, rows: list[Any], tmp_path: Path) -> None:
    write(tmp_path / "dump.jsonl", [*rows[:2], '{"name": ', {"name": "x"}, *rows[2:]])
    ended = run("process", "dump.jsonl", "-o", "out")
    assert ended.code == 1
    (log,) = (tmp_path / "out" / "runs").glob("*/failures.jsonl")
    failures = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(each["target"], each["error"]) for each in failures] == [
        ("dump.jsonl#row=3", "InputError"),
        ("dump.jsonl#row=4", "InputError"),
    ]
    assert len(titles(tmp_path / "out")) == 12


def test_columns_are_named(run: Make, page: Make, tmp_path: Path) -> None:
    write(tmp_path / "t.jsonl", [{"doc": {"body": page("A")}, "at": "https://w.example/wiki/A", "called": "Quendrol"}])
    given = ("--html-column", "doc.body", "--url-column", "at", "--title-column", "called")
    assert run("process", "t.jsonl", "-o", "out", *given).code == 0
    (record,) = (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()
    assert json.loads(record)["source"]["url"] == "https://w.example/wiki/A"


def test_a_limit_reads_no_further(run: Make, rows: list[Any], tmp_path: Path) -> None:
    path = write(tmp_path / "dump.ndjson.gz", rows)
    path.write_bytes(path.read_bytes() + b"\x1f\x8b damaged")
    assert run("process", path, "-o", "out", "--limit", "3").code == 0
    assert len(titles(tmp_path / "out")) == 3


def test_a_run_that_broke_off_goes_on(run: Make, rows: list[Any], tmp_path: Path) -> None:
    write(tmp_path / "whole.ndjson.gz", rows)
    write(tmp_path / "dump.ndjson.gz", [*rows[:4], {}, *rows[4:]])
    assert run("process", "dump.ndjson.gz", "-o", "out", "--max-failures", "0").code == 3
    assert run("process", "whole.ndjson.gz", "-o", "whole").code == 0
    ended = run("process", "dump.ndjson.gz", "-o", "out")
    assert "going on with run" in ended.err
    assert "4 of 13 pages are done" in ended.err
    assert ended.code == 1
    assert (tmp_path / "out/records.jsonl").read_bytes() == (tmp_path / "whole/records.jsonl").read_bytes()


def test_a_snapshot_that_broke_off_goes_on(run: Make, rows: list[Any], tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "dump.tar.gz", "w:gz") as archive:
        for start, part in enumerate(([*rows[:5], {}], rows[5:])):
            archive.add(write(tmp_path / "part.ndjson", part), f"../wiki_{start}.ndjson")
    assert run("process", "dump.tar.gz", "-o", "out", "--max-failures", "0").code == 3
    ended = run("process", "dump.tar.gz", "-o", "out")
    assert ended.code == 1
    assert "5 of 13 pages are done" in ended.err
    assert sorted(titles(tmp_path / "out")) == sorted(NAMES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.tar.gz", "out", "part.ndjson"]


def test_the_format_is_told_by_the_content_or_the_caller(
    run: Make, rows: list[Any], page: Make, tmp_path: Path
) -> None:
    write(tmp_path / "export.log", rows)
    ended = run("process", "export.log", "-o", "out")
    assert ended.code == 0
    assert "export.log: read as ndjson, by its content; --input-format says otherwise" in ended.err
    (tmp_path / "page.log").write_text(page("Quendrostat"), encoding="utf-8")
    assert run("process", "page.log", "-o", "page", "--input-format", "html").code == 0
    assert titles(tmp_path / "page") == ["Quendrostat"]
    assert run("process", "page.log", "-o", "none", "--input-format", "ndjson").code == 3
    report = json.loads(next((tmp_path / "none" / "runs").glob("*/run.json")).read_text("utf-8"))
    assert report["settings"]["inputs.input_format"] == "ndjson"

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def stored(run: Run, page: Callable[..., str], tmp_path: Path) -> Path:
    (tmp_path / "Velmorestat.html").write_text(page(), "utf-8")
    assert run("process", "Velmorestat.html", "-o", "out").code == 0
    return tmp_path / "out"


def test_export_writes_a_file_and_says_how_many(run: Run, stored: Path, tmp_path: Path) -> None:
    ended = run("export", stored, "--to", "fhir", "-o", "drugs/bundle.json")
    assert (ended.code, ended.out) == (0, "")
    assert "1 records in" in ended.err
    assert json.loads((tmp_path / "drugs" / "bundle.json").read_text("utf-8"))["resourceType"] == "Bundle"


def test_export_without_a_store_says_what_to_do(run: Run) -> None:
    ended = run("export", "nowhere", "--to", "csv", "-o", "tables")
    assert ended.code != 0
    assert len(ended.errors) == 1


def test_verify_passes_what_was_stored_and_fails_what_was_changed(run: Run, stored: Path) -> None:
    ended = run("verify", stored)
    assert (ended.code, ended.out) == (0, "")
    assert "1 records are sound; 0 findings" in ended.err
    lines = stored / "records.jsonl"
    lines.write_text(lines.read_text("utf-8").replace("40 mg", "41 mg"), "utf-8")
    ended = run("verify", stored, "--format", "jsonl")
    assert ended.code == 1
    assert json.loads(ended.out)["check"] == "file"

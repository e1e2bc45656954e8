from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import InputError
from wikiclean.fetch.inputs.sidecar import Sidecar, read_sidecar


def write(tmp_path: Path, data: Any) -> Path:
    path = tmp_path / "source.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_known_keys_are_read_and_others_left(tmp_path: Path) -> None:
    told = {
        "url": "https://w.example/wiki/A",
        "title": "A",
        "status": 200,
        "page_id": 7,
        "revision_id": None,
        "revision_timestamp": "2024-01-02T03:04:05",
        "retrieved_at": "2024-01-02T03:04:05+02:00",
        "sha256": ["anything"],
    }
    assert read_sidecar(write(tmp_path, told)) == Sidecar(
        url="https://w.example/wiki/A",
        title="A",
        status=200,
        page_id=7,
        revision_timestamp=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        retrieved_at=datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))),
    )


@pytest.mark.parametrize("data", [[], [1], "null", "5"])
def test_json_that_is_no_object_says_nothing(tmp_path: Path, data: Any) -> None:
    assert read_sidecar(write(tmp_path, data)) == Sidecar()


def test_no_file_says_nothing() -> None:
    assert read_sidecar(None) == Sidecar()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "no JSON"),
        ({"title": 5}, "title is 5, expected a text"),
        ({"title": {"a": 1}}, "expected a text"),
        ({"page_id": "7"}, "page_id is '7', expected a number"),
        ({"page_id": True}, "expected a number"),
        ({"retrieved_at": "yesterday"}, "ISO 8601"),
        ({"retrieved_at": 5}, "ISO 8601"),
    ],
)
def test_what_cannot_be_meant_is_an_error(tmp_path: Path, data: Any, said: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(InputError, match=said) as caught:
        read_sidecar(path)
    assert caught.value.where == str(path)


def test_a_sidecar_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_sidecar(tmp_path)

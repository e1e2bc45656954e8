from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import StoreError
from wikiclean.store import jsonl
from wikiclean.store.base import Store
from wikiclean.store.files import replace_file

Make = Callable[..., Any]


def test_one_line_a_record_sorted_by_id_and_only_when_something_changed(
    store: Store, record: Make, tmp_path: Path
) -> None:
    for title in ("Beta", "Alpha"):
        store.put_record(record(title))
    assert store.write_jsonl(tmp_path) is True
    path = tmp_path / "records.jsonl"
    ids = [json.loads(line)["record_id"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert ids == ["testwiki:Alpha", "testwiki:Beta"]

    inode = path.stat().st_ino
    store.put_record(record("Beta", raw=b"fetched again"))
    assert store.write_jsonl(tmp_path) is False
    assert path.stat().st_ino == inode
    store.put_record(record("Beta", dose="9 mg"))
    assert store.write_jsonl(tmp_path) is True
    path.unlink()
    assert store.write_jsonl(tmp_path) is True


def test_many_records_come_batch_by_batch(
    store: Store, record: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wikiclean.store.records._BATCH", 2)
    for number in range(5):
        store.put_record(record(f"Page {number}"))
    store.write_jsonl(tmp_path)
    assert len((tmp_path / "records.jsonl").read_text().splitlines()) == 5
    assert len(list(store.iter_stored())) == 5


def test_a_full_disk_leaves_the_file_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("good\n")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wikiclean.store.files.os.fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        replace_file(path, ["new\n"])
    assert path.read_text() == "good\n"
    assert [each.name for each in tmp_path.iterdir()] == ["records.jsonl"]


def test_the_name_is_the_one_users_know() -> None:
    assert jsonl.FILE_NAME == "records.jsonl"


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="regular file"):
        replace_file(Path(os.devnull), ["x"])
    assert Path(os.devnull).is_char_device()
    with pytest.raises(StoreError, match="regular file"):
        replace_file(tmp_path, ["x"])

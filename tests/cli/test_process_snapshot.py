"""A small snapshot, made of real Wikimedia Enterprise pages, in each of the files that it may come in."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]
Rows = list[dict[str, Any]]

pytestmark = pytest.mark.shared

PAGES = ("Alexandros_Ioannis_Ginnis", "Albert_Einstein~3", "Albert_Einstein~4")


@pytest.fixture(scope="module")
def rows(shared: Path) -> Rows:
    folder = shared / "pages" / "wikimedia-enterprise"
    return [json.loads((folder / f"{name}.json").read_bytes()) for name in PAGES]


def lines(rows: Rows) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def write_ndjson(path: Path, rows: Rows) -> None:
    path.write_bytes(lines(rows))


def write_zst(path: Path, rows: Rows) -> None:
    zstandard = pytest.importorskip("zstandard")
    path.write_bytes(zstandard.ZstdCompressor().compress(lines(rows)))


def write_tar(path: Path, rows: Rows) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for number, part in enumerate((rows[:1], rows[1:])):
            info = tarfile.TarInfo(f"wiki_namespace_0_{number}.ndjson")
            info.size = len(data := lines(part))
            archive.addfile(info, io.BytesIO(data))


def write_gz(path: Path, rows: Rows) -> None:
    path.write_bytes(gzip.compress(lines(rows)))


def write_parquet(path: Path, rows: Rows) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    columns = ("name", "identifier", "url", "date_modified", "article_body", "in_language")
    taken = [
        {name: row[name] for name in columns} | {"version": {"identifier": row["version"]["identifier"]}}
        for row in rows
    ]
    parquet.write_table(pyarrow.Table.from_pylist(taken), path, compression="zstd")


FILES = {
    "a.ndjson": write_ndjson,
    "a.jsonl.gz": write_gz,
    "a.ndjson.zst": write_zst,
    "a.tar.gz": write_tar,
    "a.parquet": write_parquet,
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_records_from_each(run: Make, rows: Rows, tmp_path: Path, name: str) -> None:
    FILES[name](tmp_path / name, rows)
    ended = run("process", name, "-o", "out")
    assert (ended.code, ended.errors) == (0, [])
    found = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()]
    assert {each["page"]["title"] for each in found} == {row["name"] for row in rows}
    assert {each["source"]["url"] for each in found} == {row["url"] for row in rows}
    by_url = {each["source"]["url"]: each for each in found}
    for row in rows:
        record = by_url[row["url"]]
        assert record["source"]["revision_id"] == row["version"]["identifier"]
        assert record["source"]["transport"] == "enterprise"
        assert len(record["text"]) > 500
        assert record["source"]["page_id"] == row["identifier"]
        assert record["source"]["revision_timestamp"] == row["date_modified"]
        assert record["page"]["language"] == {"simple": "en"}.get(code := row["in_language"]["identifier"], code)

"""What a file holds is told by its content."""

from __future__ import annotations

import gzip
import io
import logging
import os
import tarfile
from pathlib import Path

import pytest

from wikiclean.fetch.inputs.formats import detect_format
from wikiclean.fetch.inputs.places import PlaceReader, list_places
from wikiclean.fetch.inputs.settings import InputSettings

JSON = b'\n { "html": "x", "title": "T"}\n'
WARC = (
    b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://w.example/wiki/A\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
    b"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: text/html\r\n"
    b"Content-Length: 5\r\n\r\n<p>x\n\r\n\r\n"
)
PLAIN = InputSettings()


def tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.ndjson")
        info.size = len(JSON)
        archive.addfile(info, io.BytesIO(JSON))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a", JSON, "ndjson"),
        ("a.html", JSON, "ndjson"),
        ("a.json", b"\xef\xbb\xbf{}", "ndjson"),
        ("a.bin", gzip.compress(JSON), "ndjson"),
        ("a.ndjson", gzip.compress(tar()), "tar"),
        ("a", tar(), "tar"),
        ("a", b"PAR1" + bytes(20), "parquet"),
        ("a.gz", gzip.compress(WARC), "warc"),
        ("a", WARC, "warc"),
        ("a.ndjson", b" <!DOCTYPE html>", "html"),
        ("a.txt", b"<b> is said to be bold", "text"),
        ("a.txt", b"{{Short description|wikitext}}", "text"),
        ("a", b"{{Short description|wikitext}}", "html"),
        # what tells nothing
        ("a.ndjson", b'"html": broken', "ndjson"),
        ("a.jsonl.gz", b"", "ndjson"),
        ("a.tgz", b"\x1f\x8b damaged", "tar"),
        ("a.warc", bytes(600), "warc"),
        ("a.pq", b"PAR", "parquet"),
        ("a", b"\x1f\x8b damaged", "html"),
    ],
)
def test_content_before_name(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert detect_format(tmp_path / name) == expected


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    for data, expected in ((JSON, "ndjson"), (tar(), "tar"), (WARC, "html")):
        (tmp_path / "a").write_bytes(zstandard.ZstdCompressor().compress(data))
        assert detect_format(tmp_path / "a") == expected


def test_what_is_read_under_another_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name, data in (("rows.dat", JSON), ("snapshot.html", gzip.compress(tar())), ("C#1", WARC)):
        (tmp_path / name).write_bytes(data)
        with caplog.at_level(logging.INFO):
            (place,) = list_places([tmp_path / name], PLAIN)
        assert PlaceReader(PLAIN).read(place).body in (b"x", b"<p>x\n")
    said = [record.getMessage() for record in caplog.records]
    assert [line.rpartition("/")[2].partition(",")[0] for line in said] == [
        "rows.dat: read as ndjson", "snapshot.html: read as tar", "C#1: read as warc",
    ]  # fmt: skip


def test_nothing_is_said_where_the_name_says_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "rows.jsonl").write_bytes(JSON)
    with caplog.at_level(logging.INFO):
        list(list_places([tmp_path / "rows.jsonl"], PLAIN))
    assert caplog.records == []


@pytest.mark.parametrize("kind", ["html", "text", "ndjson"])
def test_the_caller_has_the_last_word(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a").write_bytes(JSON)
    settings = InputSettings(input_format=kind)  # type: ignore[arg-type]
    (place,) = list_places([tmp_path / "a"], settings)
    page = PlaceReader(settings).read(place)
    assert page.transport == ("plain_text" if kind == "text" else "file_html")
    assert page.body == (b"x" if kind == "ndjson" else JSON)


def test_a_page_with_a_number_sign_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "C#12").write_text("<p>x")
    (place,) = list_places([tmp_path / "C#12"], PLAIN)
    assert PlaceReader(PLAIN).read(place).body == b"<p>x"


def test_a_pipe_is_not_opened_to_look(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert detect_format(tmp_path / "pipe") == "html"
    os.mkfifo(tmp_path / "pipe.ndjson")
    assert detect_format(tmp_path / "pipe.ndjson") == "ndjson"

"""Files of rows: what is a page of them, and what is the failure of one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import InputError
from wikiclean.fetch.inputs import ndjson, unpack
from wikiclean.fetch.inputs.lines import read_lines
from wikiclean.fetch.inputs.places import PlaceReader, list_places
from wikiclean.fetch.inputs.rows import RowPlace
from wikiclean.fetch.inputs.settings import InputSettings

PLAIN = InputSettings()


def lines(*rows: object) -> bytes:
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


def packed(data: bytes, suffix: str) -> bytes:
    if suffix.endswith(".gz"):
        return gzip.compress(data)
    if suffix.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard")
        return bytes(zstandard.ZstdCompressor().compress(data))
    return data


def read_all(path: Path, settings: InputSettings = PLAIN) -> list[str]:
    """Of each place its title, or the class of its error."""
    reader, said = PlaceReader(settings), []
    for name in list_places([path], settings):
        try:
            said.append(str(reader.read(name).title))
        except InputError as error:
            said.append(type(error).__name__ if error.where == name else str(error))
    return said


@pytest.mark.parametrize("suffix", ["ndjson", "jsonl", "ndjson.gz", "JSONL.GZ", "jsonl.zst", "ndjson.zst"])
def test_rows_are_named_by_their_lines(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pages.{suffix}"
    path.write_bytes(packed(lines({"html": "a", "title": "A"}, b"\n  \n", {"html": "b", "title": "B"}), suffix.lower()))
    assert list(list_places([path], PLAIN)) == [f"{path}#row=1", f"{path}#row=4"]
    assert read_all(path) == ["A", "B"]


def test_places_are_what_they_say(tmp_path: Path) -> None:
    place = RowPlace(tmp_path / "odd #row=1\n name.ndjson", 17)
    assert RowPlace.parse(str(place)) == place
    assert RowPlace.parse("page.html#row=0") is None
    assert RowPlace.parse("page.warc#17") is None


def test_rows_in_any_order(tmp_path: Path) -> None:
    path, other = tmp_path / "a.ndjson", tmp_path / "b.ndjson.gz"
    rows = [{"html": str(number), "title": str(number)} for number in range(1, 10)]
    path.write_bytes(lines(*rows))
    other.write_bytes(gzip.compress(lines(*rows)))
    reader = PlaceReader(PLAIN)
    for file, number in [(path, 2), (path, 3), (path, 9), (other, 4), (path, 9), (path, 9), (path, 1), (other, 9)]:
        assert reader.read(f"{file}#row={number}").body == str(number).encode()
    with pytest.raises(InputError, match="no such row"):
        reader.read(f"{path}#row=10")
    assert reader.read(f"{path}#row=1").title == "1"


def test_rising_order_opens_the_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opened = tmp_path / "a.ndjson.gz", []
    path.write_bytes(gzip.compress(lines(*({"html": str(number)} for number in range(50)))))

    def counting(path: Path) -> Any:
        opened.append(path)
        return unpack.read_unpacked(path)

    monkeypatch.setattr(ndjson, "read_unpacked", counting)
    reader = PlaceReader(PLAIN)
    assert [reader.read(f"{path}#row={number}").body for number in (7, 8, 30, 50)] == [b"6", b"7", b"29", b"49"]
    assert len(opened) == 1


def test_what_an_enterprise_row_says(tmp_path: Path) -> None:
    row = {
        "name": "Velmorestat",
        "identifier": 12,
        "date_modified": "2025-01-28T20:39:25.123Z",
        "version": {"identifier": 345},
        "url": "https://en.wikipedia.org/wiki/Velmorestat",
        "in_language": {"identifier": "en"},
        "is_part_of": {"identifier": "enwiki"},
        "license": [{"identifier": "CC-BY-SA-4.0"}],
        "article_body": {"html": "<p>Ärzte</p>", "wikitext": "Ärzte"},
    }
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row))
    page = PlaceReader(PLAIN).read(f"{path}#row=1", site="wikipedia")
    assert page.body == "<p>Ärzte</p>".encode()
    assert (page.title, page.url) == ("Velmorestat", "https://en.wikipedia.org/wiki/Velmorestat")
    assert (page.page_id, page.revision_id, page.language) == (12, 345, "en")
    assert page.revision_timestamp == datetime(2025, 1, 28, 20, 39, 25, tzinfo=UTC)
    assert (page.transport, page.site) == ("enterprise", "wikipedia")


def test_numbers_of_other_tables_are_not_the_wikis(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines({"html": "x", "identifier": 7, "date_modified": "2025-01-01", "version": {"identifier": 1}}))
    page = PlaceReader(PLAIN).read(f"{path}#row=1")
    assert (page.page_id, page.revision_id, page.revision_timestamp, page.transport) == (None, None, None, "file_html")


@pytest.mark.parametrize(
    ("settings", "row"),
    [
        (InputSettings(html_column="a.b"), {"a": {"b": "x"}, "html": "y"}),
        (InputSettings(html_column="a.b"), {"a.b": "x", "a": {"b": "y"}}),
        (InputSettings(html_column="content"), {"content": "x", "html": 3}),
        (InputSettings(title_column="t", url_column="u"), {"html": "x", "t": None, "u": None}),
        (PLAIN, {"html": None, "article_body.html": "x"}),
    ],
)
def test_columns(tmp_path: Path, settings: InputSettings, row: dict[str, Any]) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row))
    assert PlaceReader(settings).read(f"{path}#row=1").body == b"x"


@pytest.mark.parametrize(
    ("settings", "row", "said"),
    [
        (PLAIN, {"text": "x", "body": 1}, r"no html or article_body.html among its columns \(text, body\)"),
        (PLAIN, {}, "it has none"),
        (PLAIN, {"article_body": {"wikitext": "x"}}, "no html"),
        (PLAIN, {"html": ["x"]}, "html holds no HTML, but list"),
        (InputSettings(html_column="a.b"), {"a": "x"}, "no a.b"),
        (InputSettings(url_column="u"), {"html": "x"}, "no u among.*--url-column"),
        (InputSettings(title_column="t"), {"html": "x", "t": 3}, "t holds no text, but int"),
    ],
)
def test_columns_that_are_not_there(tmp_path: Path, settings: InputSettings, row: dict[str, Any], said: str) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(row))
    with pytest.raises(InputError, match=said):
        PlaceReader(settings).read(f"{path}#row=1")


def test_broken_lines_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    good = {"html": "x", "title": "Good"}
    path.write_bytes(
        lines(
            good, b'{"html": \n', good, b"[1]\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"9" * 5000 + b"\n", good,
            b'{"html": "x", "title": "Last, and no line end"}',
        )
    )  # fmt: skip
    assert read_all(path) == ["Good", "InputError", "Good", *["InputError"] * 4, "Good", "Last, and no line end"]


def test_a_line_too_large_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndjson, "MAX_BYTES", 1000)
    path = tmp_path / "a.ndjson"
    good = {"html": "x", "title": "Good"}
    path.write_bytes(lines(good, {"html": "x" * 200_000}, good, {"html": "x" * 1000}))
    assert read_all(path) == ["Good", "LimitError", "Good", "LimitError"]


@pytest.mark.parametrize("suffix", ["ndjson.gz", "ndjson.zst"])
@pytest.mark.parametrize("harm", [lambda data: data[: len(data) // 2], lambda data: data[:200] + b"?" * 30])
def test_a_damaged_file_is_read_up_to_there(tmp_path: Path, suffix: str, harm: Callable[[bytes], bytes]) -> None:
    rows = [{"html": f"{number}" * 30, "title": str(number)} for number in range(2000)]
    path = tmp_path / f"a.{suffix}"
    if suffix.endswith("gz"):
        path.write_bytes(gzip.compress(lines(*rows[:1000])) + harm(gzip.compress(lines(*rows[1000:]))))
    else:
        path.write_bytes(packed(lines(*rows[:1000]), suffix) + harm(packed(lines(*rows[1000:]), suffix)))
    said = read_all(path)
    assert said[:1000] == [str(number) for number in range(1000)]
    assert said[-1] == "InputError"
    assert said[:-1] == [str(number) for number in range(len(said) - 1)]


@pytest.mark.parametrize("suffix", ["ndjson.gz", "ndjson.zst"])
def test_several_streams_in_one_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"".join(packed(lines({"html": "x", "title": title}), suffix) for title in "ABC"))
    assert read_all(path) == ["A", "B", "C"]


@pytest.mark.parametrize("suffix", ["ndjson.gz", "ndjson.zst"])
def test_a_bomb_is_left(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "_FREE", 40_000_000)
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(packed(lines({"html": "x", "title": "Good"}) + b" " * 100_000_000, suffix))
    assert read_all(path) == ["Good", "LimitError"]


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").touch()
    assert read_all(tmp_path / "a.ndjson") == []


def test_lines_come_out_the_same_however_the_bytes_come_in() -> None:
    data = b"one\n\ntwo two\n" + b"x" * 40 + b"\nthree\r\nlast"
    expected = [b"one", b"", b"two two", None, b"three\r", b"last"]
    for size in range(1, len(data) + 1):
        assert list(read_lines((data[at : at + size] for at in range(0, len(data), size)), 30)) == expected
    assert list(read_lines([b"x" * 31], 30)) == [None]
    assert list(read_lines([b"x\n"], 30)) == [b"x"]


def test_files_of_rows_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.ndjson", "below/a.jsonl", "notes.md"):
        (tmp_path / name).write_bytes(lines({"html": "x", "title": name}))
    assert read_all(tmp_path) == ["b.ndjson", "below/a.jsonl"]
    (tmp_path / "page.html").write_text("x")
    assert list(list_places([tmp_path], PLAIN)) == [str(tmp_path / "page.html")]


def test_a_runs_directory_holds_no_pages(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "records.jsonl").write_bytes(lines({"html": "x"}))
    assert list(list_places([tmp_path], PLAIN)) == []

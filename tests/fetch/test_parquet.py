"""Parquet: the columns that are there, the rows that can be read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import InputError, LimitError, UsageError
from wikiclean.fetch.inputs.places import PlaceReader, list_places
from wikiclean.fetch.inputs.settings import InputSettings

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

PLAIN = InputSettings()


def write(path: Path, columns: dict[str, Any], **given: Any) -> Path:
    parquet.write_table(pyarrow.table(columns), path, **given)
    return path


def places(path: Path, settings: InputSettings = PLAIN) -> list[str]:
    return list(list_places([path], settings))


def test_rows_are_named_by_their_number(tmp_path: Path) -> None:
    numbers = [str(number) for number in range(1, 101)]
    path = write(tmp_path / "a.parquet", {"html": numbers, "title": numbers, "more": numbers}, row_group_size=30)
    assert places(path) == [f"{path}#row={number}" for number in numbers]
    reader = PlaceReader(PLAIN)
    assert [reader.read(name).body.decode() for name in places(path)] == numbers
    for number in (17, 30, 31, 99, 100, 61, 60, 1):
        assert reader.read(f"{path}#row={number}").title == str(number)
    with pytest.raises(InputError, match="no such row"):
        reader.read(f"{path}#row=101")


def test_columns_of_enterprise(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.parquet",
        {
            "name": ["Velmorestat"],
            "identifier": [12],
            "article_body": [{"html": "<p>x", "wikitext": "w"}],
            "version": [{"identifier": 345, "comment": "c"}],
            "date_modified": [datetime(2025, 1, 28, 20, 39, 25, 123, tzinfo=UTC)],
            "in_language": [{"identifier": "en"}],
        },
    )
    page = PlaceReader(PLAIN).read(places(path)[0])
    assert (page.title, page.page_id, page.revision_id, page.language) == ("Velmorestat", 12, 345, "en")
    assert page.revision_timestamp == datetime(2025, 1, 28, 20, 39, 25, tzinfo=UTC)
    assert (page.body, page.transport) == (b"<p>x", "enterprise")


def test_bytes_keep_their_own_charset(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"content": ["Ärzte".encode("latin-1")]})
    page = PlaceReader(settings := InputSettings(html_column="content")).read(places(path, settings)[0])
    assert (page.body, page.headers) == ("Ärzte".encode("latin-1"), {})


def test_names_with_dots(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"article_body.html": ["x"], "doc": [{"body": {"raw": "y"}}]})
    assert PlaceReader(PLAIN).read(places(path)[0]).body == b"x"
    assert PlaceReader(InputSettings(html_column="doc.body.raw")).read(places(path)[0]).body == b"y"


def test_a_table_without_html_is_one_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"text": ["a", "b", "c"], "n": [1, 2, 3]})
    (name,) = places(path)
    with pytest.raises(InputError, match=r"no html or article_body.html among its columns \(text, n\)"):
        PlaceReader(PLAIN).read(name)


def test_null_costs_its_row(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"html": ["a", None, "c"]})
    reader = PlaceReader(PLAIN)
    assert reader.read(f"{path}#row=1").body == b"a"
    with pytest.raises(InputError, match="no html"):
        reader.read(f"{path}#row=2")
    assert reader.read(f"{path}#row=3").body == b"c"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"no table"])
def test_what_is_no_table_is_one_failure(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    (name,) = places(path)
    with pytest.raises(InputError, match="Parquet file cannot be read"):
        PlaceReader(PLAIN).read(name)


@pytest.mark.parametrize("size", [30, 31])
def test_a_damaged_part_costs_its_rows(tmp_path: Path, size: int) -> None:
    texts = [f"{number} " * 500 for number in range(90)]
    path = write(tmp_path / "a.parquet", {"html": texts}, row_group_size=size, use_dictionary=False, compression="gzip")
    column = parquet.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    at = column.data_page_offset
    data[at : at + column.total_compressed_size] = b"?" * column.total_compressed_size
    path.write_bytes(data)
    reader, said = PlaceReader(PLAIN), []
    for name in places(path):
        try:
            said.append(reader.read(name).body.decode())
        except InputError as error:
            assert "cannot be read" in str(error)  # noqa: PT017 - most rows are read
            said.append("failed")
    assert said == texts[:size] + ["failed"] * size + texts[2 * size :]


def test_more_rows_than_bytes_are_no_pages(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"html": ["x"] * 100_000})
    (name,) = places(path)
    with pytest.raises(LimitError, match="more rows than bytes"):
        PlaceReader(PLAIN).read(name)


def test_an_empty_table(tmp_path: Path) -> None:
    assert places(write(tmp_path / "a.parquet", {"n": pyarrow.array([], pyarrow.int64())})) == []


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.parquet", {"html": ["x"]})
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'wikiclean\[parquet\]'"):
        places(path)

"""Tar archives of NDJSON: whatever is in them, they are read as a stream and cost what they hold."""

from __future__ import annotations

import gzip
import io
import json
import logging
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from wikiclean.errors import InputError
from wikiclean.fetch.inputs import ndjson, unpack
from wikiclean.fetch.inputs.places import PlaceReader, list_places
from wikiclean.fetch.inputs.settings import InputSettings
from wikiclean.fetch.inputs.tar import is_tar_header

PLAIN = InputSettings()


def rows(*titles: str) -> bytes:
    return b"".join(json.dumps({"html": "x", "title": title}).encode() + b"\n" for title in titles)


def member(name: str, data: bytes = b"", **given: object) -> Callable[[tarfile.TarFile], None]:
    def add(archive: tarfile.TarFile) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        for key, value in given.items():
            setattr(info, key, value)
        archive.addfile(info, io.BytesIO(data))

    return add


def build(*members: Callable[[tarfile.TarFile], None], kind: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=kind) as archive:
        for add in members:
            add(archive)
    return file.getvalue()


def read(tmp_path: Path, data: bytes, name: str = "dump.tar.gz") -> list[str]:
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    reader, said = PlaceReader(PLAIN), []
    for place in list_places([path], PLAIN):
        try:
            said.append(str(reader.read(place).title))
        except InputError as error:
            said.append(type(error).__name__)
    return said


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize("name", ["dump.tar.gz", "dump.tgz", "dump.tar"])
def test_members_are_read_one_after_the_other(tmp_path: Path, kind: int, name: str) -> None:
    data = build(member("w_0.ndjson", rows("A", "B")), member("w_1.ndjson", rows(*"CDE")), kind=kind)
    assert read(tmp_path, data, name) == ["A", "B", "C", "D", "E"]
    path = tmp_path / name
    assert list(list_places([path], PLAIN)) == [f"{path}#row={number}" for number in range(1, 6)]
    assert PlaceReader(PLAIN).read(f"{path}#row=4").title == "D"


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_and_empty_members(tmp_path: Path, kind: int) -> None:
    data = build(
        member("d/" * 200 + "a.ndjson", rows("A"), pax_headers={"comment": "Ä" * 600}),
        member("empty.ndjson"),
        member("b.ndjson", rows("B").rstrip()),
        kind=kind,
    )
    assert read(tmp_path, data) == ["A", "B"]


def test_a_size_that_only_the_extended_header_tells(tmp_path: Path) -> None:
    content = rows("A", "B")
    data = bytearray(build(member("a.ndjson", content, pax_headers={"size": str(len(content))})))
    at = data.index(b"a.ndjson", 1024)
    header = tarfile.TarInfo("a.ndjson").tobuf(tarfile.USTAR_FORMAT)  # says that it is empty
    data[at : at + 512] = header
    assert read(tmp_path, bytes(data)) == ["A", "B"]


def test_odd_members_are_left_out_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = build(
        member("folder", type=tarfile.DIRTYPE),
        member("../../evil.ndjson", rows("A")),  # a name, and nothing more
        member("/etc/link.ndjson", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member("hard.ndjson", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
        member("device.ndjson", type=tarfile.CHRTYPE),
        member("pipe.ndjson", type=tarfile.FIFOTYPE),
        member("._a.ndjson", b"\0\5\x16\7" * 400),
        member("README", b"Some words."),
        member("unknown.ndjson", rows("no"), type=b"Z"),
        member("without suffix", b"\n " + rows("B")),
    )
    with caplog.at_level(logging.WARNING):
        assert read(tmp_path, data) == ["A", "B"]
    (record,) = caplog.records
    assert "7 of its members are no files of JSON lines; they are left out" in record.getMessage()
    assert [path.name for path in tmp_path.iterdir()] == ["dump.tar.gz"]


def test_a_sparse_file_is_not_read_as_zeros(tmp_path: Path) -> None:
    sparse = bytearray(tarfile.TarInfo("hole.ndjson").tobuf(tarfile.GNU_FORMAT))
    sparse[156:157] = tarfile.GNUTYPE_SPARSE
    sparse[482] = 1
    sparse[483:495] = b"77777777777\0"
    sparse[148:156] = b" " * 8
    sparse[148:156] = b"%06o\0 " % sum(sparse)
    more = bytearray(512)
    more[504] = 1
    data = bytes(sparse) + bytes(more) + bytes(512) + build(member("a.ndjson", rows("A")))
    assert read(tmp_path, data) == ["A"]


def test_a_damaged_archive_is_read_up_to_there(tmp_path: Path) -> None:
    data = build(member("a.ndjson", rows("A", "B")), member("b.ndjson", rows(*"CDEFGH" * 100)))
    assert read(tmp_path, data[:1024] + b"?" * 512 + data[1536:]) == ["A", "B", "InputError"]
    cut = read(tmp_path, data[: 1024 + 512 + 3000])
    assert cut[:5] == ["A", "B", "C", "D", "E"]
    assert cut[-1] == "InputError"
    whole = gzip.compress(data)
    (tmp_path / "dump.tar.gz").write_bytes(whole[: len(whole) // 2])
    assert list(list_places([tmp_path / "dump.tar.gz"], PLAIN))[-1].startswith(str(tmp_path))


@pytest.mark.parametrize("length", [b"77777777777", b"\xff" * 11])
def test_headers_without_measure(tmp_path: Path, length: bytes) -> None:
    for kind in (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.REGTYPE):
        header = bytearray(tarfile.TarInfo("x").tobuf(tarfile.USTAR_FORMAT))
        header[156:157] = kind
        header[124:135] = length
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        said = read(tmp_path, build(member("a.ndjson", rows("A")))[:1024] + bytes(header) + b"20 comment=1\n" * 100)
        assert said[0] == "A"
        assert said[1:] in (["InputError"], ["LimitError"])


@pytest.mark.parametrize("record", [b"3 size=1\n", b"0 a=b\n", b"x", b"99999999999999999999 a=b\n", b" "])
def test_extended_headers_that_are_none(tmp_path: Path, record: bytes) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, len(record)
    data = header.tobuf(tarfile.USTAR_FORMAT) + record.ljust(512, b"\0") + build(member("a.ndjson", rows("A")))
    assert read(tmp_path, data) in (["InputError"], ["A"])


def test_a_line_or_an_archive_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndjson, "MAX_BYTES", 100)
    long = json.dumps({"html": "x" * 200}).encode() + b"\n"
    assert read(tmp_path, build(member("a.ndjson", rows("A") + long + rows("B")))) == ["A", "LimitError", "B"]
    monkeypatch.setattr(unpack, "_FREE", 1_000_000)
    data = build(member("a.ndjson", rows("A")), member("zeros.ndjson", bytes(50_000_000)))
    assert read(tmp_path, data) == ["A", "LimitError"]


def test_what_an_archive_begins_with() -> None:
    assert is_tar_header(build(member("a", b"x")))
    assert not is_tar_header(b'{"html": "x"}' * 100)
    assert not is_tar_header(bytes(512))
    assert not is_tar_header(b"")

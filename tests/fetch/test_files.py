from __future__ import annotations

import contextlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wikiclean.errors import InputError, LimitError, UsageError
from wikiclean.fetch.inputs.files import list_page_files, read_page_file


def test_page_files_of_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.htm", "a/c.txt", "skip.png", "B.HTML"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [str(p.relative_to(tmp_path)) for p in list_page_files(tmp_path)] == [
        "B.HTML",
        "a/c.txt",
        "a/z.htm",
        "b.html",
    ]
    with pytest.raises(UsageError, match="no such file"):
        list(list_page_files(tmp_path / "none"))


def test_text_has_its_title_from_the_file_and_a_sidecar_knows_better(tmp_path: Path) -> None:
    path = tmp_path / "some_drug.txt"
    path.write_text("Words", encoding="utf-8")
    page = read_page_file(path)
    assert (page.transport, page.title) == ("plain_text", "Some drug")
    (tmp_path / "some_drug.json").write_text(
        json.dumps({"title": "Real", "url": "https://w.example/wiki/Real"}), "utf-8"
    )
    page = read_page_file(path)
    assert (page.title, page.url) == ("Real", "https://w.example/wiki/Real")
    assert read_page_file(path, as_text=False, title="Given").transport == "file_html"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_page_file(tmp_path)


def test_a_folder_named_as_a_page_is_none(tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "folder.html" / "page.html").write_text("x", encoding="utf-8")
    assert list(list_page_files(tmp_path)) == [tmp_path / "folder.html" / "page.html"]
    assert list(list_page_files(tmp_path / "folder.html" / "page.html")) == [tmp_path / "folder.html" / "page.html"]


@pytest.mark.parametrize("over", [0, 1])
def test_a_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int) -> None:
    monkeypatch.setattr("wikiclean.fetch.inputs.files.MAX_BYTES", 10)
    path = tmp_path / "x.html"
    path.write_bytes(b"x" * (10 + over))
    if over:
        with pytest.raises(LimitError, match="more than the 10 bytes"):
            read_page_file(path)
    else:
        assert read_page_file(path).body == b"x" * 10


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikiclean.fetch.inputs.files.MAX_BYTES", 10)
    path = tmp_path / "x.html"
    os.mkfifo(path)

    def fill() -> None:
        with path.open("wb", buffering=0) as pipe, contextlib.suppress(OSError):
            for _ in range(10_000):
                pipe.write(b"x" * 1000)

    with ThreadPoolExecutor(1) as pool:
        filled = pool.submit(fill)
        with pytest.raises(LimitError):
            read_page_file(path)
        filled.result(timeout=10)


@pytest.mark.parametrize("name", ["no\0name", "missing.html"])
def test_a_name_that_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_page_file(tmp_path / name)
    assert caught.value.where is not None


def test_the_bytes_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    body = b"\xef\xbb\xbf<p>\r\n\x00\xff"
    path.write_bytes(body)
    assert read_page_file(path).body == body


def test_a_shared_sidecar_is_about_a_page_that_is_alone(tmp_path: Path) -> None:
    (tmp_path / "source.json").write_text('{"url": "https://w.example/wiki/A"}', encoding="utf-8")
    (tmp_path / "page.html").write_text("x", encoding="utf-8")
    assert read_page_file(tmp_path / "page.html").url == "https://w.example/wiki/A"
    (tmp_path / "other.html").write_text("x", encoding="utf-8")
    assert read_page_file(tmp_path / "page.html").url is None
    assert read_page_file(tmp_path / "other.html").url is None
    (tmp_path / "source.html").write_text("x", encoding="utf-8")
    assert read_page_file(tmp_path / "source.html").url == "https://w.example/wiki/A"


def test_what_is_given_beats_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"url": "u", "title": "t", "site": "wikimd", "revision_id": 5}', encoding="utf-8")
    (tmp_path / "a.html").write_text("x", encoding="utf-8")
    page = read_page_file(tmp_path / "a.html", url="U", title="T", site="mediawiki")
    assert (page.url, page.title, page.site, page.revision_id) == ("U", "T", "mediawiki", 5)

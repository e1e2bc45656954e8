from __future__ import annotations

import json
from pathlib import Path

import pytest

from wikiclean.errors import InputError, UsageError
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

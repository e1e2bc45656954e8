from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from wikiclean.store.file_names import FileNames

HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "..", ".", "", " ", ".hidden", "-rf", "C:\\Windows\\x", "a:b", "a|b", "a?b*",
    "a\x00b", "a\nb", "a\x1b[2Jb", "a\u202egnp.exe", "a\u2028b", "\ud800", "CON", "nul.txt", "Com1", "LPT¹", "Aux .x",
    "name.", "name ", "長" * 255, "é" * 200, "🧪" * 100, "~", "%2e%2e%2f", "$(id)", "`id`", "a" * 300,
]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_a_plain_file_name(title: str, tmp_path: Path) -> None:
    name = FileNames().name(title, "wiki:1")
    assert re.fullmatch(r"[\w(_][\w().,' +-]*[\w)',+-]", name)
    assert len(f"{name}.md".encode()) <= 255
    assert name.partition(".")[0].rstrip().casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt¹"}
    (tmp_path / f"{name}.md").write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}.md"]


@pytest.mark.parametrize(
    "title", ["Aldesleukin", "Velmo (town)", "St. John's wort", "試験薬", "Vitamin B12", "1,2-Ethandiol"]
)
def test_an_ordinary_title_stays_as_it_is(title: str) -> None:
    assert FileNames().name(title, "wiki:1") == title


@pytest.mark.parametrize(
    ("one", "other"),
    [("PAP", "Pap"), ("Äther", "ÄTHER"), ("Straße", "STRASSE"), ("a/b", "a:b"), ("長" * 100, "長" * 101)],
)
def test_titles_that_a_file_system_takes_for_one_get_two_names(one: str, other: str) -> None:
    names = FileNames()
    first, second = names.name(one, "wiki:1"), names.name(other, "wiki:2")
    assert unicodedata.normalize("NFD", first.casefold()) != unicodedata.normalize("NFD", second.casefold())

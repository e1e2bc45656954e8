from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]

MISSING = '<html><body class="ns-0"><h1 id="firstHeading">X</h1><div id="mw-content-text"><div class="noarticletext">' \
    "<p>There is currently no text in this page.</p></div></div></body></html>"  # fmt: skip


@pytest.fixture
def saved(tmp_path: Path, page: Make) -> Path:
    path = tmp_path / "velmorestat.html"
    path.write_text(page(), encoding="utf-8")
    return path


def test_a_page_comes_out_as_markdown(run: Make, saved: Path) -> None:
    ended = run("clean", saved)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("# Velmorestat\n")
    assert "## Dosage and administration for Velmorestat\n" in ended.out
    assert "[edit]" not in ended.out


@pytest.mark.parametrize("form", ["text", "html", "json", "markdown"])
def test_every_format_holds_the_article(run: Make, saved: Path, form: str) -> None:
    ended = run("clean", saved, "--format", form)
    assert ended.code == 0
    assert "The typical dose is 40 mg orally once daily." in ended.out
    assert ended.out.endswith("\n")
    if form == "json":
        (line,) = ended.out.splitlines()
        assert json.loads(line)["outcome"] == "article"


def test_the_ledger_says_what_was_removed_and_why(run: Make, saved: Path, tmp_path: Path) -> None:
    assert run("clean", saved, "--ledger", "removed.jsonl").code == 0
    lines = [json.loads(line) for line in (tmp_path / "removed.jsonl").read_text().splitlines()]
    assert all(list(line) == ["input", "rule", "reason", "text", "where"] for line in lines)
    assert {line["input"] for line in lines} == {str(saved)}
    assert any("edit" in line["text"] for line in lines)


def test_a_ledger_that_cannot_be_written_is_wrong_use(run: Make, saved: Path) -> None:
    ended = run("clean", saved, "--ledger", "nowhere/removed.jsonl")
    assert (ended.code, ended.out) == (2, "")


def test_plain_text_is_known_by_its_name_or_said(run: Make, tmp_path: Path) -> None:
    text = "Velmorestat is a <b>drug</b>.\n"
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.page").write_text(text)
    assert "<b>" in run("clean", "a.txt", "--format", "text").out
    assert "<b>" in run("clean", "a.page", "--as", "text", "--format", "text").out
    assert "<b>" not in run("clean", "a.page", "--format", "text").out


def test_standard_input_is_a_page_too(run: Make, page: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page("Ärzte").encode())))
    ended = run("clean", "-")
    assert ended.code == 0
    assert "# Ärzte" in ended.out


def test_title_and_url_of_one_page_can_be_given(run: Make, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A drug.\n")
    ended = run("clean", "a.txt", "--title", "Velmo", "--url", "https://w.example/wiki/Velmo", "--format", "json")
    document = json.loads(ended.out)
    assert (document["title"], document["source"]["url"]) == ("Velmo", "https://w.example/wiki/Velmo")


def test_some_failed_is_1_and_the_others_are_done(run: Make, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    ended = run("clean", "empty.html", saved)
    assert ended.code == 1
    assert "# Velmorestat" in ended.out
    assert ended.errors == ["wikiclean: error: empty.html: the input is empty"]


def test_a_page_without_an_article_is_named_and_3(run: Make, tmp_path: Path, saved: Path) -> None:
    (tmp_path / "missing.html").write_text(MISSING)
    ended = run("clean", "missing.html")
    assert (ended.code, ended.out) == (3, "")
    assert "missing.html: no article: missing" in ended.err
    assert run("clean", "missing.html", saved).code == 0


def test_a_file_that_is_not_there_is_said(run: Make) -> None:
    ended = run("clean", "nowhere.html")
    assert ended.code in (2, 3)
    assert len(ended.errors) == 1
    assert "nowhere.html" in ended.err


def test_a_bug_over_one_page_does_not_stop_the_others(run: Make, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wikiclean.clean import steps

    real, bugs = steps.clean_page, [RuntimeError("oops")]

    def clean_page(page: Any, **given: Any) -> Any:
        if bugs:
            raise bugs.pop()
        return real(page, **given)

    monkeypatch.setattr(steps, "clean_page", clean_page)
    ended = run("clean", saved, saved)
    assert ended.code == 70
    assert ended.out.startswith("# Velmorestat")
    assert len(ended.err.splitlines()) == 1
    assert "a bug of wikiclean: RuntimeError: oops" in ended.err

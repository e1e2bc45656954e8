"""Saved pages are tests of their own, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wikiclean.model.page import Page
from wikiclean.pipeline.cases import write_case

HTML = """<html><head><title>Velmorestat</title></head><body><h1 id="firstHeading">Velmorestat</h1>
<div id="mw-content-text"><div class="mw-parser-output">
<p><b>Velmorestat</b> is a medicine used in the treatment of hypertension.<span class="mw-editsection">[edit]</span></p>
<h2>Dosage and administration for Velmorestat</h2><p>The typical dose is 40 mg orally once daily.</p>
</div></div></body></html>"""


@pytest.fixture
def case(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    folder = pytester.path / "fixtures" / "pages" / "wiki.example" / "velmorestat"
    write_case(Page.from_html(HTML, url="https://wiki.example/wiki/Velmorestat", title="Velmorestat"), folder)
    return folder


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    plugin = ("-p", "wikiclean.testing.plugin")
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *plugin, "fixtures", *arguments)


@pytest.fixture(autouse=True)
def _few_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.mark.usefixtures("case")
def test_a_case_is_a_test_a_field(pytester: pytest.Pytester) -> None:
    ended = run(pytester, "-v")
    assert ended.ret == 0
    names = [line.split("::")[1].split()[0] for line in ended.outlines if "PASSED" in line]
    assert {"document", "ledger", "dosage", "text", "source", "quality"} <= set(names)


def test_saving_again_gives_the_same_files(case: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_case(Page.from_html(HTML, url="https://wiki.example/wiki/Velmorestat", title="Velmorestat"), again)
    assert {path.name: path.read_bytes() for path in case.iterdir()} == {
        path.name: path.read_bytes() for path in again.iterdir()
    }


def test_a_difference_is_shown_and_accepted(pytester: pytest.Pytester, case: Path) -> None:
    record = json.loads((case / "monograph.json").read_text("utf-8"))
    record["dosage"][0]["route"] = "intravenous"
    (case / "monograph.json").write_text(json.dumps(record), encoding="utf-8")
    ended = run(pytester)
    ended.stdout.fnmatch_lines(['-*"route": "intravenous",', '+*"route": "oral",', "if that is right: pytest --accept"])
    assert ended.parseoutcomes()["failed"] == 1
    assert run(pytester, "--accept").ret == 0
    assert run(pytester).ret == 0


def test_nothing_is_accepted_in_ci(pytester: pytest.Pytester, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    before = (case / "monograph.json").read_bytes()
    ended = run(pytester, "--accept")
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    assert (case / "monograph.json").read_bytes() == before


def test_a_page_that_is_no_article_is_a_case_too(pytester: pytest.Pytester, case: Path) -> None:
    challenge = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    write_case(Page.from_html(challenge, url="https://wiki.example/wiki/X"), case.parent / "x")
    assert json.loads((case.parent / "x" / "monograph.json").read_text()) is None
    assert run(pytester).ret == 0


def test_other_json_is_left_alone(pytester: pytest.Pytester) -> None:
    folder = pytester.mkdir("fixtures")
    (folder / "monograph.json").write_text("{}", encoding="utf-8")
    assert run(pytester).ret == pytest.ExitCode.NO_TESTS_COLLECTED

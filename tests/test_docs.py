"""What the README shows is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_the_python_examples_print_what_they_say(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example, "README.md", "exec"), {})
    said = re.findall(r"print\(.*?\)\s+# (.+)", example)
    assert said
    assert capsys.readouterr().out.splitlines() == said


def test_the_commands_shown_exist() -> None:
    commands = {path.stem for path in (ROOT / "src" / "wikiclean" / "cli").glob("*.py")}
    shown = set(re.findall(r"^\$ wikiclean (\w+)", README, re.MULTILINE))
    assert len(shown) >= 5
    assert shown <= commands


def test_links_between_documents_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "fixtures" / "wiki" / "README.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_ten_lines_are_those_of_the_project_that_is_tested() -> None:
    page = (ROOT / "docs" / "testing.md").read_text("utf-8")
    for kind, name in (("ini", "pytest.ini"), ("python", "test_drugs.py")):
        (shown,) = re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        assert shown == (ROOT / "tests" / "downstream" / name).read_text("utf-8")

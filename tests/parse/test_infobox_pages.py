"""Every fixture page with a box against the gold of its rows, in every form that the page has."""

from __future__ import annotations

import pytest

from infobox_judge import FOLDER, gold, judge

FILES = [(name, page) for page in gold() for name in page["files"]]


def test_there_are_pages_and_all_of_them_are_judged() -> None:
    assert len(gold()) >= 40
    assert {name for name, _ in FILES} == {path.name for path in (FOLDER / "pages").iterdir()}


@pytest.mark.parametrize(("name", "page"), FILES, ids=[name for name, _ in FILES])
def test_rows_are_read_as_the_gold_says(name: str, page: dict[str, object]) -> None:
    verdict = judge(name, page)
    assert verdict.judged > 0
    assert verdict.wrong == []


def test_rows_judged(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = [judge(name, page) for name, page in FILES]
    judged = sum(verdict.judged for verdict in verdicts)
    with capsys.disabled():
        print(f"\ninfobox rows judged: {judged} on {len(FILES)} pages")  # noqa: T201 - the figure is asked for
    assert judged > 1000

"""Kill it at any moment: what was finished is there once, what was not is done next time."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import wikiclean

PAGES = 12

PROGRAM = """
import os, signal, sys
from pathlib import Path
from wikiclean.pipeline import publish
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.settings import RunSettings
from wikiclean.store import base, put

place, when = sys.argv[1].split(":") if len(sys.argv) > 1 else ("nowhere", "0")
count = 0

def perhaps(here):
    global count
    count += here == place
    if here == place and count == int(when):
        os.kill(os.getpid(), signal.SIGKILL)

def killing(module, name, here):
    original = getattr(module, name)
    def done(*args, **given):
        result = original(*args, **given)
        perhaps(here)
        return result
    setattr(module, name, done)

killing(put, "replace_record", "put")
killing(base._queue, "mark", "mark")
killing(base._staging, "stage", "stage")
killing(base._staging, "publish", "publish")
killing(base._health, "put_figures", "figures")
killing(publish.Publisher, "publish", "published")
killing(publish.Publisher, "write_changes", "changes")
killing(base, "write_jsonl", "jsonl")
report = runs.run_files(["pages"], "out", settings=RunSettings(observe=lambda step: perhaps("step")))
sys.exit(report.exit_code)
"""

Content = tuple[bytes, dict[str, list[tuple[object, ...]]], list[str]]

TABLES = {
    "facts": 'select * from facts order by record_id, field, "index"',
    "pages": "select wiki, page_id, title, outcome, health from pages order by title",
    "staged": "select * from staged",
    "figures": "select figure, pages, hits, same, same_lost, edited, edited_lost from health order by run_id, figure",
    "runs": "select state, exit_code from runs order by run_id",
}


def prepare(place: Path) -> Path:
    (place / "pages").mkdir()
    for number in range(PAGES):
        write_page(place, number, "Text")
    (place / "program.py").write_text(PROGRAM)
    return place


def write_page(place: Path, number: int, word: str) -> None:
    html = f"<h1 id='firstHeading'>Page {number}</h1><div id='mw-content-text'><p>{word} {number}.</p></div>"
    (place / "pages" / f"{number:02}.html").write_text(html)


def edit(place: Path) -> None:
    for number in range(0, PAGES, 2):
        write_page(place, number, "Edited")


def start(place: Path, *kill: str) -> int:
    env = {**os.environ, "PYTHONPATH": str(Path(wikiclean.__file__).parents[1])}
    done = subprocess.run([sys.executable, "program.py", *kill], cwd=place, env=env, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode


def content(place: Path) -> Content:
    connection = sqlite3.connect(place / "out" / "wikiclean.db")
    tables = {name: connection.execute(query).fetchall() for name, query in TABLES.items()}
    connection.close()
    feeds = sorted((place / "out" / "runs").glob("*/changes.jsonl"))
    changes = [line.partition('"record_id"')[2] for feed in feeds for line in feed.read_text("utf-8").splitlines()]
    return (place / "out" / "records.jsonl").read_bytes(), tables, changes


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    place = prepare(tmp_path_factory.mktemp("undisturbed"))
    assert start(place) == 0
    found = content(place)
    assert len(found[1]["pages"]) == len(found[2]) == PAGES
    return found


@pytest.mark.parametrize(
    "kill", ["put:1", "put:7", "mark:5", "step:1", "step:12", "figures:1", "published:1", "changes:1", "jsonl:1"]
)
def test_a_killed_run_started_again_ends_like_an_undisturbed_one(
    tmp_path: Path, kill: str, undisturbed: Content
) -> None:
    place = prepare(tmp_path)
    assert start(place, kill) == -signal.SIGKILL
    assert start(place) == 0
    assert content(place) == undisturbed


@pytest.fixture(scope="module")
def scraped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with records, and pages that were edited since."""
    place = prepare(tmp_path_factory.mktemp("scraped"))
    assert start(place) == 0
    edit(place)
    return place


@pytest.fixture(scope="module")
def undisturbed_again(scraped: Path, tmp_path_factory: pytest.TempPathFactory) -> Content:
    place = tmp_path_factory.mktemp("again")
    shutil.copytree(scraped, place, dirs_exist_ok=True)
    assert start(place) == 0
    found = content(place)
    assert len(found[2]) == PAGES + PAGES // 2
    assert found[1]["staged"] == []
    return found


@pytest.mark.parametrize(
    "kill",
    ["stage:5", "mark:5", "step:12", "publish:1", "publish:9", "figures:1", "published:1", "changes:1", "jsonl:1"],
)
def test_a_killed_run_with_a_stage_shows_the_earlier_records_until_all_are_published(
    tmp_path: Path, kill: str, scraped: Path, undisturbed_again: Content
) -> None:
    place = shutil.copytree(scraped, tmp_path, dirs_exist_ok=True)
    before = (place / "out" / "records.jsonl").read_bytes()
    assert start(place, kill) == -signal.SIGKILL
    if kill.partition(":")[0] not in ("changes", "jsonl"):
        assert (place / "out" / "records.jsonl").read_bytes() == before
    assert start(place) == 0
    assert content(place) == undisturbed_again

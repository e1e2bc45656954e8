"""Kill it at any moment: what was finished is there once, what was not is done next time."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = 12

PROGRAM = """
import os, signal, sys
from pathlib import Path
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.settings import RunSettings
from wikiclean.store import base, records

place, when = sys.argv[1].split(":") if len(sys.argv) > 1 else ("nowhere", "0")
count = 0

def perhaps(here):
    global count
    count += here == place
    if here == place and count == int(when):
        os.kill(os.getpid(), signal.SIGKILL)

put, mark, write = base.replace_record, base._queue.mark, base.write_jsonl

def put_record(*args, **given):
    done = put(*args, **given)
    perhaps("put")
    return done

def mark_done(*args, **given):
    done = mark(*args, **given)
    perhaps("mark")
    return done

def write_file(*args):
    perhaps("jsonl")
    done = write(*args)
    perhaps("written")
    return done

base.replace_record, base._queue.mark, base.write_jsonl = put_record, mark_done, write_file
report = runs.run_files(["pages"], "out", settings=RunSettings(observe=lambda step: perhaps("step")))
sys.exit(report.exit_code)
"""


Content = tuple[bytes, list[tuple[object, ...]], list[tuple[object, ...]]]


def prepare(place: Path) -> Path:
    (place / "pages").mkdir()
    for number in range(PAGES):
        html = f"<h1 id='firstHeading'>Page {number}</h1><div id='mw-content-text'><p>Text {number}.</p></div>"
        (place / "pages" / f"{number:02}.html").write_text(html)
    (place / "program.py").write_text(PROGRAM)
    return place


def start(place: Path, *kill: str) -> int:
    done = subprocess.run([sys.executable, "program.py", *kill], cwd=place, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode


def content(place: Path) -> Content:
    connection = sqlite3.connect(place / "out" / "wikiclean.db")
    facts = connection.execute('select * from facts order by record_id, field, "index"').fetchall()
    pages = connection.execute("select wiki, page_id, title, outcome from pages order by title").fetchall()
    connection.close()
    return (place / "out" / "records.jsonl").read_bytes(), facts, pages


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    place = prepare(tmp_path_factory.mktemp("undisturbed"))
    assert start(place) == 0
    found = content(place)
    assert len(found[2]) == PAGES
    return found


@pytest.mark.parametrize("kill", ["put:1", "put:7", "mark:5", "step:1", "step:12", "jsonl:1", "written:1"])
def test_a_killed_run_started_again_ends_like_an_undisturbed_one(
    tmp_path: Path, kill: str, undisturbed: Content
) -> None:
    place = prepare(tmp_path)
    assert start(place, kill) == -signal.SIGKILL
    assert start(place) == 0
    assert content(place) == undisturbed

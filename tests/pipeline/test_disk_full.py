"""A disk that fills up while a run writes: said in a line, nothing lost, and the same command goes on with more room."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wikiclean.store.base import open_store
from wikiclean.store.verify import verify_store

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fetch"))

from server import Reply, serve

SIZE = 24 << 20
PAGE = "<h1 id='firstHeading'>{title}</h1><div id='mw-content-text'><p>{title} is a page.</p>{more}</div>"
MORE = "".join(f"<p>Paragraph {number} of many that take some room.</p>" for number in range(300))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no file system can be mounted here: needs root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "wikiclean", *command], capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    return done


def write_pages(folder: Path, names: range) -> None:
    folder.mkdir()
    for number in names:
        (folder / f"{number:03}.html").write_text(PAGE.format(title=f"Page {number}", more=MORE), "utf-8")


def process(folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return run("process", str(folder), "-o", str(out))


def fill(disk: Path, *, leave: int) -> Path:
    """Take all room but so many bytes."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free - leave
    with ballast.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, free)
    return ballast


@pytest.mark.parametrize("leave", [0, 24 << 10, 400 << 10])
def test_what_was_there_is_intact_and_more_room_is_all_it_takes(small_disk: Path, tmp_path: Path, leave: int) -> None:
    out = small_disk / "out"
    write_pages(tmp_path / "first", range(5))
    write_pages(tmp_path / "second", range(5, 60))
    assert process(tmp_path / "first", out).returncode == 0
    before = (out / "records.jsonl").read_bytes()

    ballast = fill(small_disk, leave=leave)
    full = process(tmp_path / "second", out)
    assert full.returncode == 3, full.stderr
    (error,) = [line for line in full.stderr.splitlines() if "error: " in line]
    assert "space" in error
    assert (out / "records.jsonl").read_bytes() == before
    titles = {json.loads(line)["page"]["title"] for line in before.splitlines()}

    ballast.unlink()
    with open_store(out) as store:
        assert titles <= {stored.title for stored in store.iter_stored()}
    again = process(tmp_path / "second", out)
    assert again.returncode == 0, again.stderr
    assert len((out / "records.jsonl").read_bytes().splitlines()) == 60
    assert [each.name for each in out.iterdir() if each.name.endswith(".tmp")] == []


def test_an_archive_that_cannot_grow_stops_the_scrape(small_disk: Path) -> None:
    def noise(path: str) -> Reply:
        more = "".join(f"<p>{path} {number} {random.Random(number).randbytes(300).hex()}</p>" for number in range(400))
        html = PAGE.format(title=path.rpartition("/")[2], more=more)
        return Reply(
            body=f"<!DOCTYPE html><html><body>{html}</body></html>".encode(), headers={"Content-Type": "text/html"}
        )

    out = small_disk / "out"
    with serve() as site:
        names = [f"Page {number}" for number in range(12)]
        for name in names:
            site.replies[f"/wiki/{name.replace(' ', '_')}"] = [noise]
        at = ("--site", site.url, "--allow-private", "--rate", "1000", "-o", str(out))
        assert run("scrape", *names[:2], *at).returncode == 0
        before = (out / "records.jsonl").read_bytes()
        ballast = fill(small_disk, leave=1 << 20)
        full = run("scrape", *names, *at)
        assert full.returncode == 3, full.stderr
        (error,) = [line for line in full.stderr.splitlines() if "error: " in line]
        assert "space" in error
        assert (out / "records.jsonl").read_bytes() == before
        ballast.unlink()
        again = run("scrape", *names, *at)
        assert again.returncode == 0, again.stderr
    with open_store(out) as store:
        assert len(store) == 12
        assert [finding for finding in verify_store(store) if finding is not None] == []

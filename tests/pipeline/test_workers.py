"""Real worker processes; the pages of these tests are processed by the real rooms."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from wikiclean.model.page import Page
from wikiclean.pipeline.workers import Worked, open_workers
from wikiclean.store.queue import QueueItem


def pages(count: int) -> Iterator[tuple[QueueItem, Page]]:
    for number in range(count):
        html = f"<h1 id='firstHeading'>Page {number}</h1><div id='mw-content-text'><p>Text of page {number}.</p></div>"
        yield QueueItem(number, f"p{number}", None), Page.from_html(html, url=f"https://w.example/wiki/Page_{number}")


def carry(count: int, workers_count: int) -> list[Worked]:
    done: list[Worked] = []
    with open_workers(workers_count, None) as pool:
        for item, page in pages(count):
            done += pool.submit(item, page)
        done += pool.drain()
    return done


def test_order_and_results_are_those_of_one_process() -> None:
    assert carry(8, 2) == carry(8, 1)


PROGRAM = """
import os
from wikiclean.model.page import Page
from wikiclean.pipeline import workers
from wikiclean.store.queue import QueueItem

real = workers.process_page

def dying(page, **given):
    if b"page 3." in page.body:
        os._exit(9)
    if b"page 5." in page.body:
        raise RuntimeError("oops")
    return real(page, **given)

workers.process_page = dying  # worker processes run this file too

if __name__ == "__main__":
    done = []
    with workers.open_workers(2, None) as pool:
        for number in range(8):
            html = f"<h1>Page {number}</h1><p>Text of page {number}.</p>"
            page = Page.from_html(html, url=f"https://w.example/{number}")
            done += pool.submit(QueueItem(number, f"p{number}", None), page)
        done += pool.drain()
    for each in done:
        said = each.trace if each.bug else str(each.result.error or each.result.outcome)
        print(each.item.position, said.strip().splitlines()[-1])
"""


def test_a_page_that_kills_its_worker_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "-W", "error", "program.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert list(said) == [str(number) for number in range(8)], done.stderr
    assert said["3"] == "p3: the worker process died over this page (out of memory?)"
    assert said["5"] == "RuntimeError: oops"
    assert {said[number] for number in "012467"} == {"article"}


ORPHANS = """
import os, signal
from wikiclean.model.page import Page
from wikiclean.pipeline import workers
from wikiclean.store.queue import QueueItem

if __name__ == "__main__":
    with workers.open_workers(2, None) as pool:
        for number in range(4):
            for _ in pool.submit(QueueItem(number, "p", None), Page.from_html("<p>x")):
                pass
        for _ in pool.drain():
            pass
        print(*pool._executor._processes, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(ORPHANS)
    # The workers hold the parent's stdout: the call returns when the last of them has ended.
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 2, done.stderr

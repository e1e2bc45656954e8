"""Real worker processes; the pages of these tests are processed by the real rooms."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from wikiclean.model.page import Page
from wikiclean.pipeline import workers
from wikiclean.pipeline.process import Result, process_page
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


def die_on_three(page: Page) -> Result:
    if b"page 3." in page.body:
        os._exit(9)
    if b"page 5." in page.body:
        raise RuntimeError("oops")
    return process_page(page)


def test_a_page_that_kills_its_worker_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []

    class Executor(workers.ProcessPoolExecutor):
        def __init__(self, *args: Any, **given: Any) -> None:
            started.append(self)
            super().__init__(*args, **{**given, "mp_context": workers.get_context("fork")})

    # fork: the workers must see the patched function.
    monkeypatch.setattr(workers, "ProcessPoolExecutor", Executor)
    monkeypatch.setattr(workers, "process_page", lambda page, **_: die_on_three(page))
    done = {worked.item.position: worked for worked in carry(8, 2)}
    assert sorted(done) == list(range(8))
    assert [number for number, worked in sorted(done.items()) if worked.result and worked.result.record] == [
        0,
        1,
        2,
        4,
        6,
        7,
    ]
    died = done[3].result
    assert died is not None
    assert "worker process died" in str(died.error)
    assert isinstance(done[5].bug, RuntimeError)
    assert "oops" in (done[5].trace or "")
    assert len(started) > 2

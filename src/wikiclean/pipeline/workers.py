"""Pages cleaned and parsed: in this process, or in several.

A worker that dies (killed, out of memory) takes no other page with it: the pages it may have held are done
again, each alone, and the one that kills its worker again is a failure.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Protocol

from ..errors import LimitError
from ..model.page import Page
from ..store.queue import QueueItem
from .process import Result, process_page

if TYPE_CHECKING:
    from ..sites.profile import SiteProfile

__all__ = ["Worked", "Workers", "open_workers"]


@dataclass(frozen=True, slots=True)
class Worked:
    """A page that went through; `bug` and its `trace` where something was raised that should not be."""

    item: QueueItem
    result: Result | None = None
    bug: Exception | None = None
    trace: str | None = None


class Workers(Protocol):
    """Pages go in with `submit`, come out of `submit` and `drain` in the order in which they went in."""

    def submit(self, item: QueueItem, page: Page) -> Iterator[Worked]:
        """Hand a page over; what is ready comes back."""

    def drain(self) -> Iterator[Worked]:
        """Wait for what is still under way."""


@contextmanager
def open_workers(count: int, profile: str | None) -> Iterator[Workers]:
    """`count` worker processes, or this process for one."""
    if count <= 1:
        yield _Here(_load(profile))
        return
    pool = _Pool(count, profile)
    try:
        yield pool
    finally:
        pool.close()


class _Here(Workers):
    def __init__(self, profile: SiteProfile | None) -> None:
        self._profile = profile

    def submit(self, item: QueueItem, page: Page) -> Iterator[Worked]:
        try:
            worked = Worked(item, process_page(page, profile=self._profile))
        except Exception as bug:  # noqa: BLE001 - a bug of ours: recorded with its traceback, the batch goes on
            worked = Worked(item, bug=bug, trace=traceback.format_exc())
        yield worked

    def drain(self) -> Iterator[Worked]:
        return iter(())


class _Pool(Workers):
    def __init__(self, count: int, profile: str | None) -> None:
        self._count, self._profile = count, profile
        self._executor = self._start(count)
        self._under_way: deque[tuple[QueueItem, Page, Future[Result]]] = deque()

    def _start(self, count: int) -> ProcessPoolExecutor:
        # spawn: forking a process with threads (progress bar, connections) may leave locks held.
        return ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=_begin_worker, initargs=(self._profile,)
        )

    def submit(self, item: QueueItem, page: Page) -> Iterator[Worked]:
        try:
            future = self._executor.submit(_process, page)
        except BrokenExecutor:
            yield from self._recover()
            future = self._executor.submit(_process, page)
        self._under_way.append((item, page, future))
        while self._under_way and (len(self._under_way) > 2 * self._count or self._under_way[0][2].done()):
            yield from self._next()

    def drain(self) -> Iterator[Worked]:
        while self._under_way:
            yield from self._next()

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _next(self) -> Iterator[Worked]:
        item, page, future = self._under_way.popleft()
        try:
            yield Worked(item, future.result())
        except BrokenExecutor:
            self._under_way.appendleft((item, page, future))
            yield from self._recover()
        except Exception as bug:  # noqa: BLE001 - a bug of ours
            yield Worked(item, bug=bug, trace="".join(traceback.format_exception(bug)))

    def _recover(self) -> Iterator[Worked]:
        """A worker died: do what was under way again, each page in a worker of its own."""
        self.close()
        held, self._under_way = self._under_way, deque()
        for item, page, future in held:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield Worked(item, future.result())
            else:
                yield self._alone(item, page)
        self._executor = self._start(self._count)

    def _alone(self, item: QueueItem, page: Page) -> Worked:
        with self._start(1) as executor:
            try:
                return Worked(item, executor.submit(_process, page).result())
            except BrokenExecutor:
                error = LimitError("the worker process died over this page (out of memory?)", where=item.target)
                return Worked(item, Result(outcome="failed", error=error))
            except Exception as bug:  # noqa: BLE001 - a bug of ours
                return Worked(item, bug=bug, trace="".join(traceback.format_exception(bug)))


_profile: SiteProfile | None = None


def _begin_worker(profile: str | None) -> None:
    global _profile  # noqa: PLW0603 - set once, before the first page
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends the workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _profile = _load(profile)


def _end_with_parent() -> None:
    """A parent that was killed cannot end its workers: they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _process(page: Page) -> Result:
    return process_page(page, profile=_profile)


def _load(profile: str | None) -> SiteProfile | None:
    if profile is None:
        return None
    from ..sites.registry import load_profile

    return load_profile(profile)

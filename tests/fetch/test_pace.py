from __future__ import annotations

from typing import Any

from wikiclean.fetch.pace import Pace


def test_only_what_is_left_of_the_interval_is_waited(clock: Any) -> None:
    pace = Pace(clock.clock)
    pace.keep("a", 10)
    clock.time += 4
    pace.keep("a", 10)
    clock.time += 20
    pace.keep("a", 10)
    assert clock.slept == [6]


def test_each_host_has_its_own(clock: Any) -> None:
    pace = Pace(clock.clock)
    for host in ("a", "b", "c:81", "c:82"):
        pace.keep(host, 10)
    assert clock.slept == []

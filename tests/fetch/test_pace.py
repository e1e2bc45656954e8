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


def test_a_host_that_says_too_much_is_given_longer_pauses_and_quick_answers_take_them_back(clock: Any) -> None:
    pace = Pace(clock.clock)
    seen = []
    for _ in range(8):
        pace.slow_down("a")
        seen.append(pace.added("a"))
    assert seen == [1, 2, 4, 8, 16, 32, 60, 60]
    pace.keep("a", 1)
    pace.keep("a", 1)
    assert clock.slept == [61]
    pace.took("a", 0.2)
    assert pace.added("a") == 45
    for _ in range(30):
        pace.took("a", 0.2)
    assert pace.added("a") == 0
    assert pace.added("b") == 0


def test_a_slow_host_gets_a_pause_as_long_as_its_answers(clock: Any) -> None:
    pace = Pace(clock.clock)
    for _ in range(12):
        pace.took("a", 8)
    assert 7 < pace.added("a") < 8
    pace.took("a", 3)
    assert 7 < pace.added("a") < 8, "slow still"
    pace.took("a", 1)
    assert 5 < pace.added("a") < 6

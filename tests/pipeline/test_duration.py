from __future__ import annotations

import pytest

from wikiclean.errors import UsageError
from wikiclean.pipeline.duration import parse_duration, say_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("90s", 90),
        ("30m", 1800),
        ("30 min", 1800),
        ("2h", 7200),
        ("1h30m", 5400),
        ("1d", 86400),
        ("2H5", 7205),
    ],
)
def test_times_as_people_write_them(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "0h", "soon", "-5", "1.5h", "5m3h", "1e3", "9" * 12])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no time to work in"):
        parse_duration(text)


def test_times_are_told_in_their_two_largest_units() -> None:
    told = {0.2: "0 s", 59.4: "59 s", 61: "1 min 1 s", 3600: "1 h 0 min", 5403: "1 h 30 min", 90000: "25 h 0 min"}
    assert {seconds: say_duration(seconds) for seconds in told} == told

from __future__ import annotations

import pytest

from wikiclean.errors import UsageError
from wikiclean.pipeline.quota import Quota


@pytest.mark.parametrize(
    ("text", "failed", "total", "exceeded"),
    [("0", 1, 5, True), ("0", 0, 5, False), ("2", 2, 5, False), ("2", 3, 5, True), ("1%", 1, 100, False),
     ("1%", 2, 100, True), ("0.5%", 1, 100, True), ("100%", 5, 5, False)],
)  # fmt: skip
def test_a_number_or_a_share(text: str, failed: int, total: int, exceeded: bool) -> None:
    assert Quota.parse(text).is_exceeded(failed, total) is exceeded
    assert str(Quota.parse(text)) == text


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "101%", "%", "1 % 2"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="neither a number of pages"):
        Quota.parse(text)

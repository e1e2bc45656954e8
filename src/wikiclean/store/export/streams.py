"""A JSON document with one long list, written as it is made: memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = ["stream_list"]


def stream_list(head: dict[str, Any], key: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Pieces of the text of `{**head, key: [*items]}`, an item a line."""
    begin = json.dumps(head, ensure_ascii=False)[:-1]
    yield f"{begin}{', ' if head else ''}{json.dumps(key)}: ["
    separator = "\n"
    for item in items:
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"

"""How large and how deep a page may be."""

from __future__ import annotations

__all__ = [
    "MAX_BYTES",
    "MAX_COLSPAN",
    "MAX_NESTING",
    "MAX_ROWSPAN",
    "MAX_SOURCE_NESTING",
    "MAX_TABLE_SLOTS",
    "MAX_TAGS",
]

MAX_BYTES = 40 * 1024 * 1024
"""Bytes of one page; the largest real ones hold about 6 MB. Above: LimitError."""

MAX_TAGS = 1_200_000
"""Opening and closing tags of one page: at under 800 bytes each a page stays below a gigabyte of memory. The largest
real page seen has 45 thousand. Above: LimitError."""

MAX_NESTING = 240
"""Elements in elements that are walked one by one; what lies deeper is read as plain text. The deepest real
page seen nests 169."""

MAX_SOURCE_NESTING = 2000
"""Elements in elements as the source has them; a page that nests deeper is `too_deep` and keeps no text."""

MAX_COLSPAN = 1000
"""HTML Living Standard, 4.9.11: colspan is clamped to 1-1000."""

MAX_ROWSPAN = 65534
"""HTML Living Standard, 4.9.11: rowspan is clamped to 0-65534."""

MAX_TABLE_SLOTS = 1_000_000
"""Slots of one table's grid; a table that claims more is kept with spans of 1."""

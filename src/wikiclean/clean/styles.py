"""Inline styles that change how words beside each other read."""

from __future__ import annotations

import re

__all__ = ["LOOKS", "THIN_SPACE", "WIDE"]

LOOKS = re.compile(
    r"(?:^|;)\s*(?:vertical-align\s*:\s*(?P<rise>super|sub)\b"
    r"|display\s*:\s*(?P<line>block|table|flex|grid|list-item)\b"
    r"|display\s*:\s*inline-(?:block|table|flex)"
    r"|float\s*:\s*(?:left|right)"
    r"|(?:margin|padding)-left\s*:\s*(?P<gap>\.\d+|[1-9]\d{0,2}(?:\.\d+)?|0?\.\d*[1-9]\d*)\s*(?:em|rem|ex|ch))",
    re.IGNORECASE,
)
"""`rise`: raised or lowered; `line`: on a line of its own; `gap`: a margin, in em; else set apart in the line."""

THIN_SPACE = "\u2009"
"""What a small margin between groups of digits looks like."""

WIDE = 0.5
"""A margin from here on parts two numbers."""

"""Kinds of notices, read off the markup of the box."""

from __future__ import annotations

import re

from .dom import Element

__all__ = ["notice_kind"]

_BOX_NAME = re.compile(r"(?:^|\s)box-([\w-]+)")


def notice_kind(kind: str, element: Element) -> str:
    """The notice's kind: a maintenance box names its own (`box-More_citations_needed`)."""
    if kind == "maintenance" and (match := _BOX_NAME.search(element.attr("class") or "")):
        return match[1].lower().replace("-", "_")
    return kind

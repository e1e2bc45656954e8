"""Notices and editors' flags, read off their markup and words."""

from __future__ import annotations

import re

from .dom import Element

__all__ = ["is_remark", "notice_kind"]

_BOX_NAME = re.compile(r"(?:^|\s)box-([\w-]+)")


def notice_kind(kind: str, element: Element) -> str:
    """The notice's kind: a maintenance box names its own (`box-More_citations_needed`)."""
    if kind == "maintenance" and (match := _BOX_NAME.search(element.attr("class") or "")):
        return match[1].lower().replace("-", "_")
    return kind


def is_remark(content: str) -> bool:
    """Whether a superscript is an editors' flag whatever its class: words in square brackets, or a sign."""
    content = content.strip("\u200b \n")
    if content[:1] != "[" or content[-1:] != "]":
        return False
    return any(map(str.isalpha, content)) if any(map(str.isalnum, content)) else len(content) > 2

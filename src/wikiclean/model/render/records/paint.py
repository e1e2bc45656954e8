"""A view as plain text or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....text import one_line
from .view import View

__all__ = ["paint_markdown", "paint_text"]

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def paint_text(view: View) -> str:
    """Lines of plain text, headings underlined."""
    return "\n".join(_text_lines(view)) + "\n"


def _text_lines(view: View) -> Iterator[str]:
    title = one_line(view.title)
    yield title
    yield "=" * len(title)
    yield from map(one_line, view.about)
    for panel in view.panels:
        if panel.entries:
            yield ""
            yield panel.heading
            yield "-" * len(panel.heading)
        for entry in panel.entries:
            yield f"  {one_line(entry.text)}"
            yield from (f"      {one_line(note)}" for note in entry.notes)
    yield ""
    yield view.closing


def paint_markdown(view: View) -> str:
    """Markdown with a heading a panel, evidence as nested items."""
    lines = [f"# {_escape(view.title)}", "", *(f"{_escape(line)}  " for line in view.about)]
    for panel in view.panels:
        if panel.entries:
            lines += ["", f"## {_escape(panel.heading)}", ""]
        for entry in panel.entries:
            lines.append(f"- {_escape(entry.text.strip())}")
            lines += [f"  - {_escape(note)}" for note in entry.notes]
    return "\n".join((*lines, "", f"*{view.closing}*", ""))


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", one_line(text))

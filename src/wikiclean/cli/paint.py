"""A view as plain text, as Markdown, or in colours on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .logs import one_line
from .output import write_out
from .view import View

__all__ = ["paint_markdown", "paint_terminal", "paint_text"]

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


def paint_terminal(view: View) -> None:
    """Write to a terminal, with weight and colour."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)

    def show(text: str, style: str) -> None:
        console.print(f"[{style}]{escape(one_line(text))}[/]" if style else escape(one_line(text)), soft_wrap=True)

    show(view.title, "bold")
    for line in view.about:
        show(line, "dim")
    for panel in view.panels:
        if panel.entries:
            write_out("")
            show(panel.heading, "bold cyan")
        for entry in panel.entries:
            show(f"  {entry.text}", "")
            for note in entry.notes:
                show(f"      {note}", "dim")
    write_out("")
    show(view.closing, "italic")

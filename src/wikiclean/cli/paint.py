"""A view in colours on a terminal."""

from __future__ import annotations

from ..model.render.records.view import View
from ..text import one_line
from .output import write_out

__all__ = ["paint_terminal"]


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

"""`wikiclean demo`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .command import make_command
from .output import is_terminal, write_out
from .runs import tell_end

__all__ = ["command"]

_EXAMPLES = (
    ("the whole way of a page, offline", "wikiclean demo"),
    ("somewhere else", "wikiclean demo --output /tmp/demo"),
)


@make_command("demo", examples=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    default=Path("output/demo"),
    show_default=True,
    help="Directory for records.jsonl, wikiclean.db and runs/.",
)
def command(output: Path) -> int:
    """Do the main job over the packaged recording of a wiki: fetch, clean, parse, store. No network.

    Prints what was read from the page, each fact with its evidence.
    """
    from ..model.render.records.paint import paint_text
    from ..model.render.records.view import view_ledger, view_record
    from ..pipeline.demo import run_demo
    from .paint import paint_terminal

    demo = run_demo(output)
    for result in demo.shown:
        view = view_record(result.require(), view_ledger(result.ledger))
        if is_terminal(sys.stdout):
            paint_terminal(view)
        else:
            write_out(paint_text(view))
    code = tell_end(demo.report)
    if code == 0:
        write_out(f"\nThe records are in {output / 'records.jsonl'}; try: wikiclean show {output} {demo.first_title!r}")
    return code

"""`wikiclean show`."""

from __future__ import annotations

import logging
import sys

import click

from .command import make_command
from .output import is_terminal, write_out

__all__ = ["command"]

logger = logging.getLogger(__name__)

_EXAMPLES = (
    ("a record for reading", "wikiclean show out Aspirin"),
    ("the record itself", "wikiclean show out Aspirin --format json"),
    ("by its id", "wikiclean show out wikimd:1234 --format markdown"),
)


@make_command("show", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR")
@click.argument("title")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to show the record.",
)
def command(directory: str, title: str, form: str) -> int:
    """Show one stored record: every fact with the words it was read from.

    DIR is the directory of a run, or a database's address. TITLE may be a redirect, an earlier title or a
    record id; the case of its first letter does not matter.
    """
    from ..store.base import open_store

    with open_store(directory) as store:
        stored = store.get_by_title(title)
    if stored.tombstone is not None:
        logger.warning("the last visit to %s found: %s", stored.title, stored.tombstone)
    if form == "json":
        write_out(stored.json)
        return 0
    from ..model.render.records.paint import paint_markdown, paint_text
    from ..model.render.records.view import view_record
    from .paint import paint_terminal

    view = view_record(stored.record)
    if form == "markdown":
        write_out(paint_markdown(view))
    elif is_terminal(sys.stdout):
        paint_terminal(view)
    else:
        write_out(paint_text(view))
    return 0

"""`wikiclean report`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from ..errors import UsageError
from .command import make_command
from .output import is_terminal, write_out

__all__ = ["command"]

logger = logging.getLogger(__name__)

_EXAMPLES = (
    ("of the last run; writes out/runs/RUN/report.html", "wikiclean report out"),
    ("of an earlier run, where you like", "wikiclean report out --run 20260101T030000Z-1f2e3d -o report.html"),
    ("of records in PostgreSQL", "wikiclean report out --store postgresql://me@db.example/wiki"),
)


@make_command("report", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--run", "name", metavar="RUN", help="A name in DIR/runs, or how it begins; the last run where absent.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), metavar="FILE",
    help="File to write; DIR/runs/RUN/report.html where absent, - for standard output.",
)  # fmt: skip
@click.option("--store", metavar="URL", help="Database to use instead of DIR/wikiclean.db.")
def command(directory: Path, name: str | None, output: Path | None, store: str | None) -> int:
    """Show how a run went: one HTML file, complete in itself.

    Outcomes, failures by reason, how complete each field is, what drifted against earlier runs, headings of unknown
    kind, what each rule removed, what changed, how large the pages were and how long they took, and the slowest.
    """
    from ..pipeline.run_page import last_run, report_run
    from ..store.base import open_store
    from ..store.files import make_directory, replace_file

    if output is not None and str(output) == "-" and is_terminal(sys.stdout):
        raise UsageError("the report is HTML for a browser; give -o FILE, or pipe it on")
    with open_store(store or directory) as opened:
        run = last_run(opened, name)
        folder = directory / "runs" / run.run_id
        text = report_run(opened, run, folder)
    if output is not None and str(output) == "-":
        write_out(text)
        return 0
    target = output or make_directory(folder) / "report.html"
    replace_file(target, [text])
    logger.info("%s", target)
    return 0

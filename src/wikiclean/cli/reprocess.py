"""`wikiclean reprocess`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .command import make_command
from .progress import show_progress
from .runs import carry_out, run_options

if TYPE_CHECKING:
    from ..pipeline.report import RunReport

__all__ = ["command"]

_EXAMPLES = (
    ("after an upgrade", "wikiclean reprocess out"),
    ("and see what it changed, field by field", "wikiclean reprocess out && wikiclean diff out"),
    ("with a profile of your own", "wikiclean reprocess out --profile my-wiki.toml --workers 4"),
)


@make_command("reprocess", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@run_options
def command(directory: Path, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Clean and read the pages of all current records again, from the archive in DIR. No wiki is asked.

    Only records that say anything else now are written; the line at the end counts them, DIR/runs/RUN/changes.jsonl
    tells what changed. A record whose page is not in the archive stays as it is.
    """
    from ..pipeline.run import reprocess
    from ..pipeline.settings import RunSettings

    metrics = given.pop("metrics")

    def work() -> RunReport:
        with show_progress() as observe:
            return reprocess(directory, settings=RunSettings(observe=observe, **given))

    return carry_out("reprocess", directory, metrics, work)

"""`wikiclean prune`."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from ..errors import UsageError
from .command import make_command

__all__ = ["command"]

logger = logging.getLogger(__name__)

_EXAMPLES = (
    ("after a daily refresh", "wikiclean prune out --keep-runs 30 --keep-archive 90"),
    ("only what the records were read from", "wikiclean prune out --keep-archive 0"),
)


@make_command("prune", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--keep-runs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Forget all but the last N runs, with their reports and change feeds; what can be gone on with stays.",
)
@click.option(
    "--keep-archive",
    type=click.FloatRange(min=0),
    metavar="DAYS",
    help="Delete archived responses that are older and that no record was read from.",
)
@click.option("--store", metavar="URL", help="Database to use instead of DIR/wikiclean.db.")
def command(directory: Path, keep_runs: int | None, keep_archive: float | None, store: str | None) -> int:
    """Forget old runs and delete old archive files, so that a daily job does not fill the disk.

    Records stay as they are, and so do the responses that they were read from: `reprocess` and `verify` find them. An
    old file of which more than three quarters are still needed is left alone.
    """
    from ..pipeline.prune import prune

    if keep_runs is None and keep_archive is None:
        raise UsageError("nothing to prune; give --keep-runs, --keep-archive or both")
    pruned = prune(directory, keep_runs=keep_runs, keep_archive=keep_archive, store=store)
    logger.info("%s", pruned.summary())
    return 0

"""`wikiclean process`."""

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
    ("a folder of saved pages", "wikiclean process pages/ -o out"),
    ("what another crawler archived", "wikiclean process crawl.warc.gz -o out"),
    ("two files of one site", "wikiclean process a.html b.html --site wikimd -o out"),
    ("many pages, stopping if more than 1% fail", "wikiclean process pages/ -o out --workers 4 --max-failures 1%"),
)


@make_command("process", examples=_EXAMPLES)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", required=True,
    help="Directory for records.jsonl, wikiclean.db and runs/.",
)  # fmt: skip
@click.option("--site", metavar="NAME", help="Site profile to clean with (`wikiclean sites list`).")
@run_options
def command(sources: tuple[Path, ...], output: Path, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Clean, read and store pages that are already on disk.

    SOURCE is a file (HTML, plain text if its name ends in .txt, an archive if in .warc or .warc.gz) or a folder of
    them. Of archives the latest response of each address is taken; a run's directory stands for its archive.
    """
    from ..pipeline.quota import Quota
    from ..pipeline.run import run_files
    from ..pipeline.settings import RunSettings

    quota, metrics = given.pop("max_failures"), given.pop("metrics")

    def work() -> RunReport:
        with show_progress() as observe:
            settings = RunSettings(max_failures=Quota.parse(quota) if quota else None, observe=observe, **given)
            return run_files(sources, output, settings=settings)

    return carry_out("process", output, metrics, work)

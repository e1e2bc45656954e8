"""`wikiclean process`."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from ..fetch.inputs.settings import InputFormat, InputSettings
from .command import make_command
from .progress import show_progress
from .runs import carry_out, run_options

if TYPE_CHECKING:
    from ..pipeline.report import RunReport

__all__ = ["command"]

_EXAMPLES = (
    ("a folder of saved pages", "wikiclean process pages/ -o out"),
    ("what another crawler archived", "wikiclean process crawl.warc.gz -o out"),
    ("a snapshot of Wikimedia Enterprise", "wikiclean process enwiki_namespace_0.tar.gz -o out --workers 4"),
    ("a table of pages", "wikiclean process pages.parquet --html-column content --url-column address -o out"),
    ("the same, one JSON object a line", "wikiclean process pages.ndjson.zst --html-column body -o out"),
    ("lines of JSON in a file that does not look so", "wikiclean process export.log --input-format ndjson -o out"),
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
@click.option(
    "--input-format",
    type=click.Choice(get_args(InputFormat)),
    help="What all files hold, instead of what they seem to.",
)
@click.option("--html-column", metavar="NAME", help="Where a row has the HTML  [default: html, article_body.html]")
@click.option("--url-column", metavar="NAME", help="Where a row has the page's address  [default: url]")
@click.option("--title-column", metavar="NAME", help="Where a row has the page's title  [default: title, name]")
@run_options
def command(sources: tuple[Path, ...], output: Path, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Clean, read and store pages that are already on disk.

    SOURCE is a file or a folder of them: HTML, plain text if the name ends in .txt, an archive (WARC), one JSON object
    a line, a snapshot of Wikimedia Enterprise (tar), a table (Parquet), lines and snapshots packed with gzip or
    Zstandard too. Which it is, the content tells. Of archives the latest response of each address is taken; a run's
    directory stands for its archive. A column is a key, or a path of keys (a.b).
    """
    from ..pipeline.run import run_files
    from ..pipeline.settings import RunSettings

    metrics = given.pop("metrics")
    inputs = InputSettings(
        **{field.name: given.pop(field.name) for field in fields(InputSettings) if field.name in given}
    )

    def work() -> RunReport:
        with show_progress() as observe:
            return run_files(sources, output, settings=RunSettings(inputs=inputs, observe=observe, **given))

    return carry_out("process", output, metrics, work)

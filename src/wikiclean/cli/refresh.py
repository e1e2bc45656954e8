"""`wikiclean refresh`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .command import make_command
from .network import network_options, session_settings
from .progress import show_progress
from .runs import carry_out, run_options

if TYPE_CHECKING:
    from ..pipeline.report import RunReport

__all__ = ["command"]

_EXAMPLES = (
    ("what changed since the last time", "wikiclean refresh out"),
    ("unattended, from cron", "wikiclean refresh out --contact me@lab.example --quiet"),
    ("with pages that are new in the category, or whatever was scraped", "wikiclean refresh out --discover"),
)


@make_command("refresh", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--discover", is_flag=True, help="Repeat what was selected from the wiki, so that new pages come in.")
@network_options
@run_options
def command(directory: Path, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Bring the records in DIR up to date, in as few requests as their wikis allow.

    Only pages that changed are fetched; records that say the same stay as they are, to the byte. What changed is in
    runs/RUN/changes.jsonl and in `wikiclean diff DIR`.
    """
    from ..pipeline.refresh import refresh
    from ..pipeline.settings import RunSettings

    discover, metrics, session = given.pop("discover"), given.pop("metrics"), session_settings(given)

    def work() -> RunReport:
        with show_progress() as observe:
            return refresh(
                directory, discover=discover, settings=RunSettings(session=session, observe=observe, **given)
            )

    return carry_out("refresh", directory, metrics, work)

"""`wikiclean explain`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from .command import make_command
from .inputs import InputOptions, Verdict, input_options, read_inputs
from .output import is_terminal, write_out

if TYPE_CHECKING:
    from ..model.page import Page
    from ..sites.profile import SiteProfile

__all__ = ["command"]

_EXAMPLES = (
    ("a saved page, for the browser", "wikiclean explain page.html -o explained.html"),
    (
        "a page of a wiki",
        "wikiclean explain https://wiki.example/wiki/Aspirin --contact me@lab.example -o aspirin.html",
    ),
    ("with a profile that is being written", "wikiclean explain page.html --profile mywiki.toml -o explained.html"),
)


@make_command("explain", examples=_EXAMPLES)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), metavar="FILE", default="-",
    help="File to write; standard output where absent.",
)  # fmt: skip
@input_options
def command(inputs: tuple[str, ...], output: Path, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Show what became of a page: one HTML file, complete in itself.

    The page is shown with everything that was removed, by which rule and why, and everything that was read as a fact
    marked on it. INPUT is an HTML file, a plain-text file (.txt), - for standard input, or an address.
    """
    from ..pipeline.explain import explain_page
    from ..store.files import replace_file

    if len(inputs) > 1:
        raise UsageError("one page is explained in one file; give one INPUT")
    if str(output) == "-" and is_terminal(sys.stdout):
        raise UsageError("the explanation is HTML for a browser; give -o FILE, or pipe it on")
    verdict = Verdict(1)

    def work(page: Page, profile: SiteProfile | None) -> str:
        return explain_page(page, profile=profile)

    for reading in read_inputs(inputs, InputOptions(**given), verdict, work):
        if str(output) == "-":
            write_out(reading.made)
        else:
            replace_file(output, [reading.made])
        verdict.produced()
    return verdict.exit_code()

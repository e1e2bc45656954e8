"""`wikiclean explain`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError, UsageError
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
    ("a page that a run has archived", "wikiclean explain out Aspirin -o aspirin.html"),
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
    marked on it. INPUT is an HTML file, a plain-text file (.txt), - for standard input, or an address. DIR TITLE is a
    page that a run has archived, by the title or id of its record.
    """
    if str(output) == "-" and is_terminal(sys.stdout):
        raise UsageError("the explanation is HTML for a browser; give -o FILE, or pipe it on")
    verdict = Verdict(1)
    if len(inputs) == 2 and Path(inputs[0]).is_dir():
        _write(_explain_stored(Path(inputs[0]), inputs[1], given), output)
        return 0
    if len(inputs) > 1:
        raise UsageError("one page is explained in one file; give one INPUT, or DIR TITLE")

    def work(page: Page, profile: SiteProfile | None) -> str:
        from ..pipeline.explain import explain_page

        return explain_page(page, profile=profile)

    for reading in read_inputs(inputs, InputOptions(**given), verdict, work):
        _write(reading.made, output)
        verdict.produced()
    return verdict.exit_code()


def _explain_stored(directory: Path, title: str, given: dict[str, Any]) -> str:
    from ..pipeline.archiving import ARCHIVE_NAME
    from ..pipeline.explain import explain_page
    from ..pipeline.reprocess import archived_page
    from ..sites.registry import load_profile
    from ..store.base import open_store

    with open_store(directory) as store:
        stored = store.get_by_title(title)
        if stored.tombstone is not None:
            raise InputError(f"the wiki no longer has this page ({stored.tombstone}): the last visit shows none")
        page = archived_page(store.archive_index, stored.record_id, directory / ARCHIVE_NAME)
    name = given["profile"] or given["site"]
    return explain_page(page, profile=load_profile(name) if name else None)


def _write(text: str, output: Path) -> None:
    from ..store.files import replace_file

    if str(output) == "-":
        write_out(text)
    else:
        replace_file(output, [text])

"""`wikiclean scrape`."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from click.core import ParameterSource

from ..errors import UsageError
from .command import make_command
from .network import network_options, session_settings
from .output import write_out
from .progress import show_progress
from .runs import carry_out, run_options

if TYPE_CHECKING:
    from ..fetch.selection import Selection
    from ..pipeline.report import RunReport

__all__ = ["command"]

logger = logging.getLogger(__name__)

_EXAMPLES = (
    ("two pages by title", "wikiclean scrape Aspirin Ibuprofen --site https://wiki.example/ -o out"),
    ("a list of titles, one a line, unattended", "wikiclean scrape --titles titles.txt --site wikimd -o out --quiet"),
    (
        "a category with its subcategories",
        "wikiclean scrape --category Drugs --depth 2 --site https://wiki.example/ -o out",
    ),
    (
        "what the wiki's own sitemaps list, a thousand requests at a time",
        "wikiclean scrape --sitemap robots --max-requests 1000 --site https://wiki.example/ -o out",
    ),
    ("a page by its address", "wikiclean scrape https://wiki.example/wiki/Aspirin --contact me@lab.example -o out"),
    ("again what failed", "wikiclean scrape --retry-failed -o out"),
    ("without a network", "wikiclean scrape Aspirin --site https://wiki.example/ --cassette aspirin.yaml -o out"),
)


@make_command("scrape", examples=_EXAMPLES)
@click.argument("targets", metavar="TARGET...", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", required=True,
    help="Directory for records.jsonl, wikiclean.db, archive/ and runs/.",
)  # fmt: skip
@click.option("--site", metavar="NAME", help="Where titles are: a site profile's name, or the address of a wiki.")
@click.option(
    "--titles",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="File of titles or addresses, one a line; - for standard input.",
)
@click.option("--category", metavar="C", help="Pages of this category of the wiki that --site names.")
@click.option(
    "--depth", type=click.IntRange(min=0), default=0, metavar="N", help="With --category: levels of subcategories."
)
@click.option("--prefix", metavar="P", help="Pages whose titles begin so.")
@click.option("--search", metavar="Q", help="Pages that the wiki's search finds.")
@click.option("--links-of", metavar="TITLE", help="Pages that this page links to.")
@click.option(
    "--sitemap",
    metavar="URL",
    help="Pages that a sitemap lists, with all that an index names; `robots` for those that robots.txt names.",
)
@click.option("--feed", metavar="URL", help="Pages that an Atom or RSS feed of the wiki tells of.")
@click.option("--all", "everything", is_flag=True, help="All articles of the wiki that --site names.")
@click.option(
    "--namespace",
    "namespaces",
    type=click.IntRange(min=0),
    multiple=True,
    metavar="N",
    help="Select pages of this namespace instead of articles (0); may be given more than once.",
)
@click.option(
    "--cassette",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Answer requests from this recording; nothing goes over the network.",
)
@click.option(
    "--record", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Record all answers in this file."
)
@network_options
@click.option("--dry-run", is_flag=True, help="List the pages that would be fetched now; fetch and write nothing.")
@click.option(
    "--retry-failed",
    is_flag=True,
    help="Take the pages that failed before, instead of TARGETs, with the cassette, profile, pace, … of then.",
)
@run_options
def command(targets: tuple[str, ...], output: Path, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Fetch pages, clean them, read them and store the records.

    TARGET is a page title or a page's address. A run that was interrupted goes on where it stopped.
    """
    from ..pipeline.duration import say_duration
    from ..pipeline.plan import plan_run
    from ..pipeline.retry import plan_retry
    from ..pipeline.run import run
    from ..pipeline.settings import RunSettings

    titles, retry, dry_run = given.pop("titles"), given.pop("retry_failed"), given.pop("dry_run")
    if given["cassette"] and given["record"]:
        raise UsageError("--cassette replays and --record records; give one of them")
    session, selection, metrics = session_settings(given), _selection(given), given.pop("metrics")
    settings = RunSettings(session=session, selection=selection, **given)
    if retry and (targets or titles or selection):
        raise UsageError("--retry-failed takes the pages that failed before; give no TARGET and select nothing")
    if not (retry or targets or titles or selection):
        raise UsageError("nothing to scrape; give a TARGET, --titles FILE, --category, --all, … or --retry-failed")
    if selection and settings.site is None:
        raise UsageError("pages are selected from a wiki, and none is named; give --site with a profile or an address")
    typed = _typed()

    def plan() -> tuple[Iterable[str], RunSettings] | None:
        return plan_retry(output, settings, given=typed) if retry else (chain(targets, _read_titles(titles)), settings)

    def work() -> RunReport | None:
        if (planned := plan()) is None:
            logger.info("nothing failed before: nothing to do")
            return None
        with show_progress() as observe:
            return run(planned[0], output, settings=replace(planned[1], observe=observe))

    if not dry_run:
        return carry_out("scrape", output, metrics, work)
    if (planned := plan()) is not None:
        pages, seconds = 0, 0.0
        for page in plan_run(planned[0], output, planned[1]):
            write_out(page.url)
            pages, seconds = pages + 1, seconds + page.seconds
        logger.info("%d pages: %d requests or more, in %s or more", pages, pages, say_duration(seconds))
    return 0


def _typed() -> set[str]:
    """Names of the options that the user gave, on the line, in the environment or in a file."""
    context = click.get_current_context()
    return {name for name in context.params if context.get_parameter_source(name) != ParameterSource.DEFAULT}


def _selection(given: dict[str, Any]) -> Selection | None:
    """The part of the options that selects pages, taken out of `given`."""
    from ..fetch.selection import Selection

    ways = {name: given.pop(name) for name in ("category", "prefix", "search", "links_of", "sitemap", "feed")}
    everything, depth, namespaces = given.pop("everything"), given.pop("depth"), given.pop("namespaces")
    if everything or depth or namespaces or any(way is not None for way in ways.values()):
        return Selection(**ways, everything=everything, depth=depth, namespaces=tuple(namespaces) or (0,))
    return None


def _read_titles(path: Path | None) -> Iterator[str]:
    """Titles of a file, one a line, as they are wanted; empty lines and lines that begin with # are left out."""
    if path is None:
        return
    try:
        with _open_titles(path) as lines:
            for line in lines:
                if (title := line.strip()) and not title.startswith("#"):
                    yield title
    except UnicodeDecodeError as error:
        raise UsageError(f"the titles are no UTF-8: {error}", where=str(path)) from error
    except OSError as error:
        raise UsageError(f"the titles cannot be read: {error.strerror}", where=str(path)) from error


@contextmanager
def _open_titles(path: Path) -> Iterator[TextIO]:
    """The lines of a file, or of standard input for `-`, which stays open."""
    if str(path) != "-":
        with path.open(encoding="utf-8-sig") as lines:
            yield lines
        return
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
    try:
        yield lines
    finally:
        lines.detach()

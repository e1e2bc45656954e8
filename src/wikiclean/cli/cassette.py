"""`wikiclean cassette record|list|check|prune|diff|redact`."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from . import network
from .command import make_command, make_family
from .output import write_out

if TYPE_CHECKING:
    from ..fetch.session import SessionSettings

__all__ = ["command"]

logger = logging.getLogger(__name__)

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_files = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)


def _settings(
    contact: str | None, rate: float | None, allow_private: bool, record: Path | None = None
) -> SessionSettings:
    from ..fetch.session import SessionSettings

    return SessionSettings(contact=contact, rate=rate, allow_private=allow_private, record=record)


@make_command(
    "record",
    examples=(
        ("two pages", "wikiclean cassette record Aspirin Ibuprofen --site https://wiki.example/ -o drugs.yaml"),
        ("what a run has archived, without a request", "wikiclean cassette record out/ -o drugs.yaml"),
        ("a cassette as a WARC file", "wikiclean cassette record drugs.yaml -o drugs.warc.gz"),
    ),
)
@click.argument("sources", metavar="TARGET|DIR|FILE...", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE")
@click.option("--site", help="Where titles are: a site profile's name, or the address of a wiki.")
@network.contact
@network.rate
@network.allow_private
def _record(
    sources: tuple[str, ...],
    output: Path,
    site: str | None,
    contact: str | None,
    rate: float | None,
    allow_private: bool,
) -> int:
    """Record pages into a cassette: from a wiki, from the archive of a run (DIR), from a WARC file or a cassette.

    Where FILE ends in .warc.gz a WARC file is written instead. A cassette that is there is replaced.
    """
    from ..fetch.cassette import write_cassette
    from ..pipeline.conversion import read_exchanges, record_pages, write_warc

    paths = [Path(source) for source in sources if Path(source).exists()]
    if paths and len(paths) < len(sources):
        raise UsageError("record from a wiki, or from what is on disk: not both at once")
    if paths:
        exchanges = [each for path in paths for each in read_exchanges(path)]
        if output.name.endswith(".warc.gz"):
            write_warc(output, exchanges)
        else:
            write_cassette(output, exchanges)
        logger.info("%d answers in %s", len(exchanges), output)
        return 0 if exchanges else 3
    if output.name.endswith(".warc.gz"):
        raise UsageError("a wiki's answers are archived by `wikiclean scrape`; record a cassette, then convert it")
    settings = _settings(contact, rate, allow_private, record=output)
    came, failed = record_pages(sources, site=site, settings=settings)
    logger.info("%d pages recorded in %s", came, output)
    return (1 if failed else 0) if came else 3


@make_command("list", examples=(("what a cassette holds", "wikiclean cassette list drugs.yaml"),))
@_files
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def _list(files: tuple[Path, ...], form: str) -> int:
    """List what cassettes hold: pages with their revisions, sizes, and the age of the file."""
    from ..pipeline.cassettes import list_cassette

    for path in files:
        held = list(list_cassette(path))
        if form == "json":
            for each in held:
                write_out(json.dumps({"cassette": str(path)})[:-1] + ", " + each.to_json()[1:])
            continue
        age = f", {held[0].age} days old" if held else ""
        write_out(f"{path}: {len(held)} answers, {sum(each.size for each in held):,} bytes{age}")
        for each in held:
            shown = f"{each.title} ({each.outcome}, revision {each.revision})" if each.title else each.content_type
            write_out(f"  {each.status}  {each.size:>9,}  {shown}  {each.url}")
    return 0


@make_command(
    "check", examples=(("is it still so", "wikiclean cassette check cassettes/*.yaml --contact me@lab.example"),)
)
@_files
@network.contact
@network.rate
@network.allow_private
def _check(files: tuple[Path, ...], contact: str | None, rate: float | None, allow_private: bool) -> int:
    """Ask the wiki again: which pages are the same, changed, gone. Exit code 1 where one is not the same."""
    from ..fetch.session import open_session
    from ..pipeline.cassettes import check_cassette

    states = set()
    with open_session(_settings(contact, rate, allow_private)) as session:
        for path in files:
            for url, state, what in check_cassette(path, session):
                states.add(state)
                write_out(f"{state:<11} {url}: {what}")
    return 0 if states <= {"same"} else 1


@make_command(
    "prune",
    examples=(
        ("what do the tests use", "pytest --wikiclean-used=used.json"),
        ("leave out the rest", "wikiclean cassette prune cassettes/*.yaml --used used.json"),
    ),
)
@_files
@click.option("--used", type=_FILE, required=True, metavar="FILE", help="As `pytest --wikiclean-used FILE` wrote it.")
def _prune(files: tuple[Path, ...], used: Path) -> int:
    """Take out of cassettes what no test used. A cassette that no test named is left alone."""
    from ..pipeline.cassettes import prune_cassette

    try:
        said = json.loads(used.read_text(encoding="utf-8"))
        urls = {(used.parent / name).resolve(): list(map(str, found)) for name, found in said.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UsageError(f"no list of what was used: {error}", where=str(used)) from error
    for path in files:
        if path.resolve() not in urls:
            logger.warning("%s: no test used it; remove it yourself if that is right", path)
            continue
        gone = prune_cassette(path, urls[path.resolve()])
        logger.info("%s: %d answers taken out", path, gone)
    return 0


@make_command("diff", examples=(("what changed in the pages", "wikiclean cassette diff old.yaml new.yaml"),))
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
def _diff(before: Path, after: Path) -> int:
    """Say in what two cassettes differ, by the cleaned text of their pages. Exit code 1 where they do."""
    from ..pipeline.cassettes import diff_cassettes

    found = list(diff_cassettes(before, after))
    for each in found:
        write_out("\n".join((f"{each.change}: {each.title}", *each.lines)))
    return 1 if found else 0


@make_command("redact", examples=(("before it is committed", "wikiclean cassette redact cassettes/*.yaml"),))
@_files
def _redact(files: tuple[Path, ...]) -> int:
    """Take secrets, cookies, mail and network addresses out of cassettes that another program recorded.

    Ours are recorded without them.
    """
    from ..pipeline.cassettes import redact_cassette

    for path in files:
        logger.info("%s: %s", path, "written again" if redact_cassette(path) else "nothing to take out")
    return 0


command = make_family(
    "cassette",
    help_text="Make and tend cassettes: recordings of what a wiki said, for tests.",
    members=(_record, _list, _check, _prune, _diff, _redact),
    examples=(
        ("record two pages", "wikiclean cassette record Aspirin Ibuprofen --site https://wiki.example/ -o drugs.yaml"),
        ("what is in it", "wikiclean cassette list drugs.yaml"),
        ("is it still so", "wikiclean cassette check drugs.yaml --contact me@lab.example"),
    ),
)

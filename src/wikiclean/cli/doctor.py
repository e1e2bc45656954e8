"""`wikiclean doctor`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ..text import one_line
from .command import make_command
from .network import allow_private, contact, rate, robots
from .output import write_out

if TYPE_CHECKING:
    from ..pipeline.doctor import Checkup, Cost, Trial

__all__ = ["command"]

_EXAMPLES = (
    ("a wiki, before the first scrape", "wikiclean doctor https://wiki.example/ --contact me@lab.example"),
    ("with this page as the trial", "wikiclean doctor https://wiki.example/wiki/Aspirin"),
    ("for another program", "wikiclean doctor https://wiki.example/ --format json"),
)


@make_command("doctor", examples=_EXAMPLES)
@click.argument("url")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write what was found.",
)  # fmt: skip
@click.option("--profile", metavar="FILE", help="A site profile of your own, instead of the one that fits.")
@rate
@contact
@robots
@allow_private
def command(url: str, form: str, profile: str | None, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Look at a wiki: what it is, what it offers, which profile fits, what a first scrape would cost.

    URL is the address of a wiki or of one of its pages, which is then tried. Takes about eight requests; nothing is
    stored. Exit code 3 if no record can be made of its pages.
    """
    from ..fetch.session import SessionSettings
    from ..pipeline.doctor import examine

    found = examine(url, settings=SessionSettings(**given), profile=profile)
    if form == "json":
        write_out(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
    else:
        for name, text in _lines(found):
            write_out(f"{name:<13} {one_line(text)}")
    return 0 if found.is_sound else 3


def _lines(found: Checkup) -> Iterator[tuple[str, str]]:
    language = f"in {found.language}" if found.language else None
    yield "wiki", ", ".join(part for part in (found.name, found.wiki, language) if part)
    yield "software", found.software or "not said"
    yield "licence", found.licence or "not said"
    for way in found.ways:
        yield way.name, f"no: {way.why}" if way.why is not None else f"open: {way.address}"
    if found.skins:
        yield "skins", f"{found.skins[0]} (default)" + "".join(f", {skin}" for skin in found.skins[1:])
    robots = found.robots
    delay = f"; {robots.delay:g} s between requests" if robots.delay else ""
    yield "robots.txt", f"page views: {robots.pages or 'allowed'}; api.php: {robots.api or 'allowed'}{delay}"
    seen = ", ".join(f"{name}: {value}" for name, value in found.limits.items())
    yield "limits", seen or f"none met in {found.requests} requests"
    yield "profile", found.profile + ("" if found.profile_fits else " (for any MediaWiki; none is made for this one)")
    yield "trial", _tell_trial(found.trial) if found.trial is not None else f"none: {found.trouble or 'no page found'}"
    if found.cost is not None:
        yield "first scrape", _tell_cost(found.cost)


def _tell_trial(trial: Trial) -> str:
    read = f", {trial.kind}, {trial.sections} sections, {trial.facts} facts" if trial.kind is not None else ""
    return f"{trial.title}: {trial.outcome}{read} (by {trial.transport}, {trial.bytes / 1024:.0f} KiB)"


def _tell_cost(cost: Cost) -> str:
    from ..pipeline.duration import say_duration

    time = say_duration(cost.seconds)
    return f"about {cost.requests} requests for {cost.articles} articles, {time}, {cost.bytes / 1e6:.0f} MB unpacked"

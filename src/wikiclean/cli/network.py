"""Options of every command that asks a wiki, each said once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..fetch.session import SessionSettings

__all__ = ["allow_private", "contact", "network_options", "rate", "robots", "session_settings"]

rate = click.option(
    "--rate", type=click.FloatRange(min=0, min_open=True), metavar="R", help="Requests a second to one host."
)
contact = click.option(
    "--contact",
    envvar="WIKICLEAN_CONTACT",
    show_envvar=True,
    metavar="MAIL_OR_URL",
    help="Mail or web address for the User-Agent, so that the wiki can reach you.",
)
robots = click.option(
    "--robots",
    type=click.Choice(["pages", "strict"]),
    default="pages",
    show_default=True,
    help="What robots.txt decides on: page views, or the wiki's API too.",
)
allow_private = click.option(
    "--allow-private", is_flag=True, help="Let pages be fetched from private and loopback addresses."
)
_max_requests = click.option(
    "--max-requests",
    type=click.IntRange(min=1),
    metavar="N",
    help="Stop after so many requests in all; the same command goes on from there.",
)


def network_options(function: Callable[..., int]) -> Callable[..., int]:
    """All of them, for runs."""
    for option in (allow_private, robots, contact, _max_requests, rate):
        function = option(function)
    return function


def session_settings(given: dict[str, Any]) -> SessionSettings:
    """The part of the options that is about fetching, taken out of `given`."""
    from ..fetch.session import SessionSettings

    names = [field.name for field in fields(SessionSettings) if field.name in given]
    return SessionSettings(**{name: value for name in names if (value := given.pop(name)) is not None})

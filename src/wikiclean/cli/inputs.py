"""INPUT arguments as pages: a file, `-` for standard input, or an address."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

import click

from ..errors import LimitError, UsageError, WikicleanError
from .network import allow_private, contact

if TYPE_CHECKING:
    from ..fetch.session import Session
    from ..model.page import Page
    from ..sites.profile import SiteProfile

__all__ = ["InputOptions", "Reading", "Verdict", "input_options", "read_inputs"]

logger = logging.getLogger(__name__)

Made = TypeVar("Made")

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputOptions:
    """What is said of the inputs, and how addresses are fetched."""

    url: str | None = None
    title: str | None = None
    site: str | None = None
    profile: str | None = None
    kind: Literal["text", "html"] | None = None
    contact: str | None = None
    cassette: Path | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Reading(Generic[Made]):
    """One input, and what was made of it."""

    name: str
    made: Made


_OPTIONS = (
    click.option("--url", help="Address the page came from; decides the site, and makes links whole."),
    click.option("--title", help="Title of the page, where the page does not say it."),
    click.option("--site", help="Site profile to clean with (`wikiclean sites list`); found from the page if absent."),
    click.option("--profile", metavar="FILE", help="A site profile of your own."),
    click.option(
        "--as",
        "kind",
        type=click.Choice(["text", "html"]),
        help="What the input is; a file is HTML unless its name ends in .txt.",
    ),
    contact,
    click.option(
        "--cassette",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Answer requests from this recording; nothing goes over the network.",
    ),
    allow_private,
    click.argument("inputs", metavar="INPUT...", nargs=-1, required=True),
)


def input_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options and the argument that `clean` and `parse` share."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


class Verdict:
    """Counts how inputs ended, and makes the exit code of it."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._produced = 0
        self._failed: list[int] = []
        self._empty = 0
        self._bugs = 0

    def produced(self) -> None:
        """An input gave what was asked for."""
        self._produced += 1

    def empty(self, name: str, outcome: str) -> None:
        """An input is a page without an article: a result, and nothing to produce."""
        self._empty += 1
        level = logging.ERROR if self._count == 1 else logging.WARNING
        logger.log(level, "%s: no article: %s", name, outcome)

    def failed(self, name: str, error: WikicleanError) -> None:
        """An input could not be read."""
        self._failed.append(error.exit_code)
        said = str(error)
        logger.error(said if name in said else f"{name}: {said}")

    def bug(self, name: str, bug: Exception) -> None:
        """An input met a bug of ours."""
        self._bugs += 1
        logger.error("%s: a bug of wikiclean: %s: %s (--verbose shows where)", name, type(bug).__name__, bug)
        logger.debug("what was raised:", exc_info=bug)

    def exit_code(self) -> int:
        """0 all fine, 1 some failed, 3 nothing was produced (or what its one error says), 70 a bug."""
        if self._bugs:
            return 70
        if self._produced:
            return 1 if self._failed else 0
        return self._failed[0] if len(self._failed) == 1 and not self._empty else 3


def read_inputs(
    names: Sequence[str],
    options: InputOptions,
    verdict: Verdict,
    work: Callable[[Page, SiteProfile | None], Made],
) -> Iterator[Reading[Made]]:
    """Work on each input in turn; what fails goes to the verdict, and the rest goes on.

    Raises UsageError for options that do not fit together.
    """
    if len(names) > 1 and (options.url or options.title):
        raise UsageError("--url and --title are about one page; give one INPUT with them")
    if names.count("-") > 1:
        raise UsageError("standard input can be read once; give `-` once")
    profile = _load_profile(options)
    with ExitStack() as stack:
        open_page = _Opener(options, stack)
        for name in names:
            try:
                made = work(open_page(name), profile)
            except WikicleanError as error:
                verdict.failed(name, error)
                continue
            except Exception as bug:  # noqa: BLE001 - a bug of ours: said, and the rest goes on
                verdict.bug(name, bug)
                continue
            yield Reading(name, made)


def _load_profile(options: InputOptions) -> SiteProfile | None:
    if options.profile is None and options.site is None:
        return None
    from ..sites.registry import load_profile

    return load_profile(options.profile or options.site or "")


class _Opener:
    """Opens inputs; the session for addresses is opened when the first one comes."""

    def __init__(self, options: InputOptions, stack: ExitStack) -> None:
        self._options, self._stack = options, stack
        self._session: Session | None = None

    def __call__(self, name: str) -> Page:
        if name == "-":
            return self._read_stdin()
        if _ADDRESS.match(name):
            return self._fetch(name)
        return self._read_file(Path(name))

    def _read_stdin(self) -> Page:
        from ..clean.limits import MAX_BYTES
        from ..model.page import Page

        body = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise LimitError(f"more than the {MAX_BYTES:,} bytes that one page may have", where="standard input")
        options = self._options
        return Page(
            body=body,
            transport="plain_text" if options.kind == "text" else "file_html",
            url=options.url,
            title=options.title,
            site=options.site,
        )

    def _read_file(self, path: Path) -> Page:
        from ..fetch.inputs.files import read_page_file

        options = self._options
        as_text = path.suffix.lower() == ".txt" if options.kind is None else options.kind == "text"
        return read_page_file(path, url=options.url, title=options.title, site=options.site, as_text=as_text)

    def _fetch(self, address: str) -> Page:
        from ..fetch.session import SessionSettings, open_session
        from ..fetch.steps import fetch_page

        if self._session is None:
            options = self._options
            settings = SessionSettings(
                contact=options.contact, cassette=options.cassette, allow_private=options.allow_private
            )
            self._session = self._stack.enter_context(open_session(settings))
        return fetch_page(address, site=self._options.site, session=self._session)

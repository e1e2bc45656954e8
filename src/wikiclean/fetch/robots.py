"""What a host's robots.txt allows, read once a session. Rules of RFC 9309, parsed by protego.

Page views, links and sitemaps are governed by it. `api.php` and the REST API are made for programs and have an
etiquette of their own, so that of robots.txt only the delay holds for them, unless the session is strict.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from ..errors import FetchError, InputError, RefusedError, RequestsSpentError, RobotsDeniedError

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["Robots", "RobotsMode", "Rules"]

RobotsMode = Literal["pages", "strict", "off"]
"""What robots.txt decides on: pages but not the APIs; everything; nothing."""

AGENT = "wikiclean"
"""Our product token, which groups of user agents are matched against."""
_API = re.compile(r"/(?:api|rest)\.php(?:/|$)|^/api/rest_v1/")
_MAX_BYTES = 512 * 1024
"""Of robots.txt, which is read that far; RFC 9309 asks for 500 KiB at least."""
_LONGEST_DELAY = 60.0
"""Seconds; a crawl-delay beyond it is a way to say no, and is obeyed only so far that a run can end."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Of one host. `denied`: why nothing may be asked for, where the file could not be read."""

    parsed: Protego | None = None
    denied: str | None = None

    def forbid(self, url: str) -> str | None:
        """Why `url` may not be asked for."""
        if self.denied is not None:
            return f"robots.txt cannot be read ({self.denied}), so nothing may be asked for"
        if self.parsed is not None and not self.parsed.can_fetch(url, AGENT):
            return "robots.txt disallows this address"
        return None


class Robots:
    """The rules of the hosts that a session asks.

    `ask` gets an address and returns status and body of the last answer after redirects, or raises FetchError.
    `known`: what was read already, for a run's sessions together.
    """

    def __init__(
        self, mode: RobotsMode, ask: Callable[[str], tuple[int, bytes]], known: dict[str, Rules] | None = None
    ) -> None:
        self._mode, self._ask = mode, ask
        self._known = {} if known is None else known

    def check(self, url: str) -> None:
        """Raise RobotsDeniedError for an address that robots.txt disallows, RefusedError where it cannot be read."""
        if self._mode == "off" or (self._mode == "pages" and is_api(url)) or urlsplit(url).path == "/robots.txt":
            return
        rules = self._rules_of(url)
        if (why := rules.forbid(url)) is not None:
            raise (RefusedError if rules.denied is not None else RobotsDeniedError)(why, where=url)

    def forbids(self, url: str) -> str | None:
        """Why a robot that goes by robots.txt alone would not ask for an address; None where it may."""
        return self._rules_of(url).forbid(url)

    def delay(self, url: str) -> float:
        """Seconds that the host wants between two requests; 0 where it does not say."""
        if self._mode == "off" or (parsed := self._rules_of(url).parsed) is None:
            return 0.0
        rate = parsed.request_rate(AGENT)
        wanted = max(parsed.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)
        return min(float(wanted), _LONGEST_DELAY)

    def _rules_of(self, url: str) -> Rules:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._known:
            self._known[host] = self._read(f"{host}/robots.txt")
        return self._known[host]

    def _read(self, address: str) -> Rules:
        from protego import Protego

        try:
            status, body = self._ask(address)
        except RequestsSpentError:
            raise
        except (FetchError, InputError) as error:
            return Rules(denied=error.message)
        if status >= 500 or status == 429:
            return Rules(denied=f"status {status}")
        if status >= 400:
            return Rules()
        return Rules(Protego.parse(body[:_MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")))


def is_api(url: str) -> bool:
    """Whether an address is an entry point for programs."""
    return _API.search(urlsplit(url).path) is not None

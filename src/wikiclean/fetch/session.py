"""One polite HTTP session: honest name, pace a host, time-outs, retries, bounded answers.

Rules: https://www.mediawiki.org/wiki/API:Etiquette (serial requests, User-Agent with contact, Retry-After).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..errors import RefusedError, TimedOutError, UnreachableError, UsageError
from .archive import Archive
from .body import MAX_BYTES
from .cassette import Playback, Recording, open_playback, open_recording
from .cassette_format import Exchange
from .clock import Clock
from .connect import make_adapter
from .credentials import find_credentials, may_share_credentials
from .guard import check_contact, check_operator, check_scheme, host_of
from .memory import WikiMemory
from .pace import Pace
from .patience import Patience
from .robots import Robots, RobotsMode
from .sender import Limits, Sender, is_timeout, root_of
from .traffic import Traffic

if TYPE_CHECKING:
    import requests

__all__ = ["Answer", "Session", "SessionSettings", "open_session"]

_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 10
_ROBOTS_REDIRECTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSettings:
    """How a session behaves. Times in seconds, sizes in bytes."""

    contact: str | None = None
    """Mail or web address of who runs this; goes into the User-Agent. `WIKICLEAN_CONTACT` where absent."""
    rate: float | None = None
    """Requests a second to one host; the site profile's pace where absent."""
    connect_timeout: float = 10
    read_timeout: float = 30
    """The longest silence in an answer."""
    total_timeout: float = 300
    """For one answer with all its redirects, retries and waits."""
    retries: int = 4
    """How often a request is sent again after 429, 500, 502, 503, 504 or a broken connection."""
    max_wait: float = 120
    """The longest `Retry-After` that is waited for; a longer one ends the request at once."""
    max_bytes: int = MAX_BYTES
    """Of one answer, packed and unpacked."""
    max_requests: int | None = None
    """Of the whole session (of a run: of all its sessions), with robots.txt, redirects and retries."""
    robots: RobotsMode = "pages"
    """What robots.txt decides on: page views (`pages`), the APIs too (`strict`), nothing (`off`)."""
    allow_private: bool = False
    """Whether loopback and private addresses may be asked; link-local ones, where clouds keep secrets, never."""
    cassette: Path | None = None
    """Replay from this recording; nothing reaches the network."""
    record: Path | None = None
    """Record to this file. Where it is the cassette too, what that has is replayed, and what it lacks is added."""

    def check(self) -> None:
        """Raise UsageError for what cannot be meant."""
        check_contact(self.contact)
        if self.rate is not None and not self.rate > 0:
            raise UsageError(f"a rate of {self.rate:g} requests a second asks for nothing; give more than 0")
        if self.max_requests is not None and self.max_requests < 1:
            raise UsageError(f"a budget of {self.max_requests} requests asks for nothing; give 1 or more")
        if self.cassette is not None and self.record not in (None, self.cassette):
            raise UsageError("a session replays one cassette and records to another; give one of them, or one for both")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole: `url` is the last one asked, header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0
    """From when it was first asked for to its end, with waits; 0 in replay."""
    received_at: datetime | None = None
    """Absent in replay."""


@dataclass(slots=True)
class Session:
    """Sends one request at a time, from any thread. Made by `open_session`, which closes it."""

    settings: SessionSettings
    _sender: Sender
    _clock: Clock
    _patience: Patience
    wikis: dict[str, WikiMemory]
    """Wiki (`Target.base`) -> what was learnt of it."""
    _robots: Robots = field(init=False)
    _playback: Playback | None = None
    _recording: Recording | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        mode = "off" if self.replaying else self.settings.robots
        self._robots = Robots(mode, self._ask_for_robots, self._sender.traffic.robots)

    @property
    def replaying(self) -> bool:
        """Whether all answers come from a cassette, and nothing reaches the network."""
        return self._playback is not None and self._recording is None

    @property
    def robots(self) -> Robots:
        """What the robots.txt files of the hosts say."""
        return self._robots

    def holds(self, url: str) -> bool:
        """Whether an answer can be had without a miss: always, unless a cassette is replayed."""
        return not self.replaying or self._is_recorded(self._prepare(url))

    @property
    def used(self) -> frozenset[tuple[str, str]]:
        """(method, address) of the cassette's recordings that answered something."""
        return frozenset(self._playback.used) if self._playback is not None else frozenset()

    def _is_recorded(self, url: str) -> bool:
        return self._playback is not None and self._playback.holds("GET", url)

    def list_recorded(self, params: Mapping[str, str]) -> list[str]:
        """Addresses, without parameters, that the cassette has an answer of to just these parameters."""
        return self._playback.list_asked(params) if self._playback is not None else []

    def has_reached(self, url: str) -> bool:
        """Whether a connection to the host of `url` was made in this session."""
        return self.replaying or host_of(url) in self._sender.reached

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        pace: float = 1.0,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask, and again as the settings allow; any status that is no redirect is an answer.

        `pace`: seconds between two requests to the host, unless the settings say `rate`. `headers`: conditions, sent
        beside the session's own; not in replay. Raises UsageError
        (Wikimedia without a contact), UnreachableError, RefusedError (redirects without end, forbidden
        address), LimitError (too large), CassetteMissError, RequestsSpentError.
        """
        if self.replaying:
            with self._lock:
                return self._follow(self._prepare(url, params), pace)
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        with self._lock, self._patience.one_answer():
            try:
                return self._follow(self._prepare(url, params), pace, headers)
            except (RequestException, HTTPError) as error:
                late = f" within {self.settings.total_timeout:g} s" if self._patience.is_over else ""
                kind = TimedOutError if late or is_timeout(error) else UnreachableError
                raise kind(f"no answer{late}: {root_of(error)}", where=url) from error

    def wait(self, retry_after: float, *, where: str) -> None:
        """Wait as a busy wiki asks; not at all in replay. Raises RefusedError where it asks for too much."""
        if retry_after > self.settings.max_wait:
            raise RefusedError(f"the wiki asks to come back in {retry_after:.0f} s", where=where)
        if not self.replaying:
            self._sender.pace.slow_down(host_of(where))
            self._clock.sleep(retry_after)

    def _prepare(self, url: str, params: Mapping[str, str] | None = None) -> str:
        """The address as it is sent."""
        import requests

        check_scheme(url)
        try:
            return str(requests.Request("GET", url, params=dict(params or {})).prepare().url)
        except (requests.RequestException, ValueError) as error:
            raise RefusedError(f"no web address: {error}", where=url) from error

    def _follow(self, url: str, pace: float, sent: Mapping[str, str] | None = None) -> Answer:
        first, started = url, self._clock.now()
        for _ in range(_MAX_REDIRECTS + 1):
            exchange = self._exchange(url, pace, first, sent)
            headers = {name.lower(): value for name, value in exchange.headers.items()}
            if exchange.status not in _REDIRECTS or not (place := headers.get("location")):
                seconds = 0.0 if self.replaying else self._clock.now() - started
                return Answer(url, exchange.status, headers, exchange.body, seconds, exchange.received_at)
            try:
                url = self._prepare(urljoin(url, _as_utf8(place)))
            except ValueError as error:
                raise RefusedError(f"a redirect to what is no web address: {place!r}", where=url) from error
        raise RefusedError(f"more than {_MAX_REDIRECTS} redirects", where=first)

    def _ask_for_robots(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt, after at most five redirects."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        first = url
        try:
            for _ in range(_ROBOTS_REDIRECTS + 1):
                exchange = self._ask(url, 0, first)
                place = next((value for name, value in exchange.headers.items() if name.lower() == "location"), None)
                if exchange.status not in _REDIRECTS or place is None:
                    return exchange.status, exchange.body
                url = self._prepare(urljoin(url, _as_utf8(place)))
        except (RequestException, HTTPError, ValueError) as error:
            raise UnreachableError(root_of(error), where=url) from error
        return 404, b""  # RFC 9309: more redirects than that may be taken as no file

    def _exchange(self, url: str, pace: float, first: str, sent: Mapping[str, str] | None) -> Exchange:
        if self._playback is not None and (self.replaying or self._is_recorded(url)):
            return self._playback.answer("GET", url)
        self._robots.check(url)
        interval = 1 / self.settings.rate if self.settings.rate else pace
        exchange = self._ask(url, max(interval, self._robots.delay(url)), first, sent)
        if self._recording is not None:
            self._recording.add(exchange)
        return exchange

    def _ask(self, url: str, interval: float, first: str, sent: Mapping[str, str] | None = None) -> Exchange:
        """Over the network; `first` is the address that redirects began with."""
        check_operator(url, self.settings.contact)
        auth = find_credentials(url) if may_share_credentials(first, url) else None
        return self._sender.send(url, interval, auth=auth, headers=sent)


def _as_utf8(location: str) -> str:
    """A `Location` with bytes beyond ASCII, which HTTP libraries hand over as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


@contextmanager
def open_session(
    settings: SessionSettings | None = None,
    *,
    clock: Clock | None = None,
    traffic: Traffic | None = None,
    archive: Archive | None = None,
) -> Iterator[Session]:
    """A session, closed at the end; with a cassette it replays, with `record` it records.

    `traffic`: the account that sessions of one run share, with their budget of requests. `archive`: gets each answer
    that comes over the network before anybody else sees it. Raises UsageError for settings that do not fit together,
    CassetteError for a cassette that cannot be read or written.
    """
    settings = _with_contact(settings or SessionSettings())
    settings.check()
    clock = clock or Clock()
    traffic = traffic if traffic is not None else Traffic(settings.max_requests)
    patience = Patience(clock, total=settings.total_timeout, max_wait=settings.max_wait)
    limits = Limits(**{field.name: getattr(settings, field.name) for field in fields(Limits)})
    with ExitStack() as stack:
        made = stack.enter_context(_plain_session(settings, patience))
        playback = open_playback(settings.cassette) if settings.cassette is not None else None
        recording = None
        if settings.record is not None:
            kept = playback.exchanges if playback is not None else ()
            recording = stack.enter_context(open_recording(settings.record, kept=kept))
        yield Session(
            settings,
            Sender(limits, made, clock, patience, Pace(clock), traffic, archive),
            clock,
            patience,
            traffic.wikis,
            _playback=playback,
            _recording=recording,
        )


def _plain_session(settings: SessionSettings, patience: Patience) -> requests.Session:
    """Of requests, without what it does unasked: it follows no redirects, keeps no cookies, reads no ~/.netrc."""
    import requests
    from requests.utils import default_user_agent

    class PlainSession(requests.Session):
        def get_redirect_target(self, resp: requests.Response) -> None:
            """Redirects are ours: requests would read their bodies without bound."""

    def without_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request

    made = PlainSession()
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    made.auth = without_credentials
    made.headers.update(
        {
            "User-Agent": f"{_our_name()} ({settings.contact or 'no contact given'}) {default_user_agent()}",
            "Accept-Encoding": "gzip",
        }
    )
    adapter = make_adapter(patience, allow_private=settings.allow_private)
    for scheme in ("http://", "https://"):
        made.mount(scheme, adapter)
    return made


def _with_contact(settings: SessionSettings) -> SessionSettings:
    return replace(settings, contact=settings.contact or os.environ.get("WIKICLEAN_CONTACT") or None)


def _our_name() -> str:
    from .. import __version__

    return f"wikiclean/{__version__}"

"""One polite HTTP session: honest name, pace a host, time-outs, retries, bounded answers.

Rules: https://www.mediawiki.org/wiki/API:Etiquette (serial requests, User-Agent with contact, Retry-After).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..errors import RefusedError, UnreachableError, UsageError
from .archive import Archive, Received
from .body import MAX_BYTES, join_bounded
from .cassette import Playback, Recording, open_playback, open_recording
from .cassette_format import Exchange
from .clock import Clock
from .guard import check_address, check_contact, check_scheme, host_of
from .memory import WikiMemory
from .pace import Pace
from .patience import Patience, backoff_of, make_adapter
from .robots import Robots, RobotsMode

if TYPE_CHECKING:
    import requests

__all__ = ["Answer", "Session", "SessionSettings", "open_session"]

_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 10
_ROBOTS_REDIRECTS = 5
_BROKEN_BODIES = 2
"""How often an answer that breaks off in its body is asked for again."""
_CHUNK = 64 * 1024


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
    robots: RobotsMode = "pages"
    """What robots.txt decides on: page views (`pages`), the APIs too (`strict`), nothing (`off`)."""
    allow_private: bool = False
    """Whether loopback and private addresses may be asked."""
    cassette: Path | None = None
    """Replay from this recording; nothing reaches the network."""
    record: Path | None = None
    """Record to this file."""

    def check(self) -> None:
        """Raise UsageError for what cannot be meant."""
        check_contact(self.contact)
        if self.rate is not None and not self.rate > 0:
            raise UsageError(f"a rate of {self.rate:g} requests a second asks for nothing; give more than 0")
        if self.cassette is not None and self.record is not None:
            raise UsageError("a session replays or records; give `cassette` or `record`, not both")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole: `url` is the last one asked, header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Session:
    """Sends one request at a time, from any thread. Made by `open_session`, which closes it."""

    settings: SessionSettings
    _requests: requests.Session
    _clock: Clock
    _patience: Patience
    _pace: Pace
    _robots: Robots = field(init=False)
    _playback: Playback | None = None
    _recording: Recording | None = None
    _archive: Archive | None = None
    wikis: dict[str, WikiMemory] = field(default_factory=dict)
    """Wiki (`Target.base`) -> what was learnt of it."""
    _reached: set[str] = field(default_factory=set)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self._robots = Robots("off" if self.replaying else self.settings.robots, self._ask_for_robots)

    @property
    def replaying(self) -> bool:
        """Whether answers come from a cassette."""
        return self._playback is not None

    def holds(self, url: str) -> bool:
        """Whether an answer can be had without a miss: always, unless a cassette is replayed."""
        return self._playback is None or self._playback.holds("GET", self._prepare(url))

    def list_recorded(self, params: Mapping[str, str]) -> list[str]:
        """Addresses, without parameters, that the cassette has an answer of to just these parameters."""
        return self._playback.list_asked(params) if self._playback is not None else []

    def has_reached(self, url: str) -> bool:
        """Whether a connection to the host of `url` was made in this session."""
        return self.replaying or host_of(url) in self._reached

    def get(self, url: str, params: Mapping[str, str] | None = None, *, pace: float = 1.0) -> Answer:
        """Ask, and again as the settings allow; any status that is no redirect is an answer.

        `pace`: seconds between two requests to the host, unless the settings say `rate`. Raises UsageError
        (Wikimedia without a contact), UnreachableError, RefusedError (redirects without end, forbidden
        address), LimitError (too large), CassetteMissError.
        """
        if self._playback is not None:
            with self._lock:
                return self._follow(self._prepare(url, params), pace)
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        with self._lock, self._patience.one_answer():
            try:
                return self._follow(self._prepare(url, params), pace)
            except (RequestException, HTTPError) as error:
                if _was_connected(error):
                    self._reached.add(host_of(url))
                late = f" within {self.settings.total_timeout:g} s" if self._patience.is_over else ""
                raise UnreachableError(f"no answer{late}: {_root_of(error)}", where=url) from error

    def wait(self, retry_after: float, *, where: str) -> None:
        """Wait as a wiki asks; not at all in replay. Raises RefusedError where it asks for too much."""
        if retry_after > self.settings.max_wait:
            raise RefusedError(f"the wiki asks to come back in {retry_after:.0f} s", where=where)
        if not self.replaying:
            self._clock.sleep(retry_after)

    def _prepare(self, url: str, params: Mapping[str, str] | None = None) -> str:
        """The address as it is sent."""
        import requests

        check_scheme(url)
        try:
            return str(requests.Request("GET", url, params=dict(params or {})).prepare().url)
        except (requests.RequestException, ValueError) as error:
            raise RefusedError(f"no web address: {error}", where=url) from error

    def _follow(self, url: str, pace: float) -> Answer:
        first = url
        for _ in range(_MAX_REDIRECTS + 1):
            self._robots.check(url)
            interval = 1 / self.settings.rate if self.settings.rate else pace
            exchange = self._exchange(url, max(interval, self._robots.delay(url)))
            headers = {name.lower(): value for name, value in exchange.headers.items()}
            if exchange.status not in _REDIRECTS or not (place := headers.get("location")):
                return Answer(url, exchange.status, headers, exchange.body)
            try:
                url = self._prepare(urljoin(url, _as_utf8(place)))
            except ValueError as error:
                raise RefusedError(f"a redirect to what is no web address: {place!r}", where=url) from error
        raise RefusedError(f"more than {_MAX_REDIRECTS} redirects", where=first)

    def _ask_for_robots(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt, after at most five redirects."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        try:
            for _ in range(_ROBOTS_REDIRECTS + 1):
                check_address(url, contact=self.settings.contact, allow_private=self.settings.allow_private)
                exchange = self._ask(url, 0)
                place = next((value for name, value in exchange.headers.items() if name.lower() == "location"), None)
                if exchange.status not in _REDIRECTS or place is None:
                    return exchange.status, exchange.body
                url = self._prepare(urljoin(url, _as_utf8(place)))
        except (RequestException, HTTPError, ValueError) as error:
            raise UnreachableError(_root_of(error), where=url) from error
        return 404, b""  # RFC 9309: more redirects than that may be taken as no file

    def _exchange(self, url: str, pace: float) -> Exchange:
        if self._playback is not None:
            return self._playback.answer("GET", url)
        check_address(url, contact=self.settings.contact, allow_private=self.settings.allow_private)
        exchange = self._ask(url, pace)
        if self._recording is not None:
            self._recording.add(exchange)
        return exchange

    def _ask(self, url: str, pace: float) -> Exchange:
        """Send it; once more where the body breaks off, as urllib3 retries only up to the headers."""
        import requests
        from urllib3.exceptions import ProtocolError, ReadTimeoutError

        tries = 0
        while True:
            self._pace.keep(host_of(url), pace)
            response = self._requests.get(
                url,
                timeout=(self.settings.connect_timeout, self.settings.read_timeout),
                allow_redirects=False,
                stream=True,
            )
            self._reached.add(host_of(url))
            self._patience.watch(response.raw)
            with response:
                try:
                    return Exchange("GET", url, response.status_code, response.reason or "", *self._read(response))
                except (ProtocolError, ReadTimeoutError, requests.ConnectionError):
                    tries += 1
                    if tries > min(self.settings.retries, _BROKEN_BODIES) or not self._patience.allows(0):
                        raise
            self._patience.wait(backoff_of(tries))

    def _read(self, response: requests.Response) -> tuple[Mapping[str, str], bytes]:
        from urllib3 import BaseHTTPResponse

        # A recorder that has put itself in between, as vcrpy does in a user's tests, hands over unpacked bytes.
        is_packed = isinstance(response.raw, BaseHTTPResponse)
        headers = {name: value for name, value in response.headers.items() if name.lower() != "content-encoding"}
        chunks: list[bytes] = []
        body = join_bounded(
            _noting(response.raw.stream(_CHUNK, decode_content=False), chunks),
            encoding=response.headers.get("content-encoding") if is_packed else None,
            limit=self.settings.max_bytes,
            where=response.url,
        )
        if self._patience.is_over:  # a body without a length looks whole when the connection is cut
            raise UnreachableError(f"no answer within {self.settings.total_timeout:g} s", where=response.url)
        if self._archive is not None:
            self._archive.add(
                Received(
                    url=response.url,
                    status=response.status_code,
                    reason=response.reason or "",
                    headers=list(response.raw.headers.items() if is_packed else headers.items()),
                    payload=b"".join(chunks),
                    body=body,
                    request_headers=list(response.request.headers.items()),
                )
            )
        return headers, body


def _noting(chunks: Iterable[bytes], seen: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        seen.append(chunk)
        yield chunk


def _as_utf8(location: str) -> str:
    """A `Location` with bytes beyond ASCII, which HTTP libraries hand over as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _was_connected(error: Exception) -> bool:
    """Whether the other side was there at all: it broke off or kept silent, rather than could not be found."""
    from requests import ConnectTimeout
    from requests.exceptions import ConnectionError as Unconnected
    from requests.exceptions import ProxyError, SSLError
    from urllib3.exceptions import MaxRetryError, ProtocolError, ReadTimeoutError

    if isinstance(error, ConnectTimeout | ProxyError | SSLError):
        return False
    if isinstance(error, Unconnected):
        inner = error.args[0] if error.args else None
        inner = inner.reason if isinstance(inner, MaxRetryError) else inner
        return isinstance(inner, ProtocolError | ReadTimeoutError)
    return True


def _root_of(error: BaseException) -> str:
    """The innermost cause, in its own words."""
    seen: BaseException = error
    while True:
        inner = seen.__cause__ or seen.__context__ or getattr(seen, "reason", None)
        if not isinstance(inner, BaseException):
            return f"{type(seen).__name__}: {seen}"
        seen = inner


@contextmanager
def open_session(
    settings: SessionSettings | None = None, *, clock: Clock | None = None, archive: Archive | None = None
) -> Iterator[Session]:
    """A session, closed at the end; with a cassette it replays, with `record` it records.

    What comes over the network is written to `archive` before anybody sees it; a replay is not.

    Raises UsageError for settings that do not fit together, CassetteError for a cassette that cannot be read
    or written.
    """
    import requests
    from requests.utils import default_user_agent

    class PlainSession(requests.Session):
        def get_redirect_target(self, resp: requests.Response) -> None:
            """Redirects are ours: requests would read their bodies without bound."""

    settings = _with_contact(settings or SessionSettings())
    settings.check()
    clock = clock or Clock()
    patience = Patience(clock, total=settings.total_timeout, max_wait=settings.max_wait)
    with ExitStack() as stack:
        made = stack.enter_context(PlainSession())
        made.headers.update(
            {
                "User-Agent": f"{_our_name()} ({settings.contact or 'no contact given'}) {default_user_agent()}",
                "Accept-Encoding": "gzip",
            }
        )
        adapter = make_adapter(patience, settings.retries)
        for scheme in ("http://", "https://"):
            made.mount(scheme, adapter)
        yield Session(
            settings,
            made,
            clock,
            patience,
            Pace(clock),
            _playback=open_playback(settings.cassette) if settings.cassette is not None else None,
            _recording=stack.enter_context(open_recording(settings.record)) if settings.record is not None else None,
            _archive=archive,
        )


def _with_contact(settings: SessionSettings) -> SessionSettings:
    return replace(settings, contact=settings.contact or os.environ.get("WIKICLEAN_CONTACT") or None)


def _our_name() -> str:
    from .. import __version__

    return f"wikiclean/{__version__}"

"""One polite HTTP session: honest name, pace a host, time-outs, retries, bounded answers.

Rules: https://www.mediawiki.org/wiki/API:Etiquette (serial requests, User-Agent with contact, Retry-After).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ..errors import LimitError, RefusedError, UnreachableError, UsageError
from .cassette import Playback, play, record

if TYPE_CHECKING:
    import requests

__all__ = ["Answer", "Session", "SessionSettings", "open_session"]

_RETRIED = (429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 10
_CHUNK = 64 * 1024
_WIKIMEDIA = (
    "wikipedia.org", "wikimedia.org", "wiktionary.org", "wikibooks.org", "wikidata.org", "wikisource.org",
    "wikiquote.org", "wikivoyage.org", "wikinews.org", "wikiversity.org", "mediawiki.org",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSettings:
    """How a session behaves. Times in seconds, sizes in bytes."""

    contact: str | None = None
    """Mail or web address of who runs this; goes into the User-Agent."""
    rate: float | None = None
    """Requests a second to one host; the site profile's pace where absent."""
    connect_timeout: float = 10
    read_timeout: float = 30
    total_timeout: float = 180
    """For one answer with all its redirects; retries begin anew."""
    retries: int = 4
    max_wait: int = 120
    """The longest `Retry-After` that is waited for."""
    max_bytes: int = 48 * 1024 * 1024
    allow_private: bool = False
    """Whether loopback and private addresses may be asked."""
    cassette: Path | None = None
    """Replay from this recording; nothing reaches the network."""
    record: Path | None = None
    """Record to this file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole: `url` is the last one asked, header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Session:
    """Sends one request at a time. Made by `open_session`, which closes it."""

    settings: SessionSettings
    _requests: requests.Session
    playback: Playback | None = None
    known_apis: dict[str, str | None] = field(default_factory=dict)
    """Wiki -> address of its `api.php`; None where there is none, or it is closed."""
    _last: dict[str, float] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def replaying(self) -> bool:
        """Whether answers come from a cassette."""
        return self.playback is not None

    def get(self, url: str, params: Mapping[str, str] | None = None, *, pace: float = 1.0) -> Answer:
        """Ask once (and again as `retries` allows); any status that is no redirect is an answer.

        `pace`: seconds between two requests to the host, unless the settings say `rate`. Raises
        UnreachableError, RefusedError (redirects without end, forbidden address), LimitError (too large),
        CassetteMissError.
        """
        import requests

        with self._lock:
            try:
                return self._follow(url, params, pace)
            except requests.exceptions.Timeout as error:
                raise UnreachableError(f"no answer in time: {_root_of(error)}", where=url) from error
            except requests.exceptions.RequestException as error:
                raise UnreachableError(f"no answer: {_root_of(error)}", where=url) from error
            except Exception as error:
                if self.playback is not None and isinstance(error, self.playback.miss):
                    raise self.playback.explain(error) from error
                raise

    def wait(self, seconds: float) -> None:
        """Wait as a wiki asks; not at all in replay."""
        if not self.replaying:
            time.sleep(min(max(seconds, 0), self.settings.max_wait))

    def _follow(self, url: str, params: Mapping[str, str] | None, pace: float) -> Answer:
        deadline = time.monotonic() + self.settings.total_timeout
        for _ in range(_MAX_REDIRECTS + 1):
            self._check(url)
            self._keep_pace(url, pace)
            response = self._requests.get(
                url,
                params=params,
                timeout=(self.settings.connect_timeout, self.settings.read_timeout),
                allow_redirects=False,
                stream=True,
            )
            with response:
                if response.status_code in _REDIRECTS and (place := response.headers.get("location")):
                    url, params = urljoin(response.url, place), None
                    continue
                return Answer(
                    response.url,
                    response.status_code,
                    {name.lower(): value for name, value in response.headers.items()},
                    self._read(response, deadline),
                )
        raise RefusedError(f"more than {_MAX_REDIRECTS} redirects", where=url)

    def _read(self, response: requests.Response, deadline: float) -> bytes:
        limit = self.settings.max_bytes
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise LimitError(f"the answer is larger than {limit:,} bytes", where=response.url)
            if time.monotonic() > deadline:
                raise UnreachableError(
                    f"the answer took longer than {self.settings.total_timeout:g} s", where=response.url
                )
            chunks.append(chunk)
        return b"".join(chunks)

    def _keep_pace(self, url: str, pace: float) -> None:
        if self.replaying:
            return
        host = urlsplit(url).netloc
        interval = 1 / self.settings.rate if self.settings.rate else pace
        now = time.monotonic()
        if (wait := self._last.get(host, -interval) + interval - now) > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _check(self, url: str) -> None:
        """Refuse what must not be asked: other schemes, private addresses, Wikimedia without a contact."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if parts.scheme not in ("http", "https") or not host:
            raise RefusedError("only http and https addresses are fetched", where=url)
        if self.replaying:
            return
        if not self.settings.contact and any(host == name or host.endswith(f".{name}") for name in _WIKIMEDIA):
            raise UsageError(
                "Wikimedia asks every robot for a contact: give --contact with your mail or web address, "
                "or set WIKICLEAN_CONTACT",
                where=host,
            )
        if not self.settings.allow_private and _is_private(host):
            raise RefusedError(
                "the address lies in a private network; give --allow-private if that is meant", where=url
            )


def _is_private(host: str) -> bool:
    """Whether any address of `host` is not public; a name that is not found is left to the request."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return any(not ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)


def _root_of(error: BaseException) -> str:
    """The innermost cause, in its own words."""
    seen: BaseException = error
    while True:
        inner = seen.__cause__ or seen.__context__ or getattr(seen, "reason", None)
        if not isinstance(inner, BaseException):
            return f"{type(seen).__name__}: {seen}"
        seen = inner


@contextmanager
def open_session(settings: SessionSettings | None = None) -> Iterator[Session]:
    """A session, closed at the end; with a cassette it replays, with `record` it records.

    Raises CassetteError for a cassette that cannot be read or written.
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util.retry import Retry

    settings = settings or SessionSettings()
    replaying = settings.cassette is not None

    class PoliteRetry(Retry):
        def sleep(self, response: object = None) -> None:
            if not replaying:
                super().sleep(response)  # type: ignore[arg-type]

    retry = PoliteRetry(
        total=settings.retries,
        status_forcelist=_RETRIED,
        allowed_methods=("GET", "HEAD"),
        backoff_factor=0.5,
        backoff_max=30,
        backoff_jitter=0.25,
        retry_after_max=settings.max_wait,
        raise_on_status=False,
        redirect=0,
    )
    with requests.Session() as made:
        made.headers.update({"User-Agent": _user_agent(settings.contact), "Accept-Encoding": "gzip"})
        for scheme in ("http://", "https://"):
            made.mount(scheme, HTTPAdapter(max_retries=retry))
        session = Session(settings, made)
        if settings.cassette is not None:
            made.trust_env = False
            with play(settings.cassette) as session.playback:
                yield session
        elif settings.record is not None:
            with record(settings.record):
                yield session
        else:
            yield session


def _user_agent(contact: str | None) -> str:
    from .. import __version__

    return f"wikiclean/{__version__} ({contact or 'no contact given'}) python-requests"

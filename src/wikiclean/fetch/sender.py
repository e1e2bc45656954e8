"""One answer from one address: at the host's pace, within the budget, and asked for again where that helps."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..errors import TimedOutError, UnreachableError
from .archive import Archive, Received
from .body import join_bounded
from .cassette_format import Exchange
from .clock import Clock
from .guard import host_of
from .pace import Pace
from .patience import RETRIED, Patience, backoff_of, seconds_of
from .traffic import Traffic

if TYPE_CHECKING:
    import requests

__all__ = ["Limits", "Sender", "is_timeout", "root_of"]

_BROKEN = 2
"""How often a request that was answered with silence or half an answer is sent again: each may have cost the whole
time-out."""
_WEARY = 1
"""How often a request is sent again to a host that failed all tries of the one before."""
_SLOW_DOWN = (429, 503)
"""Statuses that say "too much"."""
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of one answer; times in seconds, sizes in bytes, as in `SessionSettings`."""

    connect_timeout: float
    read_timeout: float
    total_timeout: float
    retries: int
    max_bytes: int


@dataclass(slots=True)
class Sender:
    """Sends requests one after the other."""

    limits: Limits
    http: requests.Session
    clock: Clock
    patience: Patience
    pace: Pace
    traffic: Traffic
    archive: Archive | None = None
    """Where each answer is kept before it is used."""
    reached: set[str] = field(default_factory=set)
    """Hosts that a connection was made to."""
    failing: set[str] = field(default_factory=set)
    """Hosts that gave nothing good at the last request, after all tries: a wiki that is down is not stormed."""

    def send(
        self,
        url: str,
        interval: float,
        *,
        auth: tuple[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Exchange:
        """The answer of `url`, whatever its status; the last one after all tries.

        `interval`: the fewest seconds since the host was asked last; `headers`: beside those of each request.
        Raises RequestException and HTTPError where no whole answer comes, UnreachableError for a body that cannot be
        unpacked, LimitError for one too large, RefusedError for an address that must not be connected to,
        RequestsSpentError.
        """
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        host, tries, broken = host_of(url), 0, 0
        retries = min(self.limits.retries, _WEARY) if host in self.failing else self.limits.retries
        self.pace.keep(host, interval)
        while True:
            self.traffic.spend(url, again=tries > 0)
            wait = max(backoff_of(tries + 1), interval)
            try:
                exchange = self._send_once(url, auth, headers)
            except (RequestException, HTTPError, UnreachableError) as error:
                if was_there := _was_connected(error):
                    self.reached.add(host)
                broken += was_there
                is_last = tries >= retries or broken > _BROKEN or _is_final(error)
                if is_last or not self.patience.allows(wait):
                    self.failing.add(host)
                    raise
            else:
                if exchange.status in _SLOW_DOWN:
                    self.pace.slow_down(host)
                if asked := seconds_of(_header(exchange, "retry-after")):
                    wait = max(asked, interval)
                if exchange.status not in RETRIED:
                    self.failing.discard(host)
                    return exchange
                if tries >= retries or not self.patience.allows(wait):
                    self.failing.add(host)
                    return exchange
            tries += 1
            self.patience.wait(wait)
            self.pace.mark(host)

    def _send_once(self, url: str, auth: tuple[str, str] | None, headers: Mapping[str, str] | None) -> Exchange:
        started = self.clock.now()
        response = self.http.get(
            url,
            auth=auth,
            headers=headers,
            timeout=(self.limits.connect_timeout, self.limits.read_timeout),
            allow_redirects=False,
            stream=True,
        )
        host = host_of(url)
        self.reached.add(host)
        self.pace.took(host, self.clock.now() - started)
        self.patience.watch(response.raw)
        with response:
            exchange = self._read(url, response)
        self.traffic.answered(exchange.status, len(exchange.body))
        return exchange

    def _read(self, url: str, response: requests.Response) -> Exchange:
        from urllib3 import BaseHTTPResponse

        # A recorder that has put itself in between, as vcrpy does in a user's tests, hands over unpacked bytes.
        is_packed = isinstance(response.raw, BaseHTTPResponse)
        headers = {name: value for name, value in response.headers.items() if name.lower() != "content-encoding"}
        chunks: list[bytes] = []
        body = join_bounded(
            _noting(response.raw.stream(_CHUNK, decode_content=False), chunks),
            encoding=response.headers.get("content-encoding") if is_packed else None,
            limit=self.limits.max_bytes,
            where=response.url,
        )
        if self.patience.is_over:  # a body without a length looks whole when the connection is cut
            raise TimedOutError(f"no answer within {self.limits.total_timeout:g} s", where=response.url)
        status, reason, when = response.status_code, response.reason or "", datetime.now(UTC)
        if self.archive is not None:
            received = Received(
                url=response.url,
                status=status,
                reason=reason,
                headers=list(response.raw.headers.items() if is_packed else headers.items()),
                payload=b"".join(chunks),
                body=body,
                request_headers=list(response.request.headers.items()),
            )
            when = self.archive.add(received)
        return Exchange("GET", url, status, reason, headers, body, when)


def _noting(chunks: Iterable[bytes], seen: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        seen.append(chunk)
        yield chunk


def root_of(error: BaseException) -> str:
    """The innermost cause, in its own words."""
    return [f"{type(each).__name__}: {each}" for each in _causes(error)][-1]


def is_timeout(error: BaseException) -> bool:
    """Whether the other side kept silent for too long."""
    from urllib3.exceptions import ReadTimeoutError

    return any(isinstance(each, TimeoutError | ReadTimeoutError) for each in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what caused it, outermost first."""
    seen: BaseException | None = error
    while isinstance(seen, BaseException):
        yield seen
        context = None if seen.__suppress_context__ else seen.__context__
        seen = seen.__cause__ or context or getattr(seen, "reason", None)


def _header(exchange: Exchange, wanted: str) -> str | None:
    return next((value for name, value in exchange.headers.items() if name.lower() == wanted), None)


def _is_final(error: Exception) -> bool:
    """Whether asking again cannot help: a certificate that does not fit."""
    return any(isinstance(each, ssl.SSLCertVerificationError) for each in _causes(error))


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

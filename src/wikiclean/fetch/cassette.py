"""Cassettes: exchanges with a wiki in a readable file, recorded once and replayed without a network.

In replay there is nothing that could open a connection: answers are looked up, and what is not there raises.
vcrpy's own patching is not used, as it lets requests of other threads through; its file format is.
A cassette holds no cookies, no authorisation, no User-Agent (it names the operator), and nothing that differs
from one recording of a revision to the next.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import CassetteError, CassetteMissError
from .cassette_format import Exchange, dump_exchanges, load_exchanges
from .patience import RETRIED
from .redact import redact_exchange, redact_url

__all__ = ["Playback", "Recording", "open_playback", "open_recording", "read_cassette", "write_cassette"]

_KEPT_HEADERS = frozenset(
    {"content-type", "content-language", "etag", "last-modified", "location", "retry-after", "mediawiki-api-error"}
)
"""Response headers that say something of the page; no dates of the recording, ids, cookies, or lengths (which
would be wrong after the first edit by hand)."""
_NEAREST = 3
_DEFAULT_PORTS = {"http": 80, "https": 443}

_Parameters = tuple[tuple[str, str], ...]
_Key = tuple[str, str, str, int | None, str, _Parameters]


def _key_of(method: str, url: str) -> _Key:
    """What a request is recognised by: method, scheme, host, port, path, and its parameters in any order."""
    parts = urlsplit(redact_url(url))
    return (
        method.upper(),
        parts.scheme.lower(),
        (parts.hostname or "").lower(),
        parts.port or _DEFAULT_PORTS.get(parts.scheme.lower()),
        parts.path or "/",
        tuple(sorted(parse_qsl(parts.query, keep_blank_values=True))),
    )


class Playback:
    """A cassette that answers. The same request gets its recorded answers in their order, then the last again."""

    def __init__(self, path: Path, exchanges: list[Exchange]) -> None:
        self._path = path
        self.exchanges = tuple(exchanges)
        self.used: set[tuple[str, str]] = set()
        """(method, address) of the recordings that answered something."""
        self._answers: dict[_Key, list[Exchange]] = {}
        self._by_parameters: dict[_Parameters, dict[str, None]] = {}
        self._urls = sorted({each.url for each in exchanges})
        for each in exchanges:
            key = _key_of(each.method, each.url)
            self._answers.setdefault(key, []).append(each)
            asked = self._by_parameters.setdefault(key[-1], {})
            asked[each.url.partition("?")[0]] = None

    def holds(self, method: str, url: str) -> bool:
        """Whether the cassette has an answer to this request."""
        return _key_of(method, url) in self._answers

    def list_asked(self, params: Mapping[str, str]) -> list[str]:
        """Addresses, without parameters, that were asked with just these parameters, in recorded order."""
        return list(self._by_parameters.get(tuple(sorted(params.items())), ()))

    def answer(self, method: str, url: str) -> Exchange:
        """The recorded answer; statuses that were tried again are passed over. Raises CassetteMissError."""
        answers = self._answers.get(_key_of(method, url))
        if not answers:
            raise self._miss(method, url)
        while len(answers) > 1 and answers[0].status in RETRIED:
            answers.pop(0)
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.used.add((answer.method, answer.url))
        return answer

    def _miss(self, method: str, url: str) -> CassetteMissError:
        asked = _words_of(url)
        ranked = sorted(
            self._urls, key=lambda known: difflib.SequenceMatcher(None, asked, _words_of(known)).ratio(), reverse=True
        )
        near = "".join(f"\n  GET {known}{_difference(url, known)}" for known in ranked[:_NEAREST])
        return CassetteMissError(
            f"no recording of\n  {method} {url}\n"
            + (f"nearest of {len(self._urls)}:{near}" if near else "the cassette is empty")
            + "\nrecord it with --record FILE",
            where=str(self._path),
        )


def _words_of(url: str) -> str:
    """Path and parameters, readable; values first, as parameter names are much the same everywhere."""
    parts = urlsplit(url)
    values = " ".join(value for _, value in sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{unquote(parts.path)} {values} {parts.netloc}"


def _difference(asked: str, known: str) -> str:
    """In which parts two addresses differ, for the reader of a miss."""
    here, there = urlsplit(asked), urlsplit(known)
    parts = [name for name in ("scheme", "netloc", "path") if getattr(here, name) != getattr(there, name)]
    ours, theirs = (dict(parse_qsl(each.query, keep_blank_values=True)) for each in (here, there))
    parts += sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    return f"\n    (differs in {', '.join(parts)})" if parts else ""


def read_cassette(path: Path) -> list[Exchange]:
    """The exchanges of a cassette, in its order. Raises CassetteError where there is none, or it is none."""
    try:
        return load_exchanges(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CassetteError("there is no such cassette; make one with --record FILE", where=str(path)) from error
    except OSError as error:
        raise CassetteError(f"the cassette cannot be read: {error.strerror or error}", where=str(path)) from error
    except ValueError as error:
        raise CassetteError(f"no cassette: {error}", where=str(path)) from error


def write_cassette(path: Path, exchanges: Iterable[Exchange]) -> None:
    """Replace a cassette by one of these exchanges, without what a cassette must not hold. Raises CassetteError."""
    with open_recording(path) as recording:
        for exchange in exchanges:
            recording.add(exchange)
        recording.is_wanted = True


def open_playback(path: Path) -> Playback:
    """A cassette for replaying. Raises CassetteError where there is none, or it is none."""
    return Playback(path, read_cassette(path))


class Recording:
    """Exchanges as they come, for a file; `kept` are those that are in it already."""

    def __init__(self, kept: Iterable[Exchange] = ()) -> None:
        self.exchanges = list(kept)
        self.is_wanted = False
        """Whether the file is to be written: since the first exchange that came."""

    def add(self, exchange: Exchange) -> None:
        """Keep an exchange, without what a cassette must not hold."""
        headers = {name: value for name, value in exchange.headers.items() if name.lower() in _KEPT_HEADERS}
        self.exchanges.append(redact_exchange(replace(exchange, headers=headers)))
        self.is_wanted = True


@contextmanager
def open_recording(path: Path, *, kept: Iterable[Exchange] = ()) -> Iterator[Recording]:
    """Record for `path`, which is replaced only at the end of a block that ran through and asked something.

    `kept`: exchanges to be written before the new ones. Raises CassetteError where the file cannot be written, before
    anything is asked.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(b"")
    except OSError as error:
        raise CassetteError(f"the cassette cannot be written: {error.strerror or error}", where=str(path)) from error
    try:
        recording = Recording(kept)
        yield recording
        if recording.is_wanted:
            _write(dump_exchanges(recording.exchanges), fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _write(text: str, fresh: Path, path: Path) -> None:
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        raise CassetteError(f"the cassette cannot be written: {error.strerror or error}", where=str(path)) from error

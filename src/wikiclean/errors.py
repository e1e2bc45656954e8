"""Every error that wikiclean raises on purpose, as one tree.

    WikicleanError
    ├── UsageError            wrong arguments or settings                        exit 2
    │   └── ProfileError      a site profile that cannot be used                 exit 2
    ├── InputError            the page given cannot become a Document            exit 3
    │   ├── DecodeError       bytes that are no text: empty, binary, bad charset
    │   ├── LimitError        larger or deeper than a page may be
    │   └── NotAnArticleError a Document without an article was asked for a record
    ├── FetchError            the page could not be had from the wiki            exit 3
    │   ├── UnreachableError  no answer: DNS, TLS, connection
    │   │   └── TimedOutError       none in time: silence, or an answer that takes too long
    │   ├── RefusedError      an answer that says no: 4xx, 5xx, API error
    │   │   └── RobotsDeniedError   the wiki's robots.txt says no; a result of a run, no failure
    │   ├── WrongPageError    the wiki answered with another page than the one asked for
    │   ├── RequestsSpentError  `--max-requests` is reached; the run goes on next time   exit 1
    │   └── CassetteError     a cassette that cannot be read or written
    │       └── CassetteMissError   the cassette holds no answer to this request
    ├── StoreError            records cannot be read or written                  exit 3
    │   ├── NoStoreError      there are no records at all where they should be
    │   ├── NotStoredError    the store holds no such record
    │   └── LockedError       another run holds the lock                         exit 5
    └── SafetyError           stopped before publishing something worse          exit 4

Missing, redirected, blank or blocked pages are no errors: they are outcomes (`wikiclean.model.Outcome`).
Every error can be pickled, so that a worker process can hand it to its parent.
"""

from __future__ import annotations

__all__ = [
    "CassetteError",
    "CassetteMissError",
    "DecodeError",
    "FetchError",
    "InputError",
    "LimitError",
    "LockedError",
    "NoStoreError",
    "NotAnArticleError",
    "NotStoredError",
    "ProfileError",
    "RefusedError",
    "RequestsSpentError",
    "RobotsDeniedError",
    "SafetyError",
    "StoreError",
    "TimedOutError",
    "UnreachableError",
    "UsageError",
    "WikicleanError",
    "WrongPageError",
]


class WikicleanError(Exception):
    """The base of all of them.

    `message` says what was expected, what was found and what to do next; `where` names the file, URL or
    setting it is about; `exit_code` is what the command line ends with when nothing else could be done.
    """

    exit_code = 3

    def __init__(self, message: str, *, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.where)


def _rebuild(kind: type[WikicleanError], message: str, where: str | None) -> WikicleanError:
    return kind(message, where=where)


class UsageError(WikicleanError):
    """Arguments or settings that do not fit together."""

    exit_code = 2


class ProfileError(UsageError):
    """A site profile that is unknown, unreadable or says something that no profile can say."""


class InputError(WikicleanError):
    """The page given cannot become what was asked for."""


class DecodeError(InputError):
    """The bytes are no text that a browser would show: empty, binary, or in no known charset."""


class LimitError(InputError):
    """The page is larger or deeper than a page may be (`wikiclean.clean.limits`)."""


class NotAnArticleError(InputError):
    """A record was asked of a Document whose outcome is not `article`."""


class FetchError(WikicleanError):
    """The wiki did not give the page."""


class UnreachableError(FetchError):
    """No answer came, or no whole one: name not found, TLS failed, connection refused or reset."""


class TimedOutError(UnreachableError):
    """No whole answer came in time: the other side kept silent, or took longer than one answer may take."""


class RefusedError(FetchError):
    """An answer came and says no: an HTTP status of 400 or more, or an error of the API."""


class RobotsDeniedError(RefusedError):
    """The wiki's robots.txt disallows the address: it was not asked for."""


class WrongPageError(FetchError):
    """The body is that of another page: a cache, a proxy or the wiki mixed them up."""


class RequestsSpentError(FetchError):
    """All requests that a run may make are made (`--max-requests`); it goes on next time."""

    exit_code = 1


class CassetteError(FetchError):
    """A cassette file that cannot be read or written."""


class CassetteMissError(CassetteError):
    """The cassette holds no answer to a request; the message names the nearest recordings."""


class StoreError(WikicleanError):
    """Records cannot be read or written; what was stored before is untouched."""


class NoStoreError(StoreError):
    """No store was ever made there."""


class NotStoredError(StoreError):
    """The store holds no record of that title."""


class LockedError(StoreError):
    """Another run is writing to the same directory."""

    exit_code = 5


class SafetyError(WikicleanError):
    """Stopped before earlier records were replaced by worse ones."""

    exit_code = 4

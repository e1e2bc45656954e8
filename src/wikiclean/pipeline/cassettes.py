"""What cassettes hold, whether it still holds, and in what two of them differ."""

from __future__ import annotations

import difflib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import FetchError, InputError
from ..fetch.cassette import read_cassette, write_cassette
from ..fetch.cassette_format import Exchange
from ..fetch.inputs.warc import Response, page_of_response, shows_page

if TYPE_CHECKING:
    from ..fetch.session import Session
    from ..model.document import Document

__all__ = [
    "Difference",
    "Recorded",
    "State",
    "check_cassette",
    "diff_cassettes",
    "list_cassette",
    "prune_cassette",
    "redact_cassette",
]

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer of a cassette; title, revision and outcome where it shows a page."""

    url: str
    status: int
    content_type: str
    size: int
    """Bytes of the body."""
    age: int
    """Days since the file was written."""
    title: str | None = None
    revision: int | None = None
    outcome: str | None = None

    def to_json(self) -> str:
        """One line."""
        return json.dumps(
            {name: value for name, value in asdict(self).items() if value is not None}, ensure_ascii=False
        )


def list_cassette(path: Path) -> Iterator[Recorded]:
    """What a cassette holds, in its order. Raises CassetteError."""
    exchanges = read_cassette(path)
    age = int((time.time() - path.stat().st_mtime) / _DAY)
    for exchange in exchanges:
        document = _document(exchange)
        yield Recorded(
            url=exchange.url,
            status=exchange.status,
            content_type=_headers(exchange).get("content-type", ""),
            size=len(exchange.body),
            age=age,
            title=document.title if document is not None else None,
            revision=document.source.revision_id if document is not None else None,
            outcome=document.outcome if document is not None else None,
        )


State = Literal["same", "changed", "gone", "unreachable"]


def check_cassette(path: Path, session: Session) -> Iterator[tuple[str, State, str]]:
    """Ask the wiki again for each page of a cassette: its address, whether it is the same, and what is different.

    A page is the same while its cleaned text is: another revision that says the same is no news. Raises CassetteError.
    """
    for exchange in read_cassette(path):
        before = _document(exchange)
        if before is None:
            continue
        try:
            answer = session.get(exchange.url)
        except FetchError as error:
            yield exchange.url, "unreachable", error.message
            continue
        after = _document(Exchange("GET", exchange.url, answer.status, "", answer.headers, answer.body))
        if after is None or (after.outcome != before.outcome and after.outcome in ("missing", "deleted")):
            yield exchange.url, "gone", f"the wiki answers with status {answer.status}"
        elif (before.outcome, before.text) != (after.outcome, after.text):
            yield exchange.url, "changed", _news(before, after)
        else:
            yield exchange.url, "same", f"revision {after.source.revision_id}"


def _news(before: Document, after: Document) -> str:
    if before.outcome != after.outcome:
        return f"was {before.outcome}, is {after.outcome}"
    lines = list(difflib.ndiff(before.text.splitlines(), after.text.splitlines()))
    added, removed = (sum(line.startswith(sign) for line in lines) for sign in "+-")
    revisions = f"revision {before.source.revision_id} -> {after.source.revision_id}"
    return f"{revisions}: {added} lines added, {removed} removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A page that two cassettes do not have alike. `lines`: what differs in its cleaned text, as a unified diff."""

    title: str
    change: Literal["added", "removed", "changed"]
    lines: tuple[str, ...] = ()


def diff_cassettes(before: Path, after: Path) -> Iterator[Difference]:
    """Pages that differ between two cassettes, by title. Raises CassetteError."""
    old, new = _texts(before), _texts(after)
    for title in sorted(old.keys() | new.keys()):
        if title not in new:
            yield Difference(title, "removed")
        elif title not in old:
            yield Difference(title, "added")
        elif old[title] != new[title]:
            lines = difflib.unified_diff(
                old[title].splitlines(), new[title].splitlines(), str(before), str(after), lineterm="", n=1
            )
            yield Difference(title, "changed", tuple(lines))


def _texts(path: Path) -> dict[str, str]:
    documents = (_document(exchange) for exchange in read_cassette(path))
    return {each.title: f"{each.outcome}\n{each.text}" for each in documents if each is not None}


def prune_cassette(path: Path, used: Iterable[str]) -> int:
    """Leave only recordings of these addresses in a cassette; how many went. Raises CassetteError."""
    wanted = set(used)
    exchanges = read_cassette(path)
    kept = [exchange for exchange in exchanges if exchange.url in wanted]
    if len(kept) < len(exchanges):
        write_cassette(path, kept)
    return len(exchanges) - len(kept)


def redact_cassette(path: Path) -> bool:
    """Write a cassette again without what none must hold; whether anything was taken out. Raises CassetteError."""
    before = path.read_bytes() if path.is_file() else b""
    write_cassette(path, read_cassette(path))
    return path.read_bytes() != before


def _document(exchange: Exchange) -> Document | None:
    """The page that an exchange shows, cleaned; None where it shows none."""
    from ..clean.steps import clean_page

    headers = _headers(exchange)
    if not shows_page(exchange.url, exchange.status, headers):
        return None
    response = Response(
        url=exchange.url, status=exchange.status, headers=headers, body=exchange.body, retrieved_at=None
    )
    try:
        return clean_page(page_of_response(response)).document
    except InputError:
        return None


def _headers(exchange: Exchange) -> Mapping[str, str]:
    return {name.lower(): value for name, value in exchange.headers.items()}

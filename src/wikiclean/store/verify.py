"""Check stored records against what they promise: schema, evidence, hashes, and the file made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..errors import StoreError
from ..model.facts import iter_facts
from .base import Store
from .digest import digest_record, render_record
from .jsonl import FILE_NAME
from .records import StoredRecord

__all__ = ["Finding", "verify_store"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a record. `check`: what it does not pass."""

    record_id: str
    check: Literal["schema", "identity", "text hash", "round trip", "digest", "facts", "archive", "file"]
    message: str


def verify_store(store: Store, check_body: Callable[[str], str | None] | None = None) -> Iterator[Finding | None]:
    """One item a record: None where all is well, so that callers can count; then what is wrong with the file.

    Schema: the record validates, and each piece of evidence is where it says. Identity: it is stored under its own
    id, title and kind. Text hash: the text is the one that was hashed when it was read. Round trip: written again it
    is the same to the byte. Digest, facts: the store's own hash and the rows of its facts table are those of the
    record. Archive: `check_body`, given the hash of what the record was read from, says what is wrong with it in the
    archive. File: `records.jsonl` holds exactly the current records of the database.
    """
    lines = hashlib.sha256()
    for stored in store.iter_stored(gone=True):
        if stored.tombstone is None:
            lines.update(f"{stored.json}\n".encode())
        found = list(_verify(stored, store, check_body))
        yield from found
        if not found:
            yield None
    path = store.directory / FILE_NAME if store.directory is not None else None
    if path is not None and path.is_file():
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").digest() != lines.digest():
                yield Finding(
                    FILE_NAME,
                    "file",
                    "it does not hold the records of the database; the next run that changes a record writes it anew",
                )


def _verify(stored: StoredRecord, store: Store, check_body: Callable[[str], str | None] | None) -> Iterator[Finding]:
    try:
        record = stored.record
    except StoreError as error:
        yield Finding(stored.record_id, "schema", error.message)
        return
    if record.record_id != stored.record_id:
        yield Finding(stored.record_id, "identity", f"the record says that it is {record.record_id}")
    if (stored.title, stored.kind) != (record.page.title, record.kind):
        yield Finding(stored.record_id, "identity", f"it is stored as the {stored.kind} {stored.title!r}")
    text_hash = hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
    if text_hash != record.source.text_sha256:
        yield Finding(stored.record_id, "text hash", "the text is not the one that was read from the page")
    if render_record(record) != stored.json:
        yield Finding(stored.record_id, "round trip", "written again the record is not the same to the byte")
    digest, facts = store.digest_and_facts(stored.record_id)
    if digest != digest_record(record):
        yield Finding(stored.record_id, "digest", "the record is not the one that was stored")
    if facts != [(row.field, row.index, row.json) for row in iter_facts(record)]:
        yield Finding(stored.record_id, "facts", "the rows of the facts table are not those of the record")
    if check_body is not None and (wrong := check_body(record.source.content_sha256)) is not None:
        yield Finding(stored.record_id, "archive", wrong)

"""The index of the archive."""

from __future__ import annotations

from dataclasses import replace

from wikiclean.model.archived import ArchivedResponse
from wikiclean.store.base import Store

FIRST = ArchivedResponse(
    url="https://wiki.example/wiki/A",
    status=200,
    file="one.warc.gz",
    offset=3_000_000_000,
    content_sha256="a" * 64,
    payload_digest="sha1:A",
    retrieved_at="2026-01-01T00:00:00Z",
)


def test_a_body_is_found_by_its_hash_where_it_lies(store: Store) -> None:
    index = store.archive_index
    again = replace(FIRST, file="two.warc.gz", revisit=True, retrieved_at="2026-01-02T00:00:00Z")
    elsewhere = replace(FIRST, url="https://wiki.example/wiki/B", status=404, offset=7)
    index.add("run", [FIRST, again, elsewhere])
    index.add("run", [])
    assert index.find_earlier("a" * 64, FIRST.url) == FIRST
    assert index.find_earlier("a" * 64, elsewhere.url) is None, "an error is no page that a later one repeats"
    assert index.find_earlier("b" * 64, FIRST.url) is None
    assert index.find_body("a" * 64) == elsewhere
    assert index.find_body("b" * 64) is None


def test_files_are_known_with_their_latest_response(store: Store) -> None:
    index = store.archive_index
    later = replace(FIRST, offset=5, retrieved_at="2026-03-01T00:00:00Z")
    between = replace(FIRST, file="two.warc.gz", retrieved_at="2026-02-01T00:00:00Z")
    index.add("run", [FIRST, later, between])
    assert list(index.files().items()) == [("two.warc.gz", between.retrieved_at), ("one.warc.gz", later.retrieved_at)]
    assert [row.response for row in index.rows_of("one.warc.gz")] == [later, FIRST], "in the order of the file"


def test_files_are_replaced_by_what_is_kept_of_them(store: Store) -> None:
    index = store.archive_index
    index.add("run", [FIRST, replace(FIRST, offset=5), replace(FIRST, file="two.warc.gz")])
    kept = index.rows_of("one.warc.gz")[0]
    index.replace_files(["one.warc.gz"], {kept.key: ("new.warc.gz", 9)})
    assert set(index.files()) == {"two.warc.gz", "new.warc.gz"}
    assert [row.response for row in index.rows_of("new.warc.gz")] == [replace(FIRST, file="new.warc.gz", offset=9)]

"""What a session receives is in WARC files that other tools read."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from server import Reply, Site
from warcio.cli import main as warcio

from wikiclean.errors import StoreError
from wikiclean.fetch.archive import Archive, archive_files
from wikiclean.fetch.session import SessionSettings, open_session

WHEN = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
LOCAL = SessionSettings(allow_private=True, robots="off", contact="ops@example.org", retries=0, rate=10_000)

Record = dict[str, Any]


def archive_in(directory: Path, **given: Any) -> Archive:
    return Archive(directory, now=lambda: WHEN, **given)


def fetch(archive: Archive, *urls: str, settings: SessionSettings = LOCAL) -> None:
    with open_session(settings, archive=archive) as session:
        for url in urls:
            session.get(url)


def records_in(directory: Path) -> list[Record]:
    """As fastwarc, a reader by other hands, sees them."""
    found = []
    for path in archive_files(directory):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                headers = dict(record.headers.items())
                assert record.verify_block_digest(), headers
                if record.record_type != WarcRecordType.warcinfo:
                    record.parse_http()
                http = record.http_headers
                found.append(
                    {
                        "type": headers["WARC-Type"],
                        "file": path.name,
                        "offset": record.stream_pos,
                        "headers": headers,
                        "http": dict(http.items()) if http else {},
                        "status": record.http_headers.status_code if http else None,
                        "body": record.reader.read(),
                    }
                )
    return found


def of_type(directory: Path, kind: str) -> list[Record]:
    return [record for record in records_in(directory) if record["type"] == kind]


def test_an_answer_is_written_with_its_request(site: Site, tmp_path: Path) -> None:
    site.replies["/x"] = [Reply(body=b"hello", headers={"ETag": '"1"', "Content-Type": "text/plain"})]
    archive = archive_in(tmp_path)
    fetch(archive, f"{site.url}/x?b=2")
    info, response, request = records_in(tmp_path)
    assert [record["type"] for record in (info, response, request)] == ["warcinfo", "response", "request"]
    assert response["headers"]["WARC-Target-URI"] == request["headers"]["WARC-Target-URI"] == f"{site.url}/x?b=2"
    assert response["headers"]["WARC-Date"] == "2026-01-02T03:04:05Z"
    assert request["headers"]["WARC-Concurrent-To"] == response["headers"]["WARC-Record-ID"]
    assert (response["status"], response["body"], response["http"]["ETag"]) == (200, b"hello", '"1"')
    assert request["http"]["Host"] == site.url.removeprefix("http://")
    assert "ops@example.org" in request["http"]["User-Agent"]
    assert info["body"].startswith(b"software: wikiclean/")

    (row,) = archive.pending
    assert (row.url, row.status, row.file, row.offset) == (
        f"{site.url}/x?b=2",
        200,
        response["file"],
        response["offset"],
    )
    assert row.content_sha256 == hashlib.sha256(b"hello").hexdigest()
    assert (row.retrieved_at, row.revisit) == ("2026-01-02T03:04:05Z", False)


def test_other_tools_find_nothing_wrong(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.replies["/gone"] = [Reply(404, b"gone")]
    site.replies["/moved"] = [Reply(301, headers={"Location": "/new"})]
    site.replies["*"] = [Reply(body=b"words"), Reply(304), Reply(body=b"words"), Reply(500, b"oops")]
    fetch(archive_in(tmp_path), *(f"{site.url}/{name}" for name in ("a", "a", "a", "a", "gone", "moved")))
    (file,) = archive_files(tmp_path)
    with pytest.raises(SystemExit) as ended:
        warcio(["check", "-v", str(file)])
    said = capsys.readouterr().out
    assert (ended.value.code, "fail" in said) == (0, False)
    assert said.count("digest pass") == 13  # all but the two revisits
    warcio(["index", str(file), "-f", "warc-type,http:status"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    said = [(line["warc-type"], line["http:status"]) for line in lines if "http:status" in line]
    assert said == [
        ("response", "200"), ("revisit", "304"), ("revisit", "200"), ("response", "500"), ("response", "404"),
        ("response", "301"), ("response", "500"),
    ]  # fmt: skip


def test_what_was_packed_stays_packed_and_the_hash_is_of_what_was_in_it(site: Site, tmp_path: Path) -> None:
    packed = gzip.compress(b"words " * 100)
    site.replies["*"] = [Reply(body=packed, headers={"Content-Encoding": "gzip"})]
    archive = archive_in(tmp_path)
    fetch(archive, site.url)
    (response,) = of_type(tmp_path, "response")
    assert (response["body"], response["http"]["Content-Encoding"]) == (packed, "gzip")
    assert response["http"]["Content-Length"] == str(len(packed))
    assert archive.pending[0].content_sha256 == hashlib.sha256(b"words " * 100).hexdigest()


def test_chunks_are_joined_and_the_header_says_so(site: Site, tmp_path: Path) -> None:
    def act(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")

    site.replies["*"] = [Reply(act=act)]
    fetch(archive_in(tmp_path), site.url)
    (response,) = of_type(tmp_path, "response")
    assert response["body"] == b"hello"
    assert response["http"] == {"X-Crawler-Transfer-Encoding": "chunked"}


def test_secrets_and_line_breaks_stay_out(site: Site, tmp_path: Path) -> None:
    def act(handler: Any) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nSet-Cookie: session=secret\r\nX-Long: one\r\n two\r\nX-Name: \xc3\xa9\r\n"
            b"Content-Length: 2\r\n\r\nhi"
        )

    site.replies["*"] = [Reply(act=act)]
    fetch(archive_in(tmp_path), site.url)
    written = gzip.decompress(archive_files(tmp_path)[0].read_bytes())
    assert b"secret" not in written
    assert b"X-Long: one two\r\n" in written
    assert b"X-Name: \xc3\xa9\r\n" in written


def test_the_same_body_of_the_same_address_is_a_revisit(site: Site, tmp_path: Path) -> None:
    site.replies["/a"] = [Reply(body=b"one"), Reply(body=b"one"), Reply(body=b"two"), Reply(body=b"one")]
    site.replies["/b"] = [Reply(body=b"one")]
    site.replies["/empty"] = [Reply(body=b"")]
    archive = archive_in(tmp_path)
    fetch(archive, *(f"{site.url}/{name}" for name in ("a", "a", "a", "a", "b", "empty", "empty")))
    assert [row.revisit for row in archive.pending] == [False, True, False, True, False, False, False]
    first = of_type(tmp_path, "response")[0]
    for revisit in of_type(tmp_path, "revisit"):
        said = revisit["headers"]
        assert said["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
        assert said["WARC-Refers-To-Target-URI"] == f"{site.url}/a"
        assert said["WARC-Refers-To-Date"] == first["headers"]["WARC-Date"]
        assert said["WARC-Payload-Digest"] == first["headers"]["WARC-Payload-Digest"]
        assert revisit["status"] == 200
        assert revisit["body"] == b""


def test_a_revisit_may_be_of_what_an_earlier_run_archived(site: Site, tmp_path: Path) -> None:
    site.replies["*"] = [Reply(body=b"one")]
    first = archive_in(tmp_path)
    fetch(first, site.url + "/a")
    (known,) = first.pending

    def revisits() -> list[bool]:
        again = archive_in(tmp_path)
        again.find_earlier = lambda content, url: known if (content, url) == (known.content_sha256, known.url) else None
        fetch(again, site.url + "/a")
        return [row.revisit for row in again.pending]

    assert revisits() == [True]
    site.replies["*"] = [Reply(body=gzip.compress(b"one"), headers={"Content-Encoding": "gzip"})]
    assert revisits() == [False], "the same words, packed otherwise"
    site.replies["*"] = [Reply(body=b"one")]
    whole = (tmp_path / known.file).read_bytes()
    (tmp_path / known.file).write_bytes(whole[: known.offset + 40] + b"\0" * 8 + whole[known.offset + 48 :])
    assert revisits() == [False], "what it would stand for is damaged"
    (tmp_path / known.file).unlink()
    assert revisits() == [False], "what it would stand for is lost"


def test_not_modified_is_a_revisit_without_a_row(site: Site, tmp_path: Path) -> None:
    site.replies["*"] = [Reply(304, headers={"ETag": '"1"'})]
    archive = archive_in(tmp_path)
    fetch(archive, site.url + "/a")
    assert archive.pending == ()
    (revisit,) = of_type(tmp_path, "revisit")
    assert revisit["headers"]["WARC-Profile"].endswith("/server-not-modified")
    assert revisit["http"]["ETag"] == '"1"'


def test_robots_txt_and_redirects_are_archived_too(site: Site, tmp_path: Path) -> None:
    site.replies["/robots.txt"] = [Reply(body=b"User-agent: *\nDisallow: /private/\n")]
    site.replies["/old"] = [Reply(301, headers={"Location": "/new"})]
    site.replies["/new"] = [Reply(body=b"there")]
    fetch(archive_in(tmp_path), site.url + "/old", settings=SessionSettings(allow_private=True, rate=10_000))
    asked = [record["headers"]["WARC-Target-URI"] for record in of_type(tmp_path, "response")]
    assert asked == [f"{site.url}/{name}" for name in ("robots.txt", "old", "new")]


def test_a_file_that_is_full_is_followed_by_another(site: Site, tmp_path: Path) -> None:
    site.replies["*"] = [lambda asked: Reply(body=os.urandom(3000) + asked.encode())]
    archive = archive_in(tmp_path, max_file_bytes=10_000)
    fetch(archive, *(f"{site.url}/{number}" for number in range(8)))
    names = [path.name for path in archive_files(tmp_path)]
    assert names == [f"wikiclean-20260102T030405Z-{number:05}.warc.gz" for number in range(len(names))]
    assert len(names) == 3
    assert all(path.stat().st_size < 20_000 for path in archive_files(tmp_path))
    at = {(record["file"], record["offset"]): record["body"] for record in of_type(tmp_path, "response")}
    assert [hashlib.sha256(at[row.file, row.offset]).hexdigest() for row in archive.pending] == [
        row.content_sha256 for row in archive.pending
    ]


def test_the_next_session_never_writes_behind_what_a_killed_one_left(site: Site, tmp_path: Path) -> None:
    site.replies["*"] = [lambda asked: Reply(body=b"this is " + asked.encode())]
    fetch(archive_in(tmp_path), site.url + "/a", site.url + "/b")
    (broken,) = archive_files(tmp_path)
    os.truncate(broken, broken.stat().st_size - 300)  # in the midst of the last exchange
    before = broken.read_bytes()
    fetch(archive_in(tmp_path), site.url + "/c")
    assert broken.read_bytes() == before
    assert [path.name[-13:] for path in archive_files(tmp_path)] == ["00000.warc.gz", "00001.warc.gz"]


def test_a_full_disk_is_said_and_leaves_whole_records(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies["*"] = [lambda asked: Reply(body=b"this is " + asked.encode())]
    archive = archive_in(tmp_path)
    fetch(archive, site.url + "/a")
    before = archive_files(tmp_path)[0].read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", _no_space)
        with pytest.raises(StoreError, match="the archive cannot be written: No space left"):
            fetch(archive, site.url + "/b")
    assert archive_files(tmp_path)[0].read_bytes() == before
    assert len(archive.pending) == 1
    fetch(archive, site.url + "/b")
    assert [row.url for row in archive.pending] == [site.url + "/a", site.url + "/b"]
    assert len(of_type(tmp_path, "response")) == 2


def _no_space(_handle: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_where_no_directory_can_be_the_error_says_so(site: Site, tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    site.replies["*"] = [Reply(body=b"x")]
    with pytest.raises(StoreError, match="archive cannot be written"):
        fetch(archive_in(tmp_path / "archive"), site.url)


def test_a_replay_is_not_archived_and_a_recording_is(site: Site, tmp_path: Path) -> None:
    site.replies["*"] = [Reply(body=b"hello")]
    cassette, directory = tmp_path / "cassette.yaml", tmp_path / "archive"
    fetch(
        archive_in(directory),
        site.url + "/a",
        settings=SessionSettings(allow_private=True, robots="off", record=cassette),
    )
    assert len(of_type(directory, "response")) == 1
    again = archive_in(tmp_path / "again")
    fetch(again, site.url + "/a", settings=SessionSettings(cassette=cassette))
    assert again.pending == ()
    assert not (tmp_path / "again").exists()


def test_what_is_in_the_index_is_no_longer_pending(site: Site, tmp_path: Path) -> None:
    site.replies["*"] = [lambda asked: Reply(body=asked.encode())]
    archive = archive_in(tmp_path)
    fetch(archive, site.url + "/a", site.url + "/b")
    rows = archive.pending
    fetch(archive, site.url + "/c")
    archive.indexed(rows)
    assert [row.url for row in archive.pending] == [site.url + "/c"]

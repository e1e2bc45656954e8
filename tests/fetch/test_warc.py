"""Pages are read from WARC files: our own, and those of other crawlers."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wikiclean.errors import InputError, LimitError, UsageError
from wikiclean.fetch.archive import Archive, Received, archive_files
from wikiclean.fetch.inputs import warc
from wikiclean.fetch.inputs.warc import WarcPlace, list_warc_pages, page_of_response, read_response
from wikiclean.model.page import Page

HTML = [("Content-Type", "text/html; charset=utf-8")]
JSON = [("Content-Type", "application/json; charset=utf-8")]
WIKI = "https://wiki.example"


def archive(directory: Path, *answers: tuple[Any, ...]) -> list[Path]:
    """Answers (address, body[, status[, headers[, payload]]]) in our own archive, a second apart."""
    times = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second) for second in count())
    made = Archive(directory, now=lambda: next(times))
    for url, body, *more in answers:
        status, headers, payload = [*more, *(200, HTML, body)[len(more) :]]
        made.add(Received(url=url, status=status, reason="", headers=headers, payload=payload, body=body))
    return archive_files(directory)


def pages(*paths: Path) -> list[Page]:
    return [page_of_response(read_response(place.path, place.offset)) for place in list_warc_pages(paths)]


def foreign(path: Path, *records: dict[str, Any], packed: bool = True) -> Path:
    """A WARC 1.0 file as others write it."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for record in records:
            kind = record.get("kind", "response")
            headers = StatusAndHeaders("200 OK", record.get("headers", HTML), protocol="HTTP/1.1")
            payload = BytesIO(record["payload"])
            http = headers if kind == "response" else None
            given = {"WARC-Date": "2020-01-01T00:00:00Z", **record.get("warc", {})}
            writer.write_record(
                writer.create_warc_record(
                    record["url"], kind, payload, len(record["payload"]), http_headers=http, warc_headers_dict=given
                )
            )
    return path


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    query, parse = f"{WIKI}/w/api.php?action=query&list=allpages", f"{WIKI}/w/api.php?action=parse&page=B"
    paths = archive(
        tmp_path,
        (f"{WIKI}/robots.txt", b"User-agent: *", 200, [("Content-Type", "text/plain")]),
        (query, b"{}", 200, JSON),
        (f"{WIKI}/wiki/Old", b"", 301, [("Location", "/wiki/A"), *HTML]),
        (f"{WIKI}/wiki/A", b"<p>a"),
        (f"{WIKI}/wiki/Busy", b"busy", 503),
        (f"{WIKI}/wiki/Gone", b"gone", 404),
        (parse, b'{"parse": {}}', 200, JSON),
        (parse + "usy", b'{"error": {"code": "maxlag"}}', 200, [*JSON, ("MediaWiki-API-Error", "maxlag")]),
        (parse + "roken", b"<p>no such file", 404),
        (parse + "lank", b'{"error": {"code": "missingtitle"}}', 200, [*JSON, ("MediaWiki-API-Error", "missingtitle")]),
        (f"{WIKI}/w/api.php?action=help", b"<p>the API", 200),
        (f"{WIKI}/a.png", b"PNG", 200, [("Content-Type", "image/png")]),
    )
    assert [(page.url, page.status) for page in pages(*paths)] == [
        (f"{WIKI}/wiki/A", 200),
        (f"{WIKI}/wiki/Gone", 404),
        (f"{WIKI}/wiki/B", 200),
        (f"{WIKI}/wiki/Blank", 200),
    ]


@pytest.mark.parametrize(
    ("asked", "transport", "url", "known"),
    [
        ("/wiki/A_b", "page_html", "/wiki/A_b", ("A b", None, None)),
        ("/w/index.php?title=A_b&oldid=7", "page_html", "/w/index.php?title=A_b&oldid=7", ("A b", None, 7)),
        ("/w/index.php?title=A&action=render", "action_render", "/w/index.php?title=A&action=render", ("A", None, None)),
        ("/w/api.php?action=parse&page=A%2Fb&redirects=1", "api_parse", "/wiki/A/b", ("A/b", None, None)),
        ("/api.php?action=parse&pageid=12", "api_parse", "/index.php?curid=12", (None, 12, None)),
        ("/w/api.php?action=parse&oldid=7", "api_parse", "/w/index.php?oldid=7", (None, None, 7)),
        ("/w/rest.php/v1/page/A%2Fb_c/html", "rest_html", "/wiki/A/b_c", ("A/b c", None, None)),
        ("/api/rest_v1/page/html/A_b", "rest_html", "/wiki/A_b", ("A b", None, None)),
        ("/some/article.html", "page_html", "/some/article.html", (None, None, None)),
    ],
)  # fmt: skip
def test_the_address_says_what_was_asked_for(
    tmp_path: Path, asked: str, transport: str, url: str, known: tuple[object, ...]
) -> None:
    headers = JSON if transport == "api_parse" else HTML
    (page,) = pages(*archive(tmp_path, (WIKI + asked, b"<p>words", 200, headers)))
    assert (page.transport, page.url) == (transport, WIKI + url)
    assert (page.title, page.page_id, page.revision_id) == known
    assert page.retrieved_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert page.headers["content-type"] == headers[0][1]


def test_a_page_asked_for_by_its_number_has_the_address_of_its_title(tmp_path: Path) -> None:
    body = b'{"parse": {"title": "A b", "pageid": 12}}'
    (page,) = pages(*archive(tmp_path, (f"{WIKI}/w/api.php?action=parse&pageid=12", body, 200, JSON)))
    assert (page.url, page.title, page.page_id) == (f"{WIKI}/wiki/A_b", None, 12)


def test_of_one_address_the_latest_answer_is_taken_across_files(tmp_path: Path) -> None:
    a, b, c = (f"{WIKI}/wiki/{name}" for name in "ABC")
    first = archive(tmp_path / "1", (a, b"one"), (b, b"b"), (a, b"two"), (a, b"one"), (c, b"c"), (c, b"", 304))
    assert [(page.url, page.body) for page in pages(*first)] == [(b, b"b"), (a, b"one"), (c, b"c")]
    second = tmp_path / "2.warc.gz"
    foreign(second, {"url": b, "payload": b"later", "warc": {"WARC-Date": "2026-03-01T00:00:00Z"}})
    assert [page.body for page in pages(*first, second)] == [b"one", b"c", b"later"]
    assert [page.body for page in pages(second, *first)] == [b"one", b"c", b"later"]


def test_packed_and_chunked_bodies_are_unpacked(tmp_path: Path) -> None:
    body = b"<p>words " * 50
    packed = [*HTML, ("Content-Encoding", "gzip")]
    chunked = [*HTML, ("Transfer-Encoding", "chunked")]
    pieces = b"a\r\n" + body[:10] + b"\r\n" + f"{len(body) - 10:x}\r\n".encode() + body[10:] + b"\r\n0\r\n\r\n"
    path = foreign(
        tmp_path / "x.warc.gz",
        {"url": f"{WIKI}/1", "payload": gzip.compress(body), "headers": packed},
        {"url": f"{WIKI}/2", "payload": pieces, "headers": chunked},
        {"url": f"{WIKI}/3", "payload": body, "headers": chunked},  # joined by the crawler, header left
        {"url": f"{WIKI}/4", "payload": body, "kind": "resource", "warc": {"Content-Type": "text/html"}},
    )
    found = pages(path)
    assert [page.body for page in found] == [body] * 4
    assert "content-encoding" not in found[0].headers
    (own,) = pages(*archive(tmp_path / "own", (f"{WIKI}/1", body, 200, packed, gzip.compress(body))))
    assert own.body == body


def test_a_file_that_is_not_packed_is_read_too(tmp_path: Path) -> None:
    records = [{"url": f"{WIKI}/{number}", "payload": b"page %d" % number} for number in range(3)]
    path = foreign(tmp_path / "x.warc", *records, packed=False)
    assert [page.body for page in pages(path)] == [b"page 0", b"page 1", b"page 2"]


@pytest.mark.parametrize("cut", [1, 40, 300, 500, 1500])
def test_a_record_that_a_kill_left_unfinished_is_told_and_the_others_read(
    tmp_path: Path, cut: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (path,) = archive(tmp_path, (f"{WIKI}/wiki/A", b"a"), (f"{WIKI}/wiki/B", os.urandom(2000)))
    with path.open("rb+") as stream:
        stream.truncate(path.stat().st_size - cut)
    said: list[str] = []
    monkeypatch.setattr(warc.logger, "warning", lambda text, *values: said.append(text % values))
    found = pages(path)
    assert [page.url for page in found][:1] == [f"{WIKI}/wiki/A"]
    assert len(found) == (2 if cut < 350 else 1)  # the response stands before its request
    assert ["cannot be read from byte" in line for line in said] == [True] * (2 - len(found))
    assert capfd.readouterr().err == ""


def test_an_unfinished_body_is_no_page(tmp_path: Path) -> None:
    (path,) = archive(tmp_path, (f"{WIKI}/wiki/A", os.urandom(5000)))
    (place,) = list_warc_pages([path])
    os.truncate(path, place.offset + 2000)
    with pytest.raises(InputError, match="ends too early"):
        read_response(path, place.offset)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"")
    assert pages(path) == []


@pytest.mark.parametrize("content", [b"no archive at all\n\n", gzip.compress(b"neither\n")])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no WARC record"):
        pages(path)


def test_many_records_in_one_gzip_stream_are_refused_with_advice(tmp_path: Path) -> None:
    plain = foreign(tmp_path / "x.warc", *({"url": f"{WIKI}/{n}", "payload": b"page"} for n in range(3)), packed=False)
    path = tmp_path / "y.warc.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    with pytest.raises(UsageError, match="warcio recompress"):
        pages(path)


def test_where_no_response_begins_there_is_an_error(tmp_path: Path) -> None:
    (path,) = archive(tmp_path, (f"{WIKI}/wiki/A", b"a"))
    for offset, reason in ((0, "no response"), (3, "no WARC record"), (10**6, "no response")):
        with pytest.raises(InputError, match=reason):
            read_response(path, offset)
    with pytest.raises(InputError, match="cannot be read"):
        read_response(tmp_path / "absent.warc.gz", 0)


def test_a_body_too_large_for_a_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = archive(tmp_path, (f"{WIKI}/wiki/A", b"x" * 5000))
    monkeypatch.setattr("wikiclean.fetch.inputs.warc.MAX_BYTES", 1000)
    with pytest.raises(LimitError):
        pages(path)


def test_a_place_is_written_and_read(tmp_path: Path) -> None:
    place = WarcPlace(tmp_path / "odd # name.warc.gz", 17)
    assert WarcPlace.parse(str(place)) == place
    assert WarcPlace.parse("page.html#12") is None

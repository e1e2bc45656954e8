from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import requests
import vcr
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from server import Reply, Site

from wikiclean.fetch.cassette_format import Exchange, dump_exchanges, load_exchanges

AWKWARD = " \t\n\r\x00\x1b\x7f\x85\xa0\u2028\u2029\ufeff\U0001f48a\ud7ff\ufffd'\"\\|>-#:%&*!{}[]?é\u0651試"


def bodies() -> st.SearchStrategy[bytes]:
    text = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])), max_size=60)
    return st.one_of(st.binary(max_size=60), text.map(str.encode))


@given(st.lists(bodies(), max_size=4))
@example(
    [
        b"",
        b"\n",
        b"\n\n",
        b" ",
        b"\t",
        b"a\n",
        b"a\n\n",
        b" a\nb",
        b"\na",
        b"a \n b\t\n",
        b"---\n...\n",
        b"BODY",
        b"\xff",
    ]
)
def test_no_byte_of_a_body_changes(given_bodies: list[bytes]) -> None:
    exchanges = [Exchange("GET", f"http://w.example/{n}", 200, "OK", {}, body) for n, body in enumerate(given_bodies)]
    assert load_exchanges(dump_exchanges(exchanges)) == exchanges


def test_the_file_is_readable_to_the_letter() -> None:
    html = '<p class="a">5\tmg \\ "daily"</p>\n\n<p>grün 試</p>\n'
    exchanges = [
        Exchange(
            "GET",
            "http://w.example/wiki/X",
            404,
            "Not Found",
            {"ETag": '"1"', "Content-Type": "text/html"},
            html.encode(),
        ),
        Exchange(
            "GET", "http://w.example/w/api.php?page=X", 200, "OK", {}, b'{"parse":{"text":"<p>it\'s \\"it\\"</p>"}}'
        ),
        Exchange("GET", "http://w.example/x.png", 200, "OK", {}, b"\x89PNG\x00\xff"),
    ]
    assert dump_exchanges(exchanges) == (
        "version: 1\n"
        "interactions:\n"
        "- request:\n"
        "    method: GET\n"
        "    uri: http://w.example/wiki/X\n"
        "    body: null\n"
        "    headers: {}\n"
        "  response:\n"
        "    status:\n"
        "      code: 404\n"
        "      message: Not Found\n"
        "    headers:\n"
        "      Content-Type:\n"
        "      - text/html\n"
        "      ETag:\n"
        "      - '\"1\"'\n"
        "    body:\n"
        "      string: |2+\n"
        '        <p class="a">5\tmg \\ "daily"</p>\n'
        "\n"
        "        <p>grün 試</p>\n"
        "- request:\n"
        "    method: GET\n"
        "    uri: http://w.example/w/api.php?page=X\n"
        "    body: null\n"
        "    headers: {}\n"
        "  response:\n"
        "    status:\n"
        "      code: 200\n"
        "      message: OK\n"
        "    headers: {}\n"
        "    body:\n"
        "      string: |2-\n"
        '        {"parse":{"text":"<p>it\'s \\"it\\"</p>"}}\n'
        "- request:\n"
        "    method: GET\n"
        "    uri: http://w.example/x.png\n"
        "    body: null\n"
        "    headers: {}\n"
        "  response:\n"
        "    status:\n"
        "      code: 200\n"
        "      message: OK\n"
        "    headers: {}\n"
        "    body:\n"
        "      string: !!binary |\n"
        "        iVBORwD/\n"
    )


def test_no_exchange_is_a_cassette_too() -> None:
    assert load_exchanges(dump_exchanges([])) == []


def test_vcrpy_plays_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    body = "<p>grün\t</p> \n".encode()
    path.write_text(
        dump_exchanges([Exchange("GET", "http://w.example/wiki/X?a=1", 200, "OK", {"ETag": "x"}, body)]), "utf-8"
    )
    with vcr.use_cassette(str(path), record_mode="none"):
        answer = requests.get("http://w.example/wiki/X?a=1", timeout=5)
    assert (answer.content, answer.headers["etag"]) == (body, "x")


@pytest.mark.parametrize("decoded", [True, False])
def test_we_read_what_vcrpy_writes(site: Site, tmp_path: Path, decoded: bool) -> None:
    body = b"<p>five milligrams</p>\n" * 50
    site.replies["*"] = [Reply(body=gzip.compress(body), headers={"Content-Encoding": "gzip"})]
    path = tmp_path / "theirs.yaml"
    with vcr.use_cassette(str(path), decode_compressed_response=decoded):
        requests.get(f"{site.url}/wiki/X", timeout=5)
    (exchange,) = load_exchanges(path.read_text("utf-8"))
    assert (exchange.url, exchange.status, exchange.body) == (f"{site.url}/wiki/X", 200, body)


def test_a_file_cannot_make_objects() -> None:
    text = dump_exchanges([Exchange("GET", "http://w.example/", 200, "OK", {}, b"x")])
    with pytest.raises(ValueError, match="constructor"):
        load_exchanges(text.replace("message: OK", "message: !!python/object/apply:os.getcwd []"))


@pytest.mark.parametrize(
    "broken",
    [
        {"interactions": [{}]},
        {"interactions": [{"request": {"method": "GET", "uri": "x", "body": None, "headers": {}}}]},
        {"interactions": [None]},
        {"interactions": "none"},
        [],
        "text",
        None,
    ],
)
def test_what_is_no_cassette_is_told(broken: object) -> None:
    with pytest.raises(ValueError, match=r"interaction|serializer|cassette"):
        load_exchanges(yaml.safe_dump(broken))

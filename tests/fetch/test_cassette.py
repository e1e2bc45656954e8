from __future__ import annotations

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from server import Reply, Site

from wikiclean.errors import CassetteError, CassetteMissError, UsageError
from wikiclean.fetch.cassette_format import Exchange, dump_exchanges
from wikiclean.fetch.session import Session, SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page


def recording(site: Site, path: Path) -> None:
    headers = {"Content-Type": "text/html", "Set-Cookie": "session=secret", "X-Request-Id": "random"}
    site.replies["*"] = [Reply(body="<p>one</p>\n<p>grün</p>\n".encode(), headers=headers)]
    settings = SessionSettings(allow_private=True, robots="off", contact="ops@example.org", record=path, rate=10_000)
    with open_session(settings) as session:
        session.get(site.url + "/wiki/One", {"b": "2", "a": "1"})
        session.get(site.url + "/wiki/Two")


def test_a_recording_replays_without_the_site_in_any_order_of_parameters(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    recording(site, path)
    seen = len(site.seen)
    with open_session(SessionSettings(cassette=path)) as session:
        assert session.get(site.url + "/wiki/Two").body.decode() == "<p>one</p>\n<p>grün</p>\n"
        assert session.get(site.url + "/wiki/One", {"a": "1", "b": "2"}).status == 200
        assert session.get(site.url + "/wiki/One", {"a": "1", "b": "2"}).status == 200
    assert len(site.seen) == seen


def test_it_is_readable_deterministic_and_tells_no_secrets(site: Site, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    recording(site, first)
    recording(site, second)
    text = first.read_text("utf-8")
    assert text == second.read_text("utf-8")
    assert "        <p>one</p>\n        <p>grün</p>\n" in text
    for secret in ("secret", "ops@example.org", "random", "Date"):
        assert secret not in text


def test_a_miss_names_the_nearest_and_reaches_no_socket(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.yaml"
    recording(site, path)

    def no_socket(*_: object, **__: object) -> None:
        pytest.fail("a replay opened a socket")

    monkeypatch.setattr("socket.socket.connect", no_socket)
    with open_session(SessionSettings(cassette=path)) as session, pytest.raises(CassetteMissError) as caught:
        session.get(site.url + "/wiki/Three")
    assert "/wiki/Three" in str(caught.value)
    assert "/wiki/Two" in str(caught.value)
    assert "--record" in str(caught.value)


@pytest.mark.parametrize("content", ["a: b\n", "- 1\n- 2\n", "{", "\x00"])
def test_what_is_no_cassette_is_said_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CassetteError), open_session(SessionSettings(cassette=path)):
        pass
    with pytest.raises(CassetteError, match="no such cassette"), open_session(SessionSettings(cassette=tmp_path / "x")):
        pass


def test_a_failed_recording_leaves_the_old_one(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    recording(site, path)
    before = path.read_bytes()
    settings = SessionSettings(allow_private=True, robots="off", record=path, rate=10_000)

    def record_and_fail() -> None:
        with open_session(settings) as session:
            session.get(site.url + "/wiki/Other")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        record_and_fail()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["c.yaml"]


def write(path: Path, *exchanges: Exchange) -> Path:
    path.write_text(dump_exchanges(exchanges), encoding="utf-8")
    return path


def answer(url: str, body: str = "", status: int = 200, **headers: str) -> Exchange:
    return Exchange("GET", url, status, "", headers, body.encode())


def replay(path: Path, *urls: str) -> list[str]:
    with open_session(SessionSettings(cassette=path)) as session:
        return [session.get(url).body.decode() for url in urls]


def test_answers_come_in_their_order_and_the_last_again(tmp_path: Path) -> None:
    url = "http://w.example/wiki/X"
    path = write(tmp_path / "c.yaml", answer(url, "1"), answer(url, "2"))
    assert replay(path, url, url, url) == ["1", "2", "2"]


def test_what_was_tried_again_is_passed_over_without_a_wait(tmp_path: Path, naps: list[float]) -> None:
    url = "http://w.example/wiki/X"
    path = write(tmp_path / "c.yaml", answer(url, "down", 503), answer(url, "slow", 429), answer(url, "here"))
    assert replay(path, url) == ["here"]
    assert naps == []
    with open_session(SessionSettings(cassette=write(path, answer(url, "down", 503)))) as session:
        assert session.get(url).status == 503


def test_redirects_are_recorded_and_followed(site: Site, tmp_path: Path) -> None:
    site.replies["/a"] = [Reply(301, headers={"Location": "/b"})]
    site.replies["/b"] = [Reply(body=b"there")]
    path = tmp_path / "c.yaml"
    with open_session(SessionSettings(allow_private=True, robots="off", record=path, rate=10_000)) as session:
        session.get(site.url + "/a")
    with open_session(SessionSettings(cassette=path)) as session:
        assert session.get(site.url + "/a").url == site.url + "/b"


@pytest.mark.parametrize(
    ("asked", "is_held"),
    [
        ("http://w.example/x?b=2&a=1", True),
        ("HTTP://W.EXAMPLE:80/x?a=1&b=2", True),
        ("http://w.example/x?a=1&b=2#part", True),
        ("https://w.example/x?a=1&b=2", False),
        ("http://w.example:81/x?a=1&b=2", False),
        ("http://w.example/X?a=1&b=2", False),
        ("http://w.example/x?a=1", False),
        ("http://w.example/x?a=1&b=2&c=", False),
    ],
)
def test_what_counts_as_the_same_request(tmp_path: Path, asked: str, is_held: bool) -> None:
    path = write(tmp_path / "c.yaml", answer("http://w.example/x?a=1&b=2", "body"))
    with open_session(SessionSettings(cassette=path)) as session:
        assert session.holds(asked) is is_held


def test_a_miss_says_in_what_the_nearest_differ(tmp_path: Path) -> None:
    api = "http://w.example/w/api.php?action=parse&page="
    path = write(
        tmp_path / "c.yaml", *(answer(api + title) for title in ("Gout", "Aldesleukin", "Zindorestat", "Croup"))
    )
    with pytest.raises(CassetteMissError) as caught:
        replay(path, api + "Aldesleukine")
    lines = str(caught.value).splitlines()
    assert lines[1:5] == [
        f"  GET {api}Aldesleukine",
        "nearest of 4:",
        f"  GET {api}Aldesleukin",
        "    (differs in page)",
    ]
    assert caught.value.where == str(path)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_an_empty_cassette_misses_everything(tmp_path: Path) -> None:
    with pytest.raises(CassetteMissError, match="empty"):
        replay(write(tmp_path / "c.yaml"), "http://w.example/")


def test_replay_in_threads_reaches_nobody(site: Site, tmp_path: Path) -> None:
    urls = [f"{site.url}/wiki/{n}" for n in range(60)]
    path = write(tmp_path / "c.yaml", *(answer(url, url) for url in urls))
    with open_session(SessionSettings(cassette=path)) as session, ThreadPoolExecutor(16) as pool:
        assert [each.body.decode() for each in pool.map(session.get, urls)] == urls
    assert site.seen == []


def test_two_replays_at_once_do_not_mix(site: Site, tmp_path: Path) -> None:
    url = f"{site.url}/x"
    site.replies["*"] = [Reply(body=b"live")]
    paths = [write(tmp_path / name, answer(url, name)) for name in ("a.yaml", "b.yaml")]
    with (
        open_session(SessionSettings(cassette=paths[0])) as first,
        open_session(SessionSettings(cassette=paths[1])) as second,
        open_session(SessionSettings(allow_private=True, robots="off")) as live,
    ):
        bodies = [session.get(url).body for session in (first, second, live, first)]
    assert bodies == [b"a.yaml", b"b.yaml", b"live", b"a.yaml"]


def test_nothing_asked_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "c.yaml"
    with open_session(SessionSettings(record=path)):
        pass
    assert list(path.parent.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CassetteError, match="cannot be written"),
        open_session(SessionSettings(record=tmp_path / "file" / "c.yaml")),
    ):
        pytest.fail("the session was opened")


def test_one_cassette_is_not_replayed_into_another(tmp_path: Path) -> None:
    settings = SessionSettings(cassette=tmp_path / "a", record=tmp_path / "b")
    with pytest.raises(UsageError, match="one for both"), open_session(settings):
        pass


def test_pages_replay_alone_and_in_any_order(site: Site, tmp_path: Path) -> None:
    """The search for the API belongs to the first page recorded; no other page may depend on it."""

    def parsed(asked: str) -> Reply:
        title = asked.rpartition("page=")[2]
        return Reply(body=json.dumps({"parse": {"title": title, "text": f"<p>{title}</p>"}}).encode())

    link = f"<link rel='EditURI' href='{site.url}/odd/api.php?action=rsd'>".encode()
    site.replies["/wiki/A"] = [Reply(body=link)]
    site.replies["/odd/api.php"] = [parsed]
    path = tmp_path / "c.yaml"
    titles = ["A", "B", "C"]

    def fetch(session: Session, wanted: list[str]) -> dict[str, Page]:
        return {
            title: replace(fetch_page(title, site=site.url, session=session), retrieved_at=None) for title in wanted
        }

    with open_session(SessionSettings(allow_private=True, robots="off", record=path, rate=10_000)) as session:
        recorded = fetch(session, titles)
    for wanted in ([*reversed(titles)], ["B"], ["C", "A"]):
        with open_session(SessionSettings(cassette=path)) as session:
            replayed = fetch(session, wanted)
        assert {title: page.body for title, page in replayed.items()} == {t: recorded[t].body for t in wanted}
        assert {page.transport for page in replayed.values()} == {"api_parse"}
    with open_session(SessionSettings(cassette=path)) as session, pytest.raises(CassetteMissError, match="page=D"):
        fetch(session, ["A", "D"])


def test_a_replayed_page_has_no_time_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path / "c.yaml", answer("http://w.example/wiki/X", "<p>x</p>"))
    with open_session(SessionSettings(cassette=path)) as session:
        page = fetch_page("http://w.example/wiki/X", session=session)
    assert (page.transport, page.body, page.retrieved_at) == ("page_html", b"<p>x</p>", None)

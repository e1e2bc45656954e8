from __future__ import annotations

from pathlib import Path

import pytest
from server import Reply, Site

from wikiclean.errors import CassetteError, CassetteMissError
from wikiclean.fetch.session import SessionSettings, open_session


def recording(site: Site, path: Path) -> None:
    headers = {"Content-Type": "text/html", "Set-Cookie": "session=secret", "X-Request-Id": "random"}
    site.replies["*"] = [Reply(body="<p>one</p>\n<p>grün</p>\n".encode(), headers=headers)]
    settings = SessionSettings(allow_private=True, contact="ops@example.org", record=path, rate=10_000)
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
    settings = SessionSettings(allow_private=True, record=path, rate=10_000)

    def record_and_fail() -> None:
        with open_session(settings) as session:
            session.get(site.url + "/wiki/Other")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        record_and_fail()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["c.yaml"]

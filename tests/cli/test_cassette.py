"""Cassettes made and tended from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from wikiclean.fetch.cassette import read_cassette

Make = Callable[..., Any]


@pytest.fixture
def wiki() -> Iterator[Any]:
    """A wiki on loopback; `texts`: title -> what its article says."""
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))
    from server import Reply, serve

    texts: dict[str, str] = {"Aspirin": "is a medicine.", "Ibuprofen": "is another.", "Contact": "is me@lab.test."}

    def parse(asked: str) -> Reply:
        title = parse_qs(urlsplit(asked).query).get("page", ["?"])[0]
        if title not in texts:
            body: object = {"error": {"code": "missingtitle", "info": "no such page"}}
        else:
            html = f"<div class='mw-parser-output'><p><b>{title}</b> {texts[title]}</p></div>"
            body = {"parse": {"title": title, "pageid": 7, "revid": 70 + len(texts[title]), "text": html}}
        return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json"})

    with serve() as site:
        site.replies["/w/api.php"] = [parse]
        site.texts = texts  # type: ignore[attr-defined]
        yield site


@pytest.fixture
def drugs(run: Make, wiki: Any, tmp_path: Path) -> Path:
    at = ("--site", wiki.url, "--allow-private", "--rate", "1000")
    assert run("cassette", "record", "Aspirin", "Ibuprofen", *at, "-o", "drugs.yaml").code == 0
    return tmp_path / "drugs.yaml"


@pytest.mark.usefixtures("drugs")
def test_what_is_held_is_listed(run: Make) -> None:
    ended = run("cassette", "list", "drugs.yaml")
    assert ended.code == 0
    assert "Aspirin (article, revision 84)" in ended.out
    rows = [json.loads(line) for line in run("cassette", "list", "drugs.yaml", "--format", "json").out.splitlines()]
    assert [row["title"] for row in rows] == ["Aspirin", "Ibuprofen"]
    assert all(row["cassette"] == "drugs.yaml" and row["age"] == 0 for row in rows)


def test_recording_again_gives_the_same_bytes(run: Make, wiki: Any, drugs: Path) -> None:
    before = drugs.read_bytes()
    at = ("--site", wiki.url, "--allow-private", "--rate", "1000")
    assert run("cassette", "record", "Aspirin", "Ibuprofen", *at, "-o", "drugs.yaml").code == 0
    assert drugs.read_bytes() == before


@pytest.mark.usefixtures("drugs")
def test_the_wiki_is_asked_whether_it_is_still_so(run: Make, wiki: Any) -> None:
    ask = ("cassette", "check", "drugs.yaml", "--allow-private", "--rate", "1000")
    ended = run(*ask)
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()] == ["same", "same"]
    wiki.texts["Aspirin"] = "is an old medicine."
    del wiki.texts["Ibuprofen"]
    ended = run(*ask)
    assert ended.code == 1
    assert [line.split()[0] for line in ended.out.splitlines()] == ["changed", "gone"]


def test_a_difference_is_one_of_the_text(run: Make, wiki: Any, drugs: Path) -> None:
    wiki.texts["Aspirin"] = "is an old medicine."
    at = ("--site", wiki.url, "--allow-private", "--rate", "1000")
    assert run("cassette", "record", "Aspirin", "Contact", *at, "-o", "new.yaml").code == 0
    ended = run("cassette", "diff", "drugs.yaml", "new.yaml")
    assert ended.code == 1
    assert "changed: Aspirin" in ended.out
    assert "+Aspirin is an old medicine." in ended.out
    assert "added: Contact" in ended.out
    assert "removed: Ibuprofen" in ended.out
    assert run("cassette", "diff", "drugs.yaml", str(drugs)).code == 0


def test_mail_addresses_are_not_recorded(run: Make, wiki: Any, tmp_path: Path) -> None:
    at = ("--site", wiki.url, "--allow-private", "--rate", "1000")
    assert run("cassette", "record", "Contact", *at, "-o", "c.yaml").code == 0
    text = (tmp_path / "c.yaml").read_text("utf-8")
    assert "me@lab.test" not in text
    assert "someone@example.org" in text


def test_what_others_recorded_is_redacted(run: Make, drugs: Path) -> None:
    drugs.write_text(drugs.read_text("utf-8").replace("is a medicine.", "is by me@lab.test."), encoding="utf-8")
    assert run("cassette", "redact", "drugs.yaml").code == 0
    assert "me@lab.test" not in drugs.read_text("utf-8")
    before = drugs.read_bytes()
    assert run("cassette", "redact", "drugs.yaml").code == 0
    assert drugs.read_bytes() == before


def test_what_no_test_used_is_taken_out(run: Make, drugs: Path, tmp_path: Path) -> None:
    aspirin = next(each.url for each in read_cassette(drugs) if "Aspirin" in each.url)
    (tmp_path / "used.json").write_text(json.dumps({"drugs.yaml": [aspirin]}), encoding="utf-8")
    assert run("cassette", "prune", "drugs.yaml", "--used", "used.json").code == 0
    assert [each.url for each in read_cassette(drugs)] == [aspirin]
    (tmp_path / "used.json").write_text("{}", encoding="utf-8")
    ended = run("cassette", "prune", "drugs.yaml", "--used", "used.json")
    assert "no test used it" in ended.err
    assert drugs.is_file()
    (tmp_path / "used.json").write_text("[1]", encoding="utf-8")
    assert run("cassette", "prune", "drugs.yaml", "--used", "used.json").code == 2


def test_a_cassette_becomes_a_warc_file_and_back(run: Make, drugs: Path, tmp_path: Path) -> None:
    assert run("cassette", "record", "drugs.yaml", "-o", "drugs.warc.gz").code == 0
    assert run("cassette", "record", "drugs.warc.gz", "-o", "again.yaml").code == 0
    old, new = read_cassette(drugs), read_cassette(tmp_path / "again.yaml")
    assert [(each.url, each.body) for each in new] == [(each.url, each.body) for each in old]
    assert run("cassette", "diff", "drugs.yaml", "again.yaml").code == 0


def test_the_archive_of_a_run_becomes_a_cassette(run: Make, wiki: Any) -> None:
    at = ("--site", wiki.url, "--allow-private", "--rate", "1000")
    assert run("scrape", "Aspirin", *at, "-o", "out").code == 0
    wiki.seen.clear()
    assert run("cassette", "record", "out", "-o", "out.yaml").code == 0
    assert not wiki.seen
    assert run("scrape", "Aspirin", "--site", wiki.url, "--cassette", "out.yaml", "-o", "replayed").code == 0


def test_what_cannot_be_recorded_is_said(run: Make, wiki: Any, tmp_path: Path) -> None:
    at = ("--site", wiki.url, "--allow-private", "--rate", "1000")
    assert run("cassette", "record", "Aspirin", *at, "-o", "x.warc.gz").code == 2
    (tmp_path / "b.yaml").write_text("nonsense", encoding="utf-8")
    ended = run("cassette", "list", "b.yaml")
    assert ended.code == 3
    assert "no cassette" in ended.err
    assert run("cassette", "record", "b.yaml", "Aspirin", "-o", "y.yaml").code == 2

"""Refreshing against stand-ins for wikis; the real one is in `tests/live/test_refresh.py`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fetch"))

from server import Reply, Site, serve

from wikiclean.errors import StoreError, UsageError
from wikiclean.fetch.selection import Selection
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.refresh import refresh
from wikiclean.pipeline.report import RunReport
from wikiclean.pipeline.run import run, run_files
from wikiclean.pipeline.settings import RunSettings
from wikiclean.store.base import open_store

SESSION = SessionSettings(allow_private=True, robots="off", rate=1000, retries=0)
SETTINGS = RunSettings(session=SESSION)


@dataclass
class SmallWiki:
    """`pages`: title -> words; a page's number is its place, its revision the length of its words."""

    site: Site
    address: str
    pages: dict[str, str] = field(default_factory=dict)
    is_down: bool = False

    def answer(self, asked: str) -> Reply:
        if self.is_down:
            return Reply(503, headers={"Retry-After": "9999"})
        params = dict(parse_qsl(urlsplit(asked).query))
        numbers = {title: number for number, title in enumerate(self.pages, 1)}
        titles = {number: title for title, number in numbers.items()}
        if params["action"] == "parse":
            title = params.get("page") or titles.get(int(params["pageid"]), "")
            if title not in self.pages:
                return self._reply({"error": {"code": "missingtitle"}})
            text = f'<div class="mw-parser-output"><p>{self.pages[title]}</p></div>'
            told = {"title": title, "pageid": numbers[title], "revid": len(self.pages[title]), "text": text}
            return self._reply({"parse": told})
        if params.get("list") == "allpages":
            return self._reply({"query": {"allpages": [{"title": title, "ns": 0} for title in self.pages]}})
        if params.get("list") == "logevents":
            return self._reply({"query": {"logevents": []}})
        wanted = [int(number) for number in params.get("pageids", "").split("|") if number]
        wanted += [numbers[title] for title in params.get("titles", "").split("|") if title in numbers]
        found = [
            {
                "pageid": number,
                "title": titles[number],
                "lastrevid": len(self.pages[titles[number]]),
                "touched": "2020-01-01T00:00:00Z",
            }
            for number in wanted
        ]
        return self._reply({"query": {"pages": found}})

    @staticmethod
    def _reply(data: dict[str, Any]) -> Reply:
        told = {"batchcomplete": True, "curtimestamp": "2030-01-01T00:00:00Z", **data}
        return Reply(body=json.dumps(told).encode(), headers={"Content-Type": "application/json"})


@pytest.fixture
def wikis() -> Iterator[list[SmallWiki]]:
    """Two, by the names that loopback has."""
    with serve() as first, serve() as second:
        port = urlsplit(second.url).port
        made = [SmallWiki(first, first.url), SmallWiki(second, f"http://localhost:{port}")]
        for wiki in made:
            wiki.site.replies["/w/api.php"] = [wiki.answer]
        yield made


def texts(out: Path) -> dict[str, str]:
    lines = (out / "records.jsonl").read_text("utf-8").splitlines()
    return {record["page"]["title"]: record["text"] for record in map(json.loads, lines)}


def told(report: RunReport) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((report.directory / "run.json").read_text("utf-8"))
    return data


def scrape(wiki: SmallWiki, out: Path, *titles: str, selection: Selection | None = None) -> None:
    settings = RunSettings(session=SESSION, site=wiki.address, selection=selection)
    assert run(titles, out, settings=settings).exit_code == 0


def test_a_scrape_remembers_its_wiki(wikis: list[SmallWiki], tmp_path: Path) -> None:
    wiki = wikis[0]
    wiki.pages = {"Aspirin": "It eases pain.", "Codeine": "So does it."}
    scrape(wiki, tmp_path, selection=Selection(everything=True))
    scrape(wiki, tmp_path, "Aspirin")
    with open_store(tmp_path) as store:
        (known,) = store.wikis.all()
    assert (known.wiki, known.base, known.site) == ("127.0.0.1", wiki.address, wiki.address)
    assert known.api == f"{wiki.address}/w/api.php"
    assert known.checked_at is not None
    assert [Selection.from_json(line) for line in known.selections] == [(Selection(everything=True), None)]


def test_only_what_changed_is_fetched(wikis: list[SmallWiki], tmp_path: Path) -> None:
    wiki = wikis[0]
    wiki.pages = {"Aspirin": "It eases pain.", "Codeine": "So does it.", "Fentanyl": "And it, too."}
    scrape(wiki, tmp_path, *wiki.pages)
    wiki.pages["Codeine"] = "It is stronger."
    wiki.site.seen.clear()
    report = refresh(tmp_path, settings=SETTINGS)
    assert report.exit_code == 0
    assert texts(tmp_path) == wiki.pages
    assert sum("action=parse" in asked for asked, _ in wiki.site.seen) == 1
    assert told(report)["checked"]["127.0.0.1"]["looked_at"] == 1
    before = (tmp_path / "records.jsonl").read_bytes()
    again = refresh(tmp_path, settings=SETTINGS)
    assert (again.exit_code, again.tally.total) == (0, 0)
    assert "nothing changed" in again.summary()
    assert (tmp_path / "records.jsonl").read_bytes() == before


def test_one_of_two_wikis_is_down(wikis: list[SmallWiki], tmp_path: Path) -> None:
    up, down = wikis
    up.pages, down.pages = {"Aspirin": "It eases pain."}, {"Aspirine": "Elle calme."}
    for wiki in wikis:
        scrape(wiki, tmp_path, *wiki.pages)
    up.pages, down.pages = {"Aspirin": "It eases pain, and more."}, {"Aspirine": "Elle calme, et plus."}
    down.is_down = True
    report = refresh(tmp_path, settings=SETTINGS)
    assert report.exit_code == 1
    assert texts(tmp_path) == {"Aspirin": "It eases pain, and more.", "Aspirine": "Elle calme."}
    failure = json.loads((report.directory / "failures.jsonl").read_text("utf-8"))
    assert failure["target"] == f"{down.address}/"

    up.is_down = True
    assert refresh(tmp_path, settings=SETTINGS).exit_code == 3
    for wiki in wikis:
        wiki.is_down = False
    assert refresh(tmp_path, settings=SETTINGS).exit_code == 0
    assert texts(tmp_path) == up.pages | down.pages
    with open_store(tmp_path) as store:
        assert store.failed_targets("refresh") == []


def test_selections_are_repeated_when_that_is_asked_for(wikis: list[SmallWiki], tmp_path: Path) -> None:
    wiki = wikis[0]
    wiki.pages = {"Aspirin": "It eases pain."}
    scrape(wiki, tmp_path, selection=Selection(everything=True))
    wiki.pages["Codeine"] = "So does it."
    refresh(tmp_path, settings=SETTINGS)
    assert set(texts(tmp_path)) == {"Aspirin"}
    report = refresh(tmp_path, discover=True, settings=SETTINGS)
    assert set(texts(tmp_path)) == {"Aspirin", "Codeine"}
    assert told(report)["checked"]["127.0.0.1"]["new"] == 1


def test_records_from_files_have_no_wiki_to_ask(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><head><title>Aspirin</title></head><body><p>It eases pain, as all know.</p></body></html>")
    run_files([page], tmp_path / "out")
    with pytest.raises(UsageError, match="no wiki is known"):
        refresh(tmp_path / "out", settings=SETTINGS)


def test_a_directory_without_records_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        refresh(tmp_path / "typo", settings=SETTINGS)
    assert not (tmp_path / "typo").exists()

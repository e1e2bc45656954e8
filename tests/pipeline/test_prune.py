"""Old runs and old archive files go; what records were read from stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import LockedError, StoreError, UsageError
from wikiclean.fetch.archive import Archive, Received, archive_files
from wikiclean.fetch.inputs.warc import list_warc_pages, read_response
from wikiclean.model.page import Page
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.prune import Pruned, prune
from wikiclean.pipeline.quota import Quota
from wikiclean.pipeline.run import reprocess
from wikiclean.pipeline.verify import ArchiveCheck
from wikiclean.store.base import Store, open_store
from wikiclean.store.lock import hold_lock
from wikiclean.store.queue import QueueItem
from wikiclean.store.verify import verify_store
from wikiclean.store.visit import Visit

Make = Callable[..., Any]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = "<h1 id='firstHeading'>{title}</h1><div id='mw-content-text'><p><b>{title}</b> says {word}.</p></div>"


class House:
    """A directory whose archive grows day by day."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.day = 0

    def visit(self, **pages: str) -> None:
        """A day later: a run that receives these pages, what it asks for besides them, and stores their records."""
        from wikiclean.clean.steps import clean_page
        from wikiclean.parse.steps import parse_document

        self.day += 1
        when = FIRST + timedelta(days=self.day)
        archive = Archive(self.out / "archive", now=lambda: when)
        with open_store(self.out, create=True) as store:
            archive.find_earlier = store.archive_index.find_earlier
            archive.add(received("https://wiki.example/robots.txt", f"# day {self.day}".encode(), "text/plain"))
            for title, word in pages.items():
                url, body = f"https://wiki.example/wiki/{title}", PAGE.format(title=title, word=word).encode()
                archive.add(received(url, body))
                page = Page(body=body, transport="page_html", url=url, status=200, retrieved_at=when)
                document = clean_page(page).document
                store.put_record(parse_document(document), document, run_id=f"run-{self.day}")
            store.archive_index.add(f"run-{self.day}", archive.pending)

    def prune(self, days: float) -> Pruned:
        now = FIRST + timedelta(days=self.day)
        return prune(self.out, keep_archive=days, now=lambda: now + timedelta(hours=1))

    @property
    def bodies(self) -> list[str]:
        """What each page in the archive says, oldest file first."""
        found = []
        for file in archive_files(self.out / "archive"):
            for place in list_warc_pages([file]):
                text = read_response(place.path, place.offset).body.decode()
                found.append(text.rpartition("says ")[2].partition(".")[0])
        return found

    def check(self) -> None:
        """Every record is sound, and can be made again from the archive."""
        with open_store(self.out) as store:
            check = ArchiveCheck(store.archive_index, self.out / "archive")
            assert [finding for finding in verify_store(store, check) if finding is not None] == []
            assert check.absent == 0
            assert all(held for _, held in store.archive_index.iter_pages())
            count = len(store)
        assert reprocess(self.out).tally.changes == {"unchanged": count}


def received(url: str, body: bytes, kind: str = "text/html") -> Received:
    return Received(url=url, status=200, reason="OK", headers=[("Content-Type", kind)], payload=body, body=body)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "out")


def test_what_no_record_was_read_from_goes_when_it_is_old(house: House) -> None:
    house.visit(A="one", B="one", C="one")
    house.visit(A="two", B="two")
    house.visit(A="three")
    before = sum(path.stat().st_size for path in archive_files(house.out / "archive"))
    assert house.prune(2.5).files == 0
    pruned = house.prune(1.5)
    assert (pruned.files, pruned.rewritten) == (1, 1)
    assert sorted(house.bodies) == ["one", "three", "two", "two"]  # C was read from "one"
    house.check()
    pruned = house.prune(0)
    assert sorted(house.bodies) == ["one", "three", "two"]
    after = sum(path.stat().st_size for path in archive_files(house.out / "archive"))
    assert 0 < pruned.bytes < before - after
    house.check()
    assert house.prune(0) == Pruned()


def test_a_file_that_is_needed_nearly_whole_stays_as_it_is(house: House) -> None:
    house.visit(**{f"P{number}": "one" for number in range(8)})
    house.visit(P1="two")
    files = {path: path.read_bytes() for path in archive_files(house.out / "archive")}
    house.prune(0)
    assert {path.name for path in archive_files(house.out / "archive")} >= {path.name for path in list(files)[:1]}
    assert house.bodies.count("one") == 8
    house.check()


def test_what_a_kept_revisit_stands_for_stays(house: House) -> None:
    house.visit(A="one", B="one")
    house.visit(A="two")
    house.visit(A="one")
    house.visit(A="three")
    house.prune(1.5)  # day 3, which received "one" again, is kept
    assert sorted(set(house.bodies)) == ["one", "three"]
    place, *_ = list_warc_pages(archive_files(house.out / "archive"))
    assert place
    house.check()


def test_an_unchanged_page_keeps_the_response_it_was_read_from(house: House) -> None:
    """A record keeps its source when a later visit says the same in other bytes; both responses stay."""
    house.visit(A="one")
    with open_store(house.out) as store:
        (stored,) = store.iter_stored()
    house.visit(A="one.</p><!-- other bytes --><p hidden>x")
    with open_store(house.out) as store:
        (now,) = store.iter_stored()
    assert now.json == stored.json
    house.prune(0)
    house.check()


def test_what_waits_on_a_stage_stays(house: House) -> None:
    house.visit(A="one", B="one", C="one")
    with open_store(house.out) as store:
        (before, *_) = (stored.record for stored in store.iter_stored())
        house.visit(A="two")
        (after, *_) = (stored.record for stored in store.iter_stored())
        store.put_record(before)
        store.stage("run-3", QueueItem(0, "A", None), Visit.of_record(after), after)
    house.prune(0)
    with open_store(house.out) as store:
        check = ArchiveCheck(store.archive_index, house.out / "archive")
        assert [check(each.source.content_sha256) for each in (before, after)] == [None, None]
        assert check.absent == 0


def test_what_was_copied_is_still_what_other_tools_read(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    from warcio.cli import main as warcio

    house.visit(A="one", B="one", C="one", D="one")
    house.visit(A="two", B="two")
    house.prune(0)
    for path in archive_files(house.out / "archive"):
        with pytest.raises(SystemExit) as ended:
            warcio(["check", "-v", str(path)])
        assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.count(" request\n") == said.count(" response\n") >= 4


@pytest.mark.parametrize("place", ["copied", "indexed", "deleted"])
def test_killed_while_it_prunes_nothing_is_lost(house: House, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house.visit(A="one", B="one", C="one")
    house.visit(A="two", B="two")

    class Killed(BaseException):
        pass

    def kill(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if place == "copied":
            patch.setattr("wikiclean.store.responses.ArchiveIndex.replace_files", kill)
        elif place == "indexed":
            patch.setattr(Path, "unlink", kill)
        else:
            patch.setattr("wikiclean.fetch.archive.sync_directory", kill)
        with pytest.raises(Killed):
            house.prune(0)
    house.check()
    house.prune(0)
    house.check()


def test_a_file_that_no_index_knows_goes_by_its_own_age(house: House) -> None:
    house.visit(**{f"P{number}": "one" for number in range(8)})
    left = house.out / "archive" / "wikiclean-20250101T000000Z-00000.warc.gz"
    left.write_bytes(b"")
    assert house.prune(0).files == 0
    os.utime(left, (0, 0))
    assert house.prune(300).files == 1
    assert not left.exists()
    house.check()


def test_what_cannot_be_read_is_left_alone(house: House) -> None:
    house.visit(A="one", B="one", C="one")
    house.visit(A="two", B="two")
    first = archive_files(house.out / "archive")[0]
    os.truncate(first, first.stat().st_size // 2)
    before = first.read_bytes()
    assert house.prune(0).files == 1  # the other one
    assert first.read_bytes() == before


def test_nothing_to_keep_or_an_impossible_number_is_wrong_use(house: House, tmp_path: Path) -> None:
    house.visit(A="one")
    for wrong in ({}, {"keep_runs": 0}, {"keep_archive": -1}):
        with pytest.raises(UsageError):
            prune(house.out, **wrong)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        prune(tmp_path / "nowhere", keep_runs=1)
    with hold_lock(house.out), pytest.raises(LockedError):
        prune(house.out, keep_runs=1)


# --- runs


@dataclass
class Scraped:
    """A directory, and a database here or elsewhere, for runs over made-up pages."""

    out: Path
    address: str | None
    settings: Make
    site: Any

    def run(self, *targets: str, **given: Any) -> Any:
        return runs._carry(self.site.job(*targets), self.out, self.settings(**given))

    def prune(self, keep: int) -> int:
        return prune(self.out, keep_runs=keep, store=self.address).runs

    def open(self) -> Store:
        return open_store(self.address or self.out)

    @property
    def folders(self) -> list[str]:
        return sorted(path.name for path in (self.out / "runs").iterdir())


@pytest.fixture
def scraped(wiki: Make, settings: Make, address: str | None, tmp_path: Path) -> Scraped:
    site = wiki({"A": "article: x", "B": "article: y", "W": "blocked: "})
    return Scraped(tmp_path, address, settings, site)


def test_the_last_runs_stay(scraped: Scraped) -> None:
    reports = [scraped.run("A"), scraped.run("A", "B"), scraped.run("B")]
    (reports[0].directory / "report.html").write_text("x")
    assert scraped.prune(2) == 1
    assert scraped.folders == sorted(each.run_id for each in reports[1:])
    with scraped.open() as store:
        assert list(store.iter_changes(reports[0].run_id)) == []
        assert list(store.iter_changes(reports[1].run_id)) != []
        assert len(store) == 2
    assert scraped.prune(2) == 0


def test_a_run_that_can_be_gone_on_with_stays_until_it_was_begun_again(scraped: Scraped) -> None:
    broken_off = scraped.run("W", "A", max_failures=Quota.parse("0"))
    assert broken_off.state == "interrupted"
    for _ in range(3):
        scraped.run("A")
    scraped.prune(1)
    assert broken_off.run_id in scraped.folders
    again = scraped.run("W", "A", resume=False)
    assert again.run_id != broken_off.run_id
    scraped.prune(1)
    assert broken_off.run_id not in scraped.folders


def test_what_failed_can_still_be_tried_again(scraped: Scraped) -> None:
    scraped.run("W", "A")
    scraped.run("B")
    assert scraped.prune(1) == 1
    with scraped.open() as store:
        assert [item.target for item in store.failed_targets("scrape")] == ["W"]


def test_the_figures_that_later_runs_are_compared_with_stay(scraped: Scraped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikiclean.store.health.BAND_PAGES", 10)
    for _ in range(8):
        scraped.run("A", "B")
    with scraped.open() as store:
        before = store.band_figures("testwiki", but="none")
    assert len(before) == 5, "two pages a run"
    assert scraped.prune(1) == 7
    with scraped.open() as store:
        assert store.band_figures("testwiki", but="none") == before
        monkeypatch.setattr("wikiclean.store.health.BAND_PAGES", 1000)
        assert store.band_figures("testwiki", but="none") == before, "the figures of older runs are gone"

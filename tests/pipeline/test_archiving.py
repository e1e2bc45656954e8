"""What a run receives is in its archive, and can be read again without a request."""

from __future__ import annotations

import errno
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from server import Reply, Site, serve

from wikiclean.errors import StoreError
from wikiclean.fetch.archive import archive_files
from wikiclean.fetch.inputs.warc import read_response
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.prune import prune
from wikiclean.pipeline.report import RunReport
from wikiclean.pipeline.run import reprocess, run, run_files
from wikiclean.pipeline.settings import RunSettings
from wikiclean.pipeline.verify import ArchiveCheck
from wikiclean.store.base import open_store
from wikiclean.store.verify import Finding, verify_store

NAMES = ("Velmorestat", "Quendrostat", "Zindoxamine")
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Wiki</title></head><body>
<h1 id="firstHeading">{title}</h1><div id="mw-content-text"><div class="mw-parser-output">
<p><b>{title}</b> is a medicine used in the treatment of hypertension.</p>
<div class="promo">Buy {title} today.</div>
<h2><span class="mw-headline" id="D">Dosage</span></h2>
<p>The typical dose is {dose} mg orally once daily.</p>
</div></div></body></html>"""
SESSION = SessionSettings(allow_private=True, rate=10_000, retries=0)


@dataclass
class Wiki:
    """A wiki without an API, and a directory that it is scraped into."""

    site: Site
    out: Path

    def serve(self, *titles: str, dose: int = 40) -> None:
        for title in titles:
            body = PAGE.format(title=title, dose=dose).encode()
            self.site.replies[f"/wiki/{title}"] = [Reply(body=body, headers={"Content-Type": "text/html"})]

    def scrape(self, *titles: str) -> RunReport:
        settings = RunSettings(session=SESSION, site=self.site.url, resume=False)
        return run(titles, self.out, settings=settings)

    def reprocess(self, **given: object) -> RunReport:
        asked = len(self.site.seen)
        report = reprocess(self.out, settings=RunSettings(**given))  # type: ignore[arg-type]
        assert len(self.site.seen) == asked, "a request was made"
        return report

    @property
    def archive(self) -> list[Path]:
        return archive_files(self.out / "archive")

    @property
    def records(self) -> bytes:
        return (self.out / "records.jsonl").read_bytes()

    def findings(self) -> list[Finding]:
        with open_store(self.out) as store:
            check = ArchiveCheck(store.archive_index, self.out / "archive")
            return [finding for finding in verify_store(store, check) if finding is not None]


@pytest.fixture
def wiki(tmp_path: Path) -> Iterator[Wiki]:
    with serve() as site:
        made = Wiki(site, tmp_path / "out")
        made.serve(*NAMES)
        yield made


def test_every_answer_is_in_the_archive_and_the_index(wiki: Wiki) -> None:
    wiki.site.replies["/wiki/Broken"] = [Reply(500, b"oops")]
    assert wiki.scrape(*NAMES, "Broken").exit_code == 1
    (file,) = wiki.archive
    with open_store(wiki.out) as store:
        rows = [row.response for row in store.archive_index.rows_of(file.name)]
        assert [held for _, held in store.archive_index.iter_pages()] == [True] * 3
    assert [row.url.removeprefix(wiki.site.url).partition("?")[0] for row in rows] == wiki.site.paths
    answers = [read_response(file, row.offset) for row in rows]
    assert [(each.url, each.status) for each in answers] == [(row.url, row.status) for row in rows]


def test_what_is_the_same_again_is_archived_as_a_revisit(wiki: Wiki) -> None:
    wiki.scrape(*NAMES)
    before = wiki.records
    wiki.serve(NAMES[0], dose=60)
    assert wiki.scrape(*NAMES).tally.changes == {"changed": 1, "unchanged": 2}
    with open_store(wiki.out) as store:
        rows = [row.response for row in store.archive_index.rows_of(wiki.archive[-1].name)]
    pages = {row.url.rpartition("/")[2]: row.revisit for row in rows if "/wiki/" in row.url and row.status == 200}
    assert pages == {NAMES[0]: False, NAMES[1]: True, NAMES[2]: True}
    assert wiki.records != before


def test_the_archive_gives_the_same_records(wiki: Wiki, tmp_path: Path) -> None:
    wiki.scrape(*NAMES)
    wiki.serve(NAMES[0], dose=60)
    wiki.scrape(*NAMES)
    for place, source in (("whole", wiki.out), ("folder", wiki.out / "archive")):
        assert run_files([source], tmp_path / place).exit_code == 0
        assert (tmp_path / place / "records.jsonl").read_bytes() == wiki.records
    run_files(wiki.archive, tmp_path / "files")
    assert (tmp_path / "files" / "records.jsonl").read_bytes() == wiki.records


def test_a_replay_leaves_no_archive(wiki: Wiki, tmp_path: Path) -> None:
    cassette = tmp_path / "cassette.yaml"
    settings = RunSettings(session=replace(SESSION, record=cassette), site=wiki.site.url)
    run(NAMES, wiki.out, settings=settings)
    assert len(wiki.archive) == 1
    replayed = RunSettings(session=SessionSettings(cassette=cassette), site=wiki.site.url)
    assert run(NAMES, tmp_path / "replayed", settings=replayed).exit_code == 0
    assert not (tmp_path / "replayed" / "archive").exists()


def test_the_index_may_be_in_any_database(wiki: Wiki, address: str | None) -> None:
    settings = RunSettings(session=SESSION, site=wiki.site.url, store=address, resume=False)
    run(NAMES, wiki.out, settings=settings)
    wiki.serve(NAMES[0], dose=60)
    assert run(NAMES, wiki.out, settings=settings).tally.changes == {"changed": 1, "unchanged": 2}
    before = wiki.records
    assert wiki.reprocess(store=address).tally.changes == {"unchanged": 3}
    later = datetime.now(UTC) + timedelta(days=1)
    assert prune(wiki.out, keep_runs=1, keep_archive=0, store=address, now=lambda: later).files == 2
    assert wiki.reprocess(store=address).tally.changes == {"unchanged": 3}
    assert wiki.records == before


def test_two_wikis_share_an_archive(wiki: Wiki) -> None:
    with serve() as site:
        other = Wiki(site, wiki.out)
        other.serve(NAMES[0], dose=70)
        other.site.url = site.url.replace("127.0.0.1", "localhost")
        wiki.scrape(*NAMES)
        other.scrape(NAMES[0])
    assert wiki.reprocess().tally.changes == {"unchanged": 4}
    assert wiki.findings() == []


def test_a_full_disk_ends_the_run_and_harms_no_record(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki.scrape(*NAMES)
    before = wiki.records

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("wikiclean.fetch.archive.os.fsync", full)
        with pytest.raises(StoreError, match="archive cannot be written: No space left"):
            wiki.scrape("Another")
    assert wiki.records == before
    assert wiki.findings() == []
    assert wiki.scrape(*NAMES).tally.changes == {"unchanged": 3}


KILLED = """
import os, signal, sys
from wikiclean.fetch import archive
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.run import run
from wikiclean.pipeline.settings import RunSettings

url, out, when, *names = sys.argv[1:]
write, count = archive.Archive._write, 0

def write_half(self, path, block):
    global count
    count += 1
    if count == int(when):
        with path.open("ab") as stream:
            stream.write(block[: len(block) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    write(self, path, block)
    if count == -int(when):
        os.kill(os.getpid(), signal.SIGKILL)

archive.Archive._write = write_half
session = SessionSettings(allow_private=True, rate=10_000, retries=0)
run(names, out, settings=RunSettings(session=session, site=url))
"""


@pytest.mark.parametrize("when", [1, 3, 7, -8])
def test_killed_while_it_archives_a_run_goes_on(wiki: Wiki, tmp_path: Path, when: int) -> None:
    """In the midst of the write of that number, or behind it, before the result is stored."""
    undisturbed = replace(wiki, out=tmp_path / "undisturbed")
    undisturbed.scrape(*NAMES)
    command = [sys.executable, "-c", KILLED, wiki.site.url, str(wiki.out), str(when), *NAMES]
    killed = subprocess.run(command, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    finished = [(path, path.read_bytes()) for path in wiki.archive]
    again = run(NAMES, wiki.out, settings=RunSettings(session=SESSION, site=wiki.site.url))
    assert (again.exit_code, again.resumed) == (0, True)
    assert [(path, path.read_bytes()) for path, _ in finished] == finished, "a file of a killed run was written to"
    times = ("retrieved_at",)
    assert _without(wiki.records, *times) == _without(undisturbed.records, *times)
    assert wiki.findings() == []
    assert wiki.reprocess().tally.changes == {"unchanged": 3}
    run_files([wiki.out], tmp_path / "again")
    assert _without((tmp_path / "again" / "records.jsonl").read_bytes(), *times) == _without(wiki.records, *times)


def _without(lines: bytes, *names: str) -> list[object]:
    found = []
    for line in lines.splitlines():
        record = json.loads(line)
        record["source"] = {name: value for name, value in record["source"].items() if name not in names}
        found.append(record)
    return found


# --- reprocess

PROFILE = """
name = "mediawiki"
extends = "mediawiki"

[[rule]]
id = "promo"
css = ".promo"
why = "advertisement"
"""


@pytest.fixture
def profile(tmp_path: Path) -> str:
    """Other rules: the promotion goes."""
    path = tmp_path / "wiki.toml"
    path.write_text(PROFILE)
    return str(path)


def texts(wiki: Wiki) -> dict[str, bool]:
    """Title -> whether the promotion is in the text."""
    records = map(json.loads, wiki.records.splitlines())
    return {record["page"]["title"]: "Buy" in record["text"] for record in records}


def rows(wiki: Wiki) -> list[tuple[object, ...]]:
    """What the store knows of the pages themselves."""
    with closing(sqlite3.connect(wiki.out / "wikiclean.db")) as connection:
        query = "select title, outcome, tombstone, url, transport, content_sha256, retrieved_at, run_id from pages"
        return connection.execute(f"{query} order by title").fetchall()


def test_reprocessing_by_the_same_rules_changes_no_byte(wiki: Wiki) -> None:
    wiki.scrape(*NAMES)
    before, files = wiki.records, wiki.archive
    report = wiki.reprocess()
    assert (report.exit_code, report.tally.changes) == (0, {"unchanged": 3})
    assert (wiki.records, wiki.archive) == (before, files)
    assert wiki.reprocess(workers=2).tally.changes == {"unchanged": 3}
    assert wiki.records == before


def test_reprocessing_by_other_rules_says_what_changed_and_leaves_the_pages_alone(wiki: Wiki, profile: str) -> None:
    wiki.scrape(*NAMES)
    known = rows(wiki)
    assert all(texts(wiki).values())
    report = wiki.reprocess(profile=profile, accept_drift=True)
    assert (report.exit_code, report.tally.changes) == (0, {"changed": 3})
    assert not any(texts(wiki).values())
    assert rows(wiki) == known
    changes = [json.loads(line) for line in (report.directory / "changes.jsonl").read_text().splitlines()]
    assert [(each["change"], "text" in each["parts"]) for each in changes] == [("changed", True)] * 3
    assert wiki.findings() == []


def test_reprocessing_takes_what_the_last_visit_received(wiki: Wiki) -> None:
    wiki.scrape(*NAMES)
    wiki.serve(NAMES[0], dose=60)
    wiki.scrape(*NAMES)
    assert wiki.reprocess().tally.changes == {"unchanged": 3}


def test_what_is_gone_is_not_brought_back_and_what_is_blank_stays_so(wiki: Wiki) -> None:
    wiki.scrape(*NAMES)
    empty = (PAGE.partition("<p>")[0].format(title=NAMES[1]) + "</div></div></body></html>").encode()
    wiki.site.replies[f"/wiki/{NAMES[0]}"] = [Reply(404, b"no such page", {"Content-Type": "text/html"})]
    wiki.site.replies[f"/wiki/{NAMES[1]}"] = [Reply(body=empty, headers={"Content-Type": "text/html"})]
    assert wiki.scrape(*NAMES).tally.outcomes == {"article": 1, "blank": 1, "missing": 1}
    known, before = rows(wiki), wiki.records
    assert wiki.reprocess().tally.changes == {"unchanged": 2}
    assert (rows(wiki), wiki.records) == (known, before)


def test_a_page_that_a_redirect_led_to_is_read_again_as_it_was(wiki: Wiki) -> None:
    wiki.site.replies["/wiki/Old_name"] = [Reply(301, headers={"Location": f"/wiki/{NAMES[0]}"})]
    wiki.scrape("Old name", NAMES[1])
    before = wiki.records
    assert wiki.reprocess().tally.changes == {"unchanged": 2}
    assert wiki.records == before


def test_a_lost_file_fails_its_pages_and_harms_no_record(wiki: Wiki) -> None:
    wiki.scrape(NAMES[0])
    (lost,) = wiki.archive
    wiki.scrape(*NAMES[1:])
    before = wiki.records
    lost.unlink()
    report = wiki.reprocess()
    assert (report.exit_code, report.tally.changes, report.tally.failures) == (1, {"unchanged": 2}, {"InputError": 1})
    assert wiki.records == before
    (finding,) = wiki.findings()
    assert (finding.check, finding.message.startswith("what it was read from is lost")) == ("archive", True)


def test_records_that_the_archive_does_not_hold_stay(wiki: Wiki, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(title="Saved", dose=1))
    run_files([tmp_path / "page.html"], wiki.out)
    wiki.scrape(NAMES[0])
    assert wiki.reprocess().tally.changes == {"unchanged": 1}
    assert set(texts(wiki)) == {"Saved", NAMES[0]}


def test_other_rules_under_another_name_make_no_second_record(wiki: Wiki, profile: str) -> None:
    """A profile of one wiki names its records: read by it, they would be those of another wiki."""
    wiki.scrape(*NAMES)
    Path(profile).write_text(PROFILE.replace('name = "mediawiki"', 'name = "other"\none_wiki = true'))
    before = wiki.records
    report = wiki.reprocess(profile=profile)
    assert (report.exit_code, report.tally.failures) == (3, {"InputError": 3})
    assert wiki.records == before


def test_a_changed_body_in_the_archive_is_found(wiki: Wiki) -> None:
    wiki.scrape(*NAMES)
    with closing(sqlite3.connect(wiki.out / "wikiclean.db")) as connection:
        places = dict(connection.execute("select url, offset from responses where status = 200 order by url"))
        first, second = sorted(places)[:2]
        connection.execute("update responses set offset = ? where url = ?", (places[second], first))
        connection.commit()
    assert ["no longer the same" in finding.message for finding in wiki.findings()] == [True]


def test_where_nothing_was_stored_there_is_nothing_to_reprocess(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no records here"):
        reprocess(tmp_path)

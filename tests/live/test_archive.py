"""The archive of a scrape of a real MediaWiki: read by other tools, and read back without a request."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.cli import main as warcio

from live_wiki import LiveWiki

pytestmark = pytest.mark.live

TITLES = ("Aldesleukin", "Velmorestat", "أسبرينول", "試験薬", "Proleukin", "Nowhere", "Gout")


def wikiclean(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wikiclean", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def asked(live_wiki: LiveWiki) -> int:
    """Requests that the server has seen."""
    log = Path(live_wiki.env["MEDIAWIKI_HOME"]) / "run" / "access.log"
    return len(log.read_bytes().splitlines())


def scrape(live_wiki: LiveWiki, out: Path, *titles: str) -> None:
    done = wikiclean(
        "scrape", *titles, "--site", live_wiki.url, "--profile", "wikimd", "--allow-private", "--rate", "1000",
        "-o", str(out), "--no-resume", cwd=out.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def out(live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scraped by the API, and one page as readers see it."""
    made = tmp_path_factory.mktemp("archived") / "out"
    scrape(live_wiki, made, *TITLES)
    live_wiki.run("fault", json.dumps({"match": "api.php", "status": 403, "body": "closed"}))
    try:
        scrape(live_wiki, made, "Croup")
    finally:
        live_wiki.run("fault")
    return made


def test_every_request_the_server_saw_is_in_the_archive(live_wiki: LiveWiki, tmp_path: Path) -> None:
    before = asked(live_wiki)
    scrape(live_wiki, tmp_path / "out", *TITLES)
    seen = asked(live_wiki) - before
    with closing(sqlite3.connect(tmp_path / "out" / "wikiclean.db")) as connection:
        rows = connection.execute("select url from responses").fetchall()
    assert len(rows) == seen


def test_other_tools_read_it(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted((out / "archive").iterdir())
    assert len(files) == 2
    for path in files:
        with pytest.raises(SystemExit) as ended:
            warcio(["check", str(path)])
        assert ended.value.code == 0
    assert "fail" not in capsys.readouterr().out
    kinds: Counter[str] = Counter()
    for path in files:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                assert record.verify_block_digest()
                kinds[record.headers["WARC-Type"]] += 1
    with closing(sqlite3.connect(out / "wikiclean.db")) as connection:
        indexed = dict(connection.execute("select revisit, count(*) from responses group by revisit").fetchall())
    assert kinds["response"] == indexed[0]
    assert kinds["revisit"] == indexed[1]
    assert kinds["request"] == indexed[0] + indexed[1]


def test_it_gives_the_same_records_without_a_request(live_wiki: LiveWiki, out: Path, tmp_path: Path) -> None:
    before, records = asked(live_wiki), (out / "records.jsonl").read_bytes()
    done = wikiclean("process", str(out), "-o", str(tmp_path / "again"), "--profile", "wikimd", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again" / "records.jsonl").read_bytes() == records
    done = wikiclean("reprocess", str(out), "--profile", "wikimd", cwd=tmp_path)
    assert (done.returncode, "6 unchanged" in done.stderr) == (0, True), done.stderr
    done = wikiclean("prune", str(out), "--keep-archive", "0", "--keep-runs", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = wikiclean("verify", str(out), cwd=tmp_path)
    assert (done.returncode, "not in the archive" in done.stderr) == (0, False), done.stderr
    done = wikiclean("reprocess", str(out), "--profile", "wikimd", cwd=tmp_path)
    assert (done.returncode, "6 unchanged" in done.stderr) == (0, True), done.stderr
    assert (out / "records.jsonl").read_bytes() == records
    assert asked(live_wiki) == before


def test_what_is_the_same_again_is_a_revisit_of_what_prune_has_left(live_wiki: LiveWiki, out: Path) -> None:
    scrape(live_wiki, out, *TITLES)
    with closing(sqlite3.connect(out / "wikiclean.db")) as connection:
        last = connection.execute("select max(file) from responses").fetchone()
        rows = connection.execute("select url, revisit from responses where file = ?", last).fetchall()
    revisits = {url.rpartition("=")[2]: bool(revisit) for url, revisit in rows if "action=parse" in url}
    gone = revisits.pop("Nowhere")  # no record was read from it: it was pruned above
    assert (gone, set(revisits.values())) == (False, {True})

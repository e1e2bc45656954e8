"""`process` of an archive, `reprocess`, `prune` and `verify` as a user types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from server import Reply, Site, serve

Make = Callable[..., Any]

NAMES = ("Velmorestat", "Quendrostat")


@pytest.fixture
def scraped(run: Make, page: Make) -> Path:
    with serve() as site:
        _scrape(run, page, site)
    return Path("out")


def _scrape(run: Make, page: Make, site: Site) -> None:
    for name in NAMES:
        site.replies[f"/wiki/{name}"] = [Reply(body=page(name).encode(), headers={"Content-Type": "text/html"})]
    ended = run("scrape", *NAMES, "--site", site.url, "-o", "out", "--allow-private", "--rate", "10000")
    assert ended.code == 0, ended.err


def test_an_archive_is_processed_file_by_file_or_as_a_folder(run: Make, scraped: Path) -> None:
    records = (scraped / "records.jsonl").read_bytes()
    (file,) = (scraped / "archive").iterdir()
    for number, source in enumerate((scraped, scraped / "archive", file)):
        ended = run("process", source, "-o", f"again{number}")
        assert (ended.code, ended.err) == (0, "wikiclean: 2 of 2 pages done; 2 added\n")
        assert (Path(f"again{number}") / "records.jsonl").read_bytes() == records


def test_what_is_no_archive_is_an_error_of_one_line(run: Make, tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(b"\x1b[31mno archive")
    ended = run("process", "x.warc.gz", "-o", "out")
    assert (ended.code, ended.err) == (3, "wikiclean: error: x.warc.gz: no WARC record\n")


def test_reprocess_says_what_changed(run: Make, scraped: Path, tmp_path: Path) -> None:
    ended = run("reprocess", scraped)
    assert (ended.code, ended.err) == (0, "wikiclean: 2 of 2 pages done; 2 unchanged\n")
    (tmp_path / "mine.toml").write_text(
        'name = "mediawiki"\nextends = "mediawiki"\n[[rule]]\nid = "doses"\nwhy = "for a test"\nheading = "Dosage.*"\n'
    )
    ended = run("reprocess", scraped, "--profile", "mine.toml", "--accept-drift")
    assert (ended.code, "2 changed" in ended.err) == (0, True), ended.err
    feeds = (path.read_text().splitlines() for path in scraped.glob("runs/*/changes.jsonl"))
    changed = [line for feed in feeds for line in map(json.loads, feed) if line["change"] == "changed"]
    assert [{field["change"] for field in line["fields"]} for line in changed] == [{"removed"}] * 2


def test_reprocess_and_prune_need_a_directory_with_records(run: Make, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in (("reprocess",), ("prune", "--keep-runs", "1")):
        assert run(*command, "nowhere").code == 2
        ended = run(*command, "empty")
        assert (ended.code, len(ended.errors)) == (3, 1)


@pytest.mark.parametrize("options", [(), ("--keep-runs", "0"), ("--keep-archive", "-1"), ("--keep-runs", "x")])
def test_prune_refuses_what_cannot_be_meant(run: Make, scraped: Path, options: tuple[str, ...]) -> None:
    ended = run("prune", scraped, *options)
    assert (ended.code, len(ended.errors)) == (2, 1)


def test_prune_says_what_went(run: Make, scraped: Path) -> None:
    run("reprocess", scraped, "-q")
    ended = run("prune", scraped, "--keep-runs", "1", "--keep-archive", "30")
    assert (ended.code, ended.err) == (
        0, "wikiclean: 1 runs forgotten; 0 archive files gone, 0 of them written anew; 0 bytes freed\n",
    )  # fmt: skip
    assert len(list((scraped / "runs").iterdir())) == 1


def test_a_locked_directory_is_5(run: Make, scraped: Path) -> None:
    from wikiclean.store.lock import hold_lock

    with hold_lock(scraped):
        assert run("prune", scraped, "--keep-runs", "1").code == 5
        assert run("reprocess", scraped).code == 5


def test_verify_finds_what_is_lost(run: Make, scraped: Path) -> None:
    assert run("verify", scraped).err == "wikiclean: 2 records are sound; 0 findings\n"
    (file,) = (scraped / "archive").iterdir()
    file.write_bytes(file.read_bytes()[:-1500])
    ended = run("verify", scraped)
    assert ended.code == 1
    assert "archive: what it was read from is lost" in ended.out

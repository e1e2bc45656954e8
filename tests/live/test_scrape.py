"""The main job through the command line, against a real MediaWiki."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from live_wiki import LiveWiki
from wikiclean.model.record import RecordAdapter

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parents[2]


def wikiclean(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wikiclean", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def scrape(live_wiki: LiveWiki, out: Path, *titles: str) -> subprocess.CompletedProcess[str]:
    return wikiclean(
        "scrape", *titles, "--site", live_wiki.url, "--profile", "wikimd", "--allow-private", "--rate", "1000",
        "-o", str(out), cwd=out.parent,
    )  # fmt: skip


def test_scrape_gives_valid_records(live_wiki: LiveWiki, tmp_path: Path) -> None:
    done = scrape(
        live_wiki, tmp_path / "out", "Aldesleukin", "Velmorestat", "أسبرينول", "試験薬", "Proleukin", "Nowhere"
    )
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()
    records = {record.page.title: record for record in map(RecordAdapter.validate_json, lines)}
    assert set(records) == {"Aldesleukin", "Velmorestat", "أسبرينول", "試験薬"}
    assert records["Aldesleukin"].kind == "drug"
    assert records["Aldesleukin"].source.revision_id
    assert [json.loads(line)["record_id"] for line in lines] == sorted(r.record_id for r in records.values())


def test_scraping_again_changes_no_byte(live_wiki: LiveWiki, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert scrape(live_wiki, out, "Aldesleukin", "Gout").returncode == 0
    before = (out / "records.jsonl").read_bytes()
    assert scrape(live_wiki, out, "Aldesleukin", "Gout").returncode == 0
    assert (out / "records.jsonl").read_bytes() == before


def test_a_wiki_that_is_busy_once_is_asked_again(live_wiki: LiveWiki, tmp_path: Path) -> None:
    live_wiki.run("fault", '{"match": "api.php", "times": 1, "status": 503, "headers": {"Retry-After": "1"}}')
    try:
        done = scrape(live_wiki, tmp_path / "out", "Gout")
    finally:
        live_wiki.run("fault")
    assert done.returncode == 0, done.stderr


def test_a_challenge_page_is_no_record(live_wiki: LiveWiki, tmp_path: Path) -> None:
    challenge = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    live_wiki.run("fault", json.dumps({"match": ".", "status": 200, "body": challenge}))
    try:
        done = scrape(live_wiki, tmp_path / "out", "Gout")
    finally:
        live_wiki.run("fault")
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "records.jsonl").exists() or not (tmp_path / "out" / "records.jsonl").read_text()


@pytest.mark.parametrize(("closed", "transport"), [("api.php", "rest_html"), ("(api|rest).php", "page_html")])
def test_another_way_gives_the_same_record(live_wiki: LiveWiki, tmp_path: Path, closed: str, transport: str) -> None:
    assert scrape(live_wiki, tmp_path / "open", "Aldesleukin", "Proleukin").returncode == 0
    live_wiki.run("fault", json.dumps({"match": closed, "status": 403, "body": "closed"}))
    try:
        done = scrape(live_wiki, tmp_path / "closed", "Aldesleukin", "Proleukin")
    finally:
        live_wiki.run("fault")
    assert done.returncode == 0, done.stderr
    by_api, by_other = (
        RecordAdapter.validate_json((tmp_path / name / "records.jsonl").read_text("utf-8"))
        for name in ("open", "closed")
    )
    assert (by_api.source.transport, by_other.source.transport) == ("api_parse", transport)
    left_out: dict[str, Any] = {"source": True, "quality": True, "page": {"redirected_from"}}
    assert by_api.model_dump(exclude=left_out) == by_other.model_dump(exclude=left_out)
    again = scrape(live_wiki, tmp_path / "closed", "Aldesleukin")
    assert again.stderr == "wikiclean: 1 of 1 pages done; 1 unchanged\n", "another way is no news"
    report = min((tmp_path / "closed" / "runs").glob("*/run.json"))
    (wiki,) = json.loads(report.read_text("utf-8"))["network"]["wikis"].values()
    assert wiki["pages"] == {transport: 2}
    assert wiki["failed"][f"{live_wiki.url}/w/api.php"] == "status 403"


def test_pages_are_selected_from_the_wiki(live_wiki: LiveWiki, tmp_path: Path) -> None:
    at = ("--site", live_wiki.url, "--allow-private", "--rate", "1000", "-o", str(tmp_path / "out"), "--dry-run")
    everything = wikiclean("scrape", "--all", *at, cwd=tmp_path).stdout.splitlines()
    assert f"{live_wiki.url}/wiki/Aldesleukin" in everything
    assert not any("Proleukin" in line for line in everything), "a redirect is no article"
    some = wikiclean("scrape", "--prefix", "zindo", *at, cwd=tmp_path).stdout.splitlines()
    assert some == [line for line in everything if "/wiki/Zindo" in line] != []
    drugs = wikiclean("scrape", "--category", "Drugs", *at, cwd=tmp_path).stdout.splitlines()
    assert drugs
    assert set(drugs) <= set(everything)
    assert not (tmp_path / "out").exists()


def test_the_wikis_own_sitemaps_and_feeds_list_what_all_lists(live_wiki: LiveWiki, tmp_path: Path) -> None:
    (fresh := tmp_path / "fresh").mkdir()  # the sitemap is written anew with the address of this start
    (fresh / "LocalSettings.php").write_bytes((ROOT / "fixtures" / "wiki" / "LocalSettings.php").read_bytes())
    (fresh / "Listed.wiki").write_text(f"Listed at {live_wiki.url} and {tmp_path.name}.")
    live_wiki.run("load", str(fresh))
    at = ("--site", live_wiki.url, "--allow-private", "--rate", "1000", "-o", str(tmp_path / "out"), "--dry-run")
    everything = set(wikiclean("scrape", "--all", *at, cwd=tmp_path).stdout.splitlines())
    index = f"{live_wiki.url}/sitemap/sitemap-index-wiki.xml"
    assert set(wikiclean("scrape", "--sitemap", index, *at, cwd=tmp_path).stdout.splitlines()) == everything
    templates = wikiclean("scrape", "--sitemap", index, "--namespace", "10", *at, cwd=tmp_path).stdout.splitlines()
    assert templates
    assert all("/wiki/Template:" in line for line in templates)
    assert set(templates) == set(
        wikiclean("scrape", "--all", "--namespace", "10", *at, cwd=tmp_path).stdout.splitlines()
    )

    edit = {"action": "edit", "title": "Listed", "appendtext": "\nSeen again.", "token": "+\\", "format": "json"}
    with urlopen(f"{live_wiki.url}/w/api.php", urlencode(edit).encode(), timeout=60) as answer:
        assert json.load(answer)["edit"]["result"] == "Success"
    feed = f"{live_wiki.url}/w/api.php?action=feedrecentchanges&feedformat=atom"
    changed = wikiclean("scrape", "--feed", feed, *at, cwd=tmp_path)
    assert f"{live_wiki.url}/wiki/Listed" in changed.stdout.splitlines(), changed.stderr

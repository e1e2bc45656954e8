"""A wiki that changes its layout: what a run finds then is not published until somebody has looked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from live_wiki import LiveWiki
from trial_wiki import TrialWiki

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parents[2]
WIKI = ROOT / "fixtures" / "wiki"
EDITED_AT = "2024-01-01T00:00:00Z"
TITLES = ("Aldesleukin", "Zindorestat", "Cardoxamin", "Natarumab", "Amoxirin", "Gout")

CLOSED = r'{"match": "(api|rest)[.]php[?/]", "status": 403, "body": "closed"}'
"""To those who ask by GET; edits are posted."""

EDIT_LINKS = {"mw-editsection": "section-tools"}
ADVERTISEMENT = {'<div class="sponsor-block" id="mid-article-ad"><p>Semaglutide': '<div class="pr"><p>Have semaglutide'}
HEADINGS = {"<h2": "<div data-rank=2", "</h2>": "</div>"}


def scrape(live_wiki: LiveWiki, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    arguments = (
        "scrape", *TITLES, "--site", live_wiki.url, "--profile", "wikimd", "--allow-private", "--rate", "1000",
        "-o", str(out), *options,
    )  # fmt: skip
    command = [sys.executable, "-m", "wikiclean", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def told(out: Path) -> dict[str, Any]:
    last = max((out / "runs").iterdir(), key=lambda run: (run / "run.json").stat().st_mtime_ns)
    data: dict[str, Any] = json.loads((last / "run.json").read_text("utf-8"))
    return data


@pytest.fixture
def relayout(live_wiki: LiveWiki, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Let the wiki, which shows pages only, write some of its markup differently from now on."""

    def change(markup: dict[str, str], more: str = "") -> None:
        pairs = ", ".join(f"'{before}' => '{after}'" for before, after in markup.items())
        rewrite = f"\nob_start( static function ( $html ) {{ return strtr( $html, [ {pairs} ] ); }} );\n"
        folder = tmp_path / "layout"
        folder.mkdir(exist_ok=True)
        settings = (WIKI / "LocalSettings.php").read_text("utf-8") + (rewrite if markup else "") + more
        (folder / "LocalSettings.php").write_text(settings, "utf-8")
        live_wiki.run("load", str(folder))

    live_wiki.run("fault", CLOSED)
    try:
        yield change
    finally:
        live_wiki.run("fault")
        live_wiki.run("load", str(WIKI), "--at", EDITED_AT)


LAYOUTS = (
    (EDIT_LINKS, "rule.edit-link", "the rule edit-link no longer fires"),
    (ADVERTISEMENT, "rule.wikimd-ad", "the rule wikimd-ad no longer fires"),
    (HEADINGS, "sections", "there are no sections any more"),
)


def test_a_layout_that_breaks_a_rule_is_not_published(
    live_wiki: LiveWiki, relayout: Callable[..., None], tmp_path: Path
) -> None:
    first = tmp_path / "first"
    assert scrape(live_wiki, first).returncode == 0
    before = (first / "records.jsonl").read_bytes()
    for layout, figure, words in LAYOUTS:
        out = shutil.copytree(first, tmp_path / figure)
        relayout(layout)
        stopped = scrape(live_wiki, out)
        assert stopped.returncode == 4, stopped.stderr
        assert "stopped before publishing" in stopped.stderr
        assert (out / "records.jsonl").read_bytes() == before
        found = {finding["figure"]: finding for finding in told(out)["drift"]["findings"]}
        assert words in found[figure]["message"]
        assert len(found[figure]["examples"]) == 3
        assert set(found[figure]["examples"]) <= set(TITLES)

    live_wiki.run("fault", json.dumps({"match": ".", "status": 403}))  # what was staged needs no request
    accepted = scrape(live_wiki, out, "--accept-drift")
    assert accepted.returncode == 0, accepted.stderr
    assert (out / "records.jsonl").read_bytes() != before


def test_a_refresh_stops_too_and_knows_no_more_of_the_wiki_than_before(
    live_wiki: LiveWiki, relayout: Callable[..., None], tmp_path: Path
) -> None:
    wiki = TrialWiki.scraped(live_wiki, f"Trial {uuid.uuid4().hex[:8]}", 6, tmp_path / "trial")
    before = wiki.bytes()
    for number in range(4):
        wiki.editor.append(wiki.title(number), "\nIt was first made in 1957.")
    relayout(HEADINGS)
    for _ in range(2):  # the second one asks again
        asked = wiki.refresh(code=4)
        assert sum("/wiki/Trial" in uri for uri in asked) == 6
        assert (wiki.bytes(), wiki.changes()) == (before, {})

    live_wiki.run("fault", json.dumps({"match": ".", "status": 403}))
    assert wiki.refresh("--accept-drift") == []
    assert sum("1957" in record["text"] for record in wiki.records().values()) == 4
    assert {change for change, _ in wiki.changes().values()} == {"changed"}
    published = wiki.bytes()
    live_wiki.run("fault", CLOSED)
    wiki.refresh()
    assert wiki.bytes() == published


def test_furniture_that_comes_and_goes_is_no_drift(
    live_wiki: LiveWiki, relayout: Callable[..., None], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    relayout({}, "unset( $wgHooks['OutputPageBeforeHTML'] );")
    assert scrape(live_wiki, out).returncode == 0
    before = (out / "records.jsonl").read_bytes()
    for more in ("", "unset( $wgHooks['OutputPageBeforeHTML'], $wgHooks['SkinAfterContent'] );"):
        relayout({}, more)  # first with advertisements in each article, then without
        assert scrape(live_wiki, out).returncode == 0
    assert (out / "records.jsonl").read_bytes() == before

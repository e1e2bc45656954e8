"""`wikiclean refresh` against a real MediaWiki that was edited since; what it asks for is counted at the server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from live_wiki import LiveWiki
from trial_wiki import TrialWiki

pytestmark = pytest.mark.live

PAGES = int(os.environ.get("WIKICLEAN_REFRESH_PAGES", "200"))
"""Of the acceptance test; 2,000 by hand."""

CLOSED = r'{"match": "(api|rest)[.]php[?/]", "status": 403, "body": "closed"}'
"""To those who ask by GET; edits are posted."""

Trial = Callable[..., TrialWiki]


@pytest.fixture
def trial(live_wiki: LiveWiki, tmp_path: Path) -> Iterator[Trial]:
    prefix = f"Trial {uuid.uuid4().hex[:8]}"  # the wiki may be one that an earlier run of the tests left
    yield lambda count, prefix=prefix: TrialWiki.scraped(live_wiki, prefix, count, tmp_path)
    live_wiki.run("fault")


def test_a_day_of_edits(trial: Trial) -> None:
    wiki = trial(PAGES)
    edited = [wiki.title(number) for number in range(100, 120)]
    for title in edited:
        wiki.editor.append(title, "\nIt was first made in 1957.")
    wiki.editor.move(wiki.title(30), f"{wiki.prefix} renamed 30")
    wiki.editor.move(wiki.title(31), f"{wiki.prefix} renamed 31", redirect=False)
    wiki.editor.move(wiki.title(32), f"{wiki.prefix} renamed 32")
    wiki.editor.delete(wiki.title(40))
    wiki.editor.delete(wiki.title(41))
    wiki.editor.edit(wiki.title(50), f"#REDIRECT [[{wiki.title(51)}]]")
    wiki.editor.edit(wiki.title(60), "")
    before = wiki.records()

    asked = wiki.refresh()
    assert len(asked) <= 60
    after = wiki.records()
    gone = {wiki.title(number) for number in (40, 41, 50)}
    renamed = {wiki.title(number): f"{wiki.prefix} renamed {number}" for number in (30, 31, 32)}
    assert set(after) == {renamed.get(title, title) for title in before} - gone
    assert all("first made in 1957" in after[title]["text"] for title in edited)
    assert [after[new]["record_id"] for new in renamed.values()] == [before[old]["record_id"] for old in renamed]
    untouched = set(before) - gone - set(renamed) - set(edited)
    assert all(after[title] == before[title] for title in untouched), "the blanked page keeps its record"
    told = wiki.changes()
    assert told.pop(wiki.title(50)) == ("gone", f"redirect to {wiki.title(51)}")
    assert {told.pop(wiki.title(number)) for number in (40, 41)} == {("gone", "deleted")}
    assert {told.pop(new) for new in renamed.values()} == {("renamed", None)}
    assert told == dict.fromkeys(edited, ("changed", None))

    unchanged = wiki.bytes()
    again = wiki.refresh()
    assert len(again) <= 3
    assert wiki.bytes() == unchanged
    assert wiki.changes() == {}


def test_of_a_few_pages_each_is_asked_about(trial: Trial) -> None:
    """No list of changes is read; what was edited a moment ago is not looked at twice."""
    wiki = trial(6)
    wiki.editor.append(wiki.title(1), "\nIt was first made in 1957.")
    wiki.editor.move(wiki.title(2), f"{wiki.prefix} renamed")
    wiki.editor.edit(wiki.title(3), "")
    wiki.editor.edit(wiki.title(4), f"#REDIRECT [[{wiki.title(5)}]]")
    wiki.wiki.run("run", "runJobs.php")
    asked = wiki.refresh()
    assert 2 + 4 <= len(asked) <= 2 + 6, "the wiki's jobs may have touched the two others, which is to be looked at"
    before = wiki.bytes()
    assert len(wiki.refresh()) == 2
    assert wiki.bytes() == before


def test_what_comes_back(trial: Trial) -> None:
    """Deleted and restored between two refreshes and within one, and made anew under its old title."""
    wiki = trial(60)
    wiki.editor.delete(wiki.title(1))
    wiki.editor.delete(wiki.title(2))
    wiki.editor.edit(wiki.title(3), f"#REDIRECT [[{wiki.title(4)}]]")
    wiki.editor.delete(wiki.title(5))
    wiki.editor.undelete(wiki.title(5))
    kept = wiki.records()
    wiki.refresh()
    assert set(kept) - set(wiki.records()) == {wiki.title(number) for number in (1, 2, 3)}

    wiki.editor.undelete(wiki.title(1))
    wiki.editor.edit(wiki.title(2), "'''It''' is another medicine of that name.")
    wiki.editor.edit(wiki.title(3), "'''It''' is a medicine again.")
    wiki.refresh()
    after = wiki.records()
    assert set(after) == set(kept)
    assert after[wiki.title(1)] == kept[wiki.title(1)]
    assert after[wiki.title(2)]["record_id"] != kept[wiki.title(2)]["record_id"]
    assert after[wiki.title(3)]["record_id"] == kept[wiki.title(3)]["record_id"]
    assert {change for change, _ in wiki.changes().values()} == {"back", "added"}
    assert len(wiki.refresh()) <= 3


def test_pages_that_are_merged_and_titles_that_are_taken_over(trial: Trial) -> None:
    wiki = trial(60)
    kept = wiki.records()
    wiki.editor.merge_history(wiki.title(1), wiki.title(2))
    wiki.editor.delete(wiki.title(11))
    wiki.editor.move(wiki.title(10), wiki.title(11), redirect=False)
    wiki.editor.move(wiki.title(20), f"{wiki.prefix} elsewhere")
    wiki.editor.edit(wiki.title(20), "'''It''' is a page in the place of one that was moved.")
    wiki.refresh()
    after = wiki.records()
    assert set(after) == set(kept) - {wiki.title(number) for number in (1, 10, 20)} | {f"{wiki.prefix} elsewhere"}
    assert after[wiki.title(11)]["record_id"] == kept[wiki.title(10)]["record_id"]
    assert after[f"{wiki.prefix} elsewhere"]["record_id"] == kept[wiki.title(20)]["record_id"]
    told = wiki.changes()
    assert told[wiki.title(1)] == ("gone", f"redirect to {wiki.title(2)}")


def test_a_template_reaches_its_pages_when_the_wiki_has_done_its_jobs(trial: Trial) -> None:
    wiki = trial(110)
    holders = [wiki.title(number) for number in (7, 57, 107)]
    wiki.editor.edit(f"Template:{wiki.prefix} note", "It is kept in the freezer.")
    before = wiki.bytes()
    wiki.refresh()
    assert wiki.bytes() == before, "the wiki itself still shows the old pages"
    wiki.wiki.run("run", "runJobs.php")
    wiki.refresh()
    after = wiki.records()
    assert all("freezer" in after[title]["text"] for title in holders)
    assert {change for change, _ in wiki.changes().values()} == {"changed"}
    assert len(wiki.changes()) == len(holders)
    assert len(wiki.refresh()) <= 3


def test_recent_changes_that_were_dropped(trial: Trial) -> None:
    """The list no longer reaches back to the last time: every page is asked about, many at a time."""
    wiki = trial(120)
    wiki.editor.append(wiki.title(8), "\nIt was first made in 1957.")
    wiki.editor.delete(wiki.title(9))
    wiki.wiki.run("run", "sql.php", "--query", "DELETE FROM recentchanges")
    wiki.editor.move(wiki.title(10), f"{wiki.prefix} renamed")
    asked = wiki.refresh()
    assert len(asked) < 12
    assert wiki.run_report()["checked"]["127.0.0.1"]["how"] == "revision ids"
    assert set(wiki.changes()) == {wiki.title(8), wiki.title(9), f"{wiki.prefix} renamed"}
    assert "1957" in wiki.records()[wiki.title(8)]["text"]
    assert len(wiki.refresh()) <= 3


def test_a_wiki_without_an_api(trial: Trial, live_wiki: LiveWiki) -> None:
    """Each page is asked for; the wiki says of most that they are as they were."""
    live_wiki.run("fault", CLOSED)
    wiki = trial(8)
    wiki.editor.append(wiki.title(1), "\nIt was first made in 1957.")
    wiki.editor.delete(wiki.title(2))
    wiki.editor.move(wiki.title(3), f"{wiki.prefix} renamed")
    wiki.editor.edit(wiki.title(4), f"#REDIRECT [[{wiki.title(5)}]]")
    kept = wiki.records()
    wiki.log.take()
    assert wiki.run("refresh", str(wiki.out)).returncode == 0
    answers = [line["status"] for line in wiki.log.take() if "/wiki/" in line["uri"]]
    assert answers.count(304) == 3, "the first is asked for without conditions"
    after = wiki.records()
    gone = {wiki.title(2), wiki.title(3), wiki.title(4)}
    assert set(after) == set(kept) - gone | {f"{wiki.prefix} renamed"}
    assert after[f"{wiki.prefix} renamed"]["record_id"] == kept[wiki.title(3)]["record_id"]
    assert "1957" in after[wiki.title(1)]["text"]
    assert [each["how"] for each in wiki.run_report()["checked"].values()] == ["page by page"]
    before = wiki.bytes()
    wiki.refresh()
    assert wiki.bytes() == before

    live_wiki.run("fault")
    wiki.editor.append(wiki.title(6), "\nIt was first made in 1957.")
    wiki.refresh()
    assert wiki.changes() == {wiki.title(6): ("changed", None)}
    assert [each["how"] for each in wiki.run_report()["checked"].values()] == ["revision ids"]


def test_a_wiki_that_is_down_costs_nothing(trial: Trial, live_wiki: LiveWiki) -> None:
    wiki = trial(60)
    wiki.editor.append(wiki.title(1), "\nIt was first made in 1957.")
    before = wiki.bytes()
    live_wiki.run("fault", '{"match": ".", "status": 503, "headers": {"Retry-After": "1000"}}')
    asked = wiki.refresh(code=3)
    assert len(asked) <= 3
    assert wiki.bytes() == before
    live_wiki.run("fault")
    wiki.refresh()
    assert set(wiki.changes()) == {wiki.title(1)}


def test_pages_that_fail_are_asked_for_next_time(trial: Trial, live_wiki: LiveWiki) -> None:
    wiki = trial(60)
    for number in (1, 2, 3):
        wiki.editor.append(wiki.title(number), "\nIt was first made in 1957.")
    live_wiki.run("fault", '{"match": "action=parse", "times": 1, "status": 503, "headers": {"Retry-After": "1000"}}')
    wiki.refresh(code=1)
    assert len(wiki.changes()) == 2
    wiki.refresh()
    assert len(wiki.changes()) == 1
    assert sum("1957" in record["text"] for record in wiki.records().values()) == 3
    assert len(wiki.refresh()) <= 3


def test_a_limit_leaves_the_rest_for_the_next_time(trial: Trial) -> None:
    wiki = trial(60)
    for number in (1, 2, 3):
        wiki.editor.append(wiki.title(number), "\nIt was first made in 1957.")
    for _ in range(2):
        wiki.refresh("--limit", "2")
    assert sum("1957" in record["text"] for record in wiki.records().values()) == 3


def test_new_pages_come_in_when_the_selection_is_repeated(trial: Trial) -> None:
    wiki = trial(60)
    wiki.editor.edit(wiki.title(900), "'''It''' is a new medicine.")
    before = wiki.bytes()
    wiki.refresh()
    assert wiki.bytes() == before
    wiki.refresh("--discover")
    assert wiki.changes() == {wiki.title(900): ("added", None)}
    asked = wiki.refresh("--discover")
    assert len(asked) <= 4


def test_a_refresh_that_is_killed_ends_like_one_that_is_not(trial: Trial) -> None:
    wiki = trial(60)
    for number in range(20):
        wiki.editor.append(wiki.title(number), "\nIt was first made in 1957.")
    wiki.editor.delete(wiki.title(30))
    wiki.editor.move(wiki.title(31), f"{wiki.prefix} renamed")
    spare = wiki.out.with_name("spare")
    shutil.copytree(wiki.out, spare)
    wiki.refresh()
    for requests in (1, 3, 9, 15):
        kill_after(wiki, spare, requests)
    wiki.refresh(out=spare)
    for query in (
        "SELECT record_id, title, digest FROM records ORDER BY record_id",
        'SELECT record_id, field, "index", json FROM facts ORDER BY record_id, field, "index"',
        "SELECT wiki, page_id, title, outcome, tombstone, revision_id FROM pages ORDER BY page_id",
        "SELECT COUNT(*) FROM queue",
    ):
        assert wiki.stored(query, spare) == wiki.stored(query)
    assert len(wiki.refresh(out=spare)) <= 3


def kill_after(wiki: TrialWiki, out: Path, requests: int) -> None:
    """Kill a refresh without warning once the server has answered so many of its requests."""
    wiki.log.take()
    begun = subprocess.Popen(
        [sys.executable, "-m", "wikiclean", "refresh", str(out), "--allow-private", "--rate", "100000"],
        stderr=subprocess.DEVNULL,
    )
    seen = 0
    while seen < requests and begun.poll() is None:
        seen += len(wiki.log.take())
    begun.kill()
    begun.wait()

"""The change feed: each thing that can happen to a page, in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from wikiclean.store.base import Store
from wikiclean.store.queue import QueueItem
from wikiclean.store.runs import StoredRun
from wikiclean.store.visit import Visit

Make = Callable[..., Any]


def feed(store: Store, run_id: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in store.iter_changes(run_id)]


def test_a_new_record_has_a_short_line(store: Store, record: Make) -> None:
    store.put_record(record(revision_id=3), run_id="r1")
    assert feed(store, "r1") == [
        {
            "run_id": "r1",
            "record_id": "testwiki:Velmorestat",
            "title": "Velmorestat",
            "change": "added",
            "revision": {"after": 3},
            "fields": [],
            "parts": [],
        }
    ]


def test_a_changed_fact_is_told_with_old_and_new_evidence(store: Store, record: Make) -> None:
    store.put_record(record(revision_id=3), run_id="r1")
    assert store.put_record(record(revision_id=4, dose="50 mg"), run_id="r2") == "changed"
    (line,) = feed(store, "r2")
    assert (line["change"], line["revision"], line["parts"]) == ("changed", {"before": 3, "after": 4}, ["text"])
    (field,) = line["fields"]
    assert (field["field"], field["change"]) == ("dosage", "changed")
    assert [field[side]["evidence"][0]["exact"] for side in ("before", "after")] == [
        "The dose is 40 mg orally.",
        "The dose is 50 mg orally.",
    ]


def test_what_is_no_change_has_no_line(store: Store, record: Make) -> None:
    store.put_record(record(), run_id="r1")
    store.put_record(record(raw=b"other ads", removed=99), run_id="r2")
    assert feed(store, "r2") == []


def test_a_page_is_renamed_goes_and_comes_back(store: Store, record: Make, document: Make) -> None:
    store.put_record(record("Old name", page_id=5), run_id="r1")
    assert store.put_record(record("New name", page_id=5), run_id="r2") == "renamed"
    assert store.put_outcome(document("New name", "missing", page_id=5), run_id="r3") == "gone"
    assert store.put_outcome(document("New name", "missing", page_id=5), run_id="r4") is None
    assert (len(store), list(store.iter_stored())) == (0, [])
    assert [stored.record_id for stored in store.iter_stored(gone=True)] == ["testwiki:5"]
    assert store.put_record(record("New name", page_id=5), run_id="r5") == "back"
    told = [line for number in range(1, 6) for line in feed(store, f"r{number}")]
    assert [(line["change"], line.get("title_before"), line.get("reason")) for line in told] == [
        ("added", None, None),
        ("renamed", "Old name", None),
        ("gone", None, "deleted"),
        ("back", None, None),
    ]
    assert len(store) == 1


def test_a_page_that_leads_to_another_one_is_gone(store: Store, record: Make, document: Make) -> None:
    store.put_record(record("Short", page_id=1), run_id="r1")
    store.put_record(record("Long", page_id=2), document("Long", page_id=2, redirected_from="Short"), run_id="r2")
    told = {line["record_id"]: line for line in feed(store, "r2")}
    assert told["testwiki:1"]["change"] == "gone"
    assert told["testwiki:1"]["reason"] == "redirect to Long"
    assert store.get_by_title("Short").record_id == "testwiki:2"
    assert store.get_by_title("testwiki:1").tombstone == "redirect"


def test_a_record_that_turns_out_to_be_of_another_page_is_told(store: Store, record: Make) -> None:
    store.put_record(record("Old name", page_id=5), run_id="r1")
    store.put_record(record("New name"), run_id="r1")
    store.put_record(record("New name", page_id=5), run_id="r2")
    assert [(line["record_id"], line["change"], line.get("reason")) for line in feed(store, "r2")] == [
        ("testwiki:5", "renamed", None),
        ("testwiki:New name", "gone", "merged into testwiki:5"),
    ]


def test_two_changes_in_one_run_are_one_line(store: Store, record: Make) -> None:
    store.put_record(record(revision_id=1), run_id="r1")
    store.put_record(record(revision_id=2, dose="50 mg"), run_id="r2")
    store.put_record(record(revision_id=3, dose="60 mg"), run_id="r2")
    (line,) = feed(store, "r2")
    assert line["revision"] == {"before": 1, "after": 3}
    assert len(line["fields"]) == 2
    store.put_record(record("Other", revision_id=1), run_id="r3")
    store.put_record(record("Other", revision_id=2, dose="1 mg"), run_id="r3")
    (line,) = feed(store, "r3")
    assert (line["change"], line["revision"], line["fields"]) == ("added", {"after": 2}, [])


def test_a_page_that_is_blanked_or_walled_off_keeps_its_record(store: Store, record: Make, document: Make) -> None:
    store.put_record(record(), run_id="r1")
    for outcome in ("blank", "disambiguation", "blocked"):
        assert store.put_outcome(document(outcome=outcome), run_id="r2") is None
        stored = store.get_by_title("Velmorestat")
        assert (stored.outcome, stored.tombstone) == (outcome, None)
    assert (len(store), feed(store, "r2")) == (1, [])


def stage(store: Store, run_id: str, *results: tuple[Visit, Any]) -> None:
    for position, (visit, record) in enumerate(results):
        store.stage(run_id, QueueItem(position, visit.title, None), visit, record)


def publish(store: Store, run_id: str) -> list[str | None]:
    return [store.publish(run_id, each) for each in store.iter_staged(run_id)]


def test_what_is_staged_is_not_there_until_it_is_published(store: Store, record: Make) -> None:
    store.begin_run(StoredRun("r2", "scrape", "running", None, "2026"), ["A", "B"], site=None)
    store.put_record(record("A"), run_id="r1")
    same, new = record("A"), record("B")
    stage(store, "r2", (Visit.of_record(same), same), (Visit.of_record(new), new))
    assert [(each.visit.title, each.line is None) for each in store.iter_staged("r2")] == [("A", True), ("B", False)]
    assert (len(store), feed(store, "r2")) == (1, [])
    assert publish(store, "r2") == ["unchanged", "added"]
    store.drop_stage("r2")
    assert (len(store), store.count_staged("r2")) == (2, 0)
    assert [line["title"] for line in feed(store, "r2")] == ["B"]


def test_a_result_that_another_run_has_overtaken_is_not_published(store: Store, record: Make) -> None:
    store.begin_run(StoredRun("r2", "scrape", "running", None, "2026"), ["A", "B"], site=None)
    early, old = record("A", dose="1 mg"), record("B", retrieved_at="2020-01-01T00:00:00Z", dose="1 mg")
    store.put_record(record("B"), run_id="r1")
    stage(store, "r2", (Visit.of_record(early), early), (Visit.of_record(old), old))
    store.put_record(record("A", dose="2 mg"), run_id="r3")
    assert publish(store, "r2") == [None, "changed"], "an older answer of the archive is not overtaken by its page"
    assert store.get_by_title("A").record.dosage[0].dose.value == 2

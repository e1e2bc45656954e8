from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import LockedError, NotStoredError, StoreError, UsageError
from wikiclean.store.base import Store, open_store
from wikiclean.store.runs import StoredRun

Make = Callable[..., Any]


def test_a_record_comes_back_as_it_went_in(store: Store, record: Make) -> None:
    given = record()
    assert store.put_record(given, run_id="r1") == "added"
    stored = store.get_by_title("Velmorestat")
    assert stored.record == given
    assert (stored.record_id, stored.kind, stored.outcome, stored.run_id) == (
        "testwiki:Velmorestat",
        "drug",
        "article",
        "r1",
    )
    assert len(store) == 1


def test_the_same_page_fetched_again_changes_no_byte(store: Store, record: Make) -> None:
    store.put_record(record(), run_id="r1")
    before = store.get_by_title("Velmorestat").json
    again = record(retrieved_at="2026-05-05T00:00:00Z", raw=b"other ads", removed=99, extractor="wikiclean/9")
    assert store.put_record(again, run_id="r2") == "unchanged"
    assert store.get_by_title("Velmorestat").json == before


def test_a_changed_fact_replaces_the_record_and_its_facts(store: Store, record: Make) -> None:
    store.put_record(record())
    assert store.put_record(record(dose="50 mg")) == "changed"
    assert store.get_by_title("Velmorestat").record.dosage[0].dose.value == 50
    assert len(store) == 1


def test_a_title_is_found_whatever_the_case_of_its_first_letter(store: Store, record: Make) -> None:
    store.put_record(record(aliases=("Velmo",)))
    for name in ("velmorestat", "Velmorestat", "velmo", "testwiki:Velmorestat", " velmorestat_"):
        assert store.get_by_title(name).title == "Velmorestat", name


def test_a_redirect_leads_to_its_target(store: Store, record: Make, document: Make) -> None:
    store.put_record(record(page_id=7), document(page_id=7, redirected_from="VMR-1"))
    assert store.get_by_title("vMR-1").record_id == "testwiki:7"


def test_an_unknown_title_names_near_ones_and_what_the_last_visit_found(
    store: Store, record: Make, document: Make
) -> None:
    store.put_record(record())
    store.put_outcome(document("Nowhere", "missing"))
    with pytest.raises(NotStoredError, match="near: Velmorestat"):
        store.get_by_title("Velmorestatt")
    with pytest.raises(NotStoredError, match="last visit found: missing"):
        store.get_by_title("nowhere")


@pytest.mark.parametrize("title", ["A\0B", "A\ud800B"])
def test_a_title_that_no_database_can_hold_is_stored_all_the_same(store: Store, document: Make, title: str) -> None:
    store.begin_run(StoredRun("r1", "scrape", "running", None, "2026-01-01"), [title], site=None)
    assert len(store.next_items("r1", after=-1)) == 1
    store.put_outcome(document(title, "missing"))
    with pytest.raises(NotStoredError, match="last visit found: missing"):
        store.get_by_title(title)


def test_two_wikis_with_one_title_ask_which(store: Store, record: Make) -> None:
    store.put_record(record(wiki="one"))
    store.put_record(record(wiki="two"))
    with pytest.raises(StoreError, match="one:Velmorestat, two:Velmorestat"):
        store.get_by_title("Velmorestat")
    assert store.get_by_title("Velmorestat", wiki="two").record_id == "two:Velmorestat"


@pytest.mark.parametrize(("outcome", "tombstone"), [("missing", "missing"), ("blocked", None)])
def test_a_good_record_outlives_a_bad_visit(
    store: Store, record: Make, document: Make, outcome: str, tombstone: str | None
) -> None:
    store.put_record(record())
    before = store.get_by_title("Velmorestat").json
    store.put_outcome(document(outcome=outcome, http_status=404))
    stored = store.get_by_title("Velmorestat")
    assert (stored.json, stored.outcome, stored.tombstone) == (before, outcome, tombstone)
    store.put_record(record())
    assert store.get_by_title("Velmorestat").tombstone is None


def test_an_article_is_no_outcome(store: Store, document: Make) -> None:
    with pytest.raises(StoreError, match="put_record"):
        store.put_outcome(document())


def test_records_come_in_the_order_of_their_ids(store: Store, record: Make) -> None:
    for title in ("beta", "Alpha", "Émile", "Zeta"):
        store.put_record(record(title))
    ids = [each.record_id for each in store.iter_records()]
    assert ids == sorted(ids)
    assert len(ids) == 4


def test_a_block_that_raises_stores_nothing(store: Store, record: Make) -> None:

    def put_and_fall() -> None:
        with store.transaction():
            store.put_record(record())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fall()
    assert len(store) == 0
    store.put_record(record())
    assert len(store) == 1


def test_the_second_holder_of_the_lock_is_refused_at_once(store: Store, address: str, record: Make) -> None:
    with store.lock(), open_store(address) as other:
        with pytest.raises(LockedError) as caught, other.lock():
            pytest.fail("two holders")
        assert caught.value.exit_code == 5
        store.put_record(record())
        assert len(other) == 1, "reading goes on"
    with open_store(address) as other, other.lock():
        pass


def test_no_store_is_made_by_a_slip_of_the_pen(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no records here"):
        open_store(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="a file stands where"):
        open_store(tmp_path / "file", create=True)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no address of a store|no database of the kind"):
        open_store("nosql://somewhere")


def test_a_store_can_be_an_address(tmp_path: Path, record: Make) -> None:
    with open_store(f"sqlite:///{tmp_path}/x.db", create=True) as store:
        store.put_record(record())
        assert len(store) == 1


def test_a_damaged_database_is_said_and_left(tmp_path: Path) -> None:
    path = tmp_path / "wikiclean.db"
    path.write_bytes(b"this is no database at all, not even nearly so" * 50)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no SQLite database"):
        open_store(tmp_path)
    assert path.read_bytes() == before


def test_a_run_for_the_same_goes_on_where_it_broke_off(store: Store) -> None:
    first = store.begin_run(StoredRun("r1", "scrape", "running", None, "2026-01-01"), ["A", "B", "A"], site=None)
    items = store.next_items("r1", after=-1)
    assert [item.target for item in items] == ["A", "B"]
    store.mark("r1", items[0], failed=False, outcome="article", change="added")

    other = store.begin_run(StoredRun("r2", "scrape", "running", None, "2026-01-02"), ["A"], site=None)
    assert other.run_id == "r2"
    again = store.begin_run(StoredRun("r3", "scrape", "running", None, "2026-01-03"), ["A", "B"], site=None)
    assert again == first
    assert [item.target for item in store.next_items("r1", after=-1)] == ["B"]
    fresh = store.begin_run(
        StoredRun("r4", "scrape", "running", None, "2026-01-04"), ["A", "B"], site=None, resume=False
    )
    assert fresh.run_id == "r4"


def test_failures_wait_for_a_retry_until_they_succeed(store: Store) -> None:
    run = store.begin_run(StoredRun("r1", "scrape", "running", None, "2026-01-01"), ["A", "B"], site="s")
    a, b = store.next_items("r1", after=-1)
    store.mark("r1", a, failed=True, outcome=None)
    store.mark("r1", b, failed=False, outcome="article", change="added")
    store.end_run(StoredRun(run.run_id, "scrape", "finished", run.selection, run.started_at, "2026-01-01", 1))
    assert [(item.target, item.site) for item in store.failed_targets("scrape")] == [("A", "s")]
    store.begin_run(StoredRun("r2", "scrape", "running", None, "2026-01-02"), ["A"], site="s")
    (item,) = store.next_items("r2", after=-1)
    store.mark("r2", item, failed=False, outcome="article", change="added")
    assert store.failed_targets("scrape") == []
    assert [(each.run_id, each.state) for each in store.runs()] == [("r1", "finished"), ("r2", "running")]

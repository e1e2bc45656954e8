"""R7: one id, and a page is never stored twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wikiclean.errors import InputError, NotStoredError, StoreError
from wikiclean.store.base import Store

Make = Callable[..., Any]


def ids(store: Store) -> list[str]:
    return [stored.record_id for stored in store.iter_stored()]


def test_a_page_id_that_becomes_known_replaces_the_title_in_the_id(store: Store, record: Make) -> None:
    store.put_record(record())
    assert store.put_record(record(page_id=12)) == "changed"
    assert ids(store) == ["testwiki:12"]
    assert store.get_by_title("testwiki:Velmorestat").record_id == "testwiki:12"


def test_a_page_id_once_known_is_kept(store: Store, record: Make) -> None:
    store.put_record(record(page_id=12))
    store.put_record(record(dose="50 mg"))
    assert ids(store) == ["testwiki:12"]
    assert store.get_by_title("Velmorestat").record.record_id == "testwiki:12"


def test_a_renamed_page_keeps_its_id_and_its_earlier_title(store: Store, record: Make) -> None:
    store.put_record(record("Old name", page_id=5))
    store.put_record(record("New name", page_id=5))
    assert ids(store) == ["testwiki:5"]
    assert store.get_by_title("old name").title == "New name"


def test_two_rows_that_turn_out_to_be_one_page_are_merged(store: Store, record: Make) -> None:
    store.put_record(record("Old name", page_id=5))
    store.put_record(record("New name"))
    store.put_record(record("New name", page_id=5))
    assert ids(store) == ["testwiki:5"]
    assert store.get_by_title("testwiki:New name").record_id == "testwiki:5"


def test_two_numbered_pages_of_one_title_are_both_kept(store: Store, record: Make, document: Make) -> None:
    store.put_record(record(page_id=5))
    store.put_record(record(page_id=6, dose="50 mg"))
    assert ids(store) == ["testwiki:5", "testwiki:6"]
    with pytest.raises(StoreError, match="testwiki:5, testwiki:6"):
        store.get_by_title("Velmorestat")
    store.put_outcome(document(outcome="missing", page_id=5))
    assert store.get_by_title("Velmorestat").record_id == "testwiki:6"
    assert store.get_by_title("testwiki:5").tombstone == "missing"


def test_a_redirect_that_becomes_an_article_is_no_alias_any_more(store: Store, record: Make, document: Make) -> None:
    store.put_record(record("Target", page_id=1), document("Target", page_id=1, redirected_from="Short"))
    store.put_record(record("Short", page_id=2))
    assert store.get_by_title("Short").record_id == "testwiki:2"
    assert store.get_by_title("Target").record_id == "testwiki:1"


def test_the_case_of_later_letters_tells_pages_apart(store: Store, record: Make) -> None:
    store.put_record(record("Ph"))
    store.put_record(record("PH"))
    assert len(store) == 2
    assert store.get_by_title("pH").title == "PH"
    with pytest.raises(NotStoredError):
        store.get_by_title("phx")


def test_a_title_that_looks_like_a_number_takes_no_other_pages_place(store: Store, record: Make) -> None:
    store.put_record(record("Foo", page_id=1992))
    with pytest.raises(InputError, match="that of another page, 'Foo'"):
        store.put_record(record("1992"))
    assert ids(store) == ["testwiki:1992"]
    assert store.get_by_title("testwiki:1992").title == "Foo"
    store.put_record(record("1992", page_id=7))
    assert ids(store) == ["testwiki:1992", "testwiki:7"]

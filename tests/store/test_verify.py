from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from wikiclean.store.base import Store
from wikiclean.store.jsonl import FILE_NAME
from wikiclean.store.verify import verify_store


@pytest.fixture
def two(store: Store, record: Callable[..., Any]) -> Store:
    store.put_record(record("Velmorestat"))
    store.put_record(record("Zindorestat"))
    assert store.directory is not None
    store.write_jsonl(store.directory)
    return store


def tamper(store: Store, change: Callable[[dict[str, Any]], object], *, indent: int | None = None) -> None:
    """Change the first record behind the store's back."""
    with store._database.transaction() as connection:
        record_id, line = connection.execute(text("select record_id, json from records order by record_id")).first()
        data = json.loads(line)
        change(data)
        made = json.dumps(data, ensure_ascii=False, separators=(",", ":"), indent=indent)
        connection.execute(
            text("update records set json = :made where record_id = :id"), {"made": made, "id": record_id}
        )


def found(store: Store) -> list[tuple[str, str]]:
    return [(finding.record_id, finding.check) for finding in verify_store(store) if finding is not None]


def test_a_sound_store_has_one_item_a_record_and_no_finding(two: Store) -> None:
    assert list(verify_store(two)) == [None, None]


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (lambda data: data["dosage"][0]["evidence"][0].update(start=0, end=24), "schema"),
        (lambda data: data["dosage"][0]["dose"].update(unit="spoons"), "schema"),
        (lambda data: data.update(nonsense=1), "schema"),
        (lambda data: data.update(record_id="testwiki:Other"), "identity"),
        (lambda data: data["source"].update(text_sha256="1" * 64), "text hash"),
        (lambda data: data["page"].update(display_title=None), "round trip"),
    ],
)
def test_what_was_changed_is_found(two: Store, change: Callable[[dict[str, Any]], object], check: str) -> None:
    tamper(two, change)
    first, *_, last = found(two)
    assert (first, last) == (("testwiki:Velmorestat", check), (FILE_NAME, "file"))


def test_a_fact_that_was_changed_beside_its_record_is_found(two: Store) -> None:
    with two._database.transaction() as connection:
        connection.execute(text("update facts set json = replace(json, '40', '400') where field = 'dosage'"))
    assert found(two) == [("testwiki:Velmorestat", "facts"), ("testwiki:Zindorestat", "facts")]


def test_a_value_that_no_longer_is_what_was_stored_is_found(two: Store) -> None:
    tamper(two, lambda data: data["dosage"][0]["dose"].update(value=400))
    assert ("testwiki:Velmorestat", "digest") in found(two)


def test_a_file_that_was_changed_is_found(two: Store) -> None:
    assert two.directory is not None
    path: Path = two.directory / FILE_NAME
    path.write_text(path.read_text("utf-8").replace("40 mg", "400 mg"), "utf-8")
    assert found(two) == [(FILE_NAME, "file")]


@pytest.mark.parametrize("change", ["title = 'Foo'", "kind = 'condition'"])
def test_a_record_under_another_name_or_kind_is_found(two: Store, change: str) -> None:
    with two._database.transaction() as connection:
        first = connection.scalar(text("select min(record_id) from records"))
        connection.execute(text(f"update records set {change} where record_id = :id"), {"id": first})
    assert found(two) == [(first, "identity")]

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from wikiclean.errors import StoreError
from wikiclean.store.base import Store, open_store
from wikiclean.store.database import Database, database_url

Make = Callable[..., Any]


def test_what_the_database_says_goes_out_as_a_store_error(tmp_path: Path) -> None:
    database = Database(database_url(tmp_path / "x.db"), create=True)
    with pytest.raises(StoreError) as caught, database.transaction() as connection:
        connection.execute(text("select x from nowhere"))
    assert caught.value.where == str(tmp_path / "x.db")
    assert "no such table" in caught.value.message
    database.close()


def test_a_full_database_says_what_to_do(sqlite_store: Store, record: Make) -> None:
    store = sqlite_store
    store.put_record(record())

    def fill() -> None:
        with store._database.transaction() as connection:
            pages = connection.exec_driver_sql("pragma page_count").scalar()
            connection.exec_driver_sql(f"pragma max_page_count = {pages}")
            for number in range(200):
                store.put_record(record(f"Page {number}"))

    with pytest.raises(StoreError, match="free some space"):
        fill()
    assert len(store) == 1


def test_postgresql_goes_through_psycopg_and_its_password_stays_unsaid() -> None:
    url = database_url("postgresql://me:secret@db.example/wiki")
    assert url.drivername == "postgresql+psycopg"
    assert "secret" not in url.render_as_string()


def test_looking_for_a_store_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no records here"):
        open_store(f"sqlite:///{tmp_path / 'nosuch.db'}")
    assert list(tmp_path.iterdir()) == []


def test_who_may_not_write_reads_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Any) -> None:
    folder = tmp_path / "50 % #1?"
    with open_store(folder, create=True) as store:
        store.put_record(record("Velmorestat"))
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr("os.access", lambda path, _mode: path != folder)
    with open_store(folder) as store:
        assert [each.title for each in store.iter_stored()] == ["Velmorestat"]
        with pytest.raises(StoreError, match="cannot be written"):
            store.put_record(record("Zindorestat"))
        assert sorted(path.name for path in folder.iterdir()) == before


def test_what_a_run_has_not_put_into_the_file_yet_is_not_overlooked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Any
) -> None:
    with open_store(tmp_path, create=True) as writing:
        writing.put_record(record("Velmorestat"))
        assert (tmp_path / "wikiclean.db-wal").stat().st_size
        monkeypatch.setattr("os.access", lambda path, _mode: path != tmp_path)
        with open_store(tmp_path) as reading:
            assert len(reading) == 1

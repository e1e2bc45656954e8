from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, inspect, text

from wikiclean.errors import StoreError
from wikiclean.store.database import Database, database_url
from wikiclean.store.migrations import MIGRATIONS, read_version, upgrade
from wikiclean.store.tables import VERSION


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    opened = Database(database_url(address), create=True)
    yield opened
    opened.close()


def test_every_version_behind_the_first_has_its_step() -> None:
    assert sorted(MIGRATIONS) == list(range(2, VERSION + 1))


def test_steps_run_once_and_in_order(database: Database) -> None:
    ran = []
    steps = {VERSION + 1: lambda _: ran.append("first"), VERSION + 2: lambda _: ran.append("second")}
    for _ in range(2):
        with database.transaction() as connection:
            upgrade(connection, steps=steps, version=VERSION + 2)
    assert ran == ["first", "second"]
    with database.transaction() as connection:
        assert read_version(connection) == VERSION + 2


def test_a_step_that_fails_leaves_the_store_as_it_was(database: Database) -> None:
    def step(connection: Connection) -> None:
        connection.execute(text("create table half_done (x integer)"))
        raise StoreError("no")

    with pytest.raises(StoreError), database.transaction() as connection:
        upgrade(connection, steps={VERSION + 1: step}, version=VERSION + 1)
    with database.transaction() as connection:
        assert read_version(connection) == VERSION
        assert not inspect(connection).has_table("half_done")


def test_a_newer_store_is_refused(database: Database) -> None:
    with database.transaction() as connection, pytest.raises(StoreError, match="upgrade wikiclean"):
        upgrade(connection, version=VERSION - 1)


def _columns(connection: Connection) -> dict[str, set[str]]:
    inspector = inspect(connection)
    return {table: {each["name"] for each in inspector.get_columns(table)} for table in inspector.get_table_names()}


def test_a_store_of_version_one_becomes_like_a_fresh_one(database: Database) -> None:
    with database.transaction() as connection:
        fresh = _columns(connection)
        for table in ("headings", "wikis", "responses", "staged", "changes", "health"):
            connection.execute(text(f"drop table {table}"))
        for column in ("seen_at", "health"):
            connection.execute(text(f"alter table pages drop column {column}"))
        connection.execute(text("update state set value = '1' where name = 'schema_version'"))
        assert _columns(connection) != fresh
        upgrade(connection)
        assert read_version(connection) == VERSION
        assert _columns(connection) == fresh

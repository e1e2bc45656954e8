from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from wikiclean.store.tables import METADATA


def test_the_tables_are_those_of_the_contract() -> None:
    assert set(METADATA.tables) >= {"pages", "revisions", "records", "facts", "runs", "queue"}


def test_both_databases_can_make_them() -> None:
    for table in METADATA.sorted_tables:
        for dialect in (sqlite.dialect(), postgresql.dialect()):
            assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith(f"CREATE TABLE {table.name} (")


def test_record_ids_sort_alike_in_both() -> None:
    made = str(CreateTable(METADATA.tables["records"]).compile(dialect=postgresql.dialect()))
    assert 'record_id TEXT COLLATE "C" NOT NULL' in made

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from wikiclean.model.facts import iter_facts
from wikiclean.store.base import Store

Make = Callable[..., Any]


def test_every_fact_is_a_row_with_its_words(record: Make) -> None:
    rows = [(row.field, row.index, row.exact) for row in iter_facts(record())]
    assert rows == [
        ("names", 0, "Velmorestat"),
        ("dosage", 0, "The dose is 40 mg orally."),
        ("adverse_effects", 0, "Nausea"),
        ("chemistry.formula", 0, "drug"),
    ]


def test_the_table_can_be_read_with_any_sqlite(sqlite_store: Store, record: Make) -> None:
    given = record()
    sqlite_store.put_record(given)
    sqlite_store.put_record(record("Other"))
    with sqlite3.connect(sqlite_store.name) as connection:
        rows = connection.execute(
            "select field, json, evidence_start, evidence_end, evidence_exact from facts"
            " where record_id = ? and field = 'dosage'",
            (given.record_id,),
        ).fetchall()
        count = connection.execute("select count(*) from facts").fetchone()[0]
    connection.close()
    ((field, fact, start, end, exact),) = rows
    assert (field, given.text[start:end]) == ("dosage", exact)
    assert json.loads(fact)["dose"]["value"] == 40
    assert count == 8

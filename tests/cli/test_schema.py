from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_the_json_schema_knows_every_kind(run: Make) -> None:
    ended = run("schema")
    schema = json.loads(ended.out)
    assert ended.code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"DrugMonograph", "ConditionMonograph", "Article", "TextEvidence"} <= set(schema["$defs"])


def test_the_sql_makes_the_tables(run: Make) -> None:
    ended = run("schema", "--format", "sql")
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(ended.out)
        names = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    connection.close()
    assert names >= {"pages", "revisions", "records", "facts", "runs", "queue"}

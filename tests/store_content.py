"""What a store holds, but for what no two runs have in common: times, runs, and how a page was fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text

LEFT_OUT = {
    "pages": {"id", "retrieved_at", "run_id", "etag", "last_modified", "seen_at"},
    "revisions": {"retrieved_at", "run_id"},
    "records": {"run_id"},
    "queue": {"run_id"},
    "headings": {"run_id"},
    "changes": {"run_id"},
    "wikis": {"checked_at", "cursor"},
}
"""Columns, by table; tables that are not named tell of runs alone."""
OF_THE_VISIT = ("retrieved_at", "etag", "last_modified")
"""Of a record's source."""


def content(out: Path, address: str | None = None) -> dict[str, Any]:
    """Rows of each table that says something of pages, and the lines of records.jsonl."""
    engine = create_engine(address or f"sqlite:///{out / 'wikiclean.db'}")
    found: dict[str, Any] = {
        "records.jsonl": [_timeless(line) for line in (out / "records.jsonl").read_bytes().splitlines()]
    }
    with engine.connect() as connection:
        # A server's keys have gaps where a row was taken back.
        titles = {row.id: row.title for row in connection.execute(text("select id, title from pages"))}
        for table in ("pages", "aliases", "revisions", "records", "facts", "queue", "headings", "changes", "wikis"):
            columns = [each["name"] for each in inspect(connection).get_columns(table)]
            kept = [name for name in columns if name not in LEFT_OUT.get(table, ())]
            names = ", ".join(f'"{name}"' for name in kept)
            said = text(f"select {names} from {table}")
            rows = [dict(zip(kept, row, strict=True)) for row in connection.execute(said)]
            for row in rows:
                if "page" in row:
                    row["page"] = titles[row["page"]]
                if table == "records":
                    row["json"] = _timeless(row["json"])
                elif table == "changes":
                    row["json"] = json.dumps({**json.loads(row["json"]), "run_id": None}, ensure_ascii=False)
            found[table] = sorted(rows, key=repr)
    engine.dispose()
    return found


def _timeless(line: str | bytes) -> str:
    record = json.loads(line)
    for name in OF_THE_VISIT:
        record["source"].pop(name, None)
    return json.dumps(record, ensure_ascii=False)

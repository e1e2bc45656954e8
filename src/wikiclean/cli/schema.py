"""`wikiclean schema`."""

from __future__ import annotations

import json

import click

from .command import make_command
from .output import write_out

__all__ = ["command"]

_EXAMPLES = (
    ("check records with another program", "wikiclean schema > record.schema.json"),
    ("the tables of wikiclean.db", "wikiclean schema --format sql"),
)


@make_command("schema", examples=_EXAMPLES)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json-schema", "sql"]),
    default="json-schema",
    show_default=True,
    help="JSON Schema (2020-12) of a record, or the tables of the store.",
)
def command(form: str) -> int:
    """Write the schema of the records, made from the models."""
    if form == "sql":
        from ..store.ddl import render_tables

        write_out(render_tables())
        return 0
    from ..model.record import RecordAdapter

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= RecordAdapter.json_schema(mode="serialization")
    write_out(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0

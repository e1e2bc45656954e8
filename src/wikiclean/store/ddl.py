"""The tables as SQL, for people and for other programs."""

from __future__ import annotations

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from .tables import METADATA

__all__ = ["render_tables"]


def render_tables() -> str:
    """CREATE statements in an order in which they can be run."""
    dialect = sqlite.dialect()
    statements: list[str] = []
    for table in METADATA.sorted_tables:
        notes = [f"--   {column.name}: {column.comment}" for column in table.columns if column.comment]
        create = str(CreateTable(table).compile(dialect=dialect)).strip()
        statements.append("\n".join((f"-- {table.name}", *notes, f"{create};")).replace("\t", "    "))
        indexes = sorted(table.indexes, key=lambda each: str(each.name))
        statements += [f"{CreateIndex(index).compile(dialect=dialect)};" for index in indexes]
    return "\n\n".join(statements) + "\n"

"""An older store becomes a newer one, one version at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, insert, inspect, select, text, update

from ..errors import StoreError
from .tables import METADATA, VERSION, changes, headings, health, responses, staged, state, wikis

__all__ = ["MIGRATIONS", "read_version", "upgrade"]


def _to_3(connection: Connection) -> None:
    """What refreshing needs: wikis and their cursors, the archive's index, a stage, changes, health."""
    for table in (wikis, responses, staged, changes, health):
        table.create(connection)
    for column in ("seen_at", "health"):
        connection.execute(text(f"ALTER TABLE pages ADD COLUMN {column} TEXT"))


MIGRATIONS: Mapping[int, Callable[[Connection], None]] = {2: headings.create, 3: _to_3}
"""Version -> the step that makes it of the version before. Version 1 is made by `tables.py` itself."""


def read_version(connection: Connection) -> int:
    """The version of the tables in this database; 0 where there are none yet."""
    if not inspect(connection).has_table(state.name):
        return 0
    value = connection.scalar(select(state.c.value).where(state.c.name == "schema_version"))
    return int(value) if value is not None else 0


def upgrade(
    connection: Connection,
    *,
    steps: Mapping[int, Callable[[Connection], None]] = MIGRATIONS,
    version: int = VERSION,
) -> None:
    """Bring the tables to `version`. Raises StoreError for a store that a newer wikiclean made."""
    found = read_version(connection)
    if found > version:
        raise StoreError(
            f"the store has schema version {found}, this wikiclean knows up to {version}; upgrade wikiclean"
        )
    if found == 0:
        METADATA.create_all(connection)
        connection.execute(insert(state).values(name="schema_version", value=str(version)))
        return
    for step in range(found + 1, version + 1):
        steps[step](connection)
        connection.execute(update(state).where(state.c.name == "schema_version").values(value=str(step)))

"""The stage of a run: results that wait until the run is known to be sound, and are then published at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select

from .digest import render_record
from .pages import find_page
from .put import is_stored, put_article, put_outcome, put_same
from .records import Change
from .tables import staged
from .visit import Visit

if TYPE_CHECKING:
    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.monograph import Article, Monograph

__all__ = ["Staged", "count_staged", "drop_stage", "publish", "stage", "staged_batch", "visit_batch"]

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Staged:
    """A result on the stage. `line` is absent where the record is the stored one, or there was no article."""

    position: int
    visit: Visit
    line: str | None
    last_run: str | None = None
    """Run of the page's last visit, when this was staged."""

    @property
    def record(self) -> DrugMonograph | ConditionMonograph | Article | None:
        """The record, validated."""
        from ..model.record import RecordAdapter

        return RecordAdapter.validate_json(self.line) if self.line is not None else None


def stage(connection: Connection, run_id: str, position: int, visit: Visit, record: Monograph | None) -> None:
    """Keep what came of a run's target; a record that says what the store says is not kept twice."""
    line = None
    if record is not None and not is_stored(connection, record, visit):
        line = render_record(record)
    connection.execute(delete(staged).where((staged.c.run_id == run_id) & (staged.c.position == position)))
    row = find_page(connection, visit)
    connection.execute(
        insert(staged).values(
            run_id=run_id,
            position=position,
            visit=visit.to_json(),
            record=line,
            last_run=row.run_id if row is not None else None,
        )
    )


def staged_batch(connection: Connection, run_id: str, after: int = -1) -> list[Staged]:
    """The next results of a run's stage, behind position `after`; the empty list at the end."""
    query = (
        select(staged.c.position, staged.c.visit, staged.c.record, staged.c.last_run)
        .where((staged.c.run_id == run_id) & (staged.c.position > after))
        .order_by(staged.c.position)
        .limit(_BATCH)
    )
    return [
        Staged(row.position, Visit.from_json(row.visit), row.record, row.last_run) for row in connection.execute(query)
    ]


def visit_batch(connection: Connection, run_id: str, after: int = -1) -> list[tuple[int, Visit]]:
    """The same without the records: positions and visits."""
    query = (
        select(staged.c.position, staged.c.visit)
        .where((staged.c.run_id == run_id) & (staged.c.position > after))
        .order_by(staged.c.position)
        .limit(_BATCH)
    )
    return [(row.position, Visit.from_json(row.visit)) for row in connection.execute(query)]


def publish(connection: Connection, each: Staged, run_id: str) -> Change | None:
    """Store one staged result, unless another run has visited the page since: what it found is newer.

    Raises InputError for a record whose id is that of another page.
    """
    row = find_page(connection, each.visit)
    if row is not None and row.run_id not in (run_id, each.last_run):
        return None
    record = each.record
    with connection.begin_nested():  # what cannot be stored leaves nothing, and the others stay
        if record is not None:
            return put_article(connection, record, each.visit, run_id)
        if each.visit.outcome == "article":
            return put_same(connection, each.visit, run_id)
        return put_outcome(connection, each.visit, run_id)


def drop_stage(connection: Connection, run_id: str) -> None:
    """Forget a run's stage."""
    connection.execute(delete(staged).where(staged.c.run_id == run_id))


def count_staged(connection: Connection, run_id: str) -> int:
    """How many results wait."""
    return connection.scalar(select(func.count()).select_from(staged).where(staged.c.run_id == run_id)) or 0

"""The change feed: what each run did to the current records, a line a record."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select

from ..model.facts import iter_facts
from .compare import FieldChange, compare_facts, compare_parts
from .digest import render_record
from .records import BeforeRecord, Change
from .tables import changes

if TYPE_CHECKING:
    from ..model.monograph import Monograph

__all__ = ["PageChange", "change_batch", "describe_change", "put_change"]

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A line of `changes.jsonl`. Records that are new have no `fields`: all of them are."""

    run_id: str
    record_id: str
    title: str
    change: Change
    reason: str | None = None
    """Why it is gone: `deleted`, `redirect to X`, `merged into ID`."""
    title_before: str | None = None
    record_id_before: str | None = None
    revision_before: int | None = None
    revision_after: int | None = None
    fields: tuple[FieldChange, ...] = ()
    """Facts that came, went or changed."""
    parts: tuple[str, ...] = ()
    """Other parts of the record that changed: `text`, `sections`, …"""

    def to_json(self) -> str:
        """One line; what is absent is left out, but for `fields`."""
        data: dict[str, Any] = {"run_id": self.run_id, "record_id": self.record_id, "title": self.title}
        data["change"] = self.change
        for name in ("reason", "title_before", "record_id_before"):
            if (value := getattr(self, name)) is not None:
                data[name] = value
        revision = {"before": self.revision_before, "after": self.revision_after}
        data["revision"] = {name: value for name, value in revision.items() if value is not None}
        data["fields"] = [field.to_dict() for field in self.fields]
        data["parts"] = list(self.parts)
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> PageChange:
        """The change that `to_json` wrote."""
        data = json.loads(line)
        revision = data.pop("revision")
        fields, parts = data.pop("fields"), data.pop("parts")
        return cls(
            **data,
            revision_before=revision.get("before"),
            revision_after=revision.get("after"),
            fields=tuple(FieldChange(**field) for field in fields),
            parts=tuple(parts),
        )


def describe_change(change: Change, record: Monograph, before: BeforeRecord | None, *, run_id: str) -> PageChange:
    """What a run made of a record; `before` is the one that it replaced."""
    made = PageChange(
        run_id=run_id,
        record_id=record.record_id,
        title=record.page.title,
        change=change,
        revision_after=record.source.revision_id,
    )
    if before is None:
        return made
    old = json.loads(before.json)
    facts = ((row.field, row.index, row.json) for row in iter_facts(record))
    return replace(
        made,
        title_before=before.title if before.title != record.page.title else None,
        record_id_before=before.record_id if before.record_id != record.record_id else None,
        revision_before=old["source"].get("revision_id"),
        fields=tuple(compare_facts(before.facts, facts)),
        parts=compare_parts(old, json.loads(render_record(record))),
    )


def put_change(connection: Connection, change: PageChange) -> None:
    """Add a line; what the run did to the same record before is told in it too."""
    here = (changes.c.run_id == change.run_id) & (changes.c.record_id == change.record_id)
    earlier = connection.scalar(select(changes.c.json).where(here))
    if earlier is not None:
        change = _join(PageChange.from_json(earlier), change)
        connection.execute(delete(changes).where(here))
    connection.execute(insert(changes).values(run_id=change.run_id, record_id=change.record_id, json=change.to_json()))


def _join(first: PageChange, then: PageChange) -> PageChange:
    """Two changes of one record in one run as one: from the state before the first to that after the second."""
    if first.change == "added" and then.change != "gone":
        return replace(first, title=then.title, revision_after=then.revision_after)
    return replace(
        then,
        title_before=first.title_before or then.title_before,
        record_id_before=first.record_id_before or then.record_id_before,
        revision_before=first.revision_before or then.revision_before,
        fields=(*first.fields, *then.fields),
        parts=tuple(dict.fromkeys((*first.parts, *then.parts))),
    )


def change_batch(connection: Connection, run_id: str, after: str = "") -> list[tuple[str, str]]:
    """The next changes of a run by record id, behind `after`: (record id, line)."""
    query = select(changes.c.record_id, changes.c.json).where(
        (changes.c.run_id == run_id) & (changes.c.record_id > after)
    )
    return [tuple(row) for row in connection.execute(query.order_by(changes.c.record_id).limit(_BATCH))]

"""The current record of each page: put, found, read in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from ..errors import InputError, NotStoredError, StoreError
from ..model.facts import fact_fields, iter_facts
from ..text import normal_title
from .digest import digest_record, render_record
from .pages import add_alias
from .tables import aliases, facts, pages, records, revisions, state
from .visit import Visit

if TYPE_CHECKING:
    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.monograph import Article, Monograph

__all__ = [
    "BeforeRecord",
    "Change",
    "Replaced",
    "StoredRecord",
    "count_records",
    "count_version",
    "find_record",
    "holds_same",
    "put_revision",
    "replace_record",
    "stored_batch",
    "stored_digest",
    "stored_facts",
]

Change = Literal["added", "changed", "renamed", "back", "gone", "unchanged"]
"""What a visit did to the current records. `back`: the page was gone, and is an article again."""

_BATCH = 200


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it is stored, with what the last visit to its page found."""

    record_id: str
    title: str
    kind: str
    json: str
    """The record's line of `records.jsonl`."""
    outcome: str
    """Of the last visit; other than `article` where the wiki has since said something else."""
    tombstone: str | None
    """`missing`, `redirect`, …: the wiki no longer has an article here."""
    run_id: str | None
    """The run that wrote the record."""

    @property
    def record(self) -> DrugMonograph | ConditionMonograph | Article:
        """The record itself, validated. Raises StoreError if this version cannot read it."""
        from ..model.record import RecordAdapter

        try:
            return RecordAdapter.validate_json(self.json)
        except ValueError as error:
            raise StoreError(
                f"the stored record is not one that this wikiclean can read ({str(error).splitlines()[0]})",
                where=self.record_id,
            ) from error


@dataclass(frozen=True, slots=True)
class Replaced:
    """What `replace_record` did: the record as it is stored now, and the one before it, if that said anything else."""

    record: Monograph
    changed: bool
    before: BeforeRecord | None = None


@dataclass(frozen=True, slots=True)
class BeforeRecord:
    """A record that was replaced."""

    record_id: str
    title: str
    json: str
    facts: list[tuple[str, int, str]]
    """Field, place and JSON."""


def replace_record(
    connection: Connection, record: Monograph, page: int, *, visit: Visit, run_id: str | None
) -> Replaced:
    """Make `record` the current one of `page`, if it says anything else than the one that is there."""
    number = connection.scalar(select(pages.c.page_id).where(pages.c.id == page))
    if number is not None and record.record_id != (known := f"{visit.wiki}:{number}"):
        record = record.model_copy(update={"record_id": known})
    _refuse_taken(connection, record.record_id, page)
    digest = digest_record(record)
    before = connection.execute(select(records.c.record_id, records.c.digest).where(records.c.page == page)).first()
    if before is not None and before.digest == digest and before.record_id == record.record_id:
        return Replaced(record, changed=False)
    replaced = _before(connection, before.record_id) if before is not None else None
    if before is not None:
        connection.execute(delete(facts).where(facts.c.record_id == before.record_id))
        connection.execute(delete(records).where(records.c.record_id == before.record_id))
        if before.record_id != record.record_id:
            add_alias(connection, "record_id", visit.wiki, before.record_id, page)
    connection.execute(
        insert(records).values(
            record_id=record.record_id,
            page=page,
            kind=getattr(record, "kind", "article"),
            title=record.page.title,
            schema_version=record.schema_version,
            revision_id=record.source.revision_id,
            digest=digest,
            json=render_record(record),
            run_id=run_id,
        )
    )
    _replace_facts(connection, record)
    _replace_names(connection, record, page, visit.wiki)
    count_version(connection)
    return Replaced(record, changed=True, before=replaced)


def holds_same(connection: Connection, record: Monograph, page: int) -> bool:
    """Whether `record` says what the stored record of `page` says."""
    row = connection.execute(select(records.c.record_id, records.c.digest).where(records.c.page == page)).first()
    return row is not None and row.record_id == record.record_id and row.digest == digest_record(record)


def _before(connection: Connection, record_id: str) -> BeforeRecord:
    row = connection.execute(select(records.c.title, records.c.json).where(records.c.record_id == record_id)).one()
    return BeforeRecord(record_id, row.title, row.json, stored_facts(connection, record_id))


def _refuse_taken(connection: Connection, record_id: str, page: int) -> None:
    """A page called "1992" without a known number must not take the place of page number 1992."""
    other = select(records.c.title).where((records.c.record_id == record_id) & (records.c.page != page))
    title = connection.scalar(other)
    if title is not None:
        raise InputError(f"its record id {record_id!r} is that of another page, {title!r}; fetch it with its page id")


def put_revision(connection: Connection, record: Monograph, page: int, *, visit: Visit, run_id: str | None) -> None:
    """Remember that this revision was seen, once."""
    text_sha256 = record.source.text_sha256
    revision = f"r{visit.revision_id}" if visit.revision_id is not None else f"t{text_sha256}"
    same = (revisions.c.page == page) & (revisions.c.revision == revision)
    if connection.scalar(select(revisions.c.page).where(same)) is not None:
        return
    connection.execute(
        insert(revisions).values(
            page=page,
            revision=revision,
            revision_id=visit.revision_id,
            revision_timestamp=visit.revision_timestamp,
            text_sha256=text_sha256,
            retrieved_at=visit.retrieved_at,
            run_id=run_id,
        )
    )


def _replace_facts(connection: Connection, record: Monograph) -> None:
    rows = []
    for row in iter_facts(record):
        text = row.text_evidence
        rows.append(
            {
                "record_id": record.record_id,
                "field": row.field,
                "index": row.index,
                "json": row.json,
                "evidence_start": text.start if text else None,
                "evidence_end": text.end if text else None,
                "evidence_exact": row.exact,
            }
        )
    if rows:
        connection.execute(insert(facts), rows)


def _replace_names(connection: Connection, record: Monograph, page: int, wiki: str) -> None:
    connection.execute(delete(aliases).where((aliases.c.page == page) & (aliases.c.kind == "name")))
    for name in sorted({normal_title(alias) for alias in record.page.aliases}):
        add_alias(connection, "name", wiki, name, page)


def count_version(connection: Connection) -> None:
    """Each change of the current records raises `records_version`; records.jsonl is written again if it is behind."""
    version = connection.scalar(select(state.c.value).where(state.c.name == "records_version"))
    if version is None:
        connection.execute(insert(state).values(name="records_version", value="1"))
    else:
        raised = str(int(version) + 1)
        connection.execute(update(state).where(state.c.name == "records_version").values(value=raised))


_STORED = select(
    records.c.record_id,
    records.c.title,
    records.c.kind,
    records.c.json,
    pages.c.outcome,
    pages.c.tombstone,
    records.c.run_id,
).join_from(records, pages, records.c.page == pages.c.id)


def _read(connection: Connection, query: Select[Any]) -> list[StoredRecord]:
    return [StoredRecord(**row) for row in connection.execute(query).mappings()]


def stored_batch(connection: Connection, after: str = "", *, gone: bool = False) -> list[StoredRecord]:
    """The next records by record id, behind `after`; the empty list at the end.

    Only current ones, unless `gone`: then those too whose page the wiki no longer has.
    """
    query = _STORED.where(records.c.record_id > after).order_by(records.c.record_id).limit(_BATCH)
    return _read(connection, query if gone else query.where(pages.c.tombstone.is_(None)))


def count_records(connection: Connection, wiki: str | None = None) -> int:
    """How many current records there are, in all or of one wiki."""
    current = select(func.count()).select_from(records.join(pages, records.c.page == pages.c.id))
    current = current.where(pages.c.tombstone.is_(None))
    return connection.scalar(current if wiki is None else current.where(pages.c.wiki == wiki)) or 0


def find_record(connection: Connection, name: str, *, wiki: str | None = None) -> StoredRecord:
    """The record of a title, redirect, earlier title, name in the lead, or record id, in this order of trust.

    The first letter's case does not matter. Raises NotStoredError, naming near titles, if there is none, and
    StoreError if several pages have the same claim.
    """
    normal = normal_title(name)
    titled = (_STORED.where(pages.c.title == normal), _by_alias("title", normal))
    for queries in (
        (_STORED.where(records.c.record_id == name),),
        (_by_alias("record_id", name),),
        titled,  # a page that is gone steps back behind the one that its title leads to now
        (_by_alias("name", normal),),
    ):
        found = [_read(connection, _of_wiki(query, wiki).order_by(records.c.record_id)) for query in queries]
        alive = [[stored for stored in some if stored.tombstone is None] for some in found]
        chosen = next((some for some in (*alive, *found) if some), [])
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            ids = ", ".join(stored.record_id for stored in chosen)
            raise StoreError(f"several records are called {name!r}; give one of their ids: {ids}")
    raise NotStoredError(f"no record of {name!r}{_what_is_known(connection, normal)}")


def _of_wiki(query: Select[Any], wiki: str | None) -> Select[Any]:
    return query if wiki is None else query.where(pages.c.wiki == wiki)


def _by_alias(kind: str, value: str) -> Select[Any]:
    claim: ColumnElement[bool] = (aliases.c.kind == kind) & (aliases.c.value == value)
    return _STORED.where(pages.c.id.in_(select(aliases.c.page).where(claim)))


def _what_is_known(connection: Connection, title: str) -> str:
    """What the store can say about a title without a record."""
    outcome = connection.scalar(select(pages.c.outcome).where(pages.c.title == title))
    if outcome is not None:
        return f"; the last visit found: {outcome}"
    from difflib import get_close_matches

    start = records.c.title.startswith(title[:1], autoescape=True)
    titles = connection.scalars(select(records.c.title).where(start).order_by(records.c.title).limit(5000)).all()
    near = get_close_matches(title, titles, n=3)
    if near:
        return f"; near: {', '.join(near)}"
    return f"; the store holds {count_records(connection)} records"


def stored_digest(connection: Connection, record_id: str) -> str | None:
    """The hash that was kept with a record."""
    return connection.scalar(select(records.c.digest).where(records.c.record_id == record_id))


def stored_facts(connection: Connection, record_id: str) -> list[tuple[str, int, str]]:
    """Field, place and JSON of a record's rows in the facts table, in the record's order of fields."""
    query = select(facts.c.field, facts.c.index, facts.c.json).where(facts.c.record_id == record_id)
    order = {field: place for place, field in enumerate(fact_fields())}
    rows: list[tuple[str, int, str]] = [tuple(row) for row in connection.execute(query)]
    return sorted(rows, key=lambda row: (order.get(row[0], len(order)), row[1]))

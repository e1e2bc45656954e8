"""The tables of a store, in SQL that SQLite and PostgreSQL share.

Times are ISO 8601 text in UTC, JSON is text: both databases sort and compare them alike.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from .text_column import Text

__all__ = [
    "METADATA",
    "VERSION",
    "aliases",
    "changes",
    "facts",
    "headings",
    "health",
    "pages",
    "queue",
    "records",
    "responses",
    "revisions",
    "runs",
    "staged",
    "state",
    "wikis",
]

VERSION = 3
"""Of the tables below. A change raises it and adds its step to `migrations.py`."""

METADATA = MetaData()

# Code-point order, as Python and SQLite sort: records.jsonl has one order whatever the database.
_Key = Text().with_variant(Text(collation="C"), "postgresql")

state = Table(
    "state",
    METADATA,
    Column("name", Text, primary_key=True, comment="schema_version, records_version, …"),
    Column("value", Text, nullable=False),
)

pages = Table(
    "pages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("wiki", Text, nullable=False, comment="first part of the record id"),
    Column("page_id", BigInteger, comment="the wiki's own number; absent until it is known"),
    Column("title", Text, nullable=False, comment="in MediaWiki's normal form"),
    Column("namespace", Integer, nullable=False),
    Column("outcome", Text, nullable=False, comment="of the last visit"),
    Column("tombstone", Text, comment="outcome since which the wiki no longer has an article here"),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("transport", Text),
    Column("http_status", Integer),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("content_type", Text),
    Column("content_sha256", Text, comment="of the bytes of the last visit"),
    Column("revision_id", BigInteger, comment="of the last visit"),
    Column("retrieved_at", Text, comment="of the last visit"),
    Column("run_id", Text, comment="run of the last visit"),
    Column("seen_at", Text, comment="the wiki's time of the last visit: what it touched later may look different now"),
    Column("health", Text, comment="JSON of what was found on the page when it was last an article (health.py)"),
    UniqueConstraint("wiki", "page_id"),
    Index("pages_by_title", "title", "wiki"),
)

aliases = Table(
    "aliases",
    METADATA,
    Column(
        "kind",
        Text,
        nullable=False,
        comment="title (redirects, earlier titles), name (said in the lead), record_id (earlier ids)",
    ),
    Column("wiki", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("page", Integer, ForeignKey("pages.id"), nullable=False),
    PrimaryKeyConstraint("kind", "wiki", "value", "page"),
    Index("aliases_by_value", "kind", "value"),
)

revisions = Table(
    "revisions",
    METADATA,
    Column("page", Integer, ForeignKey("pages.id"), nullable=False),
    Column("revision", Text, nullable=False, comment="r<revision id>, or t<hash of the text> where there is none"),
    Column("revision_id", BigInteger),
    Column("revision_timestamp", Text),
    Column("text_sha256", Text, nullable=False),
    Column("retrieved_at", Text, comment="of the first visit that saw it"),
    Column("run_id", Text),
    PrimaryKeyConstraint("page", "revision"),
)

records = Table(
    "records",
    METADATA,
    Column("record_id", _Key, primary_key=True),
    Column("page", Integer, ForeignKey("pages.id"), nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("schema_version", Text, nullable=False),
    Column("revision_id", BigInteger),
    Column("digest", Text, nullable=False, comment="of what counts as a change (digest.py)"),
    Column("json", Text, nullable=False, comment="the record, as its line of records.jsonl"),
    Column("run_id", Text, comment="run that wrote it"),
)

facts = Table(
    "facts",
    METADATA,
    Column("record_id", _Key, nullable=False),
    Column("field", Text, nullable=False, comment="dosage, chemistry.formula, …"),
    Column("index", Integer, nullable=False, comment="place in the field's list; 0 for a single fact"),
    Column("json", Text, nullable=False),
    Column("evidence_start", Integer, comment="code points into the record's text; absent for boxes and tables"),
    Column("evidence_end", Integer),
    Column("evidence_exact", Text, nullable=False, comment="words of the first piece of evidence"),
    PrimaryKeyConstraint("record_id", "field", "index"),
    Index("facts_by_field", "field"),
)

runs = Table(
    "runs",
    METADATA,
    Column("run_id", Text, primary_key=True),
    Column("command", Text, nullable=False),
    Column("state", Text, nullable=False, comment="running, finished, interrupted, stopped (before publishing)"),
    Column("selection", Text, comment="hash of what was asked for; a run with the same one resumes"),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("exit_code", Integer),
    Column("report", Text, comment="run.json; of a run that has not ended, its settings and measures"),
)

headings = Table(
    "headings",
    METADATA,
    Column("run_id", Text, nullable=False),
    Column("heading", Text, nullable=False, comment="as shown; of a section whose kind the taxonomy does not know"),
    Column("pages", Integer, nullable=False, comment="drugs and conditions that hold it"),
    PrimaryKeyConstraint("run_id", "heading"),
)

queue = Table(
    "queue",
    METADATA,
    Column("run_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("target", Text, nullable=False),
    Column("site", Text),
    Column("state", Text, nullable=False, comment="pending, done, failed"),
    Column("outcome", Text),
    Column(
        "change", Text, comment="added, changed, renamed, back, unchanged, gone; absent where no record is concerned"
    ),
    PrimaryKeyConstraint("run_id", "position"),
    Index("queue_by_target", "target"),
    Index("queue_by_state", "state"),
)

wikis = Table(
    "wikis",
    METADATA,
    Column("wiki", Text, primary_key=True, comment="first part of the record id"),
    Column("base", Text, nullable=False, comment="address of the wiki: scheme, host, and what stands before /wiki/"),
    Column("site", Text, comment="as the scrape named it: a profile, or an address"),
    Column("profile", Text, comment="profile to clean with, where the user gave one"),
    Column("selections", Text, comment="JSON list of what scrapes asked the wiki for; absent where titles were given"),
    Column("api", Text, comment="address of api.php, where it is open"),
    Column("checked_at", Text, comment="the wiki's time up to which its changes are known here"),
    Column("cursor", Text, comment="JSON of what else the next refresh begins with (fetch/cursor.py)"),
    Column(
        "planned", Text, comment="JSON of api, checked_at and cursor, once the run that goes on has come to its end"
    ),
)

responses = Table(
    "responses",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("run_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("file", Text, nullable=False, comment="name in archive/"),
    Column("offset", BigInteger, nullable=False, comment="of the WARC record in the file"),
    Column("revisit", Boolean, nullable=False, comment="whether the body lies with an earlier response of this url"),
    Column("content_sha256", Text, nullable=False, comment="of the body, unpacked"),
    Column("payload_digest", Text, nullable=False, comment="of the body as sent, as in the WARC record"),
    Column("retrieved_at", Text, nullable=False),
    Index("responses_by_content", "content_sha256"),
    Index("responses_by_file", "file"),
)

staged = Table(
    "staged",
    METADATA,
    Column("run_id", Text, nullable=False),
    Column("position", Integer, nullable=False, comment="of the target in the run's queue"),
    Column("visit", Text, nullable=False, comment="JSON of what the visit found"),
    Column("record", Text, comment="as a line of records.jsonl; absent where it is the stored one, or no article"),
    Column("last_run", Text, comment="run of the page's last visit, when this was staged"),
    PrimaryKeyConstraint("run_id", "position"),
)

changes = Table(
    "changes",
    METADATA,
    Column("run_id", Text, nullable=False),
    Column("record_id", _Key, nullable=False),
    Column("json", Text, nullable=False, comment="a line of changes.jsonl"),
    PrimaryKeyConstraint("run_id", "record_id"),
)

health = Table(
    "health",
    METADATA,
    Column("run_id", Text, nullable=False),
    Column("wiki", Text, nullable=False),
    Column("figure", Text, nullable=False, comment="lead, sections, field.dosage, rule.NAME, …"),
    Column("pages", Integer, nullable=False, comment="pages that were counted"),
    Column("hits", Integer, nullable=False, comment="of them, those where the figure holds"),
    Column("same", Integer, nullable=False, comment="pages it held for before, read now in the same revision"),
    Column("same_lost", Integer, nullable=False, comment="of them, those where it holds no more"),
    Column("edited", Integer, nullable=False, comment="pages it held for before, read now in another revision"),
    Column("edited_lost", Integer, nullable=False, comment="of them, those where it holds no more"),
    Column("examples", Text, nullable=False, comment="JSON list of titles where it holds no more"),
    Column("broke", Integer, nullable=False, comment="1 where it left its band"),
    PrimaryKeyConstraint("run_id", "wiki", "figure"),
)

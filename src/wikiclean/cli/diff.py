"""`wikiclean diff`."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ..text import one_line
from .command import make_command
from .output import write_out

if TYPE_CHECKING:
    from ..store.runs import StoredRun

__all__ = ["command"]

logger = logging.getLogger(__name__)

_EXAMPLES = (
    ("what the last run changed", "wikiclean diff out"),
    ("everything since a run, for a program", "wikiclean diff out --since 20260101T030000Z-1f2e3d --format jsonl"),
)

_SIGNS = {"before": "-", "after": "+"}


@make_command("diff", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR")
@click.option("--since", metavar="RUN", help="All that changed after this run: a name in DIR/runs, or how it begins.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="How to show the changes.",
)
def command(directory: str, since: str | None, form: str) -> int:
    """Show what changed between runs, field by field, with the words that were read before and now.

    DIR is the directory of a run, or a database's address. Without --since: what the last run changed that was
    published. `jsonl` gives the lines of DIR/runs/RUN/changes.jsonl.
    """
    from ..store.base import open_store

    with open_store(directory) as store:
        count = 0
        for run in _chosen(store.runs(), since):
            for number, line in enumerate(store.iter_changes(run.run_id)):
                if form == "text" and not number:
                    write_out(f"{run.run_id}  {run.command}, {run.started_at}\n")
                for shown in (line,) if form == "jsonl" else _lines(json.loads(line)):
                    write_out(shown)
                count += 1
    if not count:
        logger.info("no record changed")
    return 0


def _chosen(runs: list[StoredRun], since: str | None) -> list[StoredRun]:
    """Runs to tell of, oldest first."""
    from ..pipeline.run_ids import find_run

    if since is None:
        published = [run for run in runs if run.state == "finished" and run.exit_code != 4]
        return published[-1:] or runs[-1:]
    return runs[find_run(runs, since) + 1 :]


def _lines(change: dict[str, Any]) -> Iterator[str]:
    """A change for people: what happened to the record, then its fields, old words above new ones."""
    yield one_line(f"{change['change']}: {change['title']} ({change['record_id']}){_about(change)}")
    for field in change["fields"]:
        yield f"  {field['field']} {field['change']}"
        for side, sign in _SIGNS.items():
            if side in field:
                said, *evidence = _describe(field["field"], field[side])
                yield f"    {sign} {one_line(said)}"
                yield from (f"        {one_line(words)}" for words in evidence)
    if change["parts"]:
        yield f"  also changed: {', '.join(change['parts'])}"
    if change["fields"] or change["parts"]:
        yield ""


def _about(change: dict[str, Any]) -> str:
    parts = [change["reason"]] if "reason" in change else []
    if "title_before" in change:
        parts.append(f"was {change['title_before']}")
    if "record_id_before" in change:
        parts.append(f"id was {change['record_id_before']}")
    before, after = (change["revision"].get(side) for side in ("before", "after"))
    if before is not None and after is not None and before != after:
        parts.append(f"revision {before} to {after}")
    return f": {'; '.join(parts)}" if parts else ""


def _describe(field: str, data: dict[str, Any]) -> Iterator[str]:
    """What a fact says, then the words it was read from; its JSON where this version cannot read it."""
    from ..model.facts import fact_fields
    from ..model.render.records.describe import describe, describe_evidence

    kind = fact_fields().get(field)
    try:
        fact = kind.model_validate(data) if kind is not None else None
    except ValueError:
        fact = None
    if fact is None:
        yield json.dumps(data, ensure_ascii=False)
        return
    yield describe(fact)
    yield from map(describe_evidence, fact.evidence)

"""`wikiclean verify`."""

from __future__ import annotations

import json
import logging

import click

from .command import make_command
from .output import write_out

__all__ = ["command"]

logger = logging.getLogger(__name__)

_EXAMPLES = (
    ("check every record", "wikiclean verify out"),
    ("findings for another program", "wikiclean verify out --format jsonl"),
)


@make_command("verify", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="How to write what is wrong: a line, or a JSON object a line.",
)
def command(directory: str, form: str) -> int:
    """Check every stored record: schema, evidence, hashes, what it was read from in the archive, and records.jsonl.

    DIR is the directory of a run, or a database's address (then the archive is left out). Exit code 1 if anything is
    wrong.
    """
    from ..pipeline.archiving import ARCHIVE_NAME
    from ..pipeline.verify import ArchiveCheck
    from ..store.base import open_store
    from ..store.verify import verify_store

    sound = wrong = 0
    with open_store(directory) as store:
        archive = store.directory / ARCHIVE_NAME if store.directory is not None else None
        check = ArchiveCheck(store.archive_index, archive) if archive is not None and archive.is_dir() else None
        for finding in verify_store(store, check):
            if finding is None:
                sound += 1
                continue
            wrong += 1
            if form == "jsonl":
                said = {"record_id": finding.record_id, "check": finding.check, "message": finding.message}
                write_out(json.dumps(said, ensure_ascii=False))
            else:
                write_out(f"{finding.record_id}: {finding.check}: {finding.message}")
    logger.info("%d records are sound; %d findings", sound, wrong)
    if check is not None and check.absent:
        logger.info("%d records were read from what is not in the archive", check.absent)
    return 1 if wrong else 0

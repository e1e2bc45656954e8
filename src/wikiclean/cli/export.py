"""`wikiclean export`."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from ..errors import UsageError
from .command import make_command

__all__ = ["command"]

logger = logging.getLogger(__name__)

_FORMATS = ("jsonl", "csv", "markdown", "fhir", "schema-org", "openfda")
_EXAMPLES = (
    ("tables for a spreadsheet or a database", "wikiclean export out --to csv -o tables"),
    ("a bundle of FHIR R5 resources", "wikiclean export out --to fhir -o drugs.fhir.json"),
    ("JSON-LD for the web", "wikiclean export out --to schema-org -o drugs.jsonld"),
)


@make_command("export", examples=_EXAMPLES)
@click.argument("directory", metavar="DIR")
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMATS),
    required=True,
    help="jsonl; csv: a table a kind of fact; markdown: a file a page; fhir: R5 bundle (needs wikiclean[fhir]); "
    "schema-org: JSON-LD; openfda: label-shaped JSON.",
)
@click.option("-o", "--output", "target", required=True, metavar="FILE", help="A file; for csv and markdown a folder.")
def command(directory: str, form: str, target: str) -> int:
    """Write the stored records in another format, each with its licence, attribution and permalink.

    DIR is the directory of a run, or a database's address. Pages that the wiki no longer has are left out.
    """
    from ..store.base import open_store
    from ..store.export.steps import export_records

    if target == "-":
        raise UsageError("an export is written to a file or a folder; give -o FILE")
    with open_store(directory) as store:
        count = export_records(store, form, Path(target))
    logger.info("%d records in %s", count, target)
    return 0 if count else 3

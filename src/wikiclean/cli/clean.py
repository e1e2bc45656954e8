"""`wikiclean clean`."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..errors import UsageError
from .command import make_command
from .inputs import InputOptions, Reading, Verdict, input_options, read_inputs
from .output import write_out

if TYPE_CHECKING:
    from ..clean.steps import Cleaned
    from ..model.document import Document
    from ..model.page import Page
    from ..sites.profile import SiteProfile

__all__ = ["command"]

_EXAMPLES = (
    ("a saved page as Markdown", "wikiclean clean page.html --url https://wiki.example/wiki/Aspirin"),
    ("a pasted page, with a list of all that was removed", "wikiclean clean page.txt --ledger removed.jsonl"),
    (
        "from another program, as plain text",
        "curl -s $PAGE | wikiclean clean - --format text",
    ),
    ("the whole Document, one JSON object a page", "wikiclean clean pages/*.html --format json"),
)


@make_command("clean", examples=_EXAMPLES)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="markdown",
    show_default=True,
    help="How to write the article; json is one Document a line.",
)
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write what was removed, one JSON object a piece: input, rule, reason, text, where.",
)
@click.option(
    "--keep",
    type=click.Choice(["apparatus"]),
    multiple=True,
    help="Keep references, see also and external links in the text.",
)
@input_options
def command(inputs: tuple[str, ...], form: str, ledger: Path | None, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Clean pages: the article and nothing else.

    INPUT is an HTML file, a plain-text file (.txt), - for standard input, or an address.
    """
    from ..clean.steps import clean_page

    verdict, keep = Verdict(len(inputs)), given.pop("keep")

    def work(page: Page, profile: SiteProfile | None) -> Cleaned:
        return clean_page(page, profile=profile, keep=keep)

    with ExitStack() as stack:
        removed = _open_ledger(ledger, stack)
        for reading in read_inputs(inputs, InputOptions(**given), verdict, work):
            if removed is not None:
                _write_ledger(removed, reading)
            document = reading.made.document
            if document.outcome == "article" or document.text:
                write_out(_render(document, form))
            if document.outcome == "article":
                verdict.produced()
            else:
                verdict.empty(reading.name, document.outcome)
    return verdict.exit_code()


def _render(document: Document, form: str) -> str:
    match form:
        case "text":
            return document.to_text()
        case "html":
            return document.to_html()
        case "json":
            return json.dumps(document.to_json(), ensure_ascii=False)
        case _:
            return document.to_markdown()


def _open_ledger(path: Path | None, stack: ExitStack) -> TextIO | None:
    if path is None:
        return None
    if str(path) == "-":
        raise UsageError("--ledger - would mix with the article on standard output; give a file")
    try:
        return stack.enter_context(path.open("w", encoding="utf-8", errors="replace", newline="\n"))
    except OSError as error:
        raise UsageError(f"the ledger cannot be written: {error.strerror}", where=str(path)) from error


def _write_ledger(stream: TextIO, reading: Reading[Cleaned]) -> None:
    for removal in reading.made.ledger.removals:
        line = {
            "input": reading.name,
            "rule": removal.rule,
            "reason": removal.reason,
            "text": removal.text,
            "where": removal.where,
        }
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")

"""`wikiclean parse`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .command import make_command
from .inputs import InputOptions, Verdict, input_options, read_inputs
from .output import write_out

if TYPE_CHECKING:
    from ..model.page import Page
    from ..pipeline.process import Result
    from ..sites.profile import SiteProfile

__all__ = ["command"]

_EXAMPLES = (
    ("a saved page as a record", "wikiclean parse page.html --url https://wiki.example/wiki/Aspirin"),
    ("for reading by eye", "wikiclean parse page.txt --indent"),
    ("the doses of many pages", "wikiclean parse pages/*.html | jq '.dosage[]?.dose'"),
)


@make_command("parse", examples=_EXAMPLES)
@click.option("--indent", is_flag=True, help="Spread each record over lines.")
@input_options
def command(inputs: tuple[str, ...], indent: bool, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Read pages into monograph records, one JSON object a line.

    INPUT is an HTML file, a plain-text file (.txt), - for standard input, or an address. Each fact carries
    the words it was read from. Not medical advice.
    """
    from ..pipeline.process import process_page
    from ..store.digest import render_record

    verdict = Verdict(len(inputs))

    def work(page: Page, profile: SiteProfile | None) -> Result:
        result = process_page(page, profile=profile)
        if result.error is not None:
            raise result.error
        return result

    for reading in read_inputs(inputs, InputOptions(**given), verdict, work):
        record = reading.made.record
        if record is None:
            verdict.empty(reading.name, reading.made.outcome)
            continue
        write_out(render_record(record, indent=2 if indent else None))
        verdict.produced()
    return verdict.exit_code()

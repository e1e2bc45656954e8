"""`wikiclean case new`."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

import click

from ..errors import UsageError
from . import network
from .command import make_command, make_family

__all__ = ["command"]

logger = logging.getLogger(__name__)


@make_command(
    "new",
    examples=(
        ("a page as a test case", "wikiclean case new https://wiki.example/wiki/Aspirin --contact me@lab.example"),
        ("run it", "pytest fixtures/pages"),
        ("after the rules were changed, and the differences read", "pytest fixtures/pages --accept"),
    ),
)
@click.argument("address", metavar="URL")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("fixtures/pages"),
    show_default=True, metavar="DIR", help="Folder that holds a folder a host.",
)  # fmt: skip
@click.option("--name", help="Of the case; made of the page's title where absent.")
@click.option("--site", help="Site profile to clean with; found from the page where absent.")
@network.contact
@click.option(
    "--cassette",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take the page from this recording.",
)
@network.allow_private
def _new(
    address: str,
    output: Path,
    name: str | None,
    site: str | None,
    contact: str | None,
    cassette: Path | None,
    allow_private: bool,
) -> int:
    """Save a page with what becomes of it as a test case: DIR/HOST/CASE/.

    With wikiclean's pytest plugin such a folder is a file of tests: the article, the ledger, and each field of the
    record. A case that is there already is not touched.
    """
    from ..fetch.session import SessionSettings, open_session
    from ..fetch.steps import fetch_page
    from ..pipeline.cases import write_case
    from ..text import slug

    if not address.lower().startswith(("http://", "https://")):
        raise UsageError("give the page's address, as in https://wiki.example/wiki/Aspirin", where=address)
    settings = SessionSettings(contact=contact, cassette=cassette, allow_private=allow_private)
    with open_session(settings) as session:
        page = fetch_page(address, site=site, session=session, rendering="page_html")
    host = (urlsplit(address).hostname or "unknown").replace(":", "-")
    folder = output / host / slug(name or page.title or urlsplit(address).path.rpartition("/")[2])
    if folder.exists():
        raise UsageError("there is a case of that name; give --name, or remove the folder", where=str(folder))
    write_case(page, folder)
    logger.info("saved in %s; run it with: pytest %s", folder, folder)
    return 0


command = make_family(
    "case",
    help_text="Pages saved as test cases.",
    members=(_new,),
    examples=(("save a page", "wikiclean case new https://wiki.example/wiki/Aspirin"),),
)

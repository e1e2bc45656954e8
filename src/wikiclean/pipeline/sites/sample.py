"""Some pages of a wiki, as a reader gets them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...errors import FetchError, RobotsDeniedError
from ...model.page import Page

__all__ = ["sample_wiki"]

_LISTED = 500
"""Titles that one answer of the wiki lists; the pages are taken evenly from them."""


def sample_wiki(
    site: str, *, pages: int, contact: str | None = None, rate: float | None = None, allow_private: bool = False
) -> Iterator[Page]:
    """Page views of `pages` articles; one that cannot be had is passed over.

    Raises RefusedError where the wiki lists no pages, UnreachableError where it does not answer.
    """
    from ...fetch.discover import discover_titles
    from ...fetch.selection import Selection
    from ...fetch.session import SessionSettings, open_session
    from ...fetch.steps import fetch_page

    settings = SessionSettings(contact=contact, rate=rate, allow_private=allow_private)
    with open_session(settings) as session:
        titles = list(islice(discover_titles(Selection(everything=True), site=site, session=session), _LISTED))
        for title in titles[:: max(1, len(titles) // pages)][:pages]:
            try:
                yield fetch_page(title, site=site, session=session, rendering="page_html")
            except RobotsDeniedError:
                raise
            except FetchError:
                continue

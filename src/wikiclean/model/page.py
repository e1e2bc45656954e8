"""A page as received: bytes, and what is known of where they came from. Never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, cast

from ..errors import UsageError

if TYPE_CHECKING:
    from bs4 import Tag
    from requests import Response

__all__ = ["Page", "Transport"]

Transport = Literal[
    "api_parse",
    "action_render",
    "rest_html",
    "page_html",
    "mobile_html",
    "enterprise",
    "zim",
    "file_html",
    "wikitext",
    "plain_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as received.

    `body` holds the bytes as received: HTML, the JSON answer of `action=parse` (`transport="api_parse"`),
    or plain text. Everything else is what the transport knew beside the body; `None` where it knew nothing.
    What the body itself says (its own title, revision, categories) is read later, by `clean_page`.
    """

    body: bytes
    transport: Transport
    url: str | None = None
    """As asked for."""
    final_url: str | None = None
    """After redirects, where it differs."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""
    site: str | None = None
    """Id of the site profile to use; found from the URL and the page where absent."""
    title: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    revision_timestamp: datetime | None = None
    retrieved_at: datetime | None = None
    """Fetch time, WARC date or dump date; absent for a local file."""
    served_at: datetime | None = None
    """The wiki's own time before it made the answer; what it changed later is not in it."""
    redirected_from: str | None = None
    deleted: bool = False
    """Whether the wiki's log says of a page that is missing that it was deleted."""
    language: str | None = None

    @classmethod
    def from_html(
        cls,
        html: str | bytes | Response | Tag,
        *,
        url: str | None = None,
        title: str | None = None,
        site: str | None = None,
        transport: Transport = "file_html",
    ) -> Page:
        """Make a page of HTML in hand: `bytes`, `str`, a `requests.Response` or a `BeautifulSoup`/`Tag`.

        A `str` is taken as already decoded (a `<meta charset>` inside it is not believed). A `Response`
        brings its URL, status and headers.
        """
        headers: dict[str, str] = {}
        status: int | None = None
        final_url: str | None = None
        if isinstance(html, bytes | bytearray):
            body = bytes(html)
        elif isinstance(html, str):
            body = html.encode("utf-8", "surrogatepass")
            headers = {"content-type": "text/html; charset=utf-8"}
        elif hasattr(type(html), "iter_content"):  # asked of the type: a Tag has any attribute
            response = cast("Response", html)
            body = response.content
            headers = {name.lower(): value for name, value in response.headers.items()}
            status = response.status_code
            final_url = response.url
            url = url or (response.history[0].url if response.history else response.url)
            transport = "page_html" if transport == "file_html" else transport
        elif hasattr(type(html), "decode_contents"):
            body = str(html).encode()
            headers = {"content-type": "text/html; charset=utf-8"}
        else:
            raise UsageError(
                f"Page.from_html takes str, bytes, a requests.Response or a BeautifulSoup; got {type(html).__name__}"
            )
        return cls(
            body=body,
            transport=transport,
            url=url,
            final_url=final_url if final_url != url else None,
            status=status,
            headers=headers,
            site=site,
            title=title,
        )

    @classmethod
    def from_text(cls, text: str, *, title: str | None = None, url: str | None = None, site: str | None = None) -> Page:
        """Make a page of pasted plain text; `title` is the page's title, which the text may not hold."""
        return cls(
            body=text.encode("utf-8", "surrogatepass"),
            transport="plain_text",
            url=url,
            headers={"content-type": "text/plain; charset=utf-8"},
            title=title,
            site=site,
        )

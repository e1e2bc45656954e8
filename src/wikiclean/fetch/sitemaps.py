"""Addresses of pages from sitemaps and feeds.

Source: https://www.sitemaps.org/protocol.html, RFC 4287 (Atom), https://www.rssboard.org/rss-specification
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..errors import RefusedError
from .api import accepted, get
from .body import GZIP_MAGIC, MAX_BYTES, join_bounded
from .guard import host_of
from .session import Session
from .target import Target
from .xml import read_entries

if TYPE_CHECKING:
    from .session import Answer

__all__ = ["ROBOTS", "list_feed", "list_sitemap"]

ROBOTS = "robots"
"""What stands for the sitemaps that robots.txt names."""
_MOST_DEPTH = 3
"""Levels of indexes; the protocol allows one."""
_MOST_FILES = 50_000
"""Of a sitemap index, by the protocol."""
_SHOWN = 3
"""Other hosts that an error names."""
_NAMESPACE = re.compile(r"-NS_(-?\d+)-\d+\.xml")
"""How MediaWiki names the file of a namespace."""


def list_sitemap(session: Session, wiki: Target, sitemap: str, namespaces: tuple[int, ...]) -> Iterator[str]:
    """Addresses of pages of the wiki's host that a sitemap lists, with those of the sitemaps that it names.

    `sitemap`: its address, or `ROBOTS`. Files of other namespaces, by MediaWiki's names for them, are not asked for.
    Raises RefusedError where there is none, where it is no sitemap, or where it lists only pages of other hosts.
    """
    firsts = _named_by_robots(session, wiki) if sitemap == ROBOTS else [sitemap]
    waiting, known = deque((address, 0) for address in firsts), set(firsts)
    ours, others = 0, set[str]()
    while waiting:
        address, depth = waiting.popleft()
        answer = accepted(get(session, wiki, address))
        for kind, page in _entries_of(answer, address):
            if kind == "sitemap":
                if (
                    page not in known
                    and depth < _MOST_DEPTH
                    and len(known) < _MOST_FILES
                    and _is_wanted(page, namespaces)
                ):
                    known.add(page)
                    waiting.append((page, depth + 1))
            elif host_of(page) == host_of(wiki.base):
                ours += 1
                yield page
            elif len(others) < _SHOWN:
                others.add(host_of(page))
    if not ours and others:
        raise RefusedError(
            f"the sitemap lists pages of {', '.join(sorted(others))} and none of {host_of(wiki.base)}; "
            "give --site with their address",
            where=firsts[0],
        )


def list_feed(session: Session, wiki: Target, feed: str) -> Iterator[str]:
    """Addresses of the pages of the wiki's host that an Atom or RSS feed tells of.

    A change that is shown as a difference stands for its page. Raises RefusedError for what is no feed.
    """
    answer = accepted(get(session, wiki, feed))
    for _, fields in read_entries(answer.body, ("entry", "item"), where=answer.url):
        address = fields.get("link", "")
        if host_of(address) == host_of(wiki.base):
            yield address


def _named_by_robots(session: Session, wiki: Target) -> list[str]:
    from protego import Protego

    parts = urlsplit(wiki.base)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    answer = get(session, wiki, address)
    words = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
    if not (found := list(dict.fromkeys(Protego.parse(words).sitemaps))):
        raise RefusedError("robots.txt names no sitemap; give the address of one (--sitemap URL)", where=address)
    return found


def _entries_of(answer: Answer, where: str) -> Iterator[tuple[str, str]]:
    """`url` or `sitemap`, and its address; a file of text has an address a line."""
    body = answer.body
    if body.startswith(GZIP_MAGIC):
        body = join_bounded([body], encoding="gzip", limit=MAX_BYTES, where=where)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        for kind, fields in read_entries(body, ("url", "sitemap"), where=where):
            if _is_address(page := fields.get("loc", "")):
                yield kind, page
        return
    if not answer.headers.get("content-type", "text/plain").startswith("text/plain"):
        raise RefusedError("no sitemap: neither XML nor a list of addresses", where=where)
    for line in body.decode("utf-8", "replace").splitlines():
        if _is_address(page := line.strip()):
            yield "url", page


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _is_wanted(sitemap: str, namespaces: tuple[int, ...]) -> bool:
    found = _NAMESPACE.search(sitemap)
    return found is None or int(found[1]) in namespaces

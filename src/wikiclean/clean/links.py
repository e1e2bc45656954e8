"""Where a link goes, said the same way whatever rendered it: a page title, `#anchor`, or an address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from ..text import normal_title

__all__ = ["LinkResolver", "file_name"]

_WIKI_PATH = re.compile(r"^/{1,2}(?:wiki|w/index\.php|index\.php|wiki/index\.php|w)/(?P<title>[^?]+)$")
_NOT_PLAIN = re.compile(r"[?#]")
_INDEX = re.compile(r"(?:^|/)index\.php$")
_THUMB = re.compile(r"/thumb/(?:[0-9a-f]/[0-9a-f]{2}/)?(?P<file>[^/]+)/[^/]+$")


class LinkResolver:
    """Targets of one page's links. `hosts`: the wiki's own host names, whose page addresses are titles."""

    def __init__(self, title: str, url: str | None, *hosts: str) -> None:
        self._title = title
        own = urlsplit(url).netloc if url else ""
        self._hosts = frozenset(host for host in (own, *hosts) if host)
        self._known: dict[str, str | None] = {}

    def target(self, href: str | None) -> str | None:
        """The target of `href`; None where it leads nowhere (`javascript:`, empty)."""
        if not href:
            return None
        try:
            return self._known[href]
        except KeyError:
            found = self._known[href] = self._resolve(href.strip())
            return found

    def _resolve(self, href: str) -> str | None:
        if href.startswith("/wiki/") and not _NOT_PLAIN.search(href):
            return self._page(unquote(href[6:]), "")
        if href.startswith("#"):
            return f"#{unquote(href[1:])}" if len(href) > 1 else None
        if href.startswith("./"):  # Parsoid
            return self._page(unquote(href[2:].partition("?")[0].partition("#")[0]), _fragment(href))
        try:
            parts = urlsplit(href)
        except ValueError:
            return href
        if parts.scheme not in ("", "http", "https"):
            return None if parts.scheme in ("javascript", "data", "vbscript") else href
        if parts.netloc and parts.netloc not in self._hosts:
            return href if parts.scheme else f"https:{href}"
        path = parts.path if not href.startswith("//") or parts.netloc else "/" + parts.path.lstrip("/")
        if _INDEX.search(path) and "title=" in parts.query:
            query = parse_qs(parts.query)
            extra = set(query) - {"title", "action", "redlink", "mobileaction", "useskin", "oldid"}
            if (
                not extra
                and query.get("action", ["edit"]) == ["edit"]
                and ("redlink" in query or "action" not in query)
            ):
                return self._page(query["title"][0], parts.fragment)
            return href
        if match := _WIKI_PATH.match(path):
            if not parts.query or "redlink" in parts.query:
                return self._page(unquote(match["title"]), parts.fragment)
            return href
        if not parts.netloc and not path.startswith("/") and not parts.query:
            name = re.sub(r"\.x?html?$", "", unquote(path))
            return self._page(name.rpartition("/")[2] if name.startswith("../") else name, parts.fragment)
        return href

    def _page(self, title: str, fragment: str) -> str | None:
        title = normal_title(title)
        fragment = unquote(fragment)
        if not title or (title == self._title and fragment):
            return f"#{fragment}" if fragment else None
        return f"{title}#{fragment}" if fragment else title


def _fragment(href: str) -> str:
    return href.partition("#")[2]


def file_name(href: str | None, src: str | None) -> str | None:
    """The file an image shows: from the link to its page (`File:X.jpg` in any language), else from `src`.

    >>> file_name("/wiki/Fichier:Foie_humain.png", None)
    'Foie humain.png'
    >>> file_name(None, "//upload.example/thumb/a/ab/Liver.svg/220px-Liver.svg.png")
    'Liver.svg'
    """
    for address in (href, src):
        if not address:
            continue
        path = unquote(address.partition("?")[0].partition("#")[0])
        if address is href:
            name = path.rpartition("/")[2]
            namespace, colon, file = name.partition(":")
            if colon and namespace and "." in file:
                return normal_title(file)
        elif not address.startswith("data:"):
            if match := _THUMB.search(path):
                return normal_title(match["file"])
            return normal_title(re.sub(r"^\d+px-", "", path.rpartition("/")[2])) or None
    return None

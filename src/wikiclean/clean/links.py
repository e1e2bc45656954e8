"""Where a link goes, said the same way whatever rendered it: a page title, `#anchor`, or an address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus, urlsplit

from ..text import normal_title

__all__ = ["LinkResolver", "file_name", "percent_decoded"]

_WIKI_PATH = re.compile(r"^/{1,2}(?:wiki|w/index\.php|index\.php|wiki/index\.php|w)/(?P<title>[^?]+)$")
_OF_A_PAGE = frozenset({"title", "action", "redlink", "mobileaction", "useskin", "oldid"})
"""What the query of an address may hold that leads to a page and not to a tool."""
_INDEX = re.compile(r"(?:^|/)index\.php$")
_THUMB = re.compile(r"/thumb/(?:[0-9a-f]/[0-9a-f]{2}/)?(?P<file>[^/]+)/[^/]+$")
_NOT_IN_A_NAME = frozenset("/:?#")
_SCALED = re.compile(r"^\d+px-+|(?<=\.svg)\.png$|(?<=\.ogv|\.pdf|\.tif)\.jpg$|(?<=\.webm)\.jpg$")
"""What a wiki adds to a file's name when it makes a smaller picture of it."""
_PAGE_ENDING = re.compile(r"\.x?html?$")


class LinkResolver:
    """Targets of one page's links. `hosts`: the wiki's own host names, whose page addresses are titles."""

    def __init__(self, title: str, url: str | None, *hosts: str) -> None:
        self._title = title
        own = urlsplit(url).netloc if url else ""
        self._hosts = frozenset(host for host in (own, *hosts) if host)
        self._path = _article_path(title, url) if url else None
        self._known: dict[str, str | None] = {}

    def target(self, href: str | None) -> str | None:
        """The target of `href`; None where it leads nowhere (`javascript:`, empty)."""
        if not href:
            return None
        try:
            return self._known[href]
        except KeyError:
            found = self._known[href] = self._read(href)
            return found

    def _read(self, href: str) -> str | None:
        if href.startswith("/wiki/") and "?" not in href and href[6:7] != "/":  # nearly all links of most wikis
            name, _, fragment = href[6:].partition("#")
            title: str | None = _title(name)
        elif href.startswith("./"):  # Parsoid
            name, _, fragment = href[2:].partition("#")
            title = _title(name.partition("?")[0])
        elif href.endswith(".html") and not _NOT_IN_A_NAME.intersection(href):  # a saved page beside this one
            return _title(href[:-5]) or None
        elif href.startswith("http") and href.partition("://")[2].partition("/")[0] not in self._hosts:
            return href if "%20" not in href or "/wiki/" not in href else href.replace("%20", "_")  # another wiki
        elif self._path is not None and (own := self._own_name(href)) is not None:
            name, _, fragment = own.partition("#")
            title = _title(name)
        else:
            address = _read_address(href.strip())
            if address.title is None or (address.host and address.host not in self._hosts):
                return address.plain
            title, fragment = address.title, address.fragment
        if not fragment:
            return title or None
        fragment = percent_decoded(fragment)
        return f"#{fragment}" if not title or title == self._title else f"{title}#{fragment}"

    def _own_name(self, href: str) -> str | None:
        """What follows the wiki's own article path in an address, if it has that path."""
        assert self._path is not None
        if "//" in href:
            _, _, rest = href.partition("//")
            _, slash, path = rest.partition("/")
            href = slash + path
        if not href.startswith(self._path) or "?" in href:
            return None
        name = href[len(self._path) :]
        page = name.partition("#")[0]
        if not page or (self._path == "/" and ("/" in page or "." in page)):
            return None  # at the root of a host, files and tools stand beside the articles
        return name


def _article_path(title: str, url: str) -> str | None:
    """What stands before the title in a page's own address, if it is another path than most wikis have: `/title/`."""
    path = percent_decoded(urlsplit(url).path).replace("_", " ")
    name = title.replace("_", " ")
    before = len(path) - len(name)
    if not name or before < 1 or path[before + 1 :] != name[1:] or path[before].casefold() != name[0].casefold():
        return None
    found = urlsplit(url).path[:before] if path[:before].isascii() else ""
    return found if found.endswith("/") and found != "/wiki/" else None


class _Address(NamedTuple):
    """What an address says by itself. `title` is None where it names no page of a wiki."""

    plain: str | None
    """The address as a target, where it is not a page of this wiki."""
    host: str = ""
    title: str | None = None
    fragment: str = ""
    """As written."""


def percent_decoded(text: str) -> str:
    """`%C3%A9` as `é`: what `urllib.parse.unquote` does, many times as fast on titles of other scripts.

    Python's own escapes have the same form but for the sign, and are decoded in C.
    """
    if "%" not in text:
        return text
    if "\\" not in text:
        try:
            return (
                text.encode()
                .replace(b"%", b"\\x")
                .decode("unicode_escape")
                .encode("latin-1")
                .decode("utf-8", "replace")
            )
        except ValueError:
            pass  # a lone "%" is none of an escape
    return unquote(text)


def _read_address(href: str) -> _Address:
    """Take an address apart."""
    if href.startswith("#"):
        return _Address(None, "", "", href[1:])
    try:
        parts = urlsplit(href)
    except ValueError:
        return _Address(href)
    if parts.scheme not in ("", "http", "https"):
        return _Address(None if parts.scheme in ("javascript", "data", "vbscript") else href)
    plain = href if parts.scheme or not parts.netloc else f"https:{href}"
    path = parts.path if not href.startswith("//") or parts.netloc else "/" + parts.path.lstrip("/")
    title: str | None = None
    if _UPLOAD in parts.query:
        return _Address(plain, "", f"File:{_uploaded(parts.query)}")
    if _INDEX.search(path) and "title=" in parts.query:
        query = dict(pair.partition("=")[::2] for pair in parts.query.split("&"))
        shows_page = "redlink" in query or "action" not in query
        if shows_page and query.keys() <= _OF_A_PAGE and query.get("action", "edit") == "edit":
            title = normal_title(unquote_plus(query["title"]))
    elif match := _WIKI_PATH.match(path):
        if not parts.query or "redlink" in parts.query:
            title = _title(match["title"])
    elif not parts.netloc and not path.startswith("/") and not parts.query:
        name = _PAGE_ENDING.sub("", percent_decoded(path))
        title = normal_title(name.rpartition("/")[2] if name.startswith("../") else name)
    return _Address(plain, parts.netloc, title, parts.fragment)


_MISSING_FILE = "Special:FilePath/"
_UPLOAD = "wpDestFile="
"""Links of a picture that does not exist: Parsoid's, and a skin's to the form that uploads it. Both name the file."""


@lru_cache(maxsize=65_536)
def _title(path: str) -> str:
    """The title that a path ends in; pages of one wiki share most of theirs, so the last ones are remembered."""
    title = normal_title(percent_decoded(path))
    return f"File:{title.removeprefix(_MISSING_FILE)}" if title.startswith(_MISSING_FILE) else title


def _uploaded(address: str) -> str:
    """The file that an upload form asks for."""
    return normal_title(unquote_plus(address.partition(_UPLOAD)[2].partition("&")[0]))


def file_name(href: str | None, src: str | None) -> str | None:
    """The file an image shows: from the link to its page (`File:X.jpg` in any language), else from `src`.

    >>> file_name("/wiki/Fichier:Foie_humain.png", None)
    'Foie humain.png'
    >>> file_name(None, "//upload.example/thumb/a/ab/Liver.svg/220px-Liver.svg.png")
    'Liver.svg'
    >>> file_name(None, "https://static.example/wiki/images/a/a8/Liver.png/revision/latest/scale-to-width-down/180?cb=1")
    'Liver.png'
    >>> file_name("/wiki/Special:Upload?wpDestFile=Missing_liver.png", None)
    'Missing liver.png'
    """
    for address in (href, src):
        if not address:
            continue
        path = percent_decoded(address.partition("?")[0].partition("#")[0])
        if address is href:
            name = path.rstrip("/").rpartition("/")[2]
            namespace, colon, file = name.partition(":")
            if colon and namespace and "." in file:
                return normal_title(file)
            if _MISSING_FILE in path:
                return normal_title(path.partition(_MISSING_FILE)[2])
            if _UPLOAD in address:
                return _uploaded(address)
        elif not address.startswith("data:"):
            path = path.partition("/revision/")[0]  # Fandom
            if match := _THUMB.search(path):
                return normal_title(match["file"])
            return normal_title(_SCALED.sub("", path.rpartition("/")[2])) or None
    return None

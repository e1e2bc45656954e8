"""Where links and pictures lead when they leave the Document: only addresses that are safe to click."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from ..document import Document

__all__ = ["Addresses", "is_external"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_OTHER_SCHEMES = ("mailto:", "tel:", "sms:", "news:", "urn:", "magnet:", "data:", "javascript:", "vbscript:")
_SAFE = ("http://", "https://", "mailto:")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def is_external(target: str) -> bool:
    """Whether a link's target is an address, and not a page title or `#anchor`.

    >>> is_external("https://example.org/"), is_external("mailto:a@example.org"), is_external("Help:Contents")
    (True, True, False)
    """
    return target.startswith(("//", *_OTHER_SCHEMES)) or _SCHEME.match(target) is not None


class Addresses:
    """Addresses as one Document's renderings give them: `http`, `https`, `mailto` or relative, else None."""

    def __init__(self, document: Document) -> None:
        source = document.source
        self._page = next((url for url in (source.canonical_url, source.url) if url and _is_web(url)), None)
        self._base = _article_path(self._page, document.title) if self._page else "./"

    def link(self, target: str) -> str | None:
        """The address of a link's target: pages of the wiki under its own address, where that is known."""
        if target.startswith("#"):
            return "#" + _quoted(target[1:], safe="")
        if is_external(target):
            return target if target.lower().startswith(_SAFE) else None
        title, sign, anchor = target.partition("#")
        return self._base + _quoted(title.replace(" ", "_"), safe="/") + sign + _quoted(anchor, safe="")

    def picture(self, url: str | None) -> str | None:
        """The address of a picture, made absolute where the page's own address is known."""
        if not url or _CONTROL.search(url):
            return None
        try:
            if url.startswith("//"):
                address = f"https:{url}"
            elif self._page and not _SCHEME.match(url) and ":" not in url.partition("/")[0]:
                address = urljoin(self._page, url)
            else:
                address = url
            scheme = urlsplit(address).scheme
        except ValueError:
            return None
        return address if scheme in ("", "http", "https") else None


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _CONTROL.search(url)


def _article_path(page: str, title: str) -> str:
    """What stands before the title in a page's address, e.g. `https://wiki.example/wiki/`."""
    parts = urlsplit(page)
    host = f"{parts.scheme}://{parts.netloc}"
    name = title.replace(" ", "_")
    path = unquote(parts.path).replace(" ", "_")
    if name and path.endswith(f"/{name}"):
        return host + _quoted(path[: -len(name)], safe="/")
    if "title=" in parts.query:
        return f"{host}{_quoted(unquote(parts.path), safe='/')}?title="
    return f"{host}/wiki/"


def _quoted(text: str, *, safe: str) -> str:
    return quote(text, safe=safe + ":,;@!-._~", errors="replace")

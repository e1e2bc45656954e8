"""The shipped profiles, and which of them fits a page."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..errors import ProfileError
from .profile import SiteProfile, read_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_host", "find_profile", "load_profile", "own_rules", "profile_names"]

_SHIPPED = Path(__file__).parent / "profiles"
_DEFAULT = "mediawiki"
_HEAD = 20_000
_TOP = 60_000
"""Characters of a page in which it says what it is."""
_TAG = 300
"""Characters in which a tag's address stands."""
_OWN_ADDRESS = ('rel="canonical"', "wgServer", "<base ", "dc:isVersionOf", 'property="og:url"')
_HOST = re.compile(r"//([\w.-]+)")
_CALLED = (
    ("title", "<title", ">", "<"),
    ("site", 'property="og:site_name" content="', "", '"'),
    ("site", 'name="application-name" content="', "", '"'),
    ("tagline", 'id="siteSub"', ">", "<"),
)
"""(line of the card, a mark on the page, what opens the words after it, what ends them)."""


@lru_cache(maxsize=1)
def profile_names() -> tuple[str, ...]:
    """Names of the shipped profiles, sorted."""
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


@lru_cache(maxsize=64)
def load_profile(name: str) -> SiteProfile:
    """A shipped profile by name, or one of your own by the path of its TOML file.

    Raises ProfileError, naming the nearest shipped profile, if there is none.
    """
    return _load(name, ())


def own_rules(name: str) -> frozenset[str]:
    """Ids of the rules that a profile states itself, without those it takes over. Raises ProfileError."""
    return frozenset(rule.id for rule in read_profile(_path_of(name)).rules)


def _path_of(name: str) -> Path:
    if name in profile_names():
        return _SHIPPED / f"{name}.toml"
    if name.endswith(".toml"):
        return Path(name)
    close = difflib.get_close_matches(name, profile_names(), n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"shipped: {', '.join(profile_names())}"
    raise ProfileError(f"no site profile {name!r}; {hint} (or give the path of a .toml file)")


def _load(name: str, children: tuple[str, ...]) -> SiteProfile:
    path = _path_of(name)
    if name in children:
        raise ProfileError(f"profiles extend each other in a circle: {' -> '.join((*children, name))}", where=str(path))
    profile = read_profile(path)
    if profile.extends is None:
        return profile
    return _load(profile.extends, (*children, name)).extended_by(profile)


def find_profile(url: str | None, html: str | None = None) -> SiteProfile:
    """The profile of the wiki at `url`; where no host fits, the one that the page itself points to.

    A page saved without its address still says where it is from: by its canonical link, MediaWiki's `wgServer`,
    Parsoid's base, or else by its title, site name and tagline, which a profile's `signs` are matched against. Falls
    back to `mediawiki`, which knows the markup that all MediaWiki skins share.
    """
    host = (urlsplit(url).hostname or "").lower() if url else ""
    if name := _profile_of_host(host):
        return load_profile(name)
    if html:
        for host in _hosts_named(html):
            if name := _profile_of_host(host):
                return load_profile(name)
        card = _card(html)
        for name in profile_names():
            profile = load_profile(name)
            if any(re.search(sign, card) for sign in profile.signs):
                return profile
    return load_profile(_DEFAULT)


@lru_cache(maxsize=1024)
def _profile_of_host(host: str) -> str | None:
    if not host:
        return None
    fitting = (n for n in profile_names() if any(_host_fits(host, pattern) for pattern in load_profile(n).hosts))
    return next(fitting, None)


def find_host(html: str) -> str | None:
    """The host that a page's head names as its own; None where it names none."""
    return next(_hosts_named(html), None)


def _hosts_named(html: str) -> Iterator[str]:
    """Hosts that the page's head names as its own. Plain searches: the page may be large."""
    end = html.find("<body")
    head = html[: end if end >= 0 else _HEAD]
    for mark in _OWN_ADDRESS:
        at = head.find(mark)
        if at >= 0:
            start = head.rfind("<", 0, at)
            if match := _HOST.search(head, start if at - start < _TAG else at, at + _TAG):
                yield match[1].lower()


def _card(html: str) -> str:
    """What a page calls itself, a line each: its first words, title, site name, tagline."""
    lines = [f"start: {html[:200].strip()}"]
    for name, mark, opens, close in _CALLED:
        at = html.find(mark, 0, _TOP)
        if at >= 0:
            start = html.find(opens, at + len(mark)) + len(opens)
            lines.append(f"{name}: {html[start : html.find(close, start)][:300].strip()}")
    return "\n".join(lines)


def _host_fits(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host == pattern

"""The shipped profiles, and which of them fits a page."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import ProfileError
from .profile import SiteProfile, read_profile

__all__ = ["find_profile", "load_profile", "profile_names"]

_SHIPPED = Path(__file__).parent / "profiles"
_DEFAULT = "mediawiki"


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


def _load(name: str, children: tuple[str, ...]) -> SiteProfile:
    if name in profile_names():
        path = _SHIPPED / f"{name}.toml"
    elif name.endswith(".toml"):
        path = Path(name)
    else:
        close = difflib.get_close_matches(name, profile_names(), n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"shipped: {', '.join(profile_names())}"
        raise ProfileError(f"no site profile {name!r}; {hint} (or give the path of a .toml file)")
    if name in children:
        raise ProfileError(f"profiles extend each other in a circle: {' -> '.join((*children, name))}", where=str(path))
    profile = read_profile(path)
    if profile.extends is None:
        return profile
    return _load(profile.extends, (*children, name)).extended_by(profile)


def find_profile(url: str | None, html: str | None = None) -> SiteProfile:
    """The profile of the wiki at `url`; where no host fits, the one whose signs the page's text shows.

    Falls back to `mediawiki`, which knows the markup that all MediaWiki skins share.
    """
    host = (urlsplit(url).hostname or "").lower() if url else ""
    if host:
        for name in profile_names():
            if any(_host_fits(host, pattern) for pattern in load_profile(name).hosts):
                return load_profile(name)
    if html:
        for name in profile_names():
            profile = load_profile(name)
            if any(_shows(sign, html) for sign in profile.signs):
                return profile
    return load_profile(_DEFAULT)


def _shows(sign: str, html: str) -> bool:
    if sign.startswith("\\A"):
        return re.match(sign, html) is not None  # `search` would try every position
    return re.search(sign, html) is not None


def _host_fits(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host == pattern

"""What the user names: a page by its title on a wiki, or by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from ..errors import UsageError
from ..sites.profile import SiteProfile
from ..sites.registry import find_profile, load_profile, profile_names
from ..text import normal_title

__all__ = ["Target", "read_target"]

_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)
_PAGE_PATH = re.compile(r"^(?P<prefix>.*?/{1,2}(?:wiki|index\.php|w/index\.php|wiki/index\.php)/)(?P<title>.+)$")


@dataclass(frozen=True, slots=True)
class Target:
    """One page of one wiki. `base`: scheme and host, e.g. `https://wiki.example`; `url`: for people and records."""

    base: str
    title: str
    url: str
    profile: SiteProfile
    revision: int | None = None


def read_target(target: str, site: str | None = None) -> Target:
    """Read TARGET: a page's address, or a title on the wiki that `site` names (a profile, or an address).

    Raises UsageError that says what is missing.
    """
    target = target.strip()
    if not target:
        raise UsageError("an empty target; give a page's title or address")
    if _ADDRESS.match(target):
        return _of_address(target, site)
    if site is None:
        raise UsageError(
            f"{target!r} is a title, and no wiki is named; give --site with a profile "
            f"({', '.join(profile_names())}) or the wiki's address"
        )
    base, profile = _wiki_of(site)
    title = normal_title(target)
    return Target(base, title, f"{base}/wiki/{_quoted(title)}", profile)


def _wiki_of(site: str) -> tuple[str, SiteProfile]:
    if _ADDRESS.match(site):
        parts = urlsplit(site)
        return f"{parts.scheme}://{parts.netloc}", find_profile(site)
    profile = load_profile(site)
    hosts = [host for host in profile.hosts if not host.startswith("*")]
    if not hosts:
        raise UsageError(
            f"the profile {profile.name!r} stands for many wikis; give --site with the wiki's address, "
            "such as https://en.wikipedia.org"
        )
    return f"https://{hosts[0]}", profile


def _of_address(address: str, site: str | None) -> Target:
    parts = urlsplit(address)
    base = f"{parts.scheme}://{parts.netloc}"
    profile = load_profile(site) if site and not _ADDRESS.match(site) else find_profile(address)
    query = parse_qs(parts.query)
    revision = query.get("oldid", [""])[0]
    title = query["title"][0] if "title" in query else None
    if title is None and (match := _PAGE_PATH.match(parts.path)):
        title = unquote(match["title"])
    if title is None and parts.path.strip("/"):
        title = unquote(parts.path.strip("/").rpartition("/")[2])
    if not title or not normal_title(title):
        raise UsageError("the address names a wiki and no page; give titles, or the address of a page", where=address)
    return Target(
        base,
        normal_title(title),
        address.partition("#")[0],
        profile,
        int(revision) if revision.isascii() and revision.isdigit() else None,
    )


def _quoted(title: str) -> str:
    return quote(title.replace(" ", "_"), safe="/:,;@!$*()'~-._")

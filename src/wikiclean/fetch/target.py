"""What the user names: a page by its title on a wiki, or by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qs, quote, unquote_to_bytes, urlsplit

from ..errors import UsageError
from ..sites.profile import SiteProfile
from ..sites.registry import find_profile, load_profile, profile_names
from ..text import normal_title, one_line

__all__ = ["Target", "page_address", "read_target", "read_wiki", "title_of_address", "title_target", "wiki_at"]

_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SCRIPT = re.compile(r"^(?P<root>.*?)(?:/+(?:w|wiki))?/+(?:index|api)\.php(?:/(?P<title>.*))?$")
_ARTICLE = re.compile(r"^(?P<root>.*?)/+wiki(?:/(?P<title>.*))?$")
_VIEWS = frozenset({"view", "render", "purge"})
"""Actions that show the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One page of one wiki."""

    base: str
    """The wiki: scheme, host, and what stands before `/wiki/` or `/index.php`; `https://wiki.example/de`."""
    url: str
    """The page's address for people and records, without a fragment."""
    profile: SiteProfile
    title: str | None = None
    """In MediaWiki's normal form; None where the address does not say it."""
    site: str | None = None
    """What `load_profile` takes, where the user or the host decides the profile; None leaves it to the page."""
    revision: int | None = None
    page_id: int | None = None
    as_seen: bool = False
    """Whether only the address itself shows what is meant: a diff, a history, an address of unknown form."""


def read_target(target: str, site: str | None = None) -> Target:
    """Read TARGET: a page's address, or a title on the wiki that `site` names (a profile, or an address).

    Raises UsageError that says what is missing, ProfileError for a profile that is not there.
    """
    target = target.strip()
    if not target:
        raise UsageError("an empty target; give a page's title or address")
    if _ADDRESS.match(target):
        return _of_address(target, site)
    if _SCHEME.match(target):
        raise UsageError("only http and https addresses are fetched", where=target)
    if site is None:
        raise UsageError(
            f"{target!r} is a title, and no wiki is named; give --site with a profile "
            f"({', '.join(profile_names())}) or the wiki's address"
        )
    title = normal_title(target.partition("#")[0])
    if not title:
        raise UsageError(f"{target!r} is no title: there is nothing before the #")
    base, profile, name = _wiki_of(site)
    return Target(base=base, url=page_address(base, title), profile=profile, title=title, site=name)


def title_target(target: Target, title: str) -> Target:
    """Another page of the wiki of `target`; its address is made as that of `target` where that ends in its title."""
    head, found, _ = target.url.rpartition(_quoted(target.title)) if target.title else ("", "", "")
    is_last = found and target.url.endswith(_quoted(target.title or ""))
    url = head + _quoted(title) if is_last else page_address(target.base, title)
    return replace(target, url=url, title=title, revision=None, page_id=None)


def title_of_address(address: str) -> str:
    """The title in the address of a page view: what follows `/wiki/`, else its last part."""
    path = _decoded(address.partition("?")[0])
    return normal_title(path.partition("/wiki/")[2] or path.rpartition("/")[2])


def read_wiki(site: str) -> Target:
    """A wiki as a whole, by a profile's name or an address; its `url` is that of the main page.

    Raises UsageError for a profile that stands for many wikis, ProfileError for one that is not there.
    """
    base, profile, name = _wiki_of(site)
    return Target(base=base, url=f"{base}/", profile=profile, site=name)


def wiki_at(base: str, site: str | None) -> Target:
    """A wiki as a whole, by its `Target.base`; `site` as in `read_target`."""
    profile, name = _profile_of(f"{base}/", site)
    return Target(base=base, url=f"{base}/", profile=profile, site=name)


def _wiki_of(site: str) -> tuple[str, SiteProfile, str | None]:
    """Base, profile, and the name that `load_profile` takes."""
    if _ADDRESS.match(site):
        parts = _split(site)
        path = parts.path.rstrip("/")
        match = _SCRIPT.match(path) or _ARTICLE.match(path)
        return _origin(parts) + _root(match["root"] if match else path), *_profile_of(site, None)
    profile = load_profile(site)
    hosts = [host for host in profile.hosts if not host.startswith("*")]
    if not hosts:
        raise UsageError(
            f"the profile {profile.name!r} stands for many wikis; give --site with the wiki's address, "
            "such as https://en.wikipedia.org"
        )
    return f"https://{hosts[0]}", profile, site


def _of_address(address: str, site: str | None) -> Target:
    parts = _split(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    script = _SCRIPT.match(parts.path)
    article = None if script else _ARTICLE.match(parts.path)
    match = script or article
    title = normal_title(query.get("title") or (_decoded(match["title"] or "") if match else ""))
    revision, page_id = _number(query.get("oldid")), _number(query.get("curid"))
    if not (title or revision or page_id) and (match or not parts.path.strip("/")):
        raise UsageError("the address names a wiki and no page; give titles, or the address of a page", where=address)
    profile, name = _profile_of(address, site)
    return Target(
        base=_origin(parts) + _root(match["root"] if match else ""),
        url=address.partition("#")[0],
        profile=profile,
        title=title or None,
        site=name,
        revision=revision,
        page_id=None if title or revision else page_id,
        as_seen="diff" in query
        or query.get("redirect") == "no"
        or query.get("action", "view") not in _VIEWS
        or not (title or revision or page_id),
    )


def _profile_of(address: str, site: str | None) -> tuple[SiteProfile, str | None]:
    """The profile, and its name where it is not only the one for wikis that nobody knows."""
    if site is not None and not _ADDRESS.match(site):
        return load_profile(site), site
    profile = find_profile(address)
    return profile, profile.name if profile.hosts else None


def _split(address: str) -> SplitResult:
    if one_line(address) != address:
        raise UsageError("no web address: it holds control characters; write them as %XX", where=one_line(address))
    try:
        parts = urlsplit(address)
        port_is_a_number = parts.port is None or parts.port >= 0
    except ValueError as error:
        raise UsageError(f"no web address: {error}", where=address) from error
    if not parts.hostname or not port_is_a_number:
        raise UsageError("no web address: it names no host", where=address)
    if parts.username is not None or parts.password is not None:
        # Addresses go into records and cassettes.
        raise UsageError("an address must not hold a password; put it into ~/.netrc", where=parts.hostname)
    return parts


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _root(path: str) -> str:
    """A folder before `/wiki/`, without doubled slashes."""
    return re.sub(r"/{2,}", "/", path).rstrip("/")


def _decoded(quoted: str) -> str:
    """Percent-decoded; bytes that are no UTF-8 are read as MediaWiki reads them, as Windows-1252."""
    raw = unquote_to_bytes(quoted)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and int(value) > 0 else None


def page_address(base: str, title: str) -> str:
    """Where people read a page."""
    return f"{base}/wiki/{_quoted(title)}"


def _quoted(title: str) -> str:
    """As MediaWiki writes titles into addresses (`wfUrlencode`)."""
    return quote(title.replace(" ", "_"), safe="/:,;@!$*()~-._")

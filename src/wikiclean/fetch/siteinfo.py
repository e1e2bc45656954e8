"""What a MediaWiki says of itself.

Source: https://www.mediawiki.org/wiki/API:Siteinfo
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import UnreachableError
from .api import ASKED_OF_ALL, NoApi, ask_api
from .endpoints import Endpoints
from .session import Session
from .target import Target

__all__ = ["SiteInfo", "ask_siteinfo"]

_ASKED = {
    "action": "query",
    "meta": "siteinfo",
    "siprop": "general|statistics|skins|rightsinfo",
    "list": "random|allpages",
    "rnnamespace": "0",
    "rnlimit": "1",
    "apnamespace": "0",
    "apfilterredir": "nonredirects",
    "aplimit": "max",
    **ASKED_OF_ALL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """`random_title`: of one of its articles."""

    api: str
    software: str | None
    name: str | None
    language: str | None
    licence: str | None
    skins: tuple[str, ...]
    """Codes of those that can be used, the default one first."""
    articles: int | None
    """Counted where the wiki lists all of them in one answer; else what its statistics say, which leave out pages
    without a link."""
    random_title: str | None


def ask_siteinfo(session: Session, wiki: Target) -> SiteInfo | None:
    """One question to the wiki's API; None where it has none, a closed one, or one that keeps silent.

    Why stands in the session's memory of the wiki. Raises UnreachableError where the host cannot be reached,
    RefusedError where it is overloaded.
    """
    endpoints = Endpoints(session, wiki)
    for api in endpoints.list_apis(_ASKED, wiki.url):
        try:
            answer, data = ask_api(session, wiki, api, _ASKED)
        except NoApi as closed:
            endpoints.refused(api, str(closed))
            continue
        except UnreachableError as error:
            endpoints.was_silent(api, error)
            return None
        endpoints.answered(answer)
        listed_all = "apcontinue" not in (data.get("continue") or {})
        return _read(answer.url.partition("?")[0], data.get("query") or {}, listed_all=listed_all)
    return None


def _read(api: str, said: dict[str, Any], *, listed_all: bool) -> SiteInfo:
    general, articles = said.get("general") or {}, (said.get("statistics") or {}).get("articles")
    listed = len(said.get("allpages") or ())
    if listed_all:
        articles = listed
    skins = [skin for skin in said.get("skins") or () if not skin.get("unusable")]
    skins.sort(key=lambda skin: not skin.get("default"))
    random = said.get("random") or ()
    return SiteInfo(
        api=api,
        software=_text(general.get("generator")),
        name=_text(general.get("sitename")),
        language=_text(general.get("lang")),
        licence=_text((said.get("rightsinfo") or {}).get("text")),
        skins=tuple(str(skin.get("code")) for skin in skins),
        articles=max(articles, listed) if isinstance(articles, int) else None,
        random_title=_text(random[0].get("title")) if random else None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None

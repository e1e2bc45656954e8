"""Whether a page is the one that was asked for, and where a redirect page leads.

Caches and proxies now and then hand out another page's body, which would overwrite a good record with facts of
another medicine. What the page calls itself is compared with the title asked for; where they differ and no redirect
says why, the wiki is asked which page the title means.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

from ..errors import RobotsDeniedError
from ..model.page import Page
from ..text import fold, normal_title
from .api import ASKED_OF_ALL, NoApi, ask_api
from .endpoints import Endpoints
from .guard import host_of
from .session import Session
from .target import Target, title_of_address

__all__ = ["find_difference", "read_redirect"]

_HEAD_BYTES = 200_000
_VARIABLE = r'"%s"\s*:\s*("(?:[^"\\]|\\.){0,2000}"|-?\d{1,18})'
_VERSION_OF = re.compile(r'<link\b[^>]*\brel="dc:isVersionOf"[^>]*\bhref="([^"]+)"')
_REDIRECT_LINK = re.compile(r'<link\b[^>]*\brel="mw:PageProp/redirect"[^>]*\bhref="\./([^"#]+)')
_REDIRECT_PAGE = re.compile(r'class="redirectMsg"')
_REDIRECT_WORDS = re.compile(r"\s*#[^\s\[:]+\s*:?\s*\[\[\s*:?([^\[\]{|}#<>\n]+)")


@dataclass(frozen=True, slots=True)
class _Named:
    """What a page says of itself; None where it says nothing."""

    title: str | None = None
    redirected_from: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    is_special: bool = False


def find_difference(session: Session, target: Target, page: Page) -> str | None:
    """How `page` says that it is another one than `target`; None where it is the one, or does not say."""
    named = _read_named(page)
    if named.is_special:
        return None  # an error, a login: what it is, the cleaner tells
    if target.revision is not None and named.revision_id not in (None, target.revision):
        return f"revision {named.revision_id} came, and {target.revision} was asked for"
    if target.page_id is not None and named.page_id not in (None, target.page_id) and named.redirected_from is None:
        return f"the page with number {named.page_id} came, and {target.page_id} was asked for"
    if target.title is None:
        return None
    if named.title is None:
        led_to = host_of(page.final_url) if page.final_url else host_of(target.url)
        if led_to == host_of(target.url):
            return None
        return f"the wiki sent us to {led_to}, whose page does not say that it is {target.title!r}"
    if target.revision is not None and named.revision_id == target.revision:
        return None
    known = (named.title, named.redirected_from, page.redirected_from)
    if fold(target.title) in (fold(each) for each in known if each):
        return None
    meanings, pair = session.wikis[target.base].meanings, (target.title, named.title)
    if pair not in meanings:
        meanings[pair] = _means(session, target, named.title)
    if meanings[pair]:
        return None
    return f"{named.title!r} came, and {target.title!r} was asked for"


def read_redirect(session: Session, target: Target, page: Page) -> str | None:
    """The title that a redirect page leads to; None for any other page.

    Page views follow one redirect themselves; what is left is read from `?action=raw`.
    """
    head = page.body[:_HEAD_BYTES].decode("utf-8", "replace")
    if page.transport == "rest_html":
        link = _REDIRECT_LINK.search(head)
        return normal_title(unquote(unescape(link[1]))) if link else None
    if page.transport != "page_html" or not _REDIRECT_PAGE.search(page.body.decode("utf-8", "replace")):
        return None
    title = _read_named(page).title or target.title
    if title is None:
        return None
    endpoints = Endpoints(session, target)
    params = {"title": title.replace(" ", "_"), "action": "raw"}
    address = endpoints.script("index.php")
    if session.replaying and not session.holds(f"{address}?title={params['title']}&action=raw"):
        return None
    answer = session.get(address, params, pace=target.profile.pace)
    found = _REDIRECT_WORDS.match(answer.body[:4000].decode("utf-8", "replace")) if answer.status == 200 else None
    if found is None:
        endpoints.note(address, f"status {answer.status}" if answer.status != 200 else "no redirect")
        return None
    return normal_title(found[1])


def _read_named(page: Page) -> _Named:
    if page.status is not None and page.status >= 400:
        return _Named()
    if page.transport == "api_parse":
        return _named_of_parse(page.body)
    head = page.body[:_HEAD_BYTES].decode("utf-8", "replace")
    if page.transport == "rest_html":
        link = _VERSION_OF.search(head)
        return _Named(title=title_of_address(unescape(link[1])) if link else None)
    if page.transport != "page_html":
        return _Named()
    namespace = _variable(head, "wgNamespaceNumber")
    article, revision = _variable(head, "wgArticleId"), _variable(head, "wgRevisionId")
    return _Named(
        title=_text_of(_variable(head, "wgPageName")),
        redirected_from=_text_of(_variable(head, "wgRedirectedFrom")),
        page_id=article if isinstance(article, int) and article > 0 else None,
        revision_id=revision if isinstance(revision, int) and revision > 0 else None,
        is_special=isinstance(namespace, int) and namespace < 0,
    )


def _named_of_parse(body: bytes) -> _Named:
    try:
        parsed = json.loads(body).get("parse") or {}
    except (ValueError, AttributeError, RecursionError):
        return _Named()
    redirects = parsed.get("redirects") or ()
    return _Named(
        title=_text_of(parsed.get("title")),
        redirected_from=_text_of(redirects[0].get("from")) if redirects else None,
        page_id=parsed.get("pageid") or None,
        revision_id=parsed.get("revid") or None,
    )


def _variable(head: str, name: str) -> Any:  # noqa: ANN401 - text or number
    found = re.search(_VARIABLE % name, head)
    try:
        return json.loads(found[1]) if found else None
    except ValueError:
        return None


def _text_of(value: object) -> str | None:
    return normal_title(value) or None if isinstance(value, str) else None


def _means(session: Session, target: Target, title: str) -> bool:
    """Whether the wiki says that the title asked for is `title`, after its normalisation and redirects.

    Where it cannot be asked, names of namespaces are passed over: wikis translate them.
    """
    params = {
        "action": "query",
        "titles": target.title or "",
        "redirects": "1",
        "converttitles": "1",
        **ASKED_OF_ALL,
    }
    if session.replaying and not session.list_recorded(params):
        return True  # the recording is older than this question
    for api in Endpoints(session, target).list_apis(params, target.url)[:1]:
        try:
            _, data = ask_api(session, target, api, params)
        except (NoApi, RobotsDeniedError):
            break
        pages = (data.get("query") or {}).get("pages") or ()
        return any(fold(str(each.get("title") or "")) == fold(title) for each in pages)
    return fold((target.title or "").rpartition(":")[2]) == fold(title.rpartition(":")[2])

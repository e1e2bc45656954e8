"""What a page turned out to be, told by what MediaWiki itself marks, never by words of the article.

Here by the transport and the page's own variables; marks in the article are rules of the profile (`outcome = …`).
"""

from __future__ import annotations

import re

from ..model.document import Outcome
from ..model.page import Page
from .dom import Tree
from .facts import PageFacts

__all__ = ["is_other_than_html", "outcome_before_lifting", "outcome_of_error"]

_ERRORS: dict[str, Outcome] = {
    "missingtitle": "missing",
    "nosuchpageid": "missing",
    "nosuchrevid": "missing",
    "invalidtitle": "missing",
    "pagecannotexist": "special",
    "permissiondenied": "protected",
    "readapidenied": "blocked",
    "ratelimited": "blocked",
}

_LOGIN = re.compile(r"Special:UserLogin|Special:Userlogin|wpLoginToken|/login\b", re.IGNORECASE)
_CHALLENGE = re.compile(
    r"cf-browser-verification|cf[-_]chl[-_]|Just a moment\.\.\.</title>"
    r"|Attention Required! \| Cloudflare|DDoS protection by|checking your browser|Checking if the site connection"
    r"|id=[\"']anubis_|within\.website/x/cmd/anubis|Making sure you(?:&#39;|'|’)re not a bot"
    r"|_Incapsula_Resource|Pardon Our Interruption"
    r"|verify (?:that )?you are (?:a )?human|are you a robot\?|enable JavaScript and cookies to continue",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"challenge-platform|cf-turnstile|g-recaptcha|h-captcha|px-captcha|datadome|ddos-guard", re.IGNORECASE
)
"""What guards many pages; alone it makes a page a challenge only where there is next to nothing else on it."""
_CHALLENGE_TEXT = 6000
"""A challenge page holds little text; an article that speaks of captchas holds more."""
_GUARD_TEXT = 600
_FIRST_WORDS = 600
_DELETED = re.compile(r"\bmw-logline-delete\b")
"""An entry of the log of deletions, which MediaWiki shows where a deleted page was."""


_FETCHED_AS_HTML = frozenset({"page_html", "mobile_html", "action_render", "rest_html"})
_LIKE_HTML = ("html", "xml", "text/plain", "application/octet-stream")
"""Parts of media types that HTML comes with: servers that know no better send the last two."""

_MEANINGS = (
    r"disambiguation|homonymie|begriffsklärung|desambiguaci[óo]n|desambiguação|disambigua|desambiguació|doorverwijspagina"
    r"|ujednoznacznienie|rozcestník|olika betydelser|flertydig|täsmennyssivu|egyértelműsítő lap|dezambiguizare"
    r"|razvrstavanje|razločitev|anlam ayrımı|định hướng|disambiguasi|apartigilo|значения|значення|пояснение|вишезначна"
    r"|αποσαφήνιση|توضيح|ابهام‌زدایی|פירושונים|曖昧さ回避|消歧义|消歧義|동음이의"
)
_MEANINGS_TITLE = re.compile(rf"\((?:{_MEANINGS})\)\Z", re.IGNORECASE)
_MEANINGS_CATEGORY = re.compile(
    r"(?:(?:wiki\w+|project):)?(?:all )?(?:article )?(?:disambiguation|disambiguation pages?|disambiguations|homonymie"
    r"|begriffsklärung|desambiguación|desambiguação|pagine di disambiguazione|doorverwijspagina|rozcestníky"
    r"|strony ujednoznaczniające|förgreningssidor|страницы значений|багатозначні терміни"
    r"|曖昧さ回避|消歧义|全部消歧义页面|동음이의어 문서)\Z",
    re.IGNORECASE,
)


def outcome_of_error(code: str) -> Outcome:
    """The outcome of an API answer that is an error."""
    return _ERRORS.get(code, "error")


def is_other_than_html(page: Page) -> bool:
    """Whether a page that was fetched as HTML says that it is something else: JSON, a picture, a PDF."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if page.transport == "rest_html" and "json" in kind:
        return False  # an error, or HTML in an envelope
    return page.transport in _FETCHED_AS_HTML and bool(kind) and not any(word in kind for word in _LIKE_HTML)


def outcome_before_lifting(
    page: Page, source: str, tree: Tree, facts: PageFacts, *, has_article: bool, asks_password: bool
) -> Outcome:
    """The outcome as far as it can be told before the article is read; `article` if nothing says otherwise.

    `has_article`: whether the page has an element that the profile names as the article's.
    """
    variables = dict(facts.variables)
    if blocked := _is_blocked(source, tree, page.status, has_article=has_article, password=asks_password):
        return blocked
    special = variables.get("wgCanonicalSpecialPageName", "false")
    if special.lower() == "userlogin":
        return "blocked"
    if special.lower() == "badtitle":
        return "protected" if _asks_to_log_in(source) else "missing"
    namespace = facts.namespace or 0
    if namespace < 0 or special != "false":
        return "special"
    if page.status in (404, 410):
        return "deleted" if _DELETED.search(source) else "missing"
    if page.status is not None and page.status >= 400:
        return "error"
    if _is_missing_by_variables(variables):
        return "deleted" if _DELETED.search(source) else "missing"
    if variables.get("wgAction") in ("history", "edit", "submit", "info", "protect", "delete"):
        return "special"
    if "wgDiffNewId" in variables:
        return "diff"
    if namespace == 6:
        return "file"
    if namespace == 14:
        return "category"
    if facts.is_disambiguation or (namespace == 0 and _is_of_several_meanings(facts)):
        return "disambiguation"
    return "article"


def _asks_to_log_in(source: str) -> bool:
    """Whether the page's own words, not the menu round them, send the reader to the login form.

    MediaWiki shows a page that may not be read as a bad title with status 200.
    """
    at = source.find('id="mw-content-text"')
    return at >= 0 and re.search(r"Special:User[Ll]og[Ii]n", source[at : at + _FIRST_WORDS]) is not None


def _is_of_several_meanings(facts: PageFacts) -> bool:
    """Whether the title's qualifier or a category, in the wiki's language, says "disambiguation"."""
    if _MEANINGS_TITLE.search(facts.title or ""):
        return True
    return any(_MEANINGS_CATEGORY.match(name) for name in facts.categories)


def _is_missing_by_variables(variables: dict[str, str]) -> bool:
    """MediaWiki gives an absent page the id 0 (virtual namespaces, which are negative, have it too)."""
    return variables.get("wgArticleId") == "0" and variables.get("wgRevisionId", "0") == "0"


def _is_blocked(source: str, tree: Tree, status: int | None, *, has_article: bool, password: bool) -> Outcome | None:
    if status in (401, 403, 407, 429, 451):
        return "blocked"
    if has_article and not password:
        return None
    text = tree.body.text
    if len(text) < _CHALLENGE_TEXT and _CHALLENGE.search(source):
        return "blocked"
    if len(text) < _GUARD_TEXT and _GUARD.search(source):
        return "blocked"
    if password and len(text) < _CHALLENGE_TEXT and _LOGIN.search(source):
        return "blocked"
    return None

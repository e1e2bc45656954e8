"""What a page turned out to be, told by what MediaWiki itself marks, never by words of the article.

Here by the transport and the page's own variables; marks in the article are rules of the profile (`outcome = …`).
"""

from __future__ import annotations

import re

from ..model.document import Outcome
from ..model.page import Page
from .dom import Tree
from .facts import PageFacts

__all__ = ["outcome_before_lifting", "outcome_of_error"]

_ERRORS: dict[str, Outcome] = {
    "missingtitle": "missing",
    "nosuchpageid": "missing",
    "nosuchrevid": "missing",
    "invalidtitle": "missing",
    "pagecannotexist": "special",
    "permissiondenied": "blocked",
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
    if special.lower() in ("userlogin", "badtitle"):
        return "blocked" if special.lower() == "userlogin" else "missing"
    namespace = facts.namespace or 0
    if namespace < 0 or special != "false":
        return "special"
    if page.status in (404, 410):
        return "missing"
    if page.status is not None and page.status >= 400:
        return "error"
    if _is_missing_by_variables(variables):
        return "missing"
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

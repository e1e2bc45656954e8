"""What a page says of itself beside the article: title, revision, categories, languages, coordinates, …

Read from the API's answer, from MediaWiki's page variables (`wgPageName`, …), from Parsoid's head, or from the
footer and side bar of a skin - whichever the rendering holds.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from ..errors import DecodeError
from ..model.document import Coordinates, Language
from ..model.page import Page
from ..text import normal_title
from .coordinates import read_coordinates
from .dom import Element, Tree, child_elements, text_of
from .inline import clean_string
from .links import percent_decoded
from .survey import Survey

__all__ = ["Envelope", "PageFacts", "open_envelope", "read_facts_of_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Absent facts are None or empty: the rendering does not hold them."""

    title: str | None = None
    head_title: str | None = None
    """Words of `<title>`: the page's title and, mostly, the site's name."""
    display_title: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    revision_timestamp: datetime | None = None
    namespace: int | None = None
    language: str | None = None
    redirected_from: str | None = None
    redirects_to: str | None = None
    canonical_url: str | None = None
    short_description: str | None = None
    wikidata: str | None = None
    licence_name: str | None = None
    licence_url: str | None = None
    categories: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    coordinates: Coordinates | None = None
    variables: tuple[tuple[str, str], ...] = ()
    """Further page variables that outcomes are told by."""
    is_disambiguation: bool = False
    error: str | None = None
    """Error code of an API answer."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """HTML as received, and what the answer around it says."""

    html: str
    facts: PageFacts


_REST_ERRORS = {400: "invalidtitle", 403: "permissiondenied", 404: "missingtitle", 429: "ratelimited"}
"""Status that a REST answer names -> the code that `action=parse` has for the same."""


def open_envelope(source: str) -> Envelope:
    """Take the HTML out of the JSON of `action=parse` (or of REST `with_html`).

    Raises DecodeError where the JSON is no such answer.
    """
    try:
        answer = json.loads(source)
    except ValueError as error:
        raise DecodeError(f"expected the JSON of action=parse: {error}") from error
    if not isinstance(answer, dict):
        raise DecodeError("expected the JSON of action=parse, found no object")
    if isinstance(answer.get("error"), dict):
        return Envelope("", PageFacts(error=str(answer["error"].get("code", "unknown"))))
    if isinstance(status := answer.get("httpCode"), int):  # REST's own form of an error
        return Envelope("", PageFacts(error=_REST_ERRORS.get(status, "unknown")))
    if isinstance(answer.get("html"), str):  # REST: /page/{title}/with_html
        return Envelope(
            answer["html"],
            PageFacts(
                title=normal_title(str(answer.get("title") or answer.get("key") or "")) or None,
                page_id=_number(answer.get("id")),
                revision_id=_number((answer.get("latest") or {}).get("id")),
            ),
        )
    parsed = answer.get("parse")
    if not isinstance(parsed, dict):
        raise DecodeError("expected the JSON of action=parse: it has neither 'parse' nor 'error'")
    html = parsed.get("text", "")
    if isinstance(html, dict):  # formatversion=1
        html = html.get("*", "")
    return Envelope(str(html), _facts_of_parse(parsed))


def _facts_of_parse(parsed: dict[str, Any]) -> PageFacts:
    raw_properties = parsed.get("properties") or {}
    if isinstance(raw_properties, list):
        raw_properties = {entry.get("name"): entry.get("*", "") for entry in raw_properties}
    redirects = parsed.get("redirects") or ()
    return PageFacts(
        title=normal_title(str(parsed.get("title") or "")) or None,
        display_title=clean_string(re.sub(r"<[^>]*>", "", str(parsed.get("displaytitle") or ""))) or None,
        page_id=_number(parsed.get("pageid")),
        revision_id=_number(parsed.get("revid")),
        redirected_from=normal_title(str(redirects[0].get("from", ""))) if redirects else None,
        short_description=raw_properties.get("wikibase-shortdesc") or None,
        wikidata=raw_properties.get("wikibase_item") or None,
        is_disambiguation="disambiguation" in raw_properties,
        categories=tuple(
            normal_title(str(entry.get("category") or entry.get("*") or ""))
            for entry in parsed.get("categories") or ()
            if not entry.get("hidden")
        ),
        languages=tuple(
            Language(str(entry.get("lang", "")), str(entry.get("title") or entry.get("*") or ""), entry.get("url"))
            for entry in parsed.get("langlinks") or ()
        ),
    )


def _number(value: object) -> int | None:
    """A positive id; MediaWiki writes 0 for "none"."""
    try:
        number = int(str(value))
    except ValueError:
        return None
    return number if number > 0 else None


_VARIABLE = re.compile(
    r"(wg(?:PageName|ArticleId|RevisionId|NamespaceNumber|RedirectedFrom|(?:Page)?ContentLanguage|WikibaseItemId|Action"
    r"|DiffNewId|CanonicalSpecialPageName|IsArticle|IsRedirect|Server))"
    r"""["']?\s*[:=]\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+|true|false)"""
)
_AROUND = 12_000
"""Characters of script round `wgPageName` that hold the other variables."""


def _variables(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = source.find("wgPageName")
    if at < 0:
        return found
    script = source[max(0, at - _AROUND) : at + _AROUND]
    for name, value in _VARIABLE.findall(script):
        if name in found:
            continue
        if value[0] == '"':
            try:
                value = json.loads(value)
            except ValueError:
                continue
        found[name] = value.strip("'")
    return found


_CONTENT_LANGUAGE = "#mw-content-text[lang], div.mw-parser-output[lang]"
_LAST_EDITED = re.compile(r"/(?:revision|Special:Redirect/revision)/(\d+)$")


def read_facts_of_page(source: str, tree: Tree, found: Survey, page: Page) -> PageFacts:
    """Facts that the HTML itself holds; what `page` knows from its transport fills the gaps."""
    variables = _variables(source)
    facts = _from_head(tree, found, PageFacts(variables=tuple(sorted(variables.items()))))
    action_is_view = variables.get("wgAction", "view") == "view"
    language = variables.get("wgPageContentLanguage") or variables.get("wgContentLanguage")
    if not language:
        marked = tree.select(_CONTENT_LANGUAGE)
        language = marked[0].attr("lang") if marked else tree.body.attr("lang") or tree.root.attr("lang")
    namespace = variables.get("wgNamespaceNumber")
    shown = tree.body.select_one("#firstHeading")
    heading = clean_string(text_of(shown)) or None if shown is not None else None
    is_parsoid = facts.page_id is not None
    entity = variables.get("wgWikibaseItemId") or _address_in(found.entity)
    return replace(
        facts,
        title=normal_title(variables.get("wgPageName", "")) or facts.title or page.title,
        display_title=heading or (_head_title(found) if is_parsoid else None),  # no site's name stands in Parsoid's
        head_title=_head_title(found),
        page_id=_number(variables.get("wgArticleId")) or facts.page_id or page.page_id,
        revision_id=(_number(variables.get("wgRevisionId")) if action_is_view else None)
        or facts.revision_id
        or page.revision_id,
        revision_timestamp=facts.revision_timestamp or page.revision_timestamp,
        namespace=int(namespace) if namespace is not None else facts.namespace,
        language=language or page.language,
        redirected_from=normal_title(variables.get("wgRedirectedFrom", "")) or page.redirected_from,
        short_description=_words_of(found.short_description),
        wikidata=match[0] if entity and (match := re.search(r"(?<=[/:])Q\d+(?=$|#)|^Q\d+$", entity)) else None,
        categories=facts.categories or _categories(found.categories),
        languages=facts.languages or _languages(found.languages),
        coordinates=read_coordinates(found.coordinates),
    )


def _head_title(found: Survey) -> str | None:
    return _words_of(next((element for element in found.head if element.tag == "title"), None))


def _words_of(element: Element | None) -> str | None:
    return clean_string(text_of(element)) or None if element is not None else None


def _address_in(element: Element | None) -> str | None:
    link = next(element.iter_elements("a"), None) if element is not None else None
    return link.attr("href") if link is not None else None


def _from_head(tree: Tree, survey: Survey, facts: PageFacts) -> PageFacts:
    """What `<link>` and `<meta>` elements say; Parsoid puts categories and languages there."""
    found: dict[str, Any] = {}
    categories: list[str] = []
    languages: list[Language] = []
    for element in survey.head:
        href = element.attr("href") or ""
        match element.attr("rel") or element.attr("property"):
            case "canonical":
                found["canonical_url"] = href
            case "license" | "copyright":
                found["licence_url"] = href
            case "dc:isVersionOf":
                found["title"] = normal_title(percent_decoded(urlsplit(href).path.rpartition("/wiki/")[2])) or None
            case "mw:PageProp/Category":
                name = percent_decoded(href.partition("#")[0]).partition(":")[2]
                categories.append(normal_title(name))
            case "mw:PageProp/Language":
                code = (urlsplit(href).hostname or "").partition(".")[0]
                languages.append(Language(code, normal_title(percent_decoded(href.rpartition("/wiki/")[2])), href))
            case "mw:PageProp/disambiguation":
                found["is_disambiguation"] = True
            case "mw:pageId":
                found["page_id"] = _number(element.attr("content"))
            case "mw:pageNamespace":
                content = element.attr("content") or ""
                found["namespace"] = int(content) if content.lstrip("-").isdigit() else None
            case "dc:modified":
                found["revision_timestamp"] = _moment(element.attr("content"))
    if match := _LAST_EDITED.search(tree.root.attr("about") or ""):
        found["revision_id"] = int(match[1])
    return replace(facts, categories=tuple(dict.fromkeys(categories)), languages=tuple(languages), **found)


def _moment(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _categories(line: Element | None) -> tuple[str, ...]:
    """The categories that readers see, hidden ones not."""
    if line is None:
        return ()
    shown = next(iter(line.select("#mw-normal-catlinks")), None)
    if shown is None:
        if line.select("#mw-hidden-catlinks"):
            return ()
        shown = line
    names = (clean_string(text_of(entry)) for entry in shown.select("li") or shown.select("span > a"))
    return tuple(dict.fromkeys(normal_title(name) for name in names if name))


def _languages(items: list[Element]) -> tuple[Language, ...]:
    """Newer MediaWiki marks its items with `interlanguage-link`; where none has it, older ones are meant."""
    marked = [item for item in items if "interlanguage-link" in (item.attr("class") or "").split()]
    found = []
    for item in marked or items:
        link = next((child for child in child_elements(item) if child.tag == "a"), None)
        if link is None:
            continue
        href = link.attr("href") or ""
        code = link.attr("hreflang") or link.attr("lang")
        title = normal_title(percent_decoded(href.rpartition("/wiki/")[2]))
        if code and title:
            found.append(Language(code, title, f"https:{href}" if href.startswith("//") else href))
    return tuple(found)

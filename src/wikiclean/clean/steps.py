"""`clean_page`: from a Page to a Document and its ledger, as a list of steps."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from ..model.document import Document, DocumentQuality, DocumentSource, Notice, Outcome, Reference
from ..model.ledger import Ledger, Removal
from ..model.page import Page
from ..sites.profile import SiteProfile
from ..sites.registry import find_host, find_profile, load_profile
from ..text import normal_title
from .assemble import Assembled, assemble
from .decode import decode_body
from .dom import Element, Tree, parse_html, text_of
from .facts import PageFacts, open_envelope, read_facts_of_page
from .furniture import trim
from .inline import clean_string, words_of
from .items import Item
from .lift import Lifter
from .links import LinkResolver
from .maths import take_out_maths
from .outcome import is_other_than_html, outcome_before_lifting, outcome_of_error
from .plain import lift_plain_text
from .reread import facts_of_own_html, is_own_html, reread_article
from .root import find_root, remove_surroundings
from .rules import Action, Rulebook, compile_profile
from .survey import survey_page

__all__ = ["Cleaned", "clean_page", "read_source"]

_KEEPS_TEXT: frozenset[Outcome] = frozenset({"article", "disambiguation", "category"})
_NOT_SHOWN = ("not-an-article", "the page is no article: its words are no part of any record")
_TITLE = ("title", "the page's title; the Document has it as `title`")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned page: the article, and everything visible that is not in it."""

    document: Document
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class _Lifted:
    """What every way of reading a page ends in, before it is put together."""

    parts: Assembled
    outcome: Outcome
    quality: DocumentQuality
    notices: tuple[Notice, ...] = ()
    references: tuple[Reference, ...] = ()


def clean_page(page: Page, *, profile: SiteProfile | None = None, keep: Collection[str] = ()) -> Cleaned:
    """Clean one page.

    `profile`: the site's; found from `page.site`, the URL and the page where absent. `keep`: `"apparatus"`
    leaves see-also, reference and link sections in the text. Raises only DecodeError (no text) and LimitError
    (too large); every other page becomes a Document, whose `outcome` says what the page is.
    """
    source, facts = read_source(page)
    if profile is None:
        profile = load_profile(page.site) if page.site else find_profile(page.final_url or page.url, source)
    rules = compile_profile(profile)
    keep_apparatus = "apparatus" in keep
    if facts.error is not None:
        outcome = outcome_of_error(facts.error)
        gone = outcome == "missing" and page.deleted
        lifted = _Lifted(assemble([], {}), "deleted" if gone else outcome, DocumentQuality())
    elif is_other_than_html(page):
        lifted = _Lifted(assemble([], {}), "not_html", DocumentQuality())
    elif page.transport == "plain_text":
        facts, lifted = _clean_text(page, source, rules, keep_apparatus=keep_apparatus)
    elif not source.strip():
        lifted = _Lifted(assemble([], {}), "blank", DocumentQuality())
    else:
        facts, lifted = _clean_html(page, source, facts, rules, keep_apparatus=keep_apparatus)
    host = urlsplit(page.final_url or page.url or facts.canonical_url or "").hostname or find_host(source)
    return _put_together(page, profile, facts, lifted, host)


def read_source(page: Page) -> tuple[str, PageFacts]:
    """The page's HTML or plain text, '' for what is neither, and what the JSON round it says.

    Raises as `clean_page` does.
    """
    if is_other_than_html(page):
        return "", PageFacts()
    source = decode_body(page)
    if page.transport == "api_parse" or (page.transport == "rest_html" and source.lstrip()[:1] == "{"):
        envelope = open_envelope(source)
        return envelope.html, envelope.facts
    return source, PageFacts()


def _clean_text(page: Page, source: str, rules: Rulebook, *, keep_apparatus: bool) -> tuple[PageFacts, _Lifted]:
    title = _title_of(page, PageFacts(), None, rules.profile)
    language = page.language or rules.profile.language or "en"
    items = lift_plain_text(source, rules, title=title, language=language)
    trimmed = trim(items, rules, title=title, language=language, keep_apparatus=keep_apparatus)
    parts = assemble(trimmed.items, {})
    outcome: Outcome = "article" if parts.text else "blank"
    quality = DocumentQuality(root="plain_text", confidence=1.0)
    return PageFacts(title=title, language=language), _Lifted(parts, outcome, quality, tuple(trimmed.notices))


def _clean_html(
    page: Page, source: str, known: PageFacts, rules: Rulebook, *, keep_apparatus: bool
) -> tuple[PageFacts, _Lifted]:
    tree = parse_html(source)
    if is_own_html(source) and (again := _reread(tree)) is not None:
        return again
    found = survey_page(tree)
    facts = _merge(known, read_facts_of_page(source, tree, found, page))
    take_out_maths(tree, found.maths)
    tree.drop_invisible()
    root = find_root(tree, rules, source)
    outcome = outcome_before_lifting(
        page, source, tree, facts, has_article=root.how == "profile", asks_password=found.asks_password
    )
    if outcome not in _KEEPS_TEXT:
        return facts, _without_article(tree, outcome)
    special = {**root.furniture, **rules.elements(tree.root)}
    title = _title_of(page, facts, tree, rules.profile)
    facts = _merge(PageFacts(title=title), facts)
    language = facts.language or rules.profile.language or "en"
    before, after = remove_surroundings(root.element, tree.body, rules, special)
    items, lifter = _lift(root.element, page, title, rules, special)
    if lifter.too_deep:
        outcome = "too_deep"
    elif outcome == "article" and lifter.outcome is not None:
        outcome = lifter.outcome
    if outcome == "redirect":
        facts = replace(facts, redirects_to=_target_of_redirect(root.element))
    if outcome not in _KEEPS_TEXT:
        return facts, _without_article(tree, outcome)
    trimmed = trim(items, rules, title=title, language=language, keep_apparatus=keep_apparatus)
    references, ids = lifter.notes.finish(tree.body)
    parts = assemble([*before, *trimmed.items, *after], ids)
    if outcome == "article" and not any((parts.text, parts.tables, parts.infoboxes, parts.figures)):
        outcome = "blank"
    quality = DocumentQuality(root=root.how, confidence=root.confidence)
    notices = (*lifter.notices, *trimmed.notices)
    return facts, _Lifted(parts, outcome, quality, notices, references)


def _target_of_redirect(root: Element) -> str | None:
    """The title that a redirect page names."""
    for link in root.select(".redirectText a"):
        if title := link.attr("title") or clean_string(text_of(link)):
            return normal_title(title)
    return None


def _reread(tree: Tree) -> tuple[PageFacts, _Lifted] | None:
    """What `Document.to_html` wrote, read back."""
    facts = facts_of_own_html(tree)
    take_out_maths(tree, tree.select("math"))
    tree.drop_invisible()
    found = reread_article(tree)
    if found is None:
        return None
    if found.outcome not in (*_KEEPS_TEXT, "blank"):
        return facts, _without_article(tree, found.outcome)
    before, after = remove_surroundings(found.root, tree.body, found.lifter.rules, {})
    references, ids = found.lifter.notes.finish(found.root)
    parts = assemble([*before, *found.items, *after], ids)
    quality = DocumentQuality(root="wikiclean", confidence=1.0)
    return facts, _Lifted(parts, found.outcome, quality, tuple(found.lifter.notices), references)


def _lift(
    root: Element, page: Page, title: str, rules: Rulebook, special: dict[Element, Action]
) -> tuple[list[Item], Lifter]:
    links = LinkResolver(title, page.final_url or page.url, *(h for h in rules.profile.hosts if "*" not in h))
    lifter = Lifter(rules, links, special)
    return lifter.lift(root), lifter


def _without_article(tree: Tree, outcome: Outcome) -> _Lifted:
    """A page that is no article: all its words are in the ledger."""
    removals: list[Removal] = []
    if words := words_of(tree.body):
        removals.append(Removal(*_NOT_SHOWN, words, "body"))
    return _Lifted(assemble(list(removals), {}), outcome, DocumentQuality())


_NO_FACTS = PageFacts()


def _merge(first: PageFacts, second: PageFacts) -> PageFacts:
    """Facts of `first`, with those of `second` where it has none."""
    if first == _NO_FACTS:
        return second
    names = PageFacts.__dataclass_fields__
    return PageFacts(**{name: getattr(first, name) or getattr(second, name) for name in names})


def _title_of(page: Page, facts: PageFacts, tree: Tree | None, profile: SiteProfile) -> str:
    """The page's title: from what the wiki says, else its first heading, its `<title>`, its address."""
    if title := facts.title or page.title:
        return normal_title(title)
    if tree is not None:
        for heading in tree.body.iter_elements("h1"):
            if words := clean_string(text_of(heading)):
                return normal_title(words)
    if facts.head_title:
        name = facts.head_title
        for suffix in profile.title_suffix:
            name = name.removesuffix(suffix)
        return normal_title(name)
    path = unquote(urlsplit(page.final_url or page.url or "").path)
    name = path.rpartition("/wiki/")[2] if "/wiki/" in path else path.rstrip("/").rpartition("/")[2]
    return normal_title(name)


def _put_together(page: Page, profile: SiteProfile, facts: PageFacts, lifted: _Lifted, host: str | None) -> Cleaned:
    parts = lifted.parts
    ledger = Ledger(parts.removals)
    title = facts.title or _title_of(page, facts, None, profile)
    document = Document(
        source=_source(page, profile, facts, ledger, host),
        title=title,
        language=_language_tag(facts.language or page.language or profile.language or "en"),
        outcome=lifted.outcome,
        text=parts.text,
        sections=parts.sections,
        blocks=parts.blocks,
        spans=parts.spans,
        tables=parts.tables,
        infoboxes=parts.infoboxes,
        figures=parts.figures,
        references=lifted.references,
        notices=lifted.notices,
        categories=facts.categories,
        languages=facts.languages,
        coordinates=facts.coordinates,
        quality=lifted.quality,
    )
    return Cleaned(document, ledger)


def _language_tag(language: str) -> str:
    main, _, rest = language.replace("_", "-").partition("-")
    return f"{main.lower()}-{rest}" if rest else main.lower()


def _source(page: Page, profile: SiteProfile, facts: PageFacts, ledger: Ledger, host: str | None) -> DocumentSource:
    """Where the page is from. A wiki's number for a page says nothing where the wiki is not known."""
    is_known = bool(host) or profile.one_wiki
    return DocumentSource(
        site=profile.name,
        wiki=profile.record_prefix(host) or profile.name,
        transport=page.transport,
        content_sha256=hashlib.sha256(page.body).hexdigest(),
        url=page.url,
        canonical_url=facts.canonical_url or page.final_url,
        page_id=(facts.page_id or page.page_id) if is_known else None,
        revision_id=facts.revision_id or page.revision_id,
        revision_timestamp=facts.revision_timestamp or page.revision_timestamp,
        retrieved_at=page.retrieved_at,
        http_status=page.status,
        etag=page.headers.get("etag"),
        last_modified=_http_date(page.headers.get("last-modified")),
        content_type=page.headers.get("content-type"),
        namespace=facts.namespace or 0,
        display_title=facts.display_title,
        redirected_from=facts.redirected_from or page.redirected_from,
        redirects_to=facts.redirects_to,
        short_description=facts.short_description,
        wikidata=facts.wikidata,
        removed_letters=ledger.letters,
        licence_name=facts.licence_name or (profile.licence.name if profile.licence else None),
        licence_url=facts.licence_url or (profile.licence.url if profile.licence else None),
    )


def _http_date(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value) if value else None
    except ValueError:
        return None

"""What a wiki offers, and what scraping it would cost: a handful of requests, and one page as a trial."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from ..errors import FetchError, InputError, UsageError
from .process import process_page
from .report import FAILING_OUTCOMES

if TYPE_CHECKING:
    from ..fetch.session import Session, SessionSettings
    from ..fetch.siteinfo import SiteInfo
    from ..fetch.target import Target
    from ..fetch.traffic import Traffic
    from ..model.page import Page
    from ..sites.profile import SiteProfile

__all__ = ["Checkup", "Cost", "Robots", "Trial", "Way", "examine"]

_LISTED = 500
"""Titles that the API lists in one answer to an ordinary user."""
_BUSY = (429, 503)
_NOTHING_THERE = "status 404"
_HEAD = 200_000
"""Characters of a page in which it says what made it."""
_GENERATOR = re.compile(r"<meta\b[^>]{0,200}\bname=[\"']generator[\"'][^>]{0,200}>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent=[\"']([^\"']{1,100})", re.IGNORECASE)
_LIMITS = ("retry-after", "ratelimit", "x-ratelimit")
"""How the names of headers begin that speak of limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to a page: `api.php`, `REST` or `page views`."""

    name: str
    address: str | None = None
    why: str | None = None
    """Why it gave no page; None where it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What robots.txt says: why not, or None where one may."""

    pages: str | None
    api: str | None
    delay: float
    """Seconds between two requests; 0 where it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One page, by the best way that is open."""

    title: str
    transport: str
    outcome: str
    kind: str | None = None
    sections: int | None = None
    facts: int | None = None
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of scraping all articles once, as far as can be said from here."""

    articles: int
    requests: int
    seconds: float
    bytes: int
    """Unpacked, if all pages were as large as the one of the trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What was found. None: it is not known."""

    wiki: str
    software: str | None
    name: str | None
    language: str | None
    licence: str | None
    ways: tuple[Way, ...]
    skins: tuple[str, ...]
    robots: Robots
    limits: dict[str, str]
    """What the wiki said of its limits: status or header -> how often, or its value."""
    profile: str
    profile_fits: bool
    """Whether it is made for this wiki, not only for any MediaWiki."""
    trial: Trial | None
    trouble: str | None
    """Why there was no page to try."""
    cost: Cost | None
    requests: int
    """That this took."""

    @property
    def is_sound(self) -> bool:
        """Whether records can be made of this wiki's pages."""
        return self.trial is not None and self.trial.outcome not in (*FAILING_OUTCOMES, "failed")


def examine(address: str, *, settings: SessionSettings | None = None, profile: str | None = None) -> Checkup:
    """Look at the wiki at `address`, which may be that of one of its pages, or a profile's name.

    A page that the address names is the trial; else one that the wiki picks. Raises UsageError for an address that is
    none, UnreachableError where nobody answers, RefusedError where the host wants to be left alone.
    """
    from ..fetch.session import SessionSettings, open_session
    from ..fetch.siteinfo import ask_siteinfo
    from ..fetch.target import read_wiki
    from ..fetch.traffic import Traffic
    from ..sites.registry import load_profile

    wiki, traffic = read_wiki(address), Traffic(settings.max_requests if settings is not None else None)
    with open_session(settings or SessionSettings(), traffic=traffic) as session:
        info = ask_siteinfo(session, wiki)
        examiner = _Examiner(session, wiki, info, load_profile(profile) if profile is not None else None)
        return examiner.examine(address, traffic)


class _Examiner:
    def __init__(self, session: Session, wiki: Target, info: SiteInfo | None, profile: SiteProfile | None) -> None:
        self._session, self._wiki, self._info, self._profile = session, wiki, info, profile
        self._limits: dict[str, str] = {}
        self._front: str | None = None
        """Where the front page is, after redirects."""

    def examine(self, address: str, traffic: Traffic) -> Checkup:
        from ..sites.registry import find_profile

        html, trouble = self._look_at(self._wiki.url)
        target = self._choose_target(address)
        ways, pages = self._try_ways(target) if target is not None else ((), {})
        info, best = self._info, next(iter(pages.values()), None)
        view = pages.get("page_html")
        fitting = self._profile or find_profile(self._wiki.url, view.body.decode("utf-8", "replace") if view else html)
        trial = self._read(best, fitting) if best is not None else None
        robots = self._ask_robots(target or self._wiki)
        self._limits |= {
            f"status {status}": str(traffic.statuses[status]) for status in _BUSY if traffic.statuses[status]
        }
        return Checkup(
            wiki=self._wiki.base,
            software=info.software if info is not None else _generator(html),
            name=info.name if info is not None else None,
            language=info.language if info is not None else None,
            licence=(info.licence if info is not None else None) or (fitting.licence.name if fitting.licence else None),
            ways=ways,
            skins=info.skins if info is not None else (),
            robots=robots,
            limits=self._limits,
            profile=fitting.name,
            profile_fits=self._profile is not None or bool(fitting.hosts or fitting.signs),
            trial=trial,
            trouble=trouble if trial is None else None,
            cost=self._cost(trial, fitting, robots),
            requests=traffic.requests,
        )

    def _look_at(self, url: str) -> tuple[str, str | None]:
        """The wiki's front page, and why there is none."""
        try:
            answer = self._session.get(url, pace=self._wiki.profile.pace)
        except (FetchError, InputError) as error:
            return "", error.message
        self._limits |= {name: value for name, value in answer.headers.items() if name.startswith(_LIMITS)}
        self._front = answer.url
        return answer.body.decode("utf-8", "replace"), f"status {answer.status}" if answer.status >= 400 else None

    def _choose_target(self, address: str) -> Target | None:
        """The page that `address` names, else one that the wiki picks, else the one that its front page is."""
        from ..fetch.target import read_target

        picked = self._info.random_title if self._info is not None else None
        for name, site in ((address, None), (picked, self._wiki.base), (self._front, None)):
            try:
                target = read_target(name or "", site)
            except UsageError:
                continue
            if not target.as_seen or name == self._front:
                return target
        return None

    def _try_ways(self, target: Target) -> tuple[tuple[Way, ...], dict[str, Page]]:
        from ..fetch.mediawiki import fetch_by_api, fetch_by_rest, fetch_view

        memory, ways = self._session.wikis[self._wiki.base], []
        pages: dict[str, Page] = {}
        for name, script, way in (("api.php", "/api.php", fetch_by_api), ("REST", "/rest.php", fetch_by_rest)):
            page, why = self._try(way, target) if not target.as_seen else (None, None)
            if page is not None:
                pages[page.transport] = page
            # Several places were looked at; where there was something, its reason says more than "not found".
            reasons = sorted((said for at, said in memory.reasons.items() if script in at), key=_NOTHING_THERE.__eq__)
            found = memory.api if name == "api.php" else memory.rest
            why = why or (reasons[0] if reasons else "not there")
            ways.append(Way(name=name, address=found, why=why if page is None else None))
        view, why = self._try(fetch_view, target)
        if view is not None:
            pages[view.transport] = view
        ways.append(Way(name="page views", address=target.url if view is not None else None, why=why))
        return tuple(ways), pages

    def _try(self, way: Callable[[Session, Target], Page | None], target: Target) -> tuple[Page | None, str | None]:
        try:
            return way(self._session, target), None
        except (FetchError, InputError) as error:
            return None, error.message

    def _read(self, page: Page, profile: SiteProfile) -> Trial:
        result = process_page(page, profile=profile)
        record, document = result.record, result.document
        title = (document.title if document is not None else None) or page.title or page.url or ""
        return Trial(
            title=title,
            transport=page.transport,
            outcome=result.outcome,
            kind=record.kind if record is not None else None,
            sections=len(document.sections) if record is not None and document is not None else None,
            facts=record.quality.facts if record is not None else None,
            bytes=len(page.body),
        )

    def _ask_robots(self, target: Target) -> Robots:
        from ..fetch.endpoints import Endpoints

        robots, api = self._session.robots, Endpoints(self._session, self._wiki).script("api.php")
        return Robots(pages=robots.forbids(target.url), api=robots.forbids(api), delay=robots.delay(target.url))

    def _cost(self, trial: Trial | None, profile: SiteProfile, robots: Robots) -> Cost | None:
        if self._info is None or self._info.articles is None or trial is None:
            return None
        articles, rate = self._info.articles, self._session.settings.rate
        requests = articles + ceil(articles / _LISTED) + 1
        interval = max(1 / rate if rate else profile.pace, robots.delay)
        return Cost(articles=articles, requests=requests, seconds=requests * interval, bytes=articles * trial.bytes)


def _generator(html: str) -> str | None:
    """The software that a page names: `<meta name="generator" content="MediaWiki 1.39.17">`."""
    tag = _GENERATOR.search(html[:_HEAD])
    content = _CONTENT.search(tag[0]) if tag else None
    return content[1] if content else None

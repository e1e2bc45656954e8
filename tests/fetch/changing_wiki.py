"""A stand-in for the API of a wiki that changes: pages, its list of recent changes, who holds which template."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from server import Reply, Site

from wikiclean.fetch.changes import Look, WikiChanges
from wikiclean.fetch.cursor import Cursor
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.target import wiki_at
from wikiclean.model.seen import SeenPage

LOCAL = SessionSettings(allow_private=True, robots="off", rate=1000)


def minute(number: int) -> str:
    return f"2026-01-01T{number // 60:02}:{number % 60:02}:00Z"


START = minute(60)
"""When the pages were scraped."""


@dataclass
class Known:
    """What a store would remember of the pages."""

    pages: list[SeenPage]

    def visit(self, numbers: Iterable[int], wiki: ChangingWiki) -> None:
        """Look at pages by their numbers, as a refresh does."""
        by_number = {page.page_id: page for page in self.pages}
        for number in numbers:
            now = wiki.pages.get(number)
            if now is None:
                by_number[number] = replace(by_number[number], outcome="missing", revision_id=None, seen_at=wiki.now)
                continue
            by_number[number] = SeenPage(
                title=now["title"],
                page_id=number,
                outcome="redirect" if now.get("redirect") else "article",
                revision_id=now["lastrevid"],
                seen_at=wiki.now,
            )
        self.pages = list(by_number.values())

    def count(self) -> int:
        return len(self.pages)

    def namespaces(self) -> list[int]:
        return [0]

    def with_ids(self, ids: Collection[int]) -> list[SeenPage]:
        return [page for page in self.pages if page.page_id in ids]

    def with_titles(self, titles: Collection[str]) -> list[SeenPage]:
        return [page for page in self.pages if page.title in titles]

    def batches(self) -> Iterator[list[SeenPage]]:
        for begin in range(0, len(self.pages), 40):
            yield self.pages[begin : begin + 40]


@dataclass
class ChangingWiki:
    """`pages`: number -> what `prop=info` says; `recent`: newest first."""

    site: Site
    pages: dict[int, dict[str, Any]] = field(default_factory=dict)
    recent: list[dict[str, Any]] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=dict)
    now: str = minute(120)
    entries_an_answer: int = 500
    asked: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, site: Site, count: int) -> ChangingWiki:
        wiki = cls(site)
        for number in range(1, count + 1):
            wiki.pages[number] = {
                "pageid": number, "title": f"Page {number}", "lastrevid": 1000 + number, "touched": minute(1),
            }  # fmt: skip
        wiki.log("Old", minute(2), type="new", pageid=9999, revid=1)
        site.replies["/w/api.php"] = [wiki.answer]
        return wiki

    def known(self) -> Known:
        """Every page as a scrape at START saw it."""
        return Known(
            [
                SeenPage(title=page["title"], page_id=number, revision_id=page["lastrevid"], seen_at=START)
                for number, page in self.pages.items()
            ]
        )

    def log(self, title: str, at: str, **entry: Any) -> None:
        entry = {"type": "edit", "ns": 0, "rcid": 100 + len(self.recent), "title": title, "timestamp": at, **entry}
        self.recent.insert(0, entry)

    def edit(self, number: int, at: str) -> None:
        page = self.pages[number]
        page |= {"lastrevid": page["lastrevid"] + 1000, "touched": at}
        self.log(page["title"], at, pageid=number, revid=page["lastrevid"])

    def move(self, number: int, to: str, at: str) -> None:
        page = self.pages[number]
        told = {"target_ns": 0, "target_title": to}
        self.log(page["title"], at, type="log", pageid=number, revid=0, logtype="move", logparams=told)
        page |= {"title": to, "lastrevid": page["lastrevid"] + 1000, "touched": at}

    def delete(self, number: int, at: str) -> dict[str, Any]:
        page = self.pages.pop(number)
        self.log(page["title"], at, type="log", pageid=0, revid=0, logtype="delete", logparams={})
        return page

    def find(self, known: Known, cursor: Cursor) -> tuple[dict[str, str], WikiChanges]:
        """What has to be looked at: the end of its address -> why."""
        self.asked.clear()
        with open_session(LOCAL) as session:
            changes = WikiChanges(session, wiki_at(self.site.url, None), known, cursor)
            looks: list[Look] = list(changes.find())
        return {look.target.rpartition("/")[2].removeprefix("index.php?"): look.why for look in looks}, changes

    # --- the server's side

    def answer(self, asked: str) -> Reply:
        params = dict(parse_qsl(urlsplit(asked).query))
        self.asked.append(params)
        if params.get("list") == "recentchanges":
            data = self._listed(int(params.get("rccontinue", 0)))
        elif params.get("meta") == "siteinfo":
            data = {"query": {"statistics": {"pages": len(self.pages)}}}
        elif params["prop"] == "transcludedin":
            pages = [
                {"title": title, "transcludedin": [{"pageid": number} for number in self.holders.get(title, ())]}
                for title in params["titles"].split("|")
            ]
            data = {"query": {"pages": pages}}
        elif "generator" in params:
            data = {"query": {"pages": list(self.pages.values())}}
        elif "pageids" in params:
            numbers = [int(number) for number in params["pageids"].split("|")]
            assert len(numbers) <= 50
            pages = [self.pages.get(number, {"pageid": number, "missing": True}) for number in numbers]
            data = {"query": {"pages": pages}}
        else:
            by_title = {page["title"]: page for page in self.pages.values()}
            titles = params["titles"].split("|")
            pages = [by_title.get(title, {"title": title, "missing": True}) for title in titles]
            data = {"query": {"pages": pages}}
        return Reply(body=json.dumps({"batchcomplete": True, "curtimestamp": self.now, **data}).encode())

    def _listed(self, begin: int) -> dict[str, Any]:
        end = begin + self.entries_an_answer
        data: dict[str, Any] = {"query": {"recentchanges": self.recent[begin:end]}}
        if end < len(self.recent):
            data["continue"] = {"rccontinue": str(end), "continue": "-||"}
        return data

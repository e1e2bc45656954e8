"""A made-up wiki, and pages that are processed without the rooms below."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from wikiclean.model.document import Document, DocumentSource
from wikiclean.model.monograph import Article
from wikiclean.model.page import Page
from wikiclean.pipeline.job import Job, Loader
from wikiclean.pipeline.process import Result
from wikiclean.pipeline.settings import RunSettings
from wikiclean.store.queue import QueueItem


def build_article(title: str, text: str, wiki: str = "testwiki") -> Article:
    return Article.model_validate(
        {
            "record_id": f"{wiki}:{title}",
            "source": {
                "site": "mediawiki",
                "transport": "file_html",
                "content_sha256": "0" * 64,
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "extractor": "wikiclean/0",
                "rules_version": "1",
            },
            "page": {"title": title, "language": "en"},
            "text": text,
            "sections": [],
            "quality": {"completeness": 0, "classified_chars": 0, "removed_chars": 0, "facts": 0, "unparsed": 0},
        }
    )


def fake_process(page: Page, **_: object) -> Result:
    """`article: text` becomes a record, another first word an outcome; raises what `raise` names.

    A title that begins with "Other " is of another wiki.
    """
    word, _, text = page.body.decode().partition(": ")
    title = page.title or ""
    if word == "raise":
        raise RuntimeError(text)
    wiki = "otherwiki" if title.startswith("Other ") else "testwiki"
    source = DocumentSource(site="mediawiki", wiki=wiki, transport="file_html", content_sha256="0" * 64)
    document = Document(source=source, title=title, language="en", outcome=word, text=text)  # type: ignore[arg-type]
    if word != "article":
        return Result(outcome=document.outcome, document=document)
    return Result(outcome="article", document=document, record=build_article(title, text, wiki))


@dataclass
class Wiki:
    """Pages by title; an exception as a page is raised. Remembers what was asked for."""

    pages: dict[str, str | BaseException]
    asked: list[str] = field(default_factory=list)

    def load(self, item: QueueItem) -> Page:
        self.asked.append(item.target)
        body = self.pages.get(item.target, "missing: ")
        if isinstance(body, BaseException):
            raise body
        return Page(body=body.encode(), transport="file_html", title=item.target)

    def job(self, *targets: str) -> Job:
        @contextmanager
        def open_loader() -> Iterator[Loader]:
            yield self.load

        return Job(command="scrape", targets=targets, open_loader=open_loader)


@pytest.fixture
def wiki(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Wiki]:
    monkeypatch.setattr("wikiclean.pipeline.workers.process_page", fake_process)
    return Wiki


@pytest.fixture
def clock() -> Callable[[], datetime]:
    times = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number) for number in range(10_000))
    return lambda: next(times)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str | None:
    """Of an empty database; None for the one that a run makes in its directory."""
    if request.param == "sqlite":
        return None
    return str(request.getfixturevalue("postgresql").database())


@pytest.fixture
def settings(clock: Callable[[], datetime], address: str | None) -> Callable[..., RunSettings]:
    return lambda **given: RunSettings(**{"now": clock, "store": address, **given})

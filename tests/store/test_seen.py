from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from wikiclean.store.base import Store
from wikiclean.store.visit import Visit

Make = Callable[..., Any]


@pytest.fixture
def pages(store: Store, record: Make, document: Make) -> Store:
    """An article, a page that was blank, one that was not there; and one of another wiki with the same number."""
    visit = Visit.of_record(record("Alpha", page_id=1, revision_id=11))
    store.put(replace(visit, seen_at="2026-01-01T00:00:00Z"), record("Alpha", page_id=1, revision_id=11))
    for title, outcome, number in (("Blank", "blank", 2), ("Nowhere", "missing", None)):
        store.put_outcome(document(title, outcome, page_id=number, revision_id=12 if number else None))
    store.put_outcome(document("Other", "blank", page_id=1, wiki="otherwiki"))
    return store


def test_pages_are_those_of_one_wiki(pages: Store) -> None:
    mine = pages.wikis.pages_of("testwiki")
    assert mine.count() == 3
    assert mine.namespaces() == [0]
    assert sorted(page.title for batch in mine.batches() for page in batch) == ["Alpha", "Blank", "Nowhere"]
    assert [page.title for page in mine.with_ids([1, 2, 99])] == ["Alpha", "Blank"]
    assert [page.outcome for page in mine.with_titles(["Nowhere", "Other"])] == ["missing"]


def test_what_the_last_visit_showed_is_remembered(pages: Store) -> None:
    alpha, blank = pages.wikis.pages_of("testwiki").with_ids([1, 2])
    assert (alpha.revision_id, alpha.seen_at, alpha.transport) == (11, "2026-01-01T00:00:00Z", "page_html")
    assert (blank.revision_id, blank.outcome) == (12, "blank")
    assert blank.seen_at == "2026-01-02T03:04:05Z", "our own time, where the wiki's is not known"


def test_a_wall_says_nothing_about_the_revision(pages: Store, document: Make) -> None:
    pages.put_outcome(document("Alpha", "blocked", page_id=1))
    (alpha,) = pages.wikis.pages_of("testwiki").with_ids([1])
    assert (alpha.outcome, alpha.revision_id) == ("blocked", 11)


def test_pages_visited_longest_ago_come_first(pages: Store) -> None:
    mine = pages.wikis.pages_of("testwiki")
    (alpha,) = mine.with_ids([1])
    mine.note_unchanged(alpha, "2027-01-01T00:00:00Z")
    assert [page.title for batch in mine.batches() for page in batch][-1] == "Alpha"


def test_titles_that_lead_to_a_page_are_known(pages: Store, record: Make, document: Make) -> None:
    pages.put_record(record("Alpha", page_id=1), document("Alpha", page_id=1, redirected_from="A drug"))
    assert pages.wikis.pages_of("testwiki").aliases_among(["A drug", "B drug"]) == {"A drug"}


def test_a_redirect_says_where_it_leads(pages: Store, document: Make) -> None:
    run = "r1"
    pages.put_outcome(document("Alpha", "redirect", page_id=1, redirects_to="Beta"), run_id=run)
    assert any("redirect to Beta" in line for line in pages.iter_changes(run))

"""The band of earlier runs: it cries when a layout changes, and is quiet when editors edit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wikiclean.pipeline.census import Census
from wikiclean.pipeline.drift import Finding, find_drift
from wikiclean.store.health import Figure, KnownPage, PageHealth
from wikiclean.store.visit import Visit

USUAL = frozenset({"lead", "sections", "infobox", "field.dosage", "rule.mediawiki/edit-link", "known_headings"})
PAGE = PageHealth(figures=USUAL, kept=2000, removed=300, read_as="api_parse wikimd 1")


def visit(number: int, now: PageHealth | None, revision: int | None = 2, outcome: str = "article") -> Visit:
    health = now.to_json() if now is not None else None
    return Visit(wiki="w", title=f"Page {number}", outcome=outcome, revision_id=revision, health=health)


def without(*figures: str, kept: int = 2000, removed: int = 300) -> PageHealth:
    return replace(PAGE, figures=USUAL - set(figures), kept=kept, removed=removed)


def judge(
    pages: list[tuple[PageHealth | None, PageHealth | None, int]],
    *,
    earlier: list[list[Figure]] | None = None,
    records: int = 2000,
) -> list[Finding]:
    """`pages`: before, now, and the revision now; it was 1 before."""
    census = Census()
    for number, (before, now, revision) in enumerate(pages):
        known = KnownPage(is_current=True, revision_id=1, health=before) if before is not None else None
        census.compare(visit(number, now, revision, "article" if now is not None else "missing"), known)
    past = [past_run()] if earlier is None else earlier
    return find_drift(census.figures(), {"w": past}, {"w": records})


def past_run(**shares: float) -> list[Figure]:
    named = {**dict.fromkeys(USUAL, 1.0), **{name.replace("__", "."): share for name, share in shares.items()}}
    return [Figure(wiki="w", name=name, pages=1000, hits=round(share * 1000)) for name, share in named.items()]


def names(findings: list[Finding]) -> set[str]:
    return {finding.figure for finding in findings}


@pytest.mark.parametrize(
    ("changed", "lost", "cries"),
    [
        (3, 0, False),
        (3, 1, False),  # an editor takes a section away
        (3, 2, False),
        (3, 3, True),
        (2, 2, False),
        (10, 4, False),
        (10, 5, True),
        (100, 18, False),
        (100, 19, True),
        (2000, 190, False),
        (2000, 300, True),
    ],
)
def test_edited_pages_may_lose_some(changed: int, lost: int, cries: bool) -> None:
    pages = [(PAGE, without("field.dosage") if number < lost else PAGE, 2) for number in range(changed)]
    assert names(judge(pages)) == ({"field.dosage"} if cries else set())


@pytest.mark.parametrize(
    ("visited", "lost", "cries"), [(10, 2, False), (10, 3, True), (2000, 31, False), (2000, 32, True)]
)
def test_pages_that_nobody_edited_may_lose_next_to_nothing(visited: int, lost: int, cries: bool) -> None:
    pages = [(PAGE, without("infobox") if number < lost else PAGE, 1) for number in range(visited)]
    assert names(judge(pages)) == ({"infobox"} if cries else set())


def test_a_finding_says_what_broke_where_and_how_much_was_to_be_expected() -> None:
    (finding,) = judge([(PAGE, without("field.dosage"), 2)] * 10)
    assert (finding.had, finding.lost, finding.allowed) == (10, 10, 4)
    assert finding.examples == ("Page 0", "Page 1", "Page 2")
    assert "the field dosage is no longer found on 10 of 10 pages of w" in finding.message


def test_a_figure_that_few_pages_have_is_judged_by_those_few() -> None:
    rare = replace(PAGE, figures=USUAL | {"field.approvals"})
    pages = [(rare, PAGE, 2)] * 4 + [(PAGE, PAGE, 2)] * 200
    assert names(judge(pages)) == {"field.approvals"}


def test_a_rule_that_no_longer_fires_on_edited_pages_has_broken() -> None:
    pages = [(PAGE, without("rule.mediawiki/edit-link", kept=2040, removed=260), 2)] * 12
    (finding,) = judge(pages)
    assert "the rule mediawiki/edit-link no longer fires on 12 of 12" in finding.message


def test_text_that_was_removed_and_is_kept_now_is_found_even_where_the_rule_still_fires() -> None:
    assert names(judge([(PAGE, without(kept=2200, removed=100), 1)] * 8)) == {"text.furniture"}
    assert names(judge([(PAGE, without(kept=1700, removed=600), 1)] * 8)) == {"text.removed"}
    assert names(judge([(PAGE, without(kept=500), 2)] * 8)) == {"text.length"}


def test_furniture_that_the_wiki_took_away_is_no_broken_rule() -> None:
    pages = [(PAGE, without("rule.mediawiki/edit-link", removed=200), 1)] * 12
    assert judge(pages) == []
    leaking = [(PAGE, without("rule.mediawiki/edit-link", kept=2010, removed=290), 1)] * 12
    assert names(judge(leaking)) == {"rule.mediawiki/edit-link"}


def test_a_rule_that_comes_and_goes_may_go() -> None:
    pages = [(PAGE, without("rule.mediawiki/edit-link", kept=2010), 2)] * 9 + [(PAGE, PAGE, 2)] * 6
    often = [past_run(**{"rule__mediawiki/edit-link": 0.4})]
    assert judge(pages, earlier=often) == []
    assert names(judge(pages)) == {"rule.mediawiki/edit-link"}


def test_what_edits_took_away_in_earlier_runs_widens_the_band() -> None:
    pages = [(PAGE, without("field.dosage") if number < 8 else PAGE, 2) for number in range(20)]
    restless = [[*past_run(), Figure(wiki="w", name="field.dosage", edited=100, edited_lost=35)]]
    assert judge(pages, earlier=restless) == []
    assert names(judge(pages)) == {"field.dosage"}
    broken = [[Figure(wiki="w", name="field.dosage", edited=100, edited_lost=100, broke=True)], past_run()]
    assert names(judge(pages, earlier=broken)) == {"field.dosage"}, "a drift that was accepted is no custom"


def test_rules_and_letters_of_another_rendering_or_version_are_not_compared() -> None:
    other = replace(without("rule.mediawiki/edit-link", kept=2500, removed=0), read_as="page_html wikimd 1")
    assert judge([(PAGE, other, 1)] * 50) == []


def test_pages_that_vanish_are_measured_by_all_the_wiki_has() -> None:
    gone = [(PAGE, None, 2)] * 3
    assert judge(gone, records=2000) == []
    assert names(judge(gone, records=4)) == {"article"}
    assert names(judge([(PAGE, None, 2)] * 100, records=100_000)) == {"article"}
    assert names(judge([(PAGE, None, 1)] * 60 + [(PAGE, PAGE, 1)] * 1940)) == {"article"}
    assert judge([(PAGE, None, 1)] * 15 + [(PAGE, PAGE, 1)] * 1985) == []


def test_a_store_of_two_pages_is_watched_too() -> None:
    assert names(judge([(PAGE, without("lead"), 1)] * 2, records=2)) == {"lead"}
    assert judge([(PAGE, without("lead"), 2)] * 2, records=2) == []


def test_new_pages_must_have_what_nearly_all_earlier_ones_had() -> None:
    assert names(judge([(None, without("lead"), 1)] * 30)) == {"new.lead"}
    assert judge([(None, without("lead"), 1)] * 10) == []
    assert judge([(None, without("infobox", "field.dosage"), 1)] * 30) == [], "pages may be about other things"


def test_a_wiki_without_earlier_runs_is_not_judged() -> None:
    assert judge([(PAGE, without("lead"), 1)] * 30, earlier=[]) == []


def test_many_pages_are_judged_as_fast_as_few() -> None:
    before = Figure(wiki="w", name="lead", pages=10**6, hits=10**6, same=10**6, same_lost=200_000)
    (finding,) = find_drift([before], {"w": [past_run()]}, {"w": 10**6})
    assert 10_000 < finding.allowed < 11_000

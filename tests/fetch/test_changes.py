from __future__ import annotations

from random import Random
from typing import Any

import pytest
from changing_wiki import START, ChangingWiki, Known, minute
from server import Reply, Site

from wikiclean.errors import RefusedError
from wikiclean.fetch.cursor import Cursor
from wikiclean.model.seen import SeenPage

SCRAPED = Cursor(at=START, swept_at=START)


@pytest.fixture
def wiki(site: Site) -> ChangingWiki:
    return ChangingWiki.of(site, 120)


def kinds(wiki: ChangingWiki) -> list[str]:
    """What each question was about."""
    return [
        next(name for key in ("list", "meta", "generator", "prop") if (name := asked.get(key))) for asked in wiki.asked
    ]


def test_where_nothing_changed_one_question_is_enough(wiki: ChangingWiki) -> None:
    looks, changes = wiki.find(wiki.known(), SCRAPED)
    assert looks == {}
    assert kinds(wiki) == ["recentchanges"]
    assert changes.how == "recent changes"
    assert (changes.cursor.at, changes.cursor.swept_at) == (wiki.now, START)


def test_recent_changes_say_whom_to_ask_about(wiki: ChangingWiki) -> None:
    known = wiki.known()
    wiki.edit(1, minute(70))
    wiki.move(2, "Elsewhere", minute(71))
    wiki.delete(3, minute(72))
    wiki.pages[4]["redirect"] = True
    wiki.edit(4, minute(73))
    wiki.log("Talk:Page 9", minute(74), ns=1, pageid=500, revid=7)
    wiki.log("Unknown page", minute(74), pageid=501, revid=8)
    looks, changes = wiki.find(known, SCRAPED)
    assert looks == {"curid=1": "edited", "curid=2": "renamed", "curid=3": "gone", "curid=4": "redirect"}
    assert kinds(wiki) == ["recentchanges", "transcludedin", "info", "info"]
    again, _ = wiki.find(Known([p for p in known.pages if p.page_id not in (1, 2, 3, 4)]), changes.cursor)
    assert again == {}


def test_what_was_listed_shortly_before_is_not_news_but_what_came_late_is(wiki: ChangingWiki) -> None:
    known = wiki.known()
    wiki.edit(1, minute(119))
    _, first = wiki.find(known, SCRAPED)
    wiki.edit(2, minute(119))  # begun before the last time, stored after it
    wiki.now = minute(200)
    looks, _ = wiki.find(known, first.cursor)
    assert looks == {"curid=2": "edited"}


def test_edits_that_the_scrape_saw_are_no_news(wiki: ChangingWiki) -> None:
    for number in (1, 2):
        wiki.edit(number, START)
    looks, _ = wiki.find(wiki.known(), SCRAPED)
    assert looks == {}
    assert kinds(wiki) == ["recentchanges"]


def test_a_page_that_was_deleted_and_made_anew_is_two_pages(wiki: ChangingWiki) -> None:
    known = wiki.known()
    old = wiki.delete(5, minute(70))
    wiki.pages[700] = {**old, "pageid": 700, "lastrevid": 5000}
    looks, _ = wiki.find(known, SCRAPED)
    assert looks == {"curid=5": "gone", "curid=700": "new under its title"}


def test_a_page_that_was_restored_comes_back(wiki: ChangingWiki) -> None:
    known = wiki.known()
    known.pages[0] = SeenPage(title="Page 1", page_id=1, outcome="missing", seen_at=START)
    wiki.log("Page 1", minute(70), type="log", pageid=1, revid=0, logtype="delete", logaction="restore")
    looks, _ = wiki.find(known, SCRAPED)
    assert looks == {"curid=1": "back"}


def test_a_page_that_was_not_there_when_it_was_asked_for(wiki: ChangingWiki) -> None:
    known = wiki.known()
    known.pages += [SeenPage(title=title, outcome="missing") for title in ("Wanted", "Unwanted")]
    wiki.pages[700] = {"pageid": 700, "title": "Wanted", "lastrevid": 1, "touched": minute(70)}
    wiki.log("Wanted", minute(70), type="new", pageid=700, revid=1)
    looks, _ = wiki.find(known, SCRAPED)
    assert looks == {"curid=700": "new under its title"}


def test_a_template_waits_until_all_its_pages_were_reached(wiki: ChangingWiki) -> None:
    known = wiki.known()
    wiki.holders["Template:Dose"] = [7, 8, 4000]
    wiki.log("Template:Dose", minute(100), ns=10, pageid=600, revid=77)
    wiki.pages[7]["touched"] = minute(101)
    looks, first = wiki.find(known, SCRAPED)
    assert looks == {"curid=7": "touched"}
    assert first.cursor.waiting == {"Template:Dose": minute(100)}
    known.pages[6] = SeenPage(title="Page 7", page_id=7, revision_id=1007, seen_at=minute(121))

    wiki.now, wiki.pages[8]["touched"] = minute(300), minute(290)
    looks, second = wiki.find(known, first.cursor)
    assert looks == {"curid=8": "touched"}
    assert second.cursor.waiting == {}


@pytest.mark.parametrize("dropped", ["the list", "its end"])
def test_a_list_that_does_not_reach_back_is_not_believed(wiki: ChangingWiki, dropped: str) -> None:
    known = wiki.known()
    wiki.edit(1, minute(70))
    wiki.edit(2, minute(80))
    wiki.recent = [] if dropped == "the list" else wiki.recent[:1]
    looks, changes = wiki.find(known, SCRAPED)
    assert looks == {"curid=1": "edited", "curid=2": "edited"}
    assert changes.how == "revision ids"
    assert changes.reason is not None
    assert (changes.cursor.at, changes.cursor.swept_at) == (wiki.now, wiki.now)


def test_a_list_that_is_too_long_is_left_after_its_first_page(wiki: ChangingWiki) -> None:
    known = wiki.known()
    wiki.entries_an_answer = 5
    wiki.edit(1, minute(61))
    for second in range(300):
        wiki.log(f"Other {second}", minute(90 + second // 10), pageid=6000 + second, revid=second + 1)
    looks, changes = wiki.find(known, SCRAPED)
    assert looks == {"curid=1": "edited"}
    assert changes.how == "revision ids"
    assert kinds(wiki).count("recentchanges") <= 3


def test_all_pages_of_a_small_wiki_are_asked_for_in_order(site: Site) -> None:
    wiki = ChangingWiki.of(site, 1000)
    known = wiki.known()
    wiki.edit(1, minute(70))
    wiki.delete(2, minute(71))
    wiki.recent = []
    looks, _ = wiki.find(known, SCRAPED)
    assert looks == {"curid=1": "edited", "curid=2": "gone"}
    assert kinds(wiki) == ["recentchanges", "siteinfo", "allpages", "info", "info"]


def test_of_a_few_pages_each_is_asked_about_at_once(site: Site) -> None:
    wiki = ChangingWiki.of(site, 30)
    known = wiki.known()
    wiki.pages[3]["touched"] = minute(99)
    looks, changes = wiki.find(known, SCRAPED)
    assert looks == {"curid=3": "touched"}
    assert len(wiki.asked) == 1
    assert changes.cursor.at == wiki.now


def test_once_a_week_every_page_is_asked_about(wiki: ChangingWiki) -> None:
    known = wiki.known()
    wiki.pages[9]["lastrevid"] = 5  # by a script that tells nobody
    long_ago = Cursor(at=START, swept_at="2025-12-01T00:00:00Z")
    looks, changes = wiki.find(known, long_ago)
    assert looks == {"curid=9": "edited"}
    assert changes.cursor.swept_at == wiki.now


def test_without_an_api_every_page_is_looked_at(site: Site) -> None:
    wiki = ChangingWiki.of(site, 3)
    site.replies.clear()
    looks, changes = wiki.find(wiki.known(), SCRAPED)
    assert list(looks) == ["Page_1", "Page_2", "Page_3"]
    assert changes.how == "page by page"
    assert changes.cursor == SCRAPED


def test_an_api_that_closes_on_the_way_says_nothing(wiki: ChangingWiki, site: Site) -> None:
    known = wiki.known()
    wiki.edit(1, minute(70))
    first: list[Reply] = []

    def closing(asked: str) -> Reply:
        first.append(wiki.answer(asked) if not first else Reply(403, b"closed"))
        return first[-1]

    site.replies["/w/api.php"] = [closing]
    with pytest.raises(RefusedError):
        wiki.find(known, SCRAPED)


def test_titles_are_asked_about_in_addresses_that_servers_take(wiki: ChangingWiki, site: Site) -> None:
    known = wiki.known()
    known.pages += [SeenPage(title="薬" * 60 + str(number), outcome="missing") for number in range(60)]
    wiki.recent = []
    wiki.find(known, SCRAPED)
    assert max(len(asked) for asked, _ in site.seen) < 8000


def test_an_edit_that_bears_an_earlier_time_is_found(wiki: ChangingWiki) -> None:
    """Scripts may date what they do back."""
    known = wiki.known()
    wiki.edit(1, minute(3))
    looks, first = wiki.find(known, SCRAPED)
    assert looks == {"curid=1": "edited"}
    wiki.edit(2, minute(4))
    looks, _ = wiki.find(Known(known.pages[1:]), first.cursor)
    assert looks == {"curid=2": "edited"}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_nothing_stays_stale(site: Site, seed: int) -> None:
    """Rounds of edits, moves, deletions, restorations and redirects; now and then the list of changes is dropped."""
    chance = Random(seed)
    wiki = ChangingWiki.of(site, 70)
    known, cursor, time = wiki.known(), SCRAPED, 70
    bin_: list[dict[str, Any]] = []
    for _ in range(4):
        for _ in range(chance.randrange(1, 12)):
            time += 1
            number = chance.choice(list(wiki.pages))
            what = chance.choice(["edit", "edit", "move", "delete", "restore", "redirect", "anew"])
            if what == "edit":
                wiki.edit(number, minute(time))
            elif what == "move":
                wiki.move(number, f"Moved {time}", minute(time))
            elif what == "delete":
                bin_.append(wiki.delete(number, minute(time)))
            elif what == "redirect":
                wiki.pages[number]["redirect"] = not wiki.pages[number].get("redirect")
                wiki.edit(number, minute(time))
            elif bin_:
                page = bin_.pop()
                page = page if what == "restore" else {**page, "pageid": 5000 + time, "lastrevid": 50_000 + time}
                wiki.pages[page["pageid"]] = page
                wiki.log(page["title"], minute(time), type="log", pageid=0, revid=0, logtype="delete", logparams={})
        if chance.random() < 0.2:
            wiki.recent.clear()
        time += chance.choice([1, 30])
        wiki.now = minute(time)
        looks, changes = wiki.find(known, cursor)
        known.visit((int(look.partition("=")[2]) for look in looks), wiki)
        cursor = changes.cursor
        for page in known.pages:
            now = wiki.pages.get(page.page_id or 0)
            if now is None:
                assert page.outcome == "missing"
            else:
                outcome = "redirect" if now.get("redirect") else "article"
                assert (page.title, page.revision_id) == (now["title"], now["lastrevid"])
                assert page.outcome in (outcome, "missing") if outcome == "redirect" else page.outcome == outcome
        assert wiki.find(known, cursor)[0] == {}

"""Selections against a stand-in for the API's `query` module that knows lists, continuation and namespaces."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from server import Reply, Site

from wikiclean.errors import RefusedError, UsageError
from wikiclean.fetch.discover import discover_titles
from wikiclean.fetch.selection import Selection
from wikiclean.fetch.session import SessionSettings, open_session

LOCAL = SessionSettings(allow_private=True, robots="off", rate=1000)
MEMBERS = {
    "Category:Drugs": [("Aspirin", 0), ("Talk:Aspirin", 1), ("Category:Opioids", 14), ("Category:Drugs", 14)],
    "Category:Opioids": [("Codeine", 0), ("Category:Drugs", 14), ("Category:Strong", 14)],
    "Category:Strong": [("Fentanyl", 0)],
}
PAGE = 2
"""Entries an answer of the stand-in."""


def answer(asked: str) -> Reply:
    query = dict(parse_qsl(urlsplit(asked).query))
    name, begin = query.get("list") or query["generator"], int(query.get("from", 0))
    assert (query["action"], query["formatversion"], query["maxlag"]) == ("query", "2", "5")
    if name == "categorymembers":
        wanted = set(map(int, query["cmnamespace"].split("|")))
        found: list[Any] = [{"title": t, "ns": ns} for t, ns in MEMBERS.get(query["cmtitle"], ()) if ns in wanted]
    elif name == "allpages":
        found = [
            {"title": t, "ns": 0} for t in ("Aspirin", "Asthma", "Codeine") if t.startswith(query.get("apprefix", ""))
        ]
    elif name == "links":
        found, name = [{"title": "Aspirin", "ns": 0}, {"title": "Nowhere", "ns": 0, "missing": True}], "pages"
    else:
        found = [{"title": "Aspirin", "ns": 0}] if query["srsearch"] == "pain" else []
    data: dict[str, Any] = {"query": {name: found[begin : begin + PAGE]}}
    if begin + PAGE < len(found):
        data["continue"] = {"from": begin + PAGE, "continue": "-||"}
    return Reply(body=json.dumps(data).encode())


def titles(site: Site, **selection: Any) -> list[str]:
    with open_session(LOCAL) as session:
        return list(discover_titles(Selection(**selection), site=site.url, session=session))


@pytest.fixture
def lists(site: Site) -> Site:
    site.replies["/w/api.php"] = [answer]
    return site


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        ({"category": "Drugs"}, ["Aspirin"]),
        ({"category": "Category:Drugs", "depth": 1}, ["Aspirin", "Codeine"]),
        ({"category": "drugs", "depth": 9}, ["Aspirin", "Codeine", "Fentanyl"]),
        ({"category": "Drugs", "namespaces": (0, 1)}, ["Aspirin", "Talk:Aspirin"]),
        ({"category": "Nobody knows"}, []),
        ({"prefix": "as"}, ["Aspirin", "Asthma"]),
        ({"everything": True}, ["Aspirin", "Asthma", "Codeine"]),
        ({"search": "pain"}, ["Aspirin"]),
        ({"search": "nothing"}, []),
        ({"links_of": "Asthma"}, ["Aspirin"]),
    ],
)
def test_selections(lists: Site, selection: dict[str, Any], found: list[str]) -> None:
    assert titles(lists, **selection) == found


def test_each_category_of_a_circle_is_asked_once(lists: Site) -> None:
    titles(lists, category="Drugs", depth=9)
    asked = [dict(parse_qsl(urlsplit(path).query)) for path, _ in lists.seen]
    assert sorted(query["cmtitle"] for query in asked if "from" not in query) == sorted(MEMBERS)


def test_what_is_not_wanted_is_not_asked(lists: Site) -> None:
    with open_session(LOCAL) as session:
        found = discover_titles(Selection(everything=True), site=lists.url, session=session)
        assert list(islice(found, 2)) == ["Aspirin", "Asthma"]
    assert len(lists.seen) == 1


def test_a_wiki_without_an_api_says_what_to_do(site: Site) -> None:
    with pytest.raises(RefusedError, match="--titles"):
        titles(site, everything=True)


def test_an_error_of_the_api_is_told(site: Site) -> None:
    site.replies["/w/api.php"] = [Reply(body=b'{"error": {"code": "badvalue", "info": "Search is\\ndisabled."}}')]
    with pytest.raises(RefusedError, match=r"Search is disabled\."):
        titles(site, search="x")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"category": "A", "prefix": "B"},
        {"sitemap": "robots", "feed": "https://wiki.example/feed"},
        {"prefix": "A", "depth": 1},
        {"category": "A", "depth": -1},
        {"everything": True, "namespaces": ()},
        {"everything": True, "namespaces": (0, -1)},
    ],
)
def test_a_selection_is_of_one_way(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Selection(**wrong)

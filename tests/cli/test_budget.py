"""`--max-requests` from the command line, against a stand-in of a wiki."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))

from server import Reply, Site, serve

Make = Callable[..., Any]
TITLES = ["Aspirin", "Codeine", "Gout", "Ibuprofen"]


@pytest.fixture
def site() -> Iterator[Site]:
    def answer(asked: str) -> Reply:
        query = dict(parse_qsl(urlsplit(asked).query))
        if query["action"] == "parse":
            title = query["page"]
            parsed = {
                "title": title,
                "pageid": TITLES.index(title) + 1,
                "revid": 9,
                "text": f"<p>{title} is known.</p>",
            }
            return Reply(body=json.dumps({"parse": parsed}).encode())
        begin = int(query.get("apcontinue", 0))
        data: dict[str, Any] = {
            "query": {"allpages": [{"title": title, "ns": 0} for title in TITLES[begin : begin + 2]]}
        }
        data |= {"continue": {"apcontinue": "2", "continue": "-||"}} if not begin else {"batchcomplete": True}
        return Reply(body=json.dumps(data).encode())

    with serve() as made:
        made.replies["/w/api.php"] = [answer]
        yield made


def scrape(run: Make, site: Site, *arguments: str) -> Any:
    at = ("--site", site.url, "--allow-private", "--rate", "100000", "-o", "out")
    return run("scrape", *arguments, *at)


def test_a_run_goes_on_where_its_budget_ended(run: Make, site: Site, tmp_path: Path) -> None:
    ended = scrape(run, site, "--all", "--max-requests", "5")  # robots.txt, two of the list, two pages
    assert ended.code == 1
    assert "--max-requests: the budget of 5 requests is spent; the same command goes on" in ended.err
    assert len(site.seen) == 5
    again = scrape(run, site, "--all", "--max-requests", "5")
    assert again.code == 0
    assert "4 of 4 pages done" in again.err
    assert len(site.seen) == 5 + 3
    lines = (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["page"]["title"] for line in lines) == TITLES
    (report,) = (tmp_path / "out" / "runs").glob("*/run.json")
    assert json.loads(report.read_text())["network"]["requests"] == 3


def test_a_budget_that_is_too_small_for_the_list_says_so(run: Make, site: Site) -> None:
    ended = scrape(run, site, "--all", "--max-requests", "2")
    assert ended.code == 1
    assert "before all pages were listed" in ended.err
    assert len(site.seen) == 2

"""A wiki on loopback that knows a few pages, and test files that run in an inner pytest."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))

from server import Reply, Site, serve


def _parse(asked: str) -> Reply:
    query = parse_qs(urlsplit(asked).query)
    title = (query.get("page") or ["?"])[0]
    if title.startswith("No "):
        body: object = {"error": {"code": "missingtitle", "info": "The page you specified doesn't exist."}}
    else:
        text = f"<div class='mw-parser-output'><p><b>{title}</b> is a medicine.</p></div>"
        body = {
            "parse": {
                "title": title,
                "pageid": 7,
                "revid": 70,
                "text": text,
                "categories": [],
                "links": [],
                "langlinks": [],
                "properties": {},
            }
        }
    return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json"})


@pytest.fixture
def wiki_site() -> Iterator[Site]:
    with serve() as site:
        site.replies["/w/api.php"] = [_parse]
        yield site


@pytest.fixture
def project(pytester: pytest.Pytester, wiki_site: Site, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project whose settings name the wiki."""
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini(
        f"[pytest]\nwikiclean_site = {wiki_site.url}\nwikiclean_allow_private = true\nwikiclean_contact = me@lab.example\n"
    )
    return pytester

"""A real MediaWiki on loopback that holds `fixtures/wiki`; the tests are skipped where the tool is absent."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from live_wiki import LiveWiki

ROOT = Path(__file__).resolve().parents[2]
EDITED_AT = "2024-01-01T00:00:00Z"


def _tool() -> Path:
    named = os.environ.get("WIKICLEAN_MEDIAWIKI", "../shared/tools/mediawiki")
    path = Path(named)
    return path if path.is_absolute() else ROOT / path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def live_wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveWiki]:
    tool = _tool()
    if not tool.is_file():
        pytest.skip("no MediaWiki tool: set WIKICLEAN_MEDIAWIKI (default: ../shared/tools/mediawiki)")
    home = os.environ.get("MEDIAWIKI_HOME") or str(tmp_path_factory.mktemp("mediawiki"))
    env = {**os.environ, "MEDIAWIKI_HOME": home}
    wiki = LiveWiki("", tool, env)
    url = wiki.run("start", "--stable", "--port", str(_free_port())).strip().splitlines()[-1]
    wiki = LiveWiki(url, tool, env)
    try:
        wiki.run("load", str(ROOT / "fixtures" / "wiki"), "--at", EDITED_AT)
        yield wiki
    finally:
        wiki.run("stop")


@pytest.fixture(scope="session")
def large_title(live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Title of the page of one megabyte, loaded on demand."""
    folder = tmp_path_factory.mktemp("large")
    subprocess.run([sys.executable, str(ROOT / "fixtures" / "wiki" / "make_large.py"), str(folder)], check=True)
    (folder / "LocalSettings.php").write_bytes((ROOT / "fixtures" / "wiki" / "LocalSettings.php").read_bytes())
    live_wiki.run("load", str(folder), "--at", EDITED_AT)
    return "Large monograph"


@pytest.fixture
def fault(live_wiki: LiveWiki) -> Iterator[Callable[..., None]]:
    """Let the wiki misbehave; it is well again after the test."""

    def call(*rules: dict[str, Any], match: str = "api.php", **rule: Any) -> None:
        live_wiki.run("fault", *(json.dumps(each) for each in rules or ({"match": match, **rule},)))

    yield call
    live_wiki.run("fault")


@pytest.fixture
def asked(live_wiki: LiveWiki) -> Callable[[], list[dict[str, Any]]]:
    """The requests that the wiki has seen since the test began, or since the last call."""
    log = Path(live_wiki.env["MEDIAWIKI_HOME"]) / "run" / "access.log"
    marks = count()

    def since_last() -> list[dict[str, Any]]:
        # The wiki logs a request after it has answered it: one of our own is waited for.
        mark = f"/robots.txt?mark={next(marks)}-{id(marks)}"
        with urlopen(live_wiki.url + mark, timeout=30) as answer:
            answer.read()
        for _ in range(1000):
            lines = [
                json.loads(line) for line in log.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")
            ]
            uris = [line["uri"] for line in lines]
            if mark in uris:
                before = [number for number, uri in enumerate(uris) if "/robots.txt?mark=" in uri and uri != mark]
                return lines[before[-1] + 1 if before else 0 : uris.index(mark)]
            time.sleep(0.01)
        pytest.fail("the wiki's log lacks a request")

    since_last()
    return since_last

"""A real MediaWiki on loopback that holds `fixtures/wiki`; the tests are skipped where the tool is absent."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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

"""The fixture wiki as recorded from a real MediaWiki, replayed without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from wikiclean.fetch.session import Session, SessionSettings, open_session

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
WIKI = "http://127.0.0.1:8139"


def titles(*folders: str) -> list[str]:
    """Titles of the pages in these folders of `fixtures/wiki`."""
    return sorted(
        unquote(path.stem).replace("_", " ")
        for folder in folders
        for path in (FIXTURES / "wiki" / folder).glob("*.wiki")
    )


@contextmanager
def replay() -> Iterator[Session]:
    with open_session(SessionSettings(cassette=FIXTURES / "cassettes" / "wiki.yaml")) as session:
        yield session


def readings() -> list[dict[str, Any]]:
    """Readings made by hand of the pages in WikiMD's layout, before those pages were first run through the readers."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((FIXTURES / "readings").glob("*.json"))]

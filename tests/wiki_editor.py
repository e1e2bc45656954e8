"""Edits of a MediaWiki as its people make them, by its API; and what the server was asked since."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from live_wiki import LiveWiki


@dataclass
class WikiEditor:
    """Logged in as the administrator of a wiki on loopback."""

    wiki: LiveWiki
    _session: requests.Session = field(default_factory=requests.Session)
    _token: str = ""

    def __post_init__(self) -> None:
        self._session.trust_env = False
        token = self._ask(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        self._ask(action="login", lgname="Admin", lgpassword="admin-on-loopback", lgtoken=token)
        self._token = self._ask(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]

    def edit(self, title: str, text: str) -> None:
        self._do(action="edit", title=title, text=text)

    def append(self, title: str, text: str) -> None:
        self._do(action="edit", title=title, appendtext=text)

    def move(self, title: str, to: str, *, redirect: bool = True) -> None:
        self._do(action="move", **{"from": title, "to": to}, **({} if redirect else {"noredirect": "1"}))

    def delete(self, title: str) -> None:
        self._do(action="delete", title=title)

    def undelete(self, title: str) -> None:
        self._do(action="undelete", title=title)

    def merge_history(self, title: str, into: str) -> None:
        self._do(action="mergehistory", **{"from": title, "to": into})

    def _do(self, **params: str) -> None:
        answer = self._ask(token=self._token, **params)
        assert "error" not in answer, answer

    def _ask(self, **params: str) -> dict[str, Any]:
        params |= {"format": "json", "formatversion": "2"}
        answer = self._session.post(f"{self.wiki.url}/api.php", data=params, timeout=60)
        told: dict[str, Any] = answer.json()
        return told


@dataclass
class AccessLog:
    """Requests of wikiclean that the server has answered."""

    path: Path
    _read: int = 0

    @classmethod
    def of(cls, wiki: LiveWiki) -> AccessLog:
        log = cls(Path(wiki.env["MEDIAWIKI_HOME"]) / "run" / "access.log")
        log.take()
        return log

    def take(self) -> list[dict[str, Any]]:
        """Those since the last time, in order; a line that is being written is left for the next time."""
        with self.path.open("rb") as stream:
            stream.seek(self._read)
            written = stream.read()
        whole = written[: written.rfind(b"\n") + 1]
        self._read += len(whole)
        told = [json.loads(line) for line in whole.splitlines()]
        return [line for line in told if line["agent"].startswith("wikiclean/")]

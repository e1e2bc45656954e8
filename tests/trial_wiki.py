"""Small pages on the live wiki, of which tests may change what they like; and wikiclean run on them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from live_wiki import LiveWiki
from wiki_editor import AccessLog, WikiEditor

WIKI_FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "wiki"
ROBOTS = "User-agent: *\nDisallow: /wiki/Special:\n"
"""Without the delay that the wiki asks for otherwise: two thousand pages are a matter of minutes, not of an hour."""


def write_pages(folder: Path, prefix: str, count: int) -> None:
    """Files of pages `PREFIX 0000` …; each fiftieth, from 7 on, holds the template `PREFIX note`."""
    (folder / "Template").mkdir(parents=True)
    (folder / "Template" / f"{prefix} note.wiki").write_text("It is kept in the fridge.", "utf-8")
    (folder / "robots.txt").write_text(ROBOTS, "utf-8")
    shutil.copy(WIKI_FIXTURES / "LocalSettings.php", folder)
    for number in range(count):
        title = f"{prefix} {number:04}"
        note = f"\n{{{{{prefix} note}}}}\n" if number % 50 == 7 else ""
        text = f"'''{title}''' is a medicine.\n{note}\n== Medical uses ==\nIt is used to treat fever number {number}.\n"
        (folder / f"{title}.wiki").write_text(text, "utf-8")


@dataclass
class TrialWiki:
    """Pages of one prefix, and a directory with their records."""

    wiki: LiveWiki
    prefix: str
    out: Path
    editor: WikiEditor
    log: AccessLog

    @classmethod
    def scraped(cls, wiki: LiveWiki, prefix: str, count: int, at: Path) -> TrialWiki:
        """Load the pages, scrape them."""
        write_pages(at / "pages", prefix, count)
        wiki.run("load", str(at / "pages"))
        wiki.run("run", "runJobs.php")
        trial = cls(wiki, prefix, at / "out", WikiEditor(wiki), AccessLog.of(wiki))
        what = ["--prefix", prefix] if trial.is_open() else [trial.title(number) for number in range(count)]
        done = trial.run("scrape", *what, "--site", wiki.url, "-o", str(trial.out))
        assert done.returncode == 0, done.stderr
        assert len(trial.records()) == count
        trial.log.take()
        return trial

    def title(self, number: int) -> str:
        return f"{self.prefix} {number:04}"

    def is_open(self) -> bool:
        """Whether the wiki has an API for those who ask."""
        return requests.get(f"{self.wiki.url}/api.php?action=query&format=json", timeout=60).ok

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "wikiclean", *arguments, "--allow-private", "--rate", "100000"],
            capture_output=True,
            text=True,
            timeout=1200,
            check=False,
        )

    def refresh(self, *options: str, out: Path | None = None, code: int = 0) -> list[str]:
        """Refresh, and the addresses that the server was asked for."""
        self.log.take()
        done = self.run("refresh", str(out or self.out), *options)
        assert done.returncode == code, done.stderr
        return [line["uri"] for line in self.log.take()]

    def bytes(self) -> bytes:
        return (self.out / "records.jsonl").read_bytes()

    def records(self, out: Path | None = None) -> dict[str, dict[str, Any]]:
        """Current records by title."""
        lines = ((out or self.out) / "records.jsonl").read_text("utf-8").splitlines()
        return {record["page"]["title"]: record for record in map(json.loads, lines)}

    def run_report(self) -> dict[str, Any]:
        """run.json of the last run."""
        told: dict[str, Any] = json.loads((self._last_run() / "run.json").read_text("utf-8"))
        return told

    def changes(self) -> dict[str, tuple[str, str | None]]:
        """Title -> what the last run told about it, and why."""
        lines = (self._last_run() / "changes.jsonl").read_text("utf-8").splitlines()
        return {line["title"]: (line["change"], line.get("reason")) for line in map(json.loads, lines)}

    def _last_run(self) -> Path:
        return max((self.out / "runs").iterdir(), key=lambda path: (path / "run.json").stat().st_mtime_ns)

    def stored(self, query: str, out: Path | None = None) -> list[tuple[Any, ...]]:
        with sqlite3.connect((out or self.out) / "wikiclean.db") as connection:
            rows = connection.execute(query).fetchall()
        connection.close()
        return rows

"""The peers: other tools that take the article out of a page, each in a process of the peers' venv.

Their versions are pinned in `requirements-peers.txt`; `make bench-peers` installs them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from corpus import ROOT

TOOLS = (
    "trafilatura",
    "trafilatura (recall, tables)",
    "resiliparse",
    "readability-lxml",
    "mwparserfromhtml",
    "mwparserfromhtml (with lists and tables)",
    "newspaper4k",
)
PYTHON = Path(os.environ.get("WIKICLEAN_PEERS") or ROOT / "benchmarks" / ".peers") / "bin" / "python"
WORKER = Path(__file__).with_name("peer_worker.py")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A peer's answer: its text, the CPU seconds it took, and what it raised if it failed."""

    text: str
    seconds: float
    error: str | None


class Peer:
    """One tool in a process of its own, for as long as the `with` block lasts."""

    def __init__(self, tool: str) -> None:
        if not PYTHON.is_file():
            print(f"no {PYTHON}: run `make bench-peers` first", file=sys.stderr)
            sys.exit(2)
        self._process = subprocess.Popen(
            [str(PYTHON), str(WORKER), tool],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="surrogatepass",
            env={**os.environ, "PYTHONPATH": "", "PYTHONIOENCODING": "utf-8:surrogatepass"},
        )

    def __enter__(self) -> Peer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.wait(timeout=60)

    def extract(self, html: str, url: str | None = None) -> Extracted:
        """The tool's text of a page."""
        return self._ask({"html": html, "url": url})

    def again(self) -> Extracted:
        """The same page once more, without sending it."""
        return self._ask({"again": True})

    def _ask(self, question: dict[str, object]) -> Extracted:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline())
        return Extracted(answer["text"], answer["seconds"], answer["error"])

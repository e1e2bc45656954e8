"""The MediaWiki that live tests talk to."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LiveWiki:
    url: str
    tool: Path
    env: dict[str, str]

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(self.tool), *arguments], env=self.env, check=True, capture_output=True, text=True, timeout=300
        )
        return done.stdout

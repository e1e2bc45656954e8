"""The program as a user runs it: arguments in, exit code, stdout and stderr out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from wikiclean.cli.main import main

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Wiki</title></head><body>
<h1 id="firstHeading">{title}</h1><div id="mw-content-text"><div class="mw-parser-output">
<p><b>{title}</b> is a medicine used in the treatment of hypertension.</p>
<h2><span class="mw-headline" id="D">Dosage and administration for {title}</span>
<span class="mw-editsection">[edit]</span></h2>
<p>The typical dose is 40 mg orally once daily.</p>
</div></div></body></html>"""


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("wikiclean: error: ")]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Run a command in this process, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("WIKICLEAN_CONTACT", "WIKICLEAN_LOG_FORMAT"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: str | Path) -> Ended:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        seen = capsys.readouterr()
        return Ended(code, seen.out, seen.err)

    return call


@pytest.fixture
def spawn(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command as a process of its own."""

    def call(*args: str | Path, **given: object) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WIKICLEAN_")}
        environment |= given.pop("env", {})  # type: ignore[operator]
        command = [sys.executable, "-W", "error", "-m", "wikiclean", *map(str, args)]
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **given}
        return subprocess.Popen(command, cwd=tmp_path, env=environment, **given)  # type: ignore[call-overload,no-any-return]

    return call


@pytest.fixture
def page() -> Callable[..., str]:
    return lambda title="Velmorestat": PAGE.format(title=title)

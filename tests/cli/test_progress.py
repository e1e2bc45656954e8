from __future__ import annotations

import io
import logging
from contextlib import redirect_stderr

import pytest

from wikiclean.cli.progress import show_progress
from wikiclean.pipeline.progress import Step


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    logging.getLogger("wikiclean").setLevel(logging.INFO)
    with redirect_stderr(terminal), show_progress() as observe:
        assert observe is not None
        observe(Step(target="A[red]\x1b[2J", done=1, total=4, failed=1, outcome="missing"))
    assert "1/4" in terminal.getvalue()
    assert "1 failed, A[red]\\x1b[2J: missing" in terminal.getvalue()


def test_with_quiet_there_is_none() -> None:
    terminal = Terminal()
    logging.getLogger("wikiclean").setLevel(logging.ERROR)
    with redirect_stderr(terminal), show_progress() as observe:
        assert observe is None
    assert terminal.getvalue() == ""


def test_a_file_or_pipe_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("wikiclean").setLevel(logging.INFO)
    with show_progress() as observe:
        assert observe is None
    assert capsys.readouterr().err == ""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from wikiclean import __version__
from wikiclean.cli.main import PROGRAM

Make = Callable[..., Any]

COMMANDS = [
    "demo",
    "doctor",
    "scrape",
    "refresh",
    "reprocess",
    "prune",
    "clean",
    "parse",
    "process",
    "show",
    "diff",
    "report",
    "explain",
    "export",
    "verify",
    "schema",
    "sites",
    "cassette",
    "case",
]
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def test_the_commands_are_those_of_the_contract(run: Make) -> None:
    ended = run("--help")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.split("Commands:\n")[1].split("\n\n")[0].splitlines()] == COMMANDS
    assert run().out == ended.out


@pytest.mark.parametrize("line", [[], *([name] for name in COMMANDS), ["sites", "list"], ["sites", "show"]])
def test_every_help_ends_with_examples(run: Make, line: list[str]) -> None:
    ended = run(*line, "--help")
    assert ended.code == 0
    _, _, examples = ended.out.partition("\nExamples:\n")
    assert " ".join(["wikiclean", *line]) in examples
    assert all(each.startswith(("  # ", "  wikiclean ", "  curl ")) for each in examples.splitlines())


def test_the_version_is_said(run: Make) -> None:
    assert run("--version").out == f"wikiclean {__version__}\n"
    assert run("clean", "--version").code == 0


@pytest.mark.parametrize(
    "line",
    [["nonsense"], ["clean"], ["clean", "--format", "pdf", "x"], ["scrape", "x"], ["process", "nowhere", "-o", "d"],
     ["scrape", "-o", "d"], ["-v", "-q", "schema"], ["scrape", "x", "-o", "d", "--max-failures", "many"],
     ["sites", "show", "nosite"], ["clean", "a", "b", "--title", "T"], ["scrape", "Title", "-o", "d"],
     ["scrape", "Title", "-o", "d", "--site", "nosite"]],
)  # fmt: skip
def test_wrong_use_is_one_line_and_exit_code_2(run: Make, line: list[str]) -> None:
    ended = run(*line)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("wikiclean: error: ")


def test_a_bug_is_one_line_and_its_traceback_only_with_verbose(run: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def oops(_: object) -> str:
        raise RuntimeError("oops\nforged line")

    monkeypatch.setattr("wikiclean.cli.sites._describe", oops)
    short = run("sites", "show", "wikimd")
    assert short.code == 70
    assert len(short.err.splitlines()) == 1
    assert "RuntimeError: oops" in short.err
    assert "--verbose" in short.err
    long = run("-v", "sites", "show", "wikimd")
    assert long.code == 70
    assert "Traceback" in long.err


def test_an_interrupt_at_the_keyboard_is_130(run: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("wikiclean.cli.sites._describe", stop)
    assert run("sites", "show", "wikimd").code == 130


def test_a_reader_that_goes_away_is_no_error(spawn: Make) -> None:
    process = spawn("schema")
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


@full
def test_a_full_disk_behind_stdout_is_said(spawn: Make) -> None:
    with Path("/dev/full").open("wb") as nowhere:
        process = spawn("schema", stdout=nowhere)
        _, err = process.communicate()
    assert process.returncode == 3
    assert err.startswith(b"wikiclean: error: No space left on device")
    assert len(err.splitlines()) == 1


def test_stdout_is_utf8_whatever_the_locale(spawn: Make, tmp_path: Path, page: Make) -> None:
    (tmp_path / "p.html").write_text(page("Ärzte 薬 دواء"), encoding="utf-8")
    process = spawn("clean", "p.html", env={"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "Ärzte 薬 دواء" in out.decode("utf-8")


def test_it_runs_as_a_module_and_as_a_script(tmp_path: Path) -> None:
    for command in ([sys.executable, "-m", "wikiclean"], [str(Path(sys.executable).with_name("wikiclean"))]):
        if not os.access(command[0], os.X_OK):
            continue
        done = subprocess.run([*command, "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stdout == f"wikiclean {__version__}\n"


def test_every_command_has_the_common_options() -> None:
    context = PROGRAM.make_context("wikiclean", ["schema"])
    for name in COMMANDS:
        command = PROGRAM.get_command(context, name)
        assert command is not None
        if not isinstance(command, click.Group):
            opts = {opt for param in command.params for opt in param.opts}
            assert opts >= {"--verbose", "--quiet", "--log-format", "--version"}


@pytest.mark.parametrize("family", ["sites", "case", "cassette"])
def test_a_family_alone_shows_its_commands(run: Make, family: str) -> None:
    ended = run(family)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: wikiclean {family}")
    assert "Commands:\n" in ended.out

"""The lines of docs/cron.md are lines that work: options that exist, files that systemd and TOML understand."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from wikiclean.cli.config import settings_for
from wikiclean.cli.main import PROGRAM

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "cron.md").read_text("utf-8")
PROGRAM_PATH = "/opt/wikiclean/bin/wikiclean"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    lines = [line for block in (*blocks("sh"), *blocks("crontab"), *blocks("ini")) for line in block.splitlines()]
    found = (re.search(r"\bwikiclean ((?:doctor|scrape|refresh|prune)\b.*)", line) for line in lines)
    return [match[1] for match in found if match]


def test_every_kind_of_line_is_seen() -> None:
    assert len(commands()) == 7
    assert [len(blocks(language)) for language in ("crontab", "ini", "toml")] == [1, 2, 2]


@pytest.mark.parametrize("line", commands())
def test_the_commands_are_understood(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, *arguments = shlex.split(line.replace("\\%", "%"))
    command = PROGRAM.get_command(click.Context(PROGRAM), name)
    assert command is not None, name
    with command.make_context(name, arguments):
        pass


@pytest.mark.parametrize("text", blocks("toml"))
def test_the_settings_are_understood(text: str, tmp_path: Path) -> None:
    context = click.Context(PROGRAM)
    assert settings_for(PROGRAM, context, (tmp_path / "wikiclean.toml", tomllib.loads(text)))


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine")
    program = tmp_path / "wikiclean"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    service, timer = (text.replace(PROGRAM_PATH, str(program)) for text in blocks("ini"))
    (tmp_path / "wikiclean-drugs.service").write_text(service.replace("User=wikiclean\n", "User=daemon\n"), "utf-8")
    (tmp_path / "wikiclean-drugs.timer").write_text(timer, "utf-8")
    units = [str(tmp_path / f"wikiclean-drugs.{kind}") for kind in ("service", "timer")]
    said = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, timeout=60, check=False
    )
    about_us = [line for line in said.stderr.splitlines() if "wikiclean-drugs" in line]
    assert (said.returncode, about_us) == (0, []), said.stderr

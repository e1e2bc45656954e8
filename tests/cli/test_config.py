from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What `scrape` would run with."""
    caught: dict[str, Any] = {}

    def plan(targets: Any, _out: Any, settings: Any) -> list[str]:
        caught.update(settings.described(), targets=list(targets))
        return []

    monkeypatch.setattr("wikiclean.pipeline.plan.plan_run", plan)
    return caught


def scrape(run: Make, *more: str) -> Any:
    return run("scrape", "https://wiki.example/wiki/X", "-o", "out", "--dry-run", *more)


def test_a_key_at_the_top_holds_for_every_command(run: Make, seen: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "wikiclean.toml").write_text('contact = "me@lab.example"\nworkers = 3\nlog_format = "json"\n')
    assert scrape(run).code == 0
    assert (seen["session.contact"], seen["workers"]) == ("me@lab.example", 3)
    assert json.loads(run("show", "nowhere", "X").err)["level"] == "error"


def test_a_table_holds_for_one_command_and_beats_the_top(run: Make, seen: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "wikiclean.toml").write_text('workers = 3\n[scrape]\nworkers = 5\nmax-failures = "1%"\nno-jsonl = 1\n')
    assert "did you mean" in scrape(run).err
    (tmp_path / "wikiclean.toml").write_text('workers = 3\n[scrape]\nworkers = 5\nmax-failures = "1%"\njsonl = false\n')
    assert scrape(run).code == 0
    assert (seen["workers"], seen["max_failures"], seen["jsonl"]) == (5, "1%", False)


def test_flags_beat_environment_beats_file(
    run: Make, seen: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wikiclean.toml").write_text('contact = "file@lab.example"\n')
    monkeypatch.setenv("WIKICLEAN_CONTACT", "env@lab.example")
    scrape(run)
    assert seen["session.contact"] == "env@lab.example"
    scrape(run, "--contact", "flag@lab.example")
    assert seen["session.contact"] == "flag@lab.example"


def test_the_log_format_is_decided_in_the_same_order(
    run: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_json(*line: str) -> bool:
        return bool(run(*line).err.startswith("{"))

    (tmp_path / "wikiclean.toml").write_text('log-format = "json"\n')
    assert is_json("show", "nowhere", "X")
    monkeypatch.setenv("WIKICLEAN_LOG_FORMAT", "text")
    assert not is_json("show", "nowhere", "X")
    assert is_json("--log-format", "json", "show", "nowhere", "X")
    assert is_json("show", "nowhere", "X", "--log-format", "json")
    assert not is_json("--log-format", "json", "show", "nowhere", "X", "--log-format", "text")


def test_the_project_file_of_the_directory_counts_if_there_is_no_own_one(
    run: Make, seen: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.wikiclean.scrape]\nsite = "wikimd"\n')
    scrape(run)
    assert seen["site"] == "wikimd"
    (tmp_path / "wikiclean.toml").write_text('site = "wikipedia"\n')
    scrape(run)
    assert seen["site"] == "wikipedia"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contakt = 'x'", "wikiclean.toml: unknown key 'contakt'; did you mean 'contact'?"),
        ("[scrape]\nrates = 1", "[scrape]: unknown key 'rates'; did you mean 'rate'?"),
        ("[scrap]\nrate = 1", "unknown key 'scrap'; did you mean 'scrape'?"),
        ("[clean]\nrate = 1", "[clean]: unknown key 'rate'"),
        ("[sites]\ndepth = 1", "unknown key 'depth'"),
        ("= 1", "no valid TOML"),
        ("workers = 'many'", "'many' is not a valid integer range"),
    ],
)
def test_what_is_not_understood_is_refused(run: Make, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "wikiclean.toml").write_text(text)
    ended = scrape(run)
    assert ended.code == 2
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_flag_beats_its_opposite_in_the_file(run: Make, tmp_path: Path) -> None:
    (tmp_path / "wikiclean.toml").write_text("quiet = true\n")
    assert run("sites", "list", "-v").code == 0
    (tmp_path / "wikiclean.toml").write_text("quiet = true\nverbose = true\n")
    assert run("sites", "list").code == 2

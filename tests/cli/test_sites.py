from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from wikiclean.sites.registry import load_profile, profile_names

Make = Callable[..., Any]


def test_every_profile_is_listed(run: Make) -> None:
    ended = run("sites", "list")
    assert ended.code == 0
    assert tuple(line.split("\t")[0] for line in ended.out.splitlines()) == profile_names()


def test_a_profile_shows_each_rule_with_its_reason(run: Make) -> None:
    ended = run("sites", "show", "wikimd")
    assert ended.code == 0
    for rule in load_profile("wikimd").rules:
        assert f"  {rule.id}: {rule.why}\n" in ended.out


def test_an_unknown_one_names_the_nearest(run: Make) -> None:
    ended = run("sites", "show", "wikimed")
    assert ended.code == 2
    assert "did you mean 'wikimd'?" in ended.err


def test_a_profile_of_ones_own_can_be_shown(run: Make, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\nextends = "mediawiki"\nhosts = ["wiki.example"]\n')
    ended = run("sites", "show", "./mine.toml")
    assert ended.code == 0
    assert "extends mediawiki" in ended.out

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


def test_a_profile_is_checked_on_saved_pages(run: Make, tmp_path: Path, page: Make) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "p.html").write_text(page(), encoding="utf-8")
    (tmp_path / "mine.toml").write_text(
        'name = "mine"\nextends = "mediawiki"\n[[rule]]\nid = "ad"\nwhy = "an advertisement"\ncss = "div.ad"\n'
    )
    ended = run("sites", "check", "./mine.toml", "pages")
    assert ended.code == 1
    assert "rules that removed nothing:\n  ad\n" in ended.out
    assert run("sites", "check", "mediawiki", "pages", "--format", "json").out.startswith("{")


def test_rules_are_learnt_from_a_folder(run: Make, tmp_path: Path, page: Make) -> None:
    (tmp_path / "pages").mkdir()
    for number in range(6):
        ad = '<p class="ad">Bring your friends to this encyclopedia of medicine.</p>'
        text = page(title=f"Drug{number}x").replace("<h2>", f"<p>{'very ' * number} new</p>{ad}<h2>", 1)
        (tmp_path / "pages" / f"{number}.html").write_text(text, encoding="utf-8")
    ended = run("sites", "learn", "pages", "-o", "mine.toml")
    assert ended.code == 0, ended.err
    assert 'css = "p.ad"' in (tmp_path / "mine.toml").read_text("utf-8")
    assert run("sites", "show", "./mine.toml").code == 0
    assert run("sites", "learn", "pages", "--name", "Not A Name").code == 2

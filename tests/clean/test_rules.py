from __future__ import annotations

from pathlib import Path

import pytest
from page_of import clean_content

from wikiclean.clean.rules import compile_profile
from wikiclean.errors import ProfileError
from wikiclean.sites.profile import read_profile
from wikiclean.sites.registry import load_profile, profile_names


@pytest.mark.parametrize("name", profile_names())
def test_shipped_profiles_compile(name: str) -> None:
    rules = compile_profile(load_profile(name))
    assert rules.find("span", "mw-editsection").rule.id == "edit-link"
    assert compile_profile(load_profile(name)) is rules


def test_a_profile_of_the_user(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'name = "mine"\nextends = "mediawiki"\n'
        '[[rule]]\nid = "banner"\nwhy = "a banner of ours"\ncss = "div.promo > p, [data-ad]"\n'
        '[[rule]]\nid = "tail"\nwhy = "all below the line"\ntail = "Partner offers"\n'
        '[[rule]]\nid = "shop"\nwhy = "where to buy it"\nheading = "Buy {title}"\n',
        encoding="utf-8",
    )
    cleaned = clean_content(
        "<div class='promo'><p>Win!</p>kept</div><p data-ad='1'>Ad</p><h2>Buy Testol</h2><p>Shop</p><h3>Where</h3>"
        "<p>Here</p><h2>Uses</h2><p>Use</p><p>Partner offers 2026</p><ul><li>last</li></ul>",
        site=str(mine),
    )
    assert cleaned.document.text == "kept\n\nUses\n\nUse"
    by_rule = {rule: [r.text for r in cleaned.ledger.removals if r.rule == rule] for rule in ("banner", "tail", "shop")}
    assert by_rule == {
        "banner": ["Win!", "Ad"],
        "shop": ["Buy Testol", "Shop", "Where", "Here"],
        "tail": ["Partner offers 2026", "last"],
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "x"\nrots = ["a"]\n', "did you mean 'root'"),
        ('name = "x"\n[[rule]]\nid = "a"\nwhy = "long enough"\ncs = "p"\n', "did you mean 'css'"),
        ('name = "x"\n[[rule]]\nid = "a"\nwhy = "long enough"\n', "exactly one matcher"),
        ('name = "x"\n[[rule]]\nid = "a"\nwhy = "long enough"\npattern = "("\n', "no regular expression"),
        ('name = "x"\n[lift]\ninfobocks = ["p"]\n', "did you mean 'infobox'"),
        ("name = ", "no valid TOML"),
    ],
)
def test_what_a_profile_cannot_say_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=r"bad\.toml") as caught:
        read_profile(path)
    assert said in str(caught.value)


def test_a_selector_that_is_no_css_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('name = "x"\n[[rule]]\nid = "a"\nwhy = "long enough"\ncss = "p:::x"\n', encoding="utf-8")
    with pytest.raises(ProfileError, match="no CSS selector"):
        compile_profile(load_profile(str(path)))


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ProfileError, match="did you mean 'wikimd'"):
        load_profile("wikmd")

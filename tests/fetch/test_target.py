from __future__ import annotations

import pytest

from wikiclean.errors import ProfileError, UsageError
from wikiclean.fetch.target import read_target


@pytest.mark.parametrize(
    ("target", "site", "base", "title", "profile"),
    [
        ("aspirin", "wikimd", "https://wikimd.org", "Aspirin", "wikimd"),
        ("Aspirin", "http://127.0.0.1:8000/", "http://127.0.0.1:8000", "Aspirin", "mediawiki"),
        ("https://en.wikipedia.org/wiki/Acetylsalicylic_acid#Uses", None, "https://en.wikipedia.org",
         "Acetylsalicylic acid", "wikipedia"),
        ("http://www.wikimd.org//wiki/Recipe", None, "http://www.wikimd.org", "Recipe", "wikimd"),
        ("https://w.example/w/index.php?title=A%2FB&oldid=12", None, "https://w.example", "A/B", "mediawiki"),
        ("https://w.example/wiki/%E8%A9%A6", "wikimd", "https://w.example", "試", "wikimd"),
    ],
)  # fmt: skip
def test_targets(target: str, site: str | None, base: str, title: str, profile: str) -> None:
    found = read_target(target, site)
    assert (found.base, found.title, found.profile.name) == (base, title, profile)


def test_an_old_revision_is_kept() -> None:
    assert read_target("https://w.example/w/index.php?title=A&oldid=12").revision == 12


@pytest.mark.parametrize(
    ("target", "site", "said"),
    [
        ("Aspirin", None, "--site"),
        ("", None, "empty"),
        ("https://w.example/", None, "names a wiki and no page"),
        ("Aspirin", "wikipedia", "many wikis"),
    ],
)
def test_what_names_no_page_says_what_is_missing(target: str, site: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_target(target, site)


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(ProfileError):
        read_target("Aspirin", "wikipeda")

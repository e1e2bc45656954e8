from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("address", "base", "title"),
    [
        ("https://w.example/de/wiki/Foo", "https://w.example/de", "Foo"),
        ("https://w.example//wiki/Foo", "https://w.example", "Foo"),
        ("https://w.example//de//wiki/Foo", "https://w.example/de", "Foo"),
        ("https://w.example/wiki//dev/null", "https://w.example", "/dev/null"),
        ("https://w.example/wiki/A/B_c?x=1#d", "https://w.example", "A/B c"),
        ("https://w.example/wiki/wiki/Foo", "https://w.example", "Wiki/Foo"),
        ("https://w.example/index.php/Foo", "https://w.example", "Foo"),
        ("https://w.example/w/index.php/Foo", "https://w.example", "Foo"),
        ("https://w.example/wiki/index.php/Foo", "https://w.example", "Foo"),
        ("https://w.example/wiki/index.php?title=Foo", "https://w.example", "Foo"),
        ("https://w.example/mediawiki/index.php?title=Foo", "https://w.example/mediawiki", "Foo"),
        ("https://w.example/?title=Foo", "https://w.example", "Foo"),
        ("HTTPS://W.Example:8443/wiki/Foo", "https://w.example:8443", "Foo"),
        ("https://w.example/wiki/Gr%FC%DFe", "https://w.example", "Grüße"),
        ("https://w.example/wiki/100%25_pure", "https://w.example", "100% pure"),
        ("https://w.example/wiki/C%2B%2B", "https://w.example", "C++"),
        ("https://w.example/w/index.php?title=C%2B%2B", "https://w.example", "C++"),
        ("https://w.example/wiki/What%3F", "https://w.example", "What?"),
    ],
)
def test_addresses(address: str, base: str, title: str) -> None:
    found = read_target(address)
    assert (found.base, found.title, found.as_seen) == (base, title, False)


@pytest.mark.parametrize(
    ("site", "base"),
    [
        ("https://w.example", "https://w.example"),
        ("https://w.example/", "https://w.example"),
        ("https://w.example/wiki/", "https://w.example"),
        ("https://w.example/wiki/Main_Page", "https://w.example"),
        ("https://w.example/w/api.php", "https://w.example"),
        ("https://w.example/w/index.php?title=Main", "https://w.example"),
        ("https://w.example/de", "https://w.example/de"),
        ("https://w.example/de/wiki/Start", "https://w.example/de"),
        ("https://w.example//", "https://w.example"),
    ],
)
def test_a_wiki_is_named_by_any_of_its_addresses(site: str, base: str) -> None:
    found = read_target("Foo", site)
    assert (found.base, found.url) == (base, f"{base}/wiki/Foo")


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("a_b  c", "https://w.example/wiki/A_b_c"),
        ("Q&A on C++?", "https://w.example/wiki/Q%26A_on_C%2B%2B%3F"),
        ("100% (x)", "https://w.example/wiki/100%25_(x)"),
        ("A/B#part", "https://w.example/wiki/A/B"),
        ("試験薬", "https://w.example/wiki/%E8%A9%A6%E9%A8%93%E8%96%AC"),
    ],
)
def test_titles_become_addresses(title: str, url: str) -> None:
    found = read_target(title, "https://w.example")
    assert found.url == url
    assert read_target(url).title == found.title


def test_numbers_of_pages_and_revisions() -> None:
    found = read_target("https://w.example/w/index.php?oldid=5")
    assert (found.title, found.revision, found.page_id, found.as_seen) == (None, 5, None, False)
    found = read_target("https://w.example/?curid=9")
    assert (found.title, found.revision, found.page_id, found.as_seen) == (None, None, 9, False)


@pytest.mark.parametrize(
    "address",
    [
        "https://w.example/w/index.php?title=A&diff=3&oldid=2",
        "https://w.example/wiki/A?action=history",
        "https://w.example/wiki/A?redirect=no",
        "https://w.example/title/A",
        "https://w.example/A",
    ],
)
def test_what_an_address_shows_is_not_guessed(address: str) -> None:
    found = read_target(address)
    assert (found.as_seen, found.url) == (True, address)


@pytest.mark.parametrize(
    ("target", "site", "profile", "name"),
    [
        ("Aspirin", "wikimd", "wikimd", "wikimd"),
        ("Aspirin", "https://www.wikimd.org/", "wikimd", "wikimd"),
        ("https://www.wikimd.org/wiki/Aspirin", None, "wikimd", "wikimd"),
        ("https://www.wikimd.org/wiki/Aspirin", "mediawiki", "mediawiki", "mediawiki"),
        ("https://w.example/wiki/Aspirin", None, "mediawiki", None),
    ],
)
def test_the_profile_is_named_where_it_is_known(target: str, site: str | None, profile: str, name: str | None) -> None:
    found = read_target(target, site)
    assert (found.profile.name, found.site) == (profile, name)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("https://w.example", "names a wiki and no page"),
        ("https://w.example/wiki/", "names a wiki and no page"),
        ("https://w.example/w/index.php", "names a wiki and no page"),
        ("https://w.example/wiki/_", "names a wiki and no page"),
        ("http://[::1/wiki/A", "no web address"),
        ("http:///wiki/A", "names no host"),
        ("http://w.example:port/wiki/A", "no web address"),
        ("http://w.example:99999/wiki/A", "no web address"),
        ("https://me:secret@w.example/wiki/A", "must not hold a password"),
        ("ftp://w.example/wiki/A", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("#part", "nothing before the #"),
        (" ", "empty"),
    ],
)
def test_what_is_no_target_says_why(target: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read_target(target, "https://w.example")
    assert "secret" not in str(caught.value)


@given(st.text(max_size=40), st.none() | st.sampled_from(["wikimd", "https://w.example/x"]))
def test_any_words_are_a_target_or_wrong_use(words: str, site: str | None) -> None:
    for target in (words, f"https://{words}", f"https://w.example/wiki/{words}", f"https://w.example/?{words}"):
        try:
            found = read_target(target, site)
        except UsageError:
            continue
        assert found.base.startswith(("http://", "https://"))

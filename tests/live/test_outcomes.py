"""Pages that are moved, deleted, protected or redirected, by each way to them, as a real wiki shows them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_wiki import LiveWiki
from wikiclean.clean.steps import clean_page
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = SessionSettings(allow_private=True, rate=1e6, robots="off")
PAGES = {
    "Outcome target": "The target holds 5 mg.",
    "Outcome one": "#REDIRECT [[Outcome target]]",
    "Outcome two": "#REDIRECT [[Outcome one]]",
    "Outcome ring": "#REDIRECT [[Outcome gnir]]",
    "Outcome gnir": "#REDIRECT [[Outcome ring]]",
    "Outcome deleted": "Not for long.",
    "Outcome secret": "Take 5 mg in secret.",
    "Outcome before PORT": "It will go elsewhere.",
}
"""PORT makes the titles new where the wiki is kept from test to test: a page that is moved cannot be moved again."""
HOOK = """
$wgHooks['getUserPermissionsErrors'][] = static function ( $title, $user, $action, &$result ) {
    if ( $action === 'read' && $title->getText() === 'Outcome secret' ) {
        $result = [ 'badaccess-group0' ];
        return false;
    }
    return true;
};
"""


@pytest.fixture(scope="module")
def wiki(live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveWiki]:
    usual = (ROOT / "fixtures" / "wiki" / "LocalSettings.php").read_text("utf-8")
    folder = tmp_path_factory.mktemp("outcomes")
    port = live_wiki.url.rpartition(":")[2]
    for title, words in PAGES.items():
        (folder / f"{title.replace('PORT', port)}.wiki").write_text(words, "utf-8")
    (folder / "LocalSettings.php").write_text(usual + HOOK, "utf-8")
    (folder / "actions.txt").write_text("delete Outcome deleted\n", "utf-8")
    live_wiki.run("load", str(folder))
    moves = folder.parent / "moves.txt"
    moves.write_text(f"Outcome before {port}|Outcome after {port}\n", "utf-8")
    live_wiki.run("run", "moveBatch.php", "--noredirects", str(moves))
    yield live_wiki
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "LocalSettings.php").write_text(usual, "utf-8")
    (folder / "Outcome over.wiki").write_text("The usual settings are back.", "utf-8")
    live_wiki.run("load", str(folder))


@pytest.mark.parametrize("closed", ["", "api", "api|rest"], ids=["api", "rest", "view"])
@pytest.mark.parametrize(
    ("title", "by_api", "otherwise"),
    [
        ("Outcome target", ("article", None), ("article", None)),
        ("Outcome one", ("article", "Outcome one"), ("article", "Outcome one")),
        ("Outcome two", ("article", "Outcome two"), ("article", "Outcome two")),
        ("Outcome deleted", ("deleted", None), ("deleted", None)),
        ("Outcome secret", ("protected", None), ("protected", None)),
        ("Outcome before PORT", ("article", "Outcome before PORT"), ("missing", None)),
        ("Outcome nowhere", ("missing", None), ("missing", None)),
    ],
)
def test_what_became_of_a_page(
    wiki: LiveWiki, title: str, by_api: tuple[str, str], otherwise: tuple[str, str], closed: str
) -> None:
    title = title.replace("PORT", wiki.url.rpartition(":")[2])
    if closed:
        wiki.run("fault", f'{{"match": "({closed})\\\\.php", "status": 403}}')
    try:
        with open_session(SETTINGS) as session:
            document = clean_page(fetch_page(title, site=wiki.url, session=session)).document
    finally:
        wiki.run("fault")
    outcome, redirected_from = otherwise if closed else by_api
    if closed == "api" and title == "Outcome deleted":
        outcome = "missing"  # REST does not say why
    assert (document.outcome, document.source.redirected_from) == (outcome, title if redirected_from else None)


@pytest.mark.parametrize("closed", ["api", "api|rest"], ids=["rest", "view"])
def test_a_ring_of_redirects_is_a_redirect(wiki: LiveWiki, closed: str) -> None:
    wiki.run("fault", f'{{"match": "({closed})\\\\.php", "status": 403}}')
    try:
        with open_session(SETTINGS) as session:
            page = fetch_page("Outcome ring", site=wiki.url, session=session)
    finally:
        wiki.run("fault")
    assert clean_page(page).document.outcome == "redirect"

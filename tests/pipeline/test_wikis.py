"""Pages of different wikis never take each other's place, even where nothing says which wiki they are of."""

from __future__ import annotations

from pathlib import Path

from wikiclean.pipeline.run import run_files
from wikiclean.store.base import open_store

PAGE = "<html><head><title>{title}</title><script>RLCONF={{\"wgArticleId\":12,\"wgServer\":\"{server}\"}};</script></head><body><h1 id='firstHeading'>{title}</h1><div id='mw-content-text'><div class='mw-parser-output'><p>{title} is a page.</p></div></div></body></html>"


def test_the_same_number_on_two_wikis_is_two_pages(tmp_path: Path) -> None:
    pages = {"Screenshots": "", "Karaoke": "", "One": "https://one.example", "Two": "https://two.example"}
    for title, server in pages.items():
        (tmp_path / f"{title}.html").write_text(PAGE.format(title=title, server=server), "utf-8")
    run_files([tmp_path / f"{title}.html" for title in pages], tmp_path / "out")
    with open_store(tmp_path / "out") as store:
        found = {stored.record_id for stored in store.iter_stored()}
    assert found == {"mediawiki:Screenshots", "mediawiki:Karaoke", "one.example:One", "two.example:Two"}

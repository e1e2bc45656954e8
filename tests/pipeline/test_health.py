"""What is found on one page."""

from __future__ import annotations

from pathlib import Path

from wikiclean.model.page import Page
from wikiclean.pipeline.census import Census
from wikiclean.pipeline.health import examine
from wikiclean.pipeline.process import process_page
from wikiclean.sites.registry import load_profile
from wikiclean.store.health import Figure, PageHealth

HTML = """<!DOCTYPE html><html lang="en"><head><title>Velmorestat - Wiki</title></head><body>
<h1 id="firstHeading">Velmorestat</h1><div id="mw-content-text"><div class="mw-parser-output">
<table class="infobox"><caption>Velmorestat</caption><tr><th colspan="2">Clinical data</th></tr>
<tr><th>Trade names</th><td>Velmo</td></tr><tr><th>CAS Number</th><td>50-78-2</td></tr></table>
<p><b>Velmorestat</b> is a medicine used in the treatment of hypertension.</p>
<h2><span class="mw-headline">Dosage</span><span class="mw-editsection">[edit]</span></h2>
<p>The typical dose is 40 mg orally once daily.</p>
<h2><span class="mw-headline">An odd matter</span></h2><p>Nothing is known.</p>
</div></div></body></html>"""


def health_of(html: str, *, profile: str | None = None) -> PageHealth:
    given = load_profile(profile) if profile is not None else None
    result = process_page(Page.from_html(html, url="https://wiki.example/wiki/Velmorestat"), profile=given)
    assert result.record is not None
    return examine(result.record, result.ledger, profile=profile)


def test_what_holds_for_a_page_has_a_name() -> None:
    health = health_of(HTML)
    assert health.figures >= {
        "lead", "sections", "infobox", "root", "kind.drug", "section.dosage_and_administration", "field.dosage",
        "field.identifiers", "infobox.identifiers.cas", "rule.edit-link",
    }  # fmt: skip
    assert "known_headings" not in health.figures
    assert "known_headings" in health_of(HTML.replace("An odd matter", "Adverse effects")).figures
    assert not {"references", "categories"} & health.figures
    assert health.removed == len("Velmorestat") + len("edit")
    assert PageHealth.from_json(health.to_json()) == health


def test_pages_are_read_alike_by_the_same_profile_only(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\nextends = "mediawiki"\n')
    assert health_of(HTML).read_as == health_of(HTML.replace("40 mg", "50 mg")).read_as
    assert len({health_of(HTML, profile=name).read_as for name in (None, "wikimd", str(own))}) == 3


def test_the_census_counts_what_there_is() -> None:
    census = Census()
    census.count("w", "article", health_of(HTML))
    census.count("w", "missing", None)
    census.count("w", "blocked", None)
    figures = {figure.name: figure for figure in census.figures()}
    assert figures["shown"] == Figure(wiki="w", name="shown", pages=3, hits=2)
    assert figures["article"] == Figure(wiki="w", name="article", pages=2, hits=1)
    assert figures["field.dosage"] == Figure(wiki="w", name="field.dosage", pages=1, hits=1)

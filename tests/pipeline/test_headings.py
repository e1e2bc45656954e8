"""Headings that the taxonomy does not know are counted in the run report, with their text."""

from __future__ import annotations

import json
from pathlib import Path

from wikiclean.pipeline.run import run_files

PAGE = "<html><head><title>{title}</title></head><body><h1 id='firstHeading'>{title}</h1><div id='mw-content-text'><div class='mw-parser-output'><p>{title} is a thing.</p>{sections}</div></div></body></html>"
DRUG = "<h2>Side effects of {title}</h2><p>Rash.</p><h2>Contraindications</h2><p>None.</p><h2>Folklore</h2><p>Old.</p>"


def write(folder: Path, title: str, sections: str) -> None:
    (folder / f"{title}.html").write_text(PAGE.format(title=title, sections=sections.format(title=title)), "utf-8")


def test_unknown_headings_of_drugs_are_counted_and_those_of_articles_are_not(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    write(pages, "Testol", DRUG + "<h3>In song</h3><p>La.</p><h2>Folklore</h2><p>More.</p>")
    write(pages, "Restol", DRUG)
    write(pages, "Townham", "<h2>Mayors</h2><p>Many.</p>")
    report = run_files([pages], out)
    assert report.headings.pages == {"Folklore": 2, "In song": 1}
    assert report.headings.number == 2
    told = json.loads((report.directory / "run.json").read_text("utf-8"))
    assert told["unknown_headings"] == {"number": 2, "pages": {"Folklore": 2, "In song": 1}}

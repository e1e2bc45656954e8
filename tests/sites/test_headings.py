from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from wikiclean.sites.headings import classify_heading

SITE_FORMS = ("wikimd", "livertox")
LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
OVERLAPS = 6
"""Aliases of one site's layout that mean another kind on all other wikis, e.g. LiverTox's "Background"."""


@pytest.mark.parametrize(
    ("heading", "language", "kinds"),
    [
        ("Side effects of Testol", "en", ("adverse_effects",)),
        ("Testol side effects[edit]", "en", ("adverse_effects",)),
        ("Testol's mechanism of action", "en", ("mechanism_of_action",)),
        ("4.8 Undesirable effects", "en", ("adverse_effects",)),
        ("What are the side effects of Testol?", "en", ("adverse_effects",)),
        ("What are the side effects?", "en", ("adverse_effects",)),
        ("Contraindications and interactions", "en", ("contraindications", "interactions")),
        ("Information about Testol", "en", ("overview",)),
        ("Nebenwirkungen von Testol", "de", ("adverse_effects",)),
        ("Nebenwirkungen und Wechselwirkungen", "de", ("adverse_effects", "interactions")),
        ("Effets secondaires du Testol", "fr", ("adverse_effects",)),
        ("Efectos secundarios de Testol", "es", ("adverse_effects",)),
        ("Effetti collaterali del Testol", "it", ("adverse_effects",)),
        ("Efeitos adversos", "pt", ("adverse_effects",)),
        ("Información sobre Testol", "es", ("overview",)),
        ("Side effects of Otherol", "en", ("other",)),
        ("Effective side dishes", "en", ("other",)),
        ("Side effectss", "en", ("other",)),
    ],
)
def test_headings_are_known_by_alias_alone_or_round_the_title(
    heading: str, language: str, kinds: tuple[str, ...]
) -> None:
    assert classify_heading(heading, title="Testol", language=language).kinds == kinds


@pytest.mark.parametrize(
    ("heading", "drug", "condition"),
    [
        ("Mechanism", "mechanism_of_action", "mechanism"),
        ("Classification", "drug_class", "classification"),
        ("Forms", "dose_forms", "classification"),
    ],
)
def test_a_heading_of_two_kinds_of_page_is_told_by_the_page(heading: str, drug: str, condition: str) -> None:
    assert classify_heading(heading, title="X", language="en", audience="drug").kinds == (drug,)
    assert classify_heading(heading, title="X", language="en", audience="condition").kinds == (condition,)
    assert set(classify_heading(heading, title="X", language="en").kinds) == {drug, condition}


@pytest.mark.shared
def test_every_alias_of_the_taxonomy_is_known(shared: Path) -> None:
    data = yaml.safe_load((shared / "taxonomy" / "headings.yaml").read_text("utf-8"))
    judged, wrong = 0, []
    for kind in data["kinds"]:
        for name in (*LANGUAGES, *SITE_FORMS):
            for alias in kind.get(name, ()):
                language = "en" if name in SITE_FORMS else name
                found = classify_heading(alias.replace("{title}", "Testol"), title="Testol", language=language)
                judged += 1
                if kind["id"] not in found.kinds:
                    wrong.append((kind["id"], name, alias, found.kinds))
    assert judged > 1000
    assert len(wrong) < OVERLAPS, wrong
    assert all(name in SITE_FORMS for _, name, _, _ in wrong)

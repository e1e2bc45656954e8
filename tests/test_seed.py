"""The page that started the project: pasted plain text, cleaned and read, equals what was made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seed import differences
from wikiclean.clean.steps import clean_page
from wikiclean.model.page import Page
from wikiclean.parse.steps import parse_document

pytestmark = pytest.mark.shared


def page(shared: Path) -> Page:
    text = (shared / "seed" / "aldesleukin.txt").read_text("utf-8")
    return Page.from_text(text, title="Aldesleukin", url="http://www.wikimd.org/wiki/Aldesleukin")


def test_the_seed_cleans_to_the_text_made_by_hand(shared: Path) -> None:
    cleaned = clean_page(page(shared))
    assert cleaned.document.text == (shared / "seed" / "aldesleukin.clean.txt").read_text("utf-8").rstrip("\n")
    assert {notice.kind for notice in cleaned.document.notices} == {"stub"}


def test_the_seed_reads_as_the_record_made_by_hand(shared: Path) -> None:
    record = parse_document(clean_page(page(shared)).document)
    gold = json.loads((shared / "seed" / "aldesleukin.record.json").read_text("utf-8"))
    assert differences(json.loads(record.model_dump_json()), gold) == []
    assert record.quality.facts == 35
    assert len(list(record.evidence())) == 54

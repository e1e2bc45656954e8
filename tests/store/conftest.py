"""Small made-up records and Documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wikiclean.model.document import Document, DocumentSource
from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.store.base import Store, open_store

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def _evidence(text: str, exact: str) -> dict[str, Any]:
    start = text.index(exact)
    return {"kind": "text", "start": start, "end": start + len(exact), "exact": exact, "rule": "test/frame"}


def build_record(title: str = "Velmorestat", **given: Any) -> DrugMonograph:
    page_id = given.get("page_id")
    dose = given.get("dose", "40 mg")
    text = f"{title} is a drug.\n\nThe dose is {dose} orally. Nausea is common."
    wiki = given.get("wiki", "testwiki")
    return DrugMonograph.model_validate(
        {
            "record_id": f"{wiki}:{page_id if page_id is not None else title}",
            "source": {
                "url": f"https://wiki.example/wiki/{title}",
                "site": "mediawiki",
                "transport": "page_html",
                "page_id": page_id,
                "revision_id": given.get("revision_id"),
                "retrieved_at": given.get("retrieved_at", WHEN),
                "content_sha256": hashlib.sha256(given.get("raw", b"raw")).hexdigest(),
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "extractor": given.get("extractor", "wikiclean/0"),
                "rules_version": "1",
            },
            "page": {"title": title, "language": "en", "aliases": given.get("aliases", ())},
            "text": text,
            "sections": [{"id": "lead", "level": 0, "kind": "lead", "start": 0, "body_start": 0, "end": len(text)}],
            "names": [
                {"value": title, "kind": "title", "evidence": [{"kind": "page", "field": "title", "exact": title}]}
            ],
            "dosage": [
                {
                    "dose": {"value": dose.split()[0], "unit": "mg", "as_written": dose},
                    "dose_basis": "per_administration",
                    "route": "oral",
                    "evidence": [_evidence(text, f"The dose is {dose} orally.")],
                }
            ],
            "adverse_effects": [{"term": "Nausea", "evidence": [_evidence(text, "Nausea")]}],
            "chemistry": {"formula": {"text": "drug", "evidence": [_evidence(text, "drug")]}},
            "quality": {
                "completeness": 0.5,
                "classified_chars": 1,
                "removed_chars": given.get("removed", 10),
                "facts": 4,
                "unparsed": 0,
            },
        }
    )


def build_document(title: str = "Velmorestat", outcome: str = "article", **given: Any) -> Document:
    return Document(
        source=DocumentSource(
            site="mediawiki",
            wiki=given.pop("wiki", "testwiki"),
            transport="page_html",
            content_sha256="0" * 64,
            retrieved_at=WHEN,
            **given,
        ),
        title=title,
        language="en",
        outcome=outcome,  # type: ignore[arg-type]
    )


@pytest.fixture
def record() -> Callable[..., DrugMonograph]:
    return build_record


@pytest.fixture
def document() -> Callable[..., Document]:
    return build_document


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/wikiclean.db"
    return str(request.getfixturevalue("postgresql").database())


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind, with the directory `out` for its files."""
    with open_store(address, create=True) as opened:
        opened.directory = tmp_path / "out"
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "out", create=True) as opened:
        yield opened

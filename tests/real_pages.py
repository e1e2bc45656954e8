"""A seeded sample of the shared real pages, cleaned; `benchmarks/quality.py` runs all of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from wikiclean.clean.steps import clean_page
from wikiclean.errors import DecodeError
from wikiclean.model.document import Document
from wikiclean.model.page import Page


def sample_documents(
    shared: Path, *, seed: int, part: int, parts: int = 4, size: int = 80
) -> Iterator[tuple[str, Document]]:
    """(file, Document) of one part of a sample of HTML pages."""
    rows = [json.loads(line) for line in (shared / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    files = sorted(row["file"] for row in rows if row["file"].endswith(".html"))
    for name in random.Random(seed).sample(files, size)[part::parts]:
        body = (shared / "pages" / name).read_bytes()
        try:
            yield name, clean_page(Page(body=body, transport="file_html")).document
        except DecodeError:
            continue

"""Clean every shared real page: how many, how fast beside the bare parse, and whether the accounting closes.

    python benchmarks/pages.py [--limit N] [--check]

Timings are CPU time of `clean_page` over that of `lxml.html.document_fromstring` on the same bytes, in one run;
`--check` exits 1 on any exception or accounting failure.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

import lxml.html

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from accounting import blocks_out_of_order, differences, html_of  # noqa: E402
from wikiclean.clean.steps import clean_page  # noqa: E402
from wikiclean.errors import WikicleanError  # noqa: E402
from wikiclean.model.page import Page  # noqa: E402
from wikiclean.parse.steps import parse_document  # noqa: E402

PAGES = ROOT.parent / "shared" / "data" / "pages"
ROUNDS = 5


def read_pages(limit: int | None) -> list[tuple[str, Page]]:
    """Pages of the index, in its order."""
    rows = [json.loads(line) for line in (PAGES / "index.jsonl").read_text("utf-8").splitlines()]
    made = []
    for row in rows[:limit]:
        name = row["file"]
        if not name.endswith((".html", ".json")):
            continue
        url = row.get("url") or ""
        made.append(
            (
                name,
                Page(
                    body=(PAGES / name).read_bytes(),
                    transport="api_parse" if name.endswith(".json") else "file_html",
                    url=url if url.startswith("http") else None,
                    title=row.get("title"),
                ),
            )
        )
    return made


def check(pages: list[tuple[str, Page]]) -> int:
    """Print outcomes, kinds and failures; returns how many failed."""
    outcomes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    failed = 0
    for name, page in pages:
        try:
            cleaned = clean_page(page)
        except WikicleanError as error:
            outcomes[type(error).__name__] += 1
            continue
        document = cleaned.document
        outcomes[document.outcome] += 1
        html = html_of(page)
        lost, invented = differences(html, cleaned)
        if lost or invented or blocks_out_of_order(html, document):
            failed += 1
            print(f"accounting: {name}: lost {sum(lost.values())}, invented {sum(invented.values())}")
        if document.outcome == "article":
            record = parse_document(document)
            kinds[record.kind] += 1
            for field in ("dosage", "approvals", "products", "adverse_effects", "unparsed"):
                facts[f"{record.kind}.{field}"] += len(getattr(record, field, ()))
    print(f"{len(pages)} pages, {failed} accounting failures; outcomes {dict(outcomes)}")
    print(f"records {dict(kinds)}; facts {dict(facts)}")
    return failed


def measure(pages: list[tuple[str, Page]]) -> None:
    """Print the ratio to the bare parse, median of interleaved rounds."""
    html = [page for _, page in pages if page.transport == "file_html"]
    ratios = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for page in html:
            lxml.html.document_fromstring(page.body)
        parsed = time.process_time()
        for page in html:
            clean_page(page)
        cleaned = time.process_time()
        ratios.append((cleaned - parsed) / (parsed - start))
    print(f"clean_page / lxml parse: {median(ratios):.2f}; {1000 * (cleaned - parsed) / len(html):.1f} ms a page")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    found = read_pages(options.limit)
    failures = check(found)
    measure(found)
    sys.exit(1 if options.check and failures else 0)

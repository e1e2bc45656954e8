"""The real pages that are shared beside the repository, read in place; what both benchmarks need of them.

`PAGES` and `WCXB` are folders of `../shared/data`, relative to the repository. `require` ends the program with a
message and exit code 2 where one is not there: a benchmark without its pages has no figures. Every benchmark imports
this module before the package and `tests/accounting.py`, which it puts on the path.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))  # this checkout is measured, whichever is installed
sys.path.append(str(ROOT / "tests"))

from wikiclean.model.page import Page  # noqa: E402

PAGES = ROOT.parent / "shared" / "data" / "pages"
WCXB = ROOT.parent / "shared" / "data" / "benchmarks" / "wcxb"
LARGE = 200_000
"""Bytes from which a page counts as large."""


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page of the index. `skin`: the index's, or the rendering where a page has no skin."""

    file: str
    site: str
    skin: str
    full: bool
    page: Page


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page of the open web with its main text, as WCXB gives it."""

    id: str
    kind: str
    wiki: bool
    gold: str
    page: Page


def require(folder: Path) -> None:
    """End the program with code 2 where `folder` is missing."""
    if not folder.is_dir():
        print(f"no folder {folder}: the benchmarks need the shared data beside the repository", file=sys.stderr)
        sys.exit(2)


def read_pages(*, only_full: bool = False, limit: int | None = None) -> list[SharedPage]:
    """Pages of the index in its order; `only_full`: whole HTML pages of a skin. Recorded exchanges are no pages."""
    require(PAGES)
    rows = [json.loads(line) for line in (PAGES / "index.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["file"].endswith((".html", ".json"))]
    if only_full:
        rows = [row for row in rows if row["full_page"] and row["file"].endswith(".html")]
    return [_shared_page(row) for row in rows[:limit]]


def _shared_page(row: dict[str, Any]) -> SharedPage:
    file = row["file"]
    url = row.get("url") or ""
    page = Page(
        body=(PAGES / file).read_bytes(),
        transport="api_parse" if file.endswith(".json") else "file_html",
        url=url if url.startswith("http") else None,
        title=row.get("title"),
    )
    site = row.get("site") or file.partition("/")[0]
    return SharedPage(file, site, row.get("skin") or row["kind"], bool(row["full_page"]), page)


def read_web_pages() -> list[WebPage]:
    """The WCXB sample."""
    require(WCXB)
    made = []
    for line in (WCXB / "pages.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        body = gzip.decompress((WCXB / "html" / f"{row['id']}.html.gz").read_bytes())
        page = Page(body=body, transport="file_html", url=row["url"])
        made.append(WebPage(row["id"], row["page_type"], row["wiki"], row["gold"], page))
    return made

"""The gold of kept and dropped words: 60 real pages, each read as a browser shows it before wikiclean was run on it.

    python benchmarks/gold.py draw                  the pages, drawn by seed
    python benchmarks/gold.py lines DIR             one file of numbered lines a page (needs Chromium and playwright)
    python benchmarks/gold.py sample DIR            labelled lines -> benchmarks/gold.jsonl

Whoever labels writes `NAME.labels` beside `NAME.lines`: a line `FROM-TO CLASS`, for each range of lines, with a
class of `KEEP` or `DROP`. From these, 20 pieces to keep and 20 to drop are drawn by seed, evenly over the classes.
`gold.jsonl` quotes no page: a piece is `[class, start, length]` in the page's visible letters (`tests/accounting.py`),
and holds for the file with that SHA-256 alone. The last 20 pages are the unseen ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from accounting import letters, visible_pieces  # noqa: E402

PAGES = ROOT.parent / "shared" / "data" / "pages"
GOLD = Path(__file__).with_name("gold.jsonl")
SEED = 20261125
FULL, OTHER, RESERVE, UNSEEN = 48, 12, 20, 20
PIECES = 20
KEEP = ("lead", "heading", "paragraph", "item", "cell", "infobox", "caption")
DROP = ("navigation", "toc", "edit", "hatnote", "notice", "navbox", "category", "footer", "ad", "apparatus")
MIN_LETTERS, MAX_LETTERS = 6, 40
_MARK = re.compile(r"\[[^\[\]]{1,30}\]|\t")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page of the gold. `keep` and `drop`: (class, letters of the piece)."""

    file: str
    site: str
    seen: bool
    keep: tuple[tuple[str, str], ...]
    drop: tuple[tuple[str, str], ...]


def draw() -> list[dict[str, str]]:
    """Rows of the index: full pages of as many sites as there are, other renderings, and a reserve of full pages.

    The gold takes the first 60 that give pieces enough.
    """
    rows = [json.loads(line) for line in (PAGES / "index.jsonl").read_text("utf-8").splitlines()]
    articles = [
        row
        for row in rows
        if row["file"].endswith(".html") and row.get("ns") in (0, None) and 150 <= (row.get("words") or 0) <= 5000
    ]
    full = [row for row in articles if row["full_page"]]
    other = [row for row in articles if not row["full_page"]]
    dice = random.Random(SEED)
    full = _round_robin(full, FULL + RESERVE, dice)
    chosen = [*full[:FULL], *_round_robin(other, OTHER, dice)]
    dice.shuffle(chosen)
    return [*chosen, *full[FULL:]]


def _round_robin(rows: list[dict[str, str]], count: int, dice: random.Random) -> list[dict[str, str]]:
    by_site: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_site.setdefault(site_of(row), []).append(row)
    sites = list(by_site.values())
    dice.shuffle(sites)
    for site in sites:
        dice.shuffle(site)
    turns = (site[turn] for turn in range(count) for site in sites if turn < len(site))
    return [row for row, _ in zip(turns, range(count), strict=False)]


def site_of(row: dict[str, str]) -> str:
    """The wiki's host, or the folder where the index does not know it."""
    return row.get("site") or row["file"].partition("/")[0]


def name_of(file: str) -> str:
    """A file name for a page's lines and labels."""
    return re.sub(r"[^\w.-]+", "_", file)


def write_lines(target: Path) -> None:
    """Each page's text as Chromium shows it, scripts and network off, numbered."""
    from playwright.sync_api import sync_playwright

    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(offline=True, java_script_enabled=False, viewport={"width": 1280, "height": 900})
        for row in draw():
            tab = context.new_page()
            tab.route(
                "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
            )
            tab.goto((PAGES / row["file"]).as_uri(), wait_until="domcontentloaded")
            shown = tab.evaluate("document.body.innerText")
            tab.close()
            lines = [line.strip() for line in shown.splitlines() if line.strip()]
            numbered = "".join(f"{number}\t{line}\n" for number, line in enumerate(lines, 1))
            (target / f"{name_of(row['file'])}.lines").write_text(numbered, "utf-8")
        browser.close()


def sample(folder: Path) -> None:
    """Draw the pieces from labelled lines, and write `gold.jsonl`."""
    dice = random.Random(SEED)
    made = []
    for row in draw():
        name = name_of(row["file"])
        shown = dict(line.split("\t", 1) for line in (folder / f"{name}.lines").read_text("utf-8").splitlines())
        body = (PAGES / row["file"]).read_bytes()
        visible = letters("".join(visible_pieces(body.decode("utf-8", "replace"))))
        pools = _pools(shown, (folder / f"{name}.labels").read_text("utf-8"), visible)
        entry = {
            "file": row["file"],
            "sha256": hashlib.sha256(body).hexdigest(),
            "site": site_of(row),
            "seen": len(made) < FULL + OTHER - UNSEEN,
            "keep": _drawn(pools, KEEP, dice),
            "drop": _drawn(pools, DROP, dice),
        }
        if len(entry["keep"]) == len(entry["drop"]) == PIECES and len(made) < FULL + OTHER:
            made.append(json.dumps(entry) + "\n")
    GOLD.write_text("".join(made), "utf-8")


def _pools(shown: dict[str, str], labels: str, visible: str) -> dict[str, list[tuple[int, int]]]:
    """Class -> (start, length) of the pieces that stand once in the page's letters."""
    pools: dict[str, list[tuple[int, int]]] = {}
    for label in labels.splitlines():
        if not (match := re.fullmatch(r"(\d+)(?:-(\d+))?\s+(\w+)", label.strip())):
            continue
        first, last, kind = int(match[1]), int(match[2] or match[1]), match[3]
        for number in range(first, last + 1):
            for words in _MARK.split(shown.get(str(number), "")):
                for piece in _pieces(letters(words)):
                    if visible.count(piece) == 1:
                        pools.setdefault(kind, []).append((visible.index(piece), len(piece)))
    return pools


def _pieces(line: str) -> Iterator[str]:
    """A line in pieces that are long enough to stand once on a page, and short enough to quote nothing."""
    for start in range(0, len(line), MAX_LETTERS):
        if len(piece := line[start : start + MAX_LETTERS]) >= MIN_LETTERS:
            yield piece


def _drawn(
    pools: dict[str, list[tuple[int, int]]], kinds: tuple[str, ...], dice: random.Random
) -> list[tuple[str, int, int]]:
    """Up to `PIECES`, one class after the other in turn."""
    left = {kind: dice.sample(pools[kind], len(pools[kind])) for kind in kinds if pools.get(kind)}
    found: list[tuple[str, int, int]] = []
    while left and len(found) < PIECES:
        for kind in list(left):
            if len(found) < PIECES:
                found.append((kind, *left[kind].pop()))
            if not left[kind]:
                del left[kind]
    return sorted(found, key=lambda piece: piece[1])


def read_gold() -> Iterator[GoldPage]:
    """The gold, with the letters read from the pages in place. Raises ValueError where a page is another one."""
    for line in GOLD.read_text("utf-8").splitlines():
        entry = json.loads(line)
        body = (PAGES / entry["file"]).read_bytes()
        if hashlib.sha256(body).hexdigest() != entry["sha256"]:
            raise ValueError(f"{entry['file']} is not the page that was labelled")
        visible = letters("".join(visible_pieces(body.decode("utf-8", "replace"))))

        def read(pieces: list[tuple[str, int, int]], text: str = visible) -> tuple[tuple[str, str], ...]:
            return tuple((kind, text[start : start + length]) for kind, start, length in pieces)

        yield GoldPage(entry["file"], entry["site"], entry["seen"], read(entry["keep"]), read(entry["drop"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "lines", "sample"))
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    if options.what == "draw":
        for row in draw():
            print(row["file"])
    elif options.folder is None:
        parser.error(f"{options.what} needs the folder of the lines")
    elif options.what == "lines":
        write_lines(options.folder)
    else:
        sample(options.folder)

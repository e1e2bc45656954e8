"""How well the cleaner keeps its promises on every shared real page, and how it stands beside its peers.

    python benchmarks/quality.py [--check] [--write-docs] [--only promises|gold|web] [--limit N]

Prints each failure with page and snippet, then the figures; writes them to `benchmarks/results.json`. `--check` exits
1 where a floor of `benchmarks/floors.json` is missed; `--write-docs` regenerates the results in `docs/benchmarks.md`.
The peers need `make bench-peers` first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from compare import compare_on_gold, compare_on_web
from corpus import SharedPage, read_pages
from figures import finish, save
from gold import GOLD
from page_markup import GO, STAY, UNMARKED, check_markup, each_rule
from promises import ask

from accounting import html_of

PROMISES = ("exception", "accounting libxml2", "accounting html5", "order libxml2", "order html5", "numbers",
            "round trip html", "round trip markdown", "determinism", "another process")  # fmt: skip
Figures = dict[str, Any]


def measure_promises(limit: int | None) -> Figures:
    """The promises and the markup's marks over all pages; prints each failure."""
    pages = read_pages(limit=limit)
    report = _Report(
        {entry["file"] for entry in map(json.loads, GOLD.read_text("utf-8").splitlines()) if not entry["seen"]}
    )
    elsewhere = _digests_of_another_process(limit)
    for shared in pages:
        report.add(shared, elsewhere.get(shared.file))
    return report.figures(len(pages))


def _digests_of_another_process(limit: int | None) -> dict[str, str]:
    """Each page's digest from a process with other hashes of strings, which cleans in the other order."""
    command = [sys.executable, str(Path(__file__).with_name("promises.py")), *([str(limit)] if limit else [])]
    environment = {**os.environ, "PYTHONHASHSEED": "20261125"}
    answer = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")
    return dict(json.loads(answer.stdout))


class _Report:
    """Counts as pages come; snippets of the gold's unseen pages are not shown."""

    def __init__(self, unseen: set[str]) -> None:
        self._unseen = unseen
        self._promises: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._leaked: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()
        self._taken: Counter[str] = Counter()
        self._groups: dict[str, dict[str, Counter[str]]] = {"skin": defaultdict(Counter), "site": defaultdict(Counter)}
        self._apparatus: Counter[str] = Counter()
        self._numbers = 0
        self._peak = 0
        self._slowest = (0.0, "")

    def add(self, shared: SharedPage, elsewhere: str | None) -> None:
        kept = ask(shared)
        if elsewhere != (kept.digest or kept.error):
            kept.failures["another process"] = "another answer"
        self._numbers += kept.numbers
        self._slowest = max(self._slowest, (kept.seconds, shared.file))
        self._peak = max(self._peak, kept.peak_bytes)
        counts = Counter({"pages": 1, "broken promises": len(kept.failures)})
        for promise, what in kept.failures.items():
            self._promises[promise] += 1
            self._print(promise, shared.file, what)
        if kept.cleaned is not None:
            document = kept.cleaned.document
            self._outcomes[document.outcome] += 1
            self._apparatus.update(s.heading or "" for s in document.sections if s.apparatus)
            found = check_markup(html_of(shared.page), kept.cleaned)
            self._asked += found.asked
            for failure in found.leaked:
                self._leaked[failure.what] += 1
                self._print(f"leaked {failure.what}", shared.file, failure.snippet)
            for failure, rule in each_rule(kept.cleaned, found.missing):
                if rule in UNMARKED:
                    self._taken[rule] += 1
                    continue
                counts["missing"] += 1
                self._missing[failure.what] += 1
                self._print(
                    f"missing {failure.what}", shared.file, f"{failure.snippet} ({rule or 'kept as something else'})"
                )
            counts["leaked"] = len(found.leaked)
        else:
            self._outcomes[kept.error or "exception"] += 1
        for group, name in (("skin", shared.skin), ("site", shared.site)):
            self._groups[group][name] += counts

    def _print(self, what: str, file: str, snippet: str) -> None:
        print(f"{what}: {file}: {'(unseen page)' if file in self._unseen else snippet}")

    def figures(self, pages: int) -> Figures:
        kinds = [*GO, "words"]
        stays = ["section", *dict.fromkeys(kind for kind in STAY.values() if kind != "heading")]
        return {
            "pages": pages,
            "sites": len(self._groups["site"]),
            "broken": {promise: self._promises[promise] for promise in PROMISES},
            "numbers_asked": self._numbers,
            "slowest_seconds": round(self._slowest[0], 3),
            "slowest_page": self._slowest[1],
            "peak_mb": round(self._peak / 1e6),
            "outcomes": dict(self._outcomes.most_common()),
            "leaked": {kind: [self._leaked[kind], self._asked[kind]] for kind in kinds},
            "leaked_in_all": self._leaked.total(),
            "missing": {kind: [self._missing[kind], self._asked[kind]] for kind in stays},
            "missing_in_all": self._missing.total(),
            "taken_as_furniture": dict(self._taken.most_common()),
            "taken_as_furniture_in_all": self._taken.total(),
            "by_skin": self._by("skin"),
            "by_site": self._by("site"),
            "apparatus_headings": dict(self._apparatus.most_common(40)),
        }

    def _by(self, group: str) -> dict[str, dict[str, int]]:
        found = self._groups[group].items()
        return {name: dict(counts) for name, counts in sorted(found, key=lambda item: (-item[1]["pages"], item[0]))}


def main() -> int:
    """Measure, print, save, check."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 where a floor is missed")
    parser.add_argument("--write-docs", action="store_true", help="regenerate the results in docs/benchmarks.md")
    parser.add_argument("--only", choices=("promises", "gold", "web"), action="append")
    parser.add_argument("--limit", type=int, help="the first N pages only; the results are then not saved")
    options = parser.parse_args()
    parts = options.only or ["promises", "gold", "web"]
    found: Figures = {}
    if "promises" in parts:
        found["promises"] = measure_promises(options.limit)
    if "gold" in parts:
        found["gold"] = compare_on_gold()
        rivals = [figures["all"]["score"] for tool, figures in found["gold"].items() if tool != "wikiclean"]
        found["gold_lead"] = round(found["gold"]["wikiclean"]["all"]["score"] - max(rivals), 4)
    if "web" in parts:
        found["web"] = compare_on_web()
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if options.limit is None:
        save("quality", found)
    return finish("quality", found, check=options.check, write_docs=options.write_docs)


if __name__ == "__main__":
    sys.exit(main())

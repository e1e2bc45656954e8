"""How fast and how large: CPU time of `clean_page` beside the bare parse and beside peers, in one interleaved run.

    python benchmarks/speed.py [--check] [--write-docs] [--rounds N] [--limit N]

A round goes over all whole pages; each page is parsed by lxml, cleaned by wikiclean and, in its own process, read by
resiliparse (and, if it is in the seeded sample, by trafilatura) before the next page is touched, so that whatever
disturbs the machine disturbs all of them. CPU time, not wall time; the figures are medians over rounds. Ratios travel
between machines, milliseconds do not. The peers need `make bench-peers` first.
"""

from __future__ import annotations

import gc
import json
import random
import re
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import lxml.html
from corpus import LARGE, SharedPage, read_pages
from figures import finish, save
from peers import Peer
from promises import peak

from wikiclean.clean.decode import decode_body
from wikiclean.clean.steps import clean_page
from wikiclean.model.page import Page

ROUNDS = 7
SAMPLE = 80
SEED = 20261125
MEGABYTES = (1, 4, 16)
Figures = dict[str, Any]
Times = list[list[float]]


def measure_speed(pages: list[SharedPage], rounds: int) -> Figures:
    """CPU time of each page by each tool, round by round."""
    sample = set(random.Random(SEED).sample(range(len(pages)), min(SAMPLE, len(pages))))
    sources = [decode_body(shared.page) for shared in pages]
    parse: Times = [[] for _ in pages]
    clean: Times = [[] for _ in pages]
    resiliparse: Times = [[] for _ in pages]
    trafilatura: Times = [[] for _ in pages]
    with ExitStack() as stack:
        fast, slow = (stack.enter_context(Peer(tool)) for tool in ("resiliparse", "trafilatura"))
        for shared, source in list(zip(pages, sources, strict=True))[:20]:  # warm up
            clean_page(shared.page)
            fast.extract(source)
            slow.extract(source)
        for _ in range(rounds):
            for index, shared in enumerate(pages):
                body = shared.page.body
                parse[index].append(_seconds(partial(lxml.html.document_fromstring, body)))
                clean[index].append(_seconds(partial(clean_page, shared.page)))
                resiliparse[index].append(fast.extract(sources[index]).seconds)
                if index in sample:
                    trafilatura[index].append(slow.extract(sources[index]).seconds)
    sizes = [len(shared.page.body) for shared in pages]
    seconds = median(_totals(clean, rounds))
    sampled = sorted(sample)
    return {
        "pages": len(pages),
        "megabytes": round(sum(sizes) / 1e6, 1),
        "rounds": rounds,
        "to_lxml_parse": _ratio(clean, parse, rounds),
        "to_lxml_parse_by_round": [
            round(c / p, 2) for c, p in zip(_totals(clean, rounds), _totals(parse, rounds), strict=True)
        ],
        "to_resiliparse": _ratio(clean, resiliparse, rounds),
        "resiliparse_to_lxml_parse": _ratio(resiliparse, parse, rounds),
        "trafilatura_to_ours": _ratio([trafilatura[i] for i in sampled], [clean[i] for i in sampled], rounds),
        "trafilatura_sample": len(sampled),
        "pages_per_second": round(len(pages) / seconds, 1),
        "ms_a_page": round(1000 * seconds / len(pages), 2),
        "megabytes_per_second": round(sum(sizes) / 1e6 / seconds, 1),
        "lxml_megabytes_per_second": round(sum(sizes) / 1e6 / median(_totals(parse, rounds)), 1),
        "peak_mb": round(peak() / 1e6),
    }


def measure_large_pages(pages: list[SharedPage], rounds: int) -> Figures:
    """The ratio to lxml's parse of each large page by itself, median of its rounds.

    Apart from the whole run, because there Python's full garbage collection falls on the same few pages in each round.
    """
    ratios = {}
    for shared in pages:
        body = shared.page.body
        if len(body) < LARGE:
            continue
        gc.collect()
        turns = [
            (_seconds(partial(lxml.html.document_fromstring, body)), _seconds(partial(clean_page, shared.page)))
            for _ in range(rounds)
        ]
        ratios[shared.file] = median(cleaned / parsed for parsed, cleaned in turns)
    slowest = sorted(ratios, key=lambda file: -ratios[file])
    return {
        "pages": len(ratios),
        "median_to_lxml_parse": round(median(ratios.values()), 2),
        "worst_to_lxml_parse": round(ratios[slowest[0]], 2),
        "slowest": {file: round(ratios[file], 2) for file in slowest[:5]},
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _totals(times: Times, rounds: int) -> list[float]:
    return [sum(page[turn] for page in times) for turn in range(rounds)]


def _ratio(ours: Times, theirs: Times, rounds: int) -> float:
    pairs = zip(_totals(ours, rounds), _totals(theirs, rounds), strict=True)
    return round(median(our / their for our, their in pairs), 3)


def measure_memory(pages: list[SharedPage]) -> Figures:
    """Growth of a fresh process over each large page, as a multiple of the page's bytes (`memory.py`)."""
    multiples = {}
    for shared in pages:
        if len(shared.page.body) >= LARGE:
            command = [sys.executable, str(Path(__file__).with_name("memory.py")), shared.file]
            said = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
            multiples[shared.file] = said["grown"] / said["bytes"]
    worst = max(multiples, key=lambda file: multiples[file])
    return {
        "pages": len(multiples),
        "median_multiple": round(median(multiples.values()), 2),
        "worst_multiple": round(multiples[worst], 2),
        "worst_page": worst,
    }


def measure_growth(pages: list[SharedPage]) -> Figures:
    """CPU time a megabyte of a real page whose article is repeated to 1, 4 and 16 MB; median of three."""
    of_wikipedia = [shared for shared in pages if shared.site == "en.wikipedia.org" and shared.skin == "vector-legacy"]
    model = min(of_wikipedia, key=lambda shared: abs(len(shared.page.body) - LARGE))
    found: Figures = {"page": model.file}
    for size in MEGABYTES:
        body = _repeated(model.page.body, size * 1_000_000)
        page = Page(body=body, transport="file_html")
        cleaned, parsed = [], []
        for _ in range(3):
            parsed.append(_seconds(partial(lxml.html.document_fromstring, body)))
            cleaned.append(_seconds(partial(clean_page, page)))
        megabytes = len(body) / 1e6
        found[f"{size}_mb"] = {
            "ms_a_megabyte": round(1000 * median(cleaned) / megabytes, 1),
            "to_lxml_parse": round(median(c / p for c, p in zip(cleaned, parsed, strict=True)), 2),
        }
    first, last = (found[f"{size}_mb"]["ms_a_megabyte"] for size in (MEGABYTES[0], MEGABYTES[-1]))
    found["largest_to_smallest"] = round(last / first, 2)
    return found


def _repeated(body: bytes, size: int) -> bytes:
    """The page with what stands in its content element again and again, until it has `size` bytes."""
    opening = re.search(rb'<div[^>]*id="mw-content-text"[^>]*>', body)
    closing = body.find(b'<div class="printfooter"')
    if opening is None or closing < 0:
        raise ValueError("the model page has no content element of a MediaWiki skin")
    article = body[opening.end() : body.rfind(b"</div>", 0, closing)]
    return (
        body[: opening.end()] + article * max(1, round(size / len(article))) + body[body.rfind(b"</div>", 0, closing) :]
    )


def main() -> int:
    """Measure, print, save, check."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 where a floor is missed")
    parser.add_argument("--write-docs", action="store_true", help="regenerate the results in docs/benchmarks.md")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--limit", type=int, help="the first N pages only; the results are then not saved")
    options = parser.parse_args()
    pages = read_pages(only_full=True, limit=options.limit)
    found = {
        "time": measure_speed(pages, options.rounds),
        "large": measure_large_pages(pages, options.rounds),
        "memory": measure_memory(pages),
        "growth": measure_growth(pages),
    }
    print(json.dumps(found, indent=1))
    if options.limit is None:
        save("speed", found)
    return finish("speed", found, check=options.check, write_docs=options.write_docs)


if __name__ == "__main__":
    sys.exit(main())

"""Lists of titles are streamed: ten times as many take no more memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))

from server import Reply, Site, serve

PEAK = Path("/proc/self/status")
PROGRAM = """
import runpy, sys
try:
    runpy.run_module("wikiclean", run_name="__main__")
finally:
    lines = open("/proc/self/status").read().splitlines()
    print(next(line for line in lines if line.startswith("VmHWM")).split()[1], file=sys.stderr)
"""
MEGABYTE = 1024


def list_all(site: Site, number: int) -> None:
    """Let the stand-in of a wiki list so many pages with long titles, 500 an answer."""

    def answer(asked: str) -> Reply:
        query = dict(parse_qsl(urlsplit(asked).query))
        begin = int(query.get("apcontinue", 0))
        pages = [{"ns": 0, "title": f"Page {n} {'x' * 200}"} for n in range(begin, min(begin + 500, number))]
        data: dict[str, object] = {"batchcomplete": True, "query": {"allpages": pages}}
        if begin + 500 < number:
            data["continue"] = {"apcontinue": str(begin + 500), "continue": "-||"}
        return Reply(body=json.dumps(data).encode())

    site.replies["/w/api.php"] = [answer]


def peak_of(site: Site, number: int, *arguments: str) -> int:
    """Kilobytes at the most, of a dry run over so many titles."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "scrape", *arguments, "--site", site.url, "--allow-private",
         "--rate", "100000", "-o", "out", "--dry-run"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.stdout.count("\n") == number, done.stderr
    return int(done.stderr.split()[-1])


@pytest.mark.skipif(not PEAK.exists(), reason="the peak is read from /proc")
@pytest.mark.parametrize("way", ["--all", "--titles"])
def test_ten_times_the_titles_take_no_more_memory(way: str, tmp_path: Path) -> None:
    peaks = []
    with serve() as site:
        for number in (2_000, 20_000):
            titles = tmp_path / f"{number}.txt"
            titles.write_text("".join(f"Page {n} {'x' * 200}\n" for n in range(number)))
            list_all(site, number)
            peaks.append(peak_of(site, number, *([way] if way == "--all" else [way, str(titles)])))
    assert peaks[1] - peaks[0] < 50 * MEGABYTE

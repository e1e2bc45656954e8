"""The file that shows how a run went: what the run knows, harmless, and small however many pages there were."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from wikiclean.errors import StoreError, UnreachableError, UsageError
from wikiclean.fetch.target import page_address
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.measures import Histogram
from wikiclean.pipeline.run_page import last_run, report_run
from wikiclean.pipeline.run_page.changed import read_changes
from wikiclean.pipeline.run_page.failed import read_reasons
from wikiclean.pipeline.run_page.figures import wiki_figures
from wikiclean.pipeline.run_page.plots import draw_bars, draw_buckets, draw_spark
from wikiclean.pipeline.run_page.words import link_of, say_bytes, say_ms, say_number, say_seconds, say_share, shorten
from wikiclean.store.base import open_store
from wikiclean.store.health import Figure
from wikiclean.store.runs import StoredRun

Make = Callable[..., Any]

PAGE = """<html lang="en"><head><title>{title} - Wiki</title><link rel="canonical" href="{url}"></head><body>
<h1 id="firstHeading">{title}</h1><div id="mw-content-text"><div class="mw-parser-output">
<p><b>{title}</b> is a medicine used in the treatment of hypertension.</p>
<h2>Dosage and administration<span class="mw-editsection">[edit]</span></h2><p>The typical dose is {dose} mg orally once daily.</p>
<h2>Side effects</h2><p>Rash.</p><h2>{heading}</h2><p>Old.</p></div></div></body></html>"""
HOSTILE = "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;alert(2)"


def write(folder: Path, name: str, **given: Any) -> None:
    values = {"title": name, "url": f"https://wiki.example/wiki/{name}", "dose": 40, "heading": "Folklore", **given}
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.html").write_text(PAGE.format(**values), "utf-8")


def read(out: Path, name: str | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(source(out, name))


def source(out: Path, name: str | None = None) -> str:
    with open_store(out) as store:
        run = last_run(store, name)
        return report_run(store, run, out / "runs" / run.run_id)


def section(page: LexborHTMLParser, name: str) -> str:
    node = page.css_first(f"section[aria-labelledby={name}]")
    assert node is not None
    return " ".join((node.text(separator=" ") or "").split())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two runs over two drugs and a file that is no page."""
    pages, made = tmp_path / "pages", tmp_path / "out"
    write(pages, "Testol")
    write(pages, "Restol", heading=HOSTILE)
    (pages / "bad.html").write_bytes(b"\x00\x01" * 500)
    runs.run_files([pages], made)
    write(pages, "Testol", dose=80)
    runs.run_files([pages], made)
    return made


def test_it_shows_what_the_run_knows(out: Path) -> None:
    page = read(out)
    assert "article 2" in section(page, "outcome")
    assert "changed 1" in section(page, "outcome")
    assert "DecodeError : 1 page" in section(page, "failures")
    assert "2 pages were compared" in section(page, "drift")
    assert "Dosage 2 of 2 100 % 0" in section(page, "completeness")
    assert "Folklore 1" in section(page, "headings")
    assert "edit-link 2 2 8" in section(page, "rules")
    assert "Testol changed Dosage" in section(page, "changes")
    assert "Of the 2 pages" in section(page, "sizes")
    assert len(page.css("section[aria-labelledby=runs] tbody tr")) == 2
    assert "over 2 runs from 100 % to 100 %" in (page.css_first("svg.spark title").text() or "")


def test_plots_have_words_for_those_who_do_not_see_them(out: Path) -> None:
    for plot in read(out).css("svg"):
        said, title = plot.attributes, plot.css_first("title")
        assert said.get("aria-hidden") == "true" or (said.get("role") == "img" and title is not None and title.text())


def test_an_earlier_run_is_shown_as_it_was(out: Path) -> None:
    with open_store(out) as store:
        first = store.runs()[0].run_id
    page = read(out, first)
    assert (page.css_first("h1").text() or "") == f"Run {first}"
    assert "2 added" in section(page, "changes")
    assert "No page was seen before" in section(page, "drift")
    with pytest.raises(UsageError, match="no such run"):
        read(out, "1999")


def test_it_runs_no_script_but_its_own_and_asks_for_nothing(out: Path) -> None:
    text = source(out)
    page = LexborHTMLParser(text)
    (script,) = page.css("script")
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    assert f"'sha256-{base64.b64encode(hashlib.sha256((script.text() or '').encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "</script><script>alert(1)" not in text
    assert "alert(1)" in section(page, "headings")
    assert page.css("[onload], [src], link, iframe, object, img, style[src]") == []
    assert "url(" not in text
    assert {re.match(r"#|https?://", node.attributes["href"] or "") is None for node in page.css("a")} == {False}


def test_a_run_that_was_killed_is_shown_from_its_queue(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": "article: a", "B": UnreachableError("no <b>answer</b>", where="https://wiki.example/B")})

    class Killed(BaseException):
        pass

    def kill(step: Any) -> None:
        if step.target == "B":
            raise Killed

    made = settings(observe=kill)
    with pytest.raises(Killed):
        runs._carry(site.job("A", "B", "C"), tmp_path, made)
    with open_store(made.store or tmp_path) as store:
        run = last_run(store)
        page = LexborHTMLParser(report_run(store, run, tmp_path / "runs" / run.run_id))
    assert "Pages 3 done 1 failed 1 still to do 1" in section(page, "outcome")
    assert "no <b>answer</b>" in section(page, "failures")
    (link,) = page.css("section[aria-labelledby=failures] a")
    assert link.attributes["href"] == "https://wiki.example/B"
    assert "Not compared" in section(page, "drift")
    assert "Not counted" in section(page, "completeness")


def test_where_no_run_is_kept_it_is_said(out: Path) -> None:
    with open_store(out) as store:
        runs_there = store.runs()
        for run in runs_there:
            store.forget_run(run.run_id)
        with pytest.raises(StoreError, match="no run is kept"):
            last_run(store)
        if store.runs():
            with pytest.raises(StoreError, match="it was pruned"):
                last_run(store, store.runs()[-1].run_id)


def test_ten_thousand_hostile_failures_stay_below_two_megabytes(out: Path) -> None:
    with open_store(out) as store:
        run = last_run(store)
        folder = out / "runs" / run.run_id
        with (folder / "failures.jsonl").open("w", encoding="utf-8") as lines:
            for number in range(10_000):
                target = f"https://wiki.example/{number}/" + '"<&\u202e' * 200
                told = {"target": target, "error": f"Error{number % 50}", "message": "'\"<>&\n" * 500}
                lines.write(json.dumps(told) + "\n")
            lines.write('{"target": "cut o')
        text = report_run(store, run, folder)
    assert len(text.encode()) < 2_000_000
    assert "Error7</strong>: 200 pages" in text
    assert "192 more are in failures.jsonl" in text
    assert "\u202e" not in text


def test_a_lone_surrogate_can_be_written(out: Path) -> None:
    with open_store(out) as store:
        run = last_run(store)
        folder = out / "runs" / run.run_id
        (folder / "failures.jsonl").write_text('{"target": "x\\ud800", "error": "E", "message": "m"}\n', "utf-8")
        assert b">x?<" in report_run(store, run, folder).encode()


def test_failures_are_counted_where_their_file_is_gone(tmp_path: Path) -> None:
    assert [(each.name, each.count, each.more) for each in read_reasons(tmp_path, {"A": 1, "B": 3})] == [
        ("B", 3, 3),
        ("A", 1, 1),
    ]


def change(number: int, kind: str = "changed", **given: Any) -> str:
    told = {"record_id": f"w:{number}", "title": f"Page {number}", "change": kind, "fields": [], "parts": [], **given}
    return json.dumps(told)


def test_new_records_are_counted_and_other_changes_listed() -> None:
    fields = [{"field": "dosage", "change": "removed"}, {"field": "dosage", "change": "added"}]
    lines = [
        *(change(number, "added") for number in range(1000)),
        *(change(number, fields=fields, parts=["text"]) for number in range(400)),
        change(1, "gone", reason="deleted"),
    ]
    changed = read_changes(lines, lambda wiki, title: page_address(f"https://{wiki}.example", title))
    assert changed.kinds == {"added": 1000, "changed": 400, "gone": 1}
    assert changed.fields == {"Dosage": 400}
    assert (len(changed.pages), changed.more) == (300, 101)
    assert (changed.pages[0].what, changed.pages[0].page.href) == ("Dosage, text", "https://w.example/wiki/Page_0")


def figure(name: str, hits: int, pages: int = 10, **given: Any) -> Figure:
    return Figure(wiki="w", name=name, hits=hits, pages=pages, **given)


def test_a_field_that_is_no_longer_found_stays_in_the_table() -> None:
    before = [figure("article", 10), figure("field.dosage", 8)]
    now = [figure("article", 10), figure("field.routes", 5), figure("text.length", 0)]
    (of_wiki,) = wiki_figures([before, now])
    assert [(row.name, row.hits, row.percent) for row in of_wiki.fields] == [
        ("Routes", 5, "50 %"),
        ("Dosage", 0, "0 %"),
    ]
    assert of_wiki.fields[1].spark is not None
    assert "from 80 % to 0 %" in of_wiki.fields[1].spark.words
    assert [row.name for row in of_wiki.others] == ["Article"]


def test_a_figure_that_drifted_is_marked() -> None:
    now = [figure("article", 10), figure("lead", 2, same=10, same_lost=8, broke=True)]
    (of_wiki,) = wiki_figures([now])
    assert of_wiki.others_broke
    assert [(row.name, row.lost, row.broke) for row in of_wiki.others] == [("Article", 0, False), ("Lead", 8, True)]


def test_a_line_needs_two_runs_and_leaves_out_those_without_a_value() -> None:
    assert draw_spark([0.5]) is None
    assert draw_spark([None, 0.5]) is None
    line = draw_spark([0.0, None, 1.0], top=1.0)
    assert line is not None
    assert line.points == "3,19 117,3"
    assert line.words == "over 2 runs from 0 % to 100 %, lowest 0 %, highest 100 %"
    flat = draw_spark([0, 0], say_number)
    assert flat is not None
    assert flat.points == "3,19 117,19"


def test_bars_are_drawn_against_the_largest() -> None:
    assert [(bar.name, bar.width) for bar in draw_bars({"a": 1, "b": 4})] == [("b", 100), ("a", 25)]
    assert draw_bars({}) == []


def test_a_histogram_has_no_gaps() -> None:
    histogram = Histogram()
    for value in (1000, 5000, 5001):
        histogram.add(value)
    plot = draw_buckets("Bytes", histogram, say_bytes)
    assert [(each.label, each.count) for each in plot.columns] == [("1 kB", 1), ("2 kB", 0), ("4 kB", 0), ("8 kB", 2)]
    assert plot.words == "below 1 kB: 1 pages; below 8 kB: 2 pages"
    assert draw_buckets("Bytes", Histogram(), say_bytes).columns == ()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "file:///etc/passwd", "https://", "JaVaScRiPt:x", "https://[x",
     "https://a.example/\n", "https://a.example/" + "x" * 500, 'https://a.example/"x', "https://a.example/<", None],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(address: str | None) -> None:
    assert link_of(address) is None


def test_words() -> None:
    assert link_of("https://a.example/wiki/X?y=1&z=2") == "https://a.example/wiki/X?y=1&z=2"
    assert shorten("a\n\u202eb") == "a\\n\\u202eb"
    assert len(shorten("x" * 500)) == 161
    assert [say_bytes(value) for value in (0, 1023, 1536, 65536, 3 * 2**20, 2**31)] == [
        "0 B", "1023 B", "1.5 kB", "64 kB", "3 MB", "2 GB",
    ]  # fmt: skip
    assert [say_ms(value) for value in (0, 0.25, 12.3, 2000, 90_000)] == [
        "0 ms",
        "0.2 ms",
        "12 ms",
        "2.0 s",
        "1 min 30 s",
    ]
    assert say_seconds(7300) == "2 h 1 min"
    assert [say_share(value) for value in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "< 1 %", "50 %", "99 %", "100 %"]


def test_many_wikis_and_many_runs_stay_below_two_megabytes(tmp_path: Path) -> None:
    names = [
        "article",
        *(f"{kind}.{'name' * 5}{number}" for kind in ("field", "section", "rule") for number in range(60)),
    ]
    with open_store(tmp_path, create=True) as store:
        for number in range(40):
            run = StoredRun(f"2026{number:04}", "refresh", "finished", None, f"2026-01-01T00:{number:02}:00Z")
            store.begin_run(run, [], site=None, resume=False)
            store.end_run(replace(run, report="{}", finished_at="2026-01-02T00:00:00Z", exit_code=0))
            store.put_figures(
                run.run_id,
                [
                    Figure(wiki=f"wiki{wiki}.example", name=name, pages=1000, hits=(number * 37 + wiki) % 1000)
                    for wiki in range(12)
                    for name in names
                ],
            )
        text = report_run(store, last_run(store))
    assert 100_000 < len(text.encode()) < 1_000_000
    assert "the 4 with most pages are shown" in text


def test_a_run_without_a_page_has_a_report(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        run = StoredRun("20260101", "refresh", "finished", None, "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", 0)
        store.begin_run(run, [], site=None, resume=False)
        store.end_run(replace(run, report="{}"))
        page = LexborHTMLParser(report_run(store, last_run(store)))
    assert "Pages 0" in section(page, "outcome")
    assert "No page failed." in section(page, "failures")
    assert "No page was visited." in section(page, "completeness")
    assert "Nothing was measured." in section(page, "sizes")

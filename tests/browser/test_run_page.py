"""The report of a run as a reader uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiclean.pipeline.run import run_files
from wikiclean.pipeline.run_page import last_run, report_run
from wikiclean.store.base import open_store

from .conftest import Browser, Opened

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - Wiki</title><link rel="canonical" href="{url}"></head><body>
<h1 id="firstHeading">{title}</h1><div id="mw-content-text"><div class="mw-parser-output">
<p><b>{title}</b> is a medicine used in the treatment of hypertension.</p>
<h2>Dosage and administration</h2><p>The typical dose is {dose} mg orally once daily.</p><h2>Side effects</h2><p>Rash.</p>
<h2>&lt;script&gt;alert(3)&lt;/script&gt;</h2><p>{filling}</p></div></div></body></html>"""
TITLES = [
    ("&lt;img src=x onerror=alert(1)&gt;", "javascript:alert(4)"),
    ("&lt;/title&gt;&lt;script&gt;alert(2)&lt;/script&gt;", "https://wiki.example/wiki/%22onclick=alert(5)"),
    ("Velmorestat", "https://wiki.example/wiki/Velmorestat"),
    ("Aldorestat", "https://wiki.example/wiki/Aldorestat"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    pages, out = folder / "pages", folder / "out"
    pages.mkdir()
    for dose in (40, 80):
        for number, (title, url) in enumerate(TITLES):
            text = PAGE.format(title=title, url=url, dose=dose, filling="word " * 400 * number)
            (pages / f"{number}.html").write_text(text, "utf-8")
        (pages / "bad.html").write_bytes(b"\x00\x01" * 500)
        run_files([pages], out)
    path = folder / "report.html"
    with open_store(out) as store:
        run = last_run(store)
        path.write_text(report_run(store, run, out / "runs" / run.run_id), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, report: Path) -> Opened:
    return browser.open(report)


def column(opened: Opened, caption: str, number: int) -> list[str]:
    rows = opened.page.locator("table", has_text=caption).locator(f"tbody tr > :nth-child({number})")
    return [text.strip() for text in rows.all_inner_texts()]


def test_it_opens_without_errors_requests_or_dialogs(opened: Opened) -> None:
    for summary in opened.page.locator("summary").all():
        summary.click()
    assert opened.page.get_by_text("<script>alert(3)</script>").count()
    assert (opened.errors, opened.requests, opened.dialogs) == ([], [], [])


def test_links_lead_to_the_web_or_within_the_page(opened: Opened) -> None:
    addresses = opened.page.eval_on_selector_all("a", "all => all.map(each => each.protocol + each.hash)")
    assert {address for address in addresses if not address.startswith(("http", "file:#"))} == set()
    assert opened.page.get_by_role("link", name="Velmorestat").count()
    assert opened.page.get_by_role("link", name="onerror").count() == 0


def test_tables_are_sorted_by_keyboard_and_say_so(opened: Opened) -> None:
    caption = "Largest pages"
    largest = column(opened, caption, 1)
    table = opened.page.locator("table", has_text=caption)
    head = table.get_by_role("columnheader", name="Bytes")
    button = head.get_by_role("button")
    button.focus()
    opened.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(opened, caption, 1) == largest
    opened.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(opened, caption, 1) == largest[::-1]
    names = table.get_by_role("columnheader", name="Page")
    names.get_by_role("button").click()
    assert (names.get_attribute("aria-sort"), head.get_attribute("aria-sort")) == ("ascending", None)
    shown = column(opened, caption, 1)
    assert shown.index("Aldorestat") < shown.index("Velmorestat")


def test_the_sections_are_reached_by_keyboard(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Outcome"
    for _ in range(7):
        opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.page.url.endswith("#sizes")
    assert opened.page.evaluate("document.getElementById('sizes').getBoundingClientRect().top < innerHeight")


def test_plots_are_named(opened: Opened) -> None:
    assert opened.page.get_by_role("img", name="Bytes a page, as received. below").count() == 1
    assert opened.page.get_by_role("img", name="over 2 runs from 100 % to 100 %").count() > 0
    box = opened.page.locator("svg.buckets rect").first.bounding_box()
    assert box["height"] > 20


def test_a_narrow_screen_is_not_wider_than_itself(browser: Browser, report: Path) -> None:
    page = browser.open(report, viewport={"width": 360, "height": 700}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_is_readable_without_a_script(browser: Browser, report: Path) -> None:
    page = browser.open(report, java_script_enabled=False).page
    assert page.locator("th button").count() == 0
    assert page.get_by_text("Largest pages").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser: Browser, report: Path, scheme: str) -> None:
    page = browser.open(report, color_scheme=scheme).page
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}[scheme]

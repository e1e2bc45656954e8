"""Bad input ends in its typed error or outcome and exit code: no traceback, no hang, nothing stored touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]

LOGIN_WALL = (
    '<html><head><title>Log in - Wiki</title></head><body class="ns-special mw-special-Userlogin">'
    '<h1 id="firstHeading">Login required</h1><div id="mw-content-text"><p>Please <a href="/w/index.php?title='
    'Special:UserLogin">log in</a> to view other pages.</p><form name="userlogin"><input type="password" '
    'name="wpPassword"></form></div></body></html>'
)
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
    '<div id="challenge-running">Verifying you are human. This may take a few seconds.</div>'
    '<noscript>Enable JavaScript and cookies to continue</noscript><script src="/cdn-cgi/challenge-platform/x.js">'
    "</script></body></html>"
)

WRONG = {
    "empty.html": b"",
    "spaces.html": b" \n\t \r\n",
    "nul.html": b"\x00" * 4096,
    "binary.html": bytes(range(256)) * 64,
    "picture.html": b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 500,
    "login.html": LOGIN_WALL.encode(),
    "challenge.html": CHALLENGE.encode(),
    "deep.html": b"<html><body>" + b"<div>" * 10_000 + b"deep" + b"</div>" * 10_000 + b"</body></html>",
    "huge.html": b"<html><body><p>" + b"word " * (10 * 1024 * 1024) + b"</p></body></html>",
}
"""Files that hold no article that anyone could read."""


@pytest.fixture(params=sorted(WRONG))
def wrong(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    (tmp_path / request.param).write_bytes(WRONG[request.param])
    return str(request.param)


@pytest.mark.parametrize("command", ["clean", "parse"])
def test_no_article_no_output_one_line(run: Make, wrong: str, command: str) -> None:
    ended = run(command, wrong)
    if wrong == "deep.html" and ended.code == 0:
        assert "deep" in ended.out  # read as text: nothing was lost
        return
    assert (ended.code, ended.out) == (3, "")
    (line,) = ended.err.splitlines()
    assert line.startswith(("wikiclean: error: ", "wikiclean: warning: "))
    assert wrong in line


def test_standard_input_is_no_better(spawn: Make, wrong: str, tmp_path: Path) -> None:
    with (tmp_path / wrong).open("rb") as stdin:
        process = spawn("parse", "-", stdin=stdin)
        out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode == 3 or (wrong == "deep.html" and process.returncode == 0 and out)


def test_what_was_stored_stays(run: Make, page: Make, wrong: str, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.html").write_text(page(), encoding="utf-8")
    assert run("process", pages, "-o", "out").code == 0
    before = (tmp_path / "out" / "records.jsonl").read_bytes()
    (pages / "good.html").write_bytes((tmp_path / wrong).read_bytes())
    ended = run("process", pages, "-o", "out")
    assert "Traceback" not in ended.err
    if wrong == "deep.html" and ended.code == 0:
        return
    assert ended.code == 3
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == before
    assert run("show", "out", "Velmorestat", "--format", "json").out.encode() == before


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("no-such-charset", "utf-8"), ("utf-16", "utf-8")],
)
def test_a_wrong_charset_is_read_or_refused_but_never_a_crash(
    run: Make, page: Make, tmp_path: Path, declared: str, encoding: str
) -> None:
    text = page("Über").replace("utf-8", declared)
    (tmp_path / "p.html").write_bytes(text.encode(encoding))
    ended = run("clean", "p.html")
    assert ended.code in (0, 3)
    assert "Traceback" not in ended.err
    if ended.code == 0:
        assert "The typical dose is 40 mg orally once daily." in ended.out


def test_nul_bytes_in_a_page_do_not_end_it(run: Make, page: Make, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes(page().encode().replace(b"typical", b"ty\x00pical"))
    ended = run("clean", "p.html")
    assert ended.code == 0
    assert "The typical dose is 40 mg orally once daily." in ended.out


def test_a_folder_of_bad_pages_and_a_good_one(run: Make, page: Make, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.html").write_text(page(), encoding="utf-8")
    for name, body in WRONG.items():
        if name != "huge.html":
            (pages / name).write_bytes(body)
    ended = run("process", pages, "-o", "out")
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert "1 added" in ended.err or "2 added" in ended.err


def test_a_directory_as_a_page_is_refused(run: Make, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ended = run("clean", "folder")
    assert ended.code in (2, 3)
    assert len(ended.errors) == 1

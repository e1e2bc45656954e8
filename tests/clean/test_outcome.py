from __future__ import annotations

from dataclasses import replace

import pytest
from page_of import document_of

from wikiclean.clean.steps import clean_page
from wikiclean.model.page import Page


def outcome(html: str, status: int | None = 200) -> str:
    page = Page(body=html.encode(), transport="page_html", status=status, url="https://wiki.example/wiki/X")
    return clean_page(page).document.outcome


def wiki(content: str, **variables: object) -> str:
    import json

    return (
        f"<html><head><script>RLCONF={json.dumps(variables)};</script></head><body>"
        f"<h1 id='firstHeading'>X</h1><div id='mw-content-text'>{content}</div></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "status", "expected"),
    [
        (wiki("<p>Text</p>", wgPageName="X", wgArticleId=3, wgRevisionId=9), 200, "article"),
        (
            wiki("<div class='noarticletext'>Nothing</div>", wgPageName="X", wgArticleId=0, wgRevisionId=0),
            404,
            "missing",
        ),
        (wiki("<p>Gone</p>"), 404, "missing"),
        (wiki("<p>x</p>", wgPageName="Special:Version", wgNamespaceNumber=-1), 200, "special"),
        (wiki("<p>x</p>", wgPageName="Category:A", wgNamespaceNumber=14, wgArticleId=4), 200, "category"),
        (wiki("<p>x</p>", wgPageName="File:A.png", wgNamespaceNumber=6, wgArticleId=4), 200, "file"),
        (wiki("<div class='redirectMsg'><p>Redirect to:</p></div>"), 200, "redirect"),
        (wiki("<div class='dmbox' id='disambig'>Several meanings</div><ul><li>A</li></ul>"), 200, "disambiguation"),
        (wiki("<table class='diff diff-type-table'><tr><td>- old</td></tr></table>"), 200, "diff"),
        (wiki("<div class='mw-parser-output'></div>"), 200, "blank"),
        (
            "<html><head><title>Just a moment...</title></head><body><div class='cf-chl-widget'>x</div></body>",
            200,
            "blocked",
        ),
        (
            "<body><form action='/index.php?title=Special:UserLogin'><input type='password'></form>Log in</body>",
            200,
            "blocked",
        ),
        ("<p>Forbidden</p>", 403, "blocked"),
        ("<p>Too many requests</p>", 429, "blocked"),
        ("<p>Service unavailable</p>", 503, "error"),
    ],
)
def test_outcomes(html: str, status: int, expected: str) -> None:
    assert outcome(html, status) == expected


@pytest.mark.parametrize(
    "code",
    [
        ("missingtitle", "missing"),
        ("readapidenied", "blocked"),
        ("permissiondenied", "protected"),
        ("internal_api_error", "error"),
    ],
)
def test_errors_of_the_api_are_outcomes(code: tuple[str, str]) -> None:
    body = f'{{"error": {{"code": "{code[0]}", "info": "no"}}}}'.encode()
    assert clean_page(Page(body=body, transport="api_parse", title="X")).document.outcome == code[1]


def test_an_article_that_speaks_of_captchas_is_an_article() -> None:
    assert document_of("<p>A page that says Just a moment... shows a g-recaptcha.</p>").outcome == "article"


def test_only_articles_and_lists_of_links_keep_text_and_the_ledger_has_the_rest() -> None:
    page = Page(body=wiki("<div class='noarticletext'>Nothing here</div>").encode(), transport="page_html", status=404)
    cleaned = clean_page(page)
    assert not cleaned.document.text
    assert "Nothing here" in cleaned.ledger.removals[0].text


@pytest.mark.parametrize(
    ("status", "expected"), [(400, "missing"), (403, "protected"), (404, "missing"), (500, "error")]
)
def test_errors_of_the_rest_api_are_outcomes_too(status: int, expected: str) -> None:
    body = f'{{"httpCode": {status}, "httpReason": "no"}}'.encode()
    json = {"content-type": "application/json"}
    page = Page(
        body=body, transport="rest_html", status=status, title="X", url="https://wiki.example/wiki/X", headers=json
    )
    assert clean_page(page).document.outcome == expected


@pytest.mark.parametrize(
    "title", ["Testol (disambiguation)", "Testol (Begriffsklärung)", "Тестол (значения)", "検査 (曖昧さ回避)"]
)
def test_a_title_that_says_disambiguation(title: str) -> None:
    assert outcome(wiki("<ul><li>A medicine</li></ul>", wgPageName=title, wgNamespaceNumber=0)) == "disambiguation"


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("Disambiguation pages", "disambiguation"),
        ("Homonymie", "disambiguation"),
        ("Disambiguation in linguistics", "article"),
    ],
)
def test_a_category_that_says_disambiguation(category: str, expected: str) -> None:
    line = f"<div id='catlinks'><div id='mw-normal-catlinks'><ul><li><a href='#'>{category}</a></li></ul></div></div>"
    assert outcome(wiki("<p>Testol may mean:</p>").replace("</body>", f"{line}</body>")) == expected


def test_parsoid_says_disambiguation_in_the_head() -> None:
    html = "<html><head><meta property='mw:PageProp/disambiguation'></head><body class='parsoid-body'><p>x</p></body></html>"
    assert outcome(html) == "disambiguation"


def test_parsoid_marks_a_redirect_with_a_link() -> None:
    html = "<html><body class='parsoid-body mw-parser-output'><link rel='mw:PageProp/redirect' href='./Testol'></body></html>"
    assert outcome(html) == "redirect"


def test_a_guard_on_a_page_with_words_is_no_challenge() -> None:
    words = "<p>Testol is a medicine of our own making, known from tests and from nothing else.</p>" * 12
    guard = "<script src='/cdn-cgi/challenge-platform/x.js'></script><div class='h-captcha'></div>"
    assert outcome(f"<body>{words}{guard}</body>") == "article"
    assert outcome(f"<body><p>One moment</p>{guard}</body>") == "blocked"


def test_a_missing_page_that_was_deleted() -> None:
    body = b'{"error": {"code": "missingtitle", "info": "no"}}'
    assert clean_page(Page(body=body, transport="api_parse", title="X", deleted=True)).document.outcome == "deleted"
    log = "<div class='mw-warning-with-logexcerpt'><ul><li class='mw-logline-delete'>deleted</li></ul></div>"
    assert outcome(wiki(log), 404) == "deleted"
    assert outcome(wiki(log.replace("delete", "protect")), 404) == "missing"


def test_a_page_that_asks_to_log_in_is_protected_and_not_missing() -> None:
    words = "Please <a href='/index.php?title=Special:UserLogin&amp;returnto=X'>log in</a> to view other pages."
    html = wiki(words, wgPageName="Special:Badtitle", wgNamespaceNumber=-1, wgCanonicalSpecialPageName="Badtitle")
    html = html.replace("id='mw-content-text'", 'id="mw-content-text"')
    assert outcome(html) == "protected"
    menu = "<div id='p-personal'><a href='/index.php?title=Special:UserLogin'>Log in</a></div>"
    bad = html.replace(words, "The requested page title contains invalid characters.")
    assert outcome(bad.replace("<body>", f"<body>{menu}")) == "missing"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("application/pdf", "not_html"), ("application/json", "not_html"), ("image/png", "not_html"),
        ("text/html; charset=utf-8", "article"), ("application/xhtml+xml", "article"), ("", "article"),
    ],
)  # fmt: skip
def test_what_says_that_it_is_no_page(kind: str, expected: str) -> None:
    page = Page(body=b"<p>Words of a page.</p>", transport="page_html", headers={"content-type": kind}, title="X")
    assert clean_page(page).document.outcome == expected
    assert clean_page(replace(page, transport="file_html")).document.outcome == "article"

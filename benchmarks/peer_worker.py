"""One peer, run by the interpreter of the peers' venv: JSON lines in, JSON lines out.

    python peer_worker.py TOOL      in: {"html": …, "url": …} or {"again": true}    out: {"text", "seconds", "error"}

`seconds` is CPU time of the extraction alone. `again` repeats the page before. Whatever a peer raises is its answer:
an empty text. The page is given as text, decoded once for all tools.
"""

from __future__ import annotations

import io
import json
import re
import sys
import time
import warnings
from collections.abc import Callable

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
Extract = Callable[[str, str], str]


def _trafilatura(**options: bool) -> Extract:
    from trafilatura import extract

    return lambda html, _url: extract(html, **options) or ""


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, _url: extract_plain_text(html, main_content=True)


def _readability() -> Extract:
    from lxml.html import fromstring
    from readability import Document

    return lambda html, _url: fromstring(Document(html).summary()).text_content()


def _mwparserfromhtml(*, own: bool) -> Extract:
    """`own`: its own plain text, which leaves lists, tables and captions out; else all but what is no article to it."""
    from mwparserfromhtml import Article

    skip = {"Category", "Citation", "Comment", "Messagebox", "Navigational", "Navigation", "Note", "Reference"}

    def extract(html: str, _url: str) -> str:
        if "<base " not in html:  # it reads the wiki's name off <base>, which only Parsoid writes
            html = html.replace("<head>", '<head><base href="//en.wikipedia.org/wiki/">', 1)
            if "<base " not in html:
                html = f'<html><head><base href="//en.wikipedia.org/wiki/"></head><body>{html}</body></html>'
        article = Article(html)
        if own:
            return "\n".join(article.get_plaintext())
        stew = article.wikistew
        return " ".join(stew.__class__(stew.tag.body, stew.wiki).to_plaintext(skip, set()))

    return extract


def _newspaper() -> Extract:
    from newspaper import Article

    def extract(html: str, url: str) -> str:
        article = Article(url or "https://wiki.example/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return extract


TOOLS: dict[str, Callable[[], Extract]] = {
    "trafilatura": _trafilatura,
    "trafilatura (recall, tables)": lambda: _trafilatura(favor_recall=True, include_tables=True),
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "mwparserfromhtml": lambda: _mwparserfromhtml(own=True),
    "mwparserfromhtml (with lists and tables)": lambda: _mwparserfromhtml(own=False),
    "newspaper4k": _newspaper,
}


def serve(tool: str) -> None:
    """Answer each line of standard input."""
    extract = TOOLS[tool]()
    answers, sys.stdout = sys.stdout, io.StringIO()  # what a peer prints is no answer
    html = url = ""
    for line in sys.stdin:
        asked = json.loads(line)
        if not asked.get("again"):
            html, url = _DECLARATION.sub("", asked["html"]), asked.get("url") or ""
        start = time.process_time()
        try:
            text, error = extract(html, url), None
        except Exception as caught:  # noqa: BLE001 - a peer that fails has no text
            text, error = "", f"{type(caught).__name__}: {caught}"
        seconds = time.process_time() - start
        answers.write(json.dumps({"text": text, "seconds": seconds, "error": error}) + "\n")
        answers.flush()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)
    serve(sys.argv[1])

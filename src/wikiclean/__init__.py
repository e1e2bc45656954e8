"""wikiclean: encyclopedia pages in, cleaned articles and typed monograph records out. Not medical advice.

    >>> from wikiclean import Page, clean_page, parse_document
    >>> page = Page.from_html("<h1>Velmorestat</h1><p>Velmorestat is a drug.", url="https://wiki.example/wiki/Velmorestat")
    >>> document = clean_page(page).document
    >>> record = parse_document(document)

The names below are loaded on first use: importing wikiclean loads no HTML engine, no HTTP library and no
database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .errors import WikicleanError

if TYPE_CHECKING:
    from .clean.steps import clean_page
    from .fetch.steps import fetch_page
    from .model.page import Page
    from .parse.facts import read_facts
    from .parse.steps import parse_document
    from .pipeline.process import process_page
    from .pipeline.run import run
    from .sites.registry import find_profile
    from .store.base import open_store

__version__ = "0.1.0"

__all__ = [
    "Page",
    "WikicleanError",
    "__version__",
    "clean_page",
    "fetch_page",
    "find_profile",
    "open_store",
    "parse_document",
    "process_page",
    "read_facts",
    "run",
]

_PLACES = {
    "Page": "model.page",
    "clean_page": "clean.steps",
    "fetch_page": "fetch.steps",
    "find_profile": "sites.registry",
    "open_store": "store.base",
    "parse_document": "parse.steps",
    "process_page": "pipeline.process",
    "read_facts": "parse.facts",
    "run": "pipeline.run",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

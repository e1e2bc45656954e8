"""The HTML engine, and nothing else: parse, drop what no reader sees, read text off subtrees.

Only this file and its neighbours in `clean/` know that the engine is lxml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from ..errors import DecodeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cssselect import HTMLTranslator

    Element = Any  # lxml.etree._Element: the library ships no types
    XPath = Callable[[Element], Any]

__all__ = ["Element", "Tree", "XPath", "compile_selectors", "parse_html", "place_of", "remove_element", "text_of"]

if not TYPE_CHECKING:
    Element = etree._Element

_INVISIBLE = ("head", "script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video",
              "textarea", "select", "link", "meta")  # fmt: skip
_STYLED = etree.XPath(
    "//*[@style[contains(., 'none') or contains(., 'hidden') or contains(., 'NONE') or contains(., 'HIDDEN')"
    " or contains(., 'None') or contains(., 'Hidden')]]"
)
_HIDDEN = etree.XPath("//*[@hidden]")
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


class Tree:
    """A parsed page: `head` data is read before `drop_invisible`, the article after."""

    __slots__ = ("body", "root", "source", "whole")

    def __init__(self, root: Element, source: str, *, whole: bool) -> None:
        self.root = root
        self.source = source
        self.whole = whole
        """False where the parser gave up part of the page (nesting beyond its limit)."""
        body = root.find("body")
        self.body: Element = root if body is None else body

    def find(self, xpath: XPath, *marks: str) -> list[Element]:
        """What a compiled XPath finds. A page whose source holds none of `marks` is not searched at all."""
        if any(mark in self.source for mark in marks):
            return list(xpath(self.root))
        return []

    def drop_invisible(self) -> None:
        """Remove what is never visible: scripts, styles, embedded players, and whatever is hidden inline."""
        etree.strip_elements(self.root, *_INVISIBLE, with_tail=False)
        hidden = self.find(_HIDDEN, " hidden", "\nhidden")
        hidden += [styled for styled in self.find(_STYLED, "style=") if _HIDING_STYLE.search(styled.get("style"))]
        for element in hidden:
            if element is not self.body:
                remove_element(element)


def remove_element(element: Element) -> None:
    """Take an element out of the tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def parse_html(source: str) -> Tree:
    """Parse a page or a fragment. Raises DecodeError where there is nothing to parse."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise DecodeError(f"the input holds no HTML: {error}") from error
    if root is None:
        raise DecodeError("the input holds no HTML")
    whole = not any(
        "xcessive depth" in entry.message or "uge input" in entry.message or entry.type_name == "ERR_RESOURCE_LIMIT"
        for entry in parser.error_log
    )
    return Tree(root, source, whole=whole)


def text_of(element: Element, *, separator: str = "") -> str:
    """All visible text of a subtree, in page order; its tail is not part of it."""
    return separator.join(element.itertext())


def place_of(element: Element) -> str:
    """Where an element stands, for people: its name with id or class, in its parent's, and the line."""
    parent = element.getparent()
    own = f"{_name_of(element)}@{element.sourceline}"
    return own if parent is None else f"{_name_of(parent)} > {own}"


def _name_of(element: Element) -> str:
    if name := element.get("id"):
        return f"{element.tag}#{name}"
    if classes := (element.get("class") or "").split():
        return f"{element.tag}.{classes[0]}"
    return str(element.tag)


_ONLY_ID = re.compile(r"#([\w-]+)")


@lru_cache(maxsize=512)
def compile_selectors(selectors: tuple[str, ...]) -> XPath:
    """CSS selectors as one compiled XPath over a whole tree; raises ValueError for one that is no CSS.

    A bare `#id` is looked up in the parser's table of ids, not searched for.
    """
    from cssselect import HTMLTranslator, SelectorError

    translator = HTMLTranslator()
    try:
        xpath: XPath = etree.XPath(" | ".join(_to_xpath(translator, selector) for selector in selectors))
    except SelectorError as error:
        raise ValueError(f"no CSS selector: {error}") from error
    return xpath


def _to_xpath(translator: HTMLTranslator, selector: str) -> str:
    match = _ONLY_ID.fullmatch(selector)
    return f'id("{match[1]}")' if match else str(translator.css_to_xpath(selector))

"""The HTML engine, and nothing else: parse, drop what no reader sees, read text off subtrees.

Only this file and its neighbours in `clean/` know that the engine is turbohtml, which builds the tree of the
HTML Living Standard: the one a browser builds. Text is a node of its own, so an element has no tail.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from turbohtml import Element, Node, Text, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Element",
    "Node",
    "Text",
    "Tree",
    "ancestors",
    "check_selector",
    "child_elements",
    "nesting_below",
    "parse_html",
    "place_of",
    "text_of",
]

_INVISIBLE = ("script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video", "textarea",
              "select")  # fmt: skip
_PLAYERS = ("audio", "video")
_MAYBE_HIDDEN = '[hidden], [style*="none" i], [style*="hidden" i]'
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


class Tree:
    """A parsed page: `head` data is read before `drop_invisible`, the article after."""

    __slots__ = ("body", "head", "root")

    def __init__(self, root: Element) -> None:
        self.root = root
        # The algorithm makes html, head and body where they are missing; a frameset alone stands in for body.
        self.head = next(child for child in child_elements(root) if child.tag == "head")
        self.body = next((child for child in child_elements(root) if child.tag == "body"), root)

    def select(self, selector: str) -> list[Element]:
        """Elements that a CSS selector finds, in page order."""
        return self.root.select(selector)

    def drop_invisible(self) -> None:
        """Remove what is never visible: scripts, styles, embedded players, and whatever is hidden inline."""
        for element in list(self.body.iter_elements(_INVISIBLE)):
            if element.tag in _PLAYERS:
                _leave_poster(element)
            else:
                element.extract()
        for element in self.body.select(_MAYBE_HIDDEN):
            if "hidden" in element.attrs or _HIDING_STYLE.search(element.attr("style") or ""):
                element.extract()


def _leave_poster(player: Element) -> None:
    """Put a picture in a player's place: of a film, or of a recording that a caption may speak of."""
    poster = player.attr("poster") or ""
    if player.tag == "audio" and not any(above.tag == "figure" for above in ancestors(player)):
        player.extract()
        return
    source = next((part.attr("src") for part in player.iter_elements("source")), None)
    file = player.attr("resource") or player.attr("data-mwtitle") or source or player.attr("src")
    if not file:
        player.extract()
    else:
        name = file if ":" in file.partition("/")[0] or "/" in file else f"File:{file}"
        player.replace_with(Element("img", {"src": poster or source or "", "resource": name, "alt": ""}))


def parse_html(source: str) -> Tree:
    """Parse a page or a fragment, as a browser with scripts would. What follows the last `</html>` is no page."""
    end = source.rfind("</html>") + len("</html>")
    if end >= len("</html>") and not source[end:].isspace():  # else no copy of the page
        source = source[:end]
    root = parse(source, scripting=True).root
    assert root is not None
    return Tree(root)


def child_elements(element: Element) -> Iterator[Element]:
    """The elements directly inside."""
    return (child for child in element.children if type(child) is Element)


def ancestors(element: Element) -> Iterator[Element]:
    """The elements that hold this one, innermost first."""
    above = element.parent
    while type(above) is Element:
        yield above
        above = above.parent


def text_of(element: Element) -> str:
    """All visible text of a subtree, in page order."""
    return element.text


def nesting_below(element: Element) -> int:
    """How many elements the source nests under `element`.

    The parser, as browsers do, builds 512 levels and sets what lies deeper side by side in the last one; no
    text is lost. Those count as one level each.
    """
    depth = 0
    layer: list[Element] = [element]
    while True:
        inner = [child for one in layer for child in child_elements(one)]
        if not inner:
            return depth + len(layer)
        depth += 1
        layer = inner


def place_of(element: Element) -> str:
    """Where an element stands, for people: its name with id or class, in its parent's, and the line."""
    parent = element.parent
    own = f"{_name_of(element)}@{element.source_line}"
    return f"{_name_of(parent)} > {own}" if type(parent) is Element else own


def _name_of(element: Element) -> str:
    if name := element.attr("id"):
        return f"{element.tag}#{name}"
    if classes := element.attr("class"):
        return f"{element.tag}.{classes.partition(' ')[0]}"
    return element.tag


@lru_cache(maxsize=1)
def _empty_page() -> Element:
    root = parse("").root
    assert root is not None
    return root


def check_selector(selector: str) -> None:
    """Raises ValueError for a selector that is no CSS."""
    try:
        _empty_page().select(selector)
    except ValueError as error:
        raise ValueError(f"no CSS selector: {error}") from error

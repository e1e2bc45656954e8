"""Where the article is on the page, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.ledger import Removal
from .dom import Element, Node, Text, Tree, ancestors, child_elements, place_of, text_of
from .inline import clean_string
from .rules import Action, Rulebook

__all__ = ["Root", "find_root", "remove_surroundings"]

_CONTAINERS = frozenset("body div header main footer aside nav section center form table tbody tr td span".split())
_OUTSIDE = ("outside-content", "navigation, tools or site furniture outside the article's element")


@dataclass(frozen=True, slots=True)
class Root:
    """The element taken as the article. `how`: `profile`, `structure` or `body`; `confidence` from 0 to 1."""

    element: Element
    how: str
    confidence: float


def find_root(tree: Tree, rules: Rulebook) -> Root:
    """The article's element: by the profile's selectors, else by where most running text stands."""
    for selector in rules.profile.root:
        found = [e for e in tree.select(selector) if e is not tree.root]
        if found:
            best = found[0] if len(found) == 1 else max(found, key=lambda e: len(text_of(e)))
            return Root(best, "profile", 1.0)
    best, share = _densest(tree.body)
    if best is tree.body:
        return Root(tree.body, "body", 0.5)
    return Root(best, "structure", round(0.5 + share / 2, 2))


def _densest(body: Element) -> tuple[Element, float]:
    """The smallest element that holds most of the page's text outside links, and its share of it."""
    whole = _prose(body)
    if not whole:
        return body, 0.0
    best, share = body, 1.0
    while True:
        inside = [
            (child, _prose(child))
            for child in child_elements(best)
            if child.tag in _CONTAINERS or child.tag == "article"
        ]
        if not inside:
            return best, share
        child, prose = max(inside, key=lambda pair: pair[1])
        if prose < 0.8 * whole:
            return best, share
        best, share = child, prose / whole


def _prose(element: Element) -> int:
    """Characters of text that stand in no link."""
    linked = sum(len(text_of(link)) for link in element.iter_elements("a"))
    return max(0, len(text_of(element).strip()) - linked)


def remove_surroundings(
    root: Element, body: Element, rules: Rulebook, special: dict[Element, Action]
) -> tuple[list[Removal], list[Removal]]:
    """Ledger entries for all visible text outside `root`: what stands before it, what stands after."""
    before: list[Removal] = []
    after: list[Removal] = []
    if root is body:
        return before, after
    inner = root
    for parent in ancestors(root):
        ahead: list[Removal] = []
        behind: list[Removal] = []
        sink = ahead
        for child in parent.children:
            if child is inner:
                sink = behind
            else:
                _account(child, parent, rules, special, sink)
        before[:0] = ahead
        after += behind
        inner = parent
        if parent is body:
            break
    return before, after


def _account(node: Node, parent: Element, rules: Rulebook, special: dict[Element, Action], sink: list[Removal]) -> None:
    """Ledger entries for one node outside the article: by the rules that name it or parts of it."""
    if type(node) is Text:
        if words := clean_string(node.data):
            sink.append(Removal(*_OUTSIDE, words, place_of(parent)))
        return
    if type(node) is not Element:
        return
    action = rules.find(node.tag, node.attr("class"))
    if action is None and (name := node.attr("id")) is not None:
        action = rules.find_by_id(node.tag, name, node.attr("class"))
    if action is None:
        action = special.get(node)
    rule = action.rule if action else None
    if rule is None and node.tag in _CONTAINERS and any(child_elements(node)):
        for child in node.children:
            _account(child, node, rules, special, sink)
        return
    if words := clean_string(text_of(node, separator=" ")):
        sink.append(Removal(*((rule.id, rule.why) if rule else _OUTSIDE), words, place_of(node)))

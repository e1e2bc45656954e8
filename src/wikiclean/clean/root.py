"""Where the article is on the page, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.ledger import Removal
from .dom import Element, Node, Text, Tree, ancestors, child_elements, place_of, text_of
from .generic import read_layout
from .inline import clean_string, words_of
from .rules import Action, Rulebook

__all__ = ["OUTSIDE", "Root", "find_root", "remove_surroundings"]

_CONTAINERS = frozenset("body div header main footer aside nav section center form table tbody tr td span".split())
_MEDIAWIKI_SIGNS = ("mw-headline", "mw-redirect", "mw-empty-elt", "mw:WikiLink", "wgPageName", "mw-page-container")
OUTSIDE = ("outside-content", "navigation, tools or site furniture outside the article's element")
"""Rule and reason of what goes for its place alone: no rule of the profile names it."""


@dataclass(frozen=True, slots=True)
class Root:
    """The element taken as the article. `how`: `profile`, `structure` or `body`; `confidence` from 0 to 1."""

    element: Element
    how: str
    confidence: float
    furniture: dict[Element, Action] = field(default_factory=dict)
    """What in the page is furniture by its structure, where no profile knows the page."""


def find_root(tree: Tree, rules: Rulebook, source: str = "") -> Root:
    """The article's element: by the profile's selectors, else by where the running text stands.

    A fragment, or a page with MediaWiki's marks, is an article as it is, but for what the profile names.
    """
    for selector in rules.profile.root:
        found = [e for e in tree.select(selector) if e is not tree.root]
        if found:
            best = found[0] if len(found) == 1 else max(found, key=lambda e: len(text_of(e)))
            return Root(best, "profile", 1.0)
    if any(sign in source for sign in _MEDIAWIKI_SIGNS):
        return Root(tree.body, "body", 0.9)
    layout = read_layout(tree.body)
    return Root(layout.root, layout.how, layout.confidence, layout.furniture)


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
            sink.append(Removal(*OUTSIDE, words, place_of(parent)))
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
    if words := words_of(node):
        sink.append(Removal(*((rule.id, rule.why) if rule else OUTSIDE), words, place_of(node)))

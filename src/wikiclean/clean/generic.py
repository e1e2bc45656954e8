"""Pages that no profile knows the layout of: where the article is, and what in it is furniture.

One walk measures each block: its text, how much of that is links, and how much is running text ("prose": a block's
words outside links, where they make a sentence or more). The article is the smallest element that holds nearly all
prose that stands in no furniture; furniture is told by semantic tags and roles, by names that the whole Web uses, and
by link density at the article's two ends. Text that is much of the page's prose is never furniture, whatever its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ..sites.profile import Rule
from .dom import Element, Text, ancestors, child_elements, text_of
from .rules import Action

__all__ = ["Layout", "read_layout"]

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_LANDMARKS = frozenset(("nav", "footer", "aside", "dialog", "menu", "header", "button", "form"))
_LANDMARK_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tablist".split()
)
_MAIN_ROLES = frozenset(("main", "article"))
_STOPS = frozenset("article p ul ol dl table blockquote pre figure tr tbody".split())

_NAMES = re.compile(
    r"(?:^|[_-])(nav|navbar|navigation|menu|submenu|breadcrumbs?|footer|side-?bar|cookies?|consent|gdpr|newsletter|"
    r"subscribe|subscription|sign-?up|log-?in|share|sharing|sharedaddy|social|related|recommend\w*|read-?(?:next|more)|"
    r"more-(?:stories|posts|from)|comments?|respond|disqus|advert\w*|ads?|promo\w*|sponsor\w*|pop-?up|modal|overlay|"
    r"tooltip|pagination|pager|paging|tags?|tagcloud|toolbar|toc|table-of-contents|author-?(?:bio|box|info)|"
    r"(?:post|entry)-?(?:meta|tags|nav|footer)|widgets?|skip(?:-?\w+)?|cta|feedback|rating|screen-reader-text|sr-only|"
    r"visually-?hidden)(?:$|[_-])",
    re.IGNORECASE,
)
_COMMENTS = ("comment", "disqus", "respond")
_NEVER_TEXT = frozenset(("cookie", "cookies", "consent", "gdpr", "newsletter", "modal", "popup", "pop-up", "overlay"))
_NAME_WORDS = 4
"""A class or id of more words than this names one thing on one page, often after its heading."""

LANDMARK = Action("drop", Rule(id="landmark", why="marked as navigation, header, footer, aside or form", css="nav"))
NAMED = Action(
    "drop", Rule(id="named-furniture", why="named as menus, share bars, banners and the like are", css="nav")
)
LINKS = Action("drop", Rule(id="link-block", why="nothing but links, before or after the article's text", css="nav"))

_SENTENCE = 30
"""Letters outside links that a block needs to count as prose."""
_MOST = 0.9
_LITTLE = 400
_LONG = 800
_ENOUGH = 700
"""Characters of prose of which half a confidence comes."""
_MUCH = 0.3
"""Share of the page's prose above which nothing is furniture."""
_DEPTH = 150


@dataclass(slots=True)
class _Measure:
    """Characters in an element: all text, text in links, prose."""

    text: int = 0
    links: int = 0
    prose: int = 0


@dataclass(slots=True)
class Layout:
    """Where the article is, what in it is furniture, and the figures that its confidence is made of."""

    root: Element
    furniture: dict[Element, Action] = field(default_factory=dict)
    how: str = "structure"
    confidence: float = 0.0


class _Walk:
    """Measures of every block, and the elements that may be furniture, in page order."""

    def __init__(self) -> None:
        self.measures: dict[Element, _Measure] = {}
        self.suspects: list[tuple[Element, Action, str]] = []

    def block(self, element: Element, depth: int = 0, *, in_main: bool = False) -> _Measure:
        made = self.measures[element] = _Measure()
        own = self._inside(element, made, depth, linked=False, in_main=in_main)
        made.text += own[0]
        made.links += own[1]
        if own[0] - own[1] >= _SENTENCE:
            made.prose += own[0] - own[1]
        return made

    def _inside(self, element: Element, made: _Measure, depth: int, *, linked: bool, in_main: bool) -> tuple[int, int]:
        """Adds the blocks inside to `made`; returns the element's own text and its own text in links."""
        text = links = 0
        for child in element.children:
            if type(child) is Text:
                size = len(child.data.strip())
                text += size
                if linked:
                    links += size
            elif type(child) is Element:
                tag = child.tag
                if depth > _DEPTH:
                    text += len(text_of(child))
                elif tag in _INLINE:
                    own = self._inside(child, made, depth + 1, linked=linked or tag == "a", in_main=in_main)
                    text += own[0]
                    links += own[1]
                else:
                    main = in_main or tag in ("article", "main") or child.attr("role") in _MAIN_ROLES
                    if (suspect := _suspicion(child, tag, in_main=main)) is not None:
                        self.suspects.append((child, *suspect))
                    inner = self.block(child, depth + 1, in_main=main)
                    made.text += inner.text
                    made.links += inner.text if linked else inner.links
                    if not linked:
                        made.prose += inner.prose
        return text, links


def _suspicion(element: Element, tag: str, *, in_main: bool) -> tuple[Action, str] | None:
    """What an element's tag, role and names say that it is, and which of them says so."""
    if tag in _LANDMARKS and not (in_main and tag == "header"):
        return LANDMARK, tag
    role = element.attr("role")
    if role in _LANDMARK_ROLES:
        return LANDMARK, role
    if tag in ("main", "article", "body", "h1"):
        return None
    name = _furniture_name(element.attr("class") or "", element.attr("id") or "")
    return (NAMED, name) if name else None


@lru_cache(maxsize=8192)
def _furniture_name(classes: str, id_: str) -> str:
    """The part of an element's class names or id that names furniture."""
    for name in (*classes.split(), id_):
        if (match := _NAMES.search(name)) and len(re.findall(r"[^\W_]+", name)) <= _NAME_WORDS:
            return match[1].lower()
    return ""


def read_layout(body: Element) -> Layout:
    """Find the article of a page and its furniture by structure alone."""
    walk = _Walk()
    whole = walk.block(body)
    furniture = _furniture(walk, whole)
    for element in furniture:
        prose = walk.measures[element].prose
        if prose:
            for parent in ancestors(element):
                if parent in walk.measures:
                    walk.measures[parent].prose -= prose
                if parent is body:
                    break
    root = _article(body, walk.measures, furniture)
    furniture.update(_link_ends(root, walk.measures, furniture))
    how, confidence = _confidence(root, body, walk.measures)
    return Layout(root, furniture, how, confidence)


def _furniture(walk: _Walk, whole: _Measure) -> dict[Element, Action]:
    """The suspects that are furniture: outermost only, and of no name that much of the page's prose goes by."""
    by_name: dict[str, int] = {}
    outermost: list[tuple[Element, Action, str]] = []
    seen: set[Element] = set()
    for element, action, name in walk.suspects:
        measure = walk.measures[element]
        if _is_text_after_all(measure, element, name) or any(parent in seen for parent in ancestors(element)):
            continue
        outermost.append((element, action, name))
        if measure.prose <= _MUCH * whole.prose or name.startswith(_COMMENTS):
            seen.add(element)
            by_name[name] = by_name.get(name, 0) + measure.prose
    rest = whole.prose - sum(by_name.values())
    kept = {name for name, prose in by_name.items() if not _may_go(name, prose, rest, whole.prose)}
    return {element: action for element, action, name in outermost if element in seen and name not in kept}


def _may_go(name: str, prose: int, rest: int, whole: int) -> bool:
    """Readers' comments go where there is something that they comment on; all else where it is not much."""
    if name.startswith(_COMMENTS):
        return rest > max(_LITTLE, 0.08 * whole)
    return prose <= _MUCH * whole


def _is_text_after_all(measure: _Measure, element: Element, name: str) -> bool:
    """A header that holds the page's heading, an aside or form of running text, a long text whatever it is called."""
    if element.tag == "header":
        return next(iter(element.iter_elements("h1")), None) is not None
    if element.tag in ("aside", "form"):
        return measure.prose > 200 and measure.prose > 0.7 * measure.text
    return (
        name not in _NEVER_TEXT
        and not name.startswith(_COMMENTS)
        and element.tag not in _LANDMARKS
        and measure.prose > _LONG
        and measure.links < 0.2 * measure.text
    )


def _article(body: Element, measures: dict[Element, _Measure], furniture: dict[Element, Action]) -> Element:
    """The smallest element that holds nearly all prose; a single `article` or `main` with most of it will do."""
    total = measures[body].prose
    if not total:
        return body
    best = body
    while best.tag not in _STOPS:
        inside = [child for child in child_elements(best) if child in measures and child not in furniture]
        child = max(inside, key=lambda one: measures[one].prose, default=None)
        if child is None or child.tag in _STOPS - {"article"} or measures[child].prose < _MOST * total:
            break
        best = child
    if best.tag in ("article", "main"):
        return best
    for tag in ("article", "main"):
        marked = [one for one in best.iter_elements(tag) if one in measures and not _is_in(one, furniture)]
        if marked and measures[one := max(marked, key=lambda one: measures[one].prose)].prose > 0.6 * total:
            return one
    return best


def _is_in(element: Element, furniture: dict[Element, Action]) -> bool:
    return element in furniture or any(parent in furniture for parent in ancestors(element))


def _link_ends(
    root: Element, measures: dict[Element, _Measure], furniture: dict[Element, Action]
) -> Iterable[tuple[Element, Action]]:
    """Blocks of nothing but links, before the first prose of the article and after the last."""
    for backwards in (False, True):
        element = root
        while True:
            children = [child for child in child_elements(element) if child in measures and child not in furniture]
            if backwards:
                children.reverse()
            inner = None
            for child in children:
                measure = measures[child]
                if measure.prose > 0 or (child.tag[0] == "h" and child.tag[1:].isdigit()):
                    inner = child
                    break
                if measure.text > 20 and measure.links > 0.7 * measure.text:
                    yield child, LINKS
            if inner is None or inner.tag in ("p", "li", "td"):
                break
            element = inner


def _confidence(root: Element, body: Element, measures: dict[Element, _Measure]) -> tuple[str, float]:
    """How much of the article, and of nothing else, `root` may be expected to hold.

    The three factors were read off the word F1 over 292 pages of the open Web: there is enough prose for its place
    to mean something; what the element holds is prose, not labels and links; the page marks it as the article.
    """
    mine = measures[root]
    how = "body" if root is body else "structure"
    if mine.prose <= 0:
        return how, 0.05
    amount = mine.prose / (mine.prose + _ENOUGH)
    density = min(1.0, mine.prose / (0.85 * mine.text))
    marked = 1.0 if root.tag == "article" else 0.75 if root is body else 0.93
    return how, round(max(0.05, amount * density * marked), 2)

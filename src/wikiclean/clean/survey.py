"""What stands somewhere on a page, found in one pass: a search of the whole tree costs as much for ten as for one."""

from __future__ import annotations

from dataclasses import dataclass, field

from .coordinates import COORDINATES
from .dom import Element, Tree, child_elements

__all__ = ["Survey", "survey_page"]

_MATHS = 'math, [class*="mwe-math-"], img.tex, script[type^="math/tex"]'
_WANTED = (
    'input[type="password" i], #catlinks, #t-wikibase, .wb-langlinks-link, div.shortdescription, '
    'li.interlanguage-link, li[class*="interwiki-"], '
    f'link[rel^="mw:PageProp"], link[rel="canonical"], link[rel="license"], {COORDINATES}, {_MATHS}'
)


@dataclass(slots=True)
class Survey:
    """Elements by what they are, each list in page order."""

    head: list[Element]
    """What stands in `head`; then Parsoid's `link` elements of the body."""
    maths: list[Element] = field(default_factory=list)
    coordinates: list[Element] = field(default_factory=list)
    """`geo` microformats."""
    languages: list[Element] = field(default_factory=list)
    """List items that lead to the page in another language."""
    categories: Element | None = None
    entity: Element | None = None
    """The tool link to Wikidata."""
    short_description: Element | None = None
    asks_password: bool = False


def survey_page(tree: Tree) -> Survey:
    """Look once; call before anything is taken out of the tree."""
    found = Survey(head=list(child_elements(tree.head)))
    for element in tree.select(_WANTED):
        tag = element.tag
        if tag == "input":
            found.asks_password = True
        elif tag == "link":
            if element.parent is not tree.head:
                found.head.append(element)
        elif tag in ("math", "img", "script") or "mwe-math-" in (classes := element.attr("class") or ""):
            found.maths.append(element)
        elif tag == "li" and element.attr("id") != "t-wikibase":
            found.languages.append(element)
        elif "wb-langlinks-link" in classes:
            found.entity = found.entity or element
        elif tag in ("span", "a") or element.attr("id") == "coordinates":
            found.coordinates.append(element)
        elif "shortdescription" in classes:
            found.short_description = found.short_description or element
        elif element.attr("id") == "catlinks":
            found.categories = found.categories or element
        else:
            found.entity = found.entity or element
    return found

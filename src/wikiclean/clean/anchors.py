"""The names of sections, by which links reach them."""

from __future__ import annotations

from .dom import Element, Text

__all__ = ["anchor_before", "anchor_inside"]


def anchor_inside(heading: Element) -> str | None:
    """Id of `mw-headline`; MediaWiki sets a second one beside it for old links."""
    first = None
    for element in heading.iter_elements():
        if (name := element.attr("id")) is not None:
            if "mw-headline" in (element.attr("class") or ""):
                return name
            first = first or name
    return first


def anchor_before(heading: Element) -> str | None:
    """MediaWiki before 1.16 names a section by an empty `a` before its heading, most often in a paragraph."""
    before = heading.previous_sibling
    if type(before) is Text and not before.data.strip():
        before = before.previous_sibling
    if type(before) is Element and before.tag == "p" and len(before.children) == 1:
        before = before.children[0]
    if type(before) is Element and before.tag == "a" and not before.children:
        return before.attr("id") or before.attr("name")
    return None

"""Maths: each formula is taken out of the tree before the walk, and its TeX left in its place.

MediaWiki renders one formula two or three times over (MathML, picture, source); none of it is text.
"""

from __future__ import annotations

import re

from lxml import etree

from .dom import Element, Tree, remove_element

__all__ = ["FORMULA", "take_out_maths", "tex_of"]

FORMULA = "x-formula"
"""Tag of the empty element that stands for a formula; its attribute `tex` holds it."""

_MATHS = etree.XPath('//math | //*[contains(@class, "mwe-math-")] | //img[@class="tex"]')


def take_out_maths(tree: Tree) -> None:
    """Put an empty `FORMULA` in the place of each formula; call before anything hidden is dropped."""
    for element in tree.find(_MATHS, "mwe-math-", "<math", 'class="tex"', "class='tex'"):
        parent = element.getparent()
        if parent is None or not _is_attached(element, tree.root):
            continue  # inside a formula that was taken out
        tex = tex_of(element)
        if not tex:
            remove_element(element)
            continue
        formula = parent.makeelement(FORMULA, {"tex": tex})
        formula.tail = element.tail
        parent.replace(element, formula)


def _is_attached(element: Element, root: Element) -> bool:
    return any(above is root for above in element.iterancestors())


_DISPLAYSTYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*(?P<tex>.*)\}$", re.DOTALL)


def tex_of(element: Element) -> str:
    """The TeX of a maths element: its annotation, else the picture's `alt`, else the shown source or MathML."""
    tex = None
    for annotation in element.iter("annotation"):
        if annotation.get("encoding") in ("application/x-tex", "TeX"):
            tex = annotation.text
            break
    if not tex:
        for image in element.iter("img"):
            tex = image.get("alt")
            break
    if not tex and element.tag == "math":
        tex = element.get("alttext")
    if not tex:
        tex = "".join(element.itertext()).strip().strip("$")
    tex = " ".join(tex.split())
    while match := _DISPLAYSTYLE.match(tex):
        tex = match["tex"].strip()
    return tex

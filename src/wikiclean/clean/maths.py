"""Maths: each formula is taken out of the tree before the walk, and its TeX left in its place.

MediaWiki renders one formula two or three times over (MathML, picture, source); none of it is text.
"""

from __future__ import annotations

import re

from .dom import Element, Tree, ancestors

__all__ = ["FORMULA", "take_out_maths", "tex_of"]

FORMULA = "x-formula"
"""Tag of the empty element that stands for a formula; its attribute `tex` holds it."""


def take_out_maths(tree: Tree, formulas: list[Element]) -> None:
    """Put an empty `FORMULA` in the place of each formula; call before anything hidden is dropped."""
    for element in formulas:
        if tree.root not in ancestors(element):
            continue  # inside a formula that was taken out
        tex = tex_of(element)
        if tex:
            element.replace_with(Element(FORMULA, {"tex": tex}))
        else:
            element.extract()


_DISPLAYSTYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*(?P<tex>.*)\}$", re.DOTALL)


def tex_of(element: Element) -> str:
    """The TeX of a maths element: its annotation, else the picture's `alt`, else the shown source or MathML."""
    tex = None
    for annotation in element.iter_elements("annotation"):
        if annotation.attr("encoding") in ("application/x-tex", "TeX"):
            tex = annotation.text
            break
    if not tex:
        for image in element.iter_elements("img", include_self=True):
            tex = image.attr("alt")
            break
    if not tex and element.tag == "math":
        tex = element.attr("alttext")
    if not tex:
        tex = element.text.strip().strip("$")
    tex = " ".join(tex.split())
    while match := _DISPLAYSTYLE.match(tex):
        tex = match["tex"].strip()
    return tex

"""Maths: each formula is taken out of the tree before the walk, and its TeX left in its place.

MediaWiki renders one formula two or three times over (MathML, picture, source); none of it is text.
"""

from __future__ import annotations

import re

from .dom import Element, Text, Tree, ancestors
from .mathml import tex_of_mathml

__all__ = ["FORMULA", "take_out_maths", "tex_of"]

FORMULA = "x-formula"
"""Tag of the empty element that stands for a formula; its attribute `tex` holds it."""

_BLOCK_CLASSES = ("mwe-math-element-block", "mathml-display", "image-display")


def take_out_maths(tree: Tree, formulas: list[Element]) -> None:
    """Put an empty `FORMULA` in the place of each formula; call before anything hidden is dropped."""
    for element in formulas:
        if tree.root not in ancestors(element):
            continue  # inside a formula that was taken out
        tex = tex_of(element)
        if not tex or _is_repeated(element, tex):
            element.extract()
        else:
            element.replace_with(Element(FORMULA, {"tex": tex, **({"block": ""} if _is_block(element) else {})}))


def _is_repeated(element: Element, tex: str) -> bool:
    """Whether the picture of a formula stands beside its MathML, with nothing round the two (MediaWiki 1.26-1.27)."""
    if "mwe-math-fallback" not in (element.attr("class") or ""):
        return False
    before = element.previous_sibling
    while type(before) is Text and not before.data.strip():
        before = before.previous_sibling
    return type(before) is Element and before.tag == FORMULA and before.attr("tex") == tex


def _is_block(element: Element) -> bool:
    """Whether a formula has a line of its own."""
    if "mode=display" in (element.attr("type") or ""):
        return True
    for part in element.iter_elements(include_self=True):
        if part.attr("display") == "block" or any(name in (part.attr("class") or "") for name in _BLOCK_CLASSES):
            return True
    return False


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
    if not tex and (formula := next(element.iter_elements("math", include_self=True), None)) is not None:
        tex = tex_of_mathml(formula)
    if not tex:
        tex = element.text.strip().strip("$")
    tex = " ".join(tex.split())
    while match := _DISPLAYSTYLE.match(tex):
        tex = match["tex"].strip()
    return tex

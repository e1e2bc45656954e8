"""TeX of a formula, from whatever a MediaWiki left in the page."""

from __future__ import annotations

import re

from .dom import Element

__all__ = ["tex_of"]

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

"""Presentation MathML without a TeX annotation, written as TeX."""

from __future__ import annotations

from .dom import Element, Text, child_elements

__all__ = ["tex_of_mathml"]

_FORMS = {
    "msup": (2, "{0}^{{{1}}}"),
    "msub": (2, "{0}_{{{1}}}"),
    "msubsup": (3, "{0}_{{{1}}}^{{{2}}}"),
    "mfrac": (2, "\\frac{{{0}}}{{{1}}}"),
    "mroot": (2, "\\sqrt[{1}]{{{0}}}"),
    "munder": (2, "{0}_{{{1}}}"),
    "munderover": (3, "{0}_{{{1}}}^{{{2}}}"),
}
"""Element -> number of its children, its TeX by them in order."""

_ACCENTS = {"¯": "\\bar", "‾": "\\overline", "^": "\\hat", "ˆ": "\\hat", "~": "\\tilde", "˜": "\\tilde",
            "→": "\\vec", "⃗": "\\vec", "˙": "\\dot", "¨": "\\ddot"}  # fmt: skip
_SKIPPED = frozenset({"annotation", "annotation-xml", "mspace", "mphantom", "none", "mprescripts"})
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064")
_DEEPEST = 60


def tex_of_mathml(element: Element, depth: int = 0) -> str:
    """TeX of a MathML element. What it has no form for is written as its words."""
    tag = element.tag
    if tag in _SKIPPED:
        return ""
    if depth > _DEEPEST:
        return " ".join(element.text.split())
    if tag in ("mi", "mn", "mo", "ms"):
        words = " ".join(element.text.translate(_INVISIBLE).split())
        return f"\\mathrm{{{words}}}" if tag == "mi" and len(words) > 1 else words
    if tag == "mtext":
        return f"\\text{{{' '.join(element.text.split())}}}"
    parts = [tex_of_mathml(child, depth + 1) for child in child_elements(element)]
    count, form = _FORMS.get(tag, (-1, ""))
    if len(parts) == count:
        return form.format(_grouped(parts[0]) if form.startswith("{0}") else parts[0], *parts[1:])
    match tag, parts:
        case "mover", [base, over]:
            accent = _ACCENTS.get(over)
            return f"{accent}{{{base}}}" if accent else f"{_grouped(base)}^{{{over}}}"
        case "msqrt", _:
            return f"\\sqrt{{{''.join(parts)}}}"
        case "mtable", _:
            return "\\begin{matrix}" + " \\\\ ".join(parts) + "\\end{matrix}"
        case (("mtr" | "mlabeledtr"), _):
            return " & ".join(parts)
        case "mfenced", _:
            signs = (element.attr("separators") or ",")[:1]
            return f"{element.attr('open') or '('}{signs.join(parts)}{element.attr('close') or ')'}"
    if parts:
        return "".join(parts)
    return " ".join("".join(part.data for part in element.children if type(part) is Text).split())


def _grouped(tex: str) -> str:
    """A base of more than one sign in braces."""
    return tex if len(tex) < 2 or (tex[0] == "\\" and tex[1:].isalpha()) else f"{{{tex}}}"

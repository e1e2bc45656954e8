"""Raised and lowered words, told by what stands beside them: fractions, stacked scripts, exponents in code."""

from __future__ import annotations

from collections.abc import Iterator

from .dom import Element, Text, text_of
from .inline import caret_needed

__all__ = ["follows_superscript", "is_between_scripts", "is_fraction", "lines_of"]


def follows_superscript(element: Element) -> bool:
    """Whether a subscript stands right under a superscript."""
    before = element.previous_sibling
    if type(before) is Element and before.tag == "br":
        before = before.previous_sibling
    return type(before) is Element and before.tag == "sup"


def is_between_scripts(line_break: Element) -> bool:
    """Whether a line break sets a subscript under a superscript: ²³⁸ over ₉₂."""
    before, after = line_break.previous_sibling, line_break.next_sibling
    return type(before) is Element and before.tag == "sup" and type(after) is Element and after.tag == "sub"


def is_fraction(element: Element) -> bool:
    """The numerator of 1⁄2: a superscript, a fraction slash, a subscript."""
    slash = element.next_sibling
    words = slash.data if type(slash) is Text else slash.text if type(slash) is Element else ""  # Parsoid: an entity
    if words.strip() not in ("\u2044", "/"):
        return False
    assert slash is not None
    after = slash.next_sibling
    return type(after) is Element and after.tag == "sub"


def lines_of(code: Element) -> Iterator[str]:
    """The text of preformatted words, with their line breaks; a raised or lowered number stays one."""
    if next(code.iter_elements(("br", "sup", "sub")), None) is None:
        yield text_of(code)
        return
    last = ""
    for child in code.children:
        if type(child) is Text:
            words = child.data
        elif type(child) is not Element:
            continue
        elif child.tag == "br":
            words = "\n"
        else:
            words = "".join(lines_of(child))
            if child.tag == "sup" and caret_needed(words):
                words = f"^{words}"
            elif child.tag == "sub" and words[:1].isdigit() and last.isdigit():
                words = f"_{words}"
        yield words
        last = words[-1:]

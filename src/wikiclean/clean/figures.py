"""Pictures: which file, and what is said of it."""

from __future__ import annotations

from ..model.document import Figure
from ..text import normal_title
from .dom import Element, ancestors
from .inline import clean_string
from .links import file_name

__all__ = ["image_of", "is_small"]


def image_of(image: Element) -> Figure | None:
    """The figure of an `img`; None for pixels that only count visitors."""
    src = image.attr("src") or image.attr("data-src")
    if image.attr("width") == "1" or (src and "Special:CentralAutoLogin" in src):
        return None
    link = next((above for above in ancestors(image) if above.tag == "a"), None)
    file = file_name(image.attr("resource") or (link.attr("href") if link is not None else None), src)
    if not file:
        return None
    alt = clean_string(image.attr("alt") or "")
    if not alt or normal_title(alt) == file:  # MediaWiki's default: the file's own name
        alt = ""
    return Figure(file, src, alt or None)


def is_small(image: Element, limit: int = 50) -> bool:
    """Whether a picture is declared no wider than `limit` pixels: an icon in a line of words."""
    width = (image.attr("width") or "").removesuffix("px")
    return width.isascii() and width.isdigit() and int(width[:6]) <= limit

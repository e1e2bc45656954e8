"""Pictures: which file, and what is said of it."""

from __future__ import annotations

from ..model.document import Figure
from ..text import normal_title
from .dom import Element
from .inline import clean_string
from .links import file_name

__all__ = ["image_of"]


def image_of(image: Element) -> Figure | None:
    """The figure of an `img`; None for pixels that only count visitors."""
    src = image.get("src") or image.get("data-src")
    if image.get("width") == "1" or (src and "Special:CentralAutoLogin" in src):
        return None
    anchor = next((above for above in image.iterancestors("a")), None)
    file = file_name(image.get("resource") or (anchor.get("href") if anchor is not None else None), src)
    if not file:
        return None
    alt = clean_string(image.get("alt") or "")
    if not alt or normal_title(alt) == file:  # MediaWiki's default: the file's own name
        alt = ""
    return Figure(file, src, alt or None)

"""Pictures: which file, and what is said of it."""

from __future__ import annotations

from ..model.document import Figure
from ..text import normal_title
from .dom import Element, ancestors
from .inline import clean_string
from .links import file_name

__all__ = ["file_beside", "holds_picture", "image_of", "is_frameless", "is_picture", "is_small"]


def image_of(image: Element) -> Figure | None:
    """The figure of an `img`, or of the element that stands for one until a script loads it.

    None for pixels that only count visitors.
    """
    src = image.attr("src")
    if not src or src.startswith("data:"):  # loaded later by a script
        src = image.attr("data-src") or image.attr("data-mw-src") or src
    if image.attr("width") == "1" or (src and "Special:CentralAutoLogin" in src):
        return None
    named = image.attr("data-image-name")
    if named:
        file: str | None = normal_title(named)
    else:
        link = next((above for above in ancestors(image) if above.tag == "a"), None)
        file = file_name(image.attr("resource") or (link.attr("href") if link is not None else None), src)
    if not file:
        return None
    alt = clean_string(image.attr("alt") or image.attr("data-alt") or "")
    if not alt or file in (normal_title(alt), normal_title(alt.partition(":")[2])):  # the default: the file's name
        alt = ""
    return Figure(file, src, alt or None)


def is_picture(element: Element) -> bool:
    """Whether an element is a picture, or stands for one until a script loads it."""
    if element.tag == "img":
        return True
    return element.tag == "span" and not (element.attr("data-src") is None and element.attr("data-mw-src") is None)


def holds_picture(element: Element) -> bool:
    """Whether a picture stands anywhere inside."""
    return any(map(is_picture, element.iter_elements(("img", "span"))))


def is_small(image: Element, limit: int = 50) -> bool:
    """Whether a picture is declared no wider than `limit` pixels: an icon in a line of words."""
    width = (image.attr("width") or image.attr("data-width") or "").removesuffix("px")
    return width.isascii() and width.isdigit() and int(width[:6]) <= limit


def file_beside(caption: Element) -> str:
    """The file that a caption's frame links to, where the picture itself is missing; '' if it names none."""
    frame = caption.parent
    if type(frame) is not Element:
        return ""
    for link in frame.iter_elements("a"):
        if file := file_name(link.attr("href"), None):
            return file
    return ""


_FILES = ("mw:File", "mw:Image", "mw:Video", "mw:Audio")


def is_frameless(figure: Element) -> bool:
    """Whether no frame is drawn round a picture; `typeof` lists several values, the file's among them."""
    kinds = [kind for kind in (figure.attr("typeof") or "").split() if kind.startswith(_FILES)]
    return bool(kinds) and not any(kind.endswith(("/Thumb", "/Frame")) for kind in kinds)

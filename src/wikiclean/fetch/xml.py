"""Entries of an XML list, such as a sitemap or a feed, read from untrusted bytes.

Nothing is fetched, no entity is replaced, and of a long list one entry at a time is in memory.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ..errors import RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_entries"]


def read_entries(body: bytes, names: Collection[str], *, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each element of one of `names`, with the words of its children by name; namespaces are passed over.

    Of a child that is said twice the first counts. A `link` may stand as text (RSS) or as `href` (Atom, where only
    the one to the page itself counts). Raises RefusedError for what is no XML, or breaks off, at that place.
    """
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in etree.iterparse(
            io.BytesIO(body), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            yield etree.QName(element).localname, _fields_of(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"no XML, or not all of it: {error.msg}", where=where) from error


def _fields_of(element: _Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        if name == "link" and child.get("rel", "alternate") != "alternate":
            continue
        words = (child.text or "").strip() or child.get("href", "").strip()
        if words:
            fields.setdefault(name, words)
    return fields

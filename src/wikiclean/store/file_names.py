"""Titles as file names that every system takes.

A title may hold what a file system does not: slashes, colons, names of Windows devices, 255 letters of four bytes
each; and two titles may differ only where a file system sees no difference.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["FileNames"]

_UNSAFE = re.compile(r"[^\w().,' +-]|^[. -]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their ending."""
_MOST_BYTES = 200
"""Of a name in UTF-8, so that an ending and a hash fit into the 255 that file systems take."""


class FileNames:
    """The names of one folder. They are the same whenever the titles come in the same order."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, title: str, key: str) -> str:
        """A name without an ending: the title where that is one, else something near it with a hash of `key`.

        `key` tells titles apart, as a record id does.
        """
        plain = unicodedata.normalize("NFC", title)
        near = _cut(_UNSAFE.sub("_", plain)).rstrip(". ")
        folded = unicodedata.normalize("NFD", near.casefold())
        if _DEVICE.fullmatch(near):
            near = f"_{near}"
        if near != title or not near or folded in self._taken:
            near = f"{near or '_'}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
            folded = unicodedata.normalize("NFD", near.casefold())
        self._taken.add(folded)
        return near


def _cut(name: str) -> str:
    """At most so many bytes, and no letter cut in two."""
    return name.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore")

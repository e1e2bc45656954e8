"""Is what the records were read from still in the archive, and still the same?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..store.responses import ArchiveIndex

__all__ = ["ArchiveCheck"]


@dataclass(slots=True)
class ArchiveCheck:
    """Looks up bodies by their hash. `absent`: how many the index does not know: they were not fetched, or before
    there was an archive."""

    index: ArchiveIndex
    directory: Path
    absent: int = 0

    def __call__(self, content_sha256: str) -> str | None:
        """What is wrong with this body in the archive; None where all is well, or nothing is known of it."""
        from ..fetch.inputs.warc import read_response

        known = self.index.find_body(content_sha256)
        if known is None:
            self.absent += 1
            return None
        try:
            body = read_response(self.directory / known.file, known.offset).body
        except InputError as error:
            return f"what it was read from is lost: {error}"
        if hashlib.sha256(body).hexdigest() != content_sha256:
            return f"what it was read from is no longer the same: {known.file}#{known.offset}"
        return None

"""What made a record: the program's version, and a hash of everything that decides what is read."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from .. import __version__

__all__ = ["EXTRACTOR", "rules_version"]

EXTRACTOR = f"wikiclean/{__version__}"


@lru_cache(maxsize=1)
def rules_version() -> str:
    """A hash over the readers and the data that they and the cleaner rest on: changes when any rule does."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for folder, pattern in (("parse", "**/*.py"), ("parse", "**/*.toml"), ("clean", "**/*.py"), ("sites", "**/*.toml")):
        for path in sorted((package / folder).glob(pattern)):
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"

"""Text as both databases can hold it: no NUL, which PostgreSQL refuses, and no half of a surrogate pair.

A title from an API's JSON or a file name in another encoding may hold them; such a character is stored, and looked
for, as U+FFFD. A page must not end a run by its name.
"""

from __future__ import annotations

import re

from sqlalchemy import Dialect, TypeDecorator
from sqlalchemy import Text as SqlText

__all__ = ["Text"]

_UNHEARD_OF = re.compile("[\0\ud800-\udfff]")


class Text(TypeDecorator[str]):
    """A column of text."""

    impl = SqlText
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """What is sent to the database."""
        return _UNHEARD_OF.sub("\ufffd", value) if value else value

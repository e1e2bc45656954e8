"""Why a dosage statement is not read."""

from __future__ import annotations

from ....model.quality import UnparsedReason

__all__ = ["Refused"]


class Refused(Exception):  # noqa: N818 - a signal to `read_dosage`
    """The statement holds a token that the grammar does not know there."""

    def __init__(self, reason: UnparsedReason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail

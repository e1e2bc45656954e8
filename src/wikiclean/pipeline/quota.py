"""How many failures a run may have before it is stopped as hopeless."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import UsageError

__all__ = ["Quota"]

_FORM = re.compile(r"(\d+(?:\.\d+)?)\s*(%?)")


@dataclass(frozen=True, slots=True)
class Quota:
    """A number of pages, or a share of all that were asked for."""

    amount: float
    percent: bool = False

    @classmethod
    def parse(cls, text: str) -> Quota:
        """Read `20` or `1%`.

        >>> Quota.parse("1%")
        Quota(amount=1.0, percent=True)
        """
        match = _FORM.fullmatch(text.strip())
        if match is None or (not match[2] and "." in match[1]) or (match[2] and float(match[1]) > 100):
            raise UsageError(f"{text!r} is neither a number of pages (20) nor a share (1%)")
        return cls(float(match[1]), bool(match[2]))

    def is_exceeded(self, failed: int, total: int) -> bool:
        """Whether `failed` of `total` pages are more than may fail."""
        return failed > (self.amount * total / 100 if self.percent else self.amount)

    def __str__(self) -> str:
        return f"{self.amount:g}{'%' if self.percent else ''}"

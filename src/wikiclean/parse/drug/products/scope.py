"""A brand or generic with products of its own: "A (5 mg tablets)", "A 5 mg tablets", "and generic 5 mg tablets"."""

from __future__ import annotations

from .parts import Block, ClauseError

__all__ = ["Scope"]


class Scope:
    """What is said of the products that follow it, up to the end of its bracket or the next "and"."""

    def __init__(self) -> None:
        self.block: Block | None = None
        """None where nothing has a scope here."""
        self.is_empty = False
        """Whether none of its products is read yet."""
        self.is_over = False
        """Whether one was before."""
        self._in_bracket = False
        self._lasts = False

    def open(self, block: Block, *, lasts: bool) -> None:
        """Products of its own follow; `lasts`: a list of them, behind a colon."""
        self.block, self.is_empty, self._in_bracket, self._lasts = block, True, False, lasts

    def open_bracket(self) -> None:
        """A bracket opens."""
        self._in_bracket = self.block is not None

    def close_bracket(self, *, pending: bool) -> bool:
        """A bracket closes; whether it was the brand's. `pending`: its form is still to come: "A (10 mg) tablets"."""
        if not self._in_bracket:
            return False
        self._in_bracket = False
        if not pending:
            self.end()
        return True

    def join(self) -> None:
        """An "and", a comma or another brand ends it, unless in its bracket."""
        if self.block is not None and not self._in_bracket and not self._lasts:
            self.end()

    def end(self) -> None:
        """No more of its products follow."""
        if self.is_empty:
            raise ClauseError("ambiguous_list", "a brand of no product")
        self.block, self.is_over = None, True

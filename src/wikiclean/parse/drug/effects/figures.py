"""Figures over one statement: what arms those before had, figures after them need not name again."""

from __future__ import annotations

from collections.abc import Sequence

from ...tokens import Token
from .incidence import Arm, Figures, read_figures
from .subject import SubjectReader

__all__ = ["FigureReader"]


class FigureReader:
    """Reads figures; where some name their arms, "20% vs 8% with placebo", later ones of the statement need not."""

    def __init__(self, text: str, subjects: SubjectReader) -> None:
        self._text, self._drug = text, subjects.drug
        self.labels: tuple[Arm, ...] = ()
        """The arms of figures that do not name theirs, in order, as the statement named them before."""

    def read(self, tokens: Sequence[Token], at: int) -> Figures | None:
        """The figures at token `at` of `tokens`; None where none stand or an arm is not plain."""
        figures = read_figures(self._text, tokens, at, drug=self._drug, labels=self.labels)
        if figures is not None and len(figures.arms) > 1:
            self.labels = tuple(arm.arm for arm in figures.arms)
        return figures

"""LiverTox's likelihood score: "Likelihood score: C (probable cause of clinically apparent liver injury)"."""

from __future__ import annotations

import re

from ...model.kinds.drug import Hepatotoxicity
from ..grammar import Statement

__all__ = ["read_likelihood"]

_SCORE = re.compile(
    r"\b[Ll]ikelihood\s+(?:score|category)\s*(?::|of|is)?\s*(?P<score>[ABCDX]|E\*?)(?P<high>\s*\[HD\])?(?![\w*])(?:\s*\((?P<wording>[^()]+)\))?"
)


def read_likelihood(statement: Statement) -> list[Hepatotoxicity]:
    """The score that one statement gives."""
    passage, start, end = statement.passage, statement.start, statement.end
    match = _SCORE.search(passage.text, start, end)
    if match is None:
        return []
    return [
        Hepatotoxicity.model_validate(
            {
                "evidence": (passage.evidence(match.start(), match.end(), "liver.likelihood"),),
                "likelihood_score": match["score"],
                "high_dose_qualifier": bool(match["high"]),
                "wording": match["wording"],
            }
        )
    ]

"""LiverTox's likelihood score: "Likelihood score: C[HD] (probable cause of clinically apparent liver injury)"."""

from __future__ import annotations

import re
from typing import Literal, cast

from ...model.kinds.drug import Hepatotoxicity
from ..grammar import Statement

__all__ = ["read_likelihood"]

# LiverTox's categories: A to E by how many cases are known, E* for suspected, X for unknown, [HD] for high doses.
_SCORE = re.compile(
    r"\blikelihood\s+(?:score|category|rating|grade)s?\b(?:\s+(?:for|of)\s+[\w-]+(?:\s[\w-]+)?(?=\s*(?::|is\b|was\b)))?"
    r"\s*(?::|of|is|was|=)?\s*(?:category\s+)?[\"“]?(?P<score>(?-i:[ABCDX]|E\*?))[\"”]?(?P<high>\s*[\[(]\s*H(?:D|igh dose)?\s*[\])])?"
    r"(?![\w*])(?:\s*(?:\((?P<bracketed>[^()]+)\)|[:–—-]\s*(?P<wording>[a-z][^.;()]+)))?",
    re.IGNORECASE,
)

Score = Literal["A", "B", "C", "D", "E", "E*", "X"]


def read_likelihood(statement: Statement) -> list[Hepatotoxicity]:
    """The score that one statement gives."""
    if "likelihood" not in statement.words:
        return []
    passage = statement.passage
    match = _SCORE.search(passage.text, statement.start, statement.end)
    if match is None:
        return []
    evidence = passage.evidence(match.start(), match.end(), "liver.likelihood")
    wording = match["bracketed"] or match["wording"]
    return [
        Hepatotoxicity(
            evidence=(evidence,),
            reference_ids=statement.references((evidence,)),
            likelihood_score=cast(Score, match["score"]),
            high_dose_qualifier=match["high"] is not None,
            wording=wording.strip() if wording else None,
        )
    ]

"""Warnings that a sentence states in a fixed form, in whatever section it stands."""

from __future__ import annotations

import re

from ...model.evidence import TextFact
from ..grammar import Statement

__all__ = ["read_warnings"]

_SUPERVISED = re.compile(
    r"(?P<said>[^.;,]*?\b(?:should|must)\s+(?:only\s+)?be\s+(?:given|administered|used|initiated|started|prescribed|handled)\b[^.;]*?"
    r"\bunder\s+(?:the\s+)?(?:close\s+|direct\s+|strict\s+|medical\s+|careful\s+)*(?:supervision|guidance|direction)\b[^.;]*)"
)
_LEADING = re.compile(r"(?:and|but|so|thus|therefore|particularly with|especially with|which)\s+", re.IGNORECASE)


def read_warnings(statement: Statement) -> list[TextFact]:
    """ "… should be administered under the supervision of …"."""
    passage, start, end = statement.passage, statement.start, statement.end
    text = passage.text
    match = _SUPERVISED.search(text, start, end)
    if match is None:
        return []
    low, high = match.span("said")
    while low < high and text[low].isspace():
        low += 1
    if leading := _LEADING.match(text, low, high):
        low = leading.end()
    while high > low and text[high - 1] in " .":
        high -= 1
    evidence = passage.evidence(low, high, "warning.supervision")
    return [TextFact(evidence=(evidence,), reference_ids=passage.references_in(low, high), text=text[low:high])]

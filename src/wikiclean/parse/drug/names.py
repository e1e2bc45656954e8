"""Names in running text: respelled pronunciations, and "also known as" where it is about the page's drug."""

from __future__ import annotations

import re

from ...model.name import Name
from ..grammar import Statement

__all__ = ["read_names"]

# Respellings mark stress or syllables: al" des loo' kin; KAP-toe-pril; "pronounced sen-uh-sides".
_RESPELLED = re.compile(
    r"\(\s*(?:pronounced\s*:?\s*)?(?P<said>(?=[^()]*(?:[\"'’ˈ′]|\b[A-Z]{2,}-|-[A-Z]{2,}\b|\w-\w+-\w))[A-Za-z\"'’“”ˈ′ -]{4,60}?)\s*\)"
)
_SAID = re.compile(r"\(\s*pronounced\s*:?\s*(?P<said>[^()]{3,60}?)\s*\)", re.IGNORECASE)
_KNOWN = re.compile(
    r"^(?P<subject>[\w-]+(?: [\w-]+)?),?\s+(?:is\s+)?also\s+(?:known|referred to)\s+as\s+(?P<names>[^.;,()]+?)(?=,|\s+(?:is|was|and is)\b|\.|$)"
)

_LONGEST = 60
"""Characters of the longest name; what is longer is a phrase."""


def read_names(statement: Statement) -> list[Name]:
    """Names that one statement gives to the page's drug."""
    passage, start, end = statement.passage, statement.start, statement.end
    text = passage.text
    found: list[Name] = []
    drug = {passage.title.casefold(), *(name.casefold() for name in passage.aliases)}
    for pattern in (_SAID, _RESPELLED):
        match = pattern.search(text, start, end)
        if match is not None and _follows_name(text, start, match.start(), drug):
            found.append(
                Name(
                    evidence=(passage.evidence(match.start(), match.end(), "name.respelled"),),
                    value=match["said"].strip(),
                    kind="pronunciation",
                )
            )
            break
    match = _KNOWN.match(text, start, end) if start == 0 else _KNOWN.match(text[start:end])
    if match is not None and match["subject"].casefold() in drug:
        at = start if start else 0
        low, high = match.start("names") + at, match.end("names") + at
        evidence = (passage.evidence(low, high, "name.also_known"),)
        found += [
            Name(evidence=evidence, value=name.strip(), kind="synonym")
            for name in re.split(r"\s+(?:and|or)\s+", text[low:high])
            if 0 < len(name) < _LONGEST
        ]
    return found


def _follows_name(text: str, start: int, at: int, drug: set[str]) -> bool:
    """Whether what stands directly before the bracket is the drug's name, or begins the statement."""
    before = text[start:at].strip().casefold()
    return any(before.endswith(name) for name in drug) or (0 < len(before.split()) <= 2)

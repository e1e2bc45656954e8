"""Indications: what a drug is said to be used for, in exact frames."""

from __future__ import annotations

import re

from ...model.kinds.drug import Indication
from ..grammar import Statement
from .terms import split_terms

__all__ = ["read_indications", "read_uses_row"]

_USED = re.compile(
    r"\b(?P<span>(?:used|indicated)\s+(?:primarily\s+|mainly\s+|mostly\s+|largely\s+|chiefly\s+)?"
    r"(?:(?:in|for|as)\s+(?:the\s+|a\s+)?(?:\w+\s+){0,2}?(?:treatment|therapy|management|prevention|prophylaxis|relief|control)\s+(?:of|for|against)|"
    r"to\s+(?:treat|prevent|manage|control|relieve))\s+(?P<list>[^.;]+))",
    re.IGNORECASE,
)
_STOP = re.compile(
    r",?\s+(?:and is|and was|and has|which|that|who|when|where|because|by|since|as well as in combination|in combination|either|"
    r"in (?:adults|children|patients|people|the)|with|alone|after|before|but|although|while|under|through)\b|\s*\("
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|once|formerly|previously|been)\s+(?:be\s+)?(?:\w+\s+)?$")
_NO_TERM = re.compile(
    r"^(?:this|that|these|those|it|its|such|many|several|various|other|others|patients|people|a variety)\b",
    re.IGNORECASE,
)


def read_indications(statement: Statement) -> list[Indication]:
    """ "used in immune therapy of A and B": one indication a term, with the whole frame as evidence."""
    passage, start, end = statement.passage, statement.start, statement.end
    text = passage.text
    match = _USED.search(text, start, end)
    if match is None or _NEGATED.search(text, start, match.start()):
        return []
    stop = _STOP.search(text, match.start("list"), match.end("list"))
    finish = stop.start() if stop else match.end("list")
    while finish > match.start() and text[finish - 1] in " ,.":
        finish -= 1
    terms = split_terms(text, match.start("list"), finish)
    if not terms or any(
        _NO_TERM.match(text[a:b]) or re.search(r"\d{3}", text[a:b]) or len(text[a:b].split()) > 8 for a, b in terms
    ):
        return []
    evidence = passage.evidence(match.start("span"), finish, "indication.used_for")
    references = passage.references_in(match.start("span"), finish)
    return [Indication(evidence=(evidence,), reference_ids=references, text=text[a:b]) for a, b in terms]


def read_uses_row(statement: Statement) -> list[Indication]:
    """A row "Main uses": one indication a value."""
    passage, start, end = statement.passage, statement.start, statement.end
    text = passage.text
    return [
        Indication(
            evidence=(passage.evidence(a, b, "indication.row"),),
            reference_ids=passage.references_in(a, b),
            text=text[a:b],
        )
        for a, b in split_terms(text, start, end)
    ]

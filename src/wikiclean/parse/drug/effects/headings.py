"""Labels that head a group of terms: "Very common (≥1/10):", "Gastrointestinal:", "Frequency not known -"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Statement, lower_at
from ...tokens import Token
from .bounds import class_within, read_bound
from .frames import Frame, Word
from .words import BODY_SYSTEMS, CLASSES, FREQUENCIES, REPORTED, SEVERITIES

__all__ = ["read_heading"]

_BODY = BODY_SYSTEMS | frozenset("central peripheral body general lymphatic nutrition connective subcutaneous".split())
_IN_BODY = frozenset("and system systems disorders effects / & tissue symptoms the of related as a whole tract".split())


def read_heading(
    statement: Statement, tokens: Sequence[Token], at: int, *, anywhere: bool, bare: bool = False
) -> tuple[Frame, int] | None:
    """The label at token `at`: (frame, the token after the colon or dash).

    `anywhere`: whether an organ class heads a group here, as it does in sections about adverse effects. `bare`: it is a
    heading of its own, and ends without a colon.
    """
    begin = at
    frame = Frame("effect.heading")
    at += lower_at(tokens, at) == "frequency"
    at += lower_at(tokens, at) in REPORTED and FREQUENCIES.at(tokens, at + 1) is not None  # "Reported less often:"
    if lower_at(tokens, at) == "unknown" or (lower_at(tokens, at), lower_at(tokens, at + 1)) == ("not", "known"):
        frame.frequency_class = "not_known"
        at += 2 if tokens[at].lower == "not" else 1
        at += lower_at(tokens, at) == "frequency"
    elif (often := FREQUENCIES.at(tokens, at)) is not None:
        frame.frequency, at = Word(often[0], (at, often[1])), often[1]
        frame.frequency_class = CLASSES.get(statement.quote(*frame.frequency.span).lower())
        at += lower_at(tokens, at) in REPORTED
    elif (level := SEVERITIES.at(tokens, at)) is not None:
        frame.severity, at = Word(level[0], (at, level[1])), level[1]
    elif anywhere and lower_at(tokens, at) in ("other", "others", "miscellaneous"):
        at += 1
    elif anywhere:
        while lower_at(tokens, at) in _BODY or (at > begin and lower_at(tokens, at) in _IN_BODY):
            at += 1
        if at == begin:
            return None
        frame.body_system = (begin, at)
    else:
        return None
    if (bound := read_bound(tokens, at)) is not None:
        if frame.frequency is not None and frame.frequency_class is not None:
            frame.frequency_class = class_within(tokens, at, bound, frame.frequency.value)
        at = bound
    dash = lower_at(tokens, at) in ("–", "—", "-") and at + 1 < len(tokens) and tokens[at + 1].start > tokens[at].end
    if bare:
        dash = at >= len(tokens)
    if lower_at(tokens, at) != ":" and not dash:
        return None
    frame.spans.append((begin, at))
    return frame, at + 1

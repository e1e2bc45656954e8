"""Pharmacokinetic cells of an infobox: "1–3 hours, 6–10 hours (active metabolite)", ">80%", "oral: 60–70%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....model.evidence import Fact
from ....model.kinds.drug import PKParameter
from ....model.quality import UnparsedReason
from ....model.quantity import Quantity
from ...grammar import Statement
from ...quantities import Amount, quantity_of
from ...tokens import Token
from .figures import Said, fits, read_figure, said_of

__all__ = ["read_kinetic_cell"]

_NO_VALUE = frozenset({"", "n/a", "na", "none", "unknown", "?", "-", "–", "—", "not applicable", "not available"})
_CUT = re.compile(r"\s*(?:[;\n]|,(?=\s|$)|\s/\s|\sand\s(?=[^,;\n]*\d)|\s&\s)\s*")
_NAMED = re.compile(r"(?:\d[\d,']*[αβγ]?-[^\W\d]{3,}|[^\W\d]+-?\d+\w*)\S*")
"""A word with digits in it that is a name, not an amount: "9-hydroxy", "M1", "CYP3A4"."""
_END = re.compile(r"[;\n]|,(?=\s|$)")
_WHOLE = 100
_DIGIT = re.compile(r"\d")


def read_kinetic_cell(statement: Statement, kind: str) -> list[Fact]:
    """Values of a cell of `kind`, one a part; a part without a number is kept as text, one not read whole refused."""
    facts = [_read_part(statement, kind, low, high) for low, high in _parts(statement)]
    if kind == "molar_mass":  # of a mass only a number says something
        return [fact for fact in facts if not isinstance(fact, PKParameter) or fact.quantity is not None]
    return facts


def _parts(statement: Statement) -> Iterator[tuple[int, int]]:
    """Stretches parted at semicolons, line breaks and commas outside brackets, and between figures."""
    text, begin, depth, at = statement.text, statement.start, 0, statement.start
    while at < statement.end:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[at], 0)
        if (
            depth <= 0
            and (match := _CUT.match(text, at, statement.end))
            and (_is_break(match[0]) or _has_unit(text, begin, at))
        ):
            if match[0].strip() == "," and _next_is_words(text, match.end(), statement.end):
                at = match.end()  # "97%, mainly to albumin": more words of the same figure
                continue
            yield from _stretch(text, begin, at)
            begin = at = match.end()
            continue
        at += 1
    yield from _stretch(text, begin, statement.end)


def _next_is_words(text: str, at: int, end: int) -> bool:
    """Whether no figure stands in what follows, up to the next cut."""
    stop = _END.search(text, at, end)
    return _DIGIT.search(text, at, stop.start() if stop else end) is None


def _is_break(cut: str) -> bool:
    return cut.strip() in (";", ",") or "\n" in cut


def _has_unit(text: str, begin: int, at: int) -> bool:
    """Whether a figure with its unit stands before a cut between two figures ("5 and 7 hours" has none)."""
    return re.search(r"\d\s*[^\W\d]|%", text[begin:at]) is not None


def _stretch(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start:end].strip(". ").casefold() not in _NO_VALUE:
        yield start, end


def _read_part(statement: Statement, kind: str, low: int, high: int) -> Fact:
    text, title = statement.text, statement.passage.title
    part = Statement(statement.passage, text, low, high)
    tokens = part.tokens
    if not any(token.kind == "number" for token in tokens) and not any(fits(kind, a.unit) for a in _amounts(tokens)):
        return _fact(statement, kind, low, high, None, Said())
    for amount in _amounts(tokens):
        if not fits(kind, amount.unit):
            continue
        if amount.unit == "%" and (amount.high or amount.low) > _WHOLE:
            return _refuse(statement, low, high, "out_of_range")
        first, last = tokens[amount.start].start, tokens[amount.next - 1].end
        head, tail = text[low:first].strip(" (:"), text[last:high].strip(" ().")
        if _has_number(head):
            return _refuse(statement, low, high, "orphan_number")
        if _has_number(tail):
            return _refuse(statement, low, high, "ambiguous_list")
        before, after = said_of(head, title), said_of(tail, title)
        if before.subject and after.subject and before.subject != after.subject:
            return _refuse(statement, low, high, "multiple_subjects")
        qualifier = ", ".join(filter(None, (before.qualifier, after.qualifier))) or None
        said = Said(before.subject or after.subject, before.route or after.route, qualifier)
        return _fact(statement, kind, low, high, quantity_of(text, tokens, amount, qualifier=qualifier), said)
    numbers = sum(token.kind == "number" for token in tokens)
    return _refuse(statement, low, high, "unknown_unit" if numbers == 1 else "unknown_pattern")


def _amounts(tokens: tuple[Token, ...]) -> Iterator[Amount]:
    """Figures of a part, the first that can be read from each place on."""
    at = 0
    while at < len(tokens):
        amount = read_figure(tokens, at)
        if amount is None:
            at += 1
            continue
        yield amount
        at = amount.next


def _has_number(words: str) -> bool:
    return any(_DIGIT.search(word) and not _NAMED.fullmatch(word.strip("(),:;.")) for word in words.split())


def _fact(statement: Statement, kind: str, low: int, high: int, quantity: Quantity | None, said: Said) -> PKParameter:
    passage = statement.passage
    return PKParameter.model_validate(
        {
            "evidence": (passage.evidence(low, high, f"kinetics.cell.{kind}"),),
            "reference_ids": passage.references_in(low, high),
            "kind": kind,
            "quantity": quantity,
            "text": statement.text[low:high],
            "subject": said.subject,
            "route": said.route,
        }
    )


def _refuse(statement: Statement, low: int, high: int, reason: UnparsedReason) -> Fact:
    return statement.passage.unparsed(low, high, "pharmacokinetics", reason, rule="kinetics.refused")

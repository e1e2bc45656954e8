"""Pregnancy categories: cells ("AU: B3 US: C (Risk not ruled out)") and sentences ("FDA pregnancy category X")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...model.evidence import Fact
from ...model.kinds.drug import PregnancyCategory
from ...model.quality import UnparsedStatement
from ..grammar import Phrases, Statement, lower_at
from ..tokens import Token
from .kinetics.subjects import read_owner

__all__ = ["read_pregnancy", "read_pregnancy_cell"]

System = Literal["AU_TGA", "US_FDA_legacy", "OTHER"]

_SYSTEMS: Phrases[System] = Phrases.of(
    {
        "AU_TGA": "au|aus|australia|australian|tga|adec|therapeutic goods administration|australian tga",
        "US_FDA_legacy": "us|usa|u.s.|u.s|united states|american|fda|us fda|u.s. fda|food and drug administration|"
        "u.s. food and drug administration|us food and drug administration",
        "OTHER": "uk|eu|ca|de|nz|canada|canadian|germany|german|sweden|swedish|europe|european|united kingdom|"
        "new zealand|switzerland|swiss|denmark|danish",
    }
)
_KNOWN = {"AU_TGA": frozenset("A B1 B2 B3 C D X".split()), "US_FDA_legacy": frozenset("A B C D X N".split())}
_TOLD = frozenset({"category", "categories", "categorized", "categorised", "rating"})
_MOVED = frozenset({"moved", "changed", "reclassified", "upgraded", "downgraded"})
"""Verbs after which two categories are told, one of which no longer holds."""
_VERBS = frozenset({"is", "are", "was", "were", "has", "belongs", "falls", "carries", "belong", "fall", "have"})
_NUMBERED = 2
"""Characters of a category with a number: only Australia's system has them."""
_LETTERS = frozenset("ABCDXN")
_STAGES = frozenset("week weeks trimester trimesters term month months thereafter".split())
"""Words of a time in pregnancy: what is told for another time is told in the same system."""
_BREAKS = frozenset({";", ",", "while", "whereas", "but", "and", "versus", "vs"})


class _Mark(NamedTuple):
    """A category or a system where it stands: tokens `first` up to `after`."""

    first: int
    after: int
    system: System | None = None
    category: str | None = None


def _category(tokens: tuple[Token, ...], at: int) -> tuple[str, int] | None:
    """A letter A-D, X or N by itself, B with its number; quotation marks round it do not matter."""
    if at >= len(tokens):
        return None
    if tokens[at].text in "\"'“‘" and (inner := _category(tokens, at + 1)) is not None:
        return inner[0], inner[1] + (lower_at(tokens, inner[1]) in ('"', "'", "”", "’"))
    if tokens[at].text not in _LETTERS:
        return None
    letter, end = tokens[at].text, at + 1
    if end < len(tokens) and tokens[end].start == tokens[at].end:
        if tokens[end].text in ("1", "2", "3") and letter == "B":
            return f"B{tokens[end].text}", end + 1
        if tokens[end].kind != "sign" or tokens[end].text in "-'’+":
            return None
    return letter, end


def read_pregnancy_cell(statement: Statement, place: str = "") -> list[Fact]:
    """Categories of a cell by system; `place`: a label that names the country. What has none is refused."""
    tokens = statement.tokens
    facts: list[Fact] = []
    named = _SYSTEMS.at(Statement(statement.passage, place, 0, len(place)).tokens, 0) if place else None
    system = _Mark(0, 0, named[0]) if named else None
    first, at = 0, 0
    waits = False  # a system was named, and no category yet
    while at < len(tokens):
        if (found := _SYSTEMS.at(tokens, at)) is not None:
            if waits:
                facts.append(_refused(statement, first, at))
            system, waits = _Mark(at, found[1], found[0]), True
            first, at = at, found[1]
            continue
        if (category := _category(tokens, at)) is None:
            at += 1
            continue
        letter, at = category
        waits = False
        if (after := _system_behind(tokens, at)) is not None:
            system, at = after, after.after
        comment, end = _bracket(statement, at)
        by_label = system is not None and system.after == 0
        made = _fact(statement, (first, end), None if by_label else system, letter, comment, "pregnancy.cell")
        if by_label and made is not None and system is not None:
            made = _of_label(made, system)
        facts.append(made if made is not None else _refused(statement, first, end))
        at = first = end
        while lower_at(tokens, first) in (";", ",", "/", "and"):
            first += 1
    if waits:
        facts.append(_refused(statement, first, len(tokens)))
    return facts or ([_refused(statement, 0, len(tokens))] if tokens else [])


def _of_label(fact: PregnancyCategory, system: _Mark) -> PregnancyCategory | None:
    """A category whose system the row's label names."""
    if system.system in _KNOWN and fact.category not in _KNOWN[system.system]:
        return None
    return fact.model_copy(update={"system": system.system})


def _system_behind(tokens: tuple[Token, ...], at: int) -> _Mark | None:
    """ "C (US)"."""
    if lower_at(tokens, at) == "(" and (found := _SYSTEMS.at(tokens, at + 1)) and lower_at(tokens, found[1]) == ")":
        return _Mark(at, found[1] + 1, found[0])
    return None


def _bracket(statement: Statement, at: int) -> tuple[str | None, int]:
    """The comment in brackets at token `at`, and the index after it."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "(":
        return None, at
    for end in range(at + 1, len(tokens)):
        if tokens[end].text == ")":
            return (statement.quote(at + 1, end) if end > at + 1 else None), end + 1
    return None, at


def _fact(
    statement: Statement, span: tuple[int, int], named: _Mark | None, category: str, comment: str | None, rule: str
) -> PregnancyCategory | None:
    """None where the category is none of the system's. Without a system, B1 to B3 can only be Australia's."""
    system: System = "AU_TGA" if len(category) == _NUMBERED else "OTHER"
    spans = [span]
    if named is not None and named.system is not None:
        system = named.system
        if not span[0] <= named.first < span[1]:
            spans.insert(0, (named.first, named.after))
    if system in _KNOWN and category not in _KNOWN[system]:
        return None
    evidence = tuple(statement.evidence(first, after, rule) for first, after in spans)
    return PregnancyCategory(
        evidence=evidence,
        reference_ids=statement.references(evidence),
        system=system,
        category=category,
        comment=comment,
    )


def _refused(statement: Statement, first: int, after: int) -> UnparsedStatement:
    start, end = statement.tokens[first].start, statement.tokens[after - 1].end
    return statement.passage.unparsed(start, end, "infobox", "unknown_pattern", rule="pregnancy.refused")


def read_pregnancy(statement: Statement) -> list[Fact]:
    """Categories that a sentence gives to the page's drug, each with the system that its clause names.

    "Pregnancy category" (or "risk category", with pregnancy in the sentence) must be said; a letter alone is none.
    """
    words = statement.words
    about = "pregnancy" in words or any("pregnancy" in kind for kind in statement.passage.kinds)
    if words.isdisjoint(_TOLD) or not about or not words.isdisjoint(_MOVED) or _is_of_others(statement):
        return []
    tokens = statement.tokens
    marks = list(_marks(tokens))
    facts: list[Fact] = []
    for place, mark in enumerate(marks):
        if mark.category is None:
            continue
        low, high = _clause(tokens, mark)
        if {"not", "never"} & {token.lower for token in tokens[low:high]}:
            continue
        named = _system_of(marks, place, low, high)
        if named is None and not _STAGES.isdisjoint(token.lower for token in tokens[low:high]):
            systems = [other for other in marks[:place] if other.system]
            named = systems[0] if len(systems) == 1 and len([m for m in marks if m.system]) == 1 else None
        if named is None and any(other.system for other in marks):
            continue  # which of the systems named it is of cannot be told
        made = _fact(statement, (low, high), named, mark.category, None, "pregnancy.sentence")
        if made is not None:
            facts.append(made)
    return facts


def _is_of_others(statement: Statement) -> bool:
    """Whether the sentence is about another drug, or drugs in general: "Warfarin is in pregnancy category X"."""
    tokens = statement.tokens
    if lower_at(tokens, 0) in ("drugs", "medications", "medicines", "unlike", "like", "all", "most"):
        return True
    if _SYSTEMS.at(tokens, lower_at(tokens, 0) == "the") is not None:  # "The FDA has it in category C"
        return False
    found = read_owner(statement, 0)
    return found is not None and found[0].subject is not None and lower_at(tokens, found[1]) in _VERBS


def _marks(tokens: tuple[Token, ...]) -> Iterator[_Mark]:
    """Systems, and letters that stand as a category: after "category", or after another such letter."""
    at, open_until = 0, -1
    while at < len(tokens):
        if lower_at(tokens, at) in ("category", "categories", "rating"):
            open_until = at + 8
        elif (found := _SYSTEMS.at(tokens, at)) is not None and not _is_pronoun(tokens, at):
            yield _Mark(at, found[1], found[0])
            at = found[1]
            open_until = max(open_until, at + 6) if open_until >= 0 else open_until  # "and US labelling gave it a D"
            continue
        elif at <= open_until and (category := _category(tokens, at)) is not None and not _is_article(tokens, at):
            yield _Mark(at, category[1], None, category[0])
            at, open_until = category[1], category[1] + 6
            continue
        at += 1


def _is_pronoun(tokens: tuple[Token, ...], at: int) -> bool:
    return tokens[at].text == "us"


def _is_article(tokens: tuple[Token, ...], at: int) -> bool:
    """ "A" at the head of a phrase: followed by a word of lower case that is no joint."""
    after = at + 1
    if tokens[at].text != "A" or after >= len(tokens) or tokens[after].kind != "word":
        return False
    return tokens[after].lower not in (
        "in",
        "by",
        "and",
        "or",
        "while",
        "whereas",
        "according",
        "for",
        "under",
        "drug",
        "medication",
    )


def _clause(tokens: tuple[Token, ...], mark: _Mark) -> tuple[int, int]:
    """The clause a category stands in: between the breaks round it."""
    low, high = mark.first, mark.after
    while low > 0 and tokens[low - 1].lower not in _BREAKS:
        low -= 1
    while high < len(tokens) and tokens[high].lower not in _BREAKS and tokens[high].text != ".":
        high += 1
    return low, high


def _system_of(marks: list[_Mark], place: int, low: int, high: int) -> _Mark | None:
    """The system named in the category's clause; else the only one of the sentence, or the one right before."""
    inside = [m for m in marks if m.system and low <= m.first < high]
    if inside:
        return inside[0] if len({m.system for m in inside}) == 1 else None
    before = [m for m in marks[:place] if m.system]
    after = [m for m in marks[place + 1 :] if m.system]
    if len(before) + len(after) == 1 and (
        sum(1 for m in marks if m.category) == 1 or (after and marks[-1] is after[0])
    ):
        return (before or after)[0]  # "C in the first trimester and D thereafter in the US": one system, said last
    return before[-1] if before and before[-1] is marks[place - 1] else None

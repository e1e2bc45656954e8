"""What changed between two versions of a record: fact by fact, and which other parts.

Facts are compared by what they say. Where they stand moves with every edit above them, and the number of a regimen
with every regimen before it: neither is a change.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ..model.facts import fact_fields, list_fields

__all__ = ["FieldChange", "compare_facts", "compare_parts"]

StoredFact = tuple[str, int, str]
"""Field, place, JSON: a row of the facts table."""

_WHERE = frozenset({"evidence", "reference_ids", "regimen"})
_PLACES = frozenset({"start", "end", "body_start", "kind_rule"})
_NO_PART = frozenset({"schema_version", "record_id", "source", "quality"})
_ALIKE = 0.5
"""Two facts that share half of what they say are one fact that changed."""
_PAIRS = 10_000
"""A field with more pairs than that to look at has its facts told as removed and added."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact that came, went, or says something else now; `before` and `after` are facts with their evidence."""

    field: str
    change: Literal["added", "removed", "changed"]
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """For JSON; what is absent is left out."""
        found = {"field": self.field, "change": self.change, "before": self.before, "after": self.after}
        return {name: value for name, value in found.items() if value is not None}


def compare_facts(before: Iterable[StoredFact], after: Iterable[StoredFact]) -> Iterator[FieldChange]:
    """The changes from one version's facts to the other's, by field in the order of the model."""
    old, new = _by_field(before), _by_field(after)
    for field in (*fact_fields(), *sorted(old.keys() - fact_fields().keys())):
        if field in old or field in new:
            yield from _compare_field(field, old.get(field, []), new.get(field, []))


def compare_parts(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """Names of the record's fields that hold no facts (`text`, `sections`, …) and differ, places left out."""
    with_facts = {field.partition(".")[0] for field in fact_fields()}
    names = [name for name in {**before, **after} if name not in with_facts and name not in _NO_PART]
    return tuple(name for name in names if _unplaced(before.get(name)) != _unplaced(after.get(name)))


@dataclass(frozen=True, slots=True)
class _Said:
    """A fact, and what it says."""

    fact: dict[str, Any]
    key: str
    leaves: frozenset[tuple[str, str]]
    words: frozenset[str]
    term: frozenset[str]
    """Words of the term that it is about, where facts of its kind are about one."""
    row: tuple[str, str] | None
    """Infobox row that it was read from: (box, label)."""


def _by_field(rows: Iterable[StoredFact]) -> dict[str, list[_Said]]:
    found: dict[str, list[_Said]] = {}
    for field, _, line in rows:
        found.setdefault(field, []).append(_read(field, json.loads(line)))
    return found


def _read(field: str, fact: dict[str, Any]) -> _Said:
    said = {name: value for name, value in fact.items() if name not in _WHERE}
    evidence = fact.get("evidence") or [{}]
    if field == "unparsed":  # it says nothing but its words
        said["words"] = [piece.get("exact") for piece in evidence]
    leaves = frozenset(_leaves(said, ""))
    words = frozenset(word for _, value in leaves for word in _words(value))
    first = evidence[0]
    row = (str(first.get("box", 0)), str(first.get("label"))) if first.get("kind") == "infobox" else None
    term = frozenset(_words(str(fact.get("term", ""))))
    return _Said(fact, json.dumps(said, sort_keys=True), leaves, words, term, row)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, f"{path}[]")
    else:
        yield path, str(value)


def _compare_field(field: str, old: list[_Said], new: list[_Said]) -> Iterator[FieldChange]:
    gone = _without(old, Counter(said.key for said in new))
    come = _without(new, Counter(said.key for said in old))
    single = field not in list_fields()
    pairs = _pair(gone, come, 0.0 if single else _ALIKE)
    for index, said in enumerate(gone):
        if index in pairs:
            yield FieldChange(field, "changed", said.fact, come[pairs[index]].fact)
        else:
            yield FieldChange(field, "removed", before=said.fact)
    paired = set(pairs.values())
    for index, said in enumerate(come):
        if index not in paired:
            yield FieldChange(field, "added", after=said.fact)


def _without(facts: list[_Said], known: Counter[str]) -> list[_Said]:
    """Facts beyond those that the other version has too."""
    left = []
    for said in facts:
        if known[said.key]:
            known[said.key] -= 1
        else:
            left.append(said)
    return left


def _pair(gone: list[_Said], come: list[_Said], least: float) -> dict[int, int]:
    """Which removed fact became which added one: the most alike first."""
    if len(gone) * len(come) > _PAIRS:
        return {}
    scores = [(_likeness(a, b), -i, -j) for i, a in enumerate(gone) for j, b in enumerate(come)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores, reverse=True):
        if score >= least and -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def _likeness(a: _Said, b: _Said) -> float:
    """From 0 to 1: the share of equal slots, or of equal words; facts of one infobox row are alike by that.

    Facts about terms without a common word are two: nausea does not become vomiting.
    """
    if a.term and b.term and not a.term & b.term:
        return 0.0
    same_row = a.row is not None and a.row == b.row
    return max(_share(a.leaves, b.leaves), _share(a.words, b.words), _ALIKE if same_row else 0.0)


def _share(a: frozenset[Any], b: frozenset[Any]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _unplaced(value: object) -> object:
    """The value without offsets, and without what an absent value is written as."""
    if isinstance(value, dict):
        return {name: _unplaced(part) for name, part in value.items() if name not in _PLACES}
    if isinstance(value, list):
        return [_unplaced(part) for part in value]
    return value

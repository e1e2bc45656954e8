"""Compare a record with one made by hand: facts and text spans; what made or found them is left out."""

from __future__ import annotations

from typing import Any

_NOT_COMPARED = {"rule", "kind_rule", "prefix", "suffix", "source", "quality", "record_id", "links"}


def essence(value: Any) -> Any:
    """A record's data without empty values, defaults and what is not compared."""
    if isinstance(value, dict):
        kept = {key: essence(item) for key, item in value.items() if key not in _NOT_COMPARED}
        return {key: item for key, item in kept.items() if item not in (None, [], {}, "", False)}
    if isinstance(value, list):
        return [essence(item) for item in value]
    return value


def differences(made: dict[str, Any], gold: dict[str, Any]) -> list[str]:
    """Facts that only one of the two has, field by field; order within a field does not matter."""
    found = []
    made, gold = essence(made), essence(gold)
    for field in sorted(set(made) | set(gold)):
        ours, theirs = made.get(field), gold.get(field)
        if isinstance(ours, list) or isinstance(theirs, list):
            ours, theirs = ours or [], theirs or []
            found += [f"{field}: only ours: {item}" for item in ours if item not in theirs]
            found += [f"{field}: only gold: {item}" for item in theirs if item not in ours]
        elif ours != theirs:
            found.append(f"{field}: {ours!r} != {theirs!r}")
    return found

"""A Document as plain data."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from ..document import Block, Cell, Document, Span

__all__ = ["render_json"]


def render_json(document: Document) -> dict[str, Any]:
    """Every field by its name; tuples as lists, moments as ISO 8601, absent values as None."""
    data = _plain(document)
    assert isinstance(data, dict)
    return data


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Span | Block | Cell):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value

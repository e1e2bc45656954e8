"""A Document as plain data, and back."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from ..document import Block, Cell, Document, Span

__all__ = ["read_json", "render_json"]


def render_json(document: Document) -> dict[str, Any]:
    """Every field by its name; tuples as lists, moments as ISO 8601, absent values as None."""
    data = _plain(document)
    assert isinstance(data, dict)
    return data


def read_json(data: Mapping[str, Any]) -> Document:
    """The Document that `render_json` gave. Raises TypeError or ValueError where the data is none."""
    made = _read(Document, data)
    assert isinstance(made, Document)
    return made


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Span | Block | Cell):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


@lru_cache(maxsize=64)
def _types_of(made: type) -> dict[str, Any]:
    return typing.get_type_hints(made)


def _read(wanted: Any, value: object) -> object:  # noqa: ANN401 - a type as annotations have it
    """`value` as the annotation `wanted` says; names that the type does not have are refused."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if value is None or origin is typing.Literal:
        return value
    if origin in (typing.Union, types.UnionType):
        return _read(next(one for one in arguments if one is not type(None)), value)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise TypeError(f"expected a list, found {type(value).__name__}")
        return tuple(_read(arguments[0], item) for item in value)
    if is_dataclass(wanted) or wanted in (Span, Block, Cell):
        if not isinstance(value, Mapping):
            raise TypeError(f"expected the fields of a {wanted.__name__}, found {type(value).__name__}")
        known = _types_of(wanted)
        return wanted(**{name: _read(known[name], part) if name in known else part for name, part in value.items()})
    return datetime.fromisoformat(value) if wanted is datetime and isinstance(value, str) else value

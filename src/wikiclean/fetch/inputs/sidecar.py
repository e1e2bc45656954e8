"""A JSON file beside a saved page, which says where the page came from."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...errors import InputError

__all__ = ["Sidecar", "read_sidecar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The keys that are read, named as in `Page`; times are ISO 8601, in UTC where they name no zone."""

    url: str | None = None
    final_url: str | None = None
    title: str | None = None
    site: str | None = None
    language: str | None = None
    redirected_from: str | None = None
    status: int | None = None
    page_id: int | None = None
    revision_id: int | None = None
    revision_timestamp: datetime | None = None
    retrieved_at: datetime | None = None


_NUMBERS = frozenset({"status", "page_id", "revision_id"})
_TIMES = frozenset({"revision_timestamp", "retrieved_at"})


def read_sidecar(path: Path | None) -> Sidecar:
    """What the file says; nothing for no file, or for JSON that is no object. Other keys are left alone.

    Raises InputError for a file that cannot be read, or a value that cannot be what its key means.
    """
    if path is None:
        return Sidecar()
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"the sidecar cannot be read: {error.strerror or error}", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"the sidecar is no JSON: {error}", where=str(path)) from error
    if not isinstance(data, dict):
        return Sidecar()
    known = (field.name for field in fields(Sidecar))
    return Sidecar(**{name: _value(name, data[name], path) for name in known if data.get(name) is not None})


def _value(name: str, value: Any, path: Path) -> Any:  # noqa: ANN401 - JSON
    if name in _TIMES:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise InputError(f"{name} is {value!r}, expected a time as in ISO 8601", where=str(path)) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    expected: type = int if name in _NUMBERS else str
    if isinstance(value, bool) or not isinstance(value, expected):
        raise InputError(
            f"{name} is {value!r}, expected {'a number' if expected is int else 'a text'}", where=str(path)
        )
    return value

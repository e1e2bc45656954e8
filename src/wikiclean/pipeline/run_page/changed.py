"""What a run changed: counted by kind and field, and the changes that are more than a new record listed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...model.render.records.describe import spell
from .words import Linked, shorten

__all__ = ["Changed", "read_changes"]

_LISTED, _FIELDS = 300, 12
"""Changes, and fields of one of them, that are listed."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """One change."""

    page: Linked
    change: str
    what: str


@dataclass(frozen=True, slots=True)
class Changed:
    """All changes of a run."""

    kinds: dict[str, int]
    fields: dict[str, int]
    """Field -> records of which a fact in it came, went or changed."""
    pages: tuple[ChangedPage, ...]
    more: int
    """Changes that could be listed, beside those that are."""


def read_changes(lines: Iterable[str], link: Callable[[str, str], str | None]) -> Changed:
    """The lines of a change feed, one after the other; `link` gives the address of a wiki's page."""
    kinds, fields = Counter[str](), Counter[str]()
    pages: list[ChangedPage] = []
    more = 0
    for line in lines:
        told = json.loads(line)
        kinds[told["change"]] += 1
        names = list(dict.fromkeys(each["field"] for each in told["fields"]))
        fields.update(spell(name) for name in names)
        if told["change"] == "added":
            continue
        if len(pages) == _LISTED:
            more += 1
            continue
        wiki = told["record_id"].partition(":")[0]
        said = [*map(spell, names[:_FIELDS]), *told["parts"]]
        said += [f"{len(names) - _FIELDS} more fields"] if len(names) > _FIELDS else []
        said += [told["reason"]] if "reason" in told else []
        said += [f"was {told['title_before']}"] if "title_before" in told else []
        page = Linked(shorten(told["title"]), link(wiki, told["title"]))
        pages.append(ChangedPage(page, told["change"], shorten(", ".join(said), 300)))
    return Changed(dict(kinds), dict(fields), tuple(pages), more)

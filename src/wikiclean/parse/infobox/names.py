"""Names in infobox rows, each by itself; what stands for unnamed others is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.name import Name
from .rows import Row, Value, split_brackets

__all__ = ["read_names"]

_OTHERS = re.compile(
    r"^(?:(?:and|among|amongst|plus)\s+)*(?:(?:many|several|numerous|various|some|a few|hundreds of|\d+)\s+)*"
    r"(?:others?|many|more|etc\.?|list|show|hide|(?:other|generic|brand|trade|more)?\s*(?:brands?|names?|brand names|trade names|generics?))"
    r"(?:\s+(?:worldwide|internationally|exist|available))?$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r",?\s+(?:(?:and|among|plus)\s+)+(?:(?:many|several|numerous|various)\s+)?(?:others|other brands|more)\.?$|\s+etc\.?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[®™℠]")
_HEARD = re.compile(r"\s*(?:\((?:listen|audio|help·info)\)|ⓘ|🔊)\s*", re.IGNORECASE)
_PLACES = {
    "us": "US", "usa": "US", "u.s.": "US", "united states": "US", "uk": "GB", "united kingdom": "GB", "eu": "EU",
    "europe": "EU", "canada": "CA", "ca": "CA", "australia": "AU", "au": "AU", "india": "IN", "japan": "JP",
    "germany": "DE", "france": "FR", "brazil": "BR", "new zealand": "NZ",
}  # fmt: skip


def read_names(row: Row, kind: str) -> Iterator[Name]:
    """Names of a row, of one kind."""
    if kind in ("iupac", "pronunciation", "eponym"):
        yield from _whole(row, kind)
        return
    for value in row.values():
        text = _MARKS.sub("", _LEADING.sub("", _TAIL.sub("", value.text))).strip()
        if text and not _OTHERS.match(text):
            yield _name(row, value, text, kind)


def _name(row: Row, value: Value, text: str, kind: str) -> Name:
    region = None
    if kind == "brand":
        core, bracket = split_brackets(text)
        if bracket is not None:
            text, region = core, _PLACES.get(bracket.casefold())
    return Name.model_validate(
        {
            "evidence": row.evidence(value.start, value.end, f"infobox.name.{kind}"),
            "reference_ids": row.references(value.start, value.end),
            "value": text,
            "kind": kind,
            "region": region,
        }
    )


def _whole(row: Row, kind: str) -> Iterator[Name]:
    """A name a line, commas inside; a systematic name that a line break cuts after a hyphen or bracket goes on."""
    held: Value | None = None
    for line in row.lines():
        text = _HEARD.sub(" ", line.text).strip()
        if kind == "iupac":
            text = re.sub(r"(?<=-) | (?=-)", "", text)
        if not text:
            continue
        if held is not None:
            if kind == "iupac" and _is_cut(held.text, text):
                held = Value(held.start, line.end, held.text + text)
                continue
            yield _name(row, held, held.text, kind)
        held = Value(line.start, line.end, text)
    if held is not None:
        yield _name(row, held, held.text, kind)


def _is_cut(first: str, second: str) -> bool:
    return (
        first.endswith(("-", "(", "[", ","))
        or second.startswith(("-", ")", "]", ","))
        or first.count("(") != first.count(")")
        or first.count("[") != first.count("]")
    )

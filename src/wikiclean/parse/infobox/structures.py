"""Codes that a row breaks over lines, links or blocks: ATC codes, InChI with its key, SMILES."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .rows import Row

__all__ = ["read_atc", "read_inchi", "read_smiles"]

# Five levels; a link may hold the first of them only, so white space may part them.
_ATC = re.compile(
    r"(?<![A-Za-z0-9])(?P<code>Q?[ABCDGHIJLMNPRSV]\s?\d{2}(?:\s?[A-Z](?:\s?[A-Z](?:\s?\d{2})?)?)?)(?![A-Za-z0-9])"
)
_INCHI = re.compile(r"InChI\s*=\s*1S?\s*/", re.IGNORECASE)
_KEY = re.compile(r"(?:(?:InChI\s*)?Key\s*[:=]\s*)?(?P<key>[A-Z]{14}\s?-\s?[A-Z]{10}\s?-\s?[A-Z])(?![A-Za-z])")
_ANY_KEY = re.compile(r"(?:InChI\s*)?Key\s*[:=]\s*", re.IGNORECASE)


def read_atc(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """ATC and ATCvet codes in `text[start:end]`: (start, end, code)."""
    for match in _ATC.finditer(text, start, end):
        yield match.start("code"), match.end("code"), "".join(match["code"].split())


def read_inchi(row: Row) -> Iterator[tuple[str, int, int, str]]:
    """InChIs and their keys in one block, white space of soft breaks taken out: (system, start, end, value)."""
    text = row.text
    marks: list[tuple[str, int, int]] = [("inchi", m.start(), m.end()) for m in _INCHI.finditer(text)]
    keys = list(_KEY.finditer(text))
    marks += [("inchikey", m.start(), m.end()) for m in keys]
    marks += [
        ("inchikey", m.start(), m.end())
        for m in _ANY_KEY.finditer(text)
        if not any(key.start() <= m.start() < key.end() for key in keys)
    ]
    marks.sort(key=lambda mark: mark[1])
    if (before := row.value(0, marks[0][1] if marks else len(text))) is not None:  # no InChI as it must begin
        of = "inchikey" if not marks and row.entry.field == "identifiers.inchikey" else "inchi"
        yield of, before.start, before.end, "".join(before.text.split())
    ends = [mark[1] for mark in marks[1:]] + [len(text)]
    for (system, start, _), after in zip(marks, ends, strict=False):
        value = row.value(start, after)
        if value is None:
            continue
        said = "".join(value.text.split())
        if system == "inchikey":
            key = _KEY.match(text, start)
            said = "".join(key["key"].split()) if key else _ANY_KEY.sub("", value.text)
        else:
            said = re.sub("^InChI=", "InChI=", said, flags=re.IGNORECASE)
        yield system, value.start, value.end, said


def read_smiles(row: Row) -> Iterator[tuple[int, int, str]]:
    """The SMILES of a row: white space and line breaks in it are soft breaks."""
    lines = list(row.lines())
    if lines:
        yield lines[0].start, lines[-1].end, "".join("".join(line.text.split()) for line in lines)

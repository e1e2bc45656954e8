"""A Document becomes a record: every fact with its evidence.

`read_facts` reads one statement or infobox cell by itself; `Facts` is what it gives.

steps.py       parse_document
kind.py        whether the page is a drug, a condition or another article, and what says so
sections.py    the Document's sections as the record's, with their kinds, and the passages to read
facts.py       which readers read a passage
drug/          readers of statements, one file or folder a kind of fact
infobox/       rows of infoboxes as facts
lists.py       lists of the page as facts
structure.py source.py derivation.py quality.py    the rest of a record
grammar.py tokens.py statements.py quantities.py units.py lexicon/    what the readers are made of
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .facts import read_facts
    from .passage import Facts

__all__ = ["Facts", "read_facts"]


def __getattr__(name: str) -> object:
    """Load the readers when they are wanted: this package is imported for its small parts too."""
    if name == "read_facts":
        from .facts import read_facts

        return read_facts
    if name == "Facts":
        from .passage import Facts

        return Facts
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Indications: what a drug is said to be used for.

reader.py   the uses a statement tells of, and the infobox row "Main uses"
frames.py   the words that lead to a use: "is used off-label", "its other off-label uses"
nouns.py    nouns that tell of a use: "indications include A", "is a medication for A"
echoes.py   clauses that point back to a use: "but is not approved for it"
words.py    closed lists
"""

from .reader import read_indications, read_uses_row

__all__ = ["read_indications", "read_uses_row"]

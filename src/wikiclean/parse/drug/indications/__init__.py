"""Indications: what a drug is said to be used for.

reader.py  frames of statements ("is used for", "indications include"), and the infobox row "Main uses"
"""

from .reader import read_indications, read_uses_row

__all__ = ["read_indications", "read_uses_row"]

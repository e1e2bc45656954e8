"""Identifiers of drugs and conditions: their forms, and the check digits of those that have one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Self

from pydantic import model_validator

from .base import NonEmpty
from .evidence import Fact

__all__ = ["CHECK_DIGITS", "FORMS", "Identifier", "is_valid_identifier"]


def _cas_is_valid(value: str) -> bool:
    """CAS Registry Number: weights 1, 2, 3, … from the right, modulo 10."""
    match = re.fullmatch(r"(\d{2,7})-(\d{2})-(\d)", value)
    if not match:
        return False
    digits = (match[1] + match[2])[::-1]
    return sum(weight * int(digit) for weight, digit in enumerate(digits, 1)) % 10 == int(match[3])


def _ec_is_valid(value: str) -> bool:
    """EC (EINECS, ELINCS) number: weights 1, 2, 3, … from the left, modulo 11."""
    match = re.fullmatch(r"(\d{3})-(\d{3})-(\d)", value)
    if not match:
        return False
    return sum(weight * int(digit) for weight, digit in enumerate(match[1] + match[2], 1)) % 11 == int(match[3])


# Verhoeff's scheme: multiplication table of the dihedral group D5, and the permutation by position.
_D5 = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTATION = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def _sctid_is_valid(value: str) -> bool:
    """SNOMED CT identifier: 6 to 18 digits with a Verhoeff check digit."""
    if not re.fullmatch(r"[1-9]\d{5,17}", value):
        return False
    check = 0
    for position, digit in enumerate(reversed(value)):
        check = int(_D5[check][int(_PERMUTATION[position % 8][int(digit)])])
    return check == 0


CHECK_DIGITS: dict[str, Callable[[str], bool]] = {
    "cas": _cas_is_valid,
    "ec_number": _ec_is_valid,
    "snomedct": _sctid_is_valid,
}

FORMS: dict[str, str] = {
    "unii": r"[0-9A-Z]{10}",
    "drugbank": r"DB\d{5}",
    "pubchem_cid": r"[1-9]\d{0,9}",
    "pubchem_sid": r"[1-9]\d{0,9}",
    "chemspider": r"[1-9]\d{0,9}",
    "chembl": r"CHEMBL\d{1,9}",
    "chebi": r"CHEBI:\d{1,7}",
    "kegg": r"[CD]\d{5}",
    "iuphar": r"\d{1,6}",
    "niaid": r"\d{6}",
    "pdb_ligand": r"[0-9A-Z]{1,5}",
    "comptox": r"DTXSID\d{7,12}",
    "echa_infocard": r"100\.\d{3}\.\d{3}",
    "rxcui": r"\d{1,8}",
    "medlineplus_drug": r"a\d{6}",
    "medlineplus_encyclopedia": r"\d{6}",
    "atc": r"[ABCDGHJLMNPRSV]\d{2}([A-Z]([A-Z](\d{2})?)?)?",
    "atcvet": r"Q[ABCDGHIJLMNPRSV]\d{2}([A-Z]([A-Z](\d{2})?)?)?",
    "e_number": r"E\d{3,4}[a-j]?(\([ivx]+\))?",
    "inchikey": r"[A-Z]{14}-[A-Z]{10}-[A-Z]",
    "inchi": r"InChI=1S?/\S+",
    "smiles": r"\S+",
    "mesh": r"[CD]\d{6}(\d{3})?",
    "omim": r"\d{6}",
    "icd10": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "icd9cm": r"(\d{3}|E\d{3}|V\d{2})(\.\d{1,2})?",
    "icd11": r"[0-9A-HJ-NP-Z]{4}(\.[0-9A-Z]{1,3})?",
    "icdo": r"(M?\d{4}/\d{1,2}(-M?\d{4}/\d{1,2})?|C\d{2}(\.\d)?)",
    "orphanet": r"\d{1,6}",
    "diseasesdb": r"\d{1,6}",
    "emedicine": r"[a-z]+/\d+|\d+",
    "umls": r"C\d{7}",
    "doid": r"DOID:\d{1,7}",
    "mondo": r"MONDO:\d{7}",
    "wikidata": r"Q[1-9]\d*",
    "gard": r"\d{1,5}",
    "nbk": r"NBK\d{4,7}",
    "doi": r"10\.\d{4,9}/\S+",
    "pmid": r"[1-9]\d{0,8}",
    "pmcid": r"PMC[1-9]\d{0,8}",
    "drugs_com": r"\S+",
    "dailymed": r".+",
    "genereviews": r"\S+",
}
"""System -> form of a whole value (ASCII)."""


def is_valid_identifier(system: str, value: str) -> bool:
    """Whether `value` has the form, and the check digit, of `system`; False for an unknown system."""
    if check := CHECK_DIGITS.get(system):
        return check(value)
    form = FORMS.get(system)
    return form is not None and re.fullmatch(form, value, re.ASCII) is not None


class Identifier(Fact):
    """An identifier in its system's normal form, e.g. `CHEBI:15365`."""

    system: NonEmpty
    """A key of `FORMS` or `CHECK_DIGITS`."""
    value: NonEmpty
    """In the system's own form; one with a check digit passes it."""
    qualifier: str | None = None
    """What it identifies, where that is not the page's subject: "hydrochloride salt"."""
    primary: bool = True
    """Whether it is the first of its system, and of the substance itself."""

    @model_validator(mode="after")
    def _valid(self) -> Self:
        if self.system not in FORMS and self.system not in CHECK_DIGITS:
            raise ValueError(f"unknown identifier system {self.system!r}")
        if not is_valid_identifier(self.system, self.value):
            raise ValueError(f"{self.value!r} has not the form or check digit of {self.system}")
        return self

"""Identifiers in their system's normal form, and what only looks like one."""

from __future__ import annotations

import re

__all__ = ["has_form_of", "normal_form"]

_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))

# Words that pages write before a value.
_BEFORE = {
    "cas": r"CAS(?: (?:No\.?|Number|RN))?[:\s]*",
    "pubchem_cid": r"(?:PubChem\s*)?CID[:\s]*",
    "pubchem_sid": r"(?:PubChem\s*)?SID[:\s]*",
    "iuphar": r"(?:IUPHAR(?:/BPS)?|ligand(?: id)?)[:\s]*",
    "niaid": r"(?:AIDSNO|AIDS)?[-:\s]*",
    "omim": r"(?:OMIM|MIM)?[:\s]*[#*+%^]?\s*",
    "orphanet": r"(?:ORPHA(?:NET)?)[:\s]*",
    "mesh": r"MeSH[:\s]*",
    "icd10": r"ICD-?10(?:-?CM)?[:\s]*",
    "icd9cm": r"ICD-?9(?:-?CM)?[:\s]*",
    "icd11": r"ICD-?11[:\s]*",
    "icdo": r"ICD-?O(?:-\d)?[:\s]+",
    "snomedct": r"(?:SCTID|SNOMED(?: CT)?)[:\s]*",
    "diseasesdb": r"(?:DDB|DiseasesDB)[:\s]*",
    "inchikey": r"(?:Key|InChIKey)[:=\s]*",
    "echa_infocard": r"(?:ECHA )?InfoCard[:\s]*",
    "ec_number": r"(?:EC|EINECS)[:\s]*",
    "rxcui": r"(?:RxCUI|RxNorm)[:\s]*",
    "gard": r"GARD[:\s]*",
}
_BEFORE_OF = {system: re.compile(form, re.IGNORECASE) for system, form in _BEFORE.items()}
_PREFIXED = {"chebi": "CHEBI:", "chembl": "CHEMBL", "doid": "DOID:", "mondo": "MONDO:"}
_UPPER = frozenset({"unii", "drugbank", "kegg", "comptox", "pdb_ligand", "icd10", "icd11", "inchikey", "icdo"})
_LOWER = frozenset({"emedicine", "medlineplus_drug"})

_SHAPES = {
    "cas": r"\d{2,7}-\d{2}-\d",
    "ec_number": r"\d{3}-\d{3}-\d",
    "snomedct": r"\d{6,18}",
}


def normal_form(system: str, text: str) -> str:
    """`text` as the system writes it, e.g. `CHEBI:15365` for "15365"; nothing is checked."""
    value = text.strip().strip(".;,").translate(_HYPHENS)
    if system in _PREFIXED:
        prefix = _PREFIXED[system]
        bare = value.upper().removeprefix(prefix).removeprefix(prefix.rstrip(":")).strip(" :")
        return f"{prefix}{bare}"
    if (before := _BEFORE_OF.get(system)) and (match := before.match(value)):
        value = value[match.end() :]
    if system in _UPPER:
        value = value.upper()
    elif system in _LOWER:
        value = value.lower()
    if system == "e_number":
        value = re.sub(r"^[Ee]\s*(?=\d)", "E", value)
    return value


def has_form_of(system: str, text: str) -> bool:
    """Whether a value looks like one of a system with a check digit, whatever its last digit."""
    shape = _SHAPES.get(system)
    return shape is not None and re.search(rf"(?<!\d){shape}(?!\d)", text.translate(_HYPHENS)) is not None

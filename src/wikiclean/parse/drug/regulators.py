"""Regulators as pages name them: those with a code of their own, and others of the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..grammar import Phrases, lower_at
from ..tokens import Token
from .regions import read_place, read_place_adjective

__all__ = ["UNNAMED", "Regulator", "home_of", "read_regulator"]

_NAMES: dict[tuple[str, str | None], str] = {
    ("FDA", None): "Food and Drug Administration|Food & Drug Administration|FDA|USFDA",
    ("EMA", "EU"): "European Medicines Agency|European Medicines Evaluation Agency|European Medicine Agency|"
    "European Agency for the Evaluation of Medicinal Products",
    ("EMA", None): "EMA|EMEA",
    ("EC", "EU"): "European Commission|EU Commission",
    (
        "MHRA",
        None,
    ): "Medicines and Healthcare products Regulatory Agency|Medicines & Healthcare products Regulatory Agency|"
    "Medicines and Healthcare Regulatory Agency|MHRA",
    ("TGA", None): "Therapeutic Goods Administration|TGA",
    ("PMDA", None): "Pharmaceuticals and Medical Devices Agency|PMDA",
    ("HC", "CA"): "Health Canada",
    ("HC", None): "Health Products and Food Branch",
    ("NMPA", None): "National Medical Products Administration|NMPA|State Food and Drug Administration|SFDA|CFDA",
    ("NMPA", "CN"): "China Food and Drug Administration|China FDA",
    ("ANVISA", None): "ANVISA|National Health Surveillance Agency|Agência Nacional de Vigilância Sanitária",
    ("ANVISA", "BR"): "Brazilian Health Regulatory Agency",
    ("OTHER", None): "Swissmedic|Ministry of Health, Labour and Welfare|Ministry of Health, Labor and Welfare|"
    "Ministry of Health, Labour, and Welfare|Ministry of Health and Welfare|MHLW|Ministry of Health|"
    "Central Drugs Standard Control Organisation|Central Drugs Standard Control Organization|CDSCO|"
    "Drugs Controller General of India|Drug Controller General of India|DCGI|SAHPRA|Medicines Control Council|"
    "South African Health Products Regulatory Authority|COFEPRIS|Cofepris|BfArM|"
    "Federal Institute for Drugs and Medical Devices|Paul Ehrlich Institute|ANSM|"
    "National Agency for the Safety of Medicines and Health Products|AFSSAPS|AIFA|Italian Medicines Agency|Medsafe|HSA|"
    "Health Sciences Authority|Ministry of Food and Drug Safety|MFDS|KFDA|AEMPS|Medicines Evaluation Board|"
    "Medical Products Agency|Läkemedelsverket|Danish Medicines Agency|Norwegian Medicines Agency|Fimea|HPRA|"
    "Health Products Regulatory Authority|Irish Medicines Board|Committee on Safety of Medicines|"
    "Medicines Control Agency|INVIMA|ANMAT|DIGEMID|NAFDAC|"
    "National Agency for Food and Drug Administration and Control|Roszdravnadzor|Infarmed|URPL|TFDA|ISP|"
    "Pharmacy and Poisons Board|DRAP|Drug Regulatory Authority of Pakistan|Medicines Agency",
}
_REGULATORS = Phrases(
    {f"{name}{mark}": code for code, many in _NAMES.items() for name in many.split("|") for mark in ("", "'s", "’s")}
)
# Words for a regulator that is not named.
_UNNAMED = Phrases.listed(
    "regulators|regulator|regulatory authorities|regulatory authority|regulatory agencies|regulatory agency|"
    "drug regulators|drug regulator|drug agency|drug authorities|health authorities|health authority|"
    "medicines regulator|medicines regulators|medicines agency|medicines authority|medical regulators|"
    "authorities|licensing authority|licensing authorities|drug administration|health regulators|health regulator|"
    "health ministry|health agency|government|agency|pharmaceutical regulators|regulatory bodies|regulatory body|"
    "counterparts|counterpart|regulators' counterparts|licensing body|licensing bodies|medicines agencies|drug agencies|health ministries|"
    "competent authority|competent authorities|medical authorities"
)
UNNAMED = _UNNAMED.first_words
"""Words that a regulator without a name begins with."""
_COMMON = UNNAMED | {"swissmedic"}
_WITHIN = frozenset(
    "advisory advisers advisors adviser advisor panel panels committee committees subcommittee staff scientists experts "
    "reviewer reviewers inspector inspectors commissioner official officials employee employees board".split()
)
"""What is part of a regulator, and does not decide for it."""
_HOMES = {"FDA": "US", "EMA": "EU", "EC": "EU", "MHRA": "GB", "TGA": "AU", "PMDA": "JP", "HC": "CA", "NMPA": "CN",
          "ANVISA": "BR"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Regulator:
    """Who decided: the code (None for "Japanese regulators"), and the region that stands in the name."""

    code: str | None
    region: str | None = None


def home_of(regulator: str) -> str | None:
    """The region that a regulator (by its code) decides for."""
    return _HOMES.get(regulator)


def read_regulator(tokens: Sequence[Token], at: int) -> tuple[Regulator, int] | None:
    """ "the U.S. Food and Drug Administration (FDA)", "Japan's PMDA", "Canadian regulators", "the agency": (Regulator, next).

    The FDA of another country is not the FDA: "the Philippine FDA" is OTHER.
    """
    if lower_at(tokens, at) in ("the", "their", "its"):
        at += 1
    if at >= len(tokens) or not (tokens[at].text[0].isupper() or tokens[at].lower in _COMMON):
        return None
    region: str | None = None
    named = _REGULATORS.at(tokens, at)
    if named is None:
        if (adjective := read_place_adjective(tokens, at)) is not None:
            region, at = adjective[0].code, adjective[1]
            named = _REGULATORS.at(tokens, at)
        if named is None:
            return _unnamed(tokens, at, region)
    first = tokens[at]
    if first.text[0].islower() and first.lower != "swissmedic":
        return None
    (code, own), at = named
    region = own or region
    at = _abbreviation(tokens, at)
    if lower_at(tokens, at + (lower_at(tokens, at) in ("'s", "’s"))) in _WITHIN:
        return None
    if lower_at(tokens, at) == "of" and (place := read_place(tokens, at + 1)) is not None:
        region, at = region or place[0].code, place[1]
    elif lower_at(tokens, at) == "," and _REGULATORS.at(tokens, at + 1) and lower_at(tokens, at + 2) == ",":
        at += 3
    if code == "FDA" and region not in (None, "US"):
        code = "NMPA" if region == "CN" else "OTHER"
    return Regulator(code, region), at


def _abbreviation(tokens: Sequence[Token], at: int) -> int:
    """After a closing "(FDA)" or "(USA)"."""
    if lower_at(tokens, at) != "(":
        return at
    inner = _REGULATORS.at(tokens, at + 1) or read_place(tokens, at + 1)
    if inner is not None and lower_at(tokens, inner[1]) == ")":
        return inner[1] + 1
    if lower_at(tokens, at + 2) == ")" and tokens[at + 1].text.isupper() and len(tokens[at + 1].text) > 1:
        return at + 3
    return at


def _unnamed(tokens: Sequence[Token], at: int, region: str | None) -> tuple[Regulator, int] | None:
    found = _UNNAMED.at(tokens, at)
    if found is None:
        return None
    at = found[1]
    if region is None and lower_at(tokens, at) == "in" and (place := read_place(tokens, at + 1)) is not None:
        return Regulator(None, place[0].code), place[1]
    return Regulator(None, region), at

"""Regions and regulators as pages name them."""

from __future__ import annotations

import re

__all__ = ["REGION", "REGULATOR", "home_of", "region_of", "regulator_of"]

_REGIONS: dict[str, str] = {
    "United States": "US", "United States of America": "US", "USA": "US", "U.S.": "US", "US": "US", "America": "US",
    "European Union": "EU", "EU": "EU", "Europe": "EU", "European Economic Area": "EU",
    "United Kingdom": "GB", "UK": "GB", "U.K.": "GB", "Great Britain": "GB", "Britain": "GB",
    "Canada": "CA", "Japan": "JP", "China": "CN", "India": "IN", "Australia": "AU", "New Zealand": "NZ",
    "Germany": "DE", "France": "FR", "Italy": "IT", "Spain": "ES", "Portugal": "PT", "Switzerland": "CH",
    "Sweden": "SE", "Norway": "NO", "Denmark": "DK", "Finland": "FI", "Netherlands": "NL", "Belgium": "BE",
    "Austria": "AT", "Ireland": "IE", "Poland": "PL", "Hungary": "HU", "Greece": "GR", "Czech Republic": "CZ",
    "Russia": "RU", "Ukraine": "UA", "Turkey": "TR", "Israel": "IL", "Iran": "IR", "Egypt": "EG",
    "Saudi Arabia": "SA", "South Africa": "ZA", "Nigeria": "NG", "Kenya": "KE", "Brazil": "BR", "Mexico": "MX",
    "Argentina": "AR", "Chile": "CL", "Colombia": "CO", "South Korea": "KR", "Korea": "KR", "Taiwan": "TW",
    "Hong Kong": "HK", "Singapore": "SG", "Thailand": "TH", "Vietnam": "VN", "Indonesia": "ID", "Malaysia": "MY",
    "Philippines": "PH", "Pakistan": "PK", "Bangladesh": "BD",
}  # fmt: skip

_REGULATORS: dict[str, tuple[str, str | None]] = {
    "U.S. Food and Drug Administration": ("FDA", "US"), "US Food and Drug Administration": ("FDA", "US"),
    "United States Food and Drug Administration": ("FDA", "US"), "Food and Drug Administration": ("FDA", None),
    "US FDA": ("FDA", "US"), "U.S. FDA": ("FDA", "US"), "FDA": ("FDA", None),
    "European Medicines Agency": ("EMA", "EU"), "EMA": ("EMA", None), "European Commission": ("EC", "EU"),
    "Medicines and Healthcare products Regulatory Agency": ("MHRA", None), "MHRA": ("MHRA", None),
    "Therapeutic Goods Administration": ("TGA", None), "TGA": ("TGA", None),
    "Pharmaceuticals and Medical Devices Agency": ("PMDA", None), "PMDA": ("PMDA", None),
    "Ministry of Health, Labour and Welfare": ("OTHER", None), "Health Canada": ("HC", "CA"),
    "National Medical Products Administration": ("NMPA", None), "NMPA": ("NMPA", None),
    "Brazilian Health Regulatory Agency": ("ANVISA", "BR"), "ANVISA": ("ANVISA", None), "Anvisa": ("ANVISA", None),
    "Swissmedic": ("OTHER", None), "Central Drugs Standard Control Organisation": ("OTHER", None),
}  # fmt: skip


_HOMES = {"FDA": "US", "EMA": "EU", "EC": "EU", "MHRA": "GB", "TGA": "AU", "PMDA": "JP", "HC": "CA", "NMPA": "CN",
          "ANVISA": "BR"}  # fmt: skip


def home_of(regulator: str) -> str | None:
    """The region that a regulator (by its code) decides for."""
    return _HOMES.get(regulator)


def _one_of(names: dict[str, object]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


REGION = rf"(?<![\w.])(?:the\s+)?(?P<region>{_one_of(dict(_REGIONS))})(?![\w])"
"""Pattern source of a region word."""

REGULATOR = rf"(?<!\w)(?:the\s+)?(?P<regulator>{_one_of(dict(_REGULATORS))})(?!\w)"
"""Pattern source of a regulator's name."""


def region_of(name: str) -> str:
    """ISO 3166-1 alpha-2 code, or EU, of a region word."""
    return _REGIONS[name]


def regulator_of(name: str) -> tuple[str, str | None]:
    """The regulator's code, and the region that stands in its name."""
    return _REGULATORS[name]

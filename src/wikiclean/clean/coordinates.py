"""Where on Earth the page's subject lies, from the microformats and map links that its markup holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.document import Coordinates
from .dom import Element, ancestors, text_of

__all__ = ["COORDINATES", "read_coordinates"]

COORDINATES = "span.geo, a[data-lat], #coordinates"
"""What may hold coordinates: the `geo` microformat, Kartographer's map links, the line beside the title."""

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
_PARAMETERS = re.compile(r"[?&]params=([\d._]+_[NS])_([\d._]+_[EW])")
_OF_THE_PAGE = re.compile(r"infobox|indicator|\bgeography\b|taxobox|sinottico", re.IGNORECASE)


def read_coordinates(places: list[Element]) -> Coordinates | None:
    """The page's coordinates in decimal degrees.

    Those beside the title come first, then those of an infobox; others only if the page names a single place.
    """
    found: dict[Coordinates, int] = {}
    for element in _expanded(places):
        place = _place_of(element)
        if place is not None:
            found[place] = min(found.get(place, 2), _rank_of(element))
    if not found:
        return None
    best = min(found, key=lambda place: found[place])
    return best if found[best] < 2 or len(found) == 1 else None


def _expanded(places: list[Element]) -> Iterator[Element]:
    """The places; of the line beside the title its links."""
    for element in places:
        yield element
        if element.attr("id") == "coordinates":
            yield from element.iter_elements("a")


def _rank_of(element: Element) -> int:
    """0 beside the title, 1 in an infobox, 2 elsewhere."""
    for above in (element, *ancestors(element)):
        if above.attr("id") == "coordinates":
            return 0
        if _OF_THE_PAGE.search(above.attr("class") or ""):
            return 0 if "indicator" in (above.attr("class") or "") else 1
    return 2


def _place_of(element: Element) -> Coordinates | None:
    if (latitude := element.attr("data-lat")) is not None:
        return _checked([latitude, element.attr("data-lon") or ""])
    if element.tag == "a":
        match = _PARAMETERS.search(element.attr("href") or "")
        return _checked([_degrees(match[1]), _degrees(match[2])]) if match else None
    if "geo" not in (element.attr("class") or "").split():
        return None
    parts = [text_of(part) for part in element.iter_elements("span") if part.attr("class") in ("latitude", "longitude")]
    words = " ".join(parts if len(parts) == 2 else [text_of(element)]).replace("\u2212", "-")
    return _checked(_DECIMAL.findall(words))


def _degrees(written: str) -> str:
    """`59_19_30_N` or `59.325_N` in decimal degrees."""
    *parts, side = written.split("_")
    try:
        value = sum(float(part) / 60**power for power, part in enumerate(parts))
    except ValueError:
        return ""
    return str(round(-value if side in "SW" else value, 6))


def _checked(numbers: list[str]) -> Coordinates | None:
    """A pair of numbers that is a place."""
    if len(numbers) != 2 or not all(_DECIMAL.fullmatch(number) for number in numbers):
        return None
    latitude, longitude = map(float, numbers)
    return Coordinates(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None

"""Values of identifiers that stand in a link's address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["in_address"]

_ENDING = re.compile(r"\.(?:html?|php|aspx?|cfm|do)$", re.IGNORECASE)
_NUMERIC = frozenset(
    {"pubchem_cid", "pubchem_sid", "chemspider", "iuphar", "orphanet", "diseasesdb", "omim", "gard", "rxcui", "niaid",
     "medlineplus_encyclopedia", "snomedct"}
)  # fmt: skip
# Words of a site's own paths, where any word would have the system's form.
_PATHS = frozenset(
    {"monograph", "index", "books", "drugs", "search", "drug", "en", "www", "mtm", "pro", "cdi", "ppa", "international",
     "dailymed", "fda", "druginfo", "lookup", "druginfo.cfm", "n", "gene"}
)  # fmt: skip
_WHOLE_NUMBER = re.compile(r"(?:(?<=ddb)|(?<![A-Za-z0-9]))\d+(?![A-Za-z0-9])")
_SET_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_BOOK = re.compile(r"NBK\d{4,7}")


def in_address(link: str, system: str) -> Iterator[str]:
    """Stretches of an address that may be a value of `system`: its query's values, its fragment, its path from the end.

    A page title (a link inside the wiki) holds none.
    """
    if "//" not in link:
        return
    parts = urlsplit(link)
    host, path = (parts.hostname or ""), unquote(parts.path)
    if host.endswith("wikidata.org"):
        return
    if system == "drugs_com":
        pieces = [piece for piece in _pieces(path) if piece]
        if host.endswith("drugs.com") and pieces and pieces[0] not in _PATHS:
            yield "/".join(reversed(pieces[:2]))
        return
    if system == "dailymed":
        if match := _SET_ID.search(link):
            yield match[0].lower()
        return
    if system == "genereviews":
        yield from _BOOK.findall(link)[:1]
        yield from (value for _, value in parse_qsl(parts.query))
        return
    yield from (piece for piece in _stretches(parts.query, parts.fragment, path, system) if _plausible(system, piece))


def _stretches(query: str, fragment: str, path: str, system: str) -> Iterator[str]:
    if system == "emedicine":
        for match in re.finditer(r"(?P<part>[a-z]+)/(?:topic)?(?P<number>\d+)(?:-|\.|/|$)", path):
            yield f"{match['part']}/{match['number']}"
    for _, value in parse_qsl(query):
        yield value
    if fragment:
        yield unquote(fragment).strip("/")
    for piece in _pieces(path):
        yield piece
        if system in _NUMERIC:
            yield from reversed(_WHOLE_NUMBER.findall(piece))


def _pieces(path: str) -> Iterator[str]:
    for piece in reversed([piece for piece in path.split("/") if piece]):
        yield _ENDING.sub("", piece)


def _plausible(system: str, value: str) -> bool:
    if system in _NUMERIC:
        return value.isdigit()
    return any(char.isdigit() for char in value) or (system == "pdb_ligand" and value.isupper())

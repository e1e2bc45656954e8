"""What a page says it was made from: prov:wasDerivedFrom, declared by the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.document import Document
from ..model.provenance import DerivedFrom
from .structure import web_address

__all__ = ["read_derivation"]

# The attribution lines that wikis put under an article, into a notice or into a reference.
_VERBS = (
    "incorporates",
    "uses",
    "includes",
    "copied",
    "adapted",
    "derived",
    "translated",
    "imported",
    "forked",
    "based",
)
_DECLARED = re.compile(
    r"\b(?:this (?:article|page|entry|section|monograph|content|text|material)|preceding sentences?|material|"
    r"(?:text|content|version) of this (?:article|page|entry))(?: (?:is|was|were|has been|also|originally|partly)){0,3} "
    r"(?:(?:incorporates|uses|includes) (?:\w+ ){0,3}?(?:text|material|content|information) (?:\w+ ){0,2}?from|"
    r"(?:copied|adapted|derived|translated|imported|forked) from|based on)\b",
    re.IGNORECASE,
)
_BEFORE = 80
"""Characters before the verb in which such a line begins."""
_WITHIN = 400
"""Characters behind such words in which the link to the source stands."""


def read_derivation(document: Document) -> tuple[DerivedFrom, ...]:
    """Sources with an address that the page names, each once, in page order; a page that says none has none."""
    found: dict[str, DerivedFrom] = {}
    for target, title in _declared(document):
        if (address := web_address(target)) is not None:
            found.setdefault(str(address), DerivedFrom(url=address, title=title, basis="declared"))
    return tuple(found.values())


def _declared(document: Document) -> Iterator[tuple[str, str | None]]:
    """Addresses and, where it is known, the words of the link."""
    text = document.text
    for end in sorted(set(_ends(text))):
        line = text.find("\n", end)
        limit = min(end + _WITHIN, line if line >= 0 else len(text))
        for span in document.spans:
            if span.kind == "link" and span.target and end <= span.start and span.end <= limit:
                yield span.target, text[span.start : span.end]
                break
    for notice in document.notices:
        if notice.targets and _says_so(notice.text):
            yield notice.targets[0], None
    for reference in document.references:
        if reference.links and _says_so(reference.text):
            yield reference.links[0], None


def _says_so(text: str) -> bool:
    return next(_ends(text), None) is not None


def _ends(text: str) -> Iterator[int]:
    """Where such lines of `text` end; the verbs are looked for first, which is quick."""
    for verb in _VERBS:
        at = text.find(verb)
        while at >= 0:
            if match := _DECLARED.search(text, max(0, at - _BEFORE), at + _BEFORE):
                yield match.end()
            at = text.find(verb, at + 1)

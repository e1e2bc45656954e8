"""References as HTML: marks in the text, lists at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote_plus, urlsplit

from ..document import Reference
from .addresses import Addresses
from .html_inline import InlineHtml, attribute, words

__all__ = ["HtmlNotes"]


class HtmlNotes:
    """Joins marks to the references of one Document, both ways."""

    def __init__(self, references: Sequence[Reference], addresses: Addresses) -> None:
        self._references = references
        self._addresses = addresses
        self._at: dict[str, int] = {}
        for at, reference in enumerate(references, 1):
            self._at.setdefault(reference.id, at)
        self._marks: Counter[int] = Counter()

    def names(self, anchor: str) -> bool:
        """Whether an id is one of those that references use."""
        return anchor.startswith(("cite_note-", "cite_ref-"))

    def mark(self, reference_id: str) -> str:
        """The mark of a reference; its words are `[1]`, or `[note 1]` in a group of that name."""
        at = self._at.get(reference_id)
        if at is None:
            return ""
        reference = self._references[at - 1]
        self._marks[at] += 1
        name = f' id="cite_ref-{at}"' if self._marks[at] == 1 else ""
        label = f"{reference.group} {reference.number}" if reference.group else str(reference.number)
        return f'<sup class="reference"{name}><a href="#cite_note-{at}">[{words(label)}]</a></sup>'

    def lists(self) -> str:
        """All references, in page order: a list for each run of one group."""
        if not self._references:
            return ""
        inline = InlineHtml(self._addresses, lambda _: "")
        out = []
        numbered = list(enumerate(self._references, 1))
        for group, run in groupby(numbered, key=lambda pair: pair[1].group):
            entries = list(run)
            name = attribute("data-group", group) if group is not None else ""
            first = entries[0][1].number
            start = f' start="{first}"' if first != 1 else ""
            items = "".join(self._entry(at, reference, inline) for at, reference in entries)
            out.append(f'<ol class="references"{start}{name}>\n{items}</ol>\n')
        return f'<section class="notes">\n{"".join(out)}</section>\n'

    def _entry(self, at: int, reference: Reference, inline: InlineHtml) -> str:
        back = f'<a class="backlink" href="#cite_ref-{at}">\u2191</a> ' if self._marks[at] else ""
        counted = attribute("data-backlinks", str(reference.backlinks)) if reference.backlinks else ""
        links = "".join(f" {self._source(link)}" for link in reference.links)
        text = f'<span class="reference-text">{inline.render(reference.text)}</span>'
        return f'<li id="cite_note-{at}"{counted}>{back}{text}{links}{_coins(reference)}</li>\n'

    def _source(self, link: str) -> str:
        href = self._addresses.link(link)
        try:
            host = (urlsplit(link).hostname or link).removeprefix("www.")
        except ValueError:
            host = link
        if href is None:
            return f'<span class="source"{attribute("data-target", link)}>{words(host)}</span>'
        title = attribute("title", link) if href != link else ""
        return f'<a class="source"{attribute("href", href)}{title}>{words(host)}</a>'


def _coins(reference: Reference) -> str:
    """What a citation names, as COinS (https://en.wikipedia.org/wiki/COinS): what reference managers read."""
    pairs: list[tuple[str, str]] = []
    for kind, value in (("doi", reference.doi), ("pmid", reference.pmid), ("pmc", reference.pmcid)):
        if value is not None:
            pairs.append(("rft_id", f"info:{kind}/{value}"))
    if reference.isbn is not None:
        pairs.append(("rft.isbn", reference.isbn))
    if reference.year is not None:
        pairs.append(("rft.date", str(reference.year)))
    pairs += [("rft.au", author) for author in reference.authors]
    if not pairs:
        return ""
    title = "ctx_ver=Z39.88-2004&" + "&".join(f"{name}={quote_plus(value, errors='replace')}" for name, value in pairs)
    return f'<span class="Z3988"{attribute("title", title)}></span>'

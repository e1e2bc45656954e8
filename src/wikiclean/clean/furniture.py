"""What the article's own markup does not tell apart: apparatus sections, and furniture known by its words.

Works on the lifted items: a section, block or tail that a rule names becomes removals, in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.document import Figure, Infobox, Notice, Table
from ..model.ledger import Removal
from ..sites.headings import OTHER, classify_heading, classify_in_any_language
from ..sites.profile import Rule
from .dom import place_of
from .items import Item, LiftedBlock, LiftedHeading, Place, visible_text
from .rules import Rulebook, TextRules

__all__ = ["Apparatus", "Trimmed", "trim"]

_APPARATUS = ("apparatus", "see also, references, external links and the like: kept as data, off the text")
_LINK_TABLE = ("link-table", "a navigation box: a table of links that belongs to many pages")
_SIGNATURE = re.compile(r"\[?\s*v\s*[·•|∙]?\s*[td]\s*[·•|∙]?\s*e\b", re.IGNORECASE)
"""The links "view, talk, edit" of a template that is shown on many pages."""
_LINK_LINE = ("link-line", "a row of links before the article's first words, or after its last")
_HATNOTE = ("hatnote", "a note that leads to other pages; kept as a notice")
_LONGEST_HATNOTE = 160
_HATNOTE_LINKED = 0.25
_LINE_LINKED = 0.75
_MOSTLY = 0.2
_SMALL = 4
"""Rows of a table that may be an advertisement or a remark."""
_CROWD = 4
"""Links that a cell or line runs together where it is navigation."""
_LINKS = 8
_LINKED = 0.6
_ALWAYS = frozenset({"see_also", "references", "external_links"})


@dataclass(frozen=True, slots=True)
class Apparatus:
    """An apparatus section: its heading stays listed in the Document, its words are in the ledger."""

    heading: LiftedHeading


TrimmedItem = Item | Apparatus


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Items after trimming, and the notices that text rules found."""

    items: list[TrimmedItem]
    notices: list[Notice]


def trim(items: list[Item], rules: Rulebook, *, title: str, language: str, keep_apparatus: bool = False) -> Trimmed:
    """Apply heading, block and tail rules, and take apparatus sections off."""
    on_heading, on_block, on_tail = (rules.text_rules(kind, title) for kind in ("heading", "block", "tail"))
    notices: list[Notice] = []
    out: list[TrimmedItem] = []
    section: tuple[int, str, str] | None = None  # (level, rule, reason) of the section being removed
    tail: Rule | None = None
    fresh = True  # no word stands between here and the heading
    for at, item in enumerate(items):
        if isinstance(item, Removal):
            out.append(item)
            continue
        if tail is None and isinstance(item, LiftedBlock | LiftedHeading):
            tail = on_tail.starting(item.text)
        if tail is not None:
            out += _removal(item, tail.id, tail.why)
            continue
        if isinstance(item, Infobox) and item.kind == "classification":
            out.append(item)  # the bar of codes stands below the last section, and belongs to the page
            continue
        first, fresh = fresh, isinstance(item, LiftedHeading) or (fresh and not isinstance(item, LiftedBlock))
        if isinstance(item, LiftedHeading):
            if section is not None and item.level <= section[0]:
                section = None
            if section is None and (rule := on_heading.naming(item.text)):
                section = (item.level, rule.id, rule.why)
            if section is None and not keep_apparatus and _is_apparatus(item, title, language):
                section = (item.level, *_APPARATUS)
            if section is not None:
                out += _removal(item, section[1], section[2])
                if section[1] == _APPARATUS[0]:
                    out.append(Apparatus(item))
                continue
        elif isinstance(item, LiftedBlock) and (rule := on_block.starting(item.text)):
            out += _removal(item, rule.id, rule.why)
            if rule.notice:
                notices.append(Notice(rule.notice, item.text, _targets(item)))
            continue
        elif first and section is None and isinstance(item, LiftedBlock) and _is_hatnote(item, items[at + 1 : at + 2]):
            out += _removal(item, *_HATNOTE)
            notices.append(Notice("hatnote", item.text, _targets(item)))
            continue
        elif section is None and (rule := _known_by_words(item, on_block)):
            out += _removal(item, rule.id, rule.why)
            continue
        out += [item] if section is None else _removal(item, section[1], section[2])
    return Trimmed(_without_link_lines(_without_link_tables(out)), notices)


def _targets(block: LiftedBlock) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.target for s in block.spans if s.kind == "link" and s.target))


def _is_hatnote(block: LiftedBlock, following: list[Item]) -> bool:
    """Whether a block is a note as wikis without a template write it: one indented line in italics, mostly a link.

    It stands first under a heading, over words that are not indented. Alone it is what the section says.
    """
    if block.kind != "definition" or len(block.text) > _LONGEST_HATNOTE or "\n" in block.text:
        return False
    if not following or isinstance(following[0], LiftedHeading):
        return False
    if isinstance(following[0], LiftedBlock) and following[0].kind in ("definition", "term"):
        return False
    slanted = any(s.kind == "emphasis" and s.start == 0 and s.end >= len(block.text) - 1 for s in block.spans)
    inside = [s for s in block.spans if s.kind == "link" and s.target and "//" not in s.target]
    if any(s.start == 0 for s in inside):
        return False
    return slanted and sum(s.end - s.start for s in inside) > _HATNOTE_LINKED * len(block.text)


def _without_link_lines(items: list[TrimmedItem]) -> list[TrimmedItem]:
    """Take off paragraphs that are rows of links, before the article's first words and after its last.

    A page that is mostly such rows, as portals are, is left as it is.
    """
    found: list[int] = []
    for order in (range(len(items)), range(len(items) - 1, -1, -1)):
        for at in order:
            item = items[at]
            if isinstance(item, Removal | Apparatus | Figure | Infobox):
                continue
            if not isinstance(item, LiftedBlock) or not _is_link_line(item):
                break
            found.append(at)
        else:
            return items
    everything = sum(len(item.text) for item in items if isinstance(item, LiftedBlock))
    if sum(len(item.text) for at in found if isinstance(item := items[at], LiftedBlock)) > _MOSTLY * everything:
        return items
    for at in sorted(found, reverse=True):
        items[at : at + 1] = _removal(items[at], *_LINK_LINE)  # type: ignore[arg-type]
    return items


def _is_link_line(block: LiftedBlock) -> bool:
    if block.kind != "paragraph" or len(block.spans) < _CROWD:
        return False
    inside = [span for span in block.spans if span.kind == "link"]
    return len(inside) >= _CROWD and sum(s.end - s.start for s in inside) > _LINE_LINKED * len(block.text)


def _known_by_words(item: Item, rules: TextRules) -> Rule | None:
    """The rule that the caption of a picture, or every cell of a small table, begins as a block of furniture does."""
    if isinstance(item, Figure):
        return rules.starting(item.caption) if item.caption else None
    if not isinstance(item, Table) or len(item.rows) > _SMALL:
        return None
    found = None
    for row in item.rows:
        for cell in row:
            if cell.text and (found := rules.starting(cell.text)) is None:
                return None
    return found


def _without_link_tables(items: list[TrimmedItem]) -> list[TrimmedItem]:
    """Take off navigation boxes without a name: tables of links after the article's last word, or signed "v t e"."""
    at_end = True
    found: list[int] = []
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Table):
            if _is_link_table(item, at_end=at_end):
                found.append(at)
            else:
                at_end = False
        elif not isinstance(item, Removal | Apparatus | Figure):
            at_end = False
    for at in found:
        items[at : at + 1] = _removal(items[at], *_LINK_TABLE)  # type: ignore[arg-type]
    return items


def _is_link_table(table: Table, *, at_end: bool) -> bool:
    """Whether most letters are links, and some cells run several of them together, as no table of data does."""
    signed = bool(table.rows and table.rows[0] and _SIGNATURE.match(table.rows[0][0].text))
    if not at_end and not signed:
        return False
    letters = linked = links = crowded = 0
    for row in table.rows:
        for cell in row:
            inside = [span for span in cell.spans if span.kind == "link"]
            letters += len(cell.text)
            linked += sum(span.end - span.start for span in inside)
            links += len(inside)
            crowded += len(inside) - cell.text.count("\n") >= _CROWD  # a list, a link a line, is no crowd
    return links >= _LINKS and linked > _LINKED * letters and (signed or 2 * crowded >= len(table.rows))


def _removal(item: Item, rule: str, reason: str) -> list[Removal]:
    words = visible_text(item)
    if not words:
        return []
    where: Place = item.where if isinstance(item, LiftedBlock | LiftedHeading) else type(item).__name__.lower()
    return [Removal(rule, reason, words, where if isinstance(where, str) else place_of(where))]


def _is_apparatus(heading: LiftedHeading, title: str, language: str) -> bool:
    found = classify_heading(heading.text, title=title, language=language)
    if found is OTHER:  # a page that does not say its language, or says the site's
        found = classify_in_any_language(heading.text)
    return found.apparatus and not _ALWAYS.isdisjoint(found.kinds)

"""What the article's own markup does not tell apart: apparatus sections, and furniture known by its words.

Works on the lifted items: a section, block or tail that a rule names becomes removals, in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.document import Notice
from ..model.ledger import Removal
from ..sites.headings import classify_heading
from ..sites.profile import Rule
from .dom import place_of
from .items import Item, LiftedBlock, LiftedHeading, Place, visible_text
from .rules import BlockRule, Rulebook

__all__ = ["Apparatus", "Trimmed", "trim"]

_APPARATUS = ("apparatus", "see also, references, external links and the like: kept as data, off the text")
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
    text_rules = rules.text_rules(title)
    notices: list[Notice] = []
    out: list[TrimmedItem] = []
    section: tuple[int, str, str] | None = None  # (level, rule, reason) of the section being removed
    tail: Rule | None = None
    for item in items:
        if isinstance(item, Removal):
            out.append(item)
            continue
        if tail is None and isinstance(item, LiftedBlock | LiftedHeading):
            tail = _first(text_rules["tail"], item.text, whole=False)
        if tail is not None:
            out += _removal(item, tail.id, tail.why)
            continue
        if isinstance(item, LiftedHeading):
            if section is not None and item.level <= section[0]:
                section = None
            if section is None and (rule := _first(text_rules["heading"], item.text, whole=True)):
                section = (item.level, rule.id, rule.why)
            if section is None and not keep_apparatus and _is_apparatus(item, title, language):
                section = (item.level, *_APPARATUS)
            if section is not None:
                out += _removal(item, section[1], section[2])
                if section[1] == _APPARATUS[0]:
                    out.append(Apparatus(item))
                continue
        elif isinstance(item, LiftedBlock) and (rule := _first(text_rules["block"], item.text, whole=False)):
            out += _removal(item, rule.id, rule.why)
            if rule.notice:
                targets = tuple(dict.fromkeys(s.target for s in item.spans if s.kind == "link" and s.target))
                notices.append(Notice(rule.notice, item.text, targets))
            continue
        out += [item] if section is None else _removal(item, section[1], section[2])
    return Trimmed(out, notices)


def _first(rules: tuple[BlockRule, ...], text: str, *, whole: bool) -> Rule | None:
    for made in rules:
        if (made.test.fullmatch if whole else made.test.match)(text):
            return made.rule
    return None


def _removal(item: Item, rule: str, reason: str) -> list[Removal]:
    words = visible_text(item)
    if not words:
        return []
    where: Place = item.where if isinstance(item, LiftedBlock | LiftedHeading) else type(item).__name__.lower()
    return [Removal(rule, reason, words, where if isinstance(where, str) else place_of(where))]


def _is_apparatus(heading: LiftedHeading, title: str, language: str) -> bool:
    found = classify_heading(heading.text, title=title, language=language)
    return found.apparatus and not _ALWAYS.isdisjoint(found.kinds)

"""A passage: the stretch of text that readers read, and that knows where in the record it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.evidence import Fact, TextEvidence
from ..model.quality import UnparsedReason, UnparsedStatement, UnparsedTopic

__all__ = ["Facts", "Passage", "PassageBlock", "quote"]

_CONTEXT = 16
"""Characters of prefix and suffix kept with each piece of evidence."""


def quote(text: str, start: int, end: int, rule: str, *, section_id: str | None, path: tuple[str, ...]) -> TextEvidence:
    """Evidence for `text[start:end]` of the record's text, with what stands around it."""
    return TextEvidence(
        section_id=section_id,
        path=path,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        rule=rule,
    )


@dataclass(frozen=True, slots=True)
class PassageBlock:
    """A block of the Document, in offsets of the record's text; `level` of an item in its list."""

    kind: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The body of a section, a list item, an infobox cell or a single statement.

    `record_text[start:end]` is what is read; readers speak in offsets of `text`, and `evidence` turns them
    into offsets of the record.
    """

    record_text: str
    start: int
    end: int
    kinds: tuple[str, ...]
    """Section kinds it stands under, e.g. `("dosage_and_administration",)`; `("infobox",)` for a cell."""
    title: str
    """The page's title: the drug that unnamed statements are about."""
    aliases: tuple[str, ...] = ()
    """Further names of that drug."""
    section_id: str | None = None
    path: tuple[str, ...] = ()
    heading_start: int | None = None
    """Where the section's heading (`path[-1]`) begins in the record's text."""
    heading_is_unknown: bool = False
    """Whether the taxonomy does not know that heading, so that `kinds` are those of the section above."""
    blocks: tuple[PassageBlock, ...] = ()
    """Paragraphs, items, terms and definitions of the passage, where it is more than one statement."""
    label: str | None = None
    """Row label, where the passage is an infobox cell."""
    references: tuple[tuple[int, str], ...] = ()
    """Citation marks in the passage: (offset in the record's text, reference id)."""

    @property
    def text(self) -> str:
        """What is read."""
        return self.record_text[self.start : self.end]

    @classmethod
    def of_statement(cls, text: str, *, section: str, title: str, label: str | None = None) -> Passage:
        """A passage of one statement on its own, as `read_facts` takes it."""
        return cls(record_text=text, start=0, end=len(text), kinds=(section,), title=title, label=label)

    def evidence(self, start: int, end: int, rule: str) -> TextEvidence:
        """Evidence for `text[start:end]`, read by `rule`."""
        begin = self.start
        return quote(self.record_text, begin + start, begin + end, rule, section_id=self.section_id, path=self.path)

    def references_in(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the citation marks that stand on `text[start:end]`, each once, in order."""
        low, high = start + self.start, end + self.start
        return tuple(dict.fromkeys(ref for at, ref in self.references if low < at <= high + 1))

    def unparsed(
        self,
        start: int,
        end: int,
        topic: UnparsedTopic,
        reason: UnparsedReason,
        *,
        rule: str,
        detail: str | None = None,
    ) -> UnparsedStatement:
        """The statement `text[start:end]`, kept as text with the reason why it was not read."""
        return UnparsedStatement(
            evidence=(self.evidence(start, end, rule),),
            reference_ids=self.references_in(start, end),
            topic=topic,
            reason=reason,
            detail=detail,
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What readers found in a passage: facts by the record's field name, and what they could not read."""

    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    unparsed: tuple[UnparsedStatement, ...] = ()

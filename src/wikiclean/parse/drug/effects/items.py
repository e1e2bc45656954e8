"""Items of a list: a line that is a bare term, under "Common side effects include:" or a heading that is a frame."""

from __future__ import annotations

from ....model.evidence import TextEvidence
from ....model.kinds.drug import AdverseEffect
from ...grammar import Statement, lower_at
from .emit import facts_of
from .figures import FigureReader
from .frames import Frame, Listing, Unreadable
from .headings import read_heading
from .lexicon import is_effect
from .links import LinkReader
from .lists import ListReader
from .nouns import NounReader
from .subject import SubjectReader

__all__ = ["read_item"]

_LONGEST_ITEM = 120
"""Characters; what is longer is a sentence."""
_REACH = 40
"""Lines between an item and the line that heads its list."""
_BULLETS = frozenset("- – • * ·".split())
_HOME = frozenset({"adverse_effects", "hepatotoxicity", "boxed_warning", "warnings"})


def read_item(statement: Statement) -> list[AdverseEffect] | None:
    """The facts of a statement that is one item of a list of effects; None where it is none.

    The line that heads the list, or the section's heading, is evidence of each item beside its own.
    """
    passage = statement.passage
    if statement.end - statement.start > _LONGEST_ITEM or not _HOME & set(passage.kinds) or _ends_sentence(statement):
        return None
    line = _header(statement)
    header = line if line is not None else _heading(statement)
    frame = _frame_of(header, colon=line is not None) if header is not None else None
    if header is None or frame is None:
        return None
    tokens = statement.tokens
    start = 1 if lower_at(tokens, 0) in _BULLETS else 0
    subjects = SubjectReader(statement, tokens)
    try:
        figures = FigureReader(statement.text, subjects)
        listing = ListReader(tokens, subjects, figures, lambda _at: False).read(start, len(tokens))
        if (
            not listing.items
            or listing.next < len(tokens)
            or not ((line and frame.adverse) or _known(statement, listing))
        ):
            return None
        facts = facts_of(statement, Frame("effect.item"), listing, (start, len(tokens)))
    except Unreadable:
        return None
    said = header.evidence(0, len(header.tokens), "effect.item")
    own = {
        "frequency_wording": frame.frequency.value if frame.frequency else None,
        "frequency_as_written": header.quote(*frame.frequency.span) if frame.frequency else None,
        "frequency_class": frame.frequency_class,
        "severity": frame.severity.value if frame.severity else None,
        "incidence": frame.arms or None,
        "body_system": header.quote(*frame.body_system) if frame.body_system else None,
        "condition": header.quote(*frame.condition) if frame.condition else None,
    }
    return [_headed(fact, {name: value for name, value in own.items() if value is not None}, said) for fact in facts]


def _headed(fact: AdverseEffect, own: dict[str, object], said: TextEvidence) -> AdverseEffect:
    """What the item says of itself goes before what the list's header says of all."""
    kept = {name: value for name, value in own.items() if not _says(fact, name)}
    return fact.model_copy(update={**kept, "evidence": (said, *fact.evidence)})


def _says(fact: AdverseEffect, name: str) -> bool:
    if name.startswith("frequency"):
        return fact.frequency_as_written is not None
    return bool(getattr(fact, name))


def _ends_sentence(statement: Statement) -> bool:
    return statement.text[statement.start : statement.end].endswith((".", ":", "?"))


def _known(statement: Statement, listing: Listing) -> bool:
    words = [[statement.tokens[i].lower for span in item.spans for i in range(*span)] for item in listing.top]
    return all(is_effect(term) for term in words)


def _header(statement: Statement) -> Statement | None:
    """The line above the list that ends with a colon; an empty line may stand under it, and nowhere in the list."""
    text, at = statement.text, statement.start
    for _ in range(_REACH):
        if at < 1 or text[at - 1] != "\n":
            return None
        end = at - 1
        while end and text[end - 1] in "\n ":
            end -= 1
        apart = "\n" in text[end : at - 1]
        at = text.rfind("\n", 0, end) + 1
        line = text[at:end]
        if line.endswith(":"):
            start = at + max(0, line.rfind(". ") + 1)
            while text[start] == " ":
                start += 1
            return Statement(statement.passage, text, start, end)
        if apart or len(line) > _LONGEST_ITEM or line.endswith((".", "?", "!")):
            return None
    return None


def _heading(statement: Statement) -> Statement | None:
    """The heading of the section, as a statement; its offsets count from the passage, and so lie before it."""
    passage = statement.passage
    if passage.heading_start is None or not passage.path:
        return None
    return _HeadingStatement(statement)


class _HeadingStatement(Statement):
    """A section's heading: its text stands in the record before the passage."""

    def __init__(self, statement: Statement) -> None:
        passage = statement.passage
        start = passage.heading_start or 0
        super().__init__(passage, passage.record_text, start, start + len(passage.path[-1]))

    def evidence(self, first: int, after: int, rule: str) -> TextEvidence:
        """As of a statement of the passage."""
        begin = self.passage.start
        return self.passage.evidence(self.tokens[first].start - begin, self.tokens[after - 1].end - begin, rule)


def _frame_of(header: Statement, *, colon: bool) -> Frame | None:
    """What a header says of the items under it; None where it is no frame of adverse effects."""
    tokens = header.tokens
    end = len(tokens) - colon
    heading = read_heading(header, tokens, 0, anywhere=True, bare=not colon)
    if heading is not None and heading[1] >= end:
        return heading[0]
    subjects = SubjectReader(header, tokens)
    nouns = NounReader(header, tokens, subjects, FigureReader(header.text, subjects))
    got = nouns.noun(0)
    if got is None:
        return None
    frame, after = got
    link = LinkReader(nouns).link(after, frame) if after < end else after
    return frame if link is not None and link >= end else None

"""What stands over a statement without being part of it: a subheading, the lead of a list, a term, an item above.

A dose under "Children" is one for children, and a dose under "Never use:" is none. Only a scope that is understood
whole lets the doses under it be read: the words of a dosage heading, a route, or whom it is for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model.evidence import TextEvidence
from ..model.kinds.drug import DosageInstruction, Population
from .drug.population import read_population
from .drug.routes import read_route
from .grammar import Statement
from .passage import Passage, PassageBlock

__all__ = ["Scope", "Scopes", "read_scope"]

_PLAIN = frozenset(
    "the a an of for in by and or to with is are be as follows following dose doses dosage dosages dosing regimen regimens "
    "schedule schedules administration use uses usage recommended usual typical standard common general normal approved "
    "suggested customary initial starting maintenance loading daily oral parenteral injection injections infusion infusions "
    "tablet tablets capsule capsules solution treatment therapy medical information recommendations guidelines".split()
)
_LONGEST_TITLE = 6
"""Words of a line that stands over what follows, though no markup says so."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`population`: whom it names; `understood`: whether nothing in it is unknown."""

    words: str
    understood: bool
    population: Population | None = None
    evidence: TextEvidence | None = None

    def over(self, step: DosageInstruction) -> DosageInstruction:
        """The step as it holds under this scope: for whom, unless it says so itself."""
        if self.population is None or self.evidence is None or step.population is not None:
            return step
        return step.model_copy(
            update={"population": self.population, "evidence": (self.evidence, *step.evidence)},
        )


def read_scope(passage: Passage, words: str, evidence: TextEvidence | None) -> Scope:
    """Understand the words over a statement. `evidence`: where they stand."""
    statement = Statement(passage, words, 0, len(words))
    tokens = statement.tokens
    population: Population | None = None
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "sign" and tokens[at].text in ",:;.()-–—/":
            at += 1
        elif population is None and (whom := read_population(statement, at, bare_age=True)) is not None:
            population, at = whom
        elif (route := read_route(tokens, at)) is not None:
            at = route[1]
        elif tokens[at].lower in _PLAIN or tokens[at].lower in statement.subject_words:
            at += 1
        else:
            return Scope(words, understood=False)
    return Scope(words, understood=True, population=population, evidence=evidence)


class Scopes:
    """The scopes of one passage, made when a statement is first asked for."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._begins: list[int] | None = None
        self._over: list[tuple[Scope, ...]] = []

    def at(self, offset: int) -> Callable[[], tuple[Scope, ...]]:
        """What stands over the statement that begins at `offset` of the passage's text, from the heading inwards."""
        return lambda: self._at(offset)

    def _at(self, offset: int) -> tuple[Scope, ...]:
        if self._begins is None:
            stretches = [(0, _heading_scope(self._passage)), *_scopes_of(self._passage)]
            self._begins = [begin for begin, _ in stretches]
            self._over = [over for _, over in stretches]
        return self._over[bisect_right(self._begins, offset) - 1]


def _scopes_of(passage: Passage) -> Iterator[tuple[int, tuple[Scope, ...]]]:
    """Where each block begins, in offsets of the passage's text, with the scopes that stand over it."""
    heading = _heading_scope(passage)
    title: tuple[Scope, ...] = ()
    lead: tuple[Scope, ...] = ()
    term: tuple[Scope, ...] = ()
    above: list[tuple[int, Scope]] = []  # items by level
    for block in passage.blocks:
        words = passage.record_text[block.start : block.end]
        if block.kind == "item":
            above = [entry for entry in above if entry[0] < block.level]
            over = (*title, *lead, *(scope for _, scope in above))
            above.append((block.level, _scope_of(passage, block)))
        elif block.kind == "definition":
            over = (*title, *lead, *term)
        else:
            above, lead = [], ()
            over = title
            if block.kind == "term":
                term = (_scope_of(passage, block),)
            elif words.rstrip().endswith(":"):
                lead = (_scope_of(passage, block),)
            elif _is_title(words):
                title, over = (_scope_of(passage, block),), ()
        yield block.start - passage.start, (*heading, *over)


def _heading_scope(passage: Passage) -> tuple[Scope, ...]:
    """The section's own heading: all of it where the taxonomy does not know it, else whom it names."""
    if not passage.path or passage.heading_start is None:
        return ()
    words = passage.path[-1]
    low = passage.record_text.index(words, passage.heading_start) - passage.start
    scope = read_scope(passage, words, passage.evidence(low, low + len(words), "dosage.scope"))
    return (scope,) if passage.heading_is_unknown or scope.population is not None else ()


def _scope_of(passage: Passage, block: PassageBlock) -> Scope:
    low, high = block.start - passage.start, block.end - passage.start
    words = passage.record_text[block.start : block.end]
    return read_scope(passage, words, passage.evidence(low, high, "dosage.scope"))


def _is_title(words: str) -> bool:
    """A short line without a full stop and without a figure."""
    return (
        len(words.split()) <= _LONGEST_TITLE
        and not words.rstrip().endswith((".", "!", "?"))
        and not any(map(str.isdigit, words))
    )

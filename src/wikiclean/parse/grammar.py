"""What the readers of statements are written in: closed lists of phrases, and a statement as tokens.

A reader of a phrase is a function `(tokens, at) -> (value, next) | None`: what stands at token `at`, and the index
of the token after it. A reader of statements puts phrases together and must account for every token of its clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, wraps
from typing import Generic, TypeVar, cast

from ..model.evidence import TextEvidence
from ..model.quality import UnparsedReason, UnparsedStatement, UnparsedTopic
from .passage import Passage
from .tokens import Token, tokenize

__all__ = ["Phrases", "Statement", "index_at", "lower_at", "once_per_token"]

T = TypeVar("T")


class Phrases(Generic[T]):
    """A closed list: what a phrase of words means. The longest phrase that stands at a token wins.

    >>> Phrases({"by mouth": "oral", "by": "?"}).at(tokenize("taken by mouth"), 1)
    ('oral', 3)
    """

    __slots__ = ("_first_words", "_longer", "_single")

    def __init__(self, meanings: Mapping[str, T]) -> None:
        single: dict[str, T] = {}
        longer: dict[str, dict[int, dict[tuple[str, ...], T]]] = {}
        for phrase, meaning in meanings.items():
            words = tuple(token.lower for token in tokenize(phrase))
            if len(words) == 1:
                single[words[0]] = meaning
            else:
                longer.setdefault(words[0], {}).setdefault(len(words), {})[words] = meaning
        self._single = single
        self._longer = {
            first: tuple(
                (n, frozenset(words[1] for words in by_length[n]), by_length[n])
                for n in sorted(by_length, reverse=True)
            )
            for first, by_length in longer.items()
        }
        self._first_words = frozenset({*single, *longer})

    @classmethod
    def of(cls, forms: Mapping[T, str]) -> Phrases[T]:
        """From meaning -> its forms in one string, parted by `|`."""
        return cls({form: meaning for meaning, many in forms.items() for form in many.split("|")})

    @staticmethod
    def listed(forms: str) -> Phrases[bool]:
        """Phrases without a meaning of their own, parted by `|`."""
        return Phrases(dict.fromkeys(forms.split("|"), True))

    def at(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The meaning of the phrase at token `at`, and the index after it."""
        if at >= len(tokens):
            return None
        first = tokens[at].lower
        if first not in self._first_words:
            return None
        if (longer := self._longer.get(first)) and at + 1 < len(tokens):
            second = tokens[at + 1].lower
            for length, seconds, phrases in longer:
                if second in seconds:
                    words = tuple([token.lower for token in tokens[at : at + length]])
                    if words in phrases:
                        return phrases[words], at + length
        return (self._single[first], at + 1) if first in self._single else None

    @property
    def first_words(self) -> frozenset[str]:
        """Words that begin a phrase: a statement without any of them holds none."""
        return self._first_words


def lower_at(tokens: Sequence[Token], at: int) -> str:
    """The token's text in lower case; empty past the end."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def index_at(tokens: Sequence[Token], offset: int) -> int:
    """Index of the first token that begins at or after the character `offset`."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if tokens[middle].start < offset else (low, middle)
    return low


@lru_cache(maxsize=64)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(token.lower for name in names for token in tokenize(name))


class Statement:
    """One statement of a passage: `text[start:end]`, as tokens. Offsets count from the start of the passage."""

    def __init__(self, passage: Passage, text: str, start: int, end: int) -> None:
        self.passage, self.text, self.start, self.end = passage, text, start, end
        self.read: dict[tuple[str, int], object] = {}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Made once, for all readers."""
        return tokenize(self.text, self.start, self.end)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that occur, in lower case: a reader looks here before it reads."""
        return frozenset(token.lower for token in self.tokens)

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """Words of the names of what the page is about."""
        return _words_of((self.passage.title, *self.passage.aliases))

    def quote(self, first: int, after: int) -> str:
        """The text of tokens `first` up to, not including, `after`."""
        return self.text[self.tokens[first].start : self.tokens[after - 1].end]

    def evidence(self, first: int, after: int, rule: str) -> TextEvidence:
        """Evidence for tokens `first` up to, not including, `after`."""
        return self.passage.evidence(self.tokens[first].start, self.tokens[after - 1].end, rule)

    def references(self, spans: Iterable[TextEvidence]) -> tuple[str, ...]:
        """Ids of the citation marks that stand on the evidence, each once."""
        begin = self.passage.start
        found = (self.passage.references_in(span.start - begin, span.end - begin) for span in spans)
        return tuple(dict.fromkeys(ref for refs in found for ref in refs))

    def refuse(
        self, topic: UnparsedTopic, reason: UnparsedReason, *, rule: str, detail: str | None = None
    ) -> UnparsedStatement:
        """The whole statement, kept as text with the reason why it was not read."""
        return self.passage.unparsed(self.start, self.end, topic, reason, rule=rule, detail=detail)


def once_per_token(reader: Callable[[Statement, int], T]) -> Callable[[Statement, int], T]:
    """A reader `(statement, at)` that reads at each token once, however often it is asked."""
    name = f"{reader.__module__}.{reader.__qualname__}"

    @wraps(reader)
    def read(statement: Statement, at: int) -> T:
        key = (name, at)
        if key not in statement.read:
            statement.read[key] = reader(statement, at)
        return cast("T", statement.read[key])

    return read

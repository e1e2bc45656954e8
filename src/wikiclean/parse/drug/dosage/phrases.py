"""The phrase readers of a dosage statement: which of them may begin at a token, and those with open words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ....model.kinds.drug import Population
from ...grammar import Phrases, lower_at
from ...quantities import is_joined
from ...units import read_unit
from ..population import BAND_WORDS, POPULATION_WORDS, read_naive, read_population
from ..routes import ROUTE_WORDS
from ..timing import (
    FREQUENCY_WORDS,
    PER_DAY_WORDS,
    PER_PERIOD_WORDS,
    WHEN_WORDS,
    read_frequency,
)
from ..uses.illness import ends_as_illness
from .amounts import BASIS_WORDS
from .caps import CAP_WORDS
from .changes import (
    CHANGE_WORDS,
    NEEDED_WORDS,
    NEXT_WORDS,
    PHASE_WORDS,
    read_phase,
)
from .clauses import (
    is_alarm,
)
from .closed import RENEWED, ClosedPhraseReader
from .courses import (
    COUNT_WORDS,
    COURSE_WORDS,
    DIVIDED_WORDS,
    LASTING_WORDS,
)
from .cycles import CYCLE_WORDS
from .indications import GRADES, INDICATION_WORDS, PATIENT_WORDS, read_indication, read_patients_with
from .nouns import STOP, is_part_of_name, read_noun_phrase, read_noun_phrases
from .partners import PARTNER_WORDS, begins_partner, read_partner
from .pieces import (
    Bounds,
    Close,
    Indicated,
    Link,
    Next,
    Often,
    Open,
    Piece,
    Proviso,
    Value,
    Whom,
)
from .provisos import PEOPLE, PROVISO_WORDS, begins_proviso, proviso_end, read_clearance, read_proviso
from .refusal import Refused
from .words import FRAME, GIVING

__all__ = ["PhraseReader"]

_LINKS: Phrases[tuple[str, int]] = Phrases.of(
    {
        ("and", 2): "and|as well as|&|and also",
        (
            "or",
            2,
        ): "and it can also|and it may also|and can also|and may also|it can also|it may also|or|or alternatively|alternatively|or else|and alternatively|an alternative is|or as an alternative",
        ("but", 2): "but|in contrast to|compared with",
        (";", 3): "; and|; or|; but",
        ("whereas", 3): "while|whereas|; while|and while|; whereas|and whereas",
    }
)
_LINK_WORDS = _LINKS.first_words | frozenset(",;.()—–[") | {"with", "to"}
_OFTEN_WORDS = FREQUENCY_WORDS | PER_PERIOD_WORDS | RENEWED
_LATER_WORDS = frozenset("another further subsequent later additional repeat repeated following".split())
_DOSING_NOUNS = frozenset(
    "dose doses dosage injection injections infusion infusions portions parts tablet tablets capsule capsules times "
    "or to and intervals administrations courses amounts boluses bolus".split()
)
_Reader = Callable[[int], tuple[Value, int] | None]
# Words, beside number words, that an amount may begin with: "about 5 mg", "between 5 and 10 mg".
_BEFORE_AMOUNT = frozenset("between about approximately around roughly ~ approx at ≥".split())


# Readers of closed phrases by the words they begin with; then of open ones.
_CLOSED: tuple[tuple[frozenset[str], str], ...] = (
    (CYCLE_WORDS, "_cycle"), (DIVIDED_WORDS, "_divided"), (COURSE_WORDS, "_course"), (LASTING_WORDS, "_lasting"),
    (NEEDED_WORDS, "_needed"), (COUNT_WORDS, "_count"), (WHEN_WORDS, "_when"), (_OFTEN_WORDS, "_often"),
    (PER_DAY_WORDS, "_daily"), (CHANGE_WORDS, "_change"), (CAP_WORDS, "_limit"), (NEXT_WORDS, "_next"),
    (POPULATION_WORDS, "_population"), (_BEFORE_AMOUNT, "_dose"), (ROUTE_WORDS, "_routes"), (BASIS_WORDS, "_basis"),
)  # fmt: skip
_OPEN: tuple[tuple[frozenset[str], str], ...] = (
    (PATIENT_WORDS, "_patients_with"), (PROVISO_WORDS, "_proviso"), (_LINK_WORDS, "_link"),
    (PARTNER_WORDS, "_partner"), (INDICATION_WORDS, "_indication"), (PHASE_WORDS, "_phase"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def _beginning(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The readers of closed and of open phrases that may begin with a word, by their names."""
    closed, opened = (tuple(name for words, name in table if word in words) for table in (_CLOSED, _OPEN))
    return closed, opened


class PhraseReader(ClosedPhraseReader):
    """What can begin at a token, given the pieces read so far."""

    def _is_open(self, at: int) -> bool:
        """A word of open class: it may stand wherever it does not change what the dose is."""
        token = self._tokens[at]
        if self._is_aside_number(at):
            return True
        if token.kind == "word" and token.value is None:
            return not is_alarm(self._statement, at)
        return token.text in "-–/'’&" and not any(
            token.kind == "number" for token in (self._tokens[at - 1], self._tokens[min(at + 1, len(self._tokens) - 1)])
        )

    def _elided_use(self, at: int) -> tuple[Value, int] | None:
        """ "(gout is treated with 5 mg), asthma (in children) with 10 mg": a further use, without its verb."""
        if self._treated is None or not self._counts() or not isinstance(self._made[-1].value, Link):
            return None
        end = read_noun_phrase(self._tokens, at, self._stops)
        if end is None:
            return None
        people = read_population(self._statement, end, bare_age=False)
        behind = people[1] if people is not None else end
        if lower_at(self._tokens, behind) != "with" or self._dose(behind + 1) is None:
            return None
        if {token.lower for token in self._tokens[at:end]} <= GRADES:
            raise Refused("multiple_subjects", "a grade of the illness before")  # "…, severe with 60 mg"
        return Indicated(self._statement.quote(at, end)), end

    def _closed(self, at: int) -> tuple[_Reader, ...]:
        """The readers of closed phrases that can begin with token `at`."""
        token = self._tokens[at]
        banded = (token.value is not None or token.lower in BAND_WORDS) and (self._bare_age() or self._counts())
        if token.value is not None:
            numbers: tuple[_Reader, ...] = (
                self._dose, self._cycle, self._course, self._lasting, self._count, self._often,
            )  # fmt: skip
            return (self._population, *numbers) if banded else numbers
        readers = tuple([getattr(self, name) for name in _beginning(token.lower)[0]])
        return (*readers, self._population) if banded or read_naive(self._statement, at) is not None else readers

    def _open(self, at: int) -> tuple[_Reader, ...]:
        """The readers of open phrases, and of what parts phrases, that can begin with token `at`."""
        token = self._tokens[at]
        if token.value is not None:
            return (self._proviso,)
        return tuple([getattr(self, name) for name in _beginning(token.lower)[1]])

    def _is_aside_number(self, at: int) -> bool:
        """ "one starts with 5 mg", "into five sites": a number in words that counts no dose."""
        token = self._tokens[at]
        if token.kind != "word" or token.value is None or token.lower == "half":
            return False
        before, behind = lower_at(self._tokens, at - 1), lower_at(self._tokens, at + 1)
        if token.lower == "one" and behind in STOP and behind not in _DOSING_NOUNS:
            return True
        if before not in ("into", "at", "to", "on", "of", "between") or not behind.isalpha() or behind in _DOSING_NOUNS:
            return False
        unit = read_unit(self._tokens, at + 1)
        return unit is None and (at + 1 < len(self._tokens) and self._tokens[at + 1].value is None)

    def _follows_people(self) -> bool:
        """ "In dogs, heartworm is prevented with …": behind people and a comma, at the beginning."""
        return len(self._made) <= 2 and all(
            isinstance(p.value, Whom) or (isinstance(p.value, Link) and p.value.word == ",") for p in self._made
        )

    def _begins_after(self, at: int) -> int | None:
        """ "After a loading dose of 1 g, …", "following a bolus of 5 mg, …": index after the preposition."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("after", "following") or lower_at(tokens, at + 1) in ("which", "that", "this"):
            return None
        for n in range(at + 1, min(at + 7, len(tokens))):
            if self._dose(n) is not None:
                return at + 1
            if read_phase(self._statement, n) is None and self._routes(n) is None and tokens[n].lower not in FRAME:
                return None
        return None

    def _stops(self, at: int) -> bool:
        """Whether a phrase with closed words begins at `at`: an open noun phrase ends there."""
        return at < len(self._tokens) and (
            self._names.at(self._tokens, at) is not None
            or any(reader(at) is not None for reader in self._closed(at))
            or begins_proviso(self._statement, at)
            or begins_partner(self._statement, at)
        )

    def _ends_proviso(self, at: int) -> bool:
        """Whether a phrase begins at `at` that a proviso cannot hold."""
        if at >= len(self._tokens):
            return False
        ending = (
            self._cycle, self._divided, self._course, self._needed, self._often, self._daily, self._limit, self._next,
            self._dose, self._routes,
        )  # fmt: skip
        named = is_part_of_name(self._tokens, at, self._stops)
        return any(reader(at) is not None for reader in ending if not (named and reader == self._routes))

    def _use_in_brackets(self, at: int) -> tuple[Value, int] | None:
        """ "1 g three times daily (shingles)", in a cell: what the dose is for."""
        if self._tokens[at].text != "(" or not self._counts():
            return None
        end = next((n for n in range(at, min(at + 6, len(self._tokens))) if self._tokens[n].text == ")"), None)
        if end is None or end == at + 1 or any(self._stops(n) or not self._is_open(n) for n in range(at + 1, end)):
            return None
        listed = [token.lower for token in self._tokens[at + 1 : end]]
        if "infobox" not in self._statement.passage.kinds and not ends_as_illness(listed):
            return None
        words = set(listed)
        if words & (FRAME | GIVING) or read_phase(self._statement, at + 1) is not None:
            return None
        return Indicated(self._statement.quote(at + 1, end)), end + 1

    def _patients_with(self, at: int) -> tuple[Value, int] | None:
        if not self._made or self._made[-1].after != at:
            return None
        before = self._made[-1].value
        if isinstance(before, Indicated) and before.people and lower_at(self._tokens, at) == "who":
            end = proviso_end(
                self._tokens, at + 1, self._ends_proviso
            )  # "people with diabetes who have not used insulin"
            first = self._made[-1].first + (lower_at(self._tokens, self._made[-1].first) in ("in", "for", "among"))
            return (Whom(Population(text=self._statement.quote(first, end))), end) if end is not None else None
        if not isinstance(before, Whom):
            return None
        joined = before.population.text.split()[-2:]
        if joined[0] in ("or", "and") and joined[-1] in PEOPLE and lower_at(self._tokens, at) == "with":
            end = read_noun_phrases(self._tokens, at + 1, self._stops)  # "older patients or those with heart disease"
            if end is not None:
                whole = self._made.pop()
                begin = whole.first + (lower_at(self._tokens, whole.first) in ("in", "for"))
                self._made.append(Piece(Whom(Population(text=self._statement.quote(begin, end))), whole.first, end))
                return None
        return read_patients_with(self._statement, at, self._stops)

    def _proviso(self, at: int) -> tuple[Value, int] | None:
        found = read_proviso(self._statement, at, self._ends_proviso)
        based = found is not None and read_clearance(self._tokens, at) is None
        if found is not None and based and not self._counts() and lower_at(self._tokens, found[1]) == ":":
            return Link(";", 3), found[1] + 1  # "the dose is based on body weight: 5 mg …"
        if (
            found is not None
            and self._tokens[found[1] - 1].lower == "time"
            and any(isinstance(piece.value, Often) for piece in self._made)
        ):
            often = read_frequency(self._tokens, found[1])  # "once daily, at the same time each day"
            if often is not None:
                return Proviso(self._statement.quote(at, often[1])), often[1]
        return found

    def _partner(self, at: int) -> tuple[Value, int] | None:
        return read_partner(self._statement, at, self._stops)

    def _indication(self, at: int) -> tuple[Value, int] | None:
        return read_indication(self._statement, at, self._stops)

    def _phase(self, at: int) -> tuple[Value, int] | None:
        found = read_phase(self._statement, at)
        if self._tokens[at].lower == "induction" and lower_at(self._tokens, at - 1) == "of":
            return None  # "at the time of induction"
        return None if found is not None and is_alarm(self._statement, at) else found

    def _link(self, at: int) -> tuple[Value, int] | None:
        tokens = self._tokens
        if found := _LINKS.at(tokens, at):
            return Link(*found[0]), found[1]
        if tokens[at].lower in ("with", "to"):
            return self._further(at) if tokens[at].lower == "with" else self._to_dose(at)
        sign = tokens[at].text
        if sign == "," and (after := _LINKS.at(tokens, at + 1)) is not None:
            return Link(*after[0]), after[1]
        if sign == "," and self._after and self._counts() and not self._inside_brackets():
            self._after = False
            return Next("subsequent"), at + 1
        if sign == "," and self._turns(at + 1):
            return Next("subsequent"), at + 1
        if sign == ",":
            # "10,5 mg" is a decimal comma or a slip: no list
            return None if is_joined(tokens, at + 1) and tokens[at + 1].kind == "number" else (Link(",", 1), at + 1)
        if sign in "—–" and not is_joined(tokens, at) and not is_joined(tokens, at + 1):
            return Link(",", 1), at + 1
        if sign == ";" or (sign == "." and not is_joined(tokens, at + 1)):
            return Link(";", 3), at + 1
        if sign in "([":
            return (Open(), at + 1) if sign == "(" else None
        return (Close(), at + 1) if sign == ")" else None

    def _turns(self, at: int) -> bool:
        """ "(every day for a week), weekly for a month": a frequency and its time, behind those of a first step."""
        since: list[Piece] = []
        for piece in reversed(self._made):
            if isinstance(piece.value, Link | Next):
                break
            since.append(piece)
        if not self._counts() or not {Often, Bounds} <= {type(piece.value) for piece in since}:
            return False
        often = self._often(at)
        return often is not None and (lasts := self._course(often[1])) is not None and isinstance(lasts[0], Bounds)

    def _to_dose(self, at: int) -> tuple[Value, int] | None:
        """ "(from 5 mg …) to the full dose of 20 mg": "to" begins a further dose."""
        changed = any(isinstance(piece.value, Next) for piece in self._made)
        if changed and self._dose(at + 1) is not None and isinstance(self._made[-2].value, Proviso):
            return Next("subsequent"), at + 1  # "(raised to 0.5 mg) and, if more is wanted, to 1 mg"
        for n in range(at + 2, min(at + 7, len(self._tokens))):
            if self._dose(n) is not None:
                words = {token.lower for token in self._tokens[at:n]}
                return (Next("subsequent"), at + 1) if self._counts() and _DOSING_NOUNS & (words - {"to"}) else None
            if self._tokens[n].kind != "word" or self._tokens[n].value is not None:
                return None
        return None

    def _further(self, at: int) -> tuple[Value, int] | None:
        """ "with further injections of 40 mg", "with maintenance doses of 10 mg": "with" begins a further dose."""
        words: list[str] = []
        for n in range(at + 1, min(at + 8, len(self._tokens))):
            if self._dose(n) is not None:
                later = bool(_LATER_WORDS & set(words))
                if not self._counts() or not (later or _DOSING_NOUNS & set(words)):
                    return None
                return (Next("subsequent") if later else Link("and", 2)), at + 1
            if self._tokens[n].kind != "word" or self._tokens[n].value is not None:
                return None
            words.append(self._tokens[n].lower)
            if words[-1] in ("increases", "increase", "increments", "or", "and", "by"):
                return None
        return None

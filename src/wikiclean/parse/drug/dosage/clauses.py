"""Clauses that are about something else: where they end, and whether their numbers can be no doses."""

from __future__ import annotations

from collections.abc import Sequence

from ....model.quantity import UCUM
from ...grammar import Statement, lower_at
from ...quantities import is_joined, read_amount
from ...tokens import Token
from .partners import is_drug_name
from .pieces import (
    AsNeeded,
    Basis,
    Bounds,
    Change,
    Close,
    Count,
    Cycled,
    Daily,
    Divided,
    Dose,
    Indicated,
    Lasting,
    Link,
    Maximum,
    Next,
    Often,
    Open,
    Phase,
    Piece,
    Repeated,
)
from .refusal import Refused
from .words import ALARMS, BEING, CLAUSE_VERBS, DOSE_NOUNS, DOSE_OPENERS, FRAME, GIVING, TOPICS

__all__ = [
    "OF_DOSE",
    "check_frames",
    "clause_end",
    "is_about_something_else",
    "is_alarm",
    "is_effect",
    "leads_to_amount",
    "without_asides",
]

# Words of a clause that may take back or change the dose beside it.
_QUALIFYING = frozenset(
    "instead former formerly longer this that previously half double doubled halved unless no never nothing".split()
)
# Without a number: "the dose varies by indication", "dosing is individualized".
_UNDECIDED = frozenset("varies vary depends depend individualized individualised based determined calculated".split())


_GIVING = GIVING | DOSE_NOUNS


def clause_end(statement: Statement, at: int) -> int:
    """Where the clause ends: at ";", or where a clause about the dose begins."""
    tokens = statement.tokens
    for n in range(at, len(tokens)):
        word = tokens[n].lower
        if word == ";" or (word == "." and not is_joined(tokens, n + 1)):
            return n
        if word in (",", "and", "but", "or"):
            inner = n + 1 + (word == "," and lower_at(tokens, n + 1) in ("and", "but", "or", "with"))
            if DOSE_OPENERS.at(tokens, inner) is not None and leads_to_amount(statement, inner):
                return n
    return len(tokens)


def leads_to_amount(statement: Statement, at: int) -> bool:
    """Whether a verb of giving or a noun of dosing stands before the next amount: it is a dose, no strength."""
    tokens = statement.tokens
    for n in range(at, min(at + 14, len(tokens))):
        if tokens[n].lower in _GIVING:
            return True
        if tokens[n].text in ",;":
            return False
        if tokens[n].value is not None:  # "8 mg is then infused"
            stop = next((m for m in range(n, len(tokens)) if tokens[m].text in ",;("), len(tokens))
            behind = [token.lower for token in tokens[n + 1 : min(stop, n + 16)]]
            return bool({"is", "are", "may", "should", "can", "being"} & set(behind)) and bool(_GIVING & set(behind))
    return False


def is_about_something_else(statement: Statement, begin: int, end: int, *, doses: bool) -> bool:
    """Whether the clause has another topic: a closed frame of one in front of its first number, or no dose in it.

    `doses`: whether amounts stand in it that might be doses.
    """
    tokens = statement.tokens
    first = begin
    while first < end and tokens[first].lower in (",", ";", "and", "but", "or", ".", "with"):
        first += 1
    number = next((n for n in range(first, end) if tokens[n].value is not None and not is_joined(tokens, n)), end)
    if any(TOPICS.at(tokens, n) is not None for n in range(first, min(number + 1, end, first + 14))):
        return True
    if number == end and any(tokens[n].lower in _UNDECIDED for n in range(first, end)):
        return True
    return not doses and not any(tokens[n].lower in _QUALIFYING for n in range(first, end))


_RELATIVES = frozenset("which that whose because since although though".split())


_CAUSING = frozenset("reduces lowers raises increases decreases doubles halves".split())
_OF_CHANGE = frozenset("of to by from until as gradually slowly every over with after and in are should may".split())


def is_effect(tokens: Sequence[Token], at: int) -> bool:
    """ "400 mg daily reduces deaths": a verb that tells what a dose does, no change of it."""
    behind, before = lower_at(tokens, at + 1), lower_at(tokens, at - 1)
    return tokens[at].lower in _CAUSING and behind.isalpha() and behind not in _OF_CHANGE and before not in DOSE_NOUNS


def is_alarm(statement: Statement, at: int) -> bool:
    """Whether the word at a token may take the dose back, or make its number one of something else."""
    tokens = statement.tokens
    word = tokens[at].lower
    if word in ALARMS:
        return True
    if TOPICS.at(tokens, at) is not None or (is_drug_name(word) and word not in statement.subject_words):
        return True
    before, behind = lower_at(tokens, at - 1), lower_at(tokens, at + 1)
    if word in _WORKING and behind in ("for", "within", "over", "after") and read_amount(tokens, at + 2) is not None:
        return True  # "a dose of 50 mg is effective for 6 hours"
    if is_effect(tokens, at) or (word == "tolerated" and before in BEING | {"well"}):
        return True
    if word in _HAVING and before in PEOPLE_NOUNS:
        return True  # "patients given 40 mg daily": whom something happens to
    if word == "body" and before == "the" and behind not in ("weight", "surface", "mass", "size"):
        return True
    if word.endswith("ed") and behind in ("the", "a", "an", "their", "its") and before not in BEING | _HAD:
        return word not in GIVING  # "it halved the rate of stroke": what it did
    if word == "rarely" and lower_at(tokens, at + 1) in ("used", "given", "needed", "required"):
        return True
    return word in _HOW_COMMON and lower_at(tokens, at + 1) not in _DOSE_NOUNS


_WORKING = frozenset("active effective protective working lasting noticeable felt".split())
_HAVING = frozenset("given taking receiving treated started maintained begun initiated on".split())
_HAD = frozenset("been being be get and or have has".split())
PEOPLE_NOUNS = frozenset("patients people persons adults children women men those subjects individuals infants".split())


# "is common at 40 mg daily" is said of an effect, "the most common dose" of a dose.
_HOW_COMMON = frozenset("common frequent rare uncommon likely".split())
_DOSE_NOUNS = frozenset("dose doses dosage dosages regimen starting initial maintenance daily adult schedule".split())


def without_asides(statement: Statement, pieces: Sequence[Piece], open_words: Sequence[int]) -> list[Piece]:
    """Without the clauses that say nothing of the dose but hold a phrase that a dose may have: "which are more common
    in women", "it also helps children with asthma"."""
    tokens = statement.tokens
    kept: list[Piece] = []
    stretch: list[Piece] = []
    first = 0

    def close(end: int) -> None:
        words = {tokens[n].lower for n in range(first, end)}
        opened = lower_at(tokens, first + (lower_at(tokens, first) == ",")) in _RELATIVES
        aside = (
            any(first <= n < end for n in open_words)
            and bool(words & CLAUSE_VERBS)
            and not words & _GIVING
            and not any(isinstance(piece.value, Dose | Maximum if opened else OF_DOSE) for piece in stretch)
        )
        kept.extend(piece for piece in stretch if not aside or isinstance(piece.value, Link | Next | Open | Close))

    for piece in pieces:
        if isinstance(piece.value, Link):
            close(piece.first)
            stretch, first = [], piece.first
        stretch.append(piece)
    close(len(tokens))
    return kept


def check_frames(statement: Statement, pieces: Sequence[Piece], open_words: Sequence[int]) -> None:
    """Raises Refused where a dose stands among words of open class and nothing says that it is given or taken.

    "Hypotension is common at 40 mg daily", "people eat 20 mg daily", "folic acid 5 mg daily should be added".
    """
    tokens = statement.tokens
    known = FRAME | GIVING | DOSE_NOUNS | BEING | statement.subject_words
    begin = 0
    for piece in (*pieces, None):
        parted = piece is None or (isinstance(piece.value, Link) and piece.value.strength == 3)
        if not parted:
            continue
        end = len(tokens) if piece is None else piece.first
        run = [other for other in pieces if begin <= other.first < end]
        if any(isinstance(other.value, Dose | Maximum) for other in run):
            words = {token.lower for token in tokens[begin:end]}
            framed = (
                "dosage_and_administration" in statement.passage.kinds
                or bool(words & GIVING)
                or (bool(words & DOSE_NOUNS) and bool(words & BEING))
                or any(isinstance(other.value, Phase | Next) for other in run)
            )
            if not framed and any(begin <= n < end and tokens[n].lower not in known for n in open_words):
                raise Refused("unknown_pattern", "nothing says that it is given")
        begin = end
    for piece in pieces:
        if isinstance(piece.value, Dose) and _is_of_another(statement, piece.after):
            raise Refused("multiple_subjects", "the dose of something else")
        if (
            isinstance(piece.value, Dose)
            and UCUM[piece.value.quantity.unit] != "count"
            and piece.first - 1 in open_words
            and tokens[piece.first - 1].lower not in known | DRUG_WORDS
            and not any(isinstance(p.value, Indicated) and p.after == piece.first - 1 for p in pieces)
        ):
            raise Refused("multiple_subjects", "the dose of something else")

    for n in open_words:
        word = tokens[n].lower
        taken = lower_at(tokens, n - 1) in _TAKING and word not in known | DRUG_WORDS and not word.endswith("ly")
        if taken and not {token.lower for token in tokens[n : n + 4]} & DOSE_NOUNS:
            raise Refused("multiple_subjects", "something else is taken")


def _is_of_another(statement: Statement, at: int) -> bool:
    """ "(500 mL) of water", "(50 mg) of prednisone", "(20 mg) or more": not the drug, or no dose of it."""
    tokens = statement.tokens
    if lower_at(tokens, at) == "or" and lower_at(tokens, at + 1) in ("more", "greater", "higher", "above", "less"):
        return True
    noun = lower_at(tokens, at + 1)
    return (
        lower_at(tokens, at) == "of" and noun not in statement.subject_words and (noun in _FLUIDS or is_drug_name(noun))
    )


_FLUIDS = frozenset("water milk juice saline fluid fluids charcoal caffeine alcohol glucose dextrose".split())
_TAKING = frozenset("take takes receive receives need needs".split())
DRUG_WORDS = frozenset(
    "least drug agent medicine medication most another as then to of at with by from the be is are a an one about up and in for on "
    "patients people adults children women men".split()
)
OF_DOSE = (
    Dose | Maximum | Often | Daily | Divided | Bounds | Count | Cycled | Repeated | Lasting | AsNeeded | Change | Basis
)

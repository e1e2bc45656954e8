"""What a dose is for, said at the beginning of a clause: "Hypertension: …", "Vaginal candidiasis is treated with …"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Statement, lower_at
from ...tokens import Token
from ..english import ADVERBS
from ..population import read_described, read_population
from ..products.dose_forms import PRODUCT_NOUNS
from ..uses.illness import ends_as_illness
from .indications import FOR, is_prevention, is_state
from .nouns import STOP, Stops, read_noun_phrase
from .pieces import Indicated, Link, Phase, Proviso, Value
from .words import FRAME

__all__ = ["read_label"]

_TREATMENTS = frozenset(
    "treatment therapy use administration dose dosing regimen regimens schedule replacement monotherapy course induction maintenance "
    "patients patient adults children infants women men people loading prophylaxis it drug tablets infusion injection".split()
)
_TAKERS = frozenset(
    "smokers nonsmokers users drinkers carriers recipients survivors donors metabolizers metabolisers athletes workers travelers "
    "few many most others some ones majority travellers beginners holders drivers".split()
)
_PARTS = frozenset(
    "scalp skin eye eyes area areas face nose ear ears mouth lips nails hair feet hands wound wounds lesion".split()
)
_TREATED = frozenset(
    "treated managed controlled corrected relieved maintained achieved cured suppressed eradicated countered".split()
)
_NEEDING = frozenset("call calls require requires need needs responds respond demands demand".split())
_PREVENTED = frozenset("prevented averted".split())
_BEING = frozenset("is are was can may should must be being often most best first now also".split())


def _treated(tokens: Sequence[Token], at: int) -> tuple[bool, int] | None:
    """ "is most often treated with", "can be prevented by", "calls for": (whether it is prevented, next)."""
    here = at
    while lower_at(tokens, here) in _BEING or lower_at(tokens, here).endswith("ly") or ADVERBS.at(tokens, here):
        here += 1
        if here - at > _MOST_BEFORE:
            return None
    word = lower_at(tokens, here)
    if word in _NEEDING:
        return False, here + 1 + (lower_at(tokens, here + 1) in ("for", "to"))
    if here == at or word not in _TREATED | _PREVENTED or lower_at(tokens, here + 1) not in ("with", "by", "using"):
        return None
    return word in _PREVENTED, here + 2


_MOST_BEFORE = 5
"""Words in front of "treated with"."""


def read_label(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """At the beginning of a clause: "Hypertension: …", "Vaginal candidiasis is treated with …"."""
    tokens = statement.tokens
    if lower_at(tokens, at) in STOP or lower_at(tokens, at) in ("for", "in", "to", "against"):
        return None
    end = read_noun_phrase(tokens, at, stops)
    if end is None:
        return None
    described = read_described(statement, end, end)
    if described is not None and lower_at(tokens, described[1]) == ":":
        cut = next((n for n in range(end - 1, at, -1) if lower_at(tokens, n) == "of"), None)
        if cut is not None:
            return Indicated(statement.quote(at, cut)), cut
    if lower_at(tokens, end) == "of" and any(token.text == ":" for token in tokens[end : end + 6]):
        return Indicated(statement.quote(at, end)), end  # "Sedation of ventilated adults: …"
    if lower_at(tokens, end) == ",":
        more = read_noun_phrase(tokens, end + 1, stops)
        if more is not None and lower_at(tokens, more) == ":":
            end = more
    words = [token.lower for token in tokens[at:end]]
    if set(words) & statement.subject_words:
        return None
    if lower_at(tokens, end) == ":" and words[-1] in PRODUCT_NOUNS:
        return Link(";", 3), end + 1  # "Nasal spray: two sprays …"
    if lower_at(tokens, end) == "(" and ends_as_illness(words):
        closed = next((n + 1 for n in range(end, min(end + 8, len(tokens))) if tokens[n].text == ")"), end)
        if lower_at(tokens, closed) == ":":  # "Hypertension (adults): …"
            return Indicated(statement.quote(at, end)), end
    if lower_at(tokens, end) == ":":
        if len(words) > 7 or set(words) <= FRAME:
            return None
        if len(words) == 1 and is_prevention(words[0]):
            return Phase("prophylaxis"), end + 1
        value = Proviso(statement.quote(at, end)) if is_state(words) else _labelled(statement, at, end)
        return value, end + 1
    people = read_population(statement, end, bare_age=False)
    treated = _treated(tokens, end)
    if treated is None and people is not None and (behind := _treated(tokens, people[1])) is not None:
        treated = behind[0], end  # "Deficiency in adults is corrected with …"
    if (
        treated is None
        or set(words) & _TREATMENTS
        or words[-1] in _PARTS | _TAKERS
        or read_described(statement, at, end - 1) is not None
    ):
        return None
    named = statement.quote(at + (words[0] in ("a", "an", "the", "most", "many", "some")), end)
    return Proviso(named) if is_state(words) else Indicated(named, treated[0]), treated[1]


def _labelled(statement: Statement, at: int, end: int) -> Value:
    tokens = statement.tokens
    if framed := FOR.at(tokens, at):
        begin = framed[1] if not is_prevention(lower_at(tokens, framed[1] - 2)) else at
        return Indicated(statement.quote(min(begin, end - 1), end), framed[0])
    return Indicated(statement.quote(at, end), is_prevention(lower_at(tokens, end - 1)))

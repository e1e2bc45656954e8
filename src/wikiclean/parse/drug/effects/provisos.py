"""Provisos and asides: "in high doses", "in the elderly", "in clinical trials", "which usually resolve"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import lower_at
from ...quantities import read_amount
from ...tokens import Token
from .incidence import read_percent
from .words import BE, DOSES, HAVE, INCLUDES, MODALS, PEOPLE, STUDIES, USES

__all__ = ["FOCUS", "LONGEST", "TIMES", "read_cases", "read_condition", "read_place"]

FOCUS = frozenset(
    "especially particularly mainly mostly usually typically generally primarily only often notably most commonly".split()
)
_CLAUSE = frozenset("when if unless once".split())
_TAKING = frozenset("taking on using receiving being in under still".split())
_PREPOSITIONS = frozenset(
    "in at with during after on upon following among by within early shortly soon over for under throughout late".split()
)
_OF_USE = _PREPOSITIONS - {"by", "among", "over"}
_TIMING = frozenset(
    "early late soon shortly immediately within during after following upon at throughout towards toward near".split()
)
_OF_TIME = frozenset("within over after during early for".split())
TIMES = frozenset("minutes hours days weeks months years time".split())
_SINCE = frozenset(
    "of after starting beginning initiating the therapy treatment use first dose discontinuation stopping initiation shot injection infusion vaccination last".split()
)
_STATES = frozenset("pregnancy overdose overdosage childhood combination infancy adulthood".split())
# Words that describe how a drug is given.
_DESCRIBES = frozenset(
    "high higher highest large larger low lower excessive very usual therapeutic recommended standard long short term "
    "prolonged chronic repeated early first initial rapid intravenous oral topical inhaled systemic local continued "
    "continuous extended regular frequent abrupt sudden heavy maximum maximal toxic increasing the a an any this its - or "
    "and more extensive concomitant concurrent combined same single multiple ongoing combination daily weekly dose late "
    "few several two three weeks days months week day month hours years of subsequent second minutes beginning start end "
    "course stages period intramuscular subcutaneous acute".split()
)
_AFTER_USE = frozenset(
    "of with the drug drugs it treatment therapy this medication medicine use high low doses dose in a an infusion "
    "injection its and or long term prolonged administration".split()
)
_DESCRIBES_PEOPLE = frozenset(
    "with who taking on receiving over under aged at whose having prone using given older younger treated undergoing "
    "predisposed without and or allergic known".split()
)
_AMOUNTS = frozenset(
    "of above over below under exceeding up to at least greater higher more less lower than about and".split()
)
_OFTEN = frozenset("once twice three four times time daily weekly nightly monthly".split())
_PERIODS = frozenset("day week kg dose month".split())
_CASE_NOUNS = frozenset("cases instances occasions patients people individuals persons".split())
_CASE_WORDS = frozenset(
    "rare some severe isolated many most few certain several very extreme a extremely serious sporadic occasional other".split()
)
_GRAVE = frozenset("severe extreme serious".split())
LONGEST = 24
"""Tokens of the longest proviso."""

_QUANTIFIERS = frozenset(
    "some few many most certain several minority majority number proportion treated percentage fraction half third "
    "quarter thirds all".split()
)
_QUANTIFIED = _QUANTIFIERS | frozenset(
    "a of the small large both one up to least at about over than more almost nearly two percent".split()
)
_PLACES = frozenset("in during from across among with after since over through throughout".split())
_KNOWN_USE = frozenset("clinical marketing postmarketing general routine widespread wide".split())
_TRIAL_OF = frozenset("of with in for involving".split())


def read_condition(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """A proviso at token `at` - "in high doses", "with long-term use", "in the elderly" -: the token after it."""
    while at < end and tokens[at].lower in FOCUS:
        at += 1
    word = lower_at(tokens, at)
    if at + 1 >= end:
        return None
    if word in _CLAUSE or (word == "while" and tokens[at + 1].lower in _TAKING):
        return _to_comma(tokens, at, end)
    if word not in _PREPOSITIONS:
        return None
    if (word, tokens[at + 1].lower) == ("at", "first") and (at + 2 >= end or tokens[at + 2].text in (",", ";")):
        return at + 2
    if word in ("in", "among", "for") and (people := _read_people(tokens, at + 1, end)) is not None:
        return people
    if word in ("during", "in") and tokens[at + 1].lower in _STATES:
        return at + 2
    if word in _OF_USE and (use := _read_use(tokens, at, end)) is not None:
        return use
    return _read_time(tokens, at, end) if word in _OF_TIME else None


def _read_use(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """ "in high doses", "early in therapy", "after abrupt withdrawal of the drug"."""
    word = tokens[at].lower
    after = at + 1
    while after < end and tokens[after].lower in _TIMING | {"in"} and word not in DOSES:
        after += 1
    start = after
    while after < end and (tokens[after].lower in _DESCRIBES or tokens[after].value is not None):
        if tokens[after].lower in USES and lower_at(tokens, after + 1) not in _DESCRIBES | USES:
            break
        after += 1
    noun = lower_at(tokens, after)
    if after >= end or noun not in USES or lower_at(tokens, after + 1) in ("site", "sites", "related"):
        return None
    if word in ("in", "on") and noun not in DOSES and after == start and start == at + 1:
        return None
    after += 1
    if noun in DOSES and (amount := _read_amount(tokens, after, end)) is not None:
        return amount
    while after < end and tokens[after].lower in _AFTER_USE:
        small = tokens[after].lower in ("and", "or", "with", "in", "a", "an", "of", "the")
        if small and not _more_use(tokens, after + 1, end):
            break
        if tokens[after].lower == "it" and tokens[after - 1].lower not in ("of", "with"):
            break  # "in high doses it may cause"
        after += 1
    return after


def _read_amount(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """ "(doses) of 80 mg a day", "above 40 mg", "exceeding 2 g daily": the token after the amount."""
    while at < end and tokens[at].lower in _AMOUNTS:
        at += 1
    amount = read_amount(tokens, at)
    if amount is None or amount.unit in (None, "%") or amount.next > end:
        return None
    after = amount.next
    while lower_at(tokens, after) in _OFTEN or lower_at(tokens, after + 1) in _PERIODS:
        if lower_at(tokens, after) not in _OFTEN | {"a", "per", "each", "every", "/"}:
            break
        after += 1 if lower_at(tokens, after) in _OFTEN else 2
    return after + 2 * (lower_at(tokens, after) == "or" and lower_at(tokens, after + 1) in _AMOUNTS)


def _more_use(tokens: Sequence[Token], at: int, end: int) -> bool:
    return at < end and tokens[at].lower in USES | (_AFTER_USE | _DESCRIBES) - {"and", "or", "a", "an"}


def _read_time(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """ "within hours", "over time", "during the first two weeks"."""
    after = at + 1
    while (
        after < end
        and (tokens[after].lower in _DESCRIBES or tokens[after].value is not None)
        and lower_at(tokens, after) not in TIMES
    ):
        after += 1
    if after >= end or tokens[after].lower not in TIMES:
        return None
    after += 1
    while after < end and tokens[after].lower in _SINCE:
        after += 1
    return after


def _read_people(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """ "the elderly", "patients with renal failure": the token after them; what describes them runs to the comma."""
    for i in range(at, min(at + 5, end)):
        word = tokens[i].lower
        if word in BE or tokens[i].kind != "word" or word in _QUANTIFIERS:
            return None
        if word not in PEOPLE or lower_at(tokens, i + 1) in PEOPLE:
            continue
        after = i + 1
        following = lower_at(tokens, after)
        if following in ("and", "or"):
            further = next((j for j in range(after, min(after + 4, end)) if tokens[j].lower in PEOPLE), None)
            more = further is not None and not any(tokens[j].lower in _PREPOSITIONS for j in range(after, further))
            return _to_comma(tokens, after, end) if more else after
        return _to_comma(tokens, after, end) if following in _DESCRIBES_PEOPLE else after
    return None


def _to_comma(tokens: Sequence[Token], at: int, end: int) -> int | None:
    limit = min(end, at + LONGEST)
    while at < limit and tokens[at].text not in (",", ";", "(", ")", ":"):
        if tokens[at].lower in ("but", "although", "whereas") or INCLUDES.at(tokens, at):
            break
        if read_percent(tokens, at) is not None:
            return None
        at += 1
    return at if at == end or at < limit else None


def read_cases(tokens: Sequence[Token], at: int, end: int) -> tuple[int, bool] | None:
    """ "in some cases", "in severe cases": (the token after it, whether it is a proviso)."""
    if lower_at(tokens, at) != "in":
        return None
    after = at + 1
    while after < end and tokens[after].lower in _CASE_WORDS:
        after += 1
    if after >= end or after == at + 1 or tokens[after].lower not in _CASE_NOUNS:
        return None
    return after + 1, any(tokens[i].lower in _GRAVE for i in range(at, after))


def read_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where it was seen, "in clinical trials", "in some patients": the token after it."""
    if lower_at(tokens, at) not in _PLACES:
        return None
    for i in range(at + 1, min(at + 15, len(tokens))):
        token = tokens[i]
        word = token.lower
        if token.kind == "number":
            if lower_at(tokens, i + 1) in ("%", "percent", "per", "to", "-", "–"):
                return None
        elif token.kind == "sign" and token.text not in "-/–":
            return None
        if word in STUDIES and lower_at(tokens, i + 1) not in STUDIES and lower_at(tokens, i + 1) != "-":
            if word == "use" and tokens[i - 1].lower not in _KNOWN_USE:
                return None
            return _trial_of(tokens, i + 1)
        if word in BE | MODALS | HAVE or word in ("which", "that", "include", "includes"):
            return None
        if word in PEOPLE:
            said = [tokens[j].lower for j in range(at + 1, i)]
            some = (
                tokens[at].lower in ("in", "among")
                and all(w in _QUANTIFIED for w in said)
                and any(w in _QUANTIFIERS for w in said)
            )
            return i + 1 if some else None
    return None


def _trial_of(tokens: Sequence[Token], at: int) -> int:
    """After "trials": "of X", "in adults with hypertension"."""
    begin = at
    while lower_at(tokens, at) in _TRIAL_OF:
        after = at + 1
        while (
            after < len(tokens)
            and after - at < 8
            and tokens[after].kind == "word"
            and tokens[after].lower not in BE | MODALS | HAVE | INCLUDES.first_words | _TRIAL_OF
        ):
            after += 1
        if after == at + 1:
            break
        at = after
    stops = (
        at >= len(tokens)
        or tokens[at].text in (",", ";", "(")
        or tokens[at].lower in BE | MODALS | HAVE | INCLUDES.first_words
    )
    return at if stops else begin

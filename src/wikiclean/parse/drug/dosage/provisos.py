"""Provisos, kept as written: up to the end of the clause or the next phrase of the dosage."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ....model.kinds.drug import Population
from ....model.quantity import UCUM
from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount, is_joined, read_amount
from ...tokens import Token
from ...units import read_time_unit
from ..timing import read_frequency, read_when
from .amounts import DOSE_DIMENSIONS
from .courses import ends_phrase
from .nouns import Stops
from .pieces import (
    Proviso,
    Value,
    Whom,
)
from .refusal import Refused

__all__ = ["PEOPLE", "PROVISO_WORDS", "begins_proviso", "proviso_end", "read_clearance", "read_proviso"]

_OPENERS = Phrases.of(
    {
        None: "depending on|depending upon|dependent on|dependent upon|according to|based on|based upon|as tolerated|"
        "if tolerated|"
        "if tolerance|as long as|until|unless|provided that|provided the|as directed|or as directed|or as a|"
        "or as the|if|when|adjusted to|"
        "titrated to|is titrated to|titrated according|titrated based|titrated for|often starting at the low|"
        "often starting at the lower|starting at the lower|starting at the low|"
        "adjusted for|adjusted according to|adjusted based|with adjustment|with dose adjustment|on an empty stomach|"
        "with or without food|with or without meals|without regard to|regardless of|irrespective of|with a full glass|"
        "with a glass of|with plenty of|with water|at the same time|swallowed whole|continued until|continued for as|"
        "continuing until|may be repeated|can be repeated|which may be repeated|which can be repeated|repeated once|"
        "repeated if|"
        "repeated as|preferably|in alternating|within|before|after|prior to|following|whenever|for as long as|"
        "as necessary|"
        "in patients undergoing|patients undergoing|in patients receiving|patients receiving|in patients on|for patients on|"
        "people on|people undergoing|people receiving|anyone on|anyone taking|patients on|in patients taking|for patients taking|patients taking|those taking|those receiving|those on|those who|in patients who|"
        "for patients who|patients who|people taking|in patients not|patients not|in patients requiring|patients already|for patients receiving|"
        "for patients undergoing|in people taking|in those taking|in those receiving|in those who|in people who|repeat in|repeat after|may repeat|may be repeated in|may be repeated once|can be repeated once|"
        "which may be repeated once|which can be repeated once|at the discretion|under supervision|under medical|"
        "under close|as part of|alternating|guided by|during|while|"
        "at the first|at onset|at the onset|with caution|without food|"
        "away from|in the absence of|in the presence of|as monotherapy|as adjunctive|as an adjunct|as add-on|as a sole|"
        "independent of|independently of|at least one hour|taking into|in view of|in accordance with|in order to|"
        "and repeated|repeated in|repeated after|not more often|with careful|with close|with regular|given response|"
        "as a physician|as the physician|adapted to|tailored to|individualized|individualised|as clinically|"
        "as determined|"
        "calculated|subject to|once stable|usually before|usually after|immediately before|immediately after|"
        "shortly before|"
        "shortly after|just before|just after|about one hour|on days when|on dialysis|between meals|to maintain|"
        "to achieve|"
        "to keep|to a target|aiming for|or until|for life|lifelong|indefinitely|long-term|as long|with monitoring|"
        "continuing|"
        "which may be increased if|in response to|in severe|as appropriate|as indicated|on a|without food or|as per|"
        "with a creatinine clearance|with creatinine clearance|with a crcl|with an egfr|with a gfr|at a creatinine clearance|"
        "for a creatinine clearance|at creatinine clearance|at creatinine clearances|with a glomerular|below a creatinine|"
        "not with|monitored by|and continued until|and continuing until|continue until|in alternate|with a high-fat|"
        "with fat|"
        "with fluids|with fluid|with subsequent doses|with subsequent dose|with subsequent adjustments|"
        "with dose adjustments|with subsequent dosing|with later adjustments|with further doses|with later doses|"
        "subsequent doses adjusted|with doses adjusted|"
        "with the dose adjusted|dose adjusted|doses adjusted|at birth|for the second week|for the third week|"
        "from the second|from the third|from the fourth|from the fifth|from week|from day|"
        "in the first week|in the second week|in the third week|in the fourth week|for the first week|for the first few|for the first month|"
        "during the first|for several|for a few|for many|or more|or less|may be given again|can be given again|"
        "and then as needed|with normal|not sooner than|no sooner than|not earlier than|not before|no earlier than|to complete|to limit|to reduce|to reach|to attain|to avoid|to minimize|to minimise|to lessen|to keep|to bring|to improve|"
        "to ensure|to allow|to lower|the course may be repeated|"
        "whose|in patients whose|patients whose|for patients whose|"
        "no more often|not more often|no more frequently|not more frequently|as soon as|once|where|in whom|"
        "on consecutive|on the same|on the day|on the morning|at the start of|at the beginning of|at the end of|at onset of"
    }
)
# Provisos that are said whole.
_WHOLE = Phrases.of(
    {
        None: "on an empty stomach|with or without food|with or without meals|as tolerated|if tolerated|as directed|"
        "with water|with a snack|with a small snack|with a light snack|"
        "no more than once a day|no more than once daily|not more than once daily|not more than once a day|"
        "no more often than once a day|no more frequently than once daily|no more than once per day|"
        "swallowed whole|without food|without regard to meals|without regard to food|regardless of meals|"
        "regardless of food|"
        "at the same time of day|between meals|as monotherapy|"
        "on the first day|on the second day|on the third day|for the first week|for the first month|while fasting|"
        "with a full glass of water|with a glass of water|with plenty of water|as a single agent|in the fasting state|"
        "for life|lifelong|indefinitely|with plenty of fluid|with plenty of fluids|in alternating nostrils|"
        "in severe cases|at onset|"
        "at the onset|on the same day|on a single day|"
        "as an adjunct|as a last resort|irrespective of meals|irrespective of food|independent of meals|"
        "independently of meals|"
        "under medical supervision|under direct observation|on day one|well diluted|in mild cases|without interruption|"
        "on consecutive days|on alternating arms|alone|under supervision|in fasted state|"
        "in one day|on one day|in a single day|during travel|on the day of surgery|the night before surgery|as appropriate|as a first-line treatment"
    }
)
_GIVING = Phrases.of(
    {
        None: "at a dose|in a dose|at doses|in doses|at a dosage|in a dosage|at the dose|as a dose|at dosages|"
        "in dosages|at a rate|"
        "the usual dose|the dose|the recommended dose|at an initial dose|at a starting dose|in an initial dose|"
        "in usual doses"
    }
)
_AUXILIARIES = frozenset({"is", "are", "may", "can", "should", "must", "it", "the", "then"})
_TAKING = frozenset(
    "receive receives take takes need needs require requires start starts begin begins get gets".split()
)
_HAVING = frozenset("taking receiving on already".split())
_USED = frozenset("used given prescribed indicated taken".split())
_DETERMINERS = frozenset({"the", "a", "an", "its"})
_NOUN_OF_DOSE = frozenset({"dose", "dosage", "regimen"})
_DOSE_NOUNS = frozenset({"dose", "doses", "dosage", "bolus"})
_EDGE = frozenset({",", ";", ")", "(", ":"})
_CLINICAL = frozenset("mL mL/min % U/L mmol/L mg/dL ng/mL".split())


_BEFORE_TIME = frozenset(
    "at least within about approximately usually preferably after in for over the first or beginning starting".split()
)
_CLEARANCES = frozenset("crcl clcr gfr egfr".split())
PROVISO_WORDS = _CLEARANCES | _WHOLE.first_words | _OPENERS.first_words | _BEFORE_TIME | {"a", "an"}


def read_proviso(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "depending upon tolerance", "until progression", "if needed", "on an empty stomach", "2 hours before X": as
    written, up to the end of the clause or the next phrase of the dosage."""
    tokens = statement.tokens
    if (filtered := read_clearance(tokens, at)) is not None:
        return Proviso(statement.quote(at, filtered)), filtered
    if (weekdays := _weekdays(tokens, at)) is not None:
        return Proviso(statement.quote(at, weekdays)), weekdays
    if (timed := _timed(statement, at)) is not None:
        if lower_at(tokens, timed) in ("it", "this"):
            return Proviso(statement.quote(at, timed)), timed  # "after four weeks | it is raised to …"
        opened = timed
    else:
        whole = _WHOLE.at(tokens, at)
        if whole is not None and lower_at(tokens, whole[1]) != "of":
            return Proviso(statement.quote(at, whole[1])), whole[1]
        found = _OPENERS.at(tokens, at)
        if found is None or (
            found[1] == at + 1 and lower_at(tokens, found[1]) in _USED and tokens[at].lower in ("when", "if")
        ):
            return None
        opened = found[1]
        if tokens[at].lower == "on" and lower_at(tokens, opened) in _PLANS:
            return None
        if tokens[at].lower == "once" and (ends_phrase(statement, at + 1) or read_frequency(tokens, at) is not None):
            return None
        if tokens[opened - 1].lower in ("often", "frequently") and lower_at(tokens, opened) == "than":
            often = read_frequency(tokens, opened + 1)
            return (Proviso(statement.quote(at, often[1])), often[1]) if often else None
    meal = read_when(tokens, opened - 1) if timed is not None else None
    if meal is not None and meal[0] == ("HS",):  # "1 hour before bedtime" is not at bedtime
        return Proviso(statement.quote(at, meal[1])), meal[1]
    end = meal[1] if meal else proviso_end(tokens, opened, stops)
    if end is None:
        return None
    beyond = lower_at(tokens, at) == "or" and tokens[opened - 1].lower in ("more", "less") and end > opened
    if beyond and lower_at(tokens, opened) not in ("often", "frequently"):
        raise Refused("unknown_pattern", "what a dose or a higher one does")  # "20 mg or more require …"
    first = at + (lower_at(tokens, at) in ("in", "for", "among"))
    if lower_at(tokens, first) in PEOPLE and end <= opened and lower_at(tokens, opened - 1) in _HAVING:
        return None  # "patients taking 20 mg"
    if lower_at(tokens, first) in PEOPLE and end > first + 1:
        return Whom(Population(text=statement.quote(first, end))), end
    return Proviso(statement.quote(at, end), meal[0] if meal else ()), end


def read_clearance(tokens: Sequence[Token], at: int) -> int | None:
    """ "CrCl <30 mL/min", "eGFR 30-59", in front of a sign: index after it."""
    if lower_at(tokens, at) not in _CLEARANCES:
        return None
    amount = read_amount(tokens, at + 1)
    if amount is None or amount.unit not in (None, "mL", "mL/min"):
        return None
    after = amount.next
    if lower_at(tokens, after) == "/":
        after += 2
    return after if lower_at(tokens, after) in (":", ")", ",", ";") else None


_PLANS = frozenset("schedule cycle regimen weekly daily monthly".split())
_LEADS_TO_DOSE = frozenset("at with as".split())
_MOMENTS = frozenset("later earlier beforehand afterwards postoperatively preoperatively".split())
PEOPLE = frozenset("patients people persons those individuals subjects".split())


_TAKERS = PEOPLE | frozenset("adults children infants neonates adolescents women men".split())


def _weekdays(tokens: Sequence[Token], at: int) -> int | None:
    """ "on Mondays, Wednesdays and Fridays": index after it."""
    end = None
    while (
        lower_at(tokens, at) in ("on", ",", "and", "or")
        and lower_at(tokens, at + 1 + (lower_at(tokens, at + 1) == "and")).rstrip("s") in _DAYS
    ):
        at += 2 + (lower_at(tokens, at + 1) == "and")
        end = at
    return end


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _timed(statement: Statement, at: int) -> int | None:
    """ "2 hours before", "at least 30 minutes after", "within 72 hours of": index after the preposition."""
    tokens = statement.tokens
    begin = at
    while lower_at(tokens, begin) in _BEFORE_TIME:
        begin += 1
        if begin - at > 4:
            return None
    if lower_at(tokens, at) in ("after", "within") and lower_at(tokens, begin) in ("a", "an", "several", "few"):
        begin += 1 + (lower_at(tokens, begin + 1) in ("few", "couple"))
        unit = read_time_unit(tokens, begin)
        return unit[1] if unit else None
    if lower_at(tokens, begin) in ("a", "an") and (unit := read_time_unit(tokens, begin + 1)) is not None:
        return unit[1] + 1 if lower_at(tokens, unit[1]) in ("before", "after", "prior", *_MOMENTS) else None
    if begin >= len(tokens) or tokens[begin].value is None:
        return None
    amount = read_amount(tokens, begin)
    if lower_at(tokens, begin) == "half" and lower_at(tokens, begin + 1) in ("a", "an"):
        unit = read_time_unit(tokens, begin + 2)  # "half an hour before breakfast"
        amount = Amount(tokens[begin].value or Decimal(0), None, unit[0], begin, unit[1]) if unit else None
    if amount is None or amount.unit not in ("s", "min", "h", "d", "wk", "mo"):
        return None
    word = lower_at(tokens, amount.next)
    if word == "apart" and lower_at(tokens, at) == "at":
        return amount.next + 1
    if word in ("before", "after", "prior", "following", "of", *_MOMENTS):
        if word == "of" and lower_at(tokens, amount.next + 1) in ("each", "every", "a", "the"):
            return None
        return amount.next + 1
    if (
        begin > at
        and lower_at(tokens, at) in ("after", "within")
        and word in ("", ",", ".", ";", ")", "to", "and", "if", "the", "it", "this")
    ):
        return amount.next
    return None


def proviso_end(tokens: Sequence[Token], at: int, stops: Stops) -> int | None:
    """Where the words of a proviso end; None if a number in it might be a dose."""
    begin = at
    while at < len(tokens):
        token = tokens[at]
        if token.lower in _EDGE or (token.text == "." and not is_joined(tokens, at + 1)):
            break
        modal = at > begin and token.lower in ("should", "may", "must", "can")
        if modal and (lower_at(tokens, at + 1) in _TAKING or lower_at(tokens, at + 2) == "given"):
            break
        if token.lower in ("then", "thereafter") or (token.lower == "followed" and lower_at(tokens, at + 1) == "by"):
            break
        if (
            token.lower in _DETERMINERS
            and at > begin
            and _NOUN_OF_DOSE & {other.lower for other in tokens[at + 1 : at + 4]}
            and not _DETERMINERS & {other.lower for other in tokens[at + 1 : at + 3]}
        ):
            break
        if at > begin and token.lower in _TAKERS and lower_at(tokens, at + 1) in _TAKING | _AUXILIARIES:
            break  # "after exposure | adults take …"
        if (
            at > begin
            and token.lower in ("is", "are")
            and lower_at(tokens, at + 1) in ("given", "treated", "started", "dosed")
        ):
            break
        if _GIVING.at(tokens, at) is not None or (at > begin and token.lower in _TAKING):
            break
        if token.lower in ("and", "but") and lower_at(tokens, at + 1) in _AUXILIARIES | {"another"}:
            break
        if (
            token.lower in ("and", "but")
            and lower_at(tokens, at + 1) in ("no", "not")
            and lower_at(tokens, at + 2) == "more"
        ):
            break
        if token.lower in _DOSE_NOUNS and lower_at(tokens, begin - 1) in ("after", "following", "before", "to"):
            return None
        if token.value is None and (stops(at) or (token.lower in ("and", "or", "but") and stops(at + 1))):
            break
        if token.value is not None:
            amount = read_amount(tokens, at)
            if amount is not None and amount.unit is not None:
                if amount.unit in ("s", "min", "h", "d", "wk", "mo", "a", "%", "kg", "1", "[fold]ULN"):
                    at = amount.next
                    continue
                if tokens[at - 1].lower in _LEADS_TO_DOSE and at - 1 > begin and UCUM[amount.unit] in DOSE_DIMENSIONS:
                    end = at - 1  # "a week before the quit date | at 0.5 mg daily"
                    return end - (tokens[end - 1].lower in ("and", "or", "but") and end > begin)
                if UCUM[amount.unit] not in DOSE_DIMENSIONS:
                    at = amount.next  # "above 65 mmHg": a threshold
                    continue
                if (
                    amount.unit in ("mL", "g/L", "mg/dL", "ng/mL", "mmol/L", "umol/L", "ug/mL")
                    and lower_at(tokens, amount.next) in ("/", "per")
                    and amount.unit == "mL"
                ) or amount.unit in ("g/L", "mg/dL", "ng/mL", "mmol/L", "umol/L"):
                    at = amount.next + (2 if amount.unit == "mL" else 0)
                    continue
                return at if _is_occasion(tokens, begin, at) and stops(at) else None
            if stops(at):
                break
            if amount is not None:
                at = amount.next
                continue
        at += 1
    return at


_OCCASIONS = frozenset("before after during at prior".split())
_OF_NUMBERS = frozenset("of to than by at above below over under least about and or with exceeds reaches".split())


def _is_occasion(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """ "Before surgery | 2 g is given", "At the onset of an attack | two sprays are taken": an occasion in front of an
    amount, at the beginning of the sentence."""
    if lower_at(tokens, 0) not in _OCCASIONS or begin > 4 or at == begin:
        return False
    before = tokens[at - 1]
    return before.kind == "word" and before.value is None and before.lower not in _OF_NUMBERS


def begins_proviso(statement: Statement, at: int) -> bool:
    """Whether a proviso begins at a token: a noun phrase ends there."""
    return _OPENERS.at(statement.tokens, at) is not None or _timed(statement, at) is not None

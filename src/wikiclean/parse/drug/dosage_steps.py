"""What changes a dose or bounds it: steps of a titration, increments, maxima, phases."""

from __future__ import annotations

from decimal import Decimal

from ...model.quantity import UCUM, Quantity, Ratio
from ..grammar import Phrases, Statement, lower_at
from ..quantities import Amount, is_joined, quantity_of, read_amount
from .dosage_words import CHANGES
from .pieces import AsNeeded, Cap, Change, Next, Phase, PhaseName, Value
from .timing import read_frequency, read_per_day, read_per_period

__all__ = ["DOSE_DIMENSIONS", "ratio_of", "read_as_needed", "read_cap", "read_change", "read_next", "read_phase"]

DOSE_DIMENSIONS = frozenset(
    {"mass", "amount", "activity", "radioactivity", "dose/weight", "dose/bsa", "rate", "count", "volume"}
)

_PHASES: Phrases[PhaseName] = Phrases.of(
    {
        "initial": "initial|initially|starting dose|starting doses|starting dosage|starting at|starting with|starting daily dose|"
        "starting oral dose|started at|started on|started with|starts at|starts with|start at|start with|begins at|begins with|"
        "begin with|begin at|begun at|begun with|beginning at|beginning with|initiated at|initiated with|initiate with|"
        "initiate at|at the start|to start|to begin|first dose|initiation dose|initiating dose|first-line dose|start on|"
        "started|begun|initiated|starts|begins|is started|starting adult dose|starting|start|begin|to begin with|"
        "starting range|at first|begun on|beginning|initiate",
        "loading": "loading|loading dose|loading doses|priming|bolus|bolus dose|bolus doses|as a bolus|as a loading dose|"
        "digitalized|a bolus of|bolus of|as bolus|priming dose|bolus injection",
        "induction": "induction|for induction|induction dose|as induction|as induction therapy|induction therapy",
        "maintenance": "maintenance|for maintenance|maintenance dose|maintenance doses|as maintenance|maintained on|maintained at|"
        "as maintenance therapy|maintenance therapy|as a maintenance dose|for maintenance therapy|maintained with|"
        "maintenance treatment|long-term dose|for maintenance treatment|as maintenance treatment",
        "prophylaxis": "prophylactic|as prophylaxis|for prophylaxis|prophylaxis|prophylactically|preventive|preventively|"
        "prophylactic dose|as a prophylactic",
        "range": "dose range|dosage range|doses range from|dose ranges from|dosage ranges from|doses ranging from|range from|"
        "ranges from|ranging from|range|ranges|ranging|usual range|dosing range|doses vary from",
        "subsequent": "subsequent doses|subsequent dose|later doses|subsequent|further doses",
        "titration": "titration",
    }
)
_NEXT: Phrases[PhaseName] = Phrases.of(
    {
        "subsequent": "then|thereafter|and thereafter|followed by|is followed by|are followed by|after which|and then|afterwards|"
        "subsequently|and subsequently|followed after|and afterwards|after that|followed immediately by|followed thereafter by|"
        "then followed by|which is followed by|followed with|and followed by|thereafter by|next|may be followed by|"
        "should be followed by|can be followed by|usually followed by|and after that|which should be followed by",
    }
)
_POSTFIX = frozenset({"thereafter", "afterwards", "subsequently"})
_ADVERBS = frozenset(
    "gradually slowly further dose doses dosage progressively steadily weekly daily stepwise as and by in the slightly "
    "cautiously every each every up downward upward upwards carefully until quickly rapidly if tolerated needed necessary "
    "required be is may can a over several few weeks days monthly at intervals week thereafter an increments increment "
    "steps step amounts total subsequently then of after at least".split()
)
_TO = Phrases.of(
    {
        None: "to|to a|to the|to an|to a dose of|to doses of|to a maintenance dose of|to the usual|to a usual|to a target dose of|"
        "to a target of|to the target dose of|to a total of|to a typical|to a maintenance|to maintenance doses of|"
        "to a recommended|to the recommended|to the maintenance dose of|to a usual dose of|to a usual maintenance dose of|"
        "to the usual dose of|to the usual maintenance dose of|to a final dose of|to the recommended dose of|to about|"
        "to a range of|to a daily dose of|to a total daily dose of|to an average of|to an effective dose of|to between|to as much as|"
        "to a typical dose of|to an average dose of|to a recommended dose of|to an optimal dose of|to usual doses of|"
        "to a typical maintenance dose of|to a level of|to a target maintenance dose of|to the target of|to the range of"
    }
)


def read_next(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "then", "followed by": a further step; "thereafter" behind a dose says that this dose is the further step."""
    found = _NEXT.at(statement.tokens, at)
    if found is None:
        return (Next("subsequent"), at + 1) if _is_later_interval(statement, at) else None
    if lower_at(statement.tokens, found[1] - 1) in _POSTFIX and lower_at(statement.tokens, found[1]) in (
        "",
        ".",
        ",",
        ";",
        ")",
        "and",
    ):
        return Phase("subsequent"), found[1]
    if lower_at(statement.tokens, at) == "next" and lower_at(statement.tokens, at + 1) not in ("day", "days"):
        return None
    return Next(found[0]), found[1]


def _is_later_interval(statement: Statement, at: int) -> bool:
    """ "and every 8 weeks thereafter": "and" begins a step that only says how often."""
    if lower_at(statement.tokens, at) != "and" or (often := read_frequency(statement.tokens, at + 1)) is None:
        return False
    return lower_at(statement.tokens, often[1]) in _POSTFIX


def read_change(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "increased by 5 mg weekly" is an increment; "gradually increased to 20 mg" a further step. What stands between
    the verb and "to" is how fast it goes, and no dose."""
    tokens = statement.tokens
    begin = at
    while lower_at(tokens, begin) in ("gradually", "slowly", "progressively", "stepwise", "up", "be", "dose", "dosage"):
        begin += 1
        if begin - at > 2:
            return None
    word = lower_at(tokens, begin)
    hyphened = word == "up" and lower_at(tokens, begin + 1) == "-"
    if word not in CHANGES and not hyphened:
        return None
    at = begin + 1 + 2 * hyphened
    if lower_at(tokens, at) in ("to", "for", "according", "based", "depending") and _TO.at(tokens, at) is None:
        return None
    if lower_at(tokens, at) == "to" and not any(token.value is not None for token in tokens[at : at + 9]):
        return None  # "adjusted to the response": a proviso
    phase: PhaseName = "titration" if "titrat" in word else "subsequent"
    while at < len(tokens):
        if (target := _TO.at(tokens, at)) is not None and _is_dose(statement, target[1]):
            said = statement.quote(at, target[1])
            if lower_at(tokens, at - 1) == "up":
                return Change(), at - 1
            if target[1] - at == 1 and lower_at(tokens, at + 1) in ("about", "approximately"):
                return Next(phase), at + 1
            return Next("maintenance" if "maintenance" in said else phase), target[1]
        if (interval := read_frequency(tokens, at)) is not None:
            at = interval[1]
        elif (daily := read_per_day(tokens, at)) is not None:
            at = daily
        elif (period := read_per_period(tokens, at)) is not None:
            at = period[1]
        elif tokens[at].value is not None:
            step = _increment(statement, at)
            if step is None:
                break
            at = step
        elif read_cap(statement, at) is not None:
            break
        elif tokens[at].lower in _ADVERBS:
            at += 1
        else:
            break
    while at > begin + 1 and lower_at(tokens, at - 1) in ("and", "until", "if", "as", "a", "an", "the", "in", "on", "according",
                                                           "based", "up", "then", "thereafter", "be", "may", "can", "is"):  # fmt: skip
        at -= 1
    return Change(), at


def _is_dose(statement: Statement, at: int) -> bool:
    amount = read_amount(statement.tokens, at)
    if amount is None:
        return False
    if amount.unit is None:
        return lower_at(statement.tokens, amount.next) in ("or", "and", ",")
    return UCUM[amount.unit] in DOSE_DIMENSIONS


def _increment(statement: Statement, at: int) -> int | None:
    """ "5 mg", "25 to 50 mg/day", "25 %", "2 weeks", "5-mg increments" inside a change: index after it."""
    tokens = statement.tokens
    amount = read_amount(tokens, at)
    if amount is None or amount.unit is None:
        return None
    dimension = UCUM[amount.unit]
    if dimension not in DOSE_DIMENSIONS | {"time", "dimensionless"}:
        return None
    before = lower_at(tokens, at - 1)
    after = amount.next
    stepped = lower_at(tokens, after) in ("increments", "increment", "steps", "intervals", "interval", "step")
    if dimension == "time":
        if before not in ("after", "over", "every", "at", "each", "of", "in", "by", "first", "next", "about", "least"):
            return None
    elif not stepped and before not in ("by", "of", "about", "approximately", "increments", "steps", "from"):
        return None
    return after + stepped


_CAPS = Phrases.of(
    {
        None: "maximum|max|max.|do not take more than|never take more than|do not use more than|should not take more than|take no more than|a maximum of|maximum of|up to a maximum of|to a maximum of|with a maximum of|to a maximum|"
        "not to exceed|should not exceed|must not exceed|not exceeding|no more than|not more than|never more than|"
        "do not exceed|without exceeding|a maximum|maximum dose|maximum recommended dose|the maximum is|the maximum being|"
        "the maximum dose is|the maximum dose being|the maximum dose|the maximum recommended dose|the maximum|up to|"
        "as high as|may not exceed|not exceed|but not more than|but no more than|and not to exceed|should never exceed|"
        "with the maximum|at most|up to a total of|up to a limit of|up to a ceiling of|to a limit of|a limit of|"
        "and no more than|with no more than|not to be exceeded|limited to|to a ceiling of|with a ceiling of|"
        "and should not exceed|and must not exceed|but should not exceed|the dose should not exceed|which should not exceed|"
        "doses should not exceed|doses above|doses greater than|doses higher than|doses over|should not be more than|"
        "the total dose should not exceed|up to a maximum|maximum single dose|the highest recommended dose|is not to exceed|"
        "the maximum total dose|with doses not exceeding|as much as|maximal dose|maximal|a maximal dose of|the upper limit is|"
        "are not to exceed|with an upper limit of|upper limit|ceiling dose|the maximal dose|doses of up to|doses up to|"
        "to no more than|to not more than|or up to|and up to|but up to|maximum allowed|maximum permitted|a maximum dose of|"
        "doses as high as|doses exceeding|may be as high as|can be as high as|maximums|maximum:|maximum amount|recommended maximum"
    }
)
_CAPS_DAILY = Phrases.of(
    {
        None: "maximum daily dose|maximum recommended daily dose|maximum daily dosage|the maximum daily dose|maximum daily|max daily|"
        "a maximum daily dose of|daily maximum|daily maximum dose|the daily maximum|a daily maximum|daily dose should not exceed|"
        "the daily dose should not exceed|total daily dose should not exceed|the total daily dose should not exceed|"
        "the daily maximum dose|maximum total daily dose|a maximum daily dosage|daily doses up to|daily limit|daily limit of|"
        "the maximum recommended daily dose|a daily maximum of|to a maximum daily dose of|up to a maximum daily dose of|"
        "with a maximum daily dose of|daily doses should not exceed|daily doses of up to|daily dose must not exceed|"
        "the daily dose must not exceed|with a daily maximum of|maximal daily dose|recommended maximum daily dose|"
        "the recommended maximum daily dose|a maximum recommended daily dose of|to a maximum recommended daily dose of|"
        "daily dose not exceeding|daily dose not to exceed|highest daily dose|maximum dose per day|maximum daily amount|"
        "a total daily dose of up to|daily doses above|daily doses exceeding|max daily dose|max. daily dose|maximum dose daily"
    }
)
_EXCESS = ("doses above", "doses greater than", "doses higher than", "doses over", "doses exceeding", "daily doses above",
           "daily doses exceeding")  # fmt: skip
_AFTER_EXCESS = Phrases.of({None: "are not recommended|should be avoided|should not be used|should not be given|are not advised|"
                                  "is not recommended|should not be exceeded|are not generally recommended|must not be used|"
                                  "must not be given|are rarely needed"})  # fmt: skip


def read_cap(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "up to a maximum of", "not to exceed", "maximum daily dose": the amount that follows is a maximum."""
    tokens = statement.tokens
    daily = _CAPS_DAILY.at(tokens, at)
    found = daily or _CAPS.at(tokens, at)
    if found is None:
        return None
    after = found[1]
    said = statement.quote(at, after)
    while lower_at(tokens, after) in (".", ":", "of", "is", "are", "being", "to", "dose", "total", "the", "a", "recommended",
                                      "dosage", "usually", "single", "was") and not is_joined(tokens, after + 1):  # fmt: skip
        after += 1
        if after - found[1] > 4:
            return None
    period = None
    if daily is not None:
        word = next(token for token in tokens[at : daily[1]] if token.lower in ("daily", "day"))
        period = Quantity(value=Decimal(1), unit="d", as_written=statement.text[word.start : word.end] if word.lower == "daily"
                          else said)  # fmt: skip
    if said.lower() in _EXCESS and not _is_excess(statement, after):
        return None
    return Cap(period), after


def _is_excess(statement: Statement, at: int) -> bool:
    """ "doses above 400 mg per day are not recommended"."""
    amount = read_amount(statement.tokens, at)
    if amount is None:
        return False
    after = amount.next
    if (daily := read_per_day(statement.tokens, after)) is not None:
        after = daily
    return _AFTER_EXCESS.at(statement.tokens, after) is not None


def skip_excess(statement: Statement, at: int) -> int:
    """Index after "are not recommended", which closes "doses above X"."""
    found = _AFTER_EXCESS.at(statement.tokens, at)
    return found[1] if found else at


def ratio_of(
    statement: Statement, amount: Amount, at: int, period: Quantity | None
) -> tuple[Ratio | None, Quantity, int]:
    """The maximum that an amount is: with its period if one is said behind it. (ratio, the amount itself, next)."""
    tokens = statement.tokens
    top = quantity_of(statement.text, tokens, amount).model_copy(update={"comparator": None})
    if (daily := read_per_day(tokens, at)) is not None:
        said = Quantity(value=Decimal(1), unit="d", as_written=_period_words(statement, at, daily))
        if period is None or statement.tokens[daily - 1].lower not in ("hours", "h"):
            return Ratio(numerator=top, denominator=_hours(statement, at, daily) or said), top, daily
    if (found := read_per_period(tokens, at)) is not None and found[0].period_max is None:
        frequency, after = found
        said = Quantity(value=frequency.period, unit=frequency.unit, as_written=_period_words(statement, at, after))
        return Ratio(numerator=top, denominator=said), top, after
    if lower_at(tokens, at) == "weekly":
        said = Quantity(value=Decimal(1), unit="wk", as_written=tokens[at].text)
        return Ratio(numerator=top, denominator=said), top, at + 1
    for phrase in (("per", "dose"), ("/", "dose"), ("per", "single", "dose"), ("a", "dose"), ("per", "administration"),
                   ("per", "injection"), ("in", "a", "single", "dose"), ("at", "a", "time"), ("in", "one", "dose")):  # fmt: skip
        if tuple(lower_at(tokens, at + n) for n in range(len(phrase))) == phrase:
            said = Quantity(value=Decimal(1), unit="{dose}", as_written=statement.quote(at, at + len(phrase)))
            return Ratio(numerator=top, denominator=said), top, at + len(phrase)
    if period is not None:
        return Ratio(numerator=top, denominator=period), top, at
    return None, top, at


def _hours(statement: Statement, first: int, after: int) -> Quantity | None:
    """ "per 24 hours": as it is written, no day."""
    found = read_per_period(statement.tokens, first)
    if found is None or found[1] != after or found[0].unit == "d":
        return None
    frequency = found[0]
    return Quantity(value=frequency.period, unit=frequency.unit, as_written=_period_words(statement, first, after))


def _period_words(statement: Statement, first: int, after: int) -> str:
    """The words of a period, without the stroke or preposition in front of its number."""
    tokens = statement.tokens
    begin = next((n for n in range(first, after) if tokens[n].value is not None), first)
    return statement.quote(begin, after)


def read_phase(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "initial", "loading dose", "maintained on"."""
    found = _PHASES.at(statement.tokens, at)
    return (Phase(found[0]), found[1]) if found else None


_NEEDED: Phrases[bool] = Phrases.of(
    {
        True: "as needed|as required|prn|p.r.n.|p.r.n|on demand|on an as-needed basis|as-needed|on an as needed basis|"
        "only as needed|only when needed|as necessary",
        False: "if needed|when needed|if required|when required|if necessary|when necessary",
    }
)


def read_as_needed(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "as needed", "prn", "if required"."""
    found = _NEEDED.at(statement.tokens, at)
    return (AsNeeded(statement.quote(at, found[1]), found[0]), found[1]) if found else None

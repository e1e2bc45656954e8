"""Further steps, increments, phases: how a dose begins and how it changes."""

from __future__ import annotations

from ....model.quantity import UCUM
from ...grammar import Phrases, Statement, lower_at
from ...quantities import read_amount
from ..timing import read_frequency, read_per_day, read_per_period
from .amounts import DOSE_DIMENSIONS
from .caps import read_cap
from .clauses import is_effect
from .courses import LONG, read_time
from .pieces import (
    AsNeeded,
    Change,
    Next,
    Phase,
    PhaseName,
    Value,
)
from .refusal import Refused
from .words import CHANGES

__all__ = [
    "CHANGE_WORDS",
    "NEEDED_WORDS",
    "NEXT_WORDS",
    "PHASE_WORDS",
    "read_as_needed",
    "read_change",
    "read_next",
    "read_phase",
]

_PHASES: Phrases[PhaseName] = Phrases.of(
    {
        "initial": "initial|initially|starting dose|starting doses|starting dosage|starting at|starting with|"
        "starting daily dose|"
        "starting oral dose|started at|started on|started with|starts at|starts with|start at|start with|begins at|"
        "begins with|"
        "begin with|begin at|begun at|begun with|beginning at|beginning with|initiated at|initiated with|initiate with|"
        "initiate at|at the start|to start|to begin|first dose|initiation dose|initiating dose|first-line dose|"
        "start on|"
        "started|begun|initiated|starts|begins|is started|starting adult dose|starting|start|begin|to begin with|"
        "starting range|commence at|commence with|commenced at|commenced with|commenced on|commences at|commences with|commencing at|"
        "commencing with|commenced|at first|begun on|beginning|initiate|begin on|initiation|start on",
        "loading": "loading|load|loading dose|loading doses|priming|bolus|bolus dose|bolus doses|as a bolus|"
        "as a loading dose|"
        "digitalized|a bolus of|bolus of|as bolus|priming dose|bolus injection",
        "induction": "induction|for induction|induction dose|as induction|as induction therapy|induction therapy",
        "maintenance": "maintenance|for maintenance|maintenance dose|maintenance doses|as maintenance|maintained on|"
        "maintained at|"
        "as maintenance therapy|maintenance therapy|as a maintenance dose|for maintenance therapy|maintained with|"
        "maintenance treatment|long-term dose|for maintenance treatment|as maintenance treatment|continuation|consolidation|maintenance infusion|maintenance infusions",
        "prophylaxis": "prophylactic|as prophylaxis|for prophylaxis|prophylaxis|prophylactically|preventive|"
        "preventively|"
        "prophylactic dose|as a prophylactic|prevention",
        "range": "dose range|dosage range|doses range from|dose ranges from|dosage ranges from|doses ranging from|"
        "range from|"
        "ranges from|ranging from|range|ranges|ranging|usual range|dosing range|doses vary from",
        "subsequent": "subsequent doses|subsequent dose|later doses|subsequent|further doses",
        "titration": "titration",
    }
)
_NEXT: Phrases[PhaseName] = Phrases.of(
    {
        "subsequent": "then|thereafter|and thereafter|followed by|is followed by|are followed by|after which|"
        "and then|afterwards|"
        "subsequently|and subsequently|and afterwards|after that|followed immediately by|"
        "followed thereafter by|"
        "then followed by|which is followed by|followed with|and followed by|thereafter by|next|may be followed by|"
        "should be followed by|can be followed by|usually followed by|and after that|which should be followed by|precedes|preceding|and precedes|after this|goes on with|continues with|continuing with|and continue with|continue with|go on with|and go on with|and carry on with|"
        "replaced by|and replaced by|later replaced by|and later replaced by|then replaced by|and later|later switched to|"
        "continued at|continued with|and continued at|and continued with|and continued on|and is continued at|and is continued with|"
        "and continues at|and continue at|and kept up with|and kept up by|and carried on with|and carried on at|continuing at|and goes on with|and finally",
    }
)
_POSTFIX = frozenset({"thereafter", "afterwards", "subsequently"})
# Words at the end of a change that belong to what follows.
_DANGLING = frozenset("and until if as a an the in on according based up then thereafter be may can is".split())
_OF_TARGET = frozenset(
    "a an the usual target final total typical recommended maintenance daily average effective optimal full range level "
    "normal standard therapeutic long-term dose doses dosage dosages of as much between".split()
)
"""What may stand between "to" and the amount that a dose is changed to."""
_NAMED_TARGETS = frozenset("maintenance target usual full recommended".split())


def _read_target(statement: Statement, at: int) -> int | None:
    """ "to 20 mg", "to the usual maintenance dosage of 20 mg": where the amount begins."""
    if lower_at(statement.tokens, at) != "to":
        return None
    after = at + 1
    while lower_at(statement.tokens, after) in _OF_TARGET:
        after += 1
    return after if _is_dose(statement, after) else None


_STEPPED = Phrases.of(
    {
        None: "stepped up|stepped down|go up|goes up|going up|step up|went up|moved up|move up|stepping up|build up|work up|works up|working up|worked up"
    }
)
_LONGEST = 14
"""Words between the verb of a change and what it goes to."""


NEXT_WORDS = _NEXT.first_words | {"and", "is", "are", "followed"}
_BEFORE_CHANGE = frozenset("gradually slowly progressively stepwise up be dose dosage before being".split())
CHANGE_WORDS = CHANGES | _STEPPED.first_words | _BEFORE_CHANGE


def read_next(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "then", "followed by": a further step; "thereafter" behind a dose says that this dose is the further step."""
    found = _NEXT.at(statement.tokens, at)
    before, behind = lower_at(statement.tokens, at - 1), lower_at(statement.tokens, at + 1)
    if found is not None and before in ("is", "are", "be") and behind in _GIVEN:
        return None  # "8 mg is then infused"
    if found is None and (later := _later(statement, at)) is not None:
        return later
    if found is None:
        return (Next("subsequent"), at + 1) if _is_later_interval(statement, at) else None
    if (
        lower_at(statement.tokens, found[1] - 1) in _POSTFIX or statement.quote(at, found[1]) == "after that"
    ) and lower_at(statement.tokens, found[1]) in (
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


def _later(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "(is) followed two weeks later by", "and after one month": a further step, and when."""
    tokens = statement.tokens
    begin = at + (lower_at(tokens, at) in ("is", "are"))
    if lower_at(tokens, begin) == "followed" and (often := read_frequency(tokens, begin + 1)) is not None:
        said = often[0], statement.quote(begin + 1, often[1])
        return (Next("subsequent", often=said), often[1] + 1) if lower_at(tokens, often[1]) == "by" else None
    after = begin + 1 + (lower_at(tokens, begin + 1) == "after")
    if lower_at(tokens, begin) == "followed" and (time := read_time(statement, after)) is not None:
        end = time[2] + (lower_at(tokens, time[2]) in ("later", "afterwards", "after"))
        if lower_at(tokens, end) == "by":
            return Next("subsequent", statement.quote(begin + 1, end)), end + 1
    if lower_at(tokens, at) in ("and", "then") and lower_at(tokens, at + 1) == "after":
        time = read_time(statement, at + 2)
        if time is not None and time[1] in LONG:
            return Next("subsequent", statement.quote(at + 1, time[2])), time[2]
    return None


_GIVEN = frozenset("given taken infused injected administered applied used".split())


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
    while lower_at(tokens, begin) in _BEFORE_CHANGE:
        begin += 1
        if begin - at > 2:
            return None
    if _STEPPED.at(tokens, begin) is not None:
        begin += 1
    word = lower_at(tokens, begin)
    hyphened = word == "up" and lower_at(tokens, begin + 1) == "-"
    if begin < len(tokens) and is_effect(tokens, begin):
        return None
    if lower_at(tokens, at - 1) in ("for", "of") and word.endswith("ing"):
        return None  # "for lowering cholesterol"
    stepped = _STEPPED.at(tokens, begin - 1) is not None
    if word not in CHANGES and not hyphened and not stepped:
        return None
    at = begin + 1 + 2 * hyphened
    if lower_at(tokens, at) in ("for", "according", "based", "depending"):
        return None
    if lower_at(tokens, at) == "to" and not any(token.value is not None for token in tokens[at : at + 9]):
        return None  # "adjusted to the response": a proviso
    phase: PhaseName = "titration" if "titrat" in word else "subsequent"
    said = at
    while at < len(tokens):
        if (target := _read_target(statement, at + (lower_at(tokens, at) == "up"))) is not None:
            words = {token.lower for token in tokens[at:target]}
            if tokens[target - 1].lower == "between":
                return Next(phase), target - 1
            if "up" in words and not stepped and not words & _NAMED_TARGETS:
                return Change(), at
            return Next("maintenance" if "maintenance" in words else phase), target
        if lower_at(tokens, at) == "until" and (reached := _reached(statement, at)) is not None:
            return reached
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
        elif (cap := read_cap(statement, at)) is not None:
            # "by no more than 5 mg a week" bounds the increment; "to a maximum of" the dose
            amount = read_amount(tokens, cap[1]) if lower_at(tokens, at - 1) in ("by", "of") else None
            if amount is None:
                break
            at = amount.next
        elif tokens[at].kind == "word" and tokens[at].value is None and at - begin < _LONGEST:
            at += 1
            continue
        else:
            break
        said = at
    at = said
    while at > begin + 1 and lower_at(tokens, at - 1) in _DANGLING:
        at -= 1
    return Change(), at


def _reached(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "(raised) until a maintenance dose of 10 mg daily is reached": the dose it goes to."""
    words: list[str] = []
    if _is_dose(statement, at + 1) and any(lower_at(statement.tokens, n) == "reached" for n in range(at + 3, at + 10)):
        return Next("subsequent"), at + 1
    for n in range(at + 1, min(at + 8, len(statement.tokens))):
        if lower_at(statement.tokens, n - 1) == "of" and _is_dose(statement, n):
            maintained = "maintenance" in words
            return (
                (Next("maintenance" if maintained else "subsequent"), n)
                if {"dose", "dosage", "target"} & set(words)
                else None
            )
        words.append(statement.tokens[n].lower)
    return None


def _is_dose(statement: Statement, at: int) -> bool:
    amount = read_amount(statement.tokens, at + (lower_at(statement.tokens, at) == "between"))
    if lower_at(statement.tokens, at - 1) == "between":
        return True
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
    if before == "from" and dimension in DOSE_DIMENSIONS:
        raise Refused("ambiguous_list", "a dose that another goes out from")
    after = amount.next
    stepped = lower_at(tokens, after) in ("increments", "increment", "steps", "intervals", "interval", "step")
    if dimension == "time":
        if before not in ("after", "over", "every", "at", "each", "of", "in", "by", "first", "next", "about", "least"):
            return None
    elif before == "of" and lower_at(tokens, at - 2) not in _PORTIONS:
        return None  # "to the highest dose of 40 mg"
    elif not stepped and before not in ("by", "of", "about", "approximately", "increments", "steps", "from"):
        return None
    return after + stepped


_PORTIONS = frozenset(
    "increments increment steps step increases increase decrements reductions amounts total portions rate".split()
)

PHASE_WORDS = _PHASES.first_words


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


NEEDED_WORDS = _NEEDED.first_words


def read_as_needed(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "as needed", "prn", "if required"."""
    found = _NEEDED.at(statement.tokens, at)
    return (AsNeeded(statement.quote(at, found[1]), found[0]), found[1]) if found else None

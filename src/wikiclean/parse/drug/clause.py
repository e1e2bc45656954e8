"""The clause grammar of dosage statements: tokens become the steps of a regimen, or the clause is refused.

Every token must be consumed by a phrase of the grammar or stand in the closed list of words that say nothing about
the dose; one token that is neither, and the statement stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...model.kinds.drug import Population
from ...model.quality import UnparsedReason
from ...model.quantity import UCUM, Quantity, Ratio
from ..passage import Passage
from ..quantities import Amount, quantity_of, read_amount
from ..tokens import tokenize
from .population import read_population
from .routes import read_route
from .timing import Frequency, read_frequency, read_per_day, read_when

__all__ = ["ClauseParser", "Refused", "Step"]

_DOSE_DIMENSIONS = frozenset(
    {"mass", "amount", "activity", "radioactivity", "dose/weight", "dose/bsa", "rate", "count", "volume"}
)
_NO_DOSE = frozenset({"{dose}", "{cycle}", "{vial}"})

# Words that say nothing of the dose: the frame of a dosage sentence. Closed; a word outside it stops the reading.
_FRAME = frozenset(
    "the a an is are was be been being may should can must will it its this that these which usually generally normally "
    "typically commonly recommended typical usual standard customary average normal suggested approved common "
    "dose doses dosage dosages dosing regimen schedule amount given administered taken injected infused applied used "
    "prescribed dosed gives receive receives take takes taking require requires of at as by with to on and "
    "therapy treatment drug medication medicine tablets product adult adults' patients treated calls call for "
    "started start starts begun begin begins initiated consists consist range ranges from between available "
    "high-dose high low single each has have been injection infusion injections infusions "
    "rule needed about administration oral solution followed then strength one either equal total".split()
)
_STEP = re.compile(
    r"(?:(?:and|with|which|that|it|the|dose|a|an|is|are|be|may|can|should|must|then|thereafter|gradually|slowly|gradual|slow|"
    r"subsequent|subsequently|later|further|stepwise)\s+){0,7}?"
    r"(?:then|thereafter|followed by|increas(?:ed|es?|ing)|raised|titrated|uptitrated|reduced|reductions?|decreased|lowered|"
    r"maintenance)\b"
    r"(?:\s+(?:if (?:needed|necessary|tolerated|required)|gradually|slowly|dose|dosage|is|are|it|be|may|can|should|a|an|the|of|to|"
    r"with|maintenance|increased|reduced|raised|lowered|titrated|continued|given|usual|typical|recommended))*(?P<by>\s+by)?(?=\s)",
    re.IGNORECASE,
)
_PROVISO = re.compile(
    r"(?:,\s*)?(?P<said>(?:depending (?:up)?on|according to|based on|as tolerated|if tolerated|if tolerance allows|"
    r"as long as|until|or as (?:a |the )?(?:physician|doctor)|as directed|unless|provided)\b[^\d;]*?)(?=[.;]?\s*$|;)",
    re.IGNORECASE,
)
_INDICATION = re.compile(
    r"\b(?P<frame>(?:for|in|as)\s+(?:the\s+)?(?:initial\s+)?(?:treatment|therapy|management|prevention|prophylaxis)\s+(?:of|against)|"
    r"to treat|when used for|treatment of|(?P<prophylaxis>as prophylaxis (?:against|of)))\s+",
    re.IGNORECASE,
)
_PHASES = {
    "initial": "initial", "starting": "initial", "initially": "initial", "loading": "loading", "induction": "induction",
    "maintenance": "maintenance", "prophylactic": "prophylaxis", "prophylaxis": "prophylaxis",
}  # fmt: skip
_NP_STOP = frozenset(
    "is are was were be with by at given taken administered begins starts should may can must in the usual dose starting "
    "recommended typical initial every daily".split()
) - {"the", "in"}


@dataclass(slots=True)
class Step:
    """One instruction as it is put together."""

    start: int
    end: int = 0
    dose: Quantity | None = None
    basis: str | None = None
    route: tuple[str, int, int] | None = None
    frequency: Frequency | None = None
    when: tuple[str, ...] = ()
    as_needed: bool = False
    bounds: Quantity | None = None
    duration: Quantity | None = None
    count: int | None = None
    count_max: int | None = None
    cycle: dict[str, Any] = field(default_factory=dict)
    maximum: Ratio | None = None
    divided: bool = False
    divided_doses: Quantity | None = None
    population: Population | None = None
    indication: str | None = None
    phase: str = "usual"
    condition: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether it says a dose, a frequency or a maximum."""
        return self.dose is not None or self.frequency is not None or self.maximum is not None


class Refused(Exception):  # noqa: N818 - a signal to `read_dosage`
    """The clause holds a token that the grammar does not know here."""

    def __init__(self, reason: UnparsedReason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class ClauseParser:
    """One statement, token by token."""

    def __init__(self, passage: Passage, start: int, end: int) -> None:
        self.text = passage.text
        self.end = end
        self.proviso: str | None = None
        statement = self.text[start:end]
        if match := _PROVISO.search(statement):
            self.proviso = match["said"].strip(" ,")
            self.end = start + match.start()
        self.tokens = tokenize(self.text, start, self.end)
        self.names = {t.lower for name in (passage.title, *passage.aliases) for t in tokenize(name)}
        self.start = start
        self.at = 0
        self._steps: list[Step] = []

    def steps(self) -> list[Step]:
        """The instructions of the statement, in order; raises Refused where a token stays unread."""
        self._steps = [Step(self.start)]
        while self.at < len(self.tokens):
            self._phrase()
        for step in self._steps:
            step.end = step.end or self.tokens[-1].end
        made = [step for step in self._steps if step.says_something]
        if not made:
            raise Refused("unknown_pattern", "no dose and no frequency")
        if self.proviso:
            last = made[-1]
            if last.cycle and not last.cycle.get("condition"):
                last.cycle["condition"] = self.proviso
            else:
                last.condition = self.proviso
        for step in made:
            self._decide_basis(step)
        return made

    @staticmethod
    def _decide_basis(step: Step) -> None:
        if step.dose is not None and step.basis is None:
            step.basis = "per_administration"

    # -------------------------------------------------------------- phrases
    def _phrase(self) -> None:
        step = self._steps[-1]
        for reader in (
            self._next_step, self._cycle, self._maximum, self._divided, self._population, self._course, self._indication,
            self._phase, self._frequency, self._dose, self._route, self._when, self._as_needed,
        ):  # fmt: skip
            if reader(step):
                return
        token = self.tokens[self.at]
        if token.kind == "sign" and token.text in ",.;:()-–":
            self.at += 1
            return
        if token.lower in _FRAME or token.lower in self.names:
            if token.value is not None:
                raise Refused("orphan_number", f"{token.text!r} belongs to nothing")
            self.at += 1
            return
        if token.kind == "number" or token.value is not None:
            raise Refused("orphan_number", f"{token.text!r} belongs to nothing that is read")
        raise Refused("unknown_pattern", f"{token.text!r} is no word of a dosage")

    def _words(self, count: int, at: int | None = None) -> list[str]:
        at = self.at if at is None else at
        return [token.lower for token in self.tokens[at : at + count]]

    def _next_step(self, step: Step) -> bool:
        """ "then", "increased to", "with gradual increases to": what follows is a further step."""
        if step.dose is None:
            return False
        match = _STEP.match(self.text, self.tokens[self.at].start, self.end)
        if match is None:
            return False
        if match["by"]:
            raise Refused("unknown_pattern", "an increment is no dose")
        step.end = step.end or self.tokens[self.at - 1].end
        self._steps.append(
            Step(self.tokens[self.at].start, phase="maintenance" if "maintenance" in match[0].lower() else "subsequent")
        )
        self.at = self._index_after(match.end())
        return True

    def _index_after(self, offset: int) -> int:
        """Index of the first token that begins at or after `offset`."""
        return next((i for i in range(self.at, len(self.tokens)) if self.tokens[i].start >= offset), len(self.tokens))

    def _amount(self, at: int) -> Amount | None:
        return read_amount(self.tokens, at)

    def _dose(self, step: Step) -> bool:
        amount = self._amount(self.at)
        if amount is None or amount.unit is None or amount.unit in _NO_DOSE:
            return False
        if UCUM[amount.unit] not in _DOSE_DIMENSIONS or amount.comparator in ("<", ">", "<="):
            return False
        if step.dose is not None:
            raise Refused("ambiguous_list", "two doses in one step")
        step.dose = quantity_of(self.text, self.tokens, amount)
        self.at = amount.next
        if (after := read_per_day(self.tokens, self.at)) is not None:
            step.basis, self.at = "per_day", after
        elif self._words(2) in (["/", "dose"], ["per", "dose"]):
            step.basis, self.at = "per_administration", self.at + 2
        elif self._words(1) in (["weekly"], ["monthly"]):
            unit = {"weekly": "wk", "monthly": "mo"}[self._words(1)[0]]
            step.frequency = Frequency(0, unit=unit)
            self.at += 1
        elif self._words(2) in (["a", "week"], ["per", "week"], ["/", "week"]):
            step.frequency = Frequency(0, unit="wk")
            self.at += 2
        return True

    def _frequency(self, step: Step) -> bool:
        found = read_frequency(self.tokens, self.at)
        if found is None:
            if self._words(1) == ["daily"] and step.dose is None and step.frequency is None:
                step.frequency, self.at = Frequency(0), self.at + 1
                return True
            return False
        if step.frequency is not None:
            raise Refused("ambiguous_list", "two frequencies in one step")
        step.frequency, self.at = found, found.next
        return True

    def _when(self, step: Step) -> bool:
        found = read_when(self.tokens, self.at)
        if found is None:
            return False
        step.when, self.at = (*step.when, found[0]), found[1]
        return True

    def _route(self, step: Step) -> bool:
        found = read_route(self.tokens, self.at)
        if found is None:
            return False
        low, high = self.tokens[self.at].start, self.tokens[found[1] - 1].end
        if step.route is not None and step.route[0] != found[0]:
            raise Refused("ambiguous_list", "two routes in one step")
        step.route, self.at = (found[0], low, high), found[1]
        return True

    def _as_needed(self, step: Step) -> bool:
        if self._words(2) in (
            ["as", "needed"],
            ["if", "needed"],
            ["when", "needed"],
            ["as", "required"],
            ["if", "required"],
        ):
            step.as_needed, self.at = True, self.at + 2
            return True
        if self._words(1) in (["prn"], ["p.r.n."]):
            step.as_needed, self.at = True, self.at + 1
            return True
        return False

    def _phase(self, step: Step) -> bool:
        word = self._words(1)[0]
        phase = _PHASES.get(word)
        if (
            phase is None
            and word in ("begins", "begin", "started", "starts", "initiated", "begun")
            and step.dose is None
        ):
            phase = "initial"
        if phase is None or step.dose is not None:
            return False
        if step.phase == "usual":
            step.phase = phase
        self.at += 1
        return True

    def _divided(self, step: Step) -> bool:
        """ "in divided doses", "in 3 to 6 divided doses", "divided every 6 to 8 hours", "divided into 2 doses"."""
        if step.dose is None:
            return False
        words = self._words(3)
        if words[:3] == ["in", "divided", "doses"]:
            step.divided, self.at = True, self.at + 3
        elif words[:1] == ["divided"] and words[1:2] == ["every"]:
            step.divided, step.basis, self.at = True, "per_day", self.at + 1
            return True
        elif words[:1] in (["in"], ["divided"], ["as"]):
            skip = 2 if words[:2] in (["divided", "into"], ["divided", "in"]) else 1
            amount = self._amount(self.at + skip)
            if amount is None or amount.unit not in (None, "{dose}"):
                return False
            after = amount.next
            rest = self._words(3, after)
            tail = next(
                (n for n, form in ((3, ["equally", "divided", "doses"]), (2, ["divided", "doses"]), (2, ["equal", "doses"]),
                                   (2, ["separate", "doses"]))
                 if rest[:n] == form),
                None,
            )  # fmt: skip
            if tail is None and amount.unit != "{dose}":
                return False
            quantity = quantity_of(self.text, self.tokens, amount, unit="{dose}")
            step.divided, step.divided_doses = True, quantity
            self.at = after + (tail or 0)
        else:
            return False
        if step.basis is None:
            step.basis = "per_day"
        return True

    def _maximum(self, step: Step) -> bool:
        """ "up to a maximum of 14 doses", "to a maximum of 40 mg daily", "not to exceed 4 g per day"."""
        rest = " ".join(self._words(9))
        match = re.match(
            r"(?:the )?\(? ?(?:(?:for|to|with|and|up to)? ?(?:up to )?(?:a |an |the )?(?:maximum|limit|max|ceiling)"
            r"(?: (?:daily|total|recommended|single))?(?: dose| dosage)?(?: of| is|:)?|"
            r"not (?:to exceed|exceeding)(?: a total of)?|(?:and )?(?:should|must) not exceed|up to) ",
            rest,
        )
        if match is None or (step.dose is None and step.frequency is None and "max" not in match[0]):
            return False
        daily = " daily" in match[0]
        after = self.at + len(match[0].split())
        amount = read_amount(self.tokens, after)
        if amount is None:
            return False
        if amount.unit == "{dose}":
            step.count_max, self.at = int(amount.high or amount.low), amount.next
            return True
        if amount.unit is None:
            return False
        dimension = UCUM[amount.unit]
        if dimension == "time":
            quantity = quantity_of(self.text, self.tokens, amount).model_copy(update={"comparator": "<="})
            step.bounds, self.at = quantity, amount.next
            return True
        if dimension not in _DOSE_DIMENSIONS:
            return False
        top = quantity_of(self.text, self.tokens, amount)
        self.at = amount.next
        period = read_per_day(self.tokens, self.at)
        if period is not None:
            said = self.text[self.tokens[self.at].start : self.tokens[period - 1].end]
            self.at = period
        elif daily:
            said = "daily"
        else:
            raise Refused("unknown_pattern", "a maximum without its period")
        step.maximum = Ratio(numerator=top, denominator=Quantity(value=Decimal(1), unit="d", as_written=said))
        return True

    def _course(self, step: Step) -> bool:
        """ "for 10 days", "for up to 2 weeks", "over 30 minutes", "for 5 doses"."""
        word = self._words(1)[0]
        if word not in ("for", "over"):
            return False
        at = self.at + 1
        upto = self._words(2, at) == ["up", "to"]
        if self._words(2, at) == ["a", "period"]:
            at += 3
        if self._words(1, at) in (["a"], ["an"]):
            at += 1
        amount = read_amount(self.tokens, at)
        if amount is None or amount.unit is None:
            return False
        if amount.unit == "{dose}":
            step.count, self.at = int(amount.low), amount.next
            return True
        if UCUM[amount.unit] != "time":
            return False
        quantity = quantity_of(self.text, self.tokens, amount)
        if upto and quantity.comparator is None:
            quantity = quantity.model_copy(update={"comparator": "<="})
        if word == "over" and amount.unit in ("s", "min", "h"):
            step.duration = quantity
        elif word == "for" and amount.unit in ("d", "wk", "mo", "a", "h"):
            step.bounds = quantity
        else:
            return False
        self.at = amount.next
        return True

    def _cycle(self, step: Step) -> bool:
        """ "which can be repeated after a 9 day rest", "repeated every 4 weeks", "of each 21-day cycle"."""
        words = self._words(12)
        rest = " ".join(words)
        match = re.match(
            r"(?:, )?(?:a course )?(?:which|that|and|this)?(?: course| cycle)? ?(?:can|may|should|is|to)? ?(?:be )?"
            r"(?:repeated|given again|resumed)(?: again)? (?:after|following) (?:an? |the )?",
            rest,
        )
        if match:
            amount = read_amount(self.tokens, self.at + len(match[0].split()), words=True)
            if amount is None:
                amount = self._hyphenated(self.at + len(match[0].split()))
            if amount is None or amount.unit is None or UCUM[amount.unit] != "time":
                return False
            after = amount.next
            if self._words(1, after) in (["rest"], ["break"], ["pause"], ["interval"]):
                after += 1
                if self._words(1, after) == ["period"]:
                    after += 1
            else:
                return False
            step.cycle["rest"] = quantity_of(self.text, self.tokens, amount)
            self.at = after
            return True
        match = re.match(r"(?:, )?(?:and |which is |to be )?repeated every ", rest)
        if match:
            amount = read_amount(self.tokens, self.at + len(match[0].split()))
            if amount is None or amount.unit is None or UCUM[amount.unit] != "time":
                return False
            step.cycle["length"] = quantity_of(self.text, self.tokens, amount)
            self.at = amount.next
            return True
        return False

    def _hyphenated(self, at: int) -> Amount | None:
        """ "9-day": a number, a hyphen, a unit of time."""
        words = self.tokens[at : at + 3]
        if len(words) == 3 and words[0].value is not None and words[1].text in "-–":
            inner = read_amount([words[0], words[2]], 0)
            if inner is not None and inner.unit is not None and inner.next == 2:
                return Amount(inner.low, None, inner.unit, at, at + 3)
        return None

    def _population(self, step: Step) -> bool:
        found = read_population(self.text, self.tokens, self.at)
        if found is None:
            return False
        if step.population is not None and step.population != found[0]:
            if step.dose is not None:
                raise Refused("multiple_subjects", "two populations in one step")
            return False
        step.population, self.at = found
        return True

    def _indication(self, step: Step) -> bool:
        """ "for the treatment of X", "for X" after the dose or at the start: X up to the next phrase."""
        offset = self.tokens[self.at].start
        match = _INDICATION.match(self.text, offset, self.end)
        prophylaxis = bool(match and match["prophylaxis"])
        if match:
            at = self._index_after(match.end())
        elif self._words(1) == ["for"] and step.indication is None:
            at = self.at + 1
        else:
            return False
        if prophylaxis:
            begin = self.text.index("prophylaxis", offset)
        else:
            begin = self.tokens[at].start if at < len(self.tokens) else offset
        end = at
        while end < len(self.tokens) and self._is_np(end):
            end += 1
        if end == at:
            return False
        if (
            self._words(1) == ["for"]
            and not match
            and self._words(1, at)[0] in ("a", "an", "each", "this", "these", "most")
        ):
            return False
        step.indication = self.text[begin : self.tokens[end - 1].end]
        if step.indication.startswith("the "):
            step.indication = step.indication[4:]
        if prophylaxis:
            step.phase = "prophylaxis"
        self.at = end
        return True

    def _is_np(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind == "number" or token.value is not None or token.lower in _NP_STOP:
            return False
        if token.kind == "sign":
            return token.text in "-–'’" and at + 1 < len(self.tokens)
        if token.lower in ("in", "the", "a") and read_population(self.text, self.tokens, at) is not None:
            return False
        return read_route(self.tokens, at) is None and read_frequency(self.tokens, at) is None

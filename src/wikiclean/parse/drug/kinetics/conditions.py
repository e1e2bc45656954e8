"""Closed lists of pharmacokinetics: names of the measures, words round them, and what may follow a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...grammar import Phrases, Statement, lower_at
from ...quantities import read_amount
from ...tokens import Token
from ..routes import ROUTES, read_route
from .figures import read_figure
from .subjects import Owner, read_owner

__all__ = [
    "ANIMALS",
    "MEASURES",
    "MODIFIERS",
    "NEGATIONS",
    "TRIGGERS",
    "VERBS",
    "Tail",
    "is_boundary",
    "read_tail",
    "skip_fillers",
]

MEASURES: Phrases[str] = Phrases.of(
    {
        "half_life": "half-life|half life|half-lives|halflife|t1/2|t½|half-time",
        "bioavailability": "bioavailability|bio-availability",
        "protein_binding": "protein binding|protein-binding|binding to plasma proteins|binding to serum proteins|"
        "binding to human plasma proteins|binding to proteins|binding to albumin|binding to serum albumin|"
        "binding to plasma protein|plasma binding",
        "tmax": "tmax|t max|time to peak concentration|time to peak plasma concentration|time to peak|"
        "time to peak plasma concentrations|time to peak plasma levels|time to peak plasma level|time to peak levels|"
        "time to peak concentrations|time to peak serum concentration|time to peak level|time to maximum concentration|"
        "time to maximum plasma concentration|time to maximal concentration|time to cmax|time to reach peak plasma levels|"
        "time to reach peak concentration|time to reach peak plasma concentration|time to reach maximum concentration",
        "onset": "onset of action|onset of effect|onset of effects|onset of its action|onset of activity|"
        "onset of its effect|onset of its effects|onset of analgesia|onset of the effect",
        "duration_of_action": "duration of action|duration of effect|duration of effects|duration of its action|"
        "duration of activity|duration of its effect|duration of the effect|duration of analgesia|duration of its effects",
        "clearance": "clearance|systemic clearance",
        "volume_of_distribution": "volume of distribution|distribution volume|volumes of distribution",
    }
)

TRIGGERS = frozenset(
    {"half", "halflife", "t", "bioavailability", "bio", "bioavailable", "binding", "bound", "binds", "bind", "plasma",
     "tmax", "cmax", "peak", "peaks", "peaked", "maximum", "maximal", "onset", "duration", "clearance", "volume",
     "distribution", "volumes", "begin", "begins", "start", "starts", "sets", "set", "last", "lasts", "lasting",
     "lasted", "persist", "persists", "acts", "works", "effect", "effects", "action", "reaches"}
)  # fmt: skip

ANIMALS = frozenset(
    "rat rats mouse mice dog dogs cat cats horse horses rabbit rabbits monkey monkeys pig pigs sheep goat goats cattle cow "
    "cows calves canine feline equine animals animal beagle beagles hamster hamsters".split()
)
NEGATIONS = frozenset({"not", "no", "unknown", "never", "neither", "nor", "cannot", "isn't", "without"})

# Words before a measure; those that tell a route give it.
MODIFIERS: dict[str, str | None] = {
    **dict.fromkeys(
        "elimination terminal plasma serum blood biological mean average median effective apparent absolute systemic "
        "relative overall estimated reported typical usual approximate long short very relatively extended prolonged "
        "high low good poor human steady state total body final beta alpha initial phase functional pharmacological "
        "effective rapid fast slow quick distribution clinical intracellular dominant first second "
        "extensive complete excellent limited moderate considerable intermediate circulating corresponding "
        "extremely quite rather fairly mean overall observed apparent's reported central volume-".split(),
        None,
    ),
    "oral": "oral",
    "intranasal": "nasal",
    "nasal": "nasal",
    "rectal": "rectal",
    "sublingual": "sublingual",
    "subcutaneous": "subcutaneous",
    "intramuscular": "intramuscular",
    "transdermal": "transdermal",
    "buccal": "buccal",
    "intravenous": "intravenous",
}

_BE = "is|was|are|were|being|has been|have been|may be|can be|could be|appears to be|is thought to be|seems to be"
_SAID = "estimated|reported|found|determined|calculated|shown|stated|given|measured|said|expected"
VERBS: Phrases[None] = Phrases(
    dict.fromkeys([*_BE.split("|"), "averages", "averaged", "averaging", "ranges", "ranged", "ranging", "ranges over", "varies", "varied", "varying", "equals", "reaches", "reached", "amounts to", "amounted to",  "of", "=", ":",  "lasts", "extends to", "is in the range of", "was in the range of", "occurs within", "occurs in", "occurs after", "occurs at", "is within", "is seen within", "is seen in", "is seen after", "is in", "is after", "occurs", "occurred within", "occurred in",  "can reach", "may reach", "can range", "may range", "is reached in", "is reached within", "is reached after", "is achieved in", "is achieved within", "comes to",  "lies", "lies in the range of", "falls", "stands at", "is at", "tends to be", "is prolonged to", "was prolonged to", "is increased to", "increases to", "increased to", "is extended to", "rises to", "is reduced to", "falls to", "drops to", "decreases to", "is shortened to", "is about in the range of", *(f"{be} {said} {to}" for be in ("is", "was", "has been", "have been", "can be") for said in _SAID.split("|") for to in ("to be", "as", "at"))])
)  # fmt: skip

_FILLERS = frozenset(
    "only just usually typically generally normally often commonly mostly also therefore thus on an the a average mean median of at as "
    "somewhat relatively itself approximately:".split()
) - {"approximately:"}
_TIMED = frozenset({"within", "in", "after", "for", "by", "seen", "reached", "occurring"})
_CONDITION_HEADS = frozenset(
    "in among for after following when if with by via upon on at during under from regardless depending per within "
    "orally intravenously intramuscularly subcutaneously sublingually rectally once while as given taken afterwards thereafter".split()
)
_CONDITION_WORDS = frozenset(
    # people
    "adults adult children child infants infant neonates neonate newborns elderly older younger young patients patient people "
    "persons individuals subjects volunteers men women humans human man healthy pediatric paediatric adolescents geriatric "
    "premature pregnant obese smokers nonsmokers those others most some many all both metabolizers metabolisers poor "
    "extensive rapid slow ultrarapid intermediate aged years old cancer asthma epilepsy hemophilia haemophilia "
    # organs and states
    "normal impaired reduced renal kidney liver hepatic function impairment insufficiency failure disease dysfunction severe "
    "moderate mild end-stage stage end cirrhosis anuria anuric uremia dialysis hemodialysis haemodialysis undergoing "
    "steady state steady-state fasting fasted fed food meal meals high-fat fat high empty stomach conditions condition water light heavy "
    # giving
    "administration administered dose doses dosing dosage dosages oral intake ingestion injection injections infusion infusions use "
    "given taken administering taking single multiple repeated repeat first initial last one chronic long-term therapeutic usual standard "
    "higher lower large small bolus application applied swallowed consumption inhaled inhalation treatment therapy start starting "
    "tablet tablets capsule capsules solution suspension formulation formulations form forms product immediate immediate-release release extended "
    "extended-release sustained sustained-release modified oral-release spray gel patch delayed controlled prolonged regular "
    # body
    "plasma serum blood body tissue tissues circulation system bloodstream brain cerebrospinal fluid saliva urine "
    "proteins protein albumin mainly primarily chiefly predominantly mostly largely glycoprotein acid alpha serum "
    # small words
    "the a an of to its it his this that these their and or with in by via after route routes age vitro vivo "
    "when if on average each same day days dependent independent upon depending regardless drug drugs medication "
    "compound agent individual variable variability patient's person's weight metabolism metabolic genotype phenotype sex gender "
    "concentration concentrations level levels peak at time times clinical extent rate the which formula used usage".split()
)
_ENDS = frozenset({".", ",", ";", ":", "and", "but", "while", "whereas", "or", ")", "with", "which", "although", "though",
                   "making", "allowing", "because", "so", "due", "compared", "versus", "permitting", "necessitating", "requiring",
                   "—", "–", "thus", "hence", "since", "then", "to"})  # fmt: skip
_ARTICLES = frozenset({"the", "its", "an", "a", "of"})
_STOPS = frozenset({".", ";", ",", ":", ")", "while", "whereas", "but", "which", "although", "because", "making", "so", "versus", "compared",
                    "allowing", "permitting", "requiring", "—", "–"})  # fmt: skip
_GIVING = frozenset("administration dosing dose a the ingestion injection intake taking use oral".split())
_GIVEN = frozenset("taken given administered applied used swallowed injected inhaled".split())


class Tail(NamedTuple):
    """Conditions from a token on: the index after them, the route they name, the words, and whose figure it is."""

    after: int
    route: str | None = None
    qualifier: str | None = None
    owner: Owner | None = None


def is_boundary(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause may end before token `at`."""
    if at >= len(tokens):
        return True
    return tokens[at].lower in _ENDS


def skip_fillers(tokens: Sequence[Token], at: int, *, timed: bool = False) -> int:
    """The index after words that say nothing before a figure; "a" before "a day" belongs to the figure.

    `timed`: also "within", "in", "after", before a point in time.
    """
    words = _FILLERS | _TIMED if timed else _FILLERS
    while lower_at(tokens, at) in words and read_figure(tokens, at) is None:
        at += 1
    return at


def read_tail(statement: Statement, at: int, until: int | None = None) -> Tail | None:
    """Conditions at token `at` ("in adults", "after a single 5 mg dose", "orally"); none at all is fine.

    None where a condition begins and goes on with words of no list. `until`: the index of a token to stop at.
    """
    tokens, start = statement.tokens[:until], at
    route: str | None = None
    owner: Owner | None = None
    while at < len(tokens) and tokens[at].lower not in _STOPS:
        word = tokens[at].lower
        if word == "(" and (inner := _bracketed(statement, at)) is not None:
            route, at = inner.route or route, inner.after
            continue
        if word == "for" and lower_at(tokens, at + 1) not in _CONDITION_WORDS - _ARTICLES:
            found = read_owner(statement, at + 1)
            if (
                found is not None
                and found[0].subject is not None
                and lower_at(tokens, found[1] - 1) not in _CONDITION_WORDS
            ):
                owner, at = found
                continue
        if word in ("is", "are") and lower_at(tokens, at + 1) in _GIVEN and at > start:
            at += 2
            continue
        if (named := read_route(tokens, at)) is not None and word not in _CONDITION_HEADS | {"as"}:
            route, at = named[0], named[1]
            continue
        if word not in _CONDITION_HEADS and at == start and not (word == "of" and lower_at(tokens, at + 1) in _GIVING):
            break
        if word in ("and", "or", "to", "with") and not _continues(statement, at):
            break
        if word in statement.subject_words or word in _CONDITION_WORDS or word in _CONDITION_HEADS:
            if (named := read_route(tokens, at)) is not None:
                route, at = named[0], named[1]
            else:
                at += 1
            continue
        if (amount := read_amount(tokens, at, words=False)) is not None and _is_dose(tokens, amount.next, amount.unit):
            at = amount.next
            continue
        if tokens[at].text == "-":
            at += 1
            continue
        if word in _ENDS or word in VERBS.first_words:
            break
        return None
    said = statement.quote(start, at) if at > start else None
    return Tail(at, route, said, owner)


def _continues(statement: Statement, at: int) -> bool:
    """Whether a joint inside a condition is followed by more of it ("adults and children"), not by a new clause."""
    tokens = statement.tokens
    following = lower_at(tokens, at + 1)
    if following not in _CONDITION_WORDS or MEASURES.at(tokens, at + 1) is not None:
        return False
    for ahead in range(at + 1, min(at + 6, len(tokens))):
        if MEASURES.at(tokens, ahead) is not None or tokens[ahead].value is not None:
            return False
        if tokens[ahead].lower in _STOPS:
            break
    return following not in (
        "is",
        "are",
        "was",
        "were",
        "the",
        "its",
        "it",
        "a",
        "an",
        "peak",
        "plasma",
        "in",
        "after",
        "when",
        "drug",
    )


def _is_dose(tokens: Sequence[Token], at: int, unit: str | None) -> bool:
    """Whether an amount inside a condition is the dose given: "after a single 50 mg dose"."""
    return unit in ("mg", "g", "ug", "mg/kg", "ug/kg", "[iU]", "U", "mL") and lower_at(tokens, at) in (
        "dose", "doses", "tablet", "tablets", "capsule", "capsules", "oral", "single", "intravenous", "",
    )  # fmt: skip


def _bracketed(statement: Statement, at: int) -> Tail | None:
    """A bracket of conditions without figures: "(by mouth)"; a bracket with numbers or unknown words is none."""
    tokens = statement.tokens
    for end in range(at + 1, min(at + 16, len(tokens))):
        if tokens[end].text == ")":
            inner = tokens[at + 1 : end]
            words = " ".join(token.lower for token in inner)
            if route := ROUTES.get(words):
                return Tail(end + 1, route)
            known = _CONDITION_WORDS | _CONDITION_HEADS
            return (
                Tail(end + 1) if inner and all(token.lower in known or token.text == "-" for token in inner) else None
            )
    return None

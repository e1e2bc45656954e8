"""Drugs given together with the drug."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, Statement, lower_at
from ...quantities import is_joined, read_amount
from ...tokens import Token
from .nouns import INNER, STOP, Stops
from .pieces import (
    Value,
    With,
)

__all__ = ["PARTNER_WORDS", "begins_partner", "is_drug_name", "read_partner"]

_TOGETHER = Phrases.of(
    {
        None: "in combination with|combined with|together with|along with|in conjunction with|given with|taken with|"
        "plus|"
        "co-administered with|coadministered with|added to|concurrently with|concomitantly with|as an adjunct to|"
        "boosted with|"
        "boosted by|with concomitant|as add-on to|when combined with|when given with|when used with|used with|"
        "when taken with|administered with|when used in combination with|used in combination with|on top of|"
        "in association with|alongside|as add-on therapy to|as an add-on to|when given in combination with|with"
    }
)
_LOW_DOSE = Phrases.of({None: "low-dose|low doses of|low dose|either|a low dose of|concomitant|oral|intravenous"})
_NO_DRUG = frozenset(
    "diet exercise radiotherapy radiation surgery psychotherapy counselling counseling sun food meals meal water milk caution care or and without a an the plenty juice juices subsequent gradual "
    "increases dosing "
    "doses dose dosage food: breakfast dinner supper lunch each every some most typical usual initial maximum at slow "
    "normal renal hepatic severe mild moderate close careful monitoring regular liver kidney fluids fluid liquid "
    "liquids "
    "adjustment adjustments reduction reductions further later respect regard ongoing low-dose low other another "
    "chronic acute end-stage heart low-fat high-fat fat light small snack snacks your their evening midday more extra feed feeds applesauce yogurt yoghurt".split()
)


PARTNER_WORDS = _TOGETHER.first_words


_NAME_ENDS = tuple(
    "mab nib cillin mycin micin azole pril sartan olol statin vir virine dipine oxacin cycline tidine triptan gliptin gliflozin "
    "prazole setron parin platin taxel rubicin azepam azolam barbital caine curium dronate fibrate glitazone grel lukast sone "
    "solone phylline profen oxetine triptyline pramine zosin thiazide semide ciclib zomib lisib mustine trexate fenac oxicam "
    "coxib levodopa carbidopa tadine apine azine idine phine codeine amide stigmine atidine formin olimus uracil bicin "
    "quine oprim purine tocin pressin relin reotide gestrel estradiol thyroxine vudine citabine mustard fluoride butol niazid ampin abutin "
    "profen xaban gatran ramine aspirin cobicistat leucovorin ribavirin prednisone paracetamol acetaminophen".split()
)
_NAMES = frozenset(
    "aspirin warfarin heparin digoxin lithium insulin metformin methadone naloxone iron zinc ribavirin".split()
)


def is_drug_name(word: str) -> bool:
    """Whether a word in lower case ends as names of drugs do."""
    return (len(word) > 6 and word.endswith(_NAME_ENDS)) or word in _NAMES


def read_partner(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "in combination with A and B", "with low-dose ritonavir", "with ritonavir 100 mg": drugs given with it."""
    tokens = statement.tokens
    found = _TOGETHER.at(tokens, at)
    if found is None:
        return None
    begin = found[1]
    plain = found[1] == at + 1 and lower_at(tokens, at) in ("with", "plus")
    boosted = _LOW_DOSE.at(tokens, begin)
    if boosted is not None:
        begin = boosted[1]
    if (
        begin < len(tokens)
        and tokens[begin].value is not None
        and (amount := read_amount(tokens, begin))
        and amount.unit
    ):
        begin = amount.next + (lower_at(tokens, amount.next) == "of")
        boosted = (None, begin)
    drugs: list[str] = []
    dosed = False
    after = begin
    while True:
        name = begin
        while name < len(tokens) and _is_drug_word(tokens, name, stops):
            name += 1
            if lower_at(tokens, name) == "-" and is_joined(tokens, name) and is_joined(tokens, name + 1):
                name += 1
        if (
            not plain
            and not drugs
            and lower_at(tokens, begin) in ("other", "another", "an", "a")
            and (lower_at(tokens, begin + 1) not in _NO_DRUG)
        ):
            while name < len(tokens) and name - begin < 4 and (name == begin or _is_drug_word(tokens, name, stops)):
                name += 1
            if lower_at(tokens, begin) in ("an", "a"):
                begin += 1
        if plain and boosted is None and not drugs and not is_drug_name(lower_at(tokens, name - 1)):
            break
        if name == begin or name - begin > (1 if plain and boosted is None else 4):
            break
        drugs.append(statement.quote(begin, name))
        after = name
        if (strength := read_amount(tokens, name)) is not None and strength.unit == "mg" and strength.high is None:
            after, dosed = strength.next, True
        begin = after
        if lower_at(tokens, begin) == "," and lower_at(tokens, begin + 1) not in ("and", "or"):
            begin += 1
        elif lower_at(tokens, begin) == "," and lower_at(tokens, begin + 1) == "and":
            begin += 2
        elif lower_at(tokens, begin) in ("and", "plus", "or"):
            begin += 1
        else:
            break
        if lower_at(tokens, begin) in _NO_DRUG | STOP or stops(begin):
            break
    if not drugs:
        return None
    return With(tuple(drugs), dosed), after


def _is_drug_word(tokens: Sequence[Token], at: int, stops: Stops) -> bool:
    token = tokens[at]
    if (
        token.kind != "word"
        or token.value is not None
        or token.lower
        in STOP | _NO_DRUG | INNER | {"for", "in", "on", "at", "over", "after", "before", "during", "from", "to", "by"}
    ):
        return False
    return not stops(at)


def begins_partner(statement: Statement, at: int) -> bool:
    """Whether "in combination with" stands at a token: a noun phrase ends there."""
    together = _TOGETHER.at(statement.tokens, at)
    return together is not None and together[1] > at + 1

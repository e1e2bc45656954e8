"""What a dose is for, and the states of the patient it holds for."""

from __future__ import annotations

from collections.abc import Sequence

from ....model.kinds.drug import Population
from ....model.quantity import UCUM
from ...grammar import Phrases, Statement, lower_at
from ...quantities import read_amount
from ...tokens import Token
from ..population import read_described
from .nouns import STOP, Stops, read_noun_phrase, read_noun_phrases
from .pieces import (
    Indicated,
    Phase,
    PhaseName,
    Proviso,
    Value,
    Whom,
)
from .provisos import PEOPLE, proviso_end

__all__ = [
    "FOR",
    "GRADES",
    "INDICATION_WORDS",
    "PATIENT_WORDS",
    "is_prevention",
    "is_state",
    "read_indication",
    "read_patients_with",
]

FOR: Phrases[bool] = Phrases.of(
    {
        False: "for the treatment of|for treatment of|in the treatment of|in treatment of|for the management of|"
        "for management of|"
        "in the management of|to treat|when used for|used for|as treatment for|as therapy for|as a treatment for|"
        "treatment of|"
        "therapy of|management of|for therapy of|for the relief of|for relief of|for the control of|for control of|"
        "to control|to relieve|used to treat|in treating|for treating|when treating|for use in|if used for|"
        "when used to treat|"
        "when used in|for the initial treatment of|for initial treatment of|as therapy of|as a therapy for|"
        "the treatment of|"
        "in the therapy of|for the therapy of|as treatment of|when given for|when taken for|for patients with|"
        "for people with|"
        "in patients with|in people with|among patients with|for persons with|for those with|in those with|"
        "in individuals with|"
        "in persons with|patients with|people with|persons with|those with|individuals with|subjects with|people who have|patients who have|in patients who have|for patients who have|for adult treatment of|"
        "for acute treatment of|"
        "for the acute treatment of|for long-term treatment of|for the maintenance treatment of|"
        "for symptomatic relief of|"
        "as an adjunct in|in case of|in cases of|in patients suffering from|when indicated for|"
        "for short-term treatment of|"
        "for the short-term treatment of|for the symptomatic treatment of|to manage|used to|in most patients with|"
        "for most patients with|"
        "as treatment for patients with|in the treatment of patients with|for treatment of patients with|for suspected|"
        "for the treatment of patients with|for the eradication of|for eradication of|when prescribed for|"
        "in the initial treatment of|for the reduction of|in subjects with|for the correction of|"
        "for the long-term treatment of",
        True: "as prophylaxis against|as prophylaxis of|as prophylaxis for|for prophylaxis of|for the prophylaxis of|"
        "prophylaxis of|prophylaxis against|for prophylaxis against|for the prevention of|for prevention of|to prevent|"
        "in the prevention of|as prevention of|prevention of|for prophylaxis for|in the prophylaxis of|for preventing|"
        "as a prophylactic against|as prophylactic treatment of|for prophylactic treatment of|in preventing|"
        "as a preventive for|"
        "for the prophylactic treatment of|in prophylaxis of|as preventive treatment of|as prophylaxis in",
    }
)
"""What leads to a use, and whether it is prevented."""


def is_prevention(word: str) -> bool:
    """ "prevention", "prophylaxis", "thromboprophylaxis"."""
    return word == "prevention" or word.endswith("prophylaxis")


_NO_INDICATION = frozenset(
    "humans human man general practice most all patients use instance example doses dose therapy treatment "
    "maintenance induction injection "
    "infusion administration adult total addition contrast a an the this each these form order range combination two "
    "three "
    "divided single people adults some one life months weeks days hours up at about approximately at least "
    "cases clinical long longer short several many few least half intensive strength strengths size sizes potency".split()
)
_ORGANS = frozenset({"renal", "kidney", "kidneys", "hepatic", "liver", "livers"})
_STATES = frozenset("impairment insufficiency dysfunction impaired cases case pregnancy dialysis hemodialysis "
"haemodialysis "
                    "failure disease normal poor failing weak cirrhosis metabolizers metabolisers clearance inhibitors inhibitor function "
                    "situations "
                    "setting settings practice countries".split())  # fmt: skip
_ALWAYS_STATES = frozenset("impairment insufficiency impaired count counts cases case pregnancy dialysis hemodialysis "
"haemodialysis "
                           "metabolizers metabolisers clearance inhibitors inhibitor function situations setting "
                           "settings "
                           "practice countries states kingdom".split())  # fmt: skip
_PLACES = frozenset(
    "united us uk europe japan canada australia germany france china india usa u.s. u.k. america".split()
)


INDICATION_WORDS = FOR.first_words | {"for", "in", "against", "as"} | PEOPLE


def read_indication(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "for the treatment of X", "for X", "in X", "in patients with X", "as prophylaxis against X"; a state of the
    patient ("in renal impairment") is a proviso."""
    tokens = statement.tokens
    if lower_at(tokens, at) == "as":
        return _as_prophylaxis(statement, at, stops)
    if (grouped := _people_of_number(statement, at)) is not None:
        return grouped
    if (stage := _stage(statement, at)) is not None:
        return Proviso(statement.quote(at, stage)), stage
    framed = FOR.at(tokens, at)
    if framed is not None:
        prophylaxis, begin = framed
        if prophylaxis and is_prevention(lower_at(tokens, begin - 2)):
            begin -= 2
    elif lower_at(tokens, at) in ("for", "in", "against"):
        prophylaxis, begin = False, at + 1
        if lower_at(tokens, begin) == "most" and lower_at(tokens, begin + 1) not in _NO_INDICATION and not stops(begin):
            end = read_noun_phrases(tokens, begin, stops)
            return (Indicated(statement.quote(begin, end)), end) if end is not None and end > begin + 1 else None
        place = lower_at(tokens, begin) == "the" and lower_at(tokens, begin + 1) in _PLACES
        one = begin + (lower_at(tokens, begin) in ("a", "an"))
        graded = lower_at(tokens, one) in ("acute", "severe", "mild", "moderate") or (
            lower_at(tokens, begin) in ("initial", "maintenance", "an", "a", "the", "induction")
            and lower_at(tokens, begin + 1) not in STOP | _DOSING | _NO_INDICATION
            and not stops(begin + 1)
            and lower_at(tokens, at) == "for"
        )
        if not place and not graded and (lower_at(tokens, begin) in _NO_INDICATION or stops(begin)):
            return None
    else:
        return None
    if lower_at(tokens, begin) in ("a", "an", "the"):
        begin += 1
    if lower_at(tokens, begin) in ("initial", "maintenance", "induction") and framed is None:
        end = read_noun_phrases(tokens, begin + 1, stops)
        return (Indicated(statement.quote(begin, end)), end) if end is not None else None
    inner = begin + 2 if prophylaxis and is_prevention(lower_at(tokens, begin)) else begin
    if lower_at(tokens, inner) in ("adults", "children", "patients") and lower_at(tokens, inner + 1) == "with":
        begin = inner = inner + 2
    end = read_noun_phrases(tokens, inner, stops)
    if end is None or lower_at(tokens, inner) in STOP or lower_at(tokens, end) in _DOSING:
        return None
    subject = framed is not None and lower_at(tokens, at) in (
        "treatment",
        "therapy",
        "management",
        "prevention",
        "prophylaxis",
    )
    if subject and end - inner > 1 and lower_at(tokens, end - 1).endswith("s") and tokens_number(tokens, end):
        end -= 1  # "treatment of gout flares demands 1 mg": the verb
    if lower_at(tokens, end - 1) in _GIVEN and lower_at(tokens, end) in _BEGINNING and end - inner > 1:
        end -= 1  # "in gout | treatment begins with …"
    end = _before_people(statement, inner, end)
    words = [token.lower for token in tokens[inner:end]]
    if framed is None and (set(words) & _TIMES or (lower_at(tokens, at) == "in" and words[-1] in _NO_USE)):
        return Proviso(statement.quote(at, end)), end
    if framed is None and (described := _described(statement, inner, end)) is not None:
        return described
    if words[-1] == "others":
        return Whom(Population(text=statement.quote(inner, end))), end
    if set(words) <= GRADES:
        return Proviso(statement.quote(at, end)), end  # "5 mg in moderate and 10 mg in severe illness"
    if is_state(words):
        last = end if lower_at(tokens, end) in _DOING else proviso_end(tokens, end, stops)
        if last is None:
            return None
        first = at if set(words) & _PLACES else at + (lower_at(tokens, at) in ("in", "for"))
        return Proviso(statement.quote(first, last)), last
    if words[:1] == ["the"] and inner == begin:
        begin += 1
    if len(words) == 1 and inner == begin and (phase := _PHASES_ALONE.get(words[0])) is not None:
        return Phase(phase), end
    prophylaxis = prophylaxis or is_prevention(words[-1])
    return Indicated(statement.quote(begin, end), prophylaxis, _people(statement, at, end)), end


def _stage(statement: Statement, at: int) -> int | None:
    """ "in the acute phase", "for the first stage of labour": index after it; the phases of a regimen are none."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("in", "for") or lower_at(tokens, at + 1) != "the":
        return None
    for n in range(at + 2, at + 5):
        if lower_at(tokens, n) in _PHASES_OF_DOSING:
            return None
        if lower_at(tokens, n) in _STAGES:
            return n + 1
    return None


GRADES = frozenset("mild moderate severe acute chronic to or and very less more serious".split())
_STAGES = frozenset("phase phases stage stages period trimester".split())
_PHASES_OF_DOSING = frozenset("maintenance induction initial loading titration continuation treatment dose".split())


def _before_people(statement: Statement, first: int, end: int) -> int:
    """ "thromboprophylaxis in medical patients": where the use ends and the people begin; `end` without any."""
    cut = next((n for n in range(end - 2, first, -1) if lower_at(statement.tokens, n) in ("in", "for", "among")), None)
    if cut is None or not any(read_described(statement, n, n) for n in (end - 1, end - 2) if n > cut):
        return end
    return cut


def _as_prophylaxis(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "as malaria prophylaxis", "as thromboprophylaxis after surgery"."""
    tokens = statement.tokens
    end = read_noun_phrase(tokens, at + 1, stops)
    if end is None or not is_prevention(lower_at(tokens, end - 1)):
        return None
    if end == at + 2 and lower_at(tokens, end - 1) in ("prophylaxis", "prevention"):
        return None
    if lower_at(tokens, end) in _OCCASIONS:
        end = read_noun_phrase(tokens, end + 1, stops) or end
    return Indicated(statement.quote(at + 1, end), True), end


_OCCASIONS = frozenset("after following before during".split())


_PHASES_ALONE: dict[str, PhaseName] = {
    "maintenance": "maintenance",
    "induction": "induction",
    "prophylaxis": "prophylaxis",
    "prevention": "prophylaxis",
}
"""What "for" leads to and is no illness."""


def tokens_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands at token `at`."""
    return at < len(tokens) and tokens[at].value is not None


def _people(statement: Statement, at: int, end: int) -> str | None:
    """ "patients with X" of "in patients with X"."""
    tokens = statement.tokens
    first = at + (lower_at(tokens, at) in ("in", "for", "among"))
    first += lower_at(tokens, first) == "most"
    return statement.quote(first, end) if lower_at(tokens, first) in PEOPLE else None


def _people_of_number(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "in patients with two of the following: …": the people, up to the end of the clause."""
    tokens = statement.tokens
    first = at + (lower_at(tokens, at) in ("in", "for"))
    if lower_at(tokens, first) not in PEOPLE or lower_at(tokens, first + 1) != "with" or first + 2 >= len(tokens):
        return None
    if tokens[first + 2].value is None and lower_at(tokens, first + 2) != "at":
        return None
    end = next((n for n in range(first, len(tokens)) if tokens[n].text in ";)" or _ends(tokens, n)), len(tokens))
    mass = any(
        (amount := read_amount(tokens, n)) is not None
        and amount.unit is not None
        and UCUM[amount.unit] == "mass"
        and amount.unit != "kg"
        for n in range(first, end)
    )
    return None if mass else (Whom(Population(text=statement.quote(first, end))), end)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == "." and at == len(tokens) - 1


_DOING = frozenset("take takes receive receives should may can are need needs require requires must get".split())


def _described(statement: Statement, first: int, end: int) -> tuple[Value, int] | None:
    """ "(in) hypertensive patients", "(for) febrile children": people, no use."""
    last = end - 1 if read_described(statement, first, end - 1) is not None else end
    found = read_described(statement, first, last) if last > first else None
    if found is None or lower_at(statement.tokens, found[1]) in _DOING:  # "for malaria adults take": two phrases
        return None
    return Whom(found[0]), found[1]


_GIVEN = frozenset("treatment therapy dosing prophylaxis".split())
_BEGINNING = frozenset("begins starts started begun consists is".split())
# What may follow "in" and is no disease.
_NO_USE = frozenset(
    "hospital hospitals clinic clinics home cases instances situations form forms formulation formulations steps increments water "
    "juice saline glucose dextrose order nature arm thigh abdomen buttock mouth stomach hour hours day days week weeks month "
    "months year years morning evening market countries practice trimester life part parts amounts amount portions vial vials "
    "intervals phase phases stage setting settings course courses cycle cycles manner fashion way".split()
)
_TIMES = frozenset("day days week weeks month months year years trimester".split())
_DOSING = frozenset("dose doses dosage dosages dosing mg steps increments".split())


def is_state(words: Sequence[str]) -> bool:
    """ "renal impairment", "the United Kingdom": a state of the patient or a place, and no use."""
    if "of" in words:  # "anemia of chronic kidney disease"
        return False
    if set(words) & _ALWAYS_STATES or set(words) & _PLACES:
        return True
    return bool(set(words) & _ORGANS) and bool(set(words) & _STATES)


PATIENT_WORDS = frozenset("with who suffering having undergoing receiving requiring on".split())


def read_patients_with(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """Behind a population: "(adults) with hypertension", "(children) undergoing surgery"."""
    tokens = statement.tokens
    word = lower_at(tokens, at)
    begin = at + 1
    if (word == "who" and lower_at(tokens, begin) in ("have", "had")) or (
        word == "suffering" and lower_at(tokens, begin) == "from"
    ):
        begin += 1
    elif word not in ("with", "having", "undergoing", "receiving", "requiring", "on"):
        return None
    if word == "on" and lower_at(tokens, begin) not in ("dialysis", "hemodialysis", "haemodialysis"):
        return None
    end = read_noun_phrases(tokens, begin, stops)
    if end is None or lower_at(tokens, begin) in STOP:
        return None
    words = [token.lower for token in tokens[begin:end]]
    if word in ("undergoing", "receiving", "requiring", "on") or is_state(words):
        return Proviso(statement.quote(at, end)), end
    if words[:1] == ["the"]:
        begin += 1
    return Indicated(statement.quote(begin, end)), end

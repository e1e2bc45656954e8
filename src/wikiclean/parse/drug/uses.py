"""What a drug is used for: "for the treatment of A, B and C in adults", as terms without their frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...model.kinds.drug import Population
from ..grammar import Phrases, Statement, index_at, lower_at
from ..tokens import NUMBER_WORDS, Token
from .approval_words import CLAUSE_WORDS, DRUG_NOUNS, FINITE
from .terms import split_terms, strip_term

__all__ = ["Use", "read_people", "read_terms", "read_use"]

AgeGroup = Literal["neonate", "infant", "child", "adolescent", "adult", "geriatric"]
_PEOPLE: dict[str, AgeGroup | None] = {
    "patients": None, "people": None, "persons": None, "individuals": None, "women": None, "men": None, "those": None,
    "subjects": None, "females": None, "males": None, "girls": None, "boys": None, "outpatients": None, "inpatients": None,
    "adults": "adult", "children": "child", "adolescents": "adolescent", "infants": "infant", "neonates": "neonate",
    "newborns": "neonate", "teenagers": "adolescent", "elderly": "geriatric",
}  # fmt: skip
_OF_PEOPLE: dict[str, AgeGroup | None] = {
    "adult": "adult", "pediatric": "child", "paediatric": "child", "elderly": "geriatric", "older": None, "younger": None,
    "young": None, "certain": None, "some": None, "selected": None, "all": None, "hospitalized": None, "hospitalised": None,
    "postmenopausal": None, "pregnant": None, "premenopausal": None, "most": None, "many": None, "other": None,
    "the": None, "both": None, "adolescent": "adolescent",
}  # fmt: skip
_WITH = Phrases(dict.fromkeys("with|suffering from|who have|having|diagnosed with|who suffer from|affected by".split("|"), True))
_THERAPIES = frozenset(
    "treatment treatments therapy therapies management control use monotherapy agent drug medication medicine option adjunct "
    "remedy polytherapy pharmacotherapy immunotherapy chemotherapy".split()
)
_OF = frozenset("of for in against to".split())
_KINDS_OF_THERAPY = frozenset(
    "adjunctive adjunct adjuvant neoadjuvant first second third last line initial acute chronic long short term symptomatic maintenance topical "
    "oral intravenous systemic combination medical local additional alternative add on single agent supportive palliative "
    "empiric empirical definitive standard drug induction consolidation salvage primary secondary emergency temporary "
    "intermittent early routine outpatient inpatient inhaled nasal injectable subcutaneous intramuscular weekly daily once "
    "monthly continuous concomitant general specific possible effective possible targeted replacement hormonal new only a an the and or "
    "preferred clinical sole".split()
)
_TREATING = Phrases(
    dict.fromkeys("treating|managing|controlling|the treating of|combating|combatting|treat|manage|control|combat".split("|"), True)
)
# What leads to a use: the phrase, and whether it says that it is one ("for" alone may lead to anything).
_LEADS = Phrases(
    dict.fromkeys(
        "for|against|covering|in the treatment of|in treatment of|in treating|in the management of|in the therapy of|in managing|"
        "in therapy of|in the control of|in the prevention of|in preventing|in reducing".split("|"),
        True,
    )
)
_INFINITIVES = frozenset(
    "treat prevent manage control relieve reduce lower slow delay induce help improve alleviate suppress increase decrease combat "
    "ease reverse stop maintain promote stimulate minimize minimise prolong correct restore diagnose".split()
)
_WITH_OTHERS = Phrases(
    dict.fromkeys("in combination with|together with|along with|in conjunction with|in association with|as part of|alone or with|with other".split("|"), True)
)
_KEPT = Phrases(
    dict.fromkeys(
        "head and neck|skin and soft tissue|skin and skin structure|bone and joint|signs and symptoms|ear , nose and throat|"
        "graft versus host|nose and throat|heart and lung|liver and kidney|attention deficit and hyperactivity|"
        "prevention and treatment|treatment and prevention|treatment or prevention|prevention or treatment|mild and moderate|"
        "moderate and severe|motor and vocal|mood and anxiety|lung and heart|fever and neutropenia".split("|"),
        True,
    )
)
_NO_TERM = frozenset(
    "this that these those such its it their any others use similar same which whom marketing "
    "sale both all further additional and or as especially humans animals mice rats vitro vivo healthy example instance safety review most more less about approximately over".split()
)
_SPANS = frozenset("years year months month weeks week days day decades hours".split())
_MANY = frozenset("other several various many some certain multiple numerous different".split())
_ANYTHING = frozenset(
    "conditions disorders diseases illnesses indications uses purposes symptoms ailments reasons things years countries forms types kinds ways "
    "patients people applications drugs medications procedures".split()
)
_AGED = frozenset("older over above up younger under below".split())
_LONGEST = 16
"""Words of the longest term."""


@dataclass(frozen=True, slots=True)
class Use:
    """Terms by their places in the text; `whole` are the same with the people they are said of; `next` is a token."""

    terms: tuple[tuple[int, int], ...]
    whole: tuple[tuple[int, int], ...]
    population: Population | None
    first: int
    next: int


def read_use(statement: Statement, at: int, halts: Callable[[int], bool]) -> Use | None:
    """The use that stands at token `at`, with its preposition; `halts(k)`: something else than a use begins at `k`.

    >>> # "for use in adults with ulcerative colitis and Crohn disease in Japan" -> the two diseases, adults
    """
    tokens = statement.tokens
    begin = _lead(tokens, at)
    return None if begin is None else read_terms(statement, begin, halts, first=at)


def read_terms(statement: Statement, begin: int, halts: Callable[[int], bool], *, first: int | None = None) -> Use | None:
    """The list of terms that begins at token `begin`, up to where the clause ends or something else begins."""
    tokens, text = statement.tokens, statement.text
    start, group = _unframed(tokens, begin)
    found = _extent(tokens, start, halts)
    if found is None:
        return None
    after, cut, people = found
    if after <= start:
        return None
    whole = _split(statement, start, cut)
    inner, population = whole, None
    if people is not None and people > start:
        inner = _split(statement, start, people)
        population = _population(statement, people, cut)
        whole = (*inner[:-1], (inner[-1][0], whole[-1][1])) if inner and whole and _is_qualified(tokens, people, cut) else inner
    elif group is not None:
        population = _population(statement, group, start)
    if _only_people(tokens, start, after):
        return Use((), (), None, first if first is not None else begin, after)
    if not whole or not inner or not all(_is_term(statement, *term) for term in (*whole, *inner)):
        return None
    while after > start and tokens[after - 1].lower == ",":
        after -= 1
    if text[tokens[after - 1].start : tokens[after - 1].end] == "." and after - 1 > start:
        after -= 1
    return Use(whole, whole, None, first if first is not None else begin, after) if inner is whole and population is None else Use(
        inner, whole, population, first if first is not None else begin, after
    )


def read_people(statement: Statement, at: int) -> tuple[Population, int] | None:
    """ "in adults", "in children aged 6 years and older", and no illness after them: (Population, next)."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("in", "for"):
        return None
    found = _people(tokens, at + 1)
    if found is None:
        return None
    after = _age(tokens, found[1])
    if _WITH.at(tokens, after) is not None:
        return None
    return Population(text=statement.quote(at + 1, after), age_group=found[0]), after


def _lead(tokens: Sequence[Token], at: int) -> int | None:
    """After "for", "to treat" (its verb kept unless it is a frame), "as adjunctive therapy for"."""
    word = lower_at(tokens, at)
    if word == "for" and lower_at(tokens, at + 1) == "use" and _WITH_OTHERS.at(tokens, at + 2) is not None:
        return _lead(tokens, at + 2)
    if (found := _LEADS.at(tokens, at)) is not None:
        return found[1]
    if word == "to" and lower_at(tokens, at + 1) in _INFINITIVES:
        return at + 1
    if word in ("to", "both") and lower_at(tokens, at + 1) == "help" and lower_at(tokens, at + 2) in _INFINITIVES:
        return at + 2
    if word == "as":
        after = _therapy(tokens, at + 1)
        return after
    if word == "in" and (found := _people(tokens, at + 1)) is not None and _WITH.at(tokens, found[1]):
        return at + 1
    if (partner := _WITH_OTHERS.at(tokens, at)) is not None:
        for k in range(partner[1], min(partner[1] + 9, len(tokens))):
            if tokens[k].lower in ("for", "to"):
                return _lead(tokens, k)
            if tokens[k].lower in (",", ";", "."):
                return None
    return None


def _therapy(tokens: Sequence[Token], at: int) -> int | None:
    """After "adjunctive therapy for", "a second-line treatment of"."""
    k = at
    while k < min(at + 9, len(tokens)) and (tokens[k].lower in _KINDS_OF_THERAPY or tokens[k].lower in ("-", ",")):
        if tokens[k].lower in _THERAPIES and lower_at(tokens, k + 1) in _OF:
            break
        k += 1
    if lower_at(tokens, k) not in _THERAPIES:
        return None
    k += 1
    if lower_at(tokens, k) == "option":
        k += 1
    if lower_at(tokens, k) == "to" and lower_at(tokens, k + 1) in _INFINITIVES:
        return k + 1
    if lower_at(tokens, k) not in _OF or lower_at(tokens, k) == "to":
        return None
    return k + 1


def _people(tokens: Sequence[Token], at: int) -> tuple[AgeGroup | None, int] | None:
    """ "adult patients", "children and adolescents", "women": (age group, next)."""
    group: AgeGroup | None = None
    while lower_at(tokens, at) in _OF_PEOPLE and lower_at(tokens, at) not in _PEOPLE:
        group = _OF_PEOPLE[lower_at(tokens, at)] or group
        at += 1
    if lower_at(tokens, at) not in _PEOPLE:
        return None
    group = _PEOPLE[lower_at(tokens, at)] or group
    at += 1
    while lower_at(tokens, at) in ("and", "or", ",") and lower_at(tokens, at + 1) in _PEOPLE | _OF_PEOPLE.keys():
        after = at + 1
        while lower_at(tokens, after) in _OF_PEOPLE and lower_at(tokens, after) not in _PEOPLE:
            after += 1
        if lower_at(tokens, after) not in _PEOPLE:
            break
        group, at = None, after + 1
    return group, at


def _unframed(tokens: Sequence[Token], at: int) -> tuple[int, int | None]:
    """Where the terms begin, after articles and frame words; and where people stand that they are said of."""
    group: int | None = None
    while True:
        before = at
        if (treating := _TREATING.at(tokens, at)) is not None:
            at = treating[1]
        elif lower_at(tokens, at) == "use" and lower_at(tokens, at + 1) in ("in", "as", "for", "against", "with"):
            at += 2
        elif (found := _people(tokens, at)) is not None and (after := _age(tokens, found[1])) and (
            has := _WITH.at(tokens, after)
        ):
            group, at = at, has[1]
        elif (after := _therapy(tokens, at)) is not None:
            at = after
        elif lower_at(tokens, at) in ("the", "a", "an") or (
            lower_at(tokens, at) in ("both", "either") and lower_at(tokens, at + 1) != "of"
        ):
            at += 1
        if at == before:
            return at, group


def _only_people(tokens: Sequence[Token], at: int, after: int) -> bool:
    """ "children aged 6 years and older": whom, and no illness."""
    found = _people(tokens, at)
    return found is not None and _age(tokens, found[1]) >= after


def _age(tokens: Sequence[Token], at: int) -> int:
    """After "aged 12 years and older", "12 years of age or older", where it stands."""
    k = at
    if lower_at(tokens, k) in ("aged", "ages", "over", "above", "under", "from", "at", "older"):
        k += 1
    digits = False
    while k < min(at + 12, len(tokens)):
        token = tokens[k]
        if token.kind == "number":
            digits = True
        elif token.lower not in (
            "years", "year", "months", "month", "of", "age", "and", "or", "older", "over", "above", "to", "-", "–", "up",
            "at", "least", "old", "than", "years-old", "younger", "≥", "weeks",
        ):  # fmt: skip
            break
        k += 1
    return k if digits else at


def _extent(
    tokens: Sequence[Token], start: int, halts: Callable[[int], bool]
) -> tuple[int, int, int | None] | None:
    """(token after all that belongs to the list, token after the terms, token where "in adults" begins)."""
    end = len(tokens)
    comma: int | None = None
    bare: int | None = None
    people: int | None = None
    cut: int | None = None
    k = start
    while k < end:
        token = tokens[k]
        word = token.lower
        if word in (";", ":", "—", "–", "?", "!") or (word == "." and k == end - 1):
            break
        if k > start and halts(k):
            break
        if word == "(":
            close = next((j for j in range(k, min(k + 40, end)) if tokens[j].lower == ")"), None)
            if close is None:
                return None
            k = close + 1
            continue
        if word in (",", "and", "but", "or", "yet") or (word == "as" and lower_at(tokens, k + 1) == "well"):
            if _is_boundary(tokens, k, halts):
                break
            if word == "," and cut is None:
                comma = k
            elif word in ("and", "but") and cut is None and lower_at(tokens, k - 1) != ",":
                bare = k
        elif word in ("who", "whose", "that", "which", "whom") and cut is None:
            cut = k
        elif word in FINITE and cut is None and not _is_attributive(tokens, k) and not _is_participial(tokens, k):
            back = comma if comma is not None else bare
            return None if back is None else (back, back, people if people is not None and people < back else None)
        elif word == "in" and people is None and cut is None and _people(tokens, k + 1) is not None:
            people = k
        elif word in ("in", "alone", "either", "with", "when", "as", "after", "under", "based", "without", "through", "by", "until", "before", "not") and cut is None and k > start and _ends_terms(tokens, k):
            cut = k
        k += 1
    after = k
    return after, min(cut if cut is not None else after, after), people


_CUTS = Phrases(
    dict.fromkeys(
        "in combination with|in combination|alone|either alone|with or without|when used|as monotherapy|as a single agent|as an adjunct|"
        "as adjunctive|as an add|as an alternative|as part of|after failure|when other|when given|as well as in|in conjunction with|"
        "under the|based on|based upon|without|in association with|after the failure|after other|as first|as second|as a first|as a second|"
        "as combination|as adjunct|as adjuvant|in addition to|not adequately|not responding|not controlled|not responsive|not amenable|"
        "as the|as a|as an|as its|along with|after prior|after previous|by mouth|by injection|"
        "until|before|through|under|in the form|in doses|in those|with the|by inhalation|after".split("|"),
        True,
    )
)


def _ends_terms(tokens: Sequence[Token], at: int) -> bool:
    return _CUTS.at(tokens, at) is not None


def _is_attributive(tokens: Sequence[Token], at: int) -> bool:
    """ "reported", "known", "used" before a noun or after a hyphen are no verbs of a clause."""
    return lower_at(tokens, at - 1) in ("-", "previously", "newly", "medically", "clinically", "to", "be", "locally")


def _is_participial(tokens: Sequence[Token], at: int) -> bool:
    """ "caused by chemotherapy", "associated with asthma": what a term goes on with."""
    return (
        tokens[at].lower.endswith(("ed", "en", "wn"))
        and lower_at(tokens, at + 1) in ("by", "with", "from", "to")
        and lower_at(tokens, at - 1) not in (",", "and", "but")
    )


def _is_boundary(tokens: Sequence[Token], at: int, halts: Callable[[int], bool]) -> bool:
    """Whether the list ends at this comma or "and": a clause, a predicate or an adjunct follows."""
    k = at
    while lower_at(tokens, k) in (",", "and", "but", "or", "yet", "as", "then"):
        if lower_at(tokens, k) == "as" and lower_at(tokens, k + 1) != "well":
            break
        k += 1 if lower_at(tokens, k) != "as" else 3
    word = lower_at(tokens, k)
    if k >= len(tokens) or (word == "." and k == len(tokens) - 1):
        return True
    if word in _AGED and (tokens[at - 1].kind == "number" or lower_at(tokens, at - 1) in ("years", "age", "old", "months", "year")):
        return False
    if word in ("the", "this") and lower_at(tokens, k + 1) in DRUG_NOUNS | {"fda", "agency", "company", "manufacturer"}:
        return True
    if word in FINITE or word in CLAUSE_WORDS or word in ("for", "to", "in", "by", "as"):
        return True
    return halts(k)


def _split(statement: Statement, first: int, after: int) -> tuple[tuple[int, int], ...]:
    """Terms of tokens `first` up to `after`, each without its frame; "head and neck" stays one."""
    tokens, text = statement.tokens, statement.text
    if after <= first:
        return ()
    low, high = tokens[first].start, tokens[after - 1].end
    kept = [
        (tokens[k].start, tokens[found[1] - 1].end) for k in range(first, after) if (found := _KEPT.at(tokens, k))
    ]
    parts: list[tuple[int, int]] = []
    for a, b in split_terms(text, low, high):
        if parts and (lower_at(tokens, index_at(tokens, a)) in _AGED or any(x < a <= y and parts[-1][1] > x for x, y in kept)):
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    parts = [part for whole in parts for part in _members(text, *whole)]
    made: list[tuple[int, int]] = []
    for a, b in _joined(text, _under_verb(tokens, parts)):
        at = index_at(tokens, a)
        start, _ = _unframed(tokens, at)
        if start < len(tokens) and tokens[start].start < b:
            a = tokens[start].start
        if (term := strip_term(text, a, b)) is not None:
            made.append(term)
    return tuple(made)


_INCLUDING = re.compile(r",?\s+(?:including|such as|e\.g\.,?|for example)\s+")
_LED_IN = re.compile(r"(?:including|such as)\s+")
_GENERAL = re.compile(
    r"(?:an?\s+)?(?:number|variety|range|host|wide range|wide variety|series|several|various|many|multiple|different|other|certain|some|numerous)\s.*"
    r"(?:conditions|disorders|diseases|illnesses|indications|uses|purposes|symptoms|ailments)$"
)


def _members(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """ "infections including pneumonia": both; "a number of conditions including gout": the second alone."""
    match = _INCLUDING.search(text, low, high)
    if match is None:
        led = _LED_IN.match(text, low, high)
        return [(led.end() if led else low, high)]
    head = [] if _GENERAL.match(text[low : match.start()]) else [(low, match.start())]
    return [*head, (match.end(), high)]


_VERB_NOUNS = frozenset("prevention prophylaxis reduction reducing preventing prevent reduce relief relieve lower".split())


def _under_verb(tokens: Sequence[Token], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "prevention of stroke and embolism" is one: the second alone would say another thing."""
    made: list[tuple[int, int]] = []
    for a, b in parts:
        at = index_at(tokens, a)
        starts = lower_at(tokens, at) in _VERB_NOUNS or _unframed(tokens, at)[0] != at
        if made and not starts and lower_at(tokens, index_at(tokens, made[-1][0])) in _VERB_NOUNS:
            made[-1] = (made[-1][0], b)
        else:
            made.append((a, b))
    return made


_HEADLESS = ("ic", "al", "ar", "ous", "ive", "ary", "ian")
_HALVES = frozenset(
    "breast lung ovarian colorectal gastric prostate pancreatic renal bladder kidney liver thyroid cervical moderate mild severe acute chronic "
    "primary secondary partial generalized generalised small short long type stage non adult pediatric paediatric upper lower "
    "early late locally advanced recurrent relapsed refractory active newly superficial deep skin bone heart brain".split()
)


def _joined(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts that are only the first half of the next one ("ovarian and breast cancer") stay with it."""
    made: list[tuple[int, int]] = []
    open_half = False
    for n, (a, b) in enumerate(parts):
        words = text[a:b].lower().split()
        half = n + 1 < len(parts) and len(words) == 1 and (
            words[0] in _HALVES or (words[0].endswith(_HEADLESS) and len(words[0]) > 5)  # noqa: PLR2004
        )
        if open_half:
            made[-1] = (made[-1][0], b)
        else:
            made.append((a, b))
        open_half = half
    return made


def _is_term(statement: Statement, low: int, high: int) -> bool:
    words = statement.text[low:high].lower().split()
    if not words or len(words) > _LONGEST or words[0] in _NO_TERM:
        return False
    if words[0] in _MANY and (len(words) == 1 or words[-1] in _ANYTHING):
        return False
    if len(words) > 1 and words[1] in _SPANS and (words[0] in NUMBER_WORDS or words[0].isdigit()):
        return False
    return not any(len(w) >= 4 and w[:4].isdigit() and w[:2] in ("18", "19", "20") for w in words)  # noqa: PLR2004


def _is_qualified(tokens: Sequence[Token], people: int, after: int) -> bool:
    """Whether the people are those with another illness: then a term says too little without them."""
    found = _people(tokens, people + 1)
    return found is not None and found[1] < after and _WITH.at(tokens, _age(tokens, found[1])) is not None


def _population(statement: Statement, first: int, after: int) -> Population | None:
    """ "in adults", "adult patients": kept where it is an age group without figures."""
    tokens = statement.tokens
    at = first + (tokens[first].lower == "in")
    found = _people(tokens, at)
    if found is None:
        return None
    end = after
    while end > at and tokens[end - 1].lower in ("with", ",", "and"):
        end -= 1
    end = found[1] if end < found[1] else end
    return Population(text=statement.quote(at, end), age_group=found[0])

"""What a drug is used for: "for the treatment of A, B and C in adults", as terms without their frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ....model.kinds.drug import Population
from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token
from ..english import CLAUSE_WORDS, DRUG_NOUNS, FINITE
from ..products.dose_forms import PRODUCT_NOUNS
from .frames import after_antecedent, after_lead, without_frames
from .people import PEOPLE, have_illness, only_people, people_at, population_of
from .terms import AGED, is_term, terms_of

__all__ = ["Use", "read_terms", "read_use"]


@dataclass(frozen=True, slots=True)
class Use:
    """Terms by their places in the text; `whole` are the same with the people they are said of; `next` is a token."""

    terms: tuple[tuple[int, int], ...]
    whole: tuple[tuple[int, int], ...]
    population: Population | None
    first: int
    next: int


_CUTS = Phrases.listed(
    "in combination with|in combination|alone|either alone|with or without|when used|as monotherapy|as a single agent|as an adjunct|"
    "as adjunctive|as an add|as an alternative|as part of|after failure|when other|when given|as well as in|in conjunction with|"
    "under the|based on|based upon|without|in association with|after the failure|after other|as first|as second|as a first|as a second|"
    "as combination|as adjunct|as adjuvant|in addition to|not adequately|not responding|not controlled|not responsive|not amenable|"
    "as the|as a|as an|as its|along with|after prior|after previous|by mouth|by injection|"
    "excluding|too|at a lower|at lower|at a dose|at doses|at a reduced|at reduced|at low doses|at high doses|in a trial|in trials|in a study|"
    "in studies|in clinical trials|but not|other than|except|except for|apart from|rather than|until|before|through|under|in the form|in doses|in those|with the|by inhalation|after|if|where|unless|provided|should|once"
)

_NO_MEMBERS = DRUG_NOUNS | PRODUCT_NOUNS | {"fda", "agency", "company", "manufacturer"}
"""What is no member of a list of uses with "the" before it."""

_PRESCRIBE = frozenset(
    "prescribe prescribes use uses take takes give gives recommend recommends employ employs".split()
)

_SUBORDINATE = frozenset("although though whereas because despite however albeit".split())
"""Words that open a clause beside the list."""


def read_use(statement: Statement, at: int, halts: Callable[[int], bool]) -> Use | None:
    """The use that stands at token `at`, with its preposition; `halts(k)`: something else than a use begins at `k`.

    "for use in adults with ulcerative colitis and Crohn disease in Japan": the two diseases, and "adults".
    """
    tokens = statement.tokens
    begin = after_lead(tokens, at)
    return None if begin is None else read_terms(statement, begin, halts, first=at)


def read_terms(
    statement: Statement, begin: int, halts: Callable[[int], bool], *, first: int | None = None
) -> Use | None:
    """The list of terms that begins at token `begin`, up to where the clause ends or something else begins."""
    tokens, text = statement.tokens, statement.text
    start, group = without_frames(tokens, begin)
    found = _extent(tokens, start, halts)
    if found is None:
        return None
    after, cut, people = found
    if after <= start:
        return None
    whole = terms_of(statement, start, cut)
    inner, population = whole, None
    if people is not None and people > start:
        inner = terms_of(statement, start, people)
        population = population_of(statement, people, cut, after)
        if inner and whole and have_illness(tokens, people, cut):
            whole = (*inner[:-1], (inner[-1][0], whole[-1][1]))
            if len(inner) > 1:
                inner, population = whole, None  # said of the last alone
        else:
            whole = inner
    elif group is not None:
        population = population_of(statement, group, start, start)
    if only_people(tokens, start, cut):
        return Use((), (), None, begin if first is None else first, after)
    if not whole or not inner or not all(is_term(statement, *term) for term in (*whole, *inner)):
        return None
    while after > start and tokens[after - 1].lower == ",":
        after -= 1
    if text[tokens[after - 1].start : tokens[after - 1].end] == "." and after - 1 > start:
        after -= 1
    return Use(inner, whole, population, begin if first is None else first, after)


def _extent(tokens: Sequence[Token], start: int, halts: Callable[[int], bool]) -> tuple[int, int, int | None] | None:
    """(token after all that belongs to the list, token after the terms, token where "in adults" begins)."""
    end = len(tokens)
    comma: int | None = None
    bare: int | None = None
    people: int | None = None
    cut: int | None = None
    restricted = False
    k = start
    while k < end:
        token = tokens[k]
        word = token.lower
        if word in (";", ":", "?", "!") or (word == "." and k == end - 1) or _is_dash(tokens, k):
            break
        if k > start and (
            word in _SUBORDINATE
            or (word == "when" and halts(k + 1 + (lower_at(tokens, k + 1) in ("it", "they"))))
            or halts(k)
        ):
            break
        if word == "(":
            close = next((j for j in range(k, min(k + 40, end)) if tokens[j].lower == ")"), None)
            if close is None:
                return None
            k = close + 1
            continue
        if word == "with" and lower_at(tokens, k + 2) == "without" and lower_at(tokens, k + 3) in _SIGNS:
            k += 4  # "migraine with or without aura"
            continue
        if word in (",", "and", "but", "or", "yet") or (word == "as" and lower_at(tokens, k + 1) == "well"):
            if _is_boundary(tokens, k, halts) or (
                people is not None
                and word == ","
                and lower_at(tokens, k + 1) == "and"
                and people_at(tokens, k + 2) is None
            ):
                break
            if word == "," and cut is None:
                comma = k
            elif word in ("and", "but") and cut is None and lower_at(tokens, k - 1) != ",":
                bare = k
        elif word in ("that", "which", "who") and cut is None and _restricts(tokens, k):
            restricted = True
        elif word in ("who", "whose", "that", "which", "whom") and cut is None:
            cut = k
        elif (
            word in FINITE
            and cut is None
            and not restricted
            and not _is_attributive(tokens, k)
            and not _is_participial(tokens, k)
        ):
            back = comma if comma is not None else bare
            return None if back is None else (back, back, people if people is not None and people < back else None)
        elif word == "at" and cut is None and k > start and k + 1 < end and tokens[k + 1].kind == "number":
            cut = k  # "hives at 180 mg once daily"
        elif word == "in" and people is None and cut is None and people_at(tokens, k + 1) is not None:
            people = k
        elif (
            word
            in (
                "in",
                "too",
                "at",
                "alone",
                "either",
                "with",
                "when",
                "as",
                "after",
                "under",
                "based",
                "without",
                "through",
                "by",
                "until",
                "before",
                "not",
                "excluding",
                "if",
                "where",
                "unless",
                "provided",
                "once",
                "other",
                "except",
                "apart",
                "rather",
            )
            and cut is None
            and k > start
            and _ends_terms(tokens, k)
        ):
            cut = k
        k += 1
    after = k
    return after, min(cut if cut is not None else after, after), people


def _restricts(tokens: Sequence[Token], at: int) -> bool:
    """ "leukemia that is refractory to imatinib", "people who have had a heart attack": what the term cannot do without."""
    if lower_at(tokens, at + 1) not in ("is", "are", "has", "have", "was", "were", "does", "do"):
        return False
    before = lower_at(tokens, at - 1)
    if tokens[at].lower != "who":
        return before not in (",", "drug", "agent")
    return before in PEOPLE and lower_at(tokens, at - 2) == "of"


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """A dash between words, not one within a name ("von Hippel–Lindau")."""
    return tokens[at].text in ("—", "–") and at > 0 and tokens[at].start > tokens[at - 1].end


def _ends_terms(tokens: Sequence[Token], at: int) -> bool:
    """Whether words begin here that are no part of the term; "after surgery" is one of "pain after surgery"."""
    if lower_at(tokens, at) == "after" and at + 1 < len(tokens):
        event = at + 1 + (lower_at(tokens, at + 1) in ("a", "an", "major"))
        if lower_at(tokens, event) in _EVENTS and lower_at(tokens, event + 1) in (
            "",
            ".",
            ",",
            ";",
            ")",
            "and",
            "or",
            "in",
        ):
            return False
    return _CUTS.at(tokens, at) is not None


_SIGNS = frozenset(
    "aura metastases metastasis complications cirrhosis agoraphobia hyperactivity psychosis fistulas fistulae polyps involvement "
    "hypertension hypercapnia effusion symptoms obesity cataplexy ascites bleeding fever pain oedema edema anaemia anemia inflammation "
    "proteinuria angina dementia anxiety depression claudication jaundice arthritis psoriasis haemorrhage hemorrhage".split()
)
"""What an illness comes "with or without"; what a drug is used with is none of these."""


_EVENTS = frozenset(
    "surgery operation operations childbirth shingles stroke transplantation chemotherapy radiotherapy menopause injury trauma "
    "delivery infarction birth exercise".split()
)
"""What an illness comes after."""


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
    if k >= len(tokens) or (word == "." and k == len(tokens) - 1) or after_antecedent(tokens, k) is not None:
        return True
    if tokens[at].lower != "," and "," in {token.lower for token in tokens[at + 1 : k]}:
        return True  # "A and, off-label, B"
    if word in AGED and (
        tokens[at - 1].kind == "number" or lower_at(tokens, at - 1) in ("years", "age", "old", "months", "year")
    ):
        return False
    if word in ("the", "this") and lower_at(tokens, k + 1) in _NO_MEMBERS:
        return True
    if any(
        lower_at(tokens, j) in _PRESCRIBE and lower_at(tokens, j + 1) in ("it", "this", "them") for j in range(k, k + 4)
    ):
        return True  # "and doctors also prescribe it"
    if word in ("less", "more", "most") and lower_at(tokens, k + 1) in ("often", "commonly", "frequently", "rarely"):
        return True
    if word in FINITE or word in CLAUSE_WORDS or word in ("for", "against", "to", "in", "by", "as", "that"):
        return True
    return halts(k)

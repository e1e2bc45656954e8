"""Indications: what a drug is said to be used for, in known frames, with the status that the words give it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from ....model.kinds.drug import Indication, Population
from ...grammar import Phrases, Statement, lower_at
from ..approvals.adjuncts import Adjuncts
from ..approvals.predicates import predicate_at
from ..approvals.subjects import Drug, read_drug, subject_of
from ..english import ADVERBS, AUXILIARIES, CONNECTIVES
from ..terms import split_terms
from ..uses.people import read_people
from ..uses.reader import Use, read_terms, read_use

__all__ = ["read_indications", "read_uses_row"]

Status = Literal["approved", "off_label", "investigational", "not_approved", "unspecified"]

_WORDS = frozenset(
    "used indicated prescribed indications indication uses use employed studied investigated evaluated tested explored investigation "
    "researched utilized utilised trialled".split()
)
_VERBS: Phrases[Status] = Phrases(
    {
        **dict.fromkeys("used|prescribed|employed|utilized|utilised|indicated".split("|"), "unspecified"),
        **dict.fromkeys(
            "studied|investigated|evaluated|tested|explored|researched|trialled|under investigation|being developed|in development|"
            "under study|under evaluation|in clinical trials|in trials|in phase ii trials|in phase iii trials".split(
                "|"
            ),
            "investigational",
        ),
    }
)
_OFF_LABEL = Phrases(
    dict.fromkeys(
        "off-label|off label|on an off-label basis|outside its licence|outside of its licence|outside its label|unlicensed".split(
            "|"
        ),
        True,
    )
)
_UNTOLD = Phrases(dict.fromkeys("in some cases|in some countries|in clinical practice|in practice|by mouth|orally|intravenously|alone|topically|"
    "in combination|alone or in combination|by injection|on its own|clinically|medically|therapeutically|sometimes|occasionally|often|"
    "commonly|frequently|usually|typically|rarely|routinely|extensively|chiefly|largely|mostly|principally|predominantly|most commonly|"
    "most often|most frequently|for many years|increasingly|traditionally|a|an|as well|successfully|experimentally|actively|being|worldwide|"
    "clinically".split("|"), True))  # fmt: skip
_PAST = frozenset("formerly previously once historically longer never not rarely hardly".split())
_KINDS: Phrases[Status] = Phrases(
    {
        **dict.fromkeys(
            "current|main|primary|major|principal|common|other|additional|further|usual|most common|medical|clinical|typical|"
            "present|chief|therapeutic|the|its|specific|key|general|established|several|accepted|first|today's|and|,|documented|potential uses".split(
                "|"
            ),
            "unspecified",
        ),
        **dict.fromkeys(
            "approved|fda-approved|fda approved|licensed|labelled|labeled|on-label|authorised|authorized|registered|u.s.-approved|"
            "us-approved|eu-approved|currently approved|officially approved".split("|"),
            "approved",
        ),
        **dict.fromkeys("off-label|off label|unlicensed|unlabeled|unlabelled".split("|"), "off_label"),
        **dict.fromkeys("unapproved".split("|"), "not_approved"),
        **dict.fromkeys("investigational|experimental".split("|"), "investigational"),
    }
)
_NOUNS = Phrases(dict.fromkeys("indications|indication|uses|use".split("|"), True))
_LIST = Phrases(
    dict.fromkeys(
        "include|includes|are|is|:|are for|is for|include:|are as follows:|comprise|consist of|have included|are the treatment of|"
        "also include|now include|currently include|are limited to|is limited to|are in|are as|is as".split("|"),
        True,
    )
)
_AMONG = Phrases(dict.fromkeys("is among|are among|is one of|is an|are|is a|are both|belongs to".split("|"), True))
_THAT = Phrases(
    dict.fromkeys(
        "for that purpose|for this purpose|for that use|for this use|for that indication|for this indication|for these indications|"
        "for these purposes|for those purposes|for these uses|for those uses|for those indications|for such use|for such uses".split(
            "|"
        ),
        True,
    )
)
_OPENERS = frozenset("the a an its".split())


@dataclass(frozen=True, slots=True)
class _Found:
    use: Use
    status: Status
    first: int


def read_indications(statement: Statement) -> list[Indication]:
    """ "used in immune therapy of A and B": one indication a term, with the whole frame as evidence."""
    if not statement.words & _WORDS:
        return []
    adjuncts = Adjuncts(statement)
    tokens = statement.tokens
    found: list[_Found] = []
    subject: Drug | None = None
    at = clause = 0
    while at < len(tokens):
        if (many := _listed(statement, at, adjuncts)) or (many := _among(statement, clause, at)):
            found += many
            at = clause = max(one.use.next for one in many)
            continue
        verb = _verb(statement, at)
        if verb is None:
            at += 1
            continue
        status, first, after = verb
        drug = subject_of(statement, clause, at, subject, reduced=lower_at(tokens, at) not in AUXILIARIES)
        plain = status == "unspecified" and "indicated" not in {token.lower for token in tokens[first:after]}
        uses = _uses(statement, after, adjuncts, plain=plain) if drug is not None and drug.name is None else []
        if not uses:
            at += 1
            continue
        subject = drug
        if _is_unapproved_later(statement, uses[-1].next):
            status = "not_approved"
        found += [_Found(use, status, first) for use in uses]
        at = clause = uses[-1].next
    return [indication for one in found for indication in _made(statement, one)]


def _verb(statement: Statement, at: int) -> tuple[Status, int, int] | None:
    """ "is used off-label", "has been studied": (status, the verb or what is said before it, next)."""
    tokens = statement.tokens
    k = at
    while lower_at(tokens, k) in AUXILIARIES or (
        k > at and (lower_at(tokens, k) in ("also", "being") or ADVERBS.at(tokens, k) or _UNTOLD.at(tokens, k))
    ):
        k += 1
    off_label = False
    if (off := _OFF_LABEL.at(tokens, k)) is not None:
        off_label, k = True, off[1]
    verb = _VERBS.at(tokens, k)
    if verb is None or (k == at and lower_at(tokens, k) == "used" and lower_at(tokens, k - 1) in AUXILIARIES):
        return None
    if any(token.lower in _PAST for token in tokens[max(0, at - 2) : k]) or lower_at(tokens, k - 1) in (
        "-",
        "commonly-",
    ):
        return None
    status, after = verb
    begun = k
    while True:
        if (off := _OFF_LABEL.at(tokens, after)) is not None:
            off_label, after = True, off[1]
        elif (said := ADVERBS.at(tokens, after) or _UNTOLD.at(tokens, after)) is not None:
            after = said[1]
        else:
            break
    return ("off_label" if off_label else status), begun, after


def _uses(statement: Statement, at: int, adjuncts: Adjuncts, *, plain: bool) -> list[Use]:
    """ "for A, in the treatment of B and to prevent C", after an indicating verb."""
    tokens = statement.tokens
    found: list[Use] = []
    population: Population | None = None
    k = at
    while k < len(tokens):
        if (place := adjuncts.fact(k)) is not None and not found:
            k = place.next
            continue
        if not found and (people := read_people(statement, k)) is not None:
            population, k = people
            continue
        use = read_use(statement, k, adjuncts.halts)
        if (
            use is None
            and lower_at(tokens, k) == "in"
            and lower_at(tokens, at - 1) in ("indicated", "label", "studied", "investigated", "evaluated", "tested")
        ):
            use = read_terms(statement, k + 1, adjuncts.halts, first=k)
        if use is None:
            break
        if plain and k == at and not _is_illness(statement, use):
            break
        found.append(use if population is None or use.population is not None else replace(use, population=population))
        k = use.next
        while lower_at(tokens, k) in (",", "and", "or") or ADVERBS.at(tokens, k) is not None:
            k += 1
    return found


_ILLNESS = re.compile(
    r"(?:itis|osis|oses|emia|aemia|algia|pathy|pathies|oma|omas|uria|rrhea|rrhoea|plegia|philia|penia|phobia|mania|asthenia|lepsy|spasm|spasms|"
    r"sclerosis|rexia|trophy|megaly|edema|oedema|somnia|esthesia|aesthesia)s?\Z"
)
_ILLNESSES = frozenset(
    "disease diseases syndrome syndromes disorder disorders infection infections cancer cancers tumor tumors tumour tumours pain fever failure "
    "deficiency seizure seizures asthma diabetes hypertension ulcer ulcers migraine migraines headache headaches allergy allergies nausea "
    "vomiting depression anxiety psoriasis acne eczema gout epilepsy malaria tuberculosis hiv aids influenza flu cough cold angina stroke "
    "thrombosis embolism shock poisoning overdose toxicity dependence addiction withdrawal obesity rejection psychosis dementia constipation "
    "diarrhea diarrhoea heartburn itching rash wounds burns injury glaucoma cataract blindness osteoporosis fractures menopause infertility "
    "contraception anesthesia anaesthesia sedation analgesia lymphoma myeloma melanoma leukaemia leukemia carcinoma sarcoma schizophrenia mania "
    "autism adhd ptsd copd gerd bleeding hemorrhage haemorrhage clots spasticity spasms swelling inflammation fatigue weakness cramps incontinence "
    "retention impotence dysfunction lupus rosacea scabies lice worms herpes shingles hepatitis pneumonia sepsis meningitis syphilis gonorrhea "
    "sleeplessness insomnia narcolepsy tremor dystonia chorea tics vertigo palpitations arrhythmias arrhythmia fibrillation tachycardia attacks condition "
    "conditions symptoms illness relief prevention prophylaxis abuse alcoholism smoking pressure cholesterol poisonings exacerbations ischemia".split()
)


def _is_illness(statement: Statement, use: Use) -> bool:
    """Whether "used for" leads to an illness, where no word of treatment says so."""
    if use.terms and use.terms[0][0] != statement.tokens[min(use.first + 1, len(statement.tokens) - 1)].start:
        return True
    words = {word.strip("(),.'").lower() for a, b in use.terms for word in re.split(r"[\s/-]+", statement.text[a:b])}
    return bool(words & _ILLNESSES) or any(_ILLNESS.search(word) for word in words)


def _listed(statement: Statement, at: int, adjuncts: Adjuncts) -> list[_Found]:
    """ "Current indications for X include A and B", "Off-label uses are A and B"."""
    tokens = statement.tokens
    if at and CONNECTIVES.at(tokens, at - 1) is None:
        return []
    kind = _kind(statement, at)
    if kind is None:
        return []
    status, k, plain = kind
    if plain and lower_at(tokens, at) not in ("indications", "indication", "uses", "its"):
        return []
    while lower_at(tokens, k) in ("for", "of") and (drug := read_drug(statement, k + 1)) is not None:
        if drug.name is not None:
            return []
        k = drug.next
    while (fact := adjuncts.fact(k)) is not None:
        k = fact.next
    verb = _LIST.at(tokens, k)
    if verb is None or (lower_at(tokens, k) in ("are", "is") and lower_at(tokens, k + 1) in ("limited", "unknown", "similar", "the", "not", "restricted", "broadened", "expanded")
                        and _LIST.at(tokens, k + 1) is None and lower_at(tokens, k + 1) != "the"):  # fmt: skip
        return []
    use = read_use(statement, verb[1], adjuncts.halts) or read_terms(statement, verb[1], adjuncts.halts)
    return [] if use is None else [_Found(use, status, at)]


def _kind(statement: Statement, at: int) -> tuple[Status, int, bool] | None:
    """ "its other off-label uses": (status, next, whether nothing but the noun was said)."""
    tokens = statement.tokens
    status: Status = "unspecified"
    k = at
    while lower_at(tokens, k) in _OPENERS:
        k += 1
    begun = k
    while (kind := _KINDS.at(tokens, k)) is not None:
        status = kind[0] if kind[0] != "unspecified" else status
        k = kind[1]
    noun = _NOUNS.at(tokens, k)
    if noun is None or (lower_at(tokens, k) == "use" and k == begun):
        return None
    return status, noun[1], k == begun


def _among(statement: Statement, clause: int, at: int) -> list[_Found]:
    """ "Migraine prevention is among its approved uses"."""
    tokens = statement.tokens
    verb = _AMONG.at(tokens, at)
    if verb is None or at == clause:
        return []
    kind = _kind(statement, verb[1])
    if kind is None or (kind[2] and lower_at(tokens, verb[1]) != "its"):
        return []
    use = read_terms(statement, clause, lambda k: k >= at)
    return [] if use is None else [_Found(use, kind[0], clause)]


def _is_unapproved_later(statement: Statement, at: int) -> bool:
    """ "... but has yet to gain approval for that purpose"."""
    tokens = statement.tokens
    while lower_at(tokens, at) in (",", "but", "and", "although", "though", "yet") or lower_at(tokens, at) in ("it",):
        at += 1
    predicate = predicate_at(statement, at)
    return predicate is not None and predicate.action == "not_approved" and _THAT.at(tokens, predicate.next) is not None


def _made(statement: Statement, found: _Found) -> list[Indication]:
    after = found.use.next
    if found.status == "not_approved":
        after = len(statement.tokens) - (statement.tokens[-1].lower == ".")
    evidence = statement.evidence(found.first, max(after, found.use.next), "indication.used_for")
    return [
        Indication(
            evidence=(evidence,),
            reference_ids=statement.references((evidence,)),
            text=statement.text[a:b],
            status=found.status,
            population=found.use.population,
        )
        for a, b in found.use.terms
    ]


def read_uses_row(statement: Statement) -> list[Indication]:
    """A row "Main uses": one indication a value."""
    passage, start, end = statement.passage, statement.start, statement.end
    text = passage.text
    return [
        Indication(
            evidence=(passage.evidence(a, b, "indication.row"),),
            reference_ids=passage.references_in(a, b),
            text=text[a:b],
        )
        for a, b in split_terms(text, start, end)
    ]

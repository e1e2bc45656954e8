"""Whether words name an illness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...grammar import Statement, lower_at
from .reader import Use

__all__ = ["ends_as_illness", "is_illness", "names_illness"]


_ILLNESS = re.compile(
    r"(?:itis|osis|oses|iasis|iases|emia|aemia|algia|pathy|pathies|oma|omas|uria|rrhea|rrhoea|plegia|philia|penia|phobia|mania|asthenia|lepsy|spasm|spasms|"
    r"emesis|cardia|thyroidism|ptysis|phagia|kinesia|parkinsonism|clampsia|sclerosis|rexia|trophy|megaly|edema|oedema|somnia|esthesia|aesthesia)s?\Z"
)


_ILLNESSES = frozenset(
    "disease diseases syndrome syndromes disorder disorders infection infections cancer cancers tumor tumors tumour tumours pain fever failure "
    "deficiency seizure seizures asthma diabetes hypertension ulcer ulcers migraine migraines headache headaches allergy allergies nausea "
    "vomiting depression anxiety psoriasis acne eczema gout epilepsy malaria tuberculosis hiv aids influenza flu cough cold angina stroke "
    "thrombosis embolism shock poisoning overdose toxicity dependence addiction withdrawal obesity rejection psychosis dementia constipation "
    "diarrhea diarrhoea heartburn itching rash wounds burns injury glaucoma cataract blindness osteoporosis fractures menopause infertility "
    "contraception anesthesia anaesthesia sedation analgesia lymphoma myeloma melanoma leukaemia leukemia carcinoma sarcoma schizophrenia mania "
    "autism adhd ptsd copd gerd bleeding hemorrhage haemorrhage clots spasticity spasms swelling inflammation fatigue weakness cramps incontinence "
    "anaphylaxis arrest hiccups hiccup warts nightmares tinnitus hypotension jaundice colic stuttering hyperactivity "
    "retention impotence dysfunction lupus rosacea scabies lice worms herpes shingles hepatitis pneumonia sepsis meningitis syphilis gonorrhea "
    "sleeplessness insomnia narcolepsy tremor dystonia chorea tics vertigo palpitations arrhythmias arrhythmia fibrillation tachycardia attacks condition "
    "conditions symptoms illness relief prevention prophylaxis abuse alcoholism smoking pressure cholesterol poisonings exacerbations ischemia "
    "ischaemia claudication stones bloating dandruff baldness snoring stiffness soreness congestion sneezing sunburn bites stings rabies "
    "tetanus cholera plague anthrax smallpox measles mumps polio typhoid leprosy scurvy rickets pellagra beriberi thrush ringworm palsy "
    "sciatica hernia haemorrhoids hemorrhoids fissures fissure fibroids cyst cysts reflux indigestion dyspepsia croup apnea apnoea "
    "alopecia vitiligo hives hirsutism priapism bruxism lice flushes flares episodes bouts loss periods flashes crisis crises epilepticus gravis vulgaris pemphigus infarction hyperhidrosis hypogonadism".split()
)


_ANIMALS = frozenset("dogs cats horses cattle cows pigs sheep goats poultry chickens livestock".split())


_NO_ILLNESS = frozenset(
    "its their this that these those it them which him her up least days weeks months years hours day week month year least more less "
    "than not be being is are was were has have each every per".split()
)


_NO_HEAD = frozenset(
    "purposes purpose reasons reason research studies study trials trial manufacture production synthesis preparation example instance "
    "time times period periods long life use uses injection infusion administration animals livestock humans patients people adults "
    "children women men doses dose courses course cycles communication analysis measurement identification detection comparison "
    "formulation tablets capsules cases case others other both all medicine medicines agents drugs export import sale sport sports "
    "laboratory laboratories lab clinic clinics hospital hospitals practice fun pleasure euphoria life water food industry agriculture cooking extraction storage transport derivatives compounds products product".split()
)
"""What "used for" leads to that is no illness."""


def ends_as_illness(words: Sequence[str]) -> bool:
    """Whether the last of these words, in lower case, names an illness: "type 2 diabetes"."""
    head = words[-1] if words[-1].isalpha() else words[-2] if len(words) > 1 else ""
    return head in _ILLNESSES or _ILLNESS.search(head) is not None


def is_illness(statement: Statement, use: Use, *, named: bool = False) -> bool:
    """Whether "used for" leads to an illness, where no word of treatment says so; `named`: it must be named as one."""
    tokens = statement.tokens
    if any(not _ANIMALS.isdisjoint(statement.text[a:b].lower().split()) for a, b in use.terms):
        return False
    lead = use.first + 1
    lead += lower_at(tokens, lead) in ("the", "a", "an")
    if use.terms and use.terms[0][0] != tokens[min(lead, len(tokens) - 1)].start:
        return True
    said = [word.strip("(),.'").lower() for a, b in use.terms for word in re.split(r"[\s/-]+", statement.text[a:b])]
    heads = {statement.text[a:b].lower().split()[-1] for a, b in use.terms}
    if heads <= _NO_HEAD:
        return False
    if _ILLNESSES & set(said) or any(_ILLNESS.search(word) for word in said):
        return True
    if named or (said[0].endswith("ing") and said[0] != "bring"):
        return False
    return not (_NO_ILLNESS & set(said) or heads & _NO_HEAD or any(word[:1].isdigit() for word in said))


_NO_PART = frozenset(
    "after despite with without over trial trials study studies because due following based not later brand name risk withdrawn by from "
    "caused since versus but under to".split()
)
_AILING = frozenset(
    "overactive underactive enlarged irritable dry restless itchy sore blocked runny stuffy swollen inflamed infected prolapsed".split()
)
"""What makes a part of the body an illness: "overactive bladder", "dry eyes"."""

_LONGEST_NAME = 6
"""Words of an illness that no word of treatment leads to."""


def names_illness(statement: Statement, use: Use) -> bool:
    """Whether each term is the bare name of an illness: "peripheral neuropathic pain", "gout"."""
    for a, b in use.terms:
        words = statement.text[a:b].lower().split()
        head = (words[words.index("of") - 1] if "of" in words[1:] else words[-1]).strip("(),.'")
        if len(words) > _LONGEST_NAME or _NO_PART & set(words):
            return False
        ailing = len(words) > 1 and words[0] in _AILING
        if not (head.isdigit() or ailing or head in _ILLNESSES or _ILLNESS.search(head)):
            return False
        if head.isdigit() and not _ILLNESSES & set(words):
            return False
    return bool(use.terms)

"""Whether a word is formed as the name of a drug."""

from __future__ import annotations

import re

__all__ = ["NO_NAMES", "is_drug_name"]

# Endings of nonproprietary names (INN stems, and what chemical names end in): a lone word with one may be a drug.
_NAME = re.compile(
    r"[a-z]{3,}(?:mab|mib|nib|vir|pril|sartan|olol|statin|azole|azine|oxacin|cillin|cycline|mycin|prazole|tidine|triptan|setron|gliptin|gliflozin|"
    r"glutide|dipine|zepam|zolam|barbital|caine|coxib|fibrate|parin|xaban|gatran|platin|rubicin|taxel|tinib|ciclib|parib|degib|lukast|"
    r"terol|tropium|sone|solone|onide|profen|fenac|oxicam|pidem|pam|lam|done|pine|pramine|triptyline|oxetine|afil|dronate|dronic|statine|"
    r"[aeiouylrnt]ine|[aeiou]ne|ide|ole|ate|ol|il|am|an|ib|ab|in|um|one|ane|cept|kin|grel|stim|grastim|relin|ase|poetin|tide)\Z"
)


NO_NAMES = frozenset(
    "medicine vaccine machine routine guideline discipline regime magazine protocol control alcohol school bulletin milestone hormone "
    "legislation plan vitamin insulin title article module people woman human american european german italian african indian "
    "canadian australian brazilian then again certain main domain mountain captain foundation administration commission plain in on an "
    "constitution design name outline deadline state candidate update date certificate rate template estate climate senate debate "
    "council symbol petrol petroleum museum forum medium minimum curriculum album stadium premium asylum claim program programme "
    "person season version region question decision origin margin pen zone phone someone anyone everyone none one alone done gone "
    "time line engine magazine article rule role whole sole scale model tool pool civil council evil bill skill will until april "
    "pattern human woman man than can loan clan japan iran sudan pakistan taiwan ocean side guide wide inside outside slide "
    "release purchase case base phase increase disease database course nurse use purpose response license licence drug "
    "amendment government system team stream exam alarm farm form term reform film album albumin globulin serum urine "
    "maximum median caffeine infusion moderate immediate intermediate neonate alternate asian caucasian female".split()
)
"""Words that end like the name of a drug, and are none."""


def is_drug_name(word: str) -> bool:
    """Whether a lone word, in lower case but for its first letter, is formed as the name of a drug."""
    lower = word.lower()
    return len(word) > 5 and word[1:].islower() and lower not in NO_NAMES and _NAME.match(lower) is not None

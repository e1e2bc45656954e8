"""A list of uses as its terms: what belongs together stays so, and no term has its frame."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...grammar import Phrases, Statement, index_at, lower_at
from ...tokens import NUMBER_WORDS, Token
from ..terms import split_terms, strip_term
from .frames import without_frames

__all__ = ["AGED", "is_term", "terms_of"]

_KEPT = Phrases.listed(
    "with or without|head and neck|skin and soft tissue|skin and skin structure|bone and joint|signs and symptoms|ear , nose and throat|"
    "graft versus host|nose and throat|heart and lung|liver and kidney|attention deficit and hyperactivity|"
    "prevention and treatment|treatment and prevention|treatment or prevention|prevention or treatment|mild and moderate|"
    "prevent and treat|treat and prevent|treat or prevent|prevent or treat|moderate and severe|motor and vocal|mood and anxiety|lung and heart|fever and neutropenia"
)


_NO_TERM = frozenset(
    "then following excluding except this that these those such its it their any others use similar same which whom marketing "
    "sale both all further additional and or as especially humans animals mice rats vitro vivo healthy example instance safety review most more less about approximately over approval authorisation authorization licensing market".split()
)


_FRAMES = frozenset("prevention treatment therapy prophylaxis maintenance induction management control relief".split())
"""What names a use only with "of" behind it."""


_SPANS = frozenset("years year months month weeks week days day decades centuries hours".split())


_MANY = frozenset("other several various many some certain multiple numerous different".split())


_ANYTHING = frozenset(
    "conditions disorders diseases illnesses indications uses purposes symptoms ailments reasons things years countries forms types kinds ways "
    "patients people applications drugs medications procedures".split()
)


AGED = frozenset("older over above up younger under below".split())


_LONGEST = 16
"""Words of the longest term."""


_INCLUDING = re.compile(r",?\s+(?:including|such as|e\.g\.,?|for example)\s+")


_LED_IN = re.compile(r"(?:including|such as)\s+")


_GENERAL = re.compile(
    r"(?:an?\s+)?(?:number|variety|range|host|wide range|wide variety|series|several|various|many|multiple|different|other|certain|some|numerous)\s.*"
    r"(?:conditions|disorders|diseases|illnesses|indications|uses|purposes|symptoms|ailments)$"
)


# Parts of the body: "infections of the skin, lungs and urinary tract" is one term.
_ORGANS = frozenset(
    "skin lung lungs tract bone bones joint joints eye eyes ear ears throat kidney kidneys bladder liver stomach bowel bowels intestine "
    "intestines brain blood nails nail mouth nose hair scalp pancreas breast breasts ovary ovaries prostate uterus cervix heart muscle "
    "muscles genitals tissue tissues gut vagina sinuses airways system abdomen spine gums teeth tonsils hands feet testis testes womb "
    "oesophagus esophagus colon rectum thyroid face trunk limbs".split()
)


_VERB_NOUNS = frozenset(
    "prevention prophylaxis reduction reducing preventing prevent reduce relief relieve lower".split()
)


_HEADLESS = ("ic", "al", "ar", "ous", "ive", "ary", "ian")


_HALVES = frozenset(
    "breast lung ovarian colorectal gastric prostate pancreatic renal bladder kidney liver thyroid cervical moderate mild severe acute chronic "
    "primary secondary partial generalized generalised small short long type stage non adult pediatric paediatric upper lower "
    "early late locally advanced recurrent relapsed refractory active newly superficial deep skin bone heart brain".split()
)


def terms_of(statement: Statement, first: int, after: int) -> tuple[tuple[int, int], ...]:
    """Terms of tokens `first` up to `after`, each without its frame; "head and neck" stays one."""
    tokens, text = statement.tokens, statement.text
    if after <= first:
        return ()
    low, high = tokens[first].start, tokens[after - 1].end
    kept = [(tokens[k].start, tokens[found[1] - 1].end) for k in range(first, after) if (found := _KEPT.at(tokens, k))]
    parts: list[tuple[int, int]] = []
    for a, b in split_terms(text, low, high):
        if parts and (
            lower_at(tokens, index_at(tokens, a)) in AGED or any(x < a <= y and parts[-1][1] > x for x, y in kept)
        ):
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    parts = [part for whole in parts for part in _members(text, *whole)]
    made: list[tuple[int, int]] = []
    for a, b in _joined(text, _under_verb(text, tokens, parts)):
        at = index_at(tokens, a)
        start, _ = without_frames(tokens, at)
        if start < len(tokens) and tokens[start].start < b:
            a = tokens[start].start
        if (term := strip_term(text, a, b)) is not None:
            made.append(term)
    return tuple(made)


def _members(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """ "infections including pneumonia": both; "a number of conditions including gout": the second alone."""
    match = _INCLUDING.search(text, low, high)
    if match is None:
        led = _LED_IN.match(text, low, high)
        return [(led.end() if led else low, high)]
    head = [] if _GENERAL.match(text[low : match.start()]) else [(low, match.start())]
    return [*head, (match.end(), high)]


def _under_verb(text: str, tokens: Sequence[Token], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "prevention of stroke and embolism" is one: the second alone would say another thing."""
    made: list[tuple[int, int]] = []
    for a, b in parts:
        at = index_at(tokens, a)
        starts = lower_at(tokens, at) in _VERB_NOUNS or without_frames(tokens, at)[0] != at
        within = made and " of " in text[made[-1][0] : made[-1][1]] and text[a:b].lower().split()[-1] in _ORGANS
        if (within and text[made[-1][0] : made[-1][1]].lower().split()[-1] in _ORGANS) or (
            made and not starts and lower_at(tokens, index_at(tokens, made[-1][0])) in _VERB_NOUNS
        ):
            made[-1] = (made[-1][0], b)
        else:
            made.append((a, b))
    return made


def _joined(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts that are only the first half of the next one ("ovarian and breast cancer") stay with it."""
    made: list[tuple[int, int]] = []
    open_half = False
    for n, (a, b) in enumerate(parts):
        words = text[a:b].lower().split()
        half = n + 1 < len(parts) and _is_half(words)
        if open_half or (made and _NUMBERED.fullmatch(text[a:b])):
            made[-1] = (made[-1][0], b)
        else:
            made.append((a, b))
        open_half = half
    return made


def _is_half(words: Sequence[str]) -> bool:
    """ "ovarian", "type 1": an adjective or a number without its noun."""
    if len(words) == 2 and words[0] in ("type", "types", "grade", "stage", "stages"):
        return _NUMBERED.fullmatch(words[1].upper()) is not None
    return len(words) == 1 and (words[0] in _HALVES or (words[0].endswith(_HEADLESS) and len(words[0]) > 5))


_NUMBERED = re.compile(r"[A-Z]|[0-9]{1,2}|[IV]{1,4}")
"""What is left of "hepatitis B and C", "grades 1 and 2"."""


def is_term(statement: Statement, low: int, high: int) -> bool:
    """Whether the words may name a use: not too long, no pronoun, no year, no span of time."""
    words = statement.text[low:high].lower().split()
    if not words or len(words) > _LONGEST or words[0] in _NO_TERM or words[0].startswith("("):
        return False
    if words[:2] == ["use", "with"] or (len(words) == 1 and words[0] in _FRAMES):
        return False
    if words[0] in _MANY and (len(words) == 1 or words[-1] in _ANYTHING):
        return False
    if words[0] in _SPANS:
        return False
    if len(words) > 1 and words[1] in _SPANS and (words[0] in NUMBER_WORDS or words[0].isdigit()):
        return False
    return not any(len(w) >= 4 and w[:4].isdigit() and w[:2] in ("18", "19", "20") for w in words)

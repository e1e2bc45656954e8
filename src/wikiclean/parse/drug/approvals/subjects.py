"""Whom a clause of an approval is about: the page's drug by name or pronoun, another drug, or nobody known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...grammar import Phrases, Statement, lower_at
from ...tokens import tokenize
from ..english import CONNECTIVES, DRUG_NOUNS, FINITE

__all__ = ["Drug", "is_named", "read_drug", "subject_of"]

_SALTS = frozenset(
    "hydrochloride sodium acetate mesylate mesilate maleate tartrate citrate sulfate sulphate phosphate succinate besylate besilate "
    "calcium potassium fumarate bromide hydrobromide chloride dipropionate propionate malate tosylate magnesium lactate gluconate "
    "injection tablets tablet capsules capsule cream ointment gel solution suspension spray patch implant therapy treatment "
    "monotherapy alone nitrate valerate furoate pamoate xinafoate medoxomil axetil itself disoproxil alafenamide".split()
)
_BEFORE = frozenset(
    "the this that these a an oral intravenous topical injectable inhaled monoclonal antibody drug medication agent antiviral antibiotic "
    "medicine compound brand name branded synthetic new novel latter new both only"
    " kinase inhibitor statin vaccine systemic its original prescription subcutaneous intranasal single".split()
)
_NOT_IT = frozenset(
    "generic generics biosimilar biosimilars analogue analog analogues analogs derivative derivatives metabolite metabolites prodrug "
    "prodrugs enantiomer isomer isomers similar related successor successors predecessor version versions formulation formulations "
    "equivalent equivalents competitor competitors combination combinations relative relatives alternative other".split()
)
_KINDRED = frozenset("analogue analog derivative prodrug metabolite enantiomer isomer combination formulation".split())
_USE_OF = Phrases(
    dict.fromkeys(
        "use of|the use of|medical use of|the medical use of|clinical use of|the clinical use of|therapeutic use of|the combination of|"
        "indications for|indications of|the indications for|the indications of|its indications|marketing of|the marketing of|sale of|the sale of|sales of|its use|their use|its medical use|its clinical use|its marketing|"
        "its sale|its sales|use|medical use|sales|marketing|clinical use|the use|distribution of|its distribution|a combination of".split(
            "|"
        ),
        True,
    )
)
_PRONOUNS = frozenset("it they".split())
# Endings of nonproprietary names (INN stems, and what chemical names end in): a lone word with one may be a drug.
_NAME = re.compile(
    r"[a-z]{3,}(?:mab|mib|nib|vir|pril|sartan|olol|statin|azole|azine|oxacin|cillin|cycline|mycin|prazole|tidine|triptan|setron|gliptin|gliflozin|"
    r"glutide|dipine|zepam|zolam|barbital|caine|coxib|fibrate|parin|xaban|gatran|platin|rubicin|taxel|tinib|ciclib|parib|degib|lukast|"
    r"terol|tropium|sone|solone|onide|profen|fenac|oxicam|pidem|pam|lam|done|pine|pramine|triptyline|oxetine|afil|dronate|dronic|statine|"
    r"[aeiouylrnt]ine|[aeiou]ne|ide|ole|ate|ol|il|am|an|ib|ab|in|um|one|ane|cept|kin|grel|stim|grastim|relin|ase|poetin|tide)\Z"
)
_NO_NAME = frozenset(
    "medicine vaccine machine routine guideline discipline regime magazine protocol control alcohol school bulletin milestone hormone "
    "legislation plan vitamin insulin title article module people woman human american european german italian african indian "
    "canadian australian brazilian then again certain main domain mountain captain foundation administration commission plain in on an "
    "constitution design name outline deadline state candidate update date certificate rate template estate climate senate debate "
    "council symbol petrol petroleum museum forum medium minimum curriculum album stadium premium asylum claim program programme "
    "person season version region question decision origin margin pen zone phone someone anyone everyone none one alone done gone "
    "time line engine magazine article rule role whole sole scale model tool pool civil council evil bill skill will until april "
    "pattern human woman man than can loan clan japan iran sudan pakistan taiwan ocean side guide wide inside outside slide "
    "release purchase case base phase increase disease database course nurse use purpose response license licence drug "
    "amendment government system team stream exam alarm farm form term reform film album".split()
)


@dataclass(frozen=True, slots=True)
class Drug:
    """`name` is None for the page's own drug; `first`, `next`: its tokens, where it was named."""

    name: str | None
    next: int
    first: int | None = None


def _names(statement: Statement) -> tuple[tuple[str, ...], ...]:
    """The page's names as words, without what stands in brackets after them."""
    made = []
    for name in (statement.passage.title, *statement.passage.aliases):
        bare = re.sub(r"\s*\([^)]*\)\s*$", "", name)
        if words := tuple(token.lower for token in tokenize(bare)):
            made.append(words)
    return tuple(made)


def _name_at(statement: Statement, at: int) -> int | None:
    """After the page's name, or the first words of it ("interferon alfa" of "interferon alfa-2b")."""
    tokens = statement.tokens
    best: int | None = None
    for words in _names(statement):
        k = 0
        while k < len(words) and lower_at(tokens, at + k).removesuffix("'s").removesuffix("’s") == words[k]:
            k += 1
        if (k == len(words) and (best is None or at + k > best)) or (
            0 < k < len(words) and len(words[0]) > 4 and words[k] in ("-", "(", "/") and best is None
        ):
            best = at + k
    return best


def is_named(statement: Statement, at: int) -> bool:
    """Whether the page's own drug is named at token `at`."""
    return statement.tokens[at].lower in statement.subject_words and _name_at(statement, at) is not None


def read_drug(statement: Statement, at: int) -> Drug | None:
    """ "it", "the drug", "use of flutamide", "Eulexin (flutamide)", "oral flutamide (Eulexin)": the page's, or another."""
    found = _drug(statement, at)
    return None if found is None else replace(found, first=at)


def _drug(statement: Statement, at: int) -> Drug | None:
    tokens = statement.tokens
    if (use := _USE_OF.at(tokens, at)) is not None:
        if lower_at(tokens, use[1] - 1) not in ("of", "for"):
            if lower_at(tokens, at) == "its" or lower_at(tokens, at) == "their":
                return Drug(None, _after_use(statement, use[1]))
            return Drug(None, use[1]) if lower_at(tokens, use[1]) in ("was", "were", "has", "is") else None
        inner = read_drug(statement, use[1])
        if inner is not None and "combination" in (lower_at(tokens, at), lower_at(tokens, at + 1)):
            return _combined(statement, inner)
        return inner
    if lower_at(tokens, at) in _PRONOUNS:
        return Drug(None, at + 1)
    if lower_at(tokens, at) in ("this", "these", "both") and lower_at(tokens, at + 1) in ("was", "were"):
        return None
    k = at
    while lower_at(tokens, k) in _BEFORE and k < at + 6:
        if _name_at(statement, k) is not None:
            break
        k += 1
    if (after := _name_at(statement, k)) is not None:
        return Drug(None, _closed(statement, after))
    if k > at and lower_at(tokens, at) in ("the", "this", "that"):
        for n in range(at + 1, min(at + 4, len(tokens))):
            word = tokens[n].lower.removesuffix("'s").removesuffix("’s")
            if word in _NOT_IT or tokens[n].kind != "word":
                return None
            if word in DRUG_NOUNS and lower_at(tokens, n + 1) not in DRUG_NOUNS and _plain(statement, n + 1):
                return Drug(None, _closed(statement, n + 1))
    return _branded(statement, k) or _other(statement, k)


def _after_use(statement: Statement, at: int) -> int:
    """After "in children under 12", which says whose use it is."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("in", "for", "as", "by"):
        return at
    for k in range(at, min(at + 12, len(tokens))):
        if tokens[k].lower in (",", ";", "and", "but"):
            return at
        if tokens[k].lower in ("was", "is", "were", "are", "has", "have"):
            return k
    return at


def _plain(statement: Statement, at: int) -> bool:
    return lower_at(statement.tokens, at) not in ("of", "with")


def _combined(statement: Statement, drug: Drug) -> Drug | None:
    """ "the combination of X and Y": the page's drug, with its partner."""
    tokens = statement.tokens
    if lower_at(tokens, drug.next) in ("and", "with", "plus") and drug.name is None:
        at = drug.next + 1
        while at < len(tokens) and at < drug.next + 4 and tokens[at].lower not in ("was", "is", "has", "were"):
            at += 1
        return Drug(None, at)
    return None


def _closed(statement: Statement, at: int) -> int:
    """After a salt or form, "(Eulexin)", "in combination with Y"."""
    tokens = statement.tokens
    while lower_at(tokens, at) in _SALTS:
        at += 1
    if lower_at(tokens, at) in ("®", "™"):
        at += 1
    while lower_at(tokens, at) in ("(", "["):
        close = next((n for n in range(at, min(at + 30, len(tokens))) if tokens[n].lower in (")", "]")), None)
        if close is None:
            return at
        at = close + 1
    return at


def _branded(statement: Statement, at: int) -> Drug | None:
    """ "Eulexin (flutamide)"."""
    tokens = statement.tokens
    k = at
    while k < min(at + 3, len(tokens)) and tokens[k].kind == "word" and tokens[k].text[0].isupper():
        k += 1
    if lower_at(tokens, k) in ("®", "™"):
        k += 1
    if k > at and lower_at(tokens, k) == "(" and (after := _name_at(statement, k + 1)) is not None:
        while lower_at(tokens, after) in _SALTS:
            after += 1
        if lower_at(tokens, after) in (")", ","):
            return Drug(None, _closed(statement, k))
    return None


def _other(statement: Statement, at: int) -> Drug | None:
    """A lone word that is formed as the name of a drug."""
    token = statement.tokens[at] if at < len(statement.tokens) else None
    if token is None or token.kind != "word" or token.lower in _NO_NAME or len(token.lower) < 6:
        return None
    if not _NAME.match(token.lower) or not (token.text[1:].islower()):
        return None
    return Drug(token.text, _closed(statement, at + 1))


_COPULAS = frozenset("is was became becomes remains".split())
_PREDICATE_NOUN = frozenset("a an the one among".split())
_CALLED = frozenset("sold marketed also known branded formerly previously available commonly".split())
_RELATIONS = frozenset(
    "predecessor successor rival competitor relative forerunner drug drugs medication agent antibody inhibitor".split()
)
_LEADS_IN = Phrases(
    dict.fromkeys(
        "unlike|like|along with|together with|as with|in addition to|besides|despite|although|though|while|whereas|after|before|since|"
        "when|once|because|however|where|until|until then|yet|and|but|or|so|thus|;|,|:|—|–|in contrast|by contrast|in contrast to|"
        "following|then|which|that|who|even though|if|nor|neither|initially|originally|first|subsequently|later|finally|"
        "nevertheless|nonetheless|eventually|in fact|today|currently|now|additionally|also|moreover|furthermore|consequently|"
        "as a result|therefore|therefore|meanwhile|ultimately|(|-|whilst|more recently|most recently|recently|historically|"
        "previously|in turn|overall|as of|similarly|conversely|instead|only after|only".split("|"),
        True,
    )
)


def subject_of(statement: Statement, first: int, after: int, previous: Drug | None, *, reduced: bool) -> Drug | None:
    """The drug that a predicate at token `after` is about, from the words `first` up to it; None: not known.

    `previous`: the subject of the clause before, that a clause without its own takes over. `reduced`: the predicate
    is a bare participle or infinitive, as in "the first statin approved in Japan".
    """
    tokens = statement.tokens
    while first < after and (lead := _LEADS_IN.at(tokens, first)) is not None and lead[1] <= after:
        first = lead[1]
    end = after
    while end > first and _LEADS_IN.at(tokens, end - 1) is not None:
        end -= 1
    if first >= end:
        return previous or Drug(None, after)
    head = read_drug(statement, first)
    joined = {token.lower for token in tokens[end:after]}
    if joined & {"which", "that"}:
        near = _ending_at(statement, first, end)
        if head is None or (near is not None and near.name is None):
            return near
        return head if _describes(statement, head, end) else None
    if joined:
        if head is None:
            if tokens[first].lower in FINITE:
                return previous
            return _ending_at(statement, first, end) or _acting(statement, first, end)
        if reduced and joined == {","} and not _describes(statement, head, end):
            return None
        return head if head.name is None or head.next == end or tokens[head.next].lower in FINITE | {","} else None
    if head is not None and head.next == end:
        return head
    if (found := _ending_at(statement, first, end)) is not None:
        return found
    return head if reduced and head is not None and _describes(statement, head, end) else None


def _acting(statement: Statement, first: int, end: int) -> Drug | None:
    """The page's drug as the subject of a clause that begins after a sign: "Canada - X is sold freely, and"."""
    tokens = statement.tokens
    for j in range(first + 1, end):
        found = read_drug(statement, j) if tokens[j - 1].kind == "sign" else None
        if found is not None and found.name is None and lower_at(tokens, found.next) in FINITE:
            return found
    return None


def _describes(statement: Statement, head: Drug, end: int) -> bool:
    """ "X is a statin", "X, the first statin": what follows the name says what the drug is, and names no other."""
    words = [token.lower for token in statement.tokens[head.next : end]]
    for n, word in enumerate(words):
        following = words[n + 1] if n + 1 < len(words) else ""
        if word in _NOT_IT and (following in ("of", "to", "from", "as") or word not in _KINDRED):
            return False
    if not words:
        return True
    if words[0] == ",":
        if len(words) > 1 and words[1] in _CALLED and "," in words[2:]:
            words = words[words.index(",", 2) + 1 :]
            return len(words) > 1 and words[0] in _COPULAS and words[1] in _PREDICATE_NOUN
        return len(words) > 1 and words[1] in _PREDICATE_NOUN
    return words[0] in _COPULAS and (len(words) == 1 or words[1] in _PREDICATE_NOUN)


def _ending_at(statement: Statement, first: int, end: int) -> Drug | None:
    """The drug whose name, with what belongs to it, ends before token `end`, after a comma or connective."""
    tokens = statement.tokens
    for j in range(end - 1, max(first, end - 16) - 1, -1):
        begins = j == first or CONNECTIVES.at(tokens, j - 1) is not None or tokens[j - 1].lower in _RELATIONS
        if begins and (found := read_drug(statement, j)) is not None and found.next == end:
            joined = j > first and tokens[j - 1].lower in ("and", "or", "plus", "with")
            return None if joined and not any(token.lower in FINITE for token in tokens[first : j - 1]) else found
    return None

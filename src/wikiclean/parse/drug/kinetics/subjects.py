"""Whose figure it is: the page's drug, one of its metabolites, another drug - or it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...grammar import Statement, lower_at
from ...tokens import Token
from .figures import read_figure

__all__ = ["DETERMINERS", "HOLDS", "METABOLITES", "REACH", "Owner", "owner_before", "owner_of", "read_owner"]


class Owner(NamedTuple):
    """`subject` None: the page's drug. `first`: the token where its words begin, where a fact rests on them."""

    subject: str | None = None
    first: int | None = None


DETERMINERS = frozenset("the its a an this that their these both each".split())
_GENERIC = frozenset(
    "it its drug drugs medication medicine agent compound substance molecule product antibody vaccine hormone parent unchanged intact "
    "tablet tablets capsule capsules formulation formulations form forms oral intravenous injection solution suspension extended immediate "
    "release sustained modified delayed - administered dose doses inhaled topical subcutaneous intramuscular this the they "
    "rectal nasal intranasal sublingual transdermal buccal vaginal ophthalmic patch pill pills spray gel cream ointment liquid "
    "peptide antibiotic analogue analog free base active ingredient absorbed orally swallowed ingested given circulating total single usual standard systemic".split()
)
_NOUNS = frozenset(
    "it drug drugs medication medicine agent compound substance molecule product antibody vaccine hormone tablet tablets capsule capsules "
    "patch pill pills spray gel cream ointment liquid formulation formulations form forms injection solution suspension dose doses peptide antibiotic analogue analog base ingredient parent".split()
)
"""Nouns behind which no name follows."""
METABOLITES = frozenset({"metabolite", "metabolites", "carboxylate", "glucuronide", "sulfoxide", "prodrug"})
_DESCRIBING = frozenset(
    "active main major principal primary inactive pharmacologically more less potent hydroxy hydroxylated - first second minor "
    "demethylated acid phase plasma circulating important chief longer-lived most".split()
)
_VERBS = frozenset(
    "is are was were has have had having shows show exhibits exhibit displays display possesses binds bind reaches reach undergoes appears "
    "crosses can may does will begins begin starts start acts works lasts last peaks peak takes demonstrates attains achieves being remains "
    "ranges ranged averages averaged varies varied equals amounts approximates approaches exceeds extends comes lies falls stands tends "
    "increases rises drops decreases occur occurs occurred appear bound given taken circulates circulate becomes become enters passes "
    "follows seems reduces raises prolongs lengthens extends shortens lowers doubles halves improves enhances delays affects alters changes "
    "increase reduce raise prolong lengthen extend shorten lower double improve enhance delay affect alter lead leads causes cause does do "
    "requires permits allows makes depends persists disappears declines declined falls absorbed eliminated excreted metabolized metabolised".split()
)
_NO_NAME = frozenset(
    "patients patient treatment therapy disease infection symptoms surgery elimination absorption distribution metabolism excretion "
    "many some several other others effects effect action activity onset duration plasma blood levels concentrations concentration "
    "people adults children there what study studies half life half-life bioavailability binding clearance volume protein proteins time "
    "administration dosing ingestion use intake food hours days urine liver kidney peak maximum level injury".split()
)
_STOP_WORDS = frozenset(
    "in of for after following when with by via at on to from and or as if during which that who is upon under per within until about "
    "approximately around between than then also only not but while whereas because since although though where unless once whether how why both either".split()
)
_BREAKS = frozenset({".", ";", ":", "(", "—"})
_JOINTS = frozenset(
    {",", "and", "but", "while", "whereas", "or", "although", "though", "because", "as", "since", "that", "thus"}
)
HOLDS = frozenset(
    "has have had having shows show exhibits exhibit displays display possesses with is are was were be been being demonstrates "
    "demonstrated showed circulates circulate circulating because to by also therefore usually typically generally thus approximately then reach reaches reached".split()
)
_HAVE = frozenset("has have had shows show exhibits exhibit displays display possesses".split())
_CONVERTED = frozenset(
    "metabolized metabolised converted hydrolyzed hydrolysed biotransformed oxidized oxidised demethylated deacetylated cleaved "
    "activated broken transformed conjugated reduced".split()
)
_PROCESSES = frozenset(
    "elimination absorption excretion clearance metabolism disposition distribution plasma serum blood concentrations levels kinetics removal "
    "pharmacokinetics onset action duration effect effects half bioavailability binding protein peak distribution uptake oral systemic "
    "disappearance decline its the".split()
)
"""What the clause may be about where the drug is not named."""
_CHANGING = frozenset(
    "reduces raises prolongs lengthens extends shortens lowers doubles halves improves enhances delays affects alters changes increases "
    "decreases reduce raise prolong lengthen extend shorten lower double improve enhance delay affect alter increase decrease reduced raised "
    "prolonged lengthened extended shortened lowered doubled improved enhanced delayed increased decreased reducing raising prolonging "
    "lengthening extending shortening lowering increasing decreasing triple triples tripled halve halved".split()
)
"""Verbs whose object is a measure: what something else makes of it is no figure of its own."""
_OPENINGS = frozenset(
    "after following in when if with on upon at because given once for among during by under although while like unlike".split()
)
_HEDGES = frozenset(
    "only just usually typically generally roughly approximately about around some perhaps the a".split()
)
_COMPARING = frozenset({"than", "unlike", "like", "as", "to", "from", "and", "or", "of", "with", "by", "into"})
_LONGEST = 9
REACH = 60
"""Tokens that are looked at before or after a place: longer clauses are not read."""


def read_owner(statement: Statement, at: int) -> tuple[Owner, int] | None:
    """A noun phrase at token `at` that names what a figure is of: (owner, index after it)."""
    tokens, start = statement.tokens, at
    while lower_at(tokens, at) in DETERMINERS:
        at += 1
    begin = at
    generic, metabolite = True, False
    names: list[int] = []
    while at < len(tokens) and at - begin < _LONGEST:
        word = _bare(tokens[at])
        if word in METABOLITES:
            metabolite, generic = True, False
        elif tokens[at].value is not None and not _in_name(tokens, at):
            break
        elif (
            word in statement.subject_words
            or word in _GENERIC
            or (word in _DESCRIBING and (metabolite or _metabolite_ahead(tokens, at)))
        ):
            pass
        elif not metabolite and at > begin and _closes(statement, at - 1):
            break
        elif _in_name(tokens, at):
            if tokens[at].kind == "word":
                names.append(at)
                generic = False
        elif tokens[at].kind == "word" and word not in _VERBS | _STOP_WORDS and not names:
            names.append(at)
            generic = False
        else:
            break
        at += 1
        if tokens[at - 1].text.endswith(("'s", "’s")):
            if not _metabolite_ahead(tokens, at):
                break
            begin, names = at, []  # "X's active metabolite"
    while at > begin and tokens[at - 1].text in "-,":
        at -= 1
    if at == begin:
        pronoun = begin > start and lower_at(tokens, begin - 1) in ("its", "this")
        return (Owner(None, start), at) if pronoun else None
    if lower_at(tokens, at) == "," and metabolite and (named := _apposition(statement, at)) is not None:
        return Owner(named[0], start), named[1]
    if generic:
        return Owner(None, start), at
    if any(_bare(tokens[place]) in _NO_NAME for place in names):
        return None
    if not metabolite and any(_bare(token) in statement.subject_words for token in tokens[begin:at]):
        return None  # "liposomal X": a form of the drug, or words of another clause
    name = 1 + max((k for k in range(begin, at) if _bare(tokens[k]) in METABOLITES), default=at)
    if name < at and names:
        begin = name  # "its active metabolite norfluoxetine"
    return Owner(statement.quote(begin, at).removesuffix("'s").removesuffix("’s"), start), at


def _closes(statement: Statement, at: int) -> bool:
    """Whether token `at` is the last word of a noun phrase: behind "the drug" and the page's name no name follows."""
    word = _bare(statement.tokens[at])
    return word in _NOUNS or word in statement.subject_words


def _bare(token: Token) -> str:
    return token.lower.removesuffix("'s").removesuffix("’s")


def _in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is glued to its neighbour as in a chemical name: "9-hydroxy", "N-desmethyl"."""
    before = at > 0 and tokens[at - 1].end == tokens[at].start
    after = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    if tokens[at].kind == "sign":
        return tokens[at].text in "-′'" and before and after
    glued = (before and tokens[at - 1].text == "-") or (after and tokens[at + 1].text == "-")
    return glued and tokens[at].text != "%"


def _metabolite_ahead(tokens: Sequence[Token], at: int) -> bool:
    return any(token.lower in METABOLITES for token in tokens[at : at + 5])


def _apposition(statement: Statement, comma: int) -> tuple[str, int] | None:
    """ "its active metabolite, norfluoxetine,": the name between the commas."""
    tokens = statement.tokens
    for end in range(comma + 1, min(comma + 8, len(tokens))):
        if tokens[end].text == ",":
            return (statement.quote(comma + 1, end), end + 1) if end > comma + 1 else None
        if tokens[end].lower in _VERBS | _STOP_WORDS:
            return None
    return None


def owner_of(statement: Statement, first: int, after: int) -> tuple[Owner | None, int]:
    """Owner of a measure whose words are tokens `first` up to `after`: "X's …", "… of X", "X has a …", or the drug."""
    tokens = statement.tokens
    if _is_object(tokens, first):
        return None, after
    if lower_at(tokens, after) in ("of", "for") and _figure_at(tokens, after + 1):
        return owner_before(statement, first), after
    if lower_at(tokens, after) in ("of", "for") and (found := read_owner(statement, after + 1)) is not None:
        return found
    if lower_at(tokens, after) == "of":
        return None, after
    return owner_before(statement, first), after


def _figure_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure stands at token `at`, or behind a few words like "only", "approximately"."""
    while lower_at(tokens, at) in _HEDGES and read_figure(tokens, at) is None:
        at += 1
    return read_figure(tokens, at) is not None


def _is_object(tokens: Sequence[Token], first: int) -> bool:
    """Whether the measure at token `first` is what a verb of change changes: "reduces its bioavailability"."""
    at = first
    while at > 0 and (tokens[at - 1].lower in DETERMINERS or tokens[at - 1].text.endswith(("'s", "’s"))):
        at -= 1
    return lower_at(tokens, at - 1) in _CHANGING


def owner_before(statement: Statement, first: int) -> Owner | None:
    """Owner of a measure or predicate by what stands before token `first`; None where that cannot be told."""
    tokens = statement.tokens
    at = first
    while at > 0 and (tokens[at - 1].lower in _HEDGES - DETERMINERS or tokens[at - 1].lower.endswith("ly")):
        at -= 1
    own = False
    while at > 0 and tokens[at - 1].lower in DETERMINERS:
        own = own or tokens[at - 1].lower in ("its", "their")
        at -= 1
    if at > 0 and tokens[at - 1].text.endswith(("'s", "’s")):
        return _possessor(statement, at)
    if lower_at(tokens, at - 1) == "(":
        return _before_bracket(statement, at - 1)
    begin = _sentence_start(tokens, at)
    if begin == at:
        return Owner()
    if lower_at(tokens, at - 1) == "whose":
        return _antecedent(statement, begin, at - 1)
    if at - begin == REACH:
        return None
    before = [token.lower for token in tokens[begin:at]]
    link = before[-1]
    if link == "it" and not METABOLITES & {*before}:
        return Owner()
    if link not in _JOINTS | HOLDS and not own:
        return _subject_ending(statement, begin, at)
    if (relative := _relative(tokens, begin, at)) is not None:
        return _antecedent(statement, begin, relative)
    if link in _HAVE and (nearest := _subject_ending(statement, begin, at - 1)) is not None:
        return nearest
    metabolite = any(word in METABOLITES for word in before)
    if own and not metabolite and (link in _STOP_WORDS - _JOINTS or link not in _JOINTS | HOLDS):
        return Owner()
    if link == "with" and len(before) == 1:  # "With a half-life of 5 hours, X is …"
        return _behind_comma(statement, at)
    if link in ("with", ",") and not own and _is_converted(before):
        return None
    found = read_owner(statement, _skip_opening(tokens, begin, at))
    if found is not None and lower_at(tokens, found[1]) in _VERBS | {","} and found[1] <= at:
        owner = found[0]
        if owner.subject is None and metabolite:
            return None
        return owner if owner.subject is not None else Owner()
    if metabolite:
        return None
    known = statement.subject_words | {"it", "drug", "this"}
    if link in HOLDS | _JOINTS and before[0] in _PROCESSES:
        return Owner()
    return Owner() if any(word in known for word in before) or link in _JOINTS else None


def _before_bracket(statement: Statement, bracket: int) -> Owner | None:
    """Whose a figure in a bracket is: "than warfarin (half-life 40 hours)", "is well absorbed (bioavailability 80%)"."""
    tokens = statement.tokens
    begin = _sentence_start(tokens, bracket)
    if begin == bracket or _bare(tokens[bracket - 1]) in statement.subject_words:
        return Owner()
    words = {token.lower for token in tokens[begin:bracket]}
    start = bracket
    while start > begin and tokens[start - 1].lower not in _VERBS | _STOP_WORDS | _JOINTS:
        start -= 1
    if words & METABOLITES or (start > begin and tokens[start - 1].lower in _COMPARING):
        found = read_owner(statement, start)
        return found[0] if found is not None and found[1] == bracket else None
    return Owner() if words & (statement.subject_words | _NOUNS | _PROCESSES) else None


def _possessor(statement: Statement, at: int) -> Owner | None:
    """ "X's half-life"."""
    begin = at - 1
    while begin > 0 and _in_name(statement.tokens, begin - 1):
        begin -= 1
    for start in range(max(0, begin - 3), begin + 1):
        found = read_owner(statement, start)
        if found is not None and found[1] == at:
            return Owner(found[0].subject, start)
    return None


def _sentence_start(tokens: Sequence[Token], at: int) -> int:
    begin, furthest, depth = at, max(0, at - REACH), 0
    while begin > furthest:
        sign = tokens[begin - 1].text
        if sign == ")":
            depth += 1
        elif sign == "(" and depth:
            depth -= 1
        elif sign in _BREAKS:
            break
        begin -= 1
    return begin


def _subject_ending(statement: Statement, begin: int, at: int) -> Owner | None:
    """A noun phrase that ends right before token `at`: "the drug [begins to work]"."""
    tokens = statement.tokens
    for start in range(max(begin, at - _LONGEST), at):
        if start > begin and tokens[start - 1].lower not in DETERMINERS | _JOINTS | _STOP_WORDS:
            continue
        found = read_owner(statement, start)
        if found is not None and found[1] == at:
            return Owner(found[0].subject, start if found[0].subject else None)
    return None


def _relative(tokens: Sequence[Token], begin: int, at: int) -> int | None:
    """A relative pronoun that governs what stands at `at`: no new clause begins between them."""
    for place in range(at - 1, begin, -1):
        if tokens[place].lower in ("which", "who", "whose") or (
            tokens[place].lower == "that" and tokens[place - 1].kind == "word" and lower_at(tokens, place + 1) in _VERBS
        ):
            return place
        if tokens[place].text in ",;":
            return None
    return None


def _antecedent(statement: Statement, begin: int, relative: int) -> Owner | None:
    tokens = statement.tokens
    end = relative - 1 if tokens[relative - 1].text == "," else relative
    start = end
    while start > begin and tokens[start - 1].lower not in _STOP_WORDS | _VERBS | {","}:
        start -= 1
    found = read_owner(statement, start)
    return found[0] if found is not None and found[1] == end else None


def _behind_comma(statement: Statement, at: int) -> Owner | None:
    tokens = statement.tokens
    for place in range(at, min(at + REACH, len(tokens))):
        if tokens[place].lower == "it":
            return Owner()
        if tokens[place].text == ",":
            found = read_owner(statement, place + 1)
            if found is not None and (lower_at(tokens, found[1]) in _VERBS or lower_at(tokens, place + 1) == "it"):
                return Owner(found[0].subject)
    return None


def _is_converted(words: Sequence[str]) -> bool:
    return any(word in _CONVERTED for word in words) and bool({"to", "into"} & {*words})


def _skip_opening(tokens: Sequence[Token], clause: int, at: int) -> int:
    """Where the subject begins: after an opening phrase and its comma ("After oral use, X …")."""
    if clause < at and tokens[clause].lower in _OPENINGS:
        for place in range(clause, at):
            if tokens[place].text == ",":
                return place + 1
    while clause < at and tokens[clause].lower in ("and", "then", "however", ",", "also"):
        clause += 1
    return clause

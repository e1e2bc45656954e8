"""Products: the clause that says how a drug is sold, read whole: "X is available as F in C of A and B mg as N"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ....model.evidence import TextEvidence
from ....model.kinds.drug import Product, Strength
from ....model.quality import UnparsedStatement
from ....model.quantity import UCUM
from ...grammar import Phrases, Statement, lower_at
from ...units import read_unit
from .brands import FRAME_WORDS, Brands
from .clause import ClauseReader
from .combinations import Partners, read_partners
from .dose_forms import PRODUCT_NOUNS, read_noun
from .mentions import read_bracketed, read_brand_of, read_mentions
from .parts import Block, Clause, ClauseError, Draft
from .subjects import names_of, read_subject, subject_before
from .verbs import TRIGGERS, read_verb
from .words import ARTICLES, FINITE, SELLS, read_generic

__all__ = ["ProductReading", "read_products"]

_KEYWORDS = PRODUCT_NOUNS | frozenset(
    "market brand brands trade proprietary name names marketed sold launched introduced generic generics generically combination combinations combined "
    "formulated coformulated strengths doses dosages system systems device devices ring rings".split()
)
# What is about a study, a price or an animal is about no product on the market.
_NOT_PRODUCT = frozenset(
    "trial trials study studies mice mouse rats volunteers randomized randomised cost costs price priced prices usd "
    "prescriptions overdose respectively".split()
)
_LEADING = frozenset({",", ";", "and", "but", "while", "whereas", "—", "–", "."})
_AND = frozenset({"and", "while", "whereas", "but"})
_SUBJECTS = frozenset("it fixed combination combinations brand trade the no other one".split())
_STRONG = frozenset({"mass", "activity", "concentration", "rate"})
_MOST_STARTS = 4
_MOST_CLAUSES = 3
"""Product clauses of one statement behind its first."""


@dataclass(slots=True)
class ProductReading:
    """What a statement gave."""

    products: list[Product] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)
    others: list[Statement] = field(default_factory=list)
    """The clauses of the statement that are about no product: the whole of it where no product was read."""


def read_products(statement: Statement) -> ProductReading:
    """Read the product clauses of one statement."""
    return _read(statement, _MOST_CLAUSES)


def _read(statement: Statement, most: int) -> ProductReading:
    """The first product clause, and up to `most` further ones behind it."""
    words = statement.words
    lists = "dose_forms" in statement.passage.kinds
    verbless = lists or _is_labelled(statement)
    if words.isdisjoint(_KEYWORDS):
        return ProductReading(others=[statement])
    names = names_of(statement)
    if words.isdisjoint(TRIGGERS) and words.isdisjoint(FRAME_WORDS) and not verbless:
        return ProductReading(_passing(statement, names), others=[statement])
    refused: ClauseError | None = None
    reached = verbless_until = 0
    for begin, at in _begins(statement, names):
        if at < reached or (at < verbless_until and not _is_predicate(statement, at)):
            continue
        clause = _read_clause(statement, names, at, verbless=verbless)
        if isinstance(clause, ClauseError):
            reached = max(reached, clause.reached)
            refused = clause if clause.reached or (lists and clause.reason == "orphan_number") else refused
            verbless_until = max(verbless_until, 0 if clause.reached else clause.stood)
            continue
        if verbless and not lists and not _are_concentrations(clause.drafts):
            continue
        if not clause.drafts or _is_elsewhere(statement, begin, clause.end):
            continue
        if begin == at > 0 and (combined := read_partners(statement.passage.text, statement.tokens, 0, names)):
            _combine(clause.drafts, combined)
        if begin > 0 and (brand := read_brand_of(statement, names)) is not None and brand.next <= begin:
            _name(clause.drafts, brand)
        return _reading(statement, clause, begin, most)
    if refused is not None and (refused.reason == "orphan_number" or _names_a_strength(statement)):
        unread = statement.refuse("product", refused.reason, rule="product.refused", detail=refused.detail)
        return ProductReading(unparsed=[unread])
    return ProductReading(read_mentions(statement, names) or _passing(statement, names), others=[statement])


def _passing(statement: Statement, names: Phrases[bool]) -> list[Product]:
    """Products in brackets, where the statement is about no study or price."""
    if "(" not in statement.words or not statement.words.isdisjoint(_NOT_PRODUCT):
        return []
    return read_bracketed(statement, names)


def _is_labelled(statement: Statement) -> bool:
    """Whether it begins as "Injection:" does, with a form as the label of what follows."""
    if ":" not in statement.words:
        return False
    noun = read_noun(statement.passage.text, statement.tokens, 0)
    return noun is not None and lower_at(statement.tokens, noun.next) == ":"


def _are_concentrations(drafts: Sequence[Draft]) -> bool:
    """Whether a list without a verb tells products: "Injection: 10 mg/mL" does, "Tablets: 5 mg" may be a dose."""
    return all(
        draft.groups and all(group.of in ("concentration", "percent") for group in draft.groups) for draft in drafts
    )


def _read_clause(
    statement: Statement, names: Phrases[bool], at: int, *, verbless: bool, end: int | None = None
) -> Clause | ClauseError:
    """The clause from token `at` on, shorter where its last item belongs to another; or why it cannot be read."""
    reader = ClauseReader(statement, names, at, end)
    try:
        return reader.read(about=verbless or _is_predicate(statement, at), verbless=verbless)
    except ClauseError as error:
        error.reached, error.stood = reader.reached, reader.stood
        if error.cut is not None and error.cut > at:
            return _read_clause(statement, names, at, verbless=verbless, end=error.cut)
        return error


def _is_predicate(statement: Statement, at: int) -> bool:
    """Whether a verb stands here whose subject is known to be the drug; "there are" has none."""
    return lower_at(statement.tokens, at) != "there" and read_verb(statement.tokens, at) is not None


def _begins(statement: Statement, names: Phrases[bool]) -> Iterator[tuple[int, int]]:
    """Where a product clause may begin, and from where on it is read: the statement, each verb that is about the drug."""
    yield 0, 0
    tokens = statement.tokens
    at, seen = 1, 0
    while at < len(tokens) and seen < _MOST_STARTS:
        found = read_verb(tokens, at)
        if found is None:
            at += 1
            continue
        begin = subject_before(statement, names, at)
        if begin is not None:
            seen += 1
            yield begin, begin or at
        elif tokens[at].lower in SELLS and _is_object(statement, names, at):
            seen += 1
            yield at, at
        at = found[1]
    for index, token in enumerate(tokens):
        begin = index + 1
        if token.text in (";", ",") or token.lower in _AND:
            while lower_at(tokens, begin) in _LEADING | _AND:
                begin += 1
            if token.lower == "and" and _goes_on(statement, index, begin):
                continue
            if (token.text != "," or begin > index + 1) and _begins_item(statement, begin) and seen < 2 * _MOST_STARTS:
                seen += 1
                yield begin, begin


def _goes_on(statement: Statement, join: int, at: int) -> bool:
    """Whether the number at token `at` goes on with a list: "7.5 mg and | 15 mg tablets"."""
    tokens = statement.tokens
    if at >= len(tokens) or tokens[at].kind != "number":
        return False
    numbers = [near for near in range(max(0, join - 5), join) if tokens[near].kind == "number"]
    if not numbers:
        return False
    unit = read_unit(tokens, numbers[-1] + 1)
    after = unit.next if unit else numbers[-1] + 1
    return after + (lower_at(tokens, after) == ",") == join


def _begins_item(statement: Statement, at: int) -> bool:
    """Whether a form, a strength or a generic stands here, or a word for them: a clause may begin."""
    tokens = statement.tokens
    at = _past_article(statement, at)
    if at >= len(tokens) or read_verb(tokens, at) is not None:
        return False
    return (
        _is_strength_of_form(statement, at)
        or read_noun(statement.passage.text, tokens, at) is not None
        or read_generic(tokens, at) is not None
        or lower_at(tokens, at) in _SUBJECTS
    )


def _is_object(statement: Statement, names: Phrases[bool], verb: int) -> bool:
    """Whether "Norvex sells" the drug, or a form of it: "Norvex makes the tablets as"."""
    tokens = statement.tokens
    at = _past_article(statement, verb + 1)
    if read_subject(statement, names, at) is not None:
        return True
    company = tokens[verb - 1].text[0].isupper() and names.at(tokens, verb - 1) is None
    return company and read_noun(statement.passage.text, tokens, at) is not None


def _is_strength_of_form(statement: Statement, at: int) -> bool:
    """Whether "10 mg tablets" stands here."""
    tokens = statement.tokens
    if tokens[at].kind != "number" or (unit := read_unit(tokens, at + 1)) is None:
        return False
    return read_noun(statement.passage.text, tokens, unit.next) is not None


def _is_elsewhere(statement: Statement, begin: int, end: int) -> bool:
    """Whether the clause, or what opens or ends it, is about a study or a price."""
    words = statement.words
    if words.isdisjoint(_NOT_PRODUCT):
        return False
    tokens = statement.tokens
    while begin > 0 and tokens[begin - 1].text != ";" and tokens[begin - 1].lower not in FINITE:
        begin -= 1
    while end < len(tokens) and tokens[end].text != ";" and tokens[end].lower not in FINITE:
        end += 1
    return any(token.lower in _NOT_PRODUCT for token in tokens[begin:end])


def _past_article(statement: Statement, at: int) -> int:
    return at + (lower_at(statement.tokens, at) in ARTICLES)


def _combine(drafts: Sequence[Draft], combined: Partners) -> None:
    """The subject of the sentence is a combination: "the combination of A and B was approved and is available as …"."""
    for draft in drafts:
        if not draft.partners:
            draft.partners = combined.names
            draft.said.spans.append((combined.first, combined.next))


def _name(drafts: Sequence[Draft], brand: Brands) -> None:
    """ "A is the brand name of X, which comes as …": of all that has no other."""
    for draft in drafts:
        if not draft.said.names:
            draft.said.add(Block(brand.names, None, [(brand.first, brand.next)]))


def _reading(statement: Statement, clause: Clause, begin: int, most: int) -> ProductReading:
    """The products of a clause, and of up to `most` further ones behind it."""
    reading = ProductReading()
    for draft in clause.drafts:
        evidence = _evidence(statement, draft, len(clause.drafts) == 1, begin, clause.end)
        reading.products.append(_product(statement, draft, evidence))
    if clause.used:  # how it is used is in the clause itself
        reading.others.append(statement)
        return reading
    for part, follows in _others(statement, begin, clause.end):
        further = _read(part, most - 1) if follows and most else ProductReading(others=[part])
        reading.products += further.products
        reading.others += further.others or ([part] if not further.products else [])
    return reading


def _names_a_strength(statement: Statement) -> bool:
    """Whether a refused statement is worth keeping: it says of a form how strong it is, and that it is on sale."""
    tokens = statement.tokens
    if statement.words.isdisjoint(PRODUCT_NOUNS):
        return False
    return any(read_verb(tokens, index) for index in range(len(tokens))) and any(
        token.kind == "number" and (unit := read_unit(tokens, index + 1)) is not None and UCUM[unit.code] in _STRONG
        for index, token in enumerate(tokens)
    )


def _product(statement: Statement, draft: Draft, evidence: Sequence[TextEvidence]) -> Product:
    strengths: list[Strength] = []
    for group in draft.groups:
        strengths += [item for item in group.items if item not in strengths]
    return Product(
        evidence=tuple(evidence),
        reference_ids=statement.references(evidence),
        dose_form=draft.form.name if draft.form else None,
        container=draft.container.name if draft.container else None,
        strengths=tuple(strengths),
        brand_names=draft.said.names,
        generic_available=draft.said.generic,
        combined_with=draft.partners,
    )


def _evidence(statement: Statement, draft: Draft, alone: bool, begin: int, end: int) -> list[TextEvidence]:
    """The whole clause where it is about one product, else what says this one."""
    if alone:
        whole = statement.evidence(begin, end, "product.clause")
        before = [span for span in draft.said.spans if span[1] <= begin]
        return [*(statement.evidence(*span, "product.subject") for span in before), whole]
    own = (min(low for low, _ in draft.spans), max(high for _, high in draft.spans))
    if lower_at(statement.tokens, own[1]) == ")":
        own = (own[0], own[1] + 1)
    pieces = [statement.evidence(*own, "product.clause")]
    for low, high in sorted(draft.said.spans):
        if not (own[0] <= low and high <= own[1]):
            pieces.append(statement.evidence(low, high, "product.brand"))
    return pieces


def _others(statement: Statement, begin: int, end: int) -> list[tuple[Statement, bool]]:
    """What stands before and after (True) the clause, without the words that join it."""
    tokens = statement.tokens
    made: list[tuple[Statement, bool]] = []
    for low, high, follows in ((0, begin, False), (end, len(tokens), True)):
        while low < high and lower_at(tokens, low) in _LEADING:
            low += 1
        while low < high and lower_at(tokens, high - 1) in _LEADING - {"."}:
            high -= 1
        if low < high:
            part = Statement(statement.passage, statement.text, tokens[low].start, tokens[high - 1].end)
            made.append((part, follows))
    return made

"""Products: the clause that says how a drug is sold, read whole: "X is available as F in C of A and B mg as N"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...model.evidence import TextEvidence
from ...model.kinds.drug import Product, Strength
from ...model.quality import UnparsedStatement
from ...model.quantity import UCUM
from ..grammar import Phrases, Statement, lower_at
from ..units import read_unit
from .combinations import Partners, read_partners
from .dose_forms import PRODUCT_NOUNS
from .product_clause import Clause, ClauseReader
from .product_parts import ClauseError, Draft
from .product_words import ARTICLES, SELLS, TRIGGERS, read_verb
from .subjects import names_of, read_subject, subject_before

__all__ = ["ProductReading", "read_products"]

_KEYWORDS = PRODUCT_NOUNS | frozenset(
    "brand brands trade proprietary name names marketed sold generic generics generically combination combinations combined "
    "formulated coformulated strengths doses dosages system systems device devices ring rings".split()
)
# What is about a study, a price or an animal is about no product on the market.
_NOT_PRODUCT = frozenset(
    "trial trials study studies mice mouse rats volunteers randomized randomised cost costs price priced prices usd "
    "prescriptions overdose respectively".split()
)
_LEADING = frozenset({",", ";", "and", "but", "while", "whereas", "—", "–", "."})
_STRONG = frozenset({"mass", "activity", "concentration", "rate"})
_MOST_STARTS = 5


@dataclass(slots=True)
class ProductReading:
    """What a statement gave."""

    products: list[Product] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)
    others: list[Statement] = field(default_factory=list)
    """The clauses of the statement that are about no product: the whole of it where no product was read."""


def read_products(statement: Statement) -> ProductReading:
    """Read the product clause of one statement."""
    words = statement.words
    verbless = "dose_forms" in statement.passage.kinds
    if words.isdisjoint(_KEYWORDS) or not words.isdisjoint(_NOT_PRODUCT):
        return ProductReading(others=[statement])
    if words.isdisjoint(TRIGGERS) and not verbless:
        return ProductReading(others=[statement])
    names = names_of(statement)
    refused: ClauseError | None = None
    reached = 0
    for begin, at in _begins(statement, names):
        if at < reached:
            continue
        clause = _read_clause(statement, names, at, verbless=verbless)
        if isinstance(clause, ClauseError):
            reached = max(reached, clause.reached)
            refused = clause if clause.reached else refused
            continue
        if not clause.drafts:
            continue
        if begin == at > 0 and (combined := read_partners(statement.passage.text, statement.tokens, 0, names)):
            _combine(clause.drafts, combined)
        return _reading(statement, clause, begin)
    if refused is not None and _names_a_strength(statement):
        unread = statement.refuse("product", refused.reason, rule="product.refused", detail=refused.detail)
        return ProductReading(unparsed=[unread], others=[statement])
    return ProductReading(others=[statement])


def _read_clause(
    statement: Statement, names: Phrases[bool], at: int, *, verbless: bool, end: int | None = None
) -> Clause | ClauseError:
    """The clause from token `at` on, shorter where its last item belongs to another; or why it cannot be read."""
    reader = ClauseReader(statement, names, at, end)
    try:
        return reader.read(about=verbless or read_verb(statement.tokens, at) is not None, verbless=verbless)
    except ClauseError as error:
        error.reached = reader.reached
        if error.cut is not None and error.cut > at:
            return _read_clause(statement, names, at, verbless=verbless, end=error.cut)
        return error


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
        elif tokens[at].lower in SELLS and read_subject(statement, names, _past_article(statement, at + 1)):
            seen += 1
            yield at, at
        at = found[1]
    for index, token in enumerate(tokens):
        if token.text == ";" or (token.text == "," and lower_at(tokens, index + 1) == "and"):
            begin = index + 1 + (token.text == ",")
            if read_verb(tokens, begin) is None:
                yield begin, begin


def _past_article(statement: Statement, at: int) -> int:
    return at + (lower_at(statement.tokens, at) in ARTICLES)


def _combine(drafts: Sequence[Draft], combined: Partners) -> None:
    """The subject of the sentence is a combination: "the combination of A and B was approved and is available as …"."""
    for draft in drafts:
        if not draft.partners:
            draft.partners = combined.names
            draft.said.spans.append((combined.first, combined.next))


def _reading(statement: Statement, clause: Clause, begin: int) -> ProductReading:
    """The products of a clause, and of a further one behind it."""
    reading = ProductReading()
    for draft in clause.drafts:
        evidence = _evidence(statement, draft, len(clause.drafts) == 1, begin, clause.end)
        reading.products.append(_product(statement, draft, evidence))
    for part, follows in _others(statement, begin, clause.end):
        further = read_products(part) if follows else ProductReading(others=[part])
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

"""Products: dose form, container, strengths and brands of "X is available as F in C of A and B mg as N"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...model.kinds.drug import Product, Strength
from ...model.name import Name
from ...model.quality import UnparsedStatement
from ...model.quantity import UCUM
from ..grammar import Statement
from ..quantities import quantity_of, read_amounts, read_ratio
from ..tokens import Token, tokenize

__all__ = ["ProductReading", "read_brands", "read_products"]

_VERB = re.compile(
    r"\b(?:(?:is|are|was|were)\s+(?:also\s+|currently\s+|generally\s+|commercially\s+)*(?:available|supplied|marketed|sold|provided|formulated|"
    r"manufactured|dispensed|offered)|comes?|(?:is|are)\s+made\s+available)\b(?:\s+(?:generically|commercially))?"
    r"(?:\s+(?:for|by)\s+\w+(?:\s+(?:use|administration|injection))?)?\s+(?:as|in)\b",
    re.IGNORECASE,
)

_FORMS = frozenset(
    "tablet capsule caplet solution suspension syrup elixir powder cream ointment gel lotion patch suppository spray "
    "inhaler injection concentrate lozenge granule film foam drop pen syringe implant paste enema liquid".split()
)
_FORM_WORDS = frozenset(
    "oral topical nasal ophthalmic intravenous injectable sterile lyophilized lyophilised freeze-dried freeze dried "
    "extended-release extended release sustained delayed delayed-release immediate modified chewable film-coated film coated "
    "enteric-coated enteric dispersible effervescent sublingual transdermal rectal vaginal clear aqueous dry "
    "metered-dose metered dose dry-powder subcutaneous intramuscular eye ear scored soft hard hard-gelatin ready-to-use".split()
)
_CONTAINERS = frozenset(
    "vial ampoule ampule ampul syringe pen bottle cartridge bag sachet packet tube inhaler autoinjector blister".split()
)
_CONTAINER_WORDS = frozenset(
    "single-dose single-use multidose multi-dose multiple-dose single dose use multi prefilled pre-filled glass amber disposable autoinjector".split()
)
_FILLER = frozenset("a an the and or in of as for with containing contains contain holding each both also at per to strength strengths is available "
                    "generically generic forms formulations".split())  # fmt: skip
_BRAND = re.compile(
    r"(?:,?\s*(?:and\s+|both\s+)?(?:(?:is|are)\s+)?(?:(?:sold|marketed|available|distributed|known)\s+)?"
    r"(?:generically\s+and\s+)?(?P<frame>under\s+(?:the\s+)?(?:brand|trade|proprietary)\s+names?(?:\s+of)?|"
    r"as\s+the\s+brand(?:ed)?(?:\s+(?:name|product))?|carr(?:ies|ying)\s+the\s+(?:brand|trade)\s+names?|"
    r"(?:sold|marketed|distributed)\s+as|with\s+the\s+(?:brand|trade)\s+names?|"
    r"(?:brand|trade)\s+names?\s*(?:is|are|include|:)))\s+"
    r"(?P<names>[^\W\d_a-z][\w®™'’-]*(?:\s+[A-Z0-9][\w®™'’-]*)*(?:(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)[^\W\d_a-z][\w®™'’-]*(?:\s+[A-Z0-9][\w®™'’-]*)*)*)",
)
_GENERIC = re.compile(
    r"\b(?:generically|in generic forms?|as a generic|generic (?:forms?|formulations?|versions?) (?:is|are) available)\b",
    re.IGNORECASE,
)
_NOT_PRODUCT = re.compile(
    r"\b(?:daily|twice|once|every|per day|/day|inject(?:ed)?|should|trial|study)\b", re.IGNORECASE
)


@dataclass(slots=True)
class ProductReading:
    """What a statement gave."""

    products: list[Product] = field(default_factory=list)
    brands: list[Name] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    form: str | None = None
    container: str | None = None
    strengths: list[Strength] = field(default_factory=list)
    start: int = 0
    end: int = 0


def read_brands(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """Brand names that a frame introduces, and the span of frame and names."""
    match = _BRAND.search(text, start, end)
    if match is None:
        return (), None
    names = tuple(
        name.strip().rstrip("®™") for name in re.split(r",\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+", match["names"])
    )
    return tuple(name for name in names if name and name.lower() != "others"), (
        match.start("frame"),
        match.end("names"),
    )


def read_products(statement: Statement) -> ProductReading:
    """Read `passage.text[start:end]`, one statement."""
    passage, start, end = statement.passage, statement.start, statement.end
    reading = ProductReading()
    text = passage.text
    brands, span = read_brands(text, start, end)
    for name in brands:
        assert span is not None
        reading.brands.append(
            Name(evidence=(passage.evidence(*span, "name.brand"),), reference_ids=passage.references_in(*span),
                 value=name, kind="brand")
        )  # fmt: skip
    verb = _VERB.search(text, start, end)
    if verb is None or _NOT_PRODUCT.search(text, start, end):
        return reading
    stop = _BRAND.search(text, verb.end(), end)
    generic = _GENERIC.search(text, start, end)
    body_end = min([m.start() for m in (stop, generic) if m is not None and m.start() > verb.end()] or [end])
    tail = text[span[1] : end].strip(" .") if span else ""
    tokens = tokenize(text, verb.end(), body_end)
    parts = _parts(text, tokens)
    if parts is None or (tail and re.search(r"\d", tail)):
        if re.search(r"\d", text[start:end]):
            reading.unparsed.append(passage.unparsed(start, end, "product", "unknown_pattern", rule="product.refused"))
        return reading
    for part in parts:
        low, high = (start, end) if len(parts) == 1 else (part.start, part.end)
        evidence = [passage.evidence(low, high, "product.available")]
        if len(parts) > 1 and span:
            evidence.append(passage.evidence(*span, "product.brand"))
        reading.products.append(
            Product(
                evidence=tuple(evidence),
                reference_ids=passage.references_in(start, end),
                dose_form=part.form,
                container=part.container,
                strengths=tuple(part.strengths),
                brand_names=brands,
                generic_available=True if generic else None,
            )
        )
    return reading


def _singular(word: str) -> str:
    lower = word.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return (
        lower[:-2]
        if lower.endswith("ches")
        else lower[:-1]
        if lower.endswith("s") and not lower.endswith("ss")
        else lower
    )


def _parts(text: str, tokens: Sequence[Token]) -> list[_Part] | None:
    """Dose forms with their containers and strengths; None where a word or number stays unread."""
    parts: list[_Part] = []
    at = 0
    while at < len(tokens):
        if (noun := _noun(text, tokens, at)) is not None:
            kind, words, after = noun
            if kind == "container" and parts and parts[-1].container is None:
                parts[-1].container = words
            elif kind == "form" or words in _FORMS:
                parts.append(_Part(form=words, start=tokens[at].start))
            elif parts:
                return None
            else:
                parts.append(_Part(container=words, start=tokens[at].start))
            at = after
        elif (strengths := _strengths(text, tokens, at)) is not None:
            made, after = strengths
            target = parts[-1] if parts else None
            if target is None:
                target = _Part(start=tokens[at].start)
                parts.append(target)
                following = _noun(text, tokens, after)
                if following is not None and following[0] == "form":
                    target.form, after = following[1], following[2]
            target.strengths += made
            at = after
        elif tokens[at].lower in _FILLER or tokens[at].text in ",.;()-–":
            at += 1
            continue
        else:
            return None
        parts[-1].end = tokens[at - 1].end
    for part in parts:
        if text[part.end : part.end + 1] == ")":
            part.end += 1
    return parts if parts and all(part.form or part.container for part in parts) else None


def _noun(text: str, tokens: Sequence[Token], at: int) -> tuple[str, str, int] | None:
    """A dose form or container with its adjectives: (which, words in the singular, next)."""
    begin = at
    while at < len(tokens) and (
        tokens[at].lower in _FORM_WORDS
        or tokens[at].lower in _CONTAINER_WORDS
        or (tokens[at].text in "-–" and at > begin)
    ):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    head = _singular(tokens[at].lower)
    kind = "form" if head in _FORMS else "container" if head in _CONTAINERS else None
    if kind is None:
        return None
    after = at + 1
    if after < len(tokens) and head in ("metered", "dose"):
        return None
    first = begin
    if kind == "container" or head in ("syringe", "pen"):
        kind = "container"
        while first < at and (tokens[first].lower in ("single", "dose", "use", "multi", "multiple", "-", "glass", "amber", "disposable")
                              or tokens[first].text == "-"):  # fmt: skip
            first += 1
    words = text[tokens[first].start : tokens[at].start].lower() + head if first < at else head
    return kind, " ".join(words.split()), after


def _strengths(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Strength], int] | None:
    if (ratio := read_ratio(text, tokens, at)) is not None:
        return [Strength(ratio=ratio[0])], ratio[1]
    listed = read_amounts(tokens, at)
    if listed is None:
        return None
    amounts, unit, after = listed
    if UCUM[unit] not in ("mass", "activity", "amount", "radioactivity", "concentration", "dimensionless"):
        return None
    if UCUM[unit] == "dimensionless" and unit != "%":
        return None
    return [Strength(quantity=quantity_of(text, tokens, amount, unit=unit)) for amount in amounts], after

"""Judge of infobox readings: a record against the gold of its page, row by row (rules: fixtures/infoboxes/README.md)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from wikiclean.clean.steps import clean_page
from wikiclean.model.evidence import Fact, InfoboxEvidence
from wikiclean.model.kinds.condition import ConditionMonograph
from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.model.monograph import Article
from wikiclean.model.page import Page
from wikiclean.parse.steps import parse_document

FOLDER = Path(__file__).parents[1] / "fixtures" / "infoboxes"
AnyRecord = DrugMonograph | ConditionMonograph | Article
Key = tuple[int, int]

_SAME_KINDS = {"research_code": "synonym", "abbreviation": "synonym"}
_QUANTITY = ("value", "low", "high", "comparator", "plus_minus", "unit")
_NOT_SLOTS = {"field", "optional", "value_any", "text_any", "code_any", "quantity", "property", "class", "qualifier"}


@lru_cache(maxsize=1)
def gold() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in (FOLDER / "gold.jsonl").read_text("utf-8").splitlines())


@cache
def record_of(name: str) -> AnyRecord:
    """The record of a fixture file, as of a page of a wiki whose profile nothing names."""
    title = name.split(".", maxsplit=1)[0].replace("%2F", "/").replace("_", " ")
    page = Page.from_html((FOLDER / "pages" / name).read_bytes(), url=f"https://wiki.example/wiki/{title}", title=title)
    return parse_document(clean_page(page).document)


@dataclass
class Verdict:
    """What a page's judging gave: rows judged, and what is wrong with them."""

    judged: int = 0
    wrong: list[str] = field(default_factory=list)


def fold(text: str) -> str:
    text = text.replace("^", "")  # how the canonical text writes an exponent
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold().split())


def fields_of(record: AnyRecord) -> Iterator[tuple[str, Fact]]:
    """Facts with the taxonomy's name of their field."""
    if isinstance(record, DrugMonograph) and record.chemistry:
        chemistry = record.chemistry
        if chemistry.formula:
            yield "chemistry.formula", chemistry.formula
        yield from (("chemistry.molar_mass", fact) for fact in chemistry.molar_mass)
        for fact in chemistry.properties:
            yield "chemistry.formula" if fact.name == "formula" else "chemistry.properties", fact
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, tuple):
            yield from ((_taxonomy_field(name, fact), fact) for fact in value if isinstance(fact, Fact))


def _taxonomy_field(name: str, fact: Any) -> str:
    match name:
        case "identifiers":
            return f"identifiers.{fact.system}"
        case "names":
            return f"names.{_SAME_KINDS.get(fact.kind, fact.kind)}"
        case "pharmacokinetics":
            return f"pharmacokinetics.{fact.kind}"
        case "components":
            return "products.components"
        case "defined_daily_dose":
            return "products.ddd"
        case "drug_classes":
            return "drug_classes" if fact.aspect == "class" else f"drug_classes.{fact.aspect}"
        case "liability":
            return f"warnings.{fact.kind}"
        case "pregnancy_safety":
            return "pregnancy.text"
        case "lactation":
            return "pregnancy.lactation"
        case "metabolites":
            return "metabolism.metabolites"
    return name


def judge(name: str, page: dict[str, Any]) -> Verdict:
    """One file of a page against the page's gold."""
    record = record_of(name)
    verdict = Verdict()
    if record.kind != page["kind"]:
        verdict.wrong.append(f"kind {record.kind}, not {page['kind']}")
    by_row: dict[Key, list[tuple[str, Fact]]] = {}
    for of, fact in fields_of(record):
        for key in {(e.box, e.row) for e in fact.evidence if isinstance(e, InfoboxEvidence)}:
            by_row.setdefault(key, []).append((of, fact))
    rows = [((b, r), row) for b, box in enumerate(record.infoboxes) for r, row in enumerate(box.rows)]
    at = 0
    for wanted in page["rows"]:
        place = next((i for i in range(at, len(rows)) if _is_row(rows[i][1], wanted)), None)
        if place is None and "none" in wanted:
            verdict.judged += 1  # a row that the cleaner has dropped
            continue
        if place is None:
            verdict.judged += 1
            verdict.wrong.append(f"row {wanted['label']!r} ({wanted['group']}): no such row")
            continue
        at = place + 1
        verdict.judged += 1
        key, row = rows[place]
        for line in _judge_row(record, by_row.get(key, []), wanted):
            verdict.wrong.append(f"row {wanted['label']!r} {row.text[:60]!r}: {line}")
    return verdict


def _is_row(row: Any, wanted: dict[str, Any]) -> bool:
    return (
        fold(row.label).rstrip(": ") == fold(wanted["label"]).rstrip(": ")
        and fold(row.group or "") == fold(wanted["group"] or "")
        and ("none" in wanted or fold(wanted["text_contains"] or "") in fold(row.text))
    )


def _judge_row(record: AnyRecord, found: list[tuple[str, Any]], wanted: dict[str, Any]) -> Iterator[str]:
    facts = [(of, fact) for of, fact in found if of != "unparsed"]
    unread = [fact for of, fact in found if of == "unparsed"]
    left = list(facts)
    instead = 0
    for expected in wanted.get("expect", []):
        if expected["field"] == "links.nlm":
            if not any(link.target == expected["target"] for link in record.links):
                yield f"no link {expected['target']}"
            continue
        match = next((i for i, (of, fact) in enumerate(left) if _matches(of, fact, expected)), None)
        if match is not None:
            del left[match]
        elif not (expected.get("optional") or wanted.get("optional")):
            yield f"missing {expected}; left {[_short(of, f) for of, f in left]}; unread {[u.reason for u in unread]}"
    for of, fact in left:
        if any(_matches(of, fact, allowed) for allowed in wanted.get("allow", [])):
            instead += 1
        else:
            yield f"not in gold: {_short(of, fact)}"
    for forbidden in wanted.get("must_not", []):
        if any(forbidden in (of, of.split(".")[0]) or forbidden == getattr(f, "text", None) for of, f in facts):
            yield f"must not be there: {forbidden}"
    yield from _judge_unread(unread, wanted, instead)


def _judge_unread(unread: list[Any], wanted: dict[str, Any], instead: int) -> Iterator[str]:
    """`instead`: how many facts were read that the gold allows besides or instead."""
    reasons = [statement.reason for statement in unread]
    for expected in wanted.get("unparsed", []):
        match = next((reason for reason in reasons if reason in expected.split("|")), None)
        if match is not None:
            reasons.remove(match)
        elif instead:
            instead -= 1
        elif not wanted.get("optional"):
            yield f"not said to be unread: {expected}, found {[s.reason for s in unread]}"
    if reasons and "unparsed" not in wanted and "expect" not in wanted and not wanted.get("allow"):
        yield f"unread without need: {reasons}"


def _short(of: str, fact: Any) -> dict[str, Any]:
    slots = fact.model_dump(exclude_none=True, exclude={"evidence", "reference_ids"})
    return {"field": of, **{name: value for name, value in slots.items() if value not in ((), False)}}


def _matches(of: str, fact: Any, expected: dict[str, Any]) -> bool:
    if of != expected["field"]:
        return False
    slots = json.loads(fact.model_dump_json())
    for name, value in expected.items():
        if name in _NOT_SLOTS or name == "kind":
            continue
        got = slots.get("value" if of == "names.eponym" else name)
        if name in ("subject", "route", "comment"):
            if not _said(slots, name, value, fact):
                return False
        elif name in ("text", "value", "code", "term") and isinstance(value, str):
            if not any(_same(of, fact, got, one) for one in (value, *expected.get(f"{name}_any", ()))):
                return False
        elif isinstance(value, dict):
            if not _holds(got, value):
                return False
        elif got != value:
            return False
    if "property" in expected and fold(slots["name"]) != fold(expected["property"]):
        return False
    if "qualifier" in expected and not _qualified(slots, expected["qualifier"]):
        return False
    if slots.get("drug_class") and "class" in expected and fold(slots["drug_class"]) != fold(expected["class"]):
        return False
    return "quantity" not in expected or _same_quantity(slots.get("quantity"), expected["quantity"])


def _same(of: str, fact: Any, got: object, expected: str) -> bool:
    if not isinstance(got, str):
        return False
    if of == "routes":  # the record's term; the words stand in the evidence
        return fold(expected) in (fold(got), *(fold(piece.exact) for piece in fact.evidence))
    if of == "indications":  # without a trailing abbreviation in brackets, as running text is read
        expected = re.sub(r"\s*\([A-Z]{2,6}\)$", "", expected)
    if of in ("identifiers.smiles", "identifiers.inchi", "chemistry.formula", "names.iupac"):
        return got == expected
    return fold(got) == fold(expected)


def _said(slots: dict[str, Any], name: str, value: str | None, fact: Any) -> bool:
    got = slots.get(name)
    if value is None:
        return got is None
    said = [got, (slots.get("quantity") or {}).get("qualifier")]
    if any(one is not None and fold(value) in fold(one) for one in said):
        return True
    if name == "comment":
        return got is None
    return name == "route" and got is not None and any(fold(value) in fold(piece.exact) for piece in fact.evidence)


def _qualified(slots: dict[str, Any], value: str | None) -> bool:
    got = slots.get("qualifier")
    if value is None or got is None:
        return got is None and value is None
    return fold(got).removeprefix("as ") == fold(value).removeprefix("as ")


def _holds(got: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return False
        if "unit" in expected and "as_written" in expected:
            return _same_quantity(got, expected)
        return all(_holds(got.get(name), value) for name, value in expected.items())
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return got is not None and Decimal(str(got)) == Decimal(str(expected))
    return bool(got == expected)


def _same_quantity(got: Any, expected: Any) -> bool:
    if expected is None or got is None:
        return expected is None and got is None
    for name in _QUANTITY:
        a, b = got.get(name), expected.get(name)
        if name not in ("comparator", "unit") and a is not None and b is not None:
            if Decimal(str(a)) != Decimal(str(b)):
                return False
        elif a != b:
            return False
    return True

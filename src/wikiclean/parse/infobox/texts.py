"""Rows whose values are stretches of text: classes, routes, lists of conditions, components of a combination."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from ...model.evidence import TextFact
from ...model.kinds.drug import Component, DrugClass, Indication, Liability
from ..drug.routes import ROUTES
from .rows import Row, Value, split_brackets

__all__ = ["read_classes", "read_components", "read_liability", "read_routes", "read_targets", "read_texts", "route_of"]

T = TypeVar("T", bound=TextFact)

_LEADING = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:/|\+|\band/or\b|\band\b|\bor\b)\s*", re.IGNORECASE)
_MORE_ROUTES = {
    "insufflation": "nasal", "insufflated": "nasal", "intranasal spray": "nasal", "nasal spray": "nasal",
    "eye drops": "ophthalmic", "ear drops": "otic", "iv infusion": "intravenous", "injection": "parenteral",
    "by injection": "parenteral", "smoked": "inhalation", "smoking": "inhalation", "vaporization": "inhalation",
    "inhalational": "inhalation", "intravenous therapy": "intravenous", "per rectum": "rectal", "suppository": "rectal",
    "transdermal patch": "transdermal", "subcutaneous injection": "subcutaneous", "im injection": "intramuscular",
    "intramuscular injection": "intramuscular", "intraocular": "intraocular", "intra-articular": "intra-articular",
}  # fmt: skip


def _made(row: Row, made: type[T], value: Value, rule: str, text: str | None = None, **slots: Any) -> T:  # noqa: ANN401 - slots of the model
    return made.model_validate(
        {
            "evidence": row.evidence(value.start, value.end, rule),
            "reference_ids": row.references(value.start, value.end),
            "text": text or value.text,
            **slots,
        }
    )


def read_texts(row: Row, rule: str, *, split: bool) -> Iterator[TextFact]:
    """The row's values as text: its lines, where it has several; else parted at commas outside brackets."""
    lines = list(row.lines())
    for value in row.values() if split and len(lines) == 1 else lines:
        text = _LEADING.sub("", value.text) if split else value.text
        if text.casefold().strip(" .") not in ("others", "other", "among others", "etc"):
            yield _made(row, TextFact, value, rule, text)


def read_classes(row: Row, aspect: str) -> Iterator[DrugClass]:
    """What kind of drug it is; of the rows of antibodies and the like, each value as a whole."""
    for value in row.values() if aspect == "class" else row.lines():
        yield _made(row, DrugClass, value, f"infobox.{aspect}", _LEADING.sub("", value.text), aspect=aspect)


def read_routes(row: Row) -> Iterator[TextFact]:
    """Routes of administration in the terms of the record where they are known, else as written."""
    for value in row.values():
        at = value.start
        parts = _JOINS.split(split_brackets(value.text)[0])
        if len(parts) > 1 and all(route_of(part) for part in parts):
            for part in parts:
                at = row.text.index(part, at)
                yield _made(row, TextFact, Value(at, at + len(part), part), "infobox.routes", route_of(part))
                at += len(part)
            continue
        text = _LEADING.sub("", value.text)
        yield _made(row, TextFact, value, "infobox.routes", route_of(split_brackets(text)[0]) or text)


def route_of(words: str) -> str | None:
    """The record's term for a route, as a row writes it; None for words it does not know."""
    said = " ".join(words.casefold().replace("-", " ").split())
    return ROUTES.get(said) or _MORE_ROUTES.get(said) or ROUTES.get(words.casefold())


def read_liability(row: Row, kind: str) -> Iterator[Liability]:
    """Dependence and addiction, a statement a line, as written: "Physical: high"."""
    for value in row.lines():
        yield _made(row, Liability, value, f"infobox.liability.{kind}", kind=kind)


def read_targets(row: Row) -> Iterator[Indication]:
    """The disease a vaccine is against."""
    for value in row.values():
        yield Indication(
            evidence=row.evidence(value.start, value.end, "infobox.target_disease"),
            reference_ids=row.references(value.start, value.end),
            text=_LEADING.sub("", value.text),
        )


def read_components(row: Row) -> Iterator[Component]:
    """Drugs of a combination: a row each with its class, or a list in one row."""
    rule = "infobox.component"
    if row.own_label and row.label == row.own_label and row.box is not None and not _names_the_list(row.own_label):
        yield Component(  # the row's label is the drug, its value the class
            evidence=row.in_label(rule),
            reference_ids=row.passage.references_in(0, len(row.text)),
            text=row.own_label,
            drug_class=" ".join(line.text for line in row.lines()) or None,
        )
        return
    lines = list(row.lines())
    if row.box is not None and not row.own_label and len(lines) == 2 and "," not in row.text and "(" not in row.text:
        drug, of = lines  # a row of two cells without a label: the drug, and its class below
        yield _made(row, Component, Value(drug.start, of.end, drug.text), rule, drug.text, drug_class=of.text)
        return
    for value in row.values():
        for part in _split_plus(row, value):
            text, bracket = split_brackets(part.text)
            yield _made(row, Component, part, rule, _LEADING.sub("", text), drug_class=bracket)


def _names_the_list(label: str) -> bool:
    return label.casefold().rstrip(": ") == "combination of"


def _split_plus(row: Row, value: Value) -> Iterator[Value]:
    begin = value.start
    for match in re.finditer(r"\s+(?:\+|and|/)\s+", row.text[value.start : value.end]):
        if (part := row.value(begin, value.start + match.start())) is not None:
            yield part
        begin = value.start + match.end()
    if (part := row.value(begin, value.end)) is not None:
        yield part

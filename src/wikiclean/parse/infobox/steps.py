"""All infoboxes of a page as facts, by the record's field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ...model.document import Document
from ...model.evidence import Fact, InfoboxEvidence, TextEvidence, TextFact
from ...model.quality import UnparsedStatement
from ...sites.infobox_labels import find_label
from ..facts import read_passage
from ..passage import Facts, Passage
from ..structure import template_of
from .identifiers import read_identifiers
from .rows import Row
from .values import read_formula, read_legal_status, read_names, read_pregnancy, read_texts

__all__ = ["read_infoboxes"]

# Fields whose cells are read as statements, by the readers of running text.
_STATEMENTS = frozenset({"dosage", "indications", "adverse_effects", "pharmacokinetics"})
_CONDITION_SPLIT = "comma"


def read_infoboxes(document: Document, aliases: tuple[str, ...]) -> Facts:
    """Facts of every row that the taxonomy knows; rows it does not know stay rows."""
    found: dict[str, list[Fact]] = defaultdict(list)
    unparsed: list[UnparsedStatement] = []
    for row in _known_rows(document):
        for field, fact in _read(row, document.title, aliases):
            if isinstance(fact, UnparsedStatement):
                unparsed.append(fact)
            else:
                found[field].append(fact)
    return Facts({field: tuple(facts) for field, facts in found.items()}, tuple(unparsed))


def _known_rows(document: Document) -> Iterator[Row]:
    for at, box in enumerate(document.infoboxes):
        template = template_of(box)
        if template is None:
            continue
        index = 0
        for group in box.groups:
            for row in group.rows:
                entry = find_label(row.label, template=template) if row.label else None
                if entry is not None and entry.field is not None:
                    yield Row(at, index, group.heading, row, entry)
                index += 1


def _read(row: Row, title: str, aliases: tuple[str, ...]) -> Iterator[tuple[str, Fact]]:
    field = row.entry.field or ""
    head, _, rest = field.partition(".")
    if head == "identifiers":
        yield from _each("identifiers", read_identifiers(row, rest))
    elif head == "names":
        kind = {"eponym": "synonym"}.get(rest, rest)
        yield from _each("names", read_names(row, kind))
    elif field == "chemistry.molar_mass":
        for name, fact in _statements(row, title, aliases):
            yield (field if name == "pharmacokinetics" else name), fact
    elif head in _STATEMENTS:
        yield from _statements(row, title, aliases)
    elif field == "legal_status":
        yield from _each(field, read_legal_status(row))
    elif field == "pregnancy":
        yield from _each(field, read_pregnancy(row))
    elif field == "chemistry.formula":
        formula = read_formula(row)
        if formula is not None:
            yield field, formula
    elif head in ("routes", "drug_classes", "interactions", "warnings", "metabolism", "excretion"):
        yield from _each(head, _routes(row) if head == "routes" else read_texts(row, f"infobox.{head}", split=False))
    elif "list[TextFact]" in row.entry.reader or head in _CONDITION_FIELDS:
        split = row.entry.reader.startswith(_CONDITION_SPLIT)
        yield from _each(head, read_texts(row, f"infobox.{head}", split=split))


_CONDITION_FIELDS = frozenset(
    "specialties symptoms complications onset duration types causes risk_factors diagnostic_methods "
    "differential_diagnosis prevention treatments medications prognosis frequency deaths".split()
)

_ROUTES = {
    "by mouth": "oral", "oral": "oral", "orally": "oral", "po": "oral",
    "intravenous": "intravenous", "iv": "intravenous", "intravenous infusion": "intravenous",
    "intramuscular": "intramuscular", "im": "intramuscular", "intramuscular injection": "intramuscular",
    "subcutaneous": "subcutaneous", "sc": "subcutaneous", "subcutaneous injection": "subcutaneous",
    "topical": "topical", "transdermal": "transdermal", "inhalation": "inhalation", "inhaled": "inhalation",
    "intranasal": "nasal", "nasal": "nasal", "rectal": "rectal", "sublingual": "sublingual", "buccal": "buccal",
    "vaginal": "vaginal", "ophthalmic": "ophthalmic", "eye drops": "ophthalmic", "intrathecal": "intrathecal",
    "intravesical": "intravesical", "intradermal": "intradermal", "epidural": "epidural", "insufflation": "nasal",
}  # fmt: skip


def _routes(row: Row) -> Iterator[TextFact]:
    """Routes of administration in the terms of the record where they are known, else as written."""
    for fact in read_texts(row, "infobox.routes", split=True):
        words = fact.text.casefold().split("(")[0].strip()
        yield fact.model_copy(update={"text": _ROUTES.get(words, fact.text)})


def _each(field: str, facts: Iterable[Fact]) -> Iterator[tuple[str, Fact]]:
    for fact in facts:
        yield field, fact


def _statements(row: Row, title: str, aliases: tuple[str, ...]) -> Iterator[tuple[str, Fact]]:
    """A cell read as a statement: its evidence becomes evidence in the row."""
    text = row.row.text
    if not text:
        return
    passage = Passage(
        record_text=text,
        start=0,
        end=len(text),
        kinds=("infobox",),
        title=title,
        aliases=aliases,
        label=row.row.label,
    )
    facts = read_passage(passage)
    for field, found in facts.facts.items():
        for fact in found:
            yield field, _in_row(fact, row)
    for statement in facts.unparsed:
        yield "unparsed", _in_row(statement, row)


def _in_row(fact: Fact, row: Row) -> Fact:
    """The fact with text evidence turned into evidence in the infobox row."""
    evidence = tuple(
        InfoboxEvidence(
            group=row.group, label=row.row.label, box=row.box, row=row.index, exact=piece.exact, rule=piece.rule
        )
        if isinstance(piece, TextEvidence)
        else piece
        for piece in fact.evidence
    )
    return fact.model_copy(update={"evidence": evidence, "reference_ids": row.row.references})

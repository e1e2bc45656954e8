"""`parse_document`: from a Document to a record, as a list of steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import NotAnArticleError
from ..model.document import Document
from ..model.evidence import Fact, PageEvidence, TextEvidence, TextFact
from ..model.kinds.condition import ConditionMonograph
from ..model.kinds.drug import Chemistry, DosageInstruction, DrugMonograph, Indication, Property
from ..model.monograph import Article
from ..model.name import Name
from ..model.quality import UnparsedStatement
from ..text import fold
from .facts import read_passage
from .infobox.recreational import read_dose_tables
from .infobox.steps import read_infoboxes
from .kind import RecordKind, decide_kind
from .lists import read_lists
from .quality import judge_quality
from .sections import Outline, read_outline
from .source import lead_names, page_of, record_id_of, source_of
from .structure import images_of, infoboxes_of, links_of, references_of, tables_of

__all__ = ["parse_document"]

_RECORDS: dict[RecordKind, type[DrugMonograph] | type[ConditionMonograph] | type[Article]] = {
    "drug": DrugMonograph,
    "condition": ConditionMonograph,
    "article": Article,
}


def parse_document(document: Document) -> DrugMonograph | ConditionMonograph | Article:
    """Read the record of an article, every fact with its evidence.

    Raises NotAnArticleError unless the Document's outcome is `article`.
    """
    if document.outcome != "article":
        raise NotAnArticleError(
            f"a record needs an article, and this page is: {document.outcome}", where=document.source.url
        )
    outline = read_outline(document)
    decision = decide_kind(document, outline)
    if decision.kind != "article":
        outline = read_outline(document, audience=decision.kind)
    facts = _read_facts(document, outline, decision.kind)
    fields: dict[str, Any] = {name: tuple(found) for name, found in facts.items()}
    quality = judge_quality(document, outline, decision, fields)
    fields |= _single_values(fields)
    return _RECORDS[decision.kind](
        record_id=record_id_of(document),
        source=source_of(document),
        page=page_of(document),
        text=document.text,
        sections=outline.tree,
        tables=tables_of(document, outline),
        references=references_of(document),
        links=links_of(document, outline),
        images=images_of(document, outline),
        infoboxes=infoboxes_of(document),
        quality=quality,
        **fields,
    )


def _read_facts(document: Document, outline: Outline, kind: RecordKind) -> dict[str, list[Fact]]:
    """Facts by field of the record; an article has names and identifiers only."""
    found: dict[str, list[Fact]] = defaultdict(list)
    found["names"] += _page_names(document, outline)
    aliases = tuple(fact.value for fact in found["names"] if isinstance(fact, Name) and fact.kind != "title")
    boxes = read_infoboxes(document, aliases)
    _add(found, boxes.facts)
    found["unparsed"] += boxes.unparsed
    found["unparsed"] += read_dose_tables(tables_of(document, outline))
    if kind == "drug":
        for passage in outline.passages(document, aliases):
            read = read_passage(passage)
            _add(found, _apart(read.facts, found["dosage"]))
            found["unparsed"] += read.unparsed
    if any(isinstance(said, UnparsedStatement) and said.reason == "recreational" for said in found["unparsed"]):
        found["unparsed"] += _recreational(found.pop("dosage", []))
    if kind != "article":
        _add(found, read_lists(document, outline, kind))
        description = _description(document, outline)
        if description is not None:
            found["description"].append(description)
    allowed = _RECORDS[kind].model_fields
    merged = {name: _merged(facts) for name, facts in found.items() if name.partition(".")[0] in allowed}
    merged["names"] = _without_echoes(merged["names"])
    if "dosage" in merged:
        merged["dosage"] = _numbered(merged["dosage"])
    if "indications" in merged:
        merged["indications"] = _without_approved_again(merged["indications"])
    return {name: facts for name, facts in merged.items() if facts}


def _add(found: dict[str, list[Fact]], more: Mapping[str, Iterable[Fact]]) -> None:
    for name, facts in more.items():
        found[name] += facts


def _page_names(document: Document, outline: Outline) -> list[Name]:
    """The title, and names set bold in the lead."""
    title = document.title or "Untitled"
    names = [Name(evidence=(PageEvidence(field="title", exact=title),), value=title, kind="title")]
    for name in lead_names(document):
        if fold(name) != fold(title):
            at = document.text.index(name)
            names.append(Name(evidence=(outline.evidence(document, at, at + len(name), "name.bold_lead"),),
                              value=name, kind="synonym"))  # fmt: skip
    return names


def _description(document: Document, outline: Outline) -> TextFact | None:
    """The first paragraph of the lead, or of the section that gives an overview."""
    for block in document.blocks:
        if block.kind == "paragraph" and "overview" in outline.infos[block.section].kinds:
            evidence = outline.evidence(document, block.start, block.end, "description.first_paragraph")
            return TextFact(evidence=(evidence,), text=evidence.exact)
    return None


_NOT_SAID = {"evidence", "reference_ids", "regimen", "sequence"}
"""Fields that are not what a fact says, but where it stands."""


def _apart(facts: Mapping[str, Iterable[Fact]], before: list[Fact]) -> dict[str, list[Fact]]:
    """Facts of a passage; its regimens are others than those of the passages before."""
    made = {name: list(many) for name, many in facts.items()}
    taken = max((int(step.regimen) for step in before if isinstance(step, DosageInstruction)), default=0)
    if taken and "dosage" in made:
        made["dosage"] = [
            step.model_copy(update={"regimen": str(int(step.regimen) + taken)})
            for step in made["dosage"]
            if isinstance(step, DosageInstruction)
        ]
    return made


def _recreational(steps: list[Fact]) -> list[UnparsedStatement]:
    """Doses of a page that gives a scale of recreational doses: what it says of doses elsewhere is of their kind."""
    return [
        UnparsedStatement(
            evidence=step.evidence, reference_ids=step.reference_ids, topic="dosage", reason="recreational"
        )
        for step in steps
    ]


def _numbered(steps: list[Fact]) -> list[Fact]:
    """Regimens as 1, 2, 3, … in the order in which they are first told: some fell together with earlier ones."""
    numbers: dict[str, str] = {}
    return [
        step.model_copy(update={"regimen": numbers.setdefault(step.regimen, str(len(numbers) + 1))})
        for step in steps
        if isinstance(step, DosageInstruction)
    ]


def _merged(facts: list[Fact]) -> list[Fact]:
    """Facts that say the same become one, with the evidence of all."""
    made: dict[str, Fact] = {}
    for fact in facts:
        if isinstance(fact, UnparsedStatement):
            key = f"{len(made)}"
        elif isinstance(fact, Name):
            key = f"{fact.kind}:{fold(fact.value)}"
        else:
            key = fact.model_dump_json(exclude=_NOT_SAID)
        if (before := made.get(key)) is None:
            made[key] = fact
        else:
            evidence = tuple(dict.fromkeys((*before.evidence, *fact.evidence)))
            references = tuple(dict.fromkeys((*before.reference_ids, *fact.reference_ids)))
            made[key] = before.model_copy(update={"evidence": evidence, "reference_ids": references})
    return list(made.values())


def _without_echoes(names: list[Fact]) -> list[Fact]:
    """Bold names of the lead that turn out to be brands or the like are not synonyms as well."""
    known = {fold(name.value) for name in names if isinstance(name, Name) and name.kind not in ("synonym", "title")}
    return [
        name for name in names if not (isinstance(name, Name) and name.kind == "synonym" and fold(name.value) in known)
    ]


def _without_approved_again(indications: list[Fact]) -> list[Fact]:
    """A use that the page tells of, and that an approval names again, is one indication: the event says the approval."""
    told = {fold(fact.text) for fact in indications if isinstance(fact, Indication) and not _is_of_approval(fact)}
    return [
        fact
        for fact in indications
        if not (isinstance(fact, Indication) and _is_of_approval(fact) and fold(fact.text) in told)
    ]


def _is_of_approval(fact: Fact) -> bool:
    return any(
        isinstance(piece, TextEvidence) and (piece.rule or "").startswith("approval.") for piece in fact.evidence
    )


def _single_values(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields that hold one value or a part of their own, out of the lists they were collected in."""
    made: dict[str, Any] = {}
    if "description" in fields:
        made["description"] = fields["description"][0]
    parts = {name: fields.pop(name) for name in [n for n in fields if n.startswith("chemistry.")]}
    if parts:
        formulas = parts.get("chemistry.formula", ())
        further = tuple(Property(**dict(formula), name="formula") for formula in formulas[1:])
        made["chemistry"] = Chemistry(
            formula=formulas[0] if formulas else None,
            molar_mass=parts.get("chemistry.molar_mass", ()),
            properties=(*further, *parts.get("chemistry.properties", ())),
        )
    return made

"""Which readers read a passage: by the kinds of the section it stands in, statement by statement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from ..model.evidence import Fact
from ..model.kinds.drug import DosageInstruction
from ..model.quality import UnparsedStatement
from .drug.approvals import read_approvals
from .drug.dosage import read_dosage
from .drug.effects import read_effects
from .drug.indications import read_indications
from .drug.kinetics import read_kinetics
from .drug.liver import read_likelihood
from .drug.names import read_names
from .drug.pregnancy import read_pregnancy
from .drug.products import read_products
from .drug.warnings import read_warnings
from .grammar import Statement
from .infobox.cells import read_row
from .infobox.rows import Row
from .passage import Facts, Passage
from .scope import Scope, Scopes
from .statements import split_statements

__all__ = ["read_facts", "read_passage"]

# Kinds of section in which a statement of a topic may stand.
_GENERAL = frozenset({"overview", "background", "dosage_and_administration", "dose_forms"})
_USES = frozenset({"indications", "off_label"})
_HARM = frozenset({"adverse_effects", "hepatotoxicity", "warnings", "boxed_warning"})
_PEOPLE = frozenset({"special_populations", "pediatric_use", "geriatric_use"})
_STORY = frozenset({"regulatory_approval", "history", "society_and_culture", "trade_names"})
_DOSAGE = _GENERAL | _USES | _PEOPLE | {"organ_impairment"}
_APPROVALS = _GENERAL | _USES | _HARM | _STORY | {"pharmacology", "special_populations"}
_PRODUCTS = _APPROVALS | _PEOPLE | {"ingredients"}
_EFFECTS = _GENERAL | _USES | _HARM | _PEOPLE | _STORY | {"organ_impairment", "pregnancy_and_lactation"}
_INDICATIONS = _APPROVALS - {"history"}
_NAMES = _APPROVALS | {"ingredients", "mechanism_of_action", "etymology", "chemistry"}
_LIVER = _GENERAL | {"hepatotoxicity", "adverse_effects"}
# Narratives, experiments and misuse: what they say of doses, approvals or effects is about one case.
_CLOSED = frozenset(
    {"case_report", "research", "veterinary", "overdose", "abuse_dependence", "nonclinical_toxicology", "see_also",
     "references", "external_links", "gallery"}
)  # fmt: skip

_ANIMALS = frozenset({"veterinary"})
"""Only doses that name their animal are read there."""
_GOING_ON = frozenset({"maintenance", "subsequent", "titration"})
"""Phases that come after another one."""
_LONGEST_STATEMENT = 2000
"""Characters; what runs on longer is no sentence, and is left as text."""

_HAS_CONTENT = re.compile(r"\w")


def read_facts(text: str, *, section: str, title: str, label: str | None = None) -> Facts:
    """Read one statement or infobox cell.

    `section`: a section kind of the taxonomy, or `infobox` with the row's `label`. `title`: the drug that unnamed
    statements are about. Facts come by the record's field; evidence counts from the start of `text`.
    """
    return read_passage(Passage.of_statement(text, section=section, title=title, label=label))


def read_passage(passage: Passage) -> Facts:
    """Read every statement of a passage; what is about a topic and could not be read whole comes as unparsed."""
    collected = _Collector()
    kinds = frozenset(passage.kinds)
    if "infobox" in kinds:
        _read_cell(passage, collected)
    elif not kinds & _CLOSED or kinds == _ANIMALS:
        text = passage.text
        scopes = Scopes(passage)
        for start, end in split_statements(text):
            if end - start <= _LONGEST_STATEMENT:
                collected.over = scopes.at(start)
                _read_statement(Statement(passage, text, start, end), kinds, collected)
    return collected.finish()


class _Collector:
    def __init__(self) -> None:
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        self._unparsed: list[UnparsedStatement] = []
        self._regimens = 0
        self._last_step: DosageInstruction | None = None
        self.over: Callable[[], tuple[Scope, ...]] = tuple
        """What stands over the statement that is being read."""

    def add(self, field: str, facts: Iterable[Fact]) -> None:
        self._facts[field] += facts

    def add_dosage(self, steps: Iterable[DosageInstruction]) -> None:
        """Steps of one statement: a regimen of their own, unless they say that they go on with the one before."""
        steps = list(steps)
        if not steps:
            return
        over = self.over()
        if unknown := next((scope for scope in over if not scope.understood), None):
            self._unparsed.append(
                UnparsedStatement(
                    evidence=steps[0].evidence,
                    topic="dosage",
                    reason="conditional",
                    detail=f"it stands under {unknown.words!r}",
                )
            )
            return
        for scope in reversed(over):
            steps = [scope.over(step) for step in steps]
        last = self._last_step
        goes_on = last is not None and steps[0].phase in _GOING_ON and steps[0].regimen == "1"
        before = self._regimens
        for step in steps:
            number, sequence = before + int(step.regimen) - goes_on, step.sequence
            if goes_on and last is not None and step.regimen == "1":
                number, sequence = int(last.regimen), last.sequence + step.sequence
            self._regimens = max(self._regimens, number)
            self._last_step = step.model_copy(update={"regimen": str(number), "sequence": sequence})
            self._facts["dosage"].append(self._last_step)

    def refuse(self, statements: Iterable[UnparsedStatement]) -> None:
        self._unparsed += statements

    def finish(self) -> Facts:
        return Facts({field: tuple(facts) for field, facts in self._facts.items() if facts}, tuple(self._unparsed))


def _read_statement(statement: Statement, kinds: frozenset[str], out: _Collector) -> None:
    """One statement through the readers that its section allows; what its product clause does not hold may be dosage."""
    if kinds == _ANIMALS:
        dosage = read_dosage(statement)
        out.add_dosage(dosage.dosage)
        return
    if kinds & _NAMES:
        out.add("names", read_names(statement))
    out.add("warnings", read_warnings(statement))
    if kinds & _INDICATIONS:
        out.add("indications", read_indications(statement))
    if kinds & _APPROVALS:
        approvals = read_approvals(statement)
        out.add("approvals", approvals.events)
        out.add("indications", approvals.indications)
        out.refuse(approvals.unparsed)
    others = [statement]
    refused = False
    if kinds & _PRODUCTS:
        products = read_products(statement)
        out.add("products", products.products)
        out.refuse(products.unparsed)
        others = products.others
        refused = bool(products.unparsed)
    if kinds & _DOSAGE:
        for other in others:
            dosage = read_dosage(other)
            out.add_dosage(dosage.dosage)
            out.add("routes", dosage.routes)
            if not refused and ("dosage_and_administration" in kinds or "background" in kinds):
                out.refuse(dosage.unparsed)
    if kinds & _EFFECTS:
        effects = read_effects(statement)
        out.add("adverse_effects", effects.effects)
        out.refuse(effects.unparsed)
    kinetics = read_kinetics(statement)
    out.add("pharmacokinetics", kinetics.facts)
    out.refuse(kinetics.unparsed)
    out.add("pregnancy", read_pregnancy(statement))
    if kinds & _LIVER:
        out.add("hepatotoxicity", read_likelihood(statement))


def _read_cell(passage: Passage, out: _Collector) -> None:
    """An infobox cell: its label says what it holds."""
    row = Row.of_cell(passage)
    if row is None or not _HAS_CONTENT.search(passage.text):
        return
    for field, fact in read_row(row):
        if isinstance(fact, UnparsedStatement):
            out.refuse([fact])
        else:
            out.add(field, [fact])

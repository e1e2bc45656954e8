"""Adverse effects as short lines, so that tables of statements read well."""

from __future__ import annotations

from wikiclean.model.kinds.drug import AdverseEffect
from wikiclean.parse.facts import read_facts
from wikiclean.parse.passage import Facts

DRUG = "zelotrine"


def read(text: str, *, section: str = "adverse_effects", label: str | None = None) -> Facts:
    return read_facts(text, section=section, title=DRUG, label=label)


def lines(text: str, *, section: str = "adverse_effects", label: str | None = None) -> list[str]:
    """ "rash; rare; <- fever": the term and whatever else its fact says."""
    return [line(fact) for fact in read(text, section=section, label=label).facts.get("adverse_effects", ())]  # type: ignore[arg-type]


def line(fact: AdverseEffect) -> str:
    parts = [fact.term]
    parts += [fact.frequency_wording] if fact.frequency_wording != "not stated" else []
    parts += [f"class {fact.frequency_class}"] if fact.frequency_class else []
    parts += [f"({fact.severity})"] if fact.severity else []
    parts += [f"<- {fact.caused_by}"] if fact.caused_by else []
    parts += [f"of {fact.part_of}"] if fact.part_of else []
    parts += [f"if: {fact.condition}"] if fact.condition else []
    parts += [f"@{fact.body_system}"] if fact.body_system else []
    parts += ["NOT"] if fact.negated else []
    for incidence in fact.incidence:
        value = incidence.value
        figure = value.value if value.value is not None else f"{value.low}-{value.high}"
        parts.append(f"{incidence.arm} {value.comparator or ''}{figure}{value.unit}")
    return "; ".join(parts)

"""A condition monograph, in the terms of schema.org MedicalCondition."""

from __future__ import annotations

from typing import Literal

from ..evidence import TextFact
from ..monograph import Monograph

__all__ = ["ConditionMonograph"]


class ConditionMonograph(Monograph):
    """A disease, syndrome or injury; the lists are those of schema.org MedicalCondition."""

    kind: Literal["condition"] = "condition"
    """Tells the kinds of record apart."""
    description: TextFact | None = None
    """The first paragraph of the lead or overview."""
    specialties: tuple[TextFact, ...] = ()
    """relevantSpecialty"""
    symptoms: tuple[TextFact, ...] = ()
    """signOrSymptom"""
    complications: tuple[TextFact, ...] = ()
    """possibleComplication"""
    onset: tuple[TextFact, ...] = ()
    """When it usually begins, as written."""
    duration: tuple[TextFact, ...] = ()
    """How long it lasts, as written."""
    types: tuple[TextFact, ...] = ()
    """Kinds of the condition, as named."""
    causes: tuple[TextFact, ...] = ()
    """cause"""
    risk_factors: tuple[TextFact, ...] = ()
    """riskFactor"""
    diagnostic_methods: tuple[TextFact, ...] = ()
    """typicalTest"""
    differential_diagnosis: tuple[TextFact, ...] = ()
    """differentialDiagnosis"""
    prevention: tuple[TextFact, ...] = ()
    """primaryPrevention"""
    treatments: tuple[TextFact, ...] = ()
    """possibleTreatment"""
    medications: tuple[TextFact, ...] = ()
    """drug"""
    prognosis: tuple[TextFact, ...] = ()
    """expectedPrognosis"""
    frequency: tuple[TextFact, ...] = ()
    """epidemiology"""
    deaths: tuple[TextFact, ...] = ()
    """How many die of it, as written."""

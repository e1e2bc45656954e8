"""Dosage statements: phrases (one file a kind), pieces, regimens, facts."""

from .instructions import DosageReading, read_dosage

__all__ = ["DosageReading", "read_dosage"]

"""Pharmacokinetics in sentences and infobox cells. What each file is:

- `statements`: one statement read from the words that name a measure outwards, to the ends of its clause
- `measures`: closed lists - names of measures, words before them, verbs between a measure and its figure
- `predicates`: measures said by a verb ("is 95% bound", "levels peak after", "its effect lasts"), out of
  `binding` (bound and bioavailable shares), `peaks` (levels that peak) and `action` (effects that begin and last)
- `conditions`: what may follow a figure ("in adults", "after a single oral dose")
- `subjects`: whose figure it is - the page's drug, one of its metabolites, another drug
- `figures`: an amount as such texts write it, and the words beside one in a cell
- `cells`: the rows of an infobox
"""

from __future__ import annotations

from .cells import read_kinetic_cell
from .statements import KineticReading, read_kinetics

__all__ = ["KineticReading", "read_kinetic_cell", "read_kinetics"]

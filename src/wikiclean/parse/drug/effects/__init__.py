"""Adverse effects: clause by clause, a frame that says how often or how severe, and the list of terms it is about.

Frames, with the rule that stands in the evidence: "Common side effects include A, B and C" (`effect.list`), "Common:
A, B" (`effect.heading`), "X can cause A" (`effect.caused`), "X does not cause A", "no A has been seen"
(`effect.negated`), "A and B are common" (`effect.occurred`), "A occurred in 12% of patients compared with 4% on placebo"
(`effect.incidence`), "some patients develop A" (`effect.people`), "with A as its most common side effect" (`effect.named`), a line of a list
under such a frame (`effect.item`), the cell of an infobox row (`effect.row`).
"""

from __future__ import annotations

from ...grammar import Statement
from .context import EffectReading
from .items import read_item
from .lexicon import names_effect
from .reader import StatementReader
from .words import RANKS, WEAK_NOUNS

__all__ = ["EffectReading", "read_effect_list", "read_effects"]

_TRIGGERS = RANKS.first_words | frozenset(
    "effect effects reaction reactions event events complication complications toxicity toxicities problems ones cause causes "
    "caused causing produce produces produced induce induces induced lead leads led result results resulted trigger triggers "
    "provoke provokes precipitate precipitates associated linked implicated tied blamed responsible occur occurs occurred "
    "reported observed seen noted described documented experience experienced develop develops developed arise arises arose "
    "appear appeared happen common uncommon rare frequent infrequent rarely commonly frequently occasionally unusual known "
    "attributed traced problem concern danger report describe complain complained suffer suffered follow carries feel get "
    "sideeffects adrs symptoms recorded found elicit elicits complicated brings bring give gives contribute contributes reports cases instances risk incidence rate include includes percent possible have notice notices noticed chief usual predominate predominated list sees affect affects affected seldom develops there : %".split()
)
"""A statement without any of these has no frame."""

_NOUNS = (WEAK_NOUNS - {"one"}) | frozenset("symptom symptoms experiences sideeffects adrs outcomes :".split())
"""Words of the frames that need no known term beside them."""


def read_effects(statement: Statement) -> EffectReading:
    """Read one statement of running text."""
    items = read_item(statement)
    if items is not None:
        return EffectReading(items)
    words = statement.words
    if words.isdisjoint(_TRIGGERS) or (words.isdisjoint(_NOUNS) and not names_effect(words)):
        return EffectReading()
    return StatementReader(statement).read()


def read_effect_list(statement: Statement) -> EffectReading:
    """A bare list of effects, as an infobox row ("Side effects") holds it."""
    return StatementReader(statement).read_row()

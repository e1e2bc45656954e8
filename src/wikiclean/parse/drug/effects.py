"""Adverse effects: a frame that says how often or how severe, and a list of terms with what follows from them.

Only statements with a known frame are read: "Common side effects include A, B and C", "X can cause A and B",
"A occurred in 12% of patients compared with 4% on placebo", "X does not cause A".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ...model.kinds.drug import AdverseEffect, Incidence
from ...model.quality import UnparsedStatement
from ..grammar import Statement
from ..passage import Passage
from ..quantities import quantity_of, read_amount
from ..tokens import tokenize
from .terms import split_terms, strip_term

__all__ = ["EffectReading", "read_effect_list", "read_effects"]

_FREQUENCIES: dict[str, str] = {
    "very common": "very common", "most common": "common", "more common": "common", "common": "common",
    "commonly reported": "common", "commonest": "common", "most frequent": "frequent", "frequent": "frequent",
    "less common": "less common", "less commonly": "less common", "less frequent": "less common", "uncommon": "uncommon",
    "infrequent": "uncommon", "occasional": "uncommon", "rare": "rare", "very rare": "very rare",
    "commonly": "common", "frequently": "frequent", "regularly": "frequent", "often": "frequent", "rarely": "rare",
    "very rarely": "very rare", "occasionally": "uncommon", "uncommonly": "uncommon", "infrequently": "uncommon",
    "very commonly": "very common", "most commonly": "common",
}  # fmt: skip
_CLASSES = {
    "very common": "very_common",
    "common": "common",
    "uncommon": "uncommon",
    "rare": "rare",
    "very rare": "very_rare",
}
_SEVERITIES: dict[str, str] = {
    "potentially severe": "potentially_severe", "potentially serious": "potentially_severe",
    "mild-to-moderate": "mild_to_moderate", "mild to moderate": "mild_to_moderate", "mild": "mild",
    "moderate": "moderate", "severe": "severe", "serious": "serious", "life-threatening": "life_threatening",
    "life threatening": "life_threatening", "fatal": "fatal", "potentially life-threatening": "life_threatening",
}  # fmt: skip


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_FREQ = rf"(?P<freq>{_alternatives(_FREQUENCIES)})"
_SEV = rf"(?P<sev>{_alternatives(_SEVERITIES)})"
_NOUN = r"(?:adverse|side|unwanted|undesirable|untoward)?[ -]?(?:effects?|events?|reactions?|symptoms|complications|toxicit(?:y|ies)|problems|complaints)"
_VERB = r"(?:include[sd]?|are|is|were|consist of|comprise|involve|may include|can include|have included|(?:are|is) (?:the following|as follows)|:)"
_LIST_FRAME = re.compile(
    rf"(?P<frame>(?:(?:The|Its|Other|Some|Among the|Further|Additional)\s+)?(?:most\s+)?(?:{_FREQ})?(?:,?\s*(?:but|yet|and|or)?,?\s*)?(?:{_SEV})?(?:\s+or\s+[a-z-]+)?\s*"
    rf"(?:reported\s+|observed\s+|known\s+|local\s+|systemic\s+|gastrointestinal\s+)*(?P<noun>{_NOUN})(?:\s+(?:of|to|with|from|during|reported with|seen with|associated with)\s+(?:the\s+)?[\w-]+(?:\s+(?:therapy|treatment|use))?)?)"
    rf"(?P<rare>\s+are\s+(?P<freq2>{_alternatives(_FREQUENCIES)})(?:,)?\s+(?:but|and)\s+(?:may|can)\s+include|\s*(?P<verb>{_VERB}))\s*",
    re.IGNORECASE,
)
_CAUSE_FRAME = re.compile(
    rf"(?P<cond>(?:When|If)\s+(?:given|used|taken)\s+(?P<condition>[^,]+?),\s+)?(?P<subject>[\w()' -]{{1,60}}?)\s+(?:(?:can|may|could)\s+)?(?:also\s+)?(?P<freq>{_alternatives(_FREQUENCIES)})?\s*"
    rf"(?P<verb>(?:can |may |could )?(?:cause[sd]?|causing|produces?|leads? to|results? in|induces?|is associated with|has been associated with|is linked to|trigger[s]?))\s+(?:{_SEV}\s+)?",
)
_NEGATED = re.compile(
    r"(?P<verb>(?:does|do|did) not (?:appear to )?(?:cause|produce|lead to|result in|induce)|(?:has|have) not been (?:linked|associated|shown)"
    r"(?: (?:to|with)(?: (?:cause|causing))?)?|(?:is|was|are) not (?:associated|linked) (?:with|to)|never causes?)\s+"
)
_CONSEQUENCE = re.compile(
    r",?\s+(?:which|that)\s+(?:can|may|might|could)?\s*(?:(?:then|in turn|occasionally|sometimes)\s+)?(?:cause|lead to|result in|progress to|causes|leads to|results in|progress into)\s+"
)
_MEMBERS = re.compile(r",?\s+(?:including|such as|for example|e\.g\.,?|like|particularly|especially)\s+")
_CONTRAST = re.compile(r",?\s+(?:but|although|while|whereas)\s+(?=(?:it|they|the drug|this)\b)")
_PERCENT = re.compile(
    r"(?P<arm1>(?:about |approximately |around |up to |over |at least )?\d[\d.,]*(?:\s*(?:%|percent))?(?:\s*(?:to|-|–)\s*\d[\d.]*)?\s*(?:%|percent))"
)
_OCCURRED = re.compile(
    r"\b(?:occur(?:s|red|ring)?|was|were|is|are|arose|develop(?:s|ed)?|appeared|(?:was|were|is|are)\s+(?:reported|seen|observed|noted|found))"
    r"(?:\s+(?:reported|seen|observed|noted|found))?\s+(?:in|by)\s+(?=(?:about |approximately |around |up to |over |at least )?\d)"
)
_PLACEBO = re.compile(
    r"(?:,?\s*(?:compared (?:with|to)|versus|vs\.?|against|and|as opposed to|but)\s+(?:only\s+)?)(?P<figure>\d[\d.]*\s*(?:%|percent))(?P<rest>[^.;]*?\bplacebo\b[^.;]*)"
)
_TRAILING = re.compile(
    r"\s+(?:in (?:some|most|a few|many|certain) (?:patients|people|cases)|(?:have|has) (?:also )?been (?:reported|described|observed))$"
)
_TRIGGER = re.compile(
    r"effects?|reactions?|events?|caus|complication|toxicit|%|percent|symptoms|lead|result|associated|linked",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"^(?:it|they|this|these|those|that|others?|many|some|several|the following|none|few|little|no|minimal|any|dose|common|rare|unknown|mild|usually|generally)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class EffectReading:
    """What a statement gave."""

    effects: list[AdverseEffect] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


def read_effects(statement: Statement) -> EffectReading:
    """Read `passage.text[start:end]`, one statement."""
    passage, start, end = statement.passage, statement.start, statement.end
    reading = EffectReading()
    text = passage.text
    if not _TRIGGER.search(text, start, end):
        return reading
    while end > start and text[end - 1] in ". ":
        end -= 1
    reader = _Reader(passage, start, end, reading)
    if match := _OCCURRED.search(text, start, end):
        reader.incidence(match)
    elif match := _LIST_FRAME.match(text, start, end):
        reader.listed(match)
    else:
        cuts = [start, *(cut.end() for cut in _CONTRAST.finditer(text, start, end)), end]
        contrasts = [cut.start() for cut in _CONTRAST.finditer(text, start, end)]
        for low, high in zip(cuts[:-1], [*contrasts, end], strict=True):
            reader.caused(low, high)
    return reading


def read_effect_list(statement: Statement) -> EffectReading:
    """A bare list of effects, as an infobox row ("Side effects") holds it."""
    passage, start, end = statement.passage, statement.start, statement.end
    reading = EffectReading()
    for low, high in split_terms(passage.text, start, end):
        reading.effects.append(
            AdverseEffect(
                evidence=(passage.evidence(low, high, "effect.row"),),
                reference_ids=passage.references_in(low, high),
                term=passage.text[low:high],
            )
        )
    return reading


class _Reader:
    def __init__(self, passage: Passage, start: int, end: int, reading: EffectReading) -> None:
        self.passage, self.start, self.end, self.reading = passage, start, end, reading
        self.text = passage.text
        self.condition: str | None = None

    def _add(self, spans: list[tuple[int, int]], rule: str, **slots: Any) -> None:  # noqa: ANN401 - slots of the model
        passage = self.passage
        self.reading.effects.append(
            AdverseEffect.model_validate(
                {
                    "evidence": tuple(passage.evidence(low, high, rule) for low, high in spans),
                    "reference_ids": passage.references_in(spans[-1][0], spans[-1][1]),
                    **{name: value for name, value in slots.items() if value},
                }
            )
        )

    # ------------------------------------------------------------------ frames with a list
    def listed(self, match: re.Match[str]) -> None:
        """ "Common side effects include A, B and C which can cause D"."""
        word = match["freq2"] or match["freq"]
        severity = match["sev"]
        qualified = bool(word or severity)
        noun = match["noun"].lower()
        if not qualified and not re.match(r"(?:adverse|side|unwanted|undesirable|untoward)", noun):
            return
        include = (match["verb"] or "include").lower()
        if include in ("is", "were") and not qualified:
            return
        frame_end = match.end()
        while self.text[frame_end - 1].isspace():
            frame_end -= 1
        frame = (match.start("frame"), frame_end)
        slots = self._frequency(word)
        if severity:
            slots["severity"] = _SEVERITIES[severity.lower()]
        self._terms(match.end(), self.end, frame, slots, "effect.list")

    def _frequency(self, word: str | None) -> dict[str, Any]:
        if not word:
            return {}
        return {"frequency_wording": _FREQUENCIES[word.lower()], "frequency_as_written": word}

    def _terms(self, low: int, high: int, frame: tuple[int, int], slots: dict[str, Any], rule: str) -> None:
        """A list, with consequences of its last term ("which can cause") or members of it ("including")."""
        text = self.text
        nested = min(
            (m for m in (_CONSEQUENCE.search(text, low, high), _MEMBERS.search(text, low, high)) if m),
            key=lambda m: m.start(),
            default=None,
        )
        head_end = nested.start() if nested else high
        heads = split_terms(text, low, head_end)
        if not heads or any(re.search(r"\d", text[a:b]) or not self._is_term(a, b) for a, b in heads):
            return
        for a, b in heads:
            self._add([frame, (a, b)], rule, term=text[a:b], **slots)
        if nested is None:
            return
        last = text[heads[-1][0] : heads[-1][1]]
        relation = "caused_by" if nested.re is _CONSEQUENCE else "part_of"
        for a, b in split_terms(text, nested.end(), high):
            if self._is_term(a, b) and not re.search(r"\d", text[a:b]):
                self._add([frame, (a, b)], rule, term=text[a:b], **slots, **{relation: last})

    def _is_term(self, low: int, high: int) -> bool:
        words = self.text[low:high]
        return 1 <= len(words.split()) <= 12 and not _NO_TERM.match(words)

    # ------------------------------------------------------------------ X causes Y
    def caused(self, low: int, high: int) -> None:
        """ "When given in high doses, X regularly causes mild-to-moderate A in B and C"; "X does not cause A"."""
        text = self.text
        if match := _NEGATED.search(text, low, high):
            for a, b in split_terms(text, match.end(), high):
                if self._is_term(a, b):
                    self._add([(low, high)], "effect.negated", term=text[a:b], negated=True, condition=self.condition)
            return
        match = _CAUSE_FRAME.match(text, low, high)
        if match is None or not self._is_subject(match["subject"]):
            return
        if match["condition"]:
            self.condition = match["condition"].strip()
        if not (
            match["freq"] or match["verb"].startswith(("can", "may", "could", "cause", "is associated", "has been"))
        ):
            return
        slots = self._frequency(match["freq"])
        if match["sev"]:
            slots["severity"] = _SEVERITIES[match["sev"].lower()]
        if self.condition:
            slots["condition"] = self.condition
        finish = high
        if trailing := _TRAILING.search(text, match.end(), high):
            finish = trailing.start()
        nested = min(
            (
                m.start()
                for m in (_CONSEQUENCE.search(text, match.end(), finish), _MEMBERS.search(text, match.end(), finish))
                if m
            ),
            default=finish,
        )
        if nested < finish:
            self._terms(match.end(), finish, (low, match.end()), slots, "effect.caused")
            return
        for term in self._shared(match.end(), finish):
            self._add([(low, high)], "effect.caused", term=term, **slots)

    def _is_subject(self, words: str) -> bool:
        """The page's drug, by name or by a word for it."""
        lower = words.lower().strip()
        names = [name.lower() for name in (self.passage.title, *self.passage.aliases)]
        return (
            lower
            in (
                "it",
                "the drug",
                "this drug",
                "treatment",
                "therapy",
                "the medication",
                "this medication",
                "use",
                "high doses",
                "overdose",
            )
            or any(name and name in lower for name in names)
            or bool(re.fullmatch(r"[a-z]+-?\d*(?:-\d+)?(?: therapy| treatment| use)?", lower))
        )

    def _shared(self, low: int, high: int) -> list[str]:
        """Terms of "elevations in A and B": the head goes to each."""
        text = self.text
        spans = split_terms(text, low, high)
        if any(not self._is_term(a, b) or re.search(r"\d", text[a:b]) for a, b in spans):
            return []
        if len(spans) > 1 and (
            head := re.match(
                r"(?:(?:transient|asymptomatic)\s+)?(?:elevations?|increases?|decreases?|reductions?|rises?|changes?|abnormalities)\s+(?:in|of)\s+",
                text[spans[0][0] : spans[0][1]],
            )
        ):
            first = text[spans[0][0] : spans[0][1]]
            return [first, *(head[0] + text[a:b] for a, b in spans[1:])]
        return [text[a:b] for a, b in spans]

    # ------------------------------------------------------------------ figures
    def incidence(self, match: re.Match[str]) -> None:
        """ "A and B occurred in 12% of patients compared with 4% on placebo"."""
        text, passage = self.text, self.passage
        tokens = tokenize(text, match.end(), self.end)
        amount = read_amount(tokens, 0)
        if amount is None or amount.unit != "%":
            return
        figures = re.findall(r"\d[\d.]*\s*(?:%|percent)", text[self.start : self.end])
        first = Incidence(value=quantity_of(text, tokens, amount))
        arms = [first]
        placebo = _PLACEBO.search(text, match.end(), self.end)
        if placebo is not None:
            inner = tokenize(text, placebo.start("figure"), placebo.end("figure"))
            other = read_amount(inner, 0)
            if other is not None and other.unit == "%":
                arms.append(Incidence(value=quantity_of(text, inner, other), arm="placebo"))
        ranged = 1 if amount.high is not None and len(figures) > len(arms) else 0
        begin = self.start
        if intro := re.match(r"(?:In|During|Across)\s[^,]{3,80},\s+", text[self.start : self.end]):
            begin += intro.end()
        spans = split_terms(text, begin, match.start())
        if (
            len(figures) - ranged > len(arms)
            or not spans
            or (len(spans) > 1 and "each" not in text[match.start() : self.end])
        ):
            self.reading.unparsed.append(
                passage.unparsed(self.start, self.end, "adverse_effect", "ambiguous_list", rule="effect.refused")
            )
            return
        for a, b in spans:
            if self._is_term(a, b) and strip_term(text, a, b):
                self._add([(self.start, self.end)], "effect.incidence", term=text[a:b], incidence=tuple(arms))

"""Approvals: what a regulator or region decided, when, and for what; in exact frames only.

"Introduced", "marketed" and "patented" are no approval. A year belongs to the clause it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...model.kinds.drug import ApprovalEvent, Indication
from ...model.quality import UnparsedStatement
from ..grammar import Statement
from ..passage import Passage
from .dates import DATE, edtf_of
from .regions import REGION, REGULATOR, home_of, region_of, regulator_of
from .terms import split_terms, without_frame

__all__ = ["ApprovalReading", "read_approvals"]

_APPROVED = (
    r"(?:was|were|is|has been|have been|had been|became|being|first|also|subsequently|initially|originally|finally|later|fully)\s+"
    r"(?:(?:first|also|subsequently|initially|originally|finally|later|fully|granted)\s+)*"
    r"(?:approved|licensed|licenced|authori[sz]ed|given (?:accelerated |full |conditional )?(?:marketing )?(?:approval|authori[sz]ation)|"
    r"granted (?:accelerated |full |conditional |regular )?(?:marketing )?(?:approval|authori[sz]ation))"
)
_GAINED = (
    r"(?:received|gained|won|obtained|was granted|secured|got)\s+(?:its\s+)?(?:first\s+|initial\s+|full\s+|accelerated\s+|conditional\s+|"
    r"regulatory\s+|marketing\s+|FDA\s+)*(?:approval|authori[sz]ation|a? ?licen[sc]e)"
)
_NOUN = r"[Aa]pproval(?:\s+of\s+[\w-]+)?(?:\s+for\s+medical\s+use)?\s+(?:came|was\s+(?:granted|given|received|obtained)|followed)"
_ACTIVE = r"(?:approved|licensed|authori[sz]ed|granted\s+(?:accelerated\s+|full\s+|conditional\s+)?(?:approval|authori[sz]ation)\s+(?:to|for))"
_POSITIVE = re.compile(rf"\b(?P<verb>{_APPROVED}|{_GAINED}|{_NOUN})\b")
_AGENCY_FIRST = re.compile(rf"{REGULATOR}\s+(?:first\s+|later\s+|also\s+|subsequently\s+)*(?P<verb>{_ACTIVE})\b")
_NEGATIVE = re.compile(
    r"\b(?P<verb>(?:has|have|had) (?:not (?:yet )?been|never been) (?:approved|licensed|authori[sz]ed)|"
    r"(?:is|was|are|were) (?:not|never) (?:yet |currently )?(?:approved|licensed|authori[sz]ed)|"
    r"(?:has|have) yet to (?:gain|receive|win|be) (?:approval|approved)|(?:was|were) denied (?:marketing )?approval|"
    r"(?:has|have) not approved|did not approve|(?:was|were) (?:refused|rejected)|has not (?:received|gained|won) (?:approval|authori[sz]ation))\b"
)
_OTHER = re.compile(
    r"\b(?P<verb>(?:was|were|has been|have been) (?:(?:voluntarily|later|subsequently|then)\s+)*(?P<what>withdrawn|suspended|reintroduced|restricted|removed)"
    r"(?: from (?:the )?(?:\w+ )?market(?:s)?(?: use)?| from sale)?)\b"
)
_BROADENED = re.compile(
    r"(?P<span>(?:its |the |and )?\b(?:indications?|label(?:l?ing)?|approvals?|uses?)\b(?:(?: was| were| has been| have been)?(?: subsequently| later| afterwards| then| since)*"
    r" (?:broadened|widened|expanded|extended|amended|added))(?: to include|,? and now (?:also )?(?:includes?|covers?)| and (?:includes?|covers?)| to cover|,? now (?:including|covering)) )"
    r"(?P<list>[^.;]+)"
)
_LATER_FOR = re.compile(
    r"(?:,?\s+and\s+|,\s*)(?P<clause>(?:later|subsequently|then|afterwards|more recently)\s+(?:also\s+)?for\s+(?P<list>[^.;,]+))"
)
_FOR = re.compile(
    r"\bfor\s+(?:(?:medical\s+)?use\s+(?:in|as|for)\s+(?!the\s+(?:United|European|UK|US)\b)|the\s+(?:treatment|management|prevention|therapy)\s+of\s+|"
    r"(?:the\s+)?(?:treatment|management|prevention|therapy)\s+of\s+|treating\s+)?(?P<list>(?!(?:medical\s+)?use\b|the\s+first\b|marketing\b)[^.;,]+)"
)
_DATE = re.compile(rf"\b(?:in|on|since|during|of)\s+(?:early\s+|late\s+|mid-?\s?)?{DATE}")
_VAGUE = re.compile(r"\b(?:early|late|mid)[- ]+(?:the\s+)?(?:19|20)\d\d")
_IN_REGION = re.compile(rf"\b(?:in|by|from|throughout|across|within)\s+{REGION}")
_AND_REGION = re.compile(
    rf"(?:,\s*|\s+)and\s+(?P<piece>(?:in\s+)?{REGION}(?:\s+(?:in|on)\s+{DATE})?)(?=\s*[.,;]|\s*$|\s+and\b)"
)
_STOP = re.compile(
    r"\s+(?:in|on|by|since|from|and\s+(?:in|was|its|is|has)\b|under|where|which|but|after|based|although|while)\b|,|;|\.(?=\s|$)|$"
)
_TRIGGER = re.compile(
    r"\b(?:approv|licen[sc]ed|authori[sz]|withdrawn|suspended|reintroduced|indications were|label)", re.IGNORECASE
)
_NO_EVENT = re.compile(
    r"\b(?:awaiting|seeking|applied|application|pending|expected|under review|designation|if approved|once approved)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ApprovalReading:
    """What a statement gave; `indications` are those that the events name as approved later."""

    events: list[ApprovalEvent] = field(default_factory=list)
    indications: list[Indication] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


def read_approvals(statement: Statement) -> ApprovalReading:
    """Read `passage.text[start:end]`, one statement."""
    passage, start, end = statement.passage, statement.start, statement.end
    reading = ApprovalReading()
    text = passage.text
    if not _TRIGGER.search(text, start, end) or _NO_EVENT.search(text, start, end):
        return reading
    _Reader(passage, start, end, reading).read()
    return reading


class _Reader:
    def __init__(self, passage: Passage, start: int, end: int, reading: ApprovalReading) -> None:
        self.passage, self.start, self.end, self.reading = passage, start, end, reading
        self.text = passage.text
        self.region: str | None = None
        self.heading_agency = self._agency_of_heading()

    def read(self) -> None:
        start, end = self.start, self.end
        broadened = _BROADENED.search(self.text, start, end)
        clause_end = broadened.start() if broadened else end
        if broadened:
            clause_end = self._rstrip(start, re.compile(r"(?:,?\s+and\s*)?$"), broadened.start("span"))
        if match := _NEGATIVE.search(self.text, start, clause_end):
            self._negative(match, clause_end)
        elif match := _OTHER.search(self.text, start, clause_end):
            self._other(match, clause_end)
        elif match := (
            _AGENCY_FIRST.search(self.text, start, clause_end) or _POSITIVE.search(self.text, start, clause_end)
        ):
            self._positive(match, clause_end)
        if broadened:
            self._broadened(broadened)

    def _rstrip(self, start: int, pattern: re.Pattern[str], end: int) -> int:
        match = pattern.search(self.text, start, end)
        return match.start() if match else end

    # ------------------------------------------------------------------ parts
    def _agency_of_heading(self) -> tuple[str, int, int] | None:
        """A regulator named in the section's own heading, with its place."""
        passage = self.passage
        if passage.heading_start is None or not passage.path:
            return None
        match = re.search(REGULATOR, passage.path[-1])
        if match is None:
            return None
        code, _ = regulator_of(match["regulator"])
        phrase = re.compile(rf"{re.escape(match['regulator'])}(?:\s+approval)?").search(passage.path[-1])
        assert phrase is not None
        return code, passage.heading_start + phrase.start(), passage.heading_start + phrase.end()

    def _heading_agency_fits(self, slots: dict[str, object]) -> bool:
        """The heading's regulator decides for its own country, where the statement names no other."""
        if slots.get("regulator") or self.heading_agency is None:
            return False
        return slots.get("region") in (None, home_of(self.heading_agency[0]))

    def _region(self, low: int, high: int) -> str | None:
        match = _IN_REGION.search(self.text, low, high)
        return region_of(match["region"]) if match else None

    def _agency(self, low: int, high: int) -> tuple[str | None, str | None]:
        for match in re.compile(REGULATOR).finditer(self.text, low, high):
            return regulator_of(match["regulator"])
        return None, None

    def _date(self, low: int, high: int) -> tuple[str | None, str | None]:
        if _VAGUE.search(self.text, low, high):
            return None, None
        match = _DATE.search(self.text, low, high)
        return (edtf_of(match), match["date"]) if match else (None, None)

    def _indications(self, low: int, high: int) -> list[tuple[int, int]]:
        match = _FOR.search(self.text, low, high)
        if match is None:
            return []
        begin = match.start("list")
        stop = _STOP.search(self.text, begin, high)
        finish = stop.start() if stop else high
        found = []
        for a, b in split_terms(self.text, begin, finish):
            a = without_frame(self.text, a, b)
            if re.match(r"(?:that|this|these|those|such|its?|any)\b", self.text[a:b]):
                continue
            if re.search(r"\d{4}", self.text[a:b]) or re.fullmatch(REGION, self.text[a:b]):
                continue
            found.append((a, b))
        return found

    # ------------------------------------------------------------------ events
    def _event(
        self, action: str, span: tuple[int, int], *, extra: tuple[tuple[int, int], ...] = (), **slots: object
    ) -> None:
        passage = self.passage
        low, high = span
        while self.text[high - 1].isspace():
            high -= 1
        span = (low, high)
        evidence = [passage.evidence(low, high, f"approval.{action}") for low, high in (*extra, span)]
        if self.heading_agency is not None and action == "approved" and self._heading_agency_fits(slots):
            code, low, high = self.heading_agency
            slots["regulator"] = code
            whole = passage.record_text
            from ...model.evidence import TextEvidence

            evidence.append(
                TextEvidence(
                    section_id=passage.section_id, path=passage.path, start=low, end=high, exact=whole[low:high],
                    prefix=whole[max(0, low - 16) : low], suffix=whole[high : high + 16], rule="regulator_from_heading",
                )
            )  # fmt: skip
        self.reading.events.append(
            ApprovalEvent.model_validate(
                {
                    "evidence": tuple(evidence),
                    "reference_ids": passage.references_in(*span),
                    "action": action,
                    **{name: value for name, value in slots.items() if value},
                }
            )
        )

    def _positive(self, match: re.Match[str], end: int) -> None:
        text = self.text
        later = _LATER_FOR.search(text, match.end(), end)
        second = _AND_REGION.search(text, match.end(), later.start() if later else end)
        high = later.start() if later else second.start() if second else end
        agency, agency_region = self._agency(self.start, high)
        region = self._region(self.start, high) or agency_region
        self.region = region
        date, written = self._date(match.start(), high)
        terms = self._indications(match.end() - (4 if match["verb"].endswith("for") else 0), high)
        if region is None and agency is None and date is None:
            return
        whole = (self.start, high if (later or second or end < self.end) else self.end)
        self._event("approved", whole, region=region, regulator=agency, date=date, date_as_written=written,
                    indications=tuple(text[a:b] for a, b in terms))  # fmt: skip
        if second is not None:
            date, written = None, None
            if inner := re.search(DATE, text[second.start("piece") : second.end("piece")]):
                date, written = edtf_of(inner), inner["date"]
            self._event("approved", (second.start("piece"), second.end("piece")), extra=((self.start, match.end("verb")),),
                        region=region_of(second["region"]), date=date, date_as_written=written)  # fmt: skip
        if later is not None:
            listed = tuple(
                text[without_frame(text, a, b) : b]
                for a, b in split_terms(text, later.start("list"), later.end("list"))
            )
            listed = tuple(term for term in listed if not re.search(r"\d", term))
            place = _IN_REGION.search(text, match.start(), high)
            verb_end = place.end() if place else match.end()
            self._event("indication_added", (later.start("clause"), later.end("clause")),
                        extra=((match.start("verb"), verb_end),), region=region, indications=listed)  # fmt: skip

    def _negative(self, match: re.Match[str], end: int) -> None:
        agency, agency_region = self._agency(self.start, end)
        region = self._region(self.start, end) or agency_region
        terms = self._indications(match.end(), end)
        if region is None and agency is None and not terms:
            return
        date, written = self._date(match.start(), end)
        self._event("not_approved", (self.start, self.end), region=region, regulator=agency, date=date,
                    date_as_written=written, indications=tuple(self.text[a:b] for a, b in terms))  # fmt: skip

    def _other(self, match: re.Match[str], end: int) -> None:
        action = {"removed": "withdrawn"}.get(match["what"], match["what"])
        if (
            action == "withdrawn"
            and "market" not in self.text[self.start : end]
            and "approval" not in self.text[self.start : end]
            and "sale" not in self.text[self.start : end]
            and not self._region(self.start, end)
        ):
            return
        agency, agency_region = self._agency(self.start, end)
        region = self._region(match.start(), end) or agency_region
        date, written = self._date(match.start(), end)
        if region is None and agency is None and date is None:
            return
        self._event(action, (self.start, self.end), region=region, regulator=agency, date=date, date_as_written=written)

    def _broadened(self, match: re.Match[str]) -> None:
        """ "indications were subsequently broadened and now include A and B": added, without a date."""
        text = self.text
        begin = match.start("span")
        if text[begin : begin + 4] == "and ":
            begin += 4
        finish = match.end("list")
        while finish > begin and text[finish - 1] in " .":
            finish -= 1
        terms = split_terms(text, match.start("list"), finish)
        if any(re.search(r"\d{4}", text[a:b]) for a, b in terms):
            return
        carried = (
            self.region if self.heading_agency is not None and self.region == home_of(self.heading_agency[0]) else None
        )
        self._event("indication_added", (begin, finish), region=carried, indications=tuple(text[a:b] for a, b in terms))
        for a, b in terms:
            self.reading.indications.append(
                Indication.model_validate(
                    {
                        "evidence": (self.passage.evidence(begin, b, "indication.added"),),
                        "text": text[a:b],
                        "status": "approved",
                        **({"region": carried} if carried else {}),
                    }
                )
            )

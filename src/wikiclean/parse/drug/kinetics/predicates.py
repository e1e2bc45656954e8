"""Measures said as predicates: "is 95% bound to plasma proteins", "levels peak after 2 hours", "its action lasts"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount
from ...tokens import Token
from .figures import fits, read_figure
from .subjects import REACH, Owner, read_owner

__all__ = ["Predicate", "find_predicate"]


class Predicate(NamedTuple):
    """A predicate of `kind`: tokens `first` up to `after`, where the figure begins if it is not `figure`."""

    kind: str
    first: int
    after: int
    figure: Amount | None = None
    owner: Owner | None = None
    route: str | None = None
    qualifier: str | None = None


_PROTEINS: Phrases[None] = Phrases(
    dict.fromkeys(
        ["plasma proteins", "plasma protein", "serum proteins", "serum protein", "proteins", "protein", "albumin", "serum albumin",
         "human serum albumin", "plasma albumin", "human plasma proteins", "blood proteins", "human plasma protein",
         "proteins in plasma", "proteins in the blood", "proteins in the plasma", "circulating proteins", "human serum proteins",
         "alpha-1-acid glycoprotein", "alpha-1 acid glycoprotein", "plasma proteins and albumin", "the plasma proteins"]
    )
)  # fmt: skip
_BY = frozenset({"to", "at", "by", "the", "extent", "of", "an", "a", "level", "degree"})
_HOW = frozenset("highly extensively strongly largely mostly tightly heavily primarily mainly poorly weakly moderately very approximately "
                 "almost completely only".split())  # fmt: skip
_IN = frozenset(
    {
        "in",
        "within",
        "after",
        "at",
        "by",
        "over",
        "from",
        "approximately",
        "about",
        "around",
        "for",
        "on",
        "average",
        "some",
    }
)
_PEAK: Phrases[None] = Phrases(
    {
        f"{top} {of}{what}": None
        for top in ("peak", "maximum", "maximal", "highest", "the highest")
        for of in ("", "plasma ", "serum ", "blood ", "drug ", "plasma drug ", "circulating ")
        for what in ("concentration", "concentrations", "level", "levels")
    }
    | {"cmax": None, "c max": None, "plasma peak": None, "plasma peaks": None, "peak": None, "peaks": None}
)
_REACHED: Phrases[None] = Phrases(
    {
        f"{be} {how}{seen}": None
        for be in ("is", "are", "was", "were", "being")
        for how in ("", "usually ", "typically ", "generally ", "normally ", "rapidly ", "quickly ", "then ", "first ")
        for seen in ("reached", "attained", "achieved", "seen", "observed", "found", "obtained", "measured", "noted", "detected")
    }
    | dict.fromkeys(("occur", "occurs", "occurred", "occurring", "appear", "appears", "reached", "attained", "achieved", "usually occur", "usually occurs", "typically occur", "typically occurs", "generally occur", "generally occurs", "are"))
)  # fmt: skip
_REACHES = frozenset("reaches reach reached reaching attains attain achieves achieve achieved produces with".split())
_LEVELS = frozenset({"concentration", "concentrations", "level", "levels"})
_ACTION = frozenset({"action", "actions", "effect", "effects", "activity", "analgesia", "anesthesia", "anaesthesia", "sedation",
                     "relief", "benefits", "benefit", "bronchodilation"})  # fmt: skip
_BEGINS: Phrases[None] = Phrases(
    dict.fromkeys(
        ["begin", "begins", "began", "start", "starts", "set in", "sets in", "is seen", "are seen", "is felt", "are felt", "occur", "occurs",
         "is apparent", "are apparent", "is evident", "are evident", "is noticeable", "are noticeable", "appear", "appears", "is noted",
         "usually begin", "usually begins", "typically begin", "typically begins", "generally begin", "generally begins", "often begin",
         "usually start", "usually starts", "become apparent", "becomes apparent", "usually occur", "usually occurs", "generally occur",
         "generally occurs", "typically occur", "typically occurs", "typically start", "typically starts", "generally start", "is observed",
         "are observed", "is produced", "become evident", "becomes evident"]
    )
)  # fmt: skip
_WORKS: Phrases[None] = Phrases(
    dict.fromkeys(
        ["begins to work", "begins working", "begins to act", "begins acting", "starts to work", "starts working", "starts to act",
         "starts acting", "takes effect", "typically begins working", "usually begins to work", "usually starts working",
         "generally begins working", "usually begins working", "usually takes effect", "has its onset", "begins to take effect"]
    )
)  # fmt: skip
_LASTS: Phrases[None] = Phrases(
    dict.fromkeys(
        ["last", "lasts", "lasted", "lasting", "persist", "persists", "persisted", "usually last", "usually lasts", "typically last",
         "typically lasts", "generally last", "generally lasts", "can last", "may last", "may persist", "can persist", "continue", "continues",
         "often last", "often lasts", "normally lasts", "normally last", "is maintained", "are maintained", "is sustained", "are sustained"]
    )
)  # fmt: skip
_SKIPPED = frozenset("for up within in to about approximately after around over".split())


def find_predicate(statement: Statement, at: int) -> Predicate | None:
    """The predicate whose words begin, or whose telling word stands, at token `at`."""
    word = lower_at(statement.tokens, at)
    if word in ("bound", "bind", "binds"):
        return _bound(statement, at)
    if word == "bioavailable":
        return _bioavailable(statement, at)
    if word in ("peak", "peaks", "peaked", "maximum", "maximal", "highest", "cmax", "c"):
        return _peak(statement, at)
    if word in _ACTION:
        return _action(statement, at)
    return _works(statement, at)


# ------------------------------------------------------------------ binding
def _bound(statement: Statement, at: int) -> Predicate | None:
    tokens = statement.tokens
    left, proteins = at, False
    if lower_at(tokens, left - 1) in ("-", "–") and left > 1:
        left -= 1
    for length in (3, 2, 1):
        if left - length >= 0 and (found := _PROTEINS.at(tokens, left - length)) and found[1] == left:
            left, proteins = left - length, True
            break
    after = at + 1
    figure = _bracket_figure(tokens, after)  # "bound (95%) to"
    if figure is not None:
        after = figure[1]
    if lower_at(tokens, after) in ("to", "with") and (found := _PROTEINS.at(tokens, after + 1)) is not None:
        proteins, after = True, found[1]
        while lower_at(tokens, after) in (",", "and", "mainly", "primarily", "chiefly", "predominantly") and (
            more := _proteins_after(tokens, after)
        ):
            after = more
    if not proteins:
        return None
    if figure is None:
        figure = _bracket_figure(tokens, after)
        if figure is not None:
            after = figure[1]
    first = left
    if figure is not None:
        while first > 0 and (tokens[first - 1].lower in _HOW or tokens[first - 1].lower.endswith("ly")):
            first -= 1
        return Predicate("protein_binding", first, after, figure[0])
    before = _figure_ending(tokens, left, "protein_binding")
    if before is not None:
        return Predicate("protein_binding", before.start, after, before)
    how = left
    while how > 0 and (tokens[how - 1].lower in _HOW or tokens[how - 1].lower.endswith("ly")):
        how -= 1
    if lower_at(tokens, how - 1) == ")":  # "highly (95%) bound"
        for start in range(max(0, how - 8), how):
            if tokens[start].text == "(" and (inner := _bracket_figure(tokens, start)) and inner[1] == how:
                while start > 0 and tokens[start - 1].lower in _HOW:
                    start -= 1
                return Predicate("protein_binding", start, after, inner[0])
    if (share := _share(statement, left)) is not None:  # "about 95% of the drug is bound"
        return Predicate("protein_binding", share[0].start, after, share[0], share[1])
    behind = after
    while lower_at(tokens, behind) in _BY:
        behind += 1
    if behind > after and (late := read_figure(tokens, behind)) is not None and late.unit == "%":
        return Predicate("protein_binding", how, late.next, late)
    return None


def _proteins_after(tokens: Sequence[Token], at: int) -> int | None:
    while lower_at(tokens, at) in (",", "and", "mainly", "primarily", "chiefly", "predominantly", "to"):
        at += 1
    found = _PROTEINS.at(tokens, at)
    return found[1] if found else None


def _bracket_figure(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    """ "(95%)": the figure, and the index after the bracket."""
    if lower_at(tokens, at) != "(":
        return None
    figure = read_figure(tokens, at + 1)
    if figure is None or figure.unit != "%" or lower_at(tokens, figure.next) != ")":
        return None
    return figure, figure.next + 1


def _figure_ending(tokens: Sequence[Token], at: int, kind: str) -> Amount | None:
    """A figure that ends right before token `at`."""
    for start in range(max(0, at - 9), at):
        figure = read_figure(tokens, start)
        if figure is not None and figure.next == at and fits(kind, figure.unit):
            return figure
    return None


def _share(statement: Statement, at: int) -> tuple[Amount, Owner] | None:
    """ "about 95% of the drug is" that ends before token `at`."""
    tokens = statement.tokens
    stop = at
    while stop > 0 and tokens[stop - 1].lower in (
        *_HOW,
        "is",
        "are",
        "was",
        "becomes",
        "circulates",
        "circulating",
        "exists",
    ):
        stop -= 1
    if stop == at:
        return None
    for start in range(max(0, stop - 16), stop):
        figure = read_figure(tokens, start)
        if figure is None or figure.unit != "%" or lower_at(tokens, figure.next) != "of":
            continue
        owner = read_owner(statement, figure.next + 1)
        if owner is None:
            continue
        end = owner[1]
        while lower_at(tokens, end) in ("in", "the", "plasma", "blood", "serum", "circulation", "circulating"):
            end += 1
        if end == stop:
            return figure, owner[0]
    return None


# ------------------------------------------------------------------ bioavailable, peak
def _bioavailable(statement: Statement, at: int) -> Predicate | None:
    tokens = statement.tokens
    left, route = at, None
    if lower_at(tokens, left - 1) == "orally":
        left, route = left - 1, "oral"
    if (figure := _figure_ending(tokens, left, "bioavailability")) is not None:
        return Predicate("bioavailability", figure.start, at + 1, figure, route=route)
    if (inner := _bracket_figure(tokens, at + 1)) is not None:
        while left > 0 and tokens[left - 1].lower in _HOW | {"well"}:
            left -= 1
        return Predicate("bioavailability", left, inner[1], inner[0], route=route)
    return None


def _peak(statement: Statement, at: int) -> Predicate | None:
    """ "peak levels are reached in", "reaches peak levels after", "concentrations peak"."""
    tokens = statement.tokens
    if lower_at(tokens, at - 1) in _LEVELS and lower_at(tokens, at) in ("peak", "peaks", "peaked"):
        first = at - 1
        while first > 0 and tokens[first - 1].lower in ("plasma", "serum", "blood", "drug", "the", "its"):
            first -= 1
        return _timed(statement, first, at + 1, _before_levels(statement, first))
    found = _PEAK.at(tokens, at)
    if found is None:
        return None
    bare = found[1] == at + 1 and tokens[at].lower in ("peak", "peaks")
    if bare:
        return None
    first, after = at, found[1]
    active = lower_at(tokens, first - 1)
    if active in ("its", "the", "a") and lower_at(tokens, first - 2) in _REACHES:
        first, active = first - 1, lower_at(tokens, first - 2)
    owner: Owner | None = None
    while lower_at(tokens, after) in ("in", "of", "for") and (skipped := _of_peak(statement, after)) is not None:
        owner, after = skipped[0] or owner, skipped[1]
    if lower_at(tokens, after) == "(" and lower_at(tokens, after + 2) == ")":
        after += 3
    if active in _REACHES and (timed := _timed(statement, first - 1, after, owner)) is not None:
        return timed
    while first > 0 and tokens[first - 1].lower in ("the", "its", "mean"):
        first -= 1
    conditions = _skip_giving(tokens, after)
    reached = _REACHED.at(tokens, conditions)
    if reached is None:
        return None
    return _timed(
        statement, first, reached[1], owner or Owner(None, None) if not _metabolite_before(statement, first) else owner
    )


def _metabolite_before(statement: Statement, first: int) -> bool:
    return any(token.lower.startswith("metabolite") for token in statement.tokens[max(0, first - REACH) : first])


def _before_levels(statement: Statement, first: int) -> Owner | None:
    """Whose levels they are, where the name stands before: "aldesleukin levels peak"."""
    return Owner(None, None) if first == 0 or statement.tokens[first - 1].text in ".;,:" else None


def _of_peak(statement: Statement, at: int) -> tuple[Owner | None, int] | None:
    tokens = statement.tokens
    if lower_at(tokens, at) == "in":
        end = at + 1
        while lower_at(tokens, end) in ("the", "plasma", "blood", "serum", "bloodstream", "circulation"):
            end += 1
        return (None, end) if end > at + 1 else None
    return read_owner(statement, at + 1)


_GIVING = frozenset("after following a an the oral single intravenous subcutaneous intramuscular administration dose doses dosing ingestion "
                    "injection intake , in plasma serum blood".split())  # fmt: skip


def _skip_giving(tokens: Sequence[Token], at: int) -> int:
    """ "after oral administration" between the peak and its verb."""
    while lower_at(tokens, at) in _GIVING:
        at += 1
    return at


def _timed(statement: Statement, first: int, after: int, owner: Owner | None) -> Predicate | None:
    tokens = statement.tokens
    at = after
    while lower_at(tokens, at) in _IN and read_figure(tokens, at) is None:
        at += 1
    figure = read_figure(tokens, at)
    if figure is None or not fits("tmax", figure.unit):
        return None
    return Predicate("tmax", first, at, None, owner)


# ------------------------------------------------------------------ onset, duration
def _action(statement: Statement, at: int) -> Predicate | None:
    """ "its effects begin within", "the action lasts"."""
    tokens = statement.tokens
    first = at
    while first > 0 and tokens[first - 1].lower in _DESCRIBING:
        first -= 1
    if tokens[at].lower in ("relief",) and first == at and lower_at(tokens, at - 1) != "pain":
        return None
    after = at + 1
    owner: Owner | None = None
    if lower_at(tokens, after) in ("that", "which"):
        after += 1
    elif lower_at(tokens, after) == "of":
        found = read_owner(statement, after + 1)
        if found is None or found[0].subject is not None:
            return None
        owner, after = found
    for kind, verbs in (("onset", _BEGINS), ("duration_of_action", _LASTS)):
        verb = verbs.at(tokens, after)
        if verb is not None and (start := _time_after(tokens, verb[1])) is not None:
            return Predicate(kind, first, start, None, owner or _owner_of_action(statement, first))
    return None


_DESCRIBING = frozenset(
    "its the their therapeutic clinical analgesic antihypertensive hypotensive sedative hypnotic anesthetic anaesthetic main pain symptom "
    "pharmacological pharmacologic diuretic laxative full these antipyretic bronchodilating bronchodilator drug's".split()
)


def _owner_of_action(statement: Statement, first: int) -> Owner | None:
    """The drug, where nothing before the words names another."""
    tokens = statement.tokens
    if first == 0 or tokens[first].lower in ("its", "drug's"):
        return Owner(None, None)
    return (
        Owner(None, None)
        if tokens[first - 1].text in ".;,:" or tokens[first - 1].lower in ("and", "while", "but")
        else None
    )


def _works(statement: Statement, at: int) -> Predicate | None:
    """ "it begins to work within 30 minutes", "and lasts for 4 to 6 hours" behind an onset."""
    tokens = statement.tokens
    verb = _WORKS.at(tokens, at)
    if verb is not None and (start := _time_after(tokens, verb[1])) is not None:
        return Predicate("onset", at, start)
    if (
        lower_at(tokens, at) in ("and", ",")
        and (last := _LASTS.at(tokens, at + 1)) is not None
        and _after_onset(statement, at)
    ):
        start = _time_after(tokens, last[1])
        if start is not None:
            return Predicate("duration_of_action", at + 1, start, None, Owner(None, None))
    return None


def _after_onset(statement: Statement, at: int) -> bool:
    """Whether what goes before speaks of effects that begin."""
    words = {token.lower for token in statement.tokens[max(0, at - REACH) : at]}
    return bool(words & (_ACTION | {"working", "work", "onset", "effect"}))


def _time_after(tokens: Sequence[Token], at: int) -> int | None:
    """Where a span of time begins after a verb: "within about 30 minutes", "for up to 12 hours"."""
    while lower_at(tokens, at) in _SKIPPED and read_figure(tokens, at) is None:
        at += 1
    figure = read_figure(tokens, at)
    return at if figure is not None and fits("onset", figure.unit) else None

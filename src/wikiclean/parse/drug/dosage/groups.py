"""Which pieces belong to which dose."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from ....model.quantity import UCUM, Ratio
from .pieces import (
    Basis,
    Bounds,
    Close,
    Daily,
    Dose,
    Indicated,
    Link,
    Maximum,
    Next,
    Often,
    Open,
    PhaseName,
    Piece,
    Proviso,
    Whom,
)
from .refusal import Refused

__all__ = ["Group", "group_pieces"]


@dataclass(slots=True)
class Group:
    """The pieces round one dose."""

    pieces: list[Piece] = field(default_factory=list)
    link: str = ""
    phase: PhaseName | None = None
    opener: Piece | None = None
    """The "then" or "increased to" that it begins with."""

    @property
    def has_dose(self) -> bool:
        """Whether it has an amount."""
        return any(isinstance(piece.value, Dose) for piece in self.pieces)

    @property
    def has_timing(self) -> bool:
        """Whether it says how often."""
        return any(isinstance(piece.value, Often | Daily) for piece in self.pieces)


def group_pieces(pieces: Sequence[Piece]) -> list[Group]:
    """Parts the pieces so that each part has one dose; raises Refused where it is not clear where."""
    groups: list[Group] = []
    segment: list[Piece] = []
    link = ""
    phase: PhaseName | None = None
    opener: Piece | None = None
    waiting: list[Piece] = []

    def close() -> None:
        nonlocal segment, waiting
        apart = 2 if link == "next" and _is_interval_alone(segment) else 0
        made = [*([Group(segment[:1])] if apart else []), *_split_segment(segment[apart:])]
        if apart:
            made[1].link = ","
        made[0].link, made[0].phase, made[0].opener = link, phase, opener
        if not made[0].has_dose and not made[0].has_timing and not groups and len(made) == 1:
            waiting += made[0].pieces  # what stands in front of the first dose, behind a sign
        else:
            made[0].pieces = [*waiting, *made[0].pieces]
            waiting = []
            groups.extend(made)
        segment = []

    for piece in pieces:
        value = piece.value
        if isinstance(value, Next):
            carried = _at_end(segment)
            segment = segment[: len(segment) - len(carried)]
            if segment or not link:
                close()
            again = not segment and link == "next"
            link, phase, opener = "next", _later(phase, value.phase) if again else value.phase, piece
            segment = carried
        elif isinstance(value, Link) and value.strength == 3:
            if segment:
                close()
                link, phase, opener = value.word, None, None
        else:
            segment.append(piece)
    if segment or waiting:
        close()
        if waiting:
            groups.append(Group(waiting))
    return [group for group in groups if group.pieces]


def _is_interval_alone(segment: Sequence[Piece]) -> bool:
    """ "(and then) every 12 weeks, those over 100 kg receiving 90 mg": how often is said of the dose before."""
    return (
        len(segment) > 2
        and isinstance(segment[0].value, Often)
        and isinstance(segment[1].value, Link)
        and isinstance(segment[2].value, Whom)
    )


def _at_end(segment: Sequence[Piece]) -> list[Piece]:
    """ "(5 mg daily;) after 4 weeks | the dose goes up to": what stands between a sign or conjunction and the further step."""
    begin = next((n + 1 for n in range(len(segment) - 1, -1, -1) if not _is_proviso(segment[n])), 0)
    carried = list(segment[begin:])
    parted = begin == 0 or _strength(segment[begin - 1]) > 1
    if not parted and len(carried) == 3 and isinstance(carried[1].value, Proviso):
        parted = carried[1].value.text.lower().startswith(_CONDITIONAL)  # "5 mg, if tolerated, then 10 mg"
        carried = carried[1:]
    return carried if parted and any(isinstance(piece.value, Proviso) for piece in carried) else []


_CONDITIONAL = ("if ", "once ", "when ", "after ", "provided ")


def _is_proviso(piece: Piece) -> bool:
    """A proviso, or the comma behind it: "if this is tolerated, continue with …"."""
    return isinstance(piece.value, Proviso) or (isinstance(piece.value, Link) and piece.value.word == ",")


def _later(before: PhaseName | None, now: PhaseName) -> PhaseName:
    return before if before is not None and before != "subsequent" else now


def _split_segment(segment: list[Piece]) -> list[Group]:
    segment = _maxima(_without_brackets(segment))
    head = (
        Maximum
        if any(isinstance(piece.value, Maximum) for piece in segment)
        and not any(isinstance(piece.value, Dose) for piece in segment)
        else Dose
    )
    doses = [n for n, piece in enumerate(segment) if isinstance(piece.value, head) and not _in_brackets(segment, n)]
    groups: list[Group] = []
    begin, link = 0, ""
    for one, other in itertools.pairwise(doses):
        cut = _cut(segment, one, other)
        if cut is None:
            raise Refused("ambiguous_list", "two doses and nothing between them")
        groups.append(Group(segment[begin:cut], link))
        value = segment[cut].value
        assert isinstance(value, Link)
        link, begin = value.word, cut + 1
    groups.append(Group(segment[begin:], link))
    return [part for group in groups for part in _bracketed(group)]


def _without_brackets(segment: list[Piece]) -> list[Piece]:
    """ "by mouth (10 mg twice daily) or by injection (5 mg once daily)": amounts that stand in brackets alone are the doses."""
    inside = [_in_brackets(segment, n) for n, piece in enumerate(segment) if isinstance(piece.value, Dose | Maximum)]
    if not inside or not all(inside):
        return segment
    return [piece for piece in segment if not isinstance(piece.value, Open | Close)]


def _maxima(segment: list[Piece]) -> list[Piece]:
    """ "A maximum of 40 mg daily for adults and 20 mg for children": the second amount is a maximum too."""
    amounts = [piece.value for piece in segment if isinstance(piece.value, Dose | Maximum)]
    if len(amounts) < 2 or not isinstance(amounts[0], Maximum) or any(isinstance(a, Maximum) for a in amounts[1:]):
        return segment
    first = amounts[0]
    made = []
    for piece in segment:
        value = piece.value
        if isinstance(value, Dose):
            ratio = first.ratio and Ratio(numerator=value.quantity, denominator=first.ratio.denominator)
            piece = Piece(Maximum(value.quantity, ratio), piece.first, piece.after)
        made.append(piece)
    return made


def _in_brackets(segment: Sequence[Piece], at: int) -> bool:
    depth = 0
    for piece in segment[:at]:
        depth += isinstance(piece.value, Open)
        depth -= isinstance(piece.value, Close)
    return depth > 0


def _bracketed(group: Group) -> list[Group]:
    """A dose in brackets: the same in another measure is left out; with its own people, an alternative."""
    opened = _maximum_for_others(group.pieces) or next(
        (n for n, piece in enumerate(group.pieces)
         if isinstance(piece.value, Dose) and _in_brackets(group.pieces, n)),
        None,
    )  # fmt: skip
    if opened is None:
        return _maximum_apart(group)
    first = max(n for n in range(opened) if isinstance(group.pieces[n].value, Open))
    last = next(
        (n for n in range(opened, len(group.pieces)) if isinstance(group.pieces[n].value, Close)), len(group.pieces)
    )
    inside = group.pieces[first + 1 : last]
    if (
        len(inside) == 2
        and isinstance(inside[0].value, Link)
        and inside[0].value.word == "or"
        and isinstance(inside[1].value, Dose)
    ):
        # "10 units (or 0.1 units/kg) once daily": an alternative with all that stands outside
        other = [
            inside[1] if isinstance(piece.value, Dose) else piece
            for piece in (*group.pieces[:first], *group.pieces[last + 1 :])
        ]
        whole = [*group.pieces[:first], *group.pieces[last + 1 :]]
        return [Group(whole, group.link, group.phase, group.opener), Group(other, "or", group.phase)]
    outside = [*group.pieces[:first], *group.pieces[last + 1 :]]
    if sum(isinstance(piece.value, Dose) for piece in inside) > 1:
        raise Refused("ambiguous_list", "doses in brackets")
    main = next((piece.value for piece in group.pieces[:first] if isinstance(piece.value, Dose)), None)
    if any(isinstance(piece.value, Whom | Indicated | Proviso) for piece in inside):
        return [Group(outside, group.link, group.phase, group.opener), Group(inside, "(")]
    if main is not None and _is_total(group.pieces[:first], main, inside):
        return [Group(outside, group.link, group.phase, group.opener)]
    same = inside[0].value
    if main is None or (len(inside) > 1 and not all(isinstance(piece.value, Dose | Daily | Basis) for piece in inside)):
        raise Refused("ambiguous_list", "a dose in brackets")
    assert isinstance(same, Dose)
    if UCUM[same.quantity.unit] == UCUM[main.quantity.unit]:
        raise Refused("ambiguous_list", "two doses of one measure")
    return [Group(outside, group.link, group.phase, group.opener)]


def _maximum_for_others(pieces: Sequence[Piece]) -> int | None:
    """ "(up to 300 mg daily in hospitalized patients)": index of the maximum."""
    for n, piece in enumerate(pieces):
        if isinstance(piece.value, Maximum) and _in_brackets(pieces, n):
            last = next((m for m in range(n, len(pieces)) if isinstance(pieces[m].value, Close)), len(pieces))
            if any(isinstance(other.value, Whom | Indicated) for other in pieces[n:last]):
                return n
    return None


def _maximum_apart(group: Group) -> list[Group]:
    """ "10 mg daily, up to 40 mg daily in adults": whom the maximum is for is not whom the dose is for."""
    pieces = group.pieces
    top = next((n for n, piece in enumerate(pieces) if isinstance(piece.value, Maximum)), None)
    if top is None or not any(isinstance(piece.value, Dose) for piece in pieces[:top]):
        return [group]
    if not any(isinstance(piece.value, Whom | Indicated) for piece in pieces[top:]):
        return [group]
    cut = max((n for n in range(top) if isinstance(pieces[n].value, Link)), default=None)
    if cut is None or any(isinstance(piece.value, Dose) for piece in pieces[cut:top]):
        raise Refused("multiple_subjects", "a maximum for others")
    return [Group(pieces[:cut], group.link, group.phase, group.opener), Group(pieces[cut + 1 :], "(")]


def _is_total(before: Sequence[Piece], main: Dose, inside: Sequence[Piece]) -> bool:
    """ "5 mg twice daily (10 mg/day)": the same, summed by the page."""
    if len(inside) != 2 or not isinstance(inside[0].value, Dose) or not isinstance(inside[1].value, Daily):
        return False
    often = next((piece.value.frequency for piece in before if isinstance(piece.value, Often)), None)
    one, total = main.quantity, inside[0].value.quantity
    if often is None or one.value is None or total.value is None or often.period != 1 or often.unit != "d":
        return False
    return one.unit == total.unit and one.value * often.frequency == total.value and often.frequency_max is None


def _cut(segment: Sequence[Piece], one: int, other: int) -> int | None:
    """Where two doses part: the last "and" or "or"; else a comma, before what stands in front of the next."""
    links = [n for n in range(one + 1, other) if isinstance(segment[n].value, Link) and not _in_brackets(segment, n)]
    strong = [n for n in links if _strength(segment[n]) >= 2]
    if strong:
        behind = [n for n in strong if all(not isinstance(p.value, Daily | Often | Bounds) for p in segment[n:other])]
        return (behind or strong)[-1]
    fronted = [n for n in links if n + 1 < other and isinstance(segment[n + 1].value, Whom | Indicated)]
    if fronted:
        return fronted[0]
    return links[-1] if links else None


def _strength(piece: Piece) -> int:
    return piece.value.strength if isinstance(piece.value, Link) else 0

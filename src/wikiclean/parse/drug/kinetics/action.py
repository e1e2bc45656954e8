"""Effects that begin and last: "takes effect within 15 minutes", "the action lasts 4 hours", "is effective for a day"."""

from __future__ import annotations

from ...grammar import Phrases, Statement, lower_at
from .conditions import read_tail
from .figures import fits, read_figure
from .heads import Head
from .measures import FILLERS
from .subjects import Owner, owner_before, read_owner

__all__ = ["LASTING", "find_action", "span_at"]

_SHOWING = frozenset("appear develop emerge show felt seen apparent evident noticed".split())
"""Verbs of an effect that shows."""
_BEFORE_SPAN = frozenset("for up about around some between approximately".split())
"""Words before a span of time."""
_NEXT_CLAUSE = frozenset("and but while whereas so when because that".split())
"""Words that another clause begins with."""
_NOUNS = frozenset(
    {"action", "actions", "effect", "effects", "activity", "analgesia", "anesthesia", "anaesthesia", "sedation", "relief",
     "benefit", "benefits", "bronchodilation", "blockade", "relaxation", "diuresis", "paralysis", "hypnosis"}
)  # fmt: skip
_DESCRIBING = frozenset(
    "its the their therapeutic clinical analgesic antihypertensive hypotensive sedative hypnotic anesthetic anaesthetic main pain "
    "symptom pharmacological pharmacologic diuretic laxative full these antipyretic bronchodilating bronchodilator drug's blood "
    "pressure lowering - pressure-lowering antiemetic anticoagulant antihistamine hypoglycemic hypoglycaemic glucose antianginal "
    "anti inflammatory beneficial desired muscle neuromuscular bronchodilatory local surgical anxiolytic anticonvulsant "
    "antispasmodic mydriatic cycloplegic acid suppressing suppressive antidepressant antipsychotic stimulant euphoric "
    "vasodilator vasodilating vasoconstrictor decongestant cough any some noticeable".split()
)
_DOING = (
    "tensive",
    "gesic",
    "thetic",
    "lytic",
    "pnotic",
    "dative",
    "leptic",
    "uretic",
    "coagulant",
    "glycemic",
    "glycaemic",
    "mimetic",
)
"""Ends of adjectives that tell what a drug does: "hypotensive", "anxiolytic"."""
_MAY = FILLERS | frozenset("can may will could might to does be been has have".split())
_BEGIN: Phrases[None] = Phrases.of(
    {None: "begin|begins|began|beginning|start|starts|started|starting|set in|sets in|setting in|is seen|are seen|is felt|are felt|occur|"
     "occurs|is apparent|are apparent|is evident|are evident|is noticeable|are noticeable|appear|appears|is noted|are noted|become apparent|"
     "becomes apparent|is observed|are observed|is produced|are produced|become evident|becomes evident|become noticeable|becomes noticeable|"
     "kick in|kicks in|come on|comes on|emerge|emerges|develop|develops|be seen|be felt|be noticed|be expected|are noticed|is noticed|"
     "is achieved|are achieved|is obtained|are obtained|manifest|take hold|takes hold|begin to appear|begins to appear|is experienced"}
)  # fmt: skip
LASTING: Phrases[None] = Phrases.of(
    {None: "last|lasts|lasted|lasting|persist|persists|persisted|persisting|continue|continues|continuing|is maintained|are maintained|"
     "is sustained|are sustained|endure|endures|wear off after|wears off after|wear off in|wears off in|wear off within|"
     "wears off within|subside after|subsides after|be maintained|be sustained|remain for|remains for|is present for|are present for|"
     "wear off over|fade after|fades after|wearing off after"}
)  # fmt: skip
"""Verbs of effects that go on for a time."""
_WORKS: Phrases[None] = Phrases.of(
    {None: "begins to work|begin to work|begins working|begin working|begins to act|begins acting|starts to work|start to work|starts working|"
     "start working|starts to act|starts acting|takes effect|take effect|taking effect|took effect|has its onset|begins to take effect|has an effect|"
     "starts to take effect|produces its effect|exerts its effect|exerts its effects|has an onset|becomes effective|is effective|works|acts|work|act|"
     "begins its action|produces an effect|shows its effect"}
)  # fmt: skip
_STRONG = frozenset({"works", "acts", "work", "act", "effective"})
"""Verbs whose figure tells which measure it is: "acts within 5 minutes", "acts for 5 hours"."""
_GOING_ON: Phrases[None] = Phrases.of(
    {None: "acts|act|works|work|is effective|remains effective|stays effective|is active|remains active|stays active|lasts|keeps working|"
     "keeps acting|protects"}
)  # fmt: skip
_SPAN = frozenset("for up within in to about approximately after around over at by".split())
_TAKES = frozenset({"take", "takes", "require", "requires", "need", "needs"})
_TO_WORK: Phrases[None] = Phrases.of(
    {None: "to work|to take effect|to begin working|to begin to work|to start working|to start to work|to act|to begin acting|to appear|to develop|"
     "to become apparent|to be felt|to be seen|to kick in|to set in|to emerge|to become evident|to show|to be noticed|to have an effect"}
)  # fmt: skip


def find_action(statement: Statement, at: int) -> Head | None:
    """The beginning or going on of an effect told by the words at token `at`."""
    tokens = statement.tokens
    if tokens[at].lower in _TAKES and (head := _taken(statement, at)) is not None:
        return head
    if tokens[at].lower in _NOUNS and (head := _effect(statement, at)) is not None:
        return head
    return _works(statement, at)


def span_at(statement: Statement, at: int, words: frozenset[str] = _SPAN) -> int | None:
    """Where a span of time begins behind words like "within", "for up to", perhaps behind a condition."""
    tokens = statement.tokens
    while read_figure(tokens, at) is None and lower_at(tokens, at) in words | FILLERS | {"from", "between"}:
        at += 1
    figure = read_figure(tokens, at)
    if figure is None:
        tail = read_tail(statement, at, between=True)
        return span_at(statement, tail.after, words) if tail is not None and tail.after > at else None
    return at if fits("onset", figure.unit) else None


def _effect(statement: Statement, at: int) -> Head | None:
    """ "its effects begin within", "the action lasts"."""
    tokens = statement.tokens
    first = at
    while first > 0 and _describes(tokens[first - 1].lower):
        first -= 1
    if tokens[at].lower == "relief" and lower_at(tokens, at - 1) not in ("pain", "symptom"):
        return None
    if first > 0 and tokens[first].lower not in ("its", "the", "their", "drug's") and not _is_start(statement, first):
        return None
    after, owner = at + 1, None
    if lower_at(tokens, after) == "of":
        found = read_owner(statement, after + 1)
        if found is None or found[0].subject is not None:
            return None
        owner, after = found
    owner = owner or _owner(statement, first)
    tail = read_tail(statement, after, between=True)
    if tail is not None and tail.after > after and lower_at(tokens, after) in ("after", "following", "when"):
        after = tail.after
    while lower_at(tokens, after) in _MAY:
        after += 1
    if lower_at(tokens, after) in _TAKES:
        return _taken(statement, after, first, owner)
    for kind, verbs in (("onset", _BEGIN), ("duration_of_action", LASTING)):
        verb = verbs.at(tokens, after)
        if verb is not None and (start := span_at(statement, verb[1])) is not None:
            return Head(kind, first, start, owner)
    return None


def _describes(word: str) -> bool:
    """Whether a word before "effect" says what the drug does, never that it does harm."""
    return word in _DESCRIBING or word.startswith("anti") or word.endswith(_DOING)


def _is_start(statement: Statement, first: int) -> bool:
    before = statement.tokens[first - 1]
    return before.text in ".;,:—–" or before.lower in _NEXT_CLAUSE


def _owner(statement: Statement, first: int) -> Owner | None:
    """The drug, where the words before do not name another."""
    tokens = statement.tokens
    if first == 0 or tokens[first].lower in ("its", "drug's", "the", "their") or _is_start(statement, first):
        before = " ".join(token.lower for token in tokens[max(0, first - 30) : first])
        return None if "metabolite" in before else Owner()
    return owner_before(statement, first)


def _works(statement: Statement, at: int) -> Head | None:
    """ "it begins to work within 30 minutes", "acts for 12 hours"."""
    tokens = statement.tokens
    going, works = _GOING_ON.at(tokens, at), _WORKS.at(tokens, at)
    if going is not None and lower_at(tokens, going[1]) in _BEFORE_SPAN:
        start = span_at(statement, going[1], frozenset({"for", "up", "to", "about", "around", "approximately"}))
        return _subject(statement, "duration_of_action", at, start)
    if works is None:
        return None
    strong = tokens[works[1] - 1].lower in _STRONG
    if strong and lower_at(tokens, works[1]) not in ("within", "in", "after"):
        return None
    return _subject(statement, "onset", at, span_at(statement, works[1], _SPAN - {"for"}))


def _subject(statement: Statement, kind: str, at: int, start: int | None) -> Head | None:
    """A predicate of the drug: "treatment works within 2 weeks" is none."""
    if start is None:
        return None
    first = at
    while first > 0 and statement.tokens[first - 1].lower in _MAY:
        first -= 1
    owner = owner_before(statement, first)
    if owner is None or owner.subject is not None:
        return None
    return Head(kind, first, start, owner)


def _taken(statement: Statement, at: int, first: int | None = None, owner: Owner | None = None) -> Head | None:
    """ "takes about 30 minutes to work", "benefits may take two weeks to appear"."""
    tokens = statement.tokens
    start = at + 1
    while read_figure(tokens, start) is None and lower_at(tokens, start) in FILLERS | {
        "up",
        "to",
        "about",
        "from",
        "between",
    }:
        start += 1
    figure = read_figure(tokens, start)
    if figure is None or not fits("onset", figure.unit) or (verb := _TO_WORK.at(tokens, figure.next)) is None:
        return None
    if first is None:
        if tokens[verb[1] - 1].lower in _SHOWING:
            return None  # what appears is no drug
        head = _subject(statement, "onset", at, start)
        return head._replace(after=verb[1], figure=figure) if head is not None else None
    return Head("onset", first, verb[1], owner, figure=figure)

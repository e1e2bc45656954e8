"""Closed lists of pharmacokinetics: names of the measures, words before them, words between a measure and its figure."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import NUMBER_WORDS, Token

__all__ = [
    "ANIMALS",
    "CHANGES",
    "DEGREES",
    "FILLERS",
    "LINKS",
    "MEASURES",
    "MODIFIERS",
    "NEGATIONS",
    "NUMBERS",
    "TIMED",
    "TRIGGERS",
    "measure_at",
]

_TOP = ("peak", "maximum", "maximal")
_LEVEL = ("concentration", "concentrations", "level", "levels")
_ACTING = ("action", "actions", "effect", "effects", "activity", "analgesia", "anesthesia", "anaesthesia", "sedation",
           "analgesic effect", "pain relief", "relief", "blockade", "therapeutic effect")  # fmt: skip

MEASURES: Phrases[str] = Phrases.of(
    {
        "half_life": "half-life|half life|half-lives|half lives|halflife|t1/2|t½|half-time",
        "bioavailability": "bioavailability|bio-availability",
        "protein_binding": "protein binding|protein-binding|plasma binding|albumin binding|"
        + "|".join(
            f"binding to {what}"
            for what in ("plasma proteins", "plasma protein", "serum proteins", "serum protein", "human plasma proteins",
                         "proteins", "protein", "albumin", "serum albumin", "blood proteins", "proteins in plasma",
                         "the plasma proteins", "proteins in the blood", "plasma albumin")
        ),
        "tmax": "tmax|t max|time to peak|time to cmax|time to the peak|time of peak concentration|time to reach peak|"
        + "|".join(
            f"time to {reach}{top} {where}{level}"
            for reach in ("", "reach ", "the ")
            for top in _TOP
            for where in ("", "plasma ", "serum ", "blood ", "drug ")
            for level in _LEVEL
        ),
        "onset": "|".join(
            f"onset of {whose}{what}" for whose in ("", "its ", "the ", "therapeutic ", "clinical ") for what in _ACTING
        ),
        "duration_of_action": "|".join(
            f"duration of {whose}{what}" for whose in ("", "its ", "the ", "therapeutic ", "clinical ") for what in _ACTING
        )
        + "|clinical duration|duration of clinical effect",
        "clearance": "clearance",
        "volume_of_distribution": "volume of distribution|distribution volume|volumes of distribution",
    }
)  # fmt: skip
_BARE: Phrases[str] = Phrases({"onset": "onset", "duration": "duration_of_action"})
"""Names that are a measure where a figure follows at once: "an onset of 1 to 2 minutes", never "the onset of symptoms"."""

TRIGGERS = frozenset(
    {"half", "halflife", "t", "t½", "bioavailability", "bio", "bioavailable", "binding", "bound", "binds", "bind", "plasma",
     "circulation", "bloodstream", "tmax", "cmax", "peak", "peaks", "peaked", "maximum", "maximal", "highest", "onset",
     "duration", "clearance", "volume", "volumes", "distribution", "begin", "begins", "start", "starts", "sets", "set",
     "last", "lasts", "lasting", "lasted", "persist", "persists", "acts", "works", "work", "effect", "effects", "action",
     "effective", "appear", "benefits"}
)  # fmt: skip
"""A statement without any of these holds no measure."""
NUMBERS = frozenset({"hour", "day", "week", "minute", "month", "year", *NUMBER_WORDS}) - {"half"}
"""Words that may be a figure: "an hour", "six"."""

ANIMALS = frozenset(
    "rat rats mouse mice dog dogs cat cats horse horses rabbit rabbits monkey monkeys pig pigs sheep goat goats cattle cow "
    "cows calves canine feline equine animals animal beagle beagles hamster hamsters primates".split()
)
NEGATIONS = frozenset({"not", "no", "unknown", "never", "neither", "nor", "cannot", "isn't", "without", "rarely"})

# Words before a measure; those that tell a route give it.
MODIFIERS: dict[str, str | None] = {
    **dict.fromkeys(
        "elimination terminal plasma serum blood biological mean average median effective apparent absolute systemic "
        "relative overall estimated reported typical usual approximate long short very relatively extended prolonged "
        "high low good poor human steady state total body final beta alpha initial phase functional pharmacological "
        "rapid fast slow quick distribution clinical intracellular dominant first second normal ordinary "
        "extensive complete excellent limited moderate considerable intermediate circulating corresponding "
        "extremely quite rather fairly observed central longer shorter higher lower greater faster slower brief variable "
        "maximum minimum elimination-phase expected delayed immediate substantial unusually".split(),
        None,
    ),
    "oral": "oral",
    "intranasal": "nasal",
    "nasal": "nasal",
    "rectal": "rectal",
    "sublingual": "sublingual",
    "subcutaneous": "subcutaneous",
    "intramuscular": "intramuscular",
    "transdermal": "transdermal",
    "buccal": "buccal",
    "intravenous": "intravenous",
    "vaginal": "vaginal",
    "topical": "topical",
}

LINKS = frozenset(
    "is was are were be been being has have had may can could might would will seems seem seemed appears appear appeared tends tend "
    "thought believed said estimated reported found determined calculated shown stated given measured expected known considered "
    "averages averaged averaging average ranges ranged ranging range runs run varies varied varying vary equals equal reaches reach amounts amount "
    "amounted lies lie falls fall stands stand comes come extends extend spans remains remain measures means mean approximately "
    "occurs occur occurring occurred to as at in of on from out = : the a an usually".split()
)
"""Words that join a measure to its figure: "is", "has been estimated at", "ranges from", "lies in the range of"."""
CHANGES = frozenset(
    "rises rise rising rose increases increase increased increasing lengthens lengthen lengthened prolonged prolongs extended raised "
    "shortened shortens reduced decreases decrease decreased drops drop falls fell doubled doubles tripled climbs climb grows".split()
)
"""Verbs of change: what they change to is told by "to", never what stands behind "by" or "from"."""
FILLERS = frozenset(
    "only just mere merely barely usually typically generally normally often commonly mostly also therefore thus still even otherwise an the a average mean "
    "median somewhat relatively itself then sometimes probably consistently correspondingly both".split()
)
TIMED = frozenset("within in after for by seen reached occurring at around about".split())
"""Words before a point or span of time."""
DEGREES = frozenset(
    "high low good poor complete extensive moderate short long excellent limited variable substantial shorter longer higher lower "
    "rapid fast slow quick brief prolonged slower faster very nearly almost rather relatively quite fairly highly extremely "
    "minimal negligible considerable modest intermediate similar incomplete near total much even slightly markedly".split()
)
"""Words of degree before a figure: "is low (12%)", "is short, about 90 minutes"."""


def measure_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The measure named at token `at`: (kind, index after its name)."""
    found = MEASURES.at(tokens, at)
    if found is not None:
        # "renal clearance", "creatinine clearance": another measure
        other = found[0] == "clearance" and lower_at(tokens, at - 1) in (
            "creatinine",
            "renal",
            "urea",
            "inulin",
            "kidney",
        )
        return None if other else found
    bare = _BARE.at(tokens, at)
    if bare is None or lower_at(tokens, at - 1) in ("to", "age", "and", "symptom", "disease", "usual", "late"):
        return None
    after = bare[1]
    if lower_at(tokens, after) in ("of", "is", "(", ":", "averages", "ranges", "in", "within"):
        ahead = after + 1
        while lower_at(tokens, ahead) in ("about", "approximately", "around", "usually", "typically", "some", "within", "a",
                                          "between", "up", "to", "only", "less", "more", "than", "roughly"):  # fmt: skip
            ahead += 1
        if ahead < len(tokens) and tokens[ahead].value is not None:
            return bare
    return None

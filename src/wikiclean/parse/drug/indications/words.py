"""The words that indications are told in: closed lists."""

from __future__ import annotations

from typing import Literal

from ...grammar import Phrases

__all__ = [
    "AGENTS", "AMONG", "ASK", "BESIDES", "DENIED", "HAS_PLACE", "HELPS", "KINDS", "LIST", "MEDICINES", "NOUNS", "STATES", "THAT", "UNTOLD", "VERBS", "WITH_NEXT",
    "WORDS", "Status",
]  # fmt: skip

Status = Literal["approved", "off_label", "investigational", "not_approved", "unspecified"]


WORDS = frozenset(
    "used indicated prescribed indications indication uses use employed studied investigated evaluated tested explored investigation "
    "researched utilized utilised trialled tried given taken effective useful study development trials recommended treat treats treatment therapy prevent prevention serves "
    "meant intended reserved helpful valuable value benefit helps".split()
)
"""A statement without any of them tells of no use."""

VERBS: Phrases[Status] = Phrases(
    {
        **dict.fromkeys(
            "used|prescribed|employed|utilized|utilised|indicated|tried|given|recommended|administered|taken|applied|serves|serve|"
            "effective|useful|favoured|favored|preferred|helpful|valuable|meant|intended|reserved|of use|of value|of benefit".split(
                "|"
            ),
            "unspecified",
        ),
        **dict.fromkeys(
            "studied|investigated|evaluated|tested|explored|researched|trialled|under investigation|being developed|in development|"
            "under study|under evaluation|in clinical trials|in trials|in phase ii trials|in phase iii trials|in phase 2 trials|"
            "in phase 3 trials|under development|under active investigation|in clinical development|being looked at|assessed".split(
                "|"
            ),
            "investigational",
        ),
    }
)

HAS_PLACE = Phrases.listed(
    "has a place|has its place|has an established place|has a role|has an established role|finds use|finds application|found use|"
    "has found use|has found a place|finds a place|also has a place|also finds use|has also found use|has some value"
)
"""What says as "is used" does, with a noun of its own."""

HELPS = Phrases.listed("treats|helps with|helps in|helps against|helps control|is good for|also treats|also helps with")
"""Verbs whose object is the illness."""

ASK = frozenset("prescribe prescribes use uses take takes give gives employ employs recommend recommends".split())
"""What doctors and patients do with a drug: "doctors prescribe it for"."""

AGENTS = frozenset(
    "doctors physicians clinicians practitioners prescribers gps specialists surgeons people patients adults women men hospitals clinics centres centers "
    "some many most others".split()
)
"""Who does so, beside "psychiatrists", "paediatricians"."""

BESIDES = Phrases.listed("besides|apart from|aside from|in addition to|as well as|beyond|beside|on top of|not only for")
"""What a sentence begins with, where it tells of a further use."""

MEDICINES = frozenset("medication medications medicine medicines drug drugs remedy".split())
"""Nouns that "for" and an illness follow."""

WITH_NEXT: dict[str, frozenset[str]] = {
    **dict.fromkeys(MEDICINES, frozenset({"for", "of"})),
    **dict.fromkeys(("place", "role"), frozenset({"in", "for", "as"})),
    **dict.fromkeys(("finds", "found"), frozenset({"use", "a", "application"})),
}
"""Words that tell of a use only with one of these behind them."""

UNTOLD = Phrases.listed(
    "in some cases|in some countries|in clinical practice|in practice|by mouth|orally|intravenously|alone|topically|"
    "in combination|alone or in combination|by injection|on its own|clinically|medically|therapeutically|sometimes|occasionally|often|"
    "commonly|frequently|usually|typically|rarely|routinely|extensively|chiefly|largely|mostly|principally|predominantly|most commonly|"
    "most often|most frequently|for many years|increasingly|traditionally|a|an|as well|successfully|experimentally|actively|being|worldwide|"
    "above all|first and foremost|in the main|for the most part|more often|less often|less commonly|almost exclusively|exclusively|"
    "in medicine|in humans|in hospital|in hospitals|in emergency medicine|in veterinary and human medicine|intramuscularly|"
    "subcutaneously|by inhalation|by travellers|by travelers|by patients|by people|by many people|by doctors|as eye drops|as an eye drop|"
    "as a cream|as an ointment|as an injection|as a nasal spray|as a patch|in the form of eye drops|for centuries|for decades|for years|for a long time|since antiquity|to the skin|to the eye|to the eyes|"
    "to the scalp|to the nails|as a tablet|as tablets|locally|systemically|internationally|around the world"
)
"""What may stand round the verb and says nothing of the use."""

DENIED = frozenset("formerly previously once historically longer never not rarely hardly n't no".split())
"""What makes a use one of the past, or none."""

KINDS: Phrases[Status] = Phrases(
    {
        **dict.fromkeys(
            "current|main|primary|major|principal|common|other|additional|further|usual|most common|medical|clinical|typical|"
            "present|chief|therapeutic|the|its|specific|key|general|established|several|accepted|first|today's|and|,|documented|"
            "chief medical|most frequent|remaining|sole|only|recognised|recognized|current clinical|important|most important|"
            "widespread|leading|traditional|present-day|remaining clinical|two|three|four|both|all".split("|"),
            "unspecified",
        ),
        **dict.fromkeys(
            "approved|fda-approved|fda approved|licensed|labelled|labeled|on-label|authorised|authorized|registered|u.s.-approved|"
            "us-approved|eu-approved|currently approved|officially approved".split("|"),
            "approved",
        ),
        **dict.fromkeys("off-label|off label|unlicensed|unlabeled|unlabelled".split("|"), "off_label"),
        **dict.fromkeys("unapproved".split("|"), "not_approved"),
        **dict.fromkeys("investigational|experimental|potential|possible".split("|"), "investigational"),
    }
)
"""What an indication is called: "current", "FDA-approved", "off-label"."""

NOUNS = Phrases.listed("indications|indication|uses|use")

LIST = Phrases.listed(
    "include|includes|are|is|:|are for|is for|include:|are as follows:|comprise|consist of|have included|are the treatment of|"
    "is in|also include|now include|currently include|are limited to|is limited to|are in|are as|is as|included|encompass|cover|covers|"
    "range from|extend to|have come to include|remain|remains|lies in|lie in|being|presently include|today include"
)
"""What leads from "its indications" to their list."""

AMONG = Phrases.listed(
    "is among|are among|is one of|is an|are|is a|are both|belongs to|belong to|is|was|represents|represent|remains|remain|remains an|"
    "is the|constitutes|constitute|counts among|count among|is now an|is now a|are now|is also an|is also a|are also"
)
"""What leads from a use to "its uses"."""

STATES: Phrases[Status] = Phrases(
    {
        **dict.fromkeys(
            "investigational|experimental|under investigation|under study|being studied|being investigated|still investigational|"
            "still experimental|being explored|being tested|being evaluated|under evaluation|considered investigational|"
            "considered experimental|regarded as investigational|an investigational use".split("|"),
            "investigational",
        ),
        **dict.fromkeys(
            "off-label|off label|considered off-label|an off-label use|unlicensed|outside its licence|off-label use|regarded as off-label|"
            "strictly off-label".split("|"),
            "off_label",
        ),
        **dict.fromkeys("approved|licensed|authorised|authorized|an approved use".split("|"), "approved"),
        **dict.fromkeys(
            "not approved|unapproved|not licensed|not authorised|not authorized|not an approved use|not an approved indication".split(
                "|"
            ),
            "not_approved",
        ),
    }
)
"""After "its use in A is"."""

THAT = Phrases.listed(
    "for that purpose|for this purpose|for that use|for this use|for that indication|for this indication|for these indications|"
    "for these purposes|for those purposes|for these uses|for those uses|for those indications|for such use|for such uses|for the purpose|"
    "for either|for both|for either use|for either indication|for either purpose|for any of these|for any of these uses|"
    "for any of these indications|for either of these|for any of them|for either of them|for it|for this|for that|for these|for them"
)
"""The uses that were named before."""

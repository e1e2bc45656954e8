"""The words approvals are told in: closed lists."""

from __future__ import annotations

from ...grammar import Phrases

__all__ = [
    "ASIDES",
    "EVENTS",
    "EXCEPTIONS",
    "FRAMES",
    "LATER_STATUS",
    "MANNERS",
    "NO_INDICATION",
    "NO_MEDICINE",
    "OTHER_PURPOSES",
    "REASONS",
    "SAID_BEFORE",
    "THE_YOUNG",
    "TRIGGERS",
    "UNPLACED",
    "WHATEVER",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRIGGERS = _words(
    "approved approval approvals approve approves approving unapproved licensed licenced licence license licences licenses "
    "licensing authorising authorizing licensure relicensed unlicensed authorised authorized authorisation authorization authorisations authorizations authorise "
    "authorize reapproved"
)
"""Every one of these in a statement must be read, or be known to say nothing of an approval."""

EVENTS = TRIGGERS | _words(
    "withdrawn withdrew suspended revoked reintroduced reinstated restricted denied refused rejected removed pulled taken returned took "
    "broadened expanded extended widened added adds adding became become turned declined put placed brought back allowed permitted let cancelled recalled "
    "rescinded indication indications limited readmitted restored again reauthorised reauthorized reapproved relicensed"
)
"""A statement without any of them tells of no event."""

REASONS = Phrases.listed(
    "because of|due to|owing to|over|on account of|on grounds of|on the grounds of|for reasons of|for lack of|for want of|"
    "for fear of|for failure|for failing|for insufficient|for inadequate|for the lack of|for absence of|for poor|for not|for reasons|for concerns|for concern|thanks to|"
    "amid|amidst"
)
"""Openers of why: a date at their end is the event's if it has no other; a place in them is not."""

MANNERS = Phrases.listed(
    "as|under|at doses|in doses|at dosages|in dosages|at a dose|at a daily dose|at a lower dose|at a higher dose|"
    "through|via|in the form of|at the request of|on the recommendation of|on resubmission|on appeal|on review|"
    "on a second submission|at the second attempt"
)
"""Openers of how: they run to the end of the clause or to a date, place or regulator, which is the event's."""

ASIDES = Phrases.listed(
    "with|without|alongside|subject to|on condition|on the condition|in conjunction with|together with|along with|"
    "in association with|in favour of|in favor of|"
    "based on|based upon|based primarily on|based in part on|based largely on|based mainly on|on the basis of|"
    "on the strength of|after|following|because|despite|in spite of|in view of|in light of|in the light of|in response to|"
    "in the wake of|as a result of|as a consequence of|as evidence|as reports|as concerns|as safety|pending|when|if|so that|once|"
    "since|whereas|while|whilst|although|though|even though|upon|using|making|becoming|marking|replacing|leading to|allowing|"
    "representing|according to|in which|for which|whose|who|where|which|in order to|so as to|rather than|instead of|"
    "other than|except|except for|unless|until|till|before|prior to|to become|on evidence|notwithstanding|considering|given"
)
"""Openers of what is told beside the event: they run to the end of the clause, and no date in them is the event's."""

FRAMES = Phrases.listed(
    "for a second time|for the second time|for a third time|for the third time|for the last time|"
    "for use in human medicine|for use as a medicine|for use as a medication|for use as a drug|for use in medicine|"
    "for over-the-counter sale|for over-the-counter use|for over-the-counter marketing|for over-the-counter status|"
    "for over the counter sale|for over the counter use|for otc sale|for otc use|for sale over the counter|over the counter|"
    "over-the-counter|for nonprescription use|for non-prescription use|for nonprescription sale|for non-prescription sale|"
    "without a prescription|without prescription|for sale without a prescription|for sale without prescription|"
    "for use without a prescription|for use without prescription|for use|for market|for marketing|for sale|for sales|for distribution|for prescription|for the market|"
    "for clinical practice|for any indication|for any purpose|for this use|for this purpose|for this indication|"
    "for that purpose|for that indication|for the purpose|for its use|for these uses|for these indications|"
    "for such uses|for the same purpose|for the same use|for the same indication|for the same indications|"
    "for similar indications|for a similar indication|for similar uses|for several indications|"
    "for various indications|for multiple indications|for many indications|for other indications|for other uses|"
    "for additional indications|for several uses|for further indications|for a variety of indications|"
    "for a number of indications|for commercialization|for commercialisation|for introduction|for launch|"
    "for release|for use by prescription|as a prescription drug|as a prescription medicine|"
    "as a prescription medication|as a medicine|as a drug|as a medication|for medical treatment|"
    "for use by the public|for injection|for use in clinical practice|in clinical practice|in clinical use|"
    "by prescription|on prescription|by prescription only|on prescription only|for use in hospitals|in hospital|in hospitals|in the hospital|in primary care"
)
"""Frames of an approval that name no indication."""

EXCEPTIONS = Phrases.listed(
    "other than|except|except for|excepting|apart from|aside from|besides|save for|with the exception of|with the exceptions of|"
    "with the sole exception of|excluding|unless|outside|outside of|beyond"
)
"""Openers of what a denial does not hold for."""

WHATEVER = _words("any anything anyone anybody anywhere all every everywhere everything no nothing nowhere")
"""Words after which "but" makes an exception."""

UNPLACED = Phrases.listed(
    "worldwide|globally|internationally|elsewhere|in a number of countries|in multiple countries|"
    "in a number of other countries|in at least one country|in many parts of the world|"
    "in other parts of the world|in a number of european countries|around the world|across the world|"
    "throughout the world|anywhere|anywhere in the world|in any country|in the world|from worldwide markets|"
    "in developing countries|in developed countries"
)
"""Places without a code."""

LATER_STATUS = Phrases.listed("generic|generics|biosimilar|biosimilars|compounded|counterfeit|illicit")
"""Words by which an approval is one of a further status, not the drug's own."""

OTHER_PURPOSES = _words(
    "import importation export manufacture manufacturing trial trials testing reimbursement funding subsidy inclusion listing "
    "research compassionate investigational experimental nhs"
)
"""Words by which "approved for ..." is of something else than sale and use."""

THE_YOUNG = _words(
    "children child infants infant neonates newborns toddlers adolescents teenagers youths paediatric pediatric girls boys"
)
"""Words by which an approval for some people is one of a further status, unless adults are named too."""

NO_MEDICINE = _words(
    "veterinary animals dogs cats horses cattle pigs livestock poultry sheep feed supplement supplements additive pesticide "
    "insecticide herbicide fungicide cosmetic cosmetics"
)
"""Words by which an approval is one for animals, or of no medicine."""

NO_INDICATION = _words(
    "warning warnings precaution precautions contraindication contraindications contraindicated caution cautions cautionary boxed "
    "statement statements information advice adverse side interaction interactions recommendation recommendations note notice "
    "hazard hazards instruction instructions monitoring risk risks"
)
"""Words by which what joins a label is no use of the drug; "risk" only where it begins ("reducing the risk of" is one)."""

SAID_BEFORE = Phrases.listed(
    "in either country|in that country|in this country|in these countries|in its home country|there"
)
"""Places that another clause names."""

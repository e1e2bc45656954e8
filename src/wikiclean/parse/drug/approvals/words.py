"""The words approvals are told in: closed lists."""

from __future__ import annotations

from ...grammar import Phrases

__all__ = ["ASIDES", "EVENTS", "FRAMES", "MANNERS", "REASONS", "TRIGGERS", "UNPLACED"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> Phrases[bool]:
    return Phrases(dict.fromkeys(text.split("|"), True))


TRIGGERS = _words(
    "approved approval approvals approve approves approving unapproved licensed licenced licence license licences licenses "
    "licensing licensure relicensed unlicensed authorised authorized authorisation authorization authorisations authorizations authorise "
    "authorize reapproved"
)
"""Every one of these in a statement must be read, or be known to say nothing of an approval."""

EVENTS = TRIGGERS | _words(
    "withdrawn withdrew suspended revoked reintroduced reinstated restricted denied refused rejected removed pulled taken returned took "
    "broadened expanded extended widened added adding turned declined put placed brought back allowed permitted let cancelled recalled "
    "rescinded limited readmitted restored again reauthorised reauthorized reapproved relicensed"
)
"""A statement without any of them tells of no event."""

REASONS = _phrases(
    "because of|due to|owing to|over|on account of|on grounds of|on the grounds of|for reasons of|for lack of|for want of|thanks to|"
    "amid|amidst"
)
"""Openers of why: a date at their end is the event's if it has no other; a place in them is not."""

MANNERS = _phrases(
    "on safety grounds|for safety reasons|for commercial reasons|for economic reasons|for financial reasons|for business reasons|"
    "for marketing reasons|as|under|at a dose of|at doses of|at doses|in doses|at dosages|in dosages|at a dose|at a daily dose|at a lower dose|at a higher dose|through|via|in the form of|at the request of|on the recommendation of|"
    "by its manufacturer|by its manufacturers|by the manufacturer|by the manufacturers|by its maker|by its makers|by the maker|"
    "by the company|by manufacturers|by its sponsor|by the sponsor|on resubmission|on appeal|on review|on a second submission|"
    "at the second attempt"
)
"""Openers of how: they run to the end of the clause or to a date, place or regulator, which is the event's."""

ASIDES = _phrases(
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

FRAMES = _phrases(
    "for medical use|for clinical use|for human use|for general use|for therapeutic use|for commercial use|"
    "for general medical use|for general clinical use|for routine use|for routine clinical use|for public use|"
    "for use in humans|for use in human medicine|for human consumption|for medicinal use|for therapeutic purposes|"
    "for medical purposes|for use as a medicine|for use as a medication|for use as a drug|for use in medicine|"
    "for use|for marketing|for sale|for sales|for distribution|for prescription use|for prescription|for over-the-counter use|"
    "for over-the-counter sale|for over the counter use|for over the counter sale|for commercial sale|for general sale|for the market|"
    "for clinical practice|for the first time|for any use|for any indication|for any purpose|for any medical use|"
    "for this use|for this purpose|for this indication|for that use|for that purpose|for that indication|"
    "for the purpose|for its use|for these uses|for these indications|for these purposes|for such use|for such uses|for the same purpose|for the same use|"
    "for the same indication|for the same indications|for similar indications|for a similar indication|for similar uses|"
    "for several indications|for various indications|for multiple indications|for many indications|for other indications|for other uses|"
    "for additional indications|for several uses|for further indications|for a variety of indications|for a number of indications|"
    "for medical use only|for commercialization|for commercialisation|for introduction|for launch|for release|for use by prescription|"
    "for prescription only|as a prescription drug|as a prescription medicine|as a prescription medication|as a medicine|as a drug|"
    "as a medication|for medical treatment|for use by the public|for injection|for oral use|for intravenous use|for topical use|"
    "for use in clinical practice|in clinical practice|in clinical use|for hospital use|for use in hospitals|"
    "for use only|in hospital|in hospitals|in hospital settings|in the hospital|only in hospital|only in hospitals|in primary care"
)
"""Frames of an approval that name no indication."""

UNPLACED = _phrases(
    "worldwide|globally|internationally|elsewhere|in many countries|in several countries|in other countries|in some countries|"
    "in most countries|in a number of countries|in various countries|in numerous countries|in multiple countries|"
    "in many other countries|in several other countries|in some other countries|in most other countries|"
    "in a number of other countries|in various other countries|in numerous other countries|in at least one country|"
    "in many parts of the world|in other parts of the world|in several european countries|in many european countries|"
    "in some european countries|in most european countries|in various european countries|in other european countries|"
    "in a number of european countries|in several other european countries|in a few countries|in certain countries|"
    "in a few european countries|in certain european countries|around the world|across the world|throughout the world|"
    "anywhere|anywhere in the world|in any country|in the world|in both countries|in all countries|in either country|"
    "in both regions|in that country|in this country|in the country|in these countries|in other markets|in other regions|"
    "in several markets|in many markets|in some markets|in other jurisdictions|in several jurisdictions|"
    "in several asian countries|in many asian countries|in some asian countries|in its home country|there|"
    "from worldwide markets|in developing countries|in developed countries"
)
"""Places without a code: read, and no region."""

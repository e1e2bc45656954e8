"""Words of statements about products: what says that a drug is on the market, and what says nothing of a product."""

from __future__ import annotations

from collections.abc import Sequence

from ..grammar import Phrases, lower_at
from ..tokens import Token

__all__ = [
    "ADVERBS", "ARTICLES", "CLAUSE_STARTS", "DRUG_NOUNS", "FILLERS", "FINITE", "HOLDING", "HOLDS", "JOINS", "PARTICIPLES", "PREPOSITIONS", "SALTS", "SELLS", "TRIGGERS",
    "Verb", "read_generic", "read_purpose", "read_quantity_of_forms", "read_verb",
]  # fmt: skip

PARTICIPLES = frozenset(
    "available supplied provided sold marketed distributed dispensed formulated manufactured packaged packed offered "
    "commercialized commercialised obtainable obtained presented prepared produced".split()
)
_ABLE = frozenset("purchased bought found prescribed had".split())
_ACTIVE = frozenset("comes come exists exist".split())
HOLDS = frozenset("contains contain hold holds".split())
"""Verbs of a form or container; a number follows them."""

_ON_SALE = Phrases.of({True: "on the market|on sale|on the us market|in use as|in clinical use as"})
_AUXILIARIES = frozenset("is are was were be been being has have can may became become becomes".split())
SELLS = frozenset("markets sells distributes".split())
ADVERBS = frozenset(
    "also currently now presently generally commercially only widely usually typically mainly mostly commonly often still "
    "additionally further primarily variously separately individually alternatively made both either readily frequently "
    "normally chiefly first originally initially recently today similarly internationally therefore thus".split()
)
FINITE = frozenset("is are was were has have had can may should must will do does did would could".split())
"""Verbs that a subject stands before."""

_NEGATIONS = frozenset({"not", "never", "no", "longer", "formerly", "previously", "isn't", "aren't", "isn’t", "aren’t", "n't", "until",
                        "unavailable", "discontinued"})  # fmt: skip

_HEADERS: Phrases[bool] = Phrases(
    {
        f"{head}{tail}": True
        for head in (
            "dosage forms", "dose forms", "dosage form", "available forms", "forms available", "pharmaceutical forms",
            "pharmaceutical form", "formulations", "available formulations", "available dosage forms", "preparations",
            "available preparations", "available products", "presentations", "available strengths", "strengths", "forms",
            "dosage forms and strengths", "forms and strengths", "available dose forms", "marketed formulations",
            "commercial forms", "how supplied", "available dosages", "commercially available forms",
            "available presentations", "marketed forms", "dosage strengths", "available dosage strengths",
            "available tablet strengths", "tablet strengths", "capsule strengths", "oral forms", "topical forms", "oral formulations",
            "commercial preparations", "available dosage forms and strengths", "supplied forms", "formulations available",
            "strengths available", "dosage forms available",
        )
        for tail in (":", " include", " includes", " are", " include:", " are:", " consist of", " comprise", " included")
    }
    | dict.fromkeys(("how supplied:", "supplied:", "available:", "availability:", "dosage form is", "form:", "strength:", "available as:", "available in:"), True)
)  # fmt: skip

TRIGGERS = (
    PARTICIPLES | _ACTIVE | HOLDS | _ABLE | SELLS
    | {"include", "includes", ":", "are", "comprise", "market", "sale", "there", "has", "have"}
)  # fmt: skip
"""A statement without any of these says nothing of a product."""

ARTICLES = frozenset({"a", "an", "the"})
JOINS = frozenset({",", ";", "and", "or", "/", "&"})
PREPOSITIONS = frozenset({"as", "in", "of", "with", "under", "via", "through", "at", "for", "from", "per"})
HOLDING: Phrases[bool] = Phrases.of(
    {
        True: "containing|contains|contain|holding|holds|hold|delivering|delivers|providing|releasing|that contain|that contains|"
        "which contain|which contains|that deliver|that delivers|that provide|that provides|that release|that releases|"
        "which deliver|which delivers|with a strength of|with strengths of|in strengths of|in a strength of|at strengths of|at a strength of|"
        "in the strengths of|of strengths|in strengths|in dosages of|in doses of|in dosage strengths of|in dose strengths of|"
        "in concentrations of|in a concentration of|at a concentration of|at concentrations of|with a concentration of|"
        "with concentrations of|in sizes of|in the following strengths|strengths of|strength of|dosages of|doses of|"
        "concentrations of|concentration of|equal to|ranging from|in strengths ranging from|that are|filled with|each containing|"
        "each holding|each with|each of|composed of|in dose sizes of|in unit doses of|at dosages of|in dosage units of|"
        "in amounts of|in the following dosages|in the following dosage strengths|with|of|at|with doses of"
    }
)
"""What stands between a form or container and its strength."""

SALTS = frozenset(
    "hydrochloride sodium potassium calcium magnesium maleate mesylate besylate tosylate tartrate bitartrate citrate phosphate "
    "sulfate sulphate acetate succinate fumarate hydrobromide bromide chloride nitrate lactate gluconate pamoate "
    "dihydrate monohydrate trihydrate hemihydrate anhydrous disodium dipotassium mesilate besilate valerate propionate "
    "dipropionate furoate hcl salt base ester esters salts medoxomil proxetil axetil pivoxil decanoate enanthate cypionate "
    "palmitate stearate benzoate xinafoate embonate malate trometamol tromethamine arginine lysine erbumine bisulfate".split()
)
DRUG_NOUNS: Phrases[bool] = Phrases.of(
    {
        True: "it|this|they|these|drug|medication|medicine|agent|compound|product|products|antibiotic|vaccine|hormone|"
        "combination|preparation|preparations|formulation|formulations|version|versions|form|forms|dosage form|dosage forms|"
        "substance|treatment|therapy|active ingredient|active drug|active substance|the active|monoclonal antibody|antibody|"
        "pharmaceutical|medicament|drugs|medications|medicines|steroid|antifungal|antiviral|supplement|generic drug|"
        "generic product|strength|strengths|dosages|dosage|dose form|dose forms|brand|active moiety|biosimilar|biosimilars"
    }
)
"""What a page calls its drug, or the products of it."""

FILLERS: Phrases[bool] = Phrases.of(
    {
        True: "also|currently|now|generally|commercially|only|widely|usually|typically|mainly|mostly|commonly|often|still|"
        "additionally|further|primarily|separately|alternatively|too|as well|in addition|at present|worldwide|"
        "internationally|around the world|elsewhere|abroad|locally|alone|on its own|by itself|either|both|various|several|multiple|many|"
        "by prescription only|only by prescription|by prescription|on prescription|on prescription only|with a prescription|"
        "with prescription|without a prescription|without prescription|over the counter|over-the-counter|otc|"
        "nonprescription|non-prescription|prescription only|prescription-only|by medical prescription|as a prescription|"
        "as a prescription drug|as a prescription medication|as a prescription medicine|as an over-the-counter drug|"
        "as an over-the-counter medication|as an over-the-counter product|as over-the-counter products|"
        "in pharmacies|from pharmacies|by mouth|or as|each|every|namely|including|such as|i.e.|e.g.|for example|for instance|"
        "which include|that include|these include|the following|one|two|three|four|five|six|a variety of|a number of|"
        "a range of|different|other|individual|after reconstitution|when reconstituted|upon reconstitution|once reconstituted|"
        "reconstituted|of the drug|of drug|of active drug|of active ingredient|of the active ingredient|of active substance|"
        "of the medication|of the active substance|respectively for|consisting of|plus|as well as|along with|together with|and/or|"
        "in the form of|the form of|in form of|form of|forms of|in forms of|comprising|packs|pack|package|packages|cartons|packs of|packages of|boxes|boxes of|"
        "box|formulated|active ingredient|active drug|in addition to|including as|as low as|in strength|size|sizes|dosage|dose|"
        "dosage strengths|dose strengths|strengths|strength|dosages|concentrations|concentration|"
        "administered|from several manufacturers|from various manufacturers|from multiple manufacturers|from many manufacturers|"
        "by several manufacturers|by various manufacturers|by multiple manufacturers|by many manufacturers|by several companies|"
        "by various companies|by many companies|by multiple companies|by different companies|by different manufacturers|"
        "by a number of manufacturers|by a number of companies|in hospitals|in stores|in drug stores|in drugstores|in supermarkets|"
        "to patients|for sale|for purchase|on the market|the market|for use|free of charge|at low cost|there are|there is|"
        "its|of it|drug|medication|it|they|this|these|medicine|product|products|version|versions|formulation|formulations|form|forms|"
        "preparation|preparations|presentation|presentations|of this|ready for use|ready to use|diluted|in water|unflavored|flavored|"
        "flavoured|on the us market|supplied|dispensed|unit|units|single|tablets strengths"
    }
)
"""What may stand in a clause about products and says nothing that a product holds."""

CLAUSE_STARTS: Phrases[bool] = Phrases.of(
    {
        True: "is|are|was|were|has|have|had|can|may|should|must|will|would|could|does|do|did|taken|given|used|administered|"
        "applied|injected|inhaled|infused|indicated|approved|recommended|intended|designed|to be|to|which|that|who|whose|where|when|if|because|although|"
        "though|but|while|whereas|since|after|before|until|unless|for|depending|taken as|usually given|typically given|"
        "patients|adults|children|treatment|therapy|doses|dosing|dosage|the dose|the dosage|the usual|the typical|the recommended|"
        "the maximum|the initial|the starting|the standard|the average|the normal|the adult|the most common|the daily|the oral dose|"
        "usual|typical|typically|recommended|initial|initially|starting|standard|maximum|adult|"
        "with a recommended|with a usual|with a typical|with the usual|with the recommended|with recommended|with usual|"
        "with typical|with a maximum|with a dose|with doses|with a starting|with a typical|with side effects|with common side effects|"
        "common side effects|side effects|prescribed|requires|require|it is|it was|it has|its|"
        "a usual|a typical|a recommended|in adults|in children|in patients|most patients|most adults|and is usually|the drug is|"
        "generally given|usually|first|not|due to|owing to|following|despite|allowing|making|having|being|containing"
    }
)
"""Words with which a clause begins that is about something else than products."""

Verb = bool
"""Whether the verb affirms."""


def _having(tokens: Sequence[Token], at: int) -> int | None:
    """The index of the generic behind "has" or "there are": "has no generic form", "there are generics"."""
    here = at
    if lower_at(tokens, at) in ("has", "have"):
        here = at + 1
    elif lower_at(tokens, at) == "there" and lower_at(tokens, at + 1) in ("is", "are", "was", "were"):
        here = at + 2
    return here if here > at and read_generic(tokens, here) is not None else None


def read_verb(tokens: Sequence[Token], at: int) -> tuple[Verb, int] | None:
    """ "is also available", "come", "can be obtained", "sold", "dosage forms include"; False where it is denied."""
    if found := _HEADERS.at(tokens, at):
        return True, found[1]
    if (having := _having(tokens, at)) is not None:
        return True, having
    here, affirms, helped = at, True, False
    while (word := lower_at(tokens, here)) in _AUXILIARIES or word in ADVERBS or word in _NEGATIONS:
        if word in _NEGATIONS:
            affirms = False
        helped = helped or word in _AUXILIARIES
        here += 1
    word = lower_at(tokens, here)
    if word in PARTICIPLES or (word in _ABLE and lower_at(tokens, here - 2) in ("can", "may")):
        return affirms, here + 1
    if (word in _ACTIVE or word in SELLS) and not helped:
        return affirms, here + 1
    if helped and (found := _ON_SALE.at(tokens, here)):
        return affirms, found[1]
    return None


_GENERIC_NOUNS = frozenset(
    "form forms formulation formulations version versions product products preparation preparations equivalent equivalents drug "
    "drugs medication medications medicine medicines brand brands alternative alternatives copy copies tablet name names generic "
    "substitute substitutes option options manufacturers suppliers".split()
)
_GENERIC_BEFORE = frozenset(
    "as in a an by from under its many several multiple various both number of and the with also only other".split()
)


def read_generic(tokens: Sequence[Token], at: int) -> tuple[bool, int] | None:
    """ "generically", "in several generic forms", "as a generic"; False for "no generic version"."""
    here, denied = at, False
    while lower_at(tokens, here) in _GENERIC_BEFORE and here - at < 5:
        here += 1
    if lower_at(tokens, here) in ("no", "not", "without"):
        denied = True
        here += 1
        while lower_at(tokens, here) in ("a", "any", "as", "yet", "in"):
            here += 1
    word = lower_at(tokens, here)
    if word == "generically":
        return not denied, here + 1
    if word == "non" or word not in ("generic", "generics"):
        return None
    here += 1
    while lower_at(tokens, here) in _GENERIC_NOUNS:
        here += 1
    return not denied, here


_PURPOSES = frozenset(
    "oral intravenous intramuscular subcutaneous topical transdermal nasal intranasal rectal vaginal sublingual buccal "
    "ophthalmic otic intrathecal intravitreal intradermal intravesical epidural parenteral cutaneous inhalational inhaled "
    "intra-articular intraarticular dermal systemic local external internal iv im sc "
    "use administration injection injections infusion infusions application delivery self self-injection ingestion inhalation "
    "instillation reconstitution dilution nebulization nebulisation home clinical hospital outpatient inpatient human medical "
    "pediatric paediatric adult patients children adults infants slow rapid bolus continuous single further "
    "or and the in of - a an with by mouth".split()
)
_PURPOSE_ENDS_NOT = frozenset("and or in of the - a an with by".split())


def read_purpose(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "for oral use", "for intravenous or subcutaneous injection", "for use in children"."""
    if lower_at(tokens, at) != "for":
        return None
    here = end = at + 1
    while here < len(tokens) and lower_at(tokens, here) in _PURPOSES:
        here += 1
        if lower_at(tokens, here - 1) not in _PURPOSE_ENDS_NOT:
            end = here
    return end if end > at + 1 else None


_FORM_NOUNS = frozenset("form forms formulation formulations preparation preparations presentation presentations strength strengths "
                        "versions version products sizes concentrations dosages types".split())  # fmt: skip
_QUANTIFIERS = frozenset("several various multiple many different numerous both two three four five six seven a number variety range of "
                         "wide dosage dose pharmaceutical other the following available distinct main oral topical "
                         "injectable parenteral".split())  # fmt: skip


def read_quantity_of_forms(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "in several dosage forms", "in three strengths"; a plain "in the form" is none."""
    here = at + 1 if lower_at(tokens, at) in ("in", "as", "with") else at
    begin = here
    while lower_at(tokens, here) in _QUANTIFIERS or (here == begin and lower_at(tokens, here).isdigit()):
        here += 1
    return here + 1 if here > begin and lower_at(tokens, here) in _FORM_NOUNS else None

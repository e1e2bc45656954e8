"""Words of statements about products: what says that a drug is on the market, and what says nothing of a product."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import Token
from .dose_forms import PRODUCT_NOUNS

__all__ = [
    "ADVERBS", "ARTICLES", "ASIDES", "BLOCKING", "CLAUSE_STARTS", "DRUG_NOUNS", "FILLERS", "FINITE", "GENERIC_WORDS", "HOLDING", "HOLDS", "JOINS", "PARTICIPLES", "PREPOSITIONS", "SALTS", "SELLS", "TRIGGERS",
    "USES", "Verb", "is_adjective", "is_adverb", "is_open", "read_generic", "read_header_noun", "read_purpose", "read_quantity_of_forms", "read_verb",
]  # fmt: skip

PARTICIPLES = frozenset(
    "available supplied provided sold marketed distributed dispensed formulated manufactured packaged packed offered "
    "commercialized commercialised obtainable obtained presented prepared produced furnished issued stocked retailed launched "
    "introduced released made traded".split()
)
_ABLE = frozenset("purchased bought found prescribed had".split())
_ACTIVE = frozenset(
    "comes come exists exist appeared arrived followed joined replaced succeeded entered reached".split()
)
_MEANT = frozenset("meant intended designed reserved".split())
"""Said with "for" of a form on the market."""
_HELPED = frozenset("made introduced launched released issued offered presented prepared produced traded".split())
"""Participles that say so only behind "is", "was"."""
USES = frozenset("given applied used taken administered instilled prescribed".split())
"""How a drug is used, "as a 2% cream": a product where it is a percentage, else a dose."""
HOLDS = frozenset("contains contain hold holds deliver delivers release releases gives give provides provide".split())
"""Verbs of a form or container; a number follows them."""

_ON_SALE = Phrases.of(
    {
        True: "on the market|on sale|on the us market|in use as|in clinical use as|on offer|on hand|at hand|in stock|"
        "put up|put out|put on the market|prescription products|prescription medicines|prescription drugs|prescription only|prescription-only|"
        "prescription-only medicines|prescription only medicines|over-the-counter products|over-the-counter medicines|found as|to be found as|in commerce|in the shops|on the shelves|in pharmacies"
    }
)
_AUXILIARIES = frozenset(
    "is are was were be been being has have had can may could became become becomes remains remain remained continues "
    "continue continued to used".split()
)
_NAMED = frozenset("goes go trades trade".split())
SELLS = frozenset("markets sells distributes makes produces supplies offers manufactures".split())
ADVERBS = frozenset(
    "also currently now presently generally commercially only widely usually typically mainly mostly commonly often still "
    "additionally further primarily variously separately individually alternatively both either readily frequently "
    "normally chiefly first originally initially recently today similarly internationally therefore thus formerly previously "
    "once since then later subsequently long yet still just".split()
)
FINITE = frozenset("is are was were has have had can may should must will do does did would could".split())
"""Verbs that a subject stands before."""

_NEGATIONS = frozenset({"not", "never", "no", "longer", "isn't", "aren't", "isn’t", "aren’t", "wasn't", "wasn’t", "n't",
                        "unavailable", "discontinued", "nor", "neither"})  # fmt: skip

_HEADER_WORDS = frozenset(
    "available commercial current marketed approved usual common typical standard main existing licensed pharmaceutical "
    "dosage dose oral topical injectable parenteral ophthalmic commonly commercially currently used tablet capsule "
    "prescription supplied sold individual other generic and the its only sole".split()
)
_HEADER_NOUNS = frozenset("forms form formulations formulation preparations preparation presentations presentation products product strengths "
                          "strength dosages versions supplied availability".split())  # fmt: skip
_LISTS = frozenset("include includes included comprise comprises are is : were encompass cover span".split())
_SUPPLY: Phrases[bool] = Phrases.of(
    {True: "how supplied :|supplied :|available :|availability :|available as :|available in :"}
)

_CHOICE = Phrases.listed(
    "the choice is between|there is a choice of|there is a choice between|the choices are|the options are"
)
"""What a number leads on from, of strengths on the market."""

TRIGGERS = (
    PARTICIPLES | _ACTIVE | _MEANT | HOLDS | _ABLE | SELLS | USES | _LISTS
    | {"market", "sale", "offer", "hand", "prescription", "choice", "options", "there", "has", "have", "goes", "go", "called", "tablets", "capsules"}
)  # fmt: skip
"""A statement without any of these says nothing of a product."""

ARTICLES = frozenset({"a", "an", "the"})
JOINS = frozenset({",", ";", "and", "or", "/", "&"})
PREPOSITIONS = frozenset({"as", "in", "of", "with", "under", "via", "through", "at", "for", "from", "per"})
HOLDING: Phrases[bool] = Phrases.of(
    {
        True: "containing|contains|contain|gives|give|provides|provide|deliver|release|releases|holding|holds|hold|delivering|delivers|providing|releasing|that contain|that contains|"
        "which contain|which contains|that deliver|that delivers|that provide|that provides|that release|that releases|"
        "which deliver|which delivers|with a strength of|with strengths of|in strengths of|in a strength of|at strengths of|at a strength of|"
        "in the strengths of|of strengths|in strengths|in dosages of|in doses of|in dosage strengths of|in dose strengths of|"
        "in concentrations of|in a concentration of|at a concentration of|at concentrations of|with a concentration of|"
        "with concentrations of|in sizes of|in the following strengths|strengths of|strength of|dosages of|doses of|"
        "concentrations of|concentration of|equal to|ranging from|in strengths ranging from|that are|filled with|each containing|giving|yielding|supplying|providing|each giving|each providing|"
        "each holding|each with|each of|composed of|combining|in dose sizes of|in unit doses of|at dosages of|in dosage units of|"
        "in amounts of|range in strength from|ranges in strength from|range in strength between|in the following dosages|in the following dosage strengths|with|of|at|with doses of"
    }
)
"""What stands between a form or container and its strength."""

SALTS = frozenset(
    "hydrochloride sodium potassium calcium magnesium maleate mesylate besylate tosylate tartrate bitartrate citrate phosphate "
    "sulfate sulphate acetate succinate fumarate hydrobromide bromide chloride nitrate lactate gluconate pamoate "
    "dihydrate monohydrate trihydrate hemihydrate anhydrous disodium dipotassium mesilate besilate valerate propionate "
    "dipropionate furoate hcl salt base ester esters salts medoxomil proxetil axetil pivoxil decanoate enanthate cypionate "
    "carbonate bicarbonate hydroxide oxide iodide palmitate stearate benzoate xinafoate embonate malate trometamol tromethamine arginine lysine erbumine bisulfate "
    "acetonide hexacetonide pivalate caproate undecanoate isethionate mofetil alafenamide disoproxil etexilate cilexetil esylate edisylate "
    "estolate ethylsuccinate lactobionate napsylate sesquihydrate tetrahydrate".split()
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
        True: "as is|as are|also|currently|now|generally|commercially|only|widely|usually|typically|mainly|mostly|commonly|often|still|"
        "additionally|further|primarily|separately|alternatively|too|as well|in addition|at present|worldwide|"
        "internationally|around the world|elsewhere|abroad|locally|alone|on its own|by itself|either|both|various|several|multiple|many|"
        "by prescription only|only by prescription|by prescription|on prescription|on prescription only|with a prescription|"
        "with prescription|without a prescription|without prescription|over the counter|over-the-counter|otc|"
        "nonprescription|non-prescription|prescription only|prescription-only|by medical prescription|as a prescription|"
        "as a prescription drug|as a prescription medication|as a prescription medicine|as an over-the-counter drug|"
        "as an over-the-counter medication|as an over-the-counter product|as over-the-counter products|"
        "in pharmacies|from pharmacies|by mouth|or as|each|every|namely|including|includes|include|such as|i.e.|e.g.|for example|for instance|"
        "which include|that include|these include|the following|one|two|three|four|five|six|a variety of|a number of|"
        "a range of|a multitude of|a host of|an array of|a wide range of|a wide variety of|different|other|individual|all|all of these|all of which|"
        "both of which|all of them|each of these|all these|also as|besides|apart from|aside from|in addition to|along with|beyond|"
        "not only|but also|in turn|again|whether|once again|after reconstitution|when reconstituted|upon reconstitution|once reconstituted|"
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
        "its|of it|them|drug|medication|it|they|this|these|medicine|product|products|version|versions|formulation|formulations|form|forms|"
        "preparation|preparations|presentation|presentations|of this|ready for use|ready to use|racemic mixture|racemate|free base|salt form|diluted|in water|when made up|once made up|when mixed with water|of the resin|of the salt|of the acid|of the base|"
        "with dropper|with a dropper|with a measuring spoon|with an oral syringe|with a dosing cup|with a dosing syringe|with an applicator|"
        "with applicator|unflavored|flavored|"
        "flavoured|on the us market|the us market|supplied|dispensed|unit|units|single|tablets strengths"
    }
)
"""What may stand in a clause about products and says nothing that a product holds."""

BLOCKING = (
    _NEGATIONS
    | USES
    | frozenset(
        "cannot without lacks lack lacking except unlike instead rather than nothing none hardly withdrawn recalled banned pulled refused "
        "approved unapproved dose doses dosed dosing daily day days week weeks month months hour hours minutes times twice thrice every "
        "prescribe prescribes prescribing swallow swallows chew require requires need needs use uses using treat treats with against "
        "take takes taking give gives giving receive receives received receiving injected infused inject inhaled swallowed chewed "
        "dissolved started initiated recommended increased reduced maximum maintenance treated tested compared "
        "respectively similar like metabolite derivative analog analogue combination combined combining combinations "
        "replaced replaces versus cost costs price priced overdose if unless whereas which who that when where "
        "trial trials study studies mice rats volunteers will would shall should must might".split()
    )
)
"""What no clause about products passes over: negations, doses, comparisons, studies, prices, other drugs."""

_OPEN_ENDINGS = (
    "ed",
    "able",
    "ible",
    "ing",
    "ous",
    "ive",
    "ular",
    "ical",
    "less",
    "al",
    "ic",
    "ar",
    "ary",
    "ent",
    "ish",
    "er",
    "est",
    "y",
)
ASIDES = frozenset(
    "for by from through via because due since among amongst during after before within at on upon throughout in under to until "
    "following outside".split()
)


def is_open(token: Token) -> bool:
    """Whether a word is of the open class: no number, no name, nothing that a clause about products could turn on."""
    return token.kind == "word" and token.value is None and token.lower not in BLOCKING and not token.text[0].isupper()


def is_adverb(token: Token) -> bool:
    """ "conveniently", "overseas": what says how, and nothing of a product."""
    return token.lower.endswith("ly") and len(token.lower) > 4 and is_open(token)


def is_adjective(token: Token) -> bool:
    """Whether a word is an adjective by its ending: "flavoured", "micronized", "regular"."""
    return token.lower.endswith(_OPEN_ENDINGS) and is_open(token)


CLAUSE_STARTS: Phrases[bool] = Phrases.of(
    {
        True: "is|are|was|were|has|have|had|can|may|should|must|will|would|could|does|do|did|taken|given|used|administered|"
        "applied|injected|inhaled|infused|indicated|approved|recommended|intended|designed|to be|to|which|that|who|whose|where|when|if|because|although|"
        "received|gained|won|earned|though|but|while|whereas|since|after|before|until|unless|for|depending|taken as|usually given|typically given|"
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
    if (after := _header(tokens, at)) is not None:
        return True, after
    if (having := _having(tokens, at)) is not None:
        return True, having
    if lower_at(tokens, at) == "there" and lower_at(tokens, at + 1) in ("is", "are", "was", "were", "exist", "exists"):
        return True, at + 2
    if lower_at(tokens, at) in _NAMED and lower_at(tokens, at + 1) in ("by", "under", "as"):
        return True, at + 1
    if lower_at(tokens, at) == "to":
        return None
    here, affirms, helped = at, True, False
    while (word := lower_at(tokens, here)) in _AUXILIARIES or word in ADVERBS or word in _NEGATIONS:
        if word in _NEGATIONS:
            affirms = False
        following = lower_at(tokens, here + 1)
        if (word == "had" and lower_at(tokens, here - 1) == "be") or (word == "used" and following != "to"):
            break  # "can be had as", "is used as"
        helped = helped or word in _AUXILIARIES
        here += 1
    word = lower_at(tokens, here)
    if (word in PARTICIPLES and (helped or word not in _HELPED)) or (
        word in _ABLE and lower_at(tokens, here - 2) in ("can", "may", "could", "to")
    ):
        return affirms, here + 1
    if helped and affirms and word in _PART and _is_in_combination(tokens, here + 1):
        return affirms, here + (word != "combined")  # "combined with B" leads to the partner
    if helped and affirms and word in _MEANT and lower_at(tokens, here + 1) == "for":
        return affirms, here + 1
    if helped and affirms and word == "found" and _is_stocked(tokens, here):
        return affirms, here + 1
    if helped and word in USES and "as" in [lower_at(tokens, near) for near in range(here + 1, here + 5)]:
        return affirms, here + 1
    if (word in _ACTIVE or word in SELLS) and not helped and lower_at(tokens, here + 1) != "by":
        return affirms, here + 1
    if helped and (found := _ON_SALE.at(tokens, here)):
        return affirms, found[1]
    return None


_PART = frozenset("contained included incorporated combined found present".split())


def _is_in_combination(tokens: Sequence[Token], at: int) -> bool:
    """ "(is contained) in the fixed combination", "(is combined) with": what it is then sold as follows."""
    if lower_at(tokens, at) == "with":
        leads = [near for near in range(at + 2, at + 6) if lower_at(tokens, near) in ("in", "as")]
        return lower_at(tokens, at - 1) == "combined" and any(
            lower_at(tokens, near) in PRODUCT_NOUNS for lead in leads for near in range(lead + 1, lead + 3)
        )
    return lower_at(tokens, at) == "in" and any(
        lower_at(tokens, near).startswith("combination") for near in range(at + 1, at + 5)
    )


def _is_stocked(tokens: Sequence[Token], found: int) -> bool:
    """ "is found in tablets of 5 mg", "as tablets"; "was found in the capsules" is no product."""
    if lower_at(tokens, found - 1) not in {"is", "are", "be"} | ADVERBS or lower_at(tokens, found + 2) == "the":
        return False
    near = tokens[found + 2 : found + 7]
    if (PRODUCT_NOUNS | _QUALIFIED_NOUNS).isdisjoint(token.lower for token in near):
        return False
    return lower_at(tokens, found + 1) == "as" or (
        lower_at(tokens, found + 1) == "in" and any(token.kind == "number" for token in near)
    )


_QUALIFIED_NOUNS = frozenset("device devices system systems ring rings".split())


def read_header_noun(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "available dosage forms", "prescription forms"."""
    here, noun = at, False
    while (word := lower_at(tokens, here)) in _HEADER_NOUNS or word in _HEADER_WORDS:
        noun = noun or word in _HEADER_NOUNS
        here += 1
    return here if noun and lower_at(tokens, here - 1) != "and" else None


def _header(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "available dosage forms include", "commercial preparations are:", "how supplied:"."""
    if found := _SUPPLY.at(tokens, at):
        return found[1]
    if (found := _CHOICE.at(tokens, at)) and lower_at(tokens, found[1])[:1].isdigit():
        return found[1]
    here = read_header_noun(tokens, at)
    if here is None:
        return None
    if (sale := _ON_SALE.at(tokens, here)) is not None:
        here = sale[1]
    if lower_at(tokens, here) == "consist" and lower_at(tokens, here + 1) == "of":
        return here + 2
    if lower_at(tokens, here) not in _LISTS or (lower_at(tokens, here) in FINITE and read_verb(tokens, here)):
        return None
    return here + 1 + (lower_at(tokens, here + 1) == ":")


GENERIC_WORDS = frozenset({"generic", "generics", "generically"})
_GENERIC_NOUNS = frozenset(
    "form forms formulation formulations version versions product products preparation preparations equivalent equivalents drug "
    "drugs medication medications medicine medicines brand brands alternative alternatives copy copies tablet name names generic "
    "substitute substitutes option options manufacturers suppliers label labels".split()
)
_GENERIC_BEFORE = frozenset(
    "as in a an by from under its many several multiple various both number of and the with also only other multitude host variety "
    "range array wide different numerous some current cheaper inexpensive low-cost".split()
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
    if lower_at(tokens, here - 1) in ("name", "names") and lower_at(tokens, at) not in ("under", "by", "with", "as"):
        return None  # "its generic name is …"
    return not denied, here


_PURPOSES = frozenset(
    "oral intravenous intramuscular subcutaneous topical transdermal nasal intranasal rectal vaginal sublingual buccal "
    "ophthalmic otic intrathecal intravitreal intradermal intravesical epidural parenteral cutaneous inhalational inhaled "
    "intra-articular intraarticular dermal systemic local external internal iv im sc "
    "use administration injection injections infusion infusions application delivery self self-injection ingestion inhalation "
    "instillation reconstitution dilution nebulization nebulisation home clinical hospital outpatient inpatient human medical "
    "pediatric paediatric adult patients children adults infants slow rapid bolus continuous single further "
    "or and the in of - a an with by mouth once twice daily weekly monthly nightly dosing".split()
)
_PURPOSE_ENDS_NOT = frozenset("and or in of the - a an with by".split())


def read_purpose(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "for oral use", "for intravenous or subcutaneous injection", "for use in children"."""
    if lower_at(tokens, at) != "for":
        return None
    here = end = at + 1
    while here < len(tokens) and (
        lower_at(tokens, here) in _PURPOSES or is_adverb(tokens[here]) or is_adjective(tokens[here])
    ):
        here += 1
        if (last := lower_at(tokens, here - 1)) in _PURPOSES and last not in _PURPOSE_ENDS_NOT:
            end = here
    return end if end > at + 1 else None


_FORM_NOUNS = frozenset("form forms formulation formulations preparation preparations presentation presentations strength strengths "
                        "versions version products sizes concentrations dosages types".split())  # fmt: skip
_QUANTIFIERS = frozenset("several various multiple many different numerous both two three four five six seven a number variety range of "
                         "wide multitude host array series dosage dose pharmaceutical other the following available distinct main oral topical "
                         "injectable parenteral".split())  # fmt: skip


def read_quantity_of_forms(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "in several dosage forms", "in three strengths", "as micronized preparations"; a plain "in the form" is none."""
    here = at + 1 if lower_at(tokens, at) in ("in", "as", "with") else at
    begin = here
    while (
        here < len(tokens)
        and here - begin < _LONGEST_QUANTITY
        and (
            lower_at(tokens, here) in _QUANTIFIERS
            or (here == begin and lower_at(tokens, here).isdigit())
            or (lower_at(tokens, here) not in _FORM_NOUNS and is_adjective(tokens[here]))
        )
    ):
        here += 1
    return here + 1 if here > begin and lower_at(tokens, here) in _FORM_NOUNS else None


_LONGEST_QUANTITY = 6

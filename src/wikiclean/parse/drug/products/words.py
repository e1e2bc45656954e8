"""Words of statements about products: what stands in them, and what says nothing of a product."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import Token

__all__ = [
    "ADVERBS",
    "ARTICLES",
    "ASIDES",
    "BLOCKING",
    "CLAUSE_STARTS",
    "DRUG_NOUNS",
    "FILLERS",
    "FINITE",
    "GENERIC_WORDS",
    "HOLDING",
    "HOLDS",
    "JOINS",
    "NEGATIONS",
    "PAIRS",
    "PARTICIPLES",
    "PREPOSITIONS",
    "SALTS",
    "SELLS",
    "USES",
    "is_adjective",
    "is_adverb",
    "is_open",
    "read_generic",
    "read_purpose",
    "read_quantity_of_forms",
]

PARTICIPLES = frozenset(
    "available supplied provided sold marketed distributed dispensed formulated manufactured packaged packed offered "
    "commercialized commercialised obtainable obtained presented prepared produced furnished issued stocked retailed launched "
    "introduced released made traded".split()
)

USES = frozenset("given applied used taken administered instilled prescribed".split())
"""How a drug is used, "as a 2% cream": a product where it is a percentage, else a dose."""

PAIRS = frozenset("combines combine pairs pair unites unite".split())
"""Verbs of a form that holds the drug and another."""

HOLDS = PAIRS | frozenset(
    "contains contain hold holds deliver delivers release releases gives give provides provide".split()
)
"""Verbs of a form or container; a number follows them."""

SELLS = frozenset("markets sells distributes makes produces supplies offers manufactures".split())

ADVERBS = frozenset(
    "also currently now presently generally commercially only widely usually typically mainly mostly commonly often still "
    "additionally further primarily variously separately individually alternatively both either readily frequently "
    "normally chiefly first originally initially recently today similarly internationally therefore thus formerly previously "
    "once since then later subsequently long yet still just".split()
)

FINITE = frozenset("is are was were has have had can may should must will do does did would could".split())
"""Verbs that a subject stands before."""

NEGATIONS = frozenset({"not", "never", "no", "longer", "isn't", "aren't", "isn’t", "aren’t", "wasn't", "wasn’t", "n't",
                        "unavailable", "discontinued", "nor", "neither"})  # fmt: skip

ARTICLES = frozenset({"a", "an", "the"})

JOINS = frozenset({",", ";", "and", "or", "/", "&"})

PREPOSITIONS = frozenset({"as", "in", "of", "with", "under", "via", "through", "at", "for", "from", "per"})

HOLDING: Phrases[bool] = Phrases.of(
    {
        True: "combines|combine|pairs|pair|unites|unite|containing|contains|contain|gives|give|provides|provide|deliver|release|releases|holding|holds|hold|delivering|delivers|providing|releasing|that contain|that contains|"
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
        "in the form of|in the shape of|the form of|in form of|form of|forms of|in forms of|comprising|packs|pack|package|packages|cartons|packs of|packages of|boxes|boxes of|"
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
    NEGATIONS
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

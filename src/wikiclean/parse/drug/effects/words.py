"""Closed lists for statements of adverse effects: how often, how severe, which words make a frame. Data, no rules."""

from __future__ import annotations

from ...grammar import Phrases

__all__ = [
    "ADVERBS",
    "ANIMALS",
    "AUXILIARIES",
    "BE",
    "BODY_SYSTEMS",
    "CASES",
    "CAUSES",
    "CLASSES",
    "CONCERNS",
    "DETERMINERS",
    "DOSES",
    "FOLLOWS",
    "FREQUENCIES",
    "HAVE",
    "INCLUDES",
    "LINKED",
    "MEMBERS",
    "MODALS",
    "NEGATIONS",
    "NOUNS",
    "OCCURS",
    "PEOPLE",
    "PREDICATES",
    "PREPOSITIONS",
    "QUALIFIERS",
    "RANKS",
    "REPORTED",
    "RESULTING",
    "SEVERITIES",
    "STUDIES",
    "TELLS",
    "USES",
    "WEAK_NOUNS",
]


def _silent(phrases: str) -> Phrases[None]:
    return Phrases(dict.fromkeys(phrases.split("|")))


FREQUENCIES: Phrases[str] = Phrases.of(
    {
        "very common": "very common|very commonly|extremely common|exceedingly common",
        "common": "common|commonly|most common|most commonly|more common|more commonly|commoner|commonest|quite common|"
        "fairly common|relatively common|rather common|quite commonly|fairly commonly|relatively commonly|not uncommon|"
        "not uncommonly|not infrequent|not infrequently|not unusual|not rare",
        "frequent": "frequent|frequently|most frequent|most frequently|more frequent|more frequently|very frequent|"
        "very frequently|often|most often|more often|very often|quite often|regularly|relatively frequent|"
        "relatively frequently|quite frequent|quite frequently|fairly frequent|fairly frequently",
        "less common": "less common|less commonly|less frequent|less frequently|less often|less so",
        "uncommon": "uncommon|uncommonly|infrequent|infrequently|occasional|occasionally|unusual|relatively uncommon|"
        "relatively infrequent|not common|not frequent|in occasional cases|on occasion|in uncommon cases",
        "rare": "rare|rarely|rarer|more rarely|more rare|rarest|quite rare|relatively rare|relatively rarely|seldom|"
        "rarely, if ever,|rarely if ever|only rarely|in rare cases|in rare instances|on rare occasions|in rare circumstances|fairly rare|quite rarely",
        "very rare": "very rare|very rarely|extremely rare|extremely rarely|exceedingly rare|exceedingly rarely|"
        "in very rare cases|in very rare instances|in extremely rare cases|exceptionally rare|exceptionally rarely|"
        "on very rare occasions|only very rarely|hardly ever",
    }
)
"""The page's word -> the record's `frequency_wording`."""

CLASSES = {
    "very common": "very_common",
    "common": "common",
    "uncommon": "uncommon",
    "rare": "rare",
    "very rare": "very_rare",
}
"""Words that are also classes of SmPC section 4.8, where they head a group or stand with a bound."""

SEVERITIES: Phrases[str] = Phrases.of(
    {
        "potentially_severe": "potentially severe|potentially serious|possibly severe|possibly serious",
        "mild_to_moderate": "mild to moderate|mild-to-moderate|mild or moderate|mild and moderate|mild-moderate|"
        "mild to moderately severe",
        "mild": "mild|minor",
        "moderate": "moderate|moderately severe",
        "severe": "severe",
        "serious": "serious",
        "life_threatening": "life-threatening|life threatening|potentially life-threatening|"
        "potentially life threatening|possibly life-threatening",
        "fatal": "fatal|lethal|deadly|potentially fatal|potentially lethal|possibly fatal|potentially deadly",
    }
)

_KINDS = (
    "adverse",
    "side",
    "adverse side",
    "toxic",
    "secondary",
    "unwanted",
    "undesirable",
    "undesired",
    "untoward",
    "adverse drug",
    "ill",
)
_EFFECTS = "effect effects event events reaction reactions experience experiences symptom symptoms".split()
NOUNS = Phrases(
    {f"{kind}{sep}{noun}": None for kind in _KINDS for sep in (" ", "-") for noun in _EFFECTS}
    | {"sideeffects": None, "ADRs": None, "adverse outcomes": None}
)
"""Nouns that say "adverse effect" of themselves."""

WEAK_NOUNS = frozenset(
    "effect effects event events reaction reactions complication complications toxicity toxicities problem problems "
    "ones one complaint complaints".split()
)
"""Nouns that do so only with a word for how often or how severe beside them."""

DETERMINERS = _silent(
    "the|one|two|three|four|a single|at least one|its|their|other|some|some of the|some other|all|further|additional|any|these|those|an|a|many|several|various|"
    "multiple|minimal|the list of|a long list of|the range of|the spectrum of|a number of|a range of|a variety of|a wide range of|the other|one of the|another|certain|numerous|a few|"
    "among the|amongst the|among|amongst|among its|one of its|some of its|much|far|by far the|also|there are|there may be|"
    "there are several|there are many"
)

QUALIFIERS = frozenset(
    "reported observed known notable noted important major main principal typical usual possible potential potentially "
    "dose related limiting dependent local localised localized systemic acute chronic early late treatment drug induced "
    "recorded documented described recognised recognized characteristic significant specific general generally usually "
    "mostly transient reversible temporary self limited long short term immediate delayed clinically chief predominant "
    "primary clinical emergent bothersome troublesome worrisome expected anticipated listed encountered seen typically "
    "medically significantly prominent particular distinctive dangerous concerning key experienced most more less very "
    "- , but yet and or though although if albeit sometimes even while still well relatively rather quite somewhat initial "
    "unpleasant therapy medication other central peripheral system tract additional occasionally only".split()
) - {"occasionally"}
"""Words between determiner and noun of a frame that say nothing the record holds."""

BODY_SYSTEMS = frozenset(
    "gastrointestinal gi digestive cardiovascular cardiac heart vascular neurologic neurological neuropsychiatric nervous "
    "psychiatric psychological mental cns skin cutaneous dermatologic dermatological dermal mucocutaneous respiratory "
    "pulmonary hepatic liver hepatobiliary renal kidney urinary genitourinary urologic musculoskeletal muscle hematologic "
    "hematological haematologic haematological blood metabolic endocrine hormonal ocular ophthalmic ophthalmologic eye "
    "visual sexual reproductive immune immunologic immunological anticholinergic antimuscarinic extrapyramidal cholinergic "
    "sedative behavioral behavioural cognitive autonomic androgenic estrogenic oral dental ear auditory nutritional".split()
)
"""Words for an organ class before a frame's noun, or as the head of a group."""

INCLUDES = _silent("include|includes|included|consist mainly of|consists mainly of|consist mostly of|consist primarily of|consist of|consists of|consisted of|comprise|comprises|comprised|involve|"
                   "involves|involved")  # fmt: skip
BE = frozenset("is are was were be been being".split())
HAVE = frozenset("has have had".split())
MODALS = frozenset("can may might could will would".split())
NEGATIONS = frozenset("no not never without neither nor none cannot".split())
AUXILIARIES = BE | MODALS | HAVE | frozenset("should must does do did".split())

ADVERBS = frozenset(
    "also mainly primarily chiefly mostly principally largely predominantly usually typically generally potentially "
    "possibly sometimes even then well thus therefore however both normally apparently reportedly itself additionally "
    "theoretically directly clearly convincingly definitively definitely probably likewise similarly moreover "
    "particularly especially always nevertheless nonetheless alone further subsequently ultimately eventually variably "
    "specifically still specially either only most likely all long widely".split()
)
"""Adverbs that say nothing the record holds."""

CAUSES = _silent(
    "cause|causes|caused|produce|produces|produced|induce|induces|induced|lead to|leads to|led to|result in|results in|"
    "resulted in|trigger|triggers|triggered|provoke|provokes|provoked|precipitate|precipitates|precipitated|"
    "give rise to|gives rise to|gave rise to|bring on|brings on|elicit|elicits|bring about|brings about|"
    "contribute to|contributes to|carry a risk of|carries a risk of|carry the risk of|carries the risk of|pose a risk of|"
    "poses a risk of|increase the risk of|increases the risk of|increased the risk of|raise the risk of|raises the risk of|tend to cause|tends to cause|have caused|has caused"
)
"""Verbs of a drug that does something."""

LINKED = _silent(
    "associated with|linked to|linked with|implicated in|connected with|connected to|complicated by|accompanied by|"
    "implicated as a cause of|implicated in causing|capable of causing|able to cause|known to cause|reported to cause|"
    "shown to cause|found to cause|known to produce|reported to produce|known to induce|shown to induce|seen to cause|"
    "tied to|thought to cause|believed to cause|likely to cause|blamed for|responsible for|said to cause|"
    "shown to lead to|known to lead to|reported to lead to|observed to cause|"
    "reported to result in|expected to cause"
)
"""What a drug is said to be, after "is" or "has been"."""

OCCURS = _silent(
    "occur|occurs|occurred|occurring|develop|develops|developed|arise|arises|arose|appear|appears|appeared|happen|"
    "happens|happened|emerge|emerged|ensue|be seen|be observed|be experienced|be noted|be encountered|be found|"
    "be present|be reported|be possible|be troublesome|come up|be expected|may follow|can follow|"
    "predominate|predominated|"
    + "|".join(
        f"{verb} the {top}" for verb in ("lead", "led", "top", "topped", "head", "headed") for top in ("list", "table")
    )
    + "|well known|well recognized|well recognised|well described|well documented|take place|takes place|set in|sets in"
)
"""Verbs of an effect that comes up."""

RANKS = Phrases.listed(
    "|".join(
        (
            *(
                f"{verb} {lead}"
                for verb in (
                    "count",
                    "counts",
                    "rank",
                    "ranks",
                    "figure",
                    "figures",
                    "feature",
                    "features",
                    "number",
                    "appear",
                    "appears",
                    "appeared",
                    "occur",
                    "occurs",
                    "occurred",
                    "listed",
                    "counted",
                    "numbered",
                    "named",
                    "reported",
                    "seen",
                    "known",
                    "described",
                    "cited",
                    "given",
                    "mentioned",
                    "noted",
                    "regarded",
                    "recognized",
                    "recognised",
                )
                for lead in ("as", "among", "amongst", "with")
            ),
            "belong to",
            "belongs to",
            "are part of",
            "form part of",
            "make up",
        )
    )
)
"""Verbs by which an effect is one of the adverse effects: "counts among the common side effects"."""

CONCERNS = _silent("a problem|a concern|a danger|a possibility|a known risk")
"""What an effect is said to be where it comes up."""

REPORTED = frozenset(
    "reported observed described seen noted documented recorded found experienced encountered identified "
    "demonstrated present detected listed possible noticed mentioned attributed linked associated known recognized "
    "recognised ascribed traced blamed tied".split()
)
"""What an effect is said to be, after "has been" or "was"."""

MEMBERS = _silent(
    "including|such as|among them|amongst them|among these|for example|for instance|e.g.|eg|like|particularly|especially|notably|namely|i.e.|"
    "most notably|mostly|consisting of|in particular|mainly|primarily|which include|that include|which includes|"
    "that includes|which may include|that may include|which can include|that can include"
)
"""What parts a group from its members."""

FOLLOWS = _silent(
    "cause|causes|lead to|leads to|result in|results in|progress to|progresses to|produce|produces|trigger|triggers|"
    "give rise to|gives rise to|progress into|evolve into|evolves into|develop into|develops into|induce|induces|"
    "bring on|culminate in|culminates in|precipitate|caused|led to|resulted in|progressed to|turn into|turns into|"
    "end in|ends in|worsen to|worsens to|advance to|advances to|be followed by|be complicated by|set off|sets off"
)
"""Verbs of an effect that has another, after "which can"."""
RESULTING = _silent(
    "leading to|causing|resulting in|culminating in|progressing to|and consequent|with resulting|with consequent"
)
"""The same without a verb of their own."""

PEOPLE = frozenset(
    "patients patient people persons individuals subjects recipients users participants volunteers those children "
    "adults women men adolescents infants neonates elderly females males girls boys newborns toddlers teenagers".split()
)

ANIMALS = frozenset(
    "animal animals rat rats mouse mice rabbit rabbits monkey monkeys rodent rodents beagle beagles primates vitro".split()
)
"""Words of experiments: what a statement with one of them says is not known of people."""

DOSES = frozenset("dose doses dosage dosages dosing concentration concentrations amounts levels".split())
USES = DOSES | frozenset(
    "use therapy treatment administration infusion injection exposure course courses application ingestion overdose "
    "withdrawal discontinuation initiation cessation intake inhalation infusions injections regimen regimens "
    "monotherapy cycles overdosage breastfeeding pregnancy absorption accumulation extravasation misuse vaccination "
    "immunization immunisation overuse abuse".split()
)
"""Nouns for giving the drug."""

STUDIES = frozenset(
    "trial trials study studies practice experience surveillance series analysis analyses reports report setting "
    "use research survey surveys program programs literature testing follow monitoring".split()
)
"""Nouns for where something was seen."""

CASES = _silent(
    "cases of|case of|instances of|reports of|episodes of|occurrences of|case reports of|single case reports of|"
    "occurrence of|development of|incidents of|bouts of|examples of|attacks of|"
    + "|".join(
        f"{few} {cases} of"
        for few in ("single", "isolated", "sporadic", "individual", "occasional", "a few", "several")
        for cases in ("cases", "reports", "instances")
    )
)
"""Nouns for single events, before what happened."""

TELLS = frozenset(
    "associated reported seen observed noted described linked encountered experienced attributed related due ascribed "
    "recorded documented attributable caused occurring found listed happening affecting".split()
)
"""What an effect is said to be, of the drug or by those who have it."""

PREPOSITIONS = frozenset("of to with from for by during under on after in at following among within".split())
"""What stands between an effect and whom or what it is about."""

PREDICATES = frozenset(
    "mild moderate severe serious common uncommon rare frequent infrequent transient temporary reversible minor few "
    "similar limited unusual unknown possible minimal self limiting manageable typical predictable related dose dependent "
    "dosage and or but in nature usually generally mostly often to severity intensity relatively very quite well tolerated "
    "tolerable short lived brief asymptomatic - life threatening fatal potentially sometimes resolve resolves subside "
    "subsides disappear disappears improve improves diminish diminishes decrease decreases wear off go away goes over time "
    "with within a an the few days weeks hours months day week continued continuing use treatment therapy on upon after "
    "stopping discontinuation discontinuing of drug its is are was were be may can tend tends not require requires "
    "clinically significant important mild-to-moderate occasionally rarely dangerous persistent prolonged self-limited "
    "spontaneously rapidly quickly completely reduction lowering reducing adjustment by when if stopped discontinued "
    "first during early late treatable preventable readily easily long term once permanent irreversible even "
    "deadly lethal bothersome unpleasant troublesome they these which that it continues resolved transitory benign at times".split()
)
"""Words of a remark on how an effect runs ("are usually mild and resolve with continued use"): no term of its own."""

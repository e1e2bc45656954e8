"""Closed lists of the dosage reader: words that say nothing of a dose, and words that say a statement gives none."""

from __future__ import annotations

from ...grammar import Phrases

__all__ = [
    "ALARMS",
    "BEING",
    "CHANGES",
    "CLAUSE_VERBS",
    "DOSE_NOUNS",
    "DOSE_OPENERS",
    "FRAME",
    "FRAME_PHRASES",
    "GIVING",
    "NARRATIVE",
    "SALTS",
    "TOPICS",
]

FRAME = frozenset(
    # determiners, pronouns, auxiliaries
    "the a an is are may should can must will would it its they their this that these which has have been be being "
    "each any "
    "all most such one's him her them you your he she "
    # nouns of dosing
    "dose doses dosage dosages dosing regimen regimens schedule schedules amount amounts therapy treatment treatments "
    "medication medicine drug agent drugs course use level value rate rates form forms quantity "
    "injection injections infusion infusions solution suspension cream ointment gel lotion foam powder syrup drops "
    "tablets "
    "capsules tablet capsule product preparation formulation formulations administration patient patients people "
    "person "
    "persons individuals response part protocol instillation vaccine bolus pill pills inhaler spray "
    "liquid elixir enema emulsion nebulizer bottle syringe vial pen lozenge "
    # verbs of dosing
    "given administered taken injected infused applied used prescribed dosed instilled inserted placed delivered "
    "chew swallow dissolve contents recommended advised employed required needed swallowed sprayed dissolved chewed "
    "give gives take takes taking receive receives receiving require requires needs need use uses apply applies inject "
    "injects insert place administer administering using giving instill inhale inhales calls call consists consist "
    "involves comprises delivering amounts equals ranges ranging range vary varies varying continue continued "
    "continues "
    # adjectives and adverbs
    "usual usually typical typically common commonly general generally normal normally standard customary conventional "
    "stat immediately average enough sufficient recommended recommendation recommendations suggested approved effective adequate appropriate "
    "therapeutic suitable optimal ordinary "
    "widely often mostly mainly sometimes also only just "
    "preferably frequently high-dose high low lower higher gradual gradually slow slowly careful carefully "
    "cautiously thinly thin generous sparingly liberally evenly generously "
    "intermittent continuous continuously dosed target thereby respective respectively individual individually "
    "short long extended modified immediate delayed sustained release short-term long-term fixed flat labeled "
    "labelled registered additional next first following freshly conventional either both equal equally "
    "further optional small large full "
    # prepositions and conjunctions of the frame
    "of at as by with to on from in via into being using so".split()
)
"""Words that say nothing of the dose: the frame of a dosage sentence. A word outside it stops the reading."""
FRAME_PHRASES = Phrases.of(
    {
        None: "in intensive care|in intensive care units|high-dose|in general|in practice|in most cases|in clinical practice|in the form of|in form of|"
        "thin layer|"
        "thin film|short-acting|long-acting|extended-release|immediate-release|modified-release|sustained-release|"
        "controlled-release|delayed-release|slow-release|prolonged-release|in clinical use|body weight|weight-based|"
        "as follows|at a time|calls for|call for|called for|by weight|by body weight|in humans|in man|at once|weight based|into the thigh|in the thigh|"
        "into the upper arm|in the upper arm|into the abdomen|in the abdomen|"
        "into the buttock|in the buttock|behind the ear|as a rule|in the range of|in the range|on average|"
        "for most patients|for most people|in most patients|"
        "for most adults|in single|e.g.|i.e.|that is|usual range|long term|short term|full-dose|standard-dose|one-time|"
        "in total|a total of|total of|total daily|treated with|orally disintegrating|film-coated|enteric-coated|"
        "do well on|are controlled on|are stable on|respond well to|in order|in tablet form|in capsule form|and/or"
    }
)

SALTS = frozenset(
    "hydrochloride sodium potassium calcium sulfate sulphate phosphate acetate maleate tartrate mesylate mesilate "
    "citrate "
    "succinate fumarate besylate bromide chloride nitrate lactate gluconate propionate valerate hydrobromide".split()
)
CHANGES = frozenset(
    "increase increases increased increasing raise raises raised raising rise rises rising titrate titrates titrated "
    "titrating titration uptitrated up-titrated escalate escalated escalating escalation escalates adjust adjusted "
    "adjusting adjustment "
    "adjustments reduce reduces reduced reducing reduction reductions lower lowered lowering decrease decreased "
    "decreasing "
    "decreases taper tapered tapering advance advanced upped build building built changed "
    "switched switching uptitrate doubled halved tripled double doubling increments increment".split()
)

# Verbs and participles of giving and taking: a dose among words of open class needs one of them, or a noun of dosing
# with a verb of being.
GIVING = frozenset(
    "given give gives take takes taken taking receive receives receiving administer administered inject injects injected infuse infused "
    "apply applied inhale inhales inhaled instil instill instilled insert inserted place placed swallow swallowed dissolve dissolved "
    "prescribed dosed start starts started starting begin begins begun beginning initiated initiate recommended advised need needs "
    "needing require requires required use uses used using get gets wear wears treated corrected managed prevented continue continues "
    "continued maintained kept call calls consist consists comprises suffice suffices adequate enough dissolve chewed chew sprayed "
    "fed worn shared rubbed run delivered employed dosing respond responds".split()
)
DOSE_NOUNS = frozenset(
    "dose doses dosage dosages regimen regimens schedule course treatment therapy prophylaxis infusion bolus recommendations "
    "recommendation maximum".split()
)
BEING = frozenset("is are be being may can should must amounts ranges range varies vary lies equals".split())

# What stands in a clause that has another topic, in front of its first number: its numbers are no doses.
TOPICS = Phrases.of(
    {
        None: "in strength|in strengths|strengths|strength of|strength from|strength ranges|strength range|in size|in sizes|"
        "sizes|potency of|in potency|deliver|delivers|holds|hold|releases|approved for|licensed for|indicated for|doses above|anything above|amounts above|doses over|"
        "doses greater than|doses exceeding|doses higher than|doses of more than|licensed|"
        "not recommended|not indicated|not approved|contraindicated|should not be|not established|not advised|"
        "not suitable|approved in|approved by|licensed in|licensed by|authorized in|marketed in|introduced in|must not be|levels of|levels are|available|contains|contain|containing|supplied|marketed|sold|formulated|packaged|comes in|comes as|"
        "come in|come as|provided as|provided in|"
        "manufactured|brand name|brand names|trade name|trade names|side effects|adverse effects|adverse events|"
        "adverse reactions|half-life|half-lives|bioavailability|absorbed|excreted|eliminated|metabolized|metabolised|"
        "protein binding|was approved|were approved|been approved|is approved|are approved|received approval|"
        "serum|plasma|peak|concentration|concentrations|trough|clearance|onset of|monitored|monitoring|blood levels|"
        "blood tests|"
        "liver tests|liver function|should be checked|should be measured|patented|discovered|introduced|launched|"
        "is licensed|"
        "was licensed|first approved|approved for use|withdrawn|cleared from|aminotransferase|ALT|duration of action|"
        "elevations|approval|comes"
    }
)

# A statement with one of these tells of a case, an experiment, an overdose, a price or a count: it gives no dosage.
NARRATIVE = frozenset(
    "defined trial trials study studies studied mice mouse rat rats rabbit rabbits monkey monkeys macaque macaques guinea "
    "volunteers "
    "overdose overdoses overdosed overdosage overdosing ingested ingestion ingesting ingest lethal ld50 ddd "
    "prescriptions cost costs price prices priced usd dollars euros $ € £ reported report reports randomized "
    "randomised "
    "placebo-controlled toxic cohort investigated investigational experimental retrospective recreational "
    "recreationally abuse abused abusers illicit street phase-3 hamsters zebrafish embryos preclinical hypothetical "
    "suicide "
    "homeopathic sentenced seized smuggled accidentally accidental mistakenly".split()
)
# Words that take a dose back, compare it, or make its number one of an effect, a measurement or a story.
ALARMS = frozenset(
    # negation
    "nothing not never no nor neither cannot without avoid avoided avoiding instead rather except unlike "
    # what was once, or in some patients
    "was were had received took did developed experienced showed shown demonstrated found observed seen noted "
    "formerly previously former "
    # comparison
    "equivalent comparable compared versus vs than above below beyond exceed exceeds exceeding surpass surpasses "
    # effects and measurements
    "effects toxicity injury hepatotoxicity risk risks incidence associated association cause causes caused causing "
    "occur occurs occurred occurring resulted results produces produce produced abnormalities elevation "
    "absorption excretion elimination metabolism uptake complete absorbed metabolised metabolite metabolites effectiveness efficacy superior inferior tolerable "
    "when whenever if unless until interact interacts interaction interactions premedication antidote allowance intake milk breast diet kill kills fatal deadly effect fell rose died lost led gained grew arisen lowered doubles halves "
    "food foods dietary measured checked assessed examined recorded tested maximally potency potent contain contains".split()
)
CLAUSE_VERBS = frozenset(
    "is are was were has have had may might can could should must will would include includes included cause causes "
    "caused "
    "occurs occur does do acts act works work belongs inhibits blocks binds reduces lowers guide guides varies vary "
    "depends depend remains remain appears appear becomes become improves improve begins begin affects affect lasts "
    "last "
    "requires require takes follow follows being need needs respond responds tolerate experience develop develops show "
    "seem seems prefer help helps prevent prevents differ differs exist".split()
)
# What begins a clause about the dose.
DOSE_OPENERS = Phrases.of(
    {
        None: "and is typically given|and is usually given|and is given|is given|is taken|is administered|"
        "is typically|is usually|"
        "is generally|is used|is dosed|given|taken|administered|typically given|usually given|typically taken|"
        "usually taken|"
        "with a|with the|with usual|with typical|with recommended|with initial|at a dose|in a dose|in doses|at doses|"
        "the usual|"
        "the typical|the recommended|the dose|the dosage|the standard|usual|typical|recommended|a typical|a usual|"
        "a dose|"
        "a dosage|doses|dosage|dosages|its usual|its recommended|its typical|its dose|the starting|the initial|"
        "the maintenance|the loading|the maximum|the average|the normal|the adult|an initial|a starting|a recommended|"
        "the suggested|the approved|the common|the daily|the oral|the intravenous|typical doses|initial doses|"
        "starting doses|"
        "maintenance|in adults|in children|for adults|for children|adults|children|to be taken|to be given|"
        "recommended doses|usual doses|dosing|it is given|it is taken|it is administered|it is usually|it is typically|"
        "it is generally|the most common dose|the total|applied|injected|infused|it is injected|it is infused|"
        "is injected|"
        "is infused|is applied|it is applied|patients take|patients receive|adults take|adults receive|standard|"
        "average|normal"
    }
)

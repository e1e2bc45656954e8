"""Closed lists of what effects are called: enough to tell a clinical effect from whatever else a drug may "cause"."""

from __future__ import annotations

from collections.abc import Sequence

from .words import BODY_SYSTEMS

__all__ = [
    "ADJECTIVES",
    "BODY_PARTS",
    "CHANGES",
    "FIXED",
    "HEADS",
    "MEASURES",
    "MECHANISMS",
    "PARTS",
    "SENSATIONS",
    "SUFFIXES",
    "is_effect",
    "names_effect",
]

HEADS = frozenset(
 "abnormality abscess abuse accident ache acidosis acne addiction agitation agranulocytosis alkalosis akathisia allergy "
 "alopecia amenorrhea anaphylaxis anger angina angioedema anorexia anxiety apnea appetite arrest arrhythmia arthritis "
 "aspiration asthma ataxia atrophy attack auditory azoospermia backache baldness bacteremia belching bleed bleeding blindness "
 "blister blistering bloating block blockage blush blushing bradycardia breakdown breathlessness bronchospasm bruise bruising burn burning "
 "cachexia cancer candidiasis cardiotoxicity cardiomyopathy cataract cataracts chill chills chorea cirrhosis "
 "clot clots clotting clumsiness cold colds colic colitis collapse coma confusion "
 "congestion conjunctivitis constipation contraction convulsion convulsions cough coughing cramp cramping cramps "
 "craving crisis cyst cytopenia dandruff darkening death deafness defect deficiency degeneration dehydration delirium "
 "delusion delusions dementia demyelination dependence dependency depression derangement dermatitis dermatosis desquamation diabetes "
 "diarrhea diarrhoea diplopia discharge discoloration discolouration discomfort disinhibition "
 "disorientation distension distention distress disturbance dizziness dream dreams drowsiness dryness dyscrasia dyscrasias "
 "dyskinesia dyspepsia dysphagia dysphoria dyspnea dyspnoea dystonia dysuria ecchymosis eczema edema effusion elevation "
 "embolism emesis encephalopathy enlargement enteritis epilepsy epistaxis erection eruption erythema euphoria "
 "excitement exfoliation exhaustion failure faint fainting fall falls fatality fatigue feeling fever fibrillation fibrosis "
 "fit fits flare flatulence flu flush flushes flushing flashes flutter forgetfulness fracture fractures gain galactorrhea gangrene gastritis "
 "glaucoma glossitis gout grogginess gynecomastia gynaecomastia hallucination hallucinations halo halos "
 " hardening headache heartburn heaviness hematoma hematuria hemolysis hemorrhage haemorrhage haemolysis hepatotoxicity hiccup hiccups hiccough "
 "hirsutism hives hoarseness hostility hunger hyperactivity hyperhidrosis hyperkinesia hyperplasia hyperpyrexia hypersalivation "
 "hypersensitivity hypertension hyperthermia hypertrophy hypotension hypothermia hypoventilation hypoxia icterus "
 "ideation ileus imbalance immunosuppression impairment impotence impulsivity inability incontinence incoordination "
 "indigestion induration infarction infection infections infertility inflammation injury insomnia instability insufficiency "
 "intolerance irritability irritation ischemia ischaemia itch itching itchiness jaundice jitteriness lethargy leukemia lesion libido "
 "lightheadedness lipodystrophy lipoatrophy loss lupus lymphoma lump lymphadenopathy malaise malformation malignancy malignancies malabsorption mania melanoma meningitis "
 "microangiopathy migraine miosis miscarriage mucositis mutism myelosuppression myoclonus mydriasis myocarditis nasopharyngitis "
 "nausea necrolysis necrosis neoplasm nephrotoxicity nervousness neuralgia neuritis neurotoxicity neutropenia nightmare "
 "nightmares nosebleed nosebleeds numbness nystagmus obstruction odor odour ototoxicity ototoxic ototoxicities overdose overgrowth overgrowths pain pains pallor palpitation "
 "palpitations palsy pancreatitis pancytopenia panic papilledema paralysis paranoia paresis paresthesia paresthesias paraesthesia parkinsonism peeling "
 "perforation perspiration petechiae pharyngitis phlebitis photophobia photosensitivity pneumonia pneumonitis poisoning "
 "polyneuropathy polyp polyps pressure priapism prolongation prostration proteinuria pruritus pseudotumor psychosis psychoses ptosis "
 "purpura rage rash rashes redness reflux regurgitation restlessness retardation retching retention retinopathy rhabdomyolysis rhinitis rhinorrhea "
 "rigidity rupture salivation scarring sedation seizure seizures sensation sensitivity sepsis shakiness shaking shivering "
 "shivers shock sickness sinusitis sleep sleepiness sleeplessness sleepwalking slowing sneezing somnolence sore soreness sores spasm "
 "spasms spotting staining sterility stiffness stimulation stinging stomatitis stone stones stroke stupor suicidality suicide sunburn suppression sweat sweating "
 "sweats swelling syncope syndrome tachycardia tachypnea tears tearing teratogenicity tenderness tendinitis tetany thirst "
 "throat thrombosis thrush tic tics tightness tingling tinnitus tiredness toxicity tremor tremors tumor tumour "
 "twitching ulcer ulceration ulcers unconsciousness unsteadiness upset uremia urgency urination urticaria uveitis "
 "vaginitis vasculitis vertigo virilization vision vomit vomiting wakefulness warmth wasting weakness weariness "
 "weeping weight welts wheezing wheeze withdrawal wound wrinkling xerosis xerostomia yawning yellowing "
 "fatty nose eye eyes lips skin stools stool urine lip hands feet cough libido "
 "torsades hemorrhoids phosphenes phenomena floaters glare blackout apathy hangover stuttering drooling snoring gas "
 "bruxism goiter rigor shingles zoster herpes wart cellulitis autism "
 "sleepy drowsy dizzy faint thirsty nauseous nauseated lightheaded giddy gambling bloatedness burp hearing-loss jerk jerks blackening thinning puffiness sluggishness "
 "hepatitis fistula reactivation flare-up worsening exacerbation swing dysfunction irregularity mortality harm death deaths defect defects withdrawal suicidal aggressive aggression anticholinergic antimuscarinic extrapyramidal teratogenic ".split()
)  # fmt: skip
"""Head nouns of terms, in the singular where they have one."""

SUFFIXES = (
    "itis", "emia", "aemia", "penia", "pathy", "pathies", "uria", "algia", "rrhea", "rrhoea", "plegia", "spasm",
    "edema", "oedema", "osis", "oma", "toxicity", "cytosis", "pnea", "pnoea", "cardia", "tension", "phagia", "opia",
    "kinesia", "esthesia", "aesthesia", "asthenia", "megaly", "lysis", "ectasia", "orexia", "mania", "phobia", "phoria",
    "pyrexia", "ataxia", "phasia", "mnesia", "somnia", "trophy", "ptysis", "emesis", "philia", "thymia", "pepsia",
    "mastia", "suppression", "dystonia", "philias", "geusia", "osmia", "dipsia", "plasia", "rrhage", "rrhagia", "dynia",
    "trichosis", "lalia", "iasis", "thyroidism", "gonadism",
)  # fmt: skip
"""Endings of the names of signs and diseases."""

STATES = frozenset(
    "dry sore itchy red swollen blurred blurry stiff dark pale watery puffy stuffy runny numb cold irritated inflamed bloody "
    "tarry painful weak tender unsteady bitter metallic slow slowed fast rapid irregular loose brittle thin thinning "
    "cracked chapped burning tired aching bleeding clammy flaky yellow yellowish bluish gray grey double poor unpleasant "
    "altered abnormal impaired increased decreased reduced low high raised elevated lowered disturbed vivid "
    "unusual shallow noisy difficult foul bad cloudy upset heavy missed".split()
)
"""Adjectives that make an effect of a part of the body or of what is felt or measured: "dry mouth", "bitter taste"."""

GENERIC = frozenset(
    "effect event reaction problem symptom sign complication illness disease disorder damage trouble difficulty "
    "abnormality disturbance change".split()
)
"""Nouns that name an effect with a word for where or what: "liver problems"."""

CHANGES = frozenset(
    "elevation elevations increase increases rise rises decrease decreases reduction reductions change changes "
    "abnormality abnormalities disturbance disturbances loss alteration alterations disorder disorders swelling "
    "impairment fluctuations variations fall falls lowering drop drops derangement derangements worsening inflammation "
    "raised elevated increased decreased reduced low high lowered altered abnormal impaired".split()
)
"""What something measured goes through: shared by all that is measured after it."""

MEASURES = frozenset(
    "enzyme enzymes bilirubin aminotransferase aminotransferases transaminase transaminases alt ast phosphatase "
    "creatinine cholesterol triglycerides triglyceride glucose sugar potassium sodium calcium magnesium phosphate "
    "pressure rate appetite weight libido mood behavior behaviour taste smell hearing vision memory concentration "
    "sleep ggt ldh urea nitrogen cpk kinase amylase lipase hemoglobin haemoglobin count counts lipids lipid "
    "consciousness hair sensation function functions acid prolactin balance coordination "
    "color colour thinking judgment judgement electrolytes tests test cortisol insulin tsh ecg "
    "sight attention energy interest desire menstruation breathing platelets platelet leukocytes lymphocytes "
    "bowel perception voice levels level qrs qtc qt interval intervals".split()
)
"""What is measured or felt, and is no effect without a word for its change."""

PARTS = frozenset(
    "chest back muscle muscular joint bone leg legs arm arms hand hands foot feet ankle ankles stomach abdominal abdomen eye eyes ear skin "
    "nasal throat mouth liver kidney renal hepatic cardiac heart lung pulmonary gastrointestinal gastric upper lower "
    "visual auditory breast neck head facial face limb lip tongue gum injection infusion bladder bowel intestinal "
    "urinary vaginal genital scalp hair nail tooth dental blood vascular muscular neuromuscular peripheral central "
    "arterial venous serum white red urogenital respiratory neurological neurologic psychiatric mood sleep sexual hip knee shoulder "
    "flank pelvic belly waist feet finger fingers toe toes eyelid eyelids epigastric oral ocular corneal retinal optic nerve brain spinal menstrual bacterial viral fungal "
    "tonic clonic motor sensory cognitive left right weight appetite taste smell fluid salt sodium water electrolyte "
    "bile gallbladder pancreatic colon rectal anal nasopharyngeal ovarian uterine testicular prostate thyroid adrenal".split()
) - {"hair", "mouth", "throat"}
"""Modifiers that are no effect of themselves: "chest or back pain" is two pains."""

BODY_PARTS = PARTS - MEASURES | frozenset(
    "mouth throat lips nose hands joints muscles bones lungs kidneys limbs extremities palms soles wrists knees elbows hips shoulders "
    "calves thighs jaw trunk body gums nails genitals cheeks temples breasts".split()
)
"""Where something may hurt: none is an effect of itself."""

MECHANISMS = frozenset(
    "inhibition activation blockade release synthesis vasodilation vasodilatation vasoconstriction relaxation "
    "stimulation binding expression proliferation apoptosis metabolism clearance absorption excretion secretion "
    "production conversion uptake transport signaling signalling differentiation maturation transcription "
    "phosphorylation depolarization hyperpolarization influx efflux formation degradation replication translation "
    "desensitization upregulation downregulation antagonism agonism induction regression remission improvement recovery "
    "relief resistance inactivation modulation diuresis analgesia anesthesia anaesthesia ovulation bronchodilation "
    "contraception hydrolysis opening closing accumulation".split()
)
"""What a drug does by its nature: no adverse effect."""

ADJECTIVES = frozenset(
    "mild moderate severe serious transient asymptomatic symptomatic reversible acute chronic minor fatal persistent "
    "prolonged marked painful temporary profound generalized generalised localized localised progressive permanent "
    "irreversible sudden idiosyncratic nonspecific immediate delayed small slight modest upper lower left right "
    "dry loose itchy watery red blurred blurry double vivid abnormal irregular slow rapid fast hot cold heavy stiff "
    "swollen low high bacterial viral fungal sensory motor arterial venous atrial ventricular local systemic cholestatic "
    "hepatocellular inflamed sore bloody tarry dark pale unusual strange bad tender stuffy runny watery apparent significant visual auditory tactile simple complex major".split()
)
"""Adjectives that may be coordinated before one noun."""

FIXED = (
    ("hand", "and", "foot"),
    ("pins", "and", "needles"),
    ("hand", ",", "foot", "and", "mouth"),
    ("signs", "and", "symptoms"),
    ("eosinophilia", "and", "systemic", "symptoms"),
    ("cut", "and", "bruises"),
    ("hot", "and", "cold"),
    ("hands", "and", "feet"),
    ("hands", "or", "feet"),
    ("arms", "and", "legs"),
    ("arms", "or", "legs"),
    ("feet", "and", "ankles"),
    ("ankles", "and", "feet"),
    ("fingers", "and", "toes"),
    ("fingers", "or", "toes"),
    ("ups", "and", "downs"),
    ("black", "and", "blue"),
)
"""Runs of words that a list is not parted in."""

SENSATIONS = frozenset(
    "burning itching swelling redness pain numbness tingling stinging dryness irritation bleeding soreness tenderness "
    "inflammation puffiness discoloration bruising peeling cracking ulceration stiffness aching weakness".split()
)
"""What is felt or seen at a place, and shares that place with its neighbour."""

_PREPOSITIONS = frozenset("of in at on to with from for into around under over".split())
_TARGETS = frozenset(
    "bacteria cells cell tumor tumors tumours parasites parasite worm worms virus viruses fungi bacterial fungal organism "
    "organisms microbes pathogens".split()
)


def is_effect(words: Sequence[str]) -> bool | None:
    """Whether a term, as lower-case words, names a clinical effect; None where the lists do not know it.

    False for what a drug does by its nature, as "inhibition of the enzyme" or "death of the parasite".
    """
    head = words[: next((i for i, word in enumerate(words) if i and word in _PREPOSITIONS), len(words))]
    last = next((word for word in reversed(head) if word.isalpha()), "")
    if last in MECHANISMS:
        return False
    known = any(
        form in HEADS or (len(form) > 5 and form.endswith(SUFFIXES))
        for i, word in enumerate(words)
        if not _first_of_compound(words, i)
        for form in _forms(word)
    )
    if known and any(word in _TARGETS for word in words[len(head) :]):
        return False
    felt = any(word in STATES for word in words) and any(word in _FELT for word in words)
    if known or felt or "uln" in words or tuple(words[-3:]) == ("limit", "of", "normal"):
        return True
    changed = any(word in CHANGES for word in words[:_ADJECTIVES_BEFORE]) or any(
        form in GENERIC for word in words for form in _forms(word)
    )
    return True if changed and any(word in _PLACES for word in words) else None


_PLACES = (
    (
        MEASURES
        - {"level", "levels", "count", "counts", "rate", "function", "functions", "interval", "acid", "tests", "test"}
    )
    | PARTS - {"upper", "lower", "central", "peripheral", "left", "right", "white", "red", "salt", "water", "fluid"}
    | BODY_SYSTEMS
    | frozenset(
        "allergic hypersensitivity infusion injection withdrawal thyroid immune walking swallowing urinating sleeping speaking "
        "breathing fluid electrolyte personality hypersensitivity anaphylactic anaphylactoid autoimmune".split()
    )
)


def _first_of_compound(words: Sequence[str], at: int) -> bool:
    """ "cold" in "cold-tolerant": no name of its own, but "flu-like" is one."""
    return tuple(words[at + 1 : at + 2]) == ("-",) and tuple(words[at + 2 : at + 3]) != ("like",)


_FELT = MEASURES - {
    "level",
    "levels",
    "count",
    "counts",
    "rate",
    "function",
    "functions",
    "interval",
    "acid",
    "tests",
    "test",
    "insulin",
    "concentration",
    "energy",
    "interest",
    "attention",
    "balance",
    "perception",
    "thinking",
    "judgment",
    "judgement",
    "coordination",
    "electrolytes",
    "desire",
} | frozenset(
    "adaptation mouth throat hair skin nose eye eyes lips lip stomach chest joints muscles limbs gait gums gum stools stool urine "
    "heartbeat pulse heart nails nail tongue speech vision sight hands feet periods breath teeth ears head legs".split()
)
_ADJECTIVES_BEFORE = 4
"""Words of a term among which its change stands: "asymptomatic and transient rises in transaminases"."""


def _forms(word: str) -> tuple[str, ...]:
    """A word, and what it may be the plural of."""
    return word, word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y" if word.endswith("ies") else word


_PLURALS = frozenset(
    {f"{head}{end}" for head in HEADS for end in ("s", "es")}
    | {f"{head[:-1]}ies" for head in HEADS if head.endswith("y")}
)
_HEAD_FORMS = HEADS | _PLURALS | {"uln", "normal"}
_CHANGED_FORMS = CHANGES | GENERIC | {f"{noun}s" for noun in GENERIC} | {"difficulties", "abnormalities"}


def names_effect(words: frozenset[str]) -> bool:
    """Whether any word of a statement, in lower case, can be of a term: a quick look before anything is read."""
    return (
        not words.isdisjoint(_HEAD_FORMS)
        or any(word.endswith(SUFFIXES) or word.endswith("ias") for word in words)
        or not (words.isdisjoint(STATES) or words.isdisjoint(_FELT))
        or not (words.isdisjoint(_CHANGED_FORMS) or words.isdisjoint(_PLACES))
    )

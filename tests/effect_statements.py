"""Statements of adverse effects in original words, with their readings as short lines (`effect_lines`)."""

from __future__ import annotations

FRAMES: dict[str, list[str]] = {
    "In high doses it may cause tremor.": ["tremor; if: In high doses"],
    "With long-term use it may cause cataracts.": ["cataracts; if: With long-term use"],
    "Its toxicities are rigors and renal damage, which can lead to hypokalemia.": [
        "rigors",
        "renal damage",
        "hypokalemia; <- renal damage",
    ],
    "Serious side effects include neutropenia, which can lead to infections, and gout.": [
        "neutropenia; (serious)",
        "infections; <- neutropenia",
        "gout; (serious)",
    ],
    "Liver injury is rare, occurring in 1 in 20,000 to 50,000 patients.": ["Liver injury; rare"],
    "It has side effects that are commonly headache and rash.": ["headache; common", "rash; common"],
    "It is given weekly, tremor, fever and rash being the most common side effects.": [
        "tremor; common",
        "fever; common",
        "rash; common",
    ],
    "It is used for asthma, headache, and gout, nausea being the most common side effect.": ["nausea; common"],
    "AST or ALT elevations were seen in 4% of patients.": ["AST or ALT elevations; drug 4%"],
    "Frequent side effects include somnolence and nausea, while hallucinations are less common.": [
        "somnolence; frequent",
        "nausea; frequent",
        "hallucinations; less common",
    ],
    "Side effects are usually mild and transient and include dizziness, flushing and headache.": [
        "dizziness; (mild)",
        "flushing; (mild)",
        "headache; (mild)",
    ],
    "Other side effects include dry mouth, blurred vision, and constipation.": [
        "dry mouth",
        "blurred vision",
        "constipation",
    ],
    "More serious side effects, such as seizures and coma, are rare.": [
        "seizures; rare; (serious)",
        "coma; rare; (serious)",
    ],
    "Nausea and vomiting are common, while rash and pruritus are less often seen.": [
        "Nausea; common",
        "vomiting; common",
        "rash; less common",
        "pruritus; less common",
    ],
    "Diarrhea is the most common side effect.": ["Diarrhea; common"],
    "The most common side effect is diarrhea.": ["diarrhea; common"],
    "Among the most common side effects are nausea, vomiting and headache.": [
        "nausea; common",
        "vomiting; common",
        "headache; common",
    ],
    "Patients may experience dizziness, nausea or headache.": ["dizziness", "nausea", "headache"],
    "Some people develop a rash.": ["rash"],
    "Zelotrine commonly causes nausea and dizziness.": ["nausea; common", "dizziness; common"],
    "It may cause dizziness when used in high doses.": ["dizziness; if: in high doses"],
    "High doses may cause seizures.": ["seizures; if: High doses"],
    "Long-term use may lead to osteoporosis and fractures.": [
        "osteoporosis; if: Long-term use",
        "fractures; if: Long-term use",
    ],
    "At higher doses, tremor and palpitations may occur.": [
        "tremor; if: At higher doses",
        "palpitations; if: At higher doses",
    ],
    "Headache, nausea and fatigue are among the more common side effects.": [
        "Headache; common",
        "nausea; common",
        "fatigue; common",
    ],
    "Side effects: nausea, headache, dizziness.": ["nausea", "headache", "dizziness"],
    "Adverse effects of zelotrine are dose related and include tremor, ataxia and drowsiness.": [
        "tremor",
        "ataxia",
        "drowsiness",
    ],
    "The major toxicity is myelosuppression.": ["myelosuppression"],
    "It may produce drowsiness and dry mouth as side effects.": ["drowsiness", "dry mouth"],
    "Less common are rash, urticaria and fever.": ["rash; less common", "urticaria; less common", "fever; less common"],
    "Less commonly, confusion and hallucinations may occur.": ["confusion; less common", "hallucinations; less common"],
    "Rarely reported are seizures and coma.": ["seizures; rare", "coma; rare"],
    "Rarely, it may cause agranulocytosis.": ["agranulocytosis; rare"],
    "In rare cases, hepatitis has occurred.": ["hepatitis; rare"],
    "Rare cases of rhabdomyolysis have been reported.": ["rhabdomyolysis; rare"],
    "Pancreatitis has rarely been reported.": ["Pancreatitis; rare"],
    "There have been rare reports of Stevens-Johnson syndrome and toxic epidermal necrolysis.": [
        "Stevens-Johnson syndrome; rare",
        "toxic epidermal necrolysis; rare",
    ],
    "Zelotrine is a rare cause of acute liver injury.": ["acute liver injury; rare"],
    "Zelotrine is generally well tolerated, but can cause mild nausea, headache and rash.": [
        "mild nausea",
        "headache",
        "rash",
    ],
    "Zelotrine is well tolerated, with side effects that include headache and nausea.": ["headache", "nausea"],
    "Zelotrine can have serious side effects such as seizures, cardiac arrhythmias and coma.": [
        "seizures; (serious)",
        "cardiac arrhythmias; (serious)",
        "coma; (serious)",
    ],
    "In children, the most common side effects are fever and irritability.": [
        "fever; common; if: In children",
        "irritability; common; if: In children",
    ],
    "Side effects in the elderly include confusion and falls.": [
        "confusion; if: in the elderly",
        "falls; if: in the elderly",
    ],
    "Severe but rare side effects include Stevens-Johnson syndrome and toxic epidermal necrolysis (TEN).": [
        "Stevens-Johnson syndrome; rare; (severe)",
        "toxic epidermal necrolysis; rare; (severe)",
    ],
    "Potentially fatal side effects include lactic acidosis and hepatic failure.": [
        "lactic acidosis; (fatal)",
        "hepatic failure; (fatal)",
    ],
    "Fatal cases of hepatic necrosis have been reported.": ["hepatic necrosis; (fatal)"],
    "Frequent adverse effects are headache and dizziness; occasional effects are rash and pruritus; rare effects are seizures.": [
        "headache; frequent",
        "dizziness; frequent",
        "rash; uncommon",
        "pruritus; uncommon",
        "seizures; rare",
    ],
    "It often causes drowsiness and dry mouth, and occasionally causes confusion.": [
        "drowsiness; frequent",
        "dry mouth; frequent",
        "confusion; uncommon",
    ],
    "Weight gain is frequently seen, as are increased appetite and drowsiness.": [
        "Weight gain; frequent",
        "increased appetite; frequent",
        "drowsiness; frequent",
    ],
    "Adverse effects most commonly reported are nausea and headache.": ["nausea; common", "headache; common"],
    "Its most serious side effect is agranulocytosis, which can be fatal.": ["agranulocytosis; (serious)"],
    "Adverse effects are mostly gastrointestinal and include nausea, bloating and flatulence.": [
        "nausea",
        "bloating",
        "flatulence",
    ],
    "The side effect profile includes nausea, headache and insomnia.": ["nausea", "headache", "insomnia"],
    "Side effects are common and consist mainly of fatigue, nausea and rash.": [
        "fatigue; common",
        "nausea; common",
        "rash; common",
    ],
    "Side effects are few, but headache, nausea and rash may occur.": ["headache", "nausea", "rash"],
    "Very rarely, patients develop anaphylaxis.": ["anaphylaxis; very rare"],
    "The most frequently reported adverse reactions are nausea (18%), headache (11%) and fatigue (7%).": [
        "nausea; frequent; drug 18%",
        "headache; frequent; drug 11%",
        "fatigue; frequent; drug 7%",
    ],
    "When used in high doses for long periods, zelotrine can cause adrenal suppression.": [
        "adrenal suppression; if: in high doses for long periods"
    ],
    "If stopped suddenly, zelotrine may cause rebound hypertension.": ["rebound hypertension; if: If stopped suddenly"],
    "Zelotrine has been implicated in cases of drug induced lupus.": ["drug induced lupus"],
    "Side effects with the eye drops include burning, stinging and redness of the eye.": [
        "burning",
        "stinging",
        "redness of the eye",
    ],
    "Tendon rupture is a rare but serious complication.": ["Tendon rupture; rare; (serious)"],
    "Nausea, which is usually mild, is the most frequent side effect.": ["Nausea; frequent"],
    "Side effects are generally mild. They include headache and nausea.": ["headache", "nausea"],
    "Common side effects include fatigue and rash. Serious side effects include hepatitis. Others include alopecia.": [
        "fatigue; common",
        "rash; common",
        "hepatitis; (serious)",
        "alopecia",
    ],
    "It increases the risk of bleeding.": ["bleeding"],
    "Side effects such as headache, nausea and insomnia are usually mild.": [
        "headache; (mild)",
        "nausea; (mild)",
        "insomnia; (mild)",
    ],
    "When given in high doses, zelotrine regularly causes mild-to-moderate elevations in serum enzymes and bilirubin, but it rarely results in clinically significant acute liver injury.": [
        "elevations in serum enzymes; frequent; (mild_to_moderate); if: in high doses",
        "elevations in bilirubin; frequent; (mild_to_moderate); if: in high doses",
        "clinically significant acute liver injury; rare; if: in high doses",
    ],
    "The drug has few side effects, the most common being headache and nausea.": ["headache; common", "nausea; common"],
    "Zelotrine's most common side effects are drowsiness and fatigue.": ["drowsiness; common", "fatigue; common"],
    "Among reported adverse effects are gynecomastia and galactorrhea.": ["gynecomastia", "galactorrhea"],
    "Zelotrine rarely, if ever, causes liver injury.": ["liver injury; rare"],
    "Adverse effects of special interest include uveitis and retinal detachment.": ["uveitis", "retinal detachment"],
    "Common side effects, most of which are dose related, are rash and dizziness.": [
        "rash; common",
        "dizziness; common",
    ],
    "Serious side effects, though rare, may include hepatitis and seizures.": [
        "hepatitis; rare; (serious)",
        "seizures; rare; (serious)",
    ],
    "Side effects that are less frequent yet potentially severe are pancreatitis and uveitis.": [
        "pancreatitis; less common; (potentially_severe)",
        "uveitis; less common; (potentially_severe)",
    ],
    "Side effects that patients notice most often are dry mouth and drowsiness.": [
        "dry mouth; frequent",
        "drowsiness; frequent",
    ],
    "Side effects in the first weeks include nausea and headache.": [
        "nausea; if: in the first weeks",
        "headache; if: in the first weeks",
    ],
    "The most worrying side effect is liver failure.": ["liver failure"],
    "Side effects are not uncommon and include rash and edema.": ["rash; common", "edema; common"],
    "Side effects depend on the dose and include sweating, tremor and restlessness.": [
        "sweating",
        "tremor",
        "restlessness",
    ],
    "Side effects are usually not severe and include headache and rash.": ["headache", "rash"],
    "Frequent side effects are those of its anticholinergic activity: dry mouth and constipation.": [
        "dry mouth; frequent",
        "constipation; frequent",
    ],
    "Common side effects with intravenous use are numbness and confusion.": [
        "numbness; common; if: intravenous use",
        "confusion; common; if: intravenous use",
    ],
    "Its use is limited by its side effects, which include nephrotoxicity and hearing loss.": [
        "nephrotoxicity",
        "hearing loss",
    ],
    "Zelotrine has several side effects, most commonly orthostatic hypotension and headache.": [
        "orthostatic hypotension; common",
        "headache; common",
    ],
    "Zelotrine can produce many side effects, of which the most common are nausea and sedation.": [
        "nausea; common",
        "sedation; common",
    ],
    "Zelotrine is used at night, with sleepiness as its most common side effect.": ["sleepiness; common"],
    "Mild nausea is the most common side effect, followed by insomnia and abnormal dreams.": [
        "Mild nausea; common",
        "insomnia; common",
        "abnormal dreams; common",
    ],
    "Hypotension and rash have been described but are rare.": ["Hypotension; rare", "rash; rare"],
    "Anaphylaxis has been reported, although rarely.": ["Anaphylaxis; rare"],
    "Sedation is dose related and occurs in up to half of patients.": ["Sedation"],
    "Vomiting occurs in 1 in 10 people.": ["Vomiting"],
    "A bitter taste and a slow heart rate are common.": ["bitter taste; common", "slow heart rate; common"],
    "Tremor is common, and the effect lasts 3 to 6 hours.": ["Tremor; common"],
    "Zelotrine can cause severe neutropenia, and regular monitoring of blood counts is required.": [
        "severe neutropenia"
    ],
    "Virtually all patients develop alopecia, and nausea and vomiting are very common.": [
        "alopecia",
        "nausea; very common",
        "vomiting; very common",
    ],
    "It often causes drowsiness and in some patients leads to weight gain.": [
        "drowsiness; frequent",
        "weight gain",
    ],
    "Overdose may lead to respiratory depression.": ["respiratory depression; if: Overdose"],
    "Stopping the drug suddenly may cause seizures.": ["seizures; if: Stopping the drug suddenly"],
    "Unlike older drugs it may cause dry mouth.": ["dry mouth"],
    "Zelotrine carries a risk of agranulocytosis.": ["agranulocytosis"],
    "Patients with asthma may develop bronchospasm.": ["bronchospasm; if: Patients with asthma"],
    "Older adults are more likely to develop confusion.": ["confusion; if: Older adults"],
    "Patients may complain of a metallic taste.": ["metallic taste"],
    "Side effects such as flushing can be lessened by taking it with food.": ["flushing"],
    "Common side effects include headache and rash, all of which subside when treatment is stopped.": [
        "headache; common",
        "rash; common",
    ],
    "Zelotrine has been linked to acute liver injury, typically arising within 1 to 3 months of starting treatment.": [
        "acute liver injury"
    ],
    "It can, rarely, cause seizures.": ["seizures; rare"],
    "The list of possible side effects is long and includes nausea and rash.": ["nausea", "rash"],
    "Cumulative doses can cause heart failure.": ["heart failure"],
}
"""What frames say of all terms of their list."""

LISTS: dict[str, list[str]] = {
    "Side effects include weight gain or loss and fatigue.": ["weight gain", "weight loss", "fatigue"],
    "Side effects include nausea, appetite loss or gain, and fatigue.": [
        "nausea",
        "appetite loss",
        "appetite gain",
        "fatigue",
    ],
    "Side effects include loss or gain of weight.": ["loss of weight", "gain of weight"],
    "It may cause increased or decreased appetite.": ["increased appetite", "decreased appetite"],
    "Side effects include weight loss and falls.": ["weight loss", "falls"],
    "Side effects include hearing loss and weight gain.": ["hearing loss", "weight gain"],
    "Zelotrine can cause bone marrow suppression, which can lead to infections and bleeding.": [
        "bone marrow suppression",
        "infections; <- bone marrow suppression",
        "bleeding; <- bone marrow suppression",
    ],
    "Gastrointestinal side effects including nausea, diarrhea and abdominal pain are common.": [
        "Gastrointestinal side effects; common",
        "nausea; common; of Gastrointestinal side effects",
        "diarrhea; common; of Gastrointestinal side effects",
        "abdominal pain; common; of Gastrointestinal side effects",
    ],
    "Severe allergic reactions (anaphylaxis, angioedema) can occur.": [
        "Severe allergic reactions",
        "anaphylaxis; of Severe allergic reactions",
        "angioedema; of Severe allergic reactions",
    ],
    "Common side effects include nausea, vomiting and, rarely, seizures.": [
        "nausea; common",
        "vomiting; common",
        "seizures; rare",
    ],
    "Common side effects include headache and, less commonly, rash and fever.": [
        "headache; common",
        "rash; less common",
        "fever; less common",
    ],
    "Common side effects include chest or back pain, muscle and joint aches, and hot flushes.": [
        "chest pain; common",
        "back pain; common",
        "muscle aches; common",
        "joint aches; common",
        "hot flushes; common",
    ],
    "Burning or itching of the eyes may occur.": ["Burning of the eyes", "itching of the eyes"],
    "Less common but more serious side effects include hepatitis, pancreatitis, and blood dyscrasias such as agranulocytosis and aplastic anemia.": [
        "hepatitis; less common; (serious)",
        "pancreatitis; less common; (serious)",
        "blood dyscrasias; less common; (serious)",
        "agranulocytosis; less common; (serious); of blood dyscrasias",
        "aplastic anemia; less common; (serious); of blood dyscrasias",
    ],
    "Hypersensitivity reactions (e.g., rash, urticaria, angioedema) may occur.": [
        "Hypersensitivity reactions",
        "rash; of Hypersensitivity reactions",
        "urticaria; of Hypersensitivity reactions",
        "angioedema; of Hypersensitivity reactions",
    ],
    "Skin reactions, such as rash and pruritus, are common, but severe reactions are rare.": [
        "Skin reactions; common",
        "rash; common; of Skin reactions",
        "pruritus; common; of Skin reactions",
    ],
    "Neurological side effects including confusion, seizures and coma are rare.": [
        "Neurological side effects; rare",
        "confusion; rare; of Neurological side effects",
        "seizures; rare; of Neurological side effects",
        "coma; rare; of Neurological side effects",
    ],
    "It can cause nausea and, in high doses, seizures and coma.": [
        "nausea",
        "seizures; if: in high doses",
        "coma; if: in high doses",
    ],
    "More serious side effects include bone marrow suppression (leukopenia, anemia and thrombocytopenia) and liver injury.": [
        "bone marrow suppression; (serious)",
        "leukopenia; (serious); of bone marrow suppression",
        "anemia; (serious); of bone marrow suppression",
        "thrombocytopenia; (serious); of bone marrow suppression",
        "liver injury; (serious)",
    ],
    "Zelotrine has not been linked to serum enzyme elevations during therapy or to clinically apparent liver injury.": [
        "serum enzyme elevations; NOT",
        "clinically apparent liver injury; NOT",
    ],
    "Zelotrine has been linked with acute pancreatitis and, rarely, with liver failure.": [
        "acute pancreatitis",
        "liver failure; rare",
    ],
    "Side effects include drowsiness, dry mouth, constipation, urinary retention, etc.": [
        "drowsiness",
        "dry mouth",
        "constipation",
        "urinary retention",
    ],
    "Side effects include hypokalemia (low potassium), hyponatremia and dizziness.": [
        "hypokalemia (low potassium)",
        "hyponatremia",
        "dizziness",
    ],
    "Side effects can include low blood pressure when standing, dizziness, and a fast heart rate.": [
        "low blood pressure when standing",
        "dizziness",
        "fast heart rate",
    ],
    "Zelotrine can cause serious and sometimes fatal infections.": ["serious and sometimes fatal infections"],
    "Side effects include: nausea; vomiting; and headache.": ["nausea", "vomiting", "headache"],
    "Side effects include changes in mood and appetite, dizziness and weight loss.": [
        "changes in mood",
        "changes in appetite",
        "dizziness",
        "weight loss",
    ],
    "Side effects include loss of appetite, taste or smell.": ["loss of appetite", "loss of taste", "loss of smell"],
    "Uncommon adverse events include elevations in serum creatinine and uric acid.": [
        "elevations in serum creatinine; uncommon",
        "elevations in uric acid; uncommon",
    ],
    "Less common reactions include hypersensitivity (rash, fever, eosinophilia), hepatitis and nephritis.": [
        "hypersensitivity; less common",
        "rash; less common; of hypersensitivity",
        "fever; less common; of hypersensitivity",
        "eosinophilia; less common; of hypersensitivity",
        "hepatitis; less common",
        "nephritis; less common",
    ],
    "Zelotrine may cause severe diarrhea, dehydration and kidney failure.": [
        "severe diarrhea",
        "dehydration",
        "kidney failure",
    ],
    "Chronic therapy with zelotrine is associated with mild and transient serum aminotransferase elevations in 5 to 10% of patients.": [
        "mild and transient serum aminotransferase elevations; if: Chronic therapy; drug 5-10%"
    ],
    'Side effects include "flu-like" symptoms, fatigue and depression.': [
        '"flu-like" symptoms',
        "fatigue",
        "depression",
    ],
    "Side effects may include allergic reactions, which may be severe, and liver injury.": [
        "allergic reactions",
        "liver injury",
    ],
    "Injection may cause pain, swelling and redness at the injection site.": [
        "pain",
        "swelling",
        "redness at the injection site",
    ],
    "Severe but rare side effects include Stevens-Johnson syndrome and toxic epidermal necrolysis (TEN).": [
        "Stevens-Johnson syndrome; rare; (severe)",
        "toxic epidermal necrolysis; rare; (severe)",
    ],
    "Nausea and/or vomiting may occur.": ["Nausea", "vomiting"],
    "Side effects include changes in mood and in weight.": ["changes in mood", "changes in weight"],
    "Side effects include nightmares or unusual dreams.": ["nightmares", "unusual dreams"],
    "Side effects include pain in the arms or legs, and fever.": ["pain in the arms or legs", "fever"],
    "Serious skin reactions such as Stevens-Johnson syndrome have been reported.": [
        "Serious skin reactions",
        "Stevens-Johnson syndrome; of Serious skin reactions",
    ],
    "Agranulocytosis, a potentially fatal drop in white cells, can occur.": ["Agranulocytosis"],
    "The major toxicities are alopecia and cardiotoxicity, the last of which is related to the total dose.": [
        "alopecia",
        "cardiotoxicity",
    ],
    "Zelotrine can cause transient, mild serum enzyme elevations and fever.": [
        "transient, mild serum enzyme elevations",
        "fever",
    ],
    "A mild rash and soreness where the shot was given may follow vaccination.": [
        "mild rash",
        "soreness where the shot was given",
    ],
}
"""Where lists part, what belongs to what, what neighbours share."""

FIGURES: dict[str, list[str]] = {
    "Common adverse effects (>10%) include nausea.": ["nausea; common"],
    "Common adverse effects (1–10%) include nausea.": ["nausea; common; class common"],
    "Most common adverse effects (1–10%) include nausea.": ["nausea; common; drug 1-10%"],
    "Common (>10%): nausea.": ["nausea; common"],
    "Rare (<1%): fever.": ["fever; rare"],
    "Rare (<0.1%): fever.": ["fever; rare; class rare"],
    "Common (may affect up to 1 in 10 people): fever.": ["fever; common; class common"],
    "Very common (more than 1 in 10 people): fever.": ["fever; very common; class very_common"],
    "Very common (more than 1 in 100 people): fever.": ["fever; very common"],
    "Uncommon side effects (1 in 1,000 to 1 in 100) include fever.": ["fever; uncommon; class uncommon"],
    "Neutropenia occurs in up to 10% of patients.": ["Neutropenia; drug <=10%"],
    "Up to 10% of patients develop neutropenia.": ["neutropenia; drug <=10%"],
    "Rash was reported in 12% of those on zelotrine and 6% of those on placebo.": ["Rash; drug 12%; placebo 6%"],
    "In trials, hypotension occurred in 8% of zelotrine-treated patients versus 2% of placebo recipients.": [
        "hypotension; drug 8%; placebo 2%"
    ],
    "Adverse effects reported in more than 10% of patients include nausea, headache and fatigue.": [
        "nausea; drug >10%",
        "headache; drug >10%",
        "fatigue; drug >10%",
    ],
    "Serum aminotransferase elevations occur in 1% to 3% of patients and values above 5 times ULN arose in 0.5%.": [
        "Serum aminotransferase elevations; drug 1-3%",
        "values above 5 times ULN; drug 0.5%",
    ],
    "Injection site reactions are the most common side effect, occurring in 30% of patients.": [
        "Injection site reactions; common; drug 30%"
    ],
    "Common adverse reactions (≥1%) include nausea, headache, and fatigue.": [
        "nausea; common; class common",
        "headache; common; class common",
        "fatigue; common; class common",
    ],
    "Very common adverse effects (affecting more than 1 in 10 people): headache, nausea.": [
        "headache; very common; class very_common",
        "nausea; very common; class very_common",
    ],
    "Common (1–10%): diarrhea, rash. Uncommon (0.1–1%): alopecia.": [
        "diarrhea; common; class common",
        "rash; common; class common",
        "alopecia; uncommon; class uncommon",
    ],
    "Rare (<1/1,000): anaphylaxis. Very rare (<1/10,000): agranulocytosis.": [
        "anaphylaxis; rare; class rare",
        "agranulocytosis; very rare; class very_rare",
    ],
    "Frequency not known: interstitial lung disease.": ["interstitial lung disease; class not_known"],
    "Headache, nausea, and diarrhea occur in more than 10% of patients.": [
        "Headache; drug >10%",
        "nausea; drug >10%",
        "diarrhea; drug >10%",
    ],
    "Nausea and vomiting each occurred in 15% of patients.": ["Nausea; drug 15%", "vomiting; drug 15%"],
    "Nausea and vomiting occurred in 15% and 8% of patients, respectively.": ["Nausea; drug 15%", "vomiting; drug 8%"],
    "Nausea (20% vs 8% with placebo), headache (15% vs 12%) and dizziness (9% vs 3%) were the most common adverse events.": [
        "Nausea; common; drug 20%; placebo 8%",
        "headache; common; drug 15%; placebo 12%",
        "dizziness; common; drug 9%; placebo 3%",
    ],
    "ALT elevations occurred in 8% of patients on zelotrine versus 3% on warfarin.": [
        "ALT elevations; drug 8%; comparator 3%"
    ],
    "Hypoglycemia occurred in 5% of patients treated with zelotrine compared to 12% of those given glipizide.": [
        "Hypoglycemia; drug 5%; comparator 12%"
    ],
    "Side effects occur in about 30% of patients and include nausea, fatigue and headache.": [
        "nausea",
        "fatigue",
        "headache",
    ],
    "Side effects include headache in 10%, nausea in 8% and rash in 2% of patients.": [
        "headache; drug 10%",
        "nausea; drug 8%",
        "rash; drug 2%",
    ],
    "In 2% of patients, zelotrine causes severe neutropenia.": ["severe neutropenia; drug 2%"],
    "Rash, usually mild, occurs in 3% of patients.": ["Rash; drug 3%"],
    "Fatigue was more common with zelotrine than with placebo (18% vs 9%).": ["Fatigue; drug 18%; placebo 9%"],
    "Headache (14% vs 9% for placebo), nausea (8% vs 3%).": [
        "Headache; drug 14%; placebo 9%",
        "nausea; drug 8%; placebo 3%",
    ],
    "Between 10% and 20% of patients experience nausea.": ["nausea; drug 10-20%"],
    "The rate of hypoglycemia was 5% with zelotrine and 12% with glipizide.": ["hypoglycemia; drug 5%; comparator 12%"],
    "Up to 5% of people develop a rash, and 1% develop hepatitis.": ["rash; drug <=5%", "hepatitis; drug 1%"],
    "Nausea occurs in 10%, vomiting in 5% and diarrhea in 3% of patients.": [
        "Nausea; drug 10%",
        "vomiting; drug 5%",
        "diarrhea; drug 3%",
    ],
    "Neutropenia arises in 40% of patients, but severe neutropenia in only 5%.": [
        "Neutropenia; drug 40%",
        "severe neutropenia; drug 5%",
    ],
    "Grade 3 or 4 neutropenia occurred in 22% of patients on zelotrine and 3% on placebo.": [
        "Grade 3 or 4 neutropenia; drug 22%; placebo 3%"
    ],
    "Nausea affected 22% of zelotrine recipients versus 9% of placebo recipients.": ["Nausea; drug 22%; placebo 9%"],
    "More than 20% of patients experience fatigue, nausea or rash.": [
        "fatigue; drug >20%",
        "nausea; drug >20%",
        "rash; drug >20%",
    ],
    "Very common side effects (more than 1 in 10 patients) are headache and nausea.": [
        "headache; very common; class very_common",
        "nausea; very common; class very_common",
    ],
    "ALT elevations above 3 times the upper limit of normal occurred in 2.5% of patients receiving zelotrine and in 0.4% of controls.": [
        "ALT elevations above 3 times the upper limit of normal; drug 2.5%; comparator 0.4%"
    ],
    "Up to 5% of users have heartburn.": ["heartburn; drug <=5%"],
    "About 1% to 3% of patients develop dizziness, palpitations or cramps.": [
        "dizziness; drug ~1-3%",
        "palpitations; drug ~1-3%",
        "cramps; drug ~1-3%",
    ],
    "Rash was reported by 30% of patients on 10 mg daily, compared with 16% of those on 5 mg daily and 9% on placebo.": [
        "Rash; drug 30%; drug 16%; placebo 9%"
    ],
    "Rash was found in 3% of recipients of zelotrine in doses of 200 mg daily compared to 1% of placebo recipients.": [
        "Rash; drug 3%; placebo 1%"
    ],
    "Rash occurred in 26% of those on zelotrine against 5% of those on placebo, and fever in 7% against 8%.": [
        "Rash; drug 26%; placebo 5%",
        "fever; drug 7%; placebo 8%",
    ],
    "Dry mouth (52%, placebo 17%) and tremor (54%, placebo 2%) were the most common complaints.": [
        "Dry mouth; common; drug 52%; placebo 17%",
        "tremor; common; drug 54%; placebo 2%",
    ],
    "Rash was no more common with zelotrine (2%) than with placebo (3%).": ["Rash; drug 2%; placebo 3%"],
    "Rash was reported in 7% of patients treated with zelotrine, but only 1% had fever.": [
        "Rash; drug 7%",
        "fever; drug 1%",
    ],
    "The most frequent adverse effect is constipation, seen in about 20% of patients.": [
        "constipation; frequent; drug ~20%"
    ],
    "Rash is common during therapy (10% to 30%).": ["Rash; common; drug 10-30%"],
    "Rates of hypoglycemia were 4% with zelotrine, 3% with placebo and 20% with glimepiride.": [
        "hypoglycemia; drug 4%; placebo 3%; comparator 20%"
    ],
    "It is well tolerated, with headache (12%) and rash (4%) being the most common.": [
        "headache; common; drug 12%",
        "rash; common; drug 4%",
    ],
    "Nausea is very common (affecting more than 10% of people).": ["Nausea; very common; drug >10%"],
}
"""Every figure with its arm."""

NEGATED: dict[str, list[str]] = {
    "Zelotrine does not cause drowsiness.": ["drowsiness; NOT"],
    "Zelotrine has not been linked to instances of clinically apparent liver injury.": [
        "clinically apparent liver injury; NOT"
    ],
    "It is not associated with weight gain.": ["weight gain; NOT"],
    "It does not appear to cause sedation or dependence.": ["sedation; NOT", "dependence; NOT"],
    "No cases of hepatotoxicity have been reported.": ["hepatotoxicity; NOT"],
    "There have been no reports of lactic acidosis.": ["lactic acidosis; NOT"],
    "Zelotrine has not been associated with serum enzyme elevations or with clinically apparent liver injury.": [
        "serum enzyme elevations; NOT",
        "clinically apparent liver injury; NOT",
    ],
    "Despite wide scale use, zelotrine has not been convincingly linked to clinically apparent liver injury.": [
        "clinically apparent liver injury; NOT"
    ],
    "Clinically apparent liver injury from zelotrine has not been reported.": ["Clinically apparent liver injury; NOT"],
    "Zelotrine never causes dependence.": ["dependence; NOT"],
    "No liver injury has been attributed to zelotrine.": ["liver injury; NOT"],
    "There were no cases of tendon rupture.": ["tendon rupture; NOT"],
    "Weight gain did not occur.": ["Weight gain; NOT"],
    "Liver injury has not been reported with zelotrine, but mild ALT elevations are common.": [
        "Liver injury; NOT",
        "mild ALT elevations; common",
    ],
    "It does not cause physical dependence, but psychological dependence may occur.": [
        "physical dependence; NOT",
        "psychological dependence",
    ],
    "Zelotrine causes neither drowsiness nor weight gain.": ["drowsiness; NOT", "weight gain; NOT"],
    "Neither rash nor fever has been linked to zelotrine.": ["rash; NOT", "fever; NOT"],
    "No patient developed jaundice.": ["jaundice; NOT"],
    "Weight gain is not a side effect of zelotrine.": ["Weight gain; NOT"],
}
"""What does not occur."""

NOTHING = [
    "It treats nausea, vomiting and vertigo being the most common complaints.",
    "It is used in malaria, anemia being a common complication.",
    "It is used for influenza, fever and cough being the most common symptoms.",
    "Side effects are uncommon.",
    "Adverse events led to discontinuation in 6% of patients.",
    "There is no evidence that zelotrine causes liver injury.",
    "Overall, adverse events were similar to placebo.",
    "Zelotrine is less likely to cause sedation than diphenhydramine.",
    "Zelotrine does not commonly cause liver injury.",
    "The side effects are similar to those of other opioids.",
    "The drug causes fewer extrapyramidal side effects than haloperidol.",
    "Severe side effects are rare.",
    "No serious side effects have been reported.",
    "Zelotrine is not associated with serious side effects.",
    "Zelotrine has no known side effects.",
    "Symptoms include fever and chills.",
    "Common symptoms of the disease include fever and rash.",
    "Complications of diabetes include blindness and kidney failure.",
    "Untreated hypertension can cause stroke.",
    "Malaria causes fever and chills.",
    "Zelotrine is used to treat nausea and vomiting.",
    "Zelotrine reduces nausea and vomiting.",
    "Zelotrine prevents seizures and migraine.",
    "Contraindications include liver failure and pregnancy.",
    "Economic effects include inflation and unemployment.",
    "Zelotrine has an inhibitory effect on platelet aggregation.",
    "Zelotrine causes relaxation of smooth muscle and vasodilation.",
    "Zelotrine causes death of the parasite.",
    "Combining zelotrine with alcohol can cause drowsiness.",
    "Alcohol can cause drowsiness.",
    "The most common adverse reaction leading to discontinuation was nausea (4%).",
    "Three patients developed jaundice.",
    "A 45-year-old man developed seizures.",
    "Common dosing errors include overdose and omission.",
    "Unlike morphine, it causes little respiratory depression.",
    "Two patients developed acute hepatitis.",
    "Rash occurred in 30% of patients, versus 16%.",
    "Patients should be told about drowsiness.",
    "Side effects of morphine given with it include itching.",
    "Interactions with alcohol may cause flushing.",
    "Relapse is common after stopping treatment.",
    "Fewer people had headaches with zelotrine than with placebo.",
]
"""No adverse effect of the drug."""

REFUSED = [
    "Side effects include weight gain (or loss) and rash.",
    "Side effects include rash, loss and fever.",
    "Rash and fever occur in 5% to 10% of patients and may be a sign of hypersensitivity.",
    "Serious side effects such as agranulocytosis may occur in less than 1% of people.",
    "Hot flashes and night sweats are reported by up to 40% of women.",
    "The drug causes fewer extrapyramidal side effects than haloperidol.",
    "Unlike morphine, it causes little respiratory depression.",
    "In rats, zelotrine causes liver tumors.",
]
"""About adverse effects, and not plain: kept as text."""

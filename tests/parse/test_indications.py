"""Indications: statements in our own words, and what is read of them."""

from __future__ import annotations

import pytest

from approval_essence import indications, read
from wikiclean.model.evidence import TextEvidence
from wikiclean.model.kinds.drug import Indication

INDICATIONS: dict[str, list[str]] = {
    "In March 2021, the U.S. Food and Drug Administration (FDA) approved testol for the treatment of asthma in adults.": [
        "asthma - approved - adults"
    ],
    "FDA-approved indications include narcolepsy and shift work sleep disorder.": [
        "narcolepsy - approved",
        "shift work sleep disorder - approved",
    ],
    "China's NMPA approved testol in December 2018 for the treatment of anemia in patients with chronic kidney disease on dialysis.": [
        "anemia - approved - patients with chronic kidney disease on dialysis"
    ],
    "In the European Union, testol is approved for use in adults with moderate to severe plaque psoriasis who are candidates for systemic therapy.": [
        "moderate to severe plaque psoriasis - approved - adults"
    ],
    "Testol is approved for the treatment of partial-onset seizures in patients 4 years of age and older.": [
        "partial-onset seizures - approved - patients 4 years of age and older"
    ],
    "Testol is approved to reduce the risk of stroke in patients with atrial fibrillation.": [
        "reduce the risk of stroke - approved - patients with atrial fibrillation"
    ],
    "Testol was given conditional approval by the European Medicines Agency in July 2020 for the treatment of COVID-19 in adults and adolescents with pneumonia requiring supplemental oxygen.": [
        "COVID-19 - approved - adults and adolescents with pneumonia requiring supplemental oxygen"
    ],
    "Testol is used off-label to treat anxiety and insomnia.": ["anxiety - off_label", "insomnia - off_label"],
    "Off-label uses of testol include neuropathic pain, fibromyalgia and restless legs syndrome.": [
        "neuropathic pain - off_label",
        "fibromyalgia - off_label",
        "restless legs syndrome - off_label",
    ],
    "Testol is being investigated for the treatment of Alzheimer's disease.": ["Alzheimer's disease - investigational"],
    "Testol is under investigation as a treatment for Parkinson's disease.": ["Parkinson's disease - investigational"],
    "Testol is indicated for the treatment of hypertension, to lower blood pressure.": [
        "hypertension - unspecified",
        "lower blood pressure - unspecified",
    ],
    "Testol is indicated in adults for the treatment of major depressive disorder.": [
        "major depressive disorder - unspecified - adults"
    ],
    "Testol is a medication used to treat high blood pressure, heart failure, and diabetic kidney disease.": [
        "high blood pressure - unspecified",
        "heart failure - unspecified",
        "diabetic kidney disease - unspecified",
    ],
    "Testol is used in the treatment of epilepsy and bipolar disorder and for the prevention of migraine.": [
        "epilepsy - unspecified",
        "bipolar disorder - unspecified",
        "prevention of migraine - unspecified",
    ],
    "Testol, sold under the brand name Foolax, is a medication used for the treatment of asthma and COPD.": [
        "asthma - unspecified",
        "COPD - unspecified",
    ],
    "It is used for the treatment of ovarian and breast cancer.": ["ovarian and breast cancer - unspecified"],
    "It is used together with other medications to treat HIV/AIDS.": ["HIV/AIDS - unspecified"],
    "It is also used to prevent nausea and vomiting caused by chemotherapy.": [
        "prevent nausea and vomiting caused by chemotherapy - unspecified"
    ],
    "Testol was approved by the U.S. FDA in 1998 for the prevention and treatment of osteoporosis in postmenopausal women.": [
        "prevention and treatment of osteoporosis - approved - postmenopausal women"
    ],
    "The U.S. FDA approved testol in combination with letrozole as a first-line treatment for postmenopausal women with hormone receptor-positive advanced breast cancer on February 3, 2015.": [
        "hormone receptor-positive advanced breast cancer - approved - postmenopausal women"
    ],
    "Testol is used for gout.": ["gout - unspecified"],
    "Testol is used for the relief of pain.": ["relief of pain - unspecified"],
    "Testol is used to treat a number of conditions including gout and pseudogout.": [
        "gout - unspecified",
        "pseudogout - unspecified",
    ],
    "Testol was approved in the US in 2008 for men with advanced prostate cancer.": [
        "advanced prostate cancer - approved - men"
    ],
    "Testol was approved for use in the United States in 1998 for treatment of type 2 diabetes in adults, and for children 10 years of age and older in 2004.": [
        "type 2 diabetes - approved - adults"
    ],
    "Testol treats gout and lupus.": ["gout - unspecified", "lupus - unspecified"],
    "Testol treats newlines as whitespace.": [],
    "Testol is a first-line treatment for type 2 diabetes.": ["type 2 diabetes - unspecified"],
    "Testol is a drug for the treatment of malaria caused by Plasmodium falciparum.": [
        "malaria caused by Plasmodium falciparum - unspecified"
    ],
    "It is effective against malaria and babesiosis.": ["malaria - unspecified", "babesiosis - unspecified"],
    "Testol is under study for ALS.": ["ALS - investigational"],
    "Its use in migraine is investigational.": ["migraine - investigational"],
    "Use in lupus is considered off-label.": ["lupus - off_label"],
    "Testol is used with metformin for type 2 diabetes.": ["type 2 diabetes - unspecified"],
    "Testol is used for asthma and, off-label, for chronic cough.": [
        "asthma - unspecified",
        "chronic cough - off_label",
    ],
    "Testol is used for gout in adults and in children who weigh at least 20 kg.": [
        "gout - unspecified - adults and in children who weigh at least 20 kg"
    ],
    "Testol is used to prevent and treat osteoporosis.": ["prevent and treat osteoporosis - unspecified"],
    "Testol is used to treat infections of the skin, lungs and urinary tract.": [
        "infections of the skin, lungs and urinary tract - unspecified"
    ],
    "Testol is indicated for leukemia that is resistant to other drugs.": [
        "leukemia that is resistant to other drugs - unspecified"
    ],
    "The indications of testol are hypertension, angina and migraine.": [
        "hypertension - unspecified",
        "angina - unspecified",
        "migraine - unspecified",
    ],
    "Current indications as of now are gout and, in combination with colchicine, pericarditis.": [
        "gout - unspecified",
        "pericarditis - unspecified",
    ],
    "Current indications include gout, lupus, and prevention of stroke in patients with atrial fibrillation.": [
        "gout - unspecified",
        "lupus - unspecified",
        "prevention of stroke in patients with atrial fibrillation - unspecified",
    ],
    "It may be used for eczema if steroids fail.": ["eczema - unspecified"],
    "It is used in people with epilepsy.": ["epilepsy - unspecified - people"],
    "Testol is approved for hypertension in adults, adolescents, and children.": [
        "hypertension - approved - adults, adolescents, and children"
    ],
    "Testol has been tried off-label for vitiligo and alopecia, and remains unapproved for both in Canada.": [
        "vitiligo - off_label",
        "alopecia - off_label",
    ],
    "Testol is used off-label for anxiety, though the FDA has not approved it for that purpose.": [
        "anxiety - off_label"
    ],
    "Testol is used for von Hippel\u2013Lindau disease.": ["von Hippel\u2013Lindau disease - unspecified"],
    "It is no longer used for hypertension.": [],
    "Testol was used to treat syphilis but is no longer used.": [],
    # not approved for the use just told
    "Testol has been tried in autism but is not approved for use in that disorder.": ["autism - not_approved"],
    "Testol has been used to treat fibromyalgia, a use for which it is not approved.": ["fibromyalgia - not_approved"],
    "Testol has been studied in autism, an indication for which it is not licensed.": ["autism - not_approved"],
    "It is used for tinnitus, for which it has not been approved.": ["tinnitus - not_approved"],
    "It is prescribed for tinnitus; however, it is not approved for that condition.": ["tinnitus - not_approved"],
    "It has been tried in cystic fibrosis but is not licensed for the treatment of this disease.": [
        "cystic fibrosis - not_approved"
    ],
    "Testol has been tried in psoriasis although the drug is not approved for use in that setting.": [
        "psoriasis - not_approved"
    ],
    "It is used to treat gout and has not been approved to treat that disorder.": ["gout - not_approved"],
    "It is used to treat migraine but is not approved for use in children.": ["migraine - unspecified"],
    "It is used to treat migraine, a use for which it was approved in 2010.": ["migraine - unspecified"],
    "It is used to treat migraine, a use for which it is not approved in Japan.": ["migraine - unspecified"],
    "Though used in nightmares of posttraumatic stress disorder, testol is not approved for this purpose.": [
        "nightmares of posttraumatic stress disorder - not_approved"
    ],
    "While widely used for hyperemesis, it has never been approved for that indication.": [
        "hyperemesis - not_approved"
    ],
    # a clause behind another
    "Sold as Zendra, it comes as 10 mg tablets and in vials of 15 mg, and is used for short-term relief of pain.": [
        "short-term relief of pain - unspecified"
    ],
    "It serves to treat tremor, for instance that of Parkinson disease, and is used off-label for hiccups.": [
        "tremor - unspecified",
        "hiccups - off_label",
    ],
    "It is used in hypertension and, off-label, in migraine prevention.": [
        "hypertension - unspecified",
        "migraine prevention - off_label",
    ],
    "It is the treatment of choice for syphilis.": ["syphilis - unspecified"],
    "It is used for type 1 and type 2 diabetes.": ["type 1 and type 2 diabetes - unspecified"],
    "Testol is used as a treatment for hepatitis B and C.": ["hepatitis B and C - unspecified"],
    "It is used for lupus and, less often, gout.": ["lupus - unspecified", "gout - unspecified"],
    "Its main use is in heart failure.": ["heart failure - unspecified"],
    "It is used in cancer research.": [],
    "A low dose is recommended for prevention.": [],
    "It is used for anxiety, a condition in which it is effective.": ["anxiety - unspecified"],
    # who prescribes or takes it
    "Psychiatrists also use testol for bipolar disorder.": ["bipolar disorder - unspecified"],
    "Neurologists sometimes prescribe it off-label for cluster headache.": ["cluster headache - off_label"],
    "People take it to treat migraine and vertigo.": ["migraine - unspecified", "vertigo - unspecified"],
    "Doctors prescribe testol to bring on labour.": ["bring on labour - unspecified"],
    "Dermatologists use testol, without approval, in vitiligo.": ["vitiligo - not_approved"],
    "Doctors no longer use it for gout.": [],
    "Doctors rarely prescribe it for gout.": [],
    "Patients take it for life.": [],
    "Some people take it for fun.": [],
    "Vets use it for mange in dogs.": [],
    # a place in medicine
    "Testol has a place in the treatment of resistant depression.": ["resistant depression - unspecified"],
    "Testol finds use in severe asthma.": ["severe asthma - unspecified"],
    "It is of value in Crohn disease and ulcerative colitis.": [
        "Crohn disease - unspecified",
        "ulcerative colitis - unspecified",
    ],
    "Testol helps with hay fever.": ["hay fever - unspecified"],
    "It is intended for the short-term treatment of insomnia.": ["insomnia - unspecified"],
    "It is meant for adults with gout whose kidneys are healthy.": ["gout - unspecified - adults"],
    "The enzyme has a place in the metabolism of cholesterol.": [],
    "It helps in the synthesis of proteins.": [],
    "Testol is intended for intravenous use.": [],
    "It was intended for asthma but never marketed.": [],
    "It is useful in the laboratory.": [],
    # beside another use
    "Apart from epilepsy, testol is used in trigeminal neuralgia.": [
        "epilepsy - unspecified",
        "trigeminal neuralgia - unspecified",
    ],
    "Besides its approved use in psoriasis, it is used off-label for alopecia areata.": [
        "psoriasis - approved",
        "alopecia areata - off_label",
    ],
    "In addition to nausea and headache, it may cause fever.": [],
    "Besides gout, testol is not used for anything.": [],
    # an aside before what it is for
    "Testol is used, together with a diuretic, to treat high blood pressure.": ["high blood pressure - unspecified"],
    "Testol is indicated, in combination with steroids, for the treatment of multiple myeloma.": [
        "multiple myeloma - unspecified"
    ],
    "It is used, off-label, for hot flashes.": ["hot flashes - off_label"],
    "It is used alone or with insulin for type 2 diabetes.": ["type 2 diabetes - unspecified"],
    "It is used in women with endometriosis, to lower the risk of relapse, and in men with gynecomastia.": [
        "endometriosis - unspecified - women",
        "gynecomastia - unspecified - men",
    ],
    # a medicine for
    "Testol is an oral medication for multiple sclerosis.": ["multiple sclerosis - unspecified"],
    "It is one of the most commonly prescribed medicines for hypothyroidism.": ["hypothyroidism - unspecified"],
    "It remains the drug of choice for Wilson disease.": ["Wilson disease - unspecified"],
    "Testol is a drug for external use.": [],
    "Testol is an expensive medicine for the poor.": [],
    "It is a medication of the statin class.": [],
    "It is a poor medication for pain.": [],
    "Testol is a drug for dogs with heart failure.": [],
    "Ask your doctor about this medication for gout.": [],
    # nouns
    "Gout and familial Mediterranean fever are its two licensed uses.": [
        "Gout - approved",
        "familial Mediterranean fever - approved",
    ],
    "In Europe its only licensed use is the prevention of stroke.": ["prevention of stroke - approved"],
    "Its two main uses are as a solvent and as a dye.": [],
    "Used for pain + fever.": ["pain - unspecified", "fever - unspecified"],
    "It is used for dry eyes and an enlarged prostate.": ["dry eyes - unspecified", "enlarged prostate - unspecified"],
    "It is used for vomiting after surgery.": ["vomiting after surgery - unspecified"],
    "It is used for gout after failure of other drugs.": ["gout - unspecified"],
    "It is used for cancer pain and less often for cough.": ["cancer pain - unspecified", "cough - unspecified"],
    "It is prescribed to people with panic disorder, although it is not licensed for this use.": [
        "panic disorder - not_approved - people"
    ],
    "It is given to patients with renal failure at a lower dose.": [],
    "It is used in patients with heart failure at a lower dose.": ["heart failure - unspecified - patients"],
    "It is best known as a treatment for head lice.": ["head lice - unspecified"],
    "It is used as eye drops for glaucoma.": ["glaucoma - unspecified"],
    "Testol is effective against gout, and doctors also prescribe it for cough.": [
        "gout - unspecified",
        "cough - unspecified",
    ],
    "Off-label use of testol in insomnia is common.": ["insomnia - off_label"],
    "Off-label use in children is discouraged.": [],
    "It is used for (1) gout and (2) pseudogout.": ["gout - unspecified", "pseudogout - unspecified"],
    "Testol is not used for depression.": [],
    "Testol is typically used for 7 days.": [],
    "Testol is used for its antiemetic effect.": [],
    "Testol is used for research purposes.": [],
    "Testol is used with caution in patients with renal failure.": [],
    "Testol is not recommended for women who are pregnant.": [],
}


@pytest.mark.parametrize("text", INDICATIONS)
def test_indications(text: str) -> None:
    assert indications(text) == INDICATIONS[text]


@pytest.mark.parametrize("text", [text for text, found in INDICATIONS.items() if found])
def test_evidence_holds_the_term(text: str) -> None:
    for fact in read(text).facts["indications"]:
        assert isinstance(fact, Indication)
        pieces = [piece for piece in fact.evidence if isinstance(piece, TextEvidence)]
        assert all(text[piece.start : piece.end] == piece.exact for piece in pieces)
        assert any(fact.text in piece.exact for piece in pieces)

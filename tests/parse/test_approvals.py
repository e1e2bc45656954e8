"""Approvals: statements in our own words, and what is read of them."""

from __future__ import annotations

import pytest

from approval_essence import events, read, refusals
from wikiclean.model.evidence import TextEvidence
from wikiclean.model.kinds.drug import ApprovalEvent

EVENTS: dict[str, list[str]] = {
    "Testol was approved in Europe in June 2004, and a generic version was approved in 2015.": ["approved EU 2004-06"],
    "Testol was approved in Japan by 1999.": ["approved JP"],
    "It was patented in 1969, and approved for medical use in 1978.": ["approved 1978"],
    "Testol was discovered in 1950 and approved for medical use in 1964.": ["approved 1964"],
    "It was approved for medical use in the United States in November 2017, and in the European Union in March 2018.": [
        "approved US 2017-11",
        "approved EU 2018-03",
    ],
    "In March 2021, the U.S. Food and Drug Administration (FDA) approved testol for the treatment of asthma in adults.": [
        "approved US FDA 2021-03: asthma"
    ],
    "Testol was approved in Japan in 1996, the EU in 1998 and the US in 2000.": [
        "approved JP 1996",
        "approved EU 1998",
        "approved US 2000",
    ],
    "Testol was approved in Japan (1996), the EU (1998) and the United States (2000).": [
        "approved JP 1996",
        "approved EU 1998",
        "approved US 2000",
    ],
    "Testol was approved in 1996 in Japan, in 1998 in the EU, and in 2000 in the United States.": [
        "approved JP 1996",
        "approved EU 1998",
        "approved US 2000",
    ],
    "Testol was approved by the FDA in May 2012 and by the European Commission in October 2012.": [
        "approved FDA 2012-05",
        "approved EU EC 2012-10",
    ],
    "The FDA approved testol for gout in 2001, psoriasis in 2003 and lupus in 2007.": [
        "approved FDA 2001: gout",
        "indication_added FDA 2003: psoriasis",
        "indication_added FDA 2007: lupus",
    ],
    "Testol was approved for gout in 1990 and for psoriasis in 2003.": [
        "approved 1990: gout",
        "indication_added 2003: psoriasis",
    ],
    "Testol was first approved in Canada in 1999 and Australia in 2001.": ["approved CA 1999", "approved AU 2001"],
    "Testol was approved for use in the United States in 1988, and current indications include hypertension, heart failure and migraine prophylaxis.": [
        "approved US 1988"
    ],
    "Testol is approved in the United States for the treatment of type 2 diabetes and in Europe for type 2 diabetes and obesity.": [
        "approved US: type 2 diabetes",
        "approved EU: type 2 diabetes; obesity",
    ],
    "Testol was withdrawn from the market in 2004 because of cardiovascular deaths.": ["withdrawn 2004"],
    "Testol was withdrawn from the US market in 1998 and from the Canadian market in 1999.": [
        "withdrawn US 1998",
        "withdrawn CA 1999",
    ],
    "Merck voluntarily withdrew testol from the market in September 2004.": ["withdrawn 2004-09"],
    "The manufacturer withdrew the drug from the Japanese market in 2002.": ["withdrawn JP 2002"],
    "Testol was approved in 1997 but withdrawn in 2000 because of hepatotoxicity.": ["approved 1997", "withdrawn 2000"],
    "Testol has never been approved for use in the United States, but is available in many European countries.": [
        "not_approved US"
    ],
    "Testol is not approved in the United States.": ["not_approved US"],
    "Testol has not received approval from the FDA.": ["not_approved FDA"],
    "Testol was refused approval by the EMA in 2009.": ["not_approved EMA 2009"],
    "The EMA refused marketing authorisation for testol in 2009.": ["not_approved EMA 2009"],
    "The FDA rejected testol in 2011.": ["not_approved FDA 2011"],
    "In 2014 the FDA declined to approve testol for insomnia.": ["not_approved FDA 2014: insomnia"],
    "Testol has yet to be approved in Japan.": ["not_approved JP"],
    "The marketing authorisation of testol was suspended in France in 2011.": ["suspended FR 2011"],
    "Its licence was revoked in the United Kingdom in 1983.": ["withdrawn GB 1983"],
    "Testol was reintroduced to the US market in 2002.": ["reintroduced US 2002"],
    "Testol returned to the market in 2003.": ["reintroduced 2003"],
    "Approvals followed in Canada in 1999 and in Australia in 2001.": ["approved CA 1999", "approved AU 2001"],
    "Testol's approval in Japan followed in 2005.": ["approved JP 2005"],
    "Approval by the FDA came in July 2003.": ["approved FDA 2003-07"],
    "FDA approval was granted on July 3, 2012.": ["approved FDA 2012-07-03"],
    "Testol won FDA approval on 3 July 2012 for the treatment of hereditary angioedema.": [
        "approved FDA 2012-07-03: hereditary angioedema"
    ],
    "Roche received approval for testol in Switzerland in 1998.": ["approved CH 1998"],
    "Testol was the first JAK inhibitor approved in the United States.": ["approved US"],
    "Testol became the first drug approved by the FDA for Duchenne muscular dystrophy in September 2016.": [
        "approved FDA 2016-09: Duchenne muscular dystrophy"
    ],
    "Testol, approved in 2001 for chronic myeloid leukemia, is a tyrosine kinase inhibitor.": [
        "approved 2001: chronic myeloid leukemia"
    ],
    "Testol is a prostacyclin analogue that was approved for use in the United States in 2002.": ["approved US 2002"],
    "Since its approval by the FDA in 1998, more than 20 million people have taken testol.": ["approved FDA 1998"],
    "Following its approval in Europe in 2010, testol was launched in Germany.": ["approved EU 2010"],
    "Testol is FDA-approved for the treatment of narcolepsy.": ["approved FDA: narcolepsy"],
    "Testol is licensed in the UK for the short-term treatment of insomnia.": ["approved GB: insomnia"],
    "Testol was approved in the US in 2005 under the brand name Foolax for the treatment of open-angle glaucoma.": [
        "approved US 2005: open-angle glaucoma"
    ],
    "Testol was approved in the US in 1998, Europe in 1999 and Japan in 2000 for the treatment of rheumatoid arthritis.": [
        "approved US 1998: rheumatoid arthritis",
        "approved EU 1999: rheumatoid arthritis",
        "approved JP 2000: rheumatoid arthritis",
    ],
    "Full approval was granted in 2015, after accelerated approval in 2012.": ["approved 2015", "approved 2012"],
    "Testol received accelerated approval in 2012, which was converted to regular approval in 2014.": [
        "approved 2012",
        "approved 2014",
    ],
    "Testol was not approved in the United States until 1998.": ["approved US 1998"],
    "Testol was approved in Europe but not in the United States.": ["approved EU", "not_approved US"],
    "Testol was approved by Health Canada in 2015 as monotherapy for metastatic melanoma and in combination with dabrafenib for BRAF-mutant melanoma.": [
        "approved CA HC 2015: metastatic melanoma; BRAF-mutant melanoma"
    ],
    "Testol was approved as a treatment for schizophrenia in 1993 and for bipolar disorder in 2003.": [
        "approved 1993: schizophrenia",
        "indication_added 2003: bipolar disorder",
    ],
    "The European Commission granted a marketing authorisation valid throughout the European Union for testol on 14 March 2007.": [
        "approved EU EC 2007-03-14"
    ],
    "Japanese regulators approved testol in 2014.": ["approved JP 2014"],
    "Approval in the US was followed by approval in Europe in 2009.": ["approved US", "approved EU 2009"],
    "Testol was approved in the late 1950s.": ["approved"],
    "Testol was introduced in the 1950s and approved by the FDA in 1961.": ["approved FDA 1961"],
    "Testol was approved for use in relapsed multiple myeloma in 2006 and indications were subsequently expanded to include mantle cell lymphoma and AL amyloidosis.": [
        "approved 2006: relapsed multiple myeloma",
        "indication_added: mantle cell lymphoma; AL amyloidosis",
    ],
    "Testol was approved in 1993 for epilepsy; its label was extended to migraine prevention in 2004.": [
        "approved 1993: epilepsy",
        "indication_added 2004: migraine prevention",
    ],
    "In 2004, the FDA expanded the approval of testol to include migraine prophylaxis.": [
        "indication_added FDA 2004: migraine prophylaxis"
    ],
    "The indication was extended to children aged 6 years and older in 2010.": ["indication_added 2010"],
    "Testol was approved in the United States for acne in 1982, for psoriasis in 1986 and, most recently, for cutaneous lymphoma in 1999.": [
        "approved US 1982: acne",
        "indication_added US 1986: psoriasis",
        "indication_added US 1999: cutaneous lymphoma",
    ],
    "Testol (Foolax) is a monoclonal antibody to interleukin-5 which was approved in the United States in 2015 as add-on maintenance therapy of severe eosinophilic asthma.": [
        "approved US 2015: severe eosinophilic asthma"
    ],
    "Testol is a beta blocker, and was approved in the United States in 1976 for hypertension and angina pectoris.": [
        "approved US 1976: hypertension; angina pectoris"
    ],
    "Testol was approved for use in 1989 and is still widely used for prevention of transplant rejection.": [
        "approved 1989"
    ],
    "Testol, a derivative of rofecane, was approved in 1998.": ["approved 1998"],
    "The combination of testol and amlodipine was approved in 2007.": ["approved 2007"],
    "Pertuzumab was approved in 2012.": ["approved 2012 (Pertuzumab)"],
    "Unlike its predecessor, testol was approved in Japan in 2011.": ["approved JP 2011"],
    "The drug was first licensed in Belgium in 1975, then in France in 1978, and eventually in the United States in 1986.": [
        "approved BE 1975",
        "approved FR 1978",
        "approved US 1986",
    ],
    "Testol gained approval in India in 2003 but its licence was suspended in 2011 and reinstated two years later.": [
        "approved IN 2003",
        "suspended 2011",
        "reintroduced",
    ],
    "Testol was removed from the market in 1982 after reports of fatal hepatitis.": ["withdrawn 1982"],
    "In 1982, testol was removed from the British market.": ["withdrawn GB 1982"],
    "Testol was voluntarily withdrawn worldwide in 1999.": ["withdrawn 1999"],
    "Testol was withdrawn in Spain, Italy and Portugal in 2003.": [
        "withdrawn ES 2003",
        "withdrawn IT 2003",
        "withdrawn PT 2003",
    ],
    "Marketing authorisation was withdrawn at the request of the manufacturer in 2008.": ["withdrawn 2008"],
    "The EMA withdrew the marketing authorisation for testol in 2008.": ["withdrawn EMA 2008"],
    "The FDA withdrew its approval of testol for breast cancer in November 2011.": [
        "withdrawn FDA 2011-11: breast cancer"
    ],
    "The FDA revoked approval of testol for breast cancer in 2011.": ["withdrawn FDA 2011: breast cancer"],
    "Testol's marketing authorization in Europe lapsed in 2012.": ["withdrawn EU 2012"],
    "On 5 May 2011, testol was approved by the European Commission for the treatment of hepatitis C.": [
        "approved EU EC 2011-05-05: hepatitis C"
    ],
    "Testol was approved on May 5, 2011 by Health Canada.": ["approved CA HC 2011-05-05"],
    "Testol was approved by Australia's TGA in June 2014.": ["approved AU TGA 2014-06"],
    "China's NMPA approved testol in December 2018 for the treatment of anemia in patients with chronic kidney disease on dialysis.": [
        "approved CN NMPA 2018-12: anemia in patients with chronic kidney disease on dialysis"
    ],
    "Testol obtained marketing authorisation in the UK from the MHRA in 2021.": ["approved GB MHRA 2021"],
    "ANVISA granted approval to testol in 2016.": ["approved ANVISA 2016"],
    "In the European Union, testol is approved for use in adults with moderate to severe plaque psoriasis who are candidates for systemic therapy.": [
        "approved EU: moderate to severe plaque psoriasis"
    ],
    "Testol is approved for the treatment of partial-onset seizures in patients 4 years of age and older.": [
        "approved: partial-onset seizures"
    ],
    "Testol is approved by the FDA to treat narcolepsy, idiopathic hypersomnia, and cataplexy.": [
        "approved FDA: narcolepsy; idiopathic hypersomnia; cataplexy"
    ],
    "Testol is approved to reduce the risk of stroke in patients with atrial fibrillation.": [
        "approved: reduce the risk of stroke in patients with atrial fibrillation"
    ],
    "Testol was approved for medical use in 2013 in both the United States and Europe.": [
        "approved US 2013",
        "approved EU 2013",
    ],
    "Testol received its first global approval in Japan on 26 March 2018 for the treatment of influenza A and B.": [
        "approved JP 2018-03-26: influenza A and B"
    ],
    "It received approval for treatment of metastatic colorectal cancer in combination with 5-fluorouracil in February 2004.": [
        "approved 2004-02: metastatic colorectal cancer"
    ],
    "Testol has been approved since 1985 for the treatment of pulmonary arterial hypertension.": [
        "approved 1985: pulmonary arterial hypertension"
    ],
    "Testol was granted approval for treatment of CLL in 2014, with an indication for follicular lymphoma being added later that year.": [
        "approved 2014: CLL",
        "indication_added: follicular lymphoma",
    ],
    "Testol has been available in Europe since 1990 but was not approved in the United States until 2007.": [
        "approved US 2007"
    ],
    "Testol is not FDA-approved for the treatment of anxiety.": ["not_approved FDA: anxiety"],
    "Although approved in Germany in 1965, testol was never licensed in the United States.": [
        "approved DE 1965",
        "not_approved US",
    ],
    "Approval for hypertension was granted in 1990, and for heart failure in 1995.": [
        "approved 1990: hypertension",
        "indication_added 1995: heart failure",
    ],
    "Testol, an antimalarial, was approved in France in 2002, and subsequently in several African countries.": [
        "approved FR 2002"
    ],
    "Testol was approved for psoriasis in 2008, and Crohn disease and ulcerative colitis were added to the label in 2012.": [
        "approved 2008: psoriasis",
        "indication_added 2012: Crohn disease; ulcerative colitis",
    ],
    "Psoriatic arthritis was added as an indication in 2013.": ["indication_added 2013: Psoriatic arthritis"],
    "Testol was approved in the United States in 1996 and has been in wide use since.": ["approved US 1996"],
    "Testol was approved for use in the United States in 1986 and remains a commonly used agent, with more than 20 million prescriptions filled each year.": [
        "approved US 1986"
    ],
    "Testol was first approved for use in the United States in 1974, but is now rarely used.": ["approved US 1974"],
    "Testol was approved by the FDA on 3 March 2010, making it the first drug of its class.": [
        "approved FDA 2010-03-03"
    ],
    "Testol is an oral kinase inhibitor used to treat melanoma; it was approved by the FDA in 2011.": [
        "approved FDA 2011"
    ],
    "In 2011, it was approved in the U.S. for melanoma, and in 2013 for thyroid cancer.": [
        "approved US 2011: melanoma",
        "indication_added US 2013: thyroid cancer",
    ],
    "Testol was given conditional approval by the European Medicines Agency in July 2020 for the treatment of COVID-19 in adults and adolescents with pneumonia requiring supplemental oxygen.": [
        "approved EU EMA 2020-07: COVID-19 in adults and adolescents with pneumonia requiring supplemental oxygen"
    ],
    "Testol received an emergency use authorization from the FDA in November 2020.": ["approved FDA 2020-11"],
    "The FDA issued an emergency use authorization for testol in November 2020.": ["approved FDA 2020-11"],
    "The emergency use authorization was revoked in April 2021.": ["withdrawn 2021-04"],
    "Testol was approved by Swissmedic in 2019.": ["approved OTHER 2019"],
    "Testol was approved in South Korea by the Ministry of Food and Drug Safety in 2015.": ["approved KR OTHER 2015"],
    "In Japan, testol was approved in 2004; approval in the US and Europe followed in 2006.": [
        "approved JP 2004",
        "approved US 2006",
        "approved EU 2006",
    ],
    "Testol was licensed for use in the UK in 1973, withdrawn in 1982 and reintroduced in 1990.": [
        "approved GB 1973",
        "withdrawn 1982",
        "reintroduced 1990",
    ],
    "Testol was withdrawn from the market in the United States in 1985 but remains available in Europe.": [
        "withdrawn US 1985"
    ],
    "After reports of agranulocytosis, testol was withdrawn in Canada in 1980.": ["withdrawn CA 1980"],
    "Testol received breakthrough therapy designation in 2014 and was approved in 2016.": ["approved 2016"],
    "Testol was submitted for approval in 2010 and approved by the FDA in 2011.": ["approved FDA 2011"],
    "The FDA accepted the new drug application for testol in 2012 and approved it in 2013.": ["approved FDA 2013"],
    "Testol was approved under the FDA's accelerated approval program in 2019 for urothelial carcinoma.": [
        "approved FDA 2019: urothelial carcinoma"
    ],
    "Testol was approved by the FDA through the accelerated approval pathway in June 2021.": ["approved FDA 2021-06"],
    "Testol is unlicensed in the United Kingdom.": ["not_approved GB"],
    "Testol remains unapproved in the United States.": ["not_approved US"],
    "Testol was approved by the U.S. FDA in 1998 for the prevention and treatment of osteoporosis in postmenopausal women.": [
        "approved US FDA 1998: prevention and treatment of osteoporosis"
    ],
    "The U.S. FDA approved testol in combination with letrozole as a first-line treatment for postmenopausal women with hormone receptor-positive advanced breast cancer on February 3, 2015.": [
        "approved US FDA 2015-02-03: hormone receptor-positive advanced breast cancer"
    ],
    "The European Commission approved testol for second-line treatment of non-small-cell lung cancer in 2016.": [
        "approved EU EC 2016: non-small-cell lung cancer"
    ],
    "The agency approved testol in 2013.": ["approved 2013"],
    "Testol was the second statin approved in Japan, in 1989.": ["approved JP 1989"],
    "Following approval in the US in 2005, testol was approved in Europe in 2006 and Japan in 2008.": [
        "approved US 2005",
        "approved EU 2006",
        "approved JP 2008",
    ],
    "With its approval by the FDA in 2018, testol became the first oral drug for the disease.": ["approved FDA 2018"],
    "Testol was approved for prevention of stroke and systemic embolism and for treatment of deep vein thrombosis in 2012.": [
        "approved 2012: prevention of stroke and systemic embolism; deep vein thrombosis"
    ],
    "Testol is approved for adults for the treatment of acne.": ["approved: acne"],
    "Testol is approved for various cancers, including melanoma and lung cancer.": [
        "approved: various cancers; melanoma; lung cancer"
    ],
    "Testol received marketing authorisation in the European Union in 2001, followed by the United States in 2003.": [
        "approved EU 2001",
        "approved US 2003",
    ],
    "Testol was approved in Switzerland in 1987, followed by Germany in 1989 and Italy in 1990.": [
        "approved CH 1987",
        "approved DE 1989",
        "approved IT 1990",
    ],
    "Testol was approved by the US FDA in 1995, and later by regulators in Europe and Japan.": [
        "approved US FDA 1995",
        "approved EU",
        "approved JP",
    ],
    "The drug received FDA approval for the treatment of obesity in 1999 and was withdrawn in 2010 over concerns about cardiovascular safety.": [
        "approved FDA 1999: obesity",
        "withdrawn 2010",
    ],
    "The FDA approved testol as the first oral treatment for relapsing forms of multiple sclerosis in September 2010.": [
        "approved FDA 2010-09: relapsing forms of multiple sclerosis"
    ],
    "In June 2009, testol received FDA approval as a second-line agent for advanced renal cell carcinoma; European approval came in 2010.": [
        "approved FDA 2009-06: advanced renal cell carcinoma",
        "approved EU 2010",
    ],
    "European approval came in 2010, but the drug has never been licensed in Japan.": [
        "approved EU 2010",
        "not_approved JP",
    ],
    "Testol has been approved in Canada (2004), Mexico (2005), and Brazil (2007), but not in the United States.": [
        "approved CA 2004",
        "approved MX 2005",
        "approved BR 2007",
        "not_approved US",
    ],
    "Approved by the EMA in 2015 and by the FDA in 2016, testol is marketed as Foolax.": [
        "approved EMA 2015",
        "approved FDA 2016",
    ],
    "First approved in Japan in 1990, testol reached the US market in 1999.": ["approved JP 1990"],
    "Testol was licensed in Britain in 1982 for the prophylaxis of migraine and, in 1990, for essential tremor.": [
        "approved GB 1982: prophylaxis of migraine",
        "indication_added GB 1990: essential tremor",
    ],
    "The FDA did not approve testol because of concerns about liver toxicity.": ["not_approved FDA"],
    "Its approval for acute bronchitis and sinusitis was revoked in 2007, leaving only pneumonia.": [
        "withdrawn 2007: acute bronchitis; sinusitis"
    ],
    "The indications for testol were restricted by the EMA in 2012 to patients with severe infection.": [
        "restricted EMA 2012: severe infection"
    ],
    "In 2012 the EMA restricted the use of testol to adults without heart disease.": ["restricted EMA 2012"],
    "Testol is approved for marketing in Russia.": ["approved RU"],
    "Testol was authorized for medical use in the European Union in July 2014.": ["approved EU 2014-07"],
    "Testol has received regulatory approval in more than 80 countries, including the United States, Canada and Australia.": [
        "approved US",
        "approved CA",
        "approved AU",
    ],
    "Testol, which had been approved in Europe two years earlier, was approved in the United States in 2004.": [
        "approved EU",
        "approved US 2004",
    ],
    "In contrast to most countries, testol is not approved in Germany.": ["not_approved DE"],
    "Testol was denied approval in 1998 but was approved on resubmission in 2001.": [
        "not_approved 1998",
        "approved 2001",
    ],
    "The FDA has not approved testol for weight loss.": ["not_approved FDA: weight loss"],
    "Testol is currently approved only in South Korea.": ["approved KR"],
    "As of 2020, testol is approved in Japan and South Korea.": ["approved JP", "approved KR"],
    "In 2018, testol was approved for use in the EU and US.": ["approved EU 2018", "approved US 2018"],
    "The FDA approval of testol in 1998 was based on two trials.": ["approved FDA 1998"],
    "FDA approval was based on a study of 312 patients.": ["approved FDA"],
    "Testol was the first drug to be approved by the FDA for the treatment of narcolepsy.": [
        "approved FDA: narcolepsy"
    ],
    "Testol was approved in the United States in 1991 for use in combination with cisplatin for ovarian cancer.": [
        "approved US 1991: ovarian cancer"
    ],
    "Testol was approved for use by prescription in the United States in 1990 and for over-the-counter sale in 2003.": [
        "approved US 1990",
        "approved US 2003",
    ],
    "Testol was initially approved for use in epilepsy (1993) and subsequently in postherpetic neuralgia (2002).": [
        "approved 1993: epilepsy",
        "indication_added 2002: postherpetic neuralgia",
    ],
    "Testol was approved in the US in 2008 for men with advanced prostate cancer.": [
        "approved US 2008: advanced prostate cancer"
    ],
    "Testol was approved for advanced renal cell carcinoma in 2005, unresectable hepatocellular carcinoma in 2007, and differentiated thyroid carcinoma in 2013.": [
        "approved 2005: advanced renal cell carcinoma",
        "indication_added 2007: unresectable hepatocellular carcinoma",
        "indication_added 2013: differentiated thyroid carcinoma",
    ],
    "It gained full approval in Europe from the EMA in April 2011 for the treatment of HIV-1 infection in treatment-naive adults.": [
        "approved EU EMA 2011-04: HIV-1 infection in treatment-naive adults"
    ],
    "Testol was approved by the Therapeutic Goods Administration (TGA) of Australia in 2012.": ["approved AU TGA 2012"],
    "Japan's Ministry of Health, Labour and Welfare approved testol in March 2014 for influenza.": [
        "approved JP OTHER 2014-03: influenza"
    ],
    "Testol was introduced into clinical use in 1960 and received FDA approval in 1962.": ["approved FDA 1962"],
    "Testol is available over the counter in the UK but has not been approved in the US.": ["not_approved US"],
    "Testol was approved for use in the United States in 1998 for treatment of type 2 diabetes in adults, and for children 10 years of age and older in 2004.": [
        "approved US 1998: type 2 diabetes",
    ],
    "Testol, the first SGLT2 inhibitor to win approval, was licensed in Europe in November 2012 and in the United States in January 2014.": [
        "approved EU 2012-11",
        "approved US 2014-01",
    ],
    "Testol was approved for use in the United States in 1982 but was withdrawn from use in 1985 because of hepatotoxicity.": [
        "approved US 1982",
        "withdrawn 1985",
    ],
    "Testol was approved in several countries of Europe in 1990, but has not been approved for use in the United States.": [
        "not_approved US",
    ],
    "Testol was approved in the United States as an orphan drug for cystinuria in 1988.": [
        "approved US 1988: cystinuria"
    ],
    "Testol was approved for use in the United States in 1997 and more than 3 million prescriptions are filled yearly.": [
        "approved US 1997"
    ],
    "Testol was approved in the United States in 2001, but its use has been limited by side effects.": [
        "approved US 2001"
    ],
    "Testol was approved for prescription use in the United States in 1986 and as an over-the-counter medication in 2003.": [
        "approved US 1986",
        "approved US 2003",
    ],
    "Testol received its initial approval for use in the United States in 1995 as a treatment of advanced ovarian cancer and has since been approved for multiple myeloma (2007) and Kaposi sarcoma (1997).": [
        "approved US 1995: advanced ovarian cancer",
        "indication_added 2007: multiple myeloma",
        "indication_added 1997: Kaposi sarcoma",
    ],
    "Testol is not approved by the FDA, and its sale was banned in 2004.": ["not_approved FDA"],
    "Testol was approved by the FDA in 1998 to treat erectile dysfunction.": [
        "approved FDA 1998: erectile dysfunction"
    ],
    "The first approval of testol was granted in Sweden in September 1987.": ["approved SE 1987-09"],
    "Initially licensed for asthma in 1973, testol was approved for allergic rhinitis in 1985.": [
        "approved 1973: asthma",
        "approved 1985: allergic rhinitis",
    ],
    "Testol was granted a licence in New Zealand by Medsafe in 2009.": ["approved NZ OTHER 2009"],
    "Testol gained its licence in Ireland in 1994, its approval in Norway following a year later.": [
        "approved IE 1994",
        "approved NO",
    ],
    "Saudi Arabia and Egypt approved testol in 2006.": ["approved SA 2006", "approved EG 2006"],
    "Testol was approved by Italy's AIFA in October 2015.": ["approved IT OTHER 2015-10"],
    "South Africa's SAHPRA approved testol in 2021.": ["approved ZA OTHER 2021"],
    "The Philippine FDA approved testol in 2014.": ["approved PH OTHER 2014"],
    "Testol was rejected by the European Medicines Agency in 2012.": ["not_approved EU EMA 2012"],
    "Testol has been withdrawn from sale in Norway.": ["withdrawn NO"],
    "In Denmark and Sweden, testol was withdrawn in 1986.": ["withdrawn DK 1986", "withdrawn SE 1986"],
    "Testol was put back on the market in Turkey in 1993.": ["reintroduced TR 1993"],
    "Testol is approved in Hong Kong, Taiwan, Singapore and Malaysia.": [
        "approved HK",
        "approved TW",
        "approved SG",
        "approved MY",
    ],
    "Testol was approved on the 5th of May 2011 in Chile.": ["approved CL 2011-05-05"],
    "Testol was approved in mid-2012 in Argentina.": ["approved AR 2012"],
    "Testol was approved in the first quarter of 2014 in Colombia.": ["approved CO 2014"],
    "Testol has been licensed in Austria since June 1999.": ["approved AT 1999-06"],
    "Its marketing authorisation in Germany expired in 2018.": ["withdrawn DE 2018"],
    "Testol was taken off the US market in 1976.": ["withdrawn US 1976"],
    "Testol failed to gain approval in Australia in 2005.": ["not_approved AU 2005"],
    "Testol did not receive FDA approval until 2014.": ["approved FDA 2014"],
    "The UK approved testol in December 2021, the EU following in January 2022.": [
        "approved GB 2021-12",
        "approved EU 2022-01",
    ],
    "In late 2010 the FDA approved testol for breast cancer.": ["approved FDA 2010: breast cancer"],
    "The FDA and the EMA approved testol in 2006.": ["approved FDA 2006", "approved EMA 2006"],
    "Zolpidem was approved in 1992 and testol in 1999.": ["approved 1992 (Zolpidem)", "approved 1999"],
    "Testol was approved in the US for gout in 1990 and zolpidem for insomnia in 1992.": [
        "approved US 1990: gout",
        "approved 1992: insomnia (zolpidem)",
    ],
    "Testol was approved for gout in 1990, three years after allopurinol was approved in 1987.": [
        "approved 1990: gout",
        "approved 1987 (allopurinol)",
    ],
    "In 1998, when testol was approved in the US, sales of zolpidem fell.": ["approved US 1998"],
    "Testol was approved in 1998, the year in which zolpidem was withdrawn in Japan.": [
        "approved 1998",
        "withdrawn JP (zolpidem)",
    ],
    "Pfizer received approval to market testol in the US in 1998.": ["approved US 1998"],
    "The active metabolite of testol, desfoolamine, was approved in 2001.": ["approved 2001 (desfoolamine)"],
    "Testol was discovered in Japan and approved by the FDA in 1999.": ["approved FDA 1999"],
    "Testol was approved in 2001 and zolpidem was withdrawn in 2003.": ["approved 2001", "withdrawn 2003 (zolpidem)"],
    "Testol was approved by the FDA after a trial in 1200 patients in Japan in 2003.": ["approved FDA"],
    "After FDA approval in 1998, the drug was withdrawn in 2000.": ["approved FDA 1998", "withdrawn 2000"],
    "In Germany, where it was developed, testol was approved in 1990.": ["approved DE 1990"],
    "Testol was synthesized in 1990, entered trials in 1995, and was licensed in Sweden in 2001.": ["approved SE 2001"],
    "Testol was first sold in France in 1970 and in the United States in 1980, but it has not been approved in Japan.": [
        "not_approved JP"
    ],
    "Testol was approved in Japan in 1998, where it is sold as Foolax.": ["approved JP 1998"],
    "Testol was approved in Japan in 1998 and launched in the US in 2003.": ["approved JP 1998"],
    "Testol was approved in Japan in 1998 and in 2003 launched in the US.": ["approved JP 1998"],
    "Testol was approved in Japan in 1998 and has been marketed in the US since 2003.": ["approved JP 1998"],
    "Testol was approved in Japan in 1998, in the US it is still investigational.": ["approved JP 1998"],
    "Testol was approved in Japan in 1998, and Europe followed in 2001.": ["approved JP 1998", "approved EU 2001"],
    "Testol was approved in Japan in 1998 with the US following suit in 2000.": [
        "approved JP 1998",
        "approved US 2000",
    ],
    "Testol was approved in Japan in 1998 with a launch in 2000.": ["approved JP 1998"],
    "Testol was approved in 1998 with sales beginning in the United States.": ["approved 1998"],
    "Testol was withdrawn in 2000 because of deaths in Japan.": ["withdrawn 2000"],
    "Testol was withdrawn from the market due to liver injury in 1998.": ["withdrawn 1998"],
    "Testol was approved under the name Foolax in the United Kingdom in 1998.": ["approved GB 1998"],
    "Testol was approved by the FDA in 1998 for hypertension and was later found effective in heart failure.": [
        "approved FDA 1998: hypertension"
    ],
    "Testol was approved in 1998; a study in 2003 in Canada showed benefit.": ["approved 1998"],
    "Testol was approved in Europe in June 2004 and marketed from 2005.": ["approved EU 2004-06"],
    "Testol was approved in Europe in June 2004, and a generic version became available in 2015.": [
        "approved EU 2004-06"
    ],
    "Testol, a drug approved in Europe in 2004, was reviewed by the FDA in 2009.": ["approved EU 2004"],
    "As of March 2019, testol had been approved in 45 countries, but not in Japan.": ["not_approved JP"],
    "Testol was approved for hypertension in 1990, and in 1995 a study showed benefit in heart failure in the US.": [
        "approved 1990: hypertension"
    ],
    "The FDA approved testol in 2003 and placebo-controlled trials were done in 2007.": ["approved FDA 2003"],
    "In 2019, the FDA approved testol, and the EMA recommended it for approval in 2020.": ["approved FDA 2019"],
    "Testol was approved by the FDA in March, 2003.": ["approved FDA 2003-03"],
    "Testol was approved in the EU in 2010 on condition of further studies in 2014.": ["approved EU 2010"],
    "Testol is a drug that has been approved for gout.": ["approved: gout"],
    "Testol has gained approval for lupus, gout and asthma in Europe, the United States and Japan.": [
        "approved EU: lupus; gout; asthma",
        "approved US: lupus; gout; asthma",
        "approved JP: lupus; gout; asthma",
    ],
    "Testol was withdrawn from the European market in 2000 but is still sold in the United States.": [
        "withdrawn EU 2000"
    ],
    "Testol was withdrawn from the market in 2000, although it remained licensed in the UK until 2004.": [
        "withdrawn 2000",
        "approved GB",
    ],
    "FDA approval for testol was withdrawn in 2011 for breast cancer.": ["withdrawn FDA 2011: breast cancer"],
    "It was granted approval for use in the European Union in 1999 and for use in the United States in 2001.": [
        "approved EU 1999",
        "approved US 2001",
    ],
    "The drug gained its first approval in Mexico in May 2000, followed by approvals in the EU and in the US in 2001.": [
        "approved MX 2000-05",
        "approved EU 2001",
        "approved US 2001",
    ],
}

NO_EVENTS = [
    "Testol is expected to be approved in 2025.",
    "Testol may be approved in Europe soon.",
    "The CHMP recommended approval of testol in June 2015.",
    "An advisory committee voted to approve testol in 2013.",
    "Testol was granted orphan drug designation by the FDA in 2010.",
    "An application for approval of testol was submitted to the FDA in 2012.",
    "Testol is awaiting approval in Canada.",
    "Testol was licensed to Pfizer in 1998.",
    "The protocol was approved by the institutional review board.",
    "Testol was banned in France in 2009.",
    "It is not approved for use in children.",
    "Testol was never marketed in the United States.",
    "Testol was first marketed in 1965.",
    "Testol was developed by Ciba and launched in Switzerland in 1958.",
    "Testol has orphan drug status in the United States.",
    "Use of testol in pregnancy has not been approved.",
    "Testol was discontinued in 2010.",
    "Testol is used for communication between computers.",
    "Testol came into medical use in 1962.",
    "Testol was first used medically in 1955.",
    "A new drug application was filed with the FDA in 2007, but approval was not granted.",
    "Testol's application for approval in Europe was withdrawn in 2006.",
    "The company withdrew its application for European approval in 2006.",
    "Phase III trials of testol were suspended in 2009.",
    "Testol was withdrawn from clinical trials in 2003.",
    "Patients were withdrawn from the study after 12 weeks.",
    "In February 2007 the FDA removed two of the three approved indications of testol.",
    "Testol's approval was based on the ACME trial.",
    "Testol was registered in Poland in 1998.",
    "Testol had been under review for approval by the FDA, but its development was discontinued.",
    "Testol has been used in Europe since 1980, but is not available in the United States.",
    "If approved, testol would be the first drug for the disease.",
    "Testol is sold in Europe under the licence of Bayer.",
    "It is unclear whether testol was approved in China.",
    "A patent on testol was granted in 1985.",
    "The licence for testol was granted to Foolcorp in 1985.",
    "The rights to testol were licensed to Foolcorp in the United States in 1985.",
    "Testol is approved for use with cisplatin.",
    "Testol was approved on the condition that studies be done by 2010.",
]

REFUSED: dict[str, str] = {
    "The generic version of testol was approved in 2010.": "multiple_subjects",
    "A biosimilar of testol was approved by the FDA in 2016.": "multiple_subjects",
    "Trastuzumab deruxtecan was approved by the FDA in 2019.": "multiple_subjects",
    "Testol is similar to zolpidem, which was approved in 1992.": "multiple_subjects",
    "The study was approved by the ethics committee in 2010.": "multiple_subjects",
    "Testol was approved by the ethics committee in 2010.": "unknown_pattern",
    "Testol was approved by Congress in 2010.": "unknown_pattern",
    "Testol was approved in California in 2010.": "unknown_pattern",
    "Testol and amlodipine were approved in 2007.": "multiple_subjects",
    "Testol is not licensed for use in children in the UK.": "conditional",
    "Congress debated the matter and approved it in 2013.": "multiple_subjects",
    "Testol is licensed for human use in France and for veterinary use in Germany.": "conditional",
    "Testol was approved for veterinary use in 1999.": "conditional",
    "Testol was approved for use in dogs in 2007.": "conditional",
    "Testol is related to loratadine, approved in 1993.": "multiple_subjects",
    "Testol is a metabolite of loratadine, which was approved in 1993.": "multiple_subjects",
    "Testol was compared with zolpidem, approved in 1992, in two trials.": "multiple_subjects",
    "In 1998 Foolcorp bought the rights to testol, which was approved in 2003.": "multiple_subjects",
    "Testol, unlike zolpidem, which was approved in 1992, has never been approved in the US.": "multiple_subjects",
    "Foolcorp received approval for a generic version of testol in 2010.": "multiple_subjects",
    "Testol's successor was approved in 2003.": "multiple_subjects",
    "No drug has been approved for this condition in Europe.": "multiple_subjects",
    "Testol was granted a patent in 1985 and approval in 1995.": "unknown_pattern",
    "Testol was licensed by Foolcorp from Barcorp in 1985.": "unknown_pattern",
    "Testol was approved in 1998 in 2003.": "ambiguous_list",
    "The FDA approved testol for moderate-to-severe Alzheimer's disease in 2003, having previously been licensed in Germany since 1989.": "multiple_subjects",
    "Testol's approval in 2003 was controversial.": "unknown_pattern",
}


@pytest.mark.parametrize("text", EVENTS)
def test_events(text: str) -> None:
    assert events(text) == EVENTS[text]
    assert not refusals(text)


@pytest.mark.parametrize("text", EVENTS)
def test_evidence_holds_what_the_event_says(text: str) -> None:
    for event in read(text).facts["approvals"]:
        assert isinstance(event, ApprovalEvent)
        pieces = [piece for piece in event.evidence if isinstance(piece, TextEvidence)]
        assert all(text[piece.start : piece.end] == piece.exact for piece in pieces)
        said = " ".join(piece.exact for piece in pieces)
        assert all(term in said for term in event.indications)
        assert event.date_as_written is None or event.date_as_written in said


@pytest.mark.parametrize("text", NO_EVENTS)
def test_what_is_no_approval(text: str) -> None:
    assert not events(text)
    assert not refusals(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_whole(text: str) -> None:
    assert not events(text)
    assert refusals(text) == [REFUSED[text]]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1989", "1989"),
        ("March 2012", "2012-03"),
        ("Sept. 2012", "2012-09"),
        ("5 May 2011", "2011-05-05"),
        ("5th of May, 2011", "2011-05-05"),
        ("May 5, 2011", "2011-05-05"),
        ("2011-05-05", "2011-05-05"),
        ("late 2010", "2010"),
        ("mid-2010", "2010"),
        ("the spring of 2010", "2010"),
        ("the late 1950s", None),
        ("the 1990s", None),
    ],
)
def test_dates_have_the_precision_that_is_written(written: str, date: str | None) -> None:
    facts = read(f"Testol was approved in Japan in {written}.").facts["approvals"]
    assert [(event.date, event.date_as_written) for event in facts if isinstance(event, ApprovalEvent)] == [
        (date, written)
    ]


@pytest.mark.parametrize("text", ["Testol was approved in Japan in 1998-2002."])
def test_a_span_of_years_is_no_date(text: str) -> None:
    assert not events(text)
    assert refusals(text) == ["unknown_pattern"]


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("the U.S.", "US"),
        ("America", "US"),
        ("Great Britain", "GB"),
        ("the Netherlands", "NL"),
        ("Côte d'Ivoire", "CI"),
        ("the Democratic Republic of the Congo", "CD"),
        ("Trinidad and Tobago", "TT"),
        ("New Zealand", "NZ"),
        ("Turkey", "TR"),
        ("EU member states", "EU"),
        ("Hong Kong, China", "HK"),
    ],
)
def test_places(place: str, region: str | None) -> None:
    facts = read(f"Testol was approved in {place} in 1998.").facts["approvals"]
    assert [event.region for event in facts if isinstance(event, ApprovalEvent)] == [region]


@pytest.mark.parametrize(
    ("name", "code", "region"),
    [
        ("the FDA", "FDA", None),
        ("the U.S. Food and Drug Administration (FDA)", "FDA", "US"),
        ("the European Medicines Agency", "EMA", "EU"),
        ("the Medicines and Healthcare products Regulatory Agency", "MHRA", None),
        ("Japan's PMDA", "PMDA", "JP"),
        ("Health Canada", "HC", "CA"),
        ("the Chinese FDA", "NMPA", "CN"),
        ("the Thai FDA", "OTHER", "TH"),
        ("ANVISA", "ANVISA", None),
        ("Swissmedic", "OTHER", None),
        ("Mexico's COFEPRIS", "OTHER", "MX"),
        ("Canadian regulators", None, "CA"),
    ],
)
def test_regulators(name: str, code: str | None, region: str | None) -> None:
    facts = read(f"Testol was approved by {name} in 1998.").facts["approvals"]
    assert [(e.regulator, e.region) for e in facts if isinstance(e, ApprovalEvent)] == [(code, region)]

"""Further frames of approvals, effects, products and uses: what is told in apposition, by ellipsis, or put in."""

from __future__ import annotations

import pytest

from approval_essence import events, indications
from effect_lines import lines
from product_essence import essences

EVENTS: dict[str, list[str]] = {
    "Anvisa, the Brazilian regulator, gave the pill its approval for gout in June 2019.": [
        "approved BR ANVISA 2019-06: gout"
    ],
    "The MHRA, the UK's medicines regulator, licensed testol in 2011.": ["approved GB MHRA 2011"],
    "Testol was approved by Anvisa, the Brazilian regulator, in June 2019.": ["approved ANVISA 2019-06"],
    "An application in Canada was turned down in 2012, and none has been filed since.": ["not_approved CA 2012"],
    "An application for the treatment of gout was rejected by the EMA in 2009.": ["not_approved EMA 2009: gout"],
    "An application was filed in Chile in 2010.": [],
    "The patent application was rejected in 2009.": [],
    "In 2004 came approval in Canada for acne.": ["approved CA 2004: acne"],
    "The FDA approved testol for gout in 2001; the indication was removed in 2010.": [
        "approved FDA 2001: gout",
        "withdrawn 2010: gout",
    ],
    "The indication was withdrawn in 2010.": [],
    "In Peru it is licensed for gout, and some clinics use it, unlicensed, against asthma.": ["approved PE: gout"],
}

INDICATIONS: dict[str, list[str]] = {
    "Off label, testol has found use against nightmares and against hiccups.": [
        "nightmares - off_label",
        "hiccups - off_label",
    ],
    "Testol is effective against malaria and against babesiosis.": [
        "malaria - unspecified",
        "babesiosis - unspecified",
    ],
    "Testol is used for gout and, although it is not approved for this, for asthma.": [
        "gout - unspecified",
        "asthma - not_approved",
    ],
    "Testol is used for gout and (off label) asthma.": [],
    "It is used for migraine with or without aura.": ["migraine with or without aura - unspecified"],
    "It is used for type 2 diabetes with or without metformin.": ["type 2 diabetes - unspecified"],
    "Testol treats gout and hives at 180 mg once daily.": ["gout - unspecified", "hives - unspecified"],
    "Sold as Zendra and used in gout, testol was developed in Japan.": ["gout - unspecified"],
    "Eye drops containing 0.005% of the drug, used in glaucoma, are sold in Peru.": ["glaucoma - unspecified"],
}

EFFECTS: dict[str, list[str]] = {
    "Unlike older drugs zelotrine does not cause sedation, nor does it lead to weight gain.": [
        "sedation; NOT",
        "weight gain; NOT",
    ],
    "Zelotrine does not cause rash, nor has it been linked to fever.": ["rash; NOT", "fever; NOT"],
    "Nausea was reported by 14% of those taking zelotrine and by 6% of those on placebo.": [
        "Nausea; drug 14%; placebo 6%"
    ],
    "Serious reactions, among them anaphylaxis, are very rare.": ["anaphylaxis; very rare; (serious)"],
    "Hair loss is not a side effect of zelotrine, but mouth ulcers are.": ["Hair loss; NOT", "mouth ulcers"],
    "Side effects of the inhaler include hoarseness and cough.": ["hoarseness", "cough"],
    "Zelotrine has one common side effect: headache.": ["headache; common"],
    "Nausea is common, vomiting less so.": ["Nausea; common", "vomiting; less common"],
    "Rash is rare, fever less so.": ["Rash; rare"],
}

PRODUCTS: dict[str, list[str]] = {
    "Each prefilled syringe delivers 40 mg of the drug in 0.4 mL.": ["- @prefilled syringe: 40 mg in 0.4 mL"],
    "Vials hold 50 mg of mefra in 10 mL.": [],
    "Each Zendra tablet contains 30 mg of zendrafen.": ["tablet: 30 mg = Zendra"],
    "Each Zendra tablet pairs 30 mg of zendrafen with caffeine.": ["tablet: 30 mg = Zendra + caffeine"],
    "Each tablet contains 30 mg of zendrafen and lactose.": ["tablet: 30 mg"],
    "Zendrafen is an insecticide sold as a 5% cream (Zendra) for scabies and as a 1% lotion (Zendrin) for lice.": [
        "cream: 5 % = Zendra",
        "lotion: 1 % = Zendrin",
    ],
    "Zendrafen is a metabolite of mefradol sold as 10 mg tablets.": [],
    "Tablets of 5 mg, taken for gout, are sold under the brand name Zendra.": ["tablet: 5 mg = Zendra"],
    "Sold as Zendra and used for allergies, it is available as 4 mg tablets.": ["tablet: 4 mg = Zendra"],
    "Brand names include Zendra (100 mg tablets) and Zendrin (syrup).": ["tablet: 100 mg = Zendra", "syrup = Zendrin"],
    "Zendra and Zendrin are its brand names.": ["- = Zendra, Zendrin"],
}


@pytest.mark.parametrize("text", EVENTS)
def test_approvals(text: str) -> None:
    assert events(text) == EVENTS[text]


@pytest.mark.parametrize("text", INDICATIONS)
def test_uses(text: str) -> None:
    assert indications(text) == INDICATIONS[text]


@pytest.mark.parametrize("text", EFFECTS)
def test_effects(text: str) -> None:
    assert lines(text) == EFFECTS[text]


@pytest.mark.parametrize("text", PRODUCTS)
def test_products(text: str) -> None:
    assert essences(text) == PRODUCTS[text]

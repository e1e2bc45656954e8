"""Approvals by what leads in a clause, what another clause is followed in, exceptions, and labels that change."""

from __future__ import annotations

import pytest

from approval_essence import events, refusals

EVENTS: dict[str, list[str]] = {
    "A first application was refused in 2008, and in May 2011 the FDA granted approval for epilepsy.": [
        "not_approved 2008",
        "approved FDA 2011-05: epilepsy",
    ],
    "Trials ended in 2008, but on 4 June 2012 Health Canada licensed testol for gout.": [
        "approved CA HC 2012-06-04: gout"
    ],
    "Testol was sold in Spain from 1999, and in 2003 was approved by the FDA.": ["approved FDA 2003"],
    "For gout, the EMA authorised testol in 2011.": ["approved EMA 2011: gout"],
    "For migraine the drug was licensed in Peru in 1990, for angina in 1992, and for asthma in 1995.": [
        "approved PE 1990: migraine",
        "indication_added PE 1992: angina",
        "indication_added PE 1995: asthma",
    ],
    "For use in asthma, testol gained approval in Chile in 2002.": ["approved CL 2002: asthma"],
    "To treat gout, testol was approved in 2003 by the FDA and in 2005 by Health Canada.": [
        "approved FDA 2003: gout",
        "approved CA HC 2005: gout",
    ],
    "As a treatment for acne, testol has been licensed in Japan since 2003.": ["approved JP 2003: acne"],
    "It was not until 2003 that the FDA approved testol.": ["approved FDA 2003"],
    "Only in 2003 did the FDA approve testol.": ["approved FDA 2003"],
    "It was in Norway that testol was first approved, in 1994.": ["approved NO 1994"],
    "France suspended its licence in 2003 and Italy followed in 2004.": ["suspended FR 2003", "suspended IT 2004"],
    "The FDA rejected testol in 2010, and the EMA did likewise in 2011.": [
        "not_approved FDA 2010",
        "not_approved EMA 2011",
    ],
    "Testol was withdrawn in Peru in 1985, with Chile doing the same in 1986.": [
        "withdrawn PE 1985",
        "withdrawn CL 1986",
    ],
    "The FDA approved testol in 2017, and Japan had done so in 2015.": ["approved FDA 2017", "approved JP 2015"],
    "Testol was launched in Peru in 2001, and Chile followed in 2003.": [],
    "Testol was licensed in Japan in 2013 as an add-on for epilepsy.": ["approved JP 2013: epilepsy"],
    "Testol was licensed in the EU in 2009 as an add-on to insulin for type 2 diabetes.": [
        "approved EU 2009: type 2 diabetes"
    ],
    "Testol was approved as an aid to smoking cessation in Australia in 2008.": ["approved AU 2008: smoking cessation"],
    "Testol was approved as a nasal spray for migraine in 1997.": ["approved 1997: migraine"],
    "Testol has stood approved since 2006 in Norway and since January 2007 in the EU.": [
        "approved NO 2006",
        "approved EU 2007-01",
    ],
    "EMA approvals date from May 2013 and cover gout (G) and pericarditis.": [
        "approved EMA 2013-05: gout; pericarditis"
    ],
    "US approval, which came in 2003, covers psoriasis and acne.": ["approved US 2003: psoriasis; acne"],
    "A further approval, for psoriasis, came in 2014.": ["approved 2014: psoriasis"],
    "Psoriasis became an approved indication in 2014.": ["indication_added 2014: Psoriasis"],
    "The FDA added psoriasis to its approved uses in 2014.": ["indication_added FDA 2014: psoriasis"],
    "In 2004 testol gained a second indication, hypertension.": ["indication_added 2004: hypertension"],
    "The FDA, which approved testol in 1997, asked for a new study in 2005.": ["approved FDA 1997"],
    "Testol is made in Japan, where it was approved in 1984.": ["approved JP 1984"],
    "Testol was approved in Japan in 1984, two years later.": ["approved JP 1984"],
    "Testol was the first to be approved in Canada, in 1998.": ["approved CA 1998"],
    "The FDA approved amlodol in 1987 and testol in 1998.": ["approved FDA 1987 (amlodol)", "approved FDA 1998"],
    "Testol was approved EU-wide in 2011.": ["approved EU 2011"],
    "Testol won the approval of the FDA in 2011.": ["approved FDA 2011"],
    "Testol was approved as monotherapy in Canada in 2009.": ["approved CA 2009"],
    "Testol was withdrawn in the US in 2000 and worldwide in 2001.": ["withdrawn US 2000", "withdrawn 2001"],
    "The British and Irish authorities licensed testol in 1985.": ["approved GB 1985", "approved IE 1985"],
    "The FDA turned testol down twice before approving it in 2013.": ["not_approved FDA", "approved FDA 2013"],
    "Trials in Spain led to its approval by the FDA in 2009.": ["approved FDA 2009"],
    "In July 2004 the FDA approved an additional indication for gout.": ["indication_added FDA 2004-07: gout"],
    "In July 2004, the FDA approved testol, in combination with insulin, for gout.": ["approved FDA 2004-07: gout"],
    "As of 2019 testol had not been approved in Peru.": ["not_approved PE"],
    "Testol was approved not only in Japan but also in Korea in 2010.": ["approved JP 2010", "approved KR 2010"],
    "Testol is approved in Japan, though not in Peru or Chile.": ["approved JP", "not_approved PE", "not_approved CL"],
    "Testol is licensed in Japan as well as in Korea.": ["approved JP", "approved KR"],
    "Approval was given in Japan in 2010 and refused in Korea in 2011.": ["approved JP 2010", "not_approved KR 2011"],
    "In 1997 testol was withdrawn from the Canadian market and in 1999 reintroduced.": [
        "withdrawn CA 1997",
        "reintroduced 1999",
    ],
}

REFUSED = [
    "Testol is not approved by the FDA for any indication other than acne.",
    "Testol has not been approved anywhere except Japan.",
    "Testol is not approved for anything but acne in Peru.",
    "Apart from Japan, no country has approved testol.",
    "Testol is approved in all countries but Japan.",
    "Testol is approved in the EU, except in Denmark, since 2009.",
    "In July 2009, and for a second time in 2011, the FDA rejected testol.",
    "For children, testol was approved in 2004.",
    "Besides gout, for which it was approved in 2009, testol is used in acne.",
    "The injectable form was approved in Peru in 2003, the tablets in 1999.",
    "The FDA has approved testol for gout, acne, and, in combination with insulin, asthma.",
    "Testol is licensed for use in gout but not in angina in Chile.",
]

NO_INDICATION = [
    "A boxed warning was added to the label in 2005.",
    "Heart failure was added to the label as a contraindication in 2007.",
    "The FDA added a warning about falls to its label in 2014.",
    "The risk of gout was added to the label in 2007.",
]


@pytest.mark.parametrize("text", EVENTS)
def test_events(text: str) -> None:
    assert events(text) == EVENTS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_an_exception_or_a_fact_that_is_not_read_refuses_all(text: str) -> None:
    assert not events(text)
    assert refusals(text)


@pytest.mark.parametrize("text", NO_INDICATION)
def test_a_warning_that_joins_the_label_is_no_indication(text: str) -> None:
    assert not events(text)

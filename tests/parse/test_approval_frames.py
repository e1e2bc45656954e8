"""Approvals in the frames that many writers use: who decides, nouns, ellipsis, what is told beside the event."""

from __future__ import annotations

import pytest

from approval_essence import events, refusals

EVENTS: dict[str, list[str]] = {
    "Neither the FDA nor the EMA has approved testol.": ["not_approved FDA", "not_approved EMA"],
    "Testol has not been approved by either the FDA or the EMA.": ["not_approved FDA", "not_approved EMA"],
    "No country has approved testol for human use.": ["not_approved"],
    "Testol is not approved for human use in any country.": ["not_approved"],
    "Health Canada has licensed testol; the FDA has not.": ["approved CA HC", "not_approved FDA"],
    "The MHRA has refused to license testol for gout.": ["not_approved MHRA: gout"],
    "In May 2009 Chile became the first country to authorise testol for gout.": ["approved CL 2009-05: gout"],
    "Peru and Chile were the first countries to approve it, in 1988, followed by Spain in 1991 and Italy in 1992.": [
        "approved PE 1988",
        "approved CL 1988",
        "approved ES 1991",
        "approved IT 1992",
    ],
    "Regulators in Norway and Sweden approved it in 2003.": ["approved NO 2003", "approved SE 2003"],
    "The FDA on May 13, 2011 approved testol for hepatitis C.": ["approved FDA 2011-05-13: hepatitis C"],
    "The drug won approval from US regulators in 2010 and, two years later, from their European counterparts.": [
        "approved US 2010",
        "approved EU",
    ],
    "Health Canada turned the application down in 2012, but in 2014 it approved the capsules for gout.": [
        "not_approved CA HC 2012",
        "approved CA HC 2014: gout",
    ],
    # a decider goes on with another deed
    "The FDA turned the application down in 2003, asked for more data, and at last granted its approval in 2006.": [
        "not_approved FDA 2003",
        "approved FDA 2006",
    ],
    "The TGA approved testol in 1991, suspended it in 1994 and reinstated it in 1997.": [
        "approved TGA 1991",
        "suspended TGA 1994",
        "reintroduced TGA 1997",
    ],
    "The TGA approved testol in 1991 but restricted its use to hospitals in 1994.": [
        "approved TGA 1991",
        "restricted TGA 1994",
    ],
    # the drug as what a clause is about
    "Testol, which the FDA approved in 2001 for gout, is taken once daily.": ["approved FDA 2001: gout"],
    "Testol, which the EMA had rejected in 2001, was approved in Peru in 2003.": [
        "not_approved EMA 2001",
        "approved PE 2003",
    ],
    "In 1987 testol was compared with metformin, the first drug approved for gout.": ["approved: gout (metformin)"],
    # asides that say what the drug is
    "The FDA approved testol, sold as Foolax, for gout on 3 May 2011.": ["approved FDA 2011-05-03: gout"],
    "The FDA approved testol, a statin, for gout in 2011.": ["approved FDA 2011: gout"],
    "A monthly form was approved in 1999 and an oral form in 2004.": ["approved 1999", "approved 2004"],
    # what the clause before an event of another decider holds
    "Testol was licensed in Chile in 1999 and in Peru in 2004, while the FDA rejected it.": [
        "approved CL 1999",
        "approved PE 2004",
        "not_approved FDA",
    ],
    "Testol was first approved in Spain (1985) and then in Italy (1987).": ["approved ES 1985", "approved IT 1987"],
    # described, with a date
    "First made in 1951, testol became in 1960 the first hypnotic approved by the FDA for jet lag.": [
        "approved FDA 1960: jet lag"
    ],
    "In 1960, testol became the first hypnotic licensed in Norway.": ["approved NO 1960"],
    # when it was approved, told again
    "Canadian approval was withheld until May 2008, when it was authorised for gout.": ["approved CA 2008-05: gout"],
    "Testol was licensed in Peru in 2001, was taken off the market two years later when deaths came to light, and was reapproved in 2006.": [
        "approved PE 2001",
        "withdrawn",
        "reintroduced 2006",
    ],
    # why it was not
    "The EMA refused testol a licence in 2012 for want of convincing data.": ["not_approved EMA 2012"],
    # several uses
    "Testol is approved in Norway for several conditions, including gout, asthma and migraine.": [
        "approved NO: gout; asthma; migraine"
    ],
    "It was approved in 1999 for gout and, much later, for psoriasis.": [
        "approved 1999: gout",
        "indication_added: psoriasis",
    ],
    "It was approved in Peru for acne only.": ["approved PE: acne"],
    "Testol was licensed in Chile in 1993 for gout, and treatment starts at 20 mg once daily.": [
        "approved CL 1993: gout"
    ],
    # indications that were taken back
    "The maker withdrew the bladder cancer indication in the United States in 2014.": [
        "withdrawn US 2014: bladder cancer"
    ],
    "The bladder cancer indication was withdrawn in 2014.": ["withdrawn 2014: bladder cancer"],
    "The indication was restricted by the MHRA in 2009 to refractory gout.": ["restricted MHRA 2009: refractory gout"],
    "A 2 mg nasal spray (Foolax) was approved by the FDA in 2011.": ["approved FDA 2011"],
    "Health Canada allowed its return in June 2002.": ["reintroduced CA HC 2002-06"],
    "In 2010 the TGA put it under restricted access.": ["restricted TGA 2010"],
    "The manufacturer withdrew testol from the Canadian and Australian markets in September 2004.": [
        "withdrawn CA 2004-09",
        "withdrawn AU 2004-09",
    ],
    "In September 2004 Foolcorp pulled testol from the worldwide market.": ["withdrawn 2004-09"],
    "Sales of testol were halted in 2004, and the drug was withdrawn worldwide.": ["withdrawn"],
    "Testol was withdrawn worldwide in 1998 within a year of its launch.": ["withdrawn 1998"],
    "Because of deaths it has been withdrawn in India and Norway.": ["withdrawn IN", "withdrawn NO"],
    "Testol was approved in 2004, pulled voluntarily in 2005 after two deaths, and allowed back in 2006 under a restricted programme.": [
        "approved 2004",
        "withdrawn 2005",
        "reintroduced 2006",
    ],
    "Testol was withdrawn from the US market in 2023 for purely commercial reasons.": ["withdrawn US 2023"],
    "Testol was granted accelerated approval in Canada in May 2013 and full approval there in July of the same year.": [
        "approved CA 2013-05",
        "approved CA",
    ],
    "Testol was granted accelerated approval by the FDA in 2014 for lymphoma and full approval in 2017.": [
        "approved FDA 2014: lymphoma",
        "approved FDA 2017",
    ],
    "The approval for lymphoma, given in 2018, was withdrawn by the company in 2021.": [
        "approved 2018: lymphoma",
        "withdrawn 2021: lymphoma",
    ],
    "Authorisation followed in Chile in 2016 and in Peru in 2017.": ["approved CL 2016", "approved PE 2017"],
    "Its approval in Chile dates from August 2021.": ["approved CL 2021-08"],
    "Testol's 2001 approval by the FDA was controversial.": ["approved FDA 2001"],
    "Testol reached Peru with an approval in June 2003.": ["approved PE 2003-06"],
    "Testol has held a UK licence since 1997.": ["approved GB 1997"],
    "Testol does not have FDA approval.": ["not_approved FDA"],
    "Testol was approved for gout in 2009; a new use, prevention of kidney stones, won approval in 2018.": [
        "approved 2009: gout",
        "indication_added 2018: prevention of kidney stones",
    ],
    "Its indications were later extended to gout (2011) and to pseudogout.": [
        "indication_added 2011: gout",
        "indication_added: pseudogout",
    ],
    "The label was expanded in 2010 to include adolescents with Crohn disease.": [
        "indication_added 2010: Crohn disease"
    ],
    "The capsules were approved in Chile in 2012, whereas the injectable form has yet to be approved in Peru.": [
        "approved CL 2012",
        "not_approved PE",
    ],
    "The FDA approved an oral version of testol in 2019.": ["approved FDA 2019"],
    "FoolShield was licensed in Peru in 1998 and taken off the market in 1999.": [
        "approved PE 1998 (FoolShield)",
        "withdrawn 1999 (FoolShield)",
    ],
    "Use of testol as a medicine was approved in May 2020 in Chile, and in 2021 in Peru.": [
        "approved CL 2020-05",
        "approved PE 2021",
    ],
    "Testol was patented in 1996, approved by the FDA in 1998, and offered for sale later that year.": [
        "approved FDA 1998"
    ],
    "Testol was approved in Chile in December 2019, in Peru the following month and in Spain in 2020.": [
        "approved CL 2019-12",
        "approved PE",
        "approved ES 2020",
    ],
    "Testol is licensed in Chile, but not in Peru or Spain.": ["approved CL", "not_approved PE", "not_approved ES"],
    "Testol was approved in Chile as early as 1984.": ["approved CL 1984"],
    "Testol was approved by the FDA in 2001, the same year in which Foolcorp was founded in Ohio.": [
        "approved FDA 2001"
    ],
    "On 20 May 2021 a committee adopted a positive opinion; testol was approved in the EU in July 2021.": [
        "approved EU 2021-07"
    ],
    "Testol (sold as Foolax), approved in Chile in 2012 and in Peru in 2013, is a kinase inhibitor.": [
        "approved CL 2012",
        "approved PE 2013",
    ],
    "Testol won FDA approval in 1998, and, as of 2015, generic versions had become available.": ["approved FDA 1998"],
    "The agency approved testol in 2004; approval in Japan is pending.": ["approved 2004"],
    "Approval followed in 19 other countries by 1999 and in Peru in 2000.": ["approved PE 2000"],
    "Testol has been tried for vitiligo and alopecia, and remains unapproved for both in Canada.": [
        "not_approved CA: vitiligo; alopecia"
    ],
    "Testol is approved at doses up to 40 mg daily in Chile.": ["approved CL"],
    "Testol was approved unexpectedly in Chile in 2010.": ["approved CL 2010"],
    "Testol was approved in 2015 for use in combination with other agents in the therapy of HIV infection.": [
        "approved 2015: HIV infection"
    ],
}

NO_EVENTS = [
    "The committee recommended that a marketing authorisation be granted for testol.",
    "The committee adopted a positive opinion in 2021, recommending that a marketing authorisation be granted.",
    "Approval of testol in Japan was sought in 2005 but not granted.",
    "Orphan drug status was given to testol in June 2011 by the US FDA.",
    "An FDA panel recommended in 2005 that testol be withdrawn from the market.",
]

REFUSED: dict[str, str] = {
    "The first generic was approved in 2011.": "multiple_subjects",
    "Compounded testol is not approved by the FDA.": "multiple_subjects",
    "Testol was approved as a drug in Chile and as a food supplement in Peru.": "conditional",
    "approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved approved in Peru.": "unknown_pattern",
}


@pytest.mark.parametrize("text", EVENTS)
def test_events(text: str) -> None:
    assert events(text) == EVENTS[text]
    assert not refusals(text)


@pytest.mark.parametrize("text", NO_EVENTS)
def test_what_is_no_approval(text: str) -> None:
    assert not events(text)
    assert not refusals(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_whole(text: str) -> None:
    assert not events(text)
    assert refusals(text) == [REFUSED[text]]

"""What an approval must not claim: times, places and statuses that are not those of the drug's approval."""

from __future__ import annotations

import pytest

from approval_essence import events, read, refusals
from wikiclean.model.kinds.drug import ApprovalEvent
from wikiclean.parse.facts import read_facts

EVENTS: dict[str, list[str]] = {
    # a time at which something stood so
    "The EMA had not approved testol as of 2014.": ["not_approved EMA"],
    "As of March 2014, testol is licensed in Peru but not in Chile.": ["approved PE", "not_approved CL"],
    "In 2014 testol was still not approved in Japan.": ["not_approved JP"],
    "Testol was already licensed in Italy in 1988.": ["approved IT"],
    "By 2004 testol had been approved for gout in Japan and Taiwan.": ["approved JP: gout", "approved TW: gout"],
    "Testol has been licensed in Norway since June 2009.": ["approved NO 2009-06"],
    "Testol was licensed in Italy in 1988 but not in Spain in 1990.": ["approved IT 1988", "not_approved ES"],
    "Testol was not approved in Peru until 2012.": ["approved PE 2012"],
    "The FDA refused approval in 2004.": ["not_approved FDA 2004"],
    "By June 2014 testol was back on the Canadian market.": ["reintroduced CA 2014-06"],
    "In 2010 testol held a licence in Sweden.": ["approved SE"],
    "In 2010 testol did not have FDA approval.": ["not_approved FDA"],
    "Testol had received FDA approval in 2010.": ["approved FDA 2010"],
    "Testol, unapproved in Peru in 2010, was approved in Chile in 2014.": ["not_approved PE", "approved CL 2014"],
    # a full approval after a conditional one is no new indication
    "Testol received emergency use authorization in the US in May 2020 and full approval in 2021 for influenza.": [
        "approved US 2020-05",
        "approved US 2021: influenza",
    ],
    "Testol was granted conditional approval in Japan in 2015 and full approval in 2018 for lung cancer.": [
        "approved JP 2015",
        "approved JP 2018: lung cancer",
    ],
    "Testol gained conditional marketing authorisation in the EU in 2015 and unconditional approval in 2018 for gout.": [
        "approved EU 2015",
        "approved EU 2018: gout",
    ],
    "Testol received approval in the US in 2016 for asthma and full approval in 2019 for ulcerative colitis.": [
        "approved US 2016: asthma",
        "indication_added US 2019: ulcerative colitis",
    ],
    "Testol was granted approval in Japan in 2015 and further approval in 2018 for lung cancer.": [
        "approved JP 2015",
        "indication_added JP 2018: lung cancer",
    ],
    # an illness in brackets, and what is none
    "Testol won approval in Japan in January 2019 (peripheral neuropathic pain).": [
        "approved JP 2019-01: peripheral neuropathic pain"
    ],
    "Testol was approved in Japan in 2019 (gout) and in the US in 2021 (rheumatoid arthritis).": [
        "approved JP 2019: gout",
        "approved US 2021: rheumatoid arthritis",
    ],
    "Testol was approved by the FDA in 2019 (multiple sclerosis).": ["approved FDA 2019: multiple sclerosis"],
    "Testol was approved in Japan in 2019 (after trials in gout).": ["approved JP 2019"],
    "Testol was approved in Japan in 2019 (Acnex).": ["approved JP 2019"],
    "Testol was approved in Japan in 2019 (Pain Relief Ltd).": ["approved JP 2019"],
    "Testol was withdrawn in Japan in 2019 (liver failure).": ["withdrawn JP 2019"],
    # the use as the subject
    "Use in type 1 diabetes was approved by the European Commission in 2019; in 2021 that indication was withdrawn.": [
        "approved EU EC 2019: type 1 diabetes",
        "withdrawn 2021: type 1 diabetes",
    ],
    "Its use in heart failure was approved by the FDA in 2020.": ["approved FDA 2020: heart failure"],
    "The use of testol for epilepsy was approved in Japan in 1998.": ["approved JP 1998: epilepsy"],
    "Its use in asthma has not been approved in Japan.": ["not_approved JP: asthma"],
    "In 2004, its use in ulcerative colitis was approved by the EMA.": ["approved EMA 2004: ulcerative colitis"],
    "Its use in osteoarthritis was approved in Canada in 2001 and in Brazil in 2003.": [
        "approved CA 2001: osteoarthritis",
        "approved BR 2003: osteoarthritis",
    ],
    # how it may be had
    "In the US, testol was approved by prescription in 1999 and for over-the-counter sale in 2007.": [
        "approved US 1999",
        "approved US 2007",
    ],
    "Testol was approved on prescription in Sweden in 1988.": ["approved SE 1988"],
    # further indications, listed
    "The US approved testol for hairy cell leukemia in 1986, and further indications were added, among them gout in 1991.": [
        "approved US 1986: hairy cell leukemia",
        "indication_added 1991: gout",
    ],
    "The FDA approved testol in 1986 for gout; several new indications were later added, including asthma in 1991.": [
        "approved FDA 1986: gout",
        "indication_added 1991: asthma",
    ],
    "The FDA approved testol in 1986 for gout, and new indications may be added, including asthma in 2030.": [
        "approved FDA 1986: gout"
    ],
    "The FDA approved testol in 1986 for gout, and further indications were added.": ["approved FDA 1986: gout"],
    # the first drug approved, and when
    "Testol became the first medication approved for Rett syndrome when the FDA authorized it in March 2023.": [
        "approved FDA 2023-03: Rett syndrome"
    ],
    "Testol became the first drug approved for sickle cell disease when it was approved by the FDA in March 2023.": [
        "approved FDA 2023-03: sickle cell disease"
    ],
    "It was the first statin licensed for angina when Japan approved it in 1989.": ["approved JP 1989: angina"],
    # about dates
    "Testol was licensed by the MHRA around 1985.": ["approved MHRA"],
    "Testol was licensed in Peru in about 1985.": ["approved PE"],
    "Circa 1985 testol was licensed in Peru.": ["approved PE"],
    "Testol was licensed in Peru in 1985 or 1986.": ["approved PE"],
    "Testol was licensed in Peru in 1985 or earlier.": ["approved PE"],
    # places
    "Testol was licensed in South America in 1999 and in Spain in 2003.": ["approved ES 2003"],
    "Testol was licensed in Peru and several other countries in 2003.": ["approved PE 2003"],
    "Testol was licensed in Peru in 2001 and in nine other countries in 2003.": ["approved PE 2001"],
    "Testol is approved in more than 40 countries for gout.": ["approved: gout"],
    "Testol was licensed in Hong Kong, China, in 2012.": ["approved HK 2012"],
    "Testol was licensed in Macau, China on 5 May 2012.": ["approved MO 2012-05-05"],
    "Testol was licensed in Hong Kong, China and Japan in 2012.": [
        "approved HK 2012",
        "approved CN 2012",
        "approved JP 2012",
    ],
    # statuses
    "Testol was approved in Peru in 1990, and as an over-the-counter medicine in 2001.": [
        "approved PE 1990",
        "approved PE 2001",
    ],
    "Testol was approved for over-the-counter sale in 1992.": ["approved 1992"],
    "Testol was approved for sale without a prescription in Peru in 1992.": ["approved PE 1992"],
    "Testol was approved in Peru in 2003 for adults and in 2008 for children.": ["approved PE 2003"],
    "Testol was approved in Peru in 2003 for asthma in children.": ["approved PE 2003: asthma"],
    "Testol was conditionally approved in the EU in 2012.": ["approved EU 2012"],
    "The FDA reviewed testol in 2009 and approved it in 2010.": ["approved FDA 2010"],
    "Testol was withdrawn by its maker in Canada in 2005.": ["withdrawn CA 2005"],
}

REFUSED = [
    *(
        f"Testol was approved in {place} in 1999."
        for place in (
            "South America", "North America", "Latin America", "Africa", "Asia", "Eastern Europe", "East Germany",
            "the Soviet Union", "Scandinavia", "more than 30 countries", "several European countries", "Texas", "Georgia",
            "Ontario, Canada", "the former Yugoslavia",
        )
    ),
    *(
        f"Testol was approved by {body} in 2001."
        for body in (
            "the company", "its manufacturer", "the board", "Congress", "an ethics committee", "the FDA's advisory committee",
            "the FDA advisory panel", "the EMA committee", "shareholders in Japan",
        )
    ),
    "Testol was approved worldwide in 2005.",
    "Several countries approved testol in 2005.",
    "In Latin America, testol was approved in 2003.",
    "The FDA advisory committee approved testol in 2012.",
    "The FDA tentatively approved testol in 2012.",
    "The FDA granted tentative approval to testol in 2012.",
    "Testol was approved in Peru probably in 1998.",
    "Testol was approved by the FDA in 2011, not 2012.",
    "Testol was approved by the FDA and the TGA in 2001 and 2002.",
    "Testol was approved as a generic in 1992.",
    "A generic version was approved in 2010.",
    "Generic testol was approved in 2010.",
    "The FDA approved the use of testol in children in 2008.",
    "Testol was approved everywhere but the US in 2004.",
    "Testol was approved in Peru in 2001 or in 2002.",
    "Testol was approved in 2001 or 2002 or 2003.",
    "Testol was approved for reimbursement in Canada in 2004.",
    "Testol was approved for clinical trials in Japan in 2004.",
    "Testol was approved for export in 2004.",
    "Its use in cattle was approved in the US in 2004.",
    "Testol was approved for paediatric use in the EU in 2010.",
]  # fmt: skip


@pytest.mark.parametrize("text", EVENTS)
def test_events(text: str) -> None:
    assert events(text) == EVENTS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_say_too_much(text: str) -> None:
    assert not events(text)
    assert refusals(text)


@pytest.mark.parametrize("written", ["around 1985", "about May 1985", "circa 1985", "1985 or 1986", "1985 or later"])
def test_a_date_that_is_not_sure_stays_words(written: str) -> None:
    (event,) = read(f"Testol was approved in Japan in {written}.").facts["approvals"]
    assert isinstance(event, ApprovalEvent)
    assert (event.date, event.date_as_written) == (None, written)


def test_approval_is_no_use() -> None:
    assert "indications" not in read("Testol was recommended for approval in the EU in 2011.").facts


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Although approved in over fifty countries, the FDA has not approved the combination.", "not_approved"),
        ("The combination was approved in Brazil in 1991.", "approved"),
        ("The fixed-dose combination was approved by the FDA in 2014.", "approved"),
        ("The combination product was withdrawn from the US market in 2005.", "withdrawn"),
        ("The combination with cisplatin was approved in Japan in 2015.", None),
    ],
)
def test_the_combination_is_the_drug_of_a_page_about_two(text: str, action: str | None) -> None:
    found = read_facts(text, section="background", title="testol/amlodol").facts.get("approvals", [])
    assert [event.action for event in found if isinstance(event, ApprovalEvent)] == ([action] if action else [])
    assert "approvals" not in read_facts(text, section="background", title="Testol").facts

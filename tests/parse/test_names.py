"""Names, liver scores and warnings of single statements."""

from __future__ import annotations

import pytest

from wikiclean.model.evidence import TextFact
from wikiclean.model.kinds.drug import Hepatotoxicity
from wikiclean.model.name import Name
from wikiclean.parse.facts import read_facts

DRUG = "Zendrafen"


def names(text: str, title: str = DRUG) -> list[tuple[str, str]]:
    facts = read_facts(text, section="overview", title=title).facts.get("names", ())
    return [(fact.kind, fact.value) for fact in facts if isinstance(fact, Name)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zendrafen, sold under the brand name Zendra among others, is a drug.", [("brand", "Zendra")]),
        ("Brand names include Zendra, Fenzo-D and Rafex LA.",
         [("brand", "Zendra"), ("brand", "Fenzo-D"), ("brand", "Rafex LA")]),
        ("Trade names: Zendra (US), Rafex (Canada) and others", [("brand", "Zendra"), ("brand", "Rafex")]),
        ("It is marketed by Norvex as Zendra®.", [("brand", "Zendra")]),
        ("Sold under the trade name Zendra, zendrafen is a drug.", [("brand", "Zendra")]),
        ("Zendrafen is like foxatin, sold under the brand name Foxor.", []),
        ("Shoes are sold under the brand name Foxor.", []),
        ("Zendrafen, also known as zendrate or restatin A, is a drug.",
         [("synonym", "zendrate"), ("synonym", "restatin A")]),
        ("Also known as zendrate, zendrafen is a drug.", [("synonym", "zendrate")]),
        ("It is also known as N,N-dimethylzendrate and 2,5-ZDF.",
         [("synonym", "N,N-dimethylzendrate"), ("synonym", "2,5-ZDF")]),
        ("Zendrafen (also known as Zenny, Zed, Rafo) is a drug.",
         [("synonym", "Zenny"), ("synonym", "Zed"), ("synonym", "Rafo")]),
        ("Zendrafen (commonly known as 'zenny', \"zed\" or “rafo”) is a drug.",
         [("synonym", "zenny"), ("synonym", "zed"), ("synonym", "rafo")]),
        ("Zendrafen (also known as Zenny / Zed • Rafo | Zod) is a drug.",
         [("synonym", "Zenny"), ("synonym", "Zed"), ("synonym", "Rafo"), ("synonym", "Zod")]),
        ("Zendrafen, also known as Zenny, Zed and others, is a drug.", [("synonym", "Zenny"), ("synonym", "Zed")]),
        ("It is also known as N,N'-dizendrate.", [("synonym", "N,N'-dizendrate")]),
        ("Also known as growth factor Q, interleukin-9 is a cytokine.", []),
        ("CYP9Z1 is also known as cytochrome 9Z.", []),
        ("The drug is known for its colour.", []),
        ("It was formerly known as NV-1042.", [("research_code", "NV-1042")]),
        ("Zendrafen (NVX-104299) is an antibody.", [("research_code", "NVX-104299")]),
        ("It was developed by Norvex under the code name NV-1042.", [("research_code", "NV-1042")]),
        ("Zendrafen (ZDF) is a drug.", [("abbreviation", "ZDF")]),
        ("Zendrafen (5 mg) is a drug.", []),
        ("Zendrafen (INN) or fenzadrine (USAN) is a drug.", [("inn", "Zendrafen"), ("usan", "fenzadrine")]),
        ("The IUPAC name is 2-(4-ethylphenyl)butanoic acid.", [("iupac", "2-(4-ethylphenyl)butanoic acid")]),
        ("Zendrafen (zen' dra fen) is a drug.", [("pronunciation", "zen' dra fen")]),
        ("Zendrafen (/ˈzɛndrəfɛn/ ZEN-drə-fen), is a drug.",
         [("pronunciation", "/ˈzɛndrəfɛn/"), ("pronunciation", "ZEN-drə-fen")]),
        ("Zendrafen (pronounced zen dra fen) is a drug.", [("pronunciation", "zen dra fen")]),
    ],
)  # fmt: skip
def test_names(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "score", "high", "wording"),
    [
        ("Likelihood score: C (probable cause of liver injury).", "C", False, "probable cause of liver injury"),
        ("Likelihood score: A[HD] (well known when given in high doses)", "A", True, "well known when given in high doses"),
        ("Likelihood score: E* (suspected cause)", "E*", False, "suspected cause"),
        ("Zendrafen has a likelihood score of B.", "B", False, None),
        ("Likelihood score for zendrafen: D", "D", False, None),
        ("Likelihood score: X", "X", False, None),
        ("Likelihood score of zendrafen sodium: B (likely cause of liver injury)", "B", False, "likely cause of liver injury"),
        ("Zendrafen's likelihood score is C.", "C", False, None),
        ("Rare cases were told, and the drug has been given a likelihood score of D (possible rare cause).",
         "D", False, "possible rare cause"),
        ("Unlike foxatin, zendrafen has a likelihood score of E.", "E", False, None),
        ("Likelihood score: E – unlikely cause of liver injury.", "E", False, "unlikely cause of liver injury"),
        ("Likelihood score = category B", "B", False, None),
    ],
)  # fmt: skip
def test_liver_scores(text: str, score: str, high: bool, wording: str | None) -> None:
    (found,) = read_facts(text, section="hepatotoxicity", title=DRUG).facts["hepatotoxicity"]
    assert isinstance(found, Hepatotoxicity)
    assert (found.likelihood_score, found.high_dose_qualifier, found.wording) == (score, high, wording)


@pytest.mark.parametrize(
    "text",
    [
        "Likelihood score: Acute",
        "The likelihood of injury is low.",
        "Score: B",
        # another drug's
        "Likelihood score of foxatin: B.",
        "Likelihood score for foxatin is B",
        "Likelihood score (foxatin): B",
        "Foxatin likelihood score: B.",
        "Foxatin's likelihood score is B.",
        "Foxatin has a likelihood score of B.",
        "Unlike zendrafen, foxatin has a likelihood score of B.",
        "A metabolite of zendrafen has a likelihood score of B.",
        "Foxatin and zendrafen have likelihood scores of A and B.",
        # of several
        "Likelihood score: B or C.",
        "Likelihood score: B/C",
        "Likelihood score: B to C",
        "Likelihood score: B (zendrafen), A (foxatin)",
        "Likelihood score: A (foxatin), B (zendrafen)",
        "Likelihood score: B (likely cause), A (well known cause)",
        "Likelihood score: B (likely cause) or C (probable cause)",
    ],
)
def test_no_liver_score(text: str) -> None:
    assert "hepatotoxicity" not in read_facts(text, section="hepatotoxicity", title=DRUG).facts


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("It must be used only under supervision.", "It must be used only under supervision"),
        ("Rashes occur, and therapy should be given under close medical supervision; cells are counted.",
         "therapy should be given under close medical supervision"),
        ("Zendrafen should be initiated under the supervision of a specialist.",
         "Zendrafen should be initiated under the supervision of a specialist"),
        ("Treatment with zendrafen must be started under medical supervision.",
         "Treatment with zendrafen must be started under medical supervision"),
        ("The first dose should be administered under the supervision of a physician.",
         "The first dose should be administered under the supervision of a physician"),
        ("Because of the risk of anaphylaxis, it should be given under close supervision.",
         "it should be given under close supervision"),
        ("Side effects are common, particularly with high dose zen-2 which should be given under supervision.",
         "high dose zen-2 which should be given under supervision"),
        # of another drug
        ("It follows high dose foxatin which should be given under supervision.", None),
        ("Foxatin should be given only under supervision.", None),
        ("Treatment with foxatin should be initiated under the supervision of a specialist.", None),
        ("Foxatin is a related drug; it should be given only under close supervision.", None),
        ("Foxatin, which should be given under supervision, raises its levels.", None),
        ("Zendrafen and foxatin should be taken together under supervision.", None),
        ("Doses under 5 mg should be given.", None),
        ("The drug was given under supervision.", None),
    ],
)  # fmt: skip
def test_warnings(text: str, warning: str | None) -> None:
    facts = read_facts(text, section="side_effects", title=DRUG).facts.get("warnings", ())
    assert [fact.text for fact in facts if isinstance(fact, TextFact)] == ([warning] if warning else [])

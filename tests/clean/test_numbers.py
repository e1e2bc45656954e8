"""Number safety: what a reader sees as one number is one in the text, what are two are two."""

from __future__ import annotations

import pytest
from page_of import clean_content, document_of

NUCLIDE = "<span style='display:inline-block;font-size:85%'><sup>238</sup><br><sub>92</sub></span>U"
UNCERTAIN = "3.2<span style='display:inline-block'><sup>+0.4</sup><br><sub>−0.2</sub></span>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("22 × 10<sup>6</sup> cells", "22 × 10^6 cells"),
        ("10<sup>6</sup>5", "10^6 5"),
        ("CO<sub>2</sub>, <sup>131</sup>I, <sup>14</sup><sub>6</sub>C", "CO2, ^131I, ^14_6C"),
        (NUCLIDE, "^238_92U"),
        (UNCERTAIN, "3.2^+0.4_−0.2"),
        ("SO<span style='display:inline-block'><sup>2−</sup><br><sub>4</sub></span>", "SO^2−_4"),
        ("2<sup>nd</sup>, log<sub>10</sub>5, 101<sub>2</sub>", "2nd, log10 5, 101_2"),
        ("10<span style='vertical-align:super;font-size:80%'>6</span>/L", "10^6/L"),
        ("x<span style='vertical-align: sub'>2</span>", "x2"),
        ("<sup>1</sup>⁄<sub>2</sub> and 1<sup>1</sup>⁄<sub>2</sub>", "1⁄2 and 1 1⁄2"),
        (
            "5<span class='sfrac'><span class='num'>22</span><span class='sr'>/</span><span class='den'>7</span></span>",
            "5 22/7",
        ),
        ("<span class='sfrac'><span class='num'>22</span><span class='den'>7</span></span>", "22/7"),
    ],
)
def test_raised_lowered_and_broken(content: str, text: str) -> None:
    assert document_of(f"<p>{content}</p>").text == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "1<span style='margin-left:.25em'>000</span><span style='margin-left:.25em'>000</span>",
            "1\u2009000\u2009000",
        ),
        ("6.626<span style='margin-left:0.25em;'>070</span>", "6.626\u2009070"),
        ("5<span style='padding-left:1em'>6</span>", "5 6"),
        ("5<span style='margin-left:0'>6</span>", "56"),
        ("a<span style='margin-left:.25em'>b</span>", "ab"),
        ("5&#8239;000 and 5<wbr>000 and 1<b>0</b>0", "5\u202f000 and 5000 and 100"),
    ],
)
def test_digits_in_groups(content: str, text: str) -> None:
    assert document_of(f"<p>{content}</p>").text == text


@pytest.mark.parametrize(
    "content",
    [
        "5<br>6",
        "<span style='display:block'>5</span><span style='display:block'>6</span>",
        "<span style='display:inline-block'>5</span><span style='display:inline-block'>6</span>",
        "<span style='float:right'>5</span>6",
        "<s>5</s>6",
        "5<del>6</del>",
        "<del>5</del><ins>6</ins>",
        "<label>5</label><label>6</label>",
        "5<img src='/x.png'>6",
        "<ruby>5<rt>6</rt></ruby>",
        "5<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>6",
        "5<sup class='noprint Inline-Template'>[citation needed]</sup>6",
        "5<span class='mw-editsection'>[edit]</span>6",
    ],
)
def test_two_numbers_stay_two(content: str) -> None:
    text = document_of(f"<p>{content}</p>").text
    assert "56" not in text
    assert [sign for sign in text if sign.isdigit()] == ["5", "6"]


@pytest.mark.parametrize(
    "content", ["<div>5</div><div>6</div>", "<ul><li>5</li><li>6</li></ul>", "<dl><dt>5</dt><dd>6</dd></dl>", "<center>5</center>6"]
)  # fmt: skip
def test_blocks_beside_each_other(content: str) -> None:
    assert document_of(content).text.split() == ["5", "6"]


def test_reading_of_a_character_stands_in_brackets() -> None:
    assert document_of("<p><ruby>漢字<rt>かんじ</rt></ruby></p>").text == "漢字(かんじ)"
    assert document_of("<p><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby></p>").text == "漢字（かんじ）"


@pytest.mark.parametrize("flag", ["[réf. nécessaire]", "[источник не указан 345 дней]", "[zdroj?!]", "[⇨]"])
def test_words_in_raised_brackets_are_a_flag(flag: str) -> None:
    cleaned = clean_content(f"<p>Taken daily<sup>{flag}</sup> by all</p>")
    assert cleaned.document.text == "Taken daily by all"
    assert [(s.kind, s.start, s.target) for s in cleaned.document.spans] == [("flag", 11, flag.strip("[]"))]
    assert any(removal.rule == "flag" for removal in cleaned.ledger.removals)


@pytest.mark.parametrize("raised", ["[1]", "[−2]", "n", "2+"])
def test_other_raised_words_stay(raised: str) -> None:
    assert raised in document_of(f"<p>x<sup>{raised}</sup></p>").text

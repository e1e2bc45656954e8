from __future__ import annotations

import pytest
from page_of import clean_content, document_of

from wikiclean.clean.dom import parse_html
from wikiclean.clean.mathml import tex_of_mathml

MATHML = (
    "<math alttext='{\\displaystyle x^{2}}'><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>"
    "<annotation encoding='application/x-tex'>{\\displaystyle x^{2}}</annotation></semantics></math>"
)
IMAGE = "<img class='mwe-math-fallback-image-inline' alt='{\\displaystyle x^{2}}' src='/x.svg'>"


@pytest.mark.parametrize(
    "shape",
    [
        f"<span class='mwe-math-element'><span class='mwe-math-mathml-inline mwe-math-mathml-a11y' style='display:none'>"
        f"{MATHML}</span>{IMAGE}</span>",
        f"<span><span class='mwe-math-mathml-inline mwe-math-mathml-a11y' style='display: none;'>{MATHML}</span>{IMAGE}</span>",
        f"<span class='mwe-math-element' typeof='mw:Extension/math'>{MATHML}</span>",
        MATHML,
        IMAGE,
        "<img class='tex' alt='x^{2}' src='/x.png'>",
        "<img class='tex thumbborder' alt='x^{2}' src='/x.png'>",
        "<span class='mwe-math-fallback-source-inline tex'>$ x^{2} $</span>",
        "<span class='MathJax_Preview'>x2</span><span class='MathJax'><nobr>x2</nobr></span>"
        "<script type='math/tex'>x^{2}</script>",
        f"<span class='katex'><span class='katex-mathml'>{MATHML}</span><span class='katex-html'>x2</span></span>",
    ],
)
def test_each_shape_of_a_formula_is_its_tex_once(shape: str) -> None:
    document = document_of(f"<p>The value {shape} is small</p>")
    assert document.text == "The value $x^{2}$ is small"
    assert [(s.kind, s.start, s.end, s.target) for s in document.spans] == [("math", 10, 17, "x^{2}")]
    assert not document.figures


def test_the_same_formula_twice_is_two() -> None:
    assert document_of(f"<p>{MATHML} {MATHML}</p>").text == "$x^{2}$ $x^{2}$"


def test_formula_on_a_line_of_its_own() -> None:
    shown = MATHML.replace("<math ", "<math display='block' ")
    document = document_of(f"<p>So <span class='mwe-math-element mwe-math-element-block'>{shown}</span> holds</p>")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "So"),
        ("math", "$x^{2}$"),
        ("paragraph", "holds"),
    ]


def test_second_rendering_is_in_the_ledger() -> None:
    cleaned = clean_content("<p>A <span class='MathJax'>xyz</span><script type='math/tex'>x^{2}</script> b</p>")
    assert [r.text for r in cleaned.ledger.removals if r.rule == "duplicate-maths"] == ["xyz"]


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^{2}"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_{1}^{2}"),
        ("<mfrac><mn>22</mn><mn>7</mn></mfrac>", "\\frac{22}{7}"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "\\sqrt{x+1}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
        ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>", "{(a)}^{2}"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "\\bar{x}"),
        ("<munderover><mo>∑</mo><mn>0</mn><mi>n</mi></munderover>", "∑_{0}^{n}"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "\\mathrm{sin}x"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "\\begin{matrix}1 & 2\\end{matrix}"),
        ("<mtext>if</mtext><mspace></mspace><mi>x</mi>", "\\text{if}x"),
    ],
)
def test_mathml_without_annotation(mathml: str, tex: str) -> None:
    (element,) = parse_html(f"<math>{mathml}</math>").select("math")
    assert tex_of_mathml(element) == tex
    assert document_of(f"<p>A <math>{mathml}</math></p>").text == f"A ${tex}$"

"""Content of pages made to break renderers: signs of Markdown and HTML everywhere, markup nested and unclosed."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

SIGNS = st.text(st.sampled_from(list("ab1 *_`[]()<>#+-=~|\\!&;:.$^/\"'“（中é\u00a0\n")), max_size=10)
PIECES = st.sampled_from(
    [
        "http://a.b/c_d", "www.x.org/a*b*", "HTTP://A.B/%D1%8F", "//a.b/%D1%8F", "ftp://a/b_c", "a@b.org", "://x",
        "&amp;", "&#42;", "1. ", "10) ", "- ", "+ ", "* ", "# ", "> ", "---", "===", "```", "~~~", ":-", "| a | b |", "||",
        "<b>", "<script>alert(1)</script>", "[x](y)", "![x](y)", "[^1]: x", "$x$", "\\", "  \n", "1\u00a0000", "−5",
        "e\u0301", "x\u00ady", "a", "foo bar",
    ]
)  # fmt: skip
WORDS = st.one_of(SIGNS, PIECES)
TEX = st.sampled_from(["x", "a_1*b", "\\|x|", "\\frac{1}{2}", "`", "a$b", "x<y", "2^{3}"])
HREFS = st.sampled_from(
    ["/wiki/A", "/wiki/A_(b)", "/wiki/C*d", "/wiki/E|f#G_h", "#here", "https://x.example/?a=1&b=(2)|3", "ftp://x/y",
     "mailto:a@b.org", "//x.example/", "javascript:alert(1)", "/wiki/Javascript:alert(1)", "tel:1", '/wiki/"onclick="x']
)  # fmt: skip


@st.composite
def inline(draw: st.DrawFn, depth: int = 3) -> str:
    made = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from("text text b i a code br sup sub abbr math mark flag".split()))
        if kind == "br":
            made.append("<br>")
        elif kind == "math":
            tex = escape(draw(TEX))
            annotation = f'<annotation encoding="application/x-tex">{tex}</annotation>'
            made.append(f'<span class="mwe-math-element"><math><semantics>{annotation}</semantics></math></span>')
        elif kind == "mark":
            made.append('<sup class="reference"><a href="#cite_note-1">[1]</a></sup>')
        elif kind == "flag":
            made.append('<sup class="Inline-Template">[<i>dubious</i>]</sup>')
        elif depth == 0 or kind == "text":
            made.append(escape(draw(WORDS)))
        else:
            made.append(
                f'<{kind} title="long &amp; form" href="{escape(draw(HREFS))}">{draw(inline(depth - 1))}</{kind}>'
            )
    return "".join(made)


@st.composite
def block(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from("p h2 h3 ul ol dl pre blockquote poem table figure infobox li".split()))

    def inside() -> str:
        return draw(inline()) + (draw(block(depth - 1)) if depth and draw(st.booleans()) else "")

    def several() -> range:
        return range(draw(st.integers(1, 3)))

    match kind:
        case "ul" | "ol":
            start = draw(st.sampled_from(["", "", ' start="3"', ' start="-2"', ' start="12345"']))
            return f"<{kind}{start}>{''.join(f'<li>{inside()}</li>' for _ in several())}</{kind}>"
        case "dl":
            return f"<dl>{''.join(f'<{tag}>{inside()}</{tag}>' for tag in draw(st.sampled_from(['dt dd', 'dd', 'dd dd', 'dt dt dd'])).split())}</dl>"
        case "table":
            rows = "".join(
                f'<tr><{cell} rowspan="{draw(st.integers(0, 3))}">{inside()}</{cell}><td>{draw(inline())}</td></tr>'
                for cell in draw(st.lists(st.sampled_from(["td", "th"]), min_size=1, max_size=3))
            )
            return f'<table class="wikitable"><caption>{draw(inline())}</caption>{rows}</table>'
        case "infobox":
            rows = "".join(f"<tr><th>{draw(inline())}</th><td>{inside()}</td></tr>" for _ in several())
            return f'<table class="infobox"><caption>{draw(inline())}</caption>{rows}<tr><td colspan="2">{inside()}</td></tr></table>'
        case "figure":
            src = draw(st.sampled_from(["//x.example/A.png", "img/a.png", "data:image/png;base64,AA", "javascript:x"]))
            picture = f'<a href="/wiki/File:A&amp;b.png"><img src="{src}" alt="{escape(draw(WORDS))}"></a>'
            return f'<figure typeof="mw:File/Thumb">{picture}<figcaption>{draw(inline())}</figcaption></figure>'
        case "poem":
            return f'<div class="poem"><p>{draw(inline())}</p></div>'
        case "pre":
            return f"<pre>  {escape(draw(WORDS))}\n\n {escape(draw(WORDS))}</pre>"
        case _:
            return f"<{kind}>{inside() if kind in ('blockquote', 'li') else draw(inline())}</{kind}>"


PAGES = st.lists(block(), min_size=1, max_size=4).map(
    lambda blocks: "".join(blocks) + '<ol class="references"><li id="cite_note-1">Doe (2001). doi:10.1000/x_y</li></ol>'
)

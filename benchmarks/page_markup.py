"""What MediaWiki's own markup says must leave a page, and what must stay; checked against a cleaned page.

Read apart from the cleaner: over Lexbor's tree, by the class names and elements that MediaWiki and its most used
templates write. Only what they name beyond doubt is asked for; the rest of a page is neither here nor there.

- *To go*: text nodes inside the elements of `GO`. Such a piece has leaked where the kept letters hold it, and the
  visible letters outside all those elements do not: short pieces (`[1]`, `edit`) together with the letters before
  them, long ones by themselves.
- *To stay*: headings, and text nodes of paragraphs, list items, captions and cells in the article's element, outside
  of `GO`, `NEITHER` and the apparatus. Such a piece is missing where the kept letters do not hold it. Which sections
  are apparatus is taken from the Document (`quality.py` prints their headings, so that a wrong one is seen).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from accounting import is_unseen, kept_pieces, letters
from wikiclean.clean.steps import Cleaned
from wikiclean.model.document import Document

GO = {
    "edit link": ".mw-editsection, .editsection, .mw-editsection-like",
    "reference marker": "sup.reference, sup.mw-ref, span.mw-ref, a[href*='#cite_note']",
    "reference list": "ol.references, ol.mw-references",
    "navbox": ".navbox, .vertical-navbox, .navbox-styles",
    "table of contents": "#toc, .toc, .vector-toc, #mw-panel-toc, #inline_toc",
    "hatnote": ".hatnote, .dablink, .rellink",
    "stub": ".asbox, .stub, .metadata.stub",
    "retrieved from": ".printfooter",
    "jump to": "#jump-to-nav, .mw-jump, .mw-jump-link",
    "category": "#catlinks, .catlinks",
    "footer": "#footer, #mw-footer, .mw-footer",
}
NEITHER = (
    "#firstHeading, .firstHeading, .mw-page-title-main, .pagelib_edit_section_title[data-id='0'], nav, "
    "[role=navigation], .noprint, .metadata, .ambox, .ombox, .tmbox, .cmbox, .fmbox, .dmbox, .mbox-small, "
    ".navbar, .sidebar, .infobox .navbar, .portal, .portalbox, "
    ".sistersitebox, .side-box, .succession-box, .nomobile, .authority-control, .reflist, .mw-references-wrap, "
    ".refbegin, .reference-text, .mw-cite-backlink, .magnify, #coordinates, .geo, .geo-nondefault, .geo-multi-punct, "
    ".Inline-Template, .mw-collapsible-toggle, .error, .noexcerpt, .noviewer, .haudio, .listen, .audiolink, "
    ".audiometa, .bandeau-portail, [class*=portal], .mw-tmh-player, .PopUpMediaTransform, .mediaContainer, "
    ".nowraplinks, .mw-empty-elt, .sortkey, .mw-indicators, .printonly, #siteSub, #contentSub, #siteNotice, "
    ".mw-parser-report, .citation-needed, .NavToggle, #disambigbox, form, "
    'figure[typeof="mw:File"] figcaption, figure[typeof="mw:Image"] figcaption, figure[typeof$="Frameless"] figcaption'
)
ROOTS = ("#mw-content-text", "body.mw-body-content", "div.mw-parser-output", "body.parsoid-body", "#pcs",
         "#bodyContent")  # fmt: skip
STAY = {
    "li": "list item", "dd": "list item", "dt": "list item", "figcaption": "caption", "caption": "caption",
    "td": "cell", "th": "cell", "p": "paragraph", "blockquote": "paragraph",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_CAPTIONS = {"thumbcaption", "gallerytext"}
_OFTEN_TABLE = {"table", "tbody", "thead", "tfoot", "tr"}
_SHORT_LINES = {"edit link", "reference marker", "jump to"}
_NO_WORDS_OF_A_HEADING = {
    "mw-editsection", "editsection", "mw-editsection-like", "reference", "mw-headline-number", "Inline-Template",
    "noprint", "autonumber",
}  # fmt: skip
_BOXES = {"table", "aside"}
_WORDS = re.compile(
    r"\[edit\]|\[\d{1,3}\]|\[citation needed\]|Retrieved from \"|Jump to(?: navigation| search|:)|This page was last"
    r"|From Wikipedia, the free encyclopedia|is a stub\.|by expanding it\.|Hidden categor|Categor(?:y|ies): ",
    re.IGNORECASE,
)
UNMARKED = frozenset(
    "stub-line control summary-sheet-line links-here flag credits link-table link-line navbox hatnote maintenance "
    "maintenance-line edit-link related-articles subtitle return-heading stub about-the-page ad-line title portal "
    "player reference-mark".split()
)
"""Rules that take furniture which no class of MediaWiki's names: a piece that one of them took is counted apart."""
SHORT, CONTEXT, LONG = 12, 16, 40
"""Letters: a piece below `SHORT` is looked for with `CONTEXT` letters before it; of a longer one the first `LONG`."""
LEAST = 4
"""Letters of a text node from which it is looked for among what was kept."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A piece that leaked or is missing. `what`: the key of `GO`, or the kind of what must stay."""

    what: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Of one page: how many pieces were looked for, a kind, and those that are not as they must be."""

    asked: Counter[str]
    leaked: list[Failure]
    missing: list[Failure]


@dataclass(frozen=True, slots=True)
class _Piece:
    raw: str
    letters: str
    go: str | None
    stay: str | None
    before: str


def check_markup(html: str, cleaned: Cleaned) -> Findings:
    """Ask a cleaned page for all that its markup names."""
    document = cleaned.document
    apparatus = {letters(s.heading or "") for s in document.sections if s.apparatus}
    pieces, headings = _read(html, apparatus)
    outside = "".join(piece.letters for piece in pieces if piece.go is None)
    blocks = [document.text[block.start : block.end] for block in document.blocks]
    parts = [letters(text) for text in (*blocks, *list(kept_pieces(document))[1:])]
    kept, whole = "\n".join(parts), set(parts) - {piece.letters for piece in pieces if piece.go is None}
    findings = Findings(Counter(), [], [])
    for piece in pieces:
        if piece.go is not None and piece.letters:
            findings.asked[piece.go] += 1
            sought = piece.letters[:LONG] if len(piece.letters) >= SHORT else piece.before + piece.letters
            alone = piece.go in _SHORT_LINES and not piece.letters.isdigit() and piece.letters in whole
            if alone or (len(sought) >= SHORT and sought in kept and sought not in outside):
                findings.leaked.append(Failure(piece.go, " ".join(piece.raw.split())[:100]))
    findings.leaked.extend(_furniture_words(pieces, document))
    if document.outcome not in ("article", "disambiguation", "category"):
        return findings
    for piece in pieces:
        if piece.stay is not None and len(piece.letters) >= LEAST:
            findings.asked[piece.stay] += 1
            if piece.letters not in kept:
                findings.missing.append(Failure(piece.stay, " ".join(piece.raw.split())[:100]))
    have = Counter(letters(section.heading or "") for section in document.sections)
    for text in headings:
        if letters(text) == letters(document.title):
            continue
        findings.asked["section"] += 1
        have[letters(text)] -= 1
        if have[letters(text)] < 0:
            findings.missing.append(Failure("section", text))
    return findings


def _furniture_words(pieces: list[_Piece], document: Document) -> Iterator[Failure]:
    """Furniture by its English words, whatever class it has: said more often in what was kept than outside of `GO`."""
    outside = Counter(map(str.lower, _WORDS.findall(" ".join("".join(p.raw for p in pieces if p.go is None).split()))))
    for text in kept_pieces(document):
        for match in _WORDS.finditer(text):
            outside[match[0].lower()] -= 1
            if outside[match[0].lower()] < 0:
                yield Failure("words", text[max(0, match.start() - 30) : match.end() + 30])


def _read(html: str, apparatus: set[str]) -> tuple[list[_Piece], list[str]]:
    """Visible text nodes of the page in order, and headings of the article (not those in tables)."""
    tree = LexborHTMLParser(html[: html.rfind("</html>") + 1 or None].replace("\x00", ""))
    go = {node.mem_id: what for what, selector in GO.items() for node in tree.css(selector)}
    neither = {node.mem_id for node in tree.css(NEITHER)}
    root = next((found.mem_id for selector in ROOTS if (found := tree.css_first(selector)) is not None), None)
    reader = _Reader(go, neither, root, apparatus)
    reader.walk(tree.body)
    return reader.pieces, reader.headings


class _Reader:
    """One walk over the page; what surrounds a node is carried down."""

    def __init__(self, go: dict[int, str], neither: set[int], root: int | None, apparatus: set[str]) -> None:
        self.go, self.neither, self.root, self.apparatus = go, neither, root, apparatus
        self.pieces: list[_Piece] = []
        self.headings: list[str] = []
        self._before = ""
        self._off: int | None = None  # level of the apparatus heading under which the walk is

    def walk(self, body: LexborNode | None) -> None:
        """Depth first, without recursion: pages nest deep. A heading is closed when its last node was read."""
        stack: list[tuple[LexborNode | None, str | None, str | None, bool, bool]] = [
            (body, None, None, self.root is None, False)
        ]
        while stack:
            node, go, stay, inside, table = stack.pop()
            if node is None:
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "", go, stay if inside and go is None else None)
                continue
            if tag.startswith("-") or is_unseen(tag, node.attributes):
                continue
            inside = inside or node.mem_id == self.root
            go = go or self.go.get(node.mem_id)
            if node.mem_id in self.neither:
                stay, inside = None, node.mem_id == self.root
            if inside and go is None:
                stay = self._stay(node, tag, stay, table)
            table = table or tag in _BOXES
            stack.extend((child, go, stay, inside, table) for child in reversed(list(node.iter(include_text=True))))

    def _stay(self, node: LexborNode, tag: str, stay: str | None, table: bool) -> str | None:
        if tag[0] == "h" and tag in STAY:
            text = _heading_text(node)
            level = int(tag[1])
            if not table and letters(text):
                if letters(text) in self.apparatus and (self._off is None or level <= self._off):
                    self._off = level
                elif self._off is not None and level <= self._off:
                    self._off = None
                if self._off is None:
                    self.headings.append(text)
            return None if table is False else "cell"
        if self._off is not None:
            return None
        if _CAPTIONS & set((node.attributes.get("class") or "").split()):
            return "caption"
        return STAY.get(tag, None if tag in _OFTEN_TABLE else stay)

    def _text(self, text: str, go: str | None, stay: str | None) -> None:
        of_piece = letters(text)
        if text:
            self.pieces.append(_Piece(text, of_piece, go, stay, self._before))
            if go is None:
                self._before = (self._before + of_piece)[-CONTEXT:]


def _heading_text(node: LexborNode) -> str:
    """A heading's words without its edit links and marks."""
    headline = node.css_first(".mw-headline")
    stack, found = [headline or node], []
    while stack:
        one = stack.pop()
        tag = one.tag or ""
        if tag == "-text":
            found.append(one.text_content or "")
        elif not (
            tag.startswith("-")
            or is_unseen(tag, one.attributes)
            or _NO_WORDS_OF_A_HEADING & set((one.attributes.get("class") or "").split())
        ):
            stack.extend(reversed(list(one.iter(include_text=True))))
    return " ".join("".join(found).split())


def each_rule(cleaned: Cleaned, failures: list[Failure]) -> Iterator[tuple[Failure, str]]:
    """For each missing piece the rule that took it, as the ledger says; empty where none holds it.

    Where several removals hold its letters, one that takes `UNMARKED` furniture goes first.
    """
    removed = [(removal.rule.rpartition("/")[2], letters(removal.text)) for removal in cleaned.ledger.removals]
    removed.sort(key=lambda taken: taken[0] not in UNMARKED)
    for failure in failures:
        sought = letters(failure.snippet)
        yield failure, next((rule for rule, text in removed if sought in text), "")

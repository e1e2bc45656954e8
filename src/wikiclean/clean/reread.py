"""Read back what `Document.to_html` wrote (`docs/html.md`): the same walk, with that format's own shapes.

The article of such a page is clean already: no rule of a site applies to it a second time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from ..model.document import (
    Coordinates,
    Figure,
    Infobox,
    InfoboxGroup,
    Language,
    Notice,
    Outcome,
    Span,
)
from ..sites.profile import SiteProfile
from .dom import Element, Tree, child_elements, text_of
from .facts import PageFacts
from .furniture import Apparatus, TrimmedItem
from .infobox_rows import infobox_row
from .inline import clean_string
from .items import LiftedBlock, LiftedHeading
from .lift import REASONS, Lifter
from .links import LinkResolver
from .rules import Action, Rulebook
from .tables import lift_table

__all__ = ["Reread", "facts_of_own_html", "is_own_html", "reread_article"]

_SIGN = '<meta name="generator" content="wikiclean">'
_SIGN_WITHIN = 1000
_ROOT = "body > article.wikiclean"

_TITLE = ("title", "the page's title; the Document has it as `title`")
_NOTICE = ("notice", "a notice of the page; kept as a notice")
_COORDINATES = ("coordinates", "the coordinates; kept as data")


@dataclass(frozen=True, slots=True)
class Reread:
    """The article's element, its items, and the walk that found them."""

    root: Element
    outcome: Outcome
    items: list[TrimmedItem]
    lifter: Lifter


def is_own_html(source: str) -> bool:
    """Whether a page says in its first lines that `Document.to_html` wrote it."""
    return _SIGN in source[:_SIGN_WITHIN]


def facts_of_own_html(tree: Tree) -> PageFacts:
    """What the page says beside the article."""
    titles = tree.select(f"{_ROOT} > header > h1")
    places = tree.select(f"{_ROOT} > header > p.coordinates")
    numbers = text_of(places[0]).split(";") if places else []
    links = {link.attr("rel"): link.attr("href") for link in tree.select("head > link")}
    return PageFacts(
        title=clean_string(text_of(titles[0])) or None if titles else None,
        language=tree.root.attr("lang"),
        revision_id=next(
            (int(n) for n in map(text_of, tree.select("body > footer span.revision")) if n.isdigit()), None
        ),
        licence_name=next(map(text_of, tree.select("body > footer > p.licence")), "").partition(": ")[2] or None,
        canonical_url=links.get("canonical"),
        licence_url=links.get("license"),
        categories=tuple(text_of(item) for item in tree.select("body > footer > ul.categories > li")),
        languages=tuple(
            Language(link.attr("hreflang") or "", link.attr("title") or "", link.attr("href"))
            for link in tree.select('head > link[rel="alternate"]')
        ),
        coordinates=_coordinates(numbers),
    )


def _coordinates(numbers: list[str]) -> Coordinates | None:
    try:
        latitude, longitude = map(float, numbers)
    except ValueError:
        return None
    return Coordinates(latitude, longitude)


def reread_article(tree: Tree) -> Reread | None:
    """Walk the article; None where the page has none."""
    found = tree.select(_ROOT)
    if not found:
        return None
    root = found[0]
    said = root.attr("data-outcome")
    outcome: Outcome = next((known for known in get_args(Outcome) if known == said), "article")
    lifter = _OwnLifter()
    lifter.lift(root)
    return Reread(root, outcome, lifter.own_items, lifter)


class _OwnRules(Rulebook):
    """The format's shapes as roles, by tag and class."""

    def __init__(self) -> None:
        super().__init__(SiteProfile(name="wikiclean"))

    def _search(self, tag: str, classes: str | None) -> Action | None:
        role = f"{tag}.{classes}" if f"{tag}.{classes}" in _HANDLERS else tag
        return _ACTIONS.get(role)


class _AsWritten(LinkResolver):
    """Targets stand in the page as the Document had them."""

    def target(self, href: str | None) -> str | None:
        return href


class _OwnLifter(Lifter):
    """The walk over the format; one object a page."""

    def __init__(self) -> None:
        super().__init__(_OwnRules(), _AsWritten("", None), {})

    @property
    def own_items(self) -> list[TrimmedItem]:
        """The items, headings of apparatus sections as such."""
        return [
            Apparatus(item) if isinstance(item, LiftedHeading) and _is_apparatus(item) else item for item in self.items
        ]

    def _act(self, element: Element, action: Action) -> None:
        _HANDLERS[action.role](self, element)

    def dropped(self, element: Element) -> bool:  # noqa: ARG002 - the walk asks it of an element
        """Nothing is: no rule of a site applies."""
        return False

    # ------------------------------------------------------------------ inline
    def link(self, element: Element) -> None:
        """An `a`: its target is its `title`, else its address."""
        title = element.attr("title")
        self._linked(element, element.attr("href") if title is None else title)

    def inert_link(self, element: Element) -> None:
        """A link whose target is no address to click."""
        self._linked(element, element.attr("data-target"))

    def _linked(self, element: Element, target: str | None) -> None:
        if element.children:
            self._inline(element, "link", target)
        else:
            self.buffer.point("link", target)

    def superscript(self, element: Element) -> None:
        """A `sup`; `^` stands before it in the text where it is an exponent."""
        if element.attr("class") == "exponent":
            self.buffer.mark("^")
        self._inline(element, "sup")

    def subscript(self, element: Element) -> None:
        """A `sub`; `_` stands before it in the text where it is an index to digits."""
        if element.attr("class") == "index":
            self.buffer.mark("_")
        self._inline(element, "sub")

    def line_break(self, element: Element) -> None:  # noqa: ARG002 - handlers take the element
        """A `br` is one line break, whatever stands beside it."""
        self.buffer.newline()

    def abbreviation(self, element: Element) -> None:
        """An `abbr` with its long form."""
        self._inline(element, "abbreviation", element.attr("title"))

    def mark(self, element: Element) -> None:
        """A reference mark."""
        self.remove(element, "reference-mark", REASONS["reference-mark"])
        for link in child_elements(element):
            self.buffer.point("reference", (link.attr("href") or "").removeprefix("#"))

    def flag(self, element: Element) -> None:
        """An editors' flag; its words stand in brackets."""
        self.remove(element, "flag", REASONS["flag"])
        self.buffer.point("flag", clean_string(element.text)[1:-1])

    # ------------------------------------------------------------------ blocks
    def item(self, element: Element) -> None:
        """A list item; `continued` ones go on with an item that was interrupted."""
        marker: str | None = None
        if element.attr("class") != "continued":
            marker = "-"
            if self._number is not None:
                value = element.attr("value") or ""
                if re.fullmatch(r"-?[0-9]{1,9}", value):
                    self._number = int(value)
                marker = f"{self._number}."
                self._number += 1
        self._entry(element, "item", marker)

    def maths_block(self, element: Element) -> None:
        """A formula that is a paragraph of its own."""
        self._framed(element, "math")

    def preformatted(self, element: Element) -> None:
        """Preformatted text that is no code."""
        before = len(self.items)
        self._preformatted(element)
        self.items[before:] = [
            item._replace(kind="preformatted") if isinstance(item, LiftedBlock) else item
            for item in self.items[before:]
        ]

    def heading(self, element: Element) -> None:
        """A heading with its anchor; the one in the page's `header` is its title."""
        if type(element.parent) is Element and element.parent.tag == "header":
            self.remove(element, *_TITLE)
            return
        self.flush()
        text, spans = self.flow(element)
        if text:
            self.items.append(LiftedHeading(int(element.tag[1]), text, spans, _anchor(element), element))

    def apparatus(self, element: Element) -> None:
        """A section of the apparatus: what it was called, without words."""
        self.flush()
        level = element.attr("data-level") or ""
        heading = element.attr("data-heading") or ""
        self.items.append(
            LiftedHeading(int(level) if re.fullmatch("[1-6]", level) else 2, heading, (), _anchor(element), element)
        )
        self.children(element)

    # ------------------------------------------------------------------ beside the text
    def coordinates(self, element: Element) -> None:
        """The line with the coordinates."""
        self.remove(element, *_COORDINATES)

    def notice(self, element: Element) -> None:
        """A notice: its words, then targets that the words do not name."""
        self.flush()
        self.remove(element, *_NOTICE)
        text, targets = "", []
        for part in child_elements(element):
            said, spans = self.aside(part)
            text = text or said
            targets += [span.target for span in spans if span.kind == "link" and span.target]
        self.notices.append(Notice(element.attr("data-kind") or "", text, tuple(targets)))

    def table(self, element: Element) -> None:
        """A data table."""
        self.flush()
        table = lift_table(self, element)
        if table is not None:
            self.items.append(table)

    def figure(self, element: Element) -> None:
        """A picture with its caption."""
        self.flush()
        figure = self._figure(element)
        if figure is not None:
            self.items.append(figure)

    def _figure(self, element: Element) -> Figure | None:
        file = ""
        url: str | None = None
        alt: str | None = None
        caption: str | None = None
        spans: tuple[Span, ...] = ()
        for part in child_elements(element):
            if part.tag == "figcaption":
                caption, spans = self.flow(part)
            elif (name := part.attr("data-file")) is not None:
                file = name
                url = part.attr("data-url")
                url = part.attr("src") if url is None else url
                alt = part.attr("alt") or part.attr("data-alt")
            else:
                self.children(part)
        self.stray(element, frozenset({"figcaption", "img", "span"}))
        if not file and caption is None:
            return None
        return Figure(file, url, alt or None, caption, spans)

    def infobox(self, element: Element) -> None:
        """An infobox: figures, then a table with a group in each `tbody`."""
        self.flush()
        title: str | None = None
        images: list[Figure] = []
        groups: list[InfoboxGroup] = []
        for part in child_elements(element):
            if part.tag == "figure":
                figure = self._figure(part)
                images += [figure] if figure is not None else []
            elif part.tag == "table":
                for piece in child_elements(part):
                    if piece.tag == "caption":
                        title = self.flow(piece)[0] or None
                    elif piece.tag == "tbody":
                        groups.append(self._group(piece))
        self.stray(element, frozenset({"figure", "table"}))
        self.items.append(Infobox(title, element.attr("data-kind") or "other", tuple(groups), tuple(images)))

    def _group(self, body: Element) -> InfoboxGroup:
        heading: str | None = None
        rows = []
        for row in child_elements(body):
            label = ""
            for cell in child_elements(row):
                text, spans = self.flow(cell)
                if cell.attr("scope") == "rowgroup":
                    heading = text
                elif cell.tag == "th":
                    label = text
                else:
                    rows.append(infobox_row(label, text, spans))
        return InfoboxGroup(heading, tuple(rows))

    def references(self, element: Element) -> None:
        """A list of references: all of one group."""
        self.remove(element, "references", REASONS["references"])
        group = element.attr("data-group")
        for entry in child_elements(element):
            text, links, coins = "", [], ""
            for part in child_elements(entry):
                match part.attr("class"):
                    case "reference-text":
                        text = self.aside(part)[0]
                    case "source":
                        links.append(part.attr("title") or part.attr("href") or part.attr("data-target") or "")
                    case "Z3988":
                        coins = part.attr("title") or ""
            marks = _count(entry, "data-backlinks")
            self.notes.entry(entry.attr("id") or "", text, tuple(links), coins, group=group, marks=marks)


def _anchor(element: Element) -> str | None:
    name = element.attr("id")
    return element.attr("data-anchor") if name is None else name


def _is_apparatus(heading: LiftedHeading) -> bool:
    return isinstance(heading.where, Element) and heading.where.tag == "section"


def _count(element: Element, name: str) -> int:
    """A count that an attribute holds; 0 where it holds none."""
    value = element.attr(name) or ""
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else 0


_HANDLERS: dict[str, Callable[[_OwnLifter, Element], None]] = {
    "a": _OwnLifter.link,
    "span.link": _OwnLifter.inert_link,
    "span.IPA": _OwnLifter._pronunciation,
    "sup": _OwnLifter.superscript,
    "sup.exponent": _OwnLifter.superscript,
    "sup.reference": _OwnLifter.mark,
    "sup.flag": _OwnLifter.flag,
    "sub": _OwnLifter.subscript,
    "abbr": _OwnLifter.abbreviation,
    "br": _OwnLifter.line_break,
    "li": _OwnLifter.item,
    "p.math": _OwnLifter.maths_block,
    "p.coordinates": _OwnLifter.coordinates,
    "pre.preformatted": _OwnLifter.preformatted,
    "div.poem": _OwnLifter._poem,
    "div.notice": _OwnLifter.notice,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _OwnLifter.heading),
    "section.apparatus": _OwnLifter.apparatus,
    "table": _OwnLifter.table,
    "figure": _OwnLifter.figure,
    "aside.infobox": _OwnLifter.infobox,
    "ol.references": _OwnLifter.references,
}
"""`tag.class` or `tag` -> how it is read; all other elements are read by their tag alone."""

_ACTIONS = {role: Action(role) for role in _HANDLERS}

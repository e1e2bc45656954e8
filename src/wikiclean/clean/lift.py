"""The walk: the article's tree, once, in page order, into blocks, tables, boxes, figures and removals.

Every visible piece of text that the walk meets ends in exactly one item: that is what makes the accounting
close. What the walk decides per element comes from the profile (`rules.py`) and the tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..model.document import BlockKind, Figure, Notice, Outcome, Span, SpanKind
from ..model.ledger import Removal
from .anchors import anchor_before, anchor_inside
from .bars import is_code_bar, lift_code_bar
from .dom import Element, Node, Text, child_elements, nesting_below, place_of, text_of
from .figures import file_beside, image_of, is_frameless
from .infobox import is_infobox, lift_infobox
from .inline import Inline, caret_needed, clean_string, plain_text, words_of
from .items import Item, LiftedBlock, LiftedHeading
from .limits import MAX_NESTING, MAX_SOURCE_NESTING
from .links import LinkResolver
from .maths import FORMULA
from .notices import is_remark, notice_kind
from .references import ReferenceNotes, is_bracketed, is_mark, is_source, mark_targets
from .rules import Action, Rulebook
from .scripts import follows_superscript, is_between_scripts, is_fraction, lines_of
from .styles import LOOKS, THIN_SPACE, WIDE
from .tables import IN_ROW, is_layout, lift_table, rows_of

if TYPE_CHECKING:
    Handler = Callable[["Lifter", Element], None]

__all__ = ["REASONS", "Lifter"]

REASONS = {
    "reference-mark": "a reference mark; the Document joins it to its reference at this place",
    "references": "a reference list; kept as data",
    "flag": "an editors' flag; kept as a flag at this place",
    "link-number": "the number of a link without words; the Document has the link at this place",
    "hidden-caption": "the caption of a frameless picture, which no skin shows",
}
"""Removals that follow from the shape of the markup and not from a profile's rule: id -> reason."""

# Tags whose id is never looked up: it would name a link target, not a part of the page.
_NO_ID = frozenset("a abbr b br cite code dd dt em i img li small strong sub sup tbody td th tr u".split())


class Lifter:
    """Walks one article; one object a page."""

    def __init__(self, rules: Rulebook, links: LinkResolver, special: dict[Element, Action]) -> None:
        self.rules = rules
        self.links = links
        self.items: list[Item] = []
        self.notices: list[Notice] = []
        self.notes = ReferenceNotes()
        self.buffer = Inline()
        self.outcome: Outcome | None = None
        """What a rule says that the page is, if it is no article."""
        self.too_deep = False
        """Whether elements are nested deeper than any page has a reason to."""
        self._special = special
        self._known = rules.known
        self._in_cell = False
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._marker: str | None = None
        self._list_depth = 0
        self._number: int | None = None
        """Of the next item, in a numbered list."""
        self._figures_from = 0
        self._depth = 0

    # ------------------------------------------------------------------ the walk
    def lift(self, root: Element) -> list[Item]:
        """Walk everything under `root`."""
        self._where = root
        self.children(root)
        self.flush()
        return self.items

    def children(self, element: Element) -> None:
        """Text and child elements of `element`, in order."""
        if self._depth >= MAX_NESTING:
            self._flatten(element)
            return
        self._depth += 1
        known, special = self._known, self._special
        buffer = self.buffer
        add = buffer.parts.append
        for child in element.children:
            if type(child) is Text:
                add(child.data)
                continue
            if type(child) is not Element:
                continue
            tag = child.tag
            try:
                action = known[tag, child.attr("class")]
            except KeyError:
                action = self.rules.find(tag, child.attr("class"))
            if action is None and (special or tag not in _NO_ID):
                action = self._named(child)
            if action is not None:
                self._act(child, action)
            elif (kind := _INLINE.get(tag)) is not None:
                target = self.links.target(child.attr("href")) if tag == "a" else None
                inside = child.children
                if target is None and tag == "a":
                    self.children(child)
                elif target is not None and target.startswith("#cite_note") and is_bracketed(child):
                    self._reference_mark(child)
                elif len(inside) == 1 and type(inside[0]) is Text:  # nearly always: no step down
                    start = len(buffer.parts)
                    add(inside[0].data)
                    buffer.spans.append((kind, start, start + 1, target))
                else:
                    self._inline(child, kind, target)
            else:
                _BY_TAG.get(tag, Lifter.children)(self, child)
        self._depth -= 1

    def visit(self, element: Element) -> None:
        """One element: dropped, lifted in its role, or read by its tag."""
        action = self._action(element)
        if action is None:
            _BY_TAG.get(element.tag, Lifter.children)(self, element)
        else:
            self._act(element, action)

    def _act(self, element: Element, action: Action) -> None:
        if action.rule is not None:
            self.drop(element, action)
        else:
            _BY_ROLE[action.role](self, element)

    def _action(self, element: Element) -> Action | None:
        action = self.rules.find(element.tag, element.attr("class"))
        return self._named(element) if action is None else action

    def _named(self, element: Element) -> Action | None:
        """What a rule or role says of an element by its id, or by where it stands."""
        action = None
        if (name := element.attr("id")) is not None and element.tag not in _NO_ID:
            action = self.rules.find_by_id(element.tag, name, element.attr("class"))
        if action is None and self._special:
            action = self._special.get(element)
        return action

    def dropped(self, element: Element) -> bool:
        """Drop a row, cell or caption that a rule names; whether that was done."""
        action = self._action(element)
        if action is None or action.rule is None:
            return False
        self.drop(element, action)
        return True

    def stray(self, element: Element, expected: frozenset[str] | None) -> None:
        """Words in a box but in no part of it (broken markup): they become text before the box.

        `expected` names the child elements that were read already; None for all.
        """
        for child in element.children:
            if type(child) is Text:
                self.buffer.add(child.data)
            elif expected is not None and type(child) is Element and child.tag not in expected:
                self.visit(child)
        self.flush()

    def _flatten(self, element: Element) -> None:
        """Nesting beyond every real page: the words, without structure."""
        self.too_deep = self.too_deep or self._depth + nesting_below(element) > MAX_SOURCE_NESTING
        self.buffer.add(f" {words_of(element)} ")

    def flush(self) -> None:
        """End the block that is being filled."""
        buffer = self.buffer
        if not buffer.parts:
            return
        if self._in_cell:
            buffer.newline()
        elif not buffer.skip_blank():
            text, spans = buffer.finish()
            if text:
                kind = self._kind
                if kind == "paragraph" and spans and spans[0][:3] == ("math", 0, len(text)):
                    kind = "math"
                self.items.append(_new_block(LiftedBlock, (kind, text, spans, self._level, self._marker, self._where)))
                self._marker = None

    def flow(self, element: Element) -> tuple[str, tuple[Span, ...]]:
        """Text and spans of a cell, caption or value: its blocks are lines."""
        inside = element.children
        if not inside:
            return "", ()
        if len(inside) == 1 and type(inside[0]) is Text and (words := plain_text(inside[0].data)) is not None:
            return words, ()
        outer = (self.buffer, self._in_cell, self._list_depth)
        self.buffer, self._in_cell, self._list_depth = Inline(), True, 0
        self.children(element)
        text, spans = self.buffer.finish()
        self.buffer, self._in_cell, self._list_depth = outer
        return text, spans

    def note(self, element: Element) -> tuple[str, list[str]]:
        """Text of a reference and targets of its links that `is_source` lets through.

        Like `aside`, without the walk where the markup asks for none.
        """
        find = self.rules.find
        links: list[Element] = []
        for inner in element.iter_elements():
            tag = inner.tag
            if tag == "a":
                links.append(inner)
            elif tag not in _PLAIN or find(tag, inner.attr("class")) is not None:
                break
        else:
            text = None if self._special else plain_text(element.text)
            if text is not None:
                leads = [(link, link.attr("href") or "") for link in links]
                found = [self.links.target(to) for link, to in leads if is_source(to) and text_of(link).strip()]
                return text, [target for target in found if target]
        words, spans = self.aside(element)
        return words, [span.target for span in spans if span.kind == "link" and span.target]

    def aside(self, element: Element) -> tuple[str, tuple[Span, ...]]:
        """`flow` for words that are accounted for elsewhere: leaves no items."""
        items, notices = self.items, self.notices
        self.items, self.notices = [], []
        result = self.flow(element)
        self.items, self.notices = items, notices
        return result

    # ------------------------------------------------------------------ what goes
    def remove(self, element: Element, rule: str, reason: str) -> str:
        """Put an element's words into the ledger; returns them."""
        text = words_of(element)
        if text:
            self.items.append(Removal(rule, reason, text, place_of(element)))
        return text

    def drop(self, element: Element, action: Action) -> None:
        """Remove an element by a rule of the profile."""
        rule = action.rule
        assert rule is not None
        if not self._in_cell and is_code_bar(element):
            self.flush()
            self.items.append(lift_code_bar(self, element, rule))
            return
        self.outcome = self.outcome or rule.outcome
        text = self.remove(element, rule.id, rule.why)
        if rule.notice and text:
            said, spans = self.aside(element)
            targets = tuple(dict.fromkeys(s.target for s in spans if s.kind == "link" and s.target))
            self.notices.append(Notice(notice_kind(rule.notice, element), said or text, targets))
        if element.tag not in _BLOCK_TAGS:
            self._guard_before(element.next_sibling)
        elif element.tag not in ("td", "th", "tr"):
            self.flush()

    # ------------------------------------------------------------------ blocks
    def _block(self, element: Element) -> None:
        self.flush()
        self._where = element
        self.children(element)
        self.flush()

    def _framed(self, element: Element, kind: BlockKind) -> None:
        """A block whose paragraphs are of another kind: quotes, poems."""
        self.flush()
        outer = (self._kind, self._level, self._marker)
        self._kind, self._level, self._marker = kind, 0, None
        self._block(element)
        self._kind, self._level, self._marker = outer

    def _quote(self, element: Element) -> None:
        self._framed(element, "quote")

    def _poem(self, element: Element) -> None:
        self._framed(element, "poem")

    def _heading(self, element: Element) -> None:
        if self._in_cell:
            self._block(element)
            return
        self.flush()
        at = len(self.items)
        text, spans = self.flow(element)  # a picture or a block inside does not end it
        if text:
            text = text.replace("\n", " ")
            anchor = element.attr("id") or anchor_inside(element) or anchor_before(element)
            self.items.insert(at, LiftedHeading(int(element.tag[1]), text, spans, anchor, element))

    def _list(self, element: Element) -> None:
        self.flush()
        outer = (self._kind, self._level, self._marker, self._number)
        self._list_depth += 1
        self._number = _first_number(element) if element.tag == "ol" else None
        self.children(element)
        self.flush()
        self._list_depth -= 1
        self._kind, self._level, self._marker, self._number = outer

    def _item(self, element: Element) -> None:
        marker = "-"
        if self._number is not None:
            if (value := element.attr("value")) and _NUMBER.fullmatch(value):
                self._number = int(value)
            marker = f"{self._number}."
            self._number += 1
        self._entry(element, "item", marker)

    def _term(self, element: Element) -> None:
        self._entry(element, "term", None)

    def _definition(self, element: Element) -> None:
        self._entry(element, "definition", None)

    def _entry(self, element: Element, kind: BlockKind, marker: str | None) -> None:
        self.flush()
        outer = (self._kind, self._level, self._marker)
        self._kind, self._level, self._marker = kind, max(1, self._list_depth), marker
        self._where = element
        self.children(element)
        self.flush()
        self._kind, self._level, self._marker = outer

    def _preformatted(self, element: Element) -> None:
        self.flush()
        text = "\n".join(line.rstrip() for line in "".join(lines_of(element)).splitlines()).strip("\n")
        if self._in_cell:
            self.buffer.verbatim(text)
            self.flush()
            return
        if text.strip():
            code = Inline()
            code.verbatim(text)
            self.items.append(LiftedBlock("code", *code.finish(), where=element))

    def _break(self, element: Element) -> None:
        if is_between_scripts(element):
            return
        if self.buffer.at_line_start and not self.buffer.is_empty:
            self.flush()
        else:
            self.buffer.newline()

    def _rule_line(self, element: Element) -> None:  # noqa: ARG002
        self.flush()

    # ------------------------------------------------------------------ inline
    def _inline(self, element: Element, kind: SpanKind, target: str | None = None) -> None:
        buffer = self.buffer
        start, block = buffer.here, buffer.block
        self.children(element)
        if buffer.block == block:
            buffer.span(kind, start, target)

    def _marked(self, element: Element) -> None:
        """A link, emphasis or code that is visited by itself."""
        kind = _INLINE[element.tag]
        target = self.links.target(element.attr("href")) if kind == "link" else None
        if kind == "link" and target is None:
            self.children(element)
        elif target is not None and target.startswith("#cite_note") and is_bracketed(element):
            self._reference_mark(element)
        else:
            self._inline(element, kind, target)

    def _link_number(self, element: Element) -> None:
        """`[1]`, a link without words; Parsoid leaves the number to the style sheet."""
        self.remove(element, "link-number", REASONS["link-number"])
        if (target := self.links.target(element.attr("href"))) is not None:
            self.buffer.point("link", target)

    def _abbreviation(self, element: Element) -> None:
        title = element.attr("title")
        if title:
            self._inline(element, "abbreviation", clean_string(title))
        else:
            self.children(element)

    def _pronunciation(self, element: Element) -> None:
        self._inline(element, "pronunciation")

    def _superscript(self, element: Element) -> None:
        if is_mark(element):
            self._reference_mark(element)
            return
        content = text_of(element)
        if is_remark(content):
            self._flag(element)
            return
        if is_fraction(element):
            if self.buffer.ends_with_digit:
                self.buffer.space()
        elif caret_needed(content):
            if content[:1].isspace():
                self.buffer.space()
            self.buffer.mark("^")
        self._inline(element, "sup")
        self.buffer.guard_number()

    def _subscript(self, element: Element) -> None:
        content = text_of(element).strip()
        if caret_needed(content) and (
            follows_superscript(element) or (content[:1].isdigit() and self.buffer.ends_with_digit)
        ):
            self.buffer.mark("_")
        self._inline(element, "sub")
        self.buffer.guard_number()

    def _styled(self, element: Element) -> None:
        """A span: its style may set it apart from what stands beside it, or raise it."""
        style = element.attr("style")
        look = LOOKS.search(style) if style else None
        if look is None:
            self.children(element)
        elif look["rise"]:
            (self._superscript if look["rise"][:3].lower() == "sup" else self._subscript)(element)
        elif look["line"]:
            self.buffer.newline()
            self.children(element)
            self.buffer.newline()
        else:
            self._apart(element, gap=look["gap"])

    def _apart(self, element: Element, gap: str | None = None) -> None:
        """Digits inside do not run into those outside. `gap`: the margin that groups the digits of one number."""
        buffer = self.buffer
        if buffer.ends_with_digit:
            if gap is not None and text_of(element)[:1].isdigit():
                buffer.add(THIN_SPACE if float(gap) < WIDE else " ")
            else:
                buffer.guard_number()
        self.children(element)
        if gap is None and self.buffer.ends_with_digit:
            self.buffer.guard_number()

    def _denominator(self, element: Element) -> None:
        if self.buffer.ends_with_digit:
            self.buffer.mark("/")
        self.children(element)

    def _reading(self, element: Element) -> None:
        """The reading beside a character (`rt`), in brackets where the page sets none."""
        beside = element.previous_sibling
        if (type(beside) is Element and beside.tag == "rp") or not text_of(element).strip():
            self.children(element)
            return
        self.buffer.mark("(")
        self.children(element)
        self.buffer.mark(")")

    def _guard_before(self, following: Node | None) -> None:
        """Where something was taken out, the digits on both sides of it stay two numbers."""
        words = following.data if type(following) is Text else ""
        if words[:1].isdigit() and self.buffer.ends_with_digit:
            self.buffer.guard_number()

    def _maths(self, element: Element) -> None:
        tex = element.attr("tex")
        alone = self._kind == "paragraph" and not self._in_cell and element.attr("block") is not None
        if alone:
            self.flush()
        start = self.buffer.here
        self.buffer.verbatim(f"${tex}$")
        self.buffer.span("math", start, tex)
        if alone:
            self.flush()

    def _reference_mark(self, element: Element) -> None:
        if words := clean_string(element.text):
            self.items.append(Removal("reference-mark", REASONS["reference-mark"], words, place_of(element)))
        for key, shown in mark_targets(element):
            self.notes.mark(key, shown)
            self.buffer.point("reference", key)
        self._guard_before(element.next_sibling)

    def _flag(self, element: Element) -> None:
        words = self.remove(element, "flag", REASONS["flag"])
        if words:
            self.buffer.point("flag", clean_string(words.strip("[] \u200b")))
        self._guard_before(element.next_sibling)

    # ------------------------------------------------------------------ tables, boxes, figures, references
    def _table(self, element: Element) -> None:
        if is_infobox(element, self):
            self._infobox(element)
        elif is_layout(element):
            self._block(element)
        elif self._in_cell:
            self._table_in_cell(element)
        else:
            self.flush()
            table = lift_table(self, element)
            if table is not None:
                self.items.append(table)

    def _table_in_cell(self, element: Element) -> None:
        """A data table inside a cell: its cells, row by row, in the outer cell's text."""
        for caption in child_elements(element):
            if caption.tag == "caption":
                self._block(caption)
        for row in rows_of(element):
            if self.dropped(row):
                continue
            self.flush()
            for cell in child_elements(row):
                if cell.tag in IN_ROW and not self.dropped(cell):
                    if not self.buffer.at_line_start:
                        self.buffer.space()
                        self.buffer.mark("|")
                        self.buffer.space()
                    self.children(cell)

    def _infobox(self, element: Element) -> None:
        if self._in_cell:
            (self._table_in_cell if element.tag == "table" else self._block)(element)
            return
        self.flush()
        outer = self._figures_from
        self._figures_from = len(self.items)
        box = lift_infobox(self, element)
        self._figures_from = outer
        if box is not None:
            self.items.append(box)

    def _image(self, element: Element) -> None:
        figure = image_of(element)
        if figure is not None:
            self.items.append(figure)
        self._guard_before(element.next_sibling)
        if element.tag != "img":
            self.children(element)

    def _thumbnail(self, element: Element) -> None:
        """An element that holds pictures and, somewhere inside, their captions."""
        outer = self._figures_from
        self._figures_from = len(self.items)
        self._block(element)
        self._figures_from = outer

    def caption(self, element: Element) -> None:
        """Words that belong to the last picture without any."""
        parent = element.parent
        if element.tag == "figcaption" and type(parent) is Element and is_frameless(parent):
            self.remove(element, "hidden-caption", REASONS["hidden-caption"])
            return
        text, spans = self.flow(element)
        if not text:
            return
        for at in range(len(self.items) - 1, self._figures_from - 1, -1):
            item = self.items[at]
            if isinstance(item, Figure) and item.caption is None:
                self.items[at] = Figure(item.file, item.url, item.alt, text, spans)
                return
        self.items.append(Figure(file_beside(element), caption=text, spans=spans))

    def _reference_list(self, element: Element) -> None:
        self.remove(element, "references", REASONS["references"])
        self.notes.read_list(element, self.note)


_NUMBER = re.compile(r"-?[0-9]{1,9}")


def _first_number(ordered_list: Element) -> int:
    start = ordered_list.attr("start")
    return int(start) if start and _NUMBER.fullmatch(start) else 1


_new_block = tuple.__new__
"""`LiftedBlock._make` without its checks."""

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figure footer form h1 h2 h3 h4 h5 "
    "h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "caption figcaption".split()
)

_PLAIN = frozenset(
    "abbr b bdi bdo cite code data del em font i ins kbd link mark meta q s samp small span strong time tt u var "
    "wbr".split()
)
"""Tags that change nothing in the text of what they mark."""

_INLINE: dict[str, SpanKind] = {
    "a": "link",
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em"), "emphasis"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}  # fmt: skip

_BY_TAG: dict[str, Handler] = {
    **dict.fromkeys(_BLOCK_TAGS, Lifter._block),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Lifter._heading),
    **dict.fromkeys(("ul", "ol", "dl", "menu", "dir"), Lifter._list),
    **dict.fromkeys(_INLINE, Lifter._marked),
    "blockquote": Lifter._quote,
    "li": Lifter._item,
    "dt": Lifter._term,
    "dd": Lifter._definition,
    "pre": Lifter._preformatted,
    "br": Lifter._break,
    "hr": Lifter._rule_line,
    "span": Lifter._styled,
    **dict.fromkeys(("s", "strike", "del", "ins", "button", "label"), Lifter._apart),
    "rt": Lifter._reading,
    "abbr": Lifter._abbreviation,
    "sup": Lifter._superscript,
    "sub": Lifter._subscript,
    FORMULA: Lifter._maths,
    "table": Lifter._table,
    "img": Lifter._image,
    "figure": Lifter._thumbnail,
    "figcaption": Lifter.caption,
}

_BY_ROLE: dict[str, Handler] = {
    "infobox": Lifter._infobox,
    "image": Lifter._image,
    "fraction": Lifter._apart,
    "denominator": Lifter._denominator,
    "portable_infobox": Lifter._infobox,
    "reference_mark": Lifter._reference_mark,
    "reference_list": Lifter._reference_list,
    "flag": Lifter._flag,
    "gallery": Lifter._list,
    "gallery_item": Lifter._thumbnail,
    "thumbnail": Lifter._thumbnail,
    "thumbnail_caption": Lifter.caption,
    "link_number": Lifter._link_number,
    "poem": Lifter._poem,
    "code": Lifter._preformatted,
    "pronunciation": Lifter._pronunciation,
    "layout": Lifter._block,
}

"""The page as received, as harmless HTML: what was removed and what was read is marked on its words."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from ...clean.letter_places import KEPT
from ...clean.trace import Close, Open, Trace

__all__ = ["Found", "paint_article"]

_SHOWN = frozenset(
    (
        "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd details dfn "
        "div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i kbd li main nav ol p pre q rb rp rt "
        "rtc ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var "
        "wbr"
    ).split()
)
_VOID = frozenset({"br", "col", "hr", "wbr"})
_MARKS = {"del", "mark"}


@dataclass(frozen=True, slots=True)
class Found:
    """Letters of the page that a fact was read from."""

    first: int
    end: int
    number: int
    """Of the fact, in the record's order."""
    field: int
    """Of the fact's field, in the list of fields."""


def paint_article(trace: Trace, rules: list[int], found: Iterable[Found]) -> str:
    """HTML of the page: no script, no style, no address, nothing that a browser would ask for.

    `rules`: for each entry of the ledger the number of its rule. Removed words stand in `del.r<rule>`, read ones in
    `mark.f<field>` with `data-facts`, the numbers of the facts.
    """
    waiting = sorted(found, key=lambda each: each.first)
    cuts = tuple(edge for each in waiting for edge in (each.first, each.end))
    out: list[str] = []
    active: list[Found] = []
    place = 0
    for piece in trace.pieces(cuts):
        if isinstance(piece, Open):
            out.append(_open(piece))
        elif isinstance(piece, Close):
            out.append(_close(piece))
        else:
            words = html.escape(piece.text)
            if piece.removal != KEPT:
                words = f'<del class="r{rules[piece.removal]}" data-piece="{piece.removal}">{words}</del>'
            elif piece.end > piece.first:
                while place < len(waiting) and waiting[place].first <= piece.first:
                    active.append(waiting[place])
                    place += 1
                active = [each for each in active if each.end > piece.first]
                if active:
                    words = _mark(words, active)
            out.append(words)
    return _sanitise("".join(out))


def _mark(words: str, active: list[Found]) -> str:
    fields = " ".join(dict.fromkeys(f"f{each.field}" for each in active))
    facts = " ".join(dict.fromkeys(str(each.number) for each in active))
    return f'<mark class="{fields}" data-facts="{facts}">{words}</mark>'


def _open(piece: Open) -> str:
    if piece.tag == "img":
        return f'<span class="img">{html.escape(piece.attributes.get("alt") or "picture")}</span>'
    if "tex" in piece.attributes:
        return f'<code class="tex">{html.escape(piece.attributes["tex"])}</code>'
    if piece.tag not in _SHOWN:
        return "<div>" if piece.tag == "body" else ""
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in piece.attributes.items() if name != "alt")
    return f"<{piece.tag}{attributes}>"


def _close(piece: Close) -> str:
    if piece.tag == "body":
        return "</div>"
    return f"</{piece.tag}>" if piece.tag in _SHOWN and piece.tag not in _VOID else ""


def _sanitise(markup: str) -> str:
    """What is written above is escaped already; a sanitiser that others use has the last word."""
    import nh3

    return nh3.clean(
        markup,
        tags=set(_SHOWN | _MARKS),
        attributes={
            "*": {"dir", "lang"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
            "ol": {"start"},
            "li": {"value"},
            "span": {"class"},
            "code": {"class"},
            "del": {"class", "data-piece"},
            "mark": {"class", "data-facts"},
        },
        link_rel=None,
        strip_comments=True,
    )

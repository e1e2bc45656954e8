"""Rules proposed from what recurs over a site's pages and is no part of their articles.

Words that come again on page after page are furniture where an element of their own holds them, where they stand at an
edge of the article, or where most pages have them. What recurs inside articles (the headings of monographs, "Nausea"
in lists, a score in words) is not touched: it stands between words that are the page's own.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...errors import UsageError
from ...model.page import Page
from ...sites.registry import load_profile
from ...text import count_letters, slug
from .survey import TITLE, Block, Surveyed, survey_pages

__all__ = ["Learned", "Proposal", "learn_profile"]

_FEWEST_PAGES = 5
_FEWEST = 3
_SHARE = 0.1
"""Pages, and share of pages, on which the same words must stand to recur."""
_MOST_PAGES = 0.5
"""Share of the pages on which words are furniture wherever they stand."""
_AT_AN_EDGE = 0.7
"""Share of its places at which a recurring block must stand among furniture."""
_FAITHFUL = 0.8
"""Share of an element's places at which its words must be recurring ones."""
_LONG = 20
"""Letters from which words do not come again by chance."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that is proposed. `matcher` is the key of a profile's rule: css, heading, text or pattern."""

    id: str
    matcher: str
    value: str
    pages: int
    """On which it was seen."""
    example: str
    """The words that it would remove, from one page."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learnt of a site."""

    name: str
    base: str
    hosts: tuple[str, ...]
    pages: int
    """Articles that were looked at."""
    proposals: tuple[Proposal, ...]

    def to_toml(self) -> str:
        """A profile to be read and corrected by a person: each rule with the pages it stands on."""
        lines = [
            f"# Proposed by `wikiclean sites learn` from {self.pages} pages. Read each rule before you use it.",
            f"name = {_quoted(self.name)}",
            f"extends = {_quoted(self.base)}",
            f"hosts = [{', '.join(map(_quoted, self.hosts))}]",
        ]
        for proposal in self.proposals:
            share = f"on {proposal.pages} of {self.pages} pages"
            lines += [
                "",
                f"# {share}: {_one_line(proposal.example)}",
                "[[rule]]",
                f"id = {_quoted(proposal.id)}",
                f"why = {_quoted(f'the same words {share}')}",
                f"{proposal.matcher} = {_quoted(proposal.value)}",
            ]
        return "\n".join(lines) + "\n"


def learn_profile(pages: Iterable[Page], *, name: str, base: str = "mediawiki", hosts: Iterable[str] = ()) -> Learned:
    """Propose rules for the site that `pages` are of; `base` is the profile that they are to be added to.

    Raises UsageError for fewer than five articles (what recurs cannot be told from so few) or a name that is none.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise UsageError(f"{name!r} is no name of a profile; give --name in small letters, digits, - and _")
    site = list(survey_pages(iter(pages), load_profile(base)))
    if len(site) < _FEWEST_PAGES:
        raise UsageError(f"{len(site)} articles say too little of a site; give {_FEWEST_PAGES} or more, 40 are plenty")
    need = max(_FEWEST, math.ceil(_SHARE * len(site)))
    boxes, covered = _boxes(site, need)
    texts = _texts(site, need, covered)
    proposals = _named([*boxes, *texts])
    return Learned(name, base, tuple(hosts), len(site), tuple(proposals))


_Covered = list[list[tuple[int, int]]]
"""For each page the letters that proposed elements hold."""


def _boxes(site: list[Surveyed], need: int) -> tuple[list[Proposal], _Covered]:
    """Elements that hold recurring words wherever they occur: the outermost of those inside one another."""
    places: defaultdict[str, list[tuple[int, str, int, int]]] = defaultdict(list)
    for number, page in enumerate(site):
        for box in page.boxes:
            for selector in box.selectors:
                places[selector].append((number, box.key, box.first, box.end))
    found: list[tuple[int, str, list[tuple[int, str, int, int]]]] = []
    for selector, where in places.items():
        on = {number for number, *_ in where}
        if len(on) < need:
            continue
        pages_of: defaultdict[str, set[int]] = defaultdict(set)
        for number, key, *_ in where:
            pages_of[key].add(number)
        recurring = [each for each in where if len(pages_of[each[1]]) >= need and count_letters(each[1]) >= _LONG]
        if len(recurring) >= _FAITHFUL * len(where):
            found.append((sum(end - first for *_, first, end in where), selector, where))
    covered: _Covered = [[] for _ in site]
    proposals = []
    for _, selector, where in sorted(found, key=lambda each: (-each[0], each[1])):
        fresh = [place for place in where if not _holds(covered[place[0]], place[2], place[3])]
        if len(fresh) < _AT_AN_EDGE * len(where):
            continue
        for number, _, first, end in where:
            covered[number].append((first, end))
        pages = len({number for number, *_ in where})
        proposals.append(Proposal(slug(selector), "css", selector, pages, where[0][1]))
    return proposals, covered


def _holds(ranges: list[tuple[int, int]], first: int, end: int) -> bool:
    return any(start <= first and end <= stop for start, stop in ranges)


def _texts(site: list[Surveyed], need: int, covered: _Covered) -> Iterator[Proposal]:
    """Sections and blocks of words that no proposed element holds."""
    left = [
        [block for block in page.blocks if not _holds(ranges, block.first, block.end)]
        for page, ranges in zip(site, covered, strict=True)
    ]
    pages_of: Counter[str] = Counter()
    for blocks in left:
        pages_of.update({block.key for block in blocks})
    recurring = {key for key, pages in pages_of.items() if pages >= need}
    furniture = _furniture(left, recurring, pages_of, _MOST_PAGES * len(site))
    sections = _sections(left, furniture)
    forms: dict[str, tuple[Block, str]] = {}
    inside: set[str] = set()
    outside: set[str] = set()
    for page, blocks in zip(site, left, strict=True):
        ends_at = 0
        for block in blocks:
            if block.level and block.level <= ends_at:
                ends_at = 0
            if block.key in sections and not ends_at:
                ends_at = block.level
            if block.key in furniture:
                forms.setdefault(block.key, (block, page.title))
                (inside if ends_at else outside).add(block.key)
    for key, (block, title) in sorted(forms.items(), key=lambda each: (-pages_of[each[0]], each[0])):
        pattern = _pattern(block.text, title)
        if key in sections:
            yield Proposal(slug(key), "heading", pattern, pages_of[key], block.text)
        elif key in outside and not block.level:
            matcher, value = ("pattern", rf"{pattern}\Z") if TITLE in key else ("text", block.text)
            yield Proposal(slug(key), matcher, value, pages_of[key], block.text)


def _furniture(left: list[list[Block]], recurring: set[str], pages_of: Counter[str], most: float) -> set[str]:
    """Keys of recurring blocks that most pages have, or that stand at an edge of the article, or beside such ones."""
    at_edge: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for blocks in left:
        places.update(block.key for block in blocks if block.key in recurring)
        for block in (*_edge(blocks, recurring), *_edge(blocks[::-1], recurring)):
            at_edge[block.key] += 1
    return {
        key
        for key in recurring
        if at_edge[key] >= _AT_AN_EDGE * places[key] or (pages_of[key] >= most and count_letters(key) >= _LONG)
    }


def _edge(blocks: list[Block], recurring: set[str]) -> Iterator[Block]:
    """The run of recurring blocks at the beginning, up to the first that is the page's own or a heading of articles."""
    run: list[Block] = []
    for block in blocks:
        if block.key not in recurring or block.is_known:
            break
        run.append(block)
    if any(count_letters(block.key) >= _LONG for block in run):
        yield from run


def _sections(left: list[list[Block]], furniture: set[str]) -> set[str]:
    """Headings of furniture under which nothing else stands, on no page."""
    spoiled: set[str] = set()
    headings: set[str] = set()
    for blocks in left:
        for at, heading in enumerate(blocks):
            if not heading.level or heading.key not in furniture:
                continue
            headings.add(heading.key)
            for block in blocks[at + 1 :]:
                if block.level and block.level <= heading.level:
                    break
                if block.key not in furniture:
                    spoiled.add(heading.key)
                    break
    return headings - spoiled


def _pattern(text: str, title: str) -> str:
    """A regular expression of a block's words, with the title's place left open."""
    parts = re.split(rf"(?<!\w){re.escape(title)}(?!\w)", text, flags=re.IGNORECASE) if title else [text]
    return TITLE.join(re.escape(part).replace(r"\ ", " ") for part in parts)


def _named(proposals: list[Proposal]) -> Iterator[Proposal]:
    """Ids made short and different."""
    taken: Counter[str] = Counter()
    for proposal in proposals:
        words = re.sub(r"[^a-z0-9]+", "-", proposal.id.lower()).strip("-")[:40].strip("-") or "block"
        taken[words] += 1
        name = words if taken[words] == 1 else f"{words}-{taken[words]}"
        yield Proposal(f"learned-{name}", proposal.matcher, proposal.value, proposal.pages, proposal.example)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return words if len(words) <= 100 else f"{words[:99]}…"

"""The Document's flat sections as the record's tree, with ids, kinds, and the passages that readers read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.document import Document
from ..model.evidence import TextEvidence
from ..model.structure import Section
from ..sites.headings import Audience, HeadingKind, classify_heading, section_kinds
from ..text import slug
from .passage import Passage, PassageBlock, quote

__all__ = ["Outline", "SectionInfo", "read_outline"]

_TEXT_BLOCKS = frozenset({"paragraph", "item", "term", "definition"})
_LEAD = HeadingKind(("overview",), "lead")


@dataclass(frozen=True, slots=True)
class SectionInfo:
    """One section of the Document by its index: id, headings from the outermost, kinds."""

    id: str
    path: tuple[str, ...]
    kinds: tuple[str, ...]
    rule: str | None
    start: int
    body_start: int
    end: int
    apparatus: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """All sections: as the record nests them, and by the Document's index."""

    tree: tuple[Section, ...]
    infos: tuple[SectionInfo, ...]

    def id_of(self, index: int) -> str | None:
        """Id of the Document's section `index`; None where there is no such section."""
        return self.infos[index].id if 0 <= index < len(self.infos) else None

    def at(self, offset: int) -> SectionInfo | None:
        """The section whose own heading or body holds `offset`."""
        for info in reversed(self.infos):
            if info.start <= offset <= info.end and not info.apparatus:
                return info
        return None

    def evidence(self, document: Document, start: int, end: int, rule: str) -> TextEvidence:
        """Evidence for `document.text[start:end]`, read by `rule`."""
        section = self.at(start)
        ident, path = (section.id, section.path) if section else (None, ())
        return quote(document.text, start, end, rule, section_id=ident, path=path)

    def heading_evidence(self, document: Document, info: SectionInfo, rule: str) -> TextEvidence:
        """Evidence for the heading of a section."""
        start = document.text.index(info.path[-1], info.start)
        return self.evidence(document, start, start + len(info.path[-1]), rule)

    def passages(self, document: Document, aliases: tuple[str, ...]) -> Iterator[Passage]:
        """The body of each section that has one, in page order."""
        marks = [(s.start, s.target or "") for s in document.spans if s.kind == "reference"]
        blocks: dict[int, list[PassageBlock]] = {}
        for block in document.blocks:
            if block.kind in _TEXT_BLOCKS and block.start < block.end:
                made = PassageBlock(block.kind, block.start, block.end, block.level)
                blocks.setdefault(block.section, []).append(made)
        for index, info in enumerate(self.infos):
            if info.body_start < info.end:
                yield Passage(
                    record_text=document.text,
                    start=info.body_start,
                    end=info.end,
                    kinds=info.kinds,
                    title=document.title,
                    aliases=aliases,
                    section_id=info.id,
                    path=info.path,
                    heading_start=info.start if info.start < info.body_start else None,
                    heading_is_unknown=info.rule == "parent",
                    blocks=tuple(blocks.get(index, ())),
                    references=tuple(mark for mark in marks if info.body_start < mark[0] <= info.end),
                )


def read_outline(document: Document, *, audience: Audience | None = None) -> Outline:
    """Name, classify and nest the sections. A subsection of unknown kind is of its parent's kind.

    `audience`: what the page is about, once it is known; headings of drug and of condition pages overlap.
    """
    infos: list[SectionInfo] = []
    used: dict[str, int] = {}
    known = section_kinds()
    for index, section in enumerate(document.sections):
        above = [infos[i] for i in document.section_path(index)[:-1]]
        path: tuple[str, ...] = ()
        if section.heading is None:
            name, found = "lead", _LEAD
        else:
            found = classify_heading(
                section.heading, title=document.title, language=document.language, audience=audience
            )
            name = slug(section.heading)
            path = (*(above[-1].path if above else ()), section.heading)
        ident = f"{above[-1].id}/{name}" if above else name
        used[ident] = used.get(ident, 0) + 1
        if used[ident] > 1:
            ident = f"{ident}-{used[ident]}"
        kinds, rule = tuple(kind for kind in found.kinds if kind in known) or ("other",), found.rule
        if kinds == ("gallery",) and section.body_start < section.end and "{title}" in (rule or ""):
            kinds = ("overview",)  # the title said again above running text
        if kinds == ("other",) and above and above[-1].kinds != ("other",):
            kinds, rule = above[-1].kinds, "parent"
        infos.append(
            SectionInfo(ident, path, kinds, rule, section.start, section.body_start, section.end, section.apparatus)
        )
    return Outline(_nest(document, infos), tuple(infos))


def _nest(document: Document, infos: list[SectionInfo]) -> tuple[Section, ...]:
    """Sections with their subsections, built from the last to the first."""
    children: dict[int, list[Section]] = {}
    top: list[Section] = []
    for index in range(len(infos) - 1, -1, -1):
        info, section = infos[index], document.sections[index]
        made = Section(
            id=info.id,
            level=section.level,
            heading=section.heading,
            kind=info.kinds[0],
            kind_rule=info.rule,
            start=info.start,
            body_start=info.body_start,
            end=info.end,
            children=tuple(reversed(children.pop(index, []))),
        )
        path = document.section_path(index)
        if len(path) > 1:
            children.setdefault(path[-2], []).append(made)
        else:
            top.append(made)
    return tuple(reversed(top))

"""Which kind of section a heading begins: by alias and full-match patterns of the taxonomy, never fuzzy.

The taxonomy (`taxonomy/headings.toml`) holds section kinds with their aliases by language. A heading is folded,
its numbering, article and edit mark dropped; then it must equal an alias, alone or round the page's title
("Side effects of X", "X side effects", "X's mechanism").
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from ..text import fold

__all__ = [
    "OTHER",
    "Audience",
    "HeadingKind",
    "SectionKind",
    "classify_heading",
    "classify_in_any_language",
    "section_kinds",
]


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One kind of section. `audience`: `drug`, `condition` or `both`; codes as in the taxonomy."""

    id: str
    audience: str
    expect: bool = False
    apparatus: bool = False
    drop: bool = False
    parent: str | None = None
    loinc: tuple[str, ...] = ()
    smpc: tuple[str, ...] = ()
    openfda: str | None = None
    schema_org: str | None = None
    fhir: str | None = None


@dataclass(frozen=True, slots=True)
class HeadingKind:
    """What a heading was found to be. `rule`: the alias or pattern that matched, e.g. `en:side effects`."""

    kinds: tuple[str, ...]
    rule: str | None = None
    apparatus: bool = False
    drop: bool = False


OTHER = HeadingKind(("other",))

Audience = Literal["drug", "condition"]
Hit = tuple[str, str]
"""A kind of section, and the alias that says so, e.g. `en:side effects`."""

_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u0652\u0670]")
"""Vowel signs of Hebrew and Arabic, which a heading may be written with or without."""
_SITE_FORMS = ("wikimd", "livertox")
_NUMBERING = re.compile(r"^\(?\d+(?:\.\d+)*[.)]?\s+")
_EDIT_MARK = re.compile(
    r"\s*\[(?:edit|edit source|bearbeiten|quelltext bearbeiten|modifier|modifier le code|editar|editar código|"
    r"modifica|modifica wikitesto|править|править код|編集|编辑|編輯)(?:\s*\|\s*[^\]]*)?\]\s*$"
)
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|le|la|les|el|los|il|lo|gli|os?|as)\s+|^l'")
_ABOUT_TITLE = re.compile(
    r"^(?:information about|informationen (?:zu|uber)|informations sur|informacion sobre|informazioni su|"
    r"informacoes sobre) \{title\}$"
)
_ROUND_TITLE = (
    re.compile(
        r"^(?P<rest>.+?) (?:of|for|about|with|in|to|by|from|von|bei|mit|fur|zu|nach|du|de la|de l'|de|d'|sur|avec|pour|"
        r"del|con|sobre|para|dell'|della|dello|di|per|da|do|com) ?\{title\}$"
    ),
    re.compile(r"^\{title\}(?:'s?|s)? (?P<rest>.+)$"),
)
"""Headings that hold the page's title, without accents, in the six languages of the taxonomy."""
_QUESTION = re.compile(r"^what (?:is|are) (?:the )?(?P<rest>.+?)(?: of \{title\})?$")
_AND = re.compile(r"\s+(?:and|und|et|y|e|och|og|en|i|и)\s+|\s*[/,]\s*")


@lru_cache(maxsize=1)
def section_kinds() -> dict[str, SectionKind]:
    """All kinds by id, in the order of the taxonomy."""
    return {str(entry["id"]): _kind(entry) for entry in _taxonomy()}


def _kind(entry: dict[str, object]) -> SectionKind:
    known = {name: entry[name] for name in SectionKind.__slots__ if name in entry and name != "audience"}
    for name in ("loinc", "smpc"):
        known[name] = tuple(known.get(name, ()))  # type: ignore[arg-type]
    return SectionKind(audience=str(entry["for"]), **known)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _taxonomy() -> list[dict[str, object]]:
    source = resources.files("wikiclean.sites").joinpath("taxonomy", "headings.toml").read_text("utf-8")
    kinds: list[dict[str, object]] = tomllib.loads(source)["kind"]
    return kinds


@lru_cache(maxsize=64)
def _aliases(language: str, audience: Audience | None) -> dict[str, tuple[Hit, ...]]:
    """Folded heading -> what it may be: the language's own aliases, then English ones and those of known sites.

    Where kinds share an alias the one listed earlier in the taxonomy wins; but a kind of drug pages and one of
    condition pages ("Mechanism") both stay, unless it is known what the page is about.
    """
    found: dict[str, tuple[Hit, ...]] = {}
    for name in dict.fromkeys((language, "en", *_SITE_FORMS)):
        for folded, hits in _aliases_in(name).items():
            told = tuple(hit for hit in hits if section_kinds()[hit[0]].audience == audience)
            found.setdefault(folded, told[:1] or (hits if audience is None else hits[:1]))
    return found


@lru_cache(maxsize=64)
def _aliases_in(name: str) -> dict[str, tuple[Hit, ...]]:
    """Folded heading -> the first kind that has it as an alias, and the first for another audience."""
    found: dict[str, tuple[Hit, ...]] = {}
    for entry in _taxonomy():
        aliases = entry["alias"]
        assert isinstance(aliases, dict)
        for alias in aliases.get(name, ()):
            folded = _without_accents(fold(alias))
            before = found.get(folded, ())
            audiences = {section_kinds()[kind].audience for kind, _ in before}
            if not before or ("both" not in audiences | {entry["for"]} and entry["for"] not in audiences):
                found[folded] = (*before, (str(entry["id"]), f"{name}:{alias}"))
    return found


@lru_cache(maxsize=1)
def _apparatus_of_all() -> dict[str, tuple[Hit, ...]]:
    """Folded heading -> kind and rule of apparatus in every language, but for those that mean something else in one."""
    found: dict[str, tuple[Hit, ...]] = {}
    other: set[str] = set()
    for entry in _taxonomy():
        aliases = entry["alias"]
        assert isinstance(aliases, dict)
        for name, alias in ((name, alias) for name, many in aliases.items() for alias in many):
            folded = _without_accents(fold(alias))
            if entry.get("apparatus"):
                found.setdefault(folded, ((str(entry["id"]), f"{name}:{alias}"),))
            else:
                other.add(folded)
    return {folded: hits for folded, hits in found.items() if folded not in other}


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    text = _POINTS.sub("", text)
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return bare if any(c.isascii() and c.isalpha() for c in bare) else text


def classify_heading(
    heading: str, *, title: str, language: str, aliases: tuple[str, ...] = (), audience: Audience | None = None
) -> HeadingKind:
    """The kind or kinds of section that `heading` begins; `OTHER` if the taxonomy does not know it.

    `title` is the page's title and `aliases` its further names, any of which a heading may hold. Language is a
    BCP 47 tag; English aliases serve where the language has none of its own. `audience`: what the page is about;
    without it a heading that drug pages and condition pages share is of both kinds.
    """
    language = language.partition("-")[0].lower()
    folded = _normal(heading)
    for name in (title, *aliases):
        name = _bare_name(name)
        if name and name in folded:
            held = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "{title}", folded)
            if found := _look_up(held, _aliases(language, audience)):
                return found
    return _classify_by_itself(folded, language, audience)


@lru_cache(maxsize=16384)
def _classify_by_itself(folded: str, language: str, audience: Audience | None) -> HeadingKind:
    table = _aliases(language, audience)
    return _look_up(folded, table) or _look_up_parts(folded, table) or OTHER


@lru_cache(maxsize=1024)
def _bare_name(title: str) -> str:
    """A title as headings hold it: folded, without its qualifier in brackets."""
    return _without_accents(fold(re.sub(r"\s*\([^()]*\)$", "", title)))


@lru_cache(maxsize=16384)
def classify_in_any_language(heading: str) -> HeadingKind:
    """The kind of apparatus that `heading` begins in some language; `OTHER` where it may be anything else.

    For pages whose language is not said: not every rendering of a page says it.
    """
    folded = _normal(heading)
    table = _apparatus_of_all()
    return _look_up(folded, table) or _look_up_parts(folded, table) or OTHER


@lru_cache(maxsize=16384)
def _normal(heading: str) -> str:
    folded = _EDIT_MARK.sub("", fold(heading)).replace("&", "and")
    folded = _NUMBERING.sub("", folded).rstrip(":?").strip()
    return _without_accents(" ".join(folded.split()))


def _look_up(heading: str, table: dict[str, tuple[Hit, ...]]) -> HeadingKind | None:
    for form in (heading, _ARTICLE.sub("", heading)):
        if form in table:
            return _found(table[form])
    if (match := _QUESTION.match(heading)) and (found := _rest(match["rest"], table)):
        return found
    if "{title}" not in heading:
        return None
    if _ABOUT_TITLE.match(heading):
        return _found((("overview", "pattern:information about {title}"),))
    for pattern in _ROUND_TITLE:
        if (match := pattern.match(heading)) and (found := _rest(match["rest"], table)):
            return found
    return None


def _rest(rest: str, table: dict[str, tuple[Hit, ...]]) -> HeadingKind | None:
    """What is left of a heading without the title."""
    return None if "{title}" in rest else _look_up(rest, table) or _look_up_parts(rest, table)


def _look_up_parts(heading: str, table: dict[str, tuple[Hit, ...]]) -> HeadingKind | None:
    """A combined heading ("Contraindications and warnings"): every part must be known."""
    parts = _AND.split(heading)
    if len(parts) < 2:
        return None
    hits = [table.get(part) or table.get(_ARTICLE.sub("", part)) or () for part in parts]
    return _found(tuple(hit for many in hits for hit in many)) if all(hits) else None


def _found(hits: tuple[Hit, ...]) -> HeadingKind:
    kinds = section_kinds()
    ids = tuple(dict.fromkeys(kind for kind, _ in hits))
    return HeadingKind(
        ids,
        " + ".join(dict.fromkeys(rule for _, rule in hits)),
        apparatus=all(kinds[kind].apparatus for kind in ids),
        drop=all(kinds[kind].drop for kind in ids),
    )

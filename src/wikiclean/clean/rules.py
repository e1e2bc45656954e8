"""A site profile compiled once a process: which rule or role an element, heading or block falls under.

Selectors that name one element by tag, id and classes are looked up by the element's own attributes while
the tree is walked; all others run once a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import ProfileError
from ..sites.profile import Rule, SiteProfile
from .dom import Element, check_selector

__all__ = ["Action", "Rulebook", "TextRules", "compile_profile"]


@dataclass(frozen=True, slots=True)
class Action:
    """What is done with an element: `role` is `drop`, or how it is lifted; `rule` says why it is dropped."""

    role: str
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class _Selector:
    order: int
    tag: str | None
    id: str | None
    classes: frozenset[str]
    action: Action

    def fits(self, tag: str, classes: frozenset[str]) -> bool:
        return (self.tag is None or self.tag == tag) and self.classes <= classes


class TextRules:
    """Rules on text of one kind, in order. Most texts match none: one pattern of all of them tells so at once."""

    __slots__ = ("_any", "_tests")

    def __init__(self, sources: list[tuple[Rule, str]]) -> None:
        self._tests = [(rule, re.compile(source, re.IGNORECASE)) for rule, source in sources]
        self._any = re.compile("|".join(f"(?:{source})" for _, source in sources) or "(?!)", re.IGNORECASE)

    def starting(self, text: str) -> Rule | None:
        """The first rule that the text begins as."""
        if self._any.match(text) is None:
            return None
        return next((rule for rule, test in self._tests if test.match(text)), None)

    def naming(self, text: str) -> Rule | None:
        """The first rule that is about the whole text."""
        return next((rule for rule, test in self._tests if test.fullmatch(text)), None)


_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:[.#][\w-]+)*)")
_MEMO_LIMIT = 50_000


class Rulebook:
    """The compiled rules of one profile. Holds no state of any page."""

    def __init__(self, profile: SiteProfile) -> None:
        self.profile = profile
        self._by_class: dict[str, list[_Selector]] = {}
        self._by_tag: dict[str, list[_Selector]] = {}
        self._by_id: dict[str, list[_Selector]] = {}
        self.known: dict[tuple[str, str | None], Action | None] = {}
        """What `find` found so far: (tag, `class` attribute) -> rule or role."""
        self.anywhere: list[tuple[str, Action]] = []
        """(selector, action) of selectors that need the whole tree."""
        for selector in profile.root:
            check_selector(selector)
        order = 0
        for css, action in self._css_rules():
            for selector in (part.strip() for part in css.split(",")):
                order += 1
                try:
                    self._add(selector, action, order)
                except ValueError as error:
                    name = action.rule.id if action.rule else f"lift.{action.role}"
                    raise ProfileError(f"{name}: {error}", where=profile.name) from error
        self._texts: dict[str, list[tuple[Rule, str]]] = {"heading": [], "block": [], "tail": []}
        for rule in profile.rules:
            if not rule.css:
                self._texts[_kind_of(rule)].append((rule, _source_of(rule)))
        self._text_rules = {
            kind: None if any(_TITLE in source for _, source in sources) else TextRules(sources)
            for kind, sources in self._texts.items()
        }

    def _css_rules(self) -> list[tuple[str, Action]]:
        drops = [(rule.css, Action("drop", rule)) for rule in self.profile.rules if rule.css]
        lifts = [(css, Action(role)) for role, many in self.profile.lift.items() for css in many]
        return drops + lifts

    def _add(self, selector: str, action: Action, order: int) -> None:
        match = _SIMPLE.fullmatch(selector)
        if not match or not selector:
            check_selector(selector)
            self.anywhere.append((selector, action))
            return
        names = re.findall(r"([.#])([\w-]+)", match["rest"])
        ids = [name for sign, name in names if sign == "#"]
        classes = frozenset(name for sign, name in names if sign == ".")
        made = _Selector(order, match["tag"], ids[0] if ids else None, classes, action)
        if ids:
            self._by_id.setdefault(ids[0], []).append(made)
        elif classes:
            self._by_class.setdefault(min(classes), []).append(made)
        else:
            self._by_tag.setdefault(match["tag"], []).append(made)

    def find(self, tag: str, classes: str | None) -> Action | None:
        """The first rule or role that fits a tag and its `class` attribute."""
        key = (tag, classes)
        try:
            return self.known[key]
        except KeyError:
            if len(self.known) > _MEMO_LIMIT:
                self.known.clear()
            found = self.known[key] = self._search(tag, classes)
            return found

    def _search(self, tag: str, classes: str | None) -> Action | None:
        names = frozenset(classes.split()) if classes else frozenset()
        fitting = [s for name in names for s in self._by_class.get(name, ()) if s.fits(tag, names)]
        fitting += self._by_tag.get(tag, ())
        return min(fitting, key=lambda s: s.order).action if fitting else None

    def find_by_id(self, tag: str, name: str, classes: str | None) -> Action | None:
        """The first rule or role that names this id."""
        for selector in self._by_id.get(name, ()):
            if selector.fits(tag, frozenset((classes or "").split())):
                return selector.action
        return None

    def elements(self, root: Element) -> dict[Element, Action]:
        """Elements that selectors with combinators or attributes find under `root`."""
        found: dict[Element, Action] = {}
        for selector, action in self.anywhere:
            for element in root.select(selector):
                found.setdefault(element, action)
        return found

    def text_rules(self, kind: str, title: str) -> TextRules:
        """Rules on each `heading`, `block` or `tail`, with `{title}` filled in."""
        made = self._text_rules[kind]
        if made is None:
            name = re.escape(title) if title else "(?!)"
            made = TextRules([(rule, source.replace(_TITLE, name)) for rule, source in self._texts[kind]])
        return made


_TITLE = "{title}"


def _kind_of(rule: Rule) -> str:
    return "heading" if rule.heading else "tail" if rule.tail else "block"


def _source_of(rule: Rule) -> str:
    if source := rule.heading or rule.tail or rule.pattern:
        return source
    return re.escape(rule.prefix) if rule.prefix else re.escape(rule.text or "") + r"\Z"


_COMPILED: dict[int, Rulebook] = {}


def compile_profile(profile: SiteProfile) -> Rulebook:
    """The rulebook of a profile, compiled once for each profile object."""
    book = _COMPILED.get(id(profile))
    if book is None or book.profile is not profile:
        if len(_COMPILED) > 64:
            _COMPILED.clear()
        book = _COMPILED[id(profile)] = Rulebook(profile)
    return book

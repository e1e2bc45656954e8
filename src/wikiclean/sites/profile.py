"""A site profile: where a wiki keeps its article, and what on its pages is not the article.

A profile is a TOML file. Unknown keys are refused with file, key and the nearest known one.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..errors import ProfileError
from ..model.document import Outcome

__all__ = ["LIFT_ROLES", "Rule", "SiteLicence", "SiteProfile", "read_profile"]

LIFT_ROLES = (
    "infobox", "portable_infobox", "reference_mark", "reference_list", "flag", "gallery", "gallery_item",
    "thumbnail", "thumbnail_caption", "image", "poem", "code", "pronunciation", "fraction", "denominator",
    "link_number", "layout",
)  # fmt: skip
"""What `[lift]` may name: elements that are kept in a shape of their own."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Strict):
    """One removal rule: an id, a reason, and exactly one matcher."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    why: Annotated[str, Field(min_length=8)]
    css: str | None = None
    """CSS selectors of elements to drop."""
    heading: str | None = None
    """Regular expression that the whole heading matches, letter case ignored; drops the section. `{title}`
    stands for the page's title. A shallower or equal heading ends the section."""
    text: str | None = None
    """The whole text of a block."""
    prefix: str | None = None
    """How a block's text begins."""
    pattern: str | None = None
    """Regular expression, anchored at the start of a block's text. `{title}` as above."""
    tail: str | None = None
    """Like `pattern`, and everything from there to the end of the article goes too."""
    notice: str | None = None
    """Keep the words as a typed notice of this kind, beside the ledger."""
    outcome: Outcome | None = None
    """What a page is that holds such an element, if it is no article."""

    @model_validator(mode="after")
    def _one_matcher(self) -> Self:
        given = [name for name in ("css", "heading", "text", "prefix", "pattern", "tail") if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"rule {self.id!r} needs exactly one matcher, has {', '.join(given) or 'none'}")
        for name in ("heading", "pattern", "tail"):
            if (source := getattr(self, name)) is not None:
                try:
                    re.compile(source.replace("{title}", "x"))
                except re.error as error:
                    raise ValueError(f"rule {self.id!r}: {name} is no regular expression: {error}") from error
        return self


class SiteLicence(_Strict):
    """The licence a wiki declares for its text."""

    name: str
    spdx: str | None = None
    url: str | None = None
    attribution: str | None = None


class SiteProfile(_Strict):
    """What a site's pages look like; fields of the profile it extends are already merged in."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    title: str = ""
    """The site's name for people."""
    extends: str | None = None
    one_wiki: bool = False
    """Whether the name stands for one wiki (it then begins its record ids) or for many."""
    hosts: tuple[str, ...] = ()
    """Host names; `*.` at the front stands for any subdomain."""
    signs: tuple[str, ...] = ()
    """Regular expressions on what a page without a known host calls itself: lines `start: …` (its first words),
    `title: …`, `site: …` and `tagline: …`. A match makes it a page of this site."""
    api: str | None = None
    """Path of `api.php`, where it is known."""
    pace: float = Field(default=1.0, ge=0)
    """Seconds between two requests to one host."""
    language: str | None = None
    root: tuple[str, ...] = ()
    """CSS selectors of the element that holds the article, best first."""
    title_suffix: tuple[str, ...] = ()
    """Endings of `<title>` that are the site's name."""
    licence: SiteLicence | None = None
    lift: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Role (`LIFT_ROLES`) -> CSS selectors."""
    rules: tuple[Rule, ...] = Field(default=(), alias="rule")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for role in self.lift:
            if role not in LIFT_ROLES:
                raise ValueError(f"unknown key 'lift.{role}'{_nearest(role, LIFT_ROLES)}")
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise ValueError(f"two rules have the id {rule.id!r}")
            seen.add(rule.id)
        return self

    def record_prefix(self, host: str | None) -> str:
        """First part of a record id: this profile's name where it stands for one wiki, else the host."""
        return self.name if self.one_wiki or not host else host

    def extended_by(self, child: SiteProfile) -> SiteProfile:
        """`child` with everything it does not say taken from here; its own rules and selectors come first."""
        given = child.model_fields_set
        merged: dict[str, Any] = {
            name: getattr(child, name)
            for name in type(self).model_fields
            if name in given or name in ("name", "extends", "one_wiki", "hosts", "signs")
        }
        merged["root"] = child.root + tuple(s for s in self.root if s not in child.root)
        merged["title_suffix"] = child.title_suffix + self.title_suffix
        merged["lift"] = {
            role: child.lift.get(role, ()) + self.lift.get(role, ()) for role in {**self.lift, **child.lift}
        }
        own = {rule.id for rule in child.rules}
        merged["rules"] = child.rules + tuple(rule for rule in self.rules if rule.id not in own)
        return self.model_copy(update=merged)


_TYPES: dict[str, type[BaseModel]] = {"rule": Rule, "licence": SiteLicence}


def _nearest(key: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"


def _line_of(source: str, key: str) -> str:
    for number, line in enumerate(source.splitlines(), 1):
        if re.match(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}\b", line):
            return f":{number}"
    return ""


def read_profile(path: Path) -> SiteProfile:
    """Read one TOML file, without what it extends. Raises ProfileError with file, line and nearest key."""
    try:
        source = path.read_text(encoding="utf-8")
        data = tomllib.loads(source)
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"the profile cannot be read: {error}", where=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"no valid TOML: {error}", where=str(path)) from error
    try:
        return SiteProfile.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = [str(part) for part in first["loc"]]
        key = next((part for part in reversed(place) if not part.isdigit()), "")
        if first["type"] == "extra_forbidden":
            owner = _TYPES.get(place[0], SiteProfile) if len(place) > 1 else SiteProfile
            known = tuple("rule" if name == "rules" else name for name in owner.model_fields)
            said = f"unknown key {'.'.join(place)!r}{_nearest(key, known)}"
        else:
            said = f"{'.'.join(place)}: {first['msg']}" if place else str(first["msg"]).removeprefix("Value error, ")
        raise ProfileError(said, where=f"{path}{_line_of(source, key) if key else ''}") from error

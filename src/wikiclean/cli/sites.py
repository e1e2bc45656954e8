"""`wikiclean sites list|show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .command import make_command, make_family
from .output import write_out

if TYPE_CHECKING:
    from ..sites.profile import Rule, SiteProfile

__all__ = ["command"]

_MATCHERS = ("css", "heading", "text", "prefix", "pattern", "tail")


@make_command("list", examples=(("which wikis are known", "wikiclean sites list"),))
def _list() -> int:
    """List the site profiles: name, hosts, number of rules."""
    from ..sites.registry import load_profile, profile_names

    for name in profile_names():
        profile = load_profile(name)
        hosts = ", ".join(profile.hosts) or "any wiki whose pages show its signs"
        write_out(f"{name}\t{len(profile.rules)} rules\t{hosts}")
    return 0


@make_command(
    "show",
    examples=(
        ("what is removed from a site's pages, and why", "wikiclean sites show wikimd"),
        ("a profile of your own", "wikiclean sites show ./mywiki.toml"),
    ),
)
@click.argument("name")
def _show(name: str) -> int:
    """Show a profile with everything it takes over: settings, and each rule with its reason.

    NAME is a shipped profile or the path of a TOML file.
    """
    from ..sites.registry import load_profile

    write_out(_describe(load_profile(name)))
    return 0


def _describe(profile: SiteProfile) -> str:
    lines = [profile.name if not profile.title else f"{profile.name}: {profile.title}"]
    if profile.extends:
        lines.append(f"extends {profile.extends}")
    for field in ("hosts", "root", "title_suffix"):
        lines += [f"{field.replace('_', ' ')}: {', '.join(value)}" for value in [getattr(profile, field)] if value]
    lines.append(f"pace: {profile.pace:g} s between requests")
    if profile.licence is not None:
        lines.append(f"licence: {profile.licence.name}")
    lines += ["", f"{len(profile.rules)} rules"]
    rules = (f"  {rule.id}: {rule.why}\n      {_matcher(rule)}" for rule in profile.rules)
    return "\n".join((*lines, *rules))


def _matcher(rule: Rule) -> str:
    name = next(each for each in _MATCHERS if getattr(rule, each))
    return f"{name} {getattr(rule, name)}"


command = make_family(
    "sites",
    help_text="Site profiles: what each wiki looks like, and what on its pages is not the article.",
    members=(_list, _show),
    examples=(
        ("which wikis are known", "wikiclean sites list"),
        ("the rules of one", "wikiclean sites show wikimd"),
    ),
)

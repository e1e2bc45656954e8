"""`wikiclean sites list|show|check|learn`."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .command import make_command, make_family
from .network import allow_private, contact, rate
from .output import write_out

if TYPE_CHECKING:
    from ..model.page import Page
    from ..pipeline.sites import Checked
    from ..sites.profile import Rule, SiteProfile

__all__ = ["command"]

logger = logging.getLogger(__name__)

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


@make_command(
    "check",
    examples=(
        ("does a profile still fit its site", "wikiclean sites check wikimd saved-pages/"),
        ("a profile of your own, for a program", "wikiclean sites check ./mywiki.toml saved-pages/ --format json"),
    ),
)
@click.argument("name")
@click.argument("sources", metavar="PAGE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it."
)
def _check(name: str, sources: tuple[Path, ...], form: str) -> int:
    """Try a profile on saved pages: rules that do nothing, rules that overlap, pages without a root.

    NAME is a shipped profile or the path of a TOML file, PAGE a saved page or a folder of them. Rules that the profile
    takes over from another are counted, and not judged. Exit code 1 where something was found.
    """
    from ..pipeline.sites import check_profile
    from ..sites.registry import load_profile, own_rules

    checked = check_profile(_read_pages(sources), load_profile(name), own=own_rules(name))
    if form == "json":
        write_out(json.dumps(asdict(checked), ensure_ascii=False, indent=2))
    else:
        write_out("\n".join(_tell_checked(checked)))
    if not checked.articles:
        logger.error("no article among %d pages", checked.pages)
        return 3
    return 0 if checked.is_clean else 1


def _tell_checked(checked: Checked) -> Iterator[str]:
    removed = sum(use.letters for use in checked.rules.values())
    share = f"{removed / checked.visible:.0%}" if checked.visible else "nothing"
    yield f"{checked.articles} articles of {checked.pages} pages; {share} of their letters removed"
    yield ""
    for rule, use in checked.rules.items():
        if use.pieces:
            yield f"  {use.letters / checked.visible:6.1%}  {rule}: {use.pieces} pieces on {use.pages} pages"
    if checked.dead:
        yield from ("", "rules that removed nothing:", *(f"  {rule}" for rule in checked.dead))
    if checked.overlaps:
        yield from ("", "rules whose pieces others remove too:")
        for rule, others in checked.overlaps.items():
            told = ", ".join(f"{other} ({letters} letters)" for other, letters in others.items())
            yield f"  {rule}: {told}"
    if checked.without_root:
        yield from ("", "pages without a root of the profile:", *(f"  {page}" for page in checked.without_root))


def _read_pages(sources: tuple[Path, ...]) -> Iterator[tuple[str, Page]]:
    from ..errors import InputError
    from ..fetch.inputs.files import PAGE_SUFFIXES, list_page_files, read_page_file

    for source in sources:
        for path in list_page_files(source):
            if source.is_dir() and not path.name.lower().endswith(PAGE_SUFFIXES):
                continue
            try:
                yield str(path), read_page_file(path)
            except InputError as error:
                logger.warning("%s", error)


@make_command(
    "learn",
    examples=(
        ("from pages on disk", "wikiclean sites learn saved-pages/ -o mywiki.toml"),
        ("from the wiki itself", "wikiclean sites learn https://wiki.example/ --contact me@lab.example -o mywiki.toml"),
        ("then look at what they do", "wikiclean explain page.html --profile mywiki.toml -o explained.html"),
    ),
)
@click.argument("source", metavar="URL|DIR")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Profile to write; standard output where absent.",
)  # fmt: skip
@click.option("--name", help="Name of the profile; made of the host or the folder where absent.")
@click.option("--base", default="mediawiki", show_default=True, help="Profile that the rules are added to.")
@click.option(
    "--pages", type=click.IntRange(min=5), default=40, show_default=True, help="How many pages of a wiki to look at."
)
@contact
@rate
@allow_private
def _learn(source: str, output: Path | None, **given: Any) -> int:  # noqa: ANN401 - what the options say
    """Propose rules from what recurs on a site's pages and is no part of its articles.

    URL is a wiki's address, DIR a folder of saved pages. The profile that is written is a proposal: each rule says on
    how many pages it was seen and what it removes. Read it before you use it.
    """
    from ..pipeline.sites import learn_profile
    from ..store.files import replace_file
    from ..text import slug

    name, base = given.pop("name"), given.pop("base")
    hosts: tuple[str, ...] = ()
    if source.lower().startswith(("http://", "https://")):
        from urllib.parse import urlsplit

        from ..pipeline.sites.sample import sample_wiki

        host = urlsplit(source).hostname or ""
        pages, hosts = sample_wiki(source, **given), (host,)
    else:
        host = Path(source).resolve().name
        pages = (page for _, page in _read_pages((Path(source),)))
    learned = learn_profile(pages, name=name or slug(host).replace("_", "-"), base=base, hosts=hosts)
    logger.info("%d rules proposed from %d pages", len(learned.proposals), learned.pages)
    if output is None:
        write_out(learned.to_toml())
    else:
        replace_file(output, [learned.to_toml()])
    return 0


command = make_family(
    "sites",
    help_text="Site profiles: what each wiki looks like, and what on its pages is not the article.",
    members=(_list, _show, _check, _learn),
    examples=(
        ("which wikis are known", "wikiclean sites list"),
        ("the rules of one", "wikiclean sites show wikimd"),
        ("does it still fit", "wikiclean sites check wikimd saved-pages/"),
        ("a first profile for another wiki", "wikiclean sites learn https://wiki.example/ -o mywiki.toml"),
    ),
)

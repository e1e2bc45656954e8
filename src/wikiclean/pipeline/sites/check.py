"""A profile tried on saved pages: which of its rules still do something, and what it misses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...clean.letter_places import kept_letters
from ...clean.steps import Cleaned, clean_page
from ...errors import InputError
from ...model.page import Page
from ...sites.profile import SiteProfile

__all__ = ["Checked", "RuleUse", "check_profile"]


@dataclass(slots=True)
class RuleUse:
    """What one rule removed."""

    pages: int = 0
    pieces: int = 0
    letters: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a profile did with the pages of a site."""

    pages: int
    articles: int
    unreadable: int
    """Files that are no page: no text, too large."""
    visible: int
    """Letters and digits of all pages."""
    rules: dict[str, RuleUse] = field(default_factory=dict)
    """Every rule of the profile, with those that it takes over; those that removed most first."""
    dead: tuple[str, ...] = ()
    """The profile's own rules that removed nothing."""
    overlaps: dict[str, dict[str, int]] = field(default_factory=dict)
    """A rule of the profile's own -> the rules that remove the same where it is left out, with the letters."""
    without_root: tuple[str, ...] = ()
    """Articles in which no root of the profile was found: the article was guessed."""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.dead or self.overlaps or self.without_root)


def check_profile(pages: Iterable[tuple[str, Page]], profile: SiteProfile, *, own: frozenset[str]) -> Checked:
    """Clean `pages` (name and page) with `profile`; `own` are the ids of the rules to be judged.

    For each of these that removed something the pages it is used on are cleaned once more without it.
    """
    uses: defaultdict[str, RuleUse] = defaultdict(RuleUse)
    used_on: defaultdict[str, list[tuple[Page, Cleaned]]] = defaultdict(list)
    count = articles = unreadable = visible = 0
    rootless: list[str] = []
    for name, page in pages:
        count += 1
        try:
            cleaned = clean_page(page, profile=profile)
        except InputError:
            unreadable += 1
            continue
        document = cleaned.document
        visible += cleaned.ledger.letters + sum(map(len, kept_letters(document)))
        if document.outcome == "article":
            articles += 1
            if document.quality.root not in ("profile", "wikiclean", "plain_text"):
                rootless.append(name)
        for rule, total in cleaned.ledger.by_rule().items():
            use = uses[rule]
            use.pages, use.pieces, use.letters = use.pages + 1, use.pieces + total.pieces, use.letters + total.letters
            if rule in own:
                used_on[rule].append((page, cleaned))
    ids = [rule.id for rule in profile.rules]
    overlaps = {rule: found for rule in ids if rule in used_on and (found := _overlap(rule, used_on[rule], profile))}
    return Checked(
        pages=count,
        articles=articles,
        unreadable=unreadable,
        visible=visible,
        rules={rule: uses[rule] for rule in sorted({*ids, *uses}, key=lambda rule: (-uses[rule].letters, rule))},
        dead=tuple(rule for rule in ids if rule in own and not uses[rule].pieces),
        overlaps=overlaps,
        without_root=tuple(rootless),
    )


def _overlap(rule: str, used_on: list[tuple[Page, Cleaned]], profile: SiteProfile) -> dict[str, int]:
    """The rules that take over where `rule` is left out, with the letters that they take."""
    rest = profile.model_copy(update={"rules": tuple(each for each in profile.rules if each.id != rule)})
    gained: Counter[str] = Counter()
    for page, cleaned in used_on:
        before = _letters(cleaned)
        after = _letters(clean_page(page, profile=rest))
        for other in after.keys() - {rule}:
            gained[other] += max(0, after[other] - before.get(other, 0))
    return dict(_largest(gained))


def _letters(cleaned: Cleaned) -> dict[str, int]:
    return {rule: total.letters for rule, total in cleaned.ledger.by_rule().items()}


def _largest(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    return ((rule, number) for rule, number in counts.most_common() if number)

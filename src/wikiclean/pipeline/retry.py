"""What failed before, asked for again the way it was asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..store.base import open_store
from ..store.queue import QueueItem
from ..store.runs import StoredRun
from .settings import RunSettings

__all__ = ["plan_retry"]

_MUST_AGREE = ("profile", "session.cassette")
"""Settings that say where pages come from and how they are read: which of two is meant, nobody can guess."""
_REMEMBERED = (*_MUST_AGREE, "session.rate", "session.contact", "session.robots", "session.allow_private")


def plan_retry(
    out: str | Path, settings: RunSettings, *, given: Collection[str] = ()
) -> tuple[list[str], RunSettings] | None:
    """The targets that failed in earlier runs and were not done since, and the settings to ask for them with.

    For the site of `settings`, if one is set. What those runs were told (cassette, profile, pace, …) holds again,
    the latest run first, but for the names in `given`. None: nothing failed. Raises UsageError where the runs differ
    in site, profile or cassette, StoreError where there is no store.
    """
    with open_store(settings.store or out) as store:
        failed = [item for item in store.failed_targets("scrape") if settings.site in (None, item.site)]
        runs = [run for run in store.failing_runs(settings.site) if run.command == "scrape"]
    if not failed:
        return None
    site = _one_site(failed)
    return [item.target for item in failed], replace(_as_before(runs, settings, given), site=site)


def _one_site(failed: list[QueueItem]) -> str | None:
    """The site of what failed; a run is about one."""
    sites = {item.site for item in failed}
    if len(sites) > 1:
        names = ", ".join(sorted(str(site) for site in sites))
        raise UsageError(f"the pages that failed are of several sites; say which with --site: {names}")
    return sites.pop()


def _as_before(runs: Sequence[StoredRun], settings: RunSettings, given: Collection[str]) -> RunSettings:
    from ..fetch.session import SessionSettings

    told: list[dict[str, Any]] = [json.loads(run.report or "{}").get("settings") or {} for run in runs]
    session: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for key in _REMEMBERED:
        name = key.rpartition(".")[2]
        if name in given:
            continue
        values = [each.get(key) for each in told]
        if key in _MUST_AGREE and len(set(values)) > 1:
            names = ", ".join(sorted(str(value or "none") for value in set(values)))
            raise UsageError(
                f"the pages that failed were asked for with several settings of --{name} ({names}); say which"
            )
        if values and values[-1] is not None:
            (session if key.startswith("session.") else own)[name] = values[-1]
    if "cassette" in session:
        session["cassette"] = Path(session["cassette"])
    return replace(settings, session=replace(settings.session or SessionSettings(), **session), **own)

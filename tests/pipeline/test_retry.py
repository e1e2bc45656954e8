from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from wikiclean.errors import UnreachableError, UsageError
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline import run as runs
from wikiclean.pipeline.retry import plan_retry

Make = Callable[..., Any]


def test_failures_are_listed_until_they_are_done(wiki: Make, settings: Make, tmp_path: Path) -> None:
    site = wiki({"A": UnreachableError("no"), "B": "article: b"})
    runs._carry(site.job("A", "B"), tmp_path, settings(site="s"))
    planned = plan_retry(tmp_path, settings())
    assert planned is not None
    assert (planned[0], planned[1].site) == (["A"], "s")
    assert plan_retry(tmp_path, settings(site="other")) is None
    site.pages["A"] = "article: a"
    runs._carry(site.job("A"), tmp_path, settings(site="s"))
    assert plan_retry(tmp_path, settings()) is None


def test_they_are_asked_for_as_they_were(wiki: Make, settings: Make, tmp_path: Path) -> None:
    session = SessionSettings(cassette=Path("a.yaml"), rate=2.5, contact="me@lab.example", robots="strict")
    told = settings(profile="wikimd", session=replace(session, allow_private=True))
    runs._carry(wiki({"A": UnreachableError("no")}).job("A"), tmp_path, told)
    planned = plan_retry(tmp_path, settings())
    assert planned is not None
    assert (planned[1].profile, planned[1].session) == ("wikimd", told.session)
    now = settings(session=SessionSettings(rate=9))
    planned = plan_retry(tmp_path, now, given=("rate", "cassette"))
    assert planned is not None
    assert planned[1].session == replace(told.session, rate=9, cassette=None)


def test_a_run_that_was_killed_is_remembered_too(wiki: Make, settings: Make, tmp_path: Path) -> None:
    def fall(_step: object) -> None:
        raise SystemExit

    told = settings(session=SessionSettings(cassette=Path("a.yaml")), observe=fall)
    with pytest.raises(SystemExit):
        runs._carry(wiki({"A": UnreachableError("no")}).job("A", "B"), tmp_path, told)
    planned = plan_retry(tmp_path, settings())
    assert planned is not None
    assert planned[1].session.cassette == Path("a.yaml")


@pytest.mark.parametrize(
    ("told", "name"),
    [({"site": "other"}, "--site"), ({"session": SessionSettings(cassette=Path("b.yaml"))}, "--cassette"),
     ({"profile": "wikimd"}, "--profile")],
)  # fmt: skip
def test_what_cannot_be_guessed_is_asked(
    wiki: Make, settings: Make, tmp_path: Path, told: dict[str, Any], name: str
) -> None:
    site = wiki({"A": UnreachableError("no"), "B": UnreachableError("no")})
    runs._carry(site.job("A"), tmp_path, settings(site="s"))
    runs._carry(site.job("B"), tmp_path, settings(**{"site": "s", **told}))
    with pytest.raises(UsageError, match=f"several .*{name}"):
        plan_retry(tmp_path, settings())
    given = settings(**{"site": "s", "session": SessionSettings(cassette=Path("c.yaml"))})
    planned = plan_retry(tmp_path, given, given=("site", "cassette", "profile"))
    assert planned is not None
    assert planned[0] == ["A"] if name == "--site" else ["A", "B"]

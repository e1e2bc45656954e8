"""The pytest plugin: `@pytest.mark.wikiclean`, the fixtures `wiki` and `wiki_page`, pages saved as cases.

It is loaded into every test run where wikiclean is installed, so nothing heavy is imported before it is wanted.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ..fetch.session import Session
    from ..model.page import Page

__all__ = ["wiki", "wiki_page"]

_MODES = ("none", "once", "new", "all")
_DAY = 86_400
_USED = pytest.StashKey[dict[str, set[str]]]()
_RECORDED = pytest.StashKey[set[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options and settings of the plugin."""
    group = parser.getgroup("wikiclean", "wikiclean: cassettes of wikis")
    group.addoption(
        "--wikiclean-record",
        choices=_MODES,
        help="none: replay only (the default); once: record cassettes that are not there; new: add what a cassette "
        "lacks; all: record everything again.",
    )
    group.addoption(
        "--wikiclean-expire",
        type=int,
        metavar="DAYS",
        help="A cassette that was written longer ago is recorded again, or fails its tests where nothing is recorded.",
    )
    group.addoption(
        "--wikiclean-used", metavar="FILE", help="Write which recordings were used, for `wikiclean cassette prune`."
    )
    group.addoption(
        "--accept", action="store_true", help="Take what saved pages give now as what they should give. Not in CI."
    )
    parser.addini("wikiclean_record", "as --wikiclean-record, which wins over it", default="")
    parser.addini("wikiclean_expire", "as --wikiclean-expire", default="")
    parser.addini("wikiclean_site", "where titles are looked up: a site profile or a wiki's address", default="")
    parser.addini("wikiclean_contact", "your mail or web address, for recording", default="")
    parser.addini("wikiclean_allow_private", "let wikis in a private network be recorded", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker; refuse what cannot work together."""
    config.addinivalue_line(
        "markers",
        "wikiclean(cassette=None, site=None, record=None): replay this cassette for the fixtures `wiki` and "
        "`wiki_page`, a path beside the test file; no network otherwise.",
    )
    config.stash[_USED] = {}
    config.stash[_RECORDED] = set()
    mode = config.getoption("--wikiclean-record") or config.getini("wikiclean_record") or "none"
    if mode not in _MODES:
        raise pytest.UsageError(f"wikiclean_record = {mode}: expected one of {', '.join(_MODES)}")
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept rewrites what is expected, which nobody would see in CI; do it at your desk")
    if mode != "none" and getattr(config.option, "numprocesses", None):
        raise pytest.UsageError("record in one process (-n 0): tests that share a cassette would overwrite each other")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write which recordings were used."""
    target = session.config.getoption("--wikiclean-used")
    if target and not hasattr(session.config, "workerinput"):
        used = {name: sorted(urls) for name, urls in sorted(session.config.stash[_USED].items())}
        Path(target).write_text(json.dumps(used, indent=1) + "\n", encoding="utf-8")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Under a failure that a missing recording explains, say how to record it."""
    report = yield
    if call.excinfo is not None and (advice := _advice(call.excinfo.value)):
        report.sections.append(("how to record", advice))
    return report


def _advice(error: BaseException) -> str | None:
    name = type(error).__name__
    if name == "CassetteMissError":
        return "pytest --wikiclean-record=new    (adds what the cassette lacks; needs the wiki)"
    if name == "CassetteError":
        return "pytest --wikiclean-record=once   (records cassettes that are not there; needs the wiki)"
    return None


@dataclass(frozen=True)
class _Cassette:
    """The cassette of a test, and what is done with it."""

    path: Path
    site: str | None
    replays: bool
    records: bool

    @classmethod
    def of(cls, request: pytest.FixtureRequest) -> _Cassette:
        """What the command line says wins over what the marker says, and that over the settings."""
        config = request.config
        marker = request.node.get_closest_marker("wikiclean")
        said = _read_marker(marker) if marker is not None else {}
        name = getattr(request.node, "originalname", None) or request.node.name
        path = request.path.parent / (said.get("cassette") or Path("cassettes") / request.path.stem / f"{name}.yaml")
        mode = config.getoption("--wikiclean-record") or said.get("record") or config.getini("wikiclean_record")
        is_there, is_begun = path.exists(), path in config.stash[_RECORDED]
        if is_there and not is_begun:
            mode = _unless_old(path, mode or "none", config)
        if mode == "all" and not is_begun:
            replays, records = False, True
        elif mode in ("new", "all"):
            replays, records = is_there, True
        elif mode == "once":
            replays, records = is_there, is_begun or not is_there  # tests of one run may share a cassette
        else:
            replays, records = True, False
        return cls(path, said.get("site") or config.getini("wikiclean_site") or None, replays, records)


def _read_marker(marker: pytest.Mark) -> dict[str, Any]:
    known = ("cassette", "site", "record")
    unknown = sorted(set(marker.kwargs) - set(known))
    if unknown or len(marker.args) > 1:
        raise pytest.UsageError(f"@pytest.mark.wikiclean takes {', '.join(known)}; not {unknown or marker.args[1:]}")
    said = dict(marker.kwargs)
    if marker.args:
        said.setdefault("cassette", marker.args[0])
    if said.get("record") not in (None, *_MODES):
        raise pytest.UsageError(f"@pytest.mark.wikiclean(record={said['record']!r}): expected {', '.join(_MODES)}")
    return said


def _unless_old(path: Path, mode: str, config: pytest.Config) -> str:
    """`mode`, or `all` for a cassette that is too old. Raises CassetteError where nothing is to be recorded."""
    days = config.getoption("--wikiclean-expire")
    if days is None and (said := config.getini("wikiclean_expire")):
        days = int(said)
    if days is None or (age := (time.time() - path.stat().st_mtime) / _DAY) <= days:
        return mode
    if mode != "none":
        return "all"
    from ..errors import CassetteError

    raise CassetteError(f"the cassette is {age:.0f} days old, and may be {days}", where=str(path))


@pytest.fixture
def _wikiclean_cassette(request: pytest.FixtureRequest) -> _Cassette:
    return _Cassette.of(request)


def _offline(cassette: _Cassette) -> AbstractContextManager[None]:
    from .network import no_network

    return nullcontext() if cassette.records else no_network()


@pytest.fixture(autouse=True)
def _wikiclean_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """No network in a test that has the marker, whatever it uses, unless it records."""
    if request.node.get_closest_marker("wikiclean") is None:
        yield
        return
    with _offline(request.getfixturevalue("_wikiclean_cassette")):
        yield


@pytest.fixture
def wiki(request: pytest.FixtureRequest, _wikiclean_cassette: _Cassette) -> Iterator[Session]:
    """A session that is bound to the test's cassette: it replays, and records as it was told. No network otherwise."""
    from ..fetch.session import SessionSettings, open_session

    config, cassette = request.config, _wikiclean_cassette
    settings = SessionSettings(
        cassette=cassette.path if cassette.replays else None,
        record=cassette.path if cassette.records else None,
        contact=config.getini("wikiclean_contact") or None,
        allow_private=bool(config.getini("wikiclean_allow_private")),
    )
    with _offline(cassette), open_session(settings) as session:
        yield session
    if cassette.records:
        config.stash[_RECORDED].add(cassette.path)
    name = Path(os.path.relpath(cassette.path, config.rootpath)).as_posix()
    config.stash[_USED].setdefault(name, set()).update(url for _, url in session.used)


@pytest.fixture
def wiki_page(wiki: Session, _wikiclean_cassette: _Cassette) -> Callable[..., Page]:
    """`wiki_page(target, site=None)` gives a Page from the cassette; `site` from the marker or the settings."""
    from ..fetch.steps import fetch_page

    def fetch(target: str, *, site: str | None = None) -> Page:
        return fetch_page(target, site=site or _wikiclean_cassette.site, session=wiki)

    return fetch


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A saved page with what should become of it is a file of tests."""
    if file_path.name != "monograph.json":
        return None
    from ..pipeline.cases import is_case

    if not is_case(file_path.parent):
        return None
    from .case_items import CaseFile

    return CaseFile.from_parent(parent, path=file_path)

"""The main job over a packaged recording of a real MediaWiki: no network, the same on every machine.

job.toml        the wiki's address as recorded, the targets, and which of them are shown
cassette.yaml   its answers
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import CassetteError
from ..run import run
from ..settings import RunSettings

if TYPE_CHECKING:
    from ..process import Result
    from ..progress import Step
    from ..report import RunReport

__all__ = ["Demo", "DemoJob", "read_job", "run_demo"]

_HERE = "wikiclean.pipeline.demo"


@dataclass(frozen=True, slots=True)
class DemoJob:
    """What the demo asks for."""

    wiki: str
    """Address of the wiki that was recorded."""
    targets: tuple[str, ...]
    """Titles, in order."""
    shown: tuple[str, ...]
    """Titles whose records are printed."""
    profile: str | None = None
    """Site profile to clean with; found from the pages where absent."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What came of it."""

    report: RunReport
    shown: tuple[Result, ...]

    @property
    def first_title(self) -> str:
        """Title of the first record that is printed."""
        return self.shown[0].require().page.title if self.shown else ""


def read_job() -> DemoJob:
    """The packaged `job.toml`."""
    data = tomllib.loads(files(_HERE).joinpath("job.toml").read_text(encoding="utf-8"))
    return DemoJob(data["wiki"], tuple(data["targets"]), tuple(data["shown"]), data.get("profile"))


def run_demo(out: Path) -> Demo:
    """Scrape the recorded wiki into `out`."""
    from ...fetch.session import SessionSettings

    job = read_job()
    seen: dict[str, Result] = {}

    def observe(step: Step) -> None:
        if step.result is not None and step.result.record is not None:
            seen[step.target] = step.result

    recording = files(_HERE).joinpath("cassette.yaml")
    if not recording.is_file():
        raise CassetteError("the demo's recording is not part of this installation; install wikiclean again")
    with as_file(recording) as cassette:
        settings = RunSettings(
            session=SessionSettings(cassette=cassette, allow_private=True),
            site=job.wiki,
            profile=job.profile,
            resume=False,
            observe=observe,
        )
        report = run(job.targets, out, settings=settings)
    return Demo(report, tuple(seen[title] for title in job.shown if title in seen))

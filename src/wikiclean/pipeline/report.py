"""What a run did, as `runs/<run-id>/run.json` and as an exit code."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ..store.queue import QueueTotal
from ..store.runs import RunState

if TYPE_CHECKING:
    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.monograph import Article
    from .drift import Drift
    from .measures import Measures

__all__ = ["FAILING_OUTCOMES", "Headings", "RunReport", "Tally", "library_versions", "unknown_headings"]

FAILING_OUTCOMES = frozenset({"blocked", "error", "not_html", "protected", "too_deep", "too_large"})
"""Outcomes that say that the wiki did not show its page: failures of a run. The others are results."""

BUG = "bug"
"""Outcome in the queue of a target that met a bug of ours."""

_LIBRARIES = ("pydantic", "requests", "sqlalchemy", "turbohtml", "urllib3", "vcrpy")


def library_versions() -> dict[str, str]:
    """Python, wikiclean and the libraries whose version may matter to a result."""
    from .. import __version__

    versions = {"wikiclean": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "absent"
    return versions


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a run, from its queue: parts of the run before an interruption are in it."""

    pending: int = 0
    failed: int = 0
    bugs: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    """Results by outcome."""
    failures: dict[str, int] = field(default_factory=dict)
    """Failures by the error's class or the outcome."""
    changes: dict[str, int] = field(default_factory=dict)
    """Records added, changed, unchanged."""

    @classmethod
    def of_totals(cls, totals: Iterable[QueueTotal]) -> Tally:
        """Add up the rows of a queue."""
        states, outcomes, failures, changes = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        for total in totals:
            states[total.state] += total.count
            if total.state == "failed":
                failures[total.outcome or "unknown"] += total.count
            elif total.state == "done":
                outcomes[total.outcome or "unknown"] += total.count
            if total.change is not None:
                changes[total.change] += total.count
        return cls(
            pending=states["pending"],
            failed=states["failed"],
            bugs=failures[BUG],
            outcomes=dict(sorted(outcomes.items())),
            failures=dict(sorted((+failures).items())),
            changes=dict(sorted(changes.items())),
        )

    @property
    def done(self) -> int:
        """Targets with a result."""
        return sum(self.outcomes.values())

    @property
    def total(self) -> int:
        """All targets."""
        return self.pending + self.failed + self.done

    def exit_code(self, *, is_refresh: bool = False) -> int:
        """Of a run that came to its end: 0, 1, 3 or 70. A refresh need not find anything to do."""
        if self.bugs:
            return 70
        if (self.total == 0 and not is_refresh) or (self.failed and not self.done):
            return 3
        if self.failed:
            return 1
        if is_refresh:
            return 0
        return 3 if self.total == 1 and not self.outcomes.get("article") else 0


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings of drugs and conditions whose kind the taxonomy does not know."""

    SHOWN: ClassVar[int] = 100

    pages: dict[str, int] = field(default_factory=dict)
    """Heading, as shown -> pages that hold it; those that most hold."""
    number: int = 0
    """How many there are, shown or not."""


def unknown_headings(record: DrugMonograph | ConditionMonograph | Article) -> Iterator[str]:
    """Headings of the record's sections of kind `other`; none for an article, whose headings may be anything."""
    if record.kind == "article":
        return
    sections = list(record.sections)
    while sections:
        section = sections.pop()
        sections += section.children
        if section.kind == "other" and section.heading:
            yield section.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """How a run ended."""

    run_id: str
    command: str
    state: RunState
    exit_code: int
    started_at: str
    finished_at: str
    tally: Tally
    headings: Headings = Headings()
    stored: int
    """Records in the store now."""
    directory: Path
    """Where run.json and failures.jsonl are."""
    resumed: bool = False
    stopped_by: str | None = None
    """Why it ended early: a signal, the quota of failures, the budget of requests."""
    network: dict[str, Any] | None = None
    """What was asked for (`fetch.traffic`), since the run was last gone on with; absent where nothing is fetched."""
    checked: dict[str, Any] | None = None
    """Of a refresh: wiki -> how many of its pages were checked, and how; empty where the run was gone on with."""
    drift: Drift | None = None
    """How it compares with earlier runs; absent where it broke off before."""
    measured: Measures | None = None
    """Sizes and times of the pages that were done."""

    def summary(self) -> str:
        """One line for people and for cron's mail."""
        tally = self.tally
        parts = [
            f"{wiki['pages']} pages of {name} checked ({wiki['how']})" for name, wiki in (self.checked or {}).items()
        ]
        if self.checked and not tally.total:
            return "; ".join([*parts, "nothing changed"])
        parts += [f"{tally.done} of {tally.total} pages done"]
        counts = Counter(tally.changes) + Counter(tally.outcomes)
        parts += [f"{count} {name}" for name, count in counts.items() if name != "article"]
        if tally.failed:
            why = ", ".join(f"{count} {name}" for name, count in tally.failures.items())
            parts.append(f"{tally.failed} failed ({why}; see {self.directory / 'failures.jsonl'})")
        if self.drift is not None and self.drift.stops:
            parts.append(f"stopped before publishing: {self.drift.summary()}; look, and publish with --accept-drift")
        if self.stopped_by:
            parts.append(f"stopped by {self.stopped_by}; the same command goes on from here")
        return "; ".join(parts)

    def to_json(self, settings: dict[str, Any]) -> str:
        """The text of run.json."""
        tally = self.tally
        data = {
            "run_id": self.run_id,
            "command": self.command,
            "state": self.state,
            "exit_code": self.exit_code,
            "started_at": self.started_at,
            "finished_at": self.finished_at,
            "resumed": self.resumed,
            "stopped_by": self.stopped_by,
            "counts": {
                "targets": tally.total,
                "done": tally.done,
                "pending": tally.pending,
                "failed": tally.failed,
                "bugs": tally.bugs,
                "outcomes": tally.outcomes,
                "failures": tally.failures,
                "records": tally.changes,
                "stored": self.stored,
            },
            "unknown_headings": {"number": self.headings.number, "pages": self.headings.pages},
            **({"network": self.network} if self.network is not None else {}),
            **({"checked": self.checked} if self.checked is not None else {}),
            "drift": self.drift.to_dict() if self.drift is not None else None,
            **({"measured": self.measured.to_dict()} if self.measured is not None else {}),
            "versions": library_versions(),
            "settings": settings,
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

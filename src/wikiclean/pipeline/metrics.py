"""How the last run went, as a file that Prometheus' node_exporter picks up (its textfile collector).

Format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import StoreError

if TYPE_CHECKING:
    from .report import RunReport

__all__ = ["LastRun", "write_metrics"]

_SUCCESS = "wikiclean_last_success_timestamp_seconds"
_SUCCEEDED = (0, 1)
"""Exit codes of runs that published what they found; some pages may have failed, or be left for the next run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """A run that has ended. `report` is absent where it never came to a page."""

    command: str
    directory: str
    exit_code: int
    ended_at: float
    """Seconds since 1970."""
    seconds: float
    """How long it took."""
    report: RunReport | None = None

    @property
    def labels(self) -> dict[str, str]:
        """What tells the metrics of one job from those of another in a file beside this one."""
        return {"command": self.command, "directory": self.directory}


def write_metrics(path: Path, run: LastRun) -> None:
    """Replace `path`: readers see the old file or the new one.

    The time of the last success is kept when a run fails. Raises StoreError where the file cannot be written.
    """
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

    if path.exists() and not path.is_file():
        raise StoreError("the metrics cannot be written: no regular file", where=str(path))
    registry = CollectorRegistry()

    def put(name: str, text: str, value: float) -> None:
        Gauge(name, text, tuple(run.labels), registry=registry).labels(**run.labels).set(value)

    def put_counts(name: str, text: str, by: str, counts: Mapping[str, int]) -> None:
        gauge = Gauge(name, text, (*run.labels, by), registry=registry)
        for key, count in counts.items():
            gauge.labels(**run.labels, **{by: key}).set(count)

    put("wikiclean_last_run_timestamp_seconds", "When the last run ended", run.ended_at)
    success = run.ended_at if run.exit_code in _SUCCEEDED else _earlier_success(path, run)
    put(_SUCCESS, "When a run last ended with exit code 0 or 1; 0 if none did", success or 0.0)
    put("wikiclean_last_run_exit_code", "Exit code of the last run", run.exit_code)
    put("wikiclean_last_run_duration_seconds", "How long the last run took", run.seconds)
    if run.report is not None:
        tally = run.report.tally
        states = {"done": tally.done, "failed": tally.failed, "pending": tally.pending}
        put_counts("wikiclean_last_run_pages", "Pages of the last run, by state", "state", states)
        put_counts("wikiclean_last_run_outcomes", "Pages done, by outcome", "outcome", tally.outcomes)
        put_counts("wikiclean_last_run_failures", "Pages failed, by error", "error", tally.failures)
        put_counts("wikiclean_last_run_records", "Records of the last run, by change", "change", tally.changes)
        if run.report.network is not None:
            put("wikiclean_last_run_requests", "Requests of the last run", run.report.network["requests"])
        put("wikiclean_records", "Records in the store", run.report.stored)
    try:
        write_to_textfile(str(path), registry)
    except OSError as error:
        raise StoreError(f"the metrics cannot be written: {error.strerror}", where=str(path)) from error


def _earlier_success(path: Path, run: LastRun) -> float | None:
    """What the file that is about to be replaced says; None where there is none, or it is none of ours."""
    from prometheus_client.parser import text_string_to_metric_families

    try:
        families = list(text_string_to_metric_families(path.read_text("utf-8")))
    except (OSError, ValueError):
        return None
    samples = (sample for family in families for sample in family.samples)
    return next((each.value for each in samples if each.name == _SUCCESS and each.labels == run.labels), None)

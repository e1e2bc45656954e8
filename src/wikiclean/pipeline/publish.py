"""From results to current records: stored at once, or staged until the whole run is known to be sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import StoreError
from ..store.base import Store
from ..store.files import make_directory, replace_file
from ..store.health import Figure
from ..store.queue import QueueItem
from ..store.records import Change
from ..store.visit import Visit
from .census import Census
from .drift import Drift, Finding, find_drift
from .signals import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.monograph import Article

__all__ = ["CHANGES_NAME", "Publisher"]

CHANGES_NAME = "changes.jsonl"


class Publisher:
    """What a run's results become. A wiki with figures of earlier runs has its results staged."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store, self._run_id = store, run_id
        self._staging: dict[str, bool] = {}

    def put(
        self, item: QueueItem, visit: Visit, record: DrugMonograph | ConditionMonograph | Article | None
    ) -> Change | None:
        """Store or stage what came of a target; None where it is staged, or concerns no record.

        Raises InputError if the record's id is that of another page.
        """
        if self._is_staged(visit.wiki):
            self._store.stage(self._run_id, item, visit, record)
            return None
        return self._store.put(visit, record, run_id=self._run_id)

    def _is_staged(self, wiki: str) -> bool:
        if wiki not in self._staging:
            self._staging[wiki] = self._store.has_earlier_figures(wiki, but=self._run_id)
        return self._staging[wiki]

    def publish(self, stop: Stop, refuse: Callable[[int, Exception], None], *, accept: bool) -> Drift:
        """Make what is staged current, all of it in one transaction, unless the run drifted and that is not accepted.

        `refuse` is told the place in the queue of a result that cannot be stored, and why. A run that was published
        and then killed is not published again. Raises Interrupted between two pages.
        """
        published = self._store.run_figures(self._run_id)
        if published and not self._store.count_staged(self._run_id):
            return _of_published(published)
        census = self._take_census(stop)
        figures = list(census.figures())
        earlier = {wiki: self._store.band_figures(wiki, but=self._run_id) for wiki in {each.wiki for each in figures}}
        records = {wiki: self._store.count_records(wiki) for wiki in earlier}
        findings = tuple(find_drift(figures, earlier, records))
        drift = Drift(compared=census.compared, findings=findings, accepted=bool(findings) and accept)
        if drift.stops:
            return drift
        broke = {(finding.wiki, finding.figure) for finding in findings}
        with self._store.transaction():
            for each in self._store.iter_staged(self._run_id):
                stop.check()
                try:
                    self._store.publish(self._run_id, each)
                except StoreError:
                    raise
                except Exception as error:  # noqa: BLE001 - a refusal, or a bug of ours, costs that page alone
                    refuse(each.position, error)
            self._store.drop_stage(self._run_id)
            marked = [each.broken() if (each.wiki, each.name) in broke else each for each in figures]
            self._store.put_figures(self._run_id, marked)
        return drift

    def _take_census(self, stop: Stop) -> Census:
        census = Census()
        for wiki, outcome, health in self._store.iter_visited(self._run_id):
            stop.check()
            census.count(wiki, outcome, health)
        for visit in self._store.iter_visits(self._run_id):
            stop.check()
            census.compare(visit, self._store.find_known(visit))
        return census

    def write_changes(self, directory: Path) -> None:
        """Write the run's change feed."""
        lines = (f"{line}\n" for line in self._store.iter_changes(self._run_id))
        replace_file(make_directory(directory) / CHANGES_NAME, lines)


def _of_published(figures: list[Figure]) -> Drift:
    """What was found before the run was published: it was killed since."""
    findings = tuple(
        Finding(wiki=each.wiki, figure=each.name, had=each.had, lost=each.lost, allowed=0, examples=each.examples)
        for each in figures
        if each.broke
    )
    compared = {each.wiki: each.had for each in figures if each.name == "article" and each.had}
    return Drift(compared=compared, findings=findings, accepted=bool(findings))

"""How a run is called: by its time, and by what it was told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError
from ..store.base import Store
from ..store.runs import StoredRun
from ..store.visit import write_time
from .settings import RunSettings

__all__ = ["find_run", "new_run"]


def new_run(command: str, settings: RunSettings, store: Store, out: Path) -> StoredRun:
    """A run that begins now, with an id that neither the store nor `out` knows."""
    started_at = write_time(settings.now())
    assert started_at is not None
    stamp = started_at.translate({ord("-"): None, ord(":"): None})
    seed = f"{command} {settings.described()}".encode()
    name = f"{stamp}-{hashlib.sha256(seed).hexdigest()[:6]}"
    taken = {each.run_id for each in store.runs()}
    number, run_id = 2, name
    while run_id in taken or (out / "runs" / run_id).exists():
        run_id = f"{name}-{number}"
        number += 1
    told = json.dumps({"settings": settings.described()}, ensure_ascii=False)
    return StoredRun(run_id, command, "running", None, started_at, report=told)


def find_run(runs: Sequence[StoredRun], name: str) -> int:
    """Place of the run that is called so, or that alone begins so. Raises UsageError, naming the last ones."""
    found = [at for at, run in enumerate(runs) if run.run_id == name]
    found = found or [at for at, run in enumerate(runs) if run.run_id.startswith(name)]
    if len(found) != 1:
        known = ", ".join(run.run_id for run in runs[-5:]) or "none"
        said = "several runs begin so" if found else "there is no such run"
        raise UsageError(f"{said}; the last ones are: {known}", where=name)
    return found[0]

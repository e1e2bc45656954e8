"""How a run is called: by its time, and by what it was told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..store.base import Store
from ..store.runs import StoredRun
from ..store.visit import write_time
from .settings import RunSettings

__all__ = ["new_run"]


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

"""How a run is to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .progress import Observer
from .quota import Quota

if TYPE_CHECKING:
    from ..fetch.inputs.settings import InputSettings
    from ..fetch.selection import Selection
    from ..fetch.session import SessionSettings

__all__ = ["RunSettings", "utc_now"]


def utc_now() -> datetime:
    """The time, for the names and reports of runs; no record is made of it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """Everything that a run can be told, decided once at its start."""

    session: SessionSettings | None = None
    """How to fetch; the defaults of `SessionSettings` where absent."""
    inputs: InputSettings | None = None
    """What the files hold that pages are read from; found from the files where absent."""
    site: str | None = None
    """Where titles are looked up: the name of a site profile, or the address of a wiki."""
    selection: Selection | None = None
    """Which pages of `site`, instead of targets or beside them: they are asked from the wiki."""
    profile: str | None = None
    """Name or file of the site profile to clean with, instead of the one that fits the page."""
    store: str | None = None
    """Address of the database, instead of `DIR/wikiclean.db`."""
    workers: int = 1
    """Processes that clean and parse; requests to a wiki stay one after the other."""
    limit: int | None = None
    """At most so many targets."""
    max_failures: Quota | None = None
    max_time: float | None = None
    """Seconds; then the run ends in good order, and goes on next time."""
    resume: bool = True
    """Go on with a run for the same targets that broke off."""
    accept_drift: bool = False
    """Publish though what is found on the pages is not what earlier runs found; what a stopped run staged, too."""
    jsonl: bool = True
    """Write `records.jsonl` at the end."""
    observe: Observer | None = None
    now: Callable[[], datetime] = utc_now

    def described(self) -> dict[str, Any]:
        """What stands in run.json: everything that was set, without passwords and without code."""
        shown: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or callable(value):
                continue
            if field.name in ("session", "inputs"):
                shown |= {f"{field.name}.{part.name}": _plain(getattr(value, part.name)) for part in fields(value)}
            elif field.name == "store":
                from ..store.database import database_url

                shown["store"] = database_url(value).render_as_string(hide_password=True)
            else:
                shown[field.name] = _plain(value)
        return shown


def _plain(value: object) -> Any:  # noqa: ANN401 - what JSON can hold
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)

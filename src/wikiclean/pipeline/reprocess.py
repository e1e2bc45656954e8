"""Pages of the archive, read again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import InputError
from ..model.page import Page, Transport
from ..store.base import Store
from .job import Job, Loader

if TYPE_CHECKING:
    from ..store.responses import ArchiveIndex
    from .settings import RunSettings

__all__ = ["archive_job", "archived_page"]

logger = logging.getLogger(__name__)


def archive_job(store: Store, directory: Path, settings: RunSettings) -> Job:
    """The pages of all current records, as the archive in `directory` holds them. Targets are record ids."""
    from ..parse.versions import rules_version

    index = store.archive_index

    @contextmanager
    def open_loader() -> Iterator[Loader]:
        yield lambda item: archived_page(index, item.target, directory)

    return Job(
        command="reprocess",
        targets=_targets(index),
        selected=f"{rules_version()} {settings.profile} {settings.limit}",  # what other rules began is begun anew
        open_loader=open_loader,
        reread=True,
    )


def _targets(index: ArchiveIndex) -> Iterator[str]:
    absent = 0
    for record_id, is_held in index.iter_pages():
        if is_held:
            yield record_id
        else:
            absent += 1
    if absent:
        logger.warning("%d records stay as they are: the archive does not hold their pages", absent)


def archived_page(index: ArchiveIndex, record_id: str, directory: Path) -> Page:
    """The page that a record was read from, as it was received. Raises InputError where the archive lacks it."""
    from ..fetch.inputs.warc import page_of_response, read_response

    known = index.find_page(record_id)
    if known is None:
        raise InputError("the archive does not hold its page", where=record_id)
    place = known.response
    response = read_response(directory / place.file, place.offset)
    page = page_of_response(response, site=known.profile)
    # Where a redirect led: a view has its own address, an answer of the API leaves it to what was noted.
    final = response.url if known.transport == "page_html" else known.canonical_url
    has_led = known.transport in ("page_html", "api_parse") and known.url is not None and final != known.url
    return replace(
        page,
        transport=cast("Transport", known.transport),
        url=known.url or page.url,
        final_url=final if has_led else None,
        title=known.title,
        retrieved_at=datetime.fromisoformat(known.retrieved_at) if known.retrieved_at else page.retrieved_at,
    )

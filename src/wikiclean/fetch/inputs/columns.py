"""A row's columns as a page: those of the caller, or the usual names.

Source of the names with dots: https://enterprise.wikimedia.com/docs/data-dictionary/
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from ...errors import InputError, LimitError
from ...model.page import Page
from ..body import MAX_BYTES
from .settings import InputSettings

__all__ = ["check_columns", "column_names", "page_of_row"]

_ENTERPRISE_HTML = "article_body.html"
_HTML, _URL, _TITLE = ("html", _ENTERPRISE_HTML), ("url",), ("title", "name")
_BESIDE = ("identifier", "version.identifier", "date_modified", "in_language.identifier")
"""What an Enterprise row says beside its page."""


def column_names(settings: InputSettings) -> tuple[str, ...]:
    """All columns that may be asked for, those of the HTML first."""
    html, url, title = _wanted(settings.html_column, _HTML), settings.url_column, settings.title_column
    return (*html, *_wanted(url, _URL), *_wanted(title, _TITLE), *_BESIDE)


def page_of_row(values: Mapping[str, Any], settings: InputSettings, *, where: str, site: str | None = None) -> Page:
    """The page of a row; `site`: id of the site profile to use, found from the page where absent.

    Raises InputError where a column is missing or holds something else, LimitError for HTML that is too large.
    """
    name, html = _first(values, _wanted(settings.html_column, _HTML))
    if html is None:
        raise _no_html(values, settings, where)
    if not isinstance(html, str | bytes):
        raise InputError(f"{name} holds no HTML, but {type(html).__name__}", where=where)
    body = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    if len(body) > MAX_BYTES:
        raise LimitError(f"{name} has more than the {MAX_BYTES:,} bytes that one page may have", where=where)
    is_enterprise = name == _ENTERPRISE_HTML
    beside = {each: _find(values, each) for each in _BESIDE} if is_enterprise else {}
    return Page(
        body=body,
        transport="enterprise" if is_enterprise else "file_html",
        headers={"content-type": "text/html; charset=utf-8"} if isinstance(html, str) else {},
        url=_text(values, settings.url_column, _URL, "--url-column", where),
        title=_text(values, settings.title_column, _TITLE, "--title-column", where),
        site=site,
        page_id=_number(beside.get("identifier")),
        revision_id=_number(beside.get("version.identifier")),
        revision_timestamp=_time(beside.get("date_modified")),
        language=_name(beside.get("in_language.identifier")),
    )


def check_columns(names: Sequence[str], settings: InputSettings, *, where: str) -> None:
    """Raises InputError for a table with columns of these names, none of which may hold HTML."""
    if not any(_has(names, name) for name in _wanted(settings.html_column, _HTML)):
        raise _no_html(names, settings, where)


def _no_html(names: Collection[str], settings: InputSettings, where: str) -> InputError:
    asked = " or ".join(_wanted(settings.html_column, _HTML))
    return InputError(f"no {asked} among its columns ({_listed(names)}); see --html-column", where=where)


def _wanted(given: str | None, usual: tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if given is not None else usual


def _listed(names: Collection[str]) -> str:
    shown = ", ".join(str(name)[:40] for name in islice(names, 12)) or "it has none"
    return f"{shown}, …" if len(names) > 12 else shown


def _text(values: Mapping[str, Any], given: str | None, usual: tuple[str, ...], option: str, where: str) -> str | None:
    name, value = _first(values, _wanted(given, usual))
    if value is None:
        if given is not None and not _has(values, given):
            raise InputError(f"no {given} among its columns ({_listed(values)}); see {option}", where=where)
        return None
    if not isinstance(value, str):
        raise InputError(f"{name} holds no text, but {type(value).__name__}; see {option}", where=where)
    return value or None


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, Any]:
    """The first of the columns that holds something."""
    for name in names:
        if (value := _find(values, name)) is not None:
            return name, value
    return "", None


def _find(values: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - what JSON can hold
    """A key of that very name, or the value at the end of the path."""
    if name in values:
        return values[name]
    found: Any = values
    for key in name.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _has(names: Collection[str], name: str) -> bool:
    return name in names or name.partition(".")[0] in names


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else None


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _time(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)

"""Logs on stderr: for people one line each, for machines one JSON object a line.

A title with line breaks or terminal escapes cannot forge a line: control characters are shown as escapes.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

from ..text import one_line

__all__ = ["JsonFormatter", "TextFormatter", "configure_logs"]

_BREAK = re.compile(r"\s*\n\s*")
_CONTROL = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What `one_line` escapes and JSON may hold as it is."""


class TextFormatter(logging.Formatter):
    """`wikiclean: warning: …`; a traceback keeps its lines, indented."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback where there is one."""
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        message = record.getMessage()
        if message.startswith("Traceback "):
            shown = "\n".join(f"    {one_line(line)}" for line in message.rstrip().splitlines())
            return f"wikiclean: {level.removesuffix(': ')}\n{shown}"
        text = f"wikiclean: {level}{one_line(_BREAK.sub(' ', message))}"
        if record.exc_info:
            lines = self.formatException(record.exc_info).split("\n")
            text += "".join(f"\n    {one_line(line)}" for line in lines)
        return text


class JsonFormatter(logging.Formatter):
    """`{"time", "level", "logger", "message"}`, and what the caller gave as `extra={"fields": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(line, ensure_ascii=False))


class _Handler(logging.Handler):
    """Writes to whatever stderr is at the time: a progress bar puts itself before it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - a log that cannot be written must not end the run
            self.handleError(record)


def configure_logs(*, verbose: bool, quiet: bool, log_format: str) -> None:
    """Let the `wikiclean` loggers write to stderr: summaries and warnings; all with verbose, errors with quiet."""
    logger = logging.getLogger("wikiclean")
    for handler in [each for each in logger.handlers if isinstance(each, _Handler)]:
        logger.removeHandler(handler)
    handler = _Handler()
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if verbose else logging.ERROR if quiet else logging.INFO)
    logger.propagate = False

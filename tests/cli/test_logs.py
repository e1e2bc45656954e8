from __future__ import annotations

import json
import logging

import pytest

from wikiclean.cli.logs import JsonFormatter, TextFormatter, configure_logs
from wikiclean.text import one_line


def record(message: str, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord("wikiclean.x", level, __file__, 1, message, (), None)


@pytest.mark.parametrize(
    "title", ["A\nwikiclean: error: forged", "A\r\x1b[2Jgone", "A\u2028B", "A\x9b31m", "A\u202egnp"]
)
def test_a_title_cannot_forge_a_line(title: str) -> None:
    text = TextFormatter().format(record(title))
    assert len(text.splitlines()) == 1
    assert text.startswith("wikiclean: warning: A")
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    line = JsonFormatter().format(record(title))
    assert len(line.splitlines()) == 1
    assert one_line(line) == line
    assert json.loads(line)["message"] == title


def test_nor_can_what_an_exception_says(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("A\x1b[2J\x9b31m\u202e\u2028wikiclean: error: forged")

    try:
        fail()
    except ValueError:
        logging.getLogger("wikiclean.x").exception("bug")
    (told,) = caplog.records
    text = TextFormatter().format(told)
    assert all(line == one_line(line) for line in text.split("\n"))
    assert not any(line.startswith("wikiclean: ") for line in text.splitlines()[1:])
    line = JsonFormatter().format(told)
    assert one_line(line) == line


def test_plain_words_stay() -> None:
    assert one_line("Ärzte 薬 دواء “x”") == "Ärzte 薬 دواء “x”"


def test_a_summary_has_no_level_and_fields_go_into_json() -> None:
    assert TextFormatter().format(record("done", logging.INFO)) == "wikiclean: done"
    told = record("done", logging.INFO)
    told.fields = {"run_id": "r1"}
    line = json.loads(JsonFormatter().format(told))
    assert (line["level"], line["run_id"], line["time"][10]) == ("info", "r1", "T")


@pytest.mark.parametrize(
    ("verbose", "quiet", "levels"),
    [(False, False, ["info", "warning", "error"]), (True, False, ["debug", "info", "warning", "error"]),
     (False, True, ["error"])],
)  # fmt: skip
def test_how_much_is_said(capsys: pytest.CaptureFixture[str], verbose: bool, quiet: bool, levels: list[str]) -> None:
    for _ in range(2):
        configure_logs(verbose=verbose, quiet=quiet, log_format="json")
    logger = logging.getLogger("wikiclean.test")
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        logger.log(level, "x")
    assert [json.loads(line)["level"] for line in capsys.readouterr().err.splitlines()] == levels

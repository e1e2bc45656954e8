"""Saved pages as tests: each folder of `wikiclean.pipeline.cases` is a file of tests."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..pipeline.cases import Expected, as_json, read_case_page

__all__ = ["CaseFile"]


class CaseFile(pytest.File):
    """A case: its page is cleaned and read once."""

    def collect(self) -> Iterator[pytest.Item]:
        """The article, the ledger, and each field that the record has or should have."""
        folder = self.path.parent
        expected, given = Expected.of_case(folder), Expected.of_page(read_case_page(folder))
        if self.config.getoption("--accept"):
            given.write(folder)
            expected = given
        yield _Part.from_parent(self, name="document", said=(expected.document, given.document))
        yield _Part.from_parent(self, name="ledger", said=(_lines(expected.ledger), _lines(given.ledger)))
        for field in {**expected.record, **given.record}:
            said = (as_json(expected.record.get(field)), as_json(given.record.get(field)))
            yield _Part.from_parent(self, name=field, said=said)


def _lines(ledger: list[dict[str, str]]) -> str:
    """An entry a line, without its place: that moves with every line above it."""
    return "".join(f"{entry['rule']}: {entry['text']}\n" for entry in ledger)


class _DiffersError(AssertionError):
    """What a page gives is not what its case says."""


class _Part(pytest.Item):
    """One part of a case."""

    def __init__(self, *, said: tuple[str, str], **given: Any) -> None:  # noqa: ANN401 - as pytest's own
        super().__init__(**given)
        self._expected, self._given = said

    def runtest(self) -> None:
        """Compare."""
        if self._expected != self._given:
            raise _DiffersError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401, ARG002
        """The difference, line by line."""
        if not isinstance(excinfo.value, _DiffersError):
            return super().repr_failure(excinfo)
        before, after = self._expected.splitlines(), self._given.splitlines()
        lines = difflib.unified_diff(before, after, "expected", "given", lineterm="", n=2)
        return "\n".join([*lines, "", "if that is right: pytest --accept"])

    def reportinfo(self) -> tuple[Path, int, str]:
        """The case's folder and the part."""
        return self.path, 0, f"{self.path.parent.name}: {self.name}"

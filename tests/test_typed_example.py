"""The typed example does what it says (mypy checks its types)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

URL = "https://wiki.example/wiki/Velmorestat"


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("typed_example", Path(__file__).with_name("typed_example.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_runs(example: ModuleType, tmp_path: Path) -> None:
    assert example.first_dose(example.HTML, URL) == (40, "mg")
    assert sum(example.removed_by(example.HTML, URL).values()) > 0
    assert example.keep(example.HTML, URL, tmp_path) == ["wiki.example:Velmorestat"]

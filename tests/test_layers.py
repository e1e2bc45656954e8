"""Imports only go down, rooms of one level never import each other, and each outside library has its room."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "wikiclean"

LEVELS = {
    "errors": 1, "text": 1,
    "model": 2,
    "sites": 3,
    "fetch": 4, "clean": 4, "parse": 4, "store": 4,
    "pipeline": 5,
    "cli": 6, "testing": 6,
}  # fmt: skip
DOOR = {"__init__", "__main__"}
"""They open every room."""

HOMES = {
    "requests": ("fetch",),
    "urllib3": ("fetch",),
    "protego": ("fetch/robots", "fetch/sitemaps"),
    "vcr": ("fetch/cassette", "testing"),
    "yaml": ("fetch/cassette", "testing"),
    "warcio": ("fetch/archive", "fetch/inputs/warc"),
    "turbohtml": ("clean",),
    "lxml": ("fetch/xml",),
    "bs4": ("clean",),
    "sqlalchemy": ("store", "fetch/inputs"),
    "pyarrow": ("store", "fetch/inputs"),
    "zstandard": ("fetch/inputs/unpack",),
    "filelock": ("store",),
    "prometheus_client": ("pipeline/metrics",),
    "fhir": ("store/export/fhir",),
    "jinja2": ("pipeline",),
    "nh3": ("pipeline/explain",),
    # parse catches the ValidationError of a model.
    "pydantic": ("model", "sites", "parse"),
    "click": ("cli",),
    "rich": ("cli",),
    "pytest": ("testing",),
}
"""Outside library -> where it may be imported; a path ends at any file name that begins so."""


@dataclass(frozen=True)
class Import:
    file: str
    line: int
    module: str
    """Dotted, absolute."""


def imports_of(package: Path) -> Iterator[Import]:
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package).as_posix()
        here = [package.name, *file.removesuffix(".py").split("/")[:-1]]
        for node in _running(ast.parse(path.read_text(encoding="utf-8")).body):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(file, node.lineno, alias.name)
            elif isinstance(node, ast.ImportFrom):
                base = [*here[: len(here) - node.level + 1]] if node.level else []
                module = ".".join([*base, *([node.module] if node.module else [])])
                for alias in node.names:
                    # `from .. import x` may name a room.
                    yield Import(file, node.lineno, f"{module}.{alias.name}")


def _running(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes that run; what stands under `if TYPE_CHECKING` is for types alone."""
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            todo += node.orelse
            continue
        yield node
        todo += ast.iter_child_nodes(node)


def room_of(file: str) -> str:
    return file.split("/", maxsplit=1)[0].removesuffix(".py")


def faults_in(package: Path) -> list[str]:
    faults = []
    for each in imports_of(package):
        room, parts = room_of(each.file), each.module.split(".")
        where = f"{each.file}:{each.line} imports {each.module}"
        if parts[0] == package.name:
            target = parts[1] if len(parts) > 1 else ""
            if room in DOOR or target == room or target.startswith("__"):
                continue
            if target not in LEVELS or room not in LEVELS:
                faults.append(f"{where}: no room of the house")
            elif LEVELS[target] > LEVELS[room]:
                faults.append(f"{where}: upward")
            elif LEVELS[target] == LEVELS[room]:
                faults.append(f"{where}: sideways")
        elif parts[0] not in sys.stdlib_module_names and parts[0] != "__future__":
            if parts[0] not in HOMES:
                faults.append(f"{where}: a library without a room")
            elif not any(each.file.startswith(home) for home in HOMES[parts[0]]):
                faults.append(f"{where}: it lives in {', '.join(HOMES[parts[0]])}")
    return sorted(faults)


def test_the_house_stands() -> None:
    assert faults_in(PACKAGE) == []


def test_every_room_is_seen() -> None:
    seen = {room_of(each.file) for each in imports_of(PACKAGE)}
    assert seen >= {"clean", "cli", "model", "pipeline", "sites", "store"}


@pytest.mark.parametrize(
    ("file", "source", "fault"),
    [
        ("clean/a.py", "from ..parse.b import c", "sideways"),
        ("clean/a.py", "from .. import store", "sideways"),
        ("clean/deep/a.py", "from ...fetch import b", "sideways"),
        ("model/a.py", "def f():\n    from wikiclean.sites.x import y", "upward"),
        ("store/a.py", "import wikiclean.cli.main", "upward"),
        ("errors.py", "from .text import slug", "sideways"),
        ("pipeline/a.py", "import rich.console", "lives in cli"),
        ("parse/a.py", "try:\n    from lxml import html\nexcept ImportError:\n    pass", "lives in fetch/xml"),
        ("fetch/session.py", "import vcr", "lives in fetch/cassette"),
        ("fetch/a.py", "import httpx", "without a room"),
        ("helpers/a.py", "from ..model import page", "no room"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, file: str, source: str, fault: str) -> None:
    path = tmp_path / "wikiclean" / file
    path.parent.mkdir(parents=True)
    path.write_text(source)
    (found,) = faults_in(tmp_path / "wikiclean")
    assert found.startswith(f"{file}:")
    assert fault in found


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("clean/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..parse.b import c"),
        ("clean/a.py", "from ..model.page import Page\nfrom .b import c\nimport turbohtml\nimport os.path"),
        ("fetch/cassette.py", "import vcr"),
        ("pipeline/a.py", "from .. import __version__"),
        ("__init__.py", "from .cli import main"),
    ],
)
def test_what_is_right_is_no_fault(tmp_path: Path, file: str, source: str) -> None:
    path = tmp_path / "wikiclean" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    assert faults_in(tmp_path / "wikiclean") == []

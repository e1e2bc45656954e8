"""`import wikiclean`: the names of the contract, complete, loaded on first use."""

from __future__ import annotations

import ast
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import wikiclean
from wikiclean import errors

HEAVY = ("bs4", "lxml", "pydantic", "pyarrow", "requests", "rich", "sqlalchemy", "urllib3", "vcr")

CONTRACT = {
    "Page", "clean_page", "fetch_page", "find_profile", "open_store", "parse_document", "process_page", "run",
    "read_facts", "WikicleanError", "__version__",
}  # fmt: skip

TREE = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.WikicleanError)]


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_door_is_complete() -> None:
    assert set(wikiclean.__all__) == CONTRACT
    assert list(wikiclean.__all__) == sorted(wikiclean.__all__, key=lambda name: (name[0].islower(), name))
    assert set(dir(wikiclean)) >= CONTRACT


@pytest.mark.parametrize("name", sorted(CONTRACT - {"__version__"}))
def test_every_name_is_there_with_its_docstring(name: str) -> None:
    value = getattr(wikiclean, name)
    assert value.__name__ == name
    assert inspect.getdoc(value)


def test_no_function_is_called_like_a_room() -> None:
    rooms = {path.stem for path in Path(wikiclean.__file__).parent.iterdir()}
    assert not rooms & (CONTRACT - {"__version__"})


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'clean_pages'"):
        _ = wikiclean.clean_pages  # type: ignore[attr-defined]


def test_what_types_see_is_what_is_loaded() -> None:
    tree = ast.parse(Path(wikiclean.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == wikiclean._PLACES


def test_importing_loads_nothing_heavy() -> None:
    loaded = python(f"import sys, wikiclean; print([name for name in {HEAVY!r} if name in sys.modules])")
    assert loaded == "[]"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom wikiclean.cli.main import main\n"
        "codes = [main(['--help']), main(['scrape', '--help']), main(['sites', 'list', '--help'])]\n"
        f"print(codes, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert python(code).splitlines()[-1] == "[0, 0, 0] []"


@pytest.mark.parametrize("kind", TREE)
def test_every_error_survives_pickling(kind: type[errors.WikicleanError]) -> None:
    error = pickle.loads(pickle.dumps(kind("what happened", where="page.html")))
    assert type(error) is kind
    assert (error.message, error.where, str(error)) == ("what happened", "page.html", "page.html: what happened")


def test_every_error_is_exported_and_in_the_tree_of_the_docstring() -> None:
    names = {each.__name__ for each in TREE}
    assert names == set(errors.__all__)
    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in names)

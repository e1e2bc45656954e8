"""Settings from files: every option is a key of `wikiclean.toml`, or of `[tool.wikiclean]` in `pyproject.toml`.

A key at the top holds for every command that has the option; a table named like a command holds for that
command alone. Flags beat environment beats file.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from ..errors import UsageError

__all__ = ["read_config", "settings_for"]


def read_config(directory: Path) -> tuple[Path, dict[str, Any]] | None:
    """The settings file of a directory and what it says: `wikiclean.toml`, else `pyproject.toml`'s table."""
    own = directory / "wikiclean.toml"
    if own.is_file():
        return own, _read(own)
    project = directory / "pyproject.toml"
    if project.is_file() and b"tool.wikiclean" in _bytes(project):
        table = _read(project).get("tool", {}).get("wikiclean")
        if isinstance(table, dict):
            return project, table
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"the settings cannot be read: {error.strerror}", where=str(path)) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_bytes(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"no valid TOML: {error}", where=str(path)) from error


def settings_for(program: click.Group, context: click.Context, config: tuple[Path, dict[str, Any]]) -> dict[str, Any]:
    """`config` as click's default map. Raises UsageError for a key that no command has, naming the nearest."""
    path, data = config
    return _map_group(program, context, data, str(path))


def _map_group(group: click.Group, context: click.Context, data: Mapping[str, Any], where: str) -> dict[str, Any]:
    commands = {name: each for name in group.list_commands(context) if (each := group.get_command(context, name))}
    keys = _keys_below(group, commands.values(), context)
    flat: dict[str, Any] = {}
    tables: dict[str, Mapping[str, Any]] = {}
    for key, value in data.items():
        name = key.replace("_", "-")
        if name in commands and isinstance(value, dict):
            tables[name] = value
        elif name in keys and not isinstance(value, dict):
            flat[name] = value
        else:
            raise UsageError(_refuse(key, {*keys, *commands}), where=where)
    mapped = _map_options(group, flat)
    for name, each in commands.items():
        mine = tables.get(name, {})
        if isinstance(each, click.Group):
            below = _keys_below(each, _members(each, context), context)
            passed = {key: value for key, value in flat.items() if key in below}
            mapped[name] = _map_group(each, context, {**passed, **mine}, f"{where}: [{name}]" if mine else where)
            continue
        known = _options(each)
        for key, value in mine.items():
            if key.replace("_", "-") not in known or isinstance(value, dict):
                raise UsageError(_refuse(key, known), where=f"{where}: [{name}]")
        mapped[name] = _map_options(each, {**flat, **{key.replace("_", "-"): value for key, value in mine.items()}})
    return mapped


def _members(group: click.Group, context: click.Context) -> list[click.Command]:
    return [each for name in group.list_commands(context) if (each := group.get_command(context, name))]


def _keys_below(group: click.Group, commands: Iterable[click.Command], context: click.Context) -> set[str]:
    keys = set(_options(group))
    for each in commands:
        keys |= set(_options(each))
        if isinstance(each, click.Group):
            keys |= _keys_below(each, _members(each, context), context)
    return keys


def _options(command: click.Command) -> dict[str, str]:
    """Key -> parameter name, for every option but --help and --version."""
    return {
        max(option.opts, key=len).lstrip("-"): option.name
        for option in command.params
        if isinstance(option, click.Option) and option.name and option.expose_value
    }


def _map_options(command: click.Command, values: Mapping[str, Any]) -> dict[str, Any]:
    known = _options(command)
    return {known[key]: value for key, value in values.items() if key in known}


def _refuse(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key.replace("_", "-"), sorted(known), n=1)
    return f"unknown key {key!r}; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}")

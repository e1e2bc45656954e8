"""A PostgreSQL server of the tests' own: a fresh cluster in a temporary directory, reached by a Unix socket.

The programs are those of Debian's `postgresql` package, or whichever are on the path. They refuse to run as root:
there they run as `nobody`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest

USER = "wikiclean"


def programs() -> Path | None:
    """The folder of `initdb`; Debian keeps it off the path, one for each version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


def is_at_hand() -> bool:
    """Whether a server can be run here."""
    return programs() is not None and find_spec("psycopg") is not None


def name_of(address: str) -> str:
    """Of a database."""
    return address.removeprefix("postgresql:///").partition("?")[0]


@dataclass
class Server:
    """Databases are made with `database()`."""

    folder: Path
    bin: Path
    numbers: Iterator[int] = field(default_factory=count)

    def database(self, *, like: str | None = None) -> str:
        """The address of a new one: empty, or like the one at that address, which nobody may be using."""
        name = f"test_{next(self.numbers)}"
        template = f" template {name_of(like)}" if like is not None else ""
        self.ask("postgres", f"create database {name}{template}")
        return f"postgresql:///{name}?host={self.folder}&user={USER}"

    def ask(self, database: str, statement: str) -> str:
        """What `psql` says to a statement: a line a row, columns divided by |."""
        command = [self.bin / "psql", "-h", self.folder, "-U", USER, "-d", database, "-XAtqc", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@contextmanager
def serve() -> Iterator[Server]:
    """A server, stopped and forgotten at the end; the test is skipped where PostgreSQL is not installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[postgresql]'")
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="pg-") as name:  # short: a socket's path may have 107 bytes
        folder = Path(name)
        as_user: dict[str, Any] = {"cwd": folder}
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
            as_user |= {"user": "nobody", "extra_groups": []}
        data = folder / "data"

        def call(program: str, *arguments: str) -> None:
            # No pipes: the server would keep them open.
            with (folder / "log").open("ab") as log:
                done = subprocess.run(
                    [found / program, "-D", data, *arguments],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=120, check=False, **as_user,
                )  # fmt: skip
            assert done.returncode == 0, (folder / "log").read_text("utf-8", "replace")

        # A collation of people's, not of code points: what has to sort like Python must say so itself.
        call(
            "initdb", "--no-sync", "--auth=trust", f"--username={USER}", "--encoding=UTF8",
            "--locale-provider=icu", "--icu-locale=en", "--locale=C.UTF-8",
        )  # fmt: skip
        call("pg_ctl", "-w", "-o", f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=20", "start")
        try:
            yield Server(folder, found)
        finally:
            call("pg_ctl", "-w", "-m", "immediate", "stop")

"""No network: connections are refused where sockets are made, below every HTTP library."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

__all__ = ["NetworkBlockedError", "no_network"]


class NetworkBlockedError(RuntimeError):
    """A test wanted to connect, and may not."""


@contextmanager
def no_network() -> Iterator[None]:
    """Refuse every connection over IP, from any thread, while the block runs; sockets of this machine's files go on.

    Whatever has put itself in the place of `socket.socket.connect` before is in its place again afterwards.
    """
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any, /) -> None:  # noqa: ANN401 - what each family of addresses takes
        _refuse(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any, /) -> int:  # noqa: ANN401
        _refuse(self, address)
        return connect_ex(self, address)

    with patch.object(socket.socket, "connect", guarded), patch.object(socket.socket, "connect_ex", guarded_ex):
        yield


def _refuse(opened: socket.socket, address: object) -> None:
    if opened.family in (socket.AF_INET, socket.AF_INET6):
        raise NetworkBlockedError(
            f"this test replays a cassette and may not connect to {address}; use the fixture `wiki`, or record with "
            "--wikiclean-record=new"
        )

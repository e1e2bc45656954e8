"""Connections to checked addresses only: a name is looked up once, and what was checked is what is connected to.

A name that is checked first and looked up again by the HTTP library may have changed in between (DNS rebinding).
So the check is made where the socket is: redirects, retries and new connections of a pool cannot pass it by.

A proxy from the environment (`HTTPS_PROXY`, …) is the operator's own choice and may be private; it makes the
connection to the wiki, so that names are looked up and checked here before it is asked, as far as they are known.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .guard import check_addresses, check_scheme
from .patience import Patience

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter

__all__ = ["make_adapter"]

_PROXY_LOOKUP = 5.0
"""Seconds for a name that a proxy will look up again."""


def make_adapter(patience: Patience, *, allow_private: bool) -> HTTPAdapter:
    """What sends the requests of a session, each once: connections are checked, and known to `patience`.

    A connection that must not be made raises RefusedError, through urllib3 and requests.
    """
    from requests.adapters import HTTPAdapter
    from requests.utils import select_proxy

    def check(connection: Any) -> None:  # noqa: ANN401 - urllib3 has one class for each scheme
        plain = connection._new_conn
        connection._new_conn = lambda: _connect(connection, plain, allow_private=allow_private)

    class CheckedAdapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as in requests
            super().init_poolmanager(*args, **options)
            _watch_pools(self.poolmanager, patience, check)

        def proxy_manager_for(self, proxy: str, **options: Any) -> Any:  # noqa: ANN401
            is_new = proxy not in self.proxy_manager
            manager = super().proxy_manager_for(proxy, **options)
            if is_new:
                _watch_pools(manager, patience, None)
            return manager

        def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # noqa: ANN401
            if (proxies := options.get("proxies")) and select_proxy(str(request.url), proxies):
                _check_name(str(request.url), allow_private=allow_private)
            return super().send(request, *args, **options)

    return CheckedAdapter(max_retries=0)


def _watch_pools(manager: Any, patience: Patience, check: Callable[[Any], None] | None) -> None:  # noqa: ANN401
    """Let a manager (the plain one, a proxy's, SOCKS) make pools whose connections are checked and watched."""

    def watched(pool: Any) -> type:  # noqa: ANN401
        class Watched(pool):  # type: ignore[misc]
            def _new_conn(self) -> Any:  # noqa: ANN401
                connection = super()._new_conn()
                if check is not None:
                    check(connection)
                return connection

            def _get_conn(self, timeout: float | None = None) -> Any:  # noqa: ANN401
                connection = super()._get_conn(timeout)
                patience.watch(connection)
                return connection

        return Watched

    manager.pool_classes_by_scheme = {scheme: watched(pool) for scheme, pool in manager.pool_classes_by_scheme.items()}


def _connect(connection: Any, plain: Callable[[], socket.socket], *, allow_private: bool) -> socket.socket:  # noqa: ANN401
    """A socket to one of the addresses of the connection's host; `plain` makes one to wherever its name leads."""
    from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

    host, timeout = connection._dns_host, connection.timeout
    try:
        addresses = _look_up(host.strip("[]"), connection.port, timeout if isinstance(timeout, int | float) else None)
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    check_addresses(connection.host, addresses, allow_private=allow_private)
    for address in addresses:
        connection._dns_host = address
        try:
            return plain()
        except (NewConnectionError, ConnectTimeoutError):
            if address == addresses[-1]:
                raise
        finally:
            connection._dns_host = host  # TLS checks the certificate against the name
    raise NewConnectionError(connection, "the name stands for no address")


def _look_up(host: str, port: int, timeout: float | None) -> list[str]:
    """The addresses of a name, each once, in the resolver's order; the resolver is given so many seconds.

    Raises socket.gaierror where it finds none, or does not answer in time.
    """
    from urllib3.util.connection import allowed_gai_family

    done: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, allowed_gai_family(), socket.SOCK_STREAM)
            done.put(list(dict.fromkeys(str(info[4][0]) for info in found)))
        except (OSError, UnicodeError) as error:
            done.put(error)

    threading.Thread(target=ask, name="name lookup", daemon=True).start()  # it cannot be interrupted
    try:
        answer = done.get(timeout=timeout)
    except queue.Empty:
        raise socket.gaierror(socket.EAI_AGAIN, f"the name was not found within {timeout:g} s") from None
    if isinstance(answer, socket.gaierror):
        raise answer
    if isinstance(answer, Exception):
        raise socket.gaierror(socket.EAI_NONAME, str(answer)) from answer
    return answer


def _check_name(url: str, *, allow_private: bool) -> None:
    """Check a name that a proxy will look up; one that only the proxy knows is left to it."""
    host = check_scheme(url)
    try:
        addresses = _look_up(host, 0, _PROXY_LOOKUP)
    except socket.gaierror:
        return
    check_addresses(host, addresses, allow_private=allow_private)

"""A small HTTP server on loopback whose answers a test writes down."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Reply:
    """`act` gets the handler and does what no well-behaved server does; the connection ends with it."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Site:
    """`replies`: path -> replies in order, the last one again and again; a callable makes one of the path asked.

    `seen`: requests as they came. `most_at_once`: how many were under way together.
    """

    url: str = ""
    replies: dict[str, list[Reply | Callable[[str], Reply]]] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    most_at_once: int = 0
    under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def paths(self) -> list[str]:
        """What was asked for, without parameters."""
        return [asked.partition("?")[0] for asked, _ in self.seen]

    def answer(self, asked: str) -> Reply:
        path = urlsplit(asked).path
        queue = self.replies.get(path) or self.replies.get("*") or [Reply(404, b"nothing here")]
        reply = queue.pop(0) if len(queue) > 1 else queue[0]
        return reply if isinstance(reply, Reply) else reply(asked)

    @contextmanager
    def counting(self) -> Iterator[None]:
        with self.lock:
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1


@contextmanager
def serve() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with site.counting():
                site.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                try:
                    self.send(site.answer(self.path))
                except OSError:
                    self.close_connection = True  # the client has had enough

        def send(self, reply: Reply) -> None:
            if reply.act is not None:
                reply.act(self)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            if not isinstance(sys.exception(), OSError):  # a client that hangs up is no news
                super().handle_error(request, client_address)

    server = Quiet(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

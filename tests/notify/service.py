"""A service on this machine that takes JSON by HTTP and answers as a test tells it to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    status: int = 200
    body: bytes = b'{"ok": true, "result": {"message_id": "82599fa32f56d00e8941", "date": 1749632637199}}'
    headers: dict[str, str] = field(default_factory=dict)
    #: Seconds before it answers.
    delay: float = 0
    #: Hangs up without an answer after it read the request.
    hangs_up: bool = False


@dataclass
class Request:
    path: str
    values: Any
    authorization: str | None


@dataclass
class Service:
    url: str = ""
    reply: Reply = field(default_factory=Reply)
    requests: list[Request] = field(default_factory=list)

    def says(self, status: int = 200, body: object = None, **others: Any) -> None:
        """From now on it answers so; a body that is no bytes is sent as JSON."""
        words = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.reply = Reply(status, words, **others)


@contextmanager
def http_service() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            service.requests.append(Request(self.path, json.loads(body), self.headers.get("Authorization")))
            reply = service.reply
            time.sleep(reply.delay)
            if reply.hangs_up:
                self.close_connection = True
                return
            (self.send_response_only if "Date" in reply.headers else self.send_response)(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

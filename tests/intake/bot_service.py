"""A service for bots on this machine: answers `getUpdates`, `getFile`, files and `sendMessage` as documented."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "4711:khoa-bi-mat"  # noqa: S105 - it opens nothing


@dataclass
class BotService:
    """Updates that wait, files by path, and what was said to whom."""

    #: "telegram" gives an update until a greater offset is asked for, "zalo" gives each once.
    manner: str
    url: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    #: Status and body for every request, instead of an answer.
    trouble: tuple[int, bytes] | None = None
    #: Status for files only.
    file_trouble: int | None = None

    def get_updates(self, values: dict[str, Any]) -> dict[str, Any]:
        if self.manner == "telegram":
            offset = int(values.get("offset", 0))
            # After a silent week the numbers begin elsewhere, and the old offset says nothing.
            is_stale = bool(self.updates) and offset > max(one["update_id"] for one in self.updates) + 1000
            found = [one for one in self.updates if is_stale or one["update_id"] >= offset]
            return {"ok": True, "result": found[:100]}
        if not self.updates:
            return {"ok": False, "description": "Request timeout", "error_code": 408}
        return {"ok": True, "result": self.updates.pop(0)}

    def answer(self, method: str, values: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if method == "getUpdates":
            return 200, self.get_updates(values)
        if method == "getFile":
            path = values["file_id"]
            if path not in self.files:
                return 400, {"ok": False, "error_code": 400, "description": "Bad Request: wrong file_id"}
            return 200, {"ok": True, "result": {"file_id": path, "file_path": path}}
        if method == "sendMessage":
            self.said.append((str(values["chat_id"]), values["text"]))
            return 200, {"ok": True, "result": {"message_id": len(self.said)}}
        return 404, {"ok": False, "error_code": 404, "description": "Not Found"}


@contextmanager
def bot_service(manner: str) -> Iterator[BotService]:
    service = BotService(manner)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            values = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))) or b"{}")
            token, _, method = self.path.removeprefix("/bot").partition("/")
            status, found = service.answer(method, values)
            if token != TOKEN:
                status, found = 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
            body = json.dumps(found).encode()
            if service.trouble is not None:
                status, body = service.trouble
            self._send(status, body)

        def do_GET(self) -> None:
            path = self.path.removeprefix(f"/file/bot{TOKEN}/").lstrip("/")
            service.fetched.append(self.path)
            if service.file_trouble is not None:
                self._send(service.file_trouble, b"x")
                return
            self._send(200 if path in service.files else 404, service.files.get(path, b""))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

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


def telegram(number: int, text: str = "", *, chat: int = 77, **message: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "message_id": number,
        "from": {"id": chat, "is_bot": False, "first_name": "Mẫu"},
        "chat": {"id": chat, "type": "private"},
        "date": 1_783_300_000,
    }
    if text:
        values["caption" if "photo" in message else "text"] = text
    return {"update_id": 900 + number, "message": values | message}


def zalo(number: int, text: str = "", *, chat: str = "e4ea2c", **message: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "message_id": f"m{number}",
        "from": {"id": chat, "is_bot": False, "display_name": "Mẫu"},
        "chat": {"id": chat, "chat_type": "PRIVATE"},
        "date": 1_783_300_000_000,
    }
    if text:
        values["caption" if "photo" in message else "text"] = text
    return {"event_name": "message.text.received", "message": values | message}

"""`dondoc doctor` knows by the greeting whether the pages behind an address are this workspace's."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from web.conftest import Desk

from dondoc.wiring.doctor import Level, _opened


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    said: list[str] = [""]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/chao" else 404)
            self.end_headers()
            self.wfile.write(said[0].encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", said
    server.shutdown()
    thread.join()
    server.server_close()


def test_our_own_pages_are_known_and_others_are_told(desk: Desk, elsewhere: tuple[str, list[str]]) -> None:
    url, said = elsewhere
    said[0] = desk.client.get("/chao").text
    assert said[0].startswith("dondoc ")
    assert (_opened(desk.office, url).level, _opened(desk.office, f"{url}/").level) == (Level.WELL, Level.WELL)
    said[0] = "dondoc 000000000000"
    assert _opened(desk.office, url).code == "doctor.url_other"


def test_pages_that_do_not_answer_are_told(desk: Desk) -> None:
    assert _opened(desk.office, "http://127.0.0.1:9").code == "doctor.url_away"

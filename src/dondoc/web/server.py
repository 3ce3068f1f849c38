"""The process of the pages: one uvicorn, stopped gracefully."""

import errno
import logging
import socket
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from dondoc.errors import Conflict, Unavailable
from dondoc.web.app import make_app
from dondoc.wiring import Office
from dondoc.wiring.file_lock import file_lock

#: Seconds for answers under way when the process is stopped.
_GRACE = 20

#: In `data/` of the workspace.
LOCK_NAME = "serve.lock"


def serve(office: Office, *, host: str, port: int, say: Callable[[str], None]) -> None:
    """Answer requests until the process is told to stop (Ctrl+C, SIGTERM).

    One process serves a workspace: what it counts, how often a link is opened and who came in by the door, is its own.

    Raises:
        Conflict: `web.running` when another process serves this workspace.
        Unavailable: `web.port_taken`, `web.no_address`.
    """
    with file_lock(office.folder / "data" / LOCK_NAME) as is_ours:
        if not is_ours:
            raise Conflict(code="web.running", folder=str(office.folder))
        _run(office, host=host, port=port, say=say)


def _run(office: Office, *, host: str, port: int, say: Callable[[str], None]) -> None:
    listener = _listen(host, port)
    app = make_app(office, is_local=is_loopback(host))
    _log_to_screen()
    config = uvicorn.Config(
        app,
        log_config=None,
        # Our own log leaves the tokens out.
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    bound = listener.getsockname()[1]
    address = f"http://{f'[{host}]' if ':' in host else host}:{bound}"
    say(f"Trang dondoc: {address} (dừng bằng Ctrl+C)")
    if not app.state.site.is_open_here:
        say(f"Trang của cán bộ theo dõi, không chuyển cho người khác: {address}/vao/{app.state.site.door}")
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise Unavailable(code="web.no_address", host=host, port=port, problem=error.strerror or "?") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(code="web.port_taken", host=host, port=port, free=port + 1) from error
        raise Unavailable(code="web.no_address", host=host, port=port, problem=error.strerror or "?") from error
    return listener


def _log_to_screen() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for name in ("dondoc.web", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO if name == "dondoc.web" else logging.WARNING)
        logger.propagate = False

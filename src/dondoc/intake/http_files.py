"""Asking a chat service by HTTP: long JSON, and files from named servers only; no token reaches a failure."""

import errno
import json
import logging
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from dondoc.errors import BadInput, DondocError, Unavailable

_LONGEST_ANSWER = 4_000_000
#: Loggers that write down addresses, in which tokens stand.
_TALKATIVE = ("httpx", "httpcore", "httpcore.http11", "httpcore.http2", "httpcore.connection", "httpcore.proxy")


class _Silence(logging.Filter):
    """Lets nothing through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never."""
        return False


_SILENCE = _Silence()


class HttpFiles:
    """Requests to one service; redirects are never followed."""

    def __init__(self, name: str, *, timeout: float) -> None:
        self.name = name
        self._timeout = timeout
        self._client: httpx.Client | None = None
        for one in _TALKATIVE:
            logging.getLogger(one).addFilter(_SILENCE)

    def ask(self, url: str, values: Mapping[str, object]) -> dict[str, Any]:
        """The JSON object that a method of the service answers; Unavailable `inbound.unavailable`."""
        status, body = self._request("POST", url, _LONGEST_ANSWER, dict(values))
        try:
            found = json.loads(body or b"")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise self.unavailable(_meaning(status))
        return found

    def fetch(self, url: str, *, name: str, limit: int) -> bytes:
        """The bytes of a file.

        Raises:
            Unavailable: `inbound.unavailable` when it may be had later.
            BadInput: `inbound.file_too_large` beyond `limit` bytes, `inbound.file_gone`.
        """
        status, body = self._request("GET", url, limit, None)
        if body is None:
            raise BadInput(code="inbound.file_too_large", file=name, limit_mb=limit // 1_000_000)
        if status in {408, 429} or status >= 500:
            raise self.unavailable(_meaning(status))
        if status != 200 or not body:
            raise BadInput(code="inbound.file_gone", file=name, problem=_meaning(status))
        return body

    def close(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def unavailable(self, problem: str | DondocError) -> Unavailable:
        """The service cannot be asked now."""
        return Unavailable(code="inbound.unavailable", source=self.name, problem=problem)

    def _request(self, method: str, url: str, limit: int, values: dict[str, object] | None) -> tuple[int, bytes | None]:
        """Status and body; None for a body that is longer than `limit`."""
        if self._client is None:
            self._client = httpx.Client(timeout=self._timeout, follow_redirects=False)
        try:
            with self._client.stream(method, url, json=values) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > limit:
                        return response.status_code, None
                return response.status_code, bytes(body)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise BadInput(code="inbound.bad_service", source=self.name) from None
        except (httpx.HTTPError, OSError) as error:
            raise self.unavailable(_problem(error)) from None


def is_allowed(url: str, *, service: str, hosts: tuple[str, ...]) -> bool:
    """Whether a file's address lies on the service itself, or by TLS on a named host or below one.

    >>> is_allowed("https://photo-stal-9.zdn.vn/a.jpg", service="https://bot.test", hosts=("zdn.vn",))
    True
    >>> is_allowed("https://zdn.vn.evil.test/a.jpg", service="https://bot.test", hosts=("zdn.vn",))
    False
    """
    try:
        parts, own = urlsplit(url), urlsplit(service)
        same = (parts.scheme, parts.hostname, parts.port) == (own.scheme, own.hostname, own.port)
        standard = parts.scheme == "https" and parts.port in {None, 443}
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    if parts.username is not None or parts.password is not None or not host:
        return False
    return same or (standard and any(host == one or host.endswith(f".{one}") for one in hosts))


def _meaning(status: int) -> DondocError:
    if status in {401, 403, 404}:
        return Unavailable(code="value.token")
    if status in {429, 503}:
        return Unavailable(code="value.later", number=status)
    if status >= 500:
        return Unavailable(code="value.service_failed", number=status)
    return Unavailable(code="value.answer")


def _problem(error: Exception) -> str | DondocError:
    """What went wrong on the way; the words of the library may hold the address and are left out."""
    if isinstance(error, httpx.TimeoutException):
        return os.strerror(errno.ETIMEDOUT)
    cause: BaseException | None = error
    while cause is not None:
        number = getattr(cause, "errno", None)
        if isinstance(number, int) and number > 0:
            return os.strerror(number)
        cause = cause.__cause__ or cause.__context__
    return Unavailable(code="value.no_connection")

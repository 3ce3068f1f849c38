"""One request to a service that carries messages, and what its answer says: taken, refused, later, or nobody knows."""

import errno
import json
import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from dondoc.core.notice import Channel
from dondoc.errors import BadInput, DondocError, Unavailable

#: No answer of these services is longer; what comes after is not read.
_LONGEST_ANSWER = 64_000

#: Loggers that write down addresses, in which tokens stand.
_TALKATIVE = ("httpx", "httpcore", "httpcore.http11", "httpcore.http2", "httpcore.connection", "httpcore.proxy")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    #: Seconds that the service asked us to wait, or None.
    retry_after: int | None

    def fields(self) -> dict[str, Any] | None:
        """The JSON object in it; None when it is anything else."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


class _Silence(logging.Filter):
    """Lets nothing through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never."""
        return False


_SILENCE = _Silence()


class HttpTalk:
    """Requests for one channel over kept connections; no token of an address or a header reaches a failure or a log.

    Threads may share it: one request goes at a time, and nobody closes the connection under another's.
    """

    def __init__(self, channel: Channel, *, timeout: float) -> None:
        self.channel = channel
        self._timeout = timeout
        self._client: httpx.Client | None = None
        self._one_at_a_time = threading.Lock()
        for name in _TALKATIVE:
            logging.getLogger(name).addFilter(_SILENCE)

    def post(self, url: str, values: Mapping[str, object], *, token: str | None = None) -> Answer:
        """Send JSON.

        Raises:
            Unavailable: `channel.unavailable` when the request certainly was not taken; `channel.in_doubt` when the
                service fell silent, hung up, or failed after it got the request.
            BadInput: `channel.bad_url` for an address that is none.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            with self._one_at_a_time, self._open().stream("POST", url, json=dict(values), headers=headers) as response:
                return Answer(response.status_code, _beginning(response), _retry_after(response))
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise BadInput(code="channel.bad_url", channel=self.channel) from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
            raise self.unavailable(_problem(error)) from None
        except (httpx.HTTPError, OSError) as error:
            raise self.in_doubt(_problem(error)) from None

    def close(self) -> None:
        """Let go of the connections; the next request opens them again."""
        with self._one_at_a_time:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _open(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(timeout=self._timeout, follow_redirects=False)
        return self._client

    def unavailable(self, problem: str | DondocError, retry_after: int | None = None) -> Unavailable:
        """It was not taken; later it may be."""
        return Unavailable(
            code="channel.unavailable", channel=self.channel, problem=problem, **_asked(retry_after)
        )  # fmt: skip

    def in_doubt(self, problem: str | DondocError) -> Unavailable:
        """Nobody knows whether it was taken."""
        return Unavailable(code="channel.in_doubt", channel=self.channel, problem=problem)

    def refused(self, address: str, status: int) -> BadInput:
        """It was refused for good: this receiver, or this message."""
        return BadInput(code="channel.refused", channel=self.channel, address=address, number=status)

    def judge(self, status: int, address: str, retry_after: int | None = None) -> DondocError:
        """What a number means that is not success: of HTTP, or the same kind of number inside an answer."""
        match status:
            case 401:
                return self.unavailable(Unavailable(code="value.token"))
            case 429 | 503:
                return self.unavailable(Unavailable(code="value.later", number=status), retry_after)
            case 408:
                return self.in_doubt(Unavailable(code="value.service_failed", number=status))
            case _ if 300 <= status < 400:
                # The request was not carried out, and a token is not shown to another host.
                return self.unavailable(Unavailable(code="value.moved"))
            case _ if status >= 500:
                return self.in_doubt(Unavailable(code="value.service_failed", number=status))
            case _:
                return self.refused(address, status)

    def not_understood(self) -> Unavailable:
        """An answer of another kind than the service's documentation says, after it got the request."""
        return self.in_doubt(Unavailable(code="value.answer"))


def _asked(retry_after: int | None) -> dict[str, int]:
    return {} if retry_after is None else {"retry_after": retry_after}


def _beginning(response: httpx.Response) -> bytes:
    body = b""
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > _LONGEST_ANSWER:
            break
    return body[:_LONGEST_ANSWER]


#: Seconds; a service that asks for more is tried again all the same.
LONGEST_WAIT = 7 * 24 * 3600


def _retry_after(response: httpx.Response) -> int | None:
    """Seconds, or a date beside the date of the answer (RFC 9110, 10.2.3)."""
    words = response.headers.get("Retry-After", "").strip()
    if words.isascii() and words.isdigit():
        return min(int(words[:9]), LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(words) - parsedate_to_datetime(response.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(0, min(int(wait.total_seconds()), LONGEST_WAIT))


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
    if isinstance(error, httpx.ConnectError):
        return Unavailable(code="value.no_connection")
    return os.strerror(errno.ECONNRESET)

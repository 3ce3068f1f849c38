"""A real SMTP server with bad manners on demand, which remembers what it took, from which process and on which day."""

import asyncio
import re
import socket
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from weakref import WeakKeyDictionary

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

#: How long a silent server says nothing, in seconds; longer than the child's patience.
SILENCE = 3.0
#: The child writes the number of its order into the envelope's sender.
_ORDER = re.compile(r"^p(\d+)@")
_CODE = re.compile(r"\bSOAK-\d+\b")


@dataclass
class Manners:
    """How the server treats what comes next; numbers are how often it still does so."""

    #: Receivers who are refused for good, and for now, and whose content is refused for now.
    unknown: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    later_content: frozenset[str] = frozenset()
    #: The connection is cut at MAIL, at RCPT, when the content is there (not taken), and after it was taken.
    cut_mail: int = 0
    cut_receiver: int = 0
    cut_content: int = 0
    cut_taken: int = 0
    #: No answer comes although the content was taken, or was not.
    silent_taken: int = 0
    silent_content: int = 0
    #: Messages that one connection may bring.
    quota: int | None = None

    def does(self, what: str) -> bool:
        """Whether it does so now; then once less."""
        left = int(getattr(self, what))
        setattr(self, what, max(0, left - 1))
        return left > 0


@dataclass(frozen=True)
class Copy:
    """A message that the server took."""

    internet_id: str
    #: Number of the order that the process had.
    order: int
    receiver: str
    #: The address in `To`.
    written_to: str
    day: date
    #: Codes of tasks in the text.
    codes: frozenset[str]


@dataclass
class Handler:
    """Implements the hooks of aiosmtpd."""

    day: date = date.min
    manners: Manners = field(default_factory=Manners)
    taken: list[Copy] = field(default_factory=list)
    refused: int = 0
    _brought: WeakKeyDictionary[SMTP, int] = field(default_factory=WeakKeyDictionary)

    async def handle_MAIL(  # noqa: N802 - the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.manners.does("cut_mail"):
            _cut(server)
        self._brought[server] = self._brought.get(server, 0) + 1
        if self.manners.quota is not None and self._brought[server] > self.manners.quota:
            return "421 4.7.0 too many messages in this connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.manners.does("cut_receiver"):
            _cut(server)
        if address in self.manners.unknown:
            self.refused += 1
            return "550 5.1.1 no such user"
        if address in self.manners.later:
            self.refused += 1
            return "451 4.2.1 mailbox is busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.manners.does("cut_content"):
            _cut(server)
            return "451 4.3.0 cut"
        if self.manners.does("silent_content"):
            await asyncio.sleep(SILENCE)
            return "451 4.3.0 too late"
        if envelope.rcpt_tos[0] in self.manners.later_content:
            self.refused += 1
            return "451 4.3.0 try again later"
        self.taken.append(_copy(envelope, self.day))
        if self.manners.does("cut_taken"):
            _cut(server)
        if self.manners.does("silent_taken"):
            await asyncio.sleep(SILENCE)
        return "250 OK"


def _cut(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


def _copy(envelope: Envelope, day: date) -> Copy:
    content = envelope.content
    message = message_from_bytes(content if isinstance(content, bytes) else b"", policy=policy.default)
    order = _ORDER.match(str(envelope.mail_from))
    if not isinstance(message, EmailMessage) or order is None:
        raise TypeError(f"not a message of ours: {envelope.mail_from}")
    body = message.get_body(("plain",))
    return Copy(
        internet_id=str(message["Message-ID"]).strip(),
        order=int(order[1]),
        receiver=envelope.rcpt_tos[0],
        written_to=message["To"].addresses[0].addr_spec,
        day=day,
        codes=frozenset(_CODE.findall(str(body.get_content()) if body is not None else "")),
    )


class Server:
    """The server in a thread; it can go down and come back on the same port."""

    def __init__(self) -> None:
        self.handler = Handler()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._controller: Controller | None = None

    def up(self) -> None:
        """Listen."""
        if self._controller is None:
            self._controller = Controller(self.handler, hostname="127.0.0.1", port=self.port)
            self._controller.start()

    def down(self) -> None:
        """Hang up on everybody."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

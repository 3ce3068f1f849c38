"""Sending by SMTP: TLS from the start or where the server offers it, and one connection for a run of letters."""

import errno
import os
import smtplib
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.usecases.ports import Delivered

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PORTS = {"smtp": 25, "smtps": 465}

#: After so many connections in a row that failed, the rest of the run is not held up by waiting for more of them, and
#: a wrong password is not repeated until the server locks the account.
_GIVES_UP_AFTER = 3

#: Waits on the server for one message, at the most: to connect, greeting, EHLO, STARTTLS, its handshake, EHLO, three
#: steps of login, RSET, MAIL, RCPT, DATA, the content, its answer, QUIT; RSET and MAIL twice when the server hung up.
WAITS = 18


class SmtpMailer:
    """Implements `ports.Mailer`: the connection is kept until `close`; threads may share it.

    A connection that the server dropped meanwhile is opened anew, but only as long as the server has not taken `MAIL`:
    from there on a failure is a failure of that message, and once its content is under way nobody knows whether it
    arrived (`mail.in_doubt`).
    """

    def __init__(self, url: str, sender: str, timeout: float = 30, ca: Path | None = None) -> None:
        """Read `smtp://user:pass@host:port` (or `smtps://`).

        Args:
            url: Where the server is; a password in it never appears in an error.
            sender: The address that messages come from.
            timeout: Seconds; it holds for each step of the talk.
            ca: Certificates (PEM) of the office's own authority, trusted beside those of the machine.

        Raises:
            BadInput: `mail.bad_url`; `mail.bad_ca` when the file cannot be read or holds no certificate.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:  # "smtp://[::1", a port that is no number
            parts, port = urlsplit(""), -1
        if parts.scheme not in _PORTS or not parts.hostname or port == -1:
            raise BadInput(code="mail.bad_url", scheme=parts.scheme or "-", host=parts.hostname or "-")
        self._is_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = port or _PORTS[parts.scheme]
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = parseaddr(sender)[1]
        self._timeout = timeout
        self._ca = ca
        if ca is not None:
            _trust(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ca)
        self._lock = Lock()
        self._talk: _Talk | None = None
        #: What the last connections failed with, one after the other.
        self._failures: list[Exception] = []

    def send(self, message: EmailMessage) -> Delivered:
        """Hand the message to the server.

        Raises:
            BadInput: `mail.refused` when the server refuses for good: the receiver, the sender or the message.
            Unavailable: `mail.unavailable` when it cannot be reached, does not let us in, or asks to come again;
                `mail.in_doubt` when it fell silent or hung up after the content was under way.
        """
        receiver = parseaddr(str(message["To"]))[1]
        with self._lock:
            try:
                self._hand_over(message, receiver)
            except smtplib.SMTPRecipientsRefused as error:
                code, reason = next(iter(error.recipients.values()))
                raise self._failure(code, reason, receiver) from error
            except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
                raise self._failure(error.smtp_code, error.smtp_error, receiver) from error
            except (OSError, smtplib.SMTPException, UnicodeError) as error:
                is_in_doubt = self._talk is not None and self._talk.is_content_under_way
                self._hang_up()
                if is_in_doubt:
                    raise Unavailable(code="mail.in_doubt", host=self._place, problem=_problem(error)) from error
                raise self._unavailable(_problem(error)) from error
        return Delivered(to=receiver)

    def greet(self) -> None:
        """Connect, and log in where a user is named, without sending; Unavailable `mail.unavailable`."""
        with self._lock:
            try:
                self._connect().quit()
            except (OSError, smtplib.SMTPException, UnicodeError) as error:
                raise self._unavailable(_problem(error)) from error

    def close(self) -> None:
        """Part from the server; the next message opens a connection again."""
        with self._lock:
            self._failures.clear()
            if self._talk is not None and self._talk.sock is not None:
                # A server that ends the talk badly has still taken the messages.
                with suppress(OSError, smtplib.SMTPException):
                    self._talk.quit()
            self._hang_up()

    def _hand_over(self, message: EmailMessage, receiver: str) -> None:
        if self._still_answers():
            try:
                self._say(message, receiver)
            except (smtplib.SMTPSenderRefused, smtplib.SMTPServerDisconnected, OSError) as error:
                # Servers that take so many messages a connection say so at MAIL.
                if not self._may_begin_anew(error):
                    raise
                self._hang_up()
            else:
                return
        self._talk = self._connect()
        self._say(message, receiver)

    def _say(self, message: EmailMessage, receiver: str) -> None:
        assert self._talk is not None  # noqa: S101 - both callers have just seen it
        self._talk.is_mail_taken = self._talk.is_content_under_way = False
        self._talk.send_message(message, from_addr=self._sender, to_addrs=[receiver])
        self._talk.is_content_under_way = False

    def _may_begin_anew(self, error: Exception) -> bool:
        if self._talk is None or self._talk.is_mail_taken:
            return False
        return not isinstance(error, smtplib.SMTPSenderRefused) or 400 <= error.smtp_code < 500

    def _still_answers(self) -> bool:
        """Whether a connection was kept and the server still listens at its other end."""
        if self._talk is None:
            return False
        with suppress(OSError, smtplib.SMTPException):
            if self._talk.sock is not None and self._talk.rset()[0] == 250:
                return True
        self._hang_up()
        return False

    def _connect(self) -> "_Talk":
        if len(self._failures) >= _GIVES_UP_AFTER:
            raise self._failures[-1]
        try:
            talk = self._open()
            try:
                self._introduce(talk)
            except BaseException:
                talk.close()
                raise
        except (OSError, smtplib.SMTPException) as error:
            self._failures.append(error)
            raise
        self._failures.clear()
        return talk

    def _open(self) -> "_Talk":
        # Without a name of our own smtplib asks the resolver for one, which takes long in an office without DNS.
        name = self._sender.rpartition("@")[2] or "localhost"
        if self._is_tls:
            context = self._tls
            return _TlsTalk(self._host, self._port, local_hostname=name, timeout=self._timeout, context=context)
        return _Talk(self._host, self._port, local_hostname=name, timeout=self._timeout)

    def _introduce(self, talk: "_Talk") -> None:
        talk.ehlo()
        if not self._is_tls and talk.has_extn("starttls"):
            talk.starttls(context=self._tls)
            talk.ehlo()
        elif self._user and not self._is_tls and not _is_loopback(self._host):
            raise _NoTls  # whoever stands between would read the password
        if self._user:
            talk.login(self._user, self._password)

    def _hang_up(self) -> None:
        if self._talk is not None:
            self._talk.close()
            self._talk = None

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._ca is not None:
            _trust(context, self._ca)
        return context

    def _failure(self, code: int, reason: bytes | str, receiver: str) -> BadInput | Unavailable:
        words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
        if 500 <= code < 600:
            return BadInput(code="mail.refused", address=receiver, reason=f"{code} {words}")
        return self._unavailable(_come_again(code, words))

    def _unavailable(self, problem: str | DondocError) -> Unavailable:
        return Unavailable(code="mail.unavailable", host=self._place, problem=problem)

    @property
    def _place(self) -> str:
        return f"{self._host}:{self._port}"


class _Talk(smtplib.SMTP):
    """A talk that knows how far it went with the message in hand."""

    is_mail_taken = False
    is_content_under_way = False

    def mail(self, sender: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """As smtplib."""
        code, words = super().mail(sender, options)
        self.is_mail_taken = code == 250
        return code, words

    def data(self, msg: "ReadableBuffer | str") -> tuple[int, bytes]:
        """As smtplib."""
        self.is_content_under_way = True
        return super().data(msg)


class _TlsTalk(_Talk, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class _NoTls(OSError):
    """A password is to be sent, and the server offers no encryption."""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _trust(context: ssl.SSLContext, ca: Path) -> None:
    try:
        context.load_verify_locations(cafile=ca)
    except OSError as error:
        no_certificate = BadInput(code="value.no_certificate")
        problem = no_certificate if isinstance(error, ssl.SSLError) else os.strerror(error.errno or errno.EIO)
        raise BadInput(code="mail.bad_ca", file=str(ca), problem=problem) from error


def _problem(error: Exception) -> str | DondocError:
    """What went wrong on the way, to be told in the office's language; the English stays with it for the log."""
    detail = str(error) or type(error).__name__
    match error:
        case _NoTls() | smtplib.SMTPAuthenticationError():
            no_tls = Unavailable(code="value.mail_no_tls")
            return no_tls if isinstance(error, _NoTls) else Unavailable(code="value.mail_login", detail=detail)
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            # smtplib tells a server that fell silent as one that closed the connection.
            return os.strerror(errno.ETIMEDOUT)
        case smtplib.SMTPServerDisconnected():
            return Unavailable(code="value.mail_hung_up", detail=detail)
        case smtplib.SMTPResponseException():
            return _come_again(error.smtp_code, detail)
        case ssl.SSLError():
            return Unavailable(code="value.mail_certificate", detail=detail)
        case socket.gaierror():
            return Unavailable(code="value.mail_no_host", detail=detail)
        case OSError() if error.errno is not None:
            return os.strerror(error.errno)
        case _:
            return Unavailable(code="value.mail_talk", detail=detail)


def _come_again(code: int, words: str) -> DondocError:
    return Unavailable(code="value.mail_later", number=code, detail=words)

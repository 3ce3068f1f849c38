"""Sending by SMTP, with STARTTLS where the server offers it."""

import errno
import os
import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.usecases.ports import Delivered

_PORTS = {"smtp": 25, "smtps": 465}


class SmtpMailer:
    """Implements `ports.Mailer`: one connection a message."""

    def __init__(self, url: str, sender: str, timeout: float = 30) -> None:
        """Read `smtp://user:pass@host:port` (or `smtps://`); `timeout` in seconds holds for each step of the talk.

        Raises:
            BadInput: `mail.bad_url`; its parameters never hold the password.
        """
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in _PORTS or not parts.hostname or port == -1:
            raise BadInput(code="mail.bad_url", scheme=parts.scheme or "-", host=parts.hostname or "-")
        self._is_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = port or _PORTS[parts.scheme]
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = parseaddr(sender)[1]
        self._timeout = timeout

    def send(self, message: EmailMessage) -> Delivered:
        """Hand the message to the server.

        Raises:
            BadInput: `mail.refused` when the server refuses for good: the receiver, the sender or the message.
            Unavailable: `mail.unavailable` when it cannot be reached, does not let us in, or asks to come again.
        """
        receiver = parseaddr(str(message["To"]))[1]
        try:
            smtp = self._connect()
            try:
                self._introduce(smtp)
                smtp.send_message(message, from_addr=self._sender, to_addrs=[receiver])
            finally:
                _part(smtp)
        except smtplib.SMTPRecipientsRefused as error:
            code, reason = next(iter(error.recipients.values()))
            raise self._failure(code, reason, receiver) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise self._failure(error.smtp_code, error.smtp_error, receiver) from error
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise self._unavailable(_problem(error)) from error
        return Delivered(to=receiver)

    def _connect(self) -> smtplib.SMTP:
        # Without a name of our own smtplib asks the resolver for one, which takes long in an office without DNS.
        name = self._sender.rpartition("@")[2] or "localhost"
        if self._is_tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, local_hostname=name, timeout=self._timeout, context=context)
        return smtplib.SMTP(self._host, self._port, local_hostname=name, timeout=self._timeout)

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo()
        if not self._is_tls and smtp.has_extn("starttls"):
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if self._user:
            smtp.login(self._user, self._password)

    def _failure(self, code: int, reason: bytes | str, receiver: str) -> BadInput | Unavailable:
        words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
        if 500 <= code < 600:
            return BadInput(code="mail.refused", address=receiver, reason=f"{code} {words}")
        return self._unavailable(_come_again(code, words))

    def _unavailable(self, problem: str | DondocError) -> Unavailable:
        return Unavailable(code="mail.unavailable", host=f"{self._host}:{self._port}", problem=problem)


def _part(smtp: smtplib.SMTP) -> None:
    """Say good-bye; a server that ends the talk badly has still taken the message."""
    with suppress(OSError, smtplib.SMTPException):
        smtp.quit()
    smtp.close()


def _problem(error: Exception) -> str | DondocError:
    """What went wrong on the way, to be told in the office's language; the English stays with it for the log."""
    detail = str(error) or type(error).__name__
    match error:
        case smtplib.SMTPAuthenticationError():
            return Unavailable(code="value.mail_login", detail=detail)
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

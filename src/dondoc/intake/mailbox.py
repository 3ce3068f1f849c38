"""A mailbox by IMAP: what lies in it is read without a mark, and moved to a folder of its own once it is kept."""

import errno
import imaplib
import os
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderCreateError, MailboxLoginError
from imap_tools.imap_utf7 import utf7_encode

from dondoc.core.incoming import Arrival
from dondoc.core.notice import Channel
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.intake.mail_reader import message_id_of

_PORTS = {"imap": 143, "imaps": 993}
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]+)"')
#: Headers are asked for in lots of so many mails.
_LOT = 50
_FACTS = "(UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
_TROUBLE = (OSError, imaplib.IMAP4.error, ImapToolsError, UnicodeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxPlace:
    """Where a mailbox is, read from its address."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    #: TLS from the first byte.
    is_tls: bool
    #: On this machine: nobody listens on the way.
    is_local: bool

    @property
    def name(self) -> str:
        """What it is called, without the password."""
        return f"{self.user}@{self.host}/{self.folder}"


def read_place(url: str) -> MailboxPlace:
    """Read `imaps://user:pass@host:port/INBOX` (or `imap://`); BadInput `inbound.bad_url`, never with the password."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in _PORTS or not parts.hostname or not parts.username or port == -1:
        raise BadInput(code="inbound.bad_url", scheme=parts.scheme or "-", host=parts.hostname or "-")
    return MailboxPlace(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        is_tls=parts.scheme == "imaps",
        is_local=_is_loopback(parts.hostname),
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class ImapMailbox:
    """Implements `MessageSource`: connects when it is first asked, until `close`.

    Without TLS nothing is said to a server on another machine: `imap://` asks for STARTTLS there, and here too where
    a certificate is named.
    """

    def __init__(self, url: str, *, processed: str, timeout: float = 30, ca: Path | None = None) -> None:
        """Read the address.

        Args:
            url: Where the mailbox is; a password in it never appears in an error.
            processed: Folder for what was taken; it is made where it is missing.
            timeout: Seconds, for each step of the talk.
            ca: Certificates (PEM) of the office's own authority, trusted beside those of the machine.

        Raises:
            BadInput: `inbound.bad_url`; `mail.bad_ca` when the file cannot be read or holds no certificate.
        """
        self._place = read_place(url)
        self._processed, self._timeout, self._ca = processed, timeout, ca
        self._mailbox: BaseMailBox | None = None
        self._uid_validity = 0
        self._target: str | None = None

    @property
    def name(self) -> str:
        """What it is called in logs."""
        return self._place.name

    def waiting(self) -> Iterator[Arrival]:
        """What lies in the mailbox and is not marked for deletion, by UID."""
        try:
            found = self._ask("SEARCH", "UNDELETED")
            uids = found[0].split() if found and isinstance(found[0], bytes) else []
            for start in range(0, len(uids), _LOT):
                lot = b",".join(uids[start : start + _LOT]).decode()
                yield from self._arrivals(self._ask("FETCH", lot, _FACTS))
        except _TROUBLE as error:
            raise self._unavailable(error) from error

    def read(self, arrival: Arrival) -> bytes | None:
        """The bytes as the server has them; None when the mail is gone."""
        try:
            answers = self._ask("FETCH", _uid(arrival), "(UID BODY.PEEK[])")
        except _TROUBLE as error:
            raise self._unavailable(error) from error
        return next((bytes(one[1]) for one in answers if isinstance(one, tuple)), None)

    def take(self, arrival: Arrival) -> None:
        """Move it to the folder of what was taken; a mail that is gone needs no moving."""
        try:
            folder, uid = self._folder(), _uid(arrival)
            capabilities = self._client.capabilities
            if "MOVE" in capabilities:
                self._ask("MOVE", uid, folder)
                return
            self._ask("COPY", uid, folder)
            self._ask("STORE", uid, "+FLAGS", r"(\Deleted)")
            # A plain EXPUNGE would also take what other people marked; what is marked is not listed again.
            if "UIDPLUS" in capabilities:
                self._ask("EXPUNGE", uid)
        except MailboxFolderCreateError as error:
            raise Unavailable(code="inbound.unmovable", mailbox=self.name, folder=self._processed) from error
        except _TROUBLE as error:
            raise self._unavailable(error) from error

    def close(self) -> None:
        """Part from the server."""
        if self._mailbox is not None:
            with suppress(*_TROUBLE):
                self._mailbox.logout()
            self._mailbox = None

    def _arrivals(self, answers: list[Any]) -> Iterator[Arrival]:
        for at, one in enumerate(answers):
            if not isinstance(one, tuple):
                continue
            # Servers may put what was asked for before or behind the header.
            behind = answers[at + 1] if at + 1 < len(answers) and isinstance(answers[at + 1], bytes) else b""
            facts = bytes(one[0]) + b" " + behind
            uid, size, day = (pattern.search(facts) for pattern in (_UID, _SIZE, _DATE))
            if uid is None:
                continue
            message_id = message_id_of(one[1])
            yield Arrival(
                channel=Channel.EMAIL,
                source=f"{self.name};{self._uid_validity}",
                key=f"{int(uid[1])} {message_id}",
                arrived_at=_instant(day[1].decode("ascii", "replace")) if day else None,
                size=int(size[1]) if size else 0,
            )

    def _ask(self, command: str, *arguments: str) -> list[Any]:
        type_, answers = self._client.uid(command, *arguments)
        if type_ != "OK":
            raise imaplib.IMAP4.error(f"{command}: {answers[:1]!r}")
        return list(answers)

    @property
    def _client(self) -> imaplib.IMAP4:
        if self._mailbox is None:
            self._mailbox = self._connect()
        return self._mailbox.client

    def _connect(self) -> BaseMailBox:
        mailbox = self._open()
        try:
            place = self._place
            if "AUTH=PLAIN" in mailbox.client.capabilities:
                mailbox.login_utf8(place.user, place.password, initial_folder=None)
            else:
                mailbox.login(place.user, place.password, initial_folder=None)
            mailbox.client._get_capabilities()  # noqa: SLF001 - more are told after login
            mailbox.folder.set(place.folder)
            self._uid_validity = int(mailbox.folder.status(place.folder, ["UIDVALIDITY"])["UIDVALIDITY"])
        except BaseException:
            with suppress(*_TROUBLE):
                mailbox.client.shutdown()
            raise
        return mailbox

    def _open(self) -> BaseMailBox:
        place = self._place
        if place.is_tls:
            return MailBox(place.host, place.port, timeout=self._timeout, ssl_context=self._tls())
        if place.is_local and self._ca is None:
            return MailBoxUnencrypted(place.host, place.port, timeout=self._timeout)
        return MailBoxStartTls(place.host, place.port, timeout=self._timeout, ssl_context=self._tls())

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._ca is not None:
            try:
                context.load_verify_locations(cafile=self._ca)
            except OSError as error:
                no_certificate = BadInput(code="value.no_certificate")
                problem = no_certificate if isinstance(error, ssl.SSLError) else os.strerror(error.errno or errno.EIO)
                raise BadInput(code="mail.bad_ca", file=str(self._ca), problem=problem) from error
        return context

    def _folder(self) -> str:
        """The folder of what was taken, as IMAP writes it; made where it is missing."""
        if self._target is None:
            assert self._mailbox is not None  # noqa: S101 - something was listed before anything is moved
            folders = {one.name: one.delim for one in self._mailbox.folder.list()}
            # Some servers let people make folders only below the inbox.
            below = f"INBOX{next(iter(folders.values()), '/')}{self._processed}"
            known = next((name for name in (self._processed, below) if name in folders), None)
            self._target = known or self._make_folder(below)
        return f'"{utf7_encode(self._target).decode("ascii")}"'

    def _make_folder(self, below: str) -> str:
        assert self._mailbox is not None  # noqa: S101 - as above
        try:
            self._mailbox.folder.create(self._processed)
        except MailboxFolderCreateError:
            self._mailbox.folder.create(below)
            return below
        return self._processed

    def _unavailable(self, error: BaseException) -> Unavailable:
        self.close()
        return Unavailable(code="inbound.unavailable", source=self.name, problem=_problem(error))


def _uid(arrival: Arrival) -> str:
    return arrival.key.partition(" ")[0]


def _instant(day: str) -> datetime | None:
    """A day as IMAP writes it: 06-Jul-2026 08:01:00 +0700."""
    with suppress(ValueError, IndexError, TypeError):
        found = parsedate_to_datetime(day.strip().replace("-", " ", 2))
        return found if found.utcoffset() is not None else None
    return None


def _problem(error: BaseException) -> str | DondocError:
    """What went wrong on the way, to be told in the office's language; the English stays with it for the log."""
    detail = " ".join(str(error).split()) or type(error).__name__
    match error:
        case MailboxLoginError():
            return Unavailable(code="value.mail_login", detail=detail)
        case imaplib.IMAP4.abort() | EOFError():
            return Unavailable(code="value.mail_hung_up", detail=detail)
        case TimeoutError():
            return os.strerror(errno.ETIMEDOUT)
        case ssl.SSLError():
            return Unavailable(code="value.mail_certificate", detail=detail)
        case socket.gaierror():
            return Unavailable(code="value.mail_no_host", detail=detail)
        case OSError() if error.errno is not None:
            return os.strerror(error.errno)
        case imaplib.IMAP4.error() if "AUTHENT" in detail.upper() or "LOGIN" in detail.upper():
            return Unavailable(code="value.mail_login", detail=detail)
        case _:
            return Unavailable(code="value.mail_talk", detail=detail)

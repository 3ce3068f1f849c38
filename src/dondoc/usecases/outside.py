"""What the use cases need of the world outside the database: kept bytes, a mailer, the folders of the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from typing import Protocol

from dondoc.core.notice import Attachment


class Blobs(Protocol):
    """Bytes kept by their SHA-256."""

    def put(self, data: bytes) -> str:
        """Keep the bytes (fsync, atomic rename) and return their hash; known bytes are not written again."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes; NotFound `blob.unknown`."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        ...

    def remove(self, sha256: str) -> None:
        """Destroy the bytes for good; nothing happens where there are none."""
        ...

    def kept(self) -> list["KeptFile"]:
        """Every file in the store, each read and held against its name, in the order of names."""
        ...

    def set_aside(self, name: str) -> str:
        """Move a file that nothing speaks of out of the store; where it is now."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file as it lies in the store."""

    #: As the store names it, say `ab/cdef…`.
    name: str
    #: The hash that its name says; "" for a name that says none.
    sha256: str
    #: Its bytes fit that hash.
    is_whole: bool
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The mail server (or the outbox folder) took the message."""

    #: Where it went, for the log: an address, or a file name.
    to: str


#: Codes of failures after which nobody knows whether the message arrived: it may only be sent again as itself.
IN_DOUBT = frozenset({"mail.in_doubt", "channel.in_doubt"})


class Mailer(Protocol):
    """Takes finished messages to their receivers."""

    def send(self, message: EmailMessage) -> Delivered:
        """Hand it over; Unavailable `mail.unavailable` or `mail.in_doubt`, BadInput `mail.refused` when that fails."""
        ...

    def close(self) -> None:
        """The run of letters is over: let go of connections. A later `send` opens them again."""
        ...


class Carrier(Protocol):
    """Takes short messages to people on one channel besides e-mail."""

    def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
        """Hand it over; services that take no files leave them out.

        Raises:
            Unavailable: `channel.unavailable` when it certainly was not taken and may be later (`retry_after` among
                its parameters: seconds that the service asked for); `channel.in_doubt` when nobody knows.
            BadInput: `channel.refused`, `channel.no_hook`, `channel.bad_url`: not this receiver, or not this message.
        """
        ...

    def close(self) -> None:
        """Let go of connections. A later `send` opens them again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFile:
    """A file that waits in `inbox/`."""

    #: The code of a task, for evidence; "" for reports, and for a file that lies outside the folders.
    folder: str
    #: As the disk has it, with the folders below `folder`, if any ("anh/ngay-1.jpg").
    name: str
    #: Bytes.
    size: int


class Inbox(Protocol):
    """A folder into which people put files; one that is still being written is not listed."""

    def waiting(self) -> list[InboxFile]:
        """Files that are whole and were not refused as they are, by folder and name."""
        ...

    def read(self, file: InboxFile) -> bytes:
        """Its bytes; BadInput `inbox.unreadable`, `inbox.link`, or `inbox.changing` while it is still being copied."""
        ...

    def take(self, file: InboxFile, on: date) -> None:
        """The file was kept: move it out of the way, into `inbox/processed/`; BadInput `inbox.unmovable`."""
        ...

    def refuse(self, file: InboxFile, reason: str, *, lasting: bool) -> bool:
        """Leave the file where it is, with the reason beside it; False when the same reason stood there already.

        With `lasting` it is listed again only when it changes; otherwise the next pass looks at it again.
        """
        ...

"""A message as it was taken apart: whose it says to be, what it answers, its words and its files."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dondoc.core.notice import Channel
from dondoc.errors import DondocError


class Nature(StrEnum):
    """What sort of message it is."""

    REPLY = "reply"
    #: Written by a machine: out of office, received, a reminder of ours that came round.
    AUTOMATIC = "automatic"
    #: A mail server says that a message of ours did not arrive.
    BOUNCE = "bounce"
    #: Sent to a list of people.
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFile:
    """A file that came with a message."""

    name: str
    data: bytes
    #: Stands inside the words, as a logo does, and is shown there.
    is_inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message taken apart; nothing in it is believed yet."""

    channel: Channel
    #: Address in lower case, or id of the chat; "" where the message has none or several.
    sender: str
    subject: str = ""
    #: Plain text, NFC.
    words: str = ""
    #: With its brackets.
    message_id: str = ""
    #: Message-IDs that it answers, the nearest first.
    answers: tuple[str, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    #: Pictures that were sent together in a chat share it; only one of them has the words.
    album: str = ""
    nature: Nature = Nature.REPLY
    #: The mail server found that the sender's domain did not send it (dmarc=fail).
    is_forged: bool = False
    #: For a bounce: what the server said.
    bounce_reason: str = ""
    #: What of it could not be used; the bytes of the whole are kept all the same.
    problems: tuple[DondocError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message as its source offers it, before anything of it is read."""

    channel: Channel
    #: The mailbox with its UIDVALIDITY, or the bot.
    source: str
    #: What makes it the same message when it is offered again.
    key: str
    arrived_at: datetime | None
    #: Bytes.
    size: int

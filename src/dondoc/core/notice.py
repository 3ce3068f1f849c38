"""Notices (one rung of the ladder for one person) and messages (the digest that carries them)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class NoticeState(StrEnum):
    """What became of a notice."""

    QUEUED = "queued"
    SENT = "sent"
    #: The slot was settled, or its date moved, before the message left.
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKey:
    """What makes a notice the same notice: unique in the store, so nobody is told twice."""

    slot_id: int
    #: Key of the rung in config/reminders.toml ("before_7", "on_day", "overdue", "check_in", "escalate").
    rung: str
    #: Which of the repeated rungs (the third overdue week); 0 for a single one.
    ordinal: int
    due_on: date
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as recorded."""

    id: int
    key: NoticeKey
    state: NoticeState
    message_id: int


class Channel(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    ZALO = "zalo"
    TELEGRAM = "telegram"
    #: Slack and what understands the same hooks (Mattermost, Rocket.Chat).
    SLACK = "slack"
    WEBHOOK = "webhook"
    #: Through an SMS gateway behind a hook, without accents.
    SMS = "sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a letter; made where files are made, never in `draft`."""

    #: File name, ASCII, as the receiver keeps it ("cong-van-don-doc-TO1.docx").
    name: str
    #: "text/calendar", with its parameters if it has any ("text/calendar; method=PUBLISH").
    media_type: str
    data: bytes


class MessageState(StrEnum):
    """What became of a message."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One digest for one person, one channel, one day: unique in the store."""

    id: int
    person_id: int
    #: The channel that took it; before that, the one that is tried.
    channel: Channel
    send_on: date
    #: What it is: "digest", "progress", "escalation".
    kind: str = "digest"
    state: MessageState = MessageState.PENDING
    attempts: int = 0
    lease_until: datetime | None = None
    lease_token: str = ""
    sent_at: datetime | None = None
    #: RFC 5322 Message-ID, derived from the row, so that a repeated send is recognised.
    internet_id: str = ""
    subject: str = ""
    #: Last error of the mail server, for the administrator.
    last_error: str = ""
    #: Since when it may have arrived although nothing says so: its sender vanished, or the server's answer never came.
    #: Such a message is only ever sent again as itself, and its content moves to no other, until its place is dead.
    doubtful_since: datetime | None = None
    #: The address on `channel` that was tried last; a doubtful message is tried there and nowhere else.
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message with what it told of."""

    message: Message
    keys: tuple[NoticeKey, ...]

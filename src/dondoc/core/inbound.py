"""Messages that came back, by mail or chat: each is taken once, and what is unclear waits for a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dondoc.core.notice import Channel


class InboundState(StrEnum):
    """What became of a message."""

    #: Bytes are kept; not yet read.
    RECEIVED = "received"
    #: Understood: an activity, a receipt or a request came of it.
    PROCESSED = "processed"
    #: A person has to look ("cần phân loại").
    TO_SORT = "to_sort"
    #: The sender is not who the token says.
    QUARANTINED = "quarantined"
    #: Looked at by a person and put aside, with a reason.
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message; `source` and `message_key` make it the same message when it is seen again."""

    id: int
    channel: Channel
    #: The mailbox with its UIDVALIDITY ("inbox@host/INBOX;12"), or the bot.
    source: str
    #: UID and Message-ID, or the id of the update.
    message_key: str
    #: Address or chat id as the message gives it.
    sender: str
    subject: str
    #: The raw bytes, kept as a blob.
    sha256: str
    received_at: datetime
    state: InboundState = InboundState.RECEIVED
    person_id: int | None = None
    slot_id: int | None = None
    activity_id: int | None = None
    #: Why a person has to look, or what was decided.
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

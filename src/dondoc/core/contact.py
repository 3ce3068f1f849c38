"""Where a person can be reached besides the e-mail address, in the order in which it is tried."""

from dataclasses import dataclass
from datetime import datetime

from dondoc.core.notice import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to a person; `position` counts from 1, the first is tried first."""

    id: int
    person_id: int
    channel: Channel
    #: As the channel knows the person: an e-mail address, the id of a chat, a telephone number, the name of a hook.
    address: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """How a channel fares: after failures it is left alone until `next_try_at`."""

    channel: Channel
    #: Failures in a row.
    failures: int = 0
    next_try_at: datetime | None = None
    last_error: str = ""
    #: When the chair was told that the channel fails; None while he was not.
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A code by which somebody shows the bot who he is; good once, until `expires_at`."""

    code: str
    person_id: int
    channel: Channel
    expires_at: datetime
    used_at: datetime | None = None

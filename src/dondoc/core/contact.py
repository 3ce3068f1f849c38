"""Where a person can be reached besides the e-mail address, in the order in which it is tried."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dondoc.core.notice import Channel
from dondoc.core.unit import Person

#: Addresses in this domain exist on this machine only: such messages never leave it.
LOCAL_DOMAIN = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to a person; `position` counts from 1, the first is tried first."""

    id: int
    person_id: int
    channel: Channel
    #: As the channel knows the person: an e-mail address, the id of a chat, a telephone number, the name of a hook.
    #: "" with e-mail stands for the person's own address, whatever it is: the row only gives it a place in the order.
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

    def is_good(self, channel: Channel, now: datetime) -> bool:
        """Whether the code still shows who somebody is on that channel."""
        return self.channel is channel and self.used_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with the address of one person on it."""

    channel: Channel
    address: str


def ways_to(person: Person, contacts: Iterable[Contact]) -> tuple[Way, ...]:
    """Every way to a person in the order in which they are tried, each once.

    The person's own e-mail address comes first unless a contact gives it another place. Only somebody who has no way
    at all is written to in the outbox folder (`code@localhost`): nobody reads it there, so it takes nothing from a
    channel that stumbles.

    >>> ways_to(Person(id=1, code="ttb", name="B"), [])
    (Way(channel=<Channel.EMAIL: 'email'>, address='ttb@localhost'),)
    """
    placed = sorted(contacts, key=lambda c: (c.position, c.id))
    has_place = any(c.channel is Channel.EMAIL and not c.address for c in placed)
    own = [Way(Channel.EMAIL, person.email)] if person.email and not is_local(person.email) else []
    listed = [own if c.channel is Channel.EMAIL and not c.address else [Way(c.channel, c.address)] for c in placed]
    ways = [*([] if has_place else own), *(way for ways in listed for way in ways)]
    folder = Way(Channel.EMAIL, person.email or f"{person.code}@{LOCAL_DOMAIN}")
    return tuple(dict.fromkeys(ways or [folder]))


def is_local(address: str) -> bool:
    """Whether a message to this address stays on this machine, as a file.

    >>> is_local("secretary@localhost"), is_local("a@donvi.vn")
    (True, False)
    """
    return address.rpartition("@")[2].casefold() == LOCAL_DOMAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How long a channel that fails is left alone."""

    #: So many failures in a row are borne before it rests: one stumble is none.
    failures: int
    #: The first rest; each failure after it doubles the rest, up to the longest.
    first: timedelta
    longest: timedelta


def after_failure(
    state: ChannelState, rest: Rest, *, now: datetime, error: str, ask: timedelta | None = None
) -> ChannelState:
    """The state after one more failure; `ask` is how long the service itself asked to be left alone, which wins.

    >>> rest = Rest(failures=1, first=timedelta(minutes=5), longest=timedelta(hours=6))
    >>> eight = datetime(2026, 7, 6, 8)
    >>> after_failure(ChannelState(channel=Channel.ZALO, failures=2), rest, now=eight, error="x").next_try_at
    datetime.datetime(2026, 7, 6, 8, 20)
    """
    failures = state.failures + 1
    beyond = failures - max(rest.failures, 1)
    # Doubling stops long before the numbers grow past what a timedelta holds.
    wait = min(rest.first * 2 ** min(beyond, 20), rest.longest) if beyond >= 0 else None
    if ask is not None:
        wait = max(ask, wait or ask)
    return replace(state, failures=failures, next_try_at=now + wait if wait is not None else None, last_error=error)


def after_success(state: ChannelState) -> ChannelState:
    """The state of a channel that works; whoever is told of failures is told of the next ones anew."""
    return ChannelState(channel=state.channel)


def is_resting(state: ChannelState, now: datetime) -> bool:
    """Whether the channel is left alone at this moment."""
    return state.next_try_at is not None and now < state.next_try_at

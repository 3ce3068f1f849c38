"""One message on its way: the ways to its receiver in their order, never a second while the first may have taken it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dondoc.core.contact import ChannelState, Rest, Way, after_failure, after_success, is_local, is_resting, ways_to
from dondoc.core.notice import Attachment, Channel, Message
from dondoc.core.unit import Person
from dondoc.draft.privacy import PrivacyRules
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.usecases.outside import IN_DOUBT, Carrier, Delivered
from dondoc.usecases.ports import Begin, Work

#: Refusals of the place itself: nothing that is sent there arrives, so what was sent there before did not either.
_NO_SUCH_PLACE = frozenset(
    {"mail.refused", "mail.address", "channel.refused", "channel.bad_url", "channel.no_hook"}
)  # fmt: skip

_REST = Rest(failures=3, first=timedelta(minutes=5), longest=timedelta(hours=6))


@dataclass(frozen=True, kw_only=True)
class Channels:
    """The channels that are set up besides e-mail, and the rules of all."""

    carriers: Mapping[Channel, Carrier] = field(default_factory=dict)
    #: The longest message of each, in characters.
    longest: Mapping[Channel, int] = field(default_factory=dict)
    rest: Rest = _REST
    #: After so many failures in a row the chair is told.
    tell_after: int = 5
    #: What no message may say; None hides nothing.
    privacy: PrivacyRules | None = None

    def close(self) -> None:
        """Let go of connections."""
        for carrier in self.carriers.values():
            carrier.close()


#: Sends by e-mail to an address.
SendMail = Callable[[str], Delivered]
#: The words of the message in at most so many characters.
Words = Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes, in the two forms it can take."""

    by_mail: SendMail
    in_words: Words
    attachments: Sequence[Attachment] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """The ways open to a message at this moment; `states` as they were when it was planned."""

    ways: tuple[Way, ...]
    states: Mapping[Channel, ChannelState]
    #: What is told when no way is open.
    closed: DondocError
    #: The message may have arrived at a place that is none any more: the doubt is to be given up.
    is_doubt_over: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A way took the message."""

    way: Way
    delivered: Delivered


@dataclass(frozen=True, slots=True)
class NotTaken:
    """No way took it; a doubt, when one of them may have."""

    error: DondocError
    is_in_doubt: bool = False

    @property
    def is_place_dead(self) -> bool:
        """Whether the last place that was tried refused for good."""
        return self.error.message_code in _NO_SUCH_PLACE


class Lost(Exception):
    """The lease ran out meanwhile: another process has the message now."""


def plan_route(work: Work, person: Person, channels: Channels, *, now: datetime, message: Message | None) -> Route:
    """The ways to a person that are set up and not left alone, in their order.

    A message that may have arrived goes only where it may have, as long as that place is a way to the person and its
    channel is set up: else nobody would ever know, and the message would be lost. E-mail is tried even while it rests
    when nothing else is open: its mailer gives up by itself after some connections.
    """
    states = {state.channel: state for state in work.contacts.states()}
    contacts = work.contacts.of([person.id]).get(person.id, [])
    every = ways_to(person, contacts)
    known = [way for way in every if way.channel is Channel.EMAIL or way.channel in channels.carriers]
    place = _place_of_doubt(message, person) if message is not None and message.doubtful_since is not None else None
    if place in known:
        known = [place]
    awake = [way for way in known if _is_awake(way, states, now)]
    ways = awake or [way for way in known if way.channel is Channel.EMAIL]
    is_over = place is not None and place not in known
    return Route(tuple(ways), states, _closed(every, known, states), is_doubt_over=is_over)


def _place_of_doubt(message: Message, person: Person) -> Way:
    address = message.address or person.email or ways_to(person, ())[-1].address
    return Way(message.channel, address)


def _is_awake(way: Way, states: Mapping[Channel, ChannelState], now: datetime) -> bool:
    if way.channel is Channel.EMAIL and is_local(way.address):
        return True
    return way.channel not in states or not is_resting(states[way.channel], now)


def _closed(every: Sequence[Way], known: Sequence[Way], states: Mapping[Channel, ChannelState]) -> DondocError:
    if not known:
        return BadInput(code="channel.not_set_up", channel=every[0].channel)
    state = states.get(known[0].channel)
    return Unavailable(code="channel.resting", channel=known[0].channel, at=state.next_try_at if state else None)


def carry(
    begin: Begin, route: Route, parcel: Parcel, channels: Channels, *, aim: Callable[[Work, Way], bool],
    now: Callable[[], datetime],
) -> Taken | NotTaken:  # fmt: skip
    """Try the ways one after the other until one takes the message or nobody knows whether it did.

    The caller has written down the first; before each other one `aim` does, so that after a crash it is tried there.

    Raises:
        Lost: when `aim` says that another process has the message.
    """
    outcome = NotTaken(route.closed)
    for way in route.ways:
        if way is not route.ways[0]:
            with begin() as work:
                if not aim(work, way):
                    raise Lost
        try:
            delivered = _hand_over(way, parcel, channels)
        except (Unavailable, BadInput) as error:
            outcome = NotTaken(error, error.message_code in IN_DOUBT)
            if isinstance(error, Unavailable):
                _note_failure(begin, way, error, channels.rest, now())
            if outcome.is_in_doubt:
                return outcome
        else:
            return Taken(way, delivered)
    return outcome


def _hand_over(way: Way, parcel: Parcel, channels: Channels) -> Delivered:
    if way.channel is Channel.EMAIL:
        return parcel.by_mail(way.address)
    text = parcel.in_words(channels.longest.get(way.channel, 1000))
    return channels.carriers[way.channel].send(way.address, text, parcel.attachments)


def _note_failure(begin: Begin, way: Way, error: Unavailable, rest: Rest, now: datetime) -> None:
    if way.channel is Channel.EMAIL and is_local(way.address):
        return
    asked = error.params.get("retry_after")
    ask = timedelta(seconds=asked) if isinstance(asked, int) else None
    with begin() as work:
        before = work.contacts.state(way.channel)
        work.contacts.set_state(after_failure(before, rest, now=now, error=str(error), ask=ask))


def note_success(begin: Begin, way: Way, route: Route) -> None:
    """Let the channel's failures be forgotten. Done once the message is marked: nothing stands between the two."""
    state = route.states.get(way.channel)
    if state is not None and state.failures and not (way.channel is Channel.EMAIL and is_local(way.address)):
        with begin() as work:
            work.contacts.set_state(after_success(state))

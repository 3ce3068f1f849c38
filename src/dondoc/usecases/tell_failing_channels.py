"""Telling the chair that a channel fails: by another channel, once a day at most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.contact import ChannelState
from dondoc.core.instants import local_date
from dondoc.core.notice import Channel
from dondoc.core.recipient import Directory
from dondoc.core.unit import Person, PersonRole
from dondoc.draft.channel_letter import make_channel_letter
from dondoc.usecases.courier import NotTaken, Route, carry, note_success, plan_route
from dondoc.usecases.deliver import Draft, Now, Post, Sent, parcel_of
from dondoc.usecases.gather_office import STARTED_ON
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Work

#: What the channels are called in the letter.
_NAMES = {
    Channel.EMAIL: "thư điện tử",
    Channel.ZALO: "Zalo",
    Channel.TELEGRAM: "Telegram",
    Channel.SLACK: "Slack",
    Channel.WEBHOOK: "webhook",
    Channel.SMS: "SMS",
}


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is told, and to whom by which ways."""

    failing: tuple[ChannelState, ...]
    routes: tuple[tuple[Person, Route], ...]


def tell_failing_channels(begin: Begin, post: Post, *, today: date, now: Now) -> list[Sent]:
    """Tell the chair (else the secretary) of the own unit of channels that failed again and again.

    That it is told is written down first: a crash may swallow the letter of one day, never double it. When no other
    channel takes it, the next run tries again.
    """
    with begin() as work:
        telling = _plan(work, post, today, now())
        for state in telling.failing if telling.routes else ():
            work.contacts.set_state(replace(state, told_at=now()))
    sent: list[Sent] = []
    is_doubtful = False
    for person, route in telling.routes:
        letter = make_channel_letter(
            person.name, [(_NAMES[state.channel], state.failures) for state in telling.failing], today=today
        )
        internet_id = f"<dondoc-{post.office_id}-channels-{today.isoformat()}-{person.id}@{post.host}>"
        parcel = parcel_of(Draft(person, "", letter), post, internet_id=internet_id, now=now)
        outcome = carry(begin, route, parcel, post.channels, aim=lambda *_: True, now=now)
        if isinstance(outcome, NotTaken):
            is_doubtful |= outcome.is_in_doubt
            continue
        note_success(begin, outcome.way, route)
        to = outcome.delivered.to
        sent.append(
            Sent(message_id=0, person=person, subject=letter.subject, to=to, codes=(), channel=outcome.way.channel)
        )
    if telling.routes and not sent and not is_doubtful:
        _take_back(begin, telling.failing)
    if telling.routes:
        post.mailer.close()
        post.channels.close()
    return sent


def _plan(work: Work, post: Post, today: date, now: datetime) -> _Telling:
    states = [state for state in work.contacts.states() if state.failures >= post.channels.tell_after]
    failing = tuple(state for state in states if state.told_at is None or local_date(state.told_at) < today)
    if not failing:
        return _Telling((), ())
    broken = {state.channel for state in states}
    routes = []
    for person in _receivers(work, today):
        route = plan_route(work, person, post.channels, now=now, message=None)
        ways = tuple(way for way in route.ways if way.channel not in broken)
        if ways:
            routes.append((person, replace(route, ways=ways)))
    return _Telling(failing, tuple(routes))


def _receivers(work: Work, today: date) -> Sequence[Person]:
    own = own_unit(work)
    directory = Directory.on(
        today,
        units=work.units.all(),
        people=work.units.people(),
        roles=work.units.roles(),
        parents=work.units.parents(),
    )
    secretaries = directory.holding(own.id, PersonRole.SECRETARY)
    # Until the reminders are started only the secretary is written to.
    started = work.marks.get(STARTED_ON) is not None
    holders = (directory.holding(own.id, PersonRole.CHAIR) if started else ()) or secretaries
    return [directory.people[person_id] for person_id in holders]


def _take_back(begin: Begin, failing: Sequence[ChannelState]) -> None:
    with begin() as work:
        for state in failing:
            work.contacts.set_state(replace(work.contacts.state(state.channel), told_at=state.told_at))

"""Telling the secretary that the nightly check found the ledger altered: once for what was found."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dondoc.core.recipient import Directory
from dondoc.core.unit import Person, PersonRole
from dondoc.draft.channel_letter import make_ledger_letter
from dondoc.usecases.courier import NotTaken, Route, carry, note_success, plan_route
from dondoc.usecases.deliver import Draft, Now, Post, Sent, parcel_of
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Work

#: What the last check found: {"lines": […], "count": n, "told": yes or no}; "" when all held.
FOUND = "ledger.found"
#: So many findings stand in the letter; all of them are told by `dondoc verify`.
_MOST_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Findings:
    """What a check found, and whether it was told."""

    #: The first ones, as sentences.
    lines: tuple[str, ...]
    count: int
    told: bool = False


def note_findings(begin: Begin, lines: Sequence[str], count: int) -> None:
    """Write down what a check found; the same findings again are not told again."""
    found = _Findings(lines=tuple(lines[:_MOST_LINES]), count=count)
    with begin() as work:
        before = _noted(work)
        if not count:
            if before is not None:
                work.marks.set(FOUND, "")
        elif before is None or (before.lines, before.count) != (found.lines, count):
            _note(work, found)


def tell_broken_ledger(begin: Begin, post: Post, *, today: date, now: Now) -> list[Sent]:
    """Tell the secretaries of the own unit what the last check found, unless they were told.

    That it is told is written down first: a crash may swallow the letter, never double it. When nobody could be
    reached, the next run tries again.
    """
    with begin() as work:
        found = _noted(work)
        if found is None or found.told:
            return []
        routes = [
            (person, plan_route(work, person, post.channels, now=now(), message=None))
            for person in _secretaries(work, today)
        ]
        if not routes:
            return []
        _note(work, replace(found, told=True))
    sent, is_doubtful = _carry(begin, post, routes, found, today=today, now=now)
    if not sent and not is_doubtful:
        with begin() as work:
            _note(work, found)
    post.mailer.close()
    post.channels.close()
    return sent


def _carry(
    begin: Begin,
    post: Post,
    routes: Sequence[tuple[Person, Route]],
    found: _Findings,
    *,
    today: date,
    now: Now,
) -> tuple[list[Sent], bool]:
    sent: list[Sent] = []
    is_doubtful = False
    for person, route in routes:
        letter = make_ledger_letter(person.name, found.lines, found.count, today=today)
        internet_id = f"<dondoc-{post.office_id}-ledger-{today.isoformat()}-{person.id}@{post.host}>"
        parcel = parcel_of(Draft(person, "", letter), post, internet_id=internet_id, now=now)
        outcome = carry(begin, route, parcel, post.channels, aim=lambda *_: True, now=now)
        if isinstance(outcome, NotTaken):
            is_doubtful |= outcome.is_in_doubt
            continue
        note_success(begin, outcome.way, route)
        to, channel = outcome.delivered.to, outcome.way.channel
        sent.append(Sent(message_id=0, person=person, subject=letter.subject, to=to, codes=(), channel=channel))
    return sent, is_doubtful


def _secretaries(work: Work, today: date) -> list[Person]:
    directory = Directory.on(
        today,
        units=work.units.all(),
        people=work.units.people(),
        roles=work.units.roles(),
        parents=work.units.parents(),
    )
    return [directory.people[one] for one in directory.holding(own_unit(work).id, PersonRole.SECRETARY)]


def _noted(work: Work) -> _Findings | None:
    words = work.marks.get(FOUND)
    if not words:
        return None
    kept = json.loads(words)
    return _Findings(lines=tuple(kept["lines"]), count=kept["count"], told=kept["told"])


def _note(work: Work, found: _Findings) -> None:
    kept = {"lines": found.lines, "count": found.count, "told": found.told}
    work.marks.set(FOUND, json.dumps(kept, ensure_ascii=False))

"""Ways to a person: added, taken away, put in order, and a chat shown to be his by a code."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dondoc.core.contact import Pairing, Way
from dondoc.core.event import Actor, JsonValue
from dondoc.core.notice import Channel
from dondoc.core.unit import Person, Unit
from dondoc.errors import BadInput, Conflict, NotFound
from dondoc.usecases.move_people import open_terms, person_by_code
from dondoc.usecases.own_unit import own_unit, require_email
from dondoc.usecases.ports import Begin, Work

#: Letters and digits that nobody takes for another when a code is read out.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 8

#: Channels whose bot can be told a code.
PAIRED = (Channel.ZALO, Channel.TELEGRAM)

_CHAT_ID = re.compile(r"-?[0-9A-Za-z_]{1,64}|@[0-9A-Za-z_]{4,64}")
_NUMBER = re.compile(r"\+?[0-9]{8,15}")
_HOOK = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")
_SPACING = re.compile(r"[\s.()-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A person and the ways that stand in the list, in their order."""

    person: Person
    ways: tuple[Way, ...]


def mend_contacts(
    begin: Begin,
    code: str,
    *,
    add: Sequence[Way] = (),
    remove: Sequence[Way] = (),
    order: Sequence[Channel] = (),
    actor: Actor,
    now: datetime,
) -> Reached:
    """Take ways away, add others at the end, then put them in order; channels not named in `order` follow.

    With an order, e-mail among it gives the person's own address that place.

    Raises:
        NotFound: `person.unknown`, `contact.unknown` for one to be removed that is not there.
        BadInput: `contact.address`, `person.email` for an address that the channel cannot know.
    """
    added, removed = [_checked(way) for way in add], [_checked(way) for way in remove]
    with begin() as work:
        person = person_by_code(work, code)
        before = _ways(work, person)
        for way in removed:
            if way not in before:
                raise NotFound(code="contact.unknown", person=person.name, channel=way.channel, address=way.address)
        after = [way for way in before if way not in removed]
        after = list(dict.fromkeys([*after, *added]))
        if order:
            after = _ordered(after, order)
        if tuple(after) != before:
            work.contacts.put(person.id, after)
            channels: list[JsonValue] = [way.channel.value for way in after]
            home = _home(work, person)
            # Addresses are personal data and stay out of the log.
            work.events.append(
                home.code, "person.contacts", person.code, {"channels": channels}, actor=actor, at=now
            )  # fmt: skip
        return Reached(person=person, ways=tuple(after))


def _ways(work: Work, person: Person) -> tuple[Way, ...]:
    return tuple(Way(c.channel, c.address) for c in work.contacts.of([person.id]).get(person.id, []))


def _ordered(ways: Sequence[Way], order: Sequence[Channel]) -> list[Way]:
    own = Way(Channel.EMAIL, "")
    known = [own, *ways] if Channel.EMAIL in order and own not in ways else list(ways)
    rank = {channel: place for place, channel in enumerate(dict.fromkeys(order))}
    return sorted(known, key=lambda way: rank.get(way.channel, len(rank)))


def _checked(way: Way) -> Way:
    """The address as the channel knows it: a number without its spaces, an e-mail address in small letters."""
    address = way.address.strip()
    match way.channel:
        case Channel.EMAIL:
            require_email(address)
            return Way(way.channel, address.lower())
        case Channel.SMS:
            pattern, address = _NUMBER, _SPACING.sub("", address)
        case Channel.ZALO | Channel.TELEGRAM:
            pattern = _CHAT_ID
        case Channel.SLACK | Channel.WEBHOOK:
            pattern = _HOOK
    if pattern.fullmatch(address) is None:
        raise BadInput(code="contact.address", channel=way.channel, address=way.address)
    return Way(way.channel, address)


def _home(work: Work, person: Person) -> Unit:
    terms = open_terms(work, person.id)
    return work.units.get(terms[0].unit_id) if terms else own_unit(work)


def make_pairing(
    begin: Begin, code: str, channel: Channel, *, valid: timedelta, actor: Actor, now: datetime
) -> tuple[Person, Pairing]:
    """A code that the person sends to the bot; earlier ones of the same channel are void.

    Raises:
        NotFound: `person.unknown`.
        BadInput: `contact.no_pairing` for a channel that has no bot.
    """
    if channel not in PAIRED:
        raise BadInput(code="contact.no_pairing", channel=channel)
    with begin() as work:
        person = person_by_code(work, code)
        for _ in range(3):
            pairing = Pairing(code=_new_code(), person_id=person.id, channel=channel, expires_at=now + valid)
            if work.contacts.add_pairing(pairing):
                break
        else:
            raise Conflict(code="contact.pairing_taken")
        payload: dict[str, JsonValue] = {"channel": channel.value}
        work.events.append(_home(work, person).code, "pairing.made", person.code, payload, actor=actor, at=now)
        return person, pairing


def pair(work: Work, words: str, channel: Channel, address: str, *, now: datetime) -> Person | None:
    """Somebody wrote `words` to the bot from `address`: when they hold a good code, that chat is the person's.

    None when they hold none, or one that is used, too old or of another channel. In the caller's transaction, so that
    the message and what came of it are noted together.
    """
    for code in codes_in(words):
        pairing = work.contacts.use_pairing(code, channel, now)
        if pairing is not None:
            person = next(p for p in work.units.people() if p.id == pairing.person_id)
            ways = [*_ways(work, person), Way(channel, address)]
            work.contacts.put(person.id, ways)
            payload: dict[str, JsonValue] = {"channel": channel.value}
            actor = Actor(name=person.code, via=channel.value)
            work.events.append(_home(work, person).code, "person.paired", person.code, payload, actor=actor, at=now)
            return person
    return None


def codes_in(words: str) -> list[str]:
    """What may be codes for pairing in a message, as they are kept.

    >>> codes_in("Mã của tôi: abcd-2345 nhé")
    ['ABCD2345']
    """
    found = re.findall(rf"(?<![0-9A-Z])([{_ALPHABET}]{{4}})[- ]?([{_ALPHABET}]{{4}})(?![0-9A-Z])", words.upper())
    return list(dict.fromkeys("".join(parts) for parts in found))[:5]


def spell_code(code: str) -> str:
    """A code as it is printed.

    >>> spell_code("ABCD2345")
    'ABCD-2345'
    """
    return f"{code[:4]}-{code[4:]}"


def _new_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))

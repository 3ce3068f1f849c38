"""The right of erasure (Luật 91/2025/QH15): what names a person goes; counts, dates, states and the chain stay.

A code stands for the person from then on. What was signed or issued stays as it is, and so does evidence, which has its
own retention (`destroy_evidence`). Bytes are removed after the commit; what a crash leaves, the next run removes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from dondoc.core.answer import RequestState
from dondoc.core.contact import is_local
from dondoc.core.erasure import Traces, addresses_of, neutral_name
from dondoc.core.event import Actor, JsonValue
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.instants import local_date
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.core.words import fold
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.move_people import open_terms, open_work, person_by_code, withdraw_waiting
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.request_extension import slot_view
from dondoc.usecases.withdraw_wishes import withdraw_wish

#: Hashes of raw messages that were forgotten and may still lie on the disk, as a JSON list.
WAITING_MARK = "erasure.blobs"

_LONE_ROLES = (PersonRole.SECRETARY, PersonRole.CHAIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was erased of a person, or would be."""

    person: Person
    #: The name that stands for him now.
    label: str
    addresses: tuple[str, ...]
    #: How many rows or fields of each place ("contacts", "slots.attested_by") were erased or cleaned.
    erased: Mapping[str, int]
    #: How many rows of each place still name him, because the law keeps them.
    kept: Mapping[str, int]
    #: Another person has the same name: words that hold it stay.
    has_namesake: bool = False


class _OnlyLooked(Exception):
    def __init__(self, found: Forgotten) -> None:
        super().__init__()
        self.found = found


def forget_person(
    begin: Begin,
    blobs: Blobs,
    code: str,
    *,
    reason: str,
    law: str,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
) -> Forgotten:
    """Erase what names a person; with `dry_run` say what would be erased, and change nothing.

    Raises:
        NotFound: `person.unknown`.
        BadInput: `person.forget_why` without a reason.
        NotAllowed: `person.forgotten`; `person.has_work` while he holds open work; `person.only_one` while he is the
            only secretary or chair of a unit.
    """
    if not reason.strip():
        raise BadInput(code="person.forget_why")
    try:
        with begin() as work:
            found = _forget(work, code, reason=reason, law=law, actor=actor, now=now)
            if dry_run:
                _undo(found)
    except _OnlyLooked as looked:
        return looked.found
    finish_forgetting(begin, blobs)
    return found


def _undo(found: Forgotten) -> NoReturn:
    raise _OnlyLooked(found)


def finish_forgetting(begin: Begin, blobs: Blobs) -> None:
    """Remove the raw messages of who was forgotten that nothing else needs."""
    with begin() as work:
        waiting: list[str] = json.loads(work.marks.get(WAITING_MARK) or "[]")
        if not waiting:
            return
        needed = work.documents.file_hashes() | {m.sha256 for m in work.inbound.in_states()}
        needed |= set(work.activities.with_files(waiting))
        for sha256 in waiting:
            if sha256 not in needed:
                blobs.remove(sha256)
        work.marks.set(WAITING_MARK, "[]")


def _forget(work: Work, code: str, *, reason: str, law: str, actor: Actor, now: datetime) -> Forgotten:
    person = person_by_code(work, code)
    home = _require_free(work, person)
    traces = _traces(work, person)
    kept = work.erasure.kept_words(traces)
    today = local_date(now)
    for term in open_terms(work, person.id):
        work.units.add_role(replace(term, end=max(today, term.start)))
    withdraw_waiting(work, person.id)
    erased: dict[str, int] = {
        "answer_links": _revoke_links(work, person.id, now),
        "extension_requests": _withdraw_wishes(work, person.id, actor, now),
        "inbound": _forget_messages(work, person, traces, actor, now),
    }
    erased |= work.erasure.drop_rows(person.id)
    why, by_law = traces.clean(" ".join(reason.split())), " ".join(law.split())
    payloads = work.erasure.payloads_naming(traces)
    for stream, seq in payloads:
        work.events.erase(stream, seq, by=actor.name, reason=why, law=by_law, at=now)
    work.units.update_person(replace(person, name=traces.label, email=None))
    erased |= {"people": 1, "event_payloads": len(payloads)}
    erased |= work.erasure.clean_words(traces)
    payload: dict[str, JsonValue] = {"reason": why, "law": by_law, "payloads": len(payloads)}
    work.events.append(home, "person.forgotten", person.code, payload, actor=actor, at=now)
    return Forgotten(
        person=person,
        label=traces.label,
        addresses=tuple(sorted(traces.addresses)),
        erased={place: count for place, count in erased.items() if count},
        kept=kept,
        has_namesake=traces.has_namesake,
    )


def _require_free(work: Work, person: Person) -> str:
    """The stream that tells of it."""
    if any(event.type == "person.forgotten" for event in work.events.of_entity(person.code)):
        raise NotAllowed(code="person.forgotten", person=person.code)
    tasks = [task for task, _, _ in open_work(work, person.id)]
    if tasks:
        listed = ", ".join(tasks)
        raise NotAllowed(
            code="person.has_work", person=person.name, count=len(tasks), tasks=listed, code_of=person.code
        )
    terms = open_terms(work, person.id)
    for term in terms:
        if term.role in _LONE_ROLES and not _has_other(work, term):
            unit = work.units.get(term.unit_id)
            raise NotAllowed(code="person.only_one", person=person.name, unit=unit.name, code_of=person.code)
    return (work.units.get(terms[0].unit_id) if terms else own_unit(work)).code


def _has_other(work: Work, term: RoleTerm) -> bool:
    return any(
        (other.unit_id, other.role, other.end) == (term.unit_id, term.role, None)
        and other.person_id != term.person_id
        and other.deputy_of is None
        for other in work.units.roles()
    )


def _traces(work: Work, person: Person) -> Traces:
    """His name and the addresses that are his alone: a unit's common mailbox is not."""
    people = work.units.people()
    contacts = work.contacts.of()
    ways = [contact.address for contact in contacts.get(person.id, ())]
    own = addresses_of([person.email], ways, work.erasure.written_to(person.id))
    shared = addresses_of(
        [p.email for p in people if p.id != person.id],
        [c.address for person_id, ways in contacts.items() if person_id != person.id for c in ways],
    )
    taken = {address.casefold() for address in shared}
    return Traces(
        name=person.name,
        addresses=frozenset(a for a in own if a.casefold() not in taken and not is_local(a)),
        label=neutral_name(person.id),
        has_namesake=any(fold(p.name) == fold(person.name) for p in people if p.id != person.id),
    )


#: Of what was held back `person_id` says only who was asked: nobody else's question is put aside with his.
_BELIEVED = frozenset({InboundState.PROCESSED, InboundState.TO_SORT, InboundState.DISMISSED})


def _revoke_links(work: Work, person_id: int, now: datetime) -> int:
    alive = work.links.alive(now, person_id=person_id)
    work.links.update_many([replace(link, revoked_at=now) for link in alive])
    return len(alive)


def _withdraw_wishes(work: Work, person_id: int, actor: Actor, now: datetime) -> int:
    own = [wish for wish in work.requests.all(RequestState.WAITING) if wish.person_id == person_id]
    for wish in own:
        view, slot_work = slot_view(work, wish.slot_id)
        withdraw_wish(work, view, slot_work.slot, wish, actor=actor, now=now)
    return len(own)


def _forget_messages(work: Work, person: Person, traces: Traces, actor: Actor, now: datetime) -> int:
    """The raw bytes, sender and subject of what he wrote; what still waited to be sorted is put aside."""
    own = [m for m in work.inbound.in_states() if _is_his(m, person, traces)]
    for message in own:
        waits = message.state in {InboundState.RECEIVED, InboundState.TO_SORT, InboundState.QUARANTINED}
        bare = replace(message, sender="", subject="", sha256="", message_key=traces.clean(message.message_key))
        if waits:
            bare = replace(bare, state=InboundState.DISMISSED, reason="", decided_at=now, decided_by=actor.name)
        work.inbound.update(bare)
    known: list[str] = json.loads(work.marks.get(WAITING_MARK) or "[]")
    hashes: Iterable[str] = (m.sha256 for m in own if m.sha256)
    work.marks.set(WAITING_MARK, json.dumps(sorted({*known, *hashes})))
    return len(own)


def _is_his(message: Inbound, person: Person, traces: Traces) -> bool:
    is_from_him = message.sender.casefold() in {address.casefold() for address in traces.addresses}
    return is_from_him or (message.person_id == person.id and message.state in _BELIEVED)

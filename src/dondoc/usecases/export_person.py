"""What is kept of one person, for an answer to his own question (Luật 91/2025/QH15)."""

from dondoc.core.event import JsonValue
from dondoc.core.unit import Person
from dondoc.core.words import fold
from dondoc.usecases.move_people import person_by_code
from dondoc.usecases.ports import Work


def export_person(work: Work, code: str) -> dict[str, JsonValue]:
    """Everything, by what it is; NotFound `person.unknown`."""
    person = person_by_code(work, code)
    units = {unit.id: unit.code for unit in work.units.all()}
    return {
        "code": person.code,
        "name": person.name,
        "email": person.email,
        "roles": [
            {
                "unit": units[term.unit_id],
                "role": term.role.value,
                "from": term.start.isoformat(),
                "to": term.end.isoformat() if term.end is not None else None,
            }
            for term in work.units.roles()
            if term.person_id == person.id
        ],
        "contacts": [
            {"channel": contact.channel.value, "address": contact.address}
            for contact in work.contacts.of([person.id]).get(person.id, ())
        ],
        "messages_received": [
            {"at": m.received_at.isoformat(), "from": m.sender, "subject": m.subject, "state": m.state.value}
            for m in work.inbound.in_states()
            if m.person_id == person.id
        ],
        "evidence": _evidence(work, person),
        "tasks": _tasks(work, person),
        "acts": [
            {"at": event.at.isoformat(), "type": event.type, "of": event.entity, "via": event.via}
            for stream in work.events.streams()
            for event in work.events.of_stream(stream)
            if _names(person, event.actor)
        ],
    }


def _evidence(work: Work, person: Person) -> list[JsonValue]:
    return [
        {"id": proof.id, "label": proof.label, "received_at": proof.received_at.isoformat()}
        for group in work.activities.evidence().values()
        for proof in group
        if _names(person, proof.by)
    ]


def _tasks(work: Work, person: Person) -> list[JsonValue]:
    """Parts given to him by name, and those that he vouched for."""
    commitments = {c.id: c for c in work.commitments.all()}
    found: list[JsonValue] = []
    for commitment_id, slots in work.slots.of().items():
        for slot in slots:
            said = slot.attestation
            is_vouched = said is not None and _names(person, said.by)
            if slot.assignee.person_id == person.id or is_vouched:
                vouched = said.words if said is not None and is_vouched else None
                code = commitments[commitment_id].code
                found.append({"task": f"{code}.{slot.ordinal}", "status": slot.status.value, "vouched": vouched})
    return found


def _names(person: Person, written: str) -> bool:
    return fold(written) in {fold(person.code), fold(person.name)}

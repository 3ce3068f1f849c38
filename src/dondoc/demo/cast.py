"""The people and units of the demonstration: a chair, and somebody for every body that the report gives work to."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from dondoc.core.commitment import Commitment
from dondoc.core.event import Actor
from dondoc.core.task import Status
from dondoc.core.unit import PersonRole
from dondoc.core.words import fold
from dondoc.usecases.manage_units import add_person, add_unit
from dondoc.usecases.own_unit import match_unit
from dondoc.usecases.review_commitments import Decision, Verdict
from dondoc.wiring import Office

_PLURAL = re.compile(r"^(các|mỗi|từng|toàn thể|tất cả)\s+(các\s+)?", re.IGNORECASE)

#: How many units a plural owner ("các tổ công đoàn") becomes here.
_SEVERAL = 3

#: Who accepts what others handed in.
CHAIR_CODE = "chutich"


def make_cast(office: Office, drafts: Iterable[Commitment]) -> dict[str, tuple[str, ...]]:
    """Add the chair, and a unit with an officer for every owner that is no unit yet; owner to codes of units."""
    now, actor = office.clock.now(), office.actor
    add_person(
        office.begin,
        "Chủ tịch",
        code=CHAIR_CODE,
        email="chutich@localhost",
        role=PersonRole.CHAIR,
        actor=actor,
        now=now,
    )
    codes: dict[str, tuple[str, ...]] = {}
    for owner in dict.fromkeys(d.owner for d in drafts if d.owner):
        with office.work() as work:
            known = match_unit(work.units.all(), owner)
        if known is not None:
            codes[owner] = (known.code,)
            continue
        codes[owner] = tuple(_unit_named(office, name, actor, now) for name in unit_names(owner))
    return codes


def unit_names(owner: str) -> list[str]:
    """One name, or several for a plural owner.

    >>> unit_names("Các tổ công đoàn")
    ['Tổ công đoàn số 1', 'Tổ công đoàn số 2', 'Tổ công đoàn số 3']
    """
    name = " ".join(owner.split())
    single = _PLURAL.sub("", name)
    single = single[:1].upper() + single[1:]
    return [f"{single} số {n}" for n in range(1, _SEVERAL + 1)] if single.casefold() != name.casefold() else [single]


def _unit_named(office: Office, name: str, actor: Actor, now: datetime) -> str:
    """Code of the unit of this name, which is added with its officer when it is not there yet."""
    with office.work() as work:
        known = next((unit for unit in work.units.all() if fold(unit.name) == fold(name)), None)
    if known is not None:
        return known.code
    unit = add_unit(office.begin, name, actor=actor, now=now)
    code = f"pt-{unit.code.lower()}"
    address = f"{fold(unit.code).replace(' ', '')}@localhost"
    add_person(office.begin, f"Phụ trách {name}", code=code, email=address, unit=unit.code, actor=actor, now=now)
    return unit.code


def decide(drafts: Iterable[Commitment], codes: Mapping[str, tuple[str, ...]], *, open_ended: int) -> list[Decision]:
    """Accept everything; of the efforts without an end all but `open_ended` are marked as mere directions."""
    decisions: list[Decision] = []
    kept = 0
    for draft in drafts:
        if draft.status is not Status.DRAFT:
            continue
        vague = draft.kind.value == "ongoing" and draft.recurrence is None and not draft.due_explicit
        kept += vague
        verdict = Verdict.DIRECTION if vague and kept > open_ended else Verdict.TASK
        assignees = codes.get(draft.owner or "", ())
        decisions.append(Decision(commitment_id=draft.id, verdict=verdict, assignees=assignees))
    return decisions

"""The unit that the workspace belongs to, and finding units by what reports call them."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from dondoc.core.event import Actor, JsonValue
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit, UnitParent
from dondoc.core.words import fold, similarity, suggest_code
from dondoc.errors import BadInput, Conflict, NotFound
from dondoc.extract.normalize import fold as fold_tones
from dondoc.extract.plural import named_units, opening
from dondoc.usecases.ports import Work

OWN_UNIT = "unit.own"
UNNAMED = "unit.unnamed"

#: With ".<unit id>": name of the superior body as the unit's own reports print it.
SUPERIOR_MARK = "unit.superior"

#: What stands for any unit below, folded.
_ANY_UNIT = frozenset({"don vi", "don vi truc thuoc", "don vi thanh vien", "to chuc truc thuoc"})

_WORD = re.compile(r"\w+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

#: Names that share this part of their words may be of one unit: a person is asked.
_NEAR_NAME = 0.75

#: Roles of the first person begin here, so that an imported report of any year finds a secretary.
BEGINNING = date(2000, 1, 1)


def start_workspace(work: Work, *, name: str | None, email: str | None, actor: Actor, now: datetime) -> Unit:
    """Makes the workspace's own unit and its secretary; without a name the first report gives it one.

    Raises:
        Conflict: `workspace.started` when the database belongs to another workspace already.
        BadInput: `person.email`.
    """
    if work.marks.get(OWN_UNIT) is not None:
        raise Conflict(code="workspace.started")
    require_email(email)
    label = name or "Đơn vị chưa đặt tên"
    unit = work.units.add(Unit(id=0, code=suggest_code(label) if name else "DV", name=label))
    work.marks.set(OWN_UNIT, str(unit.id))
    work.marks.set(UNNAMED, "" if name else "yes")
    secretary = work.units.add_person(
        Person(id=0, code="thuky", name="Cán bộ theo dõi", email=email or "secretary@localhost")
    )
    work.units.add_role(RoleTerm(person_id=secretary.id, unit_id=unit.id, role=PersonRole.SECRETARY, start=BEGINNING))
    work.events.append(unit.code, "unit.added", unit.code, {"name": unit.name}, actor=actor, at=now)
    return unit


def require_email(email: str | None) -> None:
    """Pass for None and for what looks like an address; BadInput `person.email`."""
    if email is not None and not _EMAIL.fullmatch(email):
        raise BadInput(code="person.email", email=email)


def own_unit(work: Work) -> Unit:
    """The workspace's own unit; NotFound `workspace.empty` when there is none."""
    mark = work.marks.get(OWN_UNIT)
    if mark is None:
        raise NotFound(code="workspace.empty")
    return work.units.get(int(mark))


def match_unit(units: Iterable[Unit], name: str) -> Unit | None:
    """The unit that a report calls so: same name, code or alias, but for case, punctuation and the place of tone marks.

    A name that is merely near is another unit's: "Mầm non Hoa Sen" is not "Mầm non Hoa Mai".
    """
    wanted = _name_key(name)
    return next((u for u in units if wanted in {_name_key(n) for n in (u.name, u.code, *u.aliases)}), None)


def near_unit(units: Iterable[Unit], name: str) -> Unit | None:
    """The unit whose name is most like this one, for a person to look at; None when none comes near."""
    ranked = [(similarity(label, name), -unit.id, unit) for unit in units for label in (unit.name, *unit.aliases)]
    best = max(ranked, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] >= _NEAR_NAME else None


def _name_key(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold_tones(name)))


def plural_units(units: Sequence[Unit], below: Container[int], name: str) -> list[Unit]:
    """The units that a plural owner means: "các tổ công đoàn" is every unit below whose name begins "Tổ công đoàn".

    "Các đơn vị (trực thuộc)" is every unit below; "Phòng A và Phòng B" are the two, where both are known. Empty where
    the words name nobody in particular.
    """
    words = opening(name)
    if words:
        kind = fold(name)[len(fold(words)) :].strip()
        wanted = [u for u in units if u.id in below]
        if kind in _ANY_UNIT:
            return wanted
        return [u for u in wanted if any(f"{fold(n)} ".startswith(f"{kind} ") for n in (u.name, *u.aliases))]
    listed = [match_unit(units, one) for one in named_units(name)]
    known = [unit for unit in listed if unit is not None]
    return known if len(known) == len(listed) > 1 else []


def unit_by_code(work: Work, code: str) -> Unit:
    """The unit with a code, or with exactly this name; NotFound `unit.unknown`."""
    unit = work.units.by_code(code)
    if unit is None:
        unit = next((u for u in work.units.all() if fold(u.name) == fold(code)), None)
    if unit is None:
        raise NotFound(code="unit.unknown", unit=code)
    return unit


def unit_of_issuer(work: Work, issuer: str | None, *, actor: Actor, now: datetime) -> tuple[Unit, bool]:
    """Whose report it is, and whether the unit was added just now.

    The first report names an unnamed workspace. A report of a body that is not known adds it under the own unit.
    """
    own = own_unit(work)
    if issuer is None:
        return own, False
    units = work.units.all()
    known = match_unit(units, issuer)
    if known is not None:
        return known, False
    if work.marks.get(UNNAMED):
        named = replace(own, name=issuer, code=suggest_code(issuer, {u.code for u in units if u.id != own.id}))
        work.units.update(named)
        work.marks.set(UNNAMED, "")
        payload: dict[str, JsonValue] = {"name": issuer, "code_before": own.code}
        work.events.append(named.code, "unit.named", named.code, payload, actor=actor, at=now)
        return named, False
    added = work.units.add(Unit(id=0, code=suggest_code(issuer, {u.code for u in units}), name=issuer))
    work.units.add_parent(UnitParent(unit_id=added.id, parent_id=own.id, start=BEGINNING))
    work.events.append(added.code, "unit.added", added.code, {"name": issuer}, actor=actor, at=now)
    return added, True

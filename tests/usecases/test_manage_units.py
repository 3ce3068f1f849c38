"""Units and people: lists that may be imported again and again, all or nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from ledger_office import CLERK, NOW, Ledger, Line, at

from dondoc.core.unit import PersonRole, parent_on, subtree_on
from dondoc.errors import BadInput, Conflict, DondocError, NotFound
from dondoc.usecases.manage_units import Imported, UnitsFile, add_person, add_unit, import_units

TODAY = date(2026, 7, 6)
OFFICE: dict[str, object] = {
    "schema": 1,
    "units": {
        "PX1": {"name": "Phân xưởng 1", "aliases": ["Xưởng Một"]},
        "TO1": {"name": "Tổ 1", "parent": "PX1"},
    },
    "people": {
        "hoa": {"name": "Người Thứ Nhất", "email": "hoa@vi.du", "unit": "TO1"},
        "binh": {"name": "Người Thứ Hai", "role": "chair"},
    },
}


def bring_in(ledger: Ledger, office: Mapping[str, object] = OFFICE, day: date = TODAY) -> Imported:
    return import_units(ledger.begin, UnitsFile.model_validate(office), actor=CLERK, now=at(day))


def test_a_list_adds_units_people_tree_and_roles(ledger: Ledger) -> None:
    assert bring_in(ledger) == Imported(added=4)
    with ledger.begin() as work:
        units = {u.code: u.id for u in work.units.all()}
        assert parent_on(work.units.parents(), units["TO1"], NOW.date()) == units["PX1"]
        own = units[next(c for c in units if c.startswith("CDCS"))]
        assert subtree_on(work.units.parents(), own, NOW.date()) == set(units.values())
        roles = {(p.code, t.role, t.unit_id) for p in work.units.people() for t in work.units.roles()
                 if t.person_id == p.id}  # fmt: skip
    assert {("hoa", PersonRole.OFFICER, units["TO1"]), ("binh", PersonRole.CHAIR, own)} <= roles


def test_importing_twice_changes_nothing(ledger: Ledger) -> None:
    bring_in(ledger)
    before = ledger.dump()
    assert bring_in(ledger, day=date(2026, 8, 1)) == Imported()
    assert ledger.dump() == before


def test_a_mended_list_changes_names_addresses_and_places(ledger: Ledger) -> None:
    bring_in(ledger)
    mended = {
        "units": {"px1": {"name": "Phân xưởng Một"}, "TO1": {"name": "Tổ 1"}},
        "people": {"HOA": {"name": "Người Thứ Nhất", "email": "moi@vi.du", "unit": "TO1", "role": "chair"}},
    }
    day = date(2026, 8, 1)
    assert bring_in(ledger, mended, day) == Imported(changed=2)
    with ledger.begin() as work:
        team = work.units.by_code("TO1")
        own = next(u for u in work.units.all() if u.code.startswith("CDCS"))
        assert team is not None
        assert parent_on(work.units.parents(), team.id, day) == own.id
        assert parent_on(work.units.parents(), team.id, date(2026, 7, 31)) != own.id
        assert [p.email for p in work.units.people() if p.code == "hoa"] == ["moi@vi.du"]


@pytest.mark.parametrize(
    ("office", "code"),
    [
        ({"units": {"A": {"name": "a"}, "B": {"name": "b", "parent": "KHONGCO"}}}, "unit.unknown"),
        ({"units": {"A": {"name": "a"}}, "people": {"x": {"name": "x", "unit": "KHONGCO"}}}, "unit.unknown"),
        ({"units": {"TỔ": {"name": "a"}}}, "unit.code"),
        ({"units": {"A/B": {"name": "a"}}}, "unit.code"),
        ({"units": {"A": {"name": "a", "parent": "A"}}}, "unit.circle"),
        ({"units": {"A": {"name": "a", "parent": "B"}, "B": {"name": "b", "parent": "A"}}}, "unit.circle"),
        ({"people": {"x": {"name": "x", "email": "khong phai thu"}}}, "person.email"),
    ],
)
def test_a_wrong_entry_keeps_the_whole_list_out(ledger: Ledger, office: dict[str, object], code: str) -> None:
    before = ledger.dump()
    with pytest.raises(DondocError) as refused:
        bring_in(ledger, office)
    assert refused.value.message_code == code
    assert ledger.dump() == before


def test_a_list_that_names_the_own_unit_leaves_nothing_for_the_first_report_to_name(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path).open(name=None)
    bring_in(ledger, {"units": {"DV": {"name": "Công đoàn Nhà máy Sứ Mẫu"}}})
    kept = ledger.ingest(Line("Mở tủ sách"), issuer="Tổ công đoàn Xưởng Men")
    assert ledger.own().name == "Công đoàn Nhà máy Sứ Mẫu"
    assert kept.unit_is_new
    ledger.database.close()


def test_a_unit_gets_a_code_from_its_name(ledger: Ledger) -> None:
    first = add_unit(ledger.begin, "Tổ công đoàn 3", actor=CLERK, now=NOW)
    second = add_unit(ledger.begin, "Tiểu cảnh đẹp 3", parent="tcd3", actor=CLERK, now=NOW)
    assert (first.code, second.code) == ("TCD3", "TCD3-2")
    with ledger.begin() as work:
        assert parent_on(work.units.parents(), second.id, NOW.date()) == first.id


@pytest.mark.parametrize(
    ("code", "parent", "family"), [("TCD3", None, Conflict), ("Đ1", None, BadInput), ("X", "KHONGCO", NotFound)]
)
def test_a_unit_that_cannot_be_added(ledger: Ledger, code: str, parent: str | None, family: type[DondocError]) -> None:
    add_unit(ledger.begin, "Tổ công đoàn 3", actor=CLERK, now=NOW)
    before = ledger.dump()
    with pytest.raises(family):
        add_unit(ledger.begin, "Tổ khác", code=code, parent=parent, actor=CLERK, now=NOW)
    assert ledger.dump() == before


def test_a_person_gets_a_role_in_the_own_unit(ledger: Ledger) -> None:
    person = add_person(ledger.begin, "Người Mới", email="moi@vi.du", actor=CLERK, now=NOW)
    assert person.code == "nm"
    with ledger.begin() as work:
        terms = [t for t in work.units.roles() if t.person_id == person.id]
    assert [(t.unit_id, t.role) for t in terms] == [(ledger.own().id, PersonRole.OFFICER)]


@pytest.mark.parametrize("email", ["", "a", "a@b c", "@vi.du"])
def test_what_is_no_address_is_refused(ledger: Ledger, email: str) -> None:
    with pytest.raises(BadInput) as refused:
        add_person(ledger.begin, "Người Mới", email=email, actor=CLERK, now=NOW)
    assert refused.value.message_code == "person.email"


def test_a_list_may_set_a_superior_above_the_own_unit(ledger: Ledger) -> None:
    with ledger.begin() as work:
        (own,) = work.units.all()
    listed = {
        "units": {
            "LDT": {"name": "Liên đoàn Lao động tỉnh"},
            "LDH": {"name": "Liên đoàn Lao động huyện", "parent": "ldt"},
            own.code: {"name": own.name, "parent": "LDH"},
            "TO1": {"name": "Tổ 1"},
        }
    }
    assert bring_in(ledger, listed) == Imported(added=3)
    with ledger.begin() as work:
        units = {u.code: u.id for u in work.units.all()}
        above = {code: parent_on(work.units.parents(), unit_id, TODAY) for code, unit_id in units.items()}
    assert above == {"LDT": None, "LDH": units["LDT"], own.code: units["LDH"], "TO1": own.id}
    before = ledger.dump()
    assert bring_in(ledger, listed) == Imported()
    assert ledger.dump() == before

"""Finding units by what reports call them."""

from pathlib import Path

import pytest
from ledger_office import CLERK, NOW, Ledger

from dondoc.core.unit import Unit
from dondoc.errors import Conflict, NotFound
from dondoc.store.database import Database
from dondoc.usecases.own_unit import match_unit, own_unit, plural_units, start_workspace, unit_by_code

UNITS = [
    Unit(id=1, code="CD", name="Công đoàn cơ sở Nhà máy Sứ Mẫu", aliases=("CĐCS Sứ Mẫu",)),
    Unit(id=2, code="TCD1", name="Tổ công đoàn 1"),
    Unit(id=3, code="TCD2", name="Tổ công đoàn 2"),
    Unit(id=4, code="BNC", name="Ban Nữ công"),
]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỨ MẪU", "CD"),
        ("cđcs sứ mẫu", "CD"),
        ("Công đoàn Nhà máy Sứ Mẫu", None),
        ("Công đoàn cơ sở, Nhà máy Sứ Mẫu", "CD"),
        ("tcd2", "TCD2"),
        ("Tổ công đoàn 3", None),
        ("Ban Thanh tra", None),
    ],
)
def test_a_unit_is_known_by_name_alias_or_code_whatever_the_punctuation(name: str, code: str | None) -> None:
    found = match_unit(UNITS, name)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("các tổ công đoàn", ["TCD1", "TCD2"]),
        ("Mỗi Tổ công đoàn", ["TCD1", "TCD2"]),
        ("100% các tổ công đoàn", ["TCD1", "TCD2"]),
        ("các đơn vị", ["TCD1", "TCD2", "BNC"]),
        ("các ban", ["BNC"]),
        ("các tổ công đoàn 1", ["TCD1"]),
        ("các câu lạc bộ", []),
        ("tổ công đoàn", []),
        ("các", []),
    ],
)
def test_a_plural_owner_means_the_units_below_of_that_kind(name: str, codes: list[str]) -> None:
    assert [u.code for u in plural_units(UNITS, {2, 3, 4}, name)] == codes


def test_a_unit_is_named_by_code_or_name(ledger: Ledger) -> None:
    team = ledger.add_unit("TCD1", "Tổ công đoàn 1")
    with ledger.begin() as work:
        assert unit_by_code(work, "tcd1") == unit_by_code(work, "Tổ Công Đoàn 1") == team
        with pytest.raises(NotFound):
            unit_by_code(work, "TCD")


def test_a_database_belongs_to_one_workspace(ledger: Ledger) -> None:
    before = ledger.dump()
    with pytest.raises(Conflict) as refused, ledger.begin() as work:
        start_workspace(work, name="Đơn vị khác", email=None, actor=CLERK, now=NOW)
    assert refused.value.message_code == "workspace.started"
    assert ledger.dump() == before


def test_a_database_without_a_unit_says_so(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'so.sqlite'}")
    database.create()
    with pytest.raises(NotFound) as refused, database.begin() as work:
        own_unit(work)
    assert refused.value.message_code == "workspace.empty"
    database.close()


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("Công đoàn Trường Mầm non Hoa Sen", "Công đoàn Trường Mầm non Hoa Mai"),
        ("Công đoàn cơ sở Công ty Tân Lập", "Công đoàn cơ sở Công ty Tấn Lập"),
        ("Tổ công đoàn số 1", "Tổ công đoàn số 2"),
    ],
)
def test_siblings_of_nearly_the_same_name_are_told_apart_and_pointed_out(known: str, other: str) -> None:
    unit = Unit(id=7, code="X", name=known)
    assert match_unit([unit], other) is None
    assert match_unit([unit], known.upper()) == unit

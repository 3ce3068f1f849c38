"""The note behind a planned task says back exactly what was written into it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.target import Comparator, Role, Target
from dondoc.core.task_note import (
    Label,
    find_note,
    nature_words,
    read_day,
    read_nature,
    read_targets,
    rhythm_words,
    targets_words,
    write_note,
)

UNITS = st.sampled_from(
    ["lớp", "tin, bài", "đoàn viên mới", "sáng kiến cấp cơ sở", "", "hộ nghèo và cận nghèo", "đồng"]
)
VALUES = st.decimals(min_value=0, max_value=9_999_999, places=2)
TARGETS = st.builds(
    Target, comparator=st.sampled_from(Comparator), value=VALUES, unit=UNITS, percent=st.booleans(), role=st.none()
)


def figures(targets: tuple[Target, ...]) -> list[tuple[object, ...]]:
    return [(t.comparator, t.value, t.unit, t.percent) for t in targets]


@given(st.lists(TARGETS, max_size=4))
def test_targets_come_back(targets: list[Target]) -> None:
    read = read_targets(targets_words(targets))
    assert read is not None
    assert figures(read) == figures(tuple(targets))


def test_the_two_ends_of_a_range_are_known_by_their_order() -> None:
    read = read_targets("ít nhất 20 đoàn viên mới, không quá 30 đoàn viên mới, không quá 2 vụ")
    assert read is not None
    assert [t.role for t in read] == [Role.RANGE_LOW, Role.RANGE_HIGH, Role.CAP]


@pytest.mark.parametrize("words", ["02 lớp", "ít nhất nhiều lớp", "lớp ít nhất 2", ""])
def test_other_words_are_no_targets_of_a_note(words: str) -> None:
    assert read_targets(words) is None


def test_a_note_says_back_its_entries() -> None:
    entries = [
        (Label.CODE, "CD-2017-H2-03"),
        (Label.LEAD, "Ban Nữ công (tổ 2)"),
        (Label.TARGETS, "ít nhất 2 lớp, khóa"),
        (Label.DUE, "05/9/2018"),
        (Label.RHYTHM, rhythm_words(Recurrence.QUARTERLY)),
        (Label.NATURE, nature_words(Kind.ONGOING)),
        (Label.AREA, "nữ công, gia đình"),
        (Label.OWED, "Tổ số 2, Tổ số 4"),
    ]
    words = "Mở lớp (hè) cho con đoàn viên "
    note = find_note(f"- {words}{write_note(entries)};")
    assert note is not None
    assert list(note.entries) == entries
    assert note.start == len(f"- {words}")
    assert (read_day(note[Label.DUE]), read_nature(note[Label.NATURE])) == (date(2018, 9, 5), Kind.ONGOING)


@pytest.mark.parametrize(
    "text",
    [
        "Mở 02 lớp (hè 2018)",
        "Mở 02 lớp (chủ trì: Ban Nữ công) cho đoàn viên",
        "Mở 02 lớp (chủ trì: Ban Nữ công; 30 người)",
        "Mở 02 lớp (địa điểm: hội trường)",
        "Mở 02 lớp (chủ trì: Ban A; chủ trì: Ban B)",
        "Mở 02 lớp chủ trì: Ban Nữ công)",
        "(mã theo dõi: CD-2017-H2-03)",
        "Mở 02 lớp (chủ trì:)",
        "",
    ],
)
def test_other_brackets_are_words_of_the_task(text: str) -> None:
    assert find_note(text) is None


@pytest.mark.parametrize("words", ["30/2/2018", "tháng 9", "", "05/9"])
def test_what_is_no_day_in_full_is_none(words: str) -> None:
    assert read_day(words) is None


def test_no_number_and_no_rhythm_can_be_said() -> None:
    assert targets_words(()) == "không đặt số"
    assert rhythm_words(None) == "một lần"
    assert Decimal("92.5") == (read_targets("đủ 92,5% đoàn viên") or ())[0].value

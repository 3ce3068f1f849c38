"""A commitment out of what was read of it: its kind, when it is to happen, what it hangs on."""

from datetime import date

import pytest
from extract.reading import only, plan

from dondoc.core.extraction import Kind


@pytest.mark.parametrize(
    ("line", "kind", "code"),
    [
        ("Kết nạp 20 đoàn viên", Kind.COUNTABLE, "kind:counts"),
        ("Họp ban chấp hành hằng tháng", Kind.DELIVERABLE, "kind:recurs"),
        ("Tiếp tục rà soát hồ sơ trước ngày 15/8", Kind.DELIVERABLE, "kind:dated"),
        ("Tổng kết phong trào thi đua", Kind.DELIVERABLE, "kind:product"),
        ("Tiếp tục hoàn thiện nội quy", Kind.DELIVERABLE, "kind:product"),
        ("Tiếp tục chăm lo bữa ăn ca", Kind.ONGOING, "kind:effort"),
        ("Giải quyết kịp thời kiến nghị của công nhân", Kind.ONGOING, "kind:effort"),
        ("Thăm hỏi mỗi khi có đoàn viên ốm đau", Kind.ONGOING, "kind:whenever"),
    ],
)
def test_a_kind_has_its_reason(line: str, kind: Kind, code: str):
    one = only(f"- {line}.")
    assert one.kind is kind
    assert [reason.split(" ")[0] for reason in one.reasons if reason.startswith("kind:")] == [code]


@pytest.mark.parametrize(
    ("line", "due", "nominal", "first"),
    [
        ("Nộp danh sách trước ngày 15/8", date(2025, 8, 14), date(2025, 8, 15), None),
        ("Nộp danh sách chậm nhất ngày 15/8", date(2025, 8, 15), None, None),
        ("Nộp danh sách đến hết ngày 15/8", date(2025, 8, 15), None, None),
        ("Tổ chức hội thao trong tháng 8", date(2025, 8, 31), None, date(2025, 8, 1)),
        ("Tổ chức hội thao vào đầu tháng 9", date(2025, 9, 10), None, date(2025, 9, 1)),
        ("Tổ chức hội thao từ ngày 05/8 đến ngày 09/8", date(2025, 8, 9), None, date(2025, 8, 5)),
        ("Tổ chức hội thao trong quý III", date(2025, 9, 30), None, date(2025, 7, 1)),
        ("Tổ chức hội thao", date(2025, 9, 30), None, None),
    ],
)
def test_when_it_is_to_happen(line: str, due: date, nominal: date | None, first: date | None):
    one = only(f"- {line}.")
    assert (one.due, one.due_nominal) == (due, nominal)
    assert (one.window.start if one.window else None) == first
    assert one.window is None or one.window.last == due


def test_words_that_repeat_the_plan_s_period_give_a_window_and_no_date_of_their_own():
    one = only("- Tổ chức hội thao trong quý III.")
    assert one.window is not None
    assert not one.due_explicit
    assert any(reason.startswith("due:period") for reason in one.reasons)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Họp ban chấp hành hằng tháng", "FREQ=MONTHLY"),
        ("Gửi báo cáo vào ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("Họp tổ mỗi quý một lần", "FREQ=MONTHLY;INTERVAL=3"),
        ("Giao ban vào thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
        ("Tổng kết phong trào", ""),
    ],
)
def test_how_often(line: str, rule: str):
    assert only(f"- {line}.").rrule == rule


def parents(body: str) -> list[int | None]:
    return [one.parent for one in plan(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên.", [None, 0]),
        ("- Kết nạp 20 đoàn viên. Trong đó, nữ từ 30% trở lên.", [None, 0]),
        ("- Kết nạp 20 đoàn viên.\n+ Trong đó nữ từ 30% trở lên.", [None, 0]),
        ("- Sửa 12 căn nhà, trước mắt hoàn thành 02 căn trong tháng 8.", [None, 0]),
        ("- Kết nạp 20 đoàn viên, thành lập 02 tổ công đoàn.", [None, None]),
        (
            "- Tiếp tục thực hiện Kế hoạch số 12/KH-CĐCS, trong đó: mở 02 lớp an toàn; trồng 100 cây.",
            [None, 0, 0],
        ),
        (
            "- Tiếp tục thực hiện Kế hoạch số 12/KH-CĐCS, trong đó:\n+ Mở 02 lớp.\n+ Trồng 100 cây.\n- Họp ban.",
            [None, 0, 0, None],
        ),
        ("Đề nghị các tổ công đoàn thực hiện:\n- Mở 02 lớp an toàn.\n- Trồng 100 cây.", [None, None]),
        ("1. Thi đua\n- Kết nạp 20 đoàn viên.\n2. Nữ công\n- Trong đó nữ từ 30% trở lên.", [None, None]),
    ],
)
def test_what_a_commitment_hangs_on(body: str, expected: list[int | None]):
    assert parents(body) == expected


def test_an_item_of_a_list_keeps_its_own_words():
    _, first, second = plan(
        "- Tiếp tục thực hiện Kế hoạch số 12/KH-CĐCS, trong đó:\n+ Mở 02 lớp an toàn trước ngày 15/8.\n+ Trồng 100 cây."
    )
    assert first.display == "Mở 02 lớp an toàn trước ngày 15/8"
    assert not second.due_explicit

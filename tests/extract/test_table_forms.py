"""A table of a plan gives the same commitments in every form in which offices write tables."""

import pytest
from extract.forms import essence
from extract.table_forms import INDICATORS, PARTED, PLAN, SCHEDULE, WHOLE, Rows, tabs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FORMS = {**WHOLE, **PARTED}
TABLES = {"plan": (PLAN, 5), "schedule": (SCHEDULE, 4), "indicators": (INDICATORS, 4)}
HEADS = ["TT", "Nội dung công việc", "Chỉ tiêu", "Thời gian", "Đơn vị chủ trì"]
DEEDS = [
    "Tổ chức hội thi nấu ăn cho công nhân nhà máy",
    "Kiểm tra việc ký kết thỏa ước lao động tập thể ở các phân xưởng",
    "Mở lớp bồi dưỡng nghiệp vụ cho cán bộ tổ công đoàn",
    "Tặng quà gia đình đoàn viên khó khăn",
    "Sơ kết phong trào thi đua của nữ công nhân",
]
COUNTS = ["02 lớp", "30 suất quà", "01 cuộc", "100%", "ít nhất 05 tổ"]
TIMES = ["Tháng 8", "Trước 15/9", "Quý III", "Hằng tháng", "Thường xuyên"]
OWNERS = ["Ban Nữ công", "Phòng Hành chính", "Các tổ công đoàn", "Chủ tịch Công đoàn"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TABLES)
def test_each_way_to_write_a_table_gives_the_same_rows(name: str, form: str):
    rows, promised = TABLES[name]
    expected = essence(*tabs(rows), shown=True)
    assert len(expected[1]) > promised
    assert essence(*FORMS[form](rows), shown=True) == expected


@st.composite
def plans(draw: st.DrawFn) -> Rows:
    deeds = draw(st.lists(st.sampled_from(DEEDS), min_size=2, max_size=5, unique=True))
    rows = [
        [
            str(number),
            deed,
            draw(st.sampled_from(COUNTS)),
            draw(st.sampled_from(TIMES)),
            draw(st.sampled_from(OWNERS)),
        ]
        for number, deed in enumerate(deeds, start=1)
    ]
    return [HEADS, *rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=plans(), form=st.sampled_from(sorted(FORMS)))
def test_any_plan_in_a_table_survives_every_form(rows: Rows, form: str):
    expected = essence(*tabs(rows), shown=True)
    assert len(expected[1]) == len(rows)  # each row but the heads, and the report that is asked for below the table
    assert essence(*FORMS[form](rows), shown=True) == expected

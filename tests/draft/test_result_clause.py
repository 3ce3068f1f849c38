"""When a promise turns into a result: owner, rhythm, figures and what only looked ahead."""

from decimal import Decimal

import pytest
from draft.samples import Book, office, target

from dondoc.core.progress import Result
from dondoc.core.target import Target
from dondoc.draft.result_clause import ResultClause, ResultShape, told_as_done


def turned(words: str, *reached: tuple[Target, str | None], owner: str | None = None) -> ResultClause | None:
    goals = tuple(goal for goal, _ in reached)
    view = Book().add(words, "other", targets=goals, owner=owner)
    found = [Result(target=goal, value=Decimal(value) if value else None) for goal, value in reached]
    return told_as_done(view.terms, found, office().verbs)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rà soát danh sách, gửi về Văn phòng trước 17 giờ ngày 22/11", "rà soát danh sách, gửi về Văn phòng"),
        ("Từ ngày 05 đến ngày 20/8, tổ chức khảo sát tại xưởng", "tổ chức khảo sát tại xưởng"),
        ("Mở lớp vẽ vào tuần đầu tháng 7", "mở lớp vẽ"),
        ("Trong tháng 8, phấn đấu hoàn thành sửa nhà xe", "hoàn thành sửa nhà xe"),
        (
            "Hội diễn văn nghệ chào mừng ngày thành lập xưởng",
            "tổ chức hội diễn văn nghệ chào mừng ngày thành lập xưởng",
        ),
    ],
)
def test_dates_and_hopes_go_out(words: str, expected: str) -> None:
    clause = turned(words)
    assert clause is not None
    assert clause.words == expected


def test_who_and_how_often_stand_apart() -> None:
    clause = turned("Định kỳ hằng quý, các tổ công đoàn báo cáo về Ban Chấp hành", owner="Các tổ công đoàn")
    assert clause is not None
    assert (clause.rhythm, clause.subject, clause.verb) == ("định kỳ hằng quý", "Các tổ công đoàn", "báo cáo")


def test_what_was_hoped_for_is_told_as_it_was_reached() -> None:
    clause = turned("Tổ chức hiến máu, phấn đấu tiếp nhận trên 120 đơn vị máu", (target("120", "đơn vị máu"), "135"))
    assert clause is not None
    assert clause.words == "tổ chức hiến máu, tiếp nhận 135 đơn vị máu"


def test_an_audience_or_a_sum_that_nobody_counted_is_left_out() -> None:
    classes = (target("3", "lớp kỹ năng"), "3")
    clause = turned("Mở 03 lớp kỹ năng cho khoảng 60 cán bộ tổ, tổng kinh phí 20 triệu đồng", classes)
    assert clause is not None
    assert clause.words == "mở 03 lớp kỹ năng cho cán bộ tổ"


@pytest.mark.parametrize(
    ("words", "shape", "told"),
    [
        ("Tổ vững mạnh, xuất sắc: 38 tổ", ResultShape.LEVEL, "tổ vững mạnh, xuất sắc: 40 tổ"),
        ("Giá trị làm lợi trên 38 tổ", ResultShape.LEVEL, "giá trị làm lợi đạt 40 tổ"),
        ("Có ít nhất 38 tổ mở sổ", ResultShape.FIGURE, "40 tổ mở sổ"),
    ],
)
def test_levels_and_figures_are_told_as_they_stand(words: str, shape: ResultShape, told: str) -> None:
    clause = turned(words, (target("38", "tổ"), "40"))
    assert clause is not None
    assert (clause.shape, clause.words) == (shape, told)


@pytest.mark.parametrize(
    "words",
    [
        "Các tổ báo cáo năm gửi trước ngày 15/11",  # nothing follows the verb
        "Thu nhập của công nhân tăng dần",  # a noun that begins like a verb
        "Xây nhà mái ấm, bàn giao trước ngày 31/12",  # a verb alone is left
        "Sửa nhà xe, xong trước mùa mưa",  # it still looks ahead
        "Mạng lưới an toàn vệ sinh viên kiểm tra xưởng",  # the name goes on
    ],
)
def test_what_is_not_certain_is_not_turned(words: str) -> None:
    assert turned(words, owner="Mạng lưới an toàn" if words.startswith("Mạng") else None) is None

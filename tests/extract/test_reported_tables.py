"""Tables of results: each row with what was reached is a result; tables of plans tell nothing."""

from decimal import Decimal

from extract.reported_reading import told

from dondoc.core.reported import Basis, ReportedResult, Standing

HEADS = "STT\tChỉ tiêu\tĐơn vị tính\tKế hoạch năm\tThực hiện\t% kế hoạch\t% so với cùng kỳ\n"


def rows(*lines: str, heads: str = HEADS) -> tuple[ReportedResult, ...]:
    return told(heads + "\n".join(lines))


def test_a_row_tells_its_figure_with_unit_and_comparisons() -> None:
    (one,) = rows("1\tKết nạp đoàn viên mới\tngười\t60\t48\t80\t112,5")
    (figure,) = one.figures
    assert one.display == "Kết nạp đoàn viên mới: 48 người"
    assert (one.action, one.standing) == ("kết nạp", Standing.DONE)
    assert (figure.value, figure.unit, figure.of) == (48, "người", "Kết nạp đoàn viên mới")
    assert [(c.basis, c.value, c.figure) for c in one.comparisons] == [
        (Basis.PLAN, 80, 0),
        (Basis.SAME_PERIOD, Decimal("112.5"), 0),
    ]


def test_money_and_shares_and_rates_are_read_in_cells() -> None:
    money, share, rate = rows(
        "1\tThu đoàn phí\ttriệu đồng\t40\t31,5\t78,75\t",
        "2\tTổ công đoàn vững mạnh\ttổ\t\t14/15\t\t",
        "3\tĐoàn viên được khám sức khỏe\t%\t90\t92\t\t",
    )
    assert money.figures[0].money == 31_500_000
    assert (share.figures[0].value, share.figures[0].whole) == (14, 15)
    assert (rate.figures[0].value, rate.figures[0].percent, rate.figures[0].unit) == (92, True, "")


def test_rows_without_a_figure_reached_totals_and_groups_are_no_results() -> None:
    (one,) = rows(
        "I\tXây dựng tổ chức\t\t\t\t\t",
        "1\tThành lập tổ công đoàn\ttổ\t2\t1\t50\t",
        "2\tKết nạp đoàn viên\tngười\t60\t\t\t",
        "\tTổng cộng\t\t62\t1\t\t",
    )
    assert one.display == "Thành lập tổ công đoàn: 1 tổ"
    assert one.heading == "Xây dựng tổ chức"


def test_a_table_of_plans_tells_nothing() -> None:
    assert not rows(
        "1\tKết nạp đoàn viên mới\tngười\t60\tQuý III", heads="STT\tChỉ tiêu\tĐơn vị tính\tKế hoạch\tThời gian\n"
    )


def test_spans_are_those_of_the_row() -> None:
    (one,) = rows("1\tKết nạp đoàn viên mới\tngười\t60\t48\t80\t")
    assert one.text.startswith("Kết nạp đoàn viên mới")
    assert all(one.start <= figure.start < figure.end <= one.end for figure in (*one.figures, *one.comparisons))


def test_words_in_the_cell_say_how_far_it_came() -> None:
    done, waiting = rows(
        "1\tSửa mái nhà ăn\t\t\tĐã hoàn thành\t\t",
        "2\tLắp máy lọc nước\t\t\tĐang thực hiện\t\t",
    )
    assert (done.standing, waiting.standing) == (Standing.DONE, Standing.UNDER_WAY)

"""Figures of several reports are summed where they count the same; rates, prices, parts and shortcomings are not."""

import pytest
from extract.reading import lexicon
from extract.reported_reading import told, words

from dondoc.core.reported import ResultRole
from dondoc.extract.merging import MergedLine, merge_results


def merged(*bodies: str) -> dict[str, MergedLine]:
    lines = merge_results([told(body) for body in bodies], lexicon(), words())
    return {line.unit: line for line in lines}


def test_the_same_deed_and_noun_add_up_over_units() -> None:
    lines = merged(
        "- Tặng 144 suất quà, trị giá 144 triệu đồng.",
        "- Trao 30 suất quà cho công nhân khó khăn, trị giá 15.000.000đ.",
    )
    gifts, money = lines["suất quà"], lines["đồng"]
    assert (gifts.total, gifts.action, gifts.area) == (174, "tặng, trao", "charity")
    assert [(share.source, share.value) for share in gifts.shares] == [(0, 144), (1, 30)]
    assert (money.total, money.is_money) == (159_000_000, True)


def test_words_that_make_no_other_thing_are_passed_over() -> None:
    lines = merged("- Kết nạp 26 đoàn viên mới.", "- Kết nạp 3 đoàn viên.")
    assert [(line.unit, line.total) for line in lines.values()] == [("đoàn viên mới", 29)]


def test_an_abbreviation_is_what_it_stands_for() -> None:
    lines = merged("- Thành lập 02 công đoàn cơ sở.", "- Thành lập mới 01 CĐCS.")
    assert [line.total for line in lines.values()] == [3]


def test_shares_of_wholes_add_up_where_all_have_one() -> None:
    all_whole = merged("- 9/9 tổ công đoàn ký giao ước thi đua.", "- 12/14 tổ công đoàn ký giao ước thi đua.")
    assert (all_whole["tổ công đoàn"].total, all_whole["tổ công đoàn"].whole) == (21, 23)
    some = merged("- 9/9 tổ công đoàn ký giao ước thi đua.", "- 12 tổ công đoàn ký giao ước thi đua.")
    assert (some["tổ công đoàn"].total, some["tổ công đoàn"].whole) == (21, None)


@pytest.mark.parametrize(
    "body",
    [
        "- 92% đoàn viên được khám sức khỏe định kỳ.",
        "- Hỗ trợ bữa ăn ca 27.000 đồng/suất.",
        "II. TỒN TẠI, HẠN CHẾ\n- 02 tổ chưa lập sổ theo dõi đoàn phí.",
    ],
)
def test_rates_prices_and_shortcomings_are_not_summed(body: str) -> None:
    assert merged(body, body) == {}


def test_parts_are_counted_once_in_their_whole() -> None:
    lines = merged("- Kết nạp 26 đoàn viên (nữ 11).", "- Kết nạp 10 đoàn viên, trong đó nữ 4.")
    assert [line.total for line in lines.values()] == [36]


def test_a_rough_figure_makes_a_rough_sum() -> None:
    lines = merged("- Tặng trên 100 suất quà.", "- Tặng 20 suất quà.")
    assert lines["suất quà"].is_rough
    assert not merged("- Tặng 20 suất quà.")["suất quà"].is_rough


def test_what_there_is_stands_apart_from_what_was_done() -> None:
    lines = merge_results(
        [told("I. TÌNH HÌNH CHUNG\n- Hiện có 402 đoàn viên.\nII. KẾT QUẢ\n- Kết nạp 5 đoàn viên.")], lexicon(), words()
    )
    assert {(line.role, line.total) for line in lines} == {(ResultRole.SITUATION, 402), (ResultRole.RESULT, 5)}


def test_lines_stand_in_the_order_of_the_areas() -> None:
    order = {area.code: area.order for area in lexicon().areas}
    lines = merged("- Tặng 20 suất quà.\n- Kết nạp 5 đoàn viên.\n- Trồng 30 cây xanh.\n- Mở 02 lớp tập huấn an toàn.")
    places = [order[line.area] for line in lines.values()]
    assert places == sorted(places)


def test_nothing_reported_has_no_sum() -> None:
    assert merge_results([(), ()], lexicon(), words()) == ()

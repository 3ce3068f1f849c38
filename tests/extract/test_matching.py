"""Reported results are proposed for the promises they seem to speak of, with reasons; a person decides."""

from decimal import Decimal

import pytest
from extract.reading import plan
from extract.reported_reading import told, words

from dondoc.core.extraction import FoundCommitment
from dondoc.extract.matching import Matching, Reached, match_results

PROMISED = "\n".join(
    (
        "- Kết nạp 60 đoàn viên mới.",
        "- Tổ chức ít nhất 02 cuộc đối thoại định kỳ.",
        "- 100% tổ công đoàn được phổ biến Luật Công đoàn.",
        "- Tổ chức Hội nghị người lao động.",
        "- Xây dựng 01 nhà Mái ấm Công đoàn.",
        "- Tổ chức giải bóng đá nam chào mừng ngày thành lập ngành.",
        "- Phấn đấu 90% đoàn viên được khám sức khỏe định kỳ.",
        "- Vận động quỹ hỗ trợ đoàn viên 80 triệu đồng.",
        "- Mở lớp bồi dưỡng tổ trưởng công đoàn.",
    )
)
REPORTED = "\n".join(
    (
        "- Đã tổ chức Hội nghị người lao động ngày 15/3; đối thoại định kỳ 01 cuộc, giải quyết 9/11 kiến nghị.",
        "- 14/15 tổ công đoàn đã được phổ biến Luật Công đoàn.",
        "- Phát triển mới 48 đoàn viên, đạt 80% kế hoạch.",
        "- Khám sức khỏe định kỳ cho 92% đoàn viên.",
        "- Vận động quỹ hỗ trợ đoàn viên được 0,095 tỷ đồng.",
        "- Trồng 300 cây xanh quanh kho bông.",
        "II. TỒN TẠI",
        "Giải bóng đá nam phải hoãn vì sân đang sửa; chưa khởi công nhà Mái ấm Công đoàn.",
    )
)


def matched(promised: str, reported: str) -> tuple[Matching, tuple[FoundCommitment, ...], list[str]]:
    promises, results = plan(promised), told(reported)
    return match_results(promises, results, words()), promises, [one.display for one in results]


@pytest.mark.parametrize(
    ("promise", "result", "reached", "reported"),
    [
        ("Kết nạp 60 đoàn viên mới", "Phát triển mới 48 đoàn viên, đạt 80% kế hoạch", Reached.PARTLY, "48"),
        ("Tổ chức ít nhất 02 cuộc đối thoại định kỳ", "Đối thoại định kỳ 01 cuộc", Reached.PARTLY, "1"),
        (
            "100% tổ công đoàn được phổ biến Luật Công đoàn",
            "14/15 tổ công đoàn đã được phổ biến Luật Công đoàn",
            Reached.PARTLY,
            "93.3",
        ),
        ("Tổ chức Hội nghị người lao động", "Đã tổ chức Hội nghị người lao động ngày 15/3", Reached.YES, None),
        ("Xây dựng 01 nhà Mái ấm Công đoàn", "Chưa khởi công nhà Mái ấm Công đoàn", Reached.NO, None),
        (
            "Phấn đấu 90% đoàn viên được khám sức khỏe định kỳ",
            "Khám sức khỏe định kỳ cho 92% đoàn viên",
            Reached.YES,
            "92",
        ),
        (
            "Vận động quỹ hỗ trợ đoàn viên 80 triệu đồng",
            "Vận động quỹ hỗ trợ đoàn viên được 0,095 tỷ đồng",
            Reached.YES,
            "95",
        ),
    ],
)
def test_a_promise_finds_what_was_reported(promise: str, result: str, reached: Reached, reported: str | None) -> None:
    matching, promises, displays = matched(PROMISED, REPORTED)
    (match,) = (one for one in matching.matches if promises[one.commitment].display == promise)
    assert displays[match.candidates[0].result] == result
    assert match.reached is reached
    assert match.reported == (None if reported is None else Decimal(reported))
    assert match.candidates[0].reasons


def test_what_is_not_reported_and_what_was_not_promised_are_left_over() -> None:
    matching, promises, displays = matched(PROMISED, REPORTED)
    silent = [promises[one.commitment].display for one in matching.matches if not one.candidates]
    assert silent == ["Mở lớp bồi dưỡng tổ trưởng công đoàn"]
    assert all(one.reached is Reached.UNKNOWN for one in matching.matches if not one.candidates)
    assert {displays[index] for index in matching.unplanned} == {
        "Giải quyết 9/11 kiến nghị", "Trồng 300 cây xanh quanh kho bông",
    }  # fmt: skip


def test_a_result_goes_to_one_promise_only() -> None:
    matching, _, _ = matched(PROMISED, REPORTED)
    taken = [candidate.result for match in matching.matches for candidate in match.candidates]
    assert len(taken) == len(set(taken))


def test_counts_of_several_results_are_added_up() -> None:
    matching, _, _ = matched(
        "- Mở 05 lớp tập huấn an toàn lao động.\n- Trồng 200 cây xanh.",
        "- Mở 02 lớp tập huấn an toàn lao động cho thợ kéo sợi.\n- Mở 01 lớp tập huấn an toàn lao động ở kho bông.\n"
        "- Thăm hỏi 12 đoàn viên ốm đau.",
    )
    first, second = matching.matches
    assert (first.reported, first.reached, len(first.candidates)) == (3, Reached.PARTLY, 2)
    assert second.candidates == ()


def test_what_was_only_begun_is_not_done() -> None:
    matching, _, _ = matched("- Xây dựng 01 nhà Mái ấm Công đoàn.", "- Đã khởi công 01 nhà Mái ấm Công đoàn.")
    assert [one.reached for one in matching.matches] == [Reached.PARTLY]


@pytest.mark.parametrize(("reported", "reached"), [("6%", Reached.NO), ("3,5%", Reached.YES)])
def test_a_cap_is_kept_or_broken_by_the_figure(reported: str, reached: Reached) -> None:
    matching, _, _ = matched(
        "- Giữ tỷ lệ hồ sơ phải chỉnh sửa không quá 5%.", f"- Tỷ lệ hồ sơ phải chỉnh sửa là {reported}."
    )
    assert [one.reached for one in matching.matches] == [reached]


def test_a_verb_of_two_kinds_is_either() -> None:
    for reported in ("Đã ban hành quy chế chi tiêu nội bộ", "Đã sửa chữa nhà kho sợi"):
        promised = "Xây dựng quy chế chi tiêu nội bộ" if "quy chế" in reported else "Xây dựng nhà kho sợi"
        matching, _, _ = matched(f"- {promised}.", f"- {reported}.")
        assert [one.reached for one in matching.matches] == [Reached.YES]


def test_other_deeds_with_the_same_noun_are_no_match() -> None:
    matching, _, _ = matched("- Giới thiệu 05 đoàn viên ưu tú cho Đảng.", "- Thăm hỏi 24 đoàn viên ốm đau.")
    assert matching.matches[0].candidates == ()
    assert matching.unplanned == (0,)


def test_nothing_promised_and_nothing_reported() -> None:
    assert match_results((), (), words()) == Matching(matches=(), unplanned=())
    results = told("- Trồng 300 cây xanh.")
    assert match_results((), results, words()).unplanned == (0,)
    promises = plan("- Trồng 300 cây xanh.")
    (alone,) = match_results(promises, (), words()).matches
    assert (alone.candidates, alone.reported, alone.reached) == ((), None, Reached.UNKNOWN)


def test_scores_are_in_order_and_bounded() -> None:
    matching, _, _ = matched(PROMISED, REPORTED)
    for match in matching.matches:
        scores = [candidate.score for candidate in match.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_many_alike_are_told_apart() -> None:
    kinds = ("cây bàng", "thùng rác", "tủ sách", "bếp ăn", "sân chơi", "mái che", "hàng rào", "vòi nước")
    places = [f"{one} {other}" for one in ("kho", "xưởng", "đội") for other in "abcdefghijklmnop"]
    things = [f"{kind} tại {place}" for place in places for kind in kinds]
    matching, promises, displays = matched(
        "\n".join(f"- Lắp đặt {thing}." for thing in things), "\n".join(f"- Đã lắp đặt {thing}." for thing in things)
    )
    assert len(promises) == len(things)
    for match in matching.matches:
        assert displays[match.candidates[0].result] == f"Đã lắp đặt {things[match.commitment]}"

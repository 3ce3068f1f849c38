"""What a report tells as done is read, clause by clause; nothing that it only plans, wishes, explains or praises."""

from datetime import date

import pytest
from extract.reading import document, lexicon
from extract.reported_reading import GOLD, gold, only, plain, quotes, reported, source, told, words
from extract.test_robust import PIECES
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.period import DateRange
from dondoc.core.reported import ResultRole, Standing
from dondoc.extract.pipeline import extract
from dondoc.extract.reported import read_reported

DOCUMENTS = sorted(path.stem for path in GOLD.glob("*.txt"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_figure_of_the_annotated_documents_is_read_exactly(name: str) -> None:
    assert [plain(one) for one in reported(source(name))] == gold(name)


def test_a_plan_reports_nothing() -> None:
    assert reported(source("plan_only")) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Tặng 90 suất quà, 45 triệu đồng; thăm hỏi 12 lượt đoàn viên.",
            ["Tặng 90 suất quà, 45 triệu đồng", "thăm hỏi 12 lượt đoàn viên"],
        ),
        (
            "Tổ chức 03 lớp cho 120 người, kết nạp 15 đoàn viên và trồng 200 cây xanh.",
            ["Tổ chức 03 lớp cho 120 người", "kết nạp 15 đoàn viên", "trồng 200 cây xanh"],
        ),
        ("Đã chi 30 triệu đồng thăm, tặng quà 60 hộ.", ["Đã chi 30 triệu đồng thăm, tặng quà 60 hộ"]),
        (
            "Giải quyết 20/24 hồ sơ, còn 04 hồ sơ chậm 3 ngày.",
            ["Giải quyết 20/24 hồ sơ", "còn 04 hồ sơ chậm 3 ngày"],
        ),
        (
            "Mở 02 lớp, trong đó 01 lớp cho nữ; có 17 chị dự.",
            ["Mở 02 lớp, trong đó 01 lớp cho nữ", "có 17 chị dự"],
        ),
        ("Đời sống: thăm 05 gia đình.", ["thăm 05 gia đình"]),
        ("Đảng viên: 14 đ/c (nữ 6).", ["Đảng viên: 14 đ/c (nữ 6)"]),
        (
            "Thực hiện phong trào “Ba tốt”, các tổ công đoàn đã đăng ký 31 việc.",
            ["các tổ công đoàn đã đăng ký 31 việc"],
        ),
    ],
)
def test_each_deed_with_its_figures_is_one_result(body: str, expected: list[str]) -> None:
    assert quotes(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Phấn đấu kết nạp 20 đoàn viên.",
        "Dự kiến mở 02 lớp.",
        "Luật Công đoàn quy định ban chấp hành phải họp 03 tháng một lần.",
        "Nguyên nhân là do 03 cán bộ nghỉ việc.",
        "Được sự quan tâm của cấp ủy, phong trào ngày càng sôi nổi.",
        "Đây là năm thứ 5 đơn vị giữ vững danh hiệu.",
        "Thời gian tới sẽ tổ chức 02 cuộc kiểm tra.",
        "Kế hoạch đặt ra mục tiêu có ít nhất 15 sáng kiến.",
    ],
)
def test_a_plan_a_law_a_cause_and_thanks_among_results_are_none(body: str) -> None:
    assert quotes(body) == []


def test_a_deed_without_figures_counts_with_its_day() -> None:
    one = only("Đã tổ chức Hội nghị người lao động ngày 15/3.")
    assert (one.action, one.happened_on, one.figures) == ("tổ chức", date(2025, 3, 15), ())


def test_days_and_months_without_a_year_are_the_last_such_ones() -> None:
    assert only("Đã họp mặt cựu công nhân ngày 20/12.").happened_on == date(2024, 12, 20)
    assert only("Đại hội đã hoàn thành trong tháng 4.").window == DateRange(date(2025, 4, 1), date(2025, 5, 1))
    assert only("Tính đến ngày 31/5, đã vận động 90 đoàn viên.").as_of == date(2025, 5, 31)


def test_an_occasion_and_the_day_of_a_cited_document_are_no_day_of_the_deed() -> None:
    assert only("Tổ chức hội thi nhân dịp 08/3 với 12 đội.").happened_on is None
    cited = only("Đã triển khai Kế hoạch số 15/KH-CĐ ngày 02/01/2025 tới 9 tổ công đoàn.")
    assert (cited.happened_on, cited.refs) == (None, ("15/KH-CĐ",))


def test_what_names_a_day_to_come_is_no_result() -> None:
    assert quotes("Tổ chức giải cầu lông ngày 20/9/2025.") == []


@pytest.mark.parametrize(
    ("body", "standing"),
    [
        ("Đã sửa 02 nhà.", Standing.DONE),
        ("Còn 02 nhà đang thi công.", Standing.UNDER_WAY),
        ("Cơ bản hoàn thành việc lập hồ sơ cho 40 hộ.", Standing.PARTLY),
        ("Còn 03 tổ chưa nộp sổ.", Standing.NOT_DONE),
    ],
)
def test_the_words_say_how_far_it_came(body: str, standing: Standing) -> None:
    assert only(body).standing is standing


def test_what_there_is_differs_from_what_was_done() -> None:
    roles = [one.role for one in told("Công ty có 210 lao động.\nĐã kết nạp 12 đoàn viên.")]
    assert roles == [ResultRole.SITUATION, ResultRole.RESULT]


def test_shortcomings_are_limits_and_their_causes_are_left_out() -> None:
    text = "II. TỒN TẠI, HẠN CHẾ\nSinh hoạt tổ chưa đều; 02 tổ chưa có sổ. Nguyên nhân do thiếu cán bộ.\n"
    found = [one for one in told("Đã mở 01 lớp.\n" + text) if one.role is ResultRole.LIMIT]
    assert [one.text for one in found] == ["Sinh hoạt tổ chưa đều", "02 tổ chưa có sổ"]


def test_a_later_deed_of_the_sentence_is_shown_with_its_doer() -> None:
    _, second = told("Các tổ công đoàn đã quyên góp 15 triệu đồng; tặng 30 suất quà.")
    assert (second.display, second.owner) == ("[Các tổ công đoàn] tặng 30 suất quà", "Các tổ công đoàn")


def test_the_place_is_told_with_the_names_behind_it() -> None:
    assert only("Đã tổ chức về nguồn tại Khu di tích Đồi Thông, Sơn Hạ cho 40 đoàn viên.").place == (
        "Khu di tích Đồi Thông, Sơn Hạ"
    )


def test_a_promise_is_never_a_result_too() -> None:
    one = document(source("news_year"))
    extraction = extract(one, lexicon())
    results = read_reported(one, extraction, lexicon(), words())
    assert extraction.commitments
    for result in results:
        assert all(result.end <= c.start or c.end <= result.start for c in extraction.commitments)


TOLD = st.one_of(
    PIECES,
    st.sampled_from(
        [
            "I. KẾT QUẢ\n", "II. HẠN CHẾ\n", "Đã tặng 144 suất quà, 144 triệu đồng", "; ",
            "đạt 61,6% kế hoạch", "tăng 9,5% so với cùng kỳ", "48/48 CĐCS ", "9/11 ", "từ 20.000 đồng lên 24.000 đồng",
            "còn một số hạn chế, như ", "Tuy nhiên, ", "mỗi suất ", "1.562 ĐVCĐ/1.578 CB", "tại ", "đã được ", "chưa ",
            "trong đó nữ 33", "(ốm 7, hiếu 3)",
            "TT\tChỉ tiêu\tĐVT\tThực hiện\t% KH\n", "1\tKết nạp\tngười\t3\t75\n", "Đảng viên: ", "luật quy định ",
        ]
    ),
)  # fmt: skip


@given(st.lists(TOLD, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_span_is_true_and_figures_lie_in_their_result(text: str) -> None:
    one = document(text)
    end = 0
    for result in read_reported(one, extract(one, lexicon()), lexicon(), words()):
        assert end <= result.start < result.end <= len(one.text)
        assert one.text[result.start : result.end] == result.text
        assert result.text.strip()
        assert 0 <= result.confidence <= 1
        for figure in (*result.figures, *result.comparisons):
            assert result.start <= figure.start < figure.end <= result.end
            assert one.text[figure.start : figure.end] == figure.text
        for figure in result.figures:
            assert figure.part_of is None or 0 <= figure.part_of < len(result.figures)
            assert figure.unit or figure.percent
        for comparison in result.comparisons:
            assert comparison.figure is None or 0 <= comparison.figure < len(result.figures)
        end = result.end


@pytest.mark.parametrize(
    "piece", ["Tổ chức 02 lớp, ", "đã tặng 12 suất; ", "trong đó nữ 3, ", "tuy nhiên chưa ", "1/2 "]
)
def test_a_long_line_is_read_to_its_end(piece: str) -> None:
    one = document("I. KẾT QUẢ NĂM 2025\n- " + piece * 3_000)
    for result in read_reported(one, extract(one, lexicon()), lexicon(), words()):
        assert one.text[result.start : result.end] == result.text

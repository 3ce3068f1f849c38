"""Reading a superior's đề cương: order and words kept, headings matched with a reason, guide text kept apart."""

from io import BytesIO

import docx
import pytest
from draft.asked import ASKED, asked_outline

from dondoc.documents.reading import read_bytes
from dondoc.draft.outline import Fill, Heading, Numbering
from dondoc.errors import BadInput
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.outlines import load_outline_words
from dondoc.usecases.read_outline import Match, Matched, read_outline_of


def found(words: str) -> Matched:
    return next(m for m in asked_outline().headings if words in m.heading.heading)


def heading(words: str) -> Heading:
    return found(words).heading


def test_order_numbering_and_words_are_the_superiors() -> None:
    told = [(h.level, h.heading) for h in asked_outline().outline.headings]
    assert told[:5] == [
        (0, "KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN {period}"),
        (1, "Tình hình người lao động và tổ chức công đoàn"),
        (2, "Tình hình việc làm, thu nhập"),
        (2, "Tình hình tổ chức công đoàn"),
        (1, "Kết quả thực hiện các mặt công tác"),
    ]
    assert told[-1] == (0, "KIẾN NGHỊ, ĐỀ XUẤT")
    assert "NHIỆM VỤ TRỌNG TÂM {next_period}" in [words for _, words in told]
    assert asked_outline().outline.title == "Kết quả hoạt động công đoàn {period} và nhiệm vụ trọng tâm {next_period}"


@pytest.mark.parametrize(
    ("words", "fill", "areas", "why"),
    [
        ("chăm lo, đại diện", (Fill.RESULTS,), ("representation",), "chăm lo"),
        ("Công tác tuyên truyền", (Fill.RESULTS,), ("education",), "tuyên truyền"),
        ("kiểm tra, giám sát", (Fill.RESULTS,), ("inspection", "finance"), "kiểm tra, giám sát"),
        ("ưu điểm", (Fill.STRENGTHS,), (), "ưu điểm"),
        ("Tồn tại", (Fill.LIMITS, Fill.CAUSES), (), "tồn tại; nguyên nhân"),
        ("Bài học", (Fill.LESSONS,), (), "bài học"),
        ("chỉ tiêu", (Fill.TARGETS,), (), "các chỉ tiêu"),
        ("Chăm lo, bảo vệ quyền lợi", (Fill.PLAN,), ("representation",), "chăm lo"),
        ("Tuyên truyền, giáo dục", (Fill.PLAN,), ("education",), "tuyên truyền"),
        ("Tổ chức thực hiện", (Fill.TEXT,), (), "tổ chức thực hiện"),
        ("KIẾN NGHỊ", (Fill.PROPOSALS,), (), "kiến nghị"),
    ],
)
def test_a_heading_is_matched_with_the_reason(words: str, fill: object, areas: object, why: str) -> None:
    matched = found(words)
    assert (matched.heading.fill, matched.heading.areas) == (fill, areas)
    assert why in matched.words


def test_what_is_not_matched_is_left_to_a_person() -> None:
    assert asked_outline().unmatched == ("Công tác quản lý con dấu",)
    assert (heading("con dấu").fill, heading("con dấu").empty) == ((Fill.TEXT,), "mark")
    assert found("Đánh giá chung").match is Match.HOLDS


def test_guide_text_is_kept_as_a_hint_and_is_no_heading() -> None:
    assert heading("Tình hình việc làm").hints == ("nêu rõ số lao động bị giảm giờ làm",)
    assert heading("Tình hình tổ chức").hints == ("số đoàn viên, số tổ công đoàn",)
    assert heading("chăm lo, đại diện").hints == ("Số cuộc đối thoại, số thỏa ước được ký",)
    assert heading("Công tác tuyên truyền").hints == ("Nêu rõ số buổi, số lượt người tham dự",)


def test_an_annex_is_named_and_its_rows_are_no_headings() -> None:
    assert asked_outline().annexes == ("PHỤ LỤC SỐ LIỆU",)
    assert not any("Tổng số" in h.heading for h in asked_outline().outline.headings)


def test_an_area_that_two_headings_name_stands_under_the_one_that_names_it_better() -> None:
    text = "ĐỀ CƯƠNG\nI. Kết quả\n1. Tuyên truyền\n2. Tuyên truyền, giáo dục, học tập nghị quyết\nII. Kết quả khác\n"
    told = asked_outline(text)
    first, second = (m for m in told.headings if "uyên truyền" in m.heading.heading)
    assert (first.match, first.heading.fill) == (Match.TAKEN, (Fill.TEXT,))
    assert second.heading.areas == ("education",)


def test_other_numberings_are_kept() -> None:
    text = (
        "ĐỀ CƯƠNG BÁO CÁO\nA. KẾT QUẢ\nI. Nữ công\n1. Hội thi\n1.1. Hội thi cấp tổ\n1.2. Hội thi cấp cơ sở\n"
        "III. Tài chính\nB. NHIỆM VỤ\n"
    )
    told = {h.heading: h for h in asked_outline(text).outline.headings}
    assert (told["KẾT QUẢ"].level, told["KẾT QUẢ"].numbering) == (0, Numbering.UPPER)
    assert (told["Hội thi cấp tổ"].level, told["Hội thi cấp tổ"].numbering) == (3, Numbering.DOTTED)
    assert told["Tài chính"].start == 3


def test_a_word_file_is_read_by_its_styles_and_numbers() -> None:
    document = docx.Document()
    document.add_paragraph("ĐỀ CƯƠNG BÁO CÁO")
    for text in ASKED.splitlines()[6:]:
        if text:
            style = "Heading 1" if text[:2] in {"I.", "II"} else None
            document.add_paragraph(text, style)
    buffer = BytesIO()
    document.save(buffer)
    words, lexicon = load_outline_words(), load_lexicon()
    told = read_outline_of(read_bytes(buffer.getvalue(), "de-cuong.docx"), "de-cuong", words, lexicon)
    assert [h.heading for h in told.outline.headings] == [h.heading for h in asked_outline().outline.headings]


def test_a_document_without_numbered_headings_is_refused() -> None:
    with pytest.raises(BadInput, match=r"outline\.no_headings"):
        asked_outline("Kính gửi các đơn vị.\nĐề nghị báo cáo trước ngày 05/6.\n")

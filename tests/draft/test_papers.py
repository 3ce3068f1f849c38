"""Papers to sign say who is late with what, in the promise's own words, and by when an answer is asked."""

from dataclasses import replace
from datetime import date

from draft.paper_samples import ANSWER_BY, OFFICE, TODAY, late_tasks, paper_task, view_of

from dondoc.draft.papers import LateLetter, make_late_letter, make_task_slip


def urging(number: int = 3, superior_told: str = "") -> LateLetter:
    tasks = late_tasks()[:number]
    return make_late_letter(tasks, office=OFFICE, today=TODAY, answer_by=ANSWER_BY, superior_told=superior_told)


def test_the_letter_to_one_unit_names_it_and_lists_the_longest_late_first() -> None:
    letter = urging(2)
    assert letter.addressees == ("Kính gửi: Tổ công đoàn 1.",)
    assert letter.subject == "V/v đôn đốc thực hiện 02 nhiệm vụ đã quá thời hạn"
    assert letter.lead == (
        "Qua theo dõi việc thực hiện các nhiệm vụ đề ra tại Báo cáo số 21/BC-CĐCS ngày 05/7/2017, tính đến ngày "
        "27/11/2017, Tổ công đoàn 1 còn 02 nhiệm vụ đã quá thời hạn mà chưa hoàn thành:"
    )
    assert [group.heading for group in letter.groups] == [""]
    rows = letter.groups[0].rows
    assert [(r.number, r.code, r.deadline, r.late) for r in rows] == [
        ("1", "CDTL-2017-H2-02", "31/10/2017", "27 ngày"),
        ("2", "CDTL-2017-H2-01", "21/11/2017", "06 ngày"),
    ]
    assert rows[1].words == "“Tổ chức ít nhất 02 giải cầu lông nữ”"
    assert [r.target for r in rows] == [
        "Chưa có kết quả.",
        "Ít nhất 02 giải cầu lông. Đã đạt: 01/02 giải cầu lông.",
    ]


def test_it_asks_for_the_result_by_a_day_or_for_the_reason() -> None:
    letter = urging(1)
    assert letter.asking.endswith("Công đoàn cơ sở Công ty May Bình An đề nghị Tổ công đoàn 1:")
    assert "nhiệm vụ nêu trên; báo cáo kết quả kèm minh chứng, ghi rõ mã việc" in letter.asks[0]
    assert letter.asks[0].endswith("chậm nhất ngày 04/12/2017, qua đồng chí Lê Thị Vân.")
    assert "đề xuất thời hạn cụ thể" in letter.asks[1]
    assert letter.closing == "Đề nghị Tổ công đoàn 1 nghiêm túc triển khai thực hiện./."


def test_number_and_day_are_left_for_the_office() -> None:
    letter = urging(1)
    assert letter.number_line == "Số:        /CĐCS"
    assert letter.place_date_line == "Hòa Lạc, ngày … tháng … năm 2017"
    bare = make_late_letter(
        late_tasks()[:1], office=replace(OFFICE, symbol="", place=""), today=TODAY, answer_by=ANSWER_BY
    )
    assert bare.number_line == "Số:        /…"
    assert bare.place_date_line == "…, ngày … tháng … năm 2017"


def test_several_units_stand_under_each_other_each_with_its_tasks() -> None:
    letter = urging()
    assert letter.addressees == ("Kính gửi:", "- Tổ công đoàn 1;", "- Tổ công đoàn 2.")
    assert [(g.heading, [r.number for r in g.rows]) for g in letter.groups] == [
        ("Tổ công đoàn 1", ["1", "2"]),
        ("Tổ công đoàn 2", ["3"]),
    ]
    assert letter.closing == "Đề nghị các đơn vị, cá nhân nghiêm túc triển khai thực hiện./."


def test_many_units_are_named_by_the_table() -> None:
    tasks = [paper_task(view_of(n, "Họp tổ", date(2017, 11, 1)), f"Tổ công đoàn {n}") for n in range(1, 10)]
    letter = make_late_letter(tasks, office=OFFICE, today=TODAY, answer_by=ANSWER_BY)
    assert letter.addressees == ("Kính gửi: Các đơn vị, cá nhân có tên trong bảng dưới đây.",)
    assert len(letter.groups) == 9


def test_the_superior_who_is_told_stands_among_the_receivers() -> None:
    assert urging(1).recipients == ("- Như trên;", "- Lưu: VT.")
    told = urging(1, superior_told="Liên đoàn Lao động tỉnh Hòa Lạc")
    assert told.recipients == ("- Như trên;", "- Liên đoàn Lao động tỉnh Hòa Lạc (để báo cáo);", "- Lưu: VT.")


def test_without_a_number_the_document_is_not_cited() -> None:
    task = replace(late_tasks()[0], source=None)
    letter = make_late_letter([task], office=OFFICE, today=TODAY, answer_by=ANSWER_BY)
    assert letter.lead.startswith("Qua theo dõi việc thực hiện các nhiệm vụ đã đề ra, tính đến ngày")


def test_the_words_of_a_promise_are_its_own_unless_they_run_over_lines() -> None:
    view = view_of(4, "- Tổ chức thăm hỏi\n  đoàn viên ốm đau;", date(2017, 11, 1))
    broken = replace(view, promised=replace(view.promised, display="Tổ chức thăm hỏi đoàn viên ốm đau"))
    letter = make_late_letter([paper_task(broken)], office=OFFICE, today=TODAY, answer_by=ANSWER_BY)
    assert letter.groups[0].rows[0].words == "“Tổ chức thăm hỏi đoàn viên ốm đau”"


def test_the_slip_tells_what_by_when_by_whom_and_leaves_room_for_the_rest() -> None:
    task = replace(late_tasks()[0], doer="Tổ công đoàn 1", partners=("Tổ công đoàn 2", "Ban Nữ công"))
    slip = make_task_slip(task, office=OFFICE, today=TODAY, taker="Trần Thị Hiền")
    rows = {row.label: row.text for row in slip.rows}
    assert (slip.document_type, slip.title) == ("PHIẾU GIAO VIỆC", "Mã việc: CDTL-2017-H2-01")
    assert rows["Nội dung công việc"] == "“Tổ chức ít nhất 02 giải cầu lông nữ”"
    assert rows["Căn cứ"] == "Báo cáo số 21/BC-CĐCS ngày 05/7/2017"
    assert rows["Chỉ tiêu"] == "Ít nhất 02 giải cầu lông"
    assert rows["Thời hạn hoàn thành"] == "21/11/2017"
    assert rows["Đơn vị, người chủ trì"] == "Tổ công đoàn 1"
    assert rows["Đơn vị, người phối hợp"] == "Tổ công đoàn 2; Ban Nữ công"
    assert rows["Người giao việc"] == "Phạm Văn Quý – Chủ tịch"
    assert (slip.taker_name, slip.giver_name) == ("Trần Thị Hiền", "Phạm Văn Quý")
    assert slip.recipients == ("- Người nhận việc;", "- Lưu: VT.")
    alone = make_task_slip(replace(task, partners=(), source=None), office=OFFICE, today=TODAY)
    empty = {row.label for row in alone.rows if not row.text}
    assert empty == {"Căn cứ", "Đơn vị, người phối hợp"}


def test_the_slip_tells_the_planned_day_and_that_a_date_was_guessed() -> None:
    view = view_of(5, "Tổ chức hội thao", date(2017, 12, 31), planned_for=date(2017, 12, 20))
    guessed = replace(view, promised=replace(view.promised, due_explicit=False, due_proposed=True))
    slip = make_task_slip(paper_task(guessed), office=OFFICE, today=TODAY)
    deadline = next(row.text for row in slip.rows if row.label == "Thời hạn hoàn thành")
    assert deadline == "31/12/2017 (ước định); dự kiến thực hiện ngày 20/12/2017"

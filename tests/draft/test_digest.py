"""The words of a letter: grouped by urgency, dated, counted, and how to answer."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from dondoc.core.activity import Activity, ActivityLink, Evidence, EvidenceKind
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.target import Comparator, Target
from dondoc.core.task import Assignee, Slot, Status
from dondoc.draft.digest import Digest, DigestLine, Reminded, line_of, make_digest

MONDAY = date(2017, 11, 27)
AT = datetime(2017, 11, 20, 9, tzinfo=TIME_ZONE)


def worked(day: date) -> bool:
    return day.weekday() < 5


def task(code: str, due: date, *, rung: str = "before_3", **changes: Any) -> Reminded:
    """A task of one slot; `changes` name fields of the slot or of the commitment."""
    slot_fields = {k: v for k, v in changes.items() if k in Slot.__dataclass_fields__}
    commitment = Commitment(
        id=1,
        code=code,
        unit_id=1,
        document_id=None,
        period=None,
        text="Tổ chức hội thao;",
        display="Tổ chức  hội thao;",
        kind=Kind.DELIVERABLE,
        due=due,
        due_explicit=True,
        status=Status.OPEN,
    )
    slot = Slot(
        id=1,
        commitment_id=1,
        ordinal=1,
        window=DateRange.through(date(2017, 7, 1), due),
        assignee=Assignee(unit_id=1),
        due=due,
    )
    work = SlotWork(slot=replace(slot, **slot_fields), evidence={})
    promised = replace(commitment, **{k: v for k, v in changes.items() if k not in slot_fields})
    return Reminded(view=TaskView(promised=promised, work=(work,)), work=work, rung=rung)


def with_activities(reminded: Reminded, *activities: Activity, evidence: tuple[Evidence, ...] = ()) -> Reminded:
    work = SlotWork(slot=reminded.work.slot, activities=activities, evidence={a.id: evidence for a in activities})
    return replace(reminded, work=work, view=replace(reminded.view, work=(work,)))


def activity(quantity: int | None, on: date = date(2017, 11, 12)) -> Activity:
    return Activity(
        id=1,
        unit_id=1,
        happened_on=on,
        words="Đã tổ chức",
        quantity=None if quantity is None else Decimal(quantity),
        received_at=AT,
        links=(ActivityLink(slot_id=1),),
    )


def digest(*reminded: Reminded, **options: Any) -> Digest:
    return make_digest("Trần Thị Hiền", list(reminded), today=MONDAY, is_working=worked, **options)


def line(reminded: Reminded) -> DigestLine:
    return line_of(reminded, MONDAY, worked)


def test_papers_that_did_not_come_are_asked_for_in_one_short_line() -> None:
    asked = replace(task("A", MONDAY), missing=("biên bản", "ảnh"))
    wanted = [item.wanted for g in digest(asked, task("B", MONDAY)).groups for item in g.lines]
    assert wanted == ["biên bản, ảnh", ""]
    assert line(asked).wanted == ""


def test_tasks_stand_in_groups_by_urgency_and_inside_by_date() -> None:
    letter = digest(
        task("E", date(2017, 12, 31), rung="check_in"),
        task("D", date(2017, 12, 4)),
        task("C", date(2017, 11, 30)),
        task("B", MONDAY, rung="on_day"),
        task("A", date(2017, 11, 20), rung="overdue"),
    )
    assert [(g.title, g.count, [item.code for item in g.lines]) for g in letter.groups] == [
        ("Quá hạn", "01", ["A"]),
        ("Đến hạn hôm nay", "01", ["B"]),
        ("Sắp đến hạn", "02", ["C", "D"]),
        ("Việc thường xuyên, việc còn xa hạn: cần cập nhật kết quả", "01", ["E"]),
    ]
    assert letter.subject == "[Đôn đốc] 05 việc cần làm, 01 việc quá hạn – tuần 27/11/2017"
    assert letter.opening == "Tính đến ngày 27/11/2017, đồng chí có 05 việc cần quan tâm, trong đó 01 việc đã quá hạn."


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2017, 11, 24), "24/11/2017 (quá hạn 03 ngày)"),
        (MONDAY, "27/11/2017 (đến hạn hôm nay)"),
        (date(2017, 12, 4), "04/12/2017 (còn 05 ngày làm việc)"),
    ],
)
def test_a_deadline_says_what_is_left(due: date, words: str) -> None:
    assert line(task("A", due)).deadline == words


def test_a_deadline_on_a_day_off_is_todays_on_the_last_working_day() -> None:
    sunday, friday = date(2017, 12, 3), date(2017, 12, 1)
    letter = make_digest("Hiền", [task("A", sunday, rung="on_day")], today=friday, is_working=worked)
    assert letter.groups[0].title == "Đến hạn hôm nay"
    assert letter.groups[0].lines[0].deadline == "03/12/2017 (hạn rơi vào ngày nghỉ, cần xong trong hôm nay)"


def test_a_proposed_date_is_marked() -> None:
    proposed = task("A", date(2017, 12, 31), due_explicit=False, due_proposed=True)
    assert line(proposed).deadline == "31/12/2017 (còn 24 ngày làm việc, ước định)"


def test_a_plan_and_a_cut_off_before_the_deadline_are_noted() -> None:
    planned = replace(task("A", date(2017, 12, 29), planned_for=date(2017, 12, 5)), next_cut_off=date(2017, 12, 14))
    assert line(planned).note == "dự kiến thực hiện ngày 05/12/2017; chốt số liệu báo cáo ngày 14/12/2017"
    passed = task("A", date(2017, 12, 29), planned_for=date(2017, 11, 20))
    assert line(passed).note == "đã qua ngày dự kiến 20/11/2017"


def test_the_planned_day_itself_is_urgent() -> None:
    letter = digest(task("A", date(2017, 12, 29), planned_for=MONDAY, rung="on_day"))
    assert letter.groups[0].title == "Đến hạn hôm nay"


def test_the_target_stands_beside_what_was_reached() -> None:
    target = Target(comparator=Comparator.AT_LEAST, value=Decimal(3), unit="buổi")
    reached = line(with_activities(task("A", date(2017, 12, 4), targets=(target,)), activity(1)))
    assert (reached.target, reached.progress) == ("ít nhất 03 buổi", "01/03 buổi")
    assert line(task("A", date(2017, 12, 4), targets=(target,))).progress == ""


def test_without_a_number_the_activities_are_counted_and_waiting_proof_is_named() -> None:
    proof = Evidence(id=1, activity_id=1, kind=EvidenceKind.FILE, label="anh.jpg", received_at=AT)
    told = line(with_activities(task("A", date(2017, 12, 4)), activity(None), evidence=(proof,)))
    assert told.progress == "đã ghi nhận 01 hoạt động, gần nhất ngày 12/11/2017; 01 minh chứng chờ xác nhận"


def test_words_lose_the_marks_of_the_page() -> None:
    assert line(task("A", MONDAY)).words == "Tổ chức hội thao"


def test_the_ordinal_is_printed_where_a_promise_has_several_slots() -> None:
    one = task("A", date(2017, 12, 4))
    several = replace(one, view=replace(one.view, work=(one.work, one.work)))
    assert line(several).code == "A.1"


def test_the_chat_text_is_short_and_complete() -> None:
    long_words = "Phối hợp với chuyên môn " + "tổ chức hội thao chào mừng ngày thành lập ngành " * 4
    letter = digest(task("A", date(2017, 11, 30), display=long_words), task("B", date(2017, 12, 4)))
    first, *tasks, last = letter.chat.split("\n")
    assert first == "Đ/c Trần Thị Hiền, việc cần làm ngày 27/11/2017:"
    assert len(tasks) == 2
    assert tasks[0].startswith("1. A: Phối hợp với chuyên môn")
    assert tasks[0].endswith("… – hạn 30/11/2017 (còn 03 ngày làm việc)")
    assert max(map(len, tasks)) < 180
    assert last == "Đề nghị đồng chí trả lời theo mã việc, gửi kèm minh chứng."


def test_the_answer_names_the_code_the_folder_and_who_keeps_the_list() -> None:
    ways = " ".join(digest(task("A", MONDAY), tracker="Lê Thị Vân").how_to_answer)
    assert "inbox/evidence/A" in ways
    assert "báo đồng chí Lê Thị Vân" in ways
    assert "dondoc" not in ways


def test_who_keeps_the_list_is_not_told_to_report_to_himself() -> None:
    ways = " ".join(digest(task("A", MONDAY), tracker=None).how_to_answer)
    assert "inbox/evidence/A" in ways
    assert "báo" not in ways


def test_directions_are_one_sentence_of_the_monthly_letter() -> None:
    monthly = digest(task("A", date(2017, 12, 31), rung="check_in"), directions=["CD-05", "CD-06"])
    assert "02 nội dung định hướng, không đặt thời hạn (CD-05, CD-06)" in monthly.directions
    assert digest(task("A", date(2017, 12, 4)), directions=["CD-05"]).directions == ""


def test_a_line_carries_the_link_that_it_was_given() -> None:
    assert digest(task("A", MONDAY)).groups[0].lines[0].link == ""
    link = "https://dondoc.may-binh-an.example/viec/a1.x"
    assert digest(replace(task("A", MONDAY), link=link)).groups[0].lines[0].link == link


def test_a_name_with_line_breaks_stays_on_one_line() -> None:
    letter = make_digest("Hiền\nTrần", [task("A", MONDAY)], today=MONDAY, is_working=worked)
    assert letter.salutation == "Kính gửi đồng chí Hiền Trần"
    assert letter.chat.split("\n")[0] == "Đ/c Hiền Trần, việc cần làm ngày 27/11/2017:"


def test_how_to_say_da_nhan_is_told_and_the_button_where_there_is_a_page() -> None:
    ways = " ".join(digest(task("A", MONDAY)).how_to_answer)
    assert "“A: đã nhận”" in ways
    assert "Bấm" not in ways
    linked = digest(replace(task("A", MONDAY), link="https://vi.du/viec/x")).how_to_answer
    assert linked[0].startswith("Bấm “Trả lời việc này”")
    assert "inbox/evidence" not in " ".join(linked)


def test_each_task_whose_day_is_to_come_goes_into_the_calendar_on_the_day_aimed_at() -> None:
    planned = task("B", date(2017, 12, 29), planned_for=date(2017, 12, 5))
    cut_off = replace(task("C", date(2017, 12, 29)), next_cut_off=date(2017, 12, 14))
    letter = digest(task("LATE", date(2017, 11, 20)), task("A", MONDAY), planned, cut_off)
    assert [(entry.code, entry.day, entry.summary) for entry in letter.calendar] == [
        ("A", MONDAY, "Hạn: Tổ chức hội thao"),
        ("B", date(2017, 12, 5), "Dự kiến: Tổ chức hội thao"),
        ("C", date(2017, 12, 14), "Chốt số liệu: Tổ chức hội thao"),
    ]


def test_an_entry_of_a_calendar_says_nothing_that_grows_old() -> None:
    target = Target(comparator=Comparator.AT_LEAST, value=Decimal(3), unit="buổi")
    linked = replace(task("A", date(2017, 12, 4), targets=(target,)), link="https://vi.du/viec/x", doer="Tổ 1")
    (entry,) = digest(linked).calendar
    assert entry.description.split("\n") == [
        "Mã việc: A",
        "Tổ chức hội thao",
        "Thời hạn: 04/12/2017",
        "Chỉ tiêu: ít nhất 03 buổi",
        "Thực hiện: Tổ 1",
        "Trả lời tại: https://vi.du/viec/x",
    ]


def test_after_the_planned_day_the_calendar_shows_the_promised_one() -> None:
    (entry,) = digest(task("A", date(2017, 12, 29), planned_for=date(2017, 11, 20))).calendar
    assert (entry.day, entry.summary) == (date(2017, 12, 29), "Hạn: Tổ chức hội thao")

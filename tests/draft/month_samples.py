"""A month with as many late tasks, units and things to decide as wanted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from draft.paper_samples import MADE_AT, TODAY, view_of

from dondoc.core.answer import ExtensionRequest
from dondoc.core.monthly import (
    Matter,
    Task,
    broken_caps,
    choose,
    overdue_tasks,
    standings,
    waiting_evidence,
    wishes,
    without_owner,
)
from dondoc.core.progress import TaskView
from dondoc.core.proof_counts import ProofCounts
from dondoc.core.target import Comparator, Role, Target
from dondoc.core.task import Assignee, Status
from dondoc.draft.progress_letter import DECISIONS, MonthFacts

CAP = Target(comparator=Comparator.AT_MOST, value=Decimal(1), unit="vụ tai nạn lao động", role=Role.CAP)
LONG = (
    "Phối hợp với Ban Giám đốc và các phòng chuyên môn tổ chức kiểm tra, giám sát việc thực hiện thỏa ước lao động tập "
    "thể, quy chế dân chủ cơ sở tại nơi làm việc và báo cáo kết quả về Ban Chấp hành"
)


def month(
    late: int,
    silent: int = 0,
    units: int = 2,
    *,
    words: str = "Tổ chức giải cầu lông nữ",
    name: str = "Tổ",
    code: str = "CDTL",
) -> MonthFacts:
    """`late` overdue tasks and `silent` others of nobody has heard, handed out in turn to `units` units."""
    views: list[TaskView] = []
    for n in range(1, late + silent + 1):
        due = TODAY - timedelta(days=5 + n % 97) if n <= late else TODAY + timedelta(days=30)
        views.append(view_of(n, words, due, assignee=Assignee(unit_id=1 + n % units)))
    if late:
        views.append(view_of(901, words, date(2017, 12, 31), CAP, reached=3, assignee=Assignee(unit_id=1)))
    views = [replace(v, promised=replace(v.promised, code=v.code.replace("CDTL", code))) for v in views]
    tasks: list[Task] = [(view, view.work[0]) for view in views]
    still = tasks[late : late + silent]
    asked = [
        ExtensionRequest(id=n, slot_id=n, person_id=1, until=date(2017, 12, 20), reason=words, at=MADE_AT)
        for n in range(1, min(late, 9) + 1)
    ]
    matters: list[Matter] = [
        *wishes({task[1].slot.id: task for task in tasks}, asked),
        *broken_caps(views, since=TODAY),
        *without_owner(tasks, {1}),
        *(overdue := overdue_tasks(tasks, today=TODAY)),
        *waiting_evidence(tasks, today=TODAY, days=10),
    ]
    return MonthFacts(
        unit="Công đoàn cơ sở Công ty Cổ phần May mặc xuất khẩu Bình An",
        views=views,
        old=3,
        late=[matter.task for matter in overdue],
        silent=still,
        heard={task[1].slot.id: date(2017, 10, 1) for task in still},
        standings=standings(views, {}, silent={task[1].slot.id for task in still}, today=TODAY),
        choice=choose(matters, DECISIONS),
        units={n: f"{name} {n}" for n in range(1, units + 1)},
        unit_codes={n: f"TO{n}" for n in range(1, units + 1)},
        people={1: "Trần Thị Hiền"},
        silent_days=30,
        proofs=ProofCounts(total=40, self_accepted=2, late=3),
        late_entry_days=10,
        links={},
    )


def worst_month() -> MonthFacts:
    """The fullest page there can be: every line as long as it gets."""
    name = "Công đoàn bộ phận Phân xưởng cắt may hoàn thiện và đóng gói sản phẩm xuất khẩu số"
    facts = month(300, 200, 200, words=LONG, name=name, code="CDCSMAYXUATKHAUX")
    others = (Status.PARTLY_DONE, Status.NOT_DONE, Status.WAIVED, Status.SUSPENDED)
    settled = [view_of(1000 + n, LONG, date(2017, 12, 31), status=others[n % 4]) for n in range(200)]
    return replace(
        facts,
        views=[*facts.views, *settled],
        old=120,
        people={1: "Nguyễn Hoàng Thị Thanh Phương Khánh Quỳnh Anh"},
        proofs=ProofCounts(total=12_345, self_accepted=1_234, late=2_345),
    )

"""Late tasks of a small office, as papers speak of them."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dondoc.core.activity import Activity, ActivityLink
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange, Period
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.target import Comparator, Target
from dondoc.core.task import Assignee, Slot, Status
from dondoc.draft.office import Signer
from dondoc.draft.papers import PaperOffice, PaperTask, PaperWording, Source

TODAY = date(2017, 11, 27)
ANSWER_BY = date(2017, 12, 4)
MADE_AT = datetime(2017, 11, 27, 8, tzinfo=TIME_ZONE)
REPORT = Source(number="21/BC-CĐCS", issued_on=date(2017, 7, 5))

WORDING = PaperWording(
    slip_symbol="PGV",
    recipients=("Lưu: VT",),
    proof="Báo cáo kết quả theo chỉ tiêu, kèm minh chứng: biên bản, danh sách, ảnh hoặc số, ký hiệu văn bản",
    document_types={"BC": "Báo cáo", "KH": "Kế hoạch"},
)
OFFICE = PaperOffice(
    issuer="Công đoàn cơ sở Công ty May Bình An",
    superior="Liên đoàn Lao động tỉnh Hòa Lạc",
    place="Hòa Lạc",
    symbol="CĐCS",
    signer=Signer(authority="TM. BAN CHẤP HÀNH", position="CHỦ TỊCH", name="Phạm Văn Quý"),
    tracker="Lê Thị Vân",
    wording=WORDING,
)


def view_of(number: int, words: str, due: date, *targets: Target, reached: int | None = None, **slot: Any) -> TaskView:
    """A confirmed promise with one slot."""
    promise = Commitment(
        id=number,
        code=f"CDTL-2017-H2-{number:02}",
        unit_id=1,
        document_id=1,
        period=Period.parse("2017-H2"),
        text=words,
        display=words,
        kind=Kind.COUNTABLE,
        targets=targets,
        due=due,
        due_explicit=True,
        status=Status.OPEN,
    )
    plain = Slot(
        id=number,
        commitment_id=number,
        ordinal=1,
        window=DateRange.through(date(2017, 7, 1), max(due, date(2017, 7, 1))),
        assignee=Assignee(unit_id=2),
        due=due,
    )
    activities = (
        (
            Activity(
                id=number,
                unit_id=2,
                happened_on=date(2017, 9, 20),
                words="Đã tổ chức",
                quantity=Decimal(reached),
                received_at=MADE_AT,
                links=(ActivityLink(slot_id=number),),
            ),
        )
        if reached is not None
        else ()
    )
    return TaskView(promised=promise, work=(SlotWork(slot=replace(plain, **slot), activities=activities, evidence={}),))


def games(count: int = 2) -> Target:
    return Target(comparator=Comparator.AT_LEAST, value=Decimal(count), unit="giải cầu lông")


def paper_task(view: TaskView, addressee: str = "Tổ công đoàn 1", **changes: Any) -> PaperTask:
    task = PaperTask(view=view, work=view.work[0], addressee=addressee, doer=addressee, source=REPORT)
    return replace(task, **changes)


def late_tasks() -> list[PaperTask]:
    """Two late tasks of one group, one of another."""
    return [
        paper_task(view_of(1, "Tổ chức ít nhất 02 giải cầu lông nữ;", date(2017, 11, 21), games(), reached=1)),
        paper_task(view_of(2, "Rà soát, bổ sung quy chế chi tiêu nội bộ, trình Ban Chấp hành", date(2017, 10, 31))),
        paper_task(
            view_of(
                3,
                "Kết nạp thêm 15 đoàn viên mới trước ngày 20/11/2017",
                date(2017, 11, 19),
                Target(comparator=Comparator.EXACTLY, value=Decimal(15), unit="đoàn viên"),
            ),
            "Tổ công đoàn 2",
        ),
    ]

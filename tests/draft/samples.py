"""A half-year of an invented union with a commitment in every standing that a report can tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from dondoc.core.activity import Activity, ActivityLink, Evidence, EvidenceKind, EvidenceState
from dondoc.core.commitment import Amendment, AmendmentKind, Commitment
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange, Period
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.report import ReportCalendar
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Assignee, Attestation, Slot, Status
from dondoc.draft.office import Area, ReportOffice
from dondoc.settings.report import load_report_office

PERIOD = Period.parse("2017-H2")
NEXT = PERIOD.next()
CUT_OFF = date(2017, 12, 31)
KNOWN_AT = datetime(2018, 1, 2, 9, tzinfo=TIME_ZONE)
MADE_AT = datetime(2018, 1, 2, 10, tzinfo=TIME_ZONE)
UNITS = {
    1: "Công đoàn cơ sở Công ty Dệt Bình Sơn",
    2: "Tổ Công đoàn Sợi",
    3: "Tổ Công đoàn Nhuộm",
    4: "Tổ Công đoàn Văn phòng",
}
AREAS = (
    Area("education", "Tuyên truyền, giáo dục, học tập nghị quyết"),
    Area("representation", "Đại diện, chăm lo, bảo vệ quyền và lợi ích; dân chủ ở cơ sở; an toàn lao động"),
    Area("emulation", "Thi đua yêu nước, khen thưởng, sáng kiến"),
    Area("organization", "Xây dựng tổ chức, cán bộ, phát triển đoàn viên, đại hội, nhân sự"),
    Area("women", "Nữ công, gia đình, trẻ em, bình đẳng giới"),
    Area("inspection", "Kiểm tra, giám sát, giải quyết khiếu nại, tố cáo"),
    Area("finance", "Tài chính, tài sản, ngân sách"),
    Area("culture_sports", "Văn hóa, văn nghệ, thể thao, tham quan"),
    Area("charity", "Xã hội, từ thiện, đền ơn đáp nghĩa"),
)
AT_LEAST, EXACTLY, AT_MOST = Comparator.AT_LEAST, Comparator.EXACTLY, Comparator.AT_MOST


def office(**changes: object) -> ReportOffice:
    """The shipped form with the names of the invented union."""
    named = replace(
        load_report_office(),
        superior="Liên đoàn Lao động huyện Bình Sơn",
        number_suffix="BC-CĐCS",
        place="Bình Sơn",
        addressee="Ban Thường vụ Liên đoàn Lao động huyện Bình Sơn",
    )
    return replace(named, **changes)  # type: ignore[arg-type]  # tests name fields of the dataclass


def target(value: str, unit: str, comparator: Comparator = AT_LEAST, **more: object) -> Target:
    return Target(comparator=comparator, value=Decimal(value), unit=unit, **more)  # type: ignore[arg-type]


class Book:
    """Builds views one after the other, with ids and codes that follow."""

    def __init__(self) -> None:
        self.views: list[TaskView] = []
        self._slot = 0
        self._activity = 0

    def slot(self, status: Status = Status.OPEN, *, due: date = CUT_OFF, unit: int = 1, **more: object) -> Slot:
        self._slot += 1
        window = more.pop("window", PERIOD.calendar)
        fields: dict[str, object] = {"opened_at": KNOWN_AT - timedelta(days=180), **more}
        if status is not Status.OPEN:
            fields.setdefault("decided_at", KNOWN_AT - timedelta(days=5))
        return Slot(
            id=self._slot,
            commitment_id=len(self.views) + 1,
            ordinal=1,
            window=window,
            assignee=Assignee(unit_id=unit),
            due=due,
            status=status,
            **fields,  # type: ignore[arg-type]
        )

    def activity(self, slot: Slot, day: date, quantity: str | None = None, **more: object) -> Activity:
        self._activity += 1
        return Activity(
            id=self._activity,
            unit_id=1,
            happened_on=day,
            words="đã thực hiện",
            quantity=Decimal(quantity) if quantity is not None else None,
            received_at=KNOWN_AT - timedelta(days=6),
            links=(ActivityLink(slot_id=slot.id, target=int(str(more.pop("target", 0)))),),
            **more,  # type: ignore[arg-type]
        )

    def add(
        self,
        display: str,
        area: str,
        works: Sequence[tuple[Slot, Sequence[Activity]]] = (),
        *,
        amendments: Sequence[Amendment] = (),
        **more: object,
    ) -> TaskView:
        number = len(self.views) + 1
        targets = more.get("targets", ())
        fields: dict[str, object] = {
            "kind": Kind.COUNTABLE if targets else Kind.DELIVERABLE,
            "due": CUT_OFF,
            "status": Status.OPEN,
            "confirmed_at": KNOWN_AT - timedelta(days=180),
            **more,
        }
        promised = Commitment(
            id=number,
            code=f"CD-2017-H2-{number:02}",
            unit_id=1,
            document_id=1,
            period=PERIOD,
            text=display,
            display=display,
            area=area,
            **fields,  # type: ignore[arg-type]
        )
        view = TaskView(
            promised=promised,
            amendments=tuple(amendments),
            work=tuple(
                SlotWork(
                    slot=replace(slot, ordinal=ordinal),
                    activities=tuple(activities),
                    evidence={a.id: (proof(a),) for a in activities} if slot.attestation is None else {},
                )
                for ordinal, (slot, activities) in enumerate(works, 1)
            ),
        )
        self.views.append(view)
        return view

    def snapshot(self, unplanned: Sequence[Activity] = ()) -> Snapshot:
        return Snapshot(
            plan=ReportCalendar().plan_for(1, PERIOD),
            known_at=KNOWN_AT,
            views=tuple(self.views),
            unplanned=tuple((a, ()) for a in unplanned),
        )


def proof(activity: Activity) -> Evidence:
    return Evidence(
        id=activity.id,
        activity_id=activity.id,
        kind=EvidenceKind.FILE,
        label=f"bien-ban-{activity.id:02}.pdf",
        state=EvidenceState.ACCEPTED,
        received_at=activity.received_at,
        decided_at=activity.received_at,
    )


def extension(old: date, new: date, **more: object) -> Amendment:
    fields: dict[str, object] = {
        "reason": "Chờ công ty bố trí mặt bằng",
        "basis": "Công văn số 21/CV-CTY ngày 12/9/2017",
        "approver": "Chủ tịch Công đoàn",
        "at": KNOWN_AT - timedelta(days=100),
        **more,
    }
    return Amendment(id=1, commitment_id=1, kind=AmendmentKind.EXTEND, old_due=old, new_due=new, **fields)  # type: ignore[arg-type]


def months(book: Book, statuses: Sequence[Status], **more: object) -> list[tuple[Slot, list[Activity]]]:
    """One slot a month from July, with an activity on the 20th where it is done."""
    works: list[tuple[Slot, list[Activity]]] = []
    for month, status in enumerate(statuses, 7):
        window = Period(2017, 1, month).calendar
        done_on = date(2017, month, 20) if status is Status.DONE else None
        reason = "Trùng đợt kiểm kê cuối quý" if status is Status.NOT_DONE else ""
        slot = book.slot(status, due=window.last, window=window, done_on=done_on, reason=reason, **more)
        works.append((slot, [book.activity(slot, done_on)] if done_on else []))
    return works


def full_snapshot() -> Snapshot:
    """Every standing once or more; the comments name what each commitment is here for."""
    book = Book()
    _done(book)
    _owed(book)
    _of_many_slots(book)
    _without_end(book)
    visit = Activity(
        id=900,
        unit_id=1,
        happened_on=date(2017, 11, 8),
        words="Thăm hỏi 03 gia đình đoàn viên bị thiệt hại do bão",
        place="xã Bình Minh",
        people=12,
        money=Decimal(4500000),
        area="charity",
        is_unplanned=True,
        received_at=KNOWN_AT - timedelta(days=30),
    )
    return book.snapshot([visit])


def _done(book: Book) -> None:
    # Done, over the target of a small count.
    slot = book.slot(Status.DONE, done_on=date(2017, 9, 15))
    book.add(
        "Tổ chức tối thiểu 01 giải cầu lông nam nữ cho đoàn viên trong 6 tháng cuối năm",
        "culture_sports",
        [(slot, [book.activity(slot, date(2017, 9, 15), "1"), book.activity(slot, date(2017, 10, 20), "1")])],
        targets=(target("1", "giải cầu lông nam nữ"),),
    )
    # Done on a day of its own, in time.
    slot = book.slot(Status.DONE, due=date(2017, 8, 30), done_on=date(2017, 8, 25))
    book.add(
        "Ban hành Quy định sử dụng nhà sinh hoạt chung trước ngày 31/8",
        "finance",
        [(slot, [book.activity(slot, date(2017, 8, 25))])],
        due=date(2017, 8, 30),
        due_explicit=True,
    )
    # Done late.
    slot = book.slot(Status.DONE, due=date(2017, 9, 30), done_on=date(2017, 10, 5))
    book.add(
        "Rà soát, bổ sung hồ sơ nhân sự tổ công đoàn trong quý III",
        "organization",
        [(slot, [book.activity(slot, date(2017, 10, 5))])],
        due=date(2017, 9, 30),
        due_explicit=True,
    )
    # A share of a whole, in per cent.
    slot = book.slot(Status.DONE, done_on=date(2017, 12, 10))
    book.add(
        "Từ 90% trở lên đoàn viên được phổ biến nội quy lao động mới",
        "education",
        [(slot, [book.activity(slot, date(2017, 12, 10), "380", denominator=Decimal(400))])],
        targets=(target("90", "đoàn viên", percent=True, aggregate=Aggregate.SHARE),),
    )
    # A cap, judged at the end.
    slot = book.slot(Status.DONE, done_on=CUT_OFF)
    book.add(
        "Số vụ cháy nổ tại nơi làm việc không quá 01 vụ",
        "representation",
        [(slot, [])],
        targets=(target("1", "vụ cháy nổ", AT_MOST, role=Role.CAP),),
    )
    # A range, reached.
    slot = book.slot(Status.DONE, done_on=date(2017, 11, 30))
    book.add(
        "Kết nạp từ 20 đến 30 đoàn viên mới",
        "organization",
        [(slot, [book.activity(slot, date(2017, 11, 30), "24")])],
        targets=(
            target("20", "đoàn viên mới", role=Role.RANGE_LOW),
            target("30", "đoàn viên mới", AT_MOST, role=Role.RANGE_HIGH),
        ),
    )
    # Done on somebody's word.
    words = Attestation(by="Trưởng Ban Nữ công", on=date(2017, 12, 20), words="Đã tổ chức, chưa thu hồ sơ")
    slot = book.slot(Status.DONE, due=date(2017, 10, 20), done_on=date(2017, 10, 19), attestation=words)
    book.add(
        "Ban Nữ công mở lớp cắm hoa cho đoàn viên nhân dịp 20/10",
        "women",
        [(slot, [])],
        owner="Ban Nữ công",
        due=date(2017, 10, 20),
        due_explicit=True,
    )
    # Many dates, a larger number, over a hundred per cent.
    slot = book.slot(Status.DONE, done_on=date(2017, 12, 1))
    visits = [book.activity(slot, date(2017, month, 3), "11") for month in range(7, 13)]
    book.add(
        "Thăm hỏi, tặng quà 60 đoàn viên hưu trí",
        "charity",
        [(slot, visits)],
        targets=(target("60", "đoàn viên hưu trí", EXACTLY),),
    )


def _owed(book: Book) -> None:
    # Partly: a sum.
    slot = book.slot(Status.PARTLY_DONE, reason="Dây chuyền mới lắp đặt, chưa bố trí được thời gian")
    book.add(
        "Mở ít nhất 04 lớp sơ cứu ban đầu cho công nhân",
        "representation",
        [(slot, [book.activity(slot, date(2017, 8, 12), "2"), book.activity(slot, date(2017, 11, 4), "1")])],
        targets=(target("4", "lớp sơ cứu ban đầu"),),
    )
    # Partly, without a figure.
    slot = book.slot(Status.PARTLY_DONE, reason="Mới xong phần số liệu")
    book.add("Xây dựng phần mềm quản lý đoàn viên", "organization", [(slot, [])])
    # Not done, with the reason.
    slot = book.slot(Status.NOT_DONE, due=date(2017, 10, 20), reason="Không bố trí được kinh phí, sẽ làm sau")
    book.add(
        "Tổ chức hội thi nấu ăn vào ngày 20/10",
        "women",
        [(slot, [])],
        due=date(2017, 10, 20),
        due_explicit=True,
    )
    # Overdue, nothing recorded.
    book.add("Tổng kết cuộc thi Ý tưởng xanh", "emulation", [(book.slot(), [])])
    # Overdue with a part of a sum.
    slot = book.slot(due=date(2017, 11, 30))
    book.add(
        "Kiểm tra sổ sách thu chi tại 03 tổ công đoàn trước ngày 01/12",
        "inspection",
        [(slot, [book.activity(slot, date(2017, 10, 2), "1")])],
        targets=(target("3", "tổ công đoàn", EXACTLY),),
        due=date(2017, 11, 30),
        due_explicit=True,
    )
    # Released.
    slot = book.slot(Status.WAIVED, reason="Cấp trên tổ chức chung", decided_by="Ban Chấp hành")
    book.add("Tổ chức đoàn tham quan học tập kinh nghiệm", "culture_sports", [(slot, [])])
    # Stopped.
    slot = book.slot(Status.SUSPENDED, reason="Chờ hướng dẫn của cấp trên", decided_by="Ban Thường vụ")
    book.add("Kiện toàn Ủy ban Kiểm tra", "inspection", [(slot, [])])
    # Postponed by an amendment.
    slot = book.slot(due=date(2018, 3, 15))
    book.add(
        "Hoàn thành sửa chữa nhà sinh hoạt công đoàn trước ngày 01/10/2017",
        "finance",
        [(slot, [])],
        amendments=[extension(date(2017, 9, 30), date(2018, 3, 15))],
        due=date(2017, 9, 30),
        due_explicit=True,
    )
    # The number was changed, and a part reached.
    slot = book.slot(Status.PARTLY_DONE, reason="Tổ Sợi giảm lao động")
    changed = Amendment(
        id=2,
        commitment_id=1,
        kind=AmendmentKind.RETARGET,
        reason="Giảm ca",
        approver="Ban Chấp hành",
        at=KNOWN_AT - timedelta(days=60),
        old_targets=(target("30", "suất học bổng", EXACTLY),),
        new_targets=(target("24", "suất học bổng", EXACTLY),),
    )
    book.add(
        "Trao 30 suất học bổng cho con đoàn viên",
        "charity",
        [(slot, [book.activity(slot, date(2017, 9, 4), "18")])],
        targets=(target("30", "suất học bổng", EXACTLY),),
        amendments=[changed],
    )


def _of_many_slots(book: Book) -> None:
    # Six months, one of them missed.
    statuses = [Status.DONE] * 6
    statuses[3] = Status.NOT_DONE
    book.add(
        "Ban Chấp hành họp định kỳ hằng tháng",
        "organization",
        months(book, statuses),
        owner="Ban Chấp hành",
        recurrence=Recurrence.MONTHLY,
        rrule="FREQ=MONTHLY",
    )
    # A plural owner: two of three units.
    works: list[tuple[Slot, list[Activity]]] = []
    for unit, status in ((2, Status.DONE), (3, Status.DONE), (4, Status.NOT_DONE)):
        done_on = date(2017, 9, 9) if status is Status.DONE else None
        reason = "" if done_on else "Tổ trưởng nghỉ dài ngày"
        slot = book.slot(status, unit=unit, done_on=done_on, reason=reason)
        works.append((slot, [book.activity(slot, done_on, "1")] if done_on else []))
    book.add(
        "Các tổ công đoàn tổ chức 01 buổi nói chuyện chuyên đề về tiết kiệm",
        "education",
        works,
        owner="Các tổ công đoàn",
        targets=(target("1", "buổi nói chuyện chuyên đề", EXACTLY, per=Per.ASSIGNEE),),
    )


def _without_end(book: Book) -> None:
    # Effort without an end, with a slot.
    slot = book.slot(Status.DONE, done_on=date(2017, 12, 15))
    book.add(
        "Tiếp tục duy trì nền nếp bữa ăn ca bảo đảm vệ sinh",
        "representation",
        [(slot, [book.activity(slot, date(2017, 12, 15))])],
        kind=Kind.ONGOING,
    )
    # Directions.
    book.add("Lắng nghe góp ý của công nhân xa nhà", "representation", kind=Kind.ONGOING, is_direction=True)
    book.add("Tăng cường đối thoại tại chỗ với tổ sản xuất", "representation", kind=Kind.ONGOING, is_direction=True)


def with_window(slot: Slot, first: date, last: date) -> Slot:
    return replace(slot, window=DateRange.through(first, last))

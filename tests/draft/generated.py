"""Snapshots of any shape, for statements that must hold of all of them."""

from datetime import date, timedelta
from decimal import Decimal

from draft.samples import Book, extension
from hypothesis import strategies as st

from dondoc.core.activity import Activity
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Attestation, Slot, Status

DAYS = st.dates(min_value=date(2017, 1, 1), max_value=date(2018, 12, 31))


def anything(longest: int) -> st.SearchStrategy[str]:
    """Any text but the word by which a missing value would show in print."""
    return st.text(max_size=longest).filter(lambda words: "none" not in words.lower())


WORDS = st.one_of(
    st.sampled_from(
        [
            "Tổ chức ít nhất 02 hội nghị",
            "Tiếp tục duy trì nền nếp họp",
            "Ban Nữ công sẽ tổ chức tọa đàm trước ngày 15/8",
            "Phấn đấu 90% đoàn viên tham gia bảo hiểm",
            "Không để xảy ra tai nạn",
        ]
    ),
    anything(80),
)
STATUSES = st.sampled_from([s for s in Status if s not in {Status.DRAFT, Status.REJECTED}])


@st.composite
def targets(draw: st.DrawFn) -> Target:
    return Target(
        comparator=draw(st.sampled_from(Comparator)),
        value=Decimal(draw(st.integers(min_value=0, max_value=2000))),
        unit=draw(st.sampled_from(["hội nghị", "đoàn viên", "triệu đồng", "vụ", ""])),
        percent=draw(st.booleans()),
        aggregate=draw(st.sampled_from(Aggregate)),
        per=draw(st.sampled_from(Per)),
        role=draw(st.sampled_from(Role)),
    )


@st.composite
def works(draw: st.DrawFn, book: Book) -> tuple[Slot, list[Activity]]:
    status = draw(STATUSES)
    attested = status is Status.DONE and draw(st.booleans())
    slot = book.slot(
        status,
        due=draw(DAYS),
        unit=draw(st.integers(min_value=1, max_value=6)),
        done_on=draw(st.none() | DAYS) if status is Status.DONE else None,
        reason=draw(anything(30)),
        decided_by=draw(st.sampled_from(["", "Ban Chấp hành"])),
        attestation=Attestation(by="Trưởng ban", on=draw(DAYS), words="") if attested else None,
    )
    count = draw(st.integers(min_value=0, max_value=3))
    quantities = st.none() | st.integers(min_value=0, max_value=3000).map(str)
    activities = [
        book.activity(
            slot,
            draw(DAYS),
            draw(quantities),
            denominator=draw(st.none() | st.integers(min_value=1, max_value=500).map(Decimal)),
        )
        for _ in range(count)
    ]
    return slot, activities


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    book = Book()
    for _ in range(draw(st.integers(min_value=0, max_value=5))):
        rows = [draw(works(book)) for _ in range(draw(st.integers(min_value=0, max_value=3)))]
        old = draw(DAYS)
        given = [extension(old, old + timedelta(days=30))] if draw(st.booleans()) else []
        book.add(
            draw(WORDS),
            draw(st.sampled_from(["education", "women", "elsewhere", "other"])),
            rows,
            amendments=given,
            kind=draw(st.sampled_from(Kind)),
            targets=tuple(draw(st.lists(targets(), max_size=3))),
            owner=draw(st.sampled_from([None, "Ban Nữ công", "Các tổ công đoàn"])),
            recurrence=draw(st.none() | st.sampled_from(Recurrence)),
            is_direction=not rows,
            due_explicit=draw(st.booleans()),
        )
    return book.snapshot()

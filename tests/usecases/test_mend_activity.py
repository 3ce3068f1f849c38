"""Correcting an activity: what was wrong is put right, what is done on its strength stays, and the log keeps both."""

from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, share, target

from dondoc.core.activity import Activity
from dondoc.core.extraction import Recurrence
from dondoc.core.progress import results
from dondoc.core.target import Per
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.messages import explain
from dondoc.usecases.mend_activity import Correction, mend_activity
from dondoc.usecases.update_task import mark_done, reopen

DAY = date(2026, 9, 15)
CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
MONTHLY = Line("Họp giao ban hằng tháng", recurrence=Recurrence.MONTHLY)


def mend(ledger: Ledger, activity: Activity, **fields: object) -> Activity:
    change = Correction(**fields)
    return mend_activity(ledger.begin, activity.id, change, RULES, actor=CLERK, now=at(date(2026, 12, 1)))


def done(ledger: Ledger, line: Line = CLASSES) -> tuple[str, Activity]:
    (code,) = ledger.confirm(line)
    activity = ledger.record(code, DAY, 2)
    ledger.prove(activity)
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(DAY))
    return code, activity


def test_the_log_keeps_the_old_and_the_new(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    activity = ledger.record(code, DAY, 20)
    mended = mend(ledger, activity, on=date(2026, 9, 10), quantity=Decimal(2), words=" Đã mở  02 lớp ")
    assert (mended.happened_on, mended.quantity, mended.words) == (date(2026, 9, 10), Decimal(2), "Đã mở 02 lớp")
    assert results(ledger.view(code))[0].value == Decimal(2)
    with ledger.database.reading() as work:
        assert work.activities.get(activity.id) == mended
        event = work.events.of_entity(f"activity-{activity.id}")[-1]
        payload = work.events.payload(event.stream, event.seq)
    assert event.type == "activity.mended"
    assert payload is not None
    links = [{"task": code, "target": 1}]
    same = {"of": None, "place": "", "people": None, "money": None, "area": "other", "unclear": False, "links": links}
    assert payload["old"] == {"on": "2026-09-15", "words": "Đã tổ chức", "quantity": "20"} | same
    assert payload["new"] == {"on": "2026-09-10", "words": "Đã mở 02 lớp", "quantity": "2"} | same


def test_what_was_read_wrongly_is_put_right_or_taken_away(ledger: Ledger) -> None:
    activity = ledger.record("", DAY, 20, place="sân", people=40, money=Decimal(9), area="charity")
    mended = mend(ledger, activity, place=" Hội  trường ", people=45, money=Decimal(8), area="women")
    assert (mended.place, mended.people, mended.money, mended.area) == ("Hội trường", 45, Decimal(8), "women")
    bare = mend(ledger, activity, clear=("quantity", "people", "money", "place"))
    assert (bare.quantity, bare.people, bare.money, bare.place, bare.area) == (None, None, None, "", "women")
    with pytest.raises(BadInput) as refused:
        mend(ledger, activity, clear=("words",))
    assert refused.value.message_code == "activity.nothing_to_clear"


def test_a_new_quantity_brings_its_own_whole(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Khám sức khỏe cho 90% đoàn viên", targets=(share(),)))
    activity = ledger.record(code, DAY, 38, denominator=Decimal(40))
    assert mend(ledger, activity, words="Khám đợt 1").denominator == Decimal(40)
    assert mend(ledger, activity, quantity=Decimal(95)).denominator is None
    assert results(ledger.view(code))[0].value == Decimal(95)


@pytest.mark.parametrize(
    ("fields", "still"),
    [
        ({"words": "x"}, True),
        ({"on": DAY}, True),
        ({"quantity": Decimal(2)}, False),
        ({"on": DAY, "quantity": Decimal(2)}, False),
    ],
)
def test_who_names_what_was_missing_has_looked(ledger: Ledger, fields: dict[str, object], still: bool) -> None:
    (code,) = ledger.confirm(CLASSES)
    activity = ledger.record(code, DAY, is_unclear=True)
    assert mend(ledger, activity, **fields).is_unclear is still


def test_without_a_target_the_day_alone_is_enough(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Xây dựng quy chế"))
    assert not mend(ledger, ledger.record(code, DAY, is_unclear=True), on=DAY).is_unclear


def test_it_counts_for_another_target(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Mở 02 lớp, kết nạp 10 đoàn viên", targets=(target(), target(10, "đoàn viên"))))
    activity = ledger.record(code, DAY, 4)
    mend(ledger, activity, target=2)
    assert [r.value for r in results(ledger.view(code))] == [None, Decimal(4)]


def test_unlinked_from_its_only_task_it_is_unplanned(ledger: Ledger) -> None:
    first, second = ledger.confirm(CLASSES, Line("Mở lớp cho thợ mới", targets=(target(),)))
    activity = ledger.record("", DAY, 1, codes=(first, second))
    assert not mend(ledger, activity, unlink=(first,)).is_unplanned
    assert [results(ledger.view(code))[0].value for code in (first, second)] == [None, Decimal(1)]
    mended = mend(ledger, activity, unlink=(second,))
    assert (mended.is_unplanned, mended.links) == (True, ())


def test_a_day_in_another_month_counts_for_that_month(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    activity = ledger.record(code, DAY)
    mend(ledger, activity, on=date(2026, 8, 30))
    assert [len(w.activities) for w in ledger.view(code).work] == [0, 1, 0, 0, 0, 0]
    mend(ledger, activity, on=date(2026, 6, 30))
    assert [len(w.activities) for w in ledger.view(code).work] == [0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "activity.nothing_to_mend"),
        ({"words": "  "}, "activity.no_words"),
        ({"on": date(2026, 12, 2)}, "activity.in_future"),
        ({"quantity": Decimal(-1)}, "activity.negative"),
        ({"target": 0}, "activity.no_such_target"),
        ({"target": 2}, "activity.no_such_target"),
        ({"unlink": ("CDCSXGM-2026-H2-02",)}, "activity.not_linked"),
        ({"unlink": ("KHONGCO",)}, "task.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(ledger: Ledger, fields: dict[str, object], code: str) -> None:
    task, _ = ledger.confirm(CLASSES, Line("Mở lớp cho thợ mới", targets=(target(),)))
    activity = ledger.record(task, DAY, 1)
    before = ledger.dump()
    with pytest.raises(DondocError) as refused:
        mend(ledger, activity, **fields)
    assert refused.value.message_code == code
    assert ledger.dump() == before


@pytest.mark.parametrize("fields", [{"quantity": Decimal(1)}, {"on": date(2026, 9, 20)}, {"unlink": True}])
def test_what_is_done_on_its_strength_is_opened_again_first(ledger: Ledger, fields: dict[str, object]) -> None:
    code, activity = done(ledger)
    change = {"unlink": (code,)} if "unlink" in fields else fields
    before = ledger.dump()
    with pytest.raises(NotAllowed) as refused:
        mend(ledger, activity, **change)
    assert refused.value.message_code == "activity.carries_done"
    assert f"dondoc reopen {code}" in explain(refused.value)
    assert ledger.dump() == before
    reopen(ledger.begin, code, "ghi nhầm", actor=CLERK, now=at(DAY))
    mend(ledger, activity, **change)
    assert ledger.dump() != before


def test_what_leaves_done_as_it_is_needs_no_reopening(ledger: Ledger) -> None:
    code, activity = done(ledger)
    assert mend(ledger, activity, quantity=Decimal(3), words="Đã mở 03 lớp").quantity == Decimal(3)
    assert results(ledger.view(code))[0].value == Decimal(3)


def test_a_part_that_is_done_by_another_part_s_figure_is_looked_at_too(ledger: Ledger) -> None:
    meetings = target(2, "buổi", per=Per.ASSIGNEE)
    (code,) = ledger.confirm(Line("Họp 02 buổi", targets=(meetings,), recurrence=Recurrence.MONTHLY))
    july = ledger.record(code, date(2026, 7, 10), 1)
    august = ledger.record(code, date(2026, 8, 10), 1)
    ledger.prove(august)
    mark_done(ledger.begin, f"{code}.2", RULES, actor=CLERK, now=at(DAY))
    with pytest.raises(NotAllowed) as refused:
        mend(ledger, july, quantity=Decimal(0))
    assert refused.value.params["task"] == f"{code}.2"

"""What is to be looked at before a proof is accepted: the same file elsewhere, days that do not fit; no more."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dondoc.core.activity import Activity, Evidence, EvidenceKind
from dondoc.core.evidence_flags import Deed, Part, flags_of
from dondoc.core.file_facts import FileFacts
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange
from dondoc.messages import explain

DAY = date(2026, 9, 15)
NOW = datetime(2026, 9, 20, 9, tzinfo=TIME_ZONE)
H1 = Part(code="CD-2026-H1-01", days=DateRange(date(2026, 1, 1), date(2026, 7, 1)), unit_id=1)
H2 = Part(code="CD-2026-H2-01", days=DateRange(date(2026, 7, 1), date(2027, 1, 1)), unit_id=1)
H2_GROUP = replace(H2, code="CD-2026-H2-02", unit_id=2)


def deed(*parts: Part, on: date = DAY, id_: int = 1, unit: str = "Công đoàn Xưởng Mẫu") -> Deed:
    activity = Activity(id=id_, unit_id=1, happened_on=on, words="Mở lớp", received_at=NOW)
    return Deed(activity=activity, parts=parts, unit_name=unit)


def proof(id_: int = 1, activity: int = 1, media_type: str = "image/jpeg") -> Evidence:
    kind = EvidenceKind.FILE
    return Evidence(
        id=id_, activity_id=activity, kind=kind, label="a.jpg", sha256="a" * 64, media_type=media_type, received_at=NOW
    )


def facts(taken: datetime | None = None, *, is_shown: bool = True) -> FileFacts:
    copy = "b" * 64 if is_shown else ""
    return FileFacts(sha256="a" * 64, media_type="image/jpeg", taken_at=taken, thumbnail_sha256=copy, read_at=NOW)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TIME_ZONE)


def flags(
    here: Deed, seen: FileFacts | None = None, elsewhere: list[tuple[Evidence, Deed]] | None = None, days: int = 3
) -> list[str]:
    return [explain(flag) for flag in flags_of(proof(), here, seen, elsewhere or [], picture_days=days)]


@pytest.mark.parametrize(
    "seen",
    [None, facts(), facts(at(DAY)), facts(at(date(2026, 9, 12))), facts(at(date(2026, 9, 18), 23))],
)
def test_a_photo_of_the_day_or_without_a_day_is_not_flagged(seen: FileFacts | None) -> None:
    assert flags(deed(H2), seen) == []
    assert flags(deed(), seen) == []


def test_a_photo_of_another_day_is_flagged_by_as_many_days_as_the_office_says() -> None:
    march = facts(at(date(2026, 3, 1)))
    told = ["Ảnh ghi ngày chụp 01/03/2026, hoạt động ghi ngày 15/09/2026: lệch 198 ngày."]
    assert flags(deed(H2), march) == told
    assert flags(deed(), march) == told
    near = facts(at(date(2026, 9, 19)))
    assert [len(flags(deed(H2), near, days=days)) for days in (3, 4)] == [1, 0]


def test_the_day_of_a_photo_is_that_of_the_office() -> None:
    late = facts(datetime.fromisoformat("2026-09-17T20:00:00+00:00"))
    assert [len(flags(deed(H2), late, days=days)) for days in (2, 3)] == [1, 0]


def test_a_photo_near_its_activity_but_outside_the_time_of_the_task_is_flagged() -> None:
    first = deed(H2, on=date(2026, 7, 1))
    assert flags(first, facts(at(date(2026, 6, 29)))) == [
        "Ảnh ghi ngày chụp 29/06/2026, ngoài thời gian của việc CD-2026-H2-01 (từ 01/07/2026 đến 31/12/2026)."
    ]


def test_an_activity_outside_the_time_of_its_tasks_is_flagged_once() -> None:
    old = deed(H2, on=date(2026, 6, 20))
    told = ["Hoạt động ghi ngày 20/06/2026, ngoài thời gian của việc CD-2026-H2-01 (từ 01/07/2026 đến 31/12/2026)."]
    assert flags(old) == told
    assert flags(old, facts(at(date(2026, 6, 20)))) == told
    assert flags(deed(H2, H1, on=date(2026, 6, 20))) == []


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (deed(H2, on=date(2026, 9, 1), id_=2), "của hoạt động khác, ngày 01/09/2026, việc CD-2026-H2-01."),
        (deed(on=date(2026, 9, 1), id_=2), "của hoạt động khác, ngày 01/09/2026, hoạt động phát sinh."),
        (deed(H1, on=date(2026, 5, 2), id_=2), "của hoạt động ở thời gian khác, ngày 02/05/2026, việc CD-2026-H1-01."),
        (
            deed(H2_GROUP, id_=2, unit="Tổ công đoàn Lò Nung"),
            "của đơn vị khác (Tổ công đoàn Lò Nung): hoạt động ngày 15/09/2026, việc CD-2026-H2-02.",
        ),
    ],
)
def test_the_same_file_elsewhere_is_named_with_its_place(there: Deed, words: str) -> None:
    assert flags(deed(H2), None, [(proof(7, 2), there)]) == [f"Tệp này cũng là minh chứng số 7 {words}"]


def test_of_several_places_the_farthest_is_named_and_the_others_are_counted() -> None:
    near, far = (proof(7, 2), deed(H2, id_=2)), (proof(8, 3), deed(H2_GROUP, id_=3, unit="Tổ Lò Nung"))
    told = flags(deed(H2), None, [near, far, near])
    assert "số 8 của đơn vị khác (Tổ Lò Nung)" in told[0]
    assert told[1:] == ["Tệp này còn là minh chứng của 2 hoạt động nữa."]


def test_photos_that_look_the_same_are_counted_and_not_told_twice() -> None:
    near = [(proof(8, 3), deed(H2, id_=3)), (proof(7, 2), deed(id_=2))]
    found = flags_of(proof(), deed(H2), None, [], picture_days=3, alike=near)
    assert [explain(flag) for flag in found] == [
        "Ảnh này gần như giống hệt ảnh ở minh chứng số 7: hoạt động ngày 15/09/2026, hoạt động phát sinh, "
        "Công đoàn Xưởng Mẫu.",
        "Còn 1 minh chứng nữa ở hoạt động khác có ảnh gần như giống hệt.",
    ]
    same = flags_of(proof(), deed(H2), None, near, picture_days=3, alike=near)
    assert [flag.message_code for flag in same] == ["flag.same_file", "flag.more_places"]


def test_a_picture_that_cannot_be_opened_is_said_and_another_file_is_not() -> None:
    unseen = facts(is_shown=False)
    assert "HEIC" in flags(deed(H2), unseen)[0]
    paper = flags_of(proof(media_type="application/pdf"), deed(H2), unseen, [], picture_days=3)
    assert paper == []

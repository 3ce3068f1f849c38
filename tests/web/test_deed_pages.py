"""What was not planned is told in one box; what was read is shown, mended, proven, and handed to tasks by share."""

from typing import Any

import pytest
from httpx import Response
from web.conftest import Desk, key_of

from dondoc.core.activity import Activity
from dondoc.core.answer import LinkPurpose
from dondoc.core.unit import Unit
from dondoc.usecases.record_activity import NewActivity, add_activity

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
WORDS = "Hôm qua mở 01 lớp tập huấn cho thợ mới tại hội trường, 40 người dự"


@pytest.fixture
def page(desk: Desk) -> str:
    return desk.give(desk.own_unit(), LinkPurpose.GRID, 1) + "/phat-sinh"


def tell(desk: Desk, page: str, words: str = WORDS, files: Any = None, **fields: str) -> Response:
    data = {"khoa": key_of(desk.client.get(page).text), "noi_dung": words, "ngay": "2026-09-21", **fields}
    return desk.client.post(page, data=data, files=files)


def activities(desk: Desk) -> list[Activity]:
    with desk.office.work() as work:
        return work.activities.all()


def change(desk: Desk, url: str, step: str, files: Any = None, **fields: Any) -> Response:
    data = {"khoa": key_of(desk.client.get(url).text), "buoc": step, **fields}
    return desk.client.post(url, data=data, files=files)


def test_one_box_suffices_and_what_was_read_is_shown_to_be_mended(desk: Desk, page: str) -> None:
    assert 'value="2026-09-21"' in desk.client.get(page).text
    kept = tell(desk, page, files=[("tep", ("IMG_1.png", PNG))])
    (activity,) = activities(desk)
    assert (kept.status_code, kept.headers["location"]) == (303, f"{page}/{activity.id}")
    assert (activity.happened_on.isoformat(), activity.quantity, activity.people) == ("2026-09-20", 1, 40)
    shown = desk.client.get(kept.headers["location"]).text
    assert "Đọc từ lời kể: ngày, kết quả, số người, nơi, mảng" in shown
    assert 'value="hội trường"' in shown
    assert "<dt>Đã có</dt><dd>ảnh</dd>" in shown
    assert "<dt>Cần gửi</dt><dd>danh sách tham dự</dd>" in shown
    likely = shown.split("có thể là", 1)[1].split("<details", 1)[0]
    assert desk.codes[0] in likely
    assert desk.codes[2] not in likely
    assert "<script" not in shown
    assert f"{activity.happened_on:%d/%m/%Y}: Hôm qua mở" in desk.client.get(page).text


def test_it_is_mended_and_emptied_fields_are_cleared(desk: Desk, page: str) -> None:
    url = tell(desk, page).headers["location"]
    mended = change(desk, url, "sua", noi_dung=WORDS, ngay="18/9/2026", ket_qua="2", so_nguoi="", noi="Nhà ăn")
    assert mended.status_code == 303
    (activity,) = activities(desk)
    assert (activity.happened_on.day, activity.quantity, activity.people, activity.place) == (18, 2, None, "Nhà ăn")
    wrong = change(desk, url, "sua", noi_dung=WORDS, ngay="2026-09-18", ket_qua="hai", noi="Nhà ăn")
    assert wrong.status_code == 400
    assert "Không hiểu số" in wrong.text
    assert 'value="hai"' in wrong.text


def test_it_is_handed_to_tasks_by_share_and_no_more_than_there_was(desk: Desk, page: str) -> None:
    url = tell(desk, page, "Mở 02 lớp tập huấn ngày 10/9").headers["location"]
    first, other = (desk.view(desk.codes[n]).work[0].slot.id for n in (0, 2))
    shares = {f"phan-{first}": "1", f"phan-{other}": "2"}
    over = change(desk, url, "gan", viec=[str(first), str(other)], **shares)
    assert over.status_code == 400
    assert "cộng lại 3" in over.text
    assert activities(desk)[0].links == ()
    assert change(desk, url, "gan", viec=[str(first)], **shares).status_code == 303
    (link,) = activities(desk)[0].links
    assert (link.slot_id, link.share) == (first, 1)
    shown = desk.client.get(url).text
    assert f"thôi tính cho {desk.codes[0]} (phần 01)" in shown
    assert change(desk, url, "sua", noi_dung="Mở 02 lớp tập huấn ngày 10/9", ngay="2026-09-10", ket_qua="2",
                  bo=desk.codes[0]).status_code == 303  # fmt: skip
    assert activities(desk)[0].is_unplanned
    assert change(desk, url, "gan").status_code == 400


def test_a_form_that_changes_nothing_or_asks_nothing_known_changes_nothing(desk: Desk, page: str) -> None:
    url = tell(desk, page, "Ra quân dọn vệ sinh ngày 10/9").headers["location"]
    before = [row for row in desk.dump() if row[0] in {"activities", "events"}]
    same = {"noi_dung": "Ra quân dọn vệ sinh ngày 10/9", "ngay": "2026-09-10", "mang": "environment"}
    assert change(desk, url, "sua", **same).status_code == 303
    assert change(desk, url, "khac", **same).status_code == 400
    assert [row for row in desk.dump() if row[0] in {"activities", "events"}] == before


def test_files_follow_later_and_the_same_form_is_kept_once(desk: Desk, page: str) -> None:
    data = {"khoa": key_of(desk.client.get(page).text), "noi_dung": WORDS, "ngay": "2026-09-21"}
    url = desk.client.post(page, data=data).headers["location"]
    assert desk.client.post(page, data=data).headers["location"] == page
    assert len(activities(desk)) == 1
    assert change(desk, url, "tep", files=[("tep", ("danh sách tham dự.png", PNG))]).status_code == 303
    assert "<dt>Đã có</dt><dd>danh sách tham dự</dd>" in desk.client.get(url).text
    assert "Chưa chọn tệp nào" in change(desk, url, "tep").text
    program = change(desk, url, "tep", files=[("tep", ("ảnh.jpg", b"MZ" + bytes(90)))])
    assert program.status_code == 400
    assert "Chưa chọn tệp nào" not in program.text


def test_what_cannot_be_kept_is_said_and_stays_as_typed(desk: Desk, page: str) -> None:
    empty = tell(desk, page, " ")
    assert empty.status_code == 400
    assert "vài chữ" in empty.text
    late = tell(desk, page, ngay="2026-09-25")
    assert "sau hôm nay" in late.text
    assert WORDS in late.text
    assert activities(desk) == []


def test_nobody_sees_what_another_unit_did_nor_comes_without_a_link(desk: Desk, page: str) -> None:
    with desk.office.begin() as work:
        other = work.units.add(Unit(id=0, code="KHAC", name="Đơn vị khác"))
    new = NewActivity(happened_on=desk.office.today, words="Họp", unit_id=other.id)
    activity = add_activity(desk.office.begin, new, actor=desk.office.actor, now=desk.office.clock.now())
    for url in (f"{page}/{activity.id}", f"{page}/x", f"{page}/999"):
        assert desk.client.get(url).status_code == 404
    answer = desk.link(desk.codes[0]).rsplit("/", 1)[1]
    before = desk.dump()
    for token in (answer, "abc"):
        assert desk.client.get(f"/bang/{token}/phat-sinh").status_code == 404
        assert desk.client.post(f"/bang/{token}/phat-sinh", data={"noi_dung": WORDS}).status_code == 404
    assert desk.client.post(page, data={"noi_dung": WORDS, "khoa": "x"}).status_code == 403
    assert desk.dump() == before

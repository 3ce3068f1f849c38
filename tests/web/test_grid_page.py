"""The grid keeps its good rows and says what is wrong beside the others; photos are handed out by ticking."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from web.conftest import Desk, key_of

from dondoc.core.answer import LinkPurpose
from dondoc.core.event import Actor
from dondoc.core.task import Assignee, Status
from dondoc.core.unit import Unit
from dondoc.usecases.record_activity import NewActivity, add_activity


@pytest.fixture
def grid(desk: Desk) -> str:
    return desk.give(desk.own_unit(), LinkPurpose.GRID, 1)


def slot_id(desk: Desk, number: int) -> int:
    return desk.view(desk.codes[number]).work[0].slot.id


def photo(colour: str = "red", *, exif: bool = False) -> bytes:
    picture = Image.new("RGB", (640, 480), colour)
    out = BytesIO()
    data = picture.getexif()
    if exif:
        data[0x010F] = "Nhà máy ảnh bí mật"
        data[0x0112] = 6
    picture.save(out, "JPEG", exif=data)
    return out.getvalue()


def test_open_rows_of_the_unit_stand_by_deadline_without_windows_to_come(desk: Desk, grid: str) -> None:
    page = desk.client.get(grid).text
    places = [page.index(f"<strong>{code}") for code in (desk.codes[0], desk.codes[1], desk.codes[2])]
    assert places == sorted(places)
    assert "cần gửi: danh sách tham dự, ảnh" in page
    assert f"{desk.codes[3]}.1" in page
    assert f"{desk.codes[3]}.2" not in page
    assert "<script" not in page


def test_good_rows_are_kept_and_wrong_rows_stay_with_their_reason(desk: Desk, grid: str) -> None:
    good, wrong, alone = (slot_id(desk, n) for n in range(3))
    form = {
        "khoa": key_of(desk.client.get(grid).text),
        f"v{good}-trang_thai": "record",
        f"v{good}-so1": "1",
        f"v{good}-ngay": "15/9/2026",
        f"v{good}-noi_dung": "Đã mở lớp thứ nhất",
        f"v{wrong}-trang_thai": "done",
        f"v{wrong}-so1": "36",
        f"v{wrong}-tong1": "40",
        f"v{wrong}-ngay": "16/9/2026",
    }
    page = desk.client.post(grid, data=form)
    assert page.status_code == 400
    assert f"Đã ghi 1 dòng: {desk.codes[0]}." in page.text
    row = page.text.split('class="wrong"', 1)[1].split("</tr>", 1)[0]
    assert desk.codes[1] in row
    assert 'class="error"' in row
    assert 'value="36"' in row
    assert "Đã mở lớp thứ nhất" not in page.text.split("<tbody>")[1].replace("</textarea>", "")
    (activity,) = desk.view(desk.codes[0]).work[0].activities
    assert (activity.quantity, activity.happened_on, activity.words) == (1, date(2026, 9, 15), "Đã mở lớp thứ nhất")
    assert desk.view(desk.codes[1]).work[0].activities == ()
    assert desk.view(desk.codes[2]).work[0].slot.id == alone
    again = desk.client.post(grid, data=form)
    assert "Đã ghi" not in again.text
    assert len(desk.view(desk.codes[0]).work[0].activities) == 1


@pytest.mark.parametrize(
    ("state", "status"),
    [("attest", Status.DONE), ("partly", Status.PARTLY_DONE), ("not_done", Status.NOT_DONE)],
)
def test_the_secretary_may_settle_a_row_with_words(desk: Desk, grid: str, state: str, status: Status) -> None:
    slot = slot_id(desk, 2)
    form = {"khoa": key_of(desk.client.get(grid).text), f"v{slot}-trang_thai": state}
    assert "Xin ghi lý do" in desk.client.post(grid, data=form).text
    form |= {f"v{slot}-noi_dung": "Nghiệm thu ngày 18/9", f"v{slot}-ngay": "18/9/2026"}
    assert desk.client.post(grid, data=form).status_code == 200
    assert desk.view(desk.codes[2]).work[0].slot.status is status


def test_looking_at_grid_and_photos_changes_nothing(desk: Desk, grid: str) -> None:
    before, files = desk.dump(), desk.blobs()
    for method in ("GET", "HEAD"):
        assert [desk.client.request(method, url).status_code for url in (grid, f"{grid}/anh")] == [200, 200]
    assert (desk.dump(), desk.blobs()) == (before, files)


def test_a_grid_link_opens_no_other_unit_and_an_answer_link_no_grid(desk: Desk) -> None:
    answer = desk.link(desk.codes[0])
    assert desk.client.get(answer.replace("/viec/", "/bang/")).status_code == 404


def drop(desk: Desk, grid: str, *files: tuple[str, bytes]) -> list[str]:
    url = f"{grid}/anh"
    data = {"khoa": key_of(desk.client.get(url).text), "buoc": "gui"}
    assert desk.client.post(url, data=data, files=[("anh", file) for file in files]).status_code == 303
    page = desk.client.get(url).text
    return [part.split('"', 1)[0] for part in page.split('name="chon" value="')[1:]]


def test_thirty_photos_are_dropped_and_handed_out_by_ticking(desk: Desk, grid: str) -> None:
    url = f"{grid}/anh"
    ids = drop(desk, grid, *((f"anh {n:02}.jpg", photo("#%02x0000" % (n * 8))) for n in range(30)))
    assert len(ids) == 30
    choose = {"khoa": key_of(desk.client.get(url).text), "buoc": "gan", "cho": f"viec-{slot_id(desk, 0)}"}
    missing = desk.client.post(url, data={**choose, "chon": ids[:4]})
    assert "ngày thực hiện" in missing.text
    handed = desk.client.post(url, data={**choose, "chon": ids[:4], "ngay": "15/9/2026", "noi_dung": "Lớp thứ nhất"})
    assert handed.status_code == 303
    (work,) = desk.view(desk.codes[0]).work
    (activity,) = work.activities
    assert [e.label for e in work.evidence[activity.id]] == [f"anh {n:02}.jpg" for n in range(4)]
    assert "26 ảnh chưa gắn" in desk.client.get(url).text
    more = {"khoa": choose["khoa"], "buoc": "gan", "cho": f"hd-{activity.id}", "chon": ids[4:6]}
    assert desk.client.post(url, data=more).status_code == 303
    assert len(desk.view(desk.codes[0]).work[0].evidence[activity.id]) == 6


def test_photos_begin_an_unplanned_activity_by_its_words(desk: Desk, grid: str) -> None:
    url = f"{grid}/anh"
    data = {"khoa": key_of(desk.client.get(url).text), "buoc": "gui"}
    desk.client.post(url, data=data, files=[("anh", ("1.jpg", photo(), "image/jpeg"))])
    (waiting,) = re.findall(r'name="chon" value="([^"]+)"', desk.client.get(url).text)
    told = data | {"buoc": "gan", "cho": "moi-0", "chon": waiting, "noi_dung": "Hôm qua ra quân dọn vệ sinh"}
    assert desk.client.post(url, data=told | {"ngay": "hôm"}).status_code == 400
    assert desk.client.post(url, data=told).status_code == 303
    with desk.office.work() as work:
        (activity,) = work.activities.all()
        assert [e.label for e in work.activities.evidence()[activity.id]] == ["1.jpg"]
    assert (activity.is_unplanned, activity.happened_on) == (True, date(2026, 9, 20))
    # The same form again, its photo dropped anew, is a second press and no second activity.
    desk.client.post(url, data=data | {"buoc": "gui"}, files=[("anh", ("1.jpg", photo(), "image/jpeg"))])
    assert desk.client.post(url, data=told).status_code == 303
    with desk.office.work() as work:
        assert [a.id for a in work.activities.all()] == [activity.id]


def test_what_is_no_photo_is_said_and_nothing_ticked_is_said(desk: Desk, grid: str) -> None:
    url = f"{grid}/anh"
    data = {"khoa": key_of(desk.client.get(url).text), "buoc": "gui"}
    page = desk.client.post(url, data=data, files=[("anh", ("bien-ban.txt", b"Bien ban"))])
    assert "“bien-ban.txt” không phải là ảnh" in page.text
    data["buoc"] = "gan"
    assert "ít nhất một ảnh" in desk.client.post(url, data=data).text
    (one,) = drop(desk, grid, ("a.jpg", photo()))
    for where in ("", "viec-999", "hd-1", "viec-x"):
        page = desk.client.post(url, data={**data, "chon": one, "cho": where, "ngay": "15/9/2026"})
        assert "chọn hoạt động" in page.text


def test_a_shown_photo_is_small_upright_and_without_the_camera_s_data(desk: Desk, grid: str) -> None:
    (one,) = drop(desk, grid, ("a.jpg", photo(exif=True)))
    shown = desk.client.get(f"{grid}/anh/{one}.jpg")
    with Image.open(BytesIO(shown.content)) as picture:
        assert picture.size == (240, 320)
        assert not picture.getexif()
    assert shown.headers["content-type"] == "image/jpeg"
    assert desk.client.get(f"{grid}/anh/{'0' * 32}.jpg").status_code == 404
    assert desk.client.get(f"{grid}/anh/..%2F..%2Fsecret.jpg").status_code == 404


def test_photos_that_are_proof_already_stay_in_the_tray_and_are_said(desk: Desk, grid: str) -> None:
    url = f"{grid}/anh"
    hand = {"buoc": "gan", "cho": f"viec-{slot_id(desk, 0)}"}
    for day, status in (("15/9/2026", 303), ("16/9/2026", 400)):
        (one,) = drop(desk, grid, ("a.jpg", photo()))
        form = {**hand, "khoa": key_of(desk.client.get(url).text), "chon": one, "ngay": day}
        page = desk.client.post(url, data=form)
        assert page.status_code == status
    assert "đã là minh chứng" in page.text
    assert "1 ảnh chưa gắn" in desk.client.get(url).text
    assert len(desk.view(desk.codes[0]).work[0].activities) == 1


def test_small_copies_do_not_use_the_link_up(desk: Desk, grid: str) -> None:
    (one,) = drop(desk, grid, ("a.jpg", photo()))
    assert {desk.client.get(f"{grid}/anh/{one}.jpg").status_code for _ in range(125)} == {200}
    assert desk.client.get(f"{grid}/anh").status_code == 200


def test_a_unit_hands_photos_to_activities_of_its_own_parts_of_the_promise_above(desk: Desk) -> None:
    slot = desk.view(desk.codes[0]).work[0].slot
    with desk.office.begin() as work:
        group = work.units.add(Unit(id=0, code="TO2", name="Tổ Hai")).id
        work.slots.update_many([replace(slot, assignee=Assignee(unit_id=group))])
    new = NewActivity(happened_on=date(2026, 9, 15), words="Lớp của tổ", codes=(desk.codes[0],))
    add_activity(desk.office.begin, new, actor=Actor(name="hien", via="test"), now=desk.office.clock.now())
    grid = desk.give(group, LinkPurpose.GRID, 1)
    drop(desk, grid, ("a.jpg", photo()))
    page = desk.client.get(f"{grid}/anh").text
    assert "15/09/2026: Lớp của tổ" in page

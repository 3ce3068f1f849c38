"""The secretary's pages: a report brought in, its words marked beside the drafts, each draft decided by itself."""

from datetime import date

import pytest
from fastapi.testclient import TestClient
from web.conftest import Desk, key_of

from dondoc.core.task import Status
from dondoc.web.app import make_app

REPORT = """CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 30/BC-CĐCS
Ngày 05 tháng 9 năm 2026
BÁO CÁO
Kết quả công tác quý III và phương hướng, nhiệm vụ quý IV năm 2026
II. Phương hướng, nhiệm vụ quý IV năm 2026
1. Tổ chức 03 buổi nói chuyện chuyên đề trước ngày 30/11/2026.
2. Sơn lại phòng đọc <b>sách</b> trước ngày 15/12/2026.
3. Phấn đấu 100% tổ công đoàn đạt vững mạnh.
"""


def bring_in(desk: Desk, name: str = "bao-cao.txt", data: bytes = REPORT.encode()) -> str:
    form = {"khoa": key_of(desk.client.get("/").text)}
    answered = desk.client.post("/", data=form, files=[("van_ban", (name, data))])
    return answered.headers["location"] if answered.status_code == 303 else answered.text


def drafts(desk: Desk, url: str) -> list[int]:
    document = int(url.rsplit("/", 1)[1])
    with desk.office.work() as work:
        return [c.id for c in work.commitments.of_document(document) if c.status is Status.DRAFT]


def test_a_report_is_read_and_its_words_stand_marked_beside_the_drafts(desk: Desk) -> None:
    url = bring_in(desk)
    page = desk.client.get(url).text
    assert len(drafts(desk, url)) == 3
    for number in (1, 2, 3):
        assert f'id="t{number}"' in page
        assert f'id="c{number}"' in page
    assert "&lt;b&gt;sách&lt;/b&gt;" in page
    assert "<script" not in page
    assert "03 cam kết chờ xác nhận" in desk.client.get("/").text


def test_confirm_mend_reject_and_direction(desk: Desk) -> None:
    url = bring_in(desk)
    first, second, third = drafts(desk, url)
    form = {
        "khoa": key_of(desk.client.get(url).text),
        f"n{first}-quyet_dinh": "accept",
        f"n{first}-loi": "Tổ chức 03 buổi nói chuyện chuyên đề cho đoàn viên",
        f"n{first}-han": "2026-11-20",
        f"n{first}-chi_tieu": ">= 4 buổi",
        f"n{first}-giao": "@hien",
        f"n{second}-quyet_dinh": "reject",
        f"n{second}-ly_do": "Đã làm xong",
        f"n{third}-quyet_dinh": "direction",
    }
    assert desk.client.post(url, data=form).status_code == 303
    with desk.office.work() as work:
        one, two, three = (work.commitments.get(i) for i in (first, second, third))
        (slot,) = work.slots.of([first])[first]
        events = [e for e in work.events.of_entity(one.code) if e.type == "commitment.confirmed"]
    assert (one.status, one.display, one.due) == (
        Status.OPEN,
        "Tổ chức 03 buổi nói chuyện chuyên đề cho đoàn viên",
        date(2026, 11, 20),
    )
    assert [t.value for t in one.targets] == [4]
    assert slot.assignee.person_id == desk.officer
    assert (two.status, three.is_direction) == (Status.REJECTED, True)
    assert [e.via for e in events] == ["web"]
    page = desk.client.get(url).text
    assert "Không còn cam kết nào chờ xác nhận" in page
    assert one.code in page


def test_a_wrong_draft_stays_as_typed_and_holds_up_no_other(desk: Desk) -> None:
    url = bring_in(desk)
    first, second, _ = drafts(desk, url)
    form = {
        "khoa": key_of(desk.client.get(url).text),
        f"n{first}-quyet_dinh": "accept",
        f"n{second}-quyet_dinh": "accept",
        f"n{second}-han": "31/31/2026",
        f"n{second}-loi": "Sơn lại phòng đọc và hành lang",
    }
    page = desk.client.post(url, data=form)
    assert page.status_code == 400
    assert "Đã ghi 1 cam kết; còn 1 cam kết" in page.text
    assert "Sơn lại phòng đọc và hành lang" in page.text
    assert "31/31/2026" in page.text
    assert first not in drafts(desk, url)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("", b"", "chọn tệp báo cáo"), ("trong.txt", b"   ", "trong.txt"), ("hong.pdf", b"%PDF-1.4 hong", "hong.pdf")],
)
def test_what_cannot_be_read_is_said(desk: Desk, name: str, data: bytes, words: str) -> None:
    before = desk.dump()
    assert words in bring_in(desk, name, data)
    assert desk.dump() == before


def test_the_same_report_twice_is_one_document(desk: Desk) -> None:
    assert bring_in(desk) == bring_in(desk)


def test_looking_changes_nothing_and_a_document_that_is_not_there_is_said(desk: Desk) -> None:
    url = bring_in(desk)
    before, files = desk.dump(), desk.blobs()
    for method in ("GET", "HEAD"):
        assert [desk.client.request(method, u).status_code for u in ("/", url)] == [200, 200]
    assert desk.client.get("/van-ban/99").status_code == 404
    assert (desk.dump(), desk.blobs()) == (before, files)


def test_from_elsewhere_the_pages_are_not_there(desk: Desk) -> None:
    app = desk.client.app
    elsewhere = TestClient(app, base_url="http://127.0.0.1:8080", client=("10.0.0.7", 50_000))
    assert elsewhere.get("/").status_code == 404
    for headers in ({"host": "dondoc.example"}, {"x-forwarded-for": "10.0.0.7"}, {"forwarded": "for=10.0.0.7"}):
        assert desk.client.get("/", headers=headers).status_code == 404
    open_to_all = TestClient(make_app(desk.office, is_local=False), base_url="http://127.0.0.1:8080")
    assert open_to_all.get("/").status_code == 404


def test_with_a_public_address_only_the_door_leads_in(desk: Desk) -> None:
    """A proxy before the pages comes from this machine and need not say for whom."""
    assert desk.client.get("/").status_code == 200
    desk.office.settings = desk.office.settings.model_copy(update={"public_url": "https://dondoc.example"})
    assert desk.client.get("/").status_code == 404
    assert desk.client.get("/van-ban/1").status_code == 404


def test_the_door_lets_one_browser_in_by_a_button(desk: Desk) -> None:
    app = make_app(desk.office, is_local=False)
    browser = TestClient(app, base_url="http://10.0.0.2:8080", follow_redirects=False, client=("10.0.0.7", 50_000))
    door = f"/vao/{app.state.site.door}"
    assert browser.get("/vao/khong-phai").status_code == 404
    page = browser.get(door)
    assert browser.get("/").status_code == 404
    entered = browser.post(door, data={"khoa": key_of(page.text)})
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.casefold()
    assert browser.get("/").status_code == 200
    other = TestClient(make_app(desk.office, is_local=False), cookies=dict(browser.cookies))
    assert other.get("/").status_code == 404

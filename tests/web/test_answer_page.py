"""The answer page: shows the task, writes nothing when looked at, keeps an answer once, says what is wrong."""

import re
import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from httpx import Response
from web.conftest import NOW, Desk, key_of

from dondoc.core.activity import EvidenceState
from dondoc.core.task import Status
from dondoc.usecases.give_links import revoke_links

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def send(desk: Desk, link: str, files: Any = None, **fields: str) -> Response:
    data = {"khoa": key_of(desk.client.get(link).text), **fields}
    return desk.client.post(link, data=data, files=files)


def letters_left() -> None:
    for thread in threading.enumerate():
        if thread.name == "wishes":
            thread.join(20)


def test_the_page_shows_words_target_deadline_and_a_form(desk: Desk) -> None:
    page = desk.client.get(desk.link(desk.codes[0]))
    assert page.status_code == 200
    for words in (
        "Mở 02 lớp tập huấn",
        "30/09/2026 (còn 07 ngày làm việc)",
        "Trần Thị Hiền",
        "Đã làm xong",
        "Xin lùi hạn",
    ):
        assert words in page.text
    assert "<script" not in page.text
    assert 'name="tong1"' not in page.text
    assert 'name="tong1"' in desk.client.get(desk.link(desk.codes[1])).text


def test_a_file_in_the_field_of_a_paper_is_that_paper_and_the_others_are_still_asked_for(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    page = desk.client.get(link).text
    assert "<dt>Cần gửi</dt><dd>danh sách tham dự, ảnh</dd>" in page
    assert 'name="tep-attendance"' in page
    files = [("tep-attendance", ("quét 2.png", PNG)), ("tep-nothing", ("a.txt", b"a"))]
    assert send(desk, link, files, tra_loi="partly", ngay="2026-09-18", so1="1", ly_do="còn một lớp").status_code == 303
    pieces = [e.piece for group in desk.view(desk.codes[0]).work[0].evidence.values() for e in group]
    assert pieces == ["attendance", None]
    assert "Còn cần gửi: ảnh." in desk.client.get(f"{link}/da-gui").text
    again = desk.client.get(link).text
    assert "<dt>Đã có</dt><dd>danh sách tham dự</dd>" in again
    assert 'name="tep-photo"' in again
    assert 'name="tep-attendance"' not in again


def test_looking_at_every_page_changes_nothing(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    send(desk, link, tra_loi="not_yet", ly_do="Chờ kinh phí")
    before, kept = desk.dump(), desk.blobs()
    for method in ("GET", "HEAD"):
        for url in (link, f"{link}/da-gui", "/viec/abc", "/", "/khong-co", "/static/dondoc.css"):
            assert desk.client.request(method, url).status_code in {200, 204, 404}
    assert (desk.dump(), desk.blobs()) == (before, kept)


def test_done_keeps_activity_and_files_and_waits_for_acceptance(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    files = [("tep", ("ảnh 1.png", PNG)), ("tep", ("biên bản.txt", "Biên bản".encode()))]
    answered = send(desk, link, files, tra_loi="done", ngay="2026-09-18", so1="2", noi="Hội trường", so_nguoi="60")
    assert (answered.status_code, answered.headers["location"]) == (303, f"{link}/da-gui")
    (work,) = desk.view(desk.codes[0]).work
    (activity,) = work.activities
    assert (activity.happened_on, activity.quantity, activity.people) == (date(2026, 9, 18), Decimal(2), 60)
    assert {e.label for e in work.evidence[activity.id]} == {"ảnh 1.png", "biên bản.txt"}
    assert {e.state for e in work.evidence[activity.id]} == {EvidenceState.RECEIVED}
    assert {(e.via, e.by) for e in work.evidence[activity.id]} == {("link", "hien")}
    assert work.slot.status is Status.OPEN
    page = desk.client.get(f"{link}/da-gui").text
    for words in (
        "Đã làm xong",
        "18/09/2026",
        "02 lớp",
        "Hội trường",
        "ảnh 1.png",
        "công nhận minh chứng",
        "Ghi nhầm?",
    ):
        assert words in page


def test_a_double_tap_and_a_reload_keep_one_activity(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    data = {"khoa": key_of(desk.client.get(link).text), "tra_loi": "done", "ngay": "18/9/2026", "so1": "1"}
    assert [desk.client.post(link, data=data).status_code for _ in range(3)] == [303, 303, 303]
    assert len(desk.view(desk.codes[0]).work[0].activities) == 1


def test_another_result_with_a_file_that_was_sent_before_is_kept(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    old, new = ("tep", ("ảnh 1.png", PNG)), ("tep", ("ảnh 2.png", PNG + b"2"))
    for files, day in (([old], "17/9/2026"), ([old], "18/9/2026"), ([old, new], "19/9/2026")):
        assert send(desk, link, files, tra_loi="done", ngay=day, so1="1").status_code == 303
    (work,) = desk.view(desk.codes[0]).work
    kept = {a.happened_on.day: [e.label for e in work.evidence.get(a.id, ())] for a in work.activities}
    assert kept == {17: ["ảnh 1.png"], 18: [], 19: ["ảnh 2.png"]}


def test_a_share_asks_for_both_numbers(desk: Desk) -> None:
    link = desk.link(desk.codes[1])
    assert "cả hai số" in send(desk, link, tra_loi="partly", ngay="18/9/2026", tong1="40", ly_do="Còn hai người").text
    assert send(desk, link, tra_loi="partly", ngay="18/9/2026", so1="38", tong1="40", ly_do="Còn 2").status_code == 303
    (work,) = desk.view(desk.codes[1]).work
    assert (work.activities[0].quantity, work.activities[0].denominator) == (38, 40)
    assert (work.slot.status, work.slot.reason) == (Status.PARTLY_DONE, "Còn 2")
    assert "38/40" in desk.client.get(f"{link}/da-gui").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "chọn một câu trả lời"),
        ({"tra_loi": "done", "so1": "2"}, "ngày thực hiện"),
        ({"tra_loi": "done", "ngay": "18/9/2026"}, "kết quả bằng số"),
        ({"tra_loi": "done", "ngay": "32/9/2026", "so1": "2"}, "32/9/2026"),
        ({"tra_loi": "done", "ngay": "18/9/2026", "so1": "hai"}, "hai"),
        ({"tra_loi": "done", "ngay": "30/9/2026", "so1": "2"}, "30/09/2026"),
        ({"tra_loi": "not_yet"}, "lý do"),
        ({"tra_loi": "later_due", "ly_do": "Chờ"}, "Xin ghi ngày"),
        ({"tra_loi": "later_due", "ly_do": "Chờ", "den_ngay": "20/9/2026"}, "sau hạn hiện nay"),
        ({"tra_loi": "snooze"}, "Xin ghi ngày"),
        ({"tra_loi": "not_yet", "ly_do": "x" * 5000}, "quá dài"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Desk, fields: dict[str, str], words: str) -> None:
    before = desk.dump()
    link = desk.link(desk.codes[0])
    given = desk.dump()
    page = send(desk, link, noi_dung="Đã mở <b>lớp</b> đầu", **fields)
    assert page.status_code == 400
    assert words in page.text.split('class="problems"', 1)[1].split("</div>", 1)[0]
    assert "Đã mở &lt;b&gt;lớp&lt;/b&gt; đầu" in page.text
    assert desk.dump() == given
    assert len(given) > len(before)


def test_a_file_that_cannot_be_proof_is_said_and_nothing_is_kept(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    fields = {"tra_loi": "done", "ngay": "18/9/2026", "so1": "2"}
    blobs = desk.blobs()
    page = send(desk, link, [("tep", ("chay.jpg", b"MZ\x90\x00" + bytes(99)))], **fields)
    assert page.status_code == 400
    assert "chay.jpg" in page.text
    assert "xin chọn lại" in page.text
    many = [("tep", (f"{n}.png", PNG)) for n in range(11)]
    assert "nhiều nhất 10 tệp" in send(desk, link, many, **fields).text
    assert desk.blobs() == blobs
    assert desk.view(desk.codes[0]).work[0].activities == ()


def test_too_much_at_once_is_refused_before_it_is_read(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    huge = desk.client.post(link, content=bytes(61_000_000), headers={"content-type": "multipart/form-data"})
    assert (huge.status_code, "60 MB" in huge.text) == (413, True)


def test_another_day_is_asked_for_and_the_chair_grants_it_with_one_press(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    send(desk, link, tra_loi="later_due", ly_do="Chờ giảng viên", den_ngay="31/10/2026")
    letters_left()
    (letter,) = desk.letters()
    assert "quy" in letter.name or "quy@vi.du" in letter.read_text(encoding="utf-8")
    assert "đang chờ" in desk.client.get(link).text
    with desk.office.work() as work:
        (request,) = work.requests.all()
    from dondoc.core.answer import LinkPurpose

    decide = desk.give(request.id, LinkPurpose.DECIDE, desk.chair)
    page = desk.client.get(decide).text
    assert "Chờ giảng viên" in page
    assert "Đồng ý lùi đến 31/10/2026" in page
    for _ in range(2):
        pressed = desk.client.post(decide, data={"khoa": key_of(page), "quyet_dinh": "dong_y"})
        assert pressed.status_code == 303
    assert desk.view(desk.codes[0]).work[0].slot.due == date(2026, 10, 31)
    (amendment,) = desk.view(desk.codes[0]).amendments
    assert (amendment.approver, amendment.reason) == ("Phạm Văn Quý", "Chờ giảng viên")
    assert "Đồng chí Phạm Văn Quý <strong>đã đồng ý</strong> ngày 21/09/2026. Hạn mới: 31/10/2026" in (
        desk.client.get(decide).text
    )
    letters_left()
    assert len(desk.letters()) == 2


def test_a_refusal_needs_its_reason(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    send(desk, link, tra_loi="later_due", ly_do="Chờ giảng viên", den_ngay="31/10/2026")
    from dondoc.core.answer import LinkPurpose

    decide = desk.give(1, LinkPurpose.DECIDE, desk.chair)
    key = key_of(desk.client.get(decide).text)
    assert "lý do không đồng ý" in desk.client.post(decide, data={"khoa": key, "quyet_dinh": "khong"}).text
    refused = {"khoa": key, "quyet_dinh": "khong", "ly_do": "Đã lùi một lần"}
    assert desk.client.post(decide, data=refused).status_code == 303
    assert "Đã lùi một lần" in desk.client.get(decide).text
    letters_left()


@pytest.mark.parametrize("change", ["expired", "revoked", "other purpose", "mistyped", "guessed"])
def test_every_dead_link_gives_the_same_page(desk: Desk, change: str) -> None:
    link = desk.link(desk.codes[0])
    blank = desk.client.get("/viec/x").text
    url = link
    if change == "expired":
        from dondoc.clock import FixedClock

        desk.office.clock = FixedClock(NOW + timedelta(days=61))
    elif change == "revoked":
        revoke_links(desk.office.begin, "hien", actor=desk.office.actor, now=NOW)
    else:
        other = {"other purpose": link.replace("/viec/", "/bang/"), "mistyped": link[:-1], "guessed": "/viec/a1.abc"}
        url = other[change]
    page = desk.client.get(url)
    assert (page.status_code, page.text) == (404, blank)
    assert "Đề nghị liên hệ cán bộ theo dõi của Công đoàn cơ sở Xưởng Gốm Mẫu để được cấp liên kết mới" in blank
    assert desk.client.post(url, data={"khoa": "x"}).text == blank


def test_a_form_of_another_site_or_page_is_refused(desk: Desk) -> None:
    link, other = desk.link(desk.codes[0]), desk.link(desk.codes[1])
    key = key_of(desk.client.get(link).text)
    data = {"khoa": key, "tra_loi": "not_yet", "ly_do": "x"}
    before = desk.dump()
    assert desk.client.post(other, data=data).status_code == 403
    assert desk.client.post(link, data={**data, "khoa": key[:-1]}).status_code == 403
    assert desk.client.post(link, data=data, headers={"origin": "https://xau.example"}).status_code == 403
    assert desk.client.post(link, data=data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert desk.dump() == before
    own = {"origin": "http://127.0.0.1:8080", "sec-fetch-site": "same-origin"}
    assert desk.client.post(link, data=data, headers=own).status_code == 303


def test_pages_are_not_kept_not_indexed_and_load_nothing_from_elsewhere(desk: Desk) -> None:
    for url in (desk.link(desk.codes[0]), "/viec/x"):
        headers = desk.client.get(url).headers
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"].startswith("noindex")
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert not re.findall(r'(?:src|href)="https?://', desk.client.get(url).text)


def test_one_link_is_opened_only_so_often_in_a_minute(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    statuses = [desk.client.get(link).status_code for _ in range(61)]
    assert set(statuses[:55]) == {200}
    assert statuses[-1] == 429
    assert desk.client.get(desk.link(desk.codes[1])).status_code == 200


def test_who_knows_only_the_number_of_a_link_does_not_use_it_up(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    head = link.rsplit(".", 1)[0]
    for _ in range(61):
        desk.client.get(f"{head}.mistyped")
    assert desk.client.get(link).status_code == 200


def test_a_fault_of_ours_is_a_number_and_no_trace(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    link = desk.link(desk.codes[0])
    with desk.office.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE extension_requests")
    desk.office.database.engine.dispose()
    page = desk.client.get(link)
    assert page.status_code in {500, 503}
    assert "Traceback" not in page.text
    assert "sqlite" not in page.text.casefold()


def test_received_and_snooze_are_receipts(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    assert send(desk, link, tra_loi="received").status_code == 303
    assert send(desk, link, tra_loi="snooze", nhac_lai="25/9/2026").status_code == 303
    with desk.office.work() as work:
        (kept,) = work.receipts.of_slots(None).values()
    assert [(r.kind.value, r.until) for r in kept] == [("acknowledged", None), ("snoozed", date(2026, 9, 25))]
    assert "Nhắc lại từ" in desk.client.get(f"{link}/da-gui").text


def test_the_calendar_feed_has_the_open_tasks_of_its_person(desk: Desk) -> None:
    from dondoc.core.answer import LinkPurpose

    url = desk.give(0, LinkPurpose.CALENDAR, desk.officer)
    before = desk.dump()
    feed = desk.client.get(url)
    assert (feed.status_code, feed.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert desk.codes[0] in feed.text
    assert desk.client.head(url).status_code == 200
    assert desk.dump() == before
    assert desk.client.get("/lich/c1.xyz.ics").status_code == 404

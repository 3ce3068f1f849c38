"""Photos on the pages: copies without what the camera wrote; the original only to whoever may decide."""

from dataclasses import replace
from datetime import date

import httpx
import pytest
from fastapi.testclient import TestClient
from ledger_office import CLERK
from photos import photo, traces
from web.conftest import NOW, Desk, key_of

from dondoc.core.activity import Evidence, EvidenceState
from dondoc.core.answer import LinkPurpose
from dondoc.core.event import Actor
from dondoc.core.four_eyes import FourEyes
from dondoc.usecases.destroy_evidence import Order, destroy_evidence
from dondoc.web.app import make_app

OF_MARCH = photo("2026:03:01 08:30:00", place=(21.0285, 105.8048), size=(1700, 1300), orientation=6)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"


def send(desk: Desk, *files: tuple[str, bytes], task: int = 0, day: str = "2026-09-18") -> str:
    link = desk.link(desk.codes[task])
    data = {"khoa": key_of(desk.client.get(link).text), "tra_loi": "done", "ngay": day, "so1": "1", "tong1": "1"}
    answered = desk.client.post(link, data=data, files=[("tep", file) for file in files])
    assert answered.status_code == 303, answered.text
    return link


def proofs(desk: Desk) -> list[Evidence]:
    with desk.office.work() as work:
        return sorted((p for group in work.activities.evidence().values() for p in group), key=lambda p: p.id)


@pytest.fixture
def stranger(desk: Desk) -> TestClient:
    """Somebody from another machine, where the pages are open to the world."""
    app = make_app(desk.office, is_local=False)
    return TestClient(app, base_url="http://nhac.vi.du", follow_redirects=False, client=("203.0.113.7", 50_000))


def test_every_photo_that_a_page_serves_is_a_copy_that_tells_nothing(desk: Desk) -> None:
    link = send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    assert proof.sha256 is not None
    assert desk.office.blobs.get(proof.sha256) == OF_MARCH
    served = {
        url: desk.client.get(url)
        for url in (
            f"/minh-chung/{proof.id}/nho.jpg",
            f"/minh-chung/{proof.id}/anh.jpg",
            f"{link}/minh-chung/{proof.id}.jpg",
        )
    }
    for url, answered in served.items():
        assert (answered.status_code, answered.headers["content-type"]) == (200, "image/jpeg"), url
        assert traces(answered.content) == []
    assert f"{link}/minh-chung/{proof.id}.jpg" in desk.client.get(f"{link}/da-gui").text
    assert f"{link}/minh-chung/{proof.id}.jpg" in desk.client.get(link).text
    page = desk.client.get("/minh-chung").text
    assert f"/minh-chung/{proof.id}/nho.jpg" in page
    assert "<script" not in page


def test_the_page_says_what_to_look_at_and_accepts_all_the_same(desk: Desk) -> None:
    send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    assert "01 minh chứng chờ công nhận" in desk.client.get("/").text
    page = desk.client.get("/minh-chung").text
    assert "Cần xem" in page
    assert "Ảnh ghi ngày chụp 01/03/2026, hoạt động ghi ngày 18/09/2026: lệch 201 ngày." in page
    assert "08:30 ngày 01/03/2026" in page
    assert "Trần Thị Hiền, ngày 21/09/2026" in page
    assert "21.02850, 105.80480" in page
    form = {"khoa": key_of(page), "quyet_dinh": "nhan"}
    assert desk.client.post(f"/minh-chung/{proof.id}", data=form).headers["location"] == "/minh-chung"
    assert [p.state for p in proofs(desk)] == [EvidenceState.ACCEPTED]
    assert "Không còn minh chứng nào" in desk.client.get("/minh-chung").text


def test_the_same_photo_of_another_task_is_named(desk: Desk) -> None:
    plain = photo()
    send(desk, ("a.jpg", plain))
    send(desk, ("b.jpg", plain), task=2)
    page = desk.client.get("/minh-chung").text
    assert f"cũng là minh chứng số 2 của hoạt động khác, ngày 18/09/2026, việc {desk.codes[2]}." in page
    assert f"cũng là minh chứng số 1 của hoạt động khác, ngày 18/09/2026, việc {desk.codes[0]}." in page


def test_a_small_photo_without_exif_is_nothing_to_look_at(desk: Desk) -> None:
    send(desk, ("zalo.jpg", photo(size=(60, 40))))
    assert "<strong>Cần xem</strong>" not in desk.client.get("/minh-chung").text


def test_refusing_needs_a_reason_and_a_form_of_this_page(desk: Desk) -> None:
    send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    url, key = f"/minh-chung/{proof.id}", key_of(desk.client.get("/minh-chung").text)
    bare = desk.client.post(url, data={"khoa": key, "quyet_dinh": "khong"})
    assert (bare.status_code, "lý do" in bare.text) == (400, True)
    assert desk.client.post(url, data={"khoa": "x", "quyet_dinh": "nhan"}).status_code == 403
    assert [p.state for p in proofs(desk)] == [EvidenceState.RECEIVED]
    said = {"khoa": key, "quyet_dinh": "khong", "ly_do": "Ảnh của hoạt động khác"}
    assert desk.client.post(url, data=said).status_code == 303
    assert [(p.state, p.reason) for p in proofs(desk)] == [(EvidenceState.REJECTED, "Ảnh của hoạt động khác")]
    assert desk.client.post("/minh-chung/99", data={"khoa": key, "quyet_dinh": "nhan"}).status_code == 400


def download(desk: Desk, number: int) -> httpx.Response:
    return desk.client.get(f"/minh-chung/{number}/goc")


def test_the_original_is_downloaded_as_it_came_and_named_by_what_it_is(desk: Desk) -> None:
    send(desk, ("ảnh.jpg", OF_MARCH), ("quyết định.jpg", PDF))
    photo_, paper = proofs(desk)
    got = download(desk, photo_.id)
    assert (got.content, got.headers["content-type"]) == (OF_MARCH, "image/jpeg")
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''%E1%BA%A3nh.jpg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert (paper.media_type, download(desk, paper.id).content) == ("application/pdf", PDF)
    assert download(desk, paper.id).headers["content-disposition"].endswith("%C4%91%E1%BB%8Bnh.jpg.pdf")
    assert desk.client.get(f"/minh-chung/{paper.id}/anh.jpg").status_code == 404
    assert download(desk, 99).status_code == 404


def test_nobody_else_gets_a_photo_of_the_office(desk: Desk, stranger: TestClient) -> None:
    link = send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    for url in ("/minh-chung", *(f"/minh-chung/{proof.id}/{what}" for what in ("goc", "anh.jpg", "nho.jpg"))):
        assert stranger.get(url).status_code == 404
    assert stranger.post(f"/minh-chung/{proof.id}", data={"quyet_dinh": "nhan"}).status_code == 404
    # Who answers a task sees the photos of this task by his link, and those of no other.
    assert stranger.get(f"{link}/minh-chung/{proof.id}.jpg").status_code == 200
    other = desk.link(desk.codes[1])
    assert stranger.get(f"{other}/minh-chung/{proof.id}.jpg").status_code == 404
    assert stranger.get(f"{link}x/minh-chung/{proof.id}.jpg").status_code == 404


#: What is named a photo and is none, with words of its refusal.
DISGUISED = (
    (b"#!/bin/sh\nrm -rf x\n", "bên trong chỉ có chữ"),
    (b"MZ\x90\x00" + bytes(200), "không được nhận làm minh chứng"),
    (b"<!DOCTYPE html><script>alert(1)</script>", "không được nhận làm minh chứng"),
)


def test_what_is_disguised_as_a_photo_is_refused_in_one_sentence(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    form = {"khoa": key_of(desk.client.get(link).text), "tra_loi": "done", "ngay": "2026-09-18", "so1": "1"}
    grid = desk.give(desk.own_unit(), LinkPurpose.GRID, 1)
    drop = {"khoa": key_of(desk.client.get(f"{grid}/anh").text), "buoc": "gui"}
    for data, words in DISGUISED:
        for url, fields, name in ((link, form, "tep"), (f"{grid}/anh", drop, "anh")):
            page = desk.client.post(url, data=fields, files=[(name, ("ảnh.jpg", data))])
            assert (page.status_code, "“ảnh.jpg”" in page.text, words in page.text) == (400, True, True)
    assert proofs(desk) == []


def test_an_answer_that_is_not_whole_keeps_no_photo(desk: Desk) -> None:
    link, before = desk.link(desk.codes[0]), desk.blobs()
    form = {"khoa": key_of(desk.client.get(link).text), "tra_loi": "partly", "ngay": "2026-09-18", "so1": "1"}
    page = desk.client.post(link, data=form, files=[("tep", ("a.jpg", OF_MARCH))])
    assert (page.status_code, "lý do" in page.text) == (400, True)
    assert desk.blobs() == before


def test_photos_that_were_handed_out_by_ticking_are_looked_at(desk: Desk) -> None:
    grid = desk.give(desk.own_unit(), LinkPurpose.GRID, 1)
    url = f"{grid}/anh"
    key = key_of(desk.client.get(url).text)
    desk.client.post(url, data={"khoa": key, "buoc": "gui"}, files=[("anh", ("a.jpg", OF_MARCH))])
    page = desk.client.get(url).text
    id_ = page.split('name="chon" value="', 1)[1].split('"', 1)[0]
    assert traces(desk.client.get(f"{url}/{id_}.jpg").content) == []
    slot = desk.view(desk.codes[0]).work[0].slot.id
    form = {"khoa": key_of(page), "buoc": "gan", "cho": f"viec-{slot}", "chon": id_, "ngay": "15/9/2026"}
    assert desk.client.post(url, data=form).status_code == 303
    (proof,) = proofs(desk)
    with desk.office.work() as work:
        facts = work.files.facts(proof.sha256 or "")
    assert facts is not None
    assert (facts.width, facts.height) == (1300, 1700)
    assert facts.taken_at is not None
    assert facts.taken_at.date() == date(2026, 3, 1)


def test_files_that_came_before_are_looked_at_when_the_page_is_opened(desk: Desk) -> None:
    send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    with desk.office.begin() as work:
        work.files.forget(proof.sha256 or "")
    assert f"/minh-chung/{proof.id}/nho.jpg" in desk.client.get("/minh-chung").text
    with desk.office.begin() as work:
        work.activities.update_evidence(replace(proof, sha256="f" * 64))
    assert "/nho.jpg" not in desk.client.get("/minh-chung").text


def test_a_proof_that_another_person_has_to_accept_says_who_may(desk: Desk) -> None:
    rules = replace(desk.office.evidence_rules, four_eyes=FourEyes.ALWAYS)
    desk.office.__dict__["evidence_rules"] = rules
    send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    # Here whoever keeps the list sits at the desk; the officer has sent it.
    assert "Công nhận</button>" in desk.client.get("/minh-chung").text
    desk.office.actor = Actor(name="hien", via="cli")
    page = desk.client.get("/minh-chung").text
    assert "Công nhận</button>" not in page
    assert f"Minh chứng số {proof.id} phải do người thứ hai công nhận, vì Trần Thị Hiền là người đã gửi nó." in page
    assert "Phạm Văn Quý (--as quy)" in page
    refused = desk.client.post(f"/minh-chung/{proof.id}", data={"khoa": key_of(page), "quyet_dinh": "nhan"})
    assert (refused.status_code, "phải do người thứ hai công nhận" in refused.text) == (400, True)
    assert [p.state for p in proofs(desk)] == [EvidenceState.RECEIVED]


def test_a_second_press_changes_nothing(desk: Desk) -> None:
    send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    form = {"khoa": key_of(desk.client.get("/minh-chung").text), "quyet_dinh": "nhan"}
    desk.client.post(f"/minh-chung/{proof.id}", data=form)
    before = desk.dump()
    assert desk.client.post(f"/minh-chung/{proof.id}", data=form).status_code == 303
    assert desk.dump() == before


def test_the_original_of_what_was_destroyed_is_not_promised(desk: Desk) -> None:
    send(desk, ("ảnh.jpg", OF_MARCH))
    (proof,) = proofs(desk)
    destroy_evidence(
        desk.office.begin,
        desk.office.blobs,
        [proof.id],
        Order(reason="gửi nhầm", law="Luật 91/2025/QH15"),
        desk.office.evidence_rules,
        drop_copies=dict,
        actor=CLERK,
        now=NOW,
    )
    assert "đã được tiêu hủy ngày 21/09/2026" in download(desk, proof.id).text
    assert desk.client.get(f"/minh-chung/{proof.id}/anh.jpg").status_code == 404
    assert "Không còn minh chứng nào" in desk.client.get("/minh-chung").text

"""What papers a kind of activity leaves, which came, and which are missing: by words, never by a guess that blocks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dondoc.core.activity import Activity, Evidence, EvidenceKind, EvidenceState
from dondoc.core.commitment import Commitment
from dondoc.core.evidence_kit import kit_of_task, retention_of, standing_of
from dondoc.core.extraction import Kind
from dondoc.core.target import Comparator, Target
from dondoc.settings.evidence_kits import load_evidence_kits

KITS = load_evidence_kits()
NOW = datetime(2026, 9, 15, 2, tzinfo=UTC)


def proof(label: str, media_type: str = "", *, kind: EvidenceKind = EvidenceKind.FILE) -> Evidence:
    return Evidence(id=1, activity_id=1, kind=kind, label=label, media_type=media_type, received_at=NOW)


def promise(display: str, *, area: str = "other", targets: tuple[Target, ...] = ()) -> Commitment:
    return Commitment(
        id=1,
        unit_id=1,
        document_id=None,
        period=None,
        text=display,
        display=display,
        kind=Kind.COUNTABLE,
        area=area,
        targets=targets,
    )


@pytest.mark.parametrize(
    ("words", "kit"),
    [
        ("Tổ chức 02 buổi tuyên truyền về an toàn giao thông", "propaganda"),
        ("Mở lớp tập huấn công tác kiểm tra, giám sát", "training"),
        ("Kiểm tra việc tập huấn của các tổ", "inspection"),
        ("Ban hành kế hoạch kiểm tra năm 2026", "document"),
        ("Tổ chức hội nghị đối thoại giữa kỳ", "meeting"),
        ("Họp ban thường vụ đánh giá chiến dịch", "meeting"),
        ("Bồi dưỡng, kết nạp 20 đoàn viên mới", "admission"),
        ("Thăm hỏi, tặng quà 15 gia đình chính sách", "visit"),
        ("Hỗ trợ 05 trường hợp khó khăn, mỗi trường hợp 500.000 đồng", "support"),
        ("Kết nạp ít nhất 12 người vào tổ chức", "admission"),
        ("Tổ chức giải cầu lông nam, nữ", "sport"),
        ("Biểu dương các gương điển hình", "award"),
        ("KIỆN TOÀN ban chấp hành", "personnel"),
        ("ky ket quy che phoi hop", "agreement"),
        ("Việc chưa ai gặp bao giờ", "other"),
    ],
)
def test_the_kind_of_activity_is_told_by_the_words(words: str, kit: str) -> None:
    assert KITS.kit_for(words).key == kit


def test_tone_marks_count_where_the_text_has_any_and_their_place_does_not() -> None:
    assert KITS.kit_for("Hoà giải ở tổ").key == KITS.kit_for("Hòa giải ở tổ").key == "other"
    assert KITS.kit_for("Tăng qua từng năm").key == "other"
    assert KITS.kit_for("tang qua tet").key == "visit"


def test_where_no_words_speak_the_rate_or_the_area_does() -> None:
    rate = Target(comparator=Comparator.AT_LEAST, value=Decimal(95), unit="đoàn viên", percent=True)
    assert kit_of_task(promise("95% số người đạt yêu cầu", area="emulation", targets=(rate,)), KITS).key == "figures"
    assert kit_of_task(promise("Chuẩn bị chu đáo mọi mặt", area="inspection"), KITS).key == "inspection"
    assert kit_of_task(promise("Chuẩn bị chu đáo mọi mặt"), KITS) is KITS.fallback


@pytest.mark.parametrize(
    ("label", "media_type", "piece"),
    [
        ("Biên bản họp tổ.docx", "", "minutes"),
        ("bien ban hop to.jpg", "image/jpeg", "minutes"),
        ("BienBanHop_lan1.pdf", "application/pdf", "minutes"),
        ("danhsachthamdu.xlsx", "", "attendance"),
        ("DS_1.xlsx", "", "attendance"),
        ("15/KH-CĐ", "", "plan"),
        ("KH12.pdf", "application/pdf", "plan"),
        ("IMG_2044.jpg", "image/jpeg", "photo"),
        ("8f2a.heic", "image/heic", "photo"),
        ("thu chi.bin", "", None),
        ("scan.pdf", "application/pdf", None),
    ],
)
def test_a_paper_is_told_by_its_name_and_else_by_its_type(label: str, media_type: str, piece: str | None) -> None:
    found = KITS.guess(EvidenceKind.FILE, label, media_type, KITS.kit_for("tổ chức hội nghị"))
    assert (found.key if found else None) == piece


def test_a_list_is_the_one_that_is_asked_for() -> None:
    labels = {k: KITS.guess(EvidenceKind.FILE, "Danh sách.xlsx", "", KITS.kit_for(k)) for k in ("tặng quà", "tập huấn")}
    assert [p.key for p in labels.values() if p] == ["signed_list", "attendance"]


def test_a_document_s_number_proves_what_is_issued() -> None:
    kit = KITS.kit_for("ban hành quy chế")
    number = proof("27/CĐ-2026", kind=EvidenceKind.DOCUMENT_NUMBER)
    assert standing_of(kit, [number], KITS).missing == ()
    assert standing_of(kit, [proof("12/QĐ-CĐ", kind=EvidenceKind.DOCUMENT_NUMBER)], KITS).missing == ()


def test_what_is_missing_is_what_is_needed_and_did_not_come() -> None:
    kit = KITS.kit_for("tặng quà")
    nothing = standing_of(kit, [], KITS)
    assert nothing.missing_names == ("danh sách ký nhận", "ảnh")
    assert [p.name for p in nothing.also_usual] == ["tờ trình", "chứng từ"]
    photo, odd = proof("1.jpg", "image/jpeg"), proof("x.bin")
    some = standing_of(kit, [photo, odd, proof("biên bản.pdf")], KITS)
    assert (some.missing_names, [p.key for p in some.there], some.unknown) == (
        ("danh sách ký nhận",),
        ["photo", "minutes"],
        1,
    )


def test_what_was_rejected_is_missing_again() -> None:
    photo = replace(proof("1.jpg", "image/jpeg"), state=EvidenceState.REJECTED)
    assert "ảnh" in standing_of(KITS.kit_for("tặng quà"), [photo], KITS).missing_names


def test_a_person_s_word_outweighs_the_name_and_a_statement_is_no_paper() -> None:
    kit = KITS.kit_for("tặng quà")
    said = replace(proof("ảnh.jpg", "image/jpeg"), piece="signed_list")
    assert standing_of(kit, [said], KITS).missing_names == ("ảnh",)
    assert standing_of(kit, [proof("có danh sách ký nhận", kind=EvidenceKind.STATEMENT)], KITS).unknown == 1


def test_proofs_are_kept_as_long_as_the_strictest_task_wants() -> None:
    activity = Activity(id=1, unit_id=1, happened_on=date(2026, 9, 12), words="tặng quà", received_at=NOW)
    routine, members = promise("tổ chức giải cầu lông"), promise("kết nạp 12 người")
    assert retention_of(activity, [], KITS).key == "finance"
    assert retention_of(activity, [routine], KITS).key == "routine"
    assert retention_of(activity, [routine, members], KITS).key == "members"
    issued = retention_of(activity, [members, promise("ban hành quy chế")], KITS)
    assert issued.first_free_day(activity.happened_on) is None

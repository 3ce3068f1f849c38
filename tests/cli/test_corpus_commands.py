"""From a review to a better vocabulary at the terminal: ingest, mend, export, score, add words, score again."""

import json
from pathlib import Path
from typing import Any

import pytest
from console import Desk
from gold_checks import check_gold

#: A plan whose last part stands under a heading that the shipped vocabulary does not know.
PLAN = """\
LIÊN ĐOÀN LAO ĐỘNG HUYỆN LAM SƠN
CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: {number}/BC-CĐCS
Lam Sơn, ngày 02 tháng 7 năm 2026

BÁO CÁO
Sơ kết hoạt động công đoàn 6 tháng đầu năm 2026, phương hướng nhiệm vụ 6 tháng cuối năm 2026

I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026
Đã mở 01 lớp nặn {thing}.

II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026
1. Tổ chức 02 lớp tráng men {thing}, hoàn thành trước ngày 30/9/2026.
2. Khám sức khỏe cho thợ {thing} trong tháng 10/2026.
3. Thăm lò {thing} của đơn vị bạn trước ngày 20/8/2026.

III. CHUYỆN BÀY RA CHO VỤ SAU
1. Mở phòng đọc cho con em thợ {thing}.
2. Sửa mái nhà phơi {thing} sau mùa mưa.

Nơi nhận:
- Lưu VT.
"""


def paper(desk: Desk, number: int, thing: str) -> str:
    return desk.file(f"bao-cao-{number}.txt", PLAN.format(number=number, thing=thing))


def decide(desk: Desk, path: str, thing: str, *, rejected: bool = True) -> None:
    """Mend two fields of the first line, reject the third, add both of the last part."""
    desk.ok("ingest", path)
    template: dict[str, Any] = desk.ok("review", "--json").json()  # type: ignore[assignment]
    first, second, third = template["decisions"]
    first |= {"due": "2026-09-15", "area": "reform"}
    if rejected:
        third |= {"verdict": "reject", "reason": "đơn vị bạn mời, không phải kế hoạch"}
    for row in (first, second, third):
        row.pop("display")
    template["additions"] = [
        {"text": f"Mở phòng đọc cho con em thợ {thing}"},
        {"text": f"Sửa mái nhà phơi {thing} sau mùa mưa", "area": "representation"},
    ]
    desk.ok("review", "--decisions", desk.file("quyet-dinh.json", json.dumps(template)))


@pytest.fixture
def taught(desk: Desk) -> Desk:
    decide(desk, paper(desk, 1, "chum"), "chum")
    return desk


def exported(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def counts(desk: Desk, way: str, *arguments: str) -> dict[str, Any]:
    scores: dict[str, Any] = desk.ok("corpus", "score", "--json", *arguments).json()  # type: ignore[assignment]
    return scores[way]


def test_a_review_becomes_valid_gold_with_what_was_found_beside_it(taught: Desk) -> None:
    folder = taught.folder.parent / "mau"
    out = taught.ok("corpus", "export", str(folder)).out
    assert "Đã ghi 1 văn bản (4 cam kết)" in out
    assert "không công bố" in out
    assert sorted(path.name for path in folder.iterdir()) == [
        "0001-bao-cao-1.found.json",
        "0001-bao-cao-1.gold.json",
        "0001-bao-cao-1.txt",
        "README.md",
    ]
    files = exported(folder)
    gold, found = files["0001-bao-cao-1.gold.json"], files["0001-bao-cao-1.found.json"]
    check_gold((folder / "0001-bao-cao-1.txt").read_text("utf-8"), gold)
    assert [(item["quote"][:12], item["due"], item["area"]) for item in gold["commitments"]] == [
        ("Tổ chức 02 l", "2026-09-15", "reform"),
        ("Khám sức khỏ", "2026-10-31", gold["commitments"][1]["area"]),
        ("Mở phòng đọc", "2026-12-31", "other"),
        ("Sửa mái nhà ", "2026-12-31", "representation"),
    ]
    first, second, third = (row["review"] for row in found["commitments"])
    assert first["outcome"] == "mended"
    assert {change["field"] for change in first["changes"]} == {"due", "area"}
    assert second == {"outcome": "confirmed"}
    assert third == {"outcome": "rejected", "reason": "đơn vị bạn mời, không phải kế hoạch"}
    assert [row["text"][:8] for row in found["added"]] == ["Mở phòng", "Sửa mái "]


def test_a_second_export_replaces_the_first_and_what_is_not_ours_is_left_alone(taught: Desk) -> None:
    folder = taught.folder.parent / "mau"
    for _ in range(2):
        taught.ok("corpus", "export", str(folder))
    (folder / "ghi-chu.docx").write_bytes(b"x")
    outcome = taught.run("corpus", "export", str(folder))
    assert outcome.status == 1
    assert "ghi-chu.docx" in outcome.err
    assert len(list(folder.iterdir())) == 5


def test_what_was_reviewed_in_part_is_left_out_and_named(taught: Desk) -> None:
    taught.ok("ingest", paper(taught, 2, "vại"))
    assert taught.run("review", typed="n\nw\n").status == 0
    folder = taught.folder.parent / "mau"
    outcome = taught.ok("corpus", "export", str(folder))
    assert "Đã ghi 1 văn bản" in outcome.out
    assert "bao-cao-2.txt (văn bản số 2): còn 2 dòng chưa ai xem" in outcome.err


def test_an_export_may_begin_at_a_day_or_concern_one_unit(taught: Desk) -> None:
    folder = str(taught.folder.parent / "mau")
    assert taught.run("corpus", "export", folder, "--from", "07/7/2026").status == 1
    taught.ok("corpus", "export", folder, "--from", "06/7/2026")
    taught.ok("units", "add", "Tổ men")
    assert taught.run("corpus", "export", folder, "--unit", "TM").status == 1
    assert "Không có đơn vị" in taught.run("corpus", "export", folder, "--unit", "KHONGCO").err


def test_without_a_whole_review_it_is_said_what_to_do(desk: Desk) -> None:
    desk.ok("ingest", paper(desk, 1, "chum"), "--accept-all")
    outcome = desk.run("corpus", "export", str(desk.folder / "mau"))
    assert outcome.status == 1
    assert "dondoc review" in outcome.err


def test_added_words_that_the_text_does_not_have_are_named(desk: Desk) -> None:
    desk.ok("ingest", paper(desk, 1, "chum"))
    assert desk.run("review", typed="n\nn\nt\nLàm việc chưa ai viết\n\nn\n").status == 0
    err = desk.ok("corpus", "export", str(desk.folder.parent / "mau")).err
    assert "Không vào mẫu: “Làm việc chưa ai viết”" in err


def test_a_vocabulary_file_changes_the_reading_and_the_score_shows_it(taught: Desk) -> None:
    before = counts(taught, "shipped")
    assert (before["gold"], before["hit"], before["missed"], before["false"]) == (4, 2, 2, 1)
    assert before["wrong"]["due"] == 1
    assert "mảng công tác: mẫu “reform”" in taught.ok("corpus", "score", "--mistakes").out
    assert counts(taught, "then") == before
    assert counts(taught, "own") is None
    words = '[sections]\nplan = ["chuyện bày ra"]\n[areas.reform]\nkeywords = ["tráng men chum"]\n'
    (taught.folder / "config" / "vocabulary").mkdir()
    (taught.folder / "config" / "vocabulary" / "xuong.toml").write_text(words, "utf-8")
    after = counts(taught, "own")
    assert (after["hit"], after["missed"]) == (4, 0)
    assert after["asked"]["owner"] == 2
    out = taught.ok("corpus", "score", "--mistakes").out
    assert "Từ vựng cơ quan" in out
    assert "sai   hạn: mẫu “15/09/2026”, máy đọc “29/09/2026”" in out
    assert "thừa  Thăm lò chum" in out
    assert "mẫu “reform”" not in out
    ingested = taught.ok("ingest", paper(taught, 2, "vại"), "--json").json()
    assert isinstance(ingested, list)
    assert len(ingested[0]["commitments"]) == 5


def test_an_exported_folder_scores_as_the_book_does(taught: Desk) -> None:
    folder = str(taught.folder.parent / "mau")
    taught.ok("corpus", "export", folder)
    for way in ("then", "shipped"):
        assert counts(taught, way, folder) == counts(taught, way)


def test_a_folder_without_examples_and_a_broken_one_are_told(taught: Desk) -> None:
    empty = taught.folder.parent / "trong"
    empty.mkdir()
    assert "không có tệp .gold.json nào" in taught.run("corpus", "score", str(empty)).err
    (empty / "x.txt").write_text("Mở lớp", "utf-8")
    for data, words in ((b"{", "x.gold.json, mục -"), (b"\xff", "UTF-8")):
        (empty / "x.gold.json").write_bytes(data)
        outcome = taught.run("corpus", "score", str(empty))
        assert outcome.status == 1
        assert words in outcome.err


def test_suggested_words_are_tried_out_and_written_only_when_asked(taught: Desk) -> None:
    out = taught.ok("corpus", "suggest").out
    assert "chuyện bày ra cho vụ sau" in out
    assert "cần ít nhất 3 văn bản" in out
    assert not (taught.folder / "config" / "vocabulary").exists()
    outcome = taught.ok("corpus", "suggest", "--write")
    assert "suggested.toml" in outcome.err
    own = counts(taught, "own")
    assert (own["hit"], own["missed"]) == (4, 0)
    assert "Không có từ nào để gợi ý" in taught.ok("corpus", "suggest").out


def test_with_three_documents_each_is_held_out(desk: Desk) -> None:
    for number, thing in enumerate(("chum", "vại", "bình"), start=1):
        decide(desk, paper(desk, number, thing), thing)
    advised: dict[str, Any] = desk.ok("corpus", "suggest", "--json").json()  # type: ignore[assignment]
    [heading] = [row for row in advised["words"] if row["list"] == "sections.plan"]
    assert (heading["word"], heading["count"], heading["documents"]) == ("chuyện bày ra cho vụ sau", 6, 3)
    assert heading["good"]
    assert heading["held_out"]["found"] == 6
    assert advised["held_out_f1"]["after"] > advised["held_out_f1"]["before"]
    [area] = [row for row in advised["words"] if row["list"] == "areas.reform.keywords" and row["good"]]
    assert area["held_out"]["fields"] == 3
    assert "Trên văn bản để riêng" in desk.ok("corpus", "suggest").out


def test_examples_of_a_document_can_be_erased(taught: Desk) -> None:
    assert "Đã xóa mẫu của văn bản số 1" in taught.ok("corpus", "forget", "1").out
    assert taught.run("corpus", "export", str(taught.folder.parent / "mau")).status == 1
    assert "không có gì để xóa" in taught.run("corpus", "forget", "1").err
    assert len(taught.codes()) == 4
    taught.ok("verify")

import json

from extract.reading import document, lexicon

from dondoc.extract.export import export
from dondoc.extract.pipeline import extract

TEXT = (
    "CÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI HOA BAN\nHoa Ban, ngày 28 tháng 6 năm 2025\n\nKẾ HOẠCH\nCông tác tháng 7 năm 2025\n\n"
    "I. NHIỆM VỤ\n- Từ 90% đoàn viên trở lên tham gia hội thao trước ngày 20/7.\n"
    "- Thu gom 1,5 tấn giấy vụn hằng tuần.\n"
)


def exported(*, with_text: bool = False) -> dict:
    one = document(TEXT)
    return export(one, extract(one, lexicon()), with_text=with_text)


def test_the_keys_are_those_of_the_contract():
    result = exported()
    assert list(result) == [
        "issuer", "issued_on", "reporting_period", "plan_period", "title", "source", "commitments", "doubts",
    ]  # fmt: skip
    assert set(result["source"]) == {"name", "sha256", "media_type", "chars"}
    assert set(result["commitments"][0]) == {
        "start", "end", "text", "display", "parent", "action", "kind", "target", "targets", "due", "due_nominal",
        "due_explicit", "window", "recurrence", "rrule", "owner", "owner_plural", "fan_out", "direction", "area",
        "refs", "confidence", "reasons", "marks",
    }  # fmt: skip


def test_values_are_ready_for_json():
    result = exported()
    first, second = json.loads(json.dumps(result))["commitments"]
    assert TEXT[first["start"] : first["end"]] == first["text"]
    assert first["target"]["value"] == 90
    assert isinstance(first["target"]["value"], int)
    assert second["target"]["value"] == 1.5
    assert (first["due"], first["due_nominal"], first["due_explicit"]) == ("2025-07-19", "2025-07-20", True)
    assert (second["recurrence"], second["rrule"]) == ("weekly", "FREQ=WEEKLY")
    assert 0 < second["confidence"] <= 1


def test_marks_point_at_the_words_from_which_a_field_was_read():
    first, second = exported()["commitments"]
    assert [(mark["field"], TEXT[mark["start"] : mark["end"]]) for mark in first["marks"]] == [
        ("targets", "Từ 90% đoàn viên trở lên"),
        ("due", "trước ngày 20/7"),
    ]
    assert ("recurrence", "hằng tuần") in [(m["field"], TEXT[m["start"] : m["end"]]) for m in second["marks"]]


def test_how_several_share_the_work_is_only_told_where_there_are_several():
    text = (
        "KẾ HOẠCH\nCông tác tháng 7 năm 2025\n\nI. NHIỆM VỤ\n- Mỗi tổ công đoàn mở 01 buổi.\n- Ban Nữ công tổng kết.\n"
    )
    one = document(text)
    each, single = export(one, extract(one, lexicon()))["commitments"]
    assert (each["owner_plural"], each["fan_out"]) == (True, "each")
    assert (single["owner_plural"], single["fan_out"]) == (False, None)


def test_the_text_comes_only_when_asked_for():
    assert "text" not in exported()
    assert exported(with_text=True)["text"] == TEXT

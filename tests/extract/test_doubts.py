from extract.reading import read

HEAD = "CÔNG ĐOÀN NHÀ MÁY SỢI HOA BAN\nHoa Ban, ngày 28 tháng 6 năm 2025\n\nKẾ HOẠCH\nCông tác tháng 7 năm 2025\n\n"


def codes(text: str) -> list[str]:
    return [doubt.code for doubt in read(text).doubts]


def test_a_weekday_that_does_not_fit_its_date_is_doubted():
    found = read(HEAD + "I. NHIỆM VỤ\n- Tổ chức hội thao thứ Hai, ngày 15/7/2025.\n")
    (doubt,) = found.doubts
    assert doubt.code == "date.weekday_mismatch"
    assert dict(doubt.params)["weekday"] == "thứ Ba"


def test_a_day_that_no_month_has_is_doubted():
    assert codes(HEAD + "I. NHIỆM VỤ\n- Nộp báo cáo trước ngày 31/9.\n") == ["date.impossible"]
    assert codes(HEAD + "I. NHIỆM VỤ\n- Nộp báo cáo trước ngày 30/9.\n") == []


def test_a_report_without_a_plan_is_doubted():
    assert codes("BÁO CÁO\nKết quả tháng 6 năm 2025\n\nI. KẾT QUẢ\nĐã tặng 12 suất quà.\n") == ["document.no_plan"]


def test_a_plan_without_commitments_is_doubted():
    assert codes(HEAD + "I. NHIỆM VỤ\n(Có phụ lục kèm theo)\n") == ["document.no_commitment"]


def test_a_plan_without_a_period_is_doubted():
    assert codes("KẾ HOẠCH\nThi đua lao động sáng tạo\n\nI. NHIỆM VỤ\n- Tổ chức hội thao.\n") == ["period.unknown"]

"""Boundaries of commitments: each body is the plan section of a made-up report."""

from extract.reading import only, plan, quotes, read


def test_full_stops_line_breaks_bullets_and_semicolons_separate():
    assert quotes("- Mở 01 lớp nấu ăn; tặng 20 suất quà. Tổ chức hội thao.\n- Sửa nhà để xe.") == [
        "Mở 01 lớp nấu ăn",
        "tặng 20 suất quà",
        "Tổ chức hội thao",
        "Sửa nhà để xe",
    ]


def test_a_run_of_verbs_over_one_object_is_one():
    assert quotes("- Xây dựng, ban hành và triển khai quy chế dân chủ.") == [
        "Xây dựng, ban hành và triển khai quy chế dân chủ"
    ]


def test_an_action_with_a_number_of_its_own_is_parted_at_a_comma():
    assert quotes("- Kết nạp 30 đoàn viên mới, thành lập 02 tổ công đoàn.") == [
        "Kết nạp 30 đoàn viên mới",
        "thành lập 02 tổ công đoàn",
    ]


def test_a_number_that_measures_the_same_work_stays():
    assert quotes("- Sửa chữa 05 phòng trọ, tổng kinh phí 60 triệu đồng, xong trong tháng 8.") == [
        "Sửa chữa 05 phòng trọ, tổng kinh phí 60 triệu đồng, xong trong tháng 8"
    ]


def test_a_part_with_a_number_hangs_on_its_clause_and_shares_its_date():
    whole, part = plan("- Đến hết tháng 8, xây dựng kế hoạch trồng rừng, trong đó trồng 500 cây keo.")
    assert part.text == "trồng 500 cây keo"
    assert part.parent == 0
    assert part.due == whole.due
    assert (part.due_explicit, part.due.month) == (True, 8)


def test_a_part_without_a_number_does_not_separate():
    assert quotes("- Tuyên truyền nội quy, trong đó chú trọng công nhân mới.") == [
        "Tuyên truyền nội quy, trong đó chú trọng công nhân mới"
    ]


def test_a_share_of_a_share_counts_the_same_noun():
    _, part = plan("- Trên 80% tổ công đoàn xếp loại tốt, trong đó xuất sắc không dưới 20%.")
    assert [(target.value, target.unit) for target in part.targets] == [(20, "tổ công đoàn")]


def test_a_list_of_fields_of_work_belongs_to_the_clause_before_the_colon():
    assert len(plan("Phối hợp với Công ty trên các mặt: tuyên truyền; chăm lo đời sống; văn nghệ.")) == 1


def test_a_mere_introduction_is_dropped_and_its_items_stay():
    assert quotes("Ban Chấp hành tập trung thực hiện các nhiệm vụ sau:\n- Sửa nhà để xe.\n- Mở 01 lớp nấu ăn.") == [
        "Sửa nhà để xe",
        "Mở 01 lớp nấu ăn",
    ]


def test_a_topic_before_a_colon_is_dropped():
    assert quotes("Về chăm lo đời sống: trao 40 suất quà; thăm 12 gia đình khó khăn.") == [
        "trao 40 suất quà",
        "thăm 12 gia đình khó khăn",
    ]


def test_a_clause_before_a_colon_with_an_action_and_a_document_is_one_too():
    assert quotes(
        "Tiếp tục thực hiện Kế hoạch số 15/KH-CĐN, trong đó:\n+ Sửa 02 phòng trọ;\n+ Trồng 100 cây xanh."
    ) == [
        "Tiếp tục thực hiện Kế hoạch số 15/KH-CĐN",
        "Sửa 02 phòng trọ",
        "Trồng 100 cây xanh",
    ]


def test_objects_of_one_verb_are_not_parted_by_a_semicolon():
    assert len(plan("- Quán triệt Nghị quyết số 18-NQ/TW; Nghị quyết số 19-NQ/TW.")) == 1


def test_semicolons_and_stops_inside_quotation_marks_and_brackets_do_not_separate():
    assert (
        len(plan("- Phát động cuộc thi “An toàn là trên hết. Sản xuất; tiết kiệm” (từng tổ; từng ca) trong tháng 9."))
        == 1
    )


def test_words_of_order_and_connection_stay_outside():
    assert quotes("Một là, tăng cường kiểm tra an toàn điện.\nVì vậy, đề nghị các tổ công đoàn nộp báo cáo tháng.") == [
        "tăng cường kiểm tra an toàn điện",
        "các tổ công đoàn nộp báo cáo tháng",
    ]


def test_closing_formulas_duties_and_contingencies_are_none():
    assert (
        plan(
            "Tin tưởng rằng tập thể sẽ hoàn thành thắng lợi nhiệm vụ.\n"
            "Trưởng ca chịu trách nhiệm trước Ban Chấp hành.\n"
            "Nếu có dịch, hội thao sẽ lùi lại."
        )
        == ()
    )


def test_a_proposal_to_a_superior_is_none():
    assert plan("- Sửa nhà để xe.\nIII. KIẾN NGHỊ\n- Đề nghị Công đoàn ngành cấp 20 triệu đồng.")[1:] == ()


def test_lines_that_a_page_broke_are_one_commitment_across_the_page_number():
    broken = (
        "- Phối hợp với Phòng Kỹ thuật rà soát toàn bộ hệ thống điện trong các xưởng, lập\n"
        "danh mục thiết bị cần thay thế và báo cáo Giám đốc Nhà máy xem xét, bố trí kinh\n\n"
        "                     2\n\nphí trước ngày 20/8.\n"
        "- Tổ chức hội thao chào mừng ngày thành lập Nhà máy gồm các môn bóng chuyền, kéo co,\n"
        "cầu lông và chạy tiếp sức cho toàn thể đoàn viên của các xưởng sợi, xưởng dệt và bộ\nphận văn phòng.\n"
        "- Thường xuyên nắm tình hình việc làm, tiền lương của công nhân để kịp thời đề xuất với\n"
        "người sử dụng lao động các biện pháp tháo gỡ, không để phát sinh ngừng việc tập thể ở\ncác xưởng.\n"
        "- Tiếp tục duy trì tủ sách công nhân, bổ sung đầu sách kỹ thuật và sách dành cho thiếu\nnhi."
    )
    first = plan(broken)[0]
    assert "\n\n" in first.text
    assert first.display.endswith("bố trí kinh phí trước ngày 20/8")
    assert len(plan(broken)) == 4


def test_the_display_names_who_must_do_it():
    one = only("1. Ban Nữ công\n- Tổ chức khám sức khỏe cho lao động nữ.")
    assert one.owner == "Ban Nữ công"
    assert one.display == "[Ban Nữ công] tổ chức khám sức khỏe cho lao động nữ"
    assert any(reason.startswith("owner:heading") for reason in one.reasons)


def test_the_display_reads_as_one_sentence_where_the_words_begin_with_a_verb():
    first, second = plan("Các tổ công đoàn có nhiệm vụ:\n- Tiếp tục hoàn thiện hồ sơ.\n- 100% đoàn viên ký cam kết.")
    assert first.display == "[Các tổ công đoàn] tiếp tục hoàn thiện hồ sơ"
    assert second.display == "[Các tổ công đoàn:] 100% đoàn viên ký cam kết"


def test_a_label_with_its_number_is_one_whatever_leads_up_to_the_number():
    lines = [
        "Tỷ lệ phòng trọ có camera: không dưới 70%",
        "Doanh thu căng tin: tăng từ 5 - 8%",
        "Tỷ lệ công nhân có thẻ đoàn viên: đạt và vượt 96%",
        "Tai nạn lao động: không để xảy ra quá 02 vụ",
        "Thợ bậc cao: từ 15% trở lên",
    ]
    assert quotes("\n".join(f"- {line}." for line in lines)) == lines


def test_the_share_behind_a_label_is_a_part_of_its_own():
    assert quotes("- Tổ công đoàn đạt vững mạnh: 20/22 tổ, trong đó ít nhất 08 tổ xuất sắc.") == [
        "Tổ công đoàn đạt vững mạnh: 20/22 tổ",
        "ít nhất 08 tổ xuất sắc",
    ]


def test_a_short_subject_before_the_next_number_parts_too():
    assert quotes("- Phát 02 số bản tin mỗi quý, trang mạng của xưởng đăng ít nhất 05 bài mỗi tuần.") == [
        "Phát 02 số bản tin mỗi quý",
        "trang mạng của xưởng đăng ít nhất 05 bài mỗi tuần",
    ]


def test_what_is_done_at_an_event_measures_the_event():
    assert len(quotes("- Tổ chức gặp mặt thợ giỏi ngày 20/7, biểu dương 15 cá nhân.")) == 1
    assert len(quotes("- Tổ chức gặp mặt thợ giỏi ngày 20/7, khảo sát 40 phòng trọ.")) == 2


def test_an_abbreviated_unit_begins_a_clause_after_a_semicolon():
    assert quotes("- Nộp sáng kiến về tổ trưởng; HĐKH chấm xong trước ngày 31/8.") == [
        "Nộp sáng kiến về tổ trưởng",
        "HĐKH chấm xong trước ngày 31/8",
    ]


def test_a_lead_in_that_only_names_the_doer_is_none():
    body = "Ban Nữ công có nhiệm vụ:\n- Mở 01 lớp nấu ăn.\nGiao Phòng Kỹ thuật chủ trì:\n+ Sửa nhà để xe."
    assert [(one.text, one.owner) for one in plan(body)] == [
        ("Mở 01 lớp nấu ăn", "Ban Nữ công"),
        ("Sửa nhà để xe", "Phòng Kỹ thuật"),
    ]


def test_a_sub_heading_over_a_list_is_none_though_it_opens_with_a_verb():
    assert quotes("Chăm lo đời sống công nhân\n- Tặng 50 suất quà.\nTuyên truyền pháp luật\n- Treo 10 băng rôn.") == [
        "Tặng 50 suất quà",
        "Treo 10 băng rôn",
    ]
    assert len(quotes("Tổ chức hội thao toàn nhà máy\n- Thời gian: ngày 20/8.\n- Địa điểm: sân bóng.")) == 1


def test_requests_to_the_body_above_and_humble_words_are_none():
    body = (
        "- Sửa nhà để xe.\nĐề nghị Công đoàn ngành Dệt: hỗ trợ kinh phí mua máy chiếu; mở lớp kế toán.\n"
        "Kính đề nghị Sở Lao động xét, trình Ủy ban nhân dân tỉnh tặng Cờ thi đua."
    )
    assert quotes(body) == ["Sửa nhà để xe"]


def test_the_preamble_of_a_directive_is_none():
    found = read(
        "ỦY BAN NHÂN DÂN\nHUYỆN ĐỒI CHÈ\nSố: 05/CT-UBND\nĐồi Chè, ngày 04 tháng 3 năm 2024\n\nCHỈ THỊ\n"
        "Về phòng cháy rừng mùa khô\n\nNăm 2023, toàn huyện xảy ra 06 vụ cháy rừng, giảm 02 vụ so với năm trước.\n"
        "Tuy nhiên, việc tuần tra ở một số xã chưa thường xuyên.\nChủ tịch Ủy ban nhân dân huyện yêu cầu:\n"
        "1. Hạt Kiểm lâm\na) Tuần tra 12 tiểu khu trọng điểm. Nhắn tin cảnh báo cháy rừng đến các chủ rừng.\n"
    ).commitments
    assert [(one.text, one.owner) for one in found] == [
        ("Tuần tra 12 tiểu khu trọng điểm", "Hạt Kiểm lâm"),
        ("Nhắn tin cảnh báo cháy rừng đến các chủ rừng", "Hạt Kiểm lâm"),
    ]


def test_a_plan_told_in_running_prose_and_in_quoted_speech_is_found():
    found = read(
        "Công đoàn ngành Than tổng kết năm 2023\n\n(16/01/2024) - Ngày 15/01/2024, Công đoàn ngành Than tổ chức Hội"
        " nghị tổng kết hoạt động năm 2023, triển khai nhiệm vụ năm 2024.\n"
        "Năm qua, các cấp công đoàn đã thăm 300 lượt người ốm.\n"
        "Hội nghị đã thống nhất phương hướng, nhiệm vụ trọng tâm, trong đó mở 03 lớp dạy nghề trước ngày 30/4.\n"
        "Về tuyên truyền, Công đoàn ngành tập trung đổi mới trang tin.\n"
        "Phát biểu tại hội nghị, bà Chủ tịch nhấn mạnh: “Các đơn vị phải lập ngay danh sách công nhân khó khăn. Trước"
        " ngày 10/3, các tổ công đoàn gửi kế hoạch về Văn phòng.”\n"
        "“Yêu cầu Ủy ban Kiểm tra tập trung kiểm tra 05 đơn vị còn nợ kinh phí”, bà Chủ tịch chỉ đạo.\n"
    )
    assert found.header.plan_period is not None
    assert found.header.plan_period.code == "2024"
    assert [one.text for one in found.commitments] == [
        "mở 03 lớp dạy nghề trước ngày 30/4",
        "Công đoàn ngành tập trung đổi mới trang tin",
        "Các đơn vị phải lập ngay danh sách công nhân khó khăn",
        "Trước ngày 10/3, các tổ công đoàn gửi kế hoạch về Văn phòng",
        "Ủy ban Kiểm tra tập trung kiểm tra 05 đơn vị còn nợ kinh phí",
    ]


def test_an_order_before_the_first_list_is_no_preamble():
    found = read(
        "ỦY BAN NHÂN DÂN\nHUYỆN ĐỒI CHÈ\nSố: 09/CĐ-UBND\nĐồi Chè, ngày 04 tháng 3 năm 2024\n\nCÔNG ĐIỆN\n"
        "Về phòng rét cho gia súc\n\nChủ tịch huyện yêu cầu các xã che chắn chuồng trại trước ngày 10/3.\n"
        "Số liệu gửi kèm gồm:\n- Số trâu, bò.\n"
    ).commitments
    assert [one.text for one in found] == ["các xã che chắn chuồng trại trước ngày 10/3"]

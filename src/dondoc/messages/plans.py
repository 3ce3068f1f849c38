"""Why a task of the next plan cannot stand as it is worded, and what to write instead."""

from dondoc.messages.text import Text

MESSAGES = {
    "plan.two_tasks": Text(
        "“{task}” gồm {count} việc: {parts}. Hãy ghi mỗi việc thành một dòng riêng.",
        "“{task}” holds {count} tasks: {parts}. Write each on a line of its own.",
    ),
    "plan.no_date": Text(
        "“{task}” chưa có thời hạn. Hãy ghi rõ ngày, ví dụ: “{proposal}”.",
        "“{task}” has no date. Name the day, as in “{proposal}”.",
    ),
    "plan.reads_as_result": Text(
        "“{task}” đọc như một kết quả đã làm. Hãy bắt đầu bằng việc phải làm, ví dụ: “Tổ chức …”, “Hoàn thành …”.",
        "“{task}” reads like something already done. Begin with what is to be done (“Tổ chức …”, “Hoàn thành …”).",
    ),
    "plan.reads_as_nothing": Text(
        "“{task}” không đọc ra việc phải làm. Hãy nêu rõ việc, bắt đầu bằng động từ, ví dụ: “Tổ chức …”, “Rà soát …”.",
        "“{task}” names nothing to be done. Begin with a verb (“Tổ chức …”, “Rà soát …”).",
    ),
    "plan.words_change": Text(
        "“{task}” chỉ đọc lại được là “{read}”. Hãy viết gọn thành một câu, không dùng ngoặc và dấu chấm giữa câu.",
        "“{task}” is read back as “{read}” only. Write one plain sentence without brackets or full stops inside.",
    ),
    "plan.owner_unclear": Text(
        "“{task}”: nơi chủ trì đọc thành “{read}”. Hãy ghi tên đơn vị ở đầu câu, ngay trước động từ.",
        "“{task}”: who has to do it is read as “{read}”. Put the unit's name first, right before the verb.",
    ),
    "plan.target_lost": Text(
        "“{task}”: chỉ tiêu đọc thành “{read}”. Hãy ghi con số liền trước danh từ, ví dụ: “02 lớp”.",
        "“{task}”: the target is read as “{read}”. Put the number right before what it counts, as in “02 lớp”.",
    ),
    "plan.date_lost": Text(
        "“{task}”: thời hạn đọc thành “{read}”. Hãy chỉ để một ngày trong câu.",
        "“{task}”: the date is read as “{read}”. Leave one date only in the sentence.",
    ),
    "plan.rhythm_lost": Text(
        "“{task}”: không đọc ra đúng nhịp định kỳ. Hãy ghi “hằng tháng”, “hằng quý” hoặc “hằng năm”.",
        "“{task}”: how often is not read. Write “hằng tháng”, “hằng quý” or “hằng năm”.",
    ),
    "plan.kind_unclear": Text(
        "“{task}”: không rõ là việc thường xuyên hay việc có sản phẩm cụ thể. Hãy nêu rõ sản phẩm hoặc số lượng.",
        "“{task}” may be a continued effort or a definite product. Name the product or the number.",
    ),
    "plan.area_unclear": Text(
        "“{task}”: lĩnh vực đọc thành “{read}”. Hãy đặt việc dưới đề mục đúng tên lĩnh vực.",
        "“{task}”: its area is read as “{read}”. Put it under a heading with the area's own name.",
    ),
    "plan.unknown_area": Text(
        "Không có lĩnh vực mã “{area}”. Các mã có: {known}.",
        "There is no area “{area}”. Known are: {known}.",
    ),
    "plan.not_suggested": Text(
        "Không có gợi ý nào từ “{task}”. Xem các gợi ý: dondoc reports suggest, nêu kỳ báo cáo.",
        "Nothing is suggested from “{task}”. See what is: dondoc reports suggest with the report.",
    ),
    "plan.no_part": Text(
        "Báo cáo này không có phần nhiệm vụ kỳ tới, nên chưa thêm được nhiệm vụ.",
        "This report has no plan of the next period to which a task could be added.",
    ),
}

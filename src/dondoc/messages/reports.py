"""Sentences about versions of reports: who sends them on their way, what was signed, what people wrote into drafts."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "report.not_keeper": Text(
        "{person} không phải chủ tịch hay thư ký của {unit} (hoặc của cấp trên), nên không trình, ban hành hay sửa báo "
        "cáo của đơn vị này được.",
        "{person} is neither chair nor secretary of {unit} or of a unit above it, and may not move or change its "
        "reports.",
    ),
    "report.old_context": Text(
        "Nội dung đã lưu của báo cáo {period} bản {version} do một phiên bản dondoc khác ghi, không đọc lại được. Tệp "
        "của bản ấy vẫn lấy ra được bằng: dondoc reports open",
        "The stored words of report {period} version {version} were written by another release of dondoc and cannot "
        "be read. Its files can still be taken out: dondoc reports open",
    ),
    "report.future_date": Text(
        "Ngày {day} chưa đến; ngày ban hành không thể sau hôm nay.",
        "{day} has not come; a report cannot be issued after today.",
    ),
    "report.number_taken": Text(
        "Số {number} của năm {year} đã dùng cho báo cáo kỳ {period}. Nêu số khác.",
        "Number {number} of {year} is that of the report on {period}. Give another one.",
    ),
}

"""Sentences about versions of reports: who sends them on their way, what was signed, what people wrote into drafts."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "report.sums": Text(
        "Số liệu của “{place}” không khớp: tổng {total}, cộng từng dòng được {parts}. Báo cáo chưa được ghi ra; "
        "kiểm tra số liệu của đơn vị rồi soạn lại.",
        "The figures of “{place}” do not add up: {total} in total, {parts} over the lines. The report was not written; "
        "check the figures of the unit and write it again.",
    ),
    "report.behind": Text(
        "Dự thảo {report} chưa có những lời mới sửa, hoặc chưa nêu nó thay thế báo cáo nào. Soạn lại rồi trình: "
        "dondoc report {report}",
        "The draft of {report} lacks what was written since, or does not say which report it replaces. Write it anew "
        "and submit that: dondoc report {report}",
    ),
    "report.open_parts": Text(
        "Báo cáo {report} còn phần chưa viết: {headings}. Viết bằng dondoc reports edit, hoặc viết trong tệp Word rồi "
        "dondoc report {report} --from-draft TỆP; vẫn muốn trình thì thêm --with-open.",
        "Report {report} has parts that nobody has written yet: {headings}. Write them with dondoc reports edit, or in "
        "Word and dondoc report {report} --from-draft FILE; to submit it all the same add --with-open.",
    ),
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
    "report.unknown_name": Text(
        "Không có báo cáo nào tên “{name}”. Nêu mã kỳ (2026-H2), kỳ và bản (2026-H2-v2) hoặc số (21/BC-CĐCS); đang có: "
        "{known}. Xem: dondoc reports list",
        "No report is called “{name}”. Give a period (2026-H2), a period and version (2026-H2-v2) or a number "
        "(21/BC-CĐCS); there are: {known}. See: dondoc reports list",
    ),
    "report.ambiguous": Text(
        "Có nhiều báo cáo tên “{name}”: {found}. Nêu thêm --unit hoặc mã kỳ.",
        "Several reports are called “{name}”: {found}. Add --unit or the period.",
    ),
    "report.no_output": Text(
        "Báo cáo {period} bản {version} không lưu dạng {format}; các dạng đang lưu: {known}.",
        "Report {period} version {version} is not kept as {format}; it is kept as: {known}.",
    ),
    "report.no_line": Text(
        "Báo cáo {period} bản {version} không có đoạn “{key}”. Xem tên các đoạn: dondoc reports show {period} --lines",
        "Report {period} version {version} has no paragraph “{key}”. See: dondoc reports show {period} --lines",
    ),
    "report.no_words": Text(
        "Chưa có lời cho đoạn “{key}”. Muốn bỏ đoạn này thì dùng --remove.",
        "No words were given for paragraph “{key}”. Use --remove to leave it out.",
    ),
    "report.no_edit": Text(
        "Đoạn “{key}” của báo cáo {period} không có lời nào đã sửa.",
        "Nothing was written into paragraph “{key}” of report {period}.",
    ),
    "report.not_issued": Text(
        "Báo cáo {period} bản {version} chưa ban hành nên không cần đính chính; soạn lại bằng: dondoc report {period}",
        "Report {period} version {version} has not been issued and needs no correction; write it again: dondoc report "
        "{period}",
    ),
    "report.nothing_to_correct": Text(
        "Số liệu và lời của báo cáo {period} vẫn như bản đã ban hành, không có gì để đính chính. Sửa số liệu trong sổ "
        "hoặc lời của đoạn (dondoc reports edit) rồi làm lại.",
        "The facts and words of report {period} are those of the issued version; there is nothing to correct. Mend the "
        "ledger or a paragraph (dondoc reports edit) first.",
    ),
    "report.no_draft": Text(
        "Kỳ {period} chưa có dự thảo dạng .docx nào để nhận lời sửa. Soạn trước: dondoc report {period}",
        "Nothing was written as .docx for {period} yet. Write it first: dondoc report {period}",
    ),
    "report.no_controls": Text(
        "Tệp {file} không có đoạn nào của báo cáo {period} do dondoc soạn (có thể đã chép sang tệp khác hay lưu ở dạng "
        "cũ). Sửa trên đúng tệp .docx của dự thảo, hoặc dùng: dondoc reports edit",
        "No paragraph of {file} is one of the report {period} that dondoc wrote. Edit the .docx of the draft itself, "
        "or use: dondoc reports edit",
    ),
    "report.signed_head": Text(
        "Bản ký {file} chưa đọc được đủ số và ngày. Nêu thêm --number và --on.",
        "Number and date of the signed file {file} cannot be read. Add --number and --on.",
    ),
    "report.signed_other": Text(
        "Bản ký mang số {number}, còn báo cáo {period} đã ban hành số {report}. Kiểm tra lại tệp, hoặc nêu đúng báo "
        "cáo của bản ký này.",
        "The signed file bears the number {number}, but the report on {period} was issued as {report}. Check the file, "
        "or name the report that it belongs to.",
    ),
}

"""What goes wrong when units' reports are merged, and when units are graded."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "merge.no_units": Text(
        "{unit} không có đơn vị trực thuộc tại ngày chốt số liệu nên không có gì để tổng hợp. "
        "Khai báo đơn vị trực thuộc (dondoc units import), hoặc bỏ --merge.",
        "{unit} has no units below it on the cut-off, so there is nothing to merge. "
        "Enter them (dondoc units import), or leave --merge out.",
    ),
    "merge.unreadable": Text(
        "Số liệu của báo cáo {report} không đọc được ở mục {place}: {problem}. Đề nghị đơn vị gửi lại báo cáo.",
        "The figures of report {report} cannot be read at {place}: {problem}. Ask the unit to send it again.",
    ),
    "received.unreadable": Text(
        "Tệp “{file}” không phải báo cáo .json của dondoc, sai ở mục {place}: {problem}. "
        "Đề nghị đơn vị xuất lại: dondoc reports open KỲ --format json",
        "“{file}” is no .json report of dondoc; wrong at {place}: {problem}. "
        "Ask the unit to write it anew: dondoc reports open PERIOD --format json",
    ),
    "received.not_issued": Text(
        "Báo cáo trong “{file}” chưa được ban hành (chưa có số, ngày) nên chưa nhận. Đề nghị đơn vị gửi bản đã ký.",
        "The report in “{file}” is not issued (no number or date) and was not taken. Ask the unit for the signed one.",
    ),
    "received.future": Text(
        "Báo cáo trong “{file}” ghi ngày ban hành {issued_on}, sau hôm nay. Đề nghị đơn vị kiểm tra lại.",
        "The report in “{file}” is dated {issued_on}, after today. Ask the unit to check it.",
    ),
    "received.sums": Text(
        "Số liệu của {unit} trong “{file}” không khớp: cộng các phần không bằng tổng. Đề nghị đơn vị gửi lại.",
        "The figures of {unit} in “{file}” do not add up. Ask the unit to send it again.",
    ),
    "received.no_unit": Text(
        "Không có đơn vị nào tên “{unit}” (tệp “{file}”). Nêu mã đơn vị bằng --unit, hoặc thêm: dondoc units add",
        "No unit is called “{unit}” (file “{file}”). Name it with --unit, or add it: dondoc units add",
    ),
    "grading.unknown": Text(
        "Không có bảng điểm “{name}”. Các bảng hiện có: {known}. Đọc bảng của cấp trên: dondoc grade import TỆP",
        "There is no grading table “{name}”. There are: {known}. Read the superior's: dondoc grade import FILE",
    ),
    "grading.which": Text(
        "Có nhiều bảng điểm ({known}): nêu một bảng bằng --scheme.",
        "There are several grading tables ({known}): name one with --scheme.",
    ),
    "grading.no_criterion": Text(
        "Bảng điểm không có mục “{criterion}”. Các mục: {known}.",
        "The table has no criterion “{criterion}”. It has: {known}.",
    ),
    "grading.points": Text(
        "Điểm của mục {criterion} phải từ {low} đến {high}, là bội của {step}.",
        "The points of {criterion} go from {low} to {high} in steps of {step}.",
    ),
    "grading.no_reason": Text(
        "Mục {criterion} đang có {before} điểm, nay ghi {points}: nêu lý do lệch bằng --reason.",
        "{criterion} has {before} points and is to get {points}: say why with --reason.",
    ),
    "grading.no_number": Text(
        "“{words}” không phải số điểm. Ghi số, ví dụ 8,5.", "“{words}” is no number of points. Write one, say 8.5."
    ),
    "grading.no_table": Text(
        "Trong “{file}” không có bảng nào có cột nội dung (tiêu chí) và cột điểm. Kiểm tra lại tệp bảng điểm.",
        "“{file}” has no table with a column of criteria and one of points. Check the file.",
    ),
    "grading.name": Text(
        "“{name}” không dùng làm tên bảng điểm được: chỉ gồm chữ thường không dấu, số, dấu gạch nối, ví dụ ldld-2026.",
        "“{name}” cannot be the name of a table: small letters without accents, digits and hyphens, say ldld-2026.",
    ),
    "grading.exists": Text(
        "Đã có bảng điểm “{file}”. Đặt tên khác bằng --name, hoặc xóa tệp cũ trước.",
        "There is a table “{file}” already. Choose another --name, or remove the old file first.",
    ),
    "grading.doubt.no_points": Text(
        "Cần xem lại ({place}): không đọc được điểm của “{words}” {found}",
        "Look again ({place}): no points could be read for “{words}” {found}",
    ),
    "grading.doubt.sum": Text(
        "Cần xem lại ({place}): “{words}” ghi {found} điểm, các mục bên dưới cộng được {expected}",
        "Look again ({place}): “{words}” says {found} points, the rows below add up to {expected}",
    ),
    "grading.doubt.total": Text(
        "Cần xem lại ({place}): tổng cộng ghi {found} điểm, các mục cộng được {expected}",
        "Look again ({place}): the total says {found} points, the rows add up to {expected}",
    ),
}

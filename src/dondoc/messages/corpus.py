"""Sentences about the examples that reviews leave behind."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "corpus.invalid": Text(
        "Tệp mẫu {file}, mục {place}: {problem}. Xuất lại bằng: dondoc corpus export",
        "Example file {file}, at {place}: {problem}. Export it anew with: dondoc corpus export",
    ),
    "corpus.nothing": Text(
        "Chưa có văn bản nào được xem hết từng dòng ({partly} văn bản mới xem một phần). Xác nhận từng cam kết bằng: "
        "dondoc review; nhận hàng loạt (--accept-above) không tính là đã xem.",
        "No document was reviewed line by line to its end ({partly} were in part). Confirm each commitment with: "
        "dondoc review; accepting in bulk (--accept-above) does not count.",
    ),
    "corpus.forgotten": Text(
        "Không còn giữ mẫu nào của văn bản “{document}”; không có gì để xóa.",
        "No example of “{document}” is kept; there is nothing to erase.",
    ),
    "corpus.folder_empty": Text(
        "Thư mục “{folder}” không có tệp .gold.json nào. Xuất mẫu bằng: dondoc corpus export THƯ_MỤC",
        "The folder “{folder}” has no .gold.json file. Export examples with: dondoc corpus export FOLDER",
    ),
    "corpus.quote": Text(
        "Tệp mẫu {file}: đoạn “{quote}” không có trong văn bản, hoặc có nhiều chỗ mà không nói chỗ thứ mấy (nth).",
        "Example file {file}: “{quote}” is not in the text, or stands there several times and nth does not say which.",
    ),
}

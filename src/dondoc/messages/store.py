"""Sentences about the database, the kept files, the log of acts and reports."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "store.outdated": Text(
        "Cơ sở dữ liệu là phiên bản {have}, chương trình cần {need}. Nâng cấp bằng: dondoc upgrade",
        "The database is version {have}, the program needs {need}. Run: dondoc upgrade",
    ),
    "store.newer": Text(
        "Cơ sở dữ liệu (phiên bản {have}) mới hơn chương trình này (cần {need}). Hãy cài bản dondoc mới hơn.",
        "The database (version {have}) is newer than this program (which needs {need}). Install a newer dondoc.",
    ),
    "store.refused": Text(
        "Cơ sở dữ liệu không nhận vì trùng hoặc trái với điều đã ghi ({problem}). Không có gì thay đổi.",
        "The database refused a row that repeats or contradicts what it holds ({problem}). Nothing was changed.",
    ),
    "store.locked": Text(
        "Một chương trình khác đang ghi vào cơ sở dữ liệu quá lâu. Đợi một phút rồi chạy lại; chưa có gì thay đổi.",
        "Another program has been writing to the database for too long. Wait a minute and try again; nothing was "
        "changed.",
    ),
    "store.unavailable": Text(
        "Không dùng được cơ sở dữ liệu: {problem}. Kiểm tra database_url trong dondoc.toml, ổ đĩa và máy chủ.",
        "The database cannot be used: {problem}. Check database_url in dondoc.toml, the disk and the server.",
    ),
    "store.url": Text(
        "Địa chỉ cơ sở dữ liệu “{url}” không dùng được. Viết như sqlite:////thư/mục/dondoc.sqlite hoặc "
        "postgresql://người_dùng@máy_chủ/tên (mục database_url, hoặc biến DONDOC_DATABASE_URL).",
        "The database address “{url}” cannot be used. Write sqlite:////folder/dondoc.sqlite or "
        "postgresql://user@host/name (database_url, or DONDOC_DATABASE_URL).",
    ),
    "store.driver": Text(
        "Máy này chưa cài thư viện “{driver}” để nối với cơ sở dữ liệu. Cài thêm rồi chạy lại.",
        "The driver “{driver}” for the database is not installed here. Install it and try again.",
    ),
    "blob.unwritable": Text(
        "Không ghi được tệp vào {folder}: {problem}. Chưa có gì được ghi; xin dọn đĩa rồi làm lại.",
        "Files cannot be written into {folder}: {problem}. Nothing was kept; make room and do it again.",
    ),
    "blob.unknown": Text(
        "Thiếu tệp đã lưu có dấu băm {sha256}. Phục hồi từ bản sao lưu.",
        "The kept file with hash {sha256} is missing. Restore it from a backup.",
    ),
    "blob.broken": Text(
        "Tệp đã lưu có dấu băm {sha256} bị thay đổi ngoài dondoc. Phục hồi từ bản sao lưu.",
        "The kept file with hash {sha256} was changed outside dondoc. Restore it from a backup.",
    ),
    "event.unknown": Text(
        "Nhật ký của {stream} không có sự kiện số {seq}.", "The log of {stream} has no event number {seq}."
    ),
    "event.erased": Text(
        "Nội dung sự kiện {stream} số {seq} đã được xóa từ trước; dấu xóa đầu tiên được giữ.",
        "The payload of event {stream} {seq} was erased before; the first tombstone stays.",
    ),
    "event.payload_broken": Text(
        "Nội dung sự kiện {stream} số {seq} không còn khớp với dấu băm: dữ liệu đã bị sửa ngoài dondoc.",
        "The payload of event {stream} {seq} no longer fits its hash: it was changed outside dondoc.",
    ),
    "report.exists": Text(
        "Báo cáo kỳ {period} bản {version} đã có; chạy lại lệnh để soạn bản tiếp theo.",
        "Version {version} of the report on {period} exists; run the command again for the next one.",
    ),
    "report.unknown": Text("Không có báo cáo số {id}.", "There is no report number {id}."),
}

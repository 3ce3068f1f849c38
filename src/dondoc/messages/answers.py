"""Sentences about links, wishes for another day, and the pages on which people answer."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "link.unknown": Text("Không có đường dẫn số {id}.", "There is no link number {id}."),
    "link.dead": Text("Liên kết không còn dùng được.", "The link can no longer be used."),
    "link.none": Text("“{who}” không có liên kết nào đang dùng được.", "There is no living link of “{who}”."),
    "unit.no_secretary": Text(
        "{unit} chưa có cán bộ theo dõi. Thêm bằng: dondoc people add … --role secretary",
        "{unit} has no secretary. Add one with: dondoc people add … --role secretary",
    ),
    "secret_key.open": Text(
        "Tệp khóa {file} đang để người khác trên máy đọc được. Chạy: chmod 600 {file}, rồi thu hồi các liên kết đã gửi "
        "bằng dondoc links revoke.",
        "The key file {file} can be read by others on this machine. Run: chmod 600 {file}, then revoke the links that "
        "were given out with dondoc links revoke.",
    ),
    "secret_key.unusable": Text(
        "Không dùng được tệp khóa {file}: {problem}.", "The key file {file} cannot be used: {problem}."
    ),
    "secret_key.short": Text(
        "Khóa ở {place} quá ngắn: cần ít nhất 32 ký tự ngẫu nhiên.",
        "The key in {place} is too short: it needs at least 32 random characters.",
    ),
    "request.unknown": Text("Không có đề nghị lùi hạn số {id}.", "There is no wish for another day number {id}."),
}

"""Sentences about files, settings and the database."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "config.syntax": Text(
        "Tệp cấu hình {file} không đúng cú pháp TOML: {problem}.", "Config file {file} is not TOML: {problem}."
    ),
    "config.invalid": Text(
        "Tệp cấu hình {file}, mục {place}: {problem}.", "Config file {file}, at {place}: {problem}."
    ),
    "config.missing": Text(
        "Thiếu tệp cấu hình {file}; hãy cài lại dondoc.", "Config file {file} is missing; install dondoc again."
    ),
    "inbox.unreadable": Text(
        "Không đọc được tệp “{file}” trong hộp nhận: {problem}.", "Cannot read “{file}” in the inbox: {problem}."
    ),
    "blob.unknown": Text(
        "Thiếu tệp đã lưu có dấu băm {sha256}. Phục hồi từ bản sao lưu.",
        "The kept file with hash {sha256} is missing. Restore it from a backup.",
    ),
    "mail.unavailable": Text(
        "Không gửi được thư qua {server}: {problem}. Thư vẫn chờ trong hàng đợi và sẽ được gửi lại.",
        "Cannot send mail through {server}: {problem}. The message waits and is sent again later.",
    ),
    "mail.refused": Text(
        "Máy chủ thư từ chối người nhận {recipient}: {problem}. Kiểm tra địa chỉ bằng: dondoc people list",
        "The mail server refuses {recipient}: {problem}. Check the address with: dondoc people list",
    ),
}

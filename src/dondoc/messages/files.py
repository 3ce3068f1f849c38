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
    "config.variable": Text("Biến môi trường {name}: {problem}.", "Environment variable {name}: {problem}."),
    "config.missing": Text(
        "Thiếu tệp cấu hình {file}; hãy cài lại dondoc.", "Config file {file} is missing; install dondoc again."
    ),
    "config.unreadable": Text(
        "Không đọc được tệp cấu hình {file}: {problem}.", "Config file {file} cannot be read: {problem}."
    ),
    "inbox.unreadable": Text(
        "Không đọc được tệp “{file}” trong hộp nhận: {problem}.", "Cannot read “{file}” in the inbox: {problem}."
    ),
    "inbox.link": Text(
        "“{file}” là đường dẫn tắt trỏ sang nơi khác nên không được nhận. Chép chính tệp đó vào đây.",
        "“{file}” is a link to somewhere else and is not taken. Copy the file itself here.",
    ),
    "inbox.changing": Text(
        "Tệp “{file}” còn đang được chép; lần thu sau sẽ nhận.",
        "“{file}” is still being copied; it is taken next time.",
    ),
    "inbox.no_folder": Text(
        "Tệp “{file}” nằm ngoài các thư mục của việc nên không rõ là minh chứng của việc nào. Chuyển vào "
        "inbox/evidence/<mã việc>/; xem mã bằng: dondoc list",
        "“{file}” lies outside the folders of tasks, so it proves none. Move it to inbox/evidence/<code>/; see the "
        "codes with: dondoc list",
    ),
    "inbox.unmovable": Text(
        "Đã nhận “{file}” nhưng chưa chuyển được sang inbox/processed: {problem}. Lần thu sau sẽ chuyển, không nhận "
        "trùng.",
        "“{file}” was kept but could not be moved to inbox/processed: {problem}. The next pass moves it and keeps it "
        "once.",
    ),
}

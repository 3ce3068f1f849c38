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
}
